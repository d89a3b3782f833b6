//! Forecasts and archives of Open-Meteo as JSON (<https://open-meteo.com/en/docs>): hours over one place, in the units that the file says.
//!
//! Levels are in the names of the columns: `temperature_850hPa`, with geopotential heights in metres; members of an ensemble end in
//! `_member01`, and what has no such ending is the control, member 0. The surface is a level at the model's elevation, with the air
//! of 2 m and the pressure at the ground, and winds 10 m and more above it. Columns of other weather are passed over.

use std::collections::BTreeMap;

use downrange::air::{MeasuredLevel, humidity_of_dew_point, wind_from};
use downrange::quantity::{Dimension, Unit};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::{Map, Value};

use super::hours::universal;
use super::reported::ReportedProfile;

/// Where a column's numbers are: at a pressure, hPa, or at a height above the model's ground, m.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    AboveGround(u32),
    Ground,
    Pressure(u32),
}

/// What a column's numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Quantity {
    Temperature,
    DewPoint,
    Humidity,
    Height,
    Pressure,
    WindSpeed,
    WindDirection,
}

/// A column by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct ColumnKey {
    member: u32,
    place: Place,
    quantity: Quantity,
}

/// The numbers of a column, SI, by hour.
type Columns = BTreeMap<ColumnKey, Vec<Option<f64>>>;

/// Whether a text is of this kind.
pub fn is_open_meteo(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with(['{', '['])
        && text.contains("\"hourly\"")
        && text.contains("\"hourly_units\"")
}

/// Reads the hours of a file, over each of its places.
///
/// # Errors
/// What is not as Open-Meteo writes it, in one sentence.
pub fn read(whole: &Value) -> Result<Vec<ReportedProfile>, String> {
    let places = match whole {
        Value::Array(places) => places.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut profiles = Vec::new();
    for place in places {
        profiles.extend(over(place)?);
    }
    Ok(profiles)
}

fn over(whole: &Value) -> Result<Vec<ReportedProfile>, String> {
    let number = |name: &str| whole.get(name).and_then(Value::as_f64);
    let place = number("latitude").zip(number("longitude"));
    let table = |name: &str| whole.get(name).and_then(Value::as_object);
    let (Some(hourly), Some(units)) = (table("hourly"), table("hourly_units")) else {
        return Err("no `hourly` columns with `hourly_units`".to_owned());
    };
    let times = times(hourly, units, number("utc_offset_seconds").unwrap_or(0.0))?;
    let columns = columns(hourly, units, times.len())?;
    let mut members: Vec<u32> = columns.keys().map(|key| key.member).collect();
    members.dedup();
    if members.is_empty() {
        return Err("no column at a pressure level, such as `temperature_850hPa`".to_owned());
    }
    let mut profiles = Vec::with_capacity(members.len() * times.len());
    for member in &members {
        for (hour, time) in times.iter().enumerate() {
            profiles.push(ReportedProfile {
                name: "forecast of Open-Meteo".to_owned(),
                place: place
                    .map(|(latitude, longitude)| (latitude.to_radians(), longitude.to_radians())),
                time: Some(*time),
                member: (members.len() > 1).then_some(*member),
                ground_pressure: number_at(
                    &columns,
                    (*member, hour),
                    Place::Ground,
                    Quantity::Pressure,
                ),
                levels: levels(&columns, *member, hour, number("elevation")),
                ..ReportedProfile::default()
            });
        }
    }
    Ok(profiles)
}

/// The hours: seconds since 1970, which are UTC, or local times, from which the offset is taken.
fn times(
    hourly: &Map<String, Value>,
    units: &Map<String, Value>,
    offset: f64,
) -> Result<Vec<Timestamp>, String> {
    let unix = units.get("time").and_then(Value::as_str) == Some("unixtime");
    let listed = hourly.get("time").and_then(Value::as_array);
    let listed = listed.ok_or_else(|| "no `hourly.time`".to_owned())?;
    let read = |value: &Value| -> Option<Timestamp> {
        if unix {
            return Timestamp::from_second(value.as_i64()?).ok();
        }
        let clock: DateTime = value.as_str()?.parse().ok()?;
        let ahead = jiff::SignedDuration::from_secs(offset as i64);
        universal(clock)?.checked_sub(ahead).ok()
    };
    let time =
        |value| read(value).ok_or_else(|| format!("`hourly.time` holds {value}, which is no time"));
    listed.iter().map(time).collect()
}

/// The columns that say something of the air.
fn columns(
    hourly: &Map<String, Value>,
    units: &Map<String, Value>,
    hours: usize,
) -> Result<Columns, String> {
    let mut columns = Columns::new();
    for (name, values) in hourly {
        let Some(key) = key(name) else { continue };
        // What a model does not have comes as nothing but nulls, in the unit `undefined`.
        let has_none =
            |values: &Vec<Value>| values.len() == hours && values.iter().all(Value::is_null);
        if values.as_array().is_some_and(has_none) {
            continue;
        }
        let unit = units.get(name).and_then(Value::as_str).unwrap_or_default();
        let unit = unit_of(unit, key.quantity)
            .ok_or_else(|| format!("`{unit}`, the unit of `{name}`, is not known"))?;
        let values = values.as_array().filter(|values| values.len() == hours);
        let values = values
            .ok_or_else(|| format!("`{name}` does not hold a number for each of {hours} hours"))?;
        let number = |value: &Value| match value {
            Value::Null => Ok(None),
            value => match value.as_f64() {
                Some(number) => Ok(Some(unit.to_si(number))),
                None => Err(format!("`{name}` holds {value}, which is no number")),
            },
        };
        columns.insert(
            key,
            values.iter().map(number).collect::<Result<_, String>>()?,
        );
    }
    Ok(columns)
}

/// What a column is, by its name; none for what is passed over.
fn key(name: &str) -> Option<ColumnKey> {
    let (name, member) = match name.rsplit_once("_member") {
        Some((name, number)) => (name, number.parse().ok()?),
        None => (name, 0),
    };
    let of = |place, quantity| {
        Some(ColumnKey {
            member,
            place,
            quantity,
        })
    };
    if name == "surface_pressure" {
        return of(Place::Ground, Quantity::Pressure);
    }
    let (name, place) = name.rsplit_once('_')?;
    let quantity = match name {
        "temperature" => Quantity::Temperature,
        "dew_point" | "dewpoint" => Quantity::DewPoint,
        "relative_humidity" | "relativehumidity" => Quantity::Humidity,
        "geopotential_height" => Quantity::Height,
        "wind_speed" | "windspeed" => Quantity::WindSpeed,
        "wind_direction" | "winddirection" => Quantity::WindDirection,
        _ => return None,
    };
    if let Some(pressure) = place.strip_suffix("hPa") {
        return of(Place::Pressure(pressure.parse().ok()?), quantity);
    }
    of(
        Place::AboveGround(place.strip_suffix('m')?.parse().ok()?),
        quantity,
    )
}

/// A unit as Open-Meteo writes it.
fn unit_of(unit: &str, quantity: Quantity) -> Option<Unit> {
    let dimension = match quantity {
        Quantity::Temperature | Quantity::DewPoint => Dimension::Temperature,
        Quantity::Humidity => Dimension::Number,
        Quantity::Height => Dimension::Length,
        Quantity::Pressure => Dimension::Pressure,
        Quantity::WindSpeed => Dimension::Speed,
        Quantity::WindDirection => Dimension::Angle,
    };
    let unit = if unit == "mp/h" { "mph" } else { unit };
    Unit::parse(unit, dimension).ok()
}

/// A number of a member at an hour.
fn number_at(
    columns: &Columns,
    (member, hour): (u32, usize),
    place: Place,
    quantity: Quantity,
) -> Option<f64> {
    let column = columns.get(&ColumnKey {
        member,
        place,
        quantity,
    })?;
    column.get(hour).copied().flatten()
}

/// The levels of a member at an hour, over ground of a height above the sea.
fn levels(columns: &Columns, member: u32, hour: usize, ground: Option<f64>) -> Vec<MeasuredLevel> {
    let of = |place, quantity| number_at(columns, (member, hour), place, quantity);
    let at = |place| {
        let temperature = of(place, Quantity::Temperature);
        let dew_point = temperature.zip(of(place, Quantity::DewPoint));
        let dew_point = dew_point.map(|(air, dew)| humidity_of_dew_point(air, dew));
        let wind = of(place, Quantity::WindSpeed).zip(of(place, Quantity::WindDirection));
        MeasuredLevel {
            height: of(place, Quantity::Height),
            pressure: None,
            temperature,
            humidity: of(place, Quantity::Humidity).or(dew_point),
            wind: wind.map(|(speed, from)| {
                let [east, north, _] = wind_from(speed, from);
                [east, north]
            }),
        }
    };
    let is_blown = |place| {
        let quantity = Quantity::WindSpeed;
        columns.contains_key(&ColumnKey {
            member,
            place,
            quantity,
        })
    };
    let mut places: Vec<Place> = columns
        .keys()
        .filter(|key| key.member == member)
        .map(|key| key.place)
        .collect();
    places.dedup();
    let mut levels = Vec::with_capacity(places.len() + 1);
    for place in places {
        match (place, ground) {
            (Place::Pressure(hectopascals), _) => {
                let pressure = Some(100.0 * f64::from(hectopascals));
                levels.push(MeasuredLevel {
                    pressure,
                    ..at(place)
                });
            }
            (Place::AboveGround(above), Some(ground)) if is_blown(place) => {
                let height = Some(ground + f64::from(above));
                levels.push(MeasuredLevel {
                    height,
                    temperature: None,
                    humidity: None,
                    ..at(place)
                });
            }
            (Place::Ground, Some(height)) => levels.push(MeasuredLevel {
                height: Some(height),
                pressure: of(Place::Ground, Quantity::Pressure),
                wind: None,
                ..at(Place::AboveGround(2))
            }),
            _ => {}
        }
    }
    levels
}
