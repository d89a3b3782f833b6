//! Coefficients that are given for a rocket and its parts.
#![allow(clippy::unwrap_used)]

use super::tests::{describe, plain};
use super::*;
use crate::rocket::{Coefficient, Inertia, Overrides, PartOverrides, Rocket};
use crate::table::Curve;

#[test]
fn given_coefficients_replace_drawn_ones() {
    let mut description = plain();
    description.given.drag_power_off = Some(Coefficient::Mach(Curve::constant(0.5)));
    description.given.center_of_pressure = Some(Coefficient::Mach(Curve::constant(0.9)));
    description.given.pitch_damping = Some(Curve::constant(-200.0));
    let drawn = Aerodynamics::new(&Rocket::new(plain()).unwrap());
    let aero = Aerodynamics::new(&Rocket::new(description.clone()).unwrap());
    let c = aero.coefficients(0.5);
    assert_eq!((c.axial_power_off, c.axial_power_on), (0.5, 0.5));
    assert_eq!(aero.friction(0.5, 1e7), 0.0);
    assert_eq!(aero.drag_breakdown(0.5, 1e7, true).given, 0.5);
    assert_eq!(c.potential, Load::default());
    assert!((aero.center_of_pressure(0.5) - 0.9).abs() < 1e-12);
    assert!((aero.normal_force_slope(0.5) - drawn.normal_force_slope(0.5)).abs() < 1e-12);
    // Cmq -200 on d = 0.06 m: 100 d².
    assert_eq!(c.damping, [0.0, 0.0, 100.0 * 0.0036]);
    assert!(aero.normal_force_with_angle(0.5, 0.1).is_none());
    assert!(aero.drag_with_angle(0.5, 0.1, false).is_none());

    let against = |values: [f64; 2]| {
        Some(Coefficient::MachAndAngle {
            angles: vec![0.0, 0.2],
            curves: values.map(Curve::constant).to_vec(),
        })
    };
    description.given.drag_power_off = against([0.5, 0.9]);
    description.given.normal_force_slope = against([10.0, 14.0]);
    let aero = Aerodynamics::new(&Rocket::new(description).unwrap());
    assert_eq!(aero.coefficients(0.5).axial_power_off, 0.5);
    assert!((aero.drag_with_angle(0.5, 0.1, true).unwrap() - 0.7).abs() < 1e-12);
    let load = aero.normal_force_with_angle(0.5, 0.1).unwrap();
    assert!((load.force - 12.0).abs() < 1e-12 && (load.moment - 10.8).abs() < 1e-12);
}

#[test]
fn a_part_takes_its_given_coefficients() {
    let mut description = plain();
    description.parts[2].given = PartOverrides {
        normal_force_slope: Some(Curve::constant(8.0)),
        center_of_pressure: Some(Curve::constant(1.1)),
        drag: Some(Curve::constant(0.2)),
        ..PartOverrides::default()
    };
    let aero = Aerodynamics::new(&Rocket::new(description).unwrap());
    assert!((aero.normal_force_slope(0.3) - 10.0).abs() < 1e-9);
    let drag = aero.drag_breakdown(0.3, 7e6, false);
    assert_eq!((drag.given, drag.fins), (0.2, 0.0));
}

#[test]
fn a_rocket_without_a_drawing_flies_on_its_tables() {
    let mut description = describe(Vec::new());
    description.given = Overrides {
        diameter: Some(0.1),
        length: Some(2.0),
        mass: Some(10.0),
        center_of_mass: Some(1.2),
        inertia: Some(Inertia {
            axial: 0.02,
            transverse: 4.0,
        }),
        drag_power_off: Some(Coefficient::Mach(Curve::constant(0.5))),
        normal_force_slope: Some(Coefficient::Mach(Curve::constant(10.0))),
        center_of_pressure: Some(Coefficient::Mach(Curve::constant(1.5))),
        ..Overrides::default()
    };
    let c = Aerodynamics::new(&Rocket::new(description).unwrap()).coefficients(0.5);
    assert_eq!(c.damping, [10.0, 15.0, 22.5]);
    assert_eq!((c.fins.force, c.fins.moment), (10.0, 15.0));
}
