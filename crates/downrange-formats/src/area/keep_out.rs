//! Areas to keep out of, from a map file: houses, roads, whatever nothing may come down on.
//!
//! Features of one name (`properties.name`) are one keep-out area, and so are all that have no name, which is called after the
//! file. How far around a feature counts is said by its property `distance`, of a line also by `width` (half of it to each
//! side), of a point by `radius`: a number of metres, or a text with a unit (`"80 ft"`). What says none has the distance that
//! the reader is given; a polygon needs none.

use downrange::area::{KeepOut, KeepOutFeature, KeepOutGeometry};
use downrange::error::Fault;
use downrange::quantity::{self, Dimension};
use serde_json::Value;

use super::by_name::ByName;
use super::geojson::{self, FeatureProperties, MapShape, WantedShapes};
use crate::error::Error;

/// Reads the keep-out areas of a text; `unnamed` is what one is called that has no name, `distance`, m, is how far around a
/// feature counts that does not say so itself, and `file` stands in messages.
///
/// ```
/// let text = r#"{"type": "Feature", "properties": {"name": "farm", "radius": "60 ft"},
///                "geometry": {"type": "Point", "coordinates": [-107, 33]}}"#;
/// let farm = downrange_formats::parse_keep_outs("houses.geojson", "houses", text, None)?;
/// assert_eq!(farm[0].name(), "farm");
/// assert!((farm[0].features()[0].distance() - 18.288).abs() < 1e-9);
/// # Ok::<(), downrange_formats::Error>(())
/// ```
///
/// # Errors
/// With the line, when the text is no GeoJSON, has no shape, or one that cannot be (see
/// [`parse_areas`](crate::parse_areas)); when a distance cannot be read, or a line or a point has none.
pub fn parse_keep_outs(
    file: &str,
    unnamed: &str,
    text: &str,
    distance: Option<f64>,
) -> Result<Vec<KeepOut>, Error> {
    let mut named = ByName::new(unnamed, "keep-out areas");
    geojson::read(
        file,
        text,
        WantedShapes::All,
        &mut |shape, place, properties| {
            let feature = feature(shape, place, properties, distance)?;
            named.push(properties.name(), feature)
        },
    )?;
    let named = named.into_groups();
    let keep_outs = match named.is_empty() {
        true => Err(Fault::new("", "no polygon, line or point in this file")
            .hint("draw what to keep out of, for example at geojson.io")),
        false => {
            let named = named.into_iter();
            named
                .map(|(name, features)| KeepOut::new(name, features))
                .collect()
        }
    };
    keep_outs.map_err(|fault| geojson::located(file, text, fault))
}

fn feature(
    shape: MapShape,
    place: &str,
    properties: FeatureProperties<'_>,
    given: Option<f64>,
) -> Result<KeepOutFeature, Fault> {
    // The property that says the distance of this kind only, and its share of what stands there.
    let (geometry, own) = match shape {
        MapShape::Polygon(polygon) => (KeepOutGeometry::Polygon(polygon), None),
        MapShape::Line(line) => (KeepOutGeometry::Line(line), Some(("width", 0.5))),
        MapShape::Point(point) => (KeepOutGeometry::Point(point), Some(("radius", 1.0))),
    };
    let said: Vec<_> = [Some(("distance", 1.0)), own]
        .into_iter()
        .flatten()
        .filter_map(|(key, share)| Some((key, share, properties.get(key)?)))
        .collect();
    let distance = match (said.as_slice(), &geometry) {
        ([(_, share, (value, place))], _) => share * metres(value, place)?,
        ([(one, ..), (other, _, (_, place)), ..], _) => {
            let message = format!("`{one}` and `{other}` both say how far around it counts");
            return Err(Fault::new(place, message).hint("give one of them"));
        }
        ([], KeepOutGeometry::Polygon(_)) => given.unwrap_or(0.0),
        ([], _) => given.ok_or_else(|| {
            let (what, key) = match &geometry {
                KeepOutGeometry::Line(_) => ("line", "width"),
                _ => ("point", "radius"),
            };
            Fault::new(place, format!("a {what} without a distance around it encloses nothing"))
                .hint(format!(
                    "give the feature a property `{key}` (\"{key}\": \"50 m\"), or all a distance by --keep-out-distance"
                ))
        })?,
    };
    KeepOutFeature::new(geometry, distance).map_err(|fault| fault.inside(place))
}

/// A distance, m: a number, or a text with a unit or a bare number, as OpenStreetMap has them.
fn metres(value: &Value, place: &str) -> Result<f64, Fault> {
    let metres = match value {
        Value::Number(number) => number.as_f64().filter(|metres| *metres >= 0.0),
        Value::String(text) => match text.trim().parse::<f64>() {
            Ok(bare) => Some(bare).filter(|metres| *metres >= 0.0),
            Err(_) => Some(
                quantity::parse(text, Dimension::Length)
                    .map_err(|fault| Fault::new(place, fault.message))?,
            ),
        },
        _ => None,
    };
    metres.ok_or_else(|| {
        let message = "expected a distance: metres as a number, or a text with a unit";
        Fault::new(place, message)
    })
}
