//! Many flights as one self-contained page for a review.

use std::io::{self, Write};

use askama::Template;
use downrange::dispersion::LandingKind;
use downrange::dispersion::statistics::Interval;
use downrange::flight::metric;
use downrange::results::{
    AreaProbability, BodyFindings, InputInfo, LandingStatistics, MOST_FLIGHTS, PERCENTILES,
    Probabilities, upper_bound,
};
use downrange::safety::{LandingMap, OutlineKind};

use super::probability_text::{about, at_most, count, failure, failure_name, percent};
use super::proportions::{proportion, proportions};
use super::shown::ON_PAGE;
use super::{DispersionReport, charts};
use crate::charts::Chart;
use crate::figure;
use crate::inputs::input_text;
use crate::map;
use crate::page::{Cell, Frame, Notice, PageColumn, PageRow, PageTable, Tile, number, text};
use crate::svg::for_each_width;
use crate::units::{Units, compass, coordinates};

#[derive(Template)]
#[template(path = "dispersion.html")]
struct Page<'a> {
    frame: Frame<'a>,
    name: &'a str,
    subtitle: String,
    question: Option<String>,
    notices: Vec<Notice>,
    tiles: Vec<Tile>,
    map: String,
    map_note: String,
    areas: Vec<AreaTables<'a>>,
    intrusions: Vec<(String, Option<String>, PageTable)>,
    rules: Option<PageTable>,
    landings: Option<PageTable>,
    sections: Vec<(&'static str, String, Vec<Chart>)>,
    outcomes: Option<PageTable>,
    inputs: PageTable,
    repeat: Vec<(&'static str, String)>,
}

/// Reasons for which flights failed on the page.
const REASONS: usize = 12;

/// Failures in a table.
const FAILURES: usize = 12;

/// How likely things leave one area.
struct AreaTables<'a> {
    name: &'a str,
    bodies: PageTable,
    failures: Option<PageTable>,
    without_failure: Option<String>,
}

impl DispersionReport<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, mut out: impl Write) -> io::Result<()> {
        let sections = self.sections(units);
        let charts = sections.iter().flat_map(|(_, _, charts)| charts);
        let run = &self.run;
        let ground = on_map(self.ground());
        let reasons = self.failure_reasons.iter().take(REASONS);
        let failed = Notice {
            title: self.failed().unwrap_or_default(),
            items: reasons
                .map(|broken| (String::new(), failure(broken)))
                .collect(),
        };
        let warnings = Notice::of(
            "Rules of thumb that the flight as planned breaks",
            run.warnings.clone(),
        );
        let title = format!("{} – where it comes down", run.name);
        let page = Page {
            frame: Frame {
                version: &run.version,
                ..Frame::new(title, self.command).with_charts(charts)
            },
            name: &run.name,
            subtitle: self.flown(),
            question: self.question(),
            notices: [
                Some(failed).filter(|failed| !failed.title.is_empty()),
                warnings,
            ]
            .into_iter()
            .flatten()
            .collect(),
            tiles: self.tiles(units),
            map: for_each_width(map::WIDE, |width| map::of_width(&ground, units, width)),
            map_note: charts::drawn_points(self),
            areas: (0..run.areas.len())
                .map(|index| self.area_tables(index))
                .collect(),
            intrusions: self.intrusion_tables(units),
            rules: (!self.rules.is_empty()).then(|| {
                let rows = self.rules.iter();
                let rows = rows.map(|(rule, broken)| proportion(rule.clone(), broken, false));
                proportions("Rules of thumb", "rule", rows)
            }),
            landings: landings(&self.bodies, units),
            outcomes: self.main().and_then(|body| outcomes(body, units)),
            inputs: inputs(&run.inputs, units),
            sections,
            repeat: vec![
                ("Seed", run.seed.to_string()),
                ("flights", count(self.probabilities.flights)),
                ("version", run.version.clone()),
                ("digest", run.digest.clone()),
            ],
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
                charts::convergence(self, units),
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
        let areas = self.run.areas.iter().zip(&self.probabilities.any).take(2);
        let areas = areas.map(|(area, chance)| ("Lands outside", area.name(), chance.outside));
        let intrusions = &self.probabilities.any_intrusions;
        let keep_out = intrusions.any_keep_out;
        let keep_out = keep_out.map(|chance| ("Lands where nothing may", "any of them", chance));
        let ceiling = intrusions.ceiling;
        let ceiling = ceiling.map(|chance| ("Passes the ceiling", "anything", chance));
        for (label, of, chance) in areas.chain(keep_out).chain(ceiling) {
            let bound = at_most(upper_bound(&chance));
            tiles.push(Tile {
                label,
                value: match chance.hits {
                    0 => format!("< {bound}"),
                    hits => about(hits as f64 / chance.trials as f64),
                },
                detail: match chance.hits {
                    0 => format!("{of}: none in {}", count(chance.trials)),
                    _ => format!("{of}, at most {bound}"),
                },
            });
        }
        // A label, an outcome, and which of its percentiles; without one its mean.
        let figures = [
            ("Mean apogee", &metric::APOGEE_AGL, None),
            ("99 % land within", &metric::LANDING_DISTANCE, Some(4)),
            ("Top speed, 99 %", &metric::MAX_SPEED, Some(4)),
            ("Off the rail, 1 %", &metric::RAIL_EXIT_SPEED, Some(0)),
        ];
        for (label, metric, percentile) in figures.into_iter().take(7 - tiles.len()) {
            let Some(spread) = self.main().and_then(|body| body.outcome(metric)) else {
                continue;
            };
            let show = |value: f64| figure::show(metric, value, units);
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

    fn area_tables(&self, index: usize) -> AreaTables<'_> {
        let of = |chances: &[AreaProbability]| chances.get(index).copied().unwrap_or_default();
        let mut rows = Vec::new();
        if self.bodies.len() > 1 {
            rows.extend(both("Anything", &of(&self.probabilities.any), true));
        }
        for (body, chances) in self.bodies.iter().zip(&self.probabilities.bodies) {
            rows.extend(both(&body.name, &of(chances), self.bodies.len() == 1));
        }
        let failures = self.has_failures().then(|| {
            let rows = self
                .failures(FAILURES)
                .into_iter()
                .map(|(failure, chances)| {
                    let share = chances.flights as f64 / self.probabilities.flights.max(1) as f64;
                    let what = format!("{} ({} of flights)", failure_name(failure), percent(share));
                    proportion(what, &of(&chances.any).outside, false)
                });
            proportions("Anything comes down outside, by failure", "failure", rows)
        });
        let normal = self
            .by_failure
            .iter()
            .find(|(failure, _)| failure.is_empty());
        let name = self.run.areas[index].name();
        AreaTables {
            name,
            bodies: proportions(
                &format!("How likely it leaves {name}"),
                "what happens",
                rows,
            ),
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

fn both(name: &str, chance: &AreaProbability, strong: bool) -> [PageRow; 2] {
    [
        proportion(
            format!("{name} comes down outside"),
            &chance.outside,
            strong,
        ),
        proportion(format!("{name} leaves it in flight"), &chance.leaves, false),
    ]
}

/// What a map can show at once: contours and the hull; of one body the ellipse of three sigma, too. Where a body came down in
/// both ways they are drawn apart, and not once more together.
fn on_map(mut ground: LandingMap) -> LandingMap {
    let apart: Vec<String> = ground
        .footprints
        .iter()
        .filter(|footprint| footprint.landing.is_some())
        .map(|footprint| footprint.body.clone())
        .collect();
    ground
        .footprints
        .retain(|footprint| footprint.landing.is_some() || !apart.contains(&footprint.body));
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

/// Where each body comes down.
fn landings(bodies: &[BodyFindings], units: Units) -> Option<PageTable> {
    let rows: Vec<PageRow> = bodies
        .iter()
        .flat_map(|body| {
            let all = body.landings.as_ref();
            let all = all.map(|landings| landing(&body.name, landings, Some(body), units));
            let apart = body.both_kinds().iter().map(|(kind, landings)| {
                let name = match kind {
                    LandingKind::Parachute => "of these under a parachute",
                    LandingKind::Ballistic => "of these ballistic",
                };
                landing(name, landings, None, units)
            });
            all.into_iter().chain(apart)
        })
        .collect();
    let columns = [
        text("body"),
        number("landings"),
        text("mean landing point"),
        text("from the launch point"),
        number("σ east"),
        number("σ north"),
        text("3 σ ellipse, long axis"),
        text("50 / 99 / 100 % within"),
        text("speed, 50 / 99 %"),
    ];
    (!rows.is_empty()).then(|| PageTable {
        class: "tight",
        ..PageTable::new("Where each body comes down", columns, rows)
    })
}

/// Landings of a body; speeds are those of all of them.
fn landing(
    name: &str,
    landings: &LandingStatistics,
    all_of: Option<&BodyFindings>,
    units: Units,
) -> PageRow {
    let height = units.height();
    let [mut east, mut north, mut ellipse, mut within] = [const { String::new() }; 4];
    if let Some(landing) = &landings.landing {
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
    if let Some(from) = &landings.from_mean {
        within = format!(
            "{} / {} / {}",
            height.show(from.p50),
            height.show(from.p99),
            height.show(from.max)
        );
    }
    let speed = all_of.and_then(|body| body.outcome(&metric::LANDING_SPEED));
    let speed = speed.map_or_else(String::new, |speed| {
        let [_, _, (median, _), _, (high, _)] = speed.percentiles;
        let show = |value: f64| figure::show(&metric::LANDING_SPEED, value, units);
        format!("{} / {}", show(median), show(high))
    });
    let cells = [
        count(landings.count),
        coordinates(landings.mean.0, landings.mean.1),
        format!(
            "{} toward {}",
            height.show(landings.way.distance),
            compass(landings.way.bearing)
        ),
        east,
        north,
        ellipse,
        within,
        speed,
    ];
    PageRow::new(name, cells)
}

/// What was dispersed.
fn inputs(inputs: &[InputInfo], units: Units) -> PageTable {
    let rows = inputs.iter().map(|input| {
        let input = input_text(input, units);
        PageRow::new(input.name, [input.distribution, input.mean, input.sigma])
    });
    let columns = [
        text("input"),
        text("distribution"),
        number("mean"),
        number("sigma"),
    ];
    PageTable::new("What was dispersed", columns, rows)
}

/// The figures of a body's flights.
fn outcomes(body: &BodyFindings, units: Units) -> Option<PageTable> {
    let rows = ON_PAGE.iter().filter_map(|metric| {
        let spread = body.outcome(metric)?;
        let show = |value: f64| figure::show(metric, value, units);
        let cell = |value: f64, interval: Option<Interval>| {
            let number = |value: f64| figure::number(metric, value, units);
            Cell {
                text: show(value),
                below: interval.map_or_else(String::new, |interval| {
                    format!("{} to {}", number(interval.low), number(interval.high))
                }),
            }
        };
        let mut cells = vec![
            Cell::from(count(spread.count)),
            cell(spread.mean, spread.mean_interval),
            Cell::from(spread.sigma.map_or_else(String::new, show)),
        ];
        cells.extend(
            spread
                .percentiles
                .map(|(value, interval)| cell(value, interval)),
        );
        Some(PageRow {
            name: metric.label.to_owned(),
            cells,
            strong: false,
        })
    });
    let rows: Vec<PageRow> = rows.collect();
    let columns = [
        text("figure"),
        number("flights"),
        number("mean"),
        number("sigma"),
    ]
    .into_iter()
    .chain(PERCENTILES.iter().map(|(_, share)| number(percent(*share))));
    let columns: Vec<PageColumn> = columns.collect();
    (!rows.is_empty()).then(|| PageTable::new("Outcomes", columns, rows))
}
