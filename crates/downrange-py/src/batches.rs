//! Batches of a dispersion that is flown on many machines: which are missing, and the file of each.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::dispersing::{Request, asked, remarked};
use crate::errors;
use crate::launch::NativeLaunch;
use crate::limits::{AskedLimits, limits_of};

/// Begins a dispersion in its folder, or goes on with it, and flies nothing: gives the batches that are missing, and remarks.
///
/// # Errors
/// Those of [`disperse`](crate::dispersing::disperse).
#[pyfunction]
pub fn missing(
    py: Python<'_>,
    launch: &NativeLaunch,
    flights: u64,
    seed: u64,
    limits: AskedLimits,
    out: PathBuf,
    resume: bool,
) -> PyResult<(Vec<u64>, Vec<String>)> {
    py.detach(|| {
        let (limits, source) = limits_of(launch.dispersed()?, launch.source(), limits)?;
        let request = Request {
            flights: Some(flights),
            seed,
            limits,
            out: Some(out),
            resume,
            ..Request::default()
        };
        asked(
            launch.dispersed()?,
            source,
            &request,
            |campaign, options| {
                let missing = campaign.missing(options);
                let missing = missing.map_err(|error| errors::run(&error))?;
                let remarks = missing.remarks.iter().map(remarked).collect();
                Ok((missing.batches, remarks))
            },
        )
    })
}

/// Flies a batch: the bytes of its file.
///
/// # Errors
/// When it cannot be flown.
#[pyfunction]
pub fn batch_file<'py>(
    py: Python<'py>,
    launch: &NativeLaunch,
    batch: u64,
    flights: u64,
    seed: u64,
    limits: AskedLimits,
) -> PyResult<Bound<'py, PyBytes>> {
    let file = py.detach(|| {
        let (limits, source) = limits_of(launch.dispersed()?, launch.source(), limits)?;
        let request = Request {
            flights: Some(flights),
            seed,
            limits,
            ..Request::default()
        };
        asked(launch.dispersed()?, source, &request, |campaign, _| {
            let file = campaign.batch_file(batch);
            file.map_err(|error| errors::run(&error))
        })
    });
    Ok(PyBytes::new(py, &file?))
}

/// Where the file of a batch lies in the folder of its run.
#[pyfunction]
pub fn batch_path(batch: u64) -> PathBuf {
    downrange_runs::batch_path(batch)
}
