//! Thrust against time.
//!
//! Two thrusts at one time are a step, over two millionths of the burn. At time zero the last counts: a first point without thrust
//! says nothing. At the last time the first counts, since beyond it there is no thrust anyway.
//!
//! A load cell reads a little beside zero where there is nothing: before ignition and after burn-out, thrust below zero is nothing, and
//! so is what then lies as near to zero. Noise is at most a per cent of the impulse: a calibration is no better. Below zero in the
//! middle of the burn, or more than that, is an error of the calibration or of the unit, and refused. Times before zero at which
//! there is no thrust are passed over.
//!
//! A log of a test stand has thousands of readings, of which the small ones are noise, and a flight costs time for each. More than
//! 300 are averaged over 256 equal parts of the burn, with the same impulse (see [`Curve::averaged`](downrange::table::Curve)): a
//! step of the thrust then takes a hundredth of the burn. No curve of a certified motor has 150.

use downrange::table::Curve;

use super::curve::{in_time, order, stepped};
use super::text::{Placed, PlacedPoint, Text};
use crate::error::Error;
use crate::warning::Warning;

/// The motor burns from the first reading above this share of the greatest to the last.
const BURNS: f64 = 0.05;
/// Impulse that noise may have, as a share of the whole: what load cells are calibrated to.
const NOISE: f64 = 0.01;

/// Most points that a thrust curve keeps as they stand.
const MOST_POINTS: usize = 300;
/// Equal parts of the burn over which more are averaged.
const PARTS: usize = 256;

/// The thrust curve through points.
///
/// # Errors
/// When a time goes back far, or is before zero with thrust; when thrust is below zero and no noise.
pub fn thrust(
    text: Text<'_>,
    points: &[PlacedPoint],
    warnings: &mut Vec<Warning>,
) -> Result<Placed, Error> {
    let peak = points.iter().map(|point| point.y).fold(0.0, f64::max);
    let points = after_ignition(text, points, peak, warnings)?;
    let order = order(text, "time", &points);
    let groups = in_time(&order, warnings)?;
    let rows: Vec<usize> = groups.iter().flatten().copied().collect();
    let quiet = without_noise(text, &points, &rows, peak, warnings)?;
    let y = |row: usize| quiet.get(row).copied().unwrap_or_default();
    let placed = stepped(&order, &points, &groups, &y, warnings)?;
    Ok(match at_most(&placed.curve) {
        Some(curve) => averaged(text, &placed, curve, warnings),
        None => placed,
    })
}

/// A curve of more points than are flown, averaged; `None` for one that has no more.
pub fn at_most(curve: &Curve) -> Option<Curve> {
    (curve.points().len() > MOST_POINTS).then(|| curve.averaged(PARTS))
}

/// The averaged curve of many points: each of its points stands where the nearest one does.
fn averaged(text: Text<'_>, placed: &Placed, curve: Curve, warnings: &mut Vec<Warning>) -> Placed {
    let points = placed.curve.points();
    let places = curve.points().iter().map(|(time, _)| {
        let after = points.partition_point(|point| point.0 < *time);
        let place = placed.places.get(after).or(placed.places.last());
        place.cloned().unwrap_or_default()
    });
    let places: Vec<_> = places.collect();
    let message = format!(
        "averaged over {PARTS} equal parts of the burn, with the same impulse: more cost time, and their small ones are noise"
    );
    warnings.push(text.warning(&[], format!("{} points of thrust", points.len()), message));
    Placed { curve, places }
}

/// The points from time zero on.
fn after_ignition(
    text: Text<'_>,
    points: &[PlacedPoint],
    peak: f64,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<PlacedPoint>, Error> {
    let (before, after): (Vec<&PlacedPoint>, Vec<&PlacedPoint>) =
        points.iter().partition(|point| point.x < 0.0);
    if let Some(pushes) = before.iter().find(|point| point.y > BURNS * peak) {
        let title = format!(
            "thrust at time {}, but times count from ignition",
            text.quote(&pushes.x_at)
        );
        return Err(text.error(pushes.x_at.clone(), title));
    }
    if !before.is_empty() {
        let spans: Vec<_> = before.iter().map(|point| &point.x_at).collect();
        let message = "before ignition, and without thrust: passed over".to_owned();
        warnings.push(text.warning(&spans, "time below zero".to_owned(), message));
    }
    Ok(after.into_iter().cloned().collect())
}

/// The thrust of each point with noise taken as nothing; `rows` in the order of time.
fn without_noise(
    text: Text<'_>,
    points: &[PlacedPoint],
    rows: &[usize],
    peak: f64,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<f64>, Error> {
    let mut quiet: Vec<f64> = points.iter().map(|point| point.y).collect();
    let found: Vec<&PlacedPoint> = rows.iter().filter_map(|row| points.get(*row)).collect();
    let below: Vec<usize> = (0..found.len()).filter(|i| found[*i].y < 0.0).collect();
    if below.is_empty() {
        return Ok(quiet);
    }
    let fires = |point: &&PlacedPoint| point.y > BURNS * peak;
    let from = found.iter().position(fires).unwrap_or(0);
    let to = found.iter().rposition(fires).unwrap_or(0);
    let refused = |index: usize, what: String| {
        let span = found[index].y_at.clone();
        let title = format!("a thrust of {} {what}", text.quote(&span));
        text.error(span, title)
            .label("expected zero or more")
            .hint("below zero by little is taken as noise before ignition and after burn-out; check the zero and the sign of the load cell")
    };
    if let Some(index) = below.iter().find(|index| (from..=to).contains(*index)) {
        return Err(refused(*index, "in the middle of the burn".to_owned()));
    }
    // Half of the time to either side counts for a reading.
    let half = |index: usize| {
        let next = found.get(index + 1).map_or(found[index].x, |point| point.x);
        let before = index.checked_sub(1).map_or(found[index].x, |i| found[i].x);
        0.5 * (next - before)
    };
    let impulse = |wanted: &dyn Fn(f64) -> bool| -> f64 {
        let all = (0..found.len()).filter(|index| wanted(found[*index].y));
        all.map(|index| found[index].y.abs() * half(index)).sum()
    };
    let share = impulse(&|y| y < 0.0) / impulse(&|y| y > 0.0);
    if share.is_nan() || share >= NOISE {
        let least = below
            .iter()
            .min_by(|a, b| found[**a].y.total_cmp(&found[**b].y));
        let what = format!(
            "and others below zero are {:.1} % of the impulse",
            100.0 * share
        );
        return Err(refused(least.copied().unwrap_or_default(), what));
    }
    // Where readings fall below zero, those above it by no more are noise as well.
    let mut hush = |span: std::ops::Range<usize>| {
        let level = span.clone().map(|i| -found[i].y).fold(0.0, f64::max);
        let touches = || span.clone().filter(|i| found[*i].y <= 0.0);
        let (first, last) = (touches().min(), touches().max());
        for index in span.clone() {
            let outside = match index < from {
                true => last.is_some_and(|last| index <= last),
                false => first.is_some_and(|first| index >= first),
            };
            if let Some(value) = quiet.get_mut(rows[index])
                && (found[index].y < 0.0 || (outside && found[index].y <= level))
            {
                *value = 0.0;
            }
        }
    };
    hush(0..from);
    hush(to + 1..found.len());
    let spans: Vec<_> = below.iter().map(|index| &found[*index].y_at).collect();
    let read = format!("thrust {}", text.quote(spans[0]));
    let read = match spans.len() {
        1 => read,
        count => format!("{read} and {} more", count - 1),
    };
    let percent = match 100.0 * share < 0.01 {
        true => "less than 0.01".to_owned(),
        false => format!("{:.2}", 100.0 * share),
    };
    let message = format!(
        "below zero outside the burn: noise, taken as nothing ({percent} % of the impulse)"
    );
    warnings.push(text.warning(&spans, read, message));
    Ok(quiet)
}
