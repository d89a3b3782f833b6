//! Reads the design file of any program.

use std::path::Path;

use super::import::Import;
use super::options::DesignOptions;
use super::source::read_bytes;
use super::{openrocket, rasaero, rocksim};
use crate::error::Error;
use crate::files::{self, Files};
use crate::kind_of_file::{self, DesignProgram, Wanted};

/// Bytes of a design that are read at most; packed ones hold pictures.
pub const LARGEST: u64 = 64_000_000;

/// Whether a file is a design, by the ending of its name or by what it holds; one that cannot be read is none.
pub fn is_design(path: &Path) -> bool {
    named_so(path).unwrap_or_else(|| program(path).is_some())
}

/// Whether the ending of a name is that of a design; `None` where it says nothing.
fn named_so(path: &Path) -> Option<bool> {
    let ending = path.extension().unwrap_or_default();
    let mut designs = ["ork", "rkt", "cdx1"].iter();
    let named = designs.any(|known| ending.eq_ignore_ascii_case(known));
    // A launch file is text of its own, and is not opened twice.
    let is_launch = ending.eq_ignore_ascii_case("toml");
    (named || is_launch).then_some(named)
}

/// Whether a file of a place is a design, as [`is_design`] finds it.
pub fn is_design_of_place(files: &dyn Files, name: &str) -> bool {
    let bytes = || files.read(name, LARGEST).ok();
    let holds = |bytes: Vec<u8>| kind_of_file::design_program(name, &bytes).is_some();
    named_so(Path::new(name)).unwrap_or_else(|| bytes().is_some_and(holds))
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
    match wanted_program(&file, &bytes, options)? {
        DesignProgram::OpenRocket => openrocket::read(path, bytes, options),
        DesignProgram::RockSim => rocksim::read(path, &bytes, options),
        DesignProgram::Rasaero => rasaero::of_disk(path, &bytes, options),
    }
}

/// As [`read`], of a file of a place: its motors lie there, too, and all names are those of the place.
///
/// # Errors
/// As there.
pub fn of_place(files: &dyn Files, name: &str, options: &DesignOptions) -> Result<Import, Error> {
    let bytes = read_bytes(files, name, LARGEST)?;
    match wanted_program(&files.display(name), &bytes, options)? {
        DesignProgram::OpenRocket => openrocket::open(files, name, options),
        DesignProgram::RockSim => rocksim::open(files, name, options),
        DesignProgram::Rasaero => rasaero::open(files, name, options),
    }
}

/// The program of a design, by the bytes of its file.
fn wanted_program(
    file: &str,
    bytes: &[u8],
    options: &DesignOptions,
) -> Result<DesignProgram, Error> {
    let program = kind_of_file::design_program(file, bytes);
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
        Some(program @ (DesignProgram::OpenRocket | DesignProgram::RockSim)) => Ok(program),
        _ => {
            kind_of_file::expect(Wanted::Design, file, bytes)?;
            Ok(DesignProgram::Rasaero)
        }
    }
}
