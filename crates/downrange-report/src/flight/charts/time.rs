//! Channels against time.

use downrange::aero::DragBreakdown;
use downrange::flight::{EventKind, Flight, TrajectoryPoint};
use plotly::common::{AxisSide, Line, Mode, Position};
use plotly::layout::{Layout, Margin, RangeMode};
use plotly::{Scatter, Traces};

use super::lines::{
    body_color, channel, labelled_events, merge_labels, named_points, others, thin,
};
use super::view::ChartView;
use crate::charts::{Chart, axis, layout, line, mark_margins, time_axis, time_mark};
use crate::page::palette::{AMBER, BLUE, FAINT, GREEN, RED, SLATE};
use crate::text::escape_markup;
use crate::units::Units;

/// Height over the whole flight, with the events on it.
pub fn height(flight: &Flight, units: Units) -> Chart {
    let unit = units.height();
    let samples = thin(&flight.trajectory, |s| s.altitude_agl);
    let mut traces = Traces::new();
    traces.push(
        line(
            channel(&samples, |s| s.time),
            channel(&samples, |s| unit.of(s.altitude_agl)),
            &flight
                .bodies
                .first()
                .map_or_else(|| "height".to_owned(), |body| escape_markup(&body.name)),
            BLUE,
            ".1f",
            unit.symbol,
        )
        .show_legend(flight.bodies.len() > 1),
    );
    for (body, name, record) in others(flight) {
        let samples = thin(record, |s| s.altitude_agl);
        traces.push(line(
            channel(&samples, |s| s.time),
            channel(&samples, |s| unit.of(s.altitude_agl)),
            &escape_markup(name),
            body_color(body),
            ".1f",
            unit.symbol,
        ));
    }
    let bodies = || flight.bodies.iter();
    let end = bodies().map(|body| body.landing.time).fold(0.0, f64::max);
    let top = unit.of(bodies().map(|body| body.apogee_agl).fold(0.0, f64::max));
    let events = labelled_events(flight).map(|e| (e.name.clone(), e.time, unit.of(e.altitude_agl)));
    let points = merge_labels(events, (0.12 * end, 0.07 * top))
        .into_iter()
        .map(|(name, time, height)| {
            let position = if time < flight.outcome.apogee_time {
                Position::MiddleRight
            } else {
                Position::TopRight
            };
            (name, time, height, position)
        })
        .collect();
    traces.push(named_points(points));
    let legend = flight.bodies.len() > 1;
    let layout = layout()
        .show_legend(legend)
        .x_axis(time_axis(0.0, if legend { 1.25 } else { 1.14 } * end))
        .y_axis(
            axis(&format!("height above the site ({})", unit.symbol))
                .range(vec![-0.03 * top, 1.12 * top]),
        );
    Chart::new("height", "Height", "", traces, layout)
}

/// Speed and Mach number during the ascent.
pub fn speed(view: &ChartView<'_>, units: Units) -> Chart {
    let unit = units.speed();
    // Each part on its own: what is shown first stays fine however long the rest lasts.
    let (first, rest) = view.flight.trajectory.split_at(view.samples.len());
    let mut samples = thin(first, |s| s.speed);
    samples.extend(thin(rest, |s| s.speed));
    let time = channel(&samples, |s| s.time);
    let mut traces = Traces::new();
    traces.push(line(
        time.clone(),
        channel(&samples, |s| unit.of(s.speed)),
        "speed over the ground",
        BLUE,
        ".1f",
        unit.symbol,
    ));
    traces.push(
        line(
            time,
            channel(&samples, |s| s.mach),
            "Mach number (right)",
            RED,
            ".3f",
            "",
        )
        .y_axis("y2"),
    );
    let layout = over(view, layout())
        .margin(Margin::new().left(62).right(62).top(40).bottom(48))
        .y_axis(axis(&format!("speed ({})", unit.symbol)).range_mode(RangeMode::ToZero))
        .y_axis2(
            axis("Mach number")
                .overlaying("y")
                .side(AxisSide::Right)
                .show_grid(false)
                .range_mode(RangeMode::ToZero),
        );
    Chart::new(
        "speed",
        "Speed and Mach number",
        match view.is_whole() {
            true => "",
            false => "Ascent; double-click for the whole flight.",
        },
        traces,
        layout,
    )
}

/// Acceleration during the ascent.
pub fn acceleration(view: &ChartView<'_>, units: Units) -> Chart {
    let unit = units.acceleration();
    let samples = thin(view.samples, |s| s.acceleration);
    let mut traces = Traces::new();
    traces.push(
        line(
            channel(&samples, |s| s.time),
            channel(&samples, |s| unit.of(s.acceleration)),
            "acceleration",
            BLUE,
            ".2f",
            unit.symbol,
        )
        .show_legend(false),
    );
    let layout = over(view, layout())
        .y_axis(axis(&format!("acceleration ({})", unit.symbol)).range_mode(RangeMode::ToZero));
    Chart::new(
        "acceleration",
        "Acceleration",
        match view.is_whole() {
            true => "Size of the change of velocity over the ground.",
            false => "Size of the change of velocity over the ground, launch to apogee.",
        },
        traces,
        layout,
    )
}

/// Static margin while the air matters, against the rules of one and two calibres.
pub fn static_margin(view: &ChartView<'_>) -> Chart {
    let samples = thin(view.airborne, |s| s.static_margin);
    let mut traces = Traces::new();
    traces.push(
        line(
            channel(&samples, |s| s.time),
            channel(&samples, |s| s.static_margin),
            "static margin",
            BLUE,
            ".2f",
            "cal",
        )
        .show_legend(false),
    );
    let mut layout =
        over(view, layout()).y_axis(axis("static margin (calibres)").range_mode(RangeMode::ToZero));
    mark_margins(&mut layout);
    Chart::new(
        "margin",
        "Static margin",
        view.while_airborne,
        traces,
        layout,
    )
}

/// Angle of attack while the air matters.
pub fn angle_of_attack(view: &ChartView<'_>) -> Chart {
    let samples = thin(view.airborne, |s| s.angle_of_attack);
    let mut traces = Traces::new();
    traces.push(
        line(
            channel(&samples, |s| s.time),
            channel(&samples, |s| s.angle_of_attack.to_degrees()),
            "angle of attack",
            BLUE,
            ".2f",
            "°",
        )
        .show_legend(false),
    );
    let layout =
        over(view, layout()).y_axis(axis("angle of attack (°)").range_mode(RangeMode::ToZero));
    Chart::new(
        "attack",
        "Angle of attack",
        view.while_airborne,
        traces,
        layout,
    )
}

/// Drag coefficient by origin, stacked, while the air matters.
pub fn drag_breakdown(view: &ChartView<'_>) -> Chart {
    type Share = (&'static str, &'static str, fn(&DragBreakdown) -> f64);
    const SHARES: [Share; 6] = [
        ("given curve", SLATE, |d| d.given),
        ("skin friction", BLUE, |d| d.friction),
        ("base", GREEN, |d| d.base),
        ("nose, shoulders, boat-tails", AMBER, |d| d.pressure),
        ("fins", RED, |d| d.fins),
        ("lugs, buttons", FAINT, |d| d.protuberances),
    ];
    let airborne = view.airborne;
    let samples = thin(airborne, |s| s.drag_breakdown.total());
    let time = channel(&samples, |s| s.time);
    let mut traces = Traces::new();
    for (name, color, share) in SHARES {
        let has = |s: &TrajectoryPoint| share(&s.drag_breakdown) != 0.0;
        if airborne.iter().any(has) {
            traces.push(
                Scatter::new(
                    time.clone(),
                    channel(&samples, |s| share(&s.drag_breakdown)),
                )
                .mode(Mode::Lines)
                .name(name)
                .stack_group("drag")
                .line(Line::new().color(color).width(0.5))
                .hover_template("%{y:.3f}"),
            );
        }
    }
    let layout = over(view, layout().show_legend(true))
        .y_axis(axis("drag coefficient").range_mode(RangeMode::ToZero));
    Chart::new(
        "drag",
        "Drag coefficient by origin",
        "At zero angle of attack, on the reference area. ".to_owned() + view.while_airborne,
        traces,
        layout,
    )
}

/// The time axis of what a view shows, with what happens on the way marked.
fn over(view: &ChartView<'_>, layout: Layout) -> Layout {
    let end = view.end;
    let mut layout = layout.x_axis(time_axis(0.0, 1.02 * end));
    let stages = view.flight.bodies.len() > 1;
    let marked = |kind| match kind {
        EventKind::Burnout(_) | EventKind::Opens(_) => true,
        EventKind::Ignition(_) | EventKind::Separation(_) => stages,
        EventKind::Landing | EventKind::StillFlying => !stages,
        EventKind::Apogee => !stages && view.is_whole(),
        _ => false,
    };
    let marks = view.flight.events.iter().filter(|e| {
        e.body == 0 && marked(e.kind) && e.time < 0.95 * end && !(stages && e.time <= 0.0)
    });
    let marks = marks.map(|e| (e.name.clone(), e.time, 0.0));
    let close = if stages { 0.02 } else { 0.1 };
    for (name, time, _) in merge_labels(marks, (close * end, 1.0)) {
        let (shape, annotation) = time_mark(time, &name, stages);
        layout.add_shape(shape);
        layout.add_annotation(annotation);
    }
    layout
}
