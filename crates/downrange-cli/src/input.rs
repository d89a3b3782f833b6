//! What a command flies: a launch file, or a file of another program.

use std::path::{Path, PathBuf};

use clap::Args;
use downrange::flight::{FlightError, Launch};
use downrange_formats::LaunchFile;
use downrange_formats::designs::{self, DesignOptions, Opened};
use downrange_formats::motors::library_folder;
use downrange_runs::SourceFiles;

use crate::error::CliError;
use crate::printer::tell;
use crate::units::UnitSystem;

#[derive(Args)]
pub struct LaunchArguments {
    /// The launch file (TOML), or a design file: OpenRocket (.ork), RockSim (.rkt), RASAero II (.CDX1)
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
    /// The file of a motor of a design file: its name there, and a path or the name of a file in the folder of the motors; for
    /// a RockSim file that names no motor its motor, C6-5 or C6-5=C6.eng, from the sustainer down; may be given again
    #[arg(long, value_name = "NAME[=FILE]", value_parser = preferred)]
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
    /// A launch file with what is set.
    pub fn edit(&self, file: LaunchFile) -> Result<LaunchFile, CliError> {
        let mut set = self.set.iter();
        Ok(set.try_fold(file, |file, each| file.with_assignment(each))?)
    }
}

/// `H120=H120.eng`.
fn preferred(text: &str) -> Result<(String, PathBuf), String> {
    let expected = || "expected NAME=FILE such as H120=H120.eng, or NAME".to_owned();
    DesignOptions::motor_choice(text).ok_or_else(expected)
}

impl LaunchArguments {
    /// What is flown, with what is set.
    pub fn open(&self) -> Result<Opened, CliError> {
        let is_design = designs::is_design(&self.launch);
        if let (false, Some(name)) = (is_design, self.options().words().first()) {
            let message = format!("error: {name} is for a design file (.ork, .rkt, .CDX1)");
            return Err(CliError::CommandLine(message));
        }
        let opened = Opened::open(&self.launch, &self.options())?;
        match self.document.set.is_empty() {
            true => Ok(opened),
            false => Ok(Opened::LaunchFile(
                self.document.edit(opened.into_launch_file()?)?,
            )),
        }
    }

    /// The launch; what was not taken as it stands is told.
    pub fn launch(&self, quiet: bool) -> Result<Launch, CliError> {
        let read = self.open()?.launch()?;
        tell(&read.warnings, quiet);
        Ok(read.launch)
    }

    /// A launch that cannot lift off is the input's fault; a flight that breaks down is ours.
    pub fn failure(&self, opened: &Opened, launch: &Launch, error: &FlightError) -> CliError {
        match opened.locate_weight(launch, error) {
            Some(located) => CliError::Input(located.render(true)),
            None => CliError::Flight(format!("error: {}: {error}", self.launch.display())),
        }
    }

    /// What is asked of a design file.
    pub fn options(&self) -> DesignOptions {
        DesignOptions {
            motors: self.motors.clone(),
            library: library_folder(),
            simulation: self.simulation.clone(),
            configuration: self.configuration.clone(),
            preferred: self.motor.clone(),
            allow_outside: self.document.allow_outside,
        }
    }

    /// What a run, or a page, names as what it was made of.
    pub fn source(&self) -> SourceFiles {
        SourceFiles {
            launch: self.launch.display().to_string(),
            options: self.options().words(),
            set: self.document.set.clone(),
            allow_outside: self.document.allow_outside,
            ..SourceFiles::default()
        }
    }

    /// The command line that makes the same files again: a command with those of its options that have a value.
    pub fn command_line(
        &self,
        command: &str,
        options: &[(&str, Option<&str>)],
        folder: &Path,
        units: UnitSystem,
    ) -> String {
        let folder = folder.display().to_string();
        let units = (units == UnitSystem::Us).then_some("us");
        let own = [("--out", Some(&*folder)), ("--units", units)];
        let options = options.iter().chain(&own);
        let options = options.filter_map(|(option, value)| Some((*option, (*value)?)));
        let options: Vec<_> = options.collect();
        self.source().command_line(command, &options)
    }
}
