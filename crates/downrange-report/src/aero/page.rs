//! The figures as one self-contained page for a review.

use std::io::{self, Write};

use askama::Template;

use super::charts;
use super::report::AeroReport;
use super::summary::{name, shown};
use super::vehicle_table::{MachPoint, ORIGINS, VehicleTable, before_base, center_of};
use crate::charts::Chart;
use crate::drawing::figure;
use crate::page::{Cell, Frame, PageColumn, PageRow, PageTable, Tile, number, text};
use crate::units::Units;

#[derive(Template)]
#[template(path = "aero.html")]
struct Page<'a> {
    frame: Frame<'a>,
    name: &'a str,
    conditions: Option<String>,
    drawing: Option<String>,
    sections: Vec<Section>,
}

/// Section of a configuration.
struct Section {
    /// Prefix of the names of its charts, so that they differ from those of other sections.
    prefix: String,
    title: Option<String>,
    description: Vec<String>,
    tiles: Vec<Tile>,
    drag: PageTable,
    lift: PageTable,
    charts: Vec<Chart>,
}

impl Section {
    /// Level of the headings in it.
    fn level(&self) -> u8 {
        if self.title.is_some() { 3 } else { 2 }
    }
}

impl AeroReport<'_> {
    /// Writes the page; `command` is the command line that makes it again.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, command: &str, mut out: impl Write) -> io::Result<()> {
        let sections: Vec<Section> = self
            .tables
            .iter()
            .enumerate()
            .map(|(index, table)| self.section(index, table, units))
            .collect();
        let title = format!("{} – aerodynamics", self.launch.name);
        let charts = sections.iter().flat_map(|section| &section.charts);
        let page = Page {
            frame: Frame::new(title, command).with_charts(charts),
            name: &self.launch.name,
            conditions: self.conditions(units),
            drawing: figure(self.launch, units),
            sections,
        };
        page.write_into(&mut out)?;
        out.flush()
    }

    fn section(&self, index: usize, table: &VehicleTable, units: Units) -> Section {
        let telling = table.telling();
        Section {
            prefix: format!("{index}-"),
            title: self.title(table),
            description: table.describe(units),
            tiles: tiles(table, &telling, units),
            drag: over_mach("Drag coefficient", &telling, drag(table, &telling)),
            lift: over_mach(
                "Slope of the normal force",
                &telling,
                lift(table, &telling, units),
            ),
            charts: charts::all(self, table, units),
        }
    }
}

/// A table with a column a Mach number.
fn over_mach(name: &str, telling: &[&MachPoint], rows: Vec<PageRow>) -> PageTable {
    let machs = telling
        .iter()
        .map(|point| number(format!("{:.2}", point.mach)));
    let columns: Vec<PageColumn> = [text("Mach number")].into_iter().chain(machs).collect();
    PageTable {
        class: "plain",
        ..PageTable::new(name, columns, rows)
    }
}

fn tiles(table: &VehicleTable, telling: &[&MachPoint], units: Units) -> Vec<Tile> {
    let Some(slow) = telling.first() else {
        return Vec::new();
    };
    let length = units.length();
    let at = format!("at Mach {:.2}", slow.mach);
    let mut tiles = vec![Tile {
        label: "Drag coefficient",
        value: format!("{:.3}", slow.drag_power_off.total()),
        detail: match table.jet_matters() {
            true => format!("{at}; burning {:.3}", slow.drag_power_on.total()),
            false => at.clone(),
        },
    }];
    let most = |a: &&MachPoint, b: &&MachPoint| {
        a.drag_power_off
            .total()
            .total_cmp(&b.drag_power_off.total())
    };
    if let Some(peak) = table.points.iter().max_by(most)
        && table.points.len() > 1
    {
        tiles.push(Tile {
            label: "Greatest drag",
            value: format!("{:.3}", peak.drag_power_off.total()),
            detail: format!("at Mach {:.2}", peak.mach),
        });
    }
    tiles.push(Tile {
        label: "Normal force",
        value: format!("{:.2} /rad", slow.slope),
        detail: at.clone(),
    });
    if let Some((center, margins)) = slow.center.zip(slow.margins) {
        tiles.push(Tile {
            label: "Centre of pressure",
            value: length.show(center),
            detail: format!("from the nose {at}"),
        });
        tiles.push(Tile {
            label: "Static margin",
            value: format!("{:.2} cal", margins[0]),
            detail: match table.burns() {
                true => format!("{at}; burnt out {:.2}", margins[1]),
                false => at,
            },
        });
    }
    let area = units.section().show(table.reference_area);
    tiles.push(match table.length {
        Some(_) => Tile {
            label: "Reference length",
            value: length.show(table.reference_length),
            detail: format!("area {area}"),
        },
        None => Tile {
            label: "Reference area",
            value: area,
            detail: "as given".to_owned(),
        },
    });
    tiles
}

fn row(name: impl Into<String>, strong: bool, cells: impl Iterator<Item = Cell>) -> PageRow {
    PageRow {
        name: name.into(),
        cells: cells.collect(),
        strong,
    }
}

fn drag(table: &VehicleTable, telling: &[&MachPoint]) -> Vec<PageRow> {
    let cell = |value: f64| Cell::from(shown(Some(value), 4));
    let mut rows = Vec::new();
    for (index, share) in table.parts().enumerate() {
        let of = |point: &&MachPoint| {
            let share = point.shares.get(index);
            share.map_or(0.0, before_base)
        };
        if telling.iter().any(|point| of(point) != 0.0) {
            rows.push(row(name(share), false, telling.iter().map(of).map(cell)));
        }
    }
    if let Some(base) = table.base() {
        let cells = telling.iter().map(|point| cell(point.drag_power_off.base));
        rows.push(row(base, false, cells));
    }
    let totals = telling
        .iter()
        .map(|point| cell(point.drag_power_off.total()));
    rows.push(row("All, coasting", true, totals));
    if table.jet_matters() {
        let burning = telling
            .iter()
            .map(|point| cell(point.drag_power_on.total()));
        rows.push(row("All, motor burning", true, burning));
    }
    for (origin, key, of) in ORIGINS {
        if key != "base" && telling.iter().any(|point| of(&point.drag_power_off) != 0.0) {
            let cells = telling.iter().map(|point| cell(of(&point.drag_power_off)));
            rows.push(row(format!("of which {origin}"), false, cells));
        }
    }
    rows
}

fn lift(table: &VehicleTable, telling: &[&MachPoint], units: Units) -> Vec<PageRow> {
    let cell = |slope: f64, center: Option<f64>| {
        let at = center.map(|center| format!("at {}", units.length().show(center)));
        Cell {
            text: shown(Some(slope), 2),
            below: at.unwrap_or_default(),
        }
    };
    let mut rows = Vec::new();
    for (index, share) in table.parts().enumerate() {
        let shares = || telling.iter().filter_map(|point| point.shares.get(index));
        if shares().any(|share| center_of(share).is_some()) {
            let cells = shares().map(|share| cell(share.normal_force.force, center_of(share)));
            rows.push(row(name(share), false, cells));
        }
    }
    let whole = telling.iter().map(|point| cell(point.slope, point.center));
    rows.push(row("All", true, whole));
    rows
}
