//! A rocket that exists is flyable; what cannot be is refused where it stands.
#![allow(clippy::unwrap_used)]

use super::shape::{FinOutline, FinSection, FinSet, Nose, Profile, Tube};
use super::*;
use crate::error::Fault;
use crate::mass::MassProperties;
use crate::motor::{Motor, Propellant};
use crate::table::Curve;

pub(super) fn motor() -> Motor {
    Motor {
        name: "H100".to_owned(),
        diameter: Some(0.038),
        length: 0.3,
        thrust: Curve::new(vec![(0.0, 100.0), (1.9, 100.0), (2.0, 0.0)]).unwrap(),
        propellant: Propellant::Unknown { mass: 0.1 },
        dry: MassProperties {
            mass: 0.15,
            center: 0.15,
            axial: 3e-5,
            transverse: 1.2e-3,
        },
        nozzle_exit_area: None,
        reference_pressure: None,
        ignition_delay: 0.0,
        burn_time_factor: 1.0,
        impulse_factor: 1.0,
        cut_off: None,
        source: None,
    }
}

pub(super) fn part(name: &str, position: f64, shape: PartShape) -> Part {
    Part {
        name: name.to_owned(),
        position,
        shape,
        stuff: PartMass::Mass(0.3),
        roughness: None,
        given: PartOverrides::default(),
    }
}

pub(super) fn description() -> RocketDescription {
    RocketDescription {
        name: "test".to_owned(),
        parts: vec![
            part(
                "nose",
                0.0,
                PartShape::Nose(Nose {
                    profile: Profile::TangentOgive,
                    length: 0.25,
                    base_diameter: 0.054,
                    tip_radius: 0.0,
                    wall: Some(0.002),
                }),
            ),
            part(
                "tube",
                0.25,
                PartShape::Tube(Tube {
                    length: 0.8,
                    outer_diameter: 0.054,
                    inner_diameter: 0.050,
                }),
            ),
            part(
                "fins",
                0.9,
                PartShape::Fins(FinSet {
                    count: 3,
                    outline: FinOutline::Trapezoidal {
                        root_chord: 0.12,
                        tip_chord: 0.06,
                        span: 0.06,
                        sweep_length: 0.06,
                    },
                    thickness: 0.003,
                    section: FinSection::Rounded,
                    edge_radius: 0.0,
                    cant: 0.0,
                    body_diameter: None,
                    angle: None,
                }),
            ),
        ],
        given: Overrides::default(),
        motor: Some(MountedMotor::new(motor())),
        parachutes: vec![Parachute {
            name: "main".to_owned(),
            drag_area: 0.5,
            trigger: Trigger::Apogee,
            lag: 0.0,
            filling_time: 0.0,
            releases: Releases::Drogue,
        }],
        roughness: 2e-5,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    }
}

pub(super) fn refused(change: impl FnOnce(&mut RocketDescription)) -> Fault {
    let mut description = description();
    change(&mut description);
    Rocket::new(description).unwrap_err()
}

pub(super) fn tube(description: &mut RocketDescription) -> &mut Tube {
    match &mut description.parts[1].shape {
        PartShape::Tube(tube) => tube,
        _ => unreachable!(),
    }
}

pub(super) fn fins(description: &mut RocketDescription) -> &mut FinSet {
    match &mut description.parts[2].shape {
        PartShape::Fins(fins) => fins,
        _ => unreachable!(),
    }
}

pub(super) fn nose(description: &mut RocketDescription) -> &mut Nose {
    match &mut description.parts[0].shape {
        PartShape::Nose(nose) => nose,
        _ => unreachable!(),
    }
}

#[test]
fn a_sound_drawing_is_a_rocket() {
    let rocket = Rocket::new(description()).unwrap();
    assert!((rocket.length() - 1.05).abs() < 1e-12);
    assert!((rocket.reference_diameter() - 0.054).abs() < 1e-12);
    assert!((rocket.motor_position() - 0.75).abs() < 1e-12);
    assert_eq!(rocket.guides(), (0.25, rocket.length()));
    assert!((rocket.without_motor().mass - 0.9).abs() < 1e-12);
    assert!(rocket.remarks().is_empty());
}

#[test]
fn the_impossible_is_refused_at_its_place() {
    let table: Vec<(Fault, &str, &str)> = vec![
        (
            refused(|d| d.parts[2].position = -0.1),
            "parts[2].position",
            "`fins` begins 0.1 m ahead of the nose tip",
        ),
        (
            refused(|d| d.parts[2].position = 1.06),
            "parts[2].position",
            "behind the aft end",
        ),
        (
            refused(|d| d.parts[1].stuff = PartMass::Mass(-1.0)),
            "parts[1].mass",
            "mass is -1, expected more than zero",
        ),
        (
            refused(|d| d.given.mass = Some(-2.0)),
            "mass",
            "mass is -2, expected more than zero",
        ),
        (
            refused(|d| tube(d).length = 0.0),
            "parts[1].length",
            "length is 0",
        ),
        (
            refused(|d| tube(d).inner_diameter = 0.054),
            "parts[1].inner_diameter",
            "leaves no wall",
        ),
        (
            refused(|d| nose(d).wall = Some(0.03)),
            "parts[0].wall",
            "thicker than the radius",
        ),
        (
            refused(|d| nose(d).profile = Profile::SecantOgive(0.3)),
            "parts[0].ogive_radius",
            "expected at least the tangent ogive's",
        ),
        (
            refused(|d| nose(d).tip_radius = 0.03),
            "parts[0].tip_radius",
            "does not fit",
        ),
        (
            refused(|d| fins(d).edge_radius = 0.001),
            "parts[2].leading_edge_radius",
            "on a section that is not thin there",
        ),
        (
            refused(|d| {
                fins(d).section = FinSection::Biconvex;
                fins(d).edge_radius = 0.002;
            }),
            "parts[2].leading_edge_radius",
            "expected 0 to 0.0015 m, half the thickness",
        ),
        (
            refused(|d| nose(d).profile = Profile::Power(1.5)),
            "parts[0].exponent",
            "0 < exponent <= 1",
        ),
        (
            refused(|d| d.motor.as_mut().unwrap().motor.diameter = Some(0.054)),
            "motor",
            "larger than its tube `tube`",
        ),
        (
            refused(|d| d.motor.as_mut().unwrap().motor.length = 1.2),
            "motor",
            "longer than the rocket",
        ),
        (
            refused(|d| d.motor.as_mut().unwrap().position = Some(-0.2)),
            "motor.position",
            "-0.2 m from the nose tip",
        ),
        (
            refused(|d| d.given.center_of_mass = Some(1.4)),
            "center_of_mass",
            "outside the rocket",
        ),
        (
            refused(|d| fins(d).count = 0),
            "parts[2].count",
            "expected 1 to 24",
        ),
        (
            refused(|d| {
                fins(d).outline =
                    FinOutline::Freeform(vec![(0.0, 0.0), (0.1, 0.1), (0.0, 0.1), (0.1, 0.0)]);
            }),
            "parts[2].points",
            "crosses itself",
        ),
        (
            refused(|d| {
                fins(d).outline = FinOutline::Freeform(vec![(0.0, 0.0), (0.1, 0.1), (0.1, 0.02)]);
            }),
            "parts[2].points",
            "does not return to the body",
        ),
        (
            refused(|d| d.parts[1].position = 0.27),
            "parts[1].position",
            "leaves a gap of 0.0200 m after nose",
        ),
        (
            refused(|d| d.parts[1].position = 0.2),
            "parts[1].position",
            "overlaps by 0.0500 m",
        ),
        (
            refused(|d| d.parts[2].name = "tube".to_owned()),
            "parts[2].name",
            "`tube` is taken by parts[1]",
        ),
        (
            refused(|d| {
                let mut second = d.parts[0].clone();
                second.name = "second".to_owned();
                second.position = 1.05;
                d.parts.push(second);
            }),
            "parts[3].shape",
            "a second nose",
        ),
        (
            refused(|d| d.parachutes[0].drag_area = -1.0),
            "parachutes[0].drag_area",
            "expected zero or more",
        ),
        (
            refused(|d| d.parachutes[0].lag = -1.0),
            "parachutes[0].lag",
            "expected zero or more",
        ),
        (refused(|d| d.parts.clear()), "", "nothing to fly"),
        (
            refused(|d| {
                d.parts
                    .iter_mut()
                    .for_each(|p| p.stuff = PartMass::Weightless)
            }),
            "mass",
            "no part has a mass",
        ),
        (
            refused(|d| {
                d.given.drag_power_off = Some(Coefficient::MachAndAngle {
                    angles: vec![0.0, 0.1],
                    curves: vec![Curve::constant(0.5)],
                });
            }),
            "drag_power_off",
            "2 angles of attack for 1 columns",
        ),
        (
            refused(|d| d.given.drag_power_on = Some(Coefficient::Mach(Curve::constant(-0.5)))),
            "drag_power_on[0]",
            "below zero",
        ),
        (
            refused(|d| tube(d).length = f64::NAN),
            "parts[1].length",
            "NaN",
        ),
        (
            refused(|d| fins(d).thickness = 1e-300),
            "parts[2].thickness",
            "expected what a rocket may have",
        ),
        (
            refused(|d| d.given.mass = Some(1e300)),
            "mass",
            "expected what a rocket may have",
        ),
    ];
    for (fault, place, message) in table {
        assert_eq!(fault.place, place, "{fault}");
        assert!(fault.message.contains(message), "{fault}");
    }
}
