//! What a file is, where it is not what is wanted: a design, a weather file, a spreadsheet of another program.
//!
//! A form is known by its first bytes, by the outermost element of XML, by what an archive holds, or, where these say
//! nothing, by the ending of its name. What is found so is named in the message, with the way that exists from it to a file
//! that is read. Signatures are those of the formats' own specifications; [`forms::FORMS`] lists them.

mod detect;
mod expect;
mod forms;
mod program;
#[cfg(test)]
mod tests;
mod wanted;

pub use expect::expect;
pub use program::{DesignProgram, design_program};
pub use wanted::Wanted;
