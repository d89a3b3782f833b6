//! The charts of many flights.

use downrange::dispersion::statistics::Estimate;
use downrange::flight::Metric;
use downrange::results::{DRAWN, Histogram, RANKED, Ranked};
use plotly::common::{ErrorData, ErrorType, Fill, Line, Marker, Mode, Orientation};
use plotly::layout::{AxisType, BarMode, HoverMode, Layout, Margin, RangeMode};
use plotly::{Bar, Scatter, Traces};

use super::DispersionReport;
use super::probability_text::count;
use crate::charts::{Chart, axis, layout, time_mark};
use crate::figure::{show, symbol, value};
use crate::page::palette::{AMBER, BAND, BLUE, FAINT, GRAY, PAPER, RED, SLATE};
use crate::rounding::round_above;
use crate::text::escape_markup;
use crate::units::Units;

/// Convergence is drawn of so many areas.
const AREAS: [&str; 4] = ["settling-1", "settling-2", "settling-3", "settling-4"];
/// Inputs in a ranking.
const INPUTS: usize = 10;

/// The histograms.
pub fn histograms(findings: &DispersionReport<'_>, units: Units) -> Vec<Chart> {
    let drawn = findings.histograms.iter();
    drawn
        .map(|(metric, histogram)| of_outcome(findings, metric, histogram, units))
        .collect()
}

fn of_outcome(
    findings: &DispersionReport<'_>,
    metric: &'static Metric,
    histogram: &Histogram,
    units: Units,
) -> Chart {
    let unit = symbol(metric, units);
    let wide = value(metric, histogram.width, units);
    let bins = 0..histogram.counts[0].len();
    let middle = |bin: usize| histogram.start + (bin as f64 + 0.5) * histogram.width;
    let middles: Vec<f32> = bins
        .map(|bin| value(metric, middle(bin), units) as f32)
        .collect();
    let step = round_above(0.2 * wide * middles.len() as f64);
    let mut traces = Traces::new();
    let kinds = [("no failure", BLUE), ("with a failure", RED)];
    for ((kind, color), counts) in kinds.into_iter().zip(&histogram.counts) {
        traces.push(
            Bar::new(middles.clone(), counts.clone())
                .name(kind)
                .width(wide)
                .marker(
                    Marker::new()
                        .color(color)
                        .line(Line::new().color(PAPER).width(0.5)),
                )
                .hover_template(format!("%{{x:.4~g}} {unit}: %{{y:,}} flights")),
        );
    }
    let mut layout = bare()
        .bar_mode(BarMode::Stack)
        .bar_gap(0.0)
        .show_legend(findings.has_failures())
        .hover_mode(HoverMode::Closest)
        // Of few bars plotly.js would name the middles.
        .x_axis(axis(&titled(metric.label, unit)).tick0(0.0).dtick(step))
        .y_axis(
            axis("flights")
                .separate_thousands(true)
                .range_mode(RangeMode::ToZero),
        );
    let spread = findings.main().and_then(|body| body.outcome(metric));
    let mut note = String::new();
    if let Some(spread) = spread {
        for (at, label) in [(1, "5 %"), (2, "50 %"), (3, "95 %")] {
            let percentile = spread.percentiles[at].0;
            let (line, mark) = time_mark(value(metric, percentile, units), label, false);
            layout.add_shape(line);
            // The names of failures stand where those of percentiles would.
            if !findings.has_failures() {
                layout.add_annotation(mark);
            }
        }
        let sigma = spread.sigma.map_or_else(String::new, |sigma| {
            format!(", standard deviation {}", show(metric, sigma, units))
        });
        note = format!(
            "Mean {}{sigma}. Dotted: 5, 50 and 95 %.",
            show(metric, spread.mean, units)
        );
        if histogram.beyond > 0 {
            note.push_str(&format!(
                " {} flights lie beyond; all are from {} to {}.",
                count(histogram.beyond),
                show(metric, spread.ends.0, units),
                show(metric, spread.ends.1, units)
            ));
        }
    }
    Chart::new(metric.key, metric.label, note, traces, layout)
}

/// How the probability to leave each area settled, and the mean apogee.
pub fn convergence(findings: &DispersionReport<'_>, units: Units) -> Vec<Chart> {
    let mut charts: Vec<Chart> = findings
        .run
        .areas
        .iter()
        .zip(&findings.convergence)
        .zip(AREAS)
        .map(|((area, convergence), id)| {
            let points: Vec<(u64, Estimate)> = convergence
                .flights
                .iter()
                .copied()
                .zip(convergence.estimates.iter().copied())
                .collect();
            let mut layout = bare().x_axis(flights_axis());
            // The first few flights say nothing, and would hide what the last say.
            if let Some((_, last)) = points.last() {
                let top = 100.0 * (3.0 * last.interval.high).min(1.0);
                layout = layout.y_axis(axis("probability (%)").range(vec![0.0, top]));
            }
            let note = format!(
                "Landing outside {}, of any body. Shaded: the 95 % interval.",
                area.name()
            );
            let traces = band(&points, |value| 100.0 * value, "%");
            Chart::new(id, "How the probability settled", note, traces, layout)
        })
        .collect();
    if !findings.apogee.is_empty() {
        let unit = units.height();
        let layout = bare()
            .x_axis(flights_axis())
            .y_axis(axis(&titled("mean apogee", unit.symbol)));
        let traces = band(&findings.apogee, |value| unit.of(value), unit.symbol);
        let note = "The mean after so many flights. Shaded: its 95 % interval.";
        charts.push(Chart::new(
            "settling-apogee",
            "How the mean apogee settled",
            note,
            traces,
            layout,
        ));
    }
    charts
}

fn flights_axis() -> plotly::layout::Axis {
    axis("flights")
        .type_(AxisType::Log)
        // Powers of ten alone.
        .dtick(1.0)
        .separate_thousands(true)
}

fn band(points: &[(u64, Estimate)], shown: impl Fn(f64) -> f64, unit: &str) -> Traces {
    let flights: Vec<u64> = points.iter().map(|(flights, _)| *flights).collect();
    let of = |value: fn(&Estimate) -> f64| -> Vec<f64> {
        points
            .iter()
            .map(|(_, estimate)| shown(value(estimate)))
            .collect()
    };
    let edge = |values: Vec<f64>| {
        Scatter::new(flights.clone(), values)
            .mode(Mode::Lines)
            .show_legend(false)
            .line(Line::new().color(FAINT).width(0.5))
            .hover_template(format!("%{{y:.4~g}} {unit}"))
    };
    let mut traces = Traces::new();
    traces.push(edge(of(|e| e.interval.low)).name("95 % from"));
    traces.push(
        edge(of(|e| e.interval.high))
            .name("to")
            .fill(Fill::ToNextY)
            .fill_color(BAND),
    );
    traces.push(
        Scatter::new(flights.clone(), of(|e| e.value))
            .mode(Mode::Lines)
            .name("estimate")
            .show_legend(false)
            .line(Line::new().color(BLUE).width(2.0))
            .hover_template(format!("%{{y:.4~g}} {unit}")),
    );
    traces
}

/// Which input moves what, one chart an outcome.
pub fn rankings(findings: &DispersionReport<'_>) -> Vec<Chart> {
    let titles = [
        "What moves the apogee",
        "What moves the landing distance",
        "What moves the landing east or west",
        "What moves the landing north or south",
    ];
    let ids = ["by-apogee", "by-distance", "by-east", "by-north"];
    RANKED
        .iter()
        .zip(titles)
        .zip(ids)
        .filter_map(|((metric, title), id)| {
            let ranked: Vec<&Ranked> = findings
                .ranking
                .iter()
                .filter(|ranked| ranked.outcome == *metric)
                .take(INPUTS)
                .collect();
            (!ranked.is_empty()).then(|| by_input(id, title, &ranked))
        })
        .collect()
}

fn by_input(id: &'static str, title: &'static str, ranked: &[&Ranked]) -> Chart {
    let explained = || {
        ranked
            .iter()
            .map(|ranked| ranked.influence.explained_variance)
    };
    let color = |ranked: &&Ranked| {
        let sign = ranked.influence.rank_correlation.interval;
        match (sign.low > 0.0, sign.high < 0.0) {
            (true, _) => BLUE,
            (_, true) => AMBER,
            _ => GRAY,
        }
    };
    let names: Vec<String> = ranked
        .iter()
        .map(|ranked| escape_markup(&ranked.input))
        .collect();
    let hints = ranked.iter().map(|ranked| {
        let influence = &ranked.influence;
        let rank = &influence.rank_correlation;
        let share = &influence.explained_variance;
        format!(
            "explains {:.1} % ({:.1} to {:.1} %), rank correlation {:+.2} ({:+.2} to {:+.2})",
            100.0 * share.value,
            100.0 * share.interval.low,
            100.0 * share.interval.high,
            rank.value,
            rank.interval.low,
            rank.interval.high
        )
    });
    let bars = Bar::new(
        explained().map(|share| 100.0 * share.value).collect(),
        names.clone(),
    )
    .orientation(Orientation::Horizontal)
    .show_legend(false)
    .hover_text_array(hints.collect())
    .hover_template("%{y}: %{hovertext}<extra></extra>")
    .marker(Marker::new().color_array(ranked.iter().map(color).collect()))
    .error_x(
        ErrorData::new(ErrorType::Data)
            .symmetric(false)
            .array(
                explained()
                    .map(|s| 100.0 * (s.interval.high - s.value))
                    .collect(),
            )
            .array_minus(
                explained()
                    .map(|s| 100.0 * (s.value - s.interval.low))
                    .collect(),
            )
            .color(SLATE)
            .thickness(1.2)
            .width(4),
    );
    let mut traces = Traces::new();
    traces.push(bars);
    let layout = bare()
        .margin(Margin::new().left(190).right(20).top(34).bottom(48))
        .hover_mode(HoverMode::Closest)
        .x_axis(axis("% of the variance").range_mode(RangeMode::ToZero))
        .y_axis(axis("").range(vec![names.len() as f64 - 0.5, -0.5]));
    let note = "Blue: more of it, more of this; amber: less; grey: neither. Lines: 95 % intervals.";
    Chart::new(id, title, note, traces, layout)
}

fn bare() -> Layout {
    layout().margin(Margin::new().left(62).right(20).top(52).bottom(48))
}

fn titled(label: &str, unit: &str) -> String {
    let label = label.to_lowercase();
    match unit {
        "" => label,
        unit => format!("{label} ({unit})"),
    }
}

/// What the note of a map says of the points on it.
pub fn drawn_points(findings: &DispersionReport<'_>) -> String {
    let landings = findings
        .bodies
        .iter()
        .filter_map(|body| body.landings.as_ref());
    let [mut drawn, mut all, mut first] = [0; 3];
    for body in landings {
        drawn += body.cloud.len() as u64;
        all += body.count;
        first += body.count.min(DRAWN as u64);
    }
    match (drawn < all, drawn > first) {
        (false, _) => format!("All {} landings are drawn.", count(all)),
        (true, false) => format!(
            "Drawn are {} of {} landings: the first.",
            count(drawn),
            count(all)
        ),
        (true, true) => format!(
            "Drawn are {} of {} landings: the first, and {} more of the few that lie where nothing should.",
            count(drawn),
            count(all),
            count(drawn - first)
        ),
    }
}
