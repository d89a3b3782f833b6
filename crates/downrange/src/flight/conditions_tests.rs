//! Events are conditions: found exactly where they are met.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::earth::Earth;
use crate::flight::integrator::{Explicit, Solver, Step, System, Tolerance};
use crate::flight::propagate::{Propagator, Segment, StepObserver, Termination};
use crate::flight::record::SolverStats;
use proptest::prelude::*;

/// A point that is driven up and down.
#[derive(Debug, Clone)]
struct Swinging {
    start: [f64; 6],
    pull: f64,
    swing: f64,
    frequency: f64,
    phase: f64,
}

/// A sphere that does not turn.
fn sphere() -> SiteFrame {
    SiteFrame::new(Earth::sphere(6_371_000.0, 0.0), 0.3, 0.2, 0.0)
}

impl Swinging {
    fn acceleration(&self, time: f64) -> f64 {
        -self.pull + self.swing * (self.frequency * time + self.phase).sin()
    }

    /// The state at a time, in closed form.
    fn at(&self, time: f64) -> [f64; 6] {
        let [x, y, z, u, v, w] = self.start;
        let (rate, phase) = (self.frequency, self.phase);
        let angle = rate * time + phase;
        let climb = w - self.pull * time - self.swing / rate * (angle.cos() - phase.cos());
        let height = z + w * time
            - 0.5 * self.pull * time * time
            - self.swing / (rate * rate) * (angle.sin() - phase.sin())
            + self.swing / rate * phase.cos() * time;
        [x + u * time, y + v * time, height, u, v, climb]
    }
}

impl Explicit for Swinging {}

impl System<f64, 6> for Swinging {
    type Output = Evaluation<f64>;
    type Origin = ();

    fn origin(&self, _: f64, _: &[f64; 6]) {}

    fn rate_within(&self, _: &(), time: f64, state: &[f64; 6]) -> ([f64; 6], Evaluation<f64>) {
        let acceleration = self.acceleration(time);
        let place = sphere().local_frame(Vector([state[0], state[1], state[2]]));
        let evaluation = Evaluation {
            height: place.height,
            vertical_speed: Vector([state[3], state[4], state[5]]).dot(place.up),
            acceleration: Vector([0.0, 0.0, acceleration]),
            density: 0.0,
            pressure: 0.0,
            wind: [0.0; 3],
            airspeed: 0.0,
            mach: 0.0,
            flow: Vector::zero(),
            air_force: Vector::zero(),
            normal_force_slope: 0.0,
            normal_force_moment: 0.0,
            mass: 1.0,
            center: 0.0,
            axial: 1.0,
            transverse: 1.0,
            thrust: 0.0,
        };
        (
            [state[3], state[4], state[5], 0.0, 0.0, acceleration],
            evaluation,
        )
    }
}

struct Nobody;

impl StepObserver<6> for Nobody {
    fn start(&mut self, _: f64, _: &[f64; 6], _: &Evaluation<f64>) {}
    fn step<S: Solver<f64, 6, Output = Evaluation<f64>>>(
        &mut self,
        _: &S,
        _: &Step<f64, 6, Evaluation<f64>, S::Interpolant>,
        _: bool,
    ) {
    }
}

/// When a condition ends a segment of ten seconds, if it does.
fn found(motion: &Swinging, conditions: &[EventCondition], step: f64) -> Option<(f64, usize)> {
    let mut propagator = Propagator {
        time: 0.0,
        step,
        breakpoints: Vec::new(),
        solver: SolverStats::default(),
        budget: u64::MAX,
    };
    let mut state = motion.start;
    let segment = Segment {
        until: LEG,
        conditions,
        tolerance: &Tolerance {
            relative: 1e-9,
            absolute: [1e-9; 6],
        },
        frame: &sphere(),
    };
    let (stop, _) = propagator
        .advance(motion, &mut state, &segment, &mut Nobody)
        .unwrap();
    match stop {
        Termination::Event(index) => Some((propagator.time, index)),
        Termination::Time => None,
    }
}

/// Length of a segment, s, and of the samples it is compared with.
const LEG: f64 = 10.0;
const FINE: f64 = 1e-3;
/// The integration is that good, m and m/s; a condition that is met by less may be missed or found.
const MARGIN: f64 = 1e-5;

/// The value of a condition in a state of the motion; that of the ground counts the height only where it does not rise.
fn value(motion: &Swinging, condition: &EventCondition, time: f64) -> f64 {
    let state = motion.at(time);
    let evaluation = motion.rate(time, &state).1;
    condition.value(&evaluation.inputs(&state))
}

fn motions() -> impl Strategy<Value = Swinging> {
    (
        (-20.0..60.0f64, -15.0..25.0f64, -30.0..30.0f64),
        0.0..10.0f64,
        0.0..40.0f64,
        0.3..6.0f64,
        0.0..6.3f64,
    )
        .prop_map(|((z, w, u), pull, swing, frequency, phase)| Swinging {
            start: [0.0, 0.0, z, u, 0.0, w],
            pull,
            swing,
            frequency,
            phase,
        })
}

fn conditions() -> impl Strategy<Value = EventCondition> {
    let forward = Vector([1.0, 0.0, 0.0]);
    prop_oneof![
        (-60.0..60.0f64).prop_map(EventCondition::Height),
        (-60.0..60.0f64).prop_map(EventCondition::Climb),
        (-60.0..60.0f64).prop_map(EventCondition::Ground),
        Just(EventCondition::Apogee),
        (-20.0..20.0f64).prop_map(EventCondition::Ascent),
        (-100.0..100.0f64).prop_map(move |length| EventCondition::Travel(forward, length)),
        (-100.0..100.0f64).prop_map(move |length| EventCondition::SlideBack(forward, length)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// For random segments, steps and thresholds an event is found if and only if its condition is met anywhere on the segment,
    /// and where it is met first: a segment that begins beyond a threshold meets it at once, and one that only touches it
    /// between the ends of a step meets it there.
    #[test]
    fn found_if_and_only_if_met(motion in motions(), condition in conditions(), step in 1e-3..5.0f64) {
        let end = found(&motion, &[condition], step).map(|(time, _)| time);
        let samples = (0..=(LEG / FINE) as u32).map(|tick| f64::from(tick) * FINE);
        for time in samples.take_while(|time| end.is_none_or(|end| *time < end - FINE)) {
            let value = value(&motion, &condition, time);
            prop_assert!(value > -MARGIN, "{condition:?} is met at {time} by {value}, found {end:?}");
        }
        if let Some(end) = end {
            let there = value(&motion, &condition, end);
            let at_once = end == 0.0 && there <= 0.0;
            // What began below the ground lands where it rises no more: a jump of the value, found to a millimetre a second.
            let climb = motion.rate(end, &motion.at(end)).1.vertical_speed;
            let stops = matches!(condition, EventCondition::Ground(_)) && climb.abs() < 1e-3;
            let first_met = there.abs() < MARGIN || at_once || stops;
            prop_assert!(first_met, "{condition:?} found at {end}: {there}");
        }
    }

    /// Of several conditions the one that is met first ends the segment, whatever the order in which they are watched.
    #[test]
    fn the_first_ends_the_leg(motion in motions(), a in conditions(), b in conditions(), step in 1e-3..5.0f64) {
        let alone = [a, b].map(|condition| found(&motion, &[condition], step).map_or(f64::INFINITY, |f| f.0));
        let first = alone[0].min(alone[1]);
        for pair in [[a, b], [b, a]] {
            let together = found(&motion, &pair, step).map_or(f64::INFINITY, |f| f.0);
            prop_assert!(together == first || (together - first).abs() < 1e-6, "{alone:?} {together}");
        }
    }
}

/// What stands on the ground and is driven upward has not landed; what is not driven has, and so has what falls from
/// below it.
#[test]
fn what_is_driven_upward_has_not_landed() {
    let motion = |height: f64, climb: f64, pull: f64| Swinging {
        start: [0.0, 0.0, height, 0.0, 0.0, climb],
        pull,
        swing: 0.0,
        frequency: 1.0,
        phase: 0.0,
    };
    let ground = [EventCondition::Ground(0.0)];
    assert_eq!(found(&motion(0.0, 0.0, -5.0), &ground, 0.1), None);
    assert_eq!(found(&motion(0.0, 0.0, 5.0), &ground, 0.1), Some((0.0, 0)));
    assert_eq!(
        found(&motion(-1.0, -1.0, 5.0), &ground, 0.1),
        Some((0.0, 0))
    );
    // Thrown from below the ground it lands at its highest point, if that is below, or when it comes back.
    let below = found(&motion(-1.0, 2.0, 5.0), &ground, 0.1).unwrap().0;
    assert!((below - 0.4).abs() < 1e-6);
    let above = found(&motion(-1.0, 10.0, 5.0), &ground, 0.1).unwrap().0;
    assert!((above - (10.0 + 90f64.sqrt()) / 5.0).abs() < 1e-6);
}
