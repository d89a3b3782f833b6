//! A launch file read.

use std::cell::RefCell;
use std::path::Path;

use downrange::error::Fault;
use downrange::flight::Launch;
use toml::de::DeTable;

use super::build::described;
use super::dispersed::{self, Dispersed};
use super::dispersion;
use super::keys::LAUNCH;
use crate::error::Error;
use crate::files;
use crate::kind_of_file::Wanted;
use crate::text::{self, Unicode};
use crate::toml_file::check::check;
use crate::toml_file::open::{open, table};
use crate::toml_file::source::Source;
use crate::toml_file::uncertain;
use crate::warning::Warning;

/// A launch as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadLaunch {
    /// The launch.
    pub launch: Launch,
    /// What was read otherwise than it stands, in the file and those that it names: rows put in order, say.
    pub warnings: Vec<Warning>,
}

/// Reads a launch file and the files it names; a number that is a distribution has its nominal value.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]).
pub fn read_launch(path: &Path) -> Result<ReadLaunch, Error> {
    ReadOptions::new().read_launch(path)
}

/// How launch files are read: [`read_launch`] and its like have none of these.
///
/// ```
/// use downrange_formats::ReadOptions;
///
/// let text = "
/// [site]
/// latitude = 0
/// longitude = 0
/// [rail]
/// length = 5
/// elevation_angle = \"90 deg\"
/// [rocket]
/// [motor]
/// [air]
/// profile = \"/etc/hostname\"
/// ";
/// let error = ReadOptions::new().parse_launch(text, ".").unwrap_err();
/// assert_eq!(error.message(), "`/etc/hostname` leads out of the folder of the launch file");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadOptions {
    allow_outside: bool,
}

impl ReadOptions {
    /// A launch file is not believed more than needed.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether a launch file may name files outside its own folder and the folders in it, by an absolute path, by `..` or by a
    /// symbolic link: a launch file from elsewhere could else show pieces of any file in its messages.
    #[must_use]
    pub fn allow_outside(mut self, allow: bool) -> Self {
        self.allow_outside = allow;
        self
    }

    /// As [`read_launch`](crate::read_launch).
    ///
    /// # Errors
    /// As there.
    pub fn read_launch(&self, path: &Path) -> Result<ReadLaunch, Error> {
        let (text, name) = open(path, Wanted::Launch)?;
        let file = path.display().to_string();
        let source = Source {
            allow_outside: self.allow_outside,
            ..Source::new(&file, &text, folder(path))
        };
        parse(&source, &name)
    }

    /// As [`read_dispersed`](crate::read_dispersed).
    ///
    /// # Errors
    /// As there.
    pub fn read_dispersed(&self, path: &Path) -> Result<Dispersed, Error> {
        dispersed::read(path, self.allow_outside)
    }

    /// As [`parse_launch`](crate::parse_launch).
    ///
    /// # Errors
    /// As there.
    pub fn parse_launch(&self, text: &str, folder: impl AsRef<Path>) -> Result<ReadLaunch, Error> {
        let text = text::line_feeds(text);
        let source = Source {
            allow_outside: self.allow_outside,
            ..Source::new("launch.toml", &text, folder.as_ref())
        };
        parse(&source, "launch")
    }
}

/// The text of a launch file that has been read already, for pointing into it; nothing where it is gone.
pub(super) fn again(path: &Path) -> String {
    let bytes = files::read(path, files::DESCRIPTION).unwrap_or_default();
    match text::unicode(&bytes) {
        Unicode::Text(text) | Unicode::Broken { text, .. } => text,
    }
}

/// From where the paths of a launch file start.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Points at what a fault found after reading (in flight, say) is about; the place is a dotted path as in the file.
pub fn blame(path: &Path, fault: &Fault) -> Error {
    let file = path.display().to_string();
    let text = again(path);
    let source = Source::new(&file, &text, Path::new(""));
    match DeTable::parse(source.text) {
        Ok(root) => source.fault(root.get_ref(), fault),
        // A file of another program.
        Err(_) => {
            let error = Error::of_file(file, fault.message.clone());
            match &fault.hint {
                Some(hint) => error.hint(hint.as_str()),
                None => error,
            }
        }
    }
}

/// Reads the text of a launch file called `launch.toml`; its paths start from a folder.
///
/// # Errors
/// As [`read_launch`].
pub fn parse_launch(text: &str, folder: impl AsRef<Path>) -> Result<ReadLaunch, Error> {
    ReadOptions::new().parse_launch(text, folder)
}

fn parse(source: &Source<'_>, name: &str) -> Result<ReadLaunch, Error> {
    let root = table(source.file, source.text)?;
    let told = RefCell::default();
    let source = &Source {
        told: Some(&told),
        ..*source
    };
    let numbers = check(source, &LAUNCH, &root)?;
    let places = uncertain::places(&numbers);
    let nominal: Vec<f64> = numbers.iter().map(|number| number.nominal).collect();
    let source = Source {
        uncertain: Some(&places),
        values: &nominal,
        ..*source
    };
    let launch = described(&source, &root, name)?;
    // What cannot be uncertain so is found when it is described, not when it is dispersed.
    dispersion::read(&source, &root, &launch, &numbers)?;
    let warnings = told.into_inner().warnings;
    Ok(ReadLaunch { launch, warnings })
}
