//! Whole rockets: Barrowman's example, given and drawn, and random rockets without steps.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::mass::MassProperties;
use crate::motor::{Motor, Propellant};
use crate::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Profile, Transition, Tube};
use crate::rocket::{
    MountedMotor, Overrides, Part, PartMass, PartOverrides, PartShape, Rocket, RocketDescription,
};
use crate::table::Curve;
use std::f64::consts::PI;

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

pub(super) fn describe(parts: Vec<Part>) -> RocketDescription {
    RocketDescription {
        name: "test".to_owned(),
        parts,
        given: Overrides::default(),
        motor: Some(MountedMotor::new(Motor {
            name: "motor".to_owned(),
            diameter: None,
            length: 0.01,
            thrust: Curve::new(vec![(0.0, 100.0), (1.0, 0.0)]).unwrap(),
            propellant: Propellant::Unknown { mass: 0.01 },
            dry: MassProperties::point(0.01, 0.005),
            nozzle_exit_area: Some(1e-4),
            reference_pressure: None,
            ignition_delay: 0.0,
            burn_time_factor: 1.0,
            impulse_factor: 1.0,
            cut_off: None,
            source: None,
        })),
        parachutes: Vec::new(),
        roughness: 2e-5,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    }
}

pub(super) fn nose(profile: Profile, length: f64, base_diameter: f64) -> PartShape {
    PartShape::Nose(Nose {
        profile,
        length,
        base_diameter,
        tip_radius: 0.0,
        wall: None,
    })
}

pub(super) fn tube(length: f64, outer_diameter: f64) -> PartShape {
    PartShape::Tube(Tube {
        length,
        outer_diameter,
        inner_diameter: 0.0,
    })
}

pub(super) fn trapezoid(
    count: u32,
    lengths: [f64; 4],
    thickness: f64,
    section: FinSection,
) -> PartShape {
    let [root_chord, tip_chord, span, sweep_length] = lengths;
    PartShape::Fins(FinSet {
        count,
        outline: FinOutline::Trapezoidal {
            root_chord,
            tip_chord,
            span,
            sweep_length,
        },
        thickness,
        section,
        edge_radius: 0.0,
        cant: 0.02,
        body_diameter: None,
        angle: None,
    })
}

pub(super) fn plain() -> RocketDescription {
    describe(vec![
        part("nose", 0.0, nose(Profile::TangentOgive, 0.3, 0.06)),
        part("tube", 0.3, tube(0.9, 0.06)),
        part(
            "fins",
            1.05,
            trapezoid(4, [0.12, 0.06, 0.06, 0.06], 0.003, FinSection::Rounded),
        ),
    ])
}

/// Barrowman's equations by hand, as the model rocketeers' reports work them (the method of J. S. Barrowman, 1967; the rocket is made up):
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
    let rocket = Rocket::new(RocketDescription {
        given: Overrides {
            diameter: Some(2.0 * inch),
            ..Overrides::default()
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
                PartShape::Transition(Transition {
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
                    FinSection::Square,
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
            trapezoid(4, [0.2, 0.07, 0.1, 0.13], 0.003, FinSection::Rounded),
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

/// Army–Navy Basic Finner in free flight (A. Dupuis and W. Hathaway, DREV-TM-9703, 1997, table VIII; calibre 30 mm, sea level):
/// Mach number, axial force, slope of the normal force, CMα about 5.5 calibres from the nose, Cmq + Cmα̇. Every third shot.
const BASIC_FINNER: [(f64, f64, f64, f64, f64); 9] = [
    (1.056, 0.868, 18.73, -50.489, -332.0),
    (1.254, 0.760, 18.81, -52.604, -386.0),
    (1.377, 0.708, 16.37, -45.883, -500.0),
    (1.850, 0.567, 11.80, -27.511, -416.3),
    (2.348, 0.500, 10.37, -19.738, -294.8),
    (2.741, 0.400, 8.92, -14.877, -254.3),
    (3.312, 0.350, 8.41, -11.485, -231.9),
    (3.775, 0.308, 7.92, -9.275, -204.7),
    (4.473, 0.257, 7.76, -7.342, -247.2),
];

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn basic_finner_in_free_flight() {
    let d = 0.03;
    let mut description = describe(vec![
        part("nose", 0.0, nose(Profile::Conical, 2.836 * d, d)),
        part("tube", 2.836 * d, tube(7.164 * d, d)),
        part(
            "fins",
            9.0 * d,
            trapezoid(4, [d, d, d, 0.0], 0.08 * d, FinSection::SingleWedge),
        ),
    ]);
    description.roughness = 1e-6;
    let aero = Aerodynamics::new(&Rocket::new(description).unwrap());
    let mut off: [Vec<f64>; 3] = Default::default();
    for (mach, axial, slope, moment, damping) in BASIC_FINNER {
        // 2.3e7 per m and Mach at sea level.
        // A metal model in flight for a fraction of a second: its wall is as cold as the air.
        let ours = aero.coefficients(mach).axial_power_off
            + aero.friction_at_wall(mach, 2.3e7 * mach, 1.0);
        off[0].push((ours / axial - 1.0).abs());
        off[1].push((aero.normal_force_slope(mach) / slope - 1.0).abs());
        let [d0, d1, d2] = aero.coefficients(mach).damping;
        let x = 5.5 * d;
        let ours = -2.0 * (d2 - 2.0 * x * d1 + x * x * d0) / (d * d);
        off[2].push((ours / damping - 1.0).abs());
        // Shots at like Mach numbers scatter by 0.2 calibre; 0.33 at Mach 1.06.
        let measured = 5.5 - moment / slope;
        let ours = aero.center_of_pressure(mach) / d;
        assert!(
            (ours - measured).abs() < 0.35,
            "{ours}, measured {measured} at {mach}"
        );
        assert!(
            off[0].iter().all(|o| *o < 0.12),
            "axial force at {mach}: {off:?}"
        );
        assert!(off[1].iter().all(|o| *o < 0.18), "slope at {mach}: {off:?}");
    }
    // The medians of the module's table; single shots of the damping scatter by a third.
    let [axial, slope, damping] = off.map(median);
    assert!(
        axial < 0.07 && slope < 0.06 && damping < 0.12,
        "{axial} {slope} {damping}"
    );
}

#[test]
fn damping_is_that_of_the_parts() {
    let aero = Aerodynamics::new(&Rocket::new(plain()).unwrap());
    let coefficients = aero.coefficients(0.3);
    let [d0, d1, d2] = coefficients.damping;
    assert!((d0 - aero.normal_force_slope(0.3)).abs() < 1e-12);
    // The fins at their centre, the body at its base (slender-body Cmq + Cmα̇).
    let fins = &aero.parts(0.3)[2];
    let expected = fins.normal_force_slope * fins.center_of_pressure + 2.0 * 1.2;
    assert!((d1 - expected).abs() < 1e-9);
    // Never negative about any point.
    for i in 0..=12 {
        let x = 0.1 * f64::from(i);
        assert!(d2 - 2.0 * x * d1 + x * x * d0 > 0.0);
    }
    assert!(coefficients.roll_forcing > 0.0 && coefficients.roll_damping < 0.0);
}

#[test]
fn forward_fins_damp_beside_those_behind() {
    // What downwash takes is not counted in damping: neither in one of the three sums nor in all.
    let sets = [("forward", 0.5), ("aft", 1.05)];
    let of = |which: &[usize]| {
        let mut drawn = plain();
        drawn.parts.truncate(2);
        for (name, x) in which.iter().map(|i| sets[*i]) {
            let fins = trapezoid(
                4,
                [0.12, 0.06, 0.06, 0.06],
                0.003,
                FinSection::DoubleWedge(0.5),
            );
            drawn.parts.push(part(name, x, fins));
        }
        Aerodynamics::new(&Rocket::new(drawn).unwrap())
    };
    let [none, forward, aft, both] = [&[][..], &[0], &[1], &[0, 1]].map(of);
    for mach in [0.3, 1.1, 2.5] {
        let sums = |aero: &Aerodynamics| aero.coefficients(mach).damping;
        for i in 0..3 {
            let apart = sums(&forward)[i] + sums(&aft)[i] - sums(&none)[i];
            assert!((sums(&both)[i] / apart - 1.0).abs() < 1e-9, "{i} at {mach}");
        }
        assert!(
            both.normal_force_slope(mach)
                < forward.normal_force_slope(mach) + aft.normal_force_slope(mach) - 2.0
        );
    }
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
    assert!(sonic.total() > 1.25 * subsonic.total(), "{sonic:?}");
    assert!(of(3.0).total() < sonic.total());
    // The plume of a 1 cm² nozzle leaves 96 % of the base.
    let on = aero.drag_breakdown(0.3, 7e6, true);
    let share = on.base / subsonic.base;
    assert!((share - (1.0 - 1e-4 / (PI * 0.0009))).abs() < 1e-9);
    let c = aero.coefficients(0.3);
    assert!((c.axial_power_off + aero.friction(0.3, 6.9e6) - subsonic.total()).abs() < 1e-12);
}

#[test]
fn the_reference_diameter_changes_no_force() {
    let mut drawn = plain();
    let own = Aerodynamics::new(&Rocket::new(drawn.clone()).unwrap());
    drawn.given.diameter = Some(0.12);
    let wide = Aerodynamics::new(&Rocket::new(drawn).unwrap());
    for mach in [0.3, 1.1, 3.0] {
        let drag = |aero: &Aerodynamics| {
            aero.reference_area * aero.drag_breakdown(mach, 2e7, false).total()
        };
        assert!((drag(&own) / drag(&wide) - 1.0).abs() < 1e-12, "{mach}");
        let across =
            |aero: &Aerodynamics| aero.reference_area * aero.coefficients(mach).crossflow.force;
        assert!((across(&own) / across(&wide) - 1.0).abs() < 1e-12);
    }
}

#[test]
fn a_cone_in_two_pieces_is_one() {
    let of = |parts: Vec<Part>| Aerodynamics::new(&Rocket::new(describe(parts)).unwrap());
    let rear = |x: f64| part("tube", x, tube(1.0, 0.1));
    let one = of(vec![
        part("nose", 0.0, nose(Profile::Conical, 0.4, 0.1)),
        rear(0.4),
    ]);
    let go_on = PartShape::Transition(Transition {
        profile: Profile::Conical,
        length: 0.2,
        fore_diameter: 0.05,
        aft_diameter: 0.1,
        wall: None,
    });
    let two = of(vec![
        part("nose", 0.0, nose(Profile::Conical, 0.2, 0.05)),
        part("rest", 0.2, go_on),
        rear(0.4),
    ]);
    for mach in [0.3, 1.0, 1.2, 2.0, 4.0] {
        let of = |aero: &Aerodynamics| aero.drag_breakdown(mach, 1e7, false).pressure;
        // The tip of the second lies in a layer of 4 mm, 2 % of its length.
        assert!((of(&two) / of(&one) - 1.0).abs() < 0.02, "{mach}");
    }
}
