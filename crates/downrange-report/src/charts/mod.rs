//! The charts of a report, as descriptions that plotly.js draws.

pub mod draw;
mod space;
mod time;

use downrange::flight::{Flight, Launch, Phase, Sample, Vehicle};
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
    /// From what plotly.js draws.
    pub fn new(
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

    /// Whether it needs more height than others.
    pub fn is_tall(&self) -> bool {
        ["track", "path"].contains(&self.id)
    }
}

/// The charts that say something of a flight, in the order of the page.
pub fn all(launch: &Launch, flight: &Flight, units: Units) -> Vec<Chart> {
    let view = View::of(launch, flight);
    let mut charts = vec![
        time::height(flight, units),
        time::speed(&view, units),
        time::acceleration(&view, units),
    ];
    if flight.outcome.min_static_margin.is_some() {
        charts.push(time::static_margin(&view));
    }
    if feels_attitude(&launch.vehicle) {
        charts.push(time::angle_of_attack(&view));
    }
    if launch.vehicle.rocket().is_some() {
        charts.push(time::drag_breakdown(&view));
    }
    charts.extend([
        space::ground_track(launch, flight, units),
        space::path(flight, units),
    ]);
    charts
}

/// Whether the air's force depends on how it stands to it.
fn feels_attitude(vehicle: &Vehicle) -> bool {
    let Vehicle::Object(object) = vehicle else {
        return true;
    };
    let given = &object.coefficients;
    [
        &given.axial,
        &given.side_slope,
        &given.normal_slope,
        &given.roll_slope,
        &given.pitch_slope,
        &given.yaw_slope,
    ]
    .iter()
    .any(|curve| curve.is_some())
}

/// A flight, and the part of it that most charts against time show: of a rocket the ascent, of anything else all.
struct View<'f> {
    flight: &'f Flight,
    /// Where that part ends, s.
    end: f64,
    /// Its samples.
    samples: &'f [Sample],
    /// Those of its samples where air matters: after the rail, before a parachute, and between the first and the
    /// last time that the dynamic pressure is above a hundredth of its greatest. Outside, angles and coefficients say
    /// nothing.
    airborne: &'f [Sample],
    /// What a chart says of that.
    while_airborne: &'static str,
}

impl<'f> View<'f> {
    fn of(launch: &Launch, flight: &'f Flight) -> Self {
        let outcome = &flight.outcome;
        let rises = launch.vehicle.rocket().is_some() && outcome.apogee_time > 0.0;
        let end = match rises {
            true => outcome.apogee_time,
            false => outcome.landing.time,
        };
        let record = &flight.record;
        let samples = &record[..record.partition_point(|s| s.time <= end)];
        let threshold = 0.01 * outcome.max_dynamic_pressure.value;
        let presses = |s: &Sample| s.dynamic_pressure >= threshold;
        let (start, while_airborne) = match &outcome.rail_exit {
            Some(exit) => (
                samples.partition_point(|s| s.time < exit.time),
                "From the rail until the dynamic pressure falls below 1 % of its greatest.",
            ),
            None => (
                samples.iter().position(presses).unwrap_or(samples.len()),
                "While the dynamic pressure is above 1 % of its greatest.",
            ),
        };
        let free = &samples[start..];
        let under_parachute = |s: &Sample| s.phase == Phase::Descent;
        let free = &free[..free.iter().position(under_parachute).unwrap_or(free.len())];
        let length = free.iter().rposition(presses).map_or(0, |last| last + 1);
        Self {
            flight,
            end,
            samples,
            airborne: &free[..length],
            while_airborne,
        }
    }

    /// Whether it is the whole flight.
    fn is_whole(&self) -> bool {
        self.samples.len() == self.flight.record.len()
    }
}
