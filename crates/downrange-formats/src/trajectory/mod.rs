//! A flight as files that other tools read: [`csv`] for tables, [`kml`] for Google Earth, [`geojson`] for maps.
//!
//! All three need a flight that was flown with its record; of one without, only the headers are written.

pub mod csv;
pub mod geojson;
pub mod kml;

#[cfg(test)]
mod fixture;

use downrange::flight::{Event, Flight, Phase, Sample};

/// A stretch of the flight that is drawn in one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leg {
    Powered,
    Coast,
    Descent,
}

impl Leg {
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
fn legs(record: &[Sample]) -> Vec<(Leg, &[Sample])> {
    let mut start = 0;
    let mut legs = Vec::new();
    for run in record.chunk_by(|a, b| Leg::of(a.phase) == Leg::of(b.phase)) {
        let end = start + run.len();
        let line = &record[start.saturating_sub(1)..end];
        if line.len() > 1 {
            legs.push((Leg::of(run[0].phase), line));
        }
        start = end;
    }
    legs
}

/// Longitude and latitude in degrees and height above the ellipsoid in m, to the millimetre.
fn place(sample: &Sample) -> [f64; 3] {
    let round = |x: f64, digits: f64| (x * digits).round() / digits;
    [
        round(sample.longitude.to_degrees(), 1e8),
        round(sample.latitude.to_degrees(), 1e8),
        round(sample.altitude_asl, 1e3),
    ]
}

/// The events that deserve a mark on a map, each with the sample at its time.
fn marks(flight: &Flight) -> Vec<(&Event, &Sample)> {
    flight
        .events
        .iter()
        .filter(|event| {
            [
                "release",
                "liftoff",
                "burnout",
                "apogee",
                "landing",
                "still flying",
            ]
            .contains(&event.name.as_str())
                || event.name.ends_with(" opens")
        })
        .filter_map(|event| {
            let after = flight
                .record
                .partition_point(|sample| sample.time < event.time);
            let sample = flight.record.get(after).or(flight.record.last())?;
            Some((event, sample))
        })
        .collect()
}
