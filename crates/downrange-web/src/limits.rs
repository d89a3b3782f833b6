//! What flights are held against: areas, keep-out areas, a ceiling.

use downrange::area::{Area, KeepOut};
use downrange::flight::Site;
use downrange::quantity::{self, Dimension};
use downrange_formats::files::{Files, TABLE};
use downrange_formats::{AreaText, areas_of, keep_outs_of};
use downrange_runs::{Campaign, SourceFiles};
use serde::Deserialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::files::PageFiles;
use crate::text::told;

/// What flights are held against, as it was asked for.
#[wasm_bindgen]
#[derive(Clone, Default)]
pub struct PageLimits {
    asked: Asked,
    areas: Vec<AreaText>,
    keep_outs: Vec<AreaText>,
}

/// Names of files, and texts with units.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Asked {
    areas: Vec<String>,
    keep_outs: Vec<String>,
    keep_out_distance: Option<String>,
    ceiling: Option<String>,
}

/// The same, read for a launch.
#[derive(Clone, Default)]
pub struct ReadLimits {
    pub areas: Vec<Area>,
    pub keep_outs: Vec<KeepOut>,
    pub ceiling: Option<f64>,
    source: SourceFiles,
}

#[wasm_bindgen]
impl PageLimits {
    /// Of files of the page: `{"areas": [NAME…], "keep_outs": [NAME…], "keep_out_distance": "50 m", "ceiling": "3000 m"}`.
    ///
    /// # Errors
    /// When it is no such JSON, or a file is not there or of another kind.
    #[wasm_bindgen(constructor)]
    pub fn new(files: &PageFiles, json: &str) -> Result<Self, String> {
        let asked: Asked = serde_json::from_str(json).map_err(|error| format!("error: {error}"))?;
        let texts = |names: &[String]| -> Result<Vec<AreaText>, String> {
            let texts = names.iter().map(|name| {
                let bytes = files.memory.read(name, TABLE);
                let bytes = bytes.map_err(|reason| format!("error: {name}: {reason}"))?;
                AreaText::of_bytes(name, &bytes).map_err(|error| told(&error))
            });
            texts.collect()
        };
        Ok(Self {
            areas: texts(&asked.areas)?,
            keep_outs: texts(&asked.keep_outs)?,
            asked,
        })
    }
}

impl PageLimits {
    /// The areas of a launch from this site.
    ///
    /// # Errors
    /// When they cannot be read, or lie elsewhere.
    pub fn read(&self, site: &Site) -> Result<ReadLimits, String> {
        let length = |text: &Option<String>| {
            let text = text
                .as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty());
            let read = text.map(|text| quantity::parse(text, Dimension::Length));
            read.transpose().map_err(|fault| format!("error: {fault}"))
        };
        let pad = (site.latitude, site.longitude);
        let distance = length(&self.asked.keep_out_distance)?;
        let keep_outs = keep_outs_of(&self.keep_outs, distance, pad);
        Ok(ReadLimits {
            areas: areas_of(&self.areas, pad).map_err(|error| told(&error))?,
            keep_outs: keep_outs.map_err(|error| told(&error))?,
            ceiling: length(&self.asked.ceiling)?,
            source: SourceFiles {
                areas: self.asked.areas.clone(),
                keep_outs: self.asked.keep_outs.clone(),
                keep_out_distance_m: distance,
                ..SourceFiles::default()
            },
        })
    }
}

impl ReadLimits {
    /// The names of these files beside that of the launch.
    pub fn beside(&self, launch: &SourceFiles) -> SourceFiles {
        let launch = launch.clone();
        SourceFiles {
            launch: launch.launch,
            options: launch.options,
            set: launch.set,
            allow_outside: launch.allow_outside,
            ..self.source.clone()
        }
    }

    /// A campaign whose flights are held against them.
    ///
    /// # Errors
    /// When the ceiling is below the launch point.
    pub fn of<'a>(&'a self, campaign: Campaign<'a>) -> Result<Campaign<'a>, String> {
        let campaign = campaign.areas(&self.areas).keep_outs(&self.keep_outs);
        let campaign = campaign.ceiling(self.ceiling);
        campaign.map_err(|error| format!("error: {error}"))
    }
}
