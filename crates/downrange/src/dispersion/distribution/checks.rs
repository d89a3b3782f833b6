//! Checks that two builders of distributions share.

use crate::error::Fault;

pub(super) fn crossing(min: f64, max: f64) -> Result<(), Fault> {
    match min < max {
        true => Ok(()),
        false => Err(Fault::new(
            "max",
            format!("{max} is not above the minimum, {min}"),
        )),
    }
}
