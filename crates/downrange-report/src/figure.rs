//! Figures of flights in the units of the reader.

use downrange::flight::{Metric, metric};
use downrange::quantity::Dimension;

use crate::units::{DisplayUnit, Units, degrees};

/// The unit of the reader for a figure; `None` for what is the same to all of them.
fn unit(metric: &Metric, units: Units) -> Option<DisplayUnit> {
    match metric.dimension {
        Dimension::Length => Some(units.height()),
        Dimension::Speed => Some(units.speed()),
        Dimension::Acceleration => Some(units.acceleration()),
        Dimension::Pressure => Some(units.pressure()),
        Dimension::Mass => Some(units.mass()),
        _ => None,
    }
}

/// So many digits after the point, of a figure without a unit of the reader.
fn decimals(metric: &Metric) -> usize {
    match metric.key {
        // Descents are long.
        key if key == metric::LANDING_TIME.key => 1,
        key if key == metric::MAX_MACH.key => 3,
        key if key == metric::RAIL_EXIT_THRUST_TO_WEIGHT.key => 1,
        _ => 2,
    }
}

/// A value, SI, with its unit.
pub fn show(metric: &Metric, si: f64, units: Units) -> String {
    match (unit(metric, units), metric.dimension) {
        (Some(unit), _) => unit.show(si),
        (None, Dimension::Angle) => degrees(si),
        (None, _) if metric.unit.is_empty() => number(metric, si, units),
        (None, _) => format!("{} {}", number(metric, si, units), metric.unit),
    }
}

/// The same without the unit.
pub fn number(metric: &Metric, si: f64, units: Units) -> String {
    match unit(metric, units) {
        Some(unit) => unit.number(si),
        None => format!("{:.*}", decimals(metric), metric.in_unit(si)),
    }
}

/// A value, SI, in the unit of the reader.
pub fn value(metric: &Metric, si: f64, units: Units) -> f64 {
    match unit(metric, units) {
        Some(unit) => unit.of(si),
        None => metric.in_unit(si),
    }
}

/// Symbol of that unit; empty for a pure number.
pub fn symbol(metric: &Metric, units: Units) -> &'static str {
    unit(metric, units).map_or(metric.unit, |unit| unit.symbol)
}
