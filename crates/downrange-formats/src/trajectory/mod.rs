//! A flight as files that other tools read: [`csv`] for tables, [`kml`] for Google Earth, [`geojson`] for maps.
//!
//! All three need a flight that was flown with its record; of one without, only the headers are written.

mod channel;
pub mod csv;
pub mod geojson;
pub mod kml;

use downrange::flight::{BodyFlight, Event, EventKind, Flight, Phase, TrajectoryPoint};
use downrange::text::file_stems;

pub use channel::{CHANNELS, Channel, phase_word};

/// A stretch of the flight that is drawn in one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TrackSegment {
    Powered,
    Coast,
    Descent,
}

impl TrackSegment {
    fn of(phase: Phase) -> Self {
        match phase {
            Phase::Rail | Phase::Powered => Self::Powered,
            Phase::Coast => Self::Coast,
            Phase::Tumbling | Phase::Descent => Self::Descent,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Powered => "powered flight",
            Self::Coast => "coast",
            Self::Descent => "descent",
        }
    }
}

/// The legs of a flight in order. Each begins where the one before it ends, so that no gap shows between them.
fn track_segments(trajectory: &[TrajectoryPoint]) -> Vec<(TrackSegment, &[TrajectoryPoint])> {
    let mut start = 0;
    let mut legs = Vec::new();
    for run in trajectory.chunk_by(|a, b| TrackSegment::of(a.phase) == TrackSegment::of(b.phase)) {
        let end = start + run.len();
        let line = &trajectory[start.saturating_sub(1)..end];
        if line.len() > 1 {
            legs.push((TrackSegment::of(run[0].phase), line));
        }
        start = end;
    }
    legs
}

/// Longitude and latitude in degrees and height above the ellipsoid in m, to the millimetre.
fn place(sample: &TrajectoryPoint) -> [f64; 3] {
    let round = |x: f64, digits: f64| (x * digits).round() / digits;
    [
        round(sample.longitude.to_degrees(), 1e8),
        round(sample.latitude.to_degrees(), 1e8),
        round(sample.altitude_asl, 1e3),
    ]
}

/// The events of a body that deserve a mark on a map, each with the sample at its time.
fn marks(flight: &Flight, body: usize) -> impl Iterator<Item = (&Event, &TrajectoryPoint)> {
    let marked = |event: &Event| match event.kind {
        EventKind::Release
        | EventKind::Liftoff
        | EventKind::Burnout(_)
        | EventKind::Separation(_)
        | EventKind::Apogee
        | EventKind::Opens(_)
        | EventKind::Landing
        | EventKind::StillFlying => true,
        // A motor that lights in the air is worth a mark, one on its rail is not.
        EventKind::Ignition(_) => event.altitude_agl > 1.0,
        EventKind::RailExit
        | EventKind::RailClear
        | EventKind::Triggered(_)
        | EventKind::TriggeredAboard { .. }
        | EventKind::Released(_) => false,
    };
    let of_body = move |event: &&Event| event.body == body && marked(event);
    let events = flight.events.iter().filter(of_body);
    events.filter_map(|event| Some((event, flight.at(event)?)))
}

/// A place on the ground: longitude and latitude in degrees.
fn ground([latitude, longitude]: [f64; 2]) -> [f64; 2] {
    [longitude, latitude].map(|angle| (angle.to_degrees() * 1e8).round() / 1e8)
}

/// A line of impact points: what it is called, and its places.
type ImpactLine = (&'static str, Vec<[f64; 2]>);

/// The lines of impact points of what carries the payload, as longitude and latitude in degrees: from when it flies free
/// until a parachute opens or it lands.
fn impact_lines(trajectory: &[TrajectoryPoint]) -> Vec<ImpactLine> {
    let free = |sample: &&TrajectoryPoint| matches!(sample.phase, Phase::Powered | Phase::Coast);
    let line = |point: fn(&TrajectoryPoint) -> Option<[f64; 2]>| -> Vec<[f64; 2]> {
        let mut places: Vec<_> = trajectory
            .iter()
            .filter(free)
            .filter_map(point)
            .map(ground)
            .collect();
        places.dedup();
        places
    };
    [
        ("impact points without air", line(|s| s.impact_vacuum)),
        ("impact points with air", line(|s| s.impact_air)),
    ]
    .into_iter()
    .filter(|(_, places)| places.len() > 1)
    .collect()
}

/// What stands before the names of a body's lines: nothing for the one that carries the payload.
fn prefix(index: usize, body: &BodyFlight) -> String {
    match index {
        0 => String::new(),
        _ => format!("{}: ", body.name),
    }
}

/// The name of the file of a body's record, beside that of the one that carries the payload: `trajectory-booster.csv`.
/// Letters and digits of its name; its number where that would be nothing, or another's.
pub fn file_stem(flight: &Flight, body: usize) -> String {
    // The first has no name in its file's.
    let others = flight.bodies.iter().skip(1).map(|body| &*body.name);
    let stems = file_stems(std::iter::once("").chain(others));
    match stems.get(body) {
        Some(stem) if body > 0 => format!("trajectory-{stem}"),
        _ => "trajectory".to_owned(),
    }
}
