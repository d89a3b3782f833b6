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
    /// The options of the command line, and their values, that say what is asked of a design: `--simulation`, `2`. The user's
    /// library, and whether links may lead outside, are asked of a launch file as well, and are not among them.
    pub fn words(&self) -> Vec<String> {
        let text = |path: &PathBuf| path.display().to_string();
        let once = [
            ("--motors", self.motors.as_ref().map(text)),
            ("--simulation", self.simulation.clone()),
            ("--configuration", self.configuration.clone()),
        ];
        let motors = self.preferred.iter().map(|(name, file)| {
            let chosen = match file.as_os_str().is_empty() {
                true => name.clone(),
                false => format!("{name}={}", file.display()),
            };
            ("--motor", Some(chosen))
        });
        let given = once.into_iter().chain(motors);
        given
            .filter_map(|(option, value)| Some([option.to_owned(), value?]))
            .flatten()
            .collect()
    }

    /// The options that [`words`](Self::words) says; `None` of other words.
    pub fn from_words(words: &[String]) -> Option<Self> {
        let mut options = Self::default();
        for pair in words.chunks(2) {
            let [option, value] = pair else {
                return None;
            };
            match option.as_str() {
                "--motors" => options.motors = Some(value.into()),
                "--simulation" => options.simulation = Some(value.clone()),
                "--configuration" => options.configuration = Some(value.clone()),
                "--motor" => options.preferred.push(Self::motor_choice(value)?),
                _ => return None,
            }
        }
        Some(options)
    }

    /// A motor and its file, `H120=H120.eng`, or the motor alone, `H120`, whose file is left open; `None` where one of them is
    /// empty.
    pub fn motor_choice(text: &str) -> Option<(String, PathBuf)> {
        let (name, file) = match text.split_once('=') {
            Some((_, "")) => return None,
            Some(both) => both,
            None => (text, ""),
        };
        let name = name.trim();
        (!name.is_empty()).then(|| (name.to_owned(), file.into()))
    }

    /// A motor of which no file is said.
    pub(super) fn without_file(&self) -> Option<&str> {
        let mut motors = self.preferred.iter();
        let open = motors.find(|(_, file)| file.as_os_str().is_empty())?;
        Some(&open.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends that a run in a folder can be gone on with as it was begun: its manifest has these words alone.
    #[test]
    fn words_say_all_that_is_asked() {
        let words = [
            "--motors",
            "my motors",
            "--simulation",
            "2",
            "--configuration",
            "[K650]",
            "--motor",
            "H120=a=b.eng",
            "--motor",
            "C6-5",
        ]
        .map(str::to_owned);
        let options = DesignOptions::from_words(&words).unwrap_or_default();
        assert_eq!(options.preferred[0].1, PathBuf::from("a=b.eng"));
        assert_eq!(options.preferred[1], ("C6-5".to_owned(), PathBuf::new()));
        assert_eq!(options.words(), words);
        for wrong in [
            &["--simulation"][..],
            &["--sed", "2"],
            &["--motor", "=b.eng"],
            &["--motor", "H120="],
        ] {
            let words: Vec<String> = wrong.iter().map(|each| (*each).to_owned()).collect();
            assert!(DesignOptions::from_words(&words).is_none(), "{wrong:?}");
        }
    }
}
