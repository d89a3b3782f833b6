//! Which program a design is of.

use super::detect::{by_bytes, by_ending, ending};
use super::forms::FileKind;

/// A program whose designs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DesignProgram {
    /// OpenRocket.
    OpenRocket,
    /// RockSim.
    RockSim,
    /// RASAero II.
    Rasaero,
}

/// The program whose design a file is by what it holds, or, where that says nothing, by the ending of its name; none for
/// anything else.
pub fn design_program(file: &str, bytes: &[u8]) -> Option<DesignProgram> {
    let ending = ending(file);
    let form = by_bytes(bytes, &ending).or_else(|| by_ending(&ending))?;
    match form.kind {
        FileKind::OpenRocket => Some(DesignProgram::OpenRocket),
        FileKind::RockSim => Some(DesignProgram::RockSim),
        FileKind::Rasaero => Some(DesignProgram::Rasaero),
        _ => None,
    }
}
