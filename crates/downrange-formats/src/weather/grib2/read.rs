//! The fields of a file, and the grids that they stand on.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use grib::def::grib2::template::param_set::ScanningMode;
use grib::{GridDefinition, GridDefinitionTemplateValues, GridPointIndex, LatLons};

use super::decode::GribSource;
use super::product::{center, key};
use super::sections::{messages, unsigned};
use crate::weather::fields::{Field, Fields};
use crate::weather::grid_points::{GridPoints, MOST_POINTS};

/// Reads what fields a file has.
///
/// # Errors
/// What is missing or not as expected, in one sentence.
pub fn read(bytes: &[u8]) -> Result<(Fields, GribSource), String> {
    let messages = messages(bytes)?;
    let mut fields = Fields {
        name: "model fields in GRIB 2".to_owned(),
        fields: BTreeMap::new(),
        grids: Vec::new(),
    };
    // Grids by what describes them; there are few in a file.
    let mut known: HashMap<&[u8], usize> = HashMap::new();
    for (index, message) in messages.iter().enumerate() {
        let Some(key) = key(bytes, message) else {
            continue;
        };
        let section = bytes.get(message.grid.clone()).unwrap_or_default();
        let grid = match known.get(section) {
            Some(grid) => *grid,
            None => {
                let points = grid_points(section)
                    .map_err(|what| format!("message {}: {what}", message.number))?;
                fields.grids.push(points);
                known.insert(section, fields.grids.len() - 1);
                fields.grids.len() - 1
            }
        };
        if let Some(center) = center(bytes, message) {
            fields.name = format!("model fields of {center}");
        }
        // Of two fields of one thing the first is taken, as of ECMWF's two heights of wind.
        let field = Field {
            grid,
            index,
            along_grid: along_grid(section),
        };
        fields.fields.entry(key).or_insert(field);
    }
    if fields.fields.is_empty() {
        return Err(format!(
            "of {} fields none is a height, temperature, humidity or wind at a pressure",
            messages.len()
        ));
    }
    let source = GribSource {
        bytes: Arc::from(bytes),
        messages,
    };
    Ok((fields, source))
}

/// The template of a grid (code table 3.1).
fn template(section: &[u8]) -> Option<u64> {
    unsigned(section, 12..14)
}

/// Where the flags of the components stand in the section, by template (flag table 3.3).
fn along_grid(section: &[u8]) -> bool {
    let at = match template(section) {
        Some(0 | 1 | 40 | 41) => 54,
        Some(10 | 20 | 30) => 46,
        _ => return false,
    };
    section
        .get(at)
        .is_some_and(|flags| flags & 0b0000_1000 != 0)
}

/// Whether a grid's angles, in millionths of a degree, are on the Earth: the decoder takes its word.
fn angles_can_be(section: &[u8]) -> bool {
    let (latitudes, longitudes): (&[usize], &[usize]) = match template(section) {
        Some(0 | 1 | 40 | 41) => (&[46, 55], &[50, 59]),
        Some(10) => (&[38, 47, 51], &[42, 55]),
        Some(20) => (&[38, 47], &[42, 51]),
        Some(30) => (&[38, 47, 65, 69], &[42, 51]),
        _ => return false,
    };
    // Another unit of the angles, which nobody uses, is given by these two.
    let of_axes = matches!(template(section), Some(0 | 1 | 40 | 41));
    let unit = [38, 42].map(|at| unsigned(section, at..at + 4));
    let usual = unit
        .iter()
        .all(|part| matches!(part, Some(0 | 0xffff_ffff)));
    let within = |places: &[usize], most: u64| {
        places.iter().all(|at| {
            let angle = unsigned(section, *at..*at + 4).map(|angle| angle & 0x7fff_ffff);
            angle.is_some_and(|angle| angle <= most)
        })
    };
    (!of_axes || usual) && within(latitudes, 90_000_000) && within(longitudes, 360_000_000)
}

/// The points of a grid.
fn grid_points(section: &[u8]) -> Result<GridPoints, String> {
    let strange = || "a grid that is not read: ask for one of latitudes and longitudes".to_owned();
    let count = unsigned(section, 6..10).and_then(|count| usize::try_from(count).ok());
    let count = count.filter(|count| (1..=MOST_POINTS).contains(count));
    let count = count.ok_or_else(|| format!("a grid of more than {MOST_POINTS} points"))?;
    let payload: Box<[u8]> = section.get(5..).unwrap_or_default().into();
    let definition = GridDefinition::from_payload(payload).map_err(|_| strange())?;
    // Octets 11 and 12: a list of the points of each row, of reduced grids; and templates shorter than their numbers.
    let least = match template(section) {
        Some(0) => 72,
        Some(1) => 84,
        Some(10) => 72,
        Some(20) => 65,
        Some(30) => 81,
        Some(40) => 72,
        Some(41) => 84,
        _ => return Err(strange()),
    };
    if section.len() < least || section.get(10) != Some(&0) {
        return Err(strange());
    }
    if !angles_can_be(section) {
        return Err("a grid off the Earth".to_owned());
    }
    let (columns, rows) = (unsigned(section, 30..34), unsigned(section, 34..38));
    let (columns, rows) = (columns.unwrap_or(0), rows.unwrap_or(0));
    // One row or column is no grid to interpolate in, and is not one for the places of its points either.
    if columns < 2 || rows < 2 || columns.saturating_mul(rows) != count as u64 {
        return Err(format!(
            "a grid of {columns} by {rows} points, and {count} of them"
        ));
    }
    let grid = GridDefinitionTemplateValues::try_from(&definition).map_err(|_| strange())?;
    let scanning: &ScanningMode = grid.scanning_mode();
    let backward = !scanning.scans_positively_for_i();
    let (shape, cells) = (grid.grid_shape(), grid.ij());
    let cells = cells.map_err(|reason| format!("a grid that is not read: {reason}"))?;
    let places = grid
        .latlons()
        .map_err(|reason| format!("a grid that is not read: {reason}"))?;
    GridPoints::of_points(shape, cells.zip(places), backward).ok_or_else(strange)
}
