//! The launch file: one TOML file, one launch.
//!
//! [`keys`] holds what a file may say; [`check`] compares a file with it; the other modules build the description,
//! each its own part, and the core judges whether it can be.

mod advice;
mod air;
mod at;
pub(crate) mod check;
mod common;
mod dispersed;
mod dispersion;
pub(crate) mod entry;
mod failures;
pub mod keys;
mod leaving;
pub mod materials;
mod motor;
mod object;
mod other_names;
mod parts;
mod recovery;
mod rocket;
pub(crate) mod source;
mod stage_entry;
mod stages;
mod start;
mod too_heavy;
mod uncertain;
pub(crate) mod value;
mod write;

use std::cell::RefCell;
use std::path::Path;

use downrange::earth::Earth;
use downrange::error::Fault;
use downrange::flight::{Launch, Settings, Site, Start, Vehicle};
use downrange::text::visible;
use toml::de::DeTable;

use crate::error::Error;
use crate::files;
use crate::kind_of_file::{self, Wanted};
use crate::text::{self, Unicode};
use crate::warning::Warning;
pub use dispersed::{Dispersed, read_dispersed};
use entry::Entry;
pub(crate) use keys::shared::MOST_PARTS;
use source::Source;
pub use too_heavy::blame_weight;
pub(crate) use uncertain::WORDS;
pub use write::{MotorFile, Remark, write_launch};

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

/// The text of a file, and what is called after it that has no name; a launch file or a claim file.
pub(crate) fn open(path: &Path, wanted: Wanted) -> Result<(String, String), Error> {
    let file = path.display().to_string();
    let what = match wanted {
        Wanted::Claim => "claim",
        _ => "launch",
    };
    let bytes = files::read(path, files::DESCRIPTION)
        .map_err(|reason| Error::unread(&*file, &format!("{what} file"), &reason))?;
    kind_of_file::expect(wanted, &file, &bytes)?;
    let text = match text::unicode(&bytes) {
        Unicode::Text(text) => text,
        Unicode::Broken { code, text, at } => {
            let title = format!("the file is not {code} text");
            return Err(Error::of_file(&*file, title).at(&text, at..at + 1));
        }
    };
    let name = path.file_stem().map_or(what.into(), |stem| {
        visible(&stem.to_string_lossy()).into_owned()
    });
    Ok((text, name))
}

/// The text of a launch file that has been read already, for pointing into it; nothing where it is gone.
fn again(path: &Path) -> String {
    let bytes = files::read(path, files::DESCRIPTION).unwrap_or_default();
    match text::unicode(&bytes) {
        Unicode::Text(text) | Unicode::Broken { text, .. } => text,
    }
}

/// From where the paths of a launch file start.
fn folder(path: &Path) -> &Path {
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
    let numbers = check::check(source, &keys::LAUNCH, &root)?;
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

/// The text as a tree of values.
pub(crate) fn table<'t>(file: &str, text: &'t str) -> Result<DeTable<'t>, Error> {
    match DeTable::parse(text) {
        Ok(root) => Ok(root.into_inner()),
        Err(reason) => {
            let title = reason.message().lines().collect::<Vec<_>>().join(", ");
            let span = reason.span().unwrap_or(0..0);
            Err(Error::of_file(file, format!("not TOML: {title}")).at(text, span))
        }
    }
}

/// The launch of a file that was checked, for the first time or once.
fn described(source: &Source<'_>, root: &DeTable<'_>, name: &str) -> Result<Launch, Error> {
    let launch = build(source, root, name)?;
    // What fails has to be there: it is found when it is described, not when it is flown.
    for failure in &launch.failures {
        launch
            .with_failure(&failure.name)
            .map_err(|fault| source.fault(root, &fault))?;
    }
    Ok(launch)
}

/// The launch of a file that was checked.
fn build(source: &Source<'_>, root: &DeTable<'_>, file_name: &str) -> Result<Launch, Error> {
    let entry = Entry::root(source, &keys::LAUNCH, root);
    let name = entry.text("name")?.unwrap_or(file_name).to_owned();
    let place = entry.table("site").ok_or_else(|| entry.missing("site"))?;
    let site = place.once(site)?;
    let start = match entry.table("start") {
        Some(start) => Start::State(start::state(start, &site)?),
        None => {
            let rail = entry.table("rail").ok_or_else(|| entry.missing("rail"))?;
            Start::Rail(rail.once(start::rail)?)
        }
    };
    let fixed = !place.is_open();
    let air = match entry.table("air") {
        Some(air) => air::read(air, site.elevation, fixed),
        None if fixed => entry.keep(|| air::standard(site.elevation)),
        None => air::standard(site.elevation),
    };
    let air = air.map_err(|problem| problem.pointed(source, root, "air"))?;
    let certain = ["rocket", "motor", "object", "stages", "parachutes"]
        .into_iter()
        .all(|key| !entry.is_open_at(key));
    let vehicle = match certain {
        true => entry.keep(|| vehicle(entry, &name))?,
        false => vehicle(entry, &name)?,
    };
    let earth = match entry.table("earth") {
        Some(earth) => start::earth(earth)?,
        None => Earth::WGS84,
    };
    let settings = match entry.table("settings") {
        Some(settings) => self::settings(settings)?,
        None => Settings::default(),
    };
    Ok(Launch {
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
    })
}

fn vehicle(entry: Entry<'_>, name: &str) -> Result<Vehicle, Error> {
    match entry.table("object") {
        Some(table) => {
            if entry.has("rail") {
                let title = "`rail` beside `object`, which has no motor to leave it";
                return Err(entry.error_at("rail", title).label("expected [start]"));
            }
            let object = object::read(table, recovery::read(entry)?, name)?;
            object
                .check()
                .map_err(|fault| entry.fault(&fault.inside("object")))?;
            Ok(Vehicle::Object(object))
        }
        None if entry.has("stages") => Ok(Vehicle::Stack(stages::read(entry, name)?)),
        None => {
            let rocket = entry.rocket("whole", rocket::read(entry, name)?);
            let rocket = rocket.map_err(|fault| entry.fault(&fault.inside("rocket")))?;
            Ok(Vehicle::Rocket(rocket))
        }
    }
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
        max_evaluations: match entry.number("max_evaluations")? {
            Some(number) if number.fract() != 0.0 => {
                let title = format!("`max_evaluations` is {number}, expected a whole number");
                return Err(entry.error_at("max_evaluations", title));
            }
            Some(number) => number as u64,
            None => default.max_evaluations,
        },
    })
}
