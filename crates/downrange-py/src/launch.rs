//! A launch: its file as a document, and what is read from it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use downrange::aero::Aerodynamics;
use downrange::flight::{Launch, Recording, fly};
use downrange_formats::designs::{self, DesignOptions, Opened};
use downrange_formats::files::Memory;
use downrange_formats::motors::library_folder;
use downrange_formats::{Dispersed, LaunchFile, PackedLaunch, Warning, parse_numbers};
use downrange_report::{AeroReport, drawing, inputs_json};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::aero::NativeAero;
use crate::batches::{batch_file, missing};
use crate::dispersing::{Request, disperse};
use crate::errors;
use crate::flight::NativeFlight;
use crate::origin::LaunchOrigin;
use crate::pages::units;
use crate::run::NativeRun;
use crate::value;

/// A launch that was read.
#[pyclass(frozen, name = "Launch", module = "downrange._native")]
pub struct NativeLaunch {
    opened: Opened,
    file: OnceLock<LaunchFile>,
    launch: Arc<Launch>,
    warnings: Vec<Warning>,
    dispersed: OnceLock<Arc<Dispersed>>,
    origin: LaunchOrigin,
}

/// A launch with its files as Python pickles it.
type State<'py> = (
    (String, String, String),
    BTreeMap<String, Bound<'py, PyBytes>>,
    Vec<(String, String, Vec<usize>, String)>,
    (String, Vec<String>, bool),
);

impl NativeLaunch {
    fn new(opened: Opened, origin: LaunchOrigin) -> PyResult<Self> {
        let read = opened.launch().map_err(|error| errors::input(&error))?;
        Ok(Self {
            opened,
            file: OnceLock::new(),
            launch: Arc::new(read.launch),
            warnings: read.warnings,
            dispersed: OnceLock::new(),
            origin,
        })
    }

    /// The launch file; of a design, the one that flies the same.
    fn file(&self) -> PyResult<&LaunchFile> {
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let file = self.opened.clone().into_launch_file();
        let file = file.map_err(|error| errors::input(&error))?;
        Ok(self.file.get_or_init(|| file))
    }

    /// The launch with all that is uncertain, read when it is first asked for.
    fn dispersed(&self) -> PyResult<&Arc<Dispersed>> {
        if let Some(dispersed) = self.dispersed.get() {
            return Ok(dispersed);
        }
        let read = self.file()?.dispersed();
        let read = read.map_err(|error| errors::input(&error))?;
        Ok(self.dispersed.get_or_init(|| Arc::new(read)))
    }
}

/// A launch file with the user's motor library.
fn with_library(file: LaunchFile) -> LaunchFile {
    match library_folder() {
        Some(folder) => file.with_motors(folder),
        None => file,
    }
}

/// Numbers as text of the command line, or as they are: in rising order, each once.
fn numbers(option: &str, given: &Bound<'_, PyAny>, most: f64) -> PyResult<(Vec<f64>, String)> {
    let text = match given.extract::<String>() {
        Ok(text) => text,
        Err(_) => {
            let all: Vec<f64> = given.extract()?;
            let all: Vec<String> = all.iter().map(f64::to_string).collect();
            all.join(",")
        }
    };
    let read = parse_numbers(option, &text, 0.0..=most);
    Ok((read.map_err(|error| errors::input(&error))?, text))
}

#[pymethods]
impl NativeLaunch {
    /// Reads a launch file or a design file.
    #[staticmethod]
    fn read(
        py: Python<'_>,
        path: PathBuf,
        motors: Option<PathBuf>,
        simulation: Option<String>,
        configuration: Option<String>,
        allow_outside: bool,
    ) -> PyResult<Self> {
        let given = [
            (
                "--motors",
                motors.as_ref().map(|at| at.display().to_string()),
            ),
            ("--simulation", simulation.clone()),
            ("--configuration", configuration.clone()),
        ];
        let given = given.into_iter();
        let options: Vec<_> = given
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        let is_design = designs::is_design(&path);
        if let (Some((name, _)), false) = (options.first(), is_design) {
            let name = name.trim_start_matches('-');
            let message = format!("{name} is for a design file (.ork, .rkt, .CDX1)");
            return Err(PyValueError::new_err(message));
        }
        let origin = LaunchOrigin {
            launch: path.display().to_string(),
            options,
            set: Vec::new(),
            allow_outside,
        };
        py.detach(|| {
            let options = DesignOptions {
                motors,
                library: library_folder(),
                simulation,
                configuration,
                preferred: Vec::new(),
                allow_outside,
            };
            let opened = Opened::open(&path, &options).map_err(|error| errors::input(&error))?;
            Self::new(opened, origin)
        })
    }

    /// Reads the text of a launch file, with the files that it names.
    #[staticmethod]
    fn loads(text: &str, files: BTreeMap<String, Vec<u8>>) -> PyResult<Self> {
        let memory = |all: Memory, (name, bytes): (&String, &Vec<u8>)| all.with(name, bytes);
        let files = files.iter().fold(Memory::new(), memory);
        let file = LaunchFile::parse(text, Arc::new(files));
        let launch = file.file().to_owned();
        let origin = LaunchOrigin {
            launch,
            ..LaunchOrigin::default()
        };
        Self::new(Opened::LaunchFile(with_library(file)), origin)
    }

    /// The text of a launch file with these keys.
    #[staticmethod]
    fn toml_of(tree: &Bound<'_, PyDict>) -> PyResult<String> {
        let table = value::table(tree)?;
        let file = LaunchFile::from_table(&table, Arc::new(Memory::new()));
        let file = file.map_err(|error| errors::input(&error))?;
        Ok(file.to_toml().to_owned())
    }

    /// The launch with other values at paths of keys.
    fn replace(&self, values: &Bound<'_, PyDict>) -> PyResult<Self> {
        let (mut file, mut origin) = (self.file()?.clone(), self.origin.clone());
        for (path, given) in values.iter() {
            let path: String = path.extract()?;
            let new = value::value(&given)?;
            origin.set.push(format!("{path}={new}"));
            file = file
                .with(&path, new)
                .map_err(|error| errors::input(&error))?;
        }
        Self::new(Opened::LaunchFile(file), origin)
    }

    fn to_toml(&self) -> PyResult<&str> {
        Ok(self.file()?.to_toml())
    }

    #[getter]
    fn name(&self) -> &str {
        &self.launch.name
    }

    /// What was read otherwise than it stands, as the command line tells it.
    #[getter]
    fn warnings(&self) -> Vec<String> {
        let all = self.warnings.iter();
        all.map(|each| format!("{}: {each}", each.file)).collect()
    }

    /// The same of what is uncertain, as far as it was not told before.
    fn more_warnings(&self) -> PyResult<Vec<String>> {
        let all = self.dispersed()?.warnings.iter();
        let more = all.filter(|each| !self.warnings.contains(each));
        Ok(more.map(|each| format!("{}: {each}", each.file)).collect())
    }

    fn digest(&self) -> PyResult<String> {
        Ok(self.dispersed()?.digest.clone())
    }

    /// What is uncertain, as JSON.
    fn inputs_json(&self) -> PyResult<String> {
        let dispersed = self.dispersed()?;
        Ok(inputs_json(&dispersed.uncertainty, &dispersed.dimensions))
    }

    /// The names of the failures that it describes.
    #[getter]
    fn failures(&self) -> Vec<&str> {
        let all = self.launch.failures.iter();
        all.map(|each| each.name.as_str()).collect()
    }

    /// A drawing to scale (SVG); nothing of what has no parts.
    fn drawing(&self, units: &str) -> PyResult<Option<String>> {
        Ok(drawing(&self.launch, self::units(units)?))
    }

    fn fly(
        &self,
        py: Python<'_>,
        failure: Option<String>,
        sample: Option<u64>,
        seed: Option<u64>,
    ) -> PyResult<NativeFlight> {
        py.detach(|| {
            let mut launch = match sample {
                Some(sample) => self
                    .dispersed()?
                    .sampled_launch(seed.unwrap_or(1), sample)
                    .map(Arc::new)
                    .map_err(|error| errors::input(&error))?,
                None => Arc::clone(&self.launch),
            };
            let file = &self.origin.launch;
            if let Some(name) = &failure {
                let failed = launch.with_failure(name).map_err(|fault| {
                    let hint = fault.hint.as_ref();
                    let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
                    let message = format!("error: {} in {file}{hint}", fault.message);
                    errors::request(message, Some(file.clone()), fault.hint)
                })?;
                launch = Arc::new(failed);
            }
            let flight = fly(&launch, Recording::None).map_err(|error| {
                match self.opened.locate_weight(&launch, &error) {
                    Some(located) => errors::input(&located),
                    None => errors::flight(format!("error: {file}: {error}")),
                }
            })?;
            // No other program flew a sample, or a failure.
            let other = sample.is_some() || failure.is_some();
            let stored = self.opened.stored().filter(|_| !other).cloned();
            let seed = sample.map(|_| seed.unwrap_or(1).to_string());
            let options = [
                ("--failure", failure),
                ("--sample", sample.map(|sample| sample.to_string())),
                ("--seed", seed),
            ];
            let command = self.origin.command("fly", &options);
            Ok(NativeFlight::new(launch, flight, stored, command))
        })
    }

    fn aero(
        &self,
        mach: &Bound<'_, PyAny>,
        alpha: &Bound<'_, PyAny>,
        stage: Option<String>,
    ) -> PyResult<NativeAero> {
        let (mach, mach_text) = numbers("--mach", mach, Aerodynamics::GREATEST_MACH)?;
        let (angles, alpha_text) = numbers("--alpha", alpha, 180.0)?;
        let angles = angles.into_iter().map(f64::to_radians).collect();
        if let Some(name) = &stage {
            let report = AeroReport::new(&self.launch, Vec::new(), Vec::new());
            let stages = report.stages();
            if !stages.contains(&name.as_str()) {
                let known = stages.join(", ");
                let message = format!("there is no stage {name:?}; its stages are [{known}]");
                return Err(PyValueError::new_err(message));
            }
        }
        let options = [
            ("--mach", Some(mach_text)),
            ("--alpha", Some(alpha_text)),
            ("--stage", stage.clone()),
        ];
        Ok(NativeAero {
            launch: Arc::clone(&self.launch),
            mach,
            angles,
            stage,
            command: self.origin.command("aero", &options),
        })
    }

    /// Flies it very many times.
    #[allow(clippy::too_many_arguments)]
    fn disperse(
        &self,
        py: Python<'_>,
        flights: Option<u64>,
        seed: u64,
        areas: Vec<PathBuf>,
        until: Option<String>,
        out: Option<PathBuf>,
        resume: bool,
        shard: Option<String>,
        threads: Option<usize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<NativeRun> {
        let request = Request {
            flights,
            seed,
            areas,
            until,
            out,
            resume,
            shard,
            threads,
            progress,
        };
        py.detach(|| disperse(self.dispersed()?, &self.origin, &request))
    }

    /// Begins a dispersion in a folder, or goes on with it, and flies nothing: the batches that are missing, and remarks.
    fn missing(
        &self,
        py: Python<'_>,
        flights: u64,
        seed: u64,
        areas: Vec<PathBuf>,
        out: PathBuf,
        resume: bool,
    ) -> PyResult<(Vec<u64>, Vec<String>)> {
        let request = Request {
            flights: Some(flights),
            seed,
            areas,
            out: Some(out),
            resume,
            ..Request::default()
        };
        py.detach(|| missing(self.dispersed()?, &self.origin, &request))
    }

    /// Flies a batch: the bytes of its file.
    fn batch_file<'py>(
        &self,
        py: Python<'py>,
        batch: u64,
        flights: u64,
        seed: u64,
        areas: Vec<PathBuf>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let request = Request {
            flights: Some(flights),
            seed,
            areas,
            ..Request::default()
        };
        let file = py.detach(|| batch_file(self.dispersed()?, &self.origin, &request, batch));
        Ok(PyBytes::new(py, &file?))
    }

    /// The launch with the bytes of its files.
    fn pack<'py>(&self, py: Python<'py>) -> PyResult<State<'py>> {
        let packed = self.file()?.pack().map_err(|error| errors::input(&error))?;
        let files = packed.files.into_iter();
        let files = files.map(|(name, bytes)| (name, PyBytes::new(py, &bytes)));
        let warnings = packed.warnings.into_iter();
        let origin = self.origin.clone();
        Ok((
            (packed.file, packed.name, packed.text),
            files.collect(),
            warnings
                .map(|each| (each.file, each.read, each.lines, each.message))
                .collect(),
            (origin.launch, origin.set, origin.allow_outside),
        ))
    }

    /// The launch that was packed.
    #[staticmethod]
    fn unpack(state: State<'_>) -> PyResult<Self> {
        let ((file, name, text), files, warnings, (launch, set, allow_outside)) = state;
        let files = files.into_iter();
        let warnings = warnings.into_iter();
        let packed = PackedLaunch {
            file,
            name,
            text,
            files: files
                .map(|(name, bytes)| (name, bytes.as_bytes().to_vec()))
                .collect(),
            warnings: warnings
                .map(|(file, read, lines, message)| Warning {
                    file,
                    read,
                    lines,
                    message,
                })
                .collect(),
        };
        let origin = LaunchOrigin {
            launch,
            options: Vec::new(),
            set,
            allow_outside,
        };
        let file = with_library(LaunchFile::unpack(packed));
        Self::new(Opened::LaunchFile(file), origin)
    }
}
