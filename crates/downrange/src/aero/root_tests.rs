//! Fins whose root reaches past the tail, or follows a boat-tail inward.
#![allow(clippy::unwrap_used)]

use super::tests::{describe, nose, part, plain, trapezoid, tube};
use super::*;
use crate::rocket::Rocket;
use crate::rocket::shape::{FinOutline, FinSection, FinSet, Profile, Transition};
use crate::rocket::{PartShape, RocketDescription};

const MACHS: [f64; 5] = [0.3, 0.9, 1.0, 1.4, 2.5];

/// The plain rocket, 1.2 m long, with fins of 0.12 m root chord that end so far behind its tail, m.
fn reaching(past: f64) -> Aerodynamics {
    let mut drawn = plain();
    let section = FinSection::DoubleWedge(0.5);
    let fins = trapezoid(4, [0.12, 0.06, 0.06, 0.06], 0.003, section);
    drawn.parts[2] = part("fins", 1.08 + past, fins);
    Aerodynamics::new(&Rocket::new(drawn).unwrap())
}

/// What a flight takes of the fins.
fn of(aero: &Aerodynamics, mach: f64) -> [f64; 6] {
    let c = aero.coefficients(mach);
    let fins = &aero.parts(mach)[2];
    [
        fins.normal_force_slope,
        fins.center_of_pressure,
        c.damping[2],
        c.roll_damping,
        c.roll_forcing,
        c.axial_power_off,
    ]
}

/// Nothing jumps as the root passes the tail: a millionth of a metre changes no figure by more than 3e-5, and a step of a
/// millimetre none by more than 3 %.
#[test]
fn fins_reach_past_the_tail_without_a_step() {
    for mach in MACHS {
        let close = |a: f64, b: f64, most: f64, what: &str| {
            let [one, other] = [a, b].map(|past| of(&reaching(past), mach));
            for (index, (one, other)) in one.into_iter().zip(other).enumerate() {
                let off = (one - other).abs() / one.abs().max(1e-3);
                assert!(
                    off < most,
                    "figure {index} at Mach {mach}, {what}: {one} {other}"
                );
            }
        };
        close(0.0, 1e-6, 3e-5, "just past");
        close(0.0, -1e-6, 3e-5, "just ahead");
        for past in [0.0, 0.02, 0.06, 0.11] {
            close(past, past + 1e-3, 0.03, "a step");
        }
    }
}

/// The more of the root has no body under it, the less the fins gain from the body; with next to none they are alone.
#[test]
fn fins_past_the_tail_gain_less_from_the_body() {
    for mach in MACHS {
        let slopes = [0.0, 0.03, 0.06, 0.09, 0.1199].map(|past| of(&reaching(past), mach)[0]);
        assert!(slopes.is_sorted_by(|a, b| a > b), "{slopes:?} at {mach}");
        let gain = slopes[0] / slopes[4];
        // From r/(s + r) = 1/3: upwash alone below Mach 0.8, with what the body carries (4/3)² at most.
        assert!((1.3..1.8).contains(&gain), "{gain} at {mach}");
    }
    let alone = of(&reaching(0.1199), 0.3)[0];
    let whole = of(&reaching(0.0), 0.3)[0];
    assert!((whole / alone - 4.0 / 3.0).abs() < 1e-3);
}

/// Fins on a boat-tail from 60 to 40 mm over 0.15 m, their root's aft end so deep below its forward end, m.
fn on_boat_tail(depth: f64) -> RocketDescription {
    let boat_tail = PartShape::Transition(Transition {
        profile: Profile::Conical,
        length: 0.15,
        fore_diameter: 0.06,
        aft_diameter: 0.04,
        wall: None,
    });
    let fins = PartShape::Fins(FinSet {
        count: 3,
        outline: FinOutline::Freeform(vec![(0.0, 0.0), (0.06, 0.06), (0.12, 0.06), (0.15, -depth)]),
        thickness: 0.003,
        section: FinSection::Rounded,
        edge_radius: 0.0,
        cant: 0.0,
        body_diameter: None,
        angle: None,
    });
    describe(vec![
        part("nose", 0.0, nose(Profile::TangentOgive, 0.3, 0.06)),
        part("tube", 0.3, tube(0.9, 0.06)),
        part("boat-tail", 1.2, boat_tail),
        part("fins", 1.2, fins),
    ])
}

/// A root that follows a boat-tail inward flies: with the lift of its larger fin, in the limit of no depth as a straight root. One
/// that goes deeper than the body is refused.
#[test]
fn fins_follow_a_boat_tail_inward() {
    let slope = |depth: f64, mach: f64| {
        let aero = Aerodynamics::new(&Rocket::new(on_boat_tail(depth)).unwrap());
        let parts = aero.parts(mach);
        let fins = parts.iter().find(|part| part.name == "fins").unwrap();
        fins.normal_force_slope
    };
    for mach in MACHS {
        let [straight, near, inward] = [0.0, 1e-7, 0.01].map(|depth| slope(depth, mach));
        assert!(
            (near / straight - 1.0).abs() < 1e-5,
            "{near} {straight} at {mach}"
        );
        // The area grows by 8 %, the aspect ratio by as much, and the whole root meets the body.
        let gain = inward / straight;
        assert!((1.05..1.25).contains(&gain), "{gain} at {mach}");
    }
    let deep = Rocket::new(on_boat_tail(0.015)).unwrap_err();
    assert_eq!(deep.place, "parts[3].points");
    assert!(deep.message.contains("inside the body"), "{}", deep.message);
    // On a tube no root goes inward.
    let mut drawn = on_boat_tail(0.01);
    drawn.parts[3].position = 1.0;
    assert!(Rocket::new(drawn).is_err());
    // Both together: inward, and past the tail.
    let mut drawn = on_boat_tail(0.01);
    drawn.parts[3].position = 1.25;
    let aero = Aerodynamics::new(&Rocket::new(drawn).unwrap());
    assert!(aero.parts(0.3)[3].normal_force_slope > 0.0);
}
