//! A launch: its file as a document, and what is read from it.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use downrange::aero::Aerodynamics;
use downrange::compare::{RougherLaunch, compare};
use downrange::flight::{FlightError, Launch, Recording, fly};
use downrange_formats::designs::{self, DesignOptions, Opened};
use downrange_formats::files::Memory;
use downrange_formats::motors::library_folder;
use downrange_formats::{Dispersed, LaunchFile, Warning, parse_numbers};
use downrange_report::{drawing, inputs_json};
use downrange_runs::{SourceFiles, WindowRequest};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::aero::NativeAero;
use crate::comparison::NativeComparison;
use crate::dispersing::{Request, disperse};
use crate::errors;
use crate::flight::NativeFlight;
use crate::limits::{AskedLimits, FlownLimits, limits_of};
use crate::packed::{State, packed, state};
use crate::pages::units;
use crate::run::NativeRun;
use crate::value;
use crate::window::{NativeWindow, window};

/// A launch that was read.
#[pyclass(frozen, name = "Launch", module = "downrange._native")]
pub struct NativeLaunch {
    opened: Opened,
    file: OnceLock<LaunchFile>,
    launch: Arc<Launch>,
    warnings: Vec<Warning>,
    dispersed: OnceLock<Arc<Dispersed>>,
    rougher: OnceLock<Option<Arc<RougherLaunch>>>,
    source: SourceFiles,
}

impl NativeLaunch {
    fn new(opened: Opened, source: SourceFiles) -> PyResult<Self> {
        let read = opened.launch().map_err(|error| errors::input(&error))?;
        Ok(Self {
            opened,
            file: OnceLock::new(),
            launch: Arc::new(read.launch),
            warnings: read.warnings,
            dispersed: OnceLock::new(),
            rougher: OnceLock::new(),
            source,
        })
    }

    /// Reads a launch file or a design file of the disk, with what is set in it.
    fn open(source: SourceFiles, options: &DesignOptions) -> PyResult<Self> {
        let opened = Opened::open(source.launch.as_ref(), options);
        let mut opened = opened.map_err(|error| errors::input(&error))?;
        if !source.set.is_empty() {
            let file = opened.into_launch_file();
            let mut set = source.set.iter();
            let file =
                file.and_then(|file| set.try_fold(file, |file, each| file.with_assignment(each)));
            opened = Opened::LaunchFile(file.map_err(|error| errors::input(&error))?);
        }
        Self::new(opened, source)
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

    /// The launch with what drags more, where its file leaves figures open; read when it is first flown.
    fn rougher(&self) -> PyResult<Option<Arc<RougherLaunch>>> {
        if let Some(rougher) = self.rougher.get() {
            return Ok(rougher.clone());
        }
        let read = self.opened.rougher();
        let read = read.map_err(|error| errors::input(&error))?.map(Arc::new);
        Ok(self.rougher.get_or_init(|| read).clone())
    }

    /// A launch that cannot lift off is the input's fault; a flight that breaks down is ours.
    pub fn failure(&self, launch: &Launch, error: &FlightError) -> PyErr {
        match self.opened.locate_weight(launch, error) {
            Some(located) => errors::input(&located),
            None => errors::flight(format!("error: {}: {error}", self.source.launch)),
        }
    }

    /// The command line that does the same: a command with those of its options that have a value.
    fn command_line(&self, command: &str, options: &[(&str, &Option<String>)]) -> String {
        let given = options.iter();
        let given = given.filter_map(|(option, value)| Some((*option, value.as_deref()?)));
        self.source
            .command_line(command, &given.collect::<Vec<_>>())
    }

    /// The files that it was read from.
    pub fn source(&self) -> &SourceFiles {
        &self.source
    }

    /// The launch with all that is uncertain, read when it is first asked for.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn dispersed(&self) -> PyResult<&Arc<Dispersed>> {
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
        motor: Vec<String>,
        allow_outside: bool,
    ) -> PyResult<Self> {
        let preferred: Option<Vec<_>> = (motor.iter())
            .map(|each| DesignOptions::motor_choice(each))
            .collect();
        let preferred = preferred.ok_or_else(|| {
            PyValueError::new_err("motor: expected NAME=FILE such as H120=H120.eng")
        })?;
        let options = DesignOptions {
            motors,
            library: library_folder(),
            simulation,
            configuration,
            preferred,
            allow_outside,
        };
        let words = options.words();
        if let (Some(name), false) = (words.first(), designs::is_design(&path)) {
            let name = name.trim_start_matches('-');
            let message = format!("{name} is for a design file (.ork, .rkt, .CDX1)");
            return Err(PyValueError::new_err(message));
        }
        let source = SourceFiles {
            launch: path.display().to_string(),
            options: words,
            allow_outside,
            ..SourceFiles::default()
        };
        py.detach(|| Self::open(source, &options))
    }

    /// Reads the launch of a run again, from the files that its manifest names.
    #[staticmethod]
    fn of_run(py: Python<'_>, run: &NativeRun) -> PyResult<Self> {
        let source = run.manifest.source.clone();
        let options = DesignOptions::from_words(&source.options).ok_or_else(|| {
            let words = source.options.join(" ");
            let message = format!("error: the run was flown with unknown options: {words}");
            errors::request(message, None, None)
        })?;
        let options = DesignOptions {
            library: library_folder(),
            allow_outside: source.allow_outside,
            ..options
        };
        py.detach(|| Self::open(source, &options))
    }

    /// Reads the text of a launch file, with the files that it names.
    #[staticmethod]
    fn loads(text: &str, files: BTreeMap<String, Vec<u8>>) -> PyResult<Self> {
        let memory = |all: Memory, (name, bytes): (&String, &Vec<u8>)| all.with(name, bytes);
        let files = files.iter().fold(Memory::new(), memory);
        let file = LaunchFile::parse(text, Arc::new(files));
        let source = SourceFiles {
            launch: file.file().to_owned(),
            ..SourceFiles::default()
        };
        Self::new(Opened::LaunchFile(with_library(file)), source)
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
        let (mut file, mut source) = (self.file()?.clone(), self.source.clone());
        for (path, given) in values.iter() {
            let path: String = path.extract()?;
            let new = value::value(&given)?;
            source.set.push(format!("{path}={new}"));
            file = file
                .with(&path, new)
                .map_err(|error| errors::input(&error))?;
        }
        Self::new(Opened::LaunchFile(file), source)
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
            let file = &self.source.launch;
            if let Some(name) = &failure {
                let failed = launch.with_failure(name).map_err(|fault| {
                    let hint = fault.hint.as_ref();
                    let hint = hint.map_or_else(String::new, |hint| format!("; {hint}"));
                    let message = format!("error: {} in {file}{hint}", fault.message);
                    errors::request(message, Some(file.clone()), fault.hint)
                })?;
                launch = Arc::new(failed);
            }
            let flight = fly(&launch, Recording::None);
            let flight = flight.map_err(|error| self.failure(&launch, &error))?;
            // No other program flew a sample, or a failure.
            let other = sample.is_some() || failure.is_some();
            let stored = self.opened.stored().filter(|_| !other).cloned();
            let rougher = match other {
                true => None,
                false => self.rougher()?,
            };
            let seed = sample.map(|_| seed.unwrap_or(1).to_string());
            let sample = sample.map(|sample| sample.to_string());
            let options = [
                ("--failure", &failure),
                ("--sample", &sample),
                ("--seed", &seed),
            ];
            let command = self.command_line("fly", &options);
            Ok(NativeFlight::new(
                launch,
                flight,
                (stored, rougher),
                command,
            ))
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
        let (mach_text, alpha_text) = (Some(mach_text), Some(alpha_text));
        let options = [
            ("--mach", &mach_text),
            ("--alpha", &alpha_text),
            ("--stage", &stage),
        ];
        let command = self.command_line("aero", &options);
        NativeAero::new(Arc::clone(&self.launch), mach, angles, stage, command)
    }

    /// Flies it beside the flight that the program of its design had stored.
    fn compare(&self, py: Python<'_>) -> PyResult<NativeComparison> {
        let stored = self.opened.need_stored();
        let stored = stored.map_err(|error| errors::input(&error))?;
        let comparison = py.detach(|| compare(&self.launch, stored));
        Ok(NativeComparison {
            launch: Arc::clone(&self.launch),
            stored: stored.clone(),
            comparison: comparison.map_err(|error| self.failure(&self.launch, &error))?,
            command: self.command_line("compare", &[]),
        })
    }

    /// Flies it very many times.
    #[allow(clippy::too_many_arguments)]
    fn disperse(
        &self,
        py: Python<'_>,
        flights: Option<u64>,
        seed: u64,
        limits: AskedLimits,
        until: Option<String>,
        out: Option<PathBuf>,
        resume: bool,
        shard: Option<String>,
        threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<NativeRun> {
        let shard = shard.as_ref().map(|text| {
            text.parse()
                .map_err(|reason| PyValueError::new_err(format!("shard {text:?}: {reason}")))
        });
        let shard = shard.transpose()?;
        py.detach(|| {
            let (limits, source) = limits_of(self.dispersed()?, &self.source, limits)?;
            let request = Request {
                flights,
                seed,
                limits,
                until,
                out,
                resume,
                shard,
                threads,
                progress,
            };
            disperse(self.dispersed()?, source, &request)
        })
    }

    /// Flies it very many times in the weather of each hour of a forecast, or of each month of a climatology.
    #[allow(clippy::too_many_arguments)]
    fn window(
        &self,
        py: Python<'_>,
        weather: String,
        ends: (Option<String>, Option<String>),
        every: Option<String>,
        issued: Option<String>,
        flights: u64,
        seed: u64,
        ground: AskedLimits,
        limits: Vec<String>,
        until_sure: bool,
        threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<NativeWindow> {
        py.detach(|| {
            let (ground, source) = limits_of(self.dispersed()?, &self.source, ground)?;
            let request = WindowRequest {
                weather,
                from: ends.0,
                to: ends.1,
                every,
                issued,
                flights,
                seed,
                limits,
                until_sure,
            };
            let ground = (&ground, &source);
            window(
                self.file()?,
                &self.launch.site,
                &request,
                ground,
                threads,
                progress.as_ref(),
            )
        })
    }

    /// Goes on with a run of it that lies in a folder, until so many flights are flown, or as many as were asked for.
    fn resume(
        &self,
        py: Python<'_>,
        run: &NativeRun,
        flights: Option<u64>,
        threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<NativeRun> {
        let manifest = &run.manifest;
        let request = Request {
            flights: flights.or(Some(manifest.n)),
            seed: manifest.seed,
            limits: FlownLimits {
                areas: manifest.areas().map_err(|error| errors::run(&error))?,
                keep_outs: manifest.keep_outs().map_err(|error| errors::run(&error))?,
                ceiling: manifest.ceiling_m,
            },
            until: manifest.until.as_ref().map(|until| until.question.clone()),
            out: run.folder.clone(),
            resume: true,
            shard: run.shard,
            threads,
            progress,
        };
        py.detach(|| disperse(self.dispersed()?, manifest.source.clone(), &request))
    }

    /// The launch with the bytes of its files.
    fn pack<'py>(&self, py: Python<'py>) -> PyResult<State<'py>> {
        let packed = self.file()?.pack().map_err(|error| errors::input(&error))?;
        Ok(state(py, packed, &self.source))
    }

    /// The launch that was packed.
    #[staticmethod]
    fn unpack(state: State<'_>) -> PyResult<Self> {
        let (packed, source) = packed(state);
        let file = with_library(LaunchFile::unpack(packed));
        Self::new(Opened::LaunchFile(file), source)
    }
}
