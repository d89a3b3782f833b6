//! A window as one self-contained page: a table, the landing areas hour by hour, the winds.

use std::io::{self, Write};

use askama::Template;
use downrange::safety::{LandingMap, OutlineKind};
use downrange::window::{JudgedFigure, LIMITS, LaunchVerdict, WindowHour};

use super::WindowReport;
use super::barbs::barbs;
use super::cells::{apogee, found, head, limit, rule};
use super::report::RowWords;
use crate::dispersion::DispersionReport;
use crate::map::{WIDE, of_width_among};
use crate::page::palette::{AMBER, GREEN, RED};
use crate::page::{Frame, PageRow, PageTable, Tile, number, short, text};
use crate::svg::for_each_width;
use crate::units::Units;

#[derive(Template)]
#[template(path = "window.html")]
struct Page<'a> {
    frame: Frame<'a>,
    name: &'a str,
    subtitle: String,
    words: &'static RowWords,
    by_month: bool,
    tiles: Vec<Tile>,
    table: PageTable,
    hours: Vec<HourOnPage>,
    last: usize,
    barbs: String,
    limits: PageTable,
}

/// An hour on the page.
struct HourOnPage {
    time: String,
    word: &'static str,
    color: &'static str,
    rule: String,
    map: String,
}

impl WindowReport<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, mut out: impl Write) -> io::Result<()> {
        let grounds: Vec<LandingMap> = self.hours.iter().map(ground).collect();
        let version = self
            .hours
            .first()
            .map_or("", |hour| hour.findings.run.version.as_str());
        let page = Page {
            frame: Frame {
                version,
                ..Frame::new(format!("{} – launch window", self.name()), self.command)
            },
            name: self.name(),
            subtitle: self.flown(),
            words: self.words(),
            by_month: self.by_month,
            tiles: self.tiles(),
            table: self.table(units),
            hours: self.hours_on_page(&grounds, units),
            last: self.hours.len().saturating_sub(1),
            barbs: for_each_width(WIDE, |width| barbs(self.hours, units, width)),
            limits: self.limits_table(units),
        };
        page.write_into(&mut out)?;
        out.flush()
    }

    fn tiles(&self) -> Vec<Tile> {
        let tile = |(verdict, label): (LaunchVerdict, &'static str)| {
            let hours: Vec<&WindowHour> = self
                .hours
                .iter()
                .filter(|hour| hour.verdict() == verdict)
                .collect();
            Tile {
                label,
                value: hours.len().to_string(),
                detail: hours
                    .first()
                    .map_or_else(String::new, |hour| format!("first {}", hour.time)),
            }
        };
        let verdicts = [
            LaunchVerdict::Go,
            LaunchVerdict::Caution,
            LaunchVerdict::NoGo,
        ];
        let counts = self.words().counts;
        verdicts.into_iter().zip(counts).map(tile).collect()
    }

    /// Hour by hour, a column for each figure that has a limit.
    fn table(&self, units: Units) -> PageTable {
        let mut columns = vec![text(self.words().head), short("verdict")];
        let first = self.hours.first().map_or(&[][..], |hour| &hour.judged);
        columns.extend(first.iter().map(|judged| {
            let head = head(judged.kind);
            number(match judged.about.as_str() {
                "" => head.to_owned(),
                area => format!("{head} {area}"),
            })
        }));
        columns.extend([number("mean apogee"), text("what decides")]);
        let rows = self.hours.iter().map(|hour| {
            let mut cells = vec![hour.verdict().word().to_owned()];
            cells.extend(hour.judged.iter().map(|judged| found(judged, units)));
            cells.extend([apogee(hour, units), rule(hour, units)]);
            PageRow {
                strong: hour.verdict() == LaunchVerdict::Go,
                // A time stays on one line.
                ..PageRow::new(hour.time.replace('-', "\u{2011}"), cells)
            }
        });
        PageTable {
            class: "tight",
            ..PageTable::new(self.words().caption, columns, rows)
        }
    }

    fn hours_on_page(&self, grounds: &[LandingMap], units: Units) -> Vec<HourOnPage> {
        let Some(first) = grounds.first() else {
            return Vec::new();
        };
        let all = LandingMap {
            footprints: grounds
                .iter()
                .flat_map(|ground| ground.footprints.clone())
                .collect(),
            ..first.clone()
        };
        let hours = self.hours.iter().zip(grounds).enumerate();
        hours
            .map(|(index, (hour, ground))| {
                let map = for_each_width(WIDE, |width| {
                    of_width_among((index, ground), &all, units, width)
                });
                let verdict = hour.verdict();
                HourOnPage {
                    time: hour.time.clone(),
                    word: verdict.word(),
                    color: match verdict {
                        LaunchVerdict::Go => GREEN,
                        LaunchVerdict::Caution => AMBER,
                        LaunchVerdict::NoGo => RED,
                    },
                    rule: rule(hour, units),
                    map,
                }
            })
            .collect()
    }

    fn limits_table(&self, units: Units) -> PageTable {
        let judged: Vec<_> = self
            .hours
            .first()
            .map_or(&[][..], |hour| &hour.judged)
            .iter()
            .collect();
        let rows = LIMITS.iter().map(|row| {
            let shown = judged.iter().find(|judged| judged.kind == row.kind);
            let value = match (shown, self.limits.of(row.kind)) {
                (Some(judged), _) => limit(judged, units),
                (None, Some(_)) => "nothing to judge".to_owned(),
                (None, None) => "not judged".to_owned(),
            };
            let kind = match shown.map(|judged| &judged.figure) {
                Some(JudgedFigure::Speeds { .. }) => {
                    "median to greatest of the members; go when none is above, no-go when half of them are"
                }
                Some(JudgedFigure::Probability(_)) => {
                    "go when the 95 % interval is within, no-go when it is above"
                }
                None => "",
            };
            PageRow::new(row.label, [value, row.key.to_owned(), kind.to_owned()])
        });
        let columns = [
            text("what"),
            number("limit"),
            short("--limits"),
            text("how it is judged"),
        ];
        PageTable {
            class: "tight",
            ..PageTable::new("The limits", columns, rows)
        }
    }
}

/// What a map of an hour shows: landing points, the contours of 90 and 99 %, and the areas.
fn ground(hour: &WindowHour) -> LandingMap {
    let report = DispersionReport {
        findings: &hour.findings,
        command: "",
        flights_per_s: None,
    };
    let mut ground = report.ground();
    ground
        .footprints
        .retain(|footprint| footprint.landing.is_none());
    for footprint in &mut ground.footprints {
        footprint.outlines.retain(|outline| {
            outline.kind == OutlineKind::Contour
                && ["90 %", "99 %"].contains(&outline.name.as_str())
        });
        footprint.cloud.truncate(CLOUD);
    }
    ground
}

/// Landing points of a body that a map of one of many hours shows.
const CLOUD: usize = 400;
