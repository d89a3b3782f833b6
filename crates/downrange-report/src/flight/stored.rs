//! What another program stored of a flight, beside ours.

use std::fmt::Write;

use downrange::compare::{ComparedFigure, StoredFigure, StoredFlight};
use downrange::flight::Flight;
use downrange::quantity::Dimension;
use serde_json::{Map, Value, json};

use crate::page::{PageRow, PageTable, number, text as text_column};
use crate::terminal::{BOLD, DIM};
use crate::text::printable;
use crate::units::{Units, signed_percent};

/// Stored figures beside ours, for a page.
pub struct StoredTable {
    /// Who stored them, and whether they belong to the design.
    pub origin: String,
    /// The figures.
    pub table: PageTable,
}

impl StoredTable {
    /// The stored figures of a flight beside ours.
    pub fn new(stored: &StoredFlight, flight: &Flight, units: Units) -> Self {
        let figures = stored.compared_figures(flight);
        let rows = figures.iter().map(|each| {
            let [theirs, ours, difference] = cells(each, units);
            PageRow::new(each.figure.label(), [theirs, ours, difference])
        });
        let columns = [
            text_column("figure"),
            number("stored"),
            number("ours"),
            number("difference"),
        ];
        Self {
            origin: origin(stored),
            table: PageTable {
                class: "plain",
                ..PageTable::new("Stored results", columns, rows)
            },
        }
    }
}

/// Who stored a flight, under which name, and whether it belongs to the design as saved.
fn origin(stored: &StoredFlight) -> String {
    let current = match (stored.is_current, stored.status.as_str()) {
        (Some(true), _) => ", up to date".to_owned(),
        (Some(false), status) => format!(", not up to date ({})", printable(status)),
        (None, _) => String::new(),
    };
    let name = match stored.simulation.as_str() {
        "" => String::new(),
        name => format!(", simulation `{}`", printable(name)),
    };
    format!("{}{name}{current}", printable(&stored.program))
}

/// A value of a figure with its unit.
fn figure(figure: StoredFigure, si: f64, units: Units) -> String {
    match figure.dimension() {
        Dimension::Length => units.height().show(si),
        Dimension::Speed => units.speed().show(si),
        Dimension::Acceleration => units.acceleration().show(si),
        Dimension::Time => format!("{si:.1} s"),
        _ => format!("{si:.3}"),
    }
}

/// The stored value, ours, and how much ours is above it.
fn cells(compared: &ComparedFigure, units: Units) -> [String; 3] {
    let shown = |si| figure(compared.figure, si, units);
    let difference = compared.difference();
    [
        shown(compared.stored),
        compared.ours.map_or_else(|| "–".to_owned(), shown),
        difference.map_or_else(String::new, signed_percent),
    ]
}

/// The stored figures as lines of a summary.
pub fn write_stored(
    text: &mut String,
    stored: &StoredFlight,
    flight: &Flight,
    units: Units,
) -> std::fmt::Result {
    writeln!(text, "{BOLD}Stored{BOLD:#} by {}", origin(stored))?;
    writeln!(text, "{DIM}{:15}{:>12}{:>12}{DIM:#}", "", "stored", "ours")?;
    for each in stored.compared_figures(flight) {
        let [theirs, ours, difference] = cells(&each, units);
        let label = each.figure.label();
        writeln!(
            text,
            "{DIM}{label:15}{DIM:#}{theirs:>12}{ours:>12}  {difference:>8}"
        )?;
    }
    Ok(())
}

/// The stored flight for scripts, its figures beside ours: SI units.
pub fn stored_json(stored: &StoredFlight, flight: &Flight) -> Value {
    let figures = stored.compared_figures(flight);
    let figures: Map<String, Value> = figures
        .iter()
        .map(|each| {
            let beside = json!({ "stored": each.stored, "ours": each.ours });
            (each.figure.key().to_owned(), beside)
        })
        .collect();
    json!({
        "program": stored.program,
        "simulation": stored.simulation,
        "status": stored.status,
        "up_to_date": stored.is_current,
        "figures": figures,
    })
}
