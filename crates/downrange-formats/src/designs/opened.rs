//! Opens a file that says what flies: a launch file, one that is laid over the design that its `[design]` names, or a design of
//! another program.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use downrange::compare::{RougherLaunch, StoredFlight};
use downrange::flight::{FlightError, Launch};

use super::import::Import;
use super::launch_file::{Conversion, convert, convert_in_place, document, files_of_folder};
use super::options::DesignOptions;
use super::read::{LARGEST, is_design, is_design_of_place, of_bytes, of_place, read};
use super::source::folder_of;
use crate::error::Error;
use crate::files::{FileError, Files, Folder};
use crate::launch::{DesignKeys, LaunchFile, ReadLaunch, weight_error_of};

/// A file that says what flies.
#[derive(Debug, Clone)]
pub enum Opened {
    /// A launch file, laid over the design that it names, if it names one.
    LaunchFile(LaunchFile),
    /// A design of another program.
    Design {
        /// As it was read.
        import: Box<Import>,
        /// Where it lies.
        path: PathBuf,
        /// The place it lies in; `None` is the disk.
        place: Option<Arc<dyn Files>>,
        /// The folder of the user's motor library.
        library: Option<PathBuf>,
    },
}

impl Opened {
    /// Opens a file of the disk. What a launch file with a `[design]` says replaces what that design says, or adds to it (see
    /// [`LaunchFile::over`]). The options are those of a design; a launch file takes of them the motor library, and whether its
    /// files may lie outside its folder.
    ///
    /// # Errors
    /// As [`LaunchFile::open`] and [`read`](super::read()); when the design of a launch file, or a motor of it, lies outside the
    /// folder and that is not allowed.
    pub fn open(path: &Path, options: &DesignOptions) -> Result<Self, Error> {
        Ok(match is_design(path) {
            true => Self::Design {
                import: Box::new(read(path, options)?),
                path: path.to_owned(),
                place: None,
                library: options.library.clone(),
            },
            false => Self::LaunchFile(open_over_design(path, options)?),
        })
    }

    /// Opens a file of a place, as [`open`](Self::open) one of the disk: what it names lies in that place, and so does what the options
    /// name.
    ///
    /// # Errors
    /// As there.
    pub fn read(files: Arc<dyn Files>, name: &str, options: &DesignOptions) -> Result<Self, Error> {
        Ok(match is_design_of_place(&*files, name) {
            true => Self::Design {
                import: Box::new(of_place(&*files, name, options)?),
                path: name.into(),
                place: Some(files),
                library: None,
            },
            false => Self::LaunchFile(read_over_design(&files, name, options)?),
        })
    }

    /// The launch file, or that which flies as the design does.
    ///
    /// # Errors
    /// When a launch file cannot say what the design does.
    pub fn into_launch_file(self) -> Result<LaunchFile, Error> {
        Ok(match self {
            Self::LaunchFile(file) => file,
            Self::Design {
                import,
                path,
                place,
                library,
            } => {
                let file = match place {
                    Some(files) => {
                        let name = path.to_string_lossy();
                        let file = convert_in_place(&import, &files, &name, folder_of(&name))?.file;
                        file.with_stored(import.stored)
                    }
                    None => document(&import, &path)?,
                };
                let file = file.with_warnings(import.warnings);
                in_library(file, library.as_deref())
            }
        })
    }

    /// The launch, and what was not taken as it stands; a number that is a distribution has its nominal value.
    ///
    /// # Errors
    /// As [`LaunchFile::launch`].
    pub fn launch(&self) -> Result<ReadLaunch, Error> {
        match self {
            Self::LaunchFile(file) => file.launch(),
            Self::Design { import, .. } => Ok(ReadLaunch {
                launch: import.launch.clone(),
                warnings: import.warnings.clone(),
            }),
        }
    }

    /// What is stored in the design of the flight that its program had computed; `None` without a design, or without a flight in
    /// it.
    pub fn stored(&self) -> Option<&StoredFlight> {
        match self {
            Self::LaunchFile(file) => file.stored(),
            Self::Design { import, .. } => import.stored.as_ref(),
        }
    }

    /// The same, for those that cannot do without.
    ///
    /// # Errors
    /// When none is stored.
    pub fn need_stored(&self) -> Result<&StoredFlight, Error> {
        self.stored().ok_or_else(|| {
            let file = match self {
                Self::LaunchFile(file) => file.file().to_owned(),
                Self::Design { path, .. } => path.display().to_string(),
            };
            Error::of_file(file, "no results are stored for this simulation")
                .hint("run it in the program that drew it, and save the file")
        })
    }

    /// As [`LaunchFile::rougher`]; `None` of a design, which leaves nothing open.
    ///
    /// # Errors
    /// As [`LaunchFile::rougher`].
    pub fn rougher(&self) -> Result<Option<RougherLaunch>, Error> {
        match self {
            Self::LaunchFile(file) => file.rougher(),
            Self::Design { .. } => Ok(None),
        }
    }

    /// As [`LaunchFile::locate_weight`], pointing into the file that is there.
    pub fn locate_weight(&self, launch: &Launch, error: &FlightError) -> Option<Error> {
        match self {
            Self::LaunchFile(file) => file.locate_weight(launch, error),
            Self::Design { path, .. } => weight_error_of(path, launch, error),
        }
    }
}

fn open_over_design(path: &Path, options: &DesignOptions) -> Result<LaunchFile, Error> {
    let folder = Folder::of(path).allow_outside(options.allow_outside);
    let file = LaunchFile::open(path)?.with_files(Arc::new(folder.clone()));
    let file = in_library(file, options.library.as_deref());
    let Some(design) = file.design()? else {
        return Ok(file);
    };
    let name = design.file.as_str();
    let bytes = folder.read(name, LARGEST).map_err(|reason| {
        let shown = path.display().to_string();
        match &reason {
            FileError::Outside => Error::of_file(shown, format!("the design `{name}`: {reason}")),
            FileError::Unread(unread) => Error::unread(folder.display(name), "design", unread),
        }
    })?;
    let here = path.parent().unwrap_or(Path::new(""));
    let from = here.join(name);
    let options = options_of(&design, options, |motors| here.join(motors));
    let import = of_bytes(&from, bytes, &options)?;
    let Conversion { file: base, motors } = convert(&import, &from, here)?;
    laid_over(file, base.with_files(motors.over(folder)), name, import)
}

/// As [`open_over_design`], in a place.
fn read_over_design(
    files: &Arc<dyn Files>,
    name: &str,
    options: &DesignOptions,
) -> Result<LaunchFile, Error> {
    let file = LaunchFile::read(Arc::clone(files), name)?;
    let Some(design) = file.design()? else {
        return Ok(file);
    };
    let files = files_of_folder(files, folder_of(name));
    let options = options_of(&design, options, |motors| motors.into());
    let import = of_place(&*files, &design.file, &options)?;
    let base = convert_in_place(&import, &files, &design.file, "")?.file;
    laid_over(file, base, &design.file, import)
}

/// What a launch file says of its design, and of the options what it leaves open; `place` says where its folder of motors lies.
fn options_of(
    design: &DesignKeys,
    options: &DesignOptions,
    place: impl FnOnce(&str) -> PathBuf,
) -> DesignOptions {
    DesignOptions {
        motors: design.motors.as_deref().map(place),
        simulation: design.simulation.clone(),
        configuration: design.configuration.clone(),
        preferred: match design.motor.is_empty() {
            true => options.preferred.clone(),
            false => (design.motor.iter())
                .map(|name| (name.clone(), PathBuf::new()))
                .collect(),
        },
        ..options.clone()
    }
}

fn laid_over(
    file: LaunchFile,
    base: LaunchFile,
    name: &str,
    import: Import,
) -> Result<LaunchFile, Error> {
    let base = base
        .called(name)
        .with_warnings(import.warnings)
        .with_stored(import.stored);
    file.without("design")?.over(&base)
}

fn in_library(file: LaunchFile, library: Option<&Path>) -> LaunchFile {
    match library {
        Some(library) => file.with_motors(library),
        None => file,
    }
}
