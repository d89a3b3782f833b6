//! Given values of a rocket, its inertia, and its guides.

#![allow(clippy::unwrap_used)]

use super::shape::{Profile, Transition};
use super::tests::{description, part};
use super::*;
use crate::table::Curve;

#[test]
fn a_rocket_given_without_a_drawing_needs_its_coefficients() {
    let mut given = description();
    given.parts.clear();
    given.given = Overrides {
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
    assert!(Rocket::new(given.clone()).is_ok());
    let mut without = given.clone();
    without.given.drag_power_off = None;
    assert_eq!(Rocket::new(without).unwrap_err().place, "drag_power_off");
    let mut without = given.clone();
    without.given.center_of_pressure = None;
    assert_eq!(
        Rocket::new(without).unwrap_err().place,
        "center_of_pressure"
    );
    given.given.length = None;
    assert_eq!(Rocket::new(given).unwrap_err().place, "length");
}

#[test]
fn a_strange_inertia_as_published_flies_and_is_named() {
    // Halcyon as published: 70.07 kg m² about the axis, 24.56 across it.
    let mut strange = description();
    strange.given.inertia = Some(Inertia {
        axial: 70.07,
        transverse: 24.56,
    });
    let rocket = Rocket::new(strange).unwrap();
    assert!(rocket.remarks()[0].contains("more than twice"));
}

/// At an angle of attack lift leans forward, and so may the axial force; at none it would push, and is refused there.
#[test]
fn an_axial_force_may_lean_forward_at_an_angle() {
    let against_angle = |values: [f64; 3]| {
        let mut rocket = description();
        rocket.given.drag_power_off = Some(Coefficient::MachAndAngle {
            angles: vec![0.0, 0.15, 0.3],
            curves: values.map(Curve::constant).to_vec(),
        });
        Rocket::new(rocket)
    };
    assert!(against_angle([0.4, 0.2, -0.1]).is_ok());
    let place = against_angle([-0.1, 0.2, 0.4]).unwrap_err().place;
    assert_eq!(place, "drag_power_off[0][0]");
    let mut plain = description();
    let falling = Curve::new(vec![(0.0, 0.4), (2.0, -0.1)]).unwrap();
    plain.given.drag_power_off = Some(Coefficient::Mach(falling));
    let place = Rocket::new(plain).unwrap_err().place;
    assert_eq!(place, "drag_power_off[1]");
}

/// Damping of zero is none; above zero it would drive, at any Mach number.
#[test]
fn damping_is_never_above_zero() {
    let with = |values: [f64; 2]| {
        let mut rocket = description();
        let points = vec![(0.0, values[0]), (2.0, values[1])];
        rocket.given.pitch_damping = Some(Curve::new(points).unwrap());
        Rocket::new(rocket)
    };
    assert!(with([-200.0, 0.0]).is_ok());
    let fault = with([-200.0, 0.1]).unwrap_err();
    assert_eq!(fault.place, "pitch_damping[1]");
    assert!(fault.hint.unwrap().starts_with("negative damps"));
}

/// A tensor is that of a body whatever axes it stands in: a flat plate, turned, with its largest moment the sum of the
/// others, passes, and three per cent beyond that do not.
#[test]
fn an_inertia_is_that_of_a_body_in_any_axes() {
    let turned = |largest: f64| {
        let object = Object {
            name: "plate".to_owned(),
            mass: 1.0,
            // Turned by 45° between forward and right.
            inertia: InertiaTensor {
                xx: 0.5 * (1.0 + largest),
                yy: 0.5 * (1.0 + largest),
                zz: 2.0,
                xy: 0.5 * (largest - 1.0),
                xz: 0.0,
                yz: 0.0,
            },
            coefficients: ObjectCoefficients {
                area: 1.0,
                ..ObjectCoefficients::default()
            },
            parachutes: Vec::new(),
        };
        object.check()
    };
    assert_eq!(turned(3.0), Ok(()));
    assert_eq!(turned(3.1).unwrap_err().place, "inertia");
}

#[test]
fn given_mass_scales_the_drawn_inertia_and_leaves_the_centre() {
    let drawn = Rocket::new(description()).unwrap().without_motor();
    let mut heavier = description();
    heavier.given.mass = Some(1.8);
    let heavier = Rocket::new(heavier).unwrap().without_motor();
    assert!((heavier.mass - 1.8).abs() < 1e-12);
    assert!((heavier.center - drawn.center).abs() < 1e-12);
    assert!((heavier.transverse / drawn.transverse - 2.0).abs() < 1e-12);
}

#[test]
fn buttons_and_lugs_guide() {
    let mut guided = description();
    guided.parts.push(part(
        "button",
        0.5,
        PartShape::RailButton {
            diameter: 0.01,
            height: 0.008,
        },
    ));
    guided.parts.push(part(
        "lug",
        0.8,
        PartShape::Lug {
            length: 0.05,
            outer_diameter: 0.008,
            inner_diameter: 0.007,
        },
    ));
    let rocket = Rocket::new(guided).unwrap();
    assert_eq!(rocket.guides(), (0.5, 0.8 + 0.05));
}

#[test]
fn the_body_is_one_contour() {
    let mut tailed = description();
    tailed.parts.push(part(
        "tail",
        1.05,
        PartShape::Transition(Transition {
            profile: Profile::Conical,
            length: 0.05,
            fore_diameter: 0.054,
            aft_diameter: 0.044,
            wall: Some(0.002),
        }),
    ));
    let rocket = Rocket::new(tailed).unwrap();
    let body = rocket.body();
    assert!((rocket.length() - 1.1).abs() < 1e-12);
    assert_eq!(body.radius_at(0.5), Some(0.027));
    assert!((body.radius_at(1.075).unwrap() - 0.0245).abs() < 1e-12);
    assert_eq!(body.radius_at(1.2), None);
    assert!((body.sections[1].volume() - std::f64::consts::PI * 0.027 * 0.027 * 0.8).abs() < 1e-12);
    assert!((body.sections[1].planform_area() - 0.054 * 0.8).abs() < 1e-12);
}
