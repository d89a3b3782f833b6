//! Flies every case, prints what was found, and fails when one falls out.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use validation::{Group, drawings, page, table};

/// Flies every case, prints what was found, and ends with 1 when one falls out
#[derive(Parser)]
struct Arguments {
    /// Write the table as validation.md and, with a picture a case, as validation.html into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let groups = Group::all(drawings::folder().as_deref())?;
    print!("{}", table::text(&groups));
    if let Some(folder) = &arguments.out {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        for (name, text) in [
            ("validation.md", table::markdown(&groups)),
            ("validation.html", page::html(&groups)?),
        ] {
            let path = folder.join(name);
            std::fs::write(&path, text).with_context(|| path.display().to_string())?;
        }
    }
    Ok(ExitCode::from(u8::from(!groups.iter().all(Group::passes))))
}
