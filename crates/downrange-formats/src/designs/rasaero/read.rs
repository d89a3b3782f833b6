//! Reads a RASAero file.

use std::path::Path;

use super::{conditions, design, stored, unused, vehicle};
use crate::designs::import::Import;
use crate::designs::motor_choice::refuse_unwanted;
use crate::designs::motor_folder::{motor_library, motors_of_place};
use crate::designs::options::DesignOptions;
use crate::designs::source::{expect_root, launch_name, read_bytes};
use crate::designs::warnings::Warnings;
use crate::designs::xml::{Document, Node};
use crate::error::Error;
use crate::files::{self, Files, Unread};
use crate::kind_of_file::{self, Wanted};
use crate::motors::MotorLibrary;
use crate::text::decoded;

/// Reads a file of the disk and the motors it names.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]); a motor that is not there, or that may be several, with
/// those that are nearly it; an option that is only of other programs.
pub fn read(path: &Path, options: &DesignOptions) -> Result<Import, Error> {
    let file = path.display().to_string();
    let bytes = files::read(path, files::DESCRIPTION)
        .map_err(|reason| Error::unread(&*file, "file", &reason))?;
    of_disk(path, &bytes, options)
}

/// Reads the bytes of a file of the disk, as [`read`].
pub fn of_disk(path: &Path, bytes: &[u8], options: &DesignOptions) -> Result<Import, Error> {
    let file = path.display().to_string();
    let (size, limit) = (bytes.len() as u64, files::DESCRIPTION);
    if size > limit {
        let size = Some(size);
        let reason = Unread::TooLarge { size, limit };
        return Err(Error::unread(file, "file", &reason));
    }
    let simulation = simulation(&file, options)?;
    of_bytes(&file, path, bytes, simulation, || {
        motor_library(path, options)
    })
}

/// The number of the simulation that is asked for: simulations have no names, and the file has no configurations.
fn simulation(file: &str, options: &DesignOptions) -> Result<Option<usize>, Error> {
    if options.configuration.is_some() {
        let title = "a RASAero II file has no flight configurations";
        return Err(
            Error::of_file(file, title).hint("--simulation N chooses one of its simulations")
        );
    }
    let number = options.simulation.as_deref().map(|asked| {
        asked.trim().parse().map_err(|_| {
            Error::of_file(file, format!("no simulation `{asked}`"))
                .hint("simulations of a RASAero II file have no names: give its number, from 1")
        })
    });
    number.transpose()
}

/// Reads a file of a place with the motors that lie there: those of the folder that was given, or those beside it and in its
/// `motors`.
///
/// # Errors
/// As [`read`].
pub fn open(files: &dyn Files, name: &str, options: &DesignOptions) -> Result<Import, Error> {
    let bytes = read_bytes(files, name, files::DESCRIPTION)?;
    let file = files.display(name);
    let simulation = simulation(&file, options)?;
    of_bytes(&file, Path::new(name), &bytes, simulation, || {
        motors_of_place(files, name, options)
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
    let name = launch_name(path);
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
    expect_root(root, "RASAeroDocument", "a RASAero II")?;
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
    refuse_unwanted(list, library.preferred(), &engines)?;
    let chosen = choose(root, simulation, &mut warnings)?;
    let stored = stored::stored(chosen);
    let flown = vehicle::read(chosen, &design, library, parachutes, name, &mut warnings)?;
    if let Some(whole) = flown.vehicle.rocket() {
        conditions::guide(&mut conditions.rail, whole, &mut warnings);
    }
    unused::report_unused(root, &mut warnings);
    let (warnings, remarks) = warnings.into_parts();
    Ok(Import {
        program: "RASAero II",
        launch: conditions.launch(name, flown.vehicle),
        warnings,
        remarks,
        comments: comments.to_owned(),
        motors: flown.motors,
        stored,
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
