//! `[air]`: weather and wind.

use downrange::air::{Air, Weather, Wind, wind_from};
use downrange::flight::Site;

use crate::error::Error;
use crate::launch::problem::Problem;
use crate::table::levels;
use crate::table::order::Order;
use crate::toml_file::entry::TableReader;
use crate::weather::WeatherFile;

/// The exponent of a power law that does not say: open country.
const OPEN_COUNTRY: f64 = 1.0 / 7.0;

/// The standard atmosphere, calm.
pub fn standard(elevation: f64) -> Result<Air, Problem> {
    Ok(Air::new(Weather::Standard, None, elevation)?)
}

/// The air of a table of which nothing is uncertain, as it is kept from one reading to the next.
#[derive(Clone)]
struct Certain(Air);

/// The air of the table over a site; `fixed` if the site is certain.
pub fn read(entry: TableReader<'_>, site: &Site, fixed: bool) -> Result<Air, Problem> {
    match fixed && !entry.is_open() {
        true => {
            let certain = entry.keep(|| read_wind(entry, site, fixed).map(Certain));
            certain.map(|certain| certain.0)
        }
        false => read_wind(entry, site, fixed),
    }
}

fn read_wind(entry: TableReader<'_>, site: &Site, fixed: bool) -> Result<Air, Problem> {
    let calm = || calm(entry, site);
    let known = ["temperature", "pressure"]
        .into_iter()
        .all(|key| !entry.is_open_at(key));
    let air = match fixed && known {
        true => entry.keep(calm)?,
        false => calm()?,
    };
    let file = || {
        entry.tabled("wind", |path, bytes, warnings| {
            let file = entry.once_at("wind", || WeatherFile::read(path, bytes))?;
            file.wind(site, warnings)
        })
    };
    let wind = match entry.table("wind") {
        Some(table) => Some(table.once(|table| wind(entry, table))?),
        None if fixed => entry.once_at("wind", file)?,
        None => file()?,
    };
    Ok(match wind {
        Some(wind) => air.with_wind(wind)?,
        None => air,
    })
}

/// The air without the wind that is said of the site.
fn calm(entry: TableReader<'_>, site: &Site) -> Result<Air, Problem> {
    let (temperature, pressure) = (entry.number("temperature")?, entry.number("pressure")?);
    let weather = match entry.file("profile")? {
        Some((path, bytes)) => {
            for key in ["temperature", "pressure"] {
                if entry.has(key) {
                    let title = format!("`{key}` beside a `profile`, which has its own");
                    return Err(entry
                        .error_at(key, title)
                        .label("leave one of them out")
                        .into());
                }
            }
            let mut warnings = Vec::new();
            let file = entry.once_at("profile", || WeatherFile::read(&path, &bytes))?;
            let air = file.air(site, &mut warnings)?;
            entry.source.warn(warnings);
            return Ok(air);
        }
        None if temperature.is_none() && pressure.is_none() => Weather::Standard,
        None => Weather::Site {
            temperature,
            pressure,
        },
    };
    Ok(Air::new(weather, None, site.elevation)?)
}

/// The wind of a table of `air`.
fn wind(air: TableReader<'_>, entry: TableReader<'_>) -> Result<Wind, Error> {
    if entry.has("layers") {
        for key in [
            "speed", "from", "east", "north", "up", "height", "exponent", "ceiling",
        ] {
            if entry.has(key) {
                return Err(entry
                    .error_at(key, format!("`{key}` beside `layers`"))
                    .label("leave one of them out"));
            }
        }
        return air.listed("wind", |text, warnings| {
            let mut listed = Vec::new();
            let mut rows = Vec::new();
            for layer in entry.tables("layers") {
                let height = layer.need("height")?;
                listed.push((height, vector(layer)?));
                rows.push((height, layer.span_of("height").unwrap_or_default()));
            }
            let name = "height";
            let order = Order { text, name, rows };
            let (levels, places) = levels::winds(&order, &listed, warnings)?;
            Ok((Wind::Layered(levels), places))
        });
    }
    let reference = vector(entry)?;
    match entry.number("height")? {
        Some(reference_height) => Ok(Wind::PowerLaw {
            reference,
            reference_height,
            exponent: entry.number_or("exponent", OPEN_COUNTRY)?,
            ceiling: entry.number_or("ceiling", Wind::GRADIENT_HEIGHT)?,
        }),
        None => {
            for key in ["exponent", "ceiling"] {
                if entry.has(key) {
                    let title = format!("`{key}` belongs to a power law, which needs `height` too");
                    return Err(entry
                        .error_at(key, title)
                        .label("at which height does the wind have its speed?"));
                }
            }
            Ok(Wind::Constant(reference))
        }
    }
}

/// The wind of a table in either form.
fn vector(entry: TableReader<'_>) -> Result<[f64; 3], Error> {
    let components = entry.has("east") || entry.has("north");
    let up = entry.number_or("up", 0.0)?;
    if !entry.has("speed") && !entry.has("from") {
        return Ok([
            entry.number_or("east", 0.0)?,
            entry.number_or("north", 0.0)?,
            up,
        ]);
    }
    if components {
        let key = ["east", "north"]
            .into_iter()
            .find(|key| entry.has(key))
            .unwrap_or("east");
        let title = format!("`{key}` beside `speed` and `from`");
        return Err(entry
            .error_at(key, title)
            .label("give the wind in one form"));
    }
    let speed = entry.need("speed")?;
    let from = match speed == 0.0 {
        true => entry.number_or("from", 0.0)?,
        false => entry.need("from")?,
    };
    let [east, north, _] = wind_from(speed, from);
    Ok([east, north, up])
}
