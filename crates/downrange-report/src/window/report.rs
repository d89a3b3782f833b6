//! A window, and what is printed beside it.

use downrange::window::{LaunchVerdict, Limits, WindowHour};

/// A launch window for people. See [`WindowReport::summary`], [`WindowReport::json`] and [`WindowReport::page`].
#[derive(Debug, Clone, Copy)]
pub struct WindowReport<'a> {
    /// Its hours, in their order.
    pub hours: &'a [WindowHour],
    /// What they are judged by.
    pub limits: &'a Limits,
    /// Whether each is a month, with the weather of all its hours, and not an hour.
    pub by_month: bool,
    /// Where the weather comes from, in a few words.
    pub weather: &'a str,
    /// The command line that makes the same again.
    pub command: &'a str,
}

/// What the rows of a window are called.
pub struct RowWords {
    /// In the singular, and as a title.
    pub noun: &'static str,
    pub title: &'static str,
    /// The head of the column that says which it is.
    pub head: &'static str,
    /// All of them.
    pub caption: &'static str,
    /// How many of a verdict, in the order of the verdicts.
    pub counts: [&'static str; 3],
}

const HOURS: RowWords = RowWords {
    noun: "hour",
    title: "Hour",
    head: "hour (UTC)",
    caption: "The hours",
    counts: ["Hours to go", "Hours of caution", "Hours of no-go"],
};

const MONTHS: RowWords = RowWords {
    noun: "month",
    title: "Month",
    head: "month (UTC)",
    caption: "The months",
    counts: ["Months to go", "Months of caution", "Months of no-go"],
};

impl WindowReport<'_> {
    /// What is launched.
    pub(super) fn name(&self) -> &str {
        self.hours
            .first()
            .map_or("", |hour| &hour.findings.run.name)
    }

    /// What its rows are called.
    pub(super) fn words(&self) -> &'static RowWords {
        if self.by_month { &MONTHS } else { &HOURS }
    }

    /// How many hours of each verdict, in a line.
    pub(super) fn counted(&self) -> String {
        let of = |verdict: LaunchVerdict| {
            let hours = self.hours.iter().filter(|hour| hour.verdict() == verdict);
            format!("{} {}", hours.count(), verdict.word())
        };
        [
            LaunchVerdict::Go,
            LaunchVerdict::Caution,
            LaunchVerdict::NoGo,
        ]
        .map(of)
        .join(", ")
    }

    /// What was flown, in a line.
    pub(super) fn flown(&self) -> String {
        let flights = self
            .hours
            .iter()
            .map(|hour| hour.findings.probabilities.flights);
        let all: u64 = flights.clone().sum();
        let each = match (flights.clone().min(), flights.max()) {
            (Some(least), Some(most)) if least != most => format!("{least} to {most}"),
            (least, _) => least.unwrap_or(0).to_string(),
        };
        let seed = self.hours.first().map_or(0, |hour| hour.findings.run.seed);
        let hours = self.hours.len();
        let members = self
            .hours
            .iter()
            .map(|hour| hour.winds.at_rail.len())
            .max()
            .unwrap_or(0);
        let ensemble = match members {
            0 | 1 => String::new(),
            members => format!(", {members} members"),
        };
        format!(
            "{hours} {}s, {each} flights each ({all} in all) of seed {seed}, {}{ensemble}",
            self.words().noun,
            self.weather
        )
    }
}
