//! A claim and what was found of it: [`summary`] for the terminal, [`json`] for scripts, [`page`] for readers who know no
//! rocketry.

mod histogram;
mod json;
mod page;
mod range_rings;
mod side_view;
mod summary;

use downrange::claim::{Judgement, Limit, Outcome, Quantity, Statement, Study};
use downrange::quantity::Unit;

pub use json::json;
pub use page::page;
pub use summary::summary;

/// All there is to tell.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The claim, compiled.
    pub study: &'a Study,
    /// The verdict.
    pub judgement: &'a Judgement,
    /// The rockets, in the order of their samples.
    pub outcomes: &'a [Outcome],
    /// From which they were drawn.
    pub seed: u64,
}

impl Told<'_> {
    /// The statement of a quantity, and its place.
    fn statement(&self, quantity: Quantity) -> Option<(usize, &Statement)> {
        let statements = &self.study.claim().statements;
        statements
            .iter()
            .enumerate()
            .find(|(_, statement)| statement.quantity == quantity)
    }

    /// What all rockets reach of a quantity, in the sense of the claim if there is one.
    fn column(&self, quantity: Quantity) -> Vec<f64> {
        let limit = self
            .statement(quantity)
            .map_or(Limit::UpTo, |(_, statement)| statement.limit);
        let of = |outcome: &Outcome| outcome.of(quantity, limit);
        self.outcomes.iter().map(of).collect()
    }

    /// The unit in which a quantity is shown: that of its claim, or one that people know.
    fn unit(&self, quantity: Quantity) -> (String, f64) {
        let usual = match quantity {
            Quantity::Range | Quantity::Height => "km",
            Quantity::Speed => "km/h",
            Quantity::Mach => "",
        };
        let claimed = self
            .statement(quantity)
            .map(|(_, statement)| statement.unit.as_str());
        let name = claimed.unwrap_or(usual);
        let size = Unit::parse(name, quantity.dimension()).map_or(1.0, |unit| unit.to_si(1.0));
        (name.to_owned(), size)
    }
}

/// The printed figures of a rocket in a line.
fn printed(told: &Told<'_>) -> String {
    let claim = told.study.claim();
    let mut parts = vec![
        claim.class.name().to_owned(),
        format!("{} at launch", claim.mass.text),
        format!("{} across", claim.diameter.text),
    ];
    parts.extend(
        claim
            .length
            .as_ref()
            .map(|length| format!("{} long", length.text)),
    );
    if claim.stages > 1 {
        parts.push(format!("{} stages", claim.stages));
    }
    parts.join(" · ")
}

#[cfg(test)]
pub(crate) mod tests;
