//! The flight in Google Earth: KML 2.2, the flight in height with a curtain down to the ground, the ground
//! track on it, and a placemark for each event that a map should show, in a folder for each body; and the lines of the
//! impact points.
//!
//! Heights are `absolute`: KML counts them from mean sea level, which is taken as the ellipsoid here (as in
//! [`Site::elevation`](downrange::flight::Site::elevation)).

use std::collections::HashMap;
use std::io::{self, Write};

use ::kml::types::{
    AltitudeMode, Coord, Element, Folder, Geometry, Kml, KmlDocument, LineString, LineStyle,
    Placemark, Point, PolyStyle, Style,
};
use ::kml::{KmlVersion, KmlWriter};
use downrange::flight::{Event, Flight, Launch, TrajectoryPoint};
use downrange::text::without_controls;

use super::{TrackSegment, impact_lines, marks, place, track_segments};

/// Writes the flight as KML.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(launch: &Launch, flight: &Flight, out: impl Write) -> io::Result<()> {
    let name = match &flight.failure {
        Some(failure) => format!("{} ({failure})", launch.name),
        None => launch.name.clone(),
    };
    let mut elements = vec![text("name", &name), text("open", "1")];
    for leg in [
        TrackSegment::Powered,
        TrackSegment::Coast,
        TrackSegment::Descent,
    ] {
        elements.push(style(id(leg), color(leg)));
    }
    elements.push(style("track", "202020"));
    elements.push(style("impact", "b7791f"));
    for index in 0..flight.bodies.len() {
        let body = body(flight, index);
        // A rocket that stays whole needs no folder of its own.
        match flight.bodies.len() {
            1 => elements.extend(body),
            _ => elements.push(folder(&flight.bodies[index].name, body.into_iter())),
        }
    }
    let lines = impact_lines(&flight.trajectory);
    if !lines.is_empty() {
        let lines = lines.into_iter().map(|(name, places)| {
            let coords = places.into_iter().map(|[x, y]| Coord::new(x, y, None));
            line_placemark(
                name,
                "impact",
                coords.collect(),
                AltitudeMode::ClampToGround,
            )
        });
        elements.push(folder("Impact points", lines));
    }
    document(elements, out)
}

/// Writes a document of these elements.
pub(crate) fn document(elements: Vec<Kml>, mut out: impl Write) -> io::Result<()> {
    let document = Kml::KmlDocument(KmlDocument {
        version: KmlVersion::V22,
        attrs: HashMap::from([(
            "xmlns".to_owned(),
            "http://www.opengis.net/kml/2.2".to_owned(),
        )]),
        elements: vec![Kml::Document {
            attrs: HashMap::new(),
            elements,
        }],
    });
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    KmlWriter::from_writer(&mut out)
        .write(&document)
        .map_err(|error| match error {
            ::kml::Error::IoError(error) => error,
            other => io::Error::other(other),
        })?;
    writeln!(out)?;
    out.flush()
}

/// The flight of one body, its ground track and its events.
fn body(flight: &Flight, index: usize) -> Vec<Kml> {
    let trajectory = flight.trajectory_of(index);
    let line = |samples: &[TrajectoryPoint]| samples.iter().map(coord).collect();
    let mut elements = vec![folder(
        "Flight",
        track_segments(trajectory)
            .into_iter()
            .map(|(leg, samples)| {
                line_placemark(leg.name(), id(leg), line(samples), AltitudeMode::Absolute)
            }),
    )];
    if trajectory.len() > 1 {
        elements.push(line_placemark(
            "ground track",
            "track",
            line(trajectory),
            AltitudeMode::ClampToGround,
        ));
    }
    elements.push(folder(
        "Events",
        marks(flight, index).map(|(event, sample)| event_placemark(event, sample)),
    ));
    elements
}

fn id(leg: TrackSegment) -> &'static str {
    match leg {
        TrackSegment::Powered => "powered",
        TrackSegment::Coast => "coast",
        TrackSegment::Descent => "descent",
    }
}

/// Red, green, blue, as hexadecimal digits.
fn color(leg: TrackSegment) -> &'static str {
    match leg {
        TrackSegment::Powered => "d1495b",
        TrackSegment::Coast => "2b6cb0",
        TrackSegment::Descent => "2f855a",
    }
}

/// A line of this colour over a curtain of the same, mostly clear. KML writes colours as alpha, blue, green, red.
fn style(id: &str, rgb: &str) -> Kml {
    let bgr = format!("{}{}{}", &rgb[4..6], &rgb[2..4], &rgb[0..2]);
    Kml::Style(Style {
        id: Some(id.to_owned()),
        line: Some(LineStyle {
            color: format!("ff{bgr}"),
            width: 3.0,
            ..LineStyle::default()
        }),
        poly: Some(PolyStyle {
            color: format!("30{bgr}"),
            outline: false,
            ..PolyStyle::default()
        }),
        ..Style::default()
    })
}

/// Text without control characters, which XML 1.0 forbids even escaped.
pub(crate) fn allowed(text: &str) -> String {
    without_controls(text).into_owned()
}

pub(crate) fn element(name: &str, content: &str) -> Element {
    Element {
        name: name.to_owned(),
        content: Some(allowed(content)),
        ..Element::default()
    }
}

pub(crate) fn text(name: &str, content: &str) -> Kml {
    Kml::Element(element(name, content))
}

pub(crate) fn folder(name: &str, elements: impl Iterator<Item = Kml>) -> Kml {
    Kml::Folder(Folder {
        name: Some(allowed(name)),
        elements: elements.collect(),
        ..Folder::default()
    })
}

fn coord(sample: &TrajectoryPoint) -> Coord {
    let [longitude, latitude, height] = place(sample);
    Coord::new(longitude, latitude, Some(height))
}

fn line_placemark(name: &str, style: &str, coords: Vec<Coord>, altitude_mode: AltitudeMode) -> Kml {
    let in_height = altitude_mode == AltitudeMode::Absolute;
    Kml::Placemark(Placemark {
        name: Some(allowed(name)),
        // The schema wants the style before the geometry; the library's own field comes after it.
        children: vec![element("styleUrl", &format!("#{style}"))],
        geometry: Some(Geometry::LineString(LineString {
            coords,
            extrude: in_height,
            tessellate: !in_height,
            altitude_mode,
            ..LineString::default()
        })),
        ..Placemark::default()
    })
}

fn event_placemark(event: &Event, sample: &TrajectoryPoint) -> Kml {
    Kml::Placemark(Placemark {
        name: Some(allowed(&event.name)),
        description: Some(format!(
            "{:.2} s, {:.1} m above the site, {:.1} m/s, Mach {:.3}",
            event.time, event.altitude_agl, event.speed, event.mach
        )),
        geometry: Some(Geometry::Point(Point {
            coord: coord(sample),
            altitude_mode: AltitudeMode::Absolute,
            ..Point::default()
        })),
        ..Placemark::default()
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use downrange_testkit::fixture;

    /// A name that came from another program's file, or from that of the launch file, may hold what XML forbids.
    #[test]
    fn control_characters_are_left_out() {
        let mut launch = fixture::launch();
        launch.name = "Red\u{7}\u{1b}[31m \u{ffff}Kite".to_owned();
        let mut flight = fixture::flight();
        flight.events[0].name = "lift\u{0}off".to_owned();
        let mut bytes = Vec::new();
        write(&launch, &flight, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("Red[31m Kite"));
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
        assert!(text.parse::<Kml>().is_ok());
    }

    #[test]
    fn it_reads_back_with_names_escaped_and_heights_absolute() {
        let mut launch = fixture::launch();
        launch.name = "Jo & <Co>".to_owned();
        let mut bytes = Vec::new();
        write(&launch, &fixture::flight(), &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("Jo &amp; &lt;Co&gt;"));
        assert!(text.contains("<altitudeMode>absolute</altitudeMode>"));
        assert!(text.contains("<altitudeMode>clampToGround</altitudeMode>"));
        let read: Kml = text.parse().unwrap();
        assert!(matches!(read, Kml::KmlDocument(document) if document.elements.len() == 1));
    }
}
