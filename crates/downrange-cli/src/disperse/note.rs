//! What was flown: the identity of a run, and the note beside it from which its pages can be made again.

use std::io::{self, Write};
use std::path::Path;

use downrange::area::Area;
use downrange::flight::{Launch, Recording, fly, rules};
use downrange_formats::runs::replace;
use downrange_formats::{AreaText, Dispersed, Error, files};
use downrange_report::{Uncertain, Units, uncertain};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Arguments, repeat};
use crate::Failure;
use crate::fly::Choice;

/// What was flown. Of the same flights it is the same, byte by byte, however they were flown: it holds no times, no rates
/// and no folder.
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
    /// How many flights were asked for; with a question, at most.
    pub n: u64,
    /// How many flights `flights.parquet` holds; none while there is no such file.
    pub flights: Option<u64>,
    /// What was to be known.
    pub until: Option<Question>,
    /// Which part of a run this is, as `3/8`; none for a whole one.
    pub shard: Option<String>,
    /// Of the launch file and the files that it names (see [`Dispersed::digest`]).
    pub launch_digest: String,
    /// Of the names and outlines of the areas.
    pub areas_digest: String,
    /// Latitude and longitude of the launch point, degrees.
    pub site_deg: [f64; 2],
    /// The rules of thumb that the flight as planned breaks, and how.
    pub warnings: Vec<(String, String)>,
    /// The rules of thumb that every flight is held against.
    pub rules: Vec<String>,
    /// What is uncertain, for readers of SI units.
    pub inputs_si: Vec<InputNote>,
    /// The same in US units.
    pub inputs_us: Vec<InputNote>,
    /// The area files.
    pub areas: Vec<AreaText>,
}

/// A question whose answer ends a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// As it was asked.
    pub question: String,
    /// Whether the flights of the file answer it; none while there is no such file.
    pub known: Option<bool>,
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
pub const FILE: &str = "run.json";

/// Bytes of a note that are read at most: it holds the text of the areas.
const MOST: u64 = 4 * files::TABLE;

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

/// The first 8 bytes of the SHA-256, in hexadecimal, of areas: their names and the bits of their positions.
fn digest(areas: &[Area]) -> String {
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

impl Note {
    /// Of a run that is to be flown.
    pub fn new(
        arguments: &Arguments,
        dispersed: &Dispersed,
        texts: Vec<AreaText>,
        areas: &[Area],
    ) -> Self {
        let site = &dispersed.launch.site;
        let inputs = |units: Units| {
            let inputs = dispersed.uncertainty.inputs().iter();
            let told = inputs
                .zip(&dispersed.dimensions)
                .map(|(input, dimension)| uncertain(input, *dimension, units));
            told.map(|input| InputNote {
                name: input.name,
                distribution: input.distribution,
                mean: input.mean,
                sigma: input.sigma,
            })
            .collect()
        };
        let mut note = Self {
            name: dispersed.launch.name.clone(),
            command: String::new(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seed: arguments.seed,
            n: 0,
            flights: None,
            until: arguments.until.clone().map(|question| Question {
                question,
                known: None,
            }),
            shard: arguments.shard.map(|shard| shard.to_string()),
            launch_digest: dispersed.digest.clone(),
            areas_digest: digest(areas),
            site_deg: [site.latitude.to_degrees(), site.longitude.to_degrees()],
            warnings: warnings(&dispersed.launch),
            rules: rules(&dispersed.launch)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            inputs_si: inputs(Units::Si),
            inputs_us: inputs(Units::Us),
            areas: texts,
        };
        note.ask(arguments, 0);
        note
    }

    /// Takes note of how many flights are asked for, at most.
    pub fn ask(&mut self, arguments: &Arguments, n: u64) {
        self.n = n;
        self.command = repeat(arguments, &self.areas, n);
    }

    /// Takes note of the flights that are in the file now, and of whether they answer what was asked.
    pub fn end(&mut self, arguments: &Arguments, flights: u64, known: Option<bool>) {
        self.flights = Some(flights);
        if let Some(question) = &mut self.until {
            question.known = known;
        }
        self.command = repeat(arguments, &self.areas, flights);
    }

    /// By what a run is told from others. A longer run holds the shorter, so that the number of flights does not count.
    pub fn identity(&self) -> [(&'static str, String); 4] {
        [
            ("version", self.version.clone()),
            ("seed", self.seed.to_string()),
            ("launch", self.launch_digest.clone()),
            ("areas", self.areas_digest.clone()),
        ]
    }

    /// One word for all of what was flown.
    pub fn digest(&self) -> String {
        format!("{}-{}", self.launch_digest, self.areas_digest)
    }

    /// What is uncertain, as it is told.
    pub fn inputs(&self, units: Choice) -> Vec<Uncertain> {
        let inputs = match units {
            Choice::Si => &self.inputs_si,
            Choice::Us => &self.inputs_us,
        };
        let uncertain = |input: &InputNote| Uncertain {
            name: input.name.clone(),
            distribution: input.distribution.clone(),
            mean: input.mean.clone(),
            sigma: input.sigma.clone(),
        };
        inputs.iter().map(uncertain).collect()
    }

    /// The areas again.
    pub fn read_areas(&self) -> Result<Vec<Area>, Error> {
        let mut areas = Vec::new();
        for text in &self.areas {
            areas.extend(text.areas()?);
        }
        Ok(areas)
    }

    /// That the areas are those of its digest.
    pub fn areas_are_its_own(&self) -> bool {
        let areas = self.read_areas();
        areas.is_ok_and(|areas| digest(&areas) == self.areas_digest)
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        let path = folder.join(FILE);
        let text = serde_json::to_string_pretty(self).map_err(io::Error::other);
        text.and_then(|text| replace(&path, |file| writeln!(file, "{text}")))
            .map_err(|error| {
                Failure::Output(format!("error: cannot write {}: {error}", path.display()))
            })
    }

    /// Reads it from a folder, if it is there.
    pub fn find(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(FILE);
        let shown = path.display();
        let bytes = match files::read(&path, MOST) {
            Ok(bytes) => bytes,
            Err(files::Unread::Missing) => return Ok(None),
            Err(reason) => {
                return Err(Failure::Input(format!(
                    "error: cannot read {shown}: {reason}"
                )));
            }
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            Failure::Input(format!(
                "error: {shown} is no note of a run: {error}\nhelp: it was changed, or another version wrote it; fly into another folder, or move it away and go on with `downrange disperse … --resume`, which writes it anew"
            ))
        })
    }

    /// Reads it from a folder of a run.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        Self::find(folder)?.ok_or_else(|| {
            Failure::Input(format!(
                "error: no {FILE} in {}\nhelp: it stands in every folder that `downrange disperse --out` wrote",
                folder.display()
            ))
        })
    }
}
