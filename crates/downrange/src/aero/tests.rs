//! Whole rockets: Barrowman's example, given and drawn, and random rockets without steps.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::mass::MassProperties;
use crate::motor::{Motor, Propellant};
use crate::rocket::shape::{FinSet, Nose, Outline, Profile, Section, Transition, Tube};
use crate::rocket::{Description, Inertia, MountedMotor, Part, PartGiven, Shape, Stuff};
use crate::table::Curve;
use proptest::prelude::*;

fn part(name: &str, position: f64, shape: Shape) -> Part {
    Part {
        name: name.to_owned(),
        position,
        shape,
        stuff: Stuff::Mass(0.3),
        roughness: None,
        given: PartGiven::default(),
    }
}

fn describe(parts: Vec<Part>) -> Description {
    Description {
        name: "test".to_owned(),
        parts,
        given: Given::default(),
        motor: Some(MountedMotor {
            motor: Motor {
                name: "motor".to_owned(),
                diameter: None,
                length: 0.01,
                thrust: Curve::new(vec![(0.0, 100.0), (1.0, 0.0)]).unwrap(),
                propellant: Propellant::Unknown { mass: 0.01 },
                dry: MassProperties::point(0.01, 0.005),
                nozzle_exit_area: Some(1e-4),
                reference_pressure: 101_325.0,
                ignition_delay: 0.0,
                burn_time_factor: 1.0,
                impulse_factor: 1.0,
                cut_off: None,
            },
            position: None,
            count: 1,
            cluster_radius: 0.0,
        }),
        parachutes: Vec::new(),
        roughness: 2e-5,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    }
}

fn nose(profile: Profile, length: f64, base_diameter: f64) -> Shape {
    Shape::Nose(Nose {
        profile,
        length,
        base_diameter,
        tip_radius: 0.0,
        wall: None,
    })
}

fn tube(length: f64, outer_diameter: f64) -> Shape {
    Shape::Tube(Tube {
        length,
        outer_diameter,
        inner_diameter: 0.0,
    })
}

fn trapezoid(count: u32, lengths: [f64; 4], thickness: f64, section: Section) -> Shape {
    let [root_chord, tip_chord, span, sweep_length] = lengths;
    Shape::Fins(FinSet {
        count,
        outline: Outline::Trapezoidal {
            root_chord,
            tip_chord,
            span,
            sweep_length,
        },
        thickness,
        section,
        cant: 0.02,
        body_diameter: None,
    })
}

fn plain() -> Description {
    describe(vec![
        part("nose", 0.0, nose(Profile::TangentOgive, 0.3, 0.06)),
        part("tube", 0.3, tube(0.9, 0.06)),
        part(
            "fins",
            1.05,
            trapezoid(4, [0.12, 0.06, 0.06, 0.06], 0.003, Section::Rounded),
        ),
    ])
}

/// Barrowman's equations by hand, as the model rocketeers' reports work them (J. S. Barrowman, Centuri TIR-33, 1970):
/// ogive nose 12 in long, d = 2 in; tube; shoulder from 2 to 3 in over 2 in at 30 in; three fins on the 3 in tube at
/// 50 in, root 6, tip 3, span 4, sweep 4 in.
///
/// Nose: 2 at 0.466 * 12 = 5.59. Shoulder: 2 (2.25 - 1) = 2.5 on the nose's area, at
/// 30 + 2/3 (1 + (1 - 2/3)/(1 - 4/9)) = 31.0667. Fins: l² = 16 + 2.5² (middle chord from 3 to 5.5), l = 4.7170;
/// (1 + 1.5/5.5) * 4 n (s/d)² / (1 + sqrt(1 + (2 l/9)²)) with s/d = 2: 1.27273 * 48 / (1 + 1.44873) = 24.9482, at
/// 50 + 4/3 (6 + 6)/(9) + (9 - 18/9)/6 = 50 + 1.77778 + 1.16667 = 52.9444.
/// Sum 29.4482 at (2 * 5.592 + 2.5 * 31.0667 + 24.9482 * 52.9444)/29.4482 = 47.871.
#[test]
fn barrowmans_worked_example() {
    let inch = 0.0254;
    let rocket = Rocket::new(Description {
        given: Given {
            diameter: Some(2.0 * inch),
            ..Given::default()
        },
        ..describe(vec![
            part(
                "nose",
                0.0,
                nose(Profile::TangentOgive, 12.0 * inch, 2.0 * inch),
            ),
            part("tube", 12.0 * inch, tube(18.0 * inch, 2.0 * inch)),
            part(
                "shoulder",
                30.0 * inch,
                Shape::Transition(Transition {
                    profile: Profile::Conical,
                    length: 2.0 * inch,
                    fore_diameter: 2.0 * inch,
                    aft_diameter: 3.0 * inch,
                    wall: None,
                }),
            ),
            part("booster", 32.0 * inch, tube(30.0 * inch, 3.0 * inch)),
            part(
                "fins",
                50.0 * inch,
                trapezoid(
                    3,
                    [6.0, 3.0, 4.0, 4.0].map(|l| l * inch),
                    0.003,
                    Section::Square,
                ),
            ),
        ])
    })
    .unwrap();
    let aero = Aerodynamics::new(&rocket);
    let expected = [
        ("nose", 2.0, 5.592),
        ("shoulder", 2.5, 31.0667),
        ("fins", 24.9482, 52.9444),
    ];
    let parts = aero.parts(0.0);
    for (name, slope, center) in expected {
        let part = parts.iter().find(|p| p.name == name).unwrap();
        assert!(
            (part.normal_force_slope / slope - 1.0).abs() < 1e-4,
            "{part:?}"
        );
        // 0.466 is the report's mean over ogives; strips of the fin: 1e-4.
        let center = center * inch;
        assert!(
            (part.center_of_pressure / center - 1.0).abs() < 2e-3,
            "{part:?}"
        );
    }
    assert!((aero.normal_force_slope(0.0) - 29.4482).abs() < 1e-3);
    assert!((aero.center_of_pressure(0.0) / inch - 47.871).abs() < 0.01);
}

/// RocketPy 1.12.1, Cavour: CNα 10.5049492, 10.6029322 and 10.9247661 at Mach 0, 0.3 and 0.6; centre of pressure 0.565535425,
/// 0.561413321 and 0.548394182 m before the tail's origin, which is 2.7224 m behind the nose tip.
#[test]
fn cavour_as_rocketpy_has_it() {
    let rocket = Rocket::new(describe(vec![
        part("nose", 0.0, nose(Profile::Haack(0.0), 0.52, 0.104)),
        part("tube", 0.52, tube(2.2024, 0.104)),
        part(
            "fins",
            2.7224 - 0.2104,
            trapezoid(4, [0.2, 0.07, 0.1, 0.13], 0.003, Section::Rounded),
        ),
    ]))
    .unwrap();
    let aero = Aerodynamics::new(&rocket);
    for (mach, slope, center) in [
        (0.0, 10.504_949_2, 0.565_535_425),
        (0.3, 10.602_932_2, 0.561_413_321),
    ] {
        assert!((aero.normal_force_slope(mach) / slope - 1.0).abs() < 1e-4);
        // Half a millimetre of 2.16 m: the strips of the fin.
        assert!((aero.center_of_pressure(mach) - (2.7224 - center)).abs() < 5e-4);
    }
    // At Mach 0.6 the centre of the fins has begun to move aft, which RocketPy does not have.
    let slope = aero.normal_force_slope(0.6);
    assert!((slope / 10.924_766_1 - 1.0).abs() < 1e-4);
    assert!(aero.center_of_pressure(0.6) > 2.7224 - 0.548_394_182);
}

/// Army–Navy Basic Finner in free flight: centre of pressure 5.5 - CMα/CNα calibres from the nose (A. Dupuis and W.
/// Hathaway, DREV-TM-9703, 1997, table VIII). Single shots scatter by 0.2 calibre at like Mach numbers.
#[test]
fn basic_finner_center_of_pressure() {
    let rocket = Rocket::new(describe(vec![
        part("nose", 0.0, nose(Profile::Conical, 2.836, 1.0)),
        part("tube", 2.836, tube(7.164, 1.0)),
        part(
            "fins",
            9.0,
            trapezoid(4, [1.0, 1.0, 1.0, 0.0], 0.08, Section::SingleWedge),
        ),
    ]))
    .unwrap();
    let aero = Aerodynamics::new(&rocket);
    for (mach, slope, moment) in [
        (1.116, 18.50, -54.595),
        (1.377, 16.37, -45.883),
        (1.850, 11.80, -27.511),
        (2.348, 10.37, -19.738),
        (2.969, 8.00, -13.900),
        (3.775, 7.92, -9.275),
        (4.473, 7.76, -7.342),
    ] {
        let measured = 5.5 - moment / slope;
        let ours = aero.center_of_pressure(mach);
        assert!(
            (ours - measured).abs() < 0.2,
            "{ours}, measured {measured} at {mach}"
        );
    }
}

#[test]
fn damping_is_that_of_the_parts() {
    let aero = Aerodynamics::new(&Rocket::new(plain()).unwrap());
    let coefficients = aero.coefficients(0.3);
    let [d0, d1, d2] = coefficients.damping;
    assert!((d0 - aero.normal_force_slope(0.3)).abs() < 1e-12);
    assert!((d1 / d0 - aero.center_of_pressure(0.3)).abs() < 1e-12);
    // Least about the centre of pressure, and never negative about any point.
    for i in 0..=12 {
        let x = 0.1 * f64::from(i);
        assert!(d2 - 2.0 * x * d1 + x * x * d0 > 0.0);
    }
    assert!(coefficients.roll_forcing > 0.0 && coefficients.roll_damping < 0.0);
}

#[test]
fn the_drag_of_a_plain_rocket_is_what_such_rockets_have() {
    // The teams of RocketPy's example gallery give 0.42 (Prometheus) to 0.57 (Cavour) for such rockets, subsonic.
    let aero = Aerodynamics::new(&Rocket::new(plain()).unwrap());
    let of = |mach: f64| aero.drag_breakdown(mach, 2.3e7 * mach, false);
    let subsonic = of(0.3);
    assert!((0.3..0.7).contains(&subsonic.total()), "{subsonic:?}");
    assert!(subsonic.friction > 0.5 * subsonic.total());
    let sonic = of(1.05);
    assert!(sonic.total() > 1.3 * subsonic.total(), "{sonic:?}");
    assert!(of(3.0).total() < sonic.total());
    // The plume of a 1 cm² nozzle leaves 96 % of the base.
    let on = aero.drag_breakdown(0.3, 7e6, true);
    let share = on.base / subsonic.base;
    assert!((share - (1.0 - 1e-4 / (PI * 0.0009))).abs() < 1e-9);
    let c = aero.coefficients(0.3);
    assert!((c.axial_power_off + aero.friction(0.3, 6.9e6) - subsonic.total()).abs() < 1e-12);
}

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
    description.parts[2].given = PartGiven {
        normal_force_slope: Some(Curve::constant(8.0)),
        center_of_pressure: Some(Curve::constant(1.1)),
        drag: Some(Curve::constant(0.2)),
        ..PartGiven::default()
    };
    let aero = Aerodynamics::new(&Rocket::new(description).unwrap());
    assert!((aero.normal_force_slope(0.3) - 10.0).abs() < 1e-9);
    assert_eq!(aero.drag_breakdown(0.3, 7e6, false).fins, 0.2);
}

#[test]
fn a_rocket_without_a_drawing_flies_on_its_tables() {
    let mut description = describe(Vec::new());
    description.given = Given {
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
        ..Given::default()
    };
    let c = Aerodynamics::new(&Rocket::new(description).unwrap()).coefficients(0.5);
    assert_eq!(c.damping, [10.0, 15.0, 22.5]);
    assert_eq!((c.fins.force, c.fins.moment), (10.0, 15.0));
}

fn any_profile() -> impl Strategy<Value = Profile> {
    prop_oneof![
        Just(Profile::Conical),
        Just(Profile::TangentOgive),
        Just(Profile::Elliptical),
        (0.25..1.0).prop_map(Profile::Power),
        (0.0..1.0).prop_map(Profile::Parabolic),
        (0.0..0.34).prop_map(Profile::Haack),
    ]
}

fn any_section() -> impl Strategy<Value = Section> {
    prop_oneof![
        Just(Section::Square),
        Just(Section::Rounded),
        Just(Section::Airfoil),
        (0.2..0.8).prop_map(Section::DoubleWedge),
        Just(Section::Hexagonal {
            leading: 0.2,
            trailing: 0.2
        }),
        Just(Section::SingleWedge),
        Just(Section::Biconvex),
    ]
}

prop_compose! {
    /// Rockets as people draw them: calibre 1, lengths in calibres.
    fn any_rocket()(
        profile in any_profile(),
        section in any_section(),
        nose_length in 1.0..7.0_f64,
        tube_length in 5.0..25.0_f64,
        tail in 0.75..1.4_f64,
        tail_length in 0.3..3.0_f64,
        count in 3_u32..7,
        root in 1.0..4.0_f64,
        taper in 0.0..1.0_f64,
        span in 0.8..2.5_f64,
        sweep in 0.0..1.0_f64,
        tip in 0.0..0.3_f64,
    ) -> Description {
        let d = 0.1;
        let round = matches!(profile, Profile::Conical | Profile::TangentOgive) && tip > 0.05;
        let mut parts = vec![
            part(
                "nose",
                0.0,
                Shape::Nose(Nose {
                    profile,
                    length: nose_length * d,
                    base_diameter: d,
                    tip_radius: if round { 0.5 * tip * d } else { 0.0 },
                    wall: None,
                }),
            ),
            part("tube", nose_length * d, tube(tube_length * d, d)),
            part(
                "fins",
                (nose_length + tube_length - root) * d,
                trapezoid(count, [root, taper * root, span, sweep * root].map(|l| l * d), 0.03 * root * d, section),
            ),
        ];
        if (tail - 1.0).abs() > 0.05 {
            parts.push(part(
                "tail",
                (nose_length + tube_length) * d,
                Shape::Transition(Transition {
                    profile: Profile::Conical,
                    length: tail_length * d,
                    fore_diameter: d,
                    aft_diameter: tail * d,
                    wall: None,
                }),
            ));
        }
        describe(parts)
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// No step, no NaN, centre of pressure on the rocket, from rest to Mach 5.
    #[test]
    fn nothing_jumps(drawn in any_rocket()) {
        let aero = Aerodynamics::new(&Rocket::new(drawn).unwrap());
        let at = |mach: f64| {
            let c = aero.coefficients(mach);
            let friction = aero.friction(mach, 2e7);
            [
                c.axial_power_off + friction,
                c.axial_power_on + friction,
                aero.normal_force_slope(mach),
                aero.center_of_pressure(mach) / aero.reference_diameter,
                c.roll_forcing,
                c.roll_damping,
                c.damping[2],
            ]
        };
        let mut last = at(0.0);
        for i in 1..=500 {
            let mach = 0.01 * f64::from(i);
            let next = at(mach);
            prop_assert!(next.iter().all(|v| v.is_finite()));
            prop_assert!(next[0] > 0.0 && next[2] > 0.0);
            prop_assert!((0.0..=aero.length / aero.reference_diameter).contains(&next[3]), "centre {next:?} at {mach}");
            // The steepest rise of the sources: rounded edges toward Mach 0.9 (8 % per 0.01 Mach) and blunt noses.
            prop_assert!((next[0] - last[0]).abs() < 0.03 + 0.06 * last[0], "drag {} to {} at {mach}", last[0], next[0]);
            // Slopes change by at most 4 % and the centre by 2 % of the length per 0.01 Mach.
            prop_assert!((next[2] / last[2] - 1.0).abs() < 0.04, "slope {} to {} at {mach}", last[2], next[2]);
            let length = aero.length / aero.reference_diameter;
            prop_assert!((next[3] - last[3]).abs() < 0.02 * length, "centre {} to {} at {mach}", last[3], next[3]);
            last = next;
        }
    }

    /// Any argument, however wild, returns a number.
    #[test]
    fn nothing_is_ever_nan(drawn in any_rocket(), mach in any::<f64>(), reynolds in 0.0..1e12_f64) {
        let aero = Aerodynamics::new(&Rocket::new(drawn).unwrap());
        let c = aero.coefficients(mach);
        prop_assert!(c.axial_power_off.is_finite() && c.fins.moment.is_finite());
        prop_assert!(aero.friction(mach, reynolds).is_finite());
    }
}
