//! Where the curve of a motor comes from.

/// Where the curve of a motor comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum MotorSource {
    /// A motor file.
    File {
        /// Its name, without the folders it lies in.
        name: String,
        /// The SHA-256 of its bytes, hexadecimal.
        sha256: String,
        /// Where it was found.
        origin: MotorOrigin,
    },
    /// Thrust and mass against time of a flight that a design file stores.
    StoredFlight {
        /// The simulation that computed it.
        simulation: String,
    },
}

/// Where a motor file was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MotorOrigin {
    /// A folder that the user named, or that of the launch file or design.
    Folder,
    /// The design file itself.
    Design,
    /// The user's motor library.
    Library,
    /// A public motor database in the user's motor library.
    Database,
}

impl MotorOrigin {
    /// The origin in words, such as `motor library`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Design => "design file",
            Self::Library => "motor library",
            Self::Database => "motor database",
        }
    }
}
