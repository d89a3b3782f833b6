//! A flight of ours as another program would have stored it.

use downrange::compare::{
    StoredChannel, StoredEvent, StoredEventKind, StoredFigure, StoredFlight, StoredSeries,
};
use downrange::flight::{EventKind, Flight};

const CHANNELS: [StoredChannel; 14] = [
    StoredChannel::Time,
    StoredChannel::Altitude,
    StoredChannel::VerticalSpeed,
    StoredChannel::Speed,
    StoredChannel::Mass,
    StoredChannel::Thrust,
    StoredChannel::CenterOfGravity,
    StoredChannel::CenterOfPressure,
    StoredChannel::Mach,
    StoredChannel::Drag,
    StoredChannel::FrictionDrag,
    StoredChannel::BaseDrag,
    StoredChannel::AngleOfAttack,
    StoredChannel::WindSpeed,
];

/// A recorded flight with its figures, events and channels, up to date.
pub fn as_stored(flight: &Flight) -> StoredFlight {
    let figures = StoredFigure::ALL.into_iter();
    let figures = figures.filter_map(|figure| Some((figure, figure.of(flight)?)));
    let events = flight.events.iter().filter(|event| event.body == 0);
    let events = events.filter_map(|event| {
        let kind = match event.kind {
            EventKind::RailExit => StoredEventKind::RailExit,
            EventKind::Burnout(_) => StoredEventKind::Burnout,
            EventKind::Separation(_) => StoredEventKind::Separation,
            EventKind::Apogee => StoredEventKind::Apogee,
            EventKind::Opens(_) => StoredEventKind::Deployment,
            EventKind::Landing => StoredEventKind::Landing,
            _ => return None,
        };
        let time = event.time;
        Some(StoredEvent { kind, time })
    });
    let points = flight.trajectory.iter().map(|point| {
        vec![
            point.time,
            point.altitude_agl,
            point.velocity[2],
            point.speed,
            point.mass,
            point.thrust,
            point.center_of_mass,
            point.center_of_pressure,
            point.mach,
            point.drag_breakdown.total(),
            point.drag_breakdown.friction,
            point.drag_breakdown.base,
            point.angle_of_attack,
            point.wind[0].hypot(point.wind[1]),
        ]
    });
    StoredFlight {
        program: "Other 1.0".to_owned(),
        simulation: "as flown".to_owned(),
        status: "uptodate".to_owned(),
        is_current: Some(true),
        figures: figures.collect(),
        events: events.collect(),
        series: StoredSeries::new(CHANNELS.to_vec(), points),
    }
}
