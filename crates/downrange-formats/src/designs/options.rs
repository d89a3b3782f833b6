//! What is asked of a design file.

use std::path::PathBuf;

/// What is asked of a design file.
#[derive(Debug, Clone, Default)]
pub struct DesignOptions {
    /// The folder of the motor files; `None` is the folder of the file itself and `motors` in it.
    pub motors: Option<PathBuf>,
    /// The folder of the user's motor library, for motors that are not there.
    pub library: Option<PathBuf>,
    /// Which stored simulation flies: its number from 1, or, where the program names them, its name; `None` is the first.
    pub simulation: Option<String>,
    /// Which flight configuration flies, by its name; `None` is that of the simulation.
    pub configuration: Option<String>,
    /// The files of motors, by the names of the motors: paths, or names of files in the folder of the motors; an empty path leaves
    /// the file open. In a RockSim file that names no motor these are its motors, from the sustainer down.
    pub preferred: Vec<(String, PathBuf)>,
    /// Whether symbolic links may lead out of the folder of the file, where its motors are taken from there (see
    /// [`Folder::allow_outside`](crate::files::Folder::allow_outside)). What is named above is the user's own word.
    pub allow_outside: bool,
}

impl DesignOptions {
    /// A motor of which no file is said.
    pub(super) fn without_file(&self) -> Option<&str> {
        let mut motors = self.preferred.iter();
        let open = motors.find(|(_, file)| file.as_os_str().is_empty())?;
        Some(&open.0)
    }
}
