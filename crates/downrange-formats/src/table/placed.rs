//! A curve by the rules of what it tables.

use super::text::{Placed, PlacedPoint, Text};
use super::{curve, thrust};
use crate::error::Error;
use crate::warning::Warning;

/// The curve of a table by the rules of what it tables: thrust, anything else against time, or one value at each abscissa.
///
/// # Errors
/// When its rows have two meanings.
pub fn placed(
    text: Text<'_>,
    (x, y): (&str, &str),
    points: &[PlacedPoint],
    warnings: &mut Vec<Warning>,
) -> Result<Placed, Error> {
    match (x, y) {
        ("time", "force") => thrust::thrust(text, points, warnings),
        ("time", _) => curve::stepping(text, x, points, warnings),
        _ => curve::single(text, x, points, warnings),
    }
}
