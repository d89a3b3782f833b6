//! The columns of a burn at their nodes: the points of the thrust curve, those of tables of propellant, and between them.

use crate::mass::MassProperties;
use crate::motor::{Motor, Propellant};

/// Columns of a burn at one time, and their rates.
pub(crate) type BurnPoint = ([f64; 5], [f64; 5]);

/// Cells of the burn table are at most this share of the burn.
const BURN_CELL: f64 = 1.0 / 32.0;

/// Most kinks of a thrust curve that end steps; a curve of more points is a measurement whose small ones are noise.
const MOST_KINKS: usize = 64;

/// Impulse and mass properties over the burn, at the points of the thrust curve and evenly between them.
pub(crate) fn burn_columns(
    motor: &Motor,
    count: f64,
    duration: f64,
    at: &dyn Fn(f64) -> MassProperties,
) -> (Vec<f64>, Vec<BurnPoint>) {
    let mut nodes = vec![0.0];
    let mut ends: Vec<f64> = corner(motor, duration)
        .chain(tabled(motor, duration))
        .chain([duration])
        .collect();
    ends.sort_by(f64::total_cmp);
    for end in ends {
        let start = nodes[nodes.len() - 1];
        if end - start < 1e-6 * duration {
            continue;
        }
        let parts = ((end - start) / (BURN_CELL * duration)).ceil();
        nodes.extend((1..=parts as usize).map(|part| start + (end - start) * part as f64 / parts));
    }
    let values = |time: f64| {
        let rocket = at(time);
        [rocket.mass, rocket.center, rocket.axial, rocket.transverse]
    };
    // The rates of mass properties follow thrust, which has no steps: a difference over a little is their rate; where a
    // table of propellant bends it is the mean of both sides.
    let little = 1e-5 * duration;
    let columns: Vec<BurnPoint> = nodes
        .iter()
        .map(|time| {
            let (low, high) = ((time - little).max(0.0), (time + little).min(duration));
            let ([m, x, a, t], before, after) = (values(*time), values(low), values(high));
            let [dm, dx, da, dt] = std::array::from_fn(|c| (after[c] - before[c]) / (high - low));
            (
                [count * motor.impulse_to(*time), m, x, a, t],
                [count * motor.thrust_at(*time), dm, dx, da, dt],
            )
        })
        .collect();
    (nodes, columns)
}

/// The points of tables of propellant within the burn, s since ignition.
fn tabled(motor: &Motor, duration: f64) -> impl Iterator<Item = f64> {
    let curves = match &motor.propellant {
        Propellant::Tables {
            mass,
            center,
            axial,
            transverse,
        } => vec![mass, center, axial, transverse],
        Propellant::Grains(_) | Propellant::Unknown { .. } => Vec::new(),
    };
    let times = curves
        .into_iter()
        .flat_map(|curve| curve.points().iter().map(|(time, _)| *time));
    times
        .map(|time| time * motor.burn_time_factor)
        .filter(move |time| *time > 0.0 && *time < duration)
}

/// The points of the thrust curve within the burn, s since ignition.
fn corner(motor: &Motor, duration: f64) -> impl Iterator<Item = f64> {
    let inside = move |time: &f64| *time > 1e-6 * duration && *time < (1.0 - 1e-6) * duration;
    motor
        .thrust
        .points()
        .iter()
        .map(|(time, _)| time * motor.burn_time_factor)
        .filter(inside)
}

/// The points at which the thrust curve bends most.
pub(crate) fn breakpoints(motor: &Motor, duration: f64) -> Vec<f64> {
    let points = motor.thrust.points();
    let slope = |a: (f64, f64), b: (f64, f64)| (b.1 - a.1) / (b.0 - a.0);
    let mut corner: Vec<(f64, f64)> = corner(motor, duration)
        .map(|time| {
            let at = points.partition_point(|point| point.0 * motor.burn_time_factor < time);
            let bend = match (
                at.checked_sub(1).and_then(|i| points.get(i)),
                points.get(at),
                points.get(at + 1),
            ) {
                (Some(a), Some(b), Some(c)) => (slope(*b, *c) - slope(*a, *b)).abs(),
                _ => f64::INFINITY,
            };
            (bend, time)
        })
        .collect();
    corner.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut breakpoints: Vec<f64> = corner
        .into_iter()
        .take(MOST_KINKS)
        .map(|(_, time)| time)
        .collect();
    breakpoints.sort_by(f64::total_cmp);
    breakpoints
}
