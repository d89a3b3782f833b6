//! For scripts.

use downrange::claim::{DecidingFactor, OUTSIDE, Quantity, QuotableText};
use serde_json::{Value, json};

use super::report::ClaimReport;

/// The claim and what was found of it as one JSON object. Figures of claims are in the unit of the claim, those of
/// assumptions in SI and degrees.
pub fn json(report: &ClaimReport<'_>) -> String {
    let (claim, assessment) = (report.study.claim(), report.assessment);
    let claims: Vec<Value> = claim
        .statements
        .iter()
        .zip(&assessment.findings)
        .map(|(statement, finding)| {
            let shown = |si: f64| finite(statement.shown(si));
            json!({
                "quantity": statement.quantity.name(),
                "says": statement.limit.words(),
                "claimed": shown(statement.figure.value),
                "plus_minus": shown(statement.figure.plus_minus),
                "unit": match statement.quantity {
                    Quantity::Mach => "Mach",
                    _ => &statement.unit,
                },
                "source": statement.figure.source,
                "p_possible": finding.holds.value,
                "p_possible_ci95": [finding.holds.interval.low, finding.holds.interval.high],
                "p_with_what_is_left_out": finding.could.value,
                "quantiles": {
                    "p05": shown(finding.spread.p05),
                    "p50": shown(finding.spread.p50),
                    "p95": shown(finding.spread.p95),
                },
                "verdict": finding.verdict.words(),
            })
        })
        .collect();
    let deciding: Vec<Value> = assessment.deciding.iter().map(deciding).collect();
    let assumptions: Vec<Value> = claim
        .assumptions
        .all()
        .iter()
        .map(|assumption| {
            json!({
                "name": assumption.unknown.name(),
                "prior": assumption.describe(),
                "source": assumption.source,
                "given": assumption.given,
            })
        })
        .collect();
    let whole = json!({
        "name": claim.name,
        "class": claim.class.name(),
        "n": assessment.rockets,
        "seed": report.seed,
        "claims": claims,
        "joint_p_possible": assessment.all_hold.value,
        "joint_p_possible_ci95": [assessment.all_hold.interval.low, assessment.all_hold.interval.high],
        "deciding": deciding,
        "assumptions": assumptions,
        "outside_the_model": OUTSIDE,
        "quote": QuotableText::new(claim, assessment).quote,
    });
    format!("{whole:#}")
}

fn deciding(decides: &DecidingFactor) -> Value {
    let degrees = decides.unknown == downrange::claim::Unknown::LaunchElevation;
    let needed = decides
        .needed
        .map(|value| if degrees { value.to_degrees() } else { value });
    json!({
        "assumption": decides.unknown.name(),
        "needed": needed,
        "unit": if degrees { "deg" } else { decides.unknown.dimension().unit() },
        "at": match (decides.needed, decides.above, decides.always) {
            (Some(_), true, _) => "least",
            (Some(_), false, _) => "most",
            (None, _, true) => "any value does",
            (None, _, false) => "no value does alone",
        },
        "explained_variance": decides.explains,
    })
}

/// A number that JSON has; what is beyond all bounds is none.
fn finite(value: f64) -> Value {
    // Twelve digits: a conversion's rounding is no business of the reader.
    match format!("{value:.11e}").parse::<f64>() {
        Ok(value) if value.is_finite() => json!(value),
        _ => Value::Null,
    }
}
