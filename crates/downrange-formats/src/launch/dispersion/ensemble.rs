//! `wind_ensemble` and `air_ensemble`.

use downrange::air::{Air, Weather, Wind};
use downrange::dispersion::{Distribution, Ensemble, Input, Target, WindProfile};
use downrange::flight::Launch;

use super::placed::{PlacedInput, hinted, index};
use crate::error::Error;
use crate::toml_file::entry::TableReader;
use crate::toml_file::uncertain::DispersedNumber;
use crate::weather::WeatherFile;

/// The keys, and what each changes.
const WINDS: (&str, Target) = ("wind_ensemble", Target::WindMember);
const AIRS: (&str, Target) = ("air_ensemble", Target::AirMember);

/// The members of the files that are named, and the input that says which it is.
///
/// # Errors
/// What is not as expected, with its place.
pub fn read(
    entry: TableReader<'_>,
    launch: &Launch,
    numbers: &[DispersedNumber],
) -> Result<(Ensemble, Option<PlacedInput>), Error> {
    match (entry.has(WINDS.0), entry.has(AIRS.0)) {
        (false, false) => Ok((Ensemble::None, None)),
        (true, true) => {
            let title =
                "`air_ensemble` beside `wind_ensemble`: its members have winds of their own";
            let error = entry.error_at(AIRS.0, title);
            Err(error.label("leave one of them out"))
        }
        (true, false) => {
            let members = winds(entry, launch)?;
            let input = member(entry, WINDS, members.len())?;
            Ok((Ensemble::Winds(members), Some(input)))
        }
        (false, true) => {
            let is_replaced = |number: &&DispersedNumber| {
                number.name.starts_with("air.") || number.name == "site.elevation"
            };
            if let Some(number) = numbers.iter().find(is_replaced) {
                let title = format!(
                    "`{}` is uncertain, and `air_ensemble` has the air of every flight",
                    number.name
                );
                let error = entry.source.error(number.span.clone(), title);
                return Err(error.label("expected one value, or no `air_ensemble`"));
            }
            let members = airs(entry, launch)?;
            let input = member(entry, AIRS, members.len())?;
            Ok((Ensemble::Airs(members), Some(input)))
        }
    }
}

/// The winds of the files that are named, against height above the ground.
fn winds(entry: TableReader<'_>, launch: &Launch) -> Result<Vec<WindProfile>, Error> {
    let mut all = Vec::new();
    let standard = Air::new(Weather::Standard, None, launch.site.elevation)
        .map_err(|fault| entry.error(fault.message))?;
    for (path, value) in entry.texts(WINDS.0)? {
        let (file, bytes) = entry.source.read(path, value.span())?;
        let mut warnings = Vec::new();
        let weather = WeatherFile::read(&file, &bytes)?;
        let (winds, origin) = weather.winds(&launch.site, &mut warnings)?;
        entry.source.warn(warnings);
        for (member, wind) in winds.iter().enumerate() {
            let blown = standard.clone().with_wind(Wind::Layered(wind.clone()));
            blown.map_err(|fault| {
                let level = index(&fault.place, "wind").unwrap_or_default();
                let in_file = origin.error(&[member, level], &fault.message);
                let title = format!("`{path}`: {}", fault.message);
                let error = in_file.unwrap_or_else(|| entry.source.error(value.span(), title));
                hinted(error, &fault)
            })?;
        }
        all.extend(winds);
    }
    Ok(all)
}

/// The states of the air of the files that are named.
fn airs(entry: TableReader<'_>, launch: &Launch) -> Result<Vec<Air>, Error> {
    let mut all = Vec::new();
    for (path, value) in entry.texts(AIRS.0)? {
        let (file, bytes) = entry.source.read(path, value.span())?;
        let mut warnings = Vec::new();
        all.extend(WeatherFile::read(&file, &bytes)?.airs(&launch.site, &mut warnings)?);
        entry.source.warn(warnings);
    }
    Ok(all)
}

/// The input that says which member it is, of so many.
fn member(
    entry: TableReader<'_>,
    (key, target): (&str, Target),
    count: usize,
) -> Result<PlacedInput, Error> {
    if count < 2 {
        let what = match &target {
            Target::AirMember => "state of the air",
            _ => "wind",
        };
        let title = match count {
            1 => format!("an ensemble of 1 {what}, expected two at least"),
            _ => "an ensemble of nothing, expected two members at least".to_owned(),
        };
        let error = entry.error_at(key, title);
        return Err(error.label("expected several files, or one with a column `member`"));
    }
    let members = (0..count).map(|index| index as f64);
    let distribution = Distribution::samples(members.collect())
        .map_err(|fault| entry.error_at(key, fault.message))?;
    let input = Input {
        name: key.to_owned(),
        target,
        distribution,
    };
    Ok((input, entry.span_of(key).unwrap_or_default()))
}
