//! What many flights say, printed and written.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use downrange::results::{Dictionary, Findings, ResultColumns, RunInfo};
use downrange_formats::ground::{geojson, kml};
use downrange_formats::runs::{Column, Table, Values};
use downrange_formats::{Dispersed, Error};
use downrange_report::{DispersionReport, Units};

use super::note::Note;
use super::run::{Done, Kept};
use super::stored::NAME;
use crate::Failure;
use crate::fly::{Choice, say};
use crate::folder::{self, Writer};

/// Where to and how.
pub struct Wanted<'a> {
    /// The folder for files.
    pub out: Option<&'a Path>,
    /// JSON instead of the summary.
    pub json: bool,
    /// For readers.
    pub units: Choice,
    /// No summary.
    pub quiet: bool,
}

/// What is uncertain, as a table.
pub fn inputs(dispersed: &Dispersed, units: Units) -> String {
    downrange_report::inputs(
        &dispersed.uncertainty,
        &dispersed.dimensions,
        &dispersed.correlations,
        units,
    )
}

/// Prints and writes.
pub fn tell(note: &Note, done: &Done, wanted: &Wanted<'_>) -> Result<(), Failure> {
    let failed = |error: Error| Failure::Output(error.render(true));
    let run = RunInfo {
        name: note.name.clone(),
        site: (note.site_deg[0].to_radians(), note.site_deg[1].to_radians()),
        seed: note.seed,
        version: note.version.clone(),
        digest: note.digest(),
        question: note
            .until
            .as_ref()
            .and_then(|until| Some((until.question.clone(), until.known?))),
        shard: note.shard.clone(),
        inputs: note.inputs.iter().map(Into::into).collect(),
        warnings: note.warnings.clone(),
        rules: note.rules.clone(),
        areas: note.read_areas().map_err(failed)?,
    };
    let findings = Findings::from_columns(run, &done.rows).map_err(failed)?;
    let findings = DispersionReport {
        findings: &findings,
        command: &note.command,
        flights_per_s: match done.now {
            (_, 0) => None,
            (seconds, flights) => Some(flights as f64 / seconds),
        },
    };
    let units = Units::from(wanted.units);
    let printed = if wanted.json {
        writeln!(io::stdout(), "{}", findings.json())
    } else if wanted.quiet {
        Ok(())
    } else {
        write!(anstream::stdout(), "{}", findings.summary(units))
    };
    // A reader that went away does not want the summary; the files are still wanted.
    let printed = printed.map_err(|error| Failure::of_stdout(&error));
    if let (Some(folder), Some(shard)) = (wanted.out, &note.shard) {
        let text = format!(
            "wrote shard {shard} of {} flights into {}; merge all with `downrange merge DIR… --out DIR`",
            note.n,
            folder.join(format!("{NAME}.parts")).display()
        );
        say(wanted.json, wanted.quiet, &text)?;
    } else if let Some(folder) = wanted.out {
        let ground = findings.ground();
        let page = |out: BufWriter<File>| findings.page(units, out);
        let earth = |out: BufWriter<File>| kml::write(&ground, out);
        let map = |out: BufWriter<File>| geojson::write(&ground, out);
        let files: [(&str, Writer); 3] = [
            ("report.html", &page),
            ("landings.kml", &earth),
            ("landings.geojson", &map),
        ];
        let say = |remark: &str| say(wanted.json, wanted.quiet, remark);
        folder::write(folder, &files, say)?;
    }
    printed
}

impl Kept {
    /// One column, batch by batch in order.
    fn column(&self, name: &str, mut batch: impl FnMut(&Values)) -> Result<(), Error> {
        match self {
            Self::File(path) => Table::open(path)?.read(&[name], |values| {
                values.iter().for_each(&mut batch);
            }),
            Self::Parts(paths) => paths.iter().try_for_each(|path| {
                Table::open(path)?.read(&[name], |values| {
                    values.iter().for_each(&mut batch);
                })
            }),
            Self::Memory(columns, batches) => {
                let place = columns
                    .iter()
                    .position(|column: &Column| column.name == name);
                let column = batches.values().filter_map(|values| values.get(place?));
                column.for_each(batch);
                Ok(())
            }
        }
    }
}

impl ResultColumns for Kept {
    type Error = Error;

    fn samples(&self) -> Result<Vec<u64>, Error> {
        let mut all = Vec::new();
        self.column("sample", |values| {
            if let Values::Integer(samples) = values {
                all.extend(samples.iter().map(|sample| *sample as u64));
            }
        })?;
        Ok(all)
    }

    fn words(&self, column: &str) -> Result<Dictionary, Error> {
        let mut all = Dictionary::default();
        self.column(column, |values| {
            if let Values::Text(words) = values {
                words.iter().for_each(|word| all.push(word));
            }
        })?;
        Ok(all)
    }

    fn words_at(&self, column: &str, rows: &[usize]) -> Result<Vec<String>, Error> {
        let mut found = vec![String::new(); rows.len()];
        let mut start = 0;
        self.column(column, |values| {
            if let Values::Text(words) = values {
                for (row, found) in rows.iter().zip(&mut found) {
                    let word = row.checked_sub(start).and_then(|row| words.get(row));
                    if let Some(word) = word {
                        found.clone_from(word);
                    }
                }
            }
            start += values.len();
        })?;
        Ok(found)
    }

    fn numbers(&self, column: &str) -> Result<Vec<f64>, Error> {
        let mut all = Vec::new();
        self.column(column, |values| {
            if let Values::Float(numbers) = values {
                all.extend(numbers);
            }
        })?;
        Ok(all)
    }

    fn flags(&self, column: &str) -> Result<Vec<bool>, Error> {
        let mut all = Vec::new();
        self.column(column, |values| {
            if let Values::Boolean(flags) = values {
                all.extend(flags);
            }
        })?;
        Ok(all)
    }
}
