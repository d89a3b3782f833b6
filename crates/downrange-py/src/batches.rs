//! Batches of a dispersion that is flown on many machines: which are missing, and the file of each.

use downrange_formats::Dispersed;
use pyo3::prelude::*;

use crate::dispersing::{Request, asked, remarked};
use crate::errors;
use crate::origin::LaunchOrigin;

/// Begins a dispersion in its folder, or goes on with it, and flies nothing: gives the batches that are missing, and remarks.
///
/// # Errors
/// Those of [`disperse`](crate::dispersing::disperse).
pub fn missing(
    dispersed: &Dispersed,
    origin: &LaunchOrigin,
    request: &Request,
) -> PyResult<(Vec<u64>, Vec<String>)> {
    asked(dispersed, origin, request, |campaign, options| {
        let missing = campaign.missing(options);
        let missing = missing.map_err(|error| errors::run(&error))?;
        let remarks = missing.remarks.iter().map(remarked).collect();
        Ok((missing.batches, remarks))
    })
}

/// Flies a batch: the bytes of its file.
///
/// # Errors
/// When it cannot be flown.
pub fn batch_file(
    dispersed: &Dispersed,
    origin: &LaunchOrigin,
    request: &Request,
    batch: u64,
) -> PyResult<Vec<u8>> {
    asked(dispersed, origin, request, |campaign, _| {
        let file = campaign.batch_file(batch);
        file.map_err(|error| errors::run(&error))
    })
}
