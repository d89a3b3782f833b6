#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::mass::MassProperties;
use crate::table::Curve;
use proptest::prelude::*;
use std::f64::consts::PI;

#[track_caller]
pub(super) fn close(found: f64, expected: f64, relative: f64) {
    assert!(
        (found - expected).abs() <= relative * expected.abs(),
        "{found} is not {expected}"
    );
}

pub(super) fn curve(points: &[(f64, f64)]) -> Curve {
    Curve::new(points.to_vec()).unwrap()
}

/// Bella Lui's K828FJ with the grains that its team gave (RocketPy 1.12.1, example gallery).
pub(super) fn bella_lui() -> Motor {
    let thrust = curve(&[
        (0.0, 0.0),
        (0.01, 1112.06),
        (0.02, 1238.6),
        (0.04, 1303.79),
        (0.06, 1135.06),
        (0.08, 1077.54),
        (0.13, 1031.53),
        (0.2, 1016.19),
        (0.5, 993.18),
        (0.65, 1004.68),
        (1.0, 985.51),
        (1.08, 974.01),
        (1.19, 974.01),
        (1.42, 954.83),
        (1.51, 935.66),
        (1.69, 912.65),
        (1.75, 885.81),
        (1.83, 893.48),
        (1.89, 843.63),
        (1.95, 774.6),
        (2.0, 667.23),
        (2.15, 444.82),
        (2.2, 364.29),
        (2.23, 260.76),
        (2.27, 184.06),
        (2.33, 111.21),
        (2.39, 49.85),
        (2.43, 31.7227273),
    ]);
    let grains = Grains {
        count: 3,
        density: 782.4,
        outer_diameter: 2.0 * 0.042799,
        core_diameter: 2.0 * 0.033147,
        length: 0.1524,
        separation: 0.003,
        center: 0.3,
        ends_inhibited: false,
    };
    Motor {
        name: "K828FJ".into(),
        diameter: None,
        length: 0.6,
        thrust,
        propellant: Propellant::Grains(grains),
        dry: MassProperties::default(),
        nozzle_exit_area: None,
        reference_pressure: None,
        ignition_delay: 0.0,
        burn_time_factor: 1.0,
        impulse_factor: 1.0,
        cut_off: None,
        source: None,
    }
}

/// Six grains of Valetudo's motor (same source).
pub(super) fn valetudo() -> Grains {
    Grains {
        count: 6,
        density: 1707.0,
        outer_diameter: 2.0 * 0.0214,
        core_diameter: 2.0 * 0.00965,
        length: 0.12,
        separation: 0.006,
        center: 0.42,
        ends_inhibited: false,
    }
}

/// The Estes C6 of OpenRocket 24.12's motor database: 18 by 70 mm, 10.8 g of 23.1 g burn.
pub(super) fn c6() -> Motor {
    let points = [
        (0.031, 0.946),
        (0.092, 4.826),
        (0.139, 9.936),
        (0.192, 14.09),
        (0.209, 11.446),
        (0.231, 7.381),
        (0.248, 6.151),
        (0.292, 5.489),
        (0.37, 4.921),
        (0.475, 4.448),
        (0.671, 4.258),
        (0.702, 4.542),
        (0.723, 4.164),
        (0.85, 4.448),
        (1.063, 4.353),
        (1.211, 4.353),
        (1.242, 4.069),
        (1.303, 4.258),
        (1.468, 4.353),
        (1.656, 4.448),
        (1.821, 4.448),
        (1.834, 2.933),
        (1.847, 1.325),
        (1.86, 0.0),
    ];
    Motor::from_curve("C6", 0.018, 0.070, curve(&points), 0.0108, 0.0231).unwrap()
}

/// RocketPy integrates the same geometry and the mass flow numerically and interpolates between samples: of its
/// own mass, its inertias across the axis are the closed form's within 2e-6, those about it within 2e-5 (worst
/// where the web is thin); its mass is within 1e-5 of the whole.
#[test]
fn agrees_with_rocketpy() {
    // time, propellant mass, I11 and I33 about the propellant's centre (RocketPy 1.12.1).
    for (time, mass, transverse, axial) in [
        (0.0, 0.823772243, 0.0154601781, 0.00120702322),
        (0.243, 0.721437292, 0.013510641, 0.00108622814),
        (0.486, 0.624436614, 0.0116713393, 0.000964850115),
        (0.972, 0.4317487, 0.00804051613, 0.000702620619),
        (1.458, 0.244371015, 0.0045361775, 0.000418462348),
        (1.944, 0.0707786915, 0.00131020127, 0.000127128745),
    ] {
        let found = bella_lui().mass_properties(time);
        assert!(
            (found.mass - mass).abs() < 1e-5 * 0.8238,
            "{time} s: {found:?}"
        );
        assert_eq!(found.center, 0.3);
        let Propellant::Grains(grains) = bella_lui().propellant else {
            panic!()
        };
        let found = grains.properties(mass / grains.mass());
        close(found.transverse, transverse, 2e-6);
        close(found.axial, axial, 2e-5);
    }
    for (mass, transverse, axial) in [
        (1.40868977, 0.0671138837, 0.000388152141),
        (1.39719923, 0.0665607089, 0.000386571552),
        (1.15402587, 0.0548856508, 0.000348702525),
        (0.66601819, 0.0315932127, 0.00024046565),
        (0.217746369, 0.0103096284, 9.23360809e-05),
        (0.0332217078, 0.00157189864, 1.5037402e-05),
    ] {
        let grains = valetudo();
        close(grains.mass(), 1.40868977, 1e-8);
        let found = grains.properties(mass / grains.mass());
        close(found.transverse, transverse, 2e-6);
        close(found.axial, axial, 2e-5);
    }
}

/// One grain with inhibited ends: the core follows from the volume in closed form, the length stays.
#[test]
fn inhibited_grains_have_a_closed_form() {
    let grains = Grains {
        count: 1,
        ends_inhibited: true,
        ..valetudo()
    };
    let (outer, core) = (0.0214_f64, 0.00965_f64);
    close(
        grains.mass(),
        1707.0 * PI * (outer * outer - core * core) * 0.12,
        1e-12,
    );
    for fraction in [1.0, 0.75, 0.5, 0.1, 0.0] {
        let inner = outer * outer - fraction * (outer * outer - core * core);
        let mass = fraction * grains.mass();
        let found = grains.properties(fraction);
        assert!((found.axial - mass * (outer * outer + inner) / 2.0).abs() < 1e-15);
        let transverse = mass * (3.0 * (outer * outer + inner) + 0.12 * 0.12) / 12.0;
        assert!((found.transverse - transverse).abs() < 1e-14);
    }
}

/// Three grains are three single ones a pitch apart (parallel axes), and stay where they were as they shorten.
#[test]
fn a_row_is_the_sum_of_its_grains() {
    let row = Grains {
        count: 3,
        ..valetudo()
    };
    for fraction in [1.0, 0.4, 0.01] {
        let sum: MassProperties = [-0.126, 0.0, 0.126]
            .map(|offset| {
                Grains {
                    count: 1,
                    center: row.center + offset,
                    ..row.clone()
                }
                .properties(fraction)
            })
            .into_iter()
            .sum();
        let found = row.properties(fraction);
        close(found.mass, sum.mass, 1e-12);
        close(found.center, sum.center, 1e-12);
        close(found.axial, sum.axial, 1e-12);
        close(found.transverse, sum.transverse, 1e-12);
    }
}

/// A disk thinner than its web burns out through its ends, a grain without a core from its axis.
#[test]
fn odd_grains_burn_to_nothing() {
    let disk = Grains {
        length: 0.004,
        ..valetudo()
    };
    let rod = Grains {
        core_diameter: 0.0,
        ..valetudo()
    };
    let cigarette = Grains {
        core_diameter: 0.0,
        ends_inhibited: true,
        ..valetudo()
    };
    for grains in [disk, rod, cigarette] {
        for step in 0..=100 {
            let fraction = f64::from(step) / 100.0;
            let found = grains.properties(fraction);
            close(found.mass, fraction * grains.mass(), 1e-12);
            assert!(found.axial >= 0.0 && found.transverse >= 0.0 && found.transverse.is_finite());
        }
    }
}

/// Its sheet states 8.8 N s.
#[test]
fn flies_a_model_rocket_motor_from_its_curve() {
    let motor = c6();
    close(motor.total_impulse(), 8.82, 5e-3);
    assert_eq!(motor.burn_time(), 1.86);
    close(motor.thrust_at(0.192), 14.09, 1e-12);
    close(motor.thrust_at(0.0155), 0.473, 1e-12); // led up from nothing
    assert_eq!((motor.thrust_at(-0.1), motor.thrust_at(2.0)), (0.0, 0.0));
    let (full, empty) = (motor.mass_properties(0.0), motor.mass_properties(9.0));
    close(full.mass, 0.0231, 1e-12);
    close(empty.mass, 0.0123, 1e-12);
    assert_eq!((full.center, empty.center), (0.035, 0.035));
    assert_eq!(motor.mass_properties(-1.0), full);
    assert_eq!(motor.mass_properties(1.86), empty);
    // A thin tube of 12.3 g, 9 mm in radius and 70 mm long.
    close(empty.axial, 0.0123 * 0.009 * 0.009, 1e-12);
    close(
        empty.transverse,
        0.0123 * (0.009 * 0.009 / 2.0 + 0.07 * 0.07 / 12.0),
        1e-12,
    );
    // 10.8 g at 1750 kg/m³ fill 6.17 of the 14.4 cm³ inside 16.2 mm: the core starts with a radius of 6.14 mm.
    let core = 0.0081_f64.powi(2) - 0.0108 / (1750.0 * PI * 0.07);
    close(
        motor.propellant_properties(0.0).axial,
        0.0108 * (0.0081_f64.powi(2) + core) / 2.0,
        1e-12,
    );
}

/// More propellant than fits at the default density, or no diameter: a solid cylinder.
#[test]
fn unknown_propellant_always_has_room() {
    let heavy = Motor::from_curve(
        "heavy",
        0.05,
        0.3,
        curve(&[(0.0, 500.0), (2.0, 500.0)]),
        0.9,
        1.2,
    )
    .unwrap();
    close(
        heavy.propellant_properties(0.0).axial,
        0.9 * 0.0225 * 0.0225 / 2.0,
        1e-12,
    );
    let slim = Motor {
        diameter: None,
        ..c6()
    };
    close(
        slim.propellant_properties(0.0).axial,
        0.0108 * 0.0108 / (1750.0 * PI * 0.07) / 2.0,
        1e-12,
    );
}

#[test]
fn tables_are_read_at_the_time_of_the_nominal_motor() {
    let hybrid = Motor {
        propellant: Propellant::Tables {
            mass: curve(&[(0.0, 4.0), (4.0, 1.0)]),
            center: curve(&[(0.0, 0.2), (4.0, 0.4)]),
            axial: Curve::constant(0.01),
            transverse: curve(&[(0.0, 0.4), (4.0, 0.1)]),
        },
        thrust: curve(&[(0.0, 1500.0), (4.0, 1500.0)]),
        burn_time_factor: 2.0,
        ..bella_lui()
    };
    hybrid.check().unwrap();
    let half = hybrid.mass_properties(4.0);
    assert_eq!((half.mass, half.axial, half.transverse), (2.5, 0.01, 0.25));
    close(half.center, 0.3, 1e-12);
    assert_eq!(hybrid.mass_properties(-3.0).mass, 4.0);
    assert_eq!(hybrid.mass_properties(99.0).mass, 1.0);
}

proptest! {
    /// Stretching keeps the impulse, scaling keeps the burn time and the propellant, whatever the factors.
    #[test]
    fn factors_keep_their_laws(stretch in 0.5..2.0f64, scale in 0.5..2.0f64, share in 0.0..1.2f64) {
        let nominal = bella_lui();
        let motor = Motor { burn_time_factor: stretch, impulse_factor: scale, ..nominal.clone() };
        let time = share * nominal.burn_time();
        close(motor.total_impulse(), scale * nominal.total_impulse(), 1e-12);
        close(motor.burn_time(), stretch * nominal.burn_time(), 1e-12);
        close(motor.thrust_at(stretch * time), scale / stretch * nominal.thrust_at(time), 1e-6);
        close(motor.impulse_to(stretch * time), scale * nominal.impulse_to(time), 1e-9);
        let (found, expected) = (motor.mass_properties(stretch * time).mass, nominal.mass_properties(time).mass);
        prop_assert!((found - expected).abs() < 1e-12);
    }

    /// Thrust over mass flow is one exhaust velocity through the whole burn: what leaves has been thrust out.
    #[test]
    fn mass_leaves_with_the_impulse(share in 0.0..1.0f64) {
        for motor in [bella_lui(), c6()] {
            let time = share * motor.burn_time();
            let full = motor.propellant_properties(0.0).mass;
            let left = motor.propellant_properties(time).mass;
            let burnt = full * motor.impulse_to(time) / motor.total_impulse();
            prop_assert!((left + burnt - full).abs() < 1e-14);
        }
    }
}
