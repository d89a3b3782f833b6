//! NetCDF as the Climate Data Store hands out ERA5: version 3 with packed whole numbers and `time`, `level`, or version 4 (HDF5) with
//! `valid_time`, `pressure_level`. Variables are known by their names or by `standard_name`, dimensions by their names.

use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use netcdf_reader::{NcFile, NcOpenOptions, NcSliceInfo, NcSliceInfoElem, NcVariable};

use super::fields::{Field, FieldKey, FieldLevel, FieldQuantity, FieldSource, Fields};
use super::grid_points::GridPoints;
use super::hours::universal;

/// Bytes that one read may take: more than the coordinates of any grid that is read.
const MOST_BYTES: usize = 256_000_000;

/// Hours, levels and members at most, together.
const MOST_FIELDS: usize = 2_000_000;

/// Releases that a file may join: there are two of ERA5.
const MOST_RELEASES: usize = 8;

/// What variables are, by their names and standard names (CF conventions).
const QUANTITIES: [(FieldQuantity, &[&str]); 7] = [
    (FieldQuantity::Geopotential, &["z", "geopotential"]),
    (FieldQuantity::Height, &["gh", "geopotential_height"]),
    (FieldQuantity::Temperature, &["t", "air_temperature"]),
    (FieldQuantity::Humidity, &["r", "relative_humidity"]),
    (FieldQuantity::SpecificHumidity, &["q", "specific_humidity"]),
    (FieldQuantity::WindX, &["u", "eastward_wind"]),
    (FieldQuantity::WindY, &["v", "northward_wind"]),
];

/// What a dimension counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Member,
    Time,
    Level,
    Latitude,
    Longitude,
    /// The releases of ERA5 that a file joins (`expver`): of those what is not missing is taken.
    Release,
    /// One of a single value.
    Single,
}

/// A slice of a variable: its name, and which hour, level and member.
#[derive(Debug, Clone)]
struct Slice {
    name: Arc<str>,
    axes: Arc<[Axis]>,
    time: u64,
    level: u64,
    member: u64,
    columns: usize,
    /// How many releases it is in.
    releases: u64,
}

/// The bytes of a file, and the slices that its fields are.
pub struct NetCdfSource {
    file: NcFile,
    slices: Vec<Slice>,
}

/// The number at a point of one axis.
struct Coordinates {
    times: Vec<Timestamp>,
    /// Pa.
    levels: Vec<u32>,
    members: Vec<u32>,
}

fn open(bytes: Arc<[u8]>) -> Result<NcFile, String> {
    let options = NcOpenOptions {
        chunk_cache_bytes: MOST_BYTES / 4,
        max_chunk_bytes: MOST_BYTES,
        max_read_bytes: MOST_BYTES,
        ..NcOpenOptions::default()
    };
    NcFile::from_owner(bytes, options).map_err(|reason| format!("not read as NetCDF: {reason}"))
}

/// Reads what fields a file has.
///
/// # Errors
/// What is missing or not as expected, in one sentence.
pub fn read(bytes: &[u8]) -> Result<(Fields, NetCdfSource), String> {
    let file = open(bytes.into())?;
    let variables = file.variables().map_err(|reason| reason.to_string())?;
    let mut fields = Fields {
        name: "model fields in NetCDF".to_owned(),
        fields: Default::default(),
        grids: Vec::new(),
    };
    let mut slices = Vec::new();
    for variable in variables {
        let Some(quantity) = quantity(variable) else {
            continue;
        };
        if variable.dimensions().len() < 2 {
            continue;
        }
        let axes = axes(variable)?;
        let of = |axis: Axis| dimension(variable, &axes, axis);
        let (Some(latitude), Some(longitude)) = (of(Axis::Latitude), of(Axis::Longitude)) else {
            return Err(format!(
                "`{}` has no latitude and longitude",
                variable.name()
            ));
        };
        if of(Axis::Level).is_none() {
            continue;
        }
        if fields.grids.is_empty() {
            let [latitudes, longitudes] = [numbers(&file, latitude)?, numbers(&file, longitude)?];
            let grid = GridPoints::of_axes(&latitudes, &longitudes);
            fields
                .grids
                .push(grid.ok_or_else(|| "a grid of too many points".to_owned())?);
        }
        let columns = size(variable, &axes, Axis::Longitude);
        let releases = size(variable, &axes, Axis::Release).clamp(1, MOST_RELEASES) as u64;
        let coordinates = Coordinates {
            times: of(Axis::Time).map_or(Ok(Vec::new()), |name| times(&file, name))?,
            levels: of(Axis::Level).map_or(Ok(Vec::new()), |name| pressures(&file, name))?,
            members: members(&file, of(Axis::Member)),
        };
        let scalar = |name| times(&file, name).ok().filter(|times| times.len() == 1);
        let found = match coordinates.times.is_empty() {
            // A single hour may stand without a dimension.
            true => scalar("valid_time")
                .or_else(|| scalar("time"))
                .unwrap_or_default(),
            false => coordinates.times.clone(),
        };
        let count = found
            .len()
            .saturating_mul(coordinates.levels.len())
            .saturating_mul(coordinates.members.len());
        if count.saturating_add(slices.len()) > MOST_FIELDS {
            return Err(format!(
                "`{}` has {count} fields, which is too many",
                variable.name()
            ));
        }
        let (name, shared): (Arc<str>, Arc<[Axis]>) = (variable.name().into(), axes.into());
        for (member_index, member) in coordinates.members.iter().enumerate() {
            for (time_index, time) in found.iter().enumerate() {
                for (level_index, level) in coordinates.levels.iter().enumerate() {
                    let key = FieldKey {
                        member: *member,
                        time: *time,
                        level: FieldLevel::Pressure(*level),
                        quantity,
                    };
                    fields.fields.insert(
                        key,
                        Field {
                            grid: 0,
                            index: slices.len(),
                            along_grid: false,
                        },
                    );
                    slices.push(Slice {
                        name: Arc::clone(&name),
                        axes: Arc::clone(&shared),
                        time: time_index as u64,
                        level: level_index as u64,
                        member: member_index as u64,
                        columns,
                        releases,
                    });
                }
            }
        }
    }
    if slices.is_empty() {
        let names: Vec<&str> = variables.iter().map(NcVariable::name).take(12).collect();
        return Err(format!(
            "no variable of the air at pressures, such as `z`, `t`, `u`, `v`; it has {}",
            names.join(", ")
        ));
    }
    Ok((fields, NetCdfSource { file, slices }))
}

fn quantity(variable: &NcVariable) -> Option<FieldQuantity> {
    let standard = variable
        .attribute("standard_name")
        .and_then(|name| name.value.as_string());
    let is = |name: &str| variable.name() == name || standard.as_deref() == Some(name);
    QUANTITIES
        .iter()
        .find(|(_, names)| names.iter().any(|name| is(name)))
        .map(|(quantity, _)| *quantity)
}

/// What the dimensions of a variable count.
fn axes(variable: &NcVariable) -> Result<Vec<Axis>, String> {
    let axis = |dimension: &netcdf_reader::NcDimension| match dimension.name.to_lowercase().as_str()
    {
        "time" | "valid_time" => Ok(Axis::Time),
        "level" | "pressure_level" | "isobaricinhpa" | "plev" => Ok(Axis::Level),
        "latitude" | "lat" => Ok(Axis::Latitude),
        "longitude" | "lon" => Ok(Axis::Longitude),
        "number" | "member" | "realization" => Ok(Axis::Member),
        "expver" => Ok(Axis::Release),
        _ if dimension.size == 1 => Ok(Axis::Single),
        name => Err(format!(
            "`{}` has a dimension `{name}` of {}; expected time, level, latitude and longitude",
            variable.name(),
            dimension.size
        )),
    };
    variable.dimensions().iter().map(axis).collect()
}

fn dimension<'v>(variable: &'v NcVariable, axes: &[Axis], axis: Axis) -> Option<&'v str> {
    let at = axes.iter().position(|each| *each == axis)?;
    variable
        .dimensions()
        .get(at)
        .map(|dimension| dimension.name.as_str())
}

fn size(variable: &NcVariable, axes: &[Axis], axis: Axis) -> usize {
    let at = axes.iter().position(|each| *each == axis);
    let dimension = at.and_then(|at| variable.dimensions().get(at));
    dimension.map_or(0, |dimension| {
        usize::try_from(dimension.size).unwrap_or(usize::MAX)
    })
}

/// The numbers of a coordinate.
fn numbers(file: &NcFile, name: &str) -> Result<Vec<f64>, String> {
    let said = |reason: netcdf_reader::Error| format!("`{name}`: {reason}");
    let variable = file.variable(name).map_err(said)?;
    let count = variable
        .num_elements()
        .map_err(|reason| format!("`{name}`: {reason}"))?;
    if count > MOST_FIELDS as u64 {
        return Err(format!("`{name}` has {count} numbers, which is too many"));
    }
    let values = file.read_variable_unpacked_masked(name).map_err(said)?;
    let values: Vec<f64> = values.iter().copied().collect();
    match values.iter().all(|value| value.is_finite()) {
        true => Ok(values),
        false => Err(format!("`{name}` has missing numbers")),
    }
}

fn unit(file: &NcFile, name: &str) -> String {
    let variable = file.variable(name).ok();
    let unit = variable.and_then(|variable| variable.attribute("units")?.value.as_string());
    unit.unwrap_or_default()
}

/// The hours of a coordinate such as `hours since 1900-01-01 00:00:00.0`.
fn times(file: &NcFile, name: &str) -> Result<Vec<Timestamp>, String> {
    let unit = unit(file, name);
    let strange = || {
        format!("`{unit}`, the unit of `{name}`, is not known; expected `hours since 1900-01-01`")
    };
    let (step, since) = unit.split_once(" since ").ok_or_else(strange)?;
    let seconds = match step.trim() {
        "seconds" | "second" | "s" => 1.0,
        "minutes" | "minute" => 60.0,
        "hours" | "hour" | "h" => 3600.0,
        "days" | "day" => 86_400.0,
        _ => return Err(strange()),
    };
    let (day, clock) = since
        .trim()
        .split_once([' ', 'T'])
        .unwrap_or((since.trim(), "00:00"));
    let clock = clock.split(['.', 'Z', ' ', '+']).next().unwrap_or_default();
    let start: DateTime = format!("{day}T{clock}").parse().map_err(|_| strange())?;
    let start = universal(start).ok_or_else(strange)?;
    let time = |count: &f64| {
        let after = SignedDuration::try_from_secs_f64(count * seconds).ok();
        let time = after.and_then(|after| start.checked_add(after).ok());
        time.ok_or_else(|| format!("`{name}` holds {count} {step}, which is no time"))
    };
    numbers(file, name)?.iter().map(time).collect()
}

/// The pressures of a coordinate, Pa.
fn pressures(file: &NcFile, name: &str) -> Result<Vec<u32>, String> {
    let unit = unit(file, name);
    let scale = match unit.as_str() {
        "millibars" | "hPa" | "mbar" | "mb" | "millibar" => 100.0,
        "Pa" => 1.0,
        _ => {
            return Err(format!(
                "`{unit}`, the unit of `{name}`, is not known; expected hPa or Pa"
            ));
        }
    };
    let pressure = |number: &f64| match (number * scale).round() {
        pascals if (1.0..=120_000.0).contains(&pascals) => Ok(pascals as u32),
        _ => Err(format!(
            "`{name}` holds {number} {unit}, which is no pressure of the air"
        )),
    };
    numbers(file, name)?.iter().map(pressure).collect()
}

fn members(file: &NcFile, dimension: Option<&str>) -> Vec<u32> {
    let named = dimension.and_then(|name| numbers(file, name).ok());
    named.map_or(vec![0], |numbers| {
        numbers.iter().map(|number| *number as u32).collect()
    })
}

impl FieldSource for NetCdfSource {
    fn values(&self, index: usize, points: [usize; 4]) -> Result<[f64; 4], String> {
        let slice = self.slices.get(index).ok_or("no such field")?;
        let mut values = [f64::NAN; 4];
        for (value, point) in values.iter_mut().zip(points) {
            let columns = slice.columns.max(1);
            let (row, column) = (point / columns, point % columns);
            for release in 0..slice.releases {
                let selections = slice.axes.iter().map(|axis| {
                    NcSliceInfoElem::Index(match axis {
                        Axis::Member => slice.member,
                        Axis::Time => slice.time,
                        Axis::Level => slice.level,
                        Axis::Latitude => row as u64,
                        Axis::Longitude => column as u64,
                        Axis::Release => release,
                        Axis::Single => 0,
                    })
                });
                let selection = NcSliceInfo {
                    selections: selections.collect(),
                };
                let read = self
                    .file
                    .read_variable_slice_unpacked_masked(&slice.name, &selection);
                let read = read.map_err(|reason| format!("`{}`: {reason}", slice.name))?;
                *value = read.iter().next().copied().unwrap_or(f64::NAN);
                if value.is_finite() {
                    break;
                }
            }
        }
        Ok(values)
    }
}
