//! Curves: two columns, or three where a coefficient depends on the angle of attack too.

use downrange::quantity::{Dimension, Unit};
use downrange::table::Curve;

use super::Sheet;
use super::columns::{Column, Found};
use crate::error::Error;

const ANGLE_OF_ATTACK: Column = Column {
    names: &["alpha", "angle of attack", "aoa", "angle"],
    dimension: Dimension::Angle,
};

/// Reads a curve from the bytes of a CSV file: x against y in two columns, or the columns of these names.
///
/// # Errors
/// When the file is not such a table, or x does not rise.
pub fn curve(
    file: &str,
    bytes: &[u8],
    (x, x_dimension): (&str, Dimension),
    (y, y_dimension): (&str, Dimension),
) -> Result<Curve, Error> {
    let sheet = Sheet::read(file, bytes)?;
    let (first, second) = (sheet.x(x, x_dimension)?, sheet.y(x, y, y_dimension, None)?);
    let rows: Vec<usize> = (0..sheet.rows.len()).collect();
    sheet.curve(&rows, first, second)
}

/// As [`curve`] against Mach number; with a third column of angles of attack, a curve for each angle (rad).
///
/// # Errors
/// When the file is not such a table, or the Mach number does not rise within an angle.
pub fn surface(
    file: &str,
    bytes: &[u8],
    y: &str,
    dimension: Dimension,
) -> Result<Vec<(f64, Curve)>, Error> {
    let sheet = Sheet::read(file, bytes)?;
    let mach = sheet.x("mach", Dimension::Number)?;
    let angle = sheet.column(&ANGLE_OF_ATTACK)?;
    let value = sheet.y("mach", y, dimension, angle.map(|found| found.index))?;
    let Some(angle) = angle else {
        let rows: Vec<usize> = (0..sheet.rows.len()).collect();
        return Ok(vec![(0.0, sheet.curve(&rows, mach, value)?)]);
    };
    if angle.unit == Unit::si(Dimension::Angle) {
        let title = "the angles of attack have no unit";
        return Err(sheet
            .header_fault(angle.index, title)
            .label("write `alpha_deg` or `alpha_rad`"));
    }
    let mut groups: Vec<(f64, Vec<usize>)> = Vec::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        let read = angle.unit.to_si(sheet.number(row, angle.index)?);
        match groups.iter_mut().find(|(known, _)| *known == read) {
            Some((_, rows)) => rows.push(index),
            None => groups.push((read, vec![index])),
        }
    }
    groups.sort_by(|a, b| a.0.total_cmp(&b.0));
    groups
        .into_iter()
        .map(|(angle, rows)| Ok((angle, sheet.curve(&rows, mach, value)?)))
        .collect()
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

impl Sheet {
    /// The column of x: by its name, or the first.
    fn x(&self, name: &str, dimension: Dimension) -> Result<Found, Error> {
        let found = self.column(&Column {
            names: spellings(name),
            dimension,
        })?;
        Ok(match found {
            Some(found) => found,
            None => Found {
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
    ) -> Result<Found, Error> {
        let names = spellings(name);
        if let Some(found) = self.column(&Column { names, dimension })? {
            return Ok(found);
        }
        let x = self.x(x, Dimension::Number).map_or(0, |found| found.index);
        let width = self.rows.first().map_or(0, |row| row.cells.len());
        let left: Vec<usize> = (0..width)
            .filter(|index| *index != x && Some(*index) != other)
            .collect();
        match left.as_slice() {
            [index] => Ok(Found {
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

    /// The curve of these rows.
    fn curve(&self, rows: &[usize], x: Found, y: Found) -> Result<Curve, Error> {
        let mut points = Vec::with_capacity(rows.len());
        let mut before: Option<f64> = None;
        for row in rows.iter().filter_map(|index| self.rows.get(*index)) {
            let read = self.number(row, x.index)?;
            if let Some(before) = before.filter(|before| *before >= read) {
                let title = format!("{read} follows {before}, but this column must rise");
                return Err(self.fault(row, x.index, title));
            }
            before = Some(read);
            points.push((x.unit.to_si(read), y.unit.to_si(self.number(row, y.index)?)));
        }
        Curve::new(points).map_err(|fault| Error::of_file(&*self.file, fault.message))
    }
}
