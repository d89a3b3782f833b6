//! WantedShapes on the ground from a map file: GeoJSON (RFC 7946), as geojson.io, QGIS or Google Earth's converters write it.
//!
//! Geometries are read wherever they stand: alone, in features, in geometry collections. Heights are passed over.
//!
//! The text is walked as JSON rather than through a library's types, so that each fault shows its line.

use downrange::area::Polygon;
use downrange::error::Fault;
use serde_json::{Map, Value};

use super::json_position;
use crate::error::Error;

/// Areas, or keep-out areas, of a run at most: of each, what many flights say of it is told.
pub const MOST_AREAS: usize = 1_000;

/// Which shapes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedShapes {
    /// Polygons. Points and lines beside them (a pad, a road) are passed over.
    Polygons,
    /// Points and lines, too.
    All,
}

/// A shape on the ground.
pub enum MapShape {
    Polygon(Polygon),
    /// Latitudes and longitudes, rad.
    Line(Vec<(f64, f64)>),
    Point((f64, f64)),
}

/// What stands in a feature besides its geometry.
#[derive(Clone, Copy, Default)]
pub struct FeatureProperties<'v> {
    /// They.
    values: Option<&'v Map<String, Value>>,
    /// The path of the feature.
    place: &'v str,
}

impl<'v> FeatureProperties<'v> {
    /// The feature's name, if it has one.
    pub fn name(&self) -> Option<&'v str> {
        let name = self.get("name")?.0.as_str()?.trim();
        (!name.is_empty()).then_some(name)
    }

    /// A value that is not null, and its path.
    pub fn get(&self, key: &str) -> Option<(&'v Value, String)> {
        let value = self.values?.get(key).filter(|value| !value.is_null())?;
        Some((value, join(&join(self.place, "properties"), key)))
    }
}

/// Takes a shape, with the path of its geometry and the properties of its feature.
pub type TakeShape<'t> = dyn FnMut(MapShape, &str, FeatureProperties<'_>) -> Result<(), Fault> + 't;

/// Reads the shapes of a text in order; `file` stands in messages. Gives the types of geometries that were passed over.
///
/// # Errors
/// With the line, when the text is no GeoJSON, or has a polygon that does not close, crosses itself, or is not on the Earth;
/// those of `take`, whose faults have paths in the text.
pub fn read(
    file: &str,
    text: &str,
    shapes: WantedShapes,
    take: &mut TakeShape<'_>,
) -> Result<Vec<String>, Error> {
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
    let mut reader = ShapeReader {
        shapes,
        take,
        passed_over: Vec::new(),
    };
    let read = coordinate_system(&root)
        .and_then(|()| reader.object(&root, "", FeatureProperties::default()));
    read.map_err(|fault| located(file, text, fault))?;
    Ok(reader.passed_over)
}

/// The error of a fault whose place is a path in a text.
pub fn located(file: &str, text: &str, fault: Fault) -> Error {
    let text = text.trim_start_matches('\u{feff}');
    let mut error = Error::of_file(file, fault.message);
    if !fault.place.is_empty() {
        error = error.at(text, json_position::of(text, &fault.place));
    }
    match fault.hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// The way through a file.
struct ShapeReader<'t, 'f> {
    shapes: WantedShapes,
    take: &'t mut TakeShape<'f>,
    /// Types of geometries that were not wanted.
    passed_over: Vec<String>,
}

/// RFC 7946 §4 knows one coordinate system; what came before it knew more.
fn coordinate_system(root: &Value) -> Result<(), Fault> {
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

impl ShapeReader<'_, '_> {
    /// Any object of GeoJSON, within a feature of these properties.
    fn object(
        &mut self,
        value: &Value,
        place: &str,
        of: FeatureProperties<'_>,
    ) -> Result<(), Fault> {
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
            "FeatureCollection" => {
                let place = join(place, "features");
                self.each(list("features")?, &place, FeatureProperties::default())
            }
            "GeometryCollection" => self.each(list("geometries")?, &join(place, "geometries"), of),
            "Feature" => match value.get("geometry") {
                None | Some(Value::Null) => Ok(()),
                Some(geometry) => {
                    let values = value.get("properties").and_then(Value::as_object);
                    let of = FeatureProperties { values, place };
                    self.object(geometry, &join(place, "geometry"), of)
                }
            },
            "Polygon" => {
                let place = join(place, "coordinates");
                self.polygon(list("coordinates")?, &place, of)
            }
            "MultiPolygon" => {
                let place = join(place, "coordinates");
                for (index, rings) in list("coordinates")?.iter().enumerate() {
                    let place = format!("{place}[{index}]");
                    self.polygon(listed(rings, &place, "rings")?, &place, of)?;
                }
                Ok(())
            }
            "Point" | "MultiPoint" | "LineString" | "MultiLineString"
                if self.shapes == WantedShapes::Polygons =>
            {
                self.passed_over.push(kind.to_owned());
                Ok(())
            }
            "Point" => {
                let place = join(place, "coordinates");
                let coordinates = value.get("coordinates").unwrap_or(&Value::Null);
                self.point(coordinates, &place, of)
            }
            "MultiPoint" => {
                let place = join(place, "coordinates");
                for (index, value) in list("coordinates")?.iter().enumerate() {
                    self.point(value, &format!("{place}[{index}]"), of)?;
                }
                Ok(())
            }
            "LineString" => {
                let place = join(place, "coordinates");
                self.line(list("coordinates")?, &place, of)
            }
            "MultiLineString" => {
                let place = join(place, "coordinates");
                for (index, line) in list("coordinates")?.iter().enumerate() {
                    let place = format!("{place}[{index}]");
                    self.line(listed(line, &place, "positions")?, &place, of)?;
                }
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

    fn each(
        &mut self,
        values: &[Value],
        place: &str,
        of: FeatureProperties<'_>,
    ) -> Result<(), Fault> {
        for (index, value) in values.iter().enumerate() {
            self.object(value, &format!("{place}[{index}]"), of)?;
        }
        Ok(())
    }

    fn polygon(
        &mut self,
        rings: &[Value],
        place: &str,
        of: FeatureProperties<'_>,
    ) -> Result<(), Fault> {
        let mut read = Vec::new();
        for (index, ring) in rings.iter().enumerate() {
            let place = format!("{place}[{index}]");
            read.push(positions(listed(ring, &place, "positions")?, &place)?);
        }
        let polygon = Polygon::new(&read).map_err(|fault| fault.inside(place))?;
        (self.take)(MapShape::Polygon(polygon), place, of)
    }

    fn line(
        &mut self,
        line: &[Value],
        place: &str,
        of: FeatureProperties<'_>,
    ) -> Result<(), Fault> {
        (self.take)(MapShape::Line(positions(line, place)?), place, of)
    }

    fn point(
        &mut self,
        value: &Value,
        place: &str,
        of: FeatureProperties<'_>,
    ) -> Result<(), Fault> {
        (self.take)(MapShape::Point(position(value, place)?), place, of)
    }
}

fn positions(values: &[Value], place: &str) -> Result<Vec<(f64, f64)>, Fault> {
    let values = values.iter().enumerate();
    values
        .map(|(index, value)| position(value, &format!("{place}[{index}]")))
        .collect()
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
