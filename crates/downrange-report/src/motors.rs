//! Motors of a library: as a table for the terminal, and as JSON for scripts.

use downrange::motor::CatalogEntry;
use serde::Serialize;

use crate::text::printable;
use crate::units::{DisplayUnit, Units};

/// The first columns hold text, the others numbers.
const TEXTS: usize = 3;

/// A table of motors, a line each, in the units of the reader; nothing where there is none.
pub fn motors(motors: &[CatalogEntry], units: Units) -> String {
    if motors.is_empty() {
        return String::new();
    }
    let (impulse, mass, length) = (units.impulse(), units.mass(), units.motor_size());
    let headed = |name: &str, unit: DisplayUnit| format!("{name} {}", unit.symbol);
    let mut rows = vec![vec![
        "designation".to_owned(),
        "maker".to_owned(),
        "class".to_owned(),
        headed("impulse", impulse),
        "burn s".to_owned(),
        headed("mass", mass),
        headed("propellant", mass),
        headed("diameter", length),
        headed("length", length),
    ]];
    rows.extend(motors.iter().map(|each| {
        let diameter = each.diameter.map(|diameter| length.number(diameter));
        vec![
            printable(&each.designation),
            printable(&each.maker),
            each.impulse_class(),
            impulse.number(each.impulse),
            format!("{:.2}", each.burn_time),
            mass.number(each.total_mass),
            mass.number(each.propellant_mass),
            diameter.unwrap_or_else(|| "-".to_owned()),
            length.number(each.length),
        ]
    }));
    let widths: Vec<usize> = (0..TEXTS + 6)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (cell, &width))| match column < TEXTS {
            true => format!("{cell:<width$}"),
            false => format!("{cell:>width$}"),
        });
        cells.collect::<Vec<_>>().join("  ") + "\n"
    });
    lines.collect()
}

/// A motor in the JSON, SI.
#[derive(Serialize)]
struct Row<'a> {
    designation: &'a str,
    maker: &'a str,
    impulse_class: String,
    impulse: f64,
    burn_time: f64,
    total_mass: f64,
    propellant_mass: f64,
    diameter: Option<f64>,
    length: f64,
    file: &'a str,
    line: usize,
}

/// A list of motors as JSON: N s, s, kg and m; `diameter` is null where it is not known.
pub fn motors_json(motors: &[CatalogEntry]) -> String {
    let rows: Vec<Row<'_>> = motors
        .iter()
        .map(|each| Row {
            designation: &each.designation,
            maker: &each.maker,
            impulse_class: each.impulse_class(),
            impulse: each.impulse,
            burn_time: each.burn_time,
            total_mass: each.total_mass,
            propellant_mass: each.propellant_mass,
            diameter: each.diameter,
            length: each.length,
            file: &each.file,
            line: each.line,
        })
        .collect();
    // Texts and numbers are always JSON.
    serde_json::to_string_pretty(&rows).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers stand below one another, at their units; a diameter that nobody knows is a dash.
    #[test]
    fn motors_are_a_table() {
        let entry = |designation: &str, diameter| CatalogEntry {
            designation: designation.to_owned(),
            maker: "AT".to_owned(),
            impulse: 1530.0,
            burn_time: 3.5,
            total_mass: 1.487,
            propellant_mass: 0.889,
            diameter,
            length: 0.41,
            file: "a.eng".to_owned(),
            line: 1,
        };
        let entries = [entry("K550W", Some(0.054)), entry("K1", None)];
        assert_eq!(
            motors(&entries, Units::Si),
            "designation  maker  class  impulse N s  burn s  mass kg  propellant kg  diameter mm  length mm\n\
             K550W        AT     K             1530    3.50    1.487          0.889         54.0      410.0\n\
             K1           AT     K             1530    3.50    1.487          0.889            -      410.0\n"
        );
        assert!(motors(&entries, Units::Us).contains("2.13"));
        assert!(motors_json(&entries).contains("\"diameter\": null"));
    }
}
