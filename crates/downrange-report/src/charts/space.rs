//! Where it flew: over the ground and in space.

use downrange::earth::SiteFrame;
use downrange::flight::{Flight, Launch, Phase, Sample};
use plotly::common::{
    Anchor, DashType, ExponentFormat, Font, HoverInfo, Line, Marker, MarkerSymbol, Mode, Position,
    Title,
};
use plotly::layout::{
    Annotation, AspectMode, AspectRatio, Axis, Camera, CameraCenter, Eye, HoverMode, LayoutScene,
    Margin,
};
use plotly::{Scatter, Scatter3D, Traces};

use super::Chart;
use super::draw::{axis, body_color, channel, folded, joined, layout, legs, marked, others, thin};
use crate::figures;
use crate::page::palette::{AMBER, AXIS, FAINT, GRID, INK};
use crate::text::escape_markup;
use crate::units::{Unit, Units};

/// A named place: east, north, up in shown units.
struct Place {
    name: String,
    east: f64,
    north: f64,
    up: f64,
}

/// The launch and every named event, those at (nearly) one place together.
fn places(flight: &Flight, unit: Unit) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let launch = flight.record.first().map(|s| ("launch".to_owned(), s));
    let events = marked(flight).filter_map(|event| Some((event.name.clone(), flight.at(event)?)));
    let all: Vec<_> = launch.into_iter().chain(events).collect();
    let size = all
        .iter()
        .flat_map(|(_, s)| s.position)
        .fold(0.0, |size: f64, x| size.max(x.abs()));
    for (name, sample) in all {
        let [east, north, up] = sample.position.map(|x| unit.of(x));
        // Where it landed is what the picture is for: its mark stays within its own size of the place.
        let near = unit.of(if name.ends_with("landing") {
            0.01
        } else {
            0.03
        } * size);
        match found.iter_mut().find(|p| {
            (p.east - east).abs() < near
                && (p.north - north).abs() < near
                && (p.up - up).abs() < near
        }) {
            Some(place) => {
                place.name.push_str(", ");
                place.name.push_str(&name);
            }
            None => found.push(Place {
                name,
                east,
                north,
                up,
            }),
        }
    }
    found
}

/// Whether a place is named in the picture, where names may fall on each other as it turns.
fn landmark(name: &str) -> bool {
    ["launch", "apogee", "landing"]
        .iter()
        .any(|word| name.contains(word))
}

/// What stands at each place in the picture: its name, and those of places so near that theirs would fall on it.
fn labels(places: &[Place]) -> Vec<String> {
    const NEAR: f64 = 0.15;
    let size = places
        .iter()
        .flat_map(|p| [p.east.abs(), p.north.abs(), p.up])
        .fold(0.0, f64::max);
    let mut labels = vec![String::new(); places.len()];
    for (index, place) in places.iter().enumerate().filter(|(_, p)| landmark(&p.name)) {
        let near = |other: &Place| {
            (place.east - other.east)
                .hypot(place.north - other.north)
                .hypot(place.up - other.up)
                < NEAR * size
        };
        let holds = |other: usize| !labels[other].is_empty() && near(&places[other]);
        match (0..index).find(|other| holds(*other)) {
            Some(other) => {
                labels[other].push_str(", ");
                labels[other].push_str(&place.name);
            }
            None => labels[index].push_str(&place.name),
        }
    }
    labels
}

fn symbol(name: &str) -> (MarkerSymbol, &'static str) {
    match name {
        name if name.starts_with("launch") => (MarkerSymbol::Square, INK),
        name if name.contains("landing") => (MarkerSymbol::Cross, INK),
        name if name.contains("apogee") => (MarkerSymbol::Diamond, AMBER),
        _ => (MarkerSymbol::Circle, FAINT),
    }
}

/// The flight from above, with the wind at the ground.
pub fn ground_track(launch: &Launch, flight: &Flight, units: Units) -> Chart {
    let unit = units.height();
    let mut traces = Traces::new();
    for (name, color, leg, named) in named_once(legs(&flight.record)) {
        let samples = thin(leg, |s| s.altitude_agl);
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
    let named = joined(
        places.into_iter().map(|p| (p.name, p.east, p.north)),
        (0.02 * size, 0.02 * size),
    );
    for (name, east, north) in named {
        let (symbol, color) = symbol(&name);
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
    let mut record = flight.record.iter();
    if let Some(low) = record.find(|sample| sample.altitude_agl >= figures::ANEMOMETER) {
        // A track runs along the wind, so that the corners beside it are free.
        let corner = if landing.east * landing.north > 0.0 {
            (0.03, Anchor::Left)
        } else {
            (0.97, Anchor::Right)
        };
        let [east, north, _] = low.wind;
        let speed = east.hypot(north);
        let text = figures::wind(low.wind, units);
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
    let note = match flight.record.iter().any(|s| s.impact_air.is_some()) {
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
    unit: Unit,
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
    let free = |sample: &&Sample| matches!(sample.phase, Phase::Powered | Phase::Coast);
    let line = |point: fn(&Sample) -> Option<[f64; 2]>| -> Vec<[f64; 2]> {
        let samples = thin(&flight.record, |s| s.altitude_agl);
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

/// The samples of all bodies.
fn all_samples(flight: &Flight) -> impl Iterator<Item = &Sample> {
    flight.records().flat_map(|(_, record)| record)
}

/// The flight in space, with its shadow on the ground.
pub fn path(flight: &Flight, units: Units) -> Chart {
    let unit = units.height();
    let mut traces = Traces::new();
    let whole = thin(&flight.record, |s| s.altitude_agl);
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
    for (name, color, leg, named) in named_once(legs(&flight.record)) {
        let samples = thin(leg, |s| s.altitude_agl);
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
        let (symbol, color) = symbol(&place.name);
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
            .text_position(if place.name.starts_with("launch") {
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

/// Legs, and whether each is the first of its name: the legend names it once.
fn named_once<'a>(
    legs: Vec<(&'static str, &'static str, &'a [Sample])>,
) -> Vec<(&'static str, &'static str, &'a [Sample], bool)> {
    let mut seen: Vec<&str> = Vec::new();
    legs.into_iter()
        .map(|(name, color, leg)| {
            let first = !seen.contains(&name);
            seen.push(name);
            (name, color, leg, first)
        })
        .collect()
}

/// The least and the greatest; zeros of nothing.
fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .map(|x| (x, x))
        .reduce(|(low, high), (x, _)| (low.min(x), high.max(x)))
        .unwrap_or_default()
}
