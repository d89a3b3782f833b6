//! The charts of an aerodynamics page.

use downrange::aero::{AtAngle, CENTER_OF_PRESSURE_UNCERTAINTY, DragBreakdown, PartShare};
use plotly::common::{Anchor, DashType, Fill, Font, HoverInfo, Line, Mode};
use plotly::layout::{
    Annotation, Axis, Layout, RangeMode, Shape, ShapeLayer, ShapeLine, ShapeType,
};
use plotly::{Scatter, Traces};

use super::report::AeroReport;
use super::vehicle_table::{MachPoint, ORIGINS, TRANSONIC, VehicleTable, before_base, center_of};
use crate::charts::{Chart, axis, layout, line, mark_margins};
use crate::page::palette::{
    AMBER, BAND, BLUE, FAINT, GREEN, INK, ORANGE, PINK, RED, SHADE, SLATE, TEAL, VIOLET,
};
use crate::text::escape_markup;
use crate::units::Units;

/// Colours of parts, in turn.
const COLORS: [&str; 9] = [BLUE, ORANGE, GREEN, RED, VIOLET, TEAL, AMBER, PINK, SLATE];
/// Colour of what belongs to no part.
const GIVEN: &str = SLATE;
/// A part that never has more than this share of the drag is shown together with others like it.
const SMALL: f64 = 0.02;

/// The charts of one table, in the order of the page.
pub fn all(report: &AeroReport<'_>, table: &VehicleTable, units: Units) -> Vec<Chart> {
    let mut charts = Vec::new();
    let rocket = table.length.is_some();
    if table.points.len() > 1 {
        charts.push(drag(table));
        if rocket {
            charts.push(drag_by_part(table));
            charts.push(drag_by_origin(table));
        }
        charts.push(slope(table));
        if rocket && table.points.iter().any(|point| point.center.is_some()) {
            charts.push(center(table, units));
            charts.push(margin(table));
        }
        if table
            .points
            .iter()
            .any(|point| point.pitch_damping != [0.0; 2])
        {
            charts.push(pitch_damping(table));
        }
        if table.points.iter().any(|point| point.roll_damping != 0.0) {
            charts.push(roll_damping(table));
        }
    }
    if report.angles.len() > 1 {
        let unit = units.length();
        charts.push(at_angles(
            report,
            table,
            (
                "cn",
                "Normal force at an angle of attack",
                "normal force coefficient",
            ),
            "",
            |at| Some(at.normal),
        ));
        charts.push(at_angles(
            report,
            table,
            (
                "ca",
                "Axial force at an angle of attack",
                "axial force coefficient, coasting",
            ),
            "Along the axis, not along the wind.",
            |at| Some(at.axial_power_off),
        ));
        if rocket {
            let title = format!("from the nose ({})", unit.symbol);
            charts.push(at_angles(
                report,
                table,
                ("cp", "Centre of pressure at an angle of attack", &title),
                "Cross-flow on the body draws it toward the nose.",
                move |at| Some(unit.of(at.center_of_pressure?)),
            ));
        }
    }
    charts
}

fn column(table: &VehicleTable, value: impl Fn(&MachPoint) -> f64) -> Vec<f32> {
    table
        .points
        .iter()
        .map(|point| value(point) as f32)
        .collect()
}

fn machs(table: &VehicleTable) -> Vec<f32> {
    column(table, |point| point.mach)
}

/// The layout over Mach number, the transonic range shaded.
fn over_mach(table: &VehicleTable, y: Axis) -> Layout {
    let ends = [table.points.first(), table.points.last()].map(|p| p.map_or(0.0, |p| p.mach));
    let mut layout = layout()
        .x_axis(axis("Mach number").range(ends.to_vec()).hover_format(".2f"))
        .y_axis(y);
    let [low, high] = TRANSONIC;
    if ends[0] < high && ends[1] > low {
        let (low, high) = (low.max(ends[0]), high.min(ends[1]));
        layout.add_shape(
            Shape::new()
                .shape_type(ShapeType::Rect)
                .x0(low)
                .x1(high)
                .y_ref("paper")
                .y0(0.0)
                .y1(1.0)
                .fill_color(SHADE)
                .layer(ShapeLayer::Below)
                .line(ShapeLine::new().width(0.0)),
        );
        layout.add_annotation(
            Annotation::new()
                .x(0.5 * (low + high))
                .y_ref("paper")
                .y(1.0)
                .x_anchor(Anchor::Center)
                .y_anchor(Anchor::Bottom)
                .show_arrow(false)
                .text("transonic")
                .font(Font::new().size(11).color(FAINT)),
        );
    }
    layout
}

fn drag(table: &VehicleTable) -> Chart {
    let mut traces = Traces::new();
    let total = |drag: fn(&MachPoint) -> &DragBreakdown| column(table, |point| drag(point).total());
    let uncertainty = |point: &MachPoint| 2.0 * point.drag_power_off.uncertainty();
    if table.points.iter().any(|point| uncertainty(point) > 0.0) {
        let edge = |sign: f64| column(table, |p| p.drag_power_off.total() + sign * uncertainty(p));
        for each in band(machs(table), [edge(-1.0), edge(1.0)]) {
            traces.push(each);
        }
    }
    traces.push(line(
        machs(table),
        total(|p| &p.drag_power_off),
        "coasting",
        BLUE,
        ".4f",
        "",
    ));
    if table.jet_matters() {
        let burning = total(|p| &p.drag_power_on);
        traces.push(line(machs(table), burning, "motor burning", RED, ".4f", ""));
    }
    let y = axis("drag coefficient").range_mode(RangeMode::ToZero);
    let layout = over_mach(table, y).show_legend(true);
    let note = match table.length {
        Some(_) if table.jet_matters() => {
            "At zero angle of attack. The burning motor's jet fills its share of the base."
        }
        Some(_) if table.burns() => {
            "At zero angle of attack; the same while the motor burns, where nothing says how wide its jet is."
        }
        Some(_) => "At zero angle of attack.",
        None => "Drag and axial force as given, at no angle.",
    };
    Chart::new("drag", "Drag coefficient", note, traces, layout)
}

/// A band between two lines: twice the standard uncertainty to each side.
fn band(machs: Vec<f32>, [low, high]: [Vec<f32>; 2]) -> [Box<Scatter<f32, f32>>; 2] {
    let edge = |values: Vec<f32>| {
        Scatter::new(machs.clone(), values)
            .mode(Mode::Lines)
            .line(Line::new().width(0.0))
            .hover_info(HoverInfo::Skip)
    };
    [
        edge(low).show_legend(false),
        edge(high)
            .name("twice the standard uncertainty")
            .fill(Fill::ToNextY)
            .fill_color(BAND),
    ]
}

fn stacked(
    table: &VehicleTable,
    values: Vec<f32>,
    name: &str,
    color: &'static str,
) -> Box<Scatter<f32, f32>> {
    Scatter::new(machs(table), values)
        .mode(Mode::Lines)
        .name(escape_markup(name))
        .stack_group("drag")
        .line(Line::new().color(color).width(0.5))
        .hover_template("%{y:.4f}")
}

fn drag_by_part(table: &VehicleTable) -> Chart {
    let of = |point: &MachPoint, index: usize| {
        let share = point.shares.get(index);
        share.map_or(0.0, before_base)
    };
    let mut traces = Traces::new();
    let (mut rest, mut small) = (vec![0.0_f32; table.points.len()], Vec::new());
    for (index, (share, color)) in table.parts().zip(COLORS.iter().cycle()).enumerate() {
        let values = column(table, |point| of(point, index));
        let matters = |point: &MachPoint| of(point, index) > SMALL * point.drag_power_off.total();
        if table.points.iter().any(matters) {
            traces.push(stacked(table, values, &share.name, color));
        } else if values.iter().any(|value| *value != 0.0) {
            small.push(share.name.as_str());
            rest.iter_mut()
                .zip(values)
                .for_each(|(sum, value)| *sum += value);
        }
    }
    if !small.is_empty() {
        traces.push(stacked(table, rest, "other parts", FAINT));
    }
    if table.base().is_some() {
        let base = column(table, |point| point.drag_power_off.base);
        traces.push(stacked(table, base, "base", GIVEN));
    }
    let note = match small.as_slice() {
        [] => "Coasting, stacked: the top is the whole.".to_owned(),
        names => format!(
            "Coasting, stacked. Other parts: {}.",
            escape_markup(&names.join(", "))
        ),
    };
    let y = axis("drag coefficient").range_mode(RangeMode::ToZero);
    let layout = over_mach(table, y).show_legend(true);
    Chart::new("parts", "Drag by part", note, traces, layout)
}

fn drag_by_origin(table: &VehicleTable) -> Chart {
    const COLORS: [&str; 6] = [BLUE, GREEN, AMBER, RED, FAINT, GIVEN];
    let mut traces = Traces::new();
    for ((name, _, of), color) in ORIGINS.into_iter().zip(COLORS) {
        if table
            .points
            .iter()
            .any(|point| of(&point.drag_power_off) != 0.0)
        {
            let values = column(table, |point| of(&point.drag_power_off));
            traces.push(stacked(table, values, name, color));
        }
    }
    let y = axis("drag coefficient").range_mode(RangeMode::ToZero);
    let layout = over_mach(table, y).show_legend(true);
    let note = "Coasting, stacked. Friction in the air at the site.";
    Chart::new("origins", "Drag by origin", note, traces, layout)
}

/// The parts that lift, with their index and colour.
fn lifting(table: &VehicleTable) -> impl Iterator<Item = (usize, &PartShare, &'static str)> {
    let colors = COLORS.iter().cycle().copied();
    let parts = table.parts().zip(colors).enumerate();
    parts
        .map(|(index, (share, color))| (index, share, color))
        .filter(|(index, ..)| {
            let shares = table
                .points
                .iter()
                .filter_map(|point| point.shares.get(*index));
            shares
                .map(|share| share.normal_force.force.abs())
                .fold(0.0, f64::max)
                > 0.01
        })
}

fn slope(table: &VehicleTable) -> Chart {
    let mut traces = Traces::new();
    let whole = column(table, |point| point.slope);
    traces.push(line(machs(table), whole, "whole", INK, ".3f", "1/rad"));
    for (index, share, color) in lifting(table) {
        let values = column(table, |point| {
            let share = point.shares.get(index);
            share.map_or(0.0, |share| share.normal_force.force)
        });
        let name = escape_markup(&share.name);
        traces.push(line(machs(table), values, &name, color, ".3f", "1/rad"));
    }
    let y = axis("CNα (1/rad)").range_mode(RangeMode::ToZero);
    let layout = over_mach(table, y).show_legend(true);
    let note = match table.length {
        Some(_) => "Slope at zero angle of attack; fins with what they lift of the body.",
        None => "Slope at zero angle of attack, the drag's share included.",
    };
    Chart::new("slope", "Slope of the normal force", note, traces, layout)
}

/// A line that has gaps where there is no value.
fn broken(table: &VehicleTable, value: impl Fn(&MachPoint) -> Option<f64>) -> (Vec<f32>, Vec<f32>) {
    let points = table.points.iter();
    points
        .filter_map(|point| Some((point.mach as f32, value(point)? as f32)))
        .unzip()
}

fn center(table: &VehicleTable, units: Units) -> Chart {
    let unit = units.length();
    let mut traces = Traces::new();
    let width = 2.0 * CENTER_OF_PRESSURE_UNCERTAINTY * table.reference_length;
    let edge = |aft: f64| broken(table, |point| point.center.map(|c| unit.of(c + aft)));
    let ((x, low), (_, high)) = (edge(-width), edge(width));
    if table.drawn_lift() {
        for each in band(x, [low, high]) {
            traces.push(each);
        }
    }
    let (x, y) = broken(table, |point| point.center.map(|center| unit.of(center)));
    traces.push(line(x, y, "centre of pressure", INK, ".3f", unit.symbol));
    let masses = match table.burns() {
        true => vec![("centre of mass, full", 0), ("burnt out", 1)],
        false => vec![("centre of mass", 0)],
    };
    for (name, index) in masses {
        let dash = if index == 0 {
            DashType::Dash
        } else {
            DashType::Dot
        };
        let center = column(table, |_| unit.of(table.mass[index].center));
        traces.push(
            Scatter::new(machs(table), center)
                .mode(Mode::Lines)
                .name(name)
                .line(Line::new().color(INK).width(1.5).dash(dash))
                .hover_template(format!("%{{y:.3f}} {}", unit.symbol)),
        );
    }
    for (index, share, color) in lifting(table) {
        let center = |point: &MachPoint| {
            let center = point.shares.get(index).and_then(center_of);
            center.map(|center| unit.of(center))
        };
        let (x, y) = broken(table, center);
        traces.push(
            Scatter::new(x, y)
                .mode(Mode::Lines)
                .name(escape_markup(&share.name))
                .line(Line::new().color(color).width(1.2))
                .hover_template(format!("%{{y:.3f}} {}", unit.symbol)),
        );
    }
    let end = unit.of(table.length.unwrap_or_default());
    // The nose is on top, as a rocket stands.
    let y = axis(&format!("from the nose ({})", unit.symbol)).range(vec![1.02 * end, 0.0]);
    let layout = over_mach(table, y).show_legend(true);
    let note = "Of the whole and of each part; the nose tip is at the top, the tail at the bottom.";
    Chart::new("center", "Centre of pressure", note, traces, layout)
}

fn margin(table: &VehicleTable) -> Chart {
    let of = |index: usize| broken(table, |point| point.margins.map(|margins| margins[index]));
    let mut traces = Traces::new();
    let (x, full) = of(0);
    let names = match table.burns() {
        true => ("at ignition", "burnt out"),
        false => ("static margin", ""),
    };
    traces.push(line(x.clone(), full, names.0, BLUE, ".2f", "cal"));
    if table.burns() {
        traces.push(
            line(x, of(1).1, names.1, RED, ".2f", "cal")
                .fill(Fill::ToNextY)
                .fill_color(BAND),
        );
    }
    let mut layout = over_mach(
        table,
        axis("static margin (calibres)").range_mode(RangeMode::ToZero),
    )
    .show_legend(true);
    mark_margins(&mut layout);
    let note = match table.burns() {
        true => "At zero angle of attack; the band is what the burn sweeps.",
        false => "At zero angle of attack.",
    };
    Chart::new("margin", "Static margin", note, traces, layout)
}

fn pitch_damping(table: &VehicleTable) -> Chart {
    let mut traces = Traces::new();
    let of = |index: usize| column(table, |point| point.pitch_damping[index]);
    let name = if table.burns() {
        "about the centre at ignition"
    } else {
        "Cmq"
    };
    traces.push(line(machs(table), of(0), name, BLUE, ".1f", "1/rad"));
    if table.burns() {
        traces.push(line(machs(table), of(1), "burnt out", RED, ".1f", "1/rad"));
    }
    let y = axis("Cmq (1/rad)").range_mode(RangeMode::ToZero);
    let layout = over_mach(table, y).show_legend(table.burns());
    let note = "Moment per q A d of ω d / 2V; with Cmα̇. Negative damps.";
    Chart::new("pitch", "Pitch damping", note, traces, layout)
}

fn roll_damping(table: &VehicleTable) -> Chart {
    let mut traces = Traces::new();
    let values = column(table, |point| point.roll_damping);
    traces.push(line(machs(table), values, "Clp", BLUE, ".2f", "1/rad"));
    let y = axis("Clp (1/rad)").range_mode(RangeMode::ToZero);
    let layout = over_mach(table, y).show_legend(false);
    let note = "Moment per q A d of p d / 2V. Negative damps.";
    Chart::new("roll", "Roll damping", note, traces, layout)
}

fn at_angles(
    report: &AeroReport<'_>,
    table: &VehicleTable,
    (id, title, label): (&'static str, &'static str, &str),
    note: &str,
    value: impl Fn(&AtAngle) -> Option<f64>,
) -> Chart {
    let mut traces = Traces::new();
    for (point, color) in table.telling().into_iter().zip(COLORS) {
        let degrees = report.angles.iter().map(|angle| angle.to_degrees());
        let pairs = degrees.zip(&point.at_angles);
        let (degrees, values) = pairs
            .filter_map(|(degrees, at)| Some((degrees as f32, value(at)? as f32)))
            .unzip();
        let name = format!("Mach {:.2}", point.mach);
        traces.push(line(degrees, values, &name, color, ".3f", ""));
    }
    let mut y = axis(label);
    if id != "cp" {
        y = y.range_mode(RangeMode::ToZero);
    }
    let x = axis("total angle of attack (°)").hover_format(".1f");
    let layout = layout().x_axis(x).y_axis(y).show_legend(true);
    Chart::new(id, title, note, traces, layout)
}
