//! How likely things come down where nothing may, and how likely they fly above the ceiling: on a screen and on the page.

use std::fmt::{self, Write};

use downrange::dispersion::statistics::Proportion;
use downrange::results::{Intrusions, Probabilities};

use super::DispersionReport;
use super::lines::write_lines;
use super::probability_text::{count, describe, failure_name};
use super::proportions::{proportion, proportions};
use crate::page::PageTable;
use crate::terminal::BOLD;
use crate::text::printable;
use crate::units::Units;

/// Keep-out areas on a screen.
const ON_SCREEN: usize = 8;
/// Keep-out areas in a table of the page.
const ON_PAGE: usize = 50;
/// Failures in both.
const FAILURES: usize = 6;

/// What is said of one probability: a name, and the proportion.
type Row = (String, Proportion);

/// Rows of one subject, and a word on those that are left out.
struct Rows {
    rows: Vec<Row>,
    others: Option<String>,
}

impl DispersionReport<'_> {
    /// Writes what is known of keep-out areas and of the ceiling, if there are any.
    pub(super) fn write_intrusions(&self, text: &mut String, units: Units) -> fmt::Result {
        if !self.run.keep_outs.is_empty() {
            writeln!(text, "\n{BOLD}to keep out of{BOLD:#}")?;
            write_rows(text, self.keep_out_rows(ON_SCREEN))?;
        }
        if let Some(title) = self.ceiling_title(units) {
            writeln!(text, "\n{BOLD}{title}{BOLD:#}")?;
            let rows = self.ceiling_rows();
            write_rows(text, Rows { rows, others: None })?;
        }
        Ok(())
    }

    /// Tables of keep-out areas and of the ceiling for the page, each with its title and what is said below it.
    pub(super) fn intrusion_tables(
        &self,
        units: Units,
    ) -> Vec<(String, Option<String>, PageTable)> {
        let table = |title: &str, rows: Vec<Row>| {
            let rows = rows.into_iter().enumerate();
            let rows = rows.map(|(index, (name, chance))| proportion(name, &chance, index == 0));
            proportions(title, "what happens", rows)
        };
        let mut tables = Vec::new();
        if !self.run.keep_outs.is_empty() {
            let title = "How likely it comes down where nothing may";
            let Rows { rows, others } = self.keep_out_rows(ON_PAGE);
            tables.push((title.to_owned(), others, table(title, rows)));
        }
        if let Some(ceiling) = self.ceiling_title(units) {
            let title = format!("How likely it passes the {ceiling}");
            let table = table(&title, self.ceiling_rows());
            tables.push((title, None, table));
        }
        tables
    }

    /// `ceiling 3000 m above sea level`.
    fn ceiling_title(&self, units: Units) -> Option<String> {
        let ceiling = self.run.ceiling?;
        let height = units.height().show(ceiling);
        Some(format!("ceiling {height} above sea level"))
    }

    /// Any keep-out area, each of them by how often it is hit (the names' order where that is equal), and by body and failure.
    fn keep_out_rows(&self, most: usize) -> Rows {
        let all = &self.probabilities.any_intrusions;
        let any = |of: &Intrusions| of.any_keep_out;
        let mut rows = Vec::new();
        rows.extend(any(all).map(|chance| ("any of them".to_owned(), chance)));
        let names = self.run.keep_outs.iter();
        let mut each: Vec<Row> = names
            .zip(&all.keep_outs)
            .map(|(keep_out, chance)| (printable(keep_out.name()), *chance))
            .collect();
        each.sort_by(|a, b| (b.1.hits, &a.0).cmp(&(a.1.hits, &b.0)));
        let others = each.get(most..).and_then(|others| {
            let highest = others.first()?;
            Some(format!(
                "and {} others, each {}",
                count(others.len() as u64),
                match highest.1.hits {
                    0 => describe(&highest.1),
                    _ => format!("no likelier than {}", highest.0),
                }
            ))
        });
        each.truncate(most);
        rows.extend(each);
        rows.extend(self.by_body_and_failure("any", any));
        Rows { rows, others }
    }

    /// Anything, each body and each failure.
    fn ceiling_rows(&self) -> Vec<Row> {
        let ceiling = |of: &Intrusions| of.ceiling;
        let any = ceiling(&self.probabilities.any_intrusions);
        let any = any.map(|chance| ("anything passes it".to_owned(), chance));
        let rows = any.into_iter();
        rows.chain(self.by_body_and_failure("passes it", ceiling))
            .collect()
    }

    /// The same of each body, where there are several, and of each failure, where there is one.
    fn by_body_and_failure(
        &self,
        what: &str,
        of: impl Fn(&Intrusions) -> Option<Proportion>,
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        if self.bodies.len() > 1 {
            let bodies = self.bodies.iter();
            for (body, chance) in bodies.zip(&self.probabilities.body_intrusions) {
                let name = format!("{} {what}", printable(&body.name));
                rows.extend(of(chance).map(|chance| (name, chance)));
            }
        }
        if self.has_failures() {
            let failures = self.failures(FAILURES).into_iter();
            rows.extend(
                failures.filter_map(|(failure, chances): (&str, &Probabilities)| {
                    let name = format!("{what}, {}", failure_name(failure));
                    Some((name, of(&chances.any_intrusions)?))
                }),
            );
        }
        rows
    }
}

fn write_rows(text: &mut String, Rows { rows, others }: Rows) -> fmt::Result {
    let lines = rows.into_iter();
    let lines = lines.map(|(name, chance)| (name, describe(&chance)));
    let others = others.map(|others| (String::new(), others));
    write_lines(text, lines.chain(others).collect())
}
