//! The flight on a map: GeoJSON (RFC 7946), longitude first, heights in m above the ellipsoid.
//!
//! One feature collection: the legs of the flight as lines with heights (`kind` = `flight`), the ground track
//! (`ground track`), a point for each event that a map should show (`event`), all of them for each body; and the impact
//! points along the way (`impact points`). A flight with a failure has it as its `failure`. Lines are cut at the date
//! line.

use std::io::{self, Write};

use ::geojson::{Feature, FeatureCollection, Geometry, Position};
use downrange::flight::{Flight, Launch};

use super::{ground, impact_lines, marks, place, prefix, track_segments};
use crate::antimeridian;

/// Writes the flight as GeoJSON.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(launch: &Launch, flight: &Flight, mut out: impl Write) -> io::Result<()> {
    let mut features = Vec::new();
    for (index, body) in flight.bodies.iter().enumerate() {
        let feature = |geometry: Geometry, kind: &str, name: String| {
            let mut feature = Feature::from(geometry);
            feature.set_property("kind", kind);
            feature.set_property("name", name);
            feature.set_property("launch", launch.name.as_str());
            feature.set_property("body", body.name.as_str());
            feature
        };
        let (trajectory, prefix) = (flight.trajectory_of(index), prefix(index, body));
        for (leg, line) in track_segments(trajectory) {
            let geometry = lines(line.iter().map(place));
            let mut feature = feature(geometry, "flight", format!("{prefix}{}", leg.name()));
            feature.set_property("start_s", line.first().map(|s| s.time));
            feature.set_property("end_s", line.last().map(|s| s.time));
            features.push(feature);
        }
        if trajectory.len() > 1 {
            let track = trajectory.iter().map(|s| ground([s.latitude, s.longitude]));
            let geometry = lines(track);
            features.push(feature(
                geometry,
                "ground track",
                format!("{prefix}ground track"),
            ));
        }
        for (event, sample) in marks(flight, index) {
            let point = Geometry::new_point(place(sample));
            let mut feature = feature(point, "event", event.name.clone());
            feature.set_property("time_s", event.time);
            feature.set_property("altitude_agl_m", event.altitude_agl);
            feature.set_property("speed_m_s", event.speed);
            feature.set_property("mach", event.mach);
            features.push(feature);
        }
    }
    for (name, places) in impact_lines(&flight.trajectory) {
        let mut feature = Feature::from(lines(places.into_iter()));
        feature.set_property("kind", "impact points");
        feature.set_property("name", name);
        feature.set_property("launch", launch.name.as_str());
        features.push(feature);
    }
    let mut collection = FeatureCollection::new(features);
    if let Some(failure) = &flight.failure {
        let member = [("failure".to_owned(), failure.as_str().into())];
        collection.foreign_members = Some(member.into_iter().collect());
    }
    serde_json::to_writer(&mut out, &collection)?;
    writeln!(out)?;
    out.flush()
}

/// A line, or its parts on both sides of the date line.
fn lines<const N: usize>(positions: impl Iterator<Item = [f64; N]>) -> Geometry
where
    Position: From<[f64; N]>,
{
    let mut lines = antimeridian::line(positions);
    match lines.len() {
        1 => Geometry::new_line_string(lines.remove(0)),
        _ => Geometry::new_multi_line_string(lines),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ::geojson::{GeoJson, GeometryValue};
    use downrange_testkit::fixture;

    #[test]
    fn lines_join_and_points_carry_their_event() {
        let mut bytes = Vec::new();
        write(&fixture::launch(), &fixture::flight(), &mut bytes).unwrap();
        let read: GeoJson = std::str::from_utf8(&bytes).unwrap().parse().unwrap();
        let collection = FeatureCollection::try_from(read).unwrap();
        let kind = |f: &Feature| f.property("kind").unwrap().as_str().unwrap().to_owned();
        let lines: Vec<_> = collection
            .features
            .iter()
            .filter(|f| kind(f) == "flight")
            .map(|f| match &f.geometry.as_ref().unwrap().value {
                GeometryValue::LineString { coordinates } => coordinates.clone(),
                _ => unreachable!(),
            })
            .collect();
        assert_eq!(lines.len(), 3);
        for pair in lines.windows(2) {
            assert_eq!(pair[0].last(), pair[1].first());
        }
        let events: Vec<_> = collection
            .features
            .iter()
            .filter(|f| kind(f) == "event")
            .map(|f| f.property("name").unwrap().as_str().unwrap().to_owned())
            .collect();
        assert_eq!(
            events,
            [
                "liftoff",
                "burnout",
                "apogee",
                "drogue opens",
                "main opens",
                "landing"
            ]
        );
    }

    /// A flight that leaves 180° behind is two lines, which meet there.
    #[test]
    fn lines_are_cut_at_the_date_line() {
        let mut flight = fixture::flight();
        let east = std::f64::consts::PI - fixture::launch().site.longitude - 2e-5;
        for sample in &mut flight.trajectory {
            let longitude = sample.longitude + east;
            sample.longitude = match longitude > std::f64::consts::PI {
                true => longitude - std::f64::consts::TAU,
                false => longitude,
            };
        }
        let mut bytes = Vec::new();
        write(&fixture::launch(), &flight, &mut bytes).unwrap();
        let read: GeoJson = std::str::from_utf8(&bytes).unwrap().parse().unwrap();
        let collection = FeatureCollection::try_from(read).unwrap();
        let track = collection
            .features
            .iter()
            .find(|f| f.property("kind").unwrap() == "ground track")
            .unwrap();
        let GeometryValue::MultiLineString { coordinates } =
            &track.geometry.as_ref().unwrap().value
        else {
            unreachable!()
        };
        assert_eq!(coordinates.len(), 2);
        let (end, start) = (coordinates[0].last().unwrap(), &coordinates[1][0]);
        assert_eq!((end[0], start[0]), (180.0, -180.0));
        assert_eq!(end[1], start[1]);
    }
}
