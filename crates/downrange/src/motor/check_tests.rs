//! What is refused of a motor, and what is implausible.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::tests::{bella_lui, c6, curve, valetudo};
use super::*;
use crate::table::Curve;

#[test]
fn refuses_by_name() {
    let grained = |change: fn(&mut Grains)| {
        let mut grains = valetudo();
        change(&mut grains);
        let motor = Motor {
            length: 0.85,
            diameter: Some(0.043),
            propellant: Propellant::Grains(grains),
            ..bella_lui()
        };
        motor.check().map_err(|fault| fault.to_string())
    };
    assert_eq!(grained(|_| ()), Ok(()));
    let fault = |change| grained(change).unwrap_err();
    assert_eq!(
        fault(|grains| grains.core_diameter = 0.05),
        "grains.core_diameter: a core of 0.05 m does not fit in a grain of 0.0428 m diameter"
    );
    assert_eq!(
        fault(|grains| grains.outer_diameter = 0.054),
        "grains.outer_diameter: grains of 0.054 m diameter in a motor of 0.043 m"
    );
    assert!(
        fault(|grains| grains.count = 7)
            .starts_with("grains.center: the grains reach from -0.0180 to 0.8580 m")
    );
    assert!(fault(|grains| grains.center = f64::NAN).starts_with("grains.center"));
    assert!(fault(|grains| grains.count = 0).starts_with("grains.count"));
    assert_eq!(
        fault(|grains| grains.density = -1.0),
        "grains.density: -1 kg/m³; a value above zero was expected"
    );

    let place = |change: fn(&mut Motor)| {
        let mut motor = c6();
        change(&mut motor);
        motor.check().unwrap_err().place
    };
    assert_eq!(place(|motor| motor.length = 0.0), "length");
    assert_eq!(place(|motor| motor.diameter = Some(f64::NAN)), "diameter");
    assert_eq!(place(|motor| motor.impulse_factor = 0.0), "impulse_factor");
    assert_eq!(
        place(|motor| motor.burn_time_factor = f64::INFINITY),
        "burn_time_factor"
    );
    assert_eq!(place(|motor| motor.ignition_delay = -1.0), "ignition_delay");
    assert_eq!(place(|motor| motor.dry.mass = -0.001), "dry_mass");
    assert_eq!(
        place(|motor| motor.thrust = curve(&[(0.0, 5.0), (1.0, -5.0)])),
        "thrust[1]"
    );
    assert_eq!(
        place(|motor| motor.thrust = curve(&[(0.0, 0.0), (1.0, 0.0)])),
        "thrust"
    );
    assert_eq!(place(|motor| motor.thrust = curve(&[(0.5, 9.0)])), "thrust");
    assert_eq!(
        place(|motor| motor.propellant = Propellant::Unknown { mass: 0.0 }),
        "propellant_mass"
    );

    let tables = |mass: &[(f64, f64)], center: f64| {
        let propellant = Propellant::Tables {
            mass: curve(mass),
            center: Curve::constant(center),
            axial: Curve::constant(0.0),
            transverse: Curve::constant(0.0),
        };
        Motor { propellant, ..c6() }.check().unwrap_err().place
    };
    assert_eq!(
        tables(&[(0.0, 0.010), (1.0, 0.011)], 0.03),
        "tables.mass[1]"
    );
    assert_eq!(
        tables(&[(0.0, 0.010), (1.0, -0.001)], 0.03),
        "tables.mass[1]"
    );
    assert_eq!(tables(&[(0.0, 0.010), (1.0, 0.0)], 0.3), "tables.center[0]");
    assert!(
        Motor::from_curve(
            "light",
            0.018,
            0.07,
            curve(&[(0.0, 5.0), (1.0, 5.0)]),
            0.02,
            0.01
        )
        .is_err()
    );
}

/// So much or so little impulse from its propellant that something is in another unit, or left out, is no reason not to fly: it
/// is found apart from what cannot be, with what to do.
#[test]
fn what_is_implausible_can_be() {
    let with = |mass: f64| Motor {
        propellant: Propellant::Unknown { mass },
        ..c6()
    };
    assert_eq!(c6().implausible(), None);
    // Grams read as kilograms: an exhaust at 0.8 m/s; and a hybrid that counts a tenth of what leaves.
    for (mass, hint) in [
        (10.8, "check the units"),
        (0.0008, "give `propellant_mass`"),
    ] {
        let motor = with(mass);
        assert_eq!(motor.check(), Ok(()));
        let fault = motor.implausible().unwrap();
        assert!(fault.message.contains("an exhaust at"), "{fault}");
        assert!(fault.hint.unwrap().contains(hint));
    }
}

/// Defends that a burn with no end is refused where it stands, and the longest that there are is not: a time of 1e308 s made
/// a panic, found by running the command line on mutated inputs.
#[test]
fn a_burn_has_an_end() {
    let until = |end: f64| Motor {
        thrust: curve(&[(0.0, 10.0), (1.0, 10.0), (end, 0.0)]),
        ..c6()
    };
    until(90_000.0).check().unwrap();
    let fault = until(1e308).check().unwrap_err();
    assert_eq!(fault.place, "thrust[2]");
    assert!(
        fault.message.contains("100000 s at most"),
        "{}",
        fault.message
    );
}
