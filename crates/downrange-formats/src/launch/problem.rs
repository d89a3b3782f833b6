//! What stops a builder.

use downrange::error::Fault;
use toml::de::DeTable;

use crate::error::Error;
use crate::toml_file::source::TomlSource;

/// What stops a builder: a fault of the file, or one the core found in what was built.
pub enum Problem {
    File(Error),
    Core(Fault),
}

impl Problem {
    /// The fault, pointed at its place in the file.
    pub fn pointed(self, source: &TomlSource<'_>, root: &DeTable<'_>, place: &str) -> Error {
        match self {
            Self::File(error) => error,
            Self::Core(fault) => source.fault(root, &fault.inside(place)),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::File(error)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::Core(fault)
    }
}
