//! Areas from a map file: GeoJSON (RFC 7946), as geojson.io, QGIS or Google Earth's converters write it.
//!
//! Polygons and multi-polygons are read wherever they stand: alone, in features, in geometry collections. Features of
//! one name (`properties.name`) are one area, and so are all that have no name, which is called after the file. Points
//! and lines beside polygons (a pad, a road) are passed over, and so are heights.
//!
//! The text is walked as JSON rather than through a library's types, so that each fault shows its line.

use downrange::area::{Area, Polygon};
use downrange::error::Fault;
use serde_json::Value;

use super::json_position;
use crate::error::Error;

/// Areas of a run at most: of each, what many flights say of it is told.
pub const MOST_AREAS: usize = 1_000;

/// Reads the areas of a text; `unnamed` is what an area is called that has no name, and `file` stands in messages.
///
/// ```
/// let text = r#"{"type": "Polygon", "coordinates": [[[-107, 32.9], [-106.8, 32.9], [-106.9, 33.1]]]}"#;
/// let error = downrange_formats::parse_areas("range.geojson", "range", text).unwrap_err();
/// assert_eq!(
///     error.message(),
///     "the ring does not close: it begins at 32.90000° N, 107.00000° W and ends at 33.10000° N, 106.90000° W"
/// );
/// ```
///
/// # Errors
/// With the line, when the text is no GeoJSON, has no polygon, or one that does not close, crosses itself, or is not
/// on the Earth.
pub fn parse_areas(file: &str, unnamed: &str, text: &str) -> Result<Vec<Area>, Error> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Error::of_file(file, "an empty file, expected GeoJSON"));
    }
    let root: Value = serde_json::from_str(text).map_err(|reason| {
        let at = json_position::byte(text, reason.line(), reason.column());
        let title = match reason.is_eof() {
            true => "the file ends in the middle",
            false => "not JSON",
        };
        // It ends in "at line 3 column 7", which stands at the caret.
        let reason = reason.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        Error::of_file(file, title)
            .at(text, at..at + 1)
            .label(reason)
            .hint("an area is a GeoJSON file with polygons, as geojson.io draws them")
    })?;
    let mut reading = AreaReader::default();
    let read = reading
        .coordinate_system(&root)
        .and_then(|()| reading.object(&root, "", None));
    let areas = read.and_then(|()| reading.areas(unnamed));
    areas.map_err(|fault| {
        let mut error = Error::of_file(file, fault.message);
        if !fault.place.is_empty() {
            error = error.at(text, json_position::of(text, &fault.place));
        }
        match fault.hint {
            Some(hint) => error.hint(hint),
            None => error,
        }
    })
}

/// What has been found on the way through a file.
#[derive(Default)]
struct AreaReader {
    /// Each with the name of its feature.
    polygons: Vec<(Option<String>, Polygon)>,
    /// Types of geometries that enclose nothing.
    passed_over: Vec<String>,
}

impl AreaReader {
    /// RFC 7946 §4 knows one coordinate system; what came before it knew more.
    fn coordinate_system(&self, root: &Value) -> Result<(), Fault> {
        let Some(system) = root.get("crs").filter(|system| !system.is_null()) else {
            return Ok(());
        };
        let name = system.pointer("/properties/name").and_then(Value::as_str);
        match name {
            Some(name) if name.ends_with("CRS84") || name.ends_with(":4326") => Ok(()),
            _ => Err(Fault::new(
                "crs",
                format!(
                    "positions in the coordinate system `{}`, expected longitude and latitude on WGS 84",
                    name.unwrap_or("unknown")
                ),
            )
            .hint("export the layer anew as GeoJSON in EPSG:4326 (RFC 7946)")),
        }
    }

    /// Any object of GeoJSON, within a feature of this name.
    fn object(&mut self, value: &Value, place: &str, name: Option<&str>) -> Result<(), Fault> {
        let Some(kind) = value.get("type").and_then(Value::as_str) else {
            return Err(Fault::new(
                place,
                format!("{} without a `type`, expected GeoJSON", described(value)),
            )
            .hint("an area is a GeoJSON file with polygons, as geojson.io draws them"));
        };
        let list = |key: &str| {
            let list = value.get(key).and_then(Value::as_array);
            list.ok_or_else(|| Fault::new(place, format!("a {kind} without a list of `{key}`")))
        };
        match kind {
            "FeatureCollection" => self.each(list("features")?, &join(place, "features"), None),
            "GeometryCollection" => {
                self.each(list("geometries")?, &join(place, "geometries"), name)
            }
            "Feature" => match value.get("geometry") {
                None | Some(Value::Null) => Ok(()),
                Some(geometry) => {
                    let name = value.pointer("/properties/name").and_then(Value::as_str);
                    let name = name.map(str::trim).filter(|name| !name.is_empty());
                    self.object(geometry, &join(place, "geometry"), name)
                }
            },
            "Polygon" => {
                let place = join(place, "coordinates");
                self.polygon(list("coordinates")?, &place, name)
            }
            "MultiPolygon" => {
                let place = join(place, "coordinates");
                for (index, rings) in list("coordinates")?.iter().enumerate() {
                    let place = format!("{place}[{index}]");
                    self.polygon(listed(rings, &place, "rings")?, &place, name)?;
                }
                Ok(())
            }
            "Point" | "MultiPoint" | "LineString" | "MultiLineString" => {
                self.passed_over.push(kind.to_owned());
                Ok(())
            }
            "Topology" => Err(Fault::new(place, "this is TopoJSON, expected GeoJSON")
                .hint("convert it, with `topo2geo` or at mapshaper.org")),
            other => Err(Fault::new(
                join(place, "type"),
                format!("unknown type `{other}`, expected GeoJSON"),
            )),
        }
    }

    fn each(&mut self, values: &[Value], place: &str, name: Option<&str>) -> Result<(), Fault> {
        for (index, value) in values.iter().enumerate() {
            self.object(value, &format!("{place}[{index}]"), name)?;
        }
        Ok(())
    }

    fn polygon(&mut self, rings: &[Value], place: &str, name: Option<&str>) -> Result<(), Fault> {
        let mut read = Vec::new();
        for (index, ring) in rings.iter().enumerate() {
            let place = format!("{place}[{index}]");
            let ring = listed(ring, &place, "positions")?.iter().enumerate();
            let ring: Result<Vec<_>, _> = ring
                .map(|(index, value)| position(value, &format!("{place}[{index}]")))
                .collect();
            read.push(ring?);
        }
        let polygon = Polygon::new(&read).map_err(|fault| fault.inside(place))?;
        self.polygons.push((name.map(str::to_owned), polygon));
        Ok(())
    }

    /// Those of one name together, in the order of the file.
    fn areas(self, unnamed: &str) -> Result<Vec<Area>, Fault> {
        let mut named: Vec<(String, Vec<Polygon>)> = Vec::new();
        for (name, polygon) in self.polygons {
            let name = name.unwrap_or_else(|| unnamed.to_owned());
            let full = named.len() == MOST_AREAS;
            match named.iter_mut().find(|(other, _)| *other == name) {
                Some((_, polygons)) => polygons.push(polygon),
                None if full => {
                    let message = format!("more than {MOST_AREAS} areas of different names");
                    return Err(Fault::new("", message).hint(
                        "features of one `name` are one area, however many polygons it has",
                    ));
                }
                None => named.push((name, vec![polygon])),
            }
        }
        if named.is_empty() {
            let message = match self.passed_over.first() {
                Some(kind) => {
                    format!("no polygon in this file, only a {kind}, which encloses nothing")
                }
                None => "no polygon in this file".to_owned(),
            };
            return Err(Fault::new("", message)
                .hint("draw the area as a polygon, for example at geojson.io"));
        }
        let areas = named.into_iter();
        areas
            .map(|(name, polygons)| Area::new(name, polygons))
            .collect()
    }
}

/// Latitude and longitude, rad.
fn position(value: &Value, place: &str) -> Result<(f64, f64), Fault> {
    let numbers: Option<Vec<f64>> = value
        .as_array()
        .and_then(|numbers| numbers.iter().map(Value::as_f64).collect());
    match numbers.as_deref() {
        Some([longitude, latitude, ..]) => Ok((latitude.to_radians(), longitude.to_radians())),
        _ => Err(Fault::new(
            place,
            format!(
                "{}, expected a position [longitude, latitude] in degrees",
                described(value)
            ),
        )),
    }
}

fn listed<'v>(value: &'v Value, place: &str, what: &str) -> Result<&'v [Value], Fault> {
    let list = value.as_array().map(Vec::as_slice);
    list.ok_or_else(|| {
        Fault::new(
            place,
            format!("{}, expected a list of {what}", described(value)),
        )
    })
}

/// What a value is, in words.
fn described(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a text".to_owned(),
        Value::Array(list) => match list.as_slice() {
            [] => "an empty list".to_owned(),
            [_] => "a list of one value".to_owned(),
            list if list.iter().all(Value::is_number) => {
                format!("a list of {} numbers", list.len())
            }
            list => format!("a list of {} values", list.len()),
        },
        Value::Object(_) => "an object".to_owned(),
    }
}

fn join(outer: &str, key: &str) -> String {
    match outer {
        "" => key.to_owned(),
        outer => format!("{outer}.{key}"),
    }
}
