//! Levels of the air in the order of their heights.
//!
//! What is listed from the top is turned. A balloon sinks for some seconds and rises again: levels below one that was passed, by no
//! more than a dip, are passed over. What was measured on the way down after the highest level is passed over too. Levels in
//! another order are sorted; a second sounding below the first is refused.

use super::order::{CURVE, Groups, Order, tell};
use crate::error::Error;
use crate::warning::Warning;

/// Deeper than this, m, no balloon dips in a downdraught before it rises again; a second sounding begins kilometres
/// below where the first ends.
const DIP: f64 = 100.0;

/// The rows in order, those of one height together.
///
/// # Errors
/// When heights begin again, as those of a second sounding do.
pub fn levels(order: &Order<'_>, warnings: &mut Vec<Warning>) -> Result<Groups, Error> {
    let listed = order.upward(warnings);
    let highest = listed
        .iter()
        .enumerate()
        .max_by(|a, b| order.x(*a.1).total_cmp(&order.x(*b.1)).then(b.0.cmp(&a.0)))
        .map_or(0, |(place, _)| place);
    let (ascent, descent) = listed.split_at((highest + 1).min(listed.len()));
    let comes_down = descent.len() >= CURVE && {
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
    if runs.is_empty() {
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
    let whole = runs.iter().find(|(_, run)| run.len() >= CURVE);
    if let Some((before, run)) = whole
        && let (Some(before), Some(row)) = (before.last(), run.first())
    {
        return Err(order
            .goes_back(*row, *before)
            .hint("is this a second table below the first? Winds of several members are told apart by a column `member`"));
    }
    let late: Vec<usize> = runs
        .iter()
        .flat_map(|(_, run)| run.iter().copied())
        .collect();
    tell(order, &late, "out of order: sorted", warnings);
    Ok(order.groups(&order.rising(listed)))
}
