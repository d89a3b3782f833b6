//! Many flights as one self-contained page for a review.

use std::io::{self, Write};

use askama::Template;
use downrange::dispersion::statistics::{Interval, Proportion};
use downrange::results::{
    AreaProbability, BodyFindings, MOST_FLIGHTS, PERCENTILES, Probabilities, upper_bound,
};
use downrange::safety::{Ground, OutlineKind};

use super::figure::{Figure, TOLD};
use super::summary::failure_name;
use super::words::{about, at_most, bounded, count, failure, interval, percent};
use super::{DispersionReport, charts};
use crate::charts::Chart;
use crate::inputs::{InputText, input_text};
use crate::map;
use crate::report::{Tile, in_script, plotly_js};
use crate::units::{Units, compass, coordinates};

#[derive(Template)]
#[template(path = "dispersion.html")]
struct Page<'a> {
    name: &'a str,
    subtitle: String,
    question: Option<String>,
    failed: Option<String>,
    errors: Vec<String>,
    tiles: Vec<Tile>,
    map: String,
    map_note: String,
    areas: Vec<AreaTable<'a>>,
    warnings: &'a [(String, String)],
    rules: Vec<AreaRow>,
    landings: Vec<[String; 9]>,
    percentiles: Vec<String>,
    outcomes: Vec<OutcomeRow>,
    inputs: Vec<InputText>,
    sections: Vec<(&'static str, String, Vec<Chart>)>,
    charts_json: String,
    repeat: Vec<(&'static str, String)>,
    command: &'a str,
    version: &'a str,
    plotly: &'a str,
}

/// Reasons for which flights failed on the page.
const REASONS: usize = 12;

/// Failures in a table.
const FAILURES: usize = 12;

/// How likely things leave one area.
struct AreaTable<'a> {
    name: &'a str,
    rows: Vec<AreaRow>,
    failures: Vec<AreaRow>,
    without_failure: Option<String>,
}

struct AreaRow {
    what: String,
    counted: String,
    probability: String,
    interval: String,
    words: String,
    strong: bool,
}

struct OutcomeRow {
    name: &'static str,
    count: String,
    cells: Vec<(String, String)>,
}

impl DispersionReport<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, mut out: impl Write) -> io::Result<()> {
        let scripts = plotly::Plot::offline_js_sources();
        let sections = self.sections(units);
        let charts_json = in_script(sections.iter().flat_map(|(_, _, charts)| charts));
        let run = &self.run;
        let ground = on_map(self.ground());
        let page = Page {
            name: &run.name,
            subtitle: self.flown(),
            question: self.question(),
            failed: self.failed(),
            errors: self
                .failure_reasons
                .iter()
                .take(REASONS)
                .map(failure)
                .collect(),
            tiles: self.tiles(units),
            map: map::drawn(map::WIDE, |width| map::of_width(&ground, units, width)),
            map_note: charts::drawn_points(self),
            areas: (0..run.areas.len())
                .map(|index| self.area_table(index))
                .collect(),
            warnings: &run.warnings,
            rules: self
                .rules
                .iter()
                .map(|(rule, broken)| AreaRow::of(rule.clone(), broken, false))
                .collect(),
            landings: self
                .bodies
                .iter()
                .filter_map(|body| landing(body, units))
                .collect(),
            percentiles: PERCENTILES
                .iter()
                .map(|(_, share)| percent(*share))
                .collect(),
            outcomes: self
                .main()
                .map_or_else(Vec::new, |body| outcomes(body, units)),
            inputs: run
                .inputs
                .iter()
                .map(|input| input_text(input, units))
                .collect(),
            sections,
            charts_json,
            repeat: vec![
                ("seed", run.seed.to_string()),
                ("flights", count(self.probabilities.flights)),
                ("version", run.version.clone()),
                ("digest", run.digest.clone()),
            ],
            command: self.command,
            version: &run.version,
            plotly: plotly_js(&scripts),
        };
        page.write_into(&mut out)?;
        out.flush()
    }

    fn sections(&self, units: Units) -> Vec<(&'static str, String, Vec<Chart>)> {
        let body = self.main().map_or("", |body| body.name.as_str());
        let ranked = match self.probabilities.flights > MOST_FLIGHTS as u64 {
            true => format!(", of the first {} flights", count(MOST_FLIGHTS as u64)),
            false => String::new(),
        };
        let all = [
            (
                "How it spreads",
                format!("Flight by flight, of {body}."),
                charts::histograms(self, units),
            ),
            (
                "Whether there are flights enough",
                String::new(),
                charts::settling(self, units),
            ),
            (
                "What matters",
                format!(
                    "The share of the variance that would vanish if an input were known, of {body}{ranked}. \
                     What is missing to 100 % are inputs that act together, and winds drawn against height (errors, gusts), \
                     which no single number stands for. Of a size with a direction the components are ranked, too; they overlap with it."
                ),
                charts::rankings(self),
            ),
        ];
        all.into_iter()
            .filter(|(_, _, charts)| !charts.is_empty())
            .collect()
    }

    fn tiles(&self, units: Units) -> Vec<Tile> {
        let mut tiles = vec![Tile {
            label: "Flights",
            value: count(self.probabilities.flights),
            detail: match self.probabilities.failed {
                0 => "none failed".to_owned(),
                failed => format!("{} failed", count(failed)),
            },
        }];
        for (area, chance) in self.run.areas.iter().zip(&self.probabilities.any).take(2) {
            let bound = at_most(upper_bound(&chance.outside));
            tiles.push(Tile {
                label: "Lands outside",
                value: match chance.outside.hits {
                    0 => format!("< {bound}"),
                    hits => about(hits as f64 / chance.outside.trials as f64),
                },
                detail: match chance.outside.hits {
                    0 => format!("{}: none in {}", area.name(), count(chance.outside.trials)),
                    _ => format!("{}, at most {bound}", area.name()),
                },
            });
        }
        // A label, an outcome, and which of its percentiles; without one its mean.
        let figures = [
            ("Mean apogee", "apogee_agl_m", None),
            ("99 % land within", "landing_distance_m", Some(4)),
            ("Top speed, 99 %", "max_speed_m_s", Some(4)),
            ("Off the rail, 1 %", "rail_exit_speed_m_s", Some(0)),
        ];
        for (label, column, percentile) in figures.into_iter().take(7 - tiles.len()) {
            let spread = self.main().and_then(|body| body.outcome(column));
            let (Some(figure), Some(spread)) = (Figure::of(column), spread) else {
                continue;
            };
            let show = |value: f64| figure.show(value, units);
            let percentile = percentile.and_then(|index: usize| spread.percentiles.get(index));
            let (value, detail) = match (percentile, spread.sigma) {
                (Some((value, _)), _) => (*value, format!("mean {}", show(spread.mean))),
                (None, Some(sigma)) => (spread.mean, format!("± {} (1 sigma)", show(sigma))),
                (None, None) => (spread.mean, String::new()),
            };
            tiles.push(Tile {
                label,
                value: show(value),
                detail,
            });
        }
        tiles
    }

    fn area_table(&self, index: usize) -> AreaTable<'_> {
        let of = |chances: &[AreaProbability]| chances.get(index).copied().unwrap_or_default();
        let mut rows = Vec::new();
        if self.bodies.len() > 1 {
            rows.extend(both("Anything", &of(&self.probabilities.any), true));
        }
        for (body, chances) in self.bodies.iter().zip(&self.probabilities.bodies) {
            rows.extend(both(&body.name, &of(chances), self.bodies.len() == 1));
        }
        let mut failures = Vec::new();
        if self.has_failures() {
            for (failure, chances) in self.failures(FAILURES) {
                let share = chances.flights as f64 / self.probabilities.flights.max(1) as f64;
                let what = format!("{} ({} of flights)", failure_name(failure), percent(share));
                failures.push(AreaRow::of(what, &of(&chances.any).outside, false));
            }
        }
        let normal = self
            .by_failure
            .iter()
            .find(|(failure, _)| failure.is_empty());
        AreaTable {
            name: self.run.areas[index].name(),
            rows,
            failures,
            without_failure: normal.map(|(_, chances)| contained(chances, index)),
        }
    }
}

/// What is known of flights without a failure.
fn contained(chances: &Probabilities, area: usize) -> String {
    let outside = chances.any.get(area).copied().unwrap_or_default().outside;
    let inside = 1.0 - upper_bound(&outside);
    // Rounded down.
    let inside = (inside * 1e5).floor() / 1e5;
    format!(
        "Of launches without a failure, everything comes down inside in at least {} with 95 % confidence.",
        percent(inside)
    )
}

fn both(name: &str, chance: &AreaProbability, strong: bool) -> [AreaRow; 2] {
    [
        AreaRow::of(
            format!("{name} comes down outside"),
            &chance.outside,
            strong,
        ),
        AreaRow::of(format!("{name} leaves it in flight"), &chance.leaves, false),
    ]
}

impl AreaRow {
    fn of(what: String, proportion: &Proportion, strong: bool) -> Self {
        let share = proportion.hits as f64 / proportion.trials.max(1) as f64;
        Self {
            what,
            counted: format!("{} of {}", count(proportion.hits), count(proportion.trials)),
            probability: percent(share),
            interval: interval(proportion),
            words: bounded(proportion),
            strong,
        }
    }
}

/// What a map can show at once: contours and the hull; of one body the ellipse of three sigma, too.
fn on_map(mut ground: Ground) -> Ground {
    let several = ground.footprints.len() > 1;
    for footprint in &mut ground.footprints {
        footprint.outlines.retain(|outline| match outline.kind {
            OutlineKind::Contour => !several || ["90 %", "99.9 %"].contains(&outline.name.as_str()),
            OutlineKind::Ellipse => !several && outline.name == "3 sigma",
            OutlineKind::Hull => true,
        });
    }
    ground
}

/// Body, landings, mean, way, sigma east and north, ellipse, distances, speed.
fn landing(body: &BodyFindings, units: Units) -> Option<[String; 9]> {
    let down = body.landings.as_ref()?;
    let height = units.height();
    let [mut east, mut north, mut ellipse, mut within] = [const { String::new() }; 4];
    if let Some(landing) = &down.landing {
        let three = landing.ellipse(3.0);
        east = height.show(landing.sigma_east);
        north = height.show(landing.sigma_north);
        ellipse = format!(
            "{} × {}, {:.0}°",
            height.show(three.semi_major),
            height.show(three.semi_minor),
            three.azimuth.to_degrees()
        );
    }
    if let Some(from) = &down.from_mean {
        within = format!(
            "{} / {} / {}",
            height.show(from.p50),
            height.show(from.p99),
            height.show(from.max)
        );
    }
    let speed = Figure::of("landing_speed_m_s").zip(body.outcome("landing_speed_m_s"));
    let speed = speed.map_or_else(String::new, |(figure, speed)| {
        let [_, _, (median, _), _, (high, _)] = speed.percentiles;
        format!(
            "{} / {}",
            figure.show(median, units),
            figure.show(high, units)
        )
    });
    Some([
        body.name.clone(),
        count(down.count),
        coordinates(down.mean.0, down.mean.1),
        format!(
            "{} toward {}",
            height.show(down.way.distance),
            compass(down.way.bearing)
        ),
        east,
        north,
        ellipse,
        within,
        speed,
    ])
}

fn outcomes(body: &BodyFindings, units: Units) -> Vec<OutcomeRow> {
    let rows = TOLD.iter().filter_map(|figure| {
        let spread = body.outcome(figure.column)?;
        let show = |value: f64| figure.show(value, units);
        let between = |interval: Option<Interval>| {
            let number = |value: f64| show(value).split(' ').next().unwrap_or_default().to_owned();
            interval.map_or_else(String::new, |interval| {
                format!("{} to {}", number(interval.low), number(interval.high))
            })
        };
        let mut cells = vec![
            (show(spread.mean), between(spread.mean_interval)),
            (spread.sigma.map_or_else(String::new, show), String::new()),
        ];
        cells.extend(
            spread
                .percentiles
                .map(|(value, interval)| (show(value), between(interval))),
        );
        Some(OutcomeRow {
            name: figure.label,
            count: count(spread.count),
            cells,
        })
    });
    rows.collect()
}
