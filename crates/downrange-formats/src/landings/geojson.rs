//! Landing areas on a map: GeoJSON (RFC 7946), cut at the date line.
//!
//! One feature collection. `kind` is `area`, `ellipse`, `contour` or `hull` for polygons, `mean` and `launch` for points,
//! and `landings` for the cloud of a body; `body` names whose they are. Where a body came down under a parachute and ballistic,
//! `landing` says of which of these landings (`parachute`, `ballistic`) outlines and means are, and those of all have none. A
//! `keep_out` is a polygon, a line or a point, and what lies no further than `distance_m` from it.

use std::io::{self, Write};

use ::geojson::{Feature, FeatureCollection, Geometry};
use downrange::area::KeepOutGeometry;
use downrange::safety::LandingMap;

use super::ring::{degrees, ring};
use crate::antimeridian;

/// Writes areas, outlines and points as GeoJSON.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(ground: &LandingMap, mut out: impl Write) -> io::Result<()> {
    let feature = |geometry: Geometry, kind: &str, name: &str, body: Option<&str>| {
        let mut feature = Feature::from(geometry);
        feature.set_property("kind", kind);
        feature.set_property("name", name);
        if let Some(body) = body {
            feature.set_property("body", body);
        }
        feature.set_property("launch", ground.name.as_str());
        feature
    };
    let mut features = vec![feature(
        Geometry::new_point(degrees(ground.launch)),
        "launch",
        "launch",
        None,
    )];
    for area in &ground.areas {
        let of = |polygon: &downrange::area::Polygon| polygons(polygon.rings());
        let polygons = area.polygons().iter().flat_map(of).collect();
        features.push(feature(geometry(polygons), "area", area.name(), None));
    }
    for keep_out in &ground.keep_outs {
        for each in keep_out.features() {
            let mut feature = feature(shape(each.geometry()), "keep_out", keep_out.name(), None);
            feature.set_property("distance_m", each.distance());
            features.push(feature);
        }
    }
    for footprint in &ground.footprints {
        let body = Some(footprint.body.as_str());
        let of_kind = |geometry: Geometry, kind: &str, name: &str| {
            let mut feature = feature(geometry, kind, name, body);
            if let Some(landing) = footprint.landing {
                feature.set_property("landing", landing.name());
            }
            feature
        };
        for outline in &footprint.outlines {
            let geometry = geometry(polygons(&outline.rings));
            features.push(of_kind(geometry, outline.kind.name(), &outline.name));
        }
        if let Some(mean) = footprint.mean {
            let point = Geometry::new_point(degrees(mean));
            features.push(of_kind(point, "mean", "mean"));
        }
        // Those of one kind are among all.
        if footprint.landing.is_none() && !footprint.cloud.is_empty() {
            let points = Geometry::new_multi_point(footprint.cloud.iter().copied().map(degrees));
            features.push(feature(points, "landings", "landing points", body));
        }
    }
    serde_json::to_writer(&mut out, &FeatureCollection::new(features))?;
    writeln!(out)?;
    out.flush()
}

/// The shape of a keep-out area, as it was given.
fn shape(geometry: &KeepOutGeometry) -> Geometry {
    match geometry {
        KeepOutGeometry::Polygon(polygon) => self::geometry(polygons(polygon.rings())),
        KeepOutGeometry::Line(line) => {
            let mut lines = antimeridian::line(line.iter().copied().map(degrees));
            match lines.len() {
                1 => Geometry::new_line_string(lines.remove(0)),
                _ => Geometry::new_multi_line_string(lines),
            }
        }
        KeepOutGeometry::Point(place) => Geometry::new_point(degrees(*place)),
    }
}

fn polygons(rings: &[Vec<(f64, f64)>]) -> Vec<antimeridian::PolygonRings> {
    let rings: Vec<_> = rings.iter().map(|places| ring(places)).collect();
    antimeridian::polygons(&rings)
}

fn geometry(mut polygons: Vec<antimeridian::PolygonRings>) -> Geometry {
    match polygons.len() {
        1 => Geometry::new_polygon(polygons.remove(0)),
        _ => Geometry::new_multi_polygon(polygons),
    }
}
