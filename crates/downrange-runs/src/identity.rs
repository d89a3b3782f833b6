//! The values that identify a run.

use downrange::area::{Area, KeepOut, KeepOutGeometry};
use sha2::{Digest, Sha256};

/// The values that identify a run. A folder holds flights of one identity, and shards of one are merged. A longer run
/// holds the shorter, so that the number of flights is no part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Version of the program that flies.
    pub version: String,
    /// The seed of all random numbers.
    pub seed: u64,
    /// Digest of what the launch and its uncertainty were read from.
    pub launch: String,
    /// Digest of the areas, the keep-out areas and the ceiling (see [`areas_digest`]).
    pub areas: String,
}

impl Identity {
    /// The identity of a run without areas.
    pub fn new(version: impl Into<String>, seed: u64, launch: impl Into<String>) -> Self {
        Self {
            version: version.into(),
            seed,
            launch: launch.into(),
            areas: areas_digest(&[], &[], None),
        }
    }

    /// Names and values, as every file of flights holds them.
    pub fn pairs(&self) -> [(&'static str, String); 4] {
        [
            ("version", self.version.clone()),
            ("seed", self.seed.to_string()),
            ("launch", self.launch.clone()),
            ("areas", self.areas.clone()),
        ]
    }

    /// One word for the launch and the areas.
    pub fn digest(&self) -> String {
        format!("{}-{}", self.launch, self.areas)
    }
}

/// The first 8 bytes of the SHA-256, in hexadecimal, of areas and keep-out areas, their names and the bits of their positions, and of
/// the ceiling, m. What there is none of adds nothing, so that runs without are identified as before there was any.
pub fn areas_digest(areas: &[Area], keep_outs: &[KeepOut], ceiling: Option<f64>) -> String {
    let mut hash = Sha256::new();
    for area in areas {
        count(&mut hash, area.name().len());
        hash.update(area.name());
        count(&mut hash, area.polygons().len());
        for polygon in area.polygons() {
            count(&mut hash, polygon.rings().len());
            for ring in polygon.rings() {
                places(&mut hash, ring.iter().copied());
            }
        }
    }
    for keep_out in keep_outs {
        hash.update("keep out");
        count(&mut hash, keep_out.name().len());
        hash.update(keep_out.name());
        count(&mut hash, keep_out.features().len());
        for feature in keep_out.features() {
            hash.update(feature.distance().to_bits().to_le_bytes());
            hash.update(match feature.geometry() {
                KeepOutGeometry::Polygon(_) => "polygon",
                KeepOutGeometry::Line(_) => "line",
                KeepOutGeometry::Point(_) => "point",
            });
            count(&mut hash, feature.geometry().lines().len());
            for line in feature.geometry().lines() {
                places(&mut hash, line.iter().copied());
            }
            if let KeepOutGeometry::Point(place) = feature.geometry() {
                places(&mut hash, std::iter::once(*place));
            }
        }
    }
    if let Some(ceiling) = ceiling {
        hash.update("ceiling");
        hash.update(ceiling.to_bits().to_le_bytes());
    }
    let hash = hash.finalize();
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn count(hash: &mut Sha256, count: usize) {
    hash.update((count as u64).to_le_bytes());
}

/// Hashes so many places, and their bits.
fn places(hash: &mut Sha256, places: impl ExactSizeIterator<Item = (f64, f64)>) {
    count(hash, places.len());
    for (latitude, longitude) in places {
        hash.update(latitude.to_bits().to_le_bytes());
        hash.update(longitude.to_bits().to_le_bytes());
    }
}
