//! One page for readers who know no rocketry.

use askama::Template;
use downrange::claim::{Claim, OUTSIDE, Quantity, QuotableText, Verdict};
use downrange::flight::{Breakdown, FlightError};

use super::histogram::histogram;
use super::range_rings::{describe_rings, plain_rings, rings_on_map};
use super::report::{ClaimReport, printed};
use super::side_view::side_view;
use crate::page::{Frame, PageRow, PageTable, palette, text};

#[derive(Template)]
#[template(path = "claim.html")]
struct Page<'a> {
    frame: Frame<'a>,
    name: &'a str,
    subtitle: String,
    about: &'a str,
    cards: Vec<Card>,
    together: Option<String>,
    quote: String,
    hardest: String,
    takes: Vec<String>,
    histograms: Vec<String>,
    side_view: String,
    range_rings: String,
    rings: String,
    place: Option<String>,
    printed: PageTable,
    assumed: PageTable,
    outside: &'a [&'a str],
    rockets: usize,
    seed: u64,
}

/// A verdict.
struct Card {
    claimed: String,
    verdict: &'static str,
    color: &'static str,
    meaning: String,
}

/// The page; `command` is the command line that repeats it.
///
/// # Errors
/// When a flight for a picture cannot be computed.
pub fn page(report: &ClaimReport<'_>, command: &str) -> Result<String, FlightError> {
    let (claim, assessment) = (report.study.claim(), report.assessment);
    let words = QuotableText::new(claim, assessment);
    let speed = match report.statement(Quantity::Mach) {
        Some(_) => Quantity::Mach,
        None => Quantity::Speed,
    };
    let cards = claim
        .statements
        .iter()
        .zip(&assessment.findings)
        .zip(&words.statements)
        .map(|((statement, finding), meaning)| Card {
            claimed: format!("{}: {}", statement.quantity.words(), statement.claimed()),
            verdict: finding.verdict.words(),
            color: match finding.verdict {
                Verdict::Supported => palette::GREEN,
                Verdict::Possible => palette::BLUE,
                Verdict::NotRefuted => palette::AMBER,
                Verdict::Refuted => palette::RED,
            },
            meaning: meaning.clone(),
        });
    let title = format!("{} – can what is printed be true?", claim.name);
    let page = Page {
        frame: Frame::new(title, command),
        name: &claim.name,
        subtitle: printed(report),
        about: &claim.about,
        cards: cards.collect(),
        together: words.together,
        quote: words.quote,
        hardest: claim
            .statements
            .get(assessment.hardest)
            .map_or_else(String::new, |statement| {
                format!("{} of {}", statement.quantity.words(), statement.claimed())
            }),
        takes: words.takes,
        histograms: [Quantity::Range, speed, Quantity::Height]
            .map(|quantity| histogram(report, quantity))
            .into(),
        side_view: side_view(report)?,
        range_rings: match claim.site.longitude {
            Some(longitude) => rings_on_map(report, (claim.site.latitude, longitude)),
            None => plain_rings(report),
        },
        rings: describe_rings(report),
        place: claim
            .site
            .longitude
            .map(|longitude| crate::units::coordinates(claim.site.latitude, longitude)),
        printed: published(report),
        assumed: assumed(claim),
        outside: &OUTSIDE,
        rockets: assessment.rockets,
        seed: report.seed,
    };
    page.render().map_err(|reason| FlightError::Numerical {
        time: 0.0,
        breakdown: Breakdown::Incomplete,
        reason: reason.to_string(),
    })
}

/// Table of the assumptions: unknown, range, reason.
fn assumed(claim: &Claim) -> PageTable {
    let rows = claim.assumptions.all().iter().map(|assumption| {
        let source = match assumption.given {
            true => format!("{} (from the claim file)", assumption.source),
            false => assumption.source.clone(),
        };
        PageRow::new(assumption.unknown.words(), [assumption.range(), source])
    });
    let columns = [
        text("not printed"),
        text("nine of ten of our rockets"),
        text("why"),
    ];
    PageTable {
        class: "thirds",
        ..PageTable::new("What was assumed", columns, rows)
    }
}

/// Table of the published figures and their sources.
fn published(report: &ClaimReport<'_>) -> PageTable {
    let claim = report.study.claim();
    let figures = [
        ("mass at launch", Some(&claim.mass)),
        ("diameter", Some(&claim.diameter)),
        ("length", claim.length.as_ref()),
    ];
    let figures = figures
        .into_iter()
        .filter_map(|(what, figure)| Some((what.to_owned(), figure?)));
    let statements = claim.statements.iter().map(|statement| {
        let unit = match statement.quantity {
            Quantity::Mach => " (in speeds of sound)",
            _ => "",
        };
        (
            format!("{}{unit}", statement.quantity.words()),
            &statement.figure,
        )
    });
    let rows = figures.chain(statements).map(|(what, figure)| {
        let value = match figure.plus_minus {
            0.0 => figure.text.clone(),
            wide => format!(
                "{} (give or take {:.2} %)",
                figure.text,
                100.0 * wide / figure.value
            ),
        };
        PageRow::new(what, [value, figure.source.clone()])
    });
    let columns = [text("figure"), text("as printed"), text("where")];
    PageTable {
        class: "thirds",
        ..PageTable::new("What was printed", columns, rows)
    }
}
