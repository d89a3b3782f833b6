//! Soundings of the University of Wyoming as its server wrote them until 2025: `TEXT:LIST`, columns of seven characters inside a
//! page, winds in knots (or m/s, as the head of the table says). A page may hold several; one without any says why.

use downrange::air::{MeasuredLevel, wind_from};
use downrange::quantity::{Dimension, Unit};
use jiff::Timestamp;

use super::hours::time_of;
use super::reported::ReportedProfile;
use crate::error::Error;
use crate::table::Text;

/// Characters of a column.
const WIDTH: usize = 7;

/// Whether a text is of this kind: a page of that server, with a table or without.
pub fn is_wyoming_list(text: &str) -> bool {
    text.trim_start().starts_with('<')
        && (text.contains("University of Wyoming")
            || (text.contains("   PRES   HGHT   TEMP") && text.contains("<PRE>")))
}

/// The columns of a table by their places, and the unit of the wind.
#[derive(Default)]
struct Columns {
    pressure: Option<usize>,
    height: Option<usize>,
    temperature: Option<usize>,
    humidity: Option<usize>,
    direction: Option<usize>,
    speed: Option<(usize, Unit)>,
}

/// Reads the soundings of a page.
///
/// # Errors
/// What the page says where it holds none; at a cell that is no number.
pub fn read(text: Text<'_>) -> Result<Vec<ReportedProfile>, Error> {
    let mut soundings: Vec<ReportedProfile> = Vec::new();
    let mut columns: Option<Columns> = None;
    let mut names = "";
    let mut at = 0;
    for (index, whole) in text.text.split('\n').enumerate() {
        let start = at;
        at += whole.len() + 1;
        let line = whole.trim_end();
        if let Some(title) = inside(line, "H2") {
            columns = None;
            soundings.push(titled(title));
        } else if line.contains("PRES") && line.contains("HGHT") {
            names = line;
        } else if !names.is_empty() {
            // The line below the names has the units.
            columns = Some(Columns::of(names, line));
            names = "";
        } else if line.contains('<') {
            columns = None;
        } else if let (Some(columns), Some(sounding)) = (&columns, soundings.last_mut())
            && !line.trim().is_empty()
            && !line.starts_with("---")
            && !line.contains(':')
        {
            sounding.push(index + 1, columns.level(text, start, line)?);
        }
        if let (Some((name, value)), Some(sounding)) = (line.split_once(": "), soundings.last_mut())
        {
            let degrees = value.trim().parse::<f64>().ok().map(f64::to_radians);
            match (name.trim(), degrees, sounding.place) {
                ("Station latitude", Some(latitude), _) => {
                    sounding.place = Some((latitude, f64::NAN));
                }
                ("Station longitude", Some(longitude), Some((latitude, _))) => {
                    sounding.place = Some((latitude, longitude));
                }
                _ => {}
            }
        }
    }
    for sounding in &mut soundings {
        sounding.place = sounding
            .place
            .filter(|(_, longitude)| longitude.is_finite());
    }
    soundings.retain(|sounding| !sounding.levels.is_empty());
    match soundings.is_empty() {
        true => Err(refusal(text)),
        false => Ok(soundings),
    }
}

/// The fault that a page holds no sounding, with what it says itself.
fn refusal(text: Text<'_>) -> Error {
    let mut at = 0;
    for line in text.text.split('\n') {
        let said = line.trim();
        if !said.is_empty() && !said.starts_with('<') {
            let start = at + line.len() - line.trim_start().len();
            return text
                .error(
                    start..start + said.len(),
                    format!("no sounding in the page; it says: {said}"),
                )
                .hint("ask for another hour or station: most balloons rise at 00 and 12 UTC");
        }
        at += line.len() + 1;
    }
    Error::of_file(text.file, "no sounding in the page")
}

/// What stands inside an element of a line.
fn inside<'l>(line: &'l str, element: &str) -> Option<&'l str> {
    let (_, rest) = line.split_once(&format!("<{element}>"))?;
    let (inner, _) = rest.split_once(&format!("</{element}>"))?;
    Some(inner.trim())
}

/// The sounding of a title such as `72357 OUN Norman Observations at 00Z 04 May 1999`.
fn titled(title: &str) -> ReportedProfile {
    let (station, time) = title.split_once(" Observations at ").unwrap_or((title, ""));
    let station: Vec<&str> = station.split_whitespace().collect();
    ReportedProfile {
        name: format!("sounding of {}", station.join(" ")),
        time: hour_of(time),
        ..ReportedProfile::default()
    }
}

/// The time of `00Z 04 May 1999`.
fn hour_of(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = text.split_whitespace();
    let hour = words.next()?.strip_suffix('Z')?.parse().ok()?;
    let day = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    time_of(
        words.next()?.parse().ok()?,
        month.try_into().ok()?,
        day,
        hour,
        0,
    )
}

impl Columns {
    fn of(names: &str, units: &str) -> Self {
        let mut columns = Self::default();
        for place in 0..names.len().div_ceil(WIDTH) {
            let [name, unit] =
                [names, units].map(|line| cell(line, place).map_or("", |found| found.1));
            match (name, Unit::parse(unit, Dimension::Speed)) {
                ("PRES", _) => columns.pressure = Some(place),
                ("HGHT", _) => columns.height = Some(place),
                ("TEMP", _) => columns.temperature = Some(place),
                ("RELH", _) => columns.humidity = Some(place),
                ("DRCT", _) => columns.direction = Some(place),
                ("SKNT" | "SPED" | "SMPS", Ok(unit)) => columns.speed = Some((place, unit)),
                _ => {}
            }
        }
        columns
    }

    fn level(&self, text: Text<'_>, start: usize, line: &str) -> Result<MeasuredLevel, Error> {
        let number = |place: Option<usize>| {
            let Some((at, cell)) = place.and_then(|place| cell(line, place)) else {
                return Ok(None);
            };
            match cell.parse::<f64>() {
                _ if cell.is_empty() => Ok(None),
                Ok(number) if number.is_finite() => Ok(Some(number)),
                _ => {
                    let title = format!("`{cell}` is not a number");
                    let error = text.error(start + at..start + at + cell.len(), title);
                    Err(error.label("expected one, in columns of seven characters"))
                }
            }
        };
        let speed = number(self.speed.map(|(place, _)| place))?;
        let speed = speed
            .zip(self.speed)
            .map(|(speed, (_, unit))| unit.to_si(speed));
        Ok(MeasuredLevel {
            pressure: number(self.pressure)?.map(|hectopascals| 100.0 * hectopascals),
            height: number(self.height)?,
            temperature: number(self.temperature)?.map(|celsius| celsius + 273.15),
            humidity: number(self.humidity)?.map(|percent| percent / 100.0),
            wind: speed.zip(number(self.direction)?).map(|(speed, from)| {
                let [east, north, _] = wind_from(speed, from.to_radians());
                [east, north]
            }),
        })
    }
}

/// What stands in a column of a line, without blanks, and where it starts.
fn cell(line: &str, place: usize) -> Option<(usize, &str)> {
    let start = WIDTH * place;
    let whole = line.get(start..(start + WIDTH).min(line.len()))?;
    Some((start + whole.len() - whole.trim_start().len(), whole.trim()))
}
