//! A flight that was flown.

use downrange::compare::{AssumedEffect, StoredFlight};
use downrange::flight::{Flight, Launch};
use downrange_formats::trajectory::{CHANNELS, csv, file_stem, geojson, kml};
use downrange_report::{FlightReport, flight_map};
use downrange_runs::SourceFiles;
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::limits::ReadLimits;
use crate::text::{plain, text_of};

/// A flight with its launch.
#[wasm_bindgen]
pub struct PageFlight {
    pub(crate) launch: Launch,
    pub(crate) flight: Flight,
    pub(crate) stored: Option<StoredFlight>,
    pub(crate) assumed: Option<AssumedEffect>,
    pub(crate) source: SourceFiles,
    pub(crate) failure: Option<String>,
    pub(crate) limits: ReadLimits,
}

#[wasm_bindgen]
impl PageFlight {
    /// What `downrange fly --json` prints.
    pub fn json(&self) -> String {
        self.report().json()
    }

    /// What `downrange fly` prints.
    ///
    /// # Errors
    /// When there are no such units.
    pub fn summary(&self, units: &str) -> Result<String, String> {
        Ok(plain(&self.report().summary(crate::text::units(units)?)))
    }

    /// The names of the bodies that flew, as a JSON array.
    pub fn bodies(&self) -> String {
        let names = self.flight.bodies.iter().map(|body| &body.name);
        json!(names.collect::<Vec<_>>()).to_string()
    }

    /// The keys and units of the channels of a trajectory, as a JSON array in the order of [`channel`](Self::channel).
    pub fn channels() -> String {
        let all = CHANNELS.map(|channel| json!({ "key": channel.key, "unit": channel.unit }));
        json!(all.as_slice()).to_string()
    }

    /// A channel of the trajectory of a body, by its number and that of the body, in the unit that its key names.
    pub fn channel(&self, body: usize, channel: usize) -> Vec<f64> {
        let record = self.flight.trajectory_of(body);
        match CHANNELS.get(channel) {
            Some(channel) => record.iter().map(|point| channel.value(point)).collect(),
            None => Vec::new(),
        }
    }

    /// The map of its ground track (SVG), with the areas.
    ///
    /// # Errors
    /// When there are no such units.
    pub fn map(&self, units: &str) -> Result<String, String> {
        let (areas, keep_outs) = (&self.limits.areas, &self.limits.keep_outs);
        let units = crate::text::units(units)?;
        Ok(flight_map(
            &self.launch,
            &self.flight,
            areas,
            keep_outs,
            units,
        ))
    }

    /// The page of `downrange fly --out`; plotly.js, which draws its charts, is a file beside it.
    ///
    /// # Errors
    /// When there are no such units.
    pub fn page(&self, units: &str) -> Result<String, String> {
        let shown = crate::text::units(units)?;
        let command = self.command_of(&[("--out", "flight")], units);
        text_of(|out| self.report().page(shown, &command, out))
    }

    /// The trajectories as CSV: names of files and their texts, as a JSON object.
    ///
    /// # Errors
    /// When memory ends.
    pub fn csv(&self) -> Result<String, String> {
        let bodies = 0..self.flight.bodies.len();
        let files = bodies.map(|body| {
            let name = format!("{}.csv", file_stem(&self.flight, body));
            let text = text_of(|out| csv::write(&self.flight, body, out))?;
            Ok((name, text.into()))
        });
        let files: Result<serde_json::Map<_, _>, String> = files.collect();
        Ok(serde_json::Value::from(files?).to_string())
    }

    /// The flight for Google Earth.
    ///
    /// # Errors
    /// When memory ends.
    pub fn kml(&self) -> Result<String, String> {
        text_of(|out| kml::write(&self.launch, &self.flight, out))
    }

    /// The flight for maps.
    ///
    /// # Errors
    /// When memory ends.
    pub fn geojson(&self) -> Result<String, String> {
        text_of(|out| geojson::write(&self.launch, &self.flight, out))
    }

    /// The command line that prints these figures.
    pub fn command(&self) -> String {
        self.command_of(&[], "si") + " --json"
    }
}

impl PageFlight {
    fn report(&self) -> FlightReport<'_> {
        FlightReport {
            launch: &self.launch,
            flight: &self.flight,
            stored: self.stored.as_ref(),
            assumed: self.assumed.as_ref(),
            drag_terms: None,
        }
    }

    fn command_of(&self, more: &[(&str, &str)], units: &str) -> String {
        let failure = self.failure.as_deref().map(|name| ("--failure", name));
        let units = (units == "us").then_some(("--units", "us"));
        let options = failure.into_iter().chain(more.iter().copied()).chain(units);
        self.source
            .command_line("fly", &options.collect::<Vec<_>>())
    }
}
