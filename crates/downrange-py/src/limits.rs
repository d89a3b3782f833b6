//! What the flights of a dispersion are held against: areas, keep-out areas, a ceiling.

use std::path::PathBuf;

use downrange::area::{Area, KeepOut};
use downrange::error::Fault;
use downrange::quantity::{self, Dimension};
use downrange_formats::{Dispersed, KeepOutFiles, read_area_files, read_keep_out_files};
use downrange_runs::{Campaign, SourceFiles};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::errors;

/// What its flights are held against, as Python asks for it: files of areas, files of keep-out areas, how far around a feature of
/// these counts that does not say so itself, and the ceiling, both as texts with a unit.
pub type AskedLimits = (Vec<PathBuf>, Vec<PathBuf>, Option<String>, Option<String>);

/// What its flights are held against.
#[derive(Default)]
pub struct FlownLimits {
    /// Where everything should stay.
    pub areas: Vec<Area>,
    /// Where nothing may come down.
    pub keep_outs: Vec<KeepOut>,
    /// Height above sea level that nothing may pass, m.
    pub ceiling: Option<f64>,
}

impl FlownLimits {
    /// A campaign whose flights are held against it.
    ///
    /// # Errors
    /// When the ceiling is no height.
    pub fn of<'a>(&'a self, campaign: Campaign<'a>) -> PyResult<Campaign<'a>> {
        let held = campaign
            .areas(&self.areas)
            .keep_outs(&self.keep_outs)
            .ceiling(self.ceiling);
        held.map_err(|error| errors::run(&error))
    }
}

/// Areas and keep-out areas of files with the ceiling, and the files that a run with them is read from.
///
/// # Errors
/// When an area, a distance or a height cannot be read.
pub fn limits_of(
    dispersed: &Dispersed,
    source: &SourceFiles,
    asked: AskedLimits,
) -> PyResult<(FlownLimits, SourceFiles)> {
    let (areas, keep_outs, distance, ceiling) = asked;
    let site = &dispersed.launch.site;
    let pad = (site.latitude, site.longitude);
    let length = |name: &str, text: Option<String>| {
        let length = text.map(|text| quantity::parse(&text, Dimension::Length));
        let fault = |fault: Fault| PyValueError::new_err(format!("{name}: {}", fault.message));
        length.transpose().map_err(fault)
    };
    let keep_outs = KeepOutFiles {
        paths: keep_outs,
        distance: length("keep_out_distance", distance)?,
    };
    let ceiling = length("ceiling", ceiling)?;
    let read = read_area_files(&areas, pad);
    let (area_files, areas) = read.map_err(|error| errors::input(&error))?;
    let keep_out_distance_m = keep_outs.distance;
    let read = read_keep_out_files(&keep_outs, pad);
    let (keep_out_files, keep_outs) = read.map_err(|error| errors::input(&error))?;
    let source = SourceFiles {
        areas: area_files,
        keep_outs: keep_out_files,
        keep_out_distance_m,
        ..source.clone()
    };
    let limits = FlownLimits {
        areas,
        keep_outs,
        ceiling,
    };
    Ok((limits, source))
}
