//! A launch that was opened.

use std::sync::Arc;

use downrange::flight::{FlightError, Launch, Recording, fly};
use downrange::impact::fly_with_impact_points;
use downrange_formats::designs::{DesignOptions, Opened, is_design_of_place};
use downrange_formats::{Dispersed, LaunchFile, Warning};
use downrange_report::{drawing, inputs_json};
use downrange_runs::SourceFiles;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::files::PageFiles;
use crate::flight::PageFlight;
use crate::limits::{PageLimits, ReadLimits};
use crate::run::PageRun;
use crate::text::told;

/// A launch, with what is set in it.
#[wasm_bindgen]
pub struct PageLaunch {
    opened: Opened,
    launch: Launch,
    warnings: Vec<Warning>,
    dispersed: Option<Dispersed>,
    source: SourceFiles,
    limits: ReadLimits,
}

/// A quantity of the launch file, for a slider.
#[derive(Serialize)]
struct Slidable {
    path: String,
    name: String,
    unit: String,
    si_unit: &'static str,
    value: f64,
    least: Option<f64>,
    most: Option<f64>,
    dispersed: bool,
}

#[wasm_bindgen]
impl PageLaunch {
    /// Opens a launch file or a design file of these files; `options` are those of the command line that say what of a design flies
    /// (`--simulation`, `2`), and `set` is what `--set` sets.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn open(
        files: &PageFiles,
        name: &str,
        options: Vec<String>,
        set: Vec<String>,
    ) -> Result<Self, String> {
        let asked = DesignOptions::from_words(&options)
            .ok_or_else(|| format!("error: unknown options: {}", options.join(" ")))?;
        let is_design = is_design_of_place(&files.memory, name);
        if let (false, Some(option)) = (is_design, options.first()) {
            let message = "is for a design file (.ork, .rkt, .CDX1)";
            return Err(format!("error: {option} {message}"));
        }
        let opened = Opened::read(Arc::new(files.memory.clone()), name, &asked);
        let source = SourceFiles {
            launch: name.to_owned(),
            options,
            set,
            ..SourceFiles::default()
        };
        opened
            .and_then(|opened| Self::of(opened, source))
            .map_err(|error| told(&error))
    }

    /// The same with other values set.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn with(&self, set: Vec<String>) -> Result<Self, String> {
        let mut source = self.source.clone();
        source.set.extend(set.iter().cloned());
        let opened = self.opened.clone().into_launch_file().and_then(|file| {
            let mut set = set.iter();
            set.try_fold(file, |file, each| file.with_assignment(each))
        });
        let opened = opened.map_err(|error| told(&error))?;
        Self::of(Opened::LaunchFile(opened), source)
            .map(|launch| Self {
                limits: self.limits.clone(),
                ..launch
            })
            .map_err(|error| told(&error))
    }

    /// Holds its flights against areas and a ceiling.
    ///
    /// # Errors
    /// When they cannot be read, or lie elsewhere.
    pub fn limit(&mut self, limits: &PageLimits) -> Result<(), String> {
        self.limits = limits.read(&self.launch.site)?;
        Ok(())
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.launch.name.clone()
    }

    /// What was read otherwise than it stands, as the command line tells it.
    pub fn warnings(&self) -> Vec<String> {
        let all = self.warnings.iter();
        all.map(|each| format!("{}: {each}", each.file)).collect()
    }

    /// The names of the failures that it describes.
    pub fn failures(&self) -> Vec<String> {
        let all = self.launch.failures.iter();
        all.map(|each| each.name.clone()).collect()
    }

    /// The text of the launch file; of a design, of the one that flies the same.
    ///
    /// # Errors
    /// When a launch file cannot say what the design does.
    pub fn toml(&self) -> Result<String, String> {
        Ok(self.file()?.to_toml().to_owned())
    }

    /// The quantities of the launch file as a JSON array, for sliders.
    ///
    /// # Errors
    /// As [`toml`](Self::toml).
    pub fn quantities(&self) -> Result<String, String> {
        let all = self.file()?.quantities().map_err(|error| told(&error))?;
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        let all = all.into_iter().map(|quantity| Slidable {
            least: finite(quantity.range.0),
            most: finite(quantity.range.1),
            si_unit: quantity.dimension.unit(),
            path: quantity.path,
            name: quantity.name,
            unit: quantity.unit,
            value: quantity.value,
            dispersed: quantity.is_dispersed,
        });
        serde_json::to_string(&all.collect::<Vec<_>>()).map_err(|error| format!("error: {error}"))
    }

    /// A drawing to scale (SVG); nothing of what has no parts.
    ///
    /// # Errors
    /// When there are no such units.
    pub fn drawing(&self, units: &str) -> Result<Option<String>, String> {
        Ok(drawing(&self.launch, crate::text::units(units)?))
    }

    /// Flies it, with a failure of its file if one is named; `files` says that the flight will be written into files, which
    /// holds the impact point of every moment and takes longer.
    ///
    /// # Errors
    /// When it cannot lift off, there is no such failure, or the flight breaks down.
    pub fn fly(&self, failure: Option<String>, files: bool) -> Result<PageFlight, String> {
        let file = &self.source.launch;
        let launch = match &failure {
            Some(name) => self.launch.with_failure(name).map_err(|fault| {
                let hint = fault.hint.map(|hint| format!("; {hint}"));
                let hint = hint.unwrap_or_default();
                format!("error: {} in {file}{hint}", fault.message)
            })?,
            None => self.launch.clone(),
        };
        let flight = match files {
            true => fly_with_impact_points(&launch),
            false => fly(&launch, Recording::Full),
        };
        let flight = flight.map_err(|error| self.failure(&launch, &error))?;
        // No other program flew a failure.
        let other = failure.is_some();
        let rougher = match other {
            true => None,
            false => self.opened.rougher().map_err(|error| told(&error))?,
        };
        Ok(PageFlight {
            stored: self.opened.stored().filter(|_| !other).cloned(),
            assumed: rougher.and_then(|rougher| rougher.effect(&flight)),
            source: self.source.clone(),
            failure,
            launch,
            flight,
            limits: self.limits.clone(),
        })
    }

    /// Reads what is uncertain about it.
    ///
    /// # Errors
    /// When that cannot be read, or nothing is uncertain.
    pub fn disperse(&mut self) -> Result<(), String> {
        let dispersed = self.file()?.dispersed().map_err(|error| told(&error))?;
        if dispersed.is_certain() {
            return Err(format!(
                "error: nothing in {} is uncertain\nhelp: write a number as {{ mean = \"12 lb\", sigma = \"0.1 lb\" }}, or a [dispersion] section",
                self.source.launch
            ));
        }
        self.dispersed = Some(dispersed);
        Ok(())
    }

    /// What is uncertain, as a JSON array; empty before [`disperse`](Self::disperse).
    pub fn inputs(&self) -> String {
        match &self.dispersed {
            Some(dispersed) => inputs_json(&dispersed.uncertainty, &dispersed.dimensions),
            None => "[]".to_owned(),
        }
    }

    /// A run of so many flights, none of which is flown yet.
    ///
    /// # Errors
    /// Before [`disperse`](Self::disperse); when the ceiling is below the launch point.
    pub fn run(&self, flights: u32, seed: u32) -> Result<PageRun, String> {
        PageRun::new(
            self.read()?,
            &self.limits,
            &self.source,
            flights.into(),
            seed.into(),
        )
    }

    /// Flies a batch of such a run: its rows, for [`PageRun::add`], in this module or in that of another worker.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn fly_batch(&self, flights: u32, seed: u32, batch: u32) -> Result<Vec<u8>, String> {
        let (dispersed, limits) = (self.read()?, &self.limits);
        crate::run::fly_batch(
            dispersed,
            limits,
            (flights.into(), seed.into()),
            batch.into(),
        )
    }
}

impl PageLaunch {
    /// Opens what was read, with what `source` sets in it.
    fn of(opened: Opened, source: SourceFiles) -> Result<Self, downrange_formats::Error> {
        let opened = match (source.set.is_empty(), opened) {
            (false, design @ Opened::Design { .. }) => {
                let mut set = source.set.iter();
                let file = design.into_launch_file()?;
                Opened::LaunchFile(set.try_fold(file, |file, each| file.with_assignment(each))?)
            }
            (_, opened) => opened,
        };
        let read = opened.launch()?;
        Ok(Self {
            opened,
            launch: read.launch,
            warnings: read.warnings,
            dispersed: None,
            source,
            limits: ReadLimits::default(),
        })
    }

    /// The launch file; of a design, the one that flies the same.
    fn file(&self) -> Result<LaunchFile, String> {
        let file = self.opened.clone().into_launch_file();
        file.map_err(|error| told(&error))
    }

    fn read(&self) -> Result<&Dispersed, String> {
        let read = self.dispersed.as_ref();
        read.ok_or_else(|| "error: what is uncertain was not read".to_owned())
    }

    /// A launch that cannot lift off is the input's fault; a flight that breaks down is ours.
    fn failure(&self, launch: &Launch, error: &FlightError) -> String {
        match self.opened.locate_weight(launch, error) {
            Some(located) => told(&located),
            None => format!("error: {}: {error}", self.source.launch),
        }
    }
}
