//! Many flights on one screen of a terminal.

use std::fmt::{self, Write};

use downrange::dispersion::LandingKind;
use downrange::dispersion::statistics::Proportion;
use downrange::flight::Metric;
use downrange::results::{
    AreaProbability, BodyFindings, LandingStatistics, PERCENTILES, RANKED, Spread,
};

use super::DispersionReport;
use super::lines::write_lines;
use super::probability_text::{count, describe, failure, failure_name, percent, signed};
use super::shown::ON_SCREEN;
use crate::figure;
use crate::terminal::{BOLD, DIM, WARNING, WIDTH, write_warnings};
use crate::text::{printable, wrap};
use crate::units::{Units, compass, coordinates};

/// Failures on the screen.
const FAILURES: usize = 6;

/// Reasons for which flights failed on the screen.
const REASONS: usize = 4;

/// Inputs a line of the ranking names, and from which share of the variance.
const NAMED: (usize, f64) = (4, 0.01);

impl DispersionReport<'_> {
    /// On one screen: what was flown, how the outcomes spread, where each body comes down, how likely it leaves the
    /// areas, and what moves it most. The text holds ANSI styles; whoever prints it where they do not belong strips
    /// them.
    pub fn summary(&self, units: Units) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = self.write_summary(&mut text, units);
        text
    }

    fn write_summary(&self, text: &mut String, units: Units) -> fmt::Result {
        writeln!(text, "{BOLD}{}{BOLD:#}", printable(&self.run.name))?;
        match self.flights_per_s {
            Some(rate) => {
                let rate = count(rate.round() as u64);
                writeln!(text, "{}, {rate} flights/s", self.flown())?;
            }
            None => writeln!(text, "{}", self.flown())?,
        }
        if let Some(question) = self.question() {
            writeln!(text, "{question}")?;
        }
        self.write_errors(text)?;
        write_warnings(text, "as planned, ", &self.run.warnings)?;
        if let Some(main) = self.main() {
            write_outcomes(text, main, units)?;
        }
        for body in &self.bodies {
            write_landing(text, body, self.probabilities.flights, units)?;
        }
        for (index, area) in self.run.areas.iter().enumerate() {
            writeln!(text, "\n{BOLD}{}{BOLD:#}", printable(area.name()))?;
            self.write_area(text, index)?;
        }
        self.write_intrusions(text, units)?;
        self.write_rules(text)?;
        self.write_ranking(text)
    }

    /// How many flights, in a line.
    pub(super) fn flown(&self) -> String {
        let shard = match &self.run.shard {
            Some(shard) => format!(", shard {shard}"),
            None => String::new(),
        };
        format!(
            "{} flights of seed {}{shard}, {} dispersed inputs",
            count(self.probabilities.flights),
            self.run.seed,
            self.run.inputs.len()
        )
    }

    /// What was to be known, and whether it is, in a line.
    pub(super) fn question(&self) -> Option<String> {
        let (question, known) = self.run.question.as_ref()?;
        Some(match known {
            true => format!("{} is answered", printable(question)),
            false => format!(
                "{} is not answered: that takes more flights",
                printable(question)
            ),
        })
    }

    /// How many flights failed, in a sentence without a full stop.
    pub(super) fn failed(&self) -> Option<String> {
        let keep_outs = match self.run.keep_outs.is_empty() {
            true => "",
            false => ", in every keep-out area",
        };
        let ceiling = self.run.ceiling.map_or("", |_| ", above the ceiling");
        (self.probabilities.failed > 0).then(|| {
            format!(
                "{} of {} flights failed; they are kept, and count as outside every area{keep_outs}{ceiling}",
                count(self.probabilities.failed),
                count(self.probabilities.flights)
            )
        })
    }

    fn write_errors(&self, text: &mut String) -> fmt::Result {
        let Some(failed) = self.failed() else {
            return Ok(());
        };
        writeln!(text, "{WARNING}failed{WARNING:#}  {failed}")?;
        for broken in self.failure_reasons.iter().take(REASONS) {
            for line in wrap(&printable(&failure(broken)), WIDTH - 8) {
                writeln!(text, "        {line}")?;
            }
        }
        if let Some(more) = self
            .failure_reasons
            .get(REASONS..)
            .filter(|more| !more.is_empty())
        {
            writeln!(text, "        and {} other reasons", more.len())?;
        }
        Ok(())
    }

    fn write_area(&self, text: &mut String, index: usize) -> fmt::Result {
        let of = |chances: &[AreaProbability]| chances.get(index).copied().unwrap_or_default();
        let any = of(&self.probabilities.any);
        let mut lines = vec![
            ("comes down outside".to_owned(), describe(&any.outside)),
            ("leaves in flight".to_owned(), describe(&any.leaves)),
        ];
        if self.bodies.len() > 1 {
            for (body, chances) in self.bodies.iter().zip(&self.probabilities.bodies) {
                let (name, chance) = (printable(&body.name), of(chances));
                lines.push((format!("{name} outside"), describe(&chance.outside)));
                lines.push((format!("{name} in flight"), describe(&chance.leaves)));
            }
        }
        if self.has_failures() {
            for (failure, chances) in self.failures(FAILURES) {
                let name = format!("outside, {}", failure_name(failure));
                lines.push((name, describe(&of(&chances.any).outside)));
            }
            if self.by_failure.len() > FAILURES {
                let more = self.by_failure.len() - FAILURES;
                lines.push((String::new(), format!("and {more} other failures")));
            }
        }
        write_lines(text, lines)
    }

    /// How likely each rule of thumb is broken; those that no flight breaks in one line.
    fn write_rules(&self, text: &mut String) -> fmt::Result {
        let (whole, broken): (Vec<_>, Vec<_>) =
            self.rules.iter().partition(|(_, rule)| rule.hits == 0);
        let Some((_, counted)) = self.rules.first() else {
            return Ok(());
        };
        writeln!(text, "\n{BOLD}rules of thumb{BOLD:#}")?;
        let column = broken.iter().map(|(name, _)| name.chars().count()).max();
        let column = column.unwrap_or_default().max(16);
        for (name, rule) in broken {
            let name = printable(name);
            writeln!(text, "{DIM}{name:column$}{DIM:#}  {}", describe(rule))?;
        }
        if !whole.is_empty() {
            let names: Vec<String> = whole.iter().map(|(name, _)| printable(name)).collect();
            let never = Proportion {
                hits: 0,
                trials: counted.trials,
            };
            let line = format!("{} · each {}", names.join(", "), describe(&never));
            for (index, line) in wrap(&line, WIDTH - column - 2).iter().enumerate() {
                let label = if index == 0 { "not broken" } else { "" };
                writeln!(text, "{DIM}{label:column$}{DIM:#}  {line}")?;
            }
        }
        Ok(())
    }

    fn write_ranking(&self, text: &mut String) -> fmt::Result {
        if self.ranking.is_empty() {
            return Ok(());
        }
        writeln!(
            text,
            "\n{DIM}what moves it most, by share of the variance (sign: rank correlation){DIM:#}"
        )?;
        for metric in RANKED {
            let mut named: Vec<String> = self
                .most(metric)
                .map(|(input, share, sign)| {
                    let sign = if sign < 0.0 { "−" } else { "+" };
                    format!("{} {sign}{:.0} %", printable(input), 100.0 * share)
                })
                .collect();
            if named.is_empty() {
                named.push("nothing above the noise".to_owned());
            }
            let label = metric.label.to_lowercase();
            for (index, line) in wrap(&named.join(" · "), WIDTH - 18).iter().enumerate() {
                let label = if index == 0 { label.as_str() } else { "" };
                writeln!(text, "{DIM}{label:16}{DIM:#}  {line}")?;
            }
        }
        Ok(())
    }

    /// The inputs that move an outcome most: name, explained variance and rank correlation.
    pub(super) fn most(&self, metric: &Metric) -> impl Iterator<Item = (&str, f64, f64)> {
        self.ranking
            .iter()
            .filter(move |ranked| ranked.outcome == metric)
            .map(|ranked| {
                let influence = &ranked.influence;
                (
                    ranked.input.as_str(),
                    influence.explained_variance.value,
                    influence.rank_correlation.value,
                )
            })
            .filter(|(_, share, _)| *share >= NAMED.1)
            .take(NAMED.0)
    }
}

fn write_outcomes(text: &mut String, body: &BodyFindings, units: Units) -> fmt::Result {
    write!(text, "\n{DIM}{:24}{:>11}{:>11}", "", "mean", "sigma")?;
    for (_, share) in PERCENTILES {
        write!(text, "{:>10}", percent(share))?;
    }
    writeln!(text, "{DIM:#}")?;
    for metric in ON_SCREEN {
        let Some(spread) = body.outcome(metric) else {
            continue;
        };
        writeln!(
            text,
            "{DIM}{:24}{DIM:#}{}",
            metric.label,
            row(metric, spread, units)
        )?;
    }
    Ok(())
}

fn row(metric: &Metric, spread: &Spread, units: Units) -> String {
    let show = |value: f64| figure::show(metric, value, units);
    let sigma = spread.sigma.map_or_else(String::new, show);
    let mut row = format!("{:>11}{sigma:>11}", show(spread.mean));
    for (value, _) in spread.percentiles {
        // The unit stands twice already.
        let number = figure::number(metric, value, units);
        row.push_str(&format!("{number:>10}"));
    }
    row
}

fn write_landing(
    text: &mut String,
    body: &BodyFindings,
    flights: u64,
    units: Units,
) -> fmt::Result {
    let Some(landings) = &body.landings else {
        return Ok(());
    };
    let height = units.height();
    let mut lines = vec![format!(
        "mean at {}: {} toward {}",
        coordinates(landings.mean.0, landings.mean.1),
        height.show(landings.way.distance),
        compass(landings.way.bearing)
    )];
    if let Some(landing) = &landings.landing {
        let ellipse = landing.ellipse(3.0);
        lines.push(format!(
            "sigma {} east, {} north, correlation {}; 3-sigma ellipse {} by {}, long axis {:.0}°",
            height.show(landing.sigma_east),
            height.show(landing.sigma_north),
            signed(landing.correlation),
            height.show(ellipse.semi_major),
            height.show(ellipse.semi_minor),
            ellipse.azimuth.to_degrees()
        ));
    }
    if let Some(from) = &landings.from_mean {
        lines.push(format!(
            "half of {} within {} of the mean, 99 % within {}, all within {}",
            count(landings.count),
            height.show(from.p50),
            height.show(from.p99),
            height.show(from.max)
        ));
    }
    for (kind, landings) in body.both_kinds() {
        lines.push(kind_line(*kind, landings, flights, units));
    }
    writeln!(text, "\n{BOLD}{}{BOLD:#} comes down", printable(&body.name))?;
    for line in lines.iter().flat_map(|line| wrap(line, WIDTH - 2)) {
        writeln!(text, "  {line}")?;
    }
    Ok(())
}

/// The landings of one kind, where a body has both.
fn kind_line(
    kind: LandingKind,
    landings: &LandingStatistics,
    flights: u64,
    units: Units,
) -> String {
    let share = describe(&Proportion {
        hits: landings.count,
        trials: flights,
    });
    let height = units.height();
    let way = height.show(landings.way.distance);
    let within = landings
        .from_mean
        .as_ref()
        .map_or_else(String::new, |from| {
            format!(", 99 % within {} of it", height.show(from.p99))
        });
    let kind = match kind {
        LandingKind::Parachute => "under a parachute",
        LandingKind::Ballistic => "ballistic",
    };
    let toward = compass(landings.way.bearing);
    format!("{kind}: {share}; mean {way} toward {toward}{within}")
}
