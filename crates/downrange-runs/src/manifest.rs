//! The manifest of a run: what was flown, from which its pages can be made again.

use downrange::area::{Area, KeepOut};
use downrange::results::RunInfo;
use downrange::text::shell_quote;
use serde::{Deserialize, Serialize};

use crate::area_record::AreaRecord;
use crate::error::{RunError, RunFault};
use crate::identity::Identity;
#[cfg(feature = "store")]
use crate::identity::areas_digest;
use crate::input_record::InputRecord;
use crate::keep_out_record::KeepOutRecord;
use crate::shard::Shard;

/// What was flown. Of the same flights it is the same, byte by byte, however they were flown: it holds no times, no rates,
/// no folder and no shard. Numbers are in SI units; readers' units and words are made of it by who shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Manifest {
    /// Name of the launch.
    pub name: String,
    /// What it was read from.
    pub source: SourceFiles,
    /// Version of the program that flew.
    pub version: String,
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many flights were asked for; with a question, at most.
    pub n: u64,
    /// How many flights `flights.parquet` holds; none while there is no such file.
    pub flights: Option<u64>,
    /// What was to be known.
    pub until: Option<Question>,
    /// Digest of what the launch and its uncertainty were read from.
    pub launch_digest: String,
    /// Digest of the areas, the keep-out areas and the ceiling.
    pub areas_digest: String,
    /// Latitude and longitude of the launch point, degrees.
    pub site_deg: [f64; 2],
    /// The rules of thumb that the flight as planned breaks, and how.
    pub warnings: Vec<(String, String)>,
    /// The rules of thumb that every flight is held against.
    pub rules: Vec<String>,
    /// What is uncertain.
    pub(crate) inputs: Vec<InputRecord>,
    /// Where everything should stay.
    pub(crate) areas: Vec<AreaRecord>,
    /// Where nothing may come down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) keep_outs: Vec<KeepOutRecord>,
    /// Height above the ellipsoid that nothing may pass, m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling_m: Option<f64>,
}

/// Names of the files that a run was read from, as its caller gave them: with them a caller can say how to repeat it. They
/// identify nothing, since the same launch and areas may lie elsewhere.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFiles {
    /// The launch file.
    pub launch: String,
    /// Which flight of a design file, as options of a command line: `--simulation`, `2`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// What was set in it for this run, as `rocket.mass=2 kg`, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set: Vec<String>,
    /// Whether it may name files outside its folder.
    pub allow_outside: bool,
    /// The area files.
    pub areas: Vec<String>,
    /// The files of keep-out areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keep_outs: Vec<String>,
    /// The distance around features of these that say none themselves, m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_out_distance_m: Option<f64>,
}

/// A question whose answer ends a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// As it was asked.
    pub question: String,
    /// Whether the flights of the file answer it; none while there is no such file.
    pub known: Option<bool>,
}

impl SourceFiles {
    /// The command line that does something with the launch: a command, and options with their values. What is done with areas
    /// is left to these options.
    pub fn command_line(&self, command: &str, options: &[(&str, &str)]) -> String {
        let mut words = format!("downrange {command} {}", shell_quote(&self.launch));
        for option in &self.options {
            words.push_str(&format!(" {}", shell_quote(option)));
        }
        for set in &self.set {
            words.push_str(&format!(" --set {}", shell_quote(set)));
        }
        if self.allow_outside {
            words.push_str(" --allow-outside");
        }
        for (option, value) in options {
            words.push_str(&format!(" {option} {}", shell_quote(value)));
        }
        words
    }

    /// The options that name what flights are held against: the areas, the keep-out areas, and a ceiling, m.
    pub fn limit_options(&self, ceiling_m: Option<f64>) -> Vec<(&'static str, String)> {
        let files = |option, files: &[String]| -> Vec<(&'static str, String)> {
            files.iter().map(|file| (option, file.clone())).collect()
        };
        let metres = |option, value: Option<f64>| value.map(|value| (option, format!("{value} m")));
        let mut options = files("--area", &self.areas);
        options.extend(files("--keep-out", &self.keep_outs));
        options.extend(metres("--keep-out-distance", self.keep_out_distance_m));
        options.extend(metres("--ceiling", ceiling_m));
        options
    }
}

impl Manifest {
    /// The values that identify the run.
    pub fn identity(&self) -> Identity {
        Identity {
            version: self.version.clone(),
            seed: self.seed,
            launch: self.launch_digest.clone(),
            areas: self.areas_digest.clone(),
        }
    }

    /// The command line that flies the same again, into a folder that does not depend on where it was flown to.
    pub fn command_line(&self) -> String {
        let n = self.flights.unwrap_or(self.n).to_string();
        let seed = self.seed.to_string();
        let mut options = vec![("-n", &*n), ("--seed", &*seed)];
        let limits = self.source.limit_options(self.ceiling_m);
        options.extend(limits.iter().map(|(option, value)| (*option, &**value)));
        options.push(("--out", "run"));
        self.source.command_line("disperse", &options)
    }

    /// The areas.
    ///
    /// # Errors
    /// What cannot be, which no run writes.
    pub fn areas(&self) -> Result<Vec<Area>, RunError> {
        let areas = self.areas.iter().map(AreaRecord::area);
        areas
            .collect::<Result<_, _>>()
            .map_err(|fault| RunError::Input(RunFault::new(fault.to_string())))
    }

    /// The keep-out areas.
    ///
    /// # Errors
    /// What cannot be, which no run writes.
    pub fn keep_outs(&self) -> Result<Vec<KeepOut>, RunError> {
        let keep_outs = self.keep_outs.iter().map(KeepOutRecord::keep_out);
        keep_outs
            .collect::<Result<_, _>>()
            .map_err(|fault| RunError::Input(RunFault::new(fault.to_string())))
    }

    /// What was flown, as findings have it; these flights may be a shard of it.
    ///
    /// # Errors
    /// When the areas of a manifest that was changed cannot be.
    pub fn info(&self, shard: Option<Shard>) -> Result<RunInfo, RunError> {
        let until = self.until.as_ref();
        Ok(RunInfo {
            name: self.name.clone(),
            site: (self.site_deg[0].to_radians(), self.site_deg[1].to_radians()),
            seed: self.seed,
            version: self.version.clone(),
            digest: self.identity().digest(),
            question: until.and_then(|until| Some((until.question.clone(), until.known?))),
            shard: shard.map(|shard| shard.to_string()),
            inputs: self.inputs.iter().map(|input| input.0.clone()).collect(),
            warnings: self.warnings.clone(),
            rules: self.rules.clone(),
            areas: self.areas()?,
            keep_outs: self.keep_outs()?,
            ceiling: self.ceiling_m,
        })
    }

    /// Notes how many flights the file holds now, and whether they answer what was asked.
    pub fn end(&mut self, flights: u64, known: Option<bool>) {
        self.flights = Some(flights);
        if let Some(question) = &mut self.until {
            question.known = known;
        }
    }

    /// Whether the areas, the keep-out areas and the ceiling are those of its digest.
    #[cfg(feature = "store")]
    pub(crate) fn areas_are_its_own(&self) -> bool {
        let (Ok(areas), Ok(keep_outs)) = (self.areas(), self.keep_outs()) else {
            return false;
        };
        areas_digest(&areas, &keep_outs, self.ceiling_m) == self.areas_digest
    }
}
