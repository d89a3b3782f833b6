//! A run of very many flights, batch by batch.

use downrange::results::Findings;
use downrange_formats::Dispersed;
use downrange_formats::landings::{geojson, kml};
use downrange_report::DispersionReport;
use downrange_runs::{
    BATCH_FLIGHTS, Batches, Campaign, Identity, Manifest, RowSource, SourceFiles, Values,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::limits::ReadLimits;
use crate::text::{VERSION, plain, text_of};

/// A run, with the batches that were flown by now.
#[wasm_bindgen]
pub struct PageRun {
    manifest: Manifest,
    batches: Batches,
    flights: u64,
    flown: u64,
}

/// The campaign of so many flights with a seed.
fn campaign<'a>(
    dispersed: &'a Dispersed,
    limits: &'a ReadLimits,
    (flights, seed): (u64, u64),
) -> Result<Campaign<'a>, String> {
    let identity = Identity::new(VERSION, seed, dispersed.digest.as_str());
    let campaign = Campaign::new(dispersed.sampler(), &dispersed.dimensions, identity);
    limits.of(campaign.flights(flights))
}

/// The rows of a batch.
///
/// # Errors
/// When the ceiling is below the launch point.
pub fn fly_batch(
    dispersed: &Dispersed,
    limits: &ReadLimits,
    asked: (u64, u64),
    batch: u64,
) -> Result<Vec<u8>, String> {
    let rows = campaign(dispersed, limits, asked)?.fly_batch(batch);
    postcard::to_allocvec(&rows).map_err(|error| format!("error: {error}"))
}

impl PageRun {
    /// A run of which nothing is flown.
    ///
    /// # Errors
    /// When the ceiling is below the launch point.
    pub fn new(
        dispersed: &Dispersed,
        limits: &ReadLimits,
        source: &SourceFiles,
        flights: u64,
        seed: u64,
    ) -> Result<Self, String> {
        let campaign = campaign(dispersed, limits, (flights, seed))?;
        let campaign = campaign.source(limits.beside(source));
        Ok(Self {
            batches: Batches::new(campaign.columns().to_vec()),
            manifest: campaign.manifest(flights),
            flights,
            flown: 0,
        })
    }

    fn findings(&self) -> Result<Findings, String> {
        let failed = |error| format!("error: {error}");
        let info = self.manifest.info(None).map_err(failed)?;
        Findings::from_columns(info, &RowSource::Memory(self.batches.clone())).map_err(failed)
    }

    /// What is made of the findings, beside the command line that flies the same.
    fn told<T>(
        &self,
        tell: impl FnOnce(&DispersionReport<'_>) -> Result<T, String>,
    ) -> Result<T, String> {
        let (findings, command) = (self.findings()?, self.manifest.command_line());
        tell(&DispersionReport {
            findings: &findings,
            command: &command,
            flights_per_s: None,
        })
    }
}

#[wasm_bindgen]
impl PageRun {
    /// How many batches there are to fly.
    pub fn batches(&self) -> u32 {
        self.flights.div_ceil(BATCH_FLIGHTS) as u32
    }

    /// Adds the rows of a batch that was flown, in any order.
    ///
    /// # Errors
    /// When they are not those of a batch.
    pub fn add(&mut self, batch: u32, rows: &[u8]) -> Result<(), String> {
        let rows: Vec<Values> =
            postcard::from_bytes(rows).map_err(|error| format!("error: {error}"))?;
        self.batches.insert(batch.into(), rows);
        let start = u64::from(batch) * BATCH_FLIGHTS;
        self.flown += BATCH_FLIGHTS.min(self.flights.saturating_sub(start));
        self.manifest.end(self.flown, None);
        Ok(())
    }

    /// What `downrange disperse --json` prints of these flights, but for how fast they were flown.
    ///
    /// # Errors
    /// When there are none.
    pub fn json(&self) -> Result<String, String> {
        self.told(|report| Ok(report.json()))
    }

    /// What `downrange disperse` prints of these flights.
    ///
    /// # Errors
    /// When there are none, or no such units.
    pub fn summary(&self, units: &str) -> Result<String, String> {
        let units = crate::text::units(units)?;
        self.told(|report| Ok(plain(&report.summary(units))))
    }

    /// The map of the landing points (SVG).
    ///
    /// # Errors
    /// When there are none, or no such units.
    pub fn map(&self, units: &str) -> Result<String, String> {
        let units = crate::text::units(units)?;
        self.told(|report| Ok(downrange_report::map(&report.ground(), units)))
    }

    /// The report of `downrange disperse --out`; plotly.js, which draws its charts, is a file beside it.
    ///
    /// # Errors
    /// When there are no flights, or no such units.
    pub fn page(&self, units: &str) -> Result<String, String> {
        let units = crate::text::units(units)?;
        self.told(|report| text_of(|out| report.page(units, out)))
    }

    /// The landings for Google Earth.
    ///
    /// # Errors
    /// When there are none.
    pub fn kml(&self) -> Result<String, String> {
        self.told(|report| text_of(|out| kml::write(&report.ground(), out)))
    }

    /// The landings for maps.
    ///
    /// # Errors
    /// When there are none.
    pub fn geojson(&self) -> Result<String, String> {
        self.told(|report| text_of(|out| geojson::write(&report.ground(), out)))
    }

    /// The command line that flies the same.
    pub fn command(&self) -> String {
        self.manifest.command_line()
    }
}
