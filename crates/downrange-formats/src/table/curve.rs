//! A curve with one value at each abscissa: drag and other coefficients against Mach number, a spread against height. Against
//! time, values may step.

use std::ops::Range;

use downrange::table::Curve;

use super::order::{CURVE, Earlier, Groups, LITTLE, Order, tell};
use super::text::{Placed, PlacedPoint, Text};
use crate::error::Error;
use crate::warning::Warning;

/// Two values at one abscissa that differ by at most this share of the greater are one value, rounded: near Mach 1, where
/// drag rises by some 6 a Mach number, a Mach number of three decimals leaves it open by a per cent. Curves for two
/// angles or altitudes differ by more.
const CLOSE: f64 = 0.05;
/// Values near zero may differ by this share of the greatest in the table.
const NEAR_ZERO: f64 = 0.01;
/// Rows that begin again have to repeat the curve before them within this share: they are whole curves, and two that
/// differ by more are of two angles, say.
const SAME_CURVE: f64 = 0.01;
/// A step is a rise over this share of the time of the last point, which is more than the burn table of a flight joins
/// (a millionth of the burn) and less than anything measures.
pub const STEP: f64 = 2e-6;

/// The curve through points: one value at each abscissa.
///
/// # Errors
/// When rows begin again and say otherwise, or two values at one abscissa are far apart.
pub fn single(
    text: Text<'_>,
    name: &str,
    points: &[PlacedPoint],
    warnings: &mut Vec<Warning>,
) -> Result<Placed, Error> {
    let order = order(text, name, points);
    let greatest = points.iter().map(|point| point.y.abs()).fold(0.0, f64::max);
    let close = |a: f64, b: f64, share: f64| {
        (a - b).abs() <= (share * a.abs().max(b.abs())).max(NEAR_ZERO * greatest)
    };
    let y = |row: usize| points.get(row).map_or(f64::NAN, |point| point.y);
    let groups = order.sorted(warnings, |before, run| {
        let apart = |row: &usize| {
            let (value, other) = interpolated(&order, &y, before, order.x(*row))?;
            let same = (value - y(*row)).abs() <= SAME_CURVE * greatest;
            (!same).then_some((*row, other))
        };
        let is_curve = run.len() >= CURVE;
        is_curve.then(|| run.iter().find_map(apart)).flatten()
    })?;
    let (mut again, mut near): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut chosen: Vec<(f64, f64)> = Vec::with_capacity(groups.len());
    let mut places: Vec<Range<usize>> = Vec::with_capacity(groups.len());
    for group in &groups {
        let [first, others @ ..] = group.as_slice() else {
            continue;
        };
        for row in others {
            if !close(y(*first), y(*row), CLOSE) {
                return Err(far_apart(&order, points, *first, *row));
            }
            match y(*row) == y(*first) {
                true => again.push(*row),
                false => near.push(*row),
            }
        }
        // The mean of equals is themselves, to the last digit.
        let mean = match others.iter().all(|row| y(*row) == y(*first)) {
            true => y(*first),
            false => group.iter().map(|row| y(*row)).sum::<f64>() / group.len() as f64,
        };
        chosen.push((order.x(*first), mean));
        places.extend(points.get(*first).map(|point| point.y_at.clone()));
    }
    tell(&order, &again, "says the same again: passed over", warnings);
    let message = format!("another value at the same {name}, a little apart: their mean is taken");
    tell(&order, &near, &message, warnings);
    placed(text, chosen, places)
}

/// The curve through points against time: where one time stands twice, the value steps.
///
/// # Errors
/// When a time goes back far.
pub fn stepping(
    text: Text<'_>,
    name: &str,
    points: &[PlacedPoint],
    warnings: &mut Vec<Warning>,
) -> Result<Placed, Error> {
    let order = order(text, name, points);
    let groups = in_time(&order, warnings)?;
    let y = |row: usize| points.get(row).map_or(f64::NAN, |point| point.y);
    stepped(&order, points, &groups, &y, warnings)
}

/// Times in order; none may go back far: that is a slip of the pen, or a second curve.
pub fn in_time(order: &Order<'_>, warnings: &mut Vec<Warning>) -> Result<Groups, Error> {
    let listed = order.upward(&mut Vec::new());
    let runs = order.runs(&listed, LITTLE * order.span());
    if let Some((before, run)) = runs.first()
        && let (Some(before), Some(row)) = (before.last(), run.first())
    {
        let error = order.goes_back(*row, *before);
        return Err(error.hint(
            "a time that goes back by little is sorted; is this a slip, or a second curve?",
        ));
    }
    order.sorted(warnings, |_, _| None)
}

/// Points with the first and the last value of each group: a step, where they differ. A step at the start is the value after it,
/// one at the end the value before it.
pub fn stepped(
    order: &Order<'_>,
    points: &[PlacedPoint],
    groups: &[Vec<usize>],
    y: &dyn Fn(usize) -> f64,
    warnings: &mut Vec<Warning>,
) -> Result<Placed, Error> {
    let last = groups.len().saturating_sub(1);
    let rise = STEP
        * groups
            .last()
            .and_then(|group| group.first())
            .map_or(0.0, |row| order.x(*row));
    let (mut again, mut steps): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let (mut starts, mut ends): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut chosen: Vec<(f64, f64)> = Vec::with_capacity(groups.len());
    let mut places: Vec<Range<usize>> = Vec::with_capacity(groups.len());
    let mut put = |x: f64, row: usize| {
        chosen.push((x, y(row)));
        places.extend(points.get(row).map(|point| point.y_at.clone()));
    };
    for (place, group) in groups.iter().enumerate() {
        let (Some(first), Some(end)) = (group.first(), group.last()) else {
            continue;
        };
        let x = order.x(*first);
        let others = group.get(1..).unwrap_or_default();
        match place {
            _ if others.iter().all(|row| y(*row) == y(*first)) => {
                again.extend(others);
                put(x, *first);
            }
            0 if x <= 0.0 => {
                starts.push(*end);
                put(x, *end);
            }
            place if place == last => {
                ends.extend(others);
                put(x, *first);
            }
            _ => {
                steps.push(*end);
                let next = groups.get(place + 1).and_then(|group| group.first());
                let room = next.map_or(rise, |next| 0.5 * (order.x(*next) - x));
                put(x, *first);
                put(x + rise.min(room), *end);
            }
        }
    }
    tell(order, &again, "says the same again: passed over", warnings);
    for (rows, message) in [
        (
            &starts,
            "the second value at the start: it begins with this one",
        ),
        (&ends, "the second value at the end: it ends with the first"),
        (&steps, "the second value at one time: taken as a step"),
    ] {
        tell(order, rows, message, warnings);
    }
    placed(order.text, chosen, places)
}

/// What is put in order, of points.
pub fn order<'a>(text: Text<'a>, name: &'a str, points: &[PlacedPoint]) -> Order<'a> {
    let rows = points.iter().map(|point| (point.x, point.x_at.clone()));
    Order {
        text,
        name,
        rows: rows.collect(),
    }
}

/// The value at x between earlier rows, and the row below it; none beyond their ends.
fn interpolated(
    order: &Order<'_>,
    y: &dyn Fn(usize) -> f64,
    earlier: &Earlier,
    x: f64,
) -> Option<(f64, usize)> {
    let upper = earlier.from(x)?;
    if order.x(upper) == x {
        return Some((y(upper), upper));
    }
    let lower = earlier.below(x)?;
    let share = (x - order.x(lower)) / (order.x(upper) - order.x(lower));
    Some((y(lower) + share * (y(upper) - y(lower)), lower))
}

fn far_apart(order: &Order<'_>, points: &[PlacedPoint], first: usize, row: usize) -> Error {
    let quote = |row: usize| {
        let span = points.get(row).map(|point| order.text.quote(&point.y_at));
        span.unwrap_or_default().to_owned()
    };
    let line = order.text.lines([&order.span_of(first)]);
    let title = format!(
        "{} at {} {}, where line {} has {}: one value was expected",
        quote(row),
        order.name,
        order.quote(row),
        line.first().copied().unwrap_or_default(),
        quote(first)
    );
    let at = points.get(row).map_or(0..0, |point| point.y_at.clone());
    order.text.error(at, title).hint(format!(
        "two values a little apart are their mean; are these two curves against {}?",
        order.name
    ))
}

fn placed(
    text: Text<'_>,
    points: Vec<(f64, f64)>,
    places: Vec<Range<usize>>,
) -> Result<Placed, Error> {
    let at = places.first().cloned().unwrap_or(0..0);
    match Curve::new(points) {
        Ok(curve) => Ok(Placed { curve, places }),
        Err(fault) => Err(text.error(at, fault.message)),
    }
}
