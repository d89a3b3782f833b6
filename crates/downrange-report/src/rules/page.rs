//! A sheet as one self-contained page.

use std::io::{self, Write};

use askama::Template;
use downrange::rules::{RuleAssessment, RuleVerdict};

use super::RuleReport;
use super::words::{asks, broken, has, remarks};
use crate::page::palette::{AMBER, FAINT, GREEN, RED, TEAL, VIOLET};
use crate::page::{Frame, Tile};
use crate::units::Units;

#[derive(Template)]
#[template(path = "rules.html")]
struct Page<'a> {
    frame: Frame<'a>,
    name: &'a str,
    sheet: &'a str,
    edition: &'a str,
    about: &'a str,
    flown: String,
    tiles: Vec<Tile>,
    rules: Vec<RuleOnPage<'a>>,
}

/// A rule on the page.
struct RuleOnPage<'a> {
    number: &'a str,
    edition: &'a str,
    title: &'a str,
    asks: String,
    has: String,
    broken: String,
    remarks: String,
    word: &'static str,
    color: &'static str,
}

impl RuleReport<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, mut out: impl Write) -> io::Result<()> {
        let assessment = self.assessment;
        let sheet = &assessment.sheet;
        let title = format!("{} – rules of {}", assessment.name, sheet.name);
        let page = Page {
            frame: Frame::new(title, self.command),
            name: &assessment.name,
            sheet: &sheet.name,
            edition: &sheet.edition,
            about: &sheet.about,
            flown: self.flown(),
            tiles: self.tiles(),
            rules: assessment
                .rules
                .iter()
                .map(|rule| on_page(rule, units))
                .collect(),
        };
        page.write_into(&mut out)?;
        out.flush()
    }

    fn tiles(&self) -> Vec<Tile> {
        let tile = |verdict: RuleVerdict| Tile {
            label: match verdict {
                RuleVerdict::Fail => "Fail",
                RuleVerdict::Caution => "Caution",
                RuleVerdict::Unknown => "Unknown",
                RuleVerdict::ToBeShown => "To be shown",
                RuleVerdict::Pass => "Pass",
                RuleVerdict::NotApplicable => "Do not apply",
            },
            value: self.assessment.count(verdict).to_string(),
            detail: String::new(),
        };
        RuleVerdict::ALL.into_iter().map(tile).collect()
    }
}

fn on_page(assessment: &RuleAssessment, units: Units) -> RuleOnPage<'_> {
    let rule = &assessment.rule;
    RuleOnPage {
        number: &rule.number,
        edition: &rule.edition,
        title: &rule.title,
        asks: asks(assessment, units),
        has: has(assessment, units),
        broken: broken(assessment),
        remarks: remarks(assessment),
        word: assessment.verdict.word(),
        color: match assessment.verdict {
            RuleVerdict::Fail => RED,
            RuleVerdict::Caution => AMBER,
            RuleVerdict::Unknown => VIOLET,
            RuleVerdict::ToBeShown => TEAL,
            RuleVerdict::Pass => GREEN,
            RuleVerdict::NotApplicable => FAINT,
        },
    }
}
