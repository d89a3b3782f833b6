//! The results of a run, printed and written.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use downrange_formats::Dispersed;
use downrange_formats::ground::{geojson, kml};
use downrange_report::{DispersionReport, Units};
use downrange_runs::{Manifest, NAME, Run};

use super::failure::failure;
use crate::error::CliError;
use crate::folder::{self, Writer};
use crate::input::DocumentArguments;
use crate::say::say;
use crate::shell::shell_quote;
use crate::units::UnitSystem;

/// Names of files that are written beside the flights.
pub const BESIDE: [&str; 3] = ["report.html", "landings.kml", "landings.geojson"];

/// Where to and how.
pub struct OutputOptions<'a> {
    /// The folder for files.
    pub out: Option<&'a Path>,
    /// JSON instead of the summary.
    pub json: bool,
    /// For readers.
    pub units: UnitSystem,
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

/// The command line that flies the same again, into a folder that does not depend on where it was flown to.
fn command_line(manifest: &Manifest) -> String {
    let source = &manifest.source;
    let document = DocumentArguments {
        set: source.set.clone(),
        allow_outside: source.allow_outside,
    };
    let mut command = format!(
        "downrange disperse {}{} -n {} --seed {}",
        shell_quote(source.launch.as_ref()),
        document.repeat(),
        manifest.flights.unwrap_or(manifest.n),
        manifest.seed
    );
    for area in &source.areas {
        command.push_str(&format!(" --area {}", shell_quote(area.as_ref())));
    }
    command + " --out run"
}

/// Prints and writes.
pub fn write_results(run: &Run, wanted: &OutputOptions<'_>) -> Result<(), CliError> {
    let findings = run.findings().map_err(failure)?;
    let findings = DispersionReport {
        findings: &findings,
        command: &command_line(&run.manifest),
        flights_per_s: run.flights_per_s(),
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
    let printed = printed.map_err(|error| CliError::of_stdout(&error));
    if let (Some(folder), Some(shard)) = (wanted.out, run.shard) {
        let text = format!(
            "wrote shard {shard} of {} flights into {}; merge all with `downrange merge DIR… --out DIR`",
            run.manifest.n,
            folder.join(format!("{NAME}.parts")).display()
        );
        say(wanted.json, wanted.quiet, &text)?;
    } else if let Some(folder) = wanted.out {
        let ground = findings.ground();
        let page = |out: BufWriter<File>| findings.page(units, out);
        let earth = |out: BufWriter<File>| kml::write(&ground, out);
        let map = |out: BufWriter<File>| geojson::write(&ground, out);
        let [report, google_earth, gis] = BESIDE;
        let files: [(&str, Writer); 3] = [(report, &page), (google_earth, &earth), (gis, &map)];
        let say = |remark: &str| say(wanted.json, wanted.quiet, remark);
        folder::write(folder, &files, say)?;
    }
    printed
}
