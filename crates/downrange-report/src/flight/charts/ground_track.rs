//! The flight from above.

use downrange::earth::SiteFrame;
use downrange::flight::{Flight, Launch, Phase, TrajectoryPoint};
use plotly::common::{Anchor, DashType, Font, Line, Marker, Mode};
use plotly::layout::{Annotation, HoverMode};
use plotly::{Scatter, Traces};

use super::lines::{body_color, channel, merge_labels, others, phase_segments, thin};
use super::places::{all_samples, named_once, places, span, symbol};
use crate::charts::{Chart, axis, folded, layout};
use crate::flight::summary_rows::{ANEMOMETER, wind};
use crate::page::palette::{AMBER, FAINT};
use crate::text::escape_markup;
use crate::units::{DisplayUnit, Units};

/// The flight from above, with the wind at the ground.
pub fn ground_track(launch: &Launch, flight: &Flight, units: Units) -> Chart {
    let unit = units.height();
    let mut traces = Traces::new();
    for (name, color, segment, named) in named_once(phase_segments(&flight.trajectory)) {
        let samples = thin(segment, |s| s.altitude_agl);
        traces.push(
            Scatter::new(
                channel(&samples, |s| unit.of(s.position[0])),
                channel(&samples, |s| unit.of(s.position[1])),
            )
            .mode(Mode::Lines)
            .name(name)
            .legend_group(name)
            .show_legend(named)
            .line(Line::new().color(color).width(2.0))
            .hover_template(format!(
                "%{{x:.1f}} {0} east, %{{y:.1f}} {0} north",
                unit.symbol
            )),
        );
    }
    for (body, name, record) in others(flight) {
        let samples = thin(record, |s| s.altitude_agl);
        traces.push(over_ground(
            channel(&samples, |s| unit.of(s.position[0])),
            channel(&samples, |s| unit.of(s.position[1])),
            &escape_markup(name),
            (body_color(body), DashType::Solid),
            unit,
        ));
    }
    let impacts = impact_lines(launch, flight);
    for (name, color, points) in &impacts {
        traces.push(over_ground(
            points
                .iter()
                .map(|point| unit.of(point[0]) as f32)
                .collect(),
            points
                .iter()
                .map(|point| unit.of(point[1]) as f32)
                .collect(),
            name,
            (*color, DashType::Dot),
            unit,
        ));
    }
    let places = places(flight, unit);
    let size = places
        .iter()
        .flat_map(|p| [p.east.abs(), p.north.abs()])
        .fold(0.0, f64::max);
    let named = merge_labels(
        places
            .into_iter()
            .map(|p| ((p.name, p.landmark), p.east, p.north)),
        (0.02 * size, 0.02 * size),
    );
    for ((name, landmark), east, north) in named {
        let (symbol, color) = symbol(landmark);
        traces.push(
            Scatter::new(vec![east as f32], vec![north as f32])
                .mode(Mode::Markers)
                .name(folded(&name))
                .marker(Marker::new().symbol(symbol).color(color).size(10))
                .hover_template(format!(
                    "%{{x:.1f}} {0} east, %{{y:.1f}} {0} north",
                    unit.symbol
                )),
        );
    }
    let landing = &flight.outcome.landing;
    let along = |index: usize| {
        let samples = all_samples(flight).map(|s| s.position[index]);
        let impacts = impacts.iter().filter(|(name, ..)| *name == WITH_AIR);
        let impacts = impacts.flat_map(|(_, _, points)| points.iter().map(|point| point[index]));
        let whole = samples.chain(impacts).map(|x| unit.of(x));
        let (low, high) = span(whole);
        let room = 0.08 * (high - low) + 0.02 * size;
        vec![low - room, high + room]
    };
    let mut layout = layout()
        .hover_mode(HoverMode::Closest)
        .show_legend(true)
        .x_axis(axis(&format!("east ({})", unit.symbol)).range(along(0)))
        .y_axis(
            axis(&format!("north ({})", unit.symbol))
                .range(along(1))
                .scale_anchor("x")
                .scale_ratio(1.0),
        );
    let mut record = flight.trajectory.iter();
    if let Some(low) = record.find(|sample| sample.altitude_agl >= ANEMOMETER) {
        // A track runs along the wind, so that the corners beside it are free.
        let corner = if landing.east * landing.north > 0.0 {
            (0.03, Anchor::Left)
        } else {
            (0.97, Anchor::Right)
        };
        let [east, north, _] = low.wind;
        let speed = east.hypot(north);
        let text = wind(low.wind, units);
        layout.add_annotation(
            Annotation::new()
                .x_ref("paper")
                .y_ref("paper")
                .x(corner.0)
                .y(0.97)
                .x_anchor(corner.1.clone())
                .y_anchor(Anchor::Top)
                .show_arrow(false)
                .text(format!("{text}<br>at the ground"))
                .font(Font::new().size(11).color(FAINT)),
        );
        if speed >= 0.05 {
            let length = 44.0;
            let (along, up) = (east / speed * length, north / speed * length);
            let center = if corner.0 < 0.5 { 0.12 } else { 0.88 };
            layout.add_annotation(
                Annotation::new()
                    .x_ref("paper")
                    .y_ref("paper")
                    .x(center)
                    .y(0.72)
                    .x_shift(0.5 * along)
                    .y_shift(0.5 * up)
                    .ax(-along)
                    .ay(up)
                    .show_arrow(true)
                    .arrow_head(2)
                    .arrow_width(2.0)
                    .arrow_color(FAINT)
                    .text(""),
            );
        }
    }
    let note = match flight.trajectory.iter().any(|s| s.impact_air.is_some()) {
        true => {
            "Dotted: where it would come down without parachutes if its thrust ended, from moment to moment."
        }
        false => "",
    };
    Chart::new("track", "Ground track", note, traces, layout)
}

/// A line over the ground.
fn over_ground(
    east: Vec<f32>,
    north: Vec<f32>,
    name: &str,
    (color, dash): (&'static str, DashType),
    unit: DisplayUnit,
) -> Box<Scatter<f32, f32>> {
    Scatter::new(east, north)
        .mode(Mode::Lines)
        .name(name)
        .line(Line::new().color(color).width(2.0).dash(dash))
        .hover_template(format!(
            "%{{x:.1f}} {0} east, %{{y:.1f}} {0} north",
            unit.symbol
        ))
}

const WITH_AIR: &str = "impact points with air";

/// A line of impact points: what it is called, its colour, its points east and north, m.
type ImpactLine = (&'static str, &'static str, Vec<[f64; 2]>);

/// The impact points of what carries the payload while it flies free.
fn impact_lines(launch: &Launch, flight: &Flight) -> Vec<ImpactLine> {
    let site = &launch.site;
    let frame = SiteFrame::new(launch.earth, site.latitude, site.longitude, site.elevation);
    let free = |sample: &&TrajectoryPoint| matches!(sample.phase, Phase::Powered | Phase::Coast);
    let line = |point: fn(&TrajectoryPoint) -> Option<[f64; 2]>| -> Vec<[f64; 2]> {
        let samples = thin(&flight.trajectory, |s| s.altitude_agl);
        let points = samples.into_iter().filter(free).filter_map(point);
        points
            .map(|[latitude, longitude]| {
                let [east, north, _] = frame.position(latitude, longitude, site.elevation).0;
                [east, north]
            })
            .collect()
    };
    // They say something where both are known: of a flight that was flown to be drawn.
    let air = line(|s| s.impact_air);
    if air.len() < 2 {
        return Vec::new();
    }
    vec![
        (WITH_AIR, AMBER, air),
        (
            "impact points without air",
            FAINT,
            line(|s| s.impact_vacuum),
        ),
    ]
}
