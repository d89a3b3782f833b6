//! The units of a RASAero file, and how finely its numbers are kept.

use downrange::quantity::{Dimension, Unit};

/// A number of the file in SI, and exactly what a launch file would have of the same number with the same unit.
pub fn si(value: f64, unit: &str, dimension: Dimension) -> f64 {
    Unit::parse(unit, dimension).map_or(f64::NAN, |unit| unit.to_si(value))
}

/// Inches in metres.
pub fn inches(value: f64) -> f64 {
    si(value, "in", Dimension::Length)
}

/// Inches to a millionth: finer digits are rounding errors.
pub fn round_inches(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}
