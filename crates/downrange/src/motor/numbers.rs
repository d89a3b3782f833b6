//! Checks of single numbers of a motor.

use crate::error::Fault;

pub(super) fn positive(place: &str, unit: &str, value: f64) -> Result<(), Fault> {
    // Written so that NaN fails, here and below.
    if value > 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(expected(place, unit, value, "a value above zero"))
    }
}

pub(super) fn not_negative(place: &str, unit: &str, value: f64) -> Result<(), Fault> {
    if value >= 0.0 && value.is_finite() {
        Ok(())
    } else {
        Err(expected(place, unit, value, "zero or more"))
    }
}

pub(super) fn finite(place: &str, value: f64) -> Result<(), Fault> {
    if value.is_finite() {
        Ok(())
    } else {
        Err(expected(place, "m", value, "a number"))
    }
}

pub(super) fn expected(place: &str, unit: &str, value: f64, what: &str) -> Fault {
    let read = format!("{value} {unit}");
    Fault::new(place, format!("{}; {what} was expected", read.trim_end()))
}
