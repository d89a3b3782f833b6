//! Reads the design file of any program.

use std::path::Path;

use super::import::Import;
use super::options::DesignOptions;
use super::{openrocket, rasaero, rocksim};
use crate::error::Error;
use crate::files;
use crate::kind_of_file::{self, DesignProgram, Wanted};

/// Bytes of a design that are read at most; packed ones hold pictures.
pub const LARGEST: u64 = 64_000_000;

/// Whether a file is a design, by the ending of its name or by what it holds; one that cannot be read is none.
pub fn is_design(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    let named = ["ork", "rkt", "cdx1"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known));
    // A launch file is text of its own, and is not opened twice.
    named || (!ending.eq_ignore_ascii_case("toml") && program(path).is_some())
}

fn program(path: &Path) -> Option<DesignProgram> {
    let bytes = files::read(path, LARGEST).ok()?;
    kind_of_file::design_program(&path.display().to_string(), &bytes)
}

/// Reads a design file by what it holds, and the motors it names.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]); a motor that is not there, or that may be several, with
/// those that are nearly it; an option that the program of the file does not have.
pub fn read(path: &Path, options: &DesignOptions) -> Result<Import, Error> {
    let bytes = files::read(path, LARGEST)
        .map_err(|reason| Error::unread(path.display().to_string(), "file", &reason))?;
    of_bytes(path, bytes, options)
}

/// As [`read`], of the bytes of the file.
///
/// # Errors
/// As there.
pub fn of_bytes(path: &Path, bytes: Vec<u8>, options: &DesignOptions) -> Result<Import, Error> {
    let file = path.display().to_string();
    let program = kind_of_file::design_program(&file, &bytes);
    if program != Some(DesignProgram::RockSim)
        && let Some(name) = options.without_file()
    {
        let title = format!("no file is said for the motor `{name}`");
        return Err(Error::of_file(file, title).hint(
            "--motor NAME=FILE chooses the file of a motor that the design names; a motor by its name alone is for a RockSim file \
             that names none",
        ));
    }
    match program {
        Some(DesignProgram::OpenRocket) => openrocket::read(path, bytes, options),
        Some(DesignProgram::RockSim) => rocksim::read(path, &bytes, options),
        _ => {
            kind_of_file::expect(Wanted::Design, &file, &bytes)?;
            rasaero::of_disk(path, &bytes, options)
        }
    }
}
