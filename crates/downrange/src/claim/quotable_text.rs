//! Text that a reporter can quote.

use super::assessment::{Assessment, DecidingFactor, Verdict};
use super::bound::LIFT_TO_DRAG;
use super::class::Unknown;
use super::published::{Claim, Limit, Quantity, Statement};

/// What the model leaves out, in words.
pub const OUTSIDE: [&str; 6] = [
    "lift and gliding: a rocket with wings, or that glides on its body, goes farther than a thrown one",
    "guidance and shaping of the path: here a rocket is launched at one angle and then points where it flies",
    "wind, weather and terrain: the air is the standard atmosphere at rest, the Earth is round and turns",
    "thrust that changes while it burns: here it is constant, and the specific impulse is its mean",
    "parts that leave before the end (a booster, a nose cone) unless the claim says how many stages it has",
    "whatever is inside: nothing is assumed of what the rocket carries or is for",
];

/// A claim and its assessment in sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotableText {
    /// Results, statement by statement.
    pub statements: Vec<String>,
    /// All statements together, if there are several.
    pub together: Option<String>,
    /// Values that the hardest statement needs.
    pub takes: Vec<String>,
    /// To be quoted as it stands.
    pub quote: String,
}

/// A share as people say it: `34 of 100`.
fn of_hundred(share: f64) -> String {
    if share <= 0.0 {
        "none".to_owned()
    } else if share >= 1.0 {
        "all".to_owned()
    } else if share < 0.01 {
        "fewer than 1 of 100".to_owned()
    } else if share > 0.99 {
        "more than 99 of 100".to_owned()
    } else {
        format!("{:.0} of 100", 100.0 * share)
    }
}

/// A number as people say it: three digits.
pub fn three_digits(value: f64) -> String {
    if !value.is_finite() {
        return "beyond all bounds".to_owned();
    }
    let size = if value == 0.0 {
        0
    } else {
        libm::floor(libm::log10(value.abs())) as i32
    };
    let step = libm::pow(10.0, f64::from(size - 2));
    let rounded = libm::round(value / step) * step;
    let decimals = (2 - size).clamp(0, 6) as usize;
    format!("{rounded:.decimals$}")
}

impl Statement {
    /// What is claimed: `up to 190 mi`.
    pub fn claimed(&self) -> String {
        match self.quantity {
            Quantity::Mach => format!("{} Mach {}", self.limit.words(), self.figure.value),
            _ => format!("{} {}", self.limit.words(), self.figure.text),
        }
    }

    /// A value of its quantity as text, three digits in the unit in which it was printed.
    pub fn show(&self, si: f64) -> String {
        let digits = three_digits(self.shown(si));
        match self.quantity {
            Quantity::Mach => format!("Mach {digits}"),
            _ => format!("{digits} {}", self.unit),
        }
    }
}

impl QuotableText {
    /// The text of a claim and its assessment.
    pub fn new(claim: &Claim, assessment: &Assessment) -> Self {
        let statements = claim.statements.iter().zip(&assessment.findings);
        let statements: Vec<String> = statements
            .map(|(statement, finding)| {
                let meaning = match finding.verdict {
                    Verdict::Supported => "what is usual for such rockets does it",
                    Verdict::Possible => "it takes more than what is usual for such rockets, but not more than is known",
                    Verdict::NotRefuted => "a thrown rocket like this does not do it; what this model leaves out might",
                    Verdict::Refuted => "not even lift, gliding and a loss-free path make up for what is missing",
                };
                format!(
                    "Of the rockets that fit the print, {} do it; nine of ten reach {} to {}. In short: {meaning}.",
                    of_hundred(finding.holds.value),
                    statement.show(finding.spread.p05),
                    statement.show(finding.spread.p95),
                )
            })
            .collect();
        let together = (claim.statements.len() > 1).then(|| {
            format!(
                "All claims together hold for {} of the rockets that fit the print.",
                of_hundred(assessment.all_hold.value)
            )
        });
        Self {
            takes: takes(claim, assessment),
            quote: quote(claim, assessment),
            statements,
            together,
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What it would take, the weightiest first.
fn takes(claim: &Claim, assessment: &Assessment) -> Vec<String> {
    let Some(statement) = claim.statements.get(assessment.hardest) else {
        return Vec::new();
    };
    assessment
        .deciding
        .iter()
        .map(|decides| {
            let DecidingFactor {
                unknown,
                needed,
                above,
                always,
                ..
            } = *decides;
            let assumed = assumed(claim, unknown);
            let what = capital(unknown.words());
            match needed {
                Some(value) => format!(
                    "{what}: {} or {}{assumed}.",
                    unknown.show(value),
                    if above { "more" } else { "less" },
                ),
                None if always => {
                    format!("{what}: any will do for {}{assumed}.", statement.claimed())
                }
                None => format!("{what}: none alone makes up for the rest{assumed}."),
            }
        })
        .collect()
}

fn assumed(claim: &Claim, unknown: Unknown) -> String {
    let list = claim.assumptions.all();
    match list.iter().find(|each| each.unknown == unknown) {
        Some(assumption) => {
            let at = |u: f64| unknown.show(assumption.prior.quantile(u));
            format!(
                " (nine of ten of our rockets: {} to {})",
                at(0.05),
                at(0.95)
            )
        }
        None => String::new(),
    }
}

fn quote(claim: &Claim, assessment: &Assessment) -> String {
    let Some((statement, finding)) = claim
        .statements
        .get(assessment.hardest)
        .zip(assessment.findings.get(assessment.hardest))
    else {
        return String::new();
    };
    let launched = match statement.limit {
        Limit::UpTo => "each launched at the angle that is best for it",
        Limit::AtLeast => "each launched as such rockets are",
    };
    let does = match statement.quantity {
        Quantity::Range => "flew",
        Quantity::Height => "rose",
        Quantity::Speed | Quantity::Mach => "reached",
    };
    let result = match finding.holds.value {
        0.0 => format!(
            "None of them {does} {} or more",
            statement.show(statement.figure.value)
        ),
        1.0 => format!(
            "All of them {does} {} or more",
            statement.show(statement.figure.value)
        ),
        share => format!(
            "{} {does} {} or more",
            capital(&of_hundred(share)),
            statement.show(statement.figure.value)
        ),
    };
    let beyond = match finding.verdict {
        Verdict::Refuted => format!(
            "Even with no loss to the air after burn-out and a glide at a lift-to-drag ratio of {LIFT_TO_DRAG}, the energy does not suffice."
        ),
        Verdict::NotRefuted => "That does not make it false: a glide, wings or an unusual rocket are outside this model.".to_owned(),
        Verdict::Supported | Verdict::Possible => {
            "Lift, gliding and guidance are outside this model and could only add to that.".to_owned()
        }
    };
    format!(
        "A computer flew {} rockets with the printed mass and size, {launched}; propellant, engine and drag, which are not \
         printed, varied as they do among rockets of the kind \"{}\". {result}. {beyond}",
        assessment.rockets,
        claim.class.name(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_say_them() {
        for (value, text) in [
            (305_775.0, "306000"),
            (190.0, "190"),
            (3.456, "3.46"),
            (0.0, "0.00"),
            (0.0123, "0.0123"),
            (999.7, "1000"),
        ] {
            assert_eq!(three_digits(value), text);
        }
        assert_eq!(of_hundred(0.0), "none");
        assert_eq!(of_hundred(0.337), "34 of 100");
    }
}
