//! A launch file with the files that it names, to be read in another process or on another machine.

use std::collections::BTreeMap;

use crate::files::{Entries, FileError, Files, Memory, Unread};
use crate::motors::PackedMotor;
use crate::warning::Warning;

/// A launch file with the bytes of all files that it names. Unpacked elsewhere it is read to the same launch, with the same
/// digest. What another program stored of the flight is left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedLaunch {
    /// How messages call it.
    pub file: String,
    /// What a launch without a name is called.
    pub name: String,
    /// The text.
    pub text: String,
    /// The bytes of the files that it names, by the names that stand in it.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The motors of a motor library that it names, by their designations in it.
    pub motors: BTreeMap<String, PackedMotor>,
    /// What is told of it whenever it is read.
    pub warnings: Vec<Warning>,
}

/// The files of a packed launch, by the very names that stand in it: these may lead out of its folder.
#[derive(Debug)]
pub struct PackedFiles {
    named: BTreeMap<String, Vec<u8>>,
    /// The same, of which those that lead nowhere out are found by other spellings, and listed.
    plain: Memory,
}

impl PackedFiles {
    /// These files.
    pub fn new(named: BTreeMap<String, Vec<u8>>) -> Self {
        let plain = named.iter();
        let plain = plain.fold(Memory::new(), |all, (name, bytes)| all.with(name, bytes));
        Self { named, plain }
    }
}

impl Files for PackedFiles {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        match self.named.get(name) {
            Some(bytes) if bytes.len() as u64 > limit => {
                let size = Some(bytes.len() as u64);
                Err(Unread::TooLarge { size, limit }.into())
            }
            Some(bytes) => Ok(bytes.clone()),
            None => self.plain.read(name, limit),
        }
    }

    fn entries(&self, folder: &str) -> Result<Entries, FileError> {
        self.plain.entries(folder)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::LaunchFile;
    use std::path::Path;

    /// Defends that a launch reads the same elsewhere: its name, its digest and what is told of it, with motors in files, tables,
    /// and winds; and that it needs no file there.
    #[test]
    fn a_packed_launch_reads_the_same() {
        let rockets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets");
        for rocket in ["calisto-dispersed", "hybrid", "two-stage", "wind-ensemble"] {
            let file = LaunchFile::open(rockets.join(rocket).join("launch.toml")).unwrap();
            let packed = file.pack().unwrap();
            assert!(!packed.files.is_empty());
            let unpacked = LaunchFile::unpack(packed.clone());
            assert_eq!(unpacked.digest().unwrap(), file.digest().unwrap());
            assert_eq!(
                unpacked.launch().unwrap().launch,
                file.launch().unwrap().launch
            );
            assert_eq!(unpacked.pack().unwrap(), packed);
        }
    }

    /// Defends that a motor of the user's motor library travels with the launch, to where there is no such library or another one.
    #[test]
    fn a_motor_of_the_library_is_carried() {
        let rockets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets");
        let library = tempfile::tempdir().unwrap();
        let motor = "Cesaroni_K650.eng";
        let other = "K650-PK 54 327 0 1.0 2.0 CTI\n0.1 100\n2 0\n;\n";
        let both = std::fs::read_to_string(rockets.join("openrocket").join(motor)).unwrap()
            + "\n"
            + &other.replace("K650-PK", "K651");
        std::fs::write(library.path().join(motor), both).unwrap();
        let file = LaunchFile::open(rockets.join("wind-ensemble/launch.toml")).unwrap();
        let file = file.without("motor").unwrap();
        let file = file.with("motor.designation", "K650").unwrap();
        let file = file.with_motors(library.path());
        let (read, digest) = (file.launch().unwrap(), file.digest().unwrap());
        let packed = file.pack().unwrap();
        assert_eq!(packed.motors.keys().collect::<Vec<_>>(), ["K650"]);
        std::fs::write(library.path().join(motor), other).unwrap();
        let unpacked = LaunchFile::unpack(packed.clone());
        for elsewhere in [unpacked.clone(), unpacked.with_motors(library.path())] {
            assert_eq!(elsewhere.launch().unwrap(), read);
            assert_eq!(elsewhere.digest().unwrap(), digest);
            assert_eq!(elsewhere.pack().unwrap(), packed);
        }
    }
}
