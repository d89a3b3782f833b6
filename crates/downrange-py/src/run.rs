//! Very many flights, and what they say.

use std::fs::File;
use std::io::BufWriter;
use std::mem;
use std::path::{Path, PathBuf};

use downrange::results::Findings;
use downrange_formats::landings::{RUN_FILES, geojson, kml, write_run_files};
use downrange_formats::output::{OutputError, is_folder_or_free};
use downrange_report::{DispersionReport, Units, map};
use downrange_runs::{Batches, Manifest, RowSource, Run, RunEnd, Shard, StoreOptions, merge, open};
use pyo3::prelude::*;

use crate::errors;
use crate::pages::{plain, units, written};
use crate::table::NativeTable;

/// Very many flights that were flown, or lie in a folder.
#[pyclass(frozen, name = "Run", module = "downrange._native")]
pub struct NativeRun {
    /// What was flown.
    pub manifest: Manifest,
    /// The part of it that these flights are; none for the whole.
    pub shard: Option<Shard>,
    /// The folder that it lies in.
    pub folder: Option<PathBuf>,
    findings: Findings,
    command: String,
    flights_per_s: Option<f64>,
    end: RunEnd,
    remarks: Vec<String>,
    rows: NativeTable,
}

impl NativeRun {
    /// What was flown, into a folder or none, and what was remarked meanwhile; `finish` is called before others may write into its folder.
    ///
    /// # Errors
    /// When rows cannot be read; those of `finish`.
    pub fn of(
        mut run: Run,
        folder: Option<PathBuf>,
        remarks: Vec<String>,
        finish: impl FnOnce(&Self) -> PyResult<()>,
    ) -> PyResult<Self> {
        let findings = run.findings().map_err(|error| errors::run(&error))?;
        let rows = match &mut run.rows {
            RowSource::Memory(batches) => RowSource::Memory(mem::take::<Batches>(batches)),
            stored => stored.clone(),
        };
        let own = Self {
            manifest: run.manifest.clone(),
            findings,
            command: run.manifest.command_line(),
            flights_per_s: run.flights_per_s(),
            shard: run.shard,
            folder,
            end: run.end,
            remarks,
            rows: NativeTable::of_run(rows)?,
        };
        let finished = finish(&own);
        run.close().map_err(|error| errors::run(&error))?;
        finished.map(|()| own)
    }

    /// Writes the report and the maps beside the flights.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write_into(&self, folder: &Path) -> PyResult<()> {
        let report = self.report();
        let page = |out: BufWriter<File>| report.page(Units::Si, out);
        write_run_files(folder, &page, &report.ground(), |_| {
            Ok::<(), OutputError>(())
        })
        .map_err(errors::output)
    }

    /// What is printed of it.
    pub fn report(&self) -> DispersionReport<'_> {
        DispersionReport {
            findings: &self.findings,
            command: &self.command,
            flights_per_s: self.flights_per_s,
        }
    }
}

#[pymethods]
impl NativeRun {
    /// Reads the run of a folder.
    #[staticmethod]
    #[pyo3(name = "open")]
    fn of_folder(py: Python<'_>, folder: PathBuf) -> PyResult<Self> {
        py.detach(|| {
            let run = open(&folder).map_err(|error| errors::run(&error))?;
            Self::of(run, Some(folder), Vec::new(), |_| Ok(()))
        })
    }

    /// Joins the shards of a run in a folder.
    #[staticmethod]
    fn merge(py: Python<'_>, folders: Vec<PathBuf>, out: PathBuf) -> PyResult<Self> {
        py.detach(|| {
            is_folder_or_free(&out).map_err(errors::output)?;
            let into = StoreOptions::new(&out).beside(&RUN_FILES);
            let run = merge(&folders, &into).map_err(|error| errors::run(&error))?;
            Self::of(run, Some(out.clone()), Vec::new(), |run| {
                run.write_into(&out)
            })
        })
    }

    #[getter]
    fn name(&self) -> &str {
        &self.manifest.name
    }

    #[getter]
    fn seed(&self) -> u64 {
        self.manifest.seed
    }

    #[getter]
    fn folder(&self) -> Option<String> {
        let folder = self.folder.as_ref();
        folder.map(|folder| folder.display().to_string())
    }

    /// The part of the run that these flights are.
    #[getter]
    fn shard(&self) -> Option<String> {
        self.shard.map(|shard| shard.to_string())
    }

    /// Whether all flights are there that were asked for.
    #[getter]
    fn complete(&self) -> bool {
        self.end != RunEnd::Cancelled
    }

    /// The question that was to end it, and whether it is answered.
    #[getter]
    fn question(&self) -> Option<(&str, Option<bool>)> {
        let until = self.manifest.until.as_ref()?;
        Some((&until.question, until.known))
    }

    #[getter]
    fn remarks(&self) -> Vec<String> {
        self.remarks.clone()
    }

    /// The rows.
    fn flights(&self) -> NativeTable {
        self.rows.clone()
    }

    fn json(&self) -> String {
        self.report().json()
    }

    fn summary(&self, units: &str) -> PyResult<String> {
        Ok(plain(&self.report().summary(self::units(units)?)))
    }

    fn page(&self, py: Python<'_>, units: &str) -> PyResult<String> {
        let units = self::units(units)?;
        py.detach(|| written(|out| self.report().page(units, out)))
    }

    fn map(&self, py: Python<'_>, units: &str) -> PyResult<String> {
        let units = self::units(units)?;
        Ok(py.detach(|| map(&self.report().ground(), units)))
    }

    fn geojson(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| written(|out| geojson::write(&self.report().ground(), out)))
    }

    fn kml(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| written(|out| kml::write(&self.report().ground(), out)))
    }
}
