//! What a command flies: a launch file, or a file of another program.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use downrange::flight::Launch;
use downrange::text::{shell_quote, visible};
use downrange_formats::designs::{self, DesignOptions, Import, open_over_design};
use downrange_formats::motors::library_folder;
use downrange_formats::{LaunchFile, Warning};

use crate::error::CliError;
use crate::units::UnitSystem;

#[derive(Args)]
pub struct LaunchArguments {
    /// The launch file (TOML), or a design file: OpenRocket (.ork), RASAero II (.CDX1)
    #[arg(value_name = "LAUNCH.toml|DESIGN")]
    pub launch: PathBuf,
    /// The folder with the motors (.eng, .rse) of a design file [default: its own folder, and motors/ in it]; motors that are not
    /// there come from your motor library (`downrange motors`)
    #[arg(long, value_name = "DIR")]
    pub motors: Option<PathBuf>,
    /// Which simulation of a design file: its number, from 1, or its name [default: the first]
    #[arg(long, value_name = "N|NAME")]
    pub simulation: Option<String>,
    /// Which flight configuration of an OpenRocket file, by its name [default: that of the simulation]
    #[arg(long, value_name = "NAME")]
    pub configuration: Option<String>,
    /// The file of a motor of a design file: its name there, and a path or the name of a file in the folder of the motors; may
    /// be given again
    #[arg(long, value_name = "NAME=FILE", value_parser = preferred)]
    pub motor: Vec<(String, PathBuf)>,
    #[command(flatten)]
    pub document: DocumentArguments,
}

/// How a launch file is read.
#[derive(Args, Clone)]
pub struct DocumentArguments {
    /// Another value for a key of the launch file, such as rocket.mass="2 kg" or rocket.parts.fins.span="80 mm"; may be given
    /// again
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Let the launch file name files outside its own folder: by absolute paths, by .. or by symbolic links
    ///
    /// Only for files whose author you trust: they may name any file that you may read, and messages show pieces of it.
    #[arg(long)]
    pub allow_outside: bool,
}

impl DocumentArguments {
    /// Opens a launch file, with what is set.
    pub fn open(&self, path: &Path) -> Result<LaunchFile, CliError> {
        self.edit(open_over_design(
            path,
            self.allow_outside,
            library_folder().as_deref(),
        )?)
    }

    /// A launch file with the user's motor library and what is set.
    pub fn edit(&self, file: LaunchFile) -> Result<LaunchFile, CliError> {
        let file = match library_folder() {
            Some(folder) => file.with_motors(folder),
            None => file,
        };
        let mut set = self.set.iter();
        Ok(set.try_fold(file, |file, each| file.with_assignment(each))?)
    }

    /// As it was written on the command line, after a blank.
    pub fn repeat(&self) -> String {
        let set = self
            .set
            .iter()
            .map(|each| format!(" --set {}", shell_quote(each)));
        let mut words: String = set.collect();
        if self.allow_outside {
            words.push_str(" --allow-outside");
        }
        words
    }
}

/// `H120=H120.eng`.
fn preferred(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.trim().is_empty() && !file.is_empty() => {
            Ok((name.trim().to_owned(), file.into()))
        }
        _ => Err("expected NAME=FILE such as H120=H120.eng".to_owned()),
    }
}

/// Tells on the standard error what was made of what was read.
pub fn tell(warnings: &[Warning]) {
    let mut out = anstream::stderr();
    for warning in warnings {
        // Nobody is left to tell if that fails.
        let _ = writeln!(out, "warning: {}: {warning}", visible(&warning.file));
    }
}

/// What is flown.
pub struct ReadInput {
    /// The launch.
    pub launch: Launch,
    /// The launch file that says so, for pointing into it; none where it is a file of another program.
    pub file: Option<LaunchFile>,
}

fn read(file: LaunchFile, quiet: bool) -> Result<ReadInput, CliError> {
    let read = file.launch()?;
    if !quiet {
        tell(&read.warnings);
    }
    Ok(ReadInput {
        launch: read.launch,
        file: Some(file),
    })
}

impl LaunchArguments {
    /// The launch; what was not taken as it stands is told on the standard error unless `quiet`.
    pub fn read(&self, quiet: bool) -> Result<ReadInput, CliError> {
        if designs::is_design(&self.launch) {
            let reading = self.read_design(quiet)?;
            if self.document.set.is_empty() {
                let (launch, file) = (reading.launch, None);
                return Ok(ReadInput { launch, file });
            }
            return read(self.edited(&reading)?, quiet);
        }
        read(self.open_launch_file()?, quiet)
    }

    /// The launch file, or that which flies as the design does, as a document.
    pub fn open(&self, quiet: bool) -> Result<LaunchFile, CliError> {
        match designs::is_design(&self.launch) {
            true => self.edited(&self.read_design(quiet)?),
            false => self.open_launch_file(),
        }
    }

    fn edited(&self, import: &Import) -> Result<LaunchFile, CliError> {
        self.document.edit(designs::document(import, &self.launch)?)
    }

    fn open_launch_file(&self) -> Result<LaunchFile, CliError> {
        for (given, name) in [
            (self.motors.is_some(), "--motors"),
            (self.simulation.is_some(), "--simulation"),
            (self.configuration.is_some(), "--configuration"),
            (!self.motor.is_empty(), "--motor"),
        ] {
            if given {
                let message = format!("error: {name} is for a design file (.ork, .CDX1)");
                return Err(CliError::CommandLine(message));
            }
        }
        self.document.open(&self.launch)
    }

    /// The command line that makes the same files again: a command with those of its options that have a value.
    pub fn command_line(
        &self,
        command: &str,
        options: &[(&str, Option<&str>)],
        folder: &Path,
        units: UnitSystem,
    ) -> String {
        let mut words = format!("downrange {command} {}", self.repeat());
        let folder = folder.display().to_string();
        let units = (units == UnitSystem::Us).then_some("us");
        let own = [("--out", Some(&*folder)), ("--units", units)];
        for (option, value) in options.iter().chain(&own) {
            if let Some(value) = value {
                words.push_str(&format!(" {option} {}", shell_quote(value)));
            }
        }
        words
    }

    /// As it was written on the command line.
    fn repeat(&self) -> String {
        let mut words = shell_quote(&self.launch.display().to_string()).into_owned();
        if let Some(motors) = &self.motors {
            let motors = motors.display().to_string();
            words.push_str(&format!(" --motors {}", shell_quote(&motors)));
        }
        for (name, given) in [
            ("--simulation", &self.simulation),
            ("--configuration", &self.configuration),
        ] {
            if let Some(given) = given {
                words.push_str(&format!(" {name} {}", shell_quote(given)));
            }
        }
        for (name, file) in &self.motor {
            let chosen = format!("{name}={}", file.display());
            words.push_str(&format!(" --motor {}", shell_quote(&chosen)));
        }
        words.push_str(&self.document.repeat());
        words
    }

    /// A design file.
    pub fn read_design(&self, quiet: bool) -> Result<Import, CliError> {
        let options = DesignOptions {
            motors: self.motors.clone(),
            library: library_folder(),
            simulation: self.simulation.clone(),
            configuration: self.configuration.clone(),
            preferred: self.motor.clone(),
            allow_outside: self.document.allow_outside,
        };
        let reading = designs::read(&self.launch, &options)?;
        if !quiet {
            tell(&reading.warnings);
        }
        Ok(reading)
    }
}
