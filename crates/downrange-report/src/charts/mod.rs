//! The charts of a report, as descriptions that plotly.js draws.

mod draw;
mod space;
mod time;

use downrange::flight::{Flight, Sample};
use plotly::{Layout, Traces};

use crate::units::Units;

/// One chart: what stands above it, and what plotly.js draws.
pub struct Chart {
    /// Name of its element in the page.
    pub id: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// What a reader should know about it; may be empty.
    pub note: String,
    /// Its data and its layout, as JSON.
    pub json: String,
}

impl Chart {
    fn new(
        id: &'static str,
        title: &'static str,
        note: impl Into<String>,
        traces: Traces,
        layout: Layout,
    ) -> Self {
        let json = format!(
            r#"{{"id":"{id}","data":{},"layout":{}}}"#,
            traces.to_json(),
            layout.to_json()
        );
        Self {
            id,
            title,
            note: note.into(),
            json,
        }
    }
}

/// All charts of a flight, in the order of the page.
pub fn all(flight: &Flight, units: Units) -> Vec<Chart> {
    vec![
        time::height(flight, units),
        time::speed(flight, units),
        time::acceleration(flight, units),
        time::static_margin(flight),
        time::angle_of_attack(flight),
        time::drag_breakdown(flight),
        space::ground_track(flight, units),
        space::path(flight, units),
    ]
}

/// The samples from launch to apogee.
fn ascent(flight: &Flight) -> &[Sample] {
    let apogee = flight.outcome.apogee_time;
    let end = flight.record.partition_point(|s| s.time <= apogee);
    &flight.record[..end]
}

/// The samples of the ascent off the rail while air matters: until the dynamic pressure falls below a hundredth
/// of its greatest for good. Past it, angles and coefficients say nothing.
fn airborne(flight: &Flight) -> &[Sample] {
    let ascent = ascent(flight);
    let threshold = 0.01 * flight.outcome.max_dynamic_pressure.value;
    let start = ascent.partition_point(|s| s.time < flight.outcome.rail_exit_time);
    let length = ascent[start..]
        .iter()
        .rposition(|s| s.dynamic_pressure >= threshold)
        .map_or(0, |last| last + 1);
    &ascent[start..start + length]
}
