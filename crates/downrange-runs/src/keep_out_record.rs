//! A keep-out area as the manifest holds it: its name, and its features to the last digit.

use downrange::area::{KeepOut, KeepOutFeature, KeepOutGeometry, Polygon};
use downrange::error::Fault;
use serde::{Deserialize, Serialize};

/// Positions: latitude and longitude, rad.
type Line = Vec<(f64, f64)>;

/// A keep-out area: its name, and its features.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepOutRecord {
    name: String,
    #[cfg_attr(
        feature = "store",
        serde(serialize_with = "crate::area_record::on_one_line")
    )]
    features: Vec<FeatureRecord>,
}

/// A shape, and how far around it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FeatureRecord {
    shape: ShapeRecord,
    distance_m: f64,
}

/// A shape.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum ShapeRecord {
    /// Rings, the outer first.
    #[serde(rename = "polygon_rad")]
    Polygon(Vec<Line>),
    #[serde(rename = "line_rad")]
    Line(Line),
    #[serde(rename = "point_rad")]
    Point((f64, f64)),
}

impl From<&KeepOut> for KeepOutRecord {
    fn from(keep_out: &KeepOut) -> Self {
        let features = keep_out.features().iter();
        let record = |feature: &KeepOutFeature| FeatureRecord {
            shape: match feature.geometry() {
                KeepOutGeometry::Polygon(polygon) => ShapeRecord::Polygon(polygon.rings().to_vec()),
                KeepOutGeometry::Line(line) => ShapeRecord::Line(line.clone()),
                KeepOutGeometry::Point(place) => ShapeRecord::Point(*place),
            },
            distance_m: feature.distance(),
        };
        Self {
            name: keep_out.name().to_owned(),
            features: features.map(record).collect(),
        }
    }
}

impl KeepOutRecord {
    /// The keep-out area.
    ///
    /// # Errors
    /// What cannot be, which no run writes.
    pub fn keep_out(&self) -> Result<KeepOut, Fault> {
        let features = self.features.iter().map(|feature| {
            let geometry = match &feature.shape {
                ShapeRecord::Polygon(rings) => KeepOutGeometry::Polygon(Polygon::new(rings)?),
                ShapeRecord::Line(line) => KeepOutGeometry::Line(line.clone()),
                ShapeRecord::Point(place) => KeepOutGeometry::Point(*place),
            };
            KeepOutFeature::new(geometry, feature.distance_m)
        });
        KeepOut::new(&self.name, features.collect::<Result<_, _>>()?)
    }
}
