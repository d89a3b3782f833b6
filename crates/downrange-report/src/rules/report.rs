//! A sheet held against a launch, and what is printed beside it.

use downrange::rules::{RuleVerdict, SheetAssessment};

/// A rule sheet for people. See [`RuleReport::summary`], [`RuleReport::json`] and [`RuleReport::page`].
#[derive(Debug, Clone, Copy)]
pub struct RuleReport<'a> {
    /// What came of it.
    pub assessment: &'a SheetAssessment,
    /// The command line that makes the same again.
    pub command: &'a str,
}

impl RuleReport<'_> {
    /// What was flown, in a line.
    pub(super) fn flown(&self) -> String {
        match self.assessment.flights {
            None => "the flight as planned".to_owned(),
            Some(flights) => {
                let failed = match flights.failed {
                    0 => String::new(),
                    failed => format!(", {failed} of which could not be computed"),
                };
                format!(
                    "the flight as planned, and {} of its dispersion (seed {}){failed}",
                    flights.flown, flights.seed
                )
            }
        }
    }

    /// How many rules have each verdict, in a line.
    pub(super) fn counted(&self) -> String {
        let counts = RuleVerdict::ALL
            .into_iter()
            .map(|verdict| (self.assessment.count(verdict), verdict.word()));
        let counts: Vec<String> = counts
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        counts.join(", ")
    }
}
