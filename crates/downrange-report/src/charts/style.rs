//! Style of all charts: axes, lines, marks, legends. Colours are names of the
//! [palette](crate::page::palette).

use plotly::Scatter;
use plotly::common::{Anchor, DashType, ExponentFormat, Font, Line, Mode, Orientation, Title};
use plotly::layout::{
    Annotation, Axis, HoverMode, Layout, Legend, Margin, Shape, ShapeLayer, ShapeLine, ShapeType,
};

use crate::page::palette::{AMBER, AXIS, FAINT, GRID, INK, PAPER, RED};
use crate::text::{escape_markup, wrap};

const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// Characters of a line of a legend: some 200 px.
const LEGEND: usize = 32;

/// A line; hovering shows its value with `digits` (a d3 format) and a unit.
pub fn line(
    x: Vec<f32>,
    y: Vec<f32>,
    name: &str,
    color: &'static str,
    digits: &str,
    unit: &str,
) -> Box<Scatter<f32, f32>> {
    Scatter::new(x, y)
        .mode(Mode::Lines)
        .name(name)
        .line(Line::new().color(color).width(2.0))
        .hover_template(format!("%{{y:{digits}}} {unit}"))
}

/// An axis with its title.
pub fn axis(title: &str) -> Axis {
    Axis::new()
        .title(Title::with_text(title))
        .grid_color(GRID)
        .zero_line_color(AXIS)
        .line_color(AXIS)
        .show_line(true)
        .auto_margin(true)
        .separate_thousands(false)
        .exponent_format(ExponentFormat::None)
}

/// The time axis between two times.
pub fn time_axis(start: f64, end: f64) -> Axis {
    axis("time since launch (s)")
        .range(vec![start, end])
        .hover_format(".2f")
}

/// A layout without its axes.
pub fn layout() -> Layout {
    Layout::new()
        .font(Font::new().family(FONT).size(12).color(INK))
        .margin(Margin::new().left(62).right(20).top(40).bottom(48))
        .paper_background_color(PAPER)
        .plot_background_color(PAPER)
        .hover_mode(HoverMode::XUnified)
        .legend(
            Legend::new()
                .orientation(Orientation::Horizontal)
                .x(0.0)
                .y(1.06)
                .x_anchor(Anchor::Left)
                .y_anchor(Anchor::Bottom),
        )
}

/// Dashed lines at static margins of one and two calibres.
pub fn mark_margins(layout: &mut Layout) {
    for (calibres, color) in [(1.0, RED), (2.0, AMBER)] {
        layout.add_shape(
            Shape::new()
                .shape_type(ShapeType::Line)
                .x_ref("paper")
                .x0(0.0)
                .x1(1.0)
                .y0(calibres)
                .y1(calibres)
                .layer(ShapeLayer::Below)
                .line(
                    ShapeLine::new()
                        .color(color)
                        .width(1.5)
                        .dash(DashType::Dash),
                ),
        );
        layout.add_annotation(
            Annotation::new()
                .x_ref("paper")
                .x(1.0)
                .y(calibres)
                .x_anchor(Anchor::Right)
                .y_anchor(Anchor::Bottom)
                .show_arrow(false)
                .text(format!("{calibres} cal"))
                .font(Font::new().size(11).color(color)),
        );
    }
}

/// A dotted vertical line at a time, with a name above the plot, or upright beside it where names are many.
pub fn time_mark(time: f64, name: &str, upright: bool) -> (Shape, Annotation) {
    let annotation = match upright {
        true => Annotation::new()
            .text_angle(-90.0)
            .x_anchor(Anchor::Right)
            .y_anchor(Anchor::Top),
        false => Annotation::new()
            .x_anchor(Anchor::Center)
            .y_anchor(Anchor::Bottom),
    };
    (
        Shape::new()
            .shape_type(ShapeType::Line)
            .x0(time)
            .x1(time)
            .y_ref("paper")
            .y0(0.0)
            .y1(1.0)
            .layer(ShapeLayer::Below)
            .line(ShapeLine::new().color(FAINT).width(1.0).dash(DashType::Dot)),
        annotation
            .x(time)
            .y_ref("paper")
            .y(1.0)
            .show_arrow(false)
            .text(escape_markup(name))
            .font(Font::new().size(11).color(FAINT)),
    )
}

/// A name in lines that fit a legend on a narrow screen.
pub fn folded(name: &str) -> String {
    let lines = wrap(name, LEGEND);
    let lines: Vec<String> = lines.iter().map(|line| escape_markup(line)).collect();
    lines.join("<br>")
}
