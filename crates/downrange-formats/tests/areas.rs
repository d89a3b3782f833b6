//! Areas from GeoJSON: right files, and wrong ones, each with its exact message.
//!
//! `UPDATE=1 cargo test -p downrange-formats` writes the messages anew; read what changed before you keep it.
#![allow(clippy::unwrap_used)]

mod kept;

use std::path::Path;

use downrange::area::Area;
use downrange_formats::{parse_areas, parse_keep_outs, read_areas};
use proptest::prelude::*;

#[test]
fn each_wrong_area_has_its_message() {
    let mut files: Vec<_> = std::fs::read_dir("tests/wrong_areas")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "geojson"))
        .collect();
    files.sort();
    assert!(files.len() >= 15, "{} files", files.len());
    kept::compare(files, |path| match read_areas(path) {
        Err(error) => error.to_string(),
        Ok(_) => unreachable!("{} is not wrong", path.display()),
    });
}

#[test]
fn a_missing_file_is_named() {
    let error = read_areas(Path::new("tests/nowhere.geojson")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "error: no such area file\n--> tests/nowhere.geojson"
    );
}

const GOOD: &str = r#"{
  "type": "FeatureCollection",
  "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
  "features": [
    {"type": "Feature", "properties": {"name": "range"}, "geometry": {"type": "Polygon", "coordinates": [
      [[0, 0], [4, 0, 120.5], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]}},
    {"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [1, 1]}},
    {"type": "Feature", "properties": {"name": "sea"}, "geometry": {"type": "GeometryCollection", "geometries": [
      {"type": "MultiPolygon", "coordinates": [[[[10, 0], [11, 0], [11, 1], [10, 0]]], [[[12, 0], [13, 0], [13, 1], [12, 0]]]]}]}},
    {"type": "Feature", "properties": {"name": "range"}, "geometry": {"type": "Polygon", "coordinates": [
      [[6, 0], [7, 0], [7, 1], [6, 0]]]}},
    {"type": "Feature", "properties": {}, "geometry": null},
    {"type": "Feature", "properties": {"name": " "}, "geometry": {"type": "Polygon", "coordinates": [
      [[20, 0], [21, 0], [21, 1], [20, 0]]]}}
  ]
}"#;

/// Names join polygons, whatever they stand in.
#[test]
fn polygons_are_found_and_named() {
    let areas = parse_areas("a.geojson", "a", GOOD).unwrap_or_else(|error| unreachable!("{error}"));
    let counts: Vec<_> = areas
        .iter()
        .map(|area| (area.name(), area.polygons().len()))
        .collect();
    assert_eq!(counts, [("range", 2), ("sea", 2), ("a", 1)]);
    let holds = |area: &Area, x: f64, y: f64| area.contains(y.to_radians(), x.to_radians());
    assert!(
        holds(&areas[0], 3.0, 3.0) && !holds(&areas[0], 1.5, 1.5) && holds(&areas[0], 6.9, 0.5)
    );
    assert!(holds(&areas[1], 12.9, 0.5));
}

const HOUSES: &str = r#"{
  "type": "FeatureCollection",
  "features": [
    {"type": "Feature", "properties": {"name": "farm", "radius": 30}, "geometry": {"type": "Point", "coordinates": [1, 1]}},
    {"type": "Feature", "properties": {"name": "road", "width": "7.5"}, "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 0, 12]]}},
    {"type": "Feature", "properties": {"name": "road"}, "geometry": {"type": "MultiLineString", "coordinates": [[[1, 0], [2, 0]]]}},
    {"type": "Feature", "properties": {"distance": "0.1 km"}, "geometry": {"type": "MultiPoint", "coordinates": [[3, 3], [4, 4]]}},
    {"type": "Feature", "properties": {"name": "barn", "distance": null}, "geometry": {"type": "Polygon", "coordinates": [
      [[20, 0], [21, 0], [21, 1], [20, 0]]]}}
  ]
}"#;

/// Each feature has its own distance, or the one that all are given, and names join features.
#[test]
fn keep_outs_are_found_and_named() {
    let read = parse_keep_outs("a.geojson", "a", HOUSES, Some(12.0));
    let read = read.unwrap_or_else(|error| unreachable!("{error}"));
    let told: Vec<(&str, Vec<f64>)> = read
        .iter()
        .map(|keep_out| {
            let features = keep_out.features().iter();
            (
                keep_out.name(),
                features.map(|each| each.distance()).collect(),
            )
        })
        .collect();
    let expected = [
        ("farm", vec![30.0]),
        ("road", vec![3.75, 12.0]),
        ("a", vec![100.0, 100.0]),
        ("barn", vec![12.0]),
    ];
    assert_eq!(told, expected);
}

/// A distance that is missing, said twice or no distance is shown where it stands; a polygon needs none.
#[test]
fn each_wrong_distance_has_its_message() {
    let feature = |properties: &str, geometry: &str| {
        let text = format!(
            "{{\"type\": \"Feature\", \"properties\": {properties},\n\"geometry\": {{\"type\": {geometry}}}}}"
        );
        parse_keep_outs("h.geojson", "h", &text, None).map_err(|error| error.to_string())
    };
    let point = r#""Point", "coordinates": [1, 1]"#;
    let line = r#""LineString", "coordinates": [[1, 1], [2, 1]]"#;
    for (properties, geometry, line_of, said) in [
        (
            "{}",
            point,
            2,
            "a point without a distance around it encloses nothing",
        ),
        (
            "null",
            line,
            2,
            "a line without a distance around it encloses nothing",
        ),
        (
            r#"{"width": 3, "distance": 3}"#,
            line,
            1,
            "`distance` and `width` both say",
        ),
        (r#"{"radius": -3}"#, point, 1, "expected a distance"),
        (r#"{"radius": "3 kg"}"#, point, 1, "kg"),
        (r#"{"radius": [3]}"#, point, 1, "expected a distance"),
        (r#"{"radius": "20 km"}"#, point, 2, "a distance of 20000 m"),
        (
            r#"{"radius": 3}"#,
            r#""Point", "coordinates": [1, 91]"#,
            2,
            "latitude is 91",
        ),
        (
            r#"{"width": 3}"#,
            r#""LineString", "coordinates": [[1, 1]]"#,
            2,
            "fewer than two positions",
        ),
        ("{}", r#""Point""#, 2, "expected a position"),
        (
            "{}",
            r#""GeometryCollection", "geometries": []"#,
            0,
            "no polygon, line or point",
        ),
    ] {
        let error = feature(properties, geometry).unwrap_err();
        assert!(error.contains(said), "{error}");
        let place = format!("h.geojson:{line_of}:");
        assert!(line_of == 0 || error.contains(&place), "{error}");
    }
    let barn = r#""Polygon", "coordinates": [[[20, 0], [21, 0], [21, 1], [20, 0]]]"#;
    assert_eq!(
        feature("{}", barn).unwrap()[0].features()[0].distance(),
        0.0
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Damage to a good file is answered, and no panic comes.
    #[test]
    fn mutations_never_panic(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..8_usize, "[-\\[\\]{}\":.,0-9a-z \n\u{e9}]{0,4}"), 1..6),
    ) {
        let mut text: Vec<char> = GOOD.chars().collect();
        for (at, length, insert) in cuts {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = parse_areas("a.geojson", "a", &text) {
            prop_assert!(error.to_string().starts_with("error: "));
        }
        if let Err(error) = parse_keep_outs("a.geojson", "a", &text, Some(5.0)) {
            prop_assert!(error.to_string().starts_with("error: "));
        }
    }
}
