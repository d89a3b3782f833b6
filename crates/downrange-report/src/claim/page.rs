//! One page for readers who know no rocketry.

use askama::Template;
use downrange::claim::{Claim, OUTSIDE, Quantity, Verdict, Words};
use downrange::flight::{Breakdown, FlightError};

use super::histogram::histogram;
use super::range_rings::{on_map, reach, rings};
use super::side_view::side;
use super::{Told, printed};
use crate::page::{Frame, Row, Table, palette, text};

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
    side: String,
    reach: String,
    rings: String,
    place: Option<String>,
    printed: Table,
    assumed: Table,
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
pub fn page(told: &Told<'_>, command: &str) -> Result<String, FlightError> {
    let (claim, judgement) = (told.study.claim(), told.judgement);
    let words = Words::of(claim, judgement);
    let speed = match told.statement(Quantity::Mach) {
        Some(_) => Quantity::Mach,
        None => Quantity::Speed,
    };
    let cards = claim
        .statements
        .iter()
        .zip(&judgement.findings)
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
        subtitle: printed(told),
        about: &claim.about,
        cards: cards.collect(),
        together: words.together,
        quote: words.quote,
        hardest: claim
            .statements
            .get(judgement.hardest)
            .map_or_else(String::new, |statement| {
                format!("{} of {}", statement.quantity.words(), statement.claimed())
            }),
        takes: words.takes,
        histograms: [Quantity::Range, speed, Quantity::Height]
            .map(|quantity| histogram(told, quantity))
            .into(),
        side: side(told)?,
        reach: match claim.site.longitude {
            Some(longitude) => on_map(told, (claim.site.latitude, longitude)),
            None => reach(told),
        },
        rings: rings(told),
        place: claim
            .site
            .longitude
            .map(|longitude| crate::units::coordinates(claim.site.latitude, longitude)),
        printed: published(told),
        assumed: assumed(claim),
        outside: &OUTSIDE,
        rockets: judgement.rockets,
        seed: told.seed,
    };
    page.render().map_err(|reason| FlightError::Numerical {
        time: 0.0,
        breakdown: Breakdown::Incomplete,
        reason: reason.to_string(),
    })
}

/// What was assumed of what was not printed, and why.
fn assumed(claim: &Claim) -> Table {
    let rows = claim.assumptions.all().iter().map(|assumption| {
        let source = match assumption.given {
            true => format!("{} (from the claim file)", assumption.source),
            false => assumption.source.clone(),
        };
        Row::new(assumption.unknown.words(), [assumption.range(), source])
    });
    let columns = [
        text("not printed"),
        text("nine of ten of our rockets"),
        text("why"),
    ];
    Table {
        class: "thirds",
        ..Table::new("What was assumed", columns, rows)
    }
}

/// What was printed, and where.
fn published(told: &Told<'_>) -> Table {
    let claim = told.study.claim();
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
        Row::new(what, [value, figure.source.clone()])
    });
    let columns = [text("figure"), text("as printed"), text("where")];
    Table {
        class: "thirds",
        ..Table::new("What was printed", columns, rows)
    }
}
