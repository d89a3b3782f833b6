//! Reads a RASAero file.

use std::path::{Path, PathBuf};

use downrange::earth::Earth;
use downrange::flight::{Launch, Settings, Start};
use downrange::text::visible;

use crate::designs::xml::{Document, Node};

use super::{conditions, design, unused, vehicle};
use crate::designs::import::Import;
use crate::designs::motor_folder::{beside, motor_library};
use crate::designs::options::DesignOptions;
use crate::designs::warnings::Warnings;
use crate::error::Error;
use crate::files::{self, FileError, Files};
use crate::kind_of_file::{self, Wanted};
use crate::motors::MotorLibrary;
use crate::text::decoded;

/// What is asked of a file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder of the motor files; `None` is the folder of the file itself and `motors` in it.
    pub motors: Option<PathBuf>,
    /// The folder of the user's motor library, for motors that are not there (see
    /// [`InstalledMotors`](crate::motors::InstalledMotors)).
    pub library: Option<PathBuf>,
    /// Which simulation flies, from 1; `None` is the first.
    pub simulation: Option<usize>,
    /// The files of engines, by the names of the engines: paths, or names of files in the folder of the motors.
    pub preferred: Vec<(String, PathBuf)>,
    /// Whether symbolic links may lead out of the folder of the file, where its motors are taken from there (see
    /// [`Folder::allow_outside`](crate::files::Folder::allow_outside)). What is named above is the user's own word.
    pub allow_outside: bool,
}

/// Whether a file is RASAero's by the ending of its name.
pub fn is_rasaero_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("cdx1"))
}

/// Reads a file of the disk and the motors it names.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]); a motor that is not there, or that may be several, with
/// those that are nearly it.
pub fn read(path: &Path, options: &Options) -> Result<Import, Error> {
    let file = path.display().to_string();
    let bytes = files::read(path, files::DESCRIPTION)
        .map_err(|reason| Error::unread(&*file, "file", &reason))?;
    of_bytes(&file, path, &bytes, options.simulation, || {
        motor_library(
            path,
            &DesignOptions {
                motors: options.motors.clone(),
                preferred: options.preferred.clone(),
                library: options.library.clone(),
                allow_outside: options.allow_outside,
                ..DesignOptions::default()
            },
        )
    })
}

/// Reads a file of a place with the motors that lie beside it and in its `motors` there; the first simulation flies unless
/// another is chosen.
///
/// # Errors
/// As [`read`].
pub fn open(files: &dyn Files, name: &str, simulation: Option<usize>) -> Result<Import, Error> {
    let file = files.display(name);
    let bytes = files
        .read(name, files::DESCRIPTION)
        .map_err(|reason| match reason {
            FileError::Outside => Error::of_file(&*file, reason.to_string()),
            FileError::Unread(reason) => Error::unread(&*file, "file", &reason),
        })?;
    of_bytes(&file, Path::new(name), &bytes, simulation, || {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        beside(files, folder)
    })
}

/// Reads the bytes of a file with the motors of a library, which is read after it.
fn of_bytes(
    file: &str,
    path: &Path,
    bytes: &[u8],
    simulation: Option<usize>,
    library: impl FnOnce() -> Result<MotorLibrary, Error>,
) -> Result<Import, Error> {
    kind_of_file::expect(Wanted::Rasaero, file, bytes)?;
    let text = decoded(bytes);
    let name = path.file_stem().map_or("launch".into(), |stem| {
        visible(&stem.to_string_lossy()).into_owned()
    });
    // A file that is none is refused before all motors beside it are read.
    let document = Document::parse(file, text)?;
    import(file, &document, &name, &library()?, simulation)
}

/// Reads the text of a file called `rocket.CDX1` with the motors of a library; the first simulation flies unless another is
/// chosen.
///
/// # Errors
/// As [`read`].
pub fn parse(
    text: &str,
    library: &MotorLibrary,
    simulation: Option<usize>,
) -> Result<Import, Error> {
    let file = "rocket.CDX1";
    let document = Document::parse(file, text.to_owned())?;
    import(file, &document, "rocket", library, simulation)
}

fn import(
    file: &str,
    document: &Document,
    name: &str,
    library: &MotorLibrary,
    simulation: Option<usize>,
) -> Result<Import, Error> {
    let root = document.root();
    if root.name() != "RASAeroDocument" {
        return Err(root
            .error(format!(
                "an XML file of `{}`, expected `RASAeroDocument`",
                root.name()
            ))
            .hint("is it a RASAero II file?"));
    }
    let mut warnings = Warnings::of_file(file);
    if let Some(version) = root.child("FileVersion")
        && version.text() != "2"
    {
        warnings.of(version, "only files of version 2 are known: read as one");
    }
    let design = design::read(root.need("RocketDesign")?, &mut warnings)?;
    let comments = root
        .need("RocketDesign")?
        .word("Comments")
        .unwrap_or_default();
    let mut conditions = conditions::read(root.need("LaunchSite")?, &mut warnings)?;
    let parachutes = match root.child("Recovery") {
        Some(recovery) => conditions::parachutes(recovery, &mut warnings)?,
        None => Vec::new(),
    };
    let list = root.need("SimulationList")?;
    let engines: Vec<&str> = list
        .elements()
        .flat_map(|simulation| vehicle::engines(simulation))
        .collect();
    if let Some(name) = library.unwanted(&engines) {
        let title = format!("no engine of the file is called `{name}`");
        return Err(list
            .error(title)
            .hint(format!("its engines are {}", engines.join(", "))));
    }
    let chosen = choose(root, simulation, &mut warnings)?;
    let flown = vehicle::read(chosen, &design, library, parachutes, name, &mut warnings)?;
    if let Some(whole) = flown.vehicle.rocket() {
        conditions::guide(&mut conditions.rail, whole, &mut warnings);
    }
    unused::report_unused(root, &mut warnings);
    let (warnings, remarks) = warnings.into_parts();
    Ok(Import {
        program: "RASAero II",
        launch: Launch {
            name: name.to_owned(),
            earth: Earth::WGS84,
            site: conditions.site,
            start: Start::Rail(conditions.rail),
            air: conditions.air,
            vehicle: flown.vehicle,
            perturbation: downrange::flight::Perturbation::default(),
            settings: Settings::default(),
            failures: Vec::new(),
            failure: None,
        },
        warnings,
        remarks,
        comments: comments.to_owned(),
        motors: flown.motors,
    })
}

/// The simulation that flies.
fn choose<'a>(
    root: Node<'a>,
    wanted: Option<usize>,
    warnings: &mut Warnings,
) -> Result<Node<'a>, Error> {
    let list = root.need("SimulationList")?;
    let simulations = list.all("Simulation");
    let number = wanted.unwrap_or(1);
    let Some(chosen) = number
        .checked_sub(1)
        .and_then(|index| simulations.get(index))
    else {
        let title = match (simulations.len(), wanted) {
            (0, _) => "the file has no simulation: it says neither motor nor weight".to_owned(),
            (count, _) => format!("no simulation {number}: the file has {count}"),
        };
        let error = list.error(title);
        return Err(match simulations.is_empty() {
            true => {
                error.hint("enter a motor and the weight with it in RASAero, and save the file")
            }
            false => error,
        });
    };
    for (index, other) in simulations.iter().enumerate() {
        if index + 1 != number {
            let engine = other.word("SustainerEngine").unwrap_or("no motor");
            let message = format!(
                "simulation {} with {engine} is not flown: choose it with --simulation {}",
                index + 1,
                index + 1
            );
            warnings.of(*other, message);
            other.mark_used();
        }
    }
    Ok(*chosen)
}
