//! Areas from GeoJSON: right files, and wrong ones, each with its exact message.
//!
//! `UPDATE=1 cargo test -p downrange-formats` writes the messages anew; read what changed before you keep it.
#![allow(clippy::unwrap_used)]

mod kept;

use std::path::Path;

use downrange::area::Area;
use downrange_formats::{parse_areas, read_areas};
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
    }
}
