//! `downrange open`.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use downrange_fetch::{PageServer, files_of_folder};
use downrange_formats::designs::{DesignOptions, Opened};
use downrange_formats::motors::library_folder;

use crate::error::CliError;

#[derive(Args)]
pub struct OpenArguments {
    /// A launch file (TOML) or a design file to begin with
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// The folder of the built page [default: page, beside the program]
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
}

/// Serves the page until it is ended.
pub fn run(arguments: &OpenArguments) -> Result<(), CliError> {
    let folder = match &arguments.page {
        Some(folder) => folder.clone(),
        None => beside().join("page"),
    };
    let mut files = files_of_folder(&folder).unwrap_or_default();
    if !files.contains_key("index.html") {
        let shown = folder.display();
        return Err(CliError::CommandLine(format!(
            "error: {shown} holds no page\nhelp: `web/build` makes it in web/dist; name its folder with --page DIR"
        )));
    }
    let query = match &arguments.file {
        Some(path) => {
            files.extend(opened(path)?);
            "?opened"
        }
        None => "",
    };
    let failed = |error: io::Error| CliError::Output(format!("error: cannot serve: {error}"));
    let server = PageServer::new(files).map_err(failed)?;
    let told = writeln!(
        io::stdout(),
        "open {}{query} in your browser; Ctrl-C ends it",
        server.address()
    );
    told.map_err(|error| CliError::of_stdout(&error))?;
    server.serve().map_err(failed)
}

/// The folder of the program.
fn beside() -> PathBuf {
    let program = env::current_exe().unwrap_or_default();
    program.parent().unwrap_or(Path::new("")).to_owned()
}

/// The file with all that it names, as the page fetches them: the file first in `opened.json`.
fn opened(path: &Path) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let options = DesignOptions {
        library: library_folder(),
        ..DesignOptions::default()
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut files = Vec::new();
    match Opened::open(path, &options)? {
        Opened::LaunchFile(file) => {
            let packed = file.pack()?;
            files.push((name.into_owned(), packed.text.into_bytes()));
            files.extend(packed.files);
        }
        Opened::Design { import, .. } => {
            let bytes = std::fs::read(path).map_err(|error| {
                CliError::Input(format!("error: cannot read {}: {error}", path.display()))
            })?;
            files.push((name.into_owned(), bytes));
            let motors = import.motors.iter();
            files.extend(motors.map(|motor| (motor.file_name(), motor.bytes.to_vec())));
        }
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    // A list of texts cannot fail to become JSON.
    let list = serde_json::to_vec(&names).unwrap_or_default();
    let served = files.into_iter();
    let served = served.map(|(name, bytes)| (format!("opened/{name}"), bytes));
    Ok(served.chain([("opened.json".to_owned(), list)]).collect())
}
