//! Data of the charts of a flight: thinned samples, phases, bodies, and labelled events.

use downrange::flight::{Event, EventKind, Flight, Phase, TrajectoryPoint};
use plotly::Scatter;
use plotly::common::{HoverInfo, Line, Marker, Mode, Position};

use crate::page::palette::{AMBER, BLUE, GREEN, INK, PAPER, PINK, RED, SLATE, TEAL, VIOLET};
use crate::text::escape_markup;

/// Colours of separated bodies; the body with the payload has those of the phases.
const BODIES: [&str; 5] = [VIOLET, TEAL, PINK, AMBER, SLATE];

/// At most so many points a line; a screen shows no more.
const POINTS: usize = 2000;

/// At most [`POINTS`] samples that keep every peak and dip of a channel: of each bucket its first, its least and
/// its greatest.
pub fn thin(
    record: &[TrajectoryPoint],
    channel: fn(&TrajectoryPoint) -> f64,
) -> Vec<&TrajectoryPoint> {
    if record.len() <= POINTS {
        return record.iter().collect();
    }
    let mut kept = Vec::with_capacity(POINTS + 1);
    for bucket in record.chunks(record.len().div_ceil(POINTS / 3)) {
        let order = |a: &&TrajectoryPoint, b: &&TrajectoryPoint| channel(a).total_cmp(&channel(b));
        let mut chosen: Vec<&TrajectoryPoint> = [
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
pub fn channel(
    samples: &[&TrajectoryPoint],
    channel: impl Fn(&TrajectoryPoint) -> f64,
) -> Vec<f32> {
    samples.iter().map(|s| channel(s) as f32).collect()
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

/// Name and colour of a phase in charts.
pub fn phase_style(phase: Phase) -> (&'static str, &'static str) {
    match phase {
        Phase::Rail | Phase::Powered => ("powered", RED),
        Phase::Coast => ("coast", BLUE),
        Phase::Tumbling | Phase::Descent => ("descent", GREEN),
    }
}

/// Name, colour and samples of each phase in order; each begins with the last sample of the one before.
pub fn phase_segments(
    record: &[TrajectoryPoint],
) -> Vec<(&'static str, &'static str, &[TrajectoryPoint])> {
    let mut start = 0_usize;
    let mut legs = Vec::new();
    for run in record.chunk_by(|a, b| phase_style(a.phase) == phase_style(b.phase)) {
        let (name, color) = phase_style(run[0].phase);
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

/// Separated bodies: index, name, samples.
pub fn others(flight: &Flight) -> impl Iterator<Item = (usize, &str, &[TrajectoryPoint])> {
    let all = flight.trajectories().enumerate().skip(1);
    all.map(|(index, (name, record))| (index, name, record))
}

/// Events with a label in charts; of a vehicle that separates only the main ones, so that labels do not overlap.
pub fn labelled_events(flight: &Flight) -> impl Iterator<Item = &Event> {
    let several = flight.bodies.len() > 1;
    let labelled = move |event: &&Event| match event.kind {
        EventKind::Apogee | EventKind::Landing | EventKind::StillFlying => true,
        EventKind::Burnout(_) | EventKind::Opens(_) => !several,
        EventKind::Separation(_) => several,
        _ => false,
    };
    flight.events.iter().filter(labelled)
}

/// A label that takes in another one.
pub trait Label {
    /// Takes it in.
    fn join(&mut self, other: Self);
}

impl Label for String {
    fn join(&mut self, other: Self) {
        self.push_str(", ");
        self.push_str(&other);
    }
}

/// Merges the labels of points that are closer than these distances to the first of them.
pub fn merge_labels<L: Label>(
    points: impl IntoIterator<Item = (L, f64, f64)>,
    close: (f64, f64),
) -> Vec<(L, f64, f64)> {
    let mut groups: Vec<(L, f64, f64)> = Vec::new();
    for (name, x, y) in points {
        match groups
            .iter_mut()
            .find(|group| (group.1 - x).abs() < close.0 && (group.2 - y).abs() < close.1)
        {
            Some(group) => group.0.join(name),
            None => groups.push((name, x, y)),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_peaks_and_ends() {
        let mut record = vec![downrange_testkit::fixture::flight().trajectory[0]; 100_000];
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
        let groups = merge_labels(points.map(|(n, x, y)| (n.to_owned(), x, y)), (1.0, 1.0));
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].0, "a, b");
    }
}
