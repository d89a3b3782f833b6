//! Checks of single numbers of a rocket.

use crate::error::Fault;

/// Quantities of anything that flies, in SI units, but for zero: further off, arithmetic fails before sense does.
const SENSIBLE: std::ops::RangeInclusive<f64> = 1e-15..=1e15;

/// A quantity that has to be greater than zero.
pub(in crate::rocket) fn positive(place: &str, value: f64) -> Result<(), Fault> {
    quantity(place, value, value > 0.0, "more than zero")
}

/// A quantity that may be zero.
pub(in crate::rocket) fn not_negative(place: &str, value: f64) -> Result<(), Fault> {
    quantity(place, value, value >= 0.0, "zero or more")
}

/// A quantity of either sign.
pub(in crate::rocket) fn signed(place: &str, value: f64) -> Result<(), Fault> {
    quantity(place, value, true, "a number")
}

pub(in crate::rocket) fn quantity(
    place: &str,
    value: f64,
    fits: bool,
    expected: &str,
) -> Result<(), Fault> {
    let fault = |expected: &str| {
        let message = format!("{} is {value}, expected {expected}", leaf(place));
        Err(Fault::new(place, message))
    };
    if !(value.is_finite() && fits) {
        fault(expected)
    } else if value != 0.0 && !SENSIBLE.contains(&value.abs()) {
        fault("what a rocket may have")
    } else {
        Ok(())
    }
}

fn leaf(place: &str) -> String {
    place.rsplit('.').next().unwrap_or(place).replace('_', " ")
}
