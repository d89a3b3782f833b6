//! A launch file as a document: the text of its keys, and the files that it names.
//!
//! What a notebook replaces, a slider moves, `--set` changes, or a launch file lays over a design is an edit of this text;
//! the one reader then builds the description from it. Edits keep comments and the order of keys.

use std::path::Path;
use std::sync::Arc;

use downrange::compare::StoredFlight;
use downrange::error::Fault;
use downrange::text::visible;
use toml::de::DeTable;

use super::design::{self, DesignKeys};
use super::dispersed::{self, Dispersed};
use super::edit;
use super::keys::LAUNCH;
use super::packed::{PackedFiles, PackedLaunch};
use super::read::{self, ReadLaunch};
use crate::error::Error;
use crate::files::{self, FileError, Files, Folder, Subfolder};
use crate::kind_of_file::{self, Wanted};
use crate::motors::MotorSupply;
use crate::text::line_feeds;
use crate::toml_file::check;
use crate::toml_file::open::{self, open};
use crate::toml_file::quantities::FileQuantity;
use crate::toml_file::source::TomlSource;
use crate::warning::Warning;

/// A launch file: its text, and where the files lie that it names.
///
/// ```
/// use std::sync::Arc;
///
/// use downrange_formats::LaunchFile;
/// use downrange_formats::files::Memory;
///
/// let text = "
/// [site]
/// latitude = 0
/// longitude = 0
/// [rail]
/// length = 5
/// elevation_angle = \"90 deg\"
/// [rocket]
/// diameter = \"54 mm\"
/// length = 1
/// mass = 1
/// center_of_mass = 0.5
/// inertia = { axial = 0.001, transverse = 0.1 }
/// drag = 0.5
/// normal_force_slope = 10
/// center_of_pressure = 0.8
/// [motor]
/// file = \"a.eng\" # from memory
/// ";
/// let motor = "A8 18 70 3 .003 .016 E\n0.1 5\n0.2 10\n0.5 0\n;\n";
/// let files = Arc::new(Memory::new().with("a.eng", motor));
/// let launch_file = LaunchFile::parse(text, files);
///
/// let heavier = launch_file.with("rocket.mass", "2 lb")?.with("rail.heading", "90 deg")?;
/// assert!(heavier.to_toml().contains("mass = \"2 lb\"\n"));
/// assert!(heavier.to_toml().contains("# from memory"));
/// assert_ne!(heavier.digest()?, launch_file.digest()?);
///
/// let error = launch_file.with("motor.file", "../b.eng")?.launch().unwrap_err();
/// assert_eq!(error.message(), "`../b.eng` leads out of the folder of the launch file");
/// # Ok::<(), downrange_formats::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct LaunchFile {
    /// How messages call it.
    file: String,
    /// What a launch without a name is called.
    name: String,
    text: Arc<str>,
    files: Arc<dyn Files>,
    /// What was made of the design that it is laid over.
    warnings: Vec<Warning>,
    /// What is stored in the design that it is laid over, of the flight that its program had computed.
    stored: Option<Arc<StoredFlight>>,
    /// Where motors are found that it names by their designation alone.
    library: Option<Arc<MotorSupply>>,
}

impl LaunchFile {
    /// Reads a launch file of the disk; the files that it names lie in its folder and the folders in it.
    ///
    /// # Errors
    /// When it cannot be read, is no text, or is a file of another kind.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let (text, name) = open(path, Wanted::Launch)?;
        let file = path.display().to_string();
        Ok(Self::new(file, name, text, Arc::new(Folder::of(path))))
    }

    /// Reads a launch file that lies where the files lie that it names; these are named from where it lies as well.
    ///
    /// # Errors
    /// As [`LaunchFile::open`].
    pub fn read(files: Arc<dyn Files>, name: &str) -> Result<Self, Error> {
        let file = files.display(name);
        let bytes = files
            .read(name, files::DESCRIPTION)
            .map_err(|reason| match &reason {
                FileError::Outside => Error::of_file(&*file, reason.to_string()),
                FileError::Unread(unread) => Error::unread(&*file, "launch file", unread),
            })?;
        kind_of_file::expect(Wanted::Launch, &file, &bytes)?;
        let stem = Path::new(name).file_stem().unwrap_or_default();
        let files = match name.rsplit_once('/') {
            Some((folder, _)) => Arc::new(Subfolder::new(files, folder)),
            None => files,
        };
        let text = open::text(&file, &bytes)?;
        let name = visible(&stem.to_string_lossy()).into_owned();
        Ok(Self::new(file, name, text, files))
    }

    /// The text of a launch file called `launch.toml`, with the files that it names.
    pub fn parse(text: &str, files: Arc<dyn Files>) -> Self {
        let (file, name) = ("launch.toml".to_owned(), "launch".to_owned());
        Self::new(file, name, line_feeds(text), files)
    }

    /// A text, with the files that it names: of no design, and without a motor library.
    fn new(file: String, name: String, text: impl Into<Arc<str>>, files: Arc<dyn Files>) -> Self {
        Self {
            file,
            name,
            text: text.into(),
            files,
            warnings: Vec::new(),
            stored: None,
            library: None,
        }
    }

    /// A launch file of a tree of keys, with the files that it names.
    ///
    /// # Errors
    /// When TOML cannot say it.
    pub fn from_table(table: &toml::Table, files: Arc<dyn Files>) -> Result<Self, Error> {
        let text = toml::to_string(table)
            .map_err(|reason| Error::of_file("launch.toml", format!("no TOML: {reason}")))?;
        Ok(Self::parse(&text, files))
    }

    /// The same with its files elsewhere: in a folder that lets them lie outside it, say.
    #[must_use]
    pub fn with_files(self, files: Arc<dyn Files>) -> Self {
        Self { files, ..self }
    }

    /// The same with more files beside its own; they go first.
    pub(super) fn beside(self, files: files::Memory) -> Self {
        let layers: Vec<Arc<dyn Files>> = vec![Arc::new(files), Arc::clone(&self.files)];
        self.with_files(Arc::new(files::Layers(layers)))
    }

    /// The same with the folder of the user's motor library (see [`InstalledMotors`](crate::motors::InstalledMotors)), in which a
    /// motor is found that has a `designation` and no `file`. It is opened only then.
    #[must_use]
    pub fn with_motors(self, folder: impl AsRef<Path>) -> Self {
        let sources = self.library.as_deref().cloned().unwrap_or_default();
        let library = Some(Arc::new(sources.with_folder(folder.as_ref())));
        Self { library, ..self }
    }

    /// The same with another value at a path of keys: `rocket.mass`, `rocket.parts[0].length` by its number from 0, or
    /// `rocket.parts.fins.span` by its name; a step with a dot in it stands in double quotes. What is not there is added,
    /// with the tables on the way. That the launch file may say so is found when it is read.
    ///
    /// # Errors
    /// When the text is no TOML, or the path leads through what is no table and no list.
    pub fn with(&self, path: &str, value: impl Into<toml::Value>) -> Result<Self, Error> {
        let edited = edit::set(&self.text, path, &value.into());
        self.edited(edited)
    }

    /// As [`LaunchFile::with`], of a text such as `rocket.mass = 2.5` or `air.wind.speed=8 m/s`: a value that is no TOML
    /// is text.
    ///
    /// # Errors
    /// As [`LaunchFile::with`]; without an equals sign.
    pub fn with_assignment(&self, assignment: &str) -> Result<Self, Error> {
        let Some((path, value)) = edit::assignment(assignment) else {
            let error = Error::of_file(&*self.file, format!("`{assignment}` sets nothing"));
            return Err(error.hint("expected KEY=VALUE such as air.wind.speed=\"8 m/s\""));
        };
        self.with(&path, value)
    }

    /// The same, with what is to be told of it whenever it is read: what was made of a design, say.
    #[must_use]
    pub fn with_warnings(mut self, warnings: Vec<Warning>) -> Self {
        self.warnings.extend(warnings);
        self
    }

    /// The same, with what is stored in the design that it is made of.
    #[must_use]
    pub fn with_stored(self, stored: Option<StoredFlight>) -> Self {
        let stored = stored.map(Arc::new);
        Self { stored, ..self }
    }

    /// What is stored in the design that it is laid over, of the flight that its program had computed; `None` without a design.
    pub fn stored(&self) -> Option<&StoredFlight> {
        self.stored.as_deref()
    }

    /// The same without a key, dotted where it is one of a table, and all that stands in it.
    ///
    /// # Errors
    /// When the text is no TOML.
    pub fn without(&self, key: &str) -> Result<Self, Error> {
        let text = edit::remove(&self.text, key).map_err(|_| self.not_toml())?;
        let text = text.into();
        Ok(Self {
            text,
            ..self.clone()
        })
    }

    /// The same, called otherwise in messages.
    #[must_use]
    pub fn called(self, file: impl Into<String>) -> Self {
        let file = file.into();
        Self { file, ..self }
    }

    /// The launch file with the bytes of all files that it names, to be read elsewhere.
    ///
    /// # Errors
    /// As [`LaunchFile::dispersed`], which reads them.
    pub fn pack(&self) -> Result<PackedLaunch, Error> {
        let (files, motors) = self.dispersed()?.into_read();
        Ok(PackedLaunch {
            file: self.file.clone(),
            name: self.name.clone(),
            text: self.text.to_string(),
            files,
            motors,
            warnings: self.warnings.clone(),
        })
    }

    /// The launch file that was packed.
    pub fn unpack(packed: PackedLaunch) -> Self {
        let files = Arc::new(PackedFiles::new(packed.files));
        let file = Self::new(packed.file, packed.name, packed.text, files);
        Self {
            library: Some(Arc::new(MotorSupply::carrying(packed.motors))),
            ..file.with_warnings(packed.warnings)
        }
    }

    /// This launch file laid over another one: its keys replace those of the other, and tables are merged key by key, but for inline ones, which are values. In a list
    /// of tables an entry with the `name` of one of the other's is merged with that one, and any other is added to them; all
    /// other lists are replaced as a whole. Files come from where this one has them, else from where the other has them.
    ///
    /// # Errors
    /// When one of the two is no TOML.
    pub fn over(&self, base: &Self) -> Result<Self, Error> {
        let root = |file: &Self| edit::parse(&file.text).map_err(|_| file.not_toml());
        let text = edit::merge(root(base)?, root(self)?);
        let layers = vec![Arc::clone(&self.files), Arc::clone(&base.files)];
        Ok(Self {
            file: format!("{} over {}", self.file, base.file),
            name: self.name.clone(),
            text: text.into(),
            files: Arc::new(files::Layers(layers)),
            warnings: [&*base.warnings, &self.warnings].concat(),
            stored: self.stored.clone().or_else(|| base.stored.clone()),
            library: self.library.clone().or_else(|| base.library.clone()),
        })
    }

    fn edited(&self, edited: Result<String, edit::EditError>) -> Result<Self, Error> {
        let text = match edited {
            Ok(text) => text,
            Err(edit::EditError::NotToml) => return Err(self.not_toml()),
            Err(edit::EditError::Path(message)) => {
                return Err(Error::of_file(&*self.file, message));
            }
        };
        let mark = " (edited)";
        let file = match self.file.ends_with(mark) {
            true => self.file.clone(),
            false => format!("{}{mark}", self.file),
        };
        Ok(Self {
            file,
            text: text.into(),
            ..self.clone()
        })
    }

    /// The fault that the text is no TOML, where our reader says so.
    fn not_toml(&self) -> Error {
        let parsed = open::table(&self.file, &self.text);
        let other = || Error::of_file(&*self.file, "not TOML that can be edited");
        parsed.err().unwrap_or_else(other)
    }

    /// The text.
    pub fn to_toml(&self) -> &str {
        &self.text
    }

    /// How messages call it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Reads it and the files that it names; a number that is a distribution has its nominal value.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place (see [`Error`]).
    pub fn launch(&self) -> Result<ReadLaunch, Error> {
        let mut read = read::launch(&self.source(), &self.name)?;
        read.warnings.splice(..0, self.warnings.iter().cloned());
        Ok(read)
    }

    /// Reads it, the files that it names, and all that is uncertain. No file is read afterwards.
    ///
    /// # Errors
    /// As [`LaunchFile::launch`].
    pub fn dispersed(&self) -> Result<Dispersed, Error> {
        let library = self.library.as_deref();
        let mut read = dispersed::read(&self.file, &self.name, &self.text, &self.files, library)?;
        read.warnings.splice(..0, self.warnings.iter().cloned());
        Ok(read)
    }

    /// The quantities that it says, in the order in which they stand, with the paths by which [`LaunchFile::with`] sets them.
    ///
    /// # Errors
    /// When the text is no TOML.
    pub fn quantities(&self) -> Result<Vec<FileQuantity>, Error> {
        let source = self.source();
        let root = open::table(source.file, source.text)?;
        Ok(check::quantities(&source, &LAUNCH, &root))
    }

    /// The digest of what is read: of the name of the launch, the text, and the names and bytes of the files that it names.
    ///
    /// # Errors
    /// As [`LaunchFile::launch`].
    pub fn digest(&self) -> Result<String, Error> {
        Ok(self.dispersed()?.digest)
    }

    /// What it says of the design that it is laid over; `None` without a `[design]`.
    ///
    /// # Errors
    /// When it is no TOML, or `[design]` says what it cannot.
    pub(crate) fn design(&self) -> Result<Option<DesignKeys>, Error> {
        design::read(&self.source())
    }

    /// Points at what a fault found after reading (in flight, say) is about; its place is a dotted path as in the file.
    pub fn locate(&self, fault: &Fault) -> Error {
        let source = self.source();
        match DeTable::parse(source.text) {
            Ok(root) => source.fault(root.get_ref(), fault),
            Err(_) => {
                let error = Error::of_file(&*self.file, fault.message.clone());
                match &fault.hint {
                    Some(hint) => error.hint(hint.as_str()),
                    None => error,
                }
            }
        }
    }

    pub(super) fn source(&self) -> TomlSource<'_> {
        TomlSource {
            library: self.library.as_deref(),
            ..TomlSource::new(&self.file, &self.text, &LAUNCH, &*self.files)
        }
    }
}

/// Reads a launch file of the disk, as [`LaunchFile::open`] and [`LaunchFile::launch`] do.
///
/// # Errors
/// As they do.
pub fn read_launch(path: &Path) -> Result<ReadLaunch, Error> {
    LaunchFile::open(path)?.launch()
}

/// Reads the text of a launch file called `launch.toml`; the files that it names lie in a folder.
///
/// # Errors
/// As [`LaunchFile::launch`].
pub fn parse_launch(text: &str, folder: impl AsRef<Path>) -> Result<ReadLaunch, Error> {
    LaunchFile::parse(text, Arc::new(Folder::new(folder.as_ref()))).launch()
}

/// Reads a launch file of the disk with all that is uncertain, as [`LaunchFile::open`] and [`LaunchFile::dispersed`] do.
///
/// ```no_run
/// let dispersed = downrange_formats::read_dispersed("rockets/calisto-dispersed/launch.toml".as_ref())?;
/// let sample = dispersed.sampler().sample(1, 4711);
/// # Ok::<(), downrange_formats::Error>(())
/// ```
///
/// # Errors
/// As they do.
pub fn read_dispersed(path: &Path) -> Result<Dispersed, Error> {
    LaunchFile::open(path)?.dispersed()
}
