//! The launch file: one TOML file, one launch.
//!
//! [`keys`] holds what a file may say; [`check`] compares a file with it; the other modules build the description,
//! each its own part, and the core judges whether it can be.

mod air;
pub(crate) mod check;
pub(crate) mod entry;
mod failures;
pub mod keys;
mod leaving;
pub mod materials;
mod motor;
mod object;
mod parts;
mod recovery;
mod rocket;
pub(crate) mod source;
mod stages;
mod start;
pub(crate) mod value;
mod write;

use std::path::{Path, PathBuf};

use downrange::earth::Earth;
use downrange::error::Fault;
use downrange::flight::{Launch, Settings, Site, Start, Vehicle};
use downrange::rocket::Rocket;
use toml::de::DeTable;

use crate::error::Error;
use entry::Entry;
use source::Source;
pub(crate) use source::nearest;
pub use write::{MotorFile, Remark, write_launch};

/// Reads a launch file and the files it names.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]).
pub fn read_launch(path: &Path) -> Result<Launch, Error> {
    let (file, text) = text_of(path, "launch")?;
    let name = path
        .file_stem()
        .map_or("launch".into(), |stem| stem.to_string_lossy().into_owned());
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let text = text.as_str();
    read(&Source { file, text, folder }, &name)
}

/// What a file is called in messages, and its text, without a byte order mark; `what` it is: a launch file, say.
pub(crate) fn text_of(path: &Path, what: &str) -> Result<(String, String), Error> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|reason| match reason.kind() {
        std::io::ErrorKind::NotFound => Error::of_file(&*file, format!("no such {what} file")),
        _ => Error::of_file(&*file, format!("the {what} file cannot be read: {reason}")),
    })?;
    let text = String::from_utf8(bytes).map_err(|reason| {
        let at = reason.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(reason.as_bytes()).into_owned();
        Error::of_file(&*file, "the file is not UTF-8 text").at(&text, at..at + 1)
    })?;
    Ok((file, text.trim_start_matches('\u{feff}').to_owned()))
}

/// Points at what a fault found after reading (in flight, say) is about; the place is a dotted path as in the file.
pub fn blame(path: &Path, fault: &Fault) -> Error {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let source = Source {
        file: file.clone(),
        text: text.trim_start_matches('\u{feff}'),
        folder: PathBuf::new(),
    };
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
pub fn parse_launch(text: &str, folder: impl AsRef<Path>) -> Result<Launch, Error> {
    let source = Source {
        file: "launch.toml".into(),
        text,
        folder: folder.as_ref().to_path_buf(),
    };
    read(&source, "launch")
}

fn read(source: &Source<'_>, file_name: &str) -> Result<Launch, Error> {
    let root = source.parse()?;
    let root = root.get_ref();
    check::check(source, &keys::LAUNCH, root)?;
    let entry = Entry::root(source, &keys::LAUNCH, root);
    let name = entry.text("name")?.unwrap_or(file_name).to_owned();
    let site = site(entry.table("site").ok_or_else(|| entry.missing("site"))?)?;
    let start = match entry.table("start") {
        Some(start) => Start::State(start::state(start, &site)?),
        None => Start::Rail(start::rail(
            entry.table("rail").ok_or_else(|| entry.missing("rail"))?,
        )?),
    };
    let air = match entry.table("air") {
        Some(air) => air::read(air, site.elevation),
        None => air::standard(site.elevation),
    };
    let air = air.map_err(|problem| problem.pointed(source, root, "air"))?;
    let vehicle = match entry.table("object") {
        Some(table) => {
            if entry.has("rail") {
                let title = "`rail` beside `object`, which has no motor to leave it";
                return Err(entry.error_at("rail", title).label("expected [start]"));
            }
            let object = object::read(table, recovery::read(entry)?, &name)?;
            object
                .check()
                .map_err(|fault| source.fault(root, &fault.inside("object")))?;
            Vehicle::Object(object)
        }
        None if entry.has("stages") => Vehicle::Stack(stages::read(entry, &name)?),
        None => {
            let rocket = Rocket::new(rocket::read(entry, &name)?);
            Vehicle::Rocket(rocket.map_err(|fault| source.fault(root, &fault.inside("rocket")))?)
        }
    };
    let earth = match entry.table("earth") {
        Some(earth) => start::earth(earth)?,
        None => Earth::WGS84,
    };
    let settings = match entry.table("settings") {
        Some(settings) => self::settings(settings)?,
        None => Settings::default(),
    };
    let launch = Launch {
        name,
        earth,
        site,
        start,
        air,
        vehicle,
        trim: downrange::flight::Trim::default(),
        settings,
        failures: failures::read(entry)?,
        failure: None,
    };
    // What fails has to be there: it is found when it is described, not when it is flown.
    for failure in &launch.failures {
        launch
            .with_failure(&failure.name)
            .map_err(|fault| entry.fault(&fault))?;
    }
    Ok(launch)
}

/// What stops a builder: a fault of the file, or one the core found in what was built.
enum Problem {
    File(Error),
    Core(Fault),
}

impl Problem {
    fn pointed(self, source: &Source<'_>, root: &DeTable<'_>, place: &str) -> Error {
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

fn site(entry: Entry<'_>) -> Result<Site, Error> {
    Ok(Site {
        latitude: entry.need("latitude")?,
        longitude: entry.need("longitude")?,
        elevation: entry.number_or("elevation", 0.0)?,
        date: entry.date("date")?,
    })
}

fn settings(entry: Entry<'_>) -> Result<Settings, Error> {
    let default = Settings::default();
    Ok(Settings {
        relative_tolerance: entry.number_or("relative_tolerance", default.relative_tolerance)?,
        absolute_tolerance: entry.number_or("absolute_tolerance", default.absolute_tolerance)?,
        max_time: entry.number_or("max_time", default.max_time)?,
    })
}
