//! What was flown: the identity of a run, and the note beside it from which its pages can be made again.

use std::fs;
use std::path::Path;

use downrange::flight::{Launch, Recording, fly, rules};
use downrange::safety::Area;
use downrange_formats::{Dispersed, Error, parse_areas};
use downrange_report::uncertain;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Arguments, repeat};
use crate::Failure;

/// What was flown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The launch.
    pub name: String,
    /// The command that flies the same.
    pub command: String,
    /// Of this program.
    pub version: String,
    /// The seed.
    pub seed: u64,
    /// How many flights were asked for.
    pub n: u64,
    /// Of the launch, of all that is uncertain about it and of the areas.
    pub digest: String,
    /// Latitude and longitude of the launch point, degrees.
    pub site_deg: [f64; 2],
    /// The rules of thumb that the flight as planned breaks, and how.
    pub warnings: Vec<(String, String)>,
    /// The rules of thumb that every flight is held against.
    pub rules: Vec<String>,
    /// What is uncertain.
    pub inputs: Vec<InputNote>,
    /// Text of the area files, by name.
    pub areas: Vec<(String, String)>,
}

/// An input, as it is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InputNote {
    /// Its name.
    pub name: String,
    /// Its distribution in words.
    pub distribution: String,
    /// Mean, as it is told.
    pub mean: String,
    /// Standard deviation, as it is told.
    pub sigma: String,
}

/// The name of the note in a folder.
const FILE: &str = "run.json";

/// What the flight as planned is warned of, or why there is none.
fn warnings(planned: &Launch) -> Vec<(String, String)> {
    match fly(planned, Recording::None) {
        Ok(flight) => {
            let warnings = flight.warnings.into_iter();
            warnings.map(|each| (each.rule, each.message)).collect()
        }
        Err(error) => vec![("no flight".to_owned(), error.to_string())],
    }
}

impl Note {
    /// Of a run.
    pub fn new(arguments: &Arguments, dispersed: &Dispersed, areas: &[Area], n: u64) -> Self {
        // What is printed of a number to tell it from all others is the number.
        let everything = format!(
            "{:?}{:?}{:?}{areas:?}",
            dispersed.launch, dispersed.uncertainty, dispersed.ensemble
        );
        let digest = Sha256::digest(everything.as_bytes());
        let hex: String = digest[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let site = &dispersed.launch.site;
        let inputs = dispersed.uncertainty.inputs().iter();
        let inputs = inputs.zip(&dispersed.dimensions);
        let told =
            inputs.map(|(input, dimension)| uncertain(input, *dimension, arguments.units.into()));
        let files = arguments.area.iter();
        Self {
            name: dispersed.launch.name.clone(),
            command: repeat(arguments, n),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seed: arguments.seed,
            n,
            digest: hex,
            site_deg: [site.latitude.to_degrees(), site.longitude.to_degrees()],
            warnings: warnings(&dispersed.launch),
            rules: rules(&dispersed.launch)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            inputs: told
                .map(|input| InputNote {
                    name: input.name,
                    distribution: input.distribution,
                    mean: input.mean,
                    sigma: input.sigma,
                })
                .collect(),
            areas: files
                .map(|path| {
                    let name = path.display().to_string();
                    // It was readable a moment ago.
                    (name, fs::read_to_string(path).unwrap_or_default())
                })
                .collect(),
        }
    }

    /// By what a run is told from others.
    pub fn identity(&self) -> [(&'static str, String); 4] {
        [
            ("version", self.version.clone()),
            ("seed", self.seed.to_string()),
            ("flights", self.n.to_string()),
            ("digest", self.digest.clone()),
        ]
    }

    /// The areas again.
    pub fn read_areas(&self) -> Result<Vec<Area>, Error> {
        let mut areas = Vec::new();
        for (name, text) in &self.areas {
            let stem = Path::new(name).file_stem();
            let unnamed = stem.map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
            areas.extend(parse_areas(name, &unnamed, text)?);
        }
        Ok(areas)
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        let path = folder.join(FILE);
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::other);
        text.and_then(|text| fs::write(&path, text))
            .map_err(|error| {
                Failure::Output(format!("error: cannot write {}: {error}", path.display()))
            })
    }

    /// Reads it from a folder.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let text = fs::read_to_string(&path).map_err(|error| {
            Failure::Input(format!("error: cannot read {}: {error}\nhelp: it stands in every folder that `downrange disperse --out` wrote", path.display()))
        })?;
        serde_json::from_str(&text)
            .map_err(|error| Failure::Input(format!("error: {}: {error}", path.display())))
    }
}
