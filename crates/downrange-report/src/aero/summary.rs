//! The figures as tables for a terminal.

use std::fmt::{Error, Write};

use anstyle::Style;
use downrange::aero::{CENTER_OF_PRESSURE_UNCERTAINTY, DragTerm, NORMAL_FORCE_UNCERTAINTY};

use super::object;
use super::report::AeroReport;
use super::vehicle_table::{MachPoint, ORIGINS, VehicleTable, before_base, center_of};
use crate::terminal::{BOLD, DIM, WIDTH};
use crate::text::{printable, wrap};
use crate::units::{DisplayUnit, Units, degrees};

/// Most rows that are shown all.
const ROWS: usize = 24;
/// The rows that are shown of more: those nearest to these Mach numbers.
const SHOWN: [f64; 18] = [
    0.0, 0.3, 0.6, 0.8, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0,
];
/// Columns of a part's name.
const NAME: usize = 30;
/// Text in place of a missing value.
const NONE: &str = "–";

impl AeroReport<'_> {
    /// The figures as tables that fit 100 columns; `angles` adds those against the angle of attack. The text holds ANSI
    /// styles; whoever prints it where they do not belong strips them.
    pub fn summary(&self, units: Units, angles: bool) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = self.write(&mut text, units, angles);
        text
    }

    fn write(&self, text: &mut String, units: Units, angles: bool) -> Result<(), Error> {
        writeln!(text, "{BOLD}{}{BOLD:#}", printable(&self.launch.name))?;
        if let Some(conditions) = self.conditions(units) {
            writeln!(text, "{conditions}")?;
        }
        for table in &self.tables {
            writeln!(text)?;
            if let Some(title) = self.title(table) {
                writeln!(text, "{BOLD}{title}{BOLD:#}")?;
            }
            let lines = table.describe(units);
            for line in lines.iter().flat_map(|line| wrap(line, WIDTH)) {
                writeln!(text, "{line}")?;
            }
            writeln!(text)?;
            whole(text, table, units)?;
            if table.parts().next().is_some() {
                writeln!(text)?;
                drag_by_part(text, table)?;
                writeln!(text)?;
                lift_by_part(text, table, units)?;
            }
            if angles {
                writeln!(text)?;
                against_angle(text, table, &self.angles, units)?;
            }
        }
        if self.mach.len() > ROWS {
            let all = self.mach.len();
            writeln!(
                text,
                "\n{DIM}All {all} Mach numbers: --out DIR or --json.{DIM:#}"
            )?;
        }
        Ok(())
    }

    /// Title of a configuration; `None` where it is the name of the launch.
    pub(super) fn title(&self, table: &VehicleTable) -> Option<String> {
        let name = printable(self.launch.vehicle.name());
        match &table.stage {
            Some(stage) => Some(format!(
                "{name} {} (stage {})",
                printable(&table.when),
                printable(stage)
            )),
            None => (name != printable(&self.launch.name)).then_some(name),
        }
    }

    /// The air that friction is computed in, if any is.
    pub(super) fn conditions(&self, units: Units) -> Option<String> {
        let mut points = self.tables.iter().flat_map(|table| &table.points);
        points.any(|point| point.drag_power_off.friction > 0.0).then(|| {
            format!(
                "Friction at the site ({} up, {}, {}): Reynolds number {:.2e} per metre and Mach",
                units.height().show(self.launch.site.elevation),
                units.temperature(self.air.temperature),
                units.pressure().show(self.air.pressure),
                self.reynolds(),
            )
        })
    }
}

impl VehicleTable {
    /// Reference sizes, masses, and given coefficients, in sentences.
    pub fn describe(&self, units: Units) -> Vec<String> {
        let (length, mass) = (units.length(), units.mass());
        let mut lines = vec![format!(
            "Reference area {}",
            units.section().show(self.reference_area)
        )];
        let lengths = match self.length {
            Some(_) => vec![("reference length", self.reference_length)],
            None => vec![
                ("reference length of pitch", self.reference_length),
                ("of roll", self.roll_length),
            ],
        };
        let given = lengths.into_iter().filter(|(_, value)| *value > 0.0);
        for (what, value) in given {
            lines[0].push_str(&format!(" · {what} {}", length.show(value)));
        }
        if let Some(long) = self.length {
            lines[0].push_str(&format!(" · {} long", length.show(long)));
        }
        match self.length {
            None => lines.extend([
                format!("Mass {}", mass.show(self.mass[0].mass)),
                object::LACKS.to_owned(),
            ]),
            Some(_) => {
                let [full, empty] = self
                    .mass
                    .map(|m| format!("{}, centre {}", mass.show(m.mass), length.show(m.center)));
                lines.push(match self.burns() {
                    true => format!("At ignition {full} from the nose · burnt out {empty}"),
                    false => format!("No motor: {full} from the nose"),
                });
                if let Some(bands) = self.bands() {
                    lines.push(bands);
                }
                if !self.given.is_empty() {
                    lines.push(format!("Given, not drawn: {}", self.given.join(", ")));
                }
            }
        }
        lines
    }

    /// Name of the row of the base; `None` without base drag.
    pub fn base(&self) -> Option<String> {
        let drags = |point: &MachPoint| point.drag_power_off.base != 0.0;
        let mut drawn = self.points.iter().filter(|point| drags(point));
        drawn.next().map(|_| "base".to_owned())
    }

    /// What the uncertainties are, in a sentence; `None` where nothing is drawn that has one.
    fn bands(&self) -> Option<String> {
        let drawn = |point: &MachPoint| point.drag_power_off.uncertainty() > 0.0;
        let mut told = Vec::new();
        if self.points.iter().any(drawn) {
            let terms = DragTerm::ALL
                .map(|term| format!("{} {:.0} %", term.name(), 200.0 * term.uncertainty()));
            told.push(format!("CD as told (±: {})", terms.join(", ")));
        }
        if self.drawn_lift() {
            let (force, center) = (NORMAL_FORCE_UNCERTAINTY, CENTER_OF_PRESSURE_UNCERTAINTY);
            let (force, center) = (200.0 * force, 2.0 * center);
            told.push(format!("CNα {force:.0} %"));
            told.push(format!("CP {center} calibres"));
        }
        (!told.is_empty()).then(|| format!("Twice the standard uncertainty: {}", told.join(" · ")))
    }

    /// The rows of the terminal's table.
    fn rows(&self) -> Vec<&MachPoint> {
        if self.points.len() <= ROWS {
            return self.points.iter().collect();
        }
        nearest(&self.points, &SHOWN)
    }
}

/// The points nearest to these Mach numbers, as far as they reach, each once.
fn nearest<'p>(points: &'p [MachPoint], machs: &[f64]) -> Vec<&'p MachPoint> {
    let mut chosen: Vec<&MachPoint> = Vec::new();
    for mach in machs {
        let order = |a: &&MachPoint, b: &&MachPoint| {
            (a.mach - mach).abs().total_cmp(&(b.mach - mach).abs())
        };
        if let Some(point) = points.iter().min_by(order)
            && chosen.last().is_none_or(|last| last.mach < point.mach)
        {
            chosen.push(point);
        }
    }
    chosen
}

/// A figure as text.
pub fn shown(value: Option<f64>, decimals: usize) -> String {
    value.map_or(NONE.to_owned(), |value| {
        // A small negative number would be shown as -0.00.
        let text = format!("{value:.decimals$}");
        match text.strip_prefix('-') {
            Some(digits) if digits.bytes().all(|b| b == b'0' || b == b'.') => digits.to_owned(),
            _ => text,
        }
    })
}

fn place(value: Option<f64>, unit: DisplayUnit) -> String {
    value.map_or(NONE.to_owned(), |value| unit.show(value))
}

fn whole(text: &mut String, table: &VehicleTable, units: Units) -> Result<(), Error> {
    writeln!(
        text,
        "{DIM} Mach  CD coast      ±  CD burn  CNα 1/rad  CP from nose  margin, cal: full  burnt      Cmq     Clp{DIM:#}"
    )?;
    for point in table.rows() {
        let [full, empty] = [0, 1].map(|index| shown(point.margins.map(|m| m[index]), 2));
        writeln!(
            text,
            "{:5.2}  {:>8}  {:>5}  {:>7}  {:>9}  {:>12}  {full:>17}  {empty:>5}  {:>7}  {:>6}",
            point.mach,
            shown(Some(point.drag_power_off.total()), 3),
            shown(Some(2.0 * point.drag_power_off.uncertainty()), 3),
            shown(Some(point.drag_power_on.total()), 3),
            shown(Some(point.slope), 2),
            place(point.center, units.length()),
            shown(Some(point.pitch_damping[0]), 0),
            shown(Some(point.roll_damping), 1),
        )?;
    }
    Ok(())
}

/// A part's name, and whether any of its coefficients is given.
pub fn name(share: &downrange::aero::PartShare) -> String {
    let name = printable(&share.name);
    let shown = match share.given && share.name != downrange::aero::WHOLE {
        true => format!("{name} (given)"),
        false => name,
    };
    match shown.chars().count() > NAME {
        true => shown.chars().take(NAME - 1).chain(['…']).collect(),
        false => shown,
    }
}

fn header(
    text: &mut String,
    title: &str,
    points: &[&MachPoint],
    width: usize,
) -> Result<(), Error> {
    write!(text, "{DIM}{title:NAME$}")?;
    for (index, point) in points.iter().enumerate() {
        let mach = match index {
            0 => format!("Mach {:.2}", point.mach),
            _ => format!("{:.2}", point.mach),
        };
        write!(text, "{mach:>width$}")?;
    }
    writeln!(text, "{DIM:#}")
}

fn row(
    text: &mut String,
    style: Style,
    name: &str,
    cells: impl Iterator<Item = String>,
    width: usize,
) -> Result<(), Error> {
    write!(text, "{style}{name:NAME$}")?;
    for cell in cells {
        write!(text, "{cell:>width$}")?;
    }
    writeln!(text, "{style:#}")
}

fn drag_by_part(text: &mut String, table: &VehicleTable) -> Result<(), Error> {
    const CELL: usize = 11;
    let points = table.telling();
    let plain_style = Style::new();
    header(text, "Drag by part, coasting", &points, CELL)?;
    for (index, share) in table.parts().enumerate() {
        let drag = |point: &&MachPoint| point.shares.get(index).map(before_base);
        if points.iter().all(|point| drag(point) == Some(0.0)) {
            continue;
        }
        let cells = points.iter().map(|point| shown(drag(point), 4));
        row(text, plain_style, &name(share), cells, CELL)?;
    }
    if let Some(base) = table.base() {
        let cells = points.iter().map(|p| shown(Some(p.drag_power_off.base), 4));
        row(text, plain_style, &base, cells, CELL)?;
    }
    let cells = points
        .iter()
        .map(|p| shown(Some(p.drag_power_off.total()), 4));
    row(text, BOLD, "all", cells, CELL)?;
    for (origin, key, of) in ORIGINS {
        if key == "base" {
            continue;
        }
        if points.iter().any(|point| of(&point.drag_power_off) != 0.0) {
            let cells = points.iter().map(|p| shown(Some(of(&p.drag_power_off)), 4));
            row(text, plain_style, &format!("  {origin}"), cells, CELL)?;
        }
    }
    if table.jet_matters() {
        let less = |p: &MachPoint| p.drag_power_on.total() - p.drag_power_off.total();
        let cells = points.iter().map(|p| shown(Some(less(p)), 4));
        row(text, plain_style, "  change while burning", cells, CELL)?;
    }
    Ok(())
}

fn lift_by_part(text: &mut String, table: &VehicleTable, units: Units) -> Result<(), Error> {
    const CELL: usize = 19;
    let points = nearest(&table.points, &[0.3, 1.1, 2.0]);
    header(text, "CNα (1/rad) at CP, by part", &points, CELL)?;
    let cell = |slope: f64, center: Option<f64>| {
        format!(
            "{} {:>9}",
            shown(Some(slope), 2),
            place(center, units.length())
        )
    };
    for (index, share) in table.parts().enumerate() {
        let shares = || points.iter().filter_map(|point| point.shares.get(index));
        if shares().all(|share| center_of(share).is_none()) {
            continue;
        }
        let cells = shares().map(|share| cell(share.normal_force.force, center_of(share)));
        row(text, Style::new(), &name(share), cells, CELL)?;
    }
    let cells = points.iter().map(|point| cell(point.slope, point.center));
    row(text, BOLD, "all", cells, CELL)
}

fn against_angle(
    text: &mut String,
    table: &VehicleTable,
    angles: &[f64],
    units: Units,
) -> Result<(), Error> {
    const CELL: usize = 28;
    let points = nearest(&table.points, &[0.3, 1.1, 2.0]);
    let title = "Angle";
    write!(text, "{DIM}{title:>8}")?;
    for point in &points {
        let head = format!("CN, CA, CP at Mach {:.2}", point.mach);
        write!(text, "{head:>CELL$}")?;
    }
    writeln!(text, "{DIM:#}")?;
    for (index, angle) in angles.iter().enumerate() {
        write!(text, "{:>8}", degrees(*angle))?;
        for at in points.iter().filter_map(|point| point.at_angles.get(index)) {
            let cell = format!(
                "{} {} {:>9}",
                shown(Some(at.normal), 3),
                shown(Some(at.axial_power_off), 3),
                place(at.center_of_pressure, units.length())
            );
            write!(text, "{cell:>CELL$}")?;
        }
        writeln!(text)?;
    }
    Ok(())
}
