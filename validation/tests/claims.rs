//! Claims of rockets whose flights are known.
#![allow(clippy::unwrap_used)]

use validation::claims::calibration;

/// At least ten of twelve measured apogees lie in the 90 % interval, and the interval says something: it is narrower than
/// a factor of ten, where amateur rockets as a whole span a factor of a hundred.
#[test]
fn measured_apogees_lie_in_the_interval() {
    let found = calibration().unwrap();
    println!("{}", found.note);
    assert!(found.inside >= 10, "{}", found.note);
    assert!(found.width < 10.0, "{}", found.note);
}
