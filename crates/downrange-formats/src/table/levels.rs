//! Levels of the air in the order of their heights.
//!
//! What is listed from the top is turned. A balloon sinks for some seconds and rises again: levels below one that was passed, by no
//! more than a dip, are passed over. What was measured on the way down after the highest level is passed over too. Levels in
//! another order are sorted; a second sounding below the first is refused.

use std::ops::Range;

use downrange::dispersion::WindProfile;

use super::order::{CURVE, Earlier, Groups, Order, tell};
use crate::error::Error;
use crate::warning::Warning;

/// Deeper than this, m, no balloon dips in a downdraught before it rises again; a second sounding begins kilometres
/// below where the first ends.
const DIP: f64 = 100.0;

/// Winds of one height that are so far apart, m/s, are a step, as of a table of layers; nearer ones are their mean.
const SHEAR: f64 = 2.0;
/// A step in the wind is a change over this height, m: less than a rocket is long off the rail.
const STEP: f64 = 1.0;

/// What becomes of a level a little below one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dips {
    /// A balloon measured it, whose pressures there fit no other level.
    PassedOver,
    /// It is one as any other: a wind.
    Sorted,
}

/// The rows in order, those of one height together.
///
/// # Errors
/// When heights begin again, as those of a second sounding do.
pub fn levels(order: &Order<'_>, dips: Dips, warnings: &mut Vec<Warning>) -> Result<Groups, Error> {
    let listed = order.upward(warnings);
    let highest = listed
        .iter()
        .enumerate()
        .max_by(|a, b| order.x(*a.1).total_cmp(&order.x(*b.1)).then(b.0.cmp(&a.0)))
        .map_or(0, |(place, _)| place);
    let (ascent, descent) = listed.split_at((highest + 1).min(listed.len()));
    // A list that begins near its top is no ascent: it is out of order.
    let climbed = ascent.len() >= CURVE;
    let comes_down = climbed && descent.len() >= CURVE && {
        let mut least = f64::INFINITY;
        descent.iter().all(|row| {
            least = least.min(order.x(*row));
            order.x(*row) <= least + DIP
        })
    };
    let listed = match comes_down && order.runs(ascent, DIP).is_empty() {
        true => {
            let message = "measured on the way down from the highest level: passed over";
            tell(order, descent, message, warnings);
            ascent
        }
        false => &listed,
    };
    let runs = order.runs(listed, DIP);
    if runs.is_empty() && dips == Dips::PassedOver {
        let mut top = f64::NEG_INFINITY;
        let (dips, kept): (Vec<usize>, Vec<usize>) = listed.iter().partition(|row| {
            let dips = order.x(**row) < top;
            top = top.max(order.x(**row));
            dips
        });
        tell(
            order,
            &dips,
            "below a level before it, as balloons dip: passed over",
            warnings,
        );
        return Ok(order.groups(&kept));
    }
    // Winds by layers may stand in any order; a height that comes again is of another member.
    let mut earlier = Earlier::default();
    let mut known = 0;
    let whole = runs.iter().find(|(before, run)| {
        for row in before.get(known..).unwrap_or_default() {
            earlier.insert(order.x(*row), *row);
        }
        known = before.len();
        let stands = |row: &usize| {
            let same = earlier.from(order.x(*row));
            same.is_some_and(|same| order.x(same) == order.x(*row))
        };
        run.len() >= CURVE && (dips == Dips::PassedOver || run.iter().any(stands))
    });
    if let Some((before, run)) = whole
        && let (Some(before), Some(row)) = (before.last(), run.first())
    {
        return Err(order
            .goes_back(*row, *before)
            .hint("is this a second table below the first? Winds of several members are told apart by a column `member`"));
    }
    order.tell_late(listed, warnings);
    Ok(order.groups(&order.rising(listed)))
}

/// Winds at rising heights, m and m/s, from those of the rows, and where each stands. Several at one height are their mean where they
/// are near each other, and a step where they are not.
///
/// # Errors
/// As [`levels`].
pub fn winds(
    order: &Order<'_>,
    listed: &[(f64, [f64; 3])],
    warnings: &mut Vec<Warning>,
) -> Result<(WindProfile, Vec<Range<usize>>), Error> {
    let groups = levels(order, Dips::Sorted, warnings)?;
    let (mut merged, mut steps): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut levels: Vec<(f64, [f64; 3])> = Vec::with_capacity(groups.len());
    let mut places = Vec::with_capacity(groups.len());
    let wind = |row: usize| listed.get(row).map_or([f64::NAN; 3], |level| level.1);
    for (index, group) in groups.iter().enumerate() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let (at, place) = (order.x(*first), order.span_of(*first));
        let shears = group
            .iter()
            .any(|row| apart(wind(*first), wind(*row)) > SHEAR);
        match group.as_slice() {
            [only] => levels.push((at, wind(*only))),
            _ if shears => {
                let next = groups.get(index + 1).and_then(|group| group.first());
                let room = next.map_or(STEP, |next| 0.5 * (order.x(*next) - at));
                levels.push((at, wind(*first)));
                places.push(place.clone());
                levels.push((at + STEP.min(room), wind(*last)));
                steps.push(*last);
            }
            several => {
                let share = 1.0 / several.len() as f64;
                let mean = several.iter().fold([0.0; 3], |sum, row| {
                    let own = wind(*row);
                    std::array::from_fn(|axis| sum[axis] + share * own[axis])
                });
                levels.push((at, mean));
                merged.extend(several.get(1..).unwrap_or_default());
            }
        }
        places.push(place);
    }
    let message = "another level of the same height: their mean is taken";
    tell(order, &merged, message, warnings);
    let message = "another wind at the same height: a step";
    tell(order, &steps, message, warnings);
    Ok((levels, places))
}

/// How far apart two winds are, m/s.
pub fn apart(a: [f64; 3], b: [f64; 3]) -> f64 {
    let squares = (0..3).map(|i| (a[i] - b[i]) * (a[i] - b[i]));
    squares.sum::<f64>().sqrt()
}
