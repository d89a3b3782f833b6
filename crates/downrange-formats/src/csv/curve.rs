//! Curves: two columns, or three where a coefficient depends on the angle of attack too.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use downrange::quantity::{Dimension, Unit};
use downrange::table::Curve;

use super::columns::{ColumnSpec, FoundColumn};
use super::{CsvTable, Row};
use crate::error::Error;
use crate::table::{self, NumberPlaces, Placed, PlacedPoint};
use crate::warning::Warning;

const ANGLE_OF_ATTACK: ColumnSpec = ColumnSpec {
    names: &["alpha", "angle of attack", "aoa", "angle"],
    dimension: Dimension::Angle,
};

/// Reads a curve from the bytes of a CSV file: x against y in two columns, or the columns of these names.
///
/// # Errors
/// When the file is not such a table, or its rows have two meanings (see [`crate::table`]).
pub fn curve(
    file: &str,
    bytes: &[u8],
    (x, x_dimension): (&str, Dimension),
    (y, y_dimension): (&str, Dimension),
    warnings: &mut Vec<Warning>,
) -> Result<(Curve, NumberPlaces), Error> {
    let sheet = CsvTable::read(file, bytes)?;
    let (first, second) = (sheet.x(x, x_dimension)?, sheet.y(x, y, y_dimension, None)?);
    if x == "mach" {
        sheet.refuse_unread(&[first, second])?;
    }
    if y == "force" {
        sheet.tell_unread(&[first, second], warnings);
    }
    let rows: Vec<&Row> = sheet.rows.iter().collect();
    let placed = sheet.curve(&rows, x, y, (first, second), warnings)?;
    Ok((placed.curve, sheet.origin(vec![placed.places])))
}

/// Curves by their angle of attack, rad, rising.
type Surface = Vec<(f64, Curve)>;

/// As [`curve`] against Mach number; with a third column of angles of attack, a curve for each angle (rad).
///
/// # Errors
/// When the file is not such a table, or its rows have two meanings within an angle.
pub fn surface(
    file: &str,
    bytes: &[u8],
    y: &str,
    dimension: Dimension,
    warnings: &mut Vec<Warning>,
) -> Result<(Surface, NumberPlaces), Error> {
    let sheet = CsvTable::read(file, bytes)?;
    let mach = sheet.x("mach", Dimension::Number)?;
    let angle = sheet.column(&ANGLE_OF_ATTACK)?;
    let value = sheet.y("mach", y, dimension, angle.map(|found| found.index))?;
    let Some(angle) = angle else {
        sheet.refuse_unread(&[mach, value])?;
        let rows: Vec<&Row> = sheet.rows.iter().collect();
        let placed = sheet.curve(&rows, "mach", y, (mach, value), warnings)?;
        let origin = sheet.origin(vec![placed.places]);
        return Ok((vec![(0.0, placed.curve)], origin));
    };
    sheet.refuse_unread(&[mach, angle, value])?;
    if angle.unit == Unit::si(Dimension::Angle) {
        let title = "the angles of attack have no unit";
        return Err(sheet
            .header_fault(angle.index, title)
            .label("write `alpha_deg` or `alpha_rad`"));
    }
    let mut groups: Vec<(f64, Vec<&Row>)> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for row in &sheet.rows {
        // Without the sign of a zero.
        let read = angle.unit.to_si(sheet.number(row, angle.index)?) + 0.0;
        let index = *known.entry(read.to_bits()).or_insert(groups.len());
        match groups.get_mut(index) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((read, vec![row])),
        }
    }
    groups.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut surface, mut places) = (Surface::new(), Vec::new());
    for (angle, rows) in groups {
        let placed = sheet.curve(&rows, "mach", y, (mach, value), warnings)?;
        surface.push((angle, placed.curve));
        places.push(placed.places);
    }
    Ok((surface, sheet.origin(places)))
}

/// Spellings of a coefficient or quantity in a header, by the name of its key.
fn spellings(name: &str) -> &'static [&'static str] {
    match name {
        "mach" => &["mach", "mach number", "m", "ma"],
        "time" => &["time", "t"],
        "force" => &["thrust", "force"],
        "drag_power_on" => &[
            "cd power on",
            "cd power-on",
            "cd on",
            "drag power on",
            "cd",
            "drag",
        ],
        "drag_power_off" | "drag" => &[
            "cd power off",
            "cd power-off",
            "cd off",
            "drag power off",
            "cd",
            "drag",
            "drag coefficient",
            "ca",
        ],
        "normal_force_slope" => &["cn alpha", "cna", "normal force slope", "cnalpha"],
        "center_of_pressure" => &["cp", "center of pressure", "xcp"],
        "mass" => &["mass", "propellant mass"],
        "center" => &["center", "centre", "cg", "center of mass"],
        "axial" => &["axial", "axial inertia", "ixx"],
        "transverse" => &["transverse", "transverse inertia", "iyy"],
        _ => &[],
    }
}

impl CsvTable {
    /// The column of x: by its name, or the first.
    fn x(&self, name: &str, dimension: Dimension) -> Result<FoundColumn, Error> {
        let found = self.column(&ColumnSpec {
            names: spellings(name),
            dimension,
        })?;
        Ok(match found {
            Some(found) => found,
            None => FoundColumn {
                index: 0,
                unit: self.unit_of(0, dimension)?,
            },
        })
    }

    /// The column of y: the only one left, or by its name.
    fn y(
        &self,
        x: &str,
        name: &str,
        dimension: Dimension,
        other: Option<usize>,
    ) -> Result<FoundColumn, Error> {
        let names = spellings(name);
        if let Some(found) = self.column(&ColumnSpec { names, dimension })? {
            return Ok(found);
        }
        let x = self.x(x, Dimension::Number).map_or(0, |found| found.index);
        let width = self.rows.first().map_or(0, |row| row.cells.len());
        let left: Vec<usize> = (0..width)
            .filter(|index| *index != x && Some(*index) != other)
            .collect();
        match left.as_slice() {
            [index] => Ok(FoundColumn {
                index: *index,
                unit: self.unit_of(*index, dimension)?,
            }),
            [] => {
                let error = self
                    .rows
                    .first()
                    .map(|row| self.fault(row, 0, "one column, expected two"));
                Err(error
                    .unwrap_or_else(|| Error::of_file(&*self.file, "one column, expected two")))
            }
            _ if self.header.is_empty() => {
                let title = format!("{width} columns, expected two, or a header that names them");
                let error = self
                    .rows
                    .first()
                    .map(|row| self.fault(row, 0, title.as_str()));
                Err(error.unwrap_or_else(|| Error::of_file(&*self.file, title)))
            }
            _ => Err(self
                .header_fault(0, format!("{width} columns, and none is called `{name}`"))
                .hint(format!("spellings known: {}", names.join(", ")))),
        }
    }

    /// A single column that nobody reads, beside those of a curve, tells its rows apart or was meant to be read: it is refused,
    /// unless another key reads it. Of wide tables the columns are taken by their names.
    fn refuse_unread(&self, read: &[FoundColumn]) -> Result<(), Error> {
        let unread = self.header.iter().enumerate();
        let mut unread = unread.filter(|(index, _)| read.iter().all(|found| found.index != *index));
        let (Some((index, title)), None) = (unread.next(), unread.next()) else {
            return Ok(());
        };
        if is_of_another_key(title) {
            return Ok(());
        }
        Err(self
            .header_fault(index, format!("nobody reads the column `{title}`"))
            .label("leave it out")
            .hint("against a third quantity Downrange knows tables of angle of attack only: a column `alpha_deg`, for coefficients of the whole rocket"))
    }

    /// Tells of columns that nobody reads: a test stand measures more than thrust.
    fn tell_unread(&self, read: &[FoundColumn], warnings: &mut Vec<Warning>) {
        for (index, title) in self.header.iter().enumerate() {
            if read.iter().all(|found| found.index != index) {
                let span = self.cell(self.header_start, index);
                let message = "a column that nobody reads: passed over".to_owned();
                warnings.push(self.place().warning(&[&span], title.clone(), message));
            }
        }
    }

    /// The curve of some rows: thrust, or what steps against time, or one value at each Mach number or height.
    fn curve(
        &self,
        rows: &[&Row],
        x_name: &str,
        y_name: &str,
        (x, y): (FoundColumn, FoundColumn),
        warnings: &mut Vec<Warning>,
    ) -> Result<Placed, Error> {
        let mut points = Vec::with_capacity(rows.len());
        for row in rows {
            points.push(PlacedPoint {
                x: x.unit.to_si(self.number(row, x.index)?),
                y: y.unit.to_si(self.number(row, y.index)?),
                x_at: self.cell(row.start, x.index),
                y_at: self.cell(row.start, y.index),
            });
        }
        table::placed(self.place(), (x_name, y_name), &points, warnings)
    }

    /// Where the points of curves stand.
    pub(super) fn origin(&self, places: Vec<Vec<Range<usize>>>) -> NumberPlaces {
        NumberPlaces {
            file: self.file.clone(),
            text: Arc::clone(&self.text),
            places,
        }
    }
}

/// The keys that take a column against Mach number from one table.
const KEYS: [&str; 4] = [
    "drag_power_off",
    "drag_power_on",
    "normal_force_slope",
    "center_of_pressure",
];

/// Whether a title is that of a column which another key reads: `cd_power_on`, `CNalpha (1/rad)`.
fn is_of_another_key(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let title = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let is = |name: &&str| title == **name || title.starts_with(&format!("{name} "));
    KEYS.iter().any(|key| spellings(key).iter().any(is))
}
