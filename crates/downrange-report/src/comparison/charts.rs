//! Charts of a comparison: what accounts for what, height and speed against time, drag against Mach number.

use downrange::compare::{DragCurves, StoredChannel};
use downrange::flight::TrajectoryPoint;
use downrange::table::Curve;
use plotly::common::{DashType, Line, Marker, Orientation};
use plotly::layout::{HoverMode, Margin, RangeMode};
use plotly::{Bar, Scatter, Traces};

use super::report::ComparisonReport;
use super::rows::{CauseRow, CauseRowKind};
use crate::charts::{Chart, axis, layout, line, time_axis};
use crate::flight::{channel, thin};
use crate::page::palette::{AMBER, BLUE, GRAY, PALE, RED, SLATE};
use crate::units::{DisplayUnit, Units, signed_percent};

/// At most so many points a stored line; a screen shows no more.
const POINTS: usize = 2000;

/// Time after apogee that charts of the ascent show, as a share of the time to it.
const AFTER: f64 = 1.15;

impl ComparisonReport<'_> {
    /// The charts of the page, in its order.
    pub(super) fn charts(&self, units: Units) -> Vec<Chart> {
        let mut charts = Vec::new();
        charts.extend(self.causes_chart(units));
        charts.extend(self.over_time(
            ("compared-height", "Height"),
            "height above the site",
            units.height(),
            StoredChannel::Altitude,
            |point| point.altitude_agl,
        ));
        charts.extend(self.over_time(
            ("compared-speed", "Speed"),
            "speed over the ground",
            units.speed(),
            StoredChannel::Speed,
            |point| point.speed,
        ));
        // Of several stages, what flies last flies fastest.
        charts.extend(self.comparison.drag_curves.last().map(drag_chart));
        charts
    }

    /// Bars: our apogee with one thing as stored, less our apogee.
    fn causes_chart(&self, units: Units) -> Option<Chart> {
        let rows = self.causes();
        if rows.is_empty() {
            return None;
        }
        let unit = units.height();
        let apogee = self.comparison.apogee()?;
        let needed = apogee.stored - apogee.ours;
        let names = rows.iter().map(CauseRow::name);
        let names: Vec<String> = names.collect();
        let colors = rows.iter().map(|row| match row.kind {
            CauseRowKind::Together => SLATE,
            CauseRowKind::Unexplained => GRAY,
            CauseRowKind::ShareOfDrag => PALE,
            CauseRowKind::One if row.effect * needed >= 0.0 => BLUE,
            CauseRowKind::One => AMBER,
        });
        let hints = rows.iter().map(|row| {
            format!(
                "{:+.1} {} ({})",
                unit.of(row.effect),
                unit.symbol,
                signed_percent(row.share)
            )
        });
        let bars = Bar::new(
            rows.iter().map(|row| unit.of(row.effect)).collect(),
            names.clone(),
        )
        .orientation(Orientation::Horizontal)
        .show_legend(false)
        .hover_text_array(hints.collect())
        .hover_template("%{y}: %{hovertext}<extra></extra>")
        .marker(Marker::new().color_array(colors.collect()));
        let mut traces = Traces::new();
        traces.push(bars);
        let layout = layout()
            .margin(Margin::new().left(140).right(20).top(20).bottom(48))
            .hover_mode(HoverMode::Closest)
            .x_axis(axis(&format!("change of our apogee ({})", unit.symbol)))
            .y_axis(axis("").range(vec![names.len() as f64 - 0.5, -0.5]));
        let direction = if needed < 0.0 { "lower" } else { "higher" };
        let note = format!(
            "Our flight with one thing at a time as stored. The stored apogee is {} {direction} than ours: blue bars lead there, amber ones away.",
            unit.show(needed.abs()),
        );
        Some(Chart::new(
            "causes",
            "What accounts for the difference",
            note,
            traces,
            layout,
        ))
    }

    /// A channel of both flights against time, on the way up; none where it is not stored.
    fn over_time(
        &self,
        (id, title): (&'static str, &'static str),
        label: &str,
        unit: DisplayUnit,
        theirs: StoredChannel,
        ours: fn(&TrajectoryPoint) -> f64,
    ) -> Option<Chart> {
        if !self.stored.series.has(theirs) {
            return None;
        }
        let flight = &self.comparison.flight;
        let apogees = [Some(flight.outcome.apogee_time), self.stored.apogee_time()];
        let end = AFTER * apogees.into_iter().flatten().fold(0.0, f64::max);
        let shown = flight.trajectory.partition_point(|point| point.time <= end);
        let samples = thin(flight.trajectory.get(..shown).unwrap_or_default(), ours);
        let stored = self.stored.series.pairs(StoredChannel::Time, theirs);
        let stored: Vec<(f64, f64)> = stored.take_while(|(time, _)| *time <= end).collect();
        let step = stored.len().div_ceil(POINTS).max(1);
        let stored = stored.iter().step_by(step);
        let (times, values) = stored
            .map(|(time, si)| (*time as f32, unit.of(*si) as f32))
            .unzip();
        let mut traces = Traces::new();
        traces.push(dashed(times, values, "stored", SLATE, unit.symbol));
        traces.push(line(
            channel(&samples, |point| point.time),
            channel(&samples, |point| unit.of(ours(point))),
            "Downrange",
            BLUE,
            ".1f",
            unit.symbol,
        ));
        let layout = layout()
            .x_axis(time_axis(0.0, end))
            .y_axis(axis(&format!("{label} ({})", unit.symbol)).range_mode(RangeMode::ToZero));
        Some(Chart::new(id, title, "On the way up.", traces, layout))
    }
}

/// Drag coefficients of both against Mach number, burning and coasting.
fn drag_chart(curves: &DragCurves) -> Chart {
    let mut traces = Traces::new();
    for power_on in [false, true] {
        let power = if power_on { "burning" } else { "coasting" };
        if let Some(curve) = curves.stored.total.curve(power_on) {
            let (mach, drag) = points(curve);
            let color = if power_on { AMBER } else { SLATE };
            traces.push(dashed(mach, drag, &format!("stored, {power}"), color, ""));
        }
        if let Some(curve) = curves.ours.total.curve(power_on) {
            let (mach, drag) = points(curve);
            let color = if power_on { RED } else { BLUE };
            traces.push(line(
                mach,
                drag,
                &format!("Downrange, {power}"),
                color,
                ".3f",
                "",
            ));
        }
    }
    let layout = layout()
        .x_axis(axis("Mach number").hover_format(".2f"))
        .y_axis(axis("drag coefficient").range_mode(RangeMode::ToZero));
    Chart::new(
        "compared-drag",
        "Drag coefficient",
        "At zero angle of attack, on the same reference area, each at the Mach and Reynolds numbers of the stored flight.",
        traces,
        layout,
    )
}

fn points(curve: &Curve) -> (Vec<f32>, Vec<f32>) {
    let points = curve.points().iter();
    points
        .map(|(mach, drag)| (*mach as f32, *drag as f32))
        .unzip()
}

/// A line of the stored flight.
fn dashed(
    x: Vec<f32>,
    y: Vec<f32>,
    name: &str,
    color: &'static str,
    unit: &str,
) -> Box<Scatter<f32, f32>> {
    let dashed = Line::new().color(color).width(2.0).dash(DashType::Dash);
    line(x, y, name, color, ".3~f", unit).line(dashed)
}
