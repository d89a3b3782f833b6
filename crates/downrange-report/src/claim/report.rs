//! The results of a check, and the units in which they are shown.

use downrange::claim::{Assessment, CandidateOutcome, Limit, Quantity, Statement, Study};
use downrange::quantity::Unit;

/// A checked claim: input of summary, JSON and page.
#[derive(Debug, Clone, Copy)]
pub struct ClaimReport<'a> {
    /// The claim, compiled.
    pub study: &'a Study,
    /// The verdict.
    pub assessment: &'a Assessment,
    /// The rockets, in the order of their samples.
    pub outcomes: &'a [CandidateOutcome],
    /// Seed of the random numbers.
    pub seed: u64,
}

impl ClaimReport<'_> {
    /// The statement of a quantity, and its place.
    pub(super) fn statement(&self, quantity: Quantity) -> Option<(usize, &Statement)> {
        let statements = &self.study.claim().statements;
        statements
            .iter()
            .enumerate()
            .find(|(_, statement)| statement.quantity == quantity)
    }

    /// Values of a quantity for all rockets, SI; where it is claimed, in the sense of the claim.
    pub(super) fn column(&self, quantity: Quantity) -> Vec<f64> {
        let limit = self
            .statement(quantity)
            .map_or(Limit::UpTo, |(_, statement)| statement.limit);
        let of = |outcome: &CandidateOutcome| outcome.of(quantity, limit);
        self.outcomes.iter().map(of).collect()
    }

    /// The unit in which a quantity is shown: that of its claim, or one that people know.
    pub(super) fn unit(&self, quantity: Quantity) -> (String, f64) {
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
pub(super) fn printed(report: &ClaimReport<'_>) -> String {
    let claim = report.study.claim();
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
