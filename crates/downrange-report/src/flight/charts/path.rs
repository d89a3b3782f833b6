//! The flight in space.

use downrange::flight::Flight;
use plotly::common::{ExponentFormat, HoverInfo, Line, Marker, Mode, Position, Title};
use plotly::layout::{
    AspectMode, AspectRatio, Axis, Camera, CameraCenter, Eye, HoverMode, LayoutScene, Margin,
};
use plotly::{Scatter3D, Traces};

use super::lines::{body_color, channel, others, phase_segments, thin};
use super::places::{Landmark, all_samples, labels, named_once, places, span, symbol};
use crate::charts::{Chart, layout};
use crate::page::palette::{AXIS, GRID};
use crate::text::escape_markup;
use crate::units::Units;

/// The flight in space, with its shadow on the ground.
pub fn path(flight: &Flight, units: Units) -> Chart {
    let unit = units.height();
    let mut traces = Traces::new();
    let whole = thin(&flight.trajectory, |s| s.altitude_agl);
    traces.push(
        Scatter3D::new(
            channel(&whole, |s| unit.of(s.position[0])),
            channel(&whole, |s| unit.of(s.position[1])),
            vec![0.0_f32; whole.len()],
        )
        .mode(Mode::Lines)
        .name("ground track")
        .line(Line::new().color(AXIS).width(2.0)),
    );
    for (name, color, segment, named) in named_once(phase_segments(&flight.trajectory)) {
        let samples = thin(segment, |s| s.altitude_agl);
        traces.push(
            Scatter3D::new(
                channel(&samples, |s| unit.of(s.position[0])),
                channel(&samples, |s| unit.of(s.position[1])),
                channel(&samples, |s| unit.of(s.altitude_agl)),
            )
            .mode(Mode::Lines)
            .name(name)
            .legend_group(name)
            .show_legend(named)
            .line(Line::new().color(color).width(5.0)),
        );
    }
    for (body, name, record) in others(flight) {
        let samples = thin(record, |s| s.altitude_agl);
        traces.push(
            Scatter3D::new(
                channel(&samples, |s| unit.of(s.position[0])),
                channel(&samples, |s| unit.of(s.position[1])),
                channel(&samples, |s| unit.of(s.altitude_agl)),
            )
            .mode(Mode::Lines)
            .name(escape_markup(name))
            .line(Line::new().color(body_color(body)).width(4.0)),
        );
    }
    let places = places(flight, unit);
    let mut labels = labels(&places).into_iter();
    for place in places {
        let (symbol, color) = symbol(place.landmark);
        traces.push(
            Scatter3D::new(
                vec![place.east as f32],
                vec![place.north as f32],
                // Ground that is not flat would put a landing under the floor of the picture.
                vec![place.up.max(0.0) as f32],
            )
            .mode(Mode::MarkersText)
            .name(escape_markup(&place.name))
            .text(escape_markup(&labels.next().unwrap_or_default()))
            .text_position(if place.landmark == Landmark::Launch {
                Position::MiddleRight
            } else {
                Position::TopCenter
            })
            .hover_info(HoverInfo::Name)
            .marker(Marker::new().symbol(symbol).color(color).size(4)),
        );
    }
    let along = |index: usize| span(all_samples(flight).map(|s| unit.of(s.position[index])));
    let (span_east, span_north) = (along(0), along(1));
    let half = 0.55 * (span_east.1 - span_east.0).max(span_north.1 - span_north.0);
    let apogee = flight.bodies.iter().map(|body| body.apogee_agl);
    let apogee = unit.of(apogee.fold(flight.outcome.apogee_agl, f64::max));
    let half = half.max(0.02 * apogee);
    let around = |(low, high): (f64, f64)| {
        let center = 0.5 * (low + high);
        vec![center - half, center + half]
    };
    let top = 1.05 * apogee;
    let true_width = 2.0 * half / top;
    let width = true_width.clamp(0.7, 1.6);
    let stretch = width / true_width;
    let note = if stretch > 1.02 {
        format!(
            "Colours as in the ground track; drag to turn. Horizontal distances are drawn {stretch:.1} times as large as heights."
        )
    } else if stretch < 0.98 {
        format!(
            "Colours as in the ground track; drag to turn. Heights are drawn {:.1} times as large as horizontal distances.",
            1.0 / stretch
        )
    } else {
        "Colours as in the ground track; drag to turn. Drawn to scale.".to_owned()
    };
    let scene_axis = |title: &str| {
        Axis::new()
            .title(Title::with_text(format!("{title} ({})", unit.symbol)))
            .grid_color(GRID)
            .zero_line_color(GRID)
            .exponent_format(ExponentFormat::None)
            // More fall on each other where an axis runs away from the eye.
            .n_ticks(6)
    };
    let layout = layout()
        .hover_mode(HoverMode::Closest)
        .show_legend(false)
        .margin(Margin::new().left(0).right(0).top(0).bottom(0))
        .scene(
            LayoutScene::new()
                .x_axis(scene_axis("east").range(around(span_east)))
                .y_axis(scene_axis("north").range(around(span_north)))
                .z_axis(scene_axis("height").range(vec![0.0, top]))
                .aspect_mode(AspectMode::Manual)
                .aspect_ratio(AspectRatio::from((width, width, 1.0)))
                .camera(
                    Camera::new()
                        .eye(Eye::from((1.35, -1.35, 0.45)))
                        .center(CameraCenter::from((0.0, 0.0, -0.1))),
                ),
        );
    Chart::new("path", "Flight path", note, traces, layout)
}
