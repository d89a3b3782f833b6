//! `downrange convert`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use downrange_formats::designs::{self, Conversion};
use downrange_formats::output;

use crate::error::{CliError, print_error};
use crate::input::LaunchArguments;
use crate::printer::tell;

#[derive(Args)]
pub struct ConvertArguments {
    #[command(flatten)]
    input: LaunchArguments,
    /// The launch file to write; it must not exist yet
    #[arg(value_name = "OUT.toml")]
    out: PathBuf,
    /// Write over a file that exists
    #[arg(long)]
    force: bool,
    /// Print nothing but errors
    #[arg(long, short)]
    quiet: bool,
}

/// Reads, writes.
pub fn run(arguments: &ConvertArguments) -> Result<(), CliError> {
    let ConvertArguments { input, out, .. } = arguments;
    // A link that leads nowhere is there too.
    if std::fs::symlink_metadata(out).is_ok() && !arguments.force {
        let message = format!(
            "error: {} exists\nhelp: --force writes over it",
            out.display()
        );
        return Err(CliError::Output(message));
    }
    let reading = designs::read(&input.launch, &input.options())?;
    tell(&reading.warnings, arguments.quiet);
    let folder = match out.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let failed = |error: io::Error| CliError::unwritten(out, &error);
    std::fs::create_dir_all(folder).map_err(failed)?;
    let Conversion { file, motors } = designs::convert(&reading, &input.launch, folder)?;
    let file = input.document.edit(file)?;
    file.launch()?;
    motors.write_beside(folder, arguments.force)?;
    output::write_text(out, file.to_toml()).map_err(failed)?;
    if arguments.quiet {
        return Ok(());
    }
    if let [first, ..] = motors.outside().as_slice() {
        print_error(&format!(
            "note: {} names files outside its folder, such as {first}: fly it with --allow-outside, or copy them into the folder \
             and name them anew",
            out.display()
        ));
    }
    let beside = motors.beside.keys().map(|name| folder.join(name));
    for path in beside.chain([out.clone()]) {
        writeln!(io::stdout(), "wrote {}", path.display())
            .map_err(|error| CliError::of_stdout(&error))?;
    }
    Ok(())
}
