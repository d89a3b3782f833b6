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

impl WindowReport<'_> {
    /// What is launched.
    pub(super) fn name(&self) -> &str {
        self.hours
            .first()
            .map_or("", |hour| &hour.findings.run.name)
    }

    /// What its rows are, in the singular.
    pub(super) fn noun(&self) -> &'static str {
        if self.by_month { "month" } else { "hour" }
    }

    /// The head of the column that says which it is.
    pub(super) fn head(&self) -> &'static str {
        if self.by_month {
            "month (UTC)"
        } else {
            "hour (UTC)"
        }
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
            self.noun(),
            self.weather
        )
    }
}
