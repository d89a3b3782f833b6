//! Areas to stay inside, from a map file.
//!
//! Features of one name (`properties.name`) are one area, and so are all that have no name, which is called after the file.

use downrange::area::{Area, Polygon};
use downrange::error::Fault;

use super::by_name::ByName;
use super::geojson::{self, MapShape, WantedShapes};
use crate::error::Error;

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
    let mut named: ByName<Polygon> = ByName::new(unnamed, "areas");
    let passed_over = geojson::read(
        file,
        text,
        WantedShapes::Polygons,
        &mut |shape, _, properties| match shape {
            MapShape::Polygon(polygon) => named.push(properties.name(), polygon),
            MapShape::Line(_) | MapShape::Point(_) => Ok(()),
        },
    )?;
    let named = named.into_groups();
    let areas = match named.is_empty() {
        true => {
            let message = match passed_over.first() {
                Some(kind) => {
                    format!("no polygon in this file, only a {kind}, which encloses nothing")
                }
                None => "no polygon in this file".to_owned(),
            };
            let hint = "draw the area as a polygon, for example at geojson.io";
            Err(Fault::new("", message).hint(hint))
        }
        false => {
            let areas = named.into_iter();
            areas
                .map(|(name, polygons)| Area::new(name, polygons))
                .collect()
        }
    };
    areas.map_err(|fault| geojson::located(file, text, fault))
}
