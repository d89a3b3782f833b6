//! The values that identify a run.

use downrange::area::Area;
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
    /// Digest of the names and outlines of the areas (see [`areas_digest`]).
    pub areas: String,
}

impl Identity {
    /// The identity of a run without areas.
    pub fn new(version: impl Into<String>, seed: u64, launch: impl Into<String>) -> Self {
        Self {
            version: version.into(),
            seed,
            launch: launch.into(),
            areas: areas_digest(&[]),
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

/// The first 8 bytes of the SHA-256, in hexadecimal, of areas: their names and the bits of their positions.
pub fn areas_digest(areas: &[Area]) -> String {
    let mut hash = Sha256::new();
    let count = |hash: &mut Sha256, count: usize| hash.update((count as u64).to_le_bytes());
    for area in areas {
        count(&mut hash, area.name().len());
        hash.update(area.name());
        count(&mut hash, area.polygons().len());
        for polygon in area.polygons() {
            count(&mut hash, polygon.rings().len());
            for ring in polygon.rings() {
                count(&mut hash, ring.len());
                for (latitude, longitude) in ring {
                    hash.update(latitude.to_bits().to_le_bytes());
                    hash.update(longitude.to_bits().to_le_bytes());
                }
            }
        }
    }
    let hash = hash.finalize();
    hash[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
