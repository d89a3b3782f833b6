//! What a command flies: a launch file, or a file of another program.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use downrange::flight::Launch;
use downrange_formats::rasaero::{self, Reading};

use crate::Failure;
use crate::fly::quoted;

#[derive(Args)]
pub struct Input {
    /// The launch file (TOML), or a RASAero II file (.CDX1)
    #[arg(value_name = "LAUNCH.toml|FILE.CDX1")]
    pub launch: PathBuf,
    /// The folder with the motors (.eng, .rse) of a RASAero file [default: its own folder, and motors/ in it]
    #[arg(long, value_name = "DIR")]
    pub motors: Option<PathBuf>,
    /// Which simulation of a RASAero file, from 1 [default: the first]
    #[arg(long, value_name = "N")]
    pub simulation: Option<usize>,
}

impl Input {
    /// The launch; what a RASAero file says in vain is told on the standard error unless `quiet`.
    pub fn read(&self, quiet: bool) -> Result<Launch, Failure> {
        if rasaero::is_one(&self.launch) {
            return Ok(self.read_rasaero(quiet)?.launch);
        }
        for (given, name) in [
            (self.motors.is_some(), "--motors"),
            (self.simulation.is_some(), "--simulation"),
        ] {
            if given {
                let message = format!("error: {name} is for a RASAero file (.CDX1)");
                return Err(Failure::CommandLine(message));
            }
        }
        downrange_formats::read_launch(&self.launch)
            .map_err(|error| Failure::Input(error.render(true)))
    }

    /// As it was written on the command line.
    pub fn repeat(&self) -> String {
        let mut words = quoted(&self.launch);
        if let Some(motors) = &self.motors {
            words.push_str(&format!(" --motors {}", quoted(motors)));
        }
        if let Some(number) = self.simulation {
            words.push_str(&format!(" --simulation {number}"));
        }
        words
    }

    /// A RASAero file.
    pub fn read_rasaero(&self, quiet: bool) -> Result<Reading, Failure> {
        let options = rasaero::Options {
            motors: self.motors.clone(),
            simulation: self.simulation,
        };
        let reading = rasaero::read(&self.launch, &options)
            .map_err(|error| Failure::Input(error.render(true)))?;
        if !quiet {
            let mut out = anstream::stderr();
            for warning in &reading.warnings {
                // Nobody is left to tell if that fails.
                let _ = writeln!(out, "{}: {warning}", self.launch.display());
            }
        }
        Ok(reading)
    }
}
