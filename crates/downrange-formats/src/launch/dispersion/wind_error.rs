//! `[dispersion.wind_error]`.

use downrange::dispersion::{CORRELATION_HEIGHT, LeadTimeErrors, WindError, WindPair};
use downrange::flight::Launch;
use downrange::table::Curve;

use super::placed::at_key;
use crate::error::Error;
use crate::toml_file::entry::TableReader;
use crate::weather::WeatherFile;

/// Height above the ground up to which errors are drawn where nobody says, m: above most flights and most of the weather.
pub const TOP: f64 = 20_000.0;

/// Reads what the wind departs from the one described.
///
/// # Errors
/// What is not as expected, with its place.
pub fn read(entry: TableReader<'_>, launch: &Launch) -> Result<Option<WindError>, Error> {
    let Some(table) = entry.table("wind_error") else {
        return Ok(None);
    };
    let sigma = sigma(table, launch)?;
    let error = WindError::new(
        &sigma,
        table.number_or("correlation_height", CORRELATION_HEIGHT)?,
        table.number_or("top", TOP)?,
    );
    error.map(Some).map_err(|fault| at_key(table, &fault))
}

/// The standard deviation against height: as it stands, or that of forecasts of the lead time.
fn sigma(table: TableReader<'_>, launch: &Launch) -> Result<Curve, Error> {
    let lead_time = table.number("lead_time")?;
    let tables = table.tables("pairs");
    if let Some(sigma) = table.curve("sigma")? {
        for key in ["lead_time", "pairs"] {
            if table.has(key) {
                let error = table.error_at(key, format!("`{key}` beside `sigma`, which it gives"));
                return Err(error.label("leave one of them out"));
            }
        }
        return Ok(sigma);
    }
    if tables.is_empty() {
        let lead_time = lead_time.ok_or_else(|| {
            let error = table.missing("sigma");
            error.hint(
                "or say how old the forecast is, `lead_time`, for the errors that are usual then",
            )
        })?;
        return Ok(LeadTimeErrors::typical().sigma(lead_time));
    }
    let mut pairs = Vec::new();
    for pair in tables {
        pairs.extend(read_pairs(pair, launch)?);
    }
    if lead_time.is_none() {
        // Of whatever lead time, all are taken together.
        pairs.iter_mut().for_each(|pair| pair.lead_time = 0.0);
    }
    let errors = LeadTimeErrors::of_pairs(&pairs).map_err(|fault| at_key(table, &fault))?;
    Ok(errors.sigma(lead_time.unwrap_or(0.0)))
}

/// The forecasts of a file at the times of the soundings of another.
fn read_pairs(table: TableReader<'_>, launch: &Launch) -> Result<Vec<WindPair>, Error> {
    let file = |key: &str| {
        let (file, bytes) = table.file(key)?.ok_or_else(|| table.missing(key))?;
        WeatherFile::read(&file, &bytes)
    };
    let (forecast, sounding) = (file("forecast")?, file("sounding")?);
    forecast.wind_pairs(&sounding, &launch.site, table.number("lead_time")?)
}
