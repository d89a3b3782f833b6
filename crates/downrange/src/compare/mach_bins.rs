//! A curve against Mach number through the points of a flight.

use crate::table::Curve;

/// Width of the ranges of the Mach number within which values are averaged: wide enough for some points of a flight in each,
/// narrow enough for the rise of the drag near Mach 1.
const WIDTH: f64 = 0.02;

/// The means of the values within ranges of the Mach number, as a curve; `None` without a point.
pub fn by_mach(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Curve> {
    let mut points: Vec<(f64, f64)> = points.into_iter().collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let bin = |mach: f64| (mach / WIDTH).floor();
    let means = points.chunk_by(|a, b| bin(a.0) == bin(b.0)).map(|within| {
        let mean =
            |of: fn(&(f64, f64)) -> f64| within.iter().map(of).sum::<f64>() / within.len() as f64;
        (mean(|point| point.0), mean(|point| point.1))
    });
    Curve::new(means.collect()).ok()
}
