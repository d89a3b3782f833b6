//! Where a launch file finds the motors that it names by their designation alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use downrange::motor::MotorOrigin;

use super::find::InstalledMotor;
use crate::motors::library_motor::motors_of_file;

/// A motor of a motor library with its file, to be found elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedMotor {
    /// The name of the file in the library.
    pub name: String,
    /// How messages call the file.
    pub file: String,
    /// What it is of: the motor library, or which motor database.
    pub place: String,
    /// Where the file was found.
    pub origin: MotorOrigin,
    /// What names the motor in the file, where it is not the only one.
    pub designation: Option<String>,
    /// What was passed over for it, in a sentence.
    pub passed_over: Option<String>,
    /// The bytes of the file.
    pub bytes: Vec<u8>,
}

impl From<&InstalledMotor> for PackedMotor {
    fn from(motor: &InstalledMotor) -> Self {
        let library_motor = &motor.library_motor;
        Self {
            name: motor.name.clone(),
            file: library_motor.file.display().to_string(),
            place: motor.place.clone(),
            origin: library_motor.origin,
            designation: library_motor.designation.clone(),
            passed_over: motor.passed_over.clone(),
            bytes: library_motor.bytes.to_vec(),
        }
    }
}

impl PackedMotor {
    /// The motor; `None` where the file does not hold it.
    fn unpack(self) -> Option<InstalledMotor> {
        let (motors, _) = motors_of_file(&self.file, self.bytes.into(), self.origin);
        let mut motors = motors.into_iter();
        Some(InstalledMotor {
            library_motor: motors.find(|motor| motor.designation == self.designation)?,
            name: self.name,
            place: self.place,
            passed_over: self.passed_over,
        })
    }
}

/// Where a launch file finds the motors that it names by their designation alone: those that it carries, by these designations,
/// and a motor library.
#[derive(Debug, Clone, Default)]
pub struct MotorSupply {
    carried: BTreeMap<String, Option<InstalledMotor>>,
    folder: Option<PathBuf>,
}

impl MotorSupply {
    /// Motors that are carried, by their designations.
    pub fn carrying(motors: BTreeMap<String, PackedMotor>) -> Self {
        let motors = motors.into_iter();
        Self {
            carried: motors
                .map(|(wanted, motor)| (wanted, motor.unpack()))
                .collect(),
            folder: None,
        }
    }

    /// The same with the folder of a motor library, for what is not carried.
    #[must_use]
    pub fn with_folder(&self, folder: &Path) -> Self {
        Self {
            carried: self.carried.clone(),
            folder: Some(folder.to_owned()),
        }
    }

    /// The motor that is carried for a designation; inside `None` where the file that is carried for it does not hold it.
    pub fn carried(&self, wanted: &str) -> Option<Option<&InstalledMotor>> {
        self.carried.get(wanted).map(Option::as_ref)
    }

    /// The folder of the motor library.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}
