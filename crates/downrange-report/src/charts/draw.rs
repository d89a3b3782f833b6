//! What all charts have in common: colours, axes, lines, thinning, and names that do not fall on each other.

use downrange::flight::{Event, Flight, Phase, Sample};
use plotly::Scatter;
use plotly::common::{
    Anchor, DashType, ExponentFormat, Font, HoverInfo, Line, Marker, Mode, Orientation, Position,
    Title,
};
use plotly::layout::{
    Annotation, Axis, HoverMode, Layout, Legend, Margin, Shape, ShapeLayer, ShapeLine, ShapeType,
};

use crate::page::palette::{
    AMBER, AXIS, BLUE, FAINT, GREEN, GRID, INK, PAPER, PINK, RED, SLATE, TEAL, VIOLET,
};
use crate::text::{escape_markup, wrap};

/// Colours of what left: those of the legs belong to what carries the payload.
const BODIES: [&str; 5] = [VIOLET, TEAL, PINK, AMBER, SLATE];
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// Characters of a line of a legend: some 200 px.
const LEGEND: usize = 32;

/// At most so many points a line; a screen shows no more.
const POINTS: usize = 2000;

/// At most [`POINTS`] samples that keep every peak and dip of a channel: of each bucket its first, its least and
/// its greatest.
pub fn thin(record: &[Sample], channel: fn(&Sample) -> f64) -> Vec<&Sample> {
    if record.len() <= POINTS {
        return record.iter().collect();
    }
    let mut kept = Vec::with_capacity(POINTS + 1);
    for bucket in record.chunks(record.len().div_ceil(POINTS / 3)) {
        let order = |a: &&Sample, b: &&Sample| channel(a).total_cmp(&channel(b));
        let mut chosen: Vec<&Sample> = [
            bucket.first(),
            bucket.iter().min_by(order),
            bucket.iter().max_by(order),
        ]
        .into_iter()
        .flatten()
        .collect();
        chosen.sort_by(|a, b| a.time.total_cmp(&b.time));
        chosen.dedup_by(|a, b| a.time == b.time);
        kept.extend(chosen);
    }
    kept.extend(record.last());
    kept
}

/// A channel of samples for a chart; seven digits are more than it shows.
pub fn channel(samples: &[&Sample], channel: impl Fn(&Sample) -> f64) -> Vec<f32> {
    samples.iter().map(|s| channel(s) as f32).collect()
}

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

/// Points with names beside them.
pub fn named_points(points: Vec<(String, f64, f64, Position)>) -> Box<Scatter<f32, f32>> {
    Scatter::new(
        points.iter().map(|p| p.1 as f32).collect(),
        points.iter().map(|p| p.2 as f32).collect(),
    )
    .mode(Mode::MarkersText)
    .text_array(points.iter().map(|p| escape_markup(&p.0)).collect())
    .text_position_array(points.into_iter().map(|p| p.3).collect())
    .marker(
        Marker::new()
            .size(7)
            .color(PAPER)
            .line(Line::new().color(INK).width(1.5)),
    )
    .hover_info(HoverInfo::Skip)
    .show_legend(false)
    .clip_on_axis(false)
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

/// What a chart calls a piece of the flight, and its colour.
pub fn leg(phase: Phase) -> (&'static str, &'static str) {
    match phase {
        Phase::Rail | Phase::Powered => ("powered", RED),
        Phase::Coast => ("coast", BLUE),
        Phase::Tumbling | Phase::Descent => ("descent", GREEN),
    }
}

/// The legs of a flight in order, each beginning where the one before it ends.
pub fn legs(record: &[Sample]) -> Vec<(&'static str, &'static str, &[Sample])> {
    let mut start = 0_usize;
    let mut legs = Vec::new();
    for run in record.chunk_by(|a, b| leg(a.phase) == leg(b.phase)) {
        let (name, color) = leg(run[0].phase);
        let end = start + run.len();
        legs.push((name, color, &record[start.saturating_sub(1)..end]));
        start = end;
    }
    legs
}

/// The colour of a body that left, by its place.
pub fn body_color(body: usize) -> &'static str {
    BODIES[body.saturating_sub(1) % BODIES.len()]
}

/// What left, each with its place and its record.
pub fn others(flight: &Flight) -> impl Iterator<Item = (usize, &str, &[Sample])> {
    let all = flight.records().enumerate().skip(1);
    all.map(|(index, (name, record))| (index, name, record))
}

/// The events that a chart names: of a vehicle that comes apart the greatest, lest they hide each other.
pub fn marked(flight: &Flight) -> impl Iterator<Item = &Event> {
    let words: &[&str] = match flight.bodies.len() {
        0 | 1 => &["burnout", "apogee", "landing", "still flying", "opens"],
        _ => &["apogee", "landing", "still flying", "separation"],
    };
    flight
        .events
        .iter()
        .filter(|event| ends(&event.name, words))
}

/// Whether a name is one of these words, or ends with one.
pub fn ends(name: &str, words: &[&str]) -> bool {
    let mut rests = words.iter().filter_map(|word| name.strip_suffix(word));
    rests.any(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Joins the names of points that stand so close that their names would fall on each other: within these
/// distances of the first of them.
pub fn joined(
    points: impl IntoIterator<Item = (String, f64, f64)>,
    close: (f64, f64),
) -> Vec<(String, f64, f64)> {
    let mut groups: Vec<(String, f64, f64)> = Vec::new();
    for (name, x, y) in points {
        match groups
            .iter_mut()
            .find(|group| (group.1 - x).abs() < close.0 && (group.2 - y).abs() < close.1)
        {
            Some(group) => {
                group.0.push_str(", ");
                group.0.push_str(&name);
            }
            None => groups.push((name, x, y)),
        }
    }
    groups
}

/// A name in lines that fit a legend on a narrow screen.
pub fn folded(name: &str) -> String {
    let lines = wrap(name, LEGEND);
    let lines: Vec<String> = lines.iter().map(|line| escape_markup(line)).collect();
    lines.join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_peaks_and_ends() {
        let mut record = vec![downrange_testkit::fixture::flight().record[0]; 100_000];
        for (index, sample) in record.iter_mut().enumerate() {
            sample.time = index as f64;
            sample.speed = 0.0;
        }
        record[54_321].speed = 9.0;
        record[54_322].speed = -9.0;
        let kept = thin(&record, |s| s.speed);
        assert!(kept.len() <= POINTS + 1);
        assert!(kept.iter().any(|s| s.speed == 9.0));
        assert!(kept.iter().any(|s| s.speed == -9.0));
        assert_eq!(kept[0].time, 0.0);
        assert_eq!(kept[kept.len() - 1].time, 99_999.0);
        assert!(kept.is_sorted_by(|a, b| a.time <= b.time));
    }

    #[test]
    fn close_names_are_joined() {
        let points = [("a", 0.0, 0.0), ("b", 0.5, 0.5), ("c", 0.5, 5.0)];
        let groups = joined(points.map(|(n, x, y)| (n.to_owned(), x, y)), (1.0, 1.0));
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].0, "a, b");
    }
}
