//! Choice of the charts of a flight.

use downrange::flight::{Flight, Launch, Vehicle};

use super::view::ChartView;
use super::{ground_track, path, time};
use crate::charts::Chart;
use crate::units::Units;

/// The charts with content for a flight, in the order of the page.
pub fn all(launch: &Launch, flight: &Flight, units: Units) -> Vec<Chart> {
    let view = ChartView::of(launch, flight);
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
        ground_track::ground_track(launch, flight, units),
        path::path(flight, units),
    ]);
    charts
}

/// Whether the aerodynamic force depends on the attitude.
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
