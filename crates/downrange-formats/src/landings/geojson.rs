//! Landing areas on a map: GeoJSON (RFC 7946), cut at the date line.
//!
//! One feature collection. `kind` is `area`, `ellipse`, `contour` or `hull` for polygons, `mean` and `launch` for points,
//! and `landings` for the cloud of a body; `body` names whose they are.

use std::io::{self, Write};

use ::geojson::{Feature, FeatureCollection, Geometry};
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
    for footprint in &ground.footprints {
        let body = Some(footprint.body.as_str());
        for outline in &footprint.outlines {
            let geometry = geometry(polygons(&outline.rings));
            features.push(feature(geometry, outline.kind.name(), &outline.name, body));
        }
        if let Some(mean) = footprint.mean {
            features.push(feature(
                Geometry::new_point(degrees(mean)),
                "mean",
                "mean",
                body,
            ));
        }
        if !footprint.cloud.is_empty() {
            let points = Geometry::new_multi_point(footprint.cloud.iter().copied().map(degrees));
            features.push(feature(points, "landings", "landing points", body));
        }
    }
    serde_json::to_writer(&mut out, &FeatureCollection::new(features))?;
    writeln!(out)?;
    out.flush()
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
