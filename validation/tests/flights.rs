//! The seven flights, as the command flies them.
#![allow(clippy::unwrap_used)]

use validation::flights::{ApogeeError, fly_all};
use validation::table;

/// RocketPy 1.12.1 as released, over the same seven flights and altimeters (each `reference.toml` holds its part).
const ROCKETPY_ERROR: f64 = 0.0416;

/// Each figure is within the allowed difference from RocketPy, or its reason stands beside it; and against the
/// altimeters ours is no worse than RocketPy.
#[test]
fn flights_agree_with_rocketpy_and_the_altimeters() {
    let flown = fly_all().unwrap();
    assert_eq!(flown.len(), 7);
    let table = table::flights(&flown);
    let mut checks = flown.iter().flat_map(|each| &each.checks);
    assert!(checks.all(|check| check.verdict().passes()), "{table}");
    let mean = ApogeeError::mean(&flown);
    assert!(mean.ours <= ROCKETPY_ERROR, "{table}");
    assert!((mean.rocketpy_released - ROCKETPY_ERROR).abs() < 5e-5);
}
