//! Events: conditions on the state, and when in a step they are first met.
//!
//! A condition is a value that is zero or less where it is met. It does not matter how it came to be met: a segment that
//! begins where it is met ends at once ([`EventCondition::holds`]), and a step in which it is met anywhere, at its end or
//! between its ends only, ends where it is met first (`first_met`).
//!
//! Between the ends of a step the state is the integrator's dense output. The value there is looked at only where it
//! may reach zero: where it is nearer to zero than twice the way that its greatest rate at the ends covers in the
//! step. There the step is divided into `PARTS`, and a least value between two of its points is sought by golden
//! section. The place is then found by false position (see `Bracket`).
//!
//! How well: for random motions, thresholds and steps an event is found exactly if a fine sampling of the same motion
//! meets it (test `found_if_and_only_if_met`).

use crate::earth::SiteFrame;
use crate::flight::integrator::bracket::Bracket;
use crate::flight::integrator::{ErrorPowers, golden};
use crate::flight::state::{Evaluation, POINT_STATE_LEN};
use crate::number::Vector;

/// Steps shorter than this share of the time cannot be told apart from none.
pub(crate) const MIN_STEP: f64 = 1e-13;

/// A step that was tried, as far as it is judged by.
pub struct TrialStep<'a> {
    /// The greatest ratio of estimated to allowed error.
    pub error: f64,
    /// Its powers.
    pub powers: ErrorPowers<f64>,
    /// Where it starts.
    pub before: EventInputs,
    /// Where it ends.
    pub after: EventInputs,
    /// What it cost, in evaluations of the equations.
    pub evaluations: u64,
    /// Position and velocity at a share of it.
    pub at: &'a dyn Fn(f64) -> [f64; POINT_STATE_LEN],
}

/// An event condition: a value that is above zero until it is met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventCondition {
    /// The travel along a direction from the origin has reached a length, m.
    Travel(Vector<f64>, f64),
    /// The travel along a direction has fallen below a length, m.
    SlideBack(Vector<f64>, f64),
    /// It moves no more away from the ground.
    Apogee,
    /// It moves away from the ground at this speed, m/s, or faster.
    Ascent(f64),
    /// It is at this height above the ellipsoid, m, or below it, and does not rise.
    Ground(f64),
    /// It is at this height above the ellipsoid, m, or below it.
    Height(f64),
    /// It is at this height above the ellipsoid, m, or above it.
    Climb(f64),
}

/// The figures of a state that conditions are evaluated on.
#[derive(Debug, Clone, Copy, Default)]
pub struct EventInputs {
    /// Height above the ellipsoid, m.
    pub height: f64,
    /// Speed away from the ellipsoid, m/s.
    pub vertical_speed: f64,
    /// Position in the site's frame, m.
    pub position: Vector<f64>,
    /// Velocity in the site's frame, m/s.
    pub velocity: Vector<f64>,
    /// Acceleration relative to the ground in the site's frame, m/s².
    pub acceleration: Vector<f64>,
}

impl EventInputs {
    /// Height, m, its rate, m/s, and about the rate of that, m/s²: up is taken as at the site.
    pub(crate) fn vertical(&self) -> [f64; 3] {
        [self.height, self.vertical_speed, self.acceleration[2]]
    }
}

impl Evaluation<f64> {
    /// The inputs of conditions in a state.
    pub fn inputs<const N: usize>(&self, state: &[f64; N]) -> EventInputs {
        EventInputs {
            height: self.height,
            vertical_speed: self.vertical_speed,
            position: Vector([state[0], state[1], state[2]]),
            velocity: Vector([state[3], state[4], state[5]]),
            acceleration: self.acceleration,
        }
    }
}

/// A condition is met when its value is this near zero: 10 nm or 10 nm/s, a few roundings of a distance from the
/// Earth's centre.
const EVENT_TOLERANCE: f64 = 1e-8;

/// A step that ends at an event ends this near to it, m or m/s.
const MET: f64 = 1e-6;

/// Resting in its place is no sliding back, m.
const RESTS: f64 = 1e-9;

/// Parts of a step in which a least value is sought.
const PARTS: u32 = 8;

/// Steps of a golden section: it leaves a millionth of a part.
const SECTIONS: u32 = 30;

impl EventCondition {
    /// Whether the condition is met in a state in which a segment begins. What stands on the ground and is driven upward
    /// has not landed.
    pub fn holds(&self, inputs: &EventInputs, frame: &SiteFrame) -> bool {
        match self {
            Self::Ground(ground) => {
                let rests = inputs.vertical_speed.abs() <= EVENT_TOLERANCE;
                let up = || frame.local_frame(inputs.position).up;
                let rises = match rests {
                    true => inputs.acceleration.dot(up()) > 0.0,
                    false => inputs.vertical_speed > 0.0,
                };
                inputs.height - ground <= EVENT_TOLERANCE && !rises
            }
            Self::SlideBack(..) => self.value(inputs) <= 0.0,
            _ => self.value(inputs) <= EVENT_TOLERANCE,
        }
    }

    /// Whether it is about a height that lies below another one, m above the ellipsoid.
    pub fn is_below(&self, height: f64) -> bool {
        matches!(self, Self::Height(limit) if *limit < height)
    }

    /// Above zero until the condition is met.
    fn value(&self, inputs: &EventInputs) -> f64 {
        match self {
            Self::Travel(direction, length) => length - direction.dot(inputs.position),
            Self::SlideBack(direction, length) => direction.dot(inputs.position) - length + RESTS,
            Self::Apogee => inputs.vertical_speed,
            Self::Ascent(speed) => speed - inputs.vertical_speed,
            Self::Ground(ground) if inputs.vertical_speed > 0.0 => {
                (inputs.height - ground).max(inputs.vertical_speed)
            }
            Self::Ground(height) | Self::Height(height) => inputs.height - height,
            Self::Climb(height) => height - inputs.height,
        }
    }

    fn value_of(&self, state: &[f64; POINT_STATE_LEN], frame: &SiteFrame) -> f64 {
        let (position, velocity) = (
            Vector([state[0], state[1], state[2]]),
            Vector([state[3], state[4], state[5]]),
        );
        let place = frame.local_frame(position);
        self.value(&EventInputs {
            height: place.height,
            vertical_speed: velocity.dot(place.up),
            position,
            velocity,
            acceleration: Vector::zero(),
        })
    }

    /// How fast the value changes, 1/s.
    fn rate(&self, inputs: &EventInputs, frame: &SiteFrame) -> f64 {
        let lift = || {
            inputs
                .acceleration
                .dot(frame.local_frame(inputs.position).up)
        };
        match self {
            Self::Travel(direction, _) => -direction.dot(inputs.velocity),
            Self::SlideBack(direction, _) => direction.dot(inputs.velocity),
            Self::Apogee => lift(),
            Self::Ascent(_) => -lift(),
            Self::Ground(_) | Self::Height(_) => inputs.vertical_speed,
            Self::Climb(_) => -inputs.vertical_speed,
        }
    }

    /// Whether the value of a height falls all through a step: it does at both ends, and faster than twice what the greater of the
    /// accelerations there changes in all of the step.
    fn only_falls(&self, step: &TrialStep<'_>, length: f64) -> bool {
        let ends = [&step.before, &step.after];
        let bend = 2.0
            * length
            * ends
                .map(|end| end.acceleration.norm())
                .into_iter()
                .fold(0.0, f64::max);
        match self {
            Self::Ground(_) | Self::Height(_) => ends.iter().all(|end| end.vertical_speed < -bend),
            Self::Climb(_) => ends.iter().all(|end| end.vertical_speed > bend),
            _ => false,
        }
    }

    /// How far the value may go in a time, s, from a state.
    fn reach(&self, inputs: &EventInputs, time: f64) -> f64 {
        let bend = inputs.acceleration.norm() * time;
        match self {
            Self::Travel(..) | Self::SlideBack(..) => time * (2.0 * inputs.velocity.norm() + bend),
            Self::Height(_) | Self::Climb(_) => time * (2.0 * inputs.vertical_speed.abs() + bend),
            Self::Apogee | Self::Ascent(_) => 2.0 * bend,
            Self::Ground(_) => time * (2.0 * inputs.vertical_speed.abs() + bend) + 2.0 * bend,
        }
    }
}

/// Where in a step a condition is first met, as a share of the step.
pub(crate) fn first_met(
    condition: &EventCondition,
    length: f64,
    step: &TrialStep<'_>,
    frame: &SiteFrame,
) -> Option<f64> {
    // What a segment does not begin with is not met yet, whatever the rounding.
    let low = condition.value(&step.before).max(f64::MIN_POSITIVE);
    let high = condition.value(&step.after);
    let reach = condition
        .reach(&step.before, length)
        .max(condition.reach(&step.after, length));
    if high > 0.0 && low.min(high) > reach {
        return None;
    }
    let value = |theta: f64| condition.value_of(&(step.at)(theta), frame);
    if condition.only_falls(step, length) {
        return (high <= 0.0).then(|| crossing(&value, (0.0, low), (1.0, high), length));
    }
    let mut points = [(0.0, low); PARTS as usize + 1];
    for (part, point) in (1..PARTS).zip(&mut points[1..]) {
        let theta = f64::from(part) / f64::from(PARTS);
        *point = (theta, value(theta));
    }
    points[PARTS as usize] = (1.0, high);
    let end = match first_below(&points, &value) {
        // One fall through zero: between the ends of the step.
        Some(end) if end.1 <= 0.0 && points.is_sorted_by(|a, b| a.1 >= b.1) => (1.0, high),
        Some(end) => end,
        None => return None,
    };
    Some(crossing(&value, (0.0, low), end, length))
}

/// Where a value falls through zero between two shares of a step.
fn crossing(value: &dyn Fn(f64) -> f64, low: (f64, f64), high: (f64, f64), length: f64) -> f64 {
    let mut bracket = Bracket::new(low, high);
    for _ in 0..60 {
        let theta = bracket.guess();
        let value = value(theta);
        if value.abs() < EVENT_TOLERANCE || bracket.width() * length < MIN_STEP {
            return theta;
        }
        bracket.narrow(theta, value);
    }
    bracket.high.0
}

/// How long a step comes nearer to meeting a condition, s, than one that was to end there, by Newton's rule; `None` if that
/// one met it.
pub(crate) fn nearer(
    condition: &EventCondition,
    length: f64,
    step: &TrialStep<'_>,
    frame: &SiteFrame,
) -> Option<f64> {
    let value = condition.value(&step.after);
    let better = length - value / condition.rate(&step.after, frame);
    (value.abs() > MET && better > 0.0 && better < 2.0 * length).then_some(better)
}

/// The first of some places, or between them, at which a value is zero or less.
fn first_below(points: &[(f64, f64)], value: &dyn Fn(f64) -> f64) -> Option<(f64, f64)> {
    for at in 1..points.len() {
        if points[at].1 <= 0.0 {
            return Some(points[at]);
        }
        let Some(around) = least_around(points, at) else {
            continue;
        };
        let least = golden::least(around, SECTIONS, 0.0, value);
        if least.1 <= 0.0 {
            return Some(least);
        }
    }
    None
}

/// Between which places a least value lies near one of them: beside a point that is lower than both its neighbours, or
/// in the first or last part, where the parabola through three points has its vertex there or a little beyond.
fn least_around(points: &[(f64, f64)], at: usize) -> Option<(f64, f64)> {
    let (before, here) = (points[at - 1], points[at]);
    match points.get(at + 1) {
        Some(after) if here.1 <= before.1 && here.1 <= after.1 => Some((before.0, after.0)),
        Some(after) if at == 1 => {
            let (first, second) = (here.1 - before.1, after.1 - here.1);
            (first >= 0.0 && second > 2.0 * first).then_some((before.0, here.0))
        }
        None => {
            let (first, second) = (before.1 - points[at - 2].1, here.1 - before.1);
            (second <= 0.0 && first < 2.0 * second).then_some((before.0, here.0))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
#[path = "conditions_tests.rs"]
mod tests;
