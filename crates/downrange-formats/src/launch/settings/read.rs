//! `[settings]`.

use downrange::flight::Settings;

use crate::error::Error;
use crate::toml_file::entry::TableReader;

/// How a flight is computed.
pub fn read(entry: TableReader<'_>) -> Result<Settings, Error> {
    let default = Settings::default();
    Ok(Settings {
        relative_tolerance: entry.number_or("relative_tolerance", default.relative_tolerance)?,
        absolute_tolerance: entry.number_or("absolute_tolerance", default.absolute_tolerance)?,
        max_time: entry.number_or("max_time", default.max_time)?,
        max_evaluations: match entry.number("max_evaluations")? {
            Some(number) if number.fract() != 0.0 => {
                let title = format!("`max_evaluations` is {number}, expected a whole number");
                return Err(entry.error_at("max_evaluations", title));
            }
            Some(number) => number as u64,
            None => default.max_evaluations,
        },
    })
}
