#![allow(clippy::unwrap_used)]

use std::f64::consts::TAU;

use ::geojson::{FeatureCollection, GeoJson, GeometryValue};
use downrange::area::{Area, Polygon};
use downrange::safety::{Footprint, LandingMap, Outline, OutlineKind};

use super::*;

/// An ellipse, a contour with a hole, a hull of three corners and a cloud about a launch point, in degrees.
fn ground(latitude: f64, longitude: f64) -> LandingMap {
    let place = |north: f64, east: f64| {
        (
            (latitude + north).to_radians(),
            (longitude + east).to_radians(),
        )
    };
    let circle = |radius: f64, points: usize| -> Vec<(f64, f64)> {
        let turn = |index: usize| TAU * index as f64 / points as f64;
        (0..points)
            .map(|index| place(radius * turn(index).sin(), radius * turn(index).cos()))
            .collect()
    };
    let corners = |size: f64| {
        vec![
            place(-size, -size),
            place(-size, size),
            place(size, size),
            place(size, -size),
            place(-size, -size),
        ]
    };
    let outline = |name: &str, kind, rings| Outline {
        name: name.to_owned(),
        kind,
        rings,
    };
    LandingMap {
        name: "Jo & Co".to_owned(),
        launch: place(0.0, -0.05),
        areas: vec![
            Area::new(
                "range",
                vec![Polygon::new(&[corners(0.3), corners(0.01)]).unwrap()],
            )
            .unwrap(),
        ],
        keep_outs: Vec::new(),
        footprints: vec![Footprint {
            body: "sustainer".to_owned(),
            landing: None,
            mean: Some(place(0.0, 0.0)),
            outlines: vec![
                outline("3 sigma", OutlineKind::Ellipse, vec![circle(0.1, 72)]),
                outline(
                    "99 %",
                    OutlineKind::Contour,
                    vec![circle(0.1, 40), circle(0.02, 40)],
                ),
                outline("hull", OutlineKind::Hull, vec![circle(0.2, 3)]),
            ],
            cloud: circle(0.07, 25),
        }],
    }
}

fn features(ground: &LandingMap) -> FeatureCollection {
    let mut bytes = Vec::new();
    geojson::write(ground, &mut bytes).unwrap();
    let read: GeoJson = std::str::from_utf8(&bytes).unwrap().parse().unwrap();
    FeatureCollection::try_from(read).unwrap()
}

#[test]
fn geojson_has_closed_outlines_of_twenty_points() {
    let collection = features(&ground(32.990_251, -106.974_973));
    let mut kinds = Vec::new();
    for feature in &collection.features {
        kinds.push(feature.property("kind").unwrap().as_str().unwrap());
        if let GeometryValue::Polygon { coordinates } = &feature.geometry.as_ref().unwrap().value {
            for ring in coordinates {
                assert!(ring.len() > 20);
                assert_eq!(ring.first(), ring.last());
            }
        }
    }
    assert_eq!(
        kinds,
        [
            "launch", "area", "ellipse", "contour", "hull", "mean", "landings"
        ]
    );
    let holes = |index: usize| match &collection.features[index].geometry.as_ref().unwrap().value {
        GeometryValue::Polygon { coordinates } => coordinates.len() - 1,
        _ => unreachable!(),
    };
    assert_eq!([holes(1), holes(2), holes(3)], [1, 0, 1]);
}

/// Across the date line everything is two, and nothing reaches over.
#[test]
fn geojson_is_cut_at_the_date_line() {
    let collection = features(&ground(-17.0, 180.0));
    for feature in &collection.features {
        match &feature.geometry.as_ref().unwrap().value {
            GeometryValue::MultiPolygon { coordinates } => {
                assert_eq!(coordinates.len(), 2);
                for ring in coordinates.iter().flatten() {
                    assert!(
                        ring.windows(2)
                            .all(|pair| (pair[0][0] - pair[1][0]).abs() < 1.0)
                    );
                }
            }
            GeometryValue::Polygon { .. } => unreachable!("{feature:?}"),
            _ => {}
        }
    }
    // What is written as an area is read as the same area.
    let mut bytes = Vec::new();
    geojson::write(
        &LandingMap {
            footprints: Vec::new(),
            ..ground(-17.0, 180.0)
        },
        &mut bytes,
    )
    .unwrap();
    let area = &crate::parse_areas("a", "a", std::str::from_utf8(&bytes).unwrap()).unwrap()[0];
    for (north, east, inside) in [
        (0.2, 0.2, true),
        (0.2, -0.2, true),
        (0.0, 0.0, false),
        (0.0, 0.4, false),
    ] {
        assert_eq!(
            area.contains(
                (-17_f64 + north).to_radians(),
                (180_f64 + east).to_radians()
            ),
            inside
        );
    }
}

#[test]
fn kml_reads_back_with_names_escaped_and_rings_closed() {
    let mut bytes = Vec::new();
    kml::write(&ground(32.990_251, -106.974_973), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("<IconStyle><color>ffffffff</color><scale>0.9</scale><Icon><href>"));
    assert!(text.contains("Jo &amp; Co") && text.contains("<styleUrl>#contour</styleUrl>"));
    let read: ::kml::Kml = text.parse().unwrap();
    assert!(matches!(read, ::kml::Kml::KmlDocument(_)));
    let lines: Vec<Vec<&str>> = text
        .split("<coordinates>")
        .skip(1)
        .map(|rest| {
            rest.split("</coordinates>")
                .next()
                .unwrap()
                .split_whitespace()
                .collect()
        })
        .collect();
    let outlines: Vec<_> = lines.iter().filter(|line| line.len() > 1).collect();
    // The area and its hole, ellipse, contour and its hole, hull.
    assert_eq!(outlines.len(), 6);
    for line in outlines {
        assert!(line.len() > 20 && line.first() == line.last());
    }
}
