//! The figures as one self-contained page for a review.

use std::io::{self, Write};

use askama::Template;

use super::summary::{name, shown};
use super::{AeroSheets, ORIGINS, Point, Sheet, center_of, charts};
use crate::charts::Chart;
use crate::report::{Tile, in_script, plotly_js};
use crate::units::Units;

#[derive(Template)]
#[template(path = "aero.html")]
struct Page<'a> {
    name: &'a str,
    conditions: Option<String>,
    sections: Vec<Section>,
    charts_json: String,
    version: &'a str,
    command: &'a str,
    plotly: &'a str,
}

/// One way in which the vehicle flies.
struct Section {
    title: Option<String>,
    said: Vec<String>,
    tiles: Vec<Tile>,
    /// Mach numbers of the tables.
    machs: Vec<String>,
    drag: Vec<Row>,
    lift: Vec<Row>,
    charts: Vec<Chart>,
}

/// A row of a table over Mach numbers.
struct Row {
    name: String,
    /// A figure, and what stands under it.
    cells: Vec<(String, String)>,
    strong: bool,
}

impl AeroSheets<'_> {
    /// Writes the page; `command` is the command line that makes it again.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, command: &str, mut out: impl Write) -> io::Result<()> {
        let scripts = plotly::Plot::offline_js_sources();
        let sections: Vec<Section> = self
            .sheets
            .iter()
            .map(|sheet| self.section(sheet, units))
            .collect();
        let charts_json = in_script(sections.iter().flat_map(|section| &section.charts));
        let page = Page {
            name: &self.launch.name,
            conditions: self.conditions(units),
            sections,
            charts_json,
            version: env!("CARGO_PKG_VERSION"),
            command,
            plotly: plotly_js(&scripts),
        };
        page.write_into(&mut out)?;
        out.flush()
    }

    fn section(&self, sheet: &Sheet, units: Units) -> Section {
        let telling = sheet.telling();
        Section {
            title: self.title(sheet),
            said: sheet.said(units),
            tiles: tiles(sheet, &telling, units),
            machs: telling
                .iter()
                .map(|point| format!("{:.2}", point.mach))
                .collect(),
            drag: drag(sheet, &telling),
            lift: lift(sheet, &telling, units),
            charts: charts::all(self, sheet, units),
        }
    }
}

fn tiles(sheet: &Sheet, telling: &[&Point], units: Units) -> Vec<Tile> {
    let Some(slow) = telling.first() else {
        return Vec::new();
    };
    let length = units.length();
    let at = format!("at Mach {:.2}", slow.mach);
    let mut tiles = vec![Tile {
        label: "Drag coefficient",
        value: format!("{:.3}", slow.drag_power_off.total()),
        detail: match sheet.jet_matters() {
            true => format!("{at}; burning {:.3}", slow.drag_power_on.total()),
            false => at.clone(),
        },
    }];
    let most = |a: &&Point, b: &&Point| {
        a.drag_power_off
            .total()
            .total_cmp(&b.drag_power_off.total())
    };
    if let Some(peak) = sheet.points.iter().max_by(most)
        && sheet.points.len() > 1
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
            detail: match sheet.burns() {
                true => format!("{at}; burnt out {:.2}", margins[1]),
                false => at,
            },
        });
    }
    let area = units.section().show(sheet.reference_area);
    tiles.push(match sheet.length {
        Some(_) => Tile {
            label: "Reference length",
            value: length.show(sheet.reference_length),
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

fn row(
    name: impl Into<String>,
    strong: bool,
    cells: impl Iterator<Item = (String, String)>,
) -> Row {
    Row {
        name: name.into(),
        cells: cells.collect(),
        strong,
    }
}

fn drag(sheet: &Sheet, telling: &[&Point]) -> Vec<Row> {
    let cell = |value: f64| (shown(Some(value), 4), String::new());
    let mut rows = Vec::new();
    for (index, share) in sheet.parts().enumerate() {
        let of = |point: &&Point| {
            let share = point.shares.get(index);
            share.map_or(0.0, super::before_base)
        };
        if telling.iter().any(|point| of(point) != 0.0) {
            rows.push(row(name(share), false, telling.iter().map(of).map(cell)));
        }
    }
    if let Some(base) = sheet.base() {
        let cells = telling.iter().map(|point| cell(point.drag_power_off.base));
        rows.push(row(base, false, cells));
    }
    let totals = telling
        .iter()
        .map(|point| cell(point.drag_power_off.total()));
    rows.push(row("All, coasting", true, totals));
    if sheet.jet_matters() {
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

fn lift(sheet: &Sheet, telling: &[&Point], units: Units) -> Vec<Row> {
    let cell = |slope: f64, center: Option<f64>| {
        let at = center.map(|center| format!("at {}", units.length().show(center)));
        (shown(Some(slope), 2), at.unwrap_or_default())
    };
    let mut rows = Vec::new();
    for (index, share) in sheet.parts().enumerate() {
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
