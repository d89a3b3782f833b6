//! Landing areas in Google Earth: KML 2.2, a folder a body, outlines clamped to the ground.
//!
//! Google Earth draws an edge the short way round, so nothing is cut at the date line.

use std::collections::HashMap;
use std::f64::consts::TAU;
use std::io::{self, Write};

use ::kml::types::{
    AltitudeMode, Coord, Element, Geometry, Kml, LineString, LineStyle, LinearRing, MultiGeometry,
    Placemark, Point, PolyStyle, Polygon, Style,
};
use downrange::area::{self, KeepOutFeature, KeepOutGeometry};
use downrange::dispersion::LandingKind;
use downrange::earth::from_east_north;
use downrange::safety::{Footprint, LandingMap, OutlineKind};

use super::ring::{degrees, ring};
use crate::trajectory::kml::{allowed, document, element, folder, text};

/// The icon of points. Google Earth carries it; nothing else needs it.
const DOT: &str = "http://maps.google.com/mapfiles/kml/shapes/shaded_dot.png";

/// Corners of a circle.
const CORNERS: u32 = 36;

/// Style, colour of its lines (alpha, blue, green, red, as KML writes them), their width in pixels.
const LINES: [(&str, &str, f64); 6] = [
    ("area", "ff5b49d1", 3.0),
    ("keep_out", "ff00a5ff", 3.0),
    ("ballistic", "ff5050ff", 2.5),
    ("ellipse", "ff1faaf5", 2.5),
    ("contour", "ffffbf66", 2.5),
    ("hull", "ffd0d0d0", 1.5),
];

/// Writes areas, outlines and points as KML.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(ground: &LandingMap, out: impl Write) -> io::Result<()> {
    let mut elements = vec![text("name", &ground.name), text("open", "1")];
    elements.extend(LINES.map(|(id, color, width)| line_style(id, color, width)));
    elements.push(dot_style("landing", "b0ffffff", 0.25));
    elements.push(dot_style("place", "ffffffff", 0.9));
    elements.push(placemark("launch", "place", point(ground.launch)));
    for area in &ground.areas {
        let outlines = area.polygons().iter().map(outline);
        elements.push(placemark(area.name(), "area", all(outlines)));
    }
    for keep_out in &ground.keep_outs {
        let shapes = keep_out.features().iter().map(keep_out_shape);
        elements.push(placemark(keep_out.name(), "keep_out", all(shapes)));
    }
    elements.extend(ground.footprints.iter().map(footprint));
    document(elements, out)
}

fn footprint(footprint: &Footprint) -> Kml {
    let mut elements = Vec::new();
    for outline in &footprint.outlines {
        let lines = outline.rings.iter().map(|places| {
            Geometry::LineString(LineString {
                coords: linear_ring(places).coords,
                tessellate: true,
                altitude_mode: AltitudeMode::ClampToGround,
                ..LineString::default()
            })
        });
        let name = match outline.kind {
            OutlineKind::Hull => outline.name.clone(),
            kind => format!("{} {}", outline.name, kind.name()),
        };
        let style = match footprint.landing {
            Some(LandingKind::Ballistic) => LandingKind::Ballistic.name(),
            _ => outline.kind.name(),
        };
        elements.push(placemark(&name, style, all(lines)));
    }
    if let Some(mean) = footprint.mean {
        elements.push(placemark("mean landing point", "place", point(mean)));
    }
    // Those of one kind are among all.
    if footprint.landing.is_none() && !footprint.cloud.is_empty() {
        let cloud = all(footprint.cloud.iter().copied().map(point));
        // A name would be drawn at every point.
        let mut cloud = placemark("", "landing", cloud);
        if let Kml::Placemark(cloud) = &mut cloud {
            cloud.name = None;
        }
        elements.push(folder("landing points", [cloud].into_iter()));
    }
    folder(&footprint.title(), elements.into_iter())
}

/// The outline of ground, with its holes.
fn outline(polygon: &area::Polygon) -> Geometry {
    let mut rings = polygon.rings().iter().map(|places| linear_ring(places));
    Geometry::Polygon(Polygon {
        outer: rings.next().unwrap_or_default(),
        inner: rings.collect(),
        tessellate: true,
        ..Polygon::default()
    })
}

/// The shape of a feature to keep out of: a point as the circle of its distance, a line as it was given.
fn keep_out_shape(feature: &KeepOutFeature) -> Geometry {
    match feature.geometry() {
        KeepOutGeometry::Polygon(polygon) => outline(polygon),
        KeepOutGeometry::Line(line) => Geometry::LineString(LineString {
            coords: line
                .iter()
                .map(|place| degrees(*place))
                .map(|[longitude, latitude]| Coord::new(longitude, latitude, None))
                .collect(),
            tessellate: true,
            altitude_mode: AltitudeMode::ClampToGround,
            ..LineString::default()
        }),
        KeepOutGeometry::Point(place) => {
            let turns = (0..CORNERS).map(|corner| TAU * f64::from(corner) / f64::from(CORNERS));
            let circle = turns.map(|turn| {
                let (sine, cosine) = turn.sin_cos();
                from_east_north(*place, [sine, cosine].map(|way| way * feature.distance()))
            });
            Geometry::Polygon(Polygon {
                outer: linear_ring(&circle.collect::<Vec<_>>()),
                tessellate: true,
                ..Polygon::default()
            })
        }
    }
}

fn all(geometries: impl Iterator<Item = Geometry>) -> Geometry {
    let mut geometries: Vec<_> = geometries.collect();
    match geometries.len() {
        1 => geometries.remove(0),
        _ => Geometry::MultiGeometry(MultiGeometry {
            geometries,
            ..MultiGeometry::default()
        }),
    }
}

fn linear_ring(places: &[(f64, f64)]) -> LinearRing {
    let mut positions = ring(places);
    positions.extend(positions.first().copied());
    LinearRing {
        coords: positions
            .into_iter()
            .map(|[longitude, latitude]| Coord::new(longitude, latitude, None))
            .collect(),
        tessellate: true,
        altitude_mode: AltitudeMode::ClampToGround,
        ..LinearRing::default()
    }
}

fn point(place: (f64, f64)) -> Geometry {
    let [longitude, latitude] = degrees(place);
    Geometry::Point(Point {
        coord: Coord::new(longitude, latitude, None),
        ..Point::default()
    })
}

fn placemark(name: &str, style: &str, geometry: Geometry) -> Kml {
    Kml::Placemark(Placemark {
        name: Some(allowed(name)),
        children: vec![element("styleUrl", &format!("#{style}"))],
        geometry: Some(geometry),
        ..Placemark::default()
    })
}

fn line_style(id: &str, color: &str, width: f64) -> Kml {
    Kml::Style(Style {
        id: Some(id.to_owned()),
        line: Some(LineStyle {
            color: color.to_owned(),
            width,
            ..LineStyle::default()
        }),
        poly: Some(PolyStyle {
            color: format!("20{}", &color[2..]),
            ..PolyStyle::default()
        }),
        ..Style::default()
    })
}

/// Written element by element: the schema wants the colour first, which the library's own type writes last.
fn dot_style(id: &str, color: &str, scale: f64) -> Kml {
    let with = |name: &str, children: Vec<Element>| Element {
        name: name.to_owned(),
        children,
        ..Element::default()
    };
    let icon = with("Icon", vec![element("href", DOT)]);
    let scale = element("scale", &scale.to_string());
    let icon_style = with("IconStyle", vec![element("color", color), scale, icon]);
    Kml::Element(Element {
        attrs: HashMap::from([("id".to_owned(), id.to_owned())]),
        ..with("Style", vec![icon_style])
    })
}
