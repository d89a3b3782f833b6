//! Thrust curves from a stored flight.

use super::series::{StoredChannel, StoredSeries};
use crate::table::Curve;

/// Without thrust for so long, s, a burn is over: motors that light after another are seldom closer, and a curve with a gap
/// within a burn is rare.
const GAP: f64 = 0.05;

/// A burn: time since its ignition, s, and thrust, N, of all motors that burn together.
pub type StoredBurn = Vec<(f64, f64)>;

/// The burns one after the other; all as one where one is wanted.
///
/// OpenRocket stores at each step the thrust averaged over the step that begins there; it is taken at the middle of the step.
pub fn burns(series: &StoredSeries, wanted: usize) -> Vec<StoredBurn> {
    let mut steps = steps(series);
    steps.retain(|step| step.2 > 0.0);
    let one_burn = |a: &(f64, f64, f64), b: &(f64, f64, f64)| wanted == 1 || b.0 - a.1 < GAP;
    steps.chunk_by(one_burn).map(burn).collect()
}

/// The steps of a series: from, to, s, and the mean thrust, N.
fn steps(series: &StoredSeries) -> Vec<(f64, f64, f64)> {
    let points: Vec<(f64, f64)> = series
        .pairs(StoredChannel::Time, StoredChannel::Thrust)
        .collect();
    let pairs = points.windows(2);
    pairs
        .map(|pair| (pair[0].0, pair[1].0, pair[0].1))
        .collect()
}

/// A burn of steps with thrust: from, to, s, and the mean thrust, N.
fn burn(steps: &[(f64, f64, f64)]) -> StoredBurn {
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return Vec::new();
    };
    let mut points = vec![(0.0, first.2)];
    let mut ended = first.0;
    for (from, to, thrust) in steps {
        if from - ended >= GAP {
            points.push((ended - first.0, 0.0));
            points.push((from - first.0, 0.0));
        }
        points.push((0.5 * (from + to) - first.0, *thrust));
        ended = *to;
    }
    points.push((last.1 - first.0, 0.0));
    points.dedup_by(|after, before| after.0 <= before.0);
    points
}

/// The thrust of one of so many equal motors.
pub fn share(burn: &[(f64, f64)], count: u32) -> Curve {
    let share = 1.0 / f64::from(count.max(1));
    let points = burn.iter().map(|(time, thrust)| (*time, thrust * share));
    Curve::new(points.collect()).unwrap_or_else(|_| Curve::constant(0.0))
}

/// Impulse of all burns, N s; `None` without thrust.
pub fn impulse(series: &StoredSeries) -> Option<f64> {
    let steps = steps(series).into_iter();
    let sum: f64 = steps.map(|(from, to, thrust)| thrust * (to - from)).sum();
    (sum > 0.0).then_some(sum)
}
