//! An area as the manifest holds it: its name and its rings, to the last digit.

use downrange::area::{Area, Polygon};
use downrange::error::Fault;
use serde::{Deserialize, Serialize};

/// A ring: latitude and longitude, rad, the last position like the first.
type Ring = Vec<(f64, f64)>;

/// An area: its name, and the rings of each of its polygons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaRecord {
    name: String,
    /// Polygon by polygon, the outer ring first.
    #[cfg_attr(feature = "store", serde(serialize_with = "on_one_line"))]
    polygons_rad: Vec<Vec<Ring>>,
}

impl From<&Area> for AreaRecord {
    fn from(area: &Area) -> Self {
        let polygons = area.polygons().iter();
        Self {
            name: area.name().to_owned(),
            polygons_rad: polygons.map(|polygon| polygon.rings().to_vec()).collect(),
        }
    }
}

impl AreaRecord {
    /// The area.
    ///
    /// # Errors
    /// What cannot be: a ring that crosses itself, say, which no run writes.
    pub fn area(&self) -> Result<Area, Fault> {
        let polygons = self.polygons_rad.iter().map(|rings| Polygon::new(rings));
        Area::new(&self.name, polygons.collect::<Result<_, _>>()?)
    }
}

/// An outline has thousands of numbers, which would each take a line.
#[cfg(feature = "store")]
pub fn on_one_line<T: Serialize, S: serde::Serializer>(
    outlines: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::ser::Error;
    let text = serde_json::to_string(outlines).map_err(S::Error::custom)?;
    let line = serde_json::value::RawValue::from_string(text).map_err(S::Error::custom)?;
    line.serialize(serializer)
}
