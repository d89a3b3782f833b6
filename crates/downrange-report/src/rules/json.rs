//! A sheet as JSON. Its keys are a promise to scripts.

use downrange::quantity::Dimension;
use downrange::results::CONFIDENCE;
use downrange::rules::{RuleAssessment, RuleFigure, RuleQuantityKind, RuleVerdict};
use serde_json::{Map, Value, json};

use super::RuleReport;

impl RuleReport<'_> {
    /// As a JSON object, indented, without a line feed at the end: SI units, degrees, calibres.
    pub fn json(&self) -> String {
        let assessment = self.assessment;
        let sheet = &assessment.sheet;
        let verdicts: Map<String, Value> = RuleVerdict::ALL
            .into_iter()
            .map(|verdict| (verdict.word().to_owned(), assessment.count(verdict).into()))
            .collect();
        let flights = assessment.flights.map(
            |flights| json!({ "n": flights.flown, "failed": flights.failed, "seed": flights.seed }),
        );
        let all = json!({
            "name": assessment.name,
            "version": env!("CARGO_PKG_VERSION"),
            "sheet": { "name": sheet.name, "edition": sheet.edition, "about": sheet.about },
            "flights": flights,
            "verdicts": verdicts,
            "rules": assessment.rules.iter().map(rule).collect::<Vec<_>>(),
        });
        // Text and numbers always serialise.
        serde_json::to_string_pretty(&all).unwrap_or_default()
    }
}

fn rule(assessment: &RuleAssessment) -> Value {
    let rule = &assessment.rule;
    let (dimension, unit) = match rule.quantity.kind() {
        RuleQuantityKind::Measured(dimension) | RuleQuantityKind::Told(dimension) => {
            let calibres = rule.quantity.is_in_calibres();
            (dimension, if calibres { "cal" } else { "" })
        }
        _ => (Dimension::Number, ""),
    };
    let shown = |value: Option<f64>| value.map(|value| in_unit(dimension, value));
    let estimate = assessment.broken.map(|broken| broken.estimate(CONFIDENCE));
    json!({
        "number": rule.number,
        "title": rule.title,
        "edition": rule.edition,
        "verdict": assessment.verdict.word(),
        "reason": assessment.reason,
        "quantity": rule.quantity.name(),
        "relation": rule.relation.name(),
        "threshold": rule.threshold,
        "unit": unit_of(dimension, unit),
        "threshold_value": shown(rule.least),
        "upper_value": shown(rule.most),
        "asked_value": shown(assessment.asked.or(rule.least)),
        "figures": assessment.figures.iter().map(figure).collect::<Vec<_>>(),
        "broken": assessment.broken.map(|broken| broken.hits),
        "flights": assessment.broken.map(|broken| broken.trials),
        "p_broken": estimate.map(|estimate| estimate.value),
        "p_broken_ci95": estimate.map(|estimate| [estimate.interval.low, estimate.interval.high]),
        "how_known": rule.how_known.name(),
        "note": rule.note,
    })
}

fn figure(figure: &RuleFigure) -> Value {
    json!({
        "body": (!figure.body.is_empty()).then_some(&figure.body),
        "label": figure.label,
        "value": in_unit(figure.dimension, figure.value),
        "unit": unit_of(figure.dimension, figure.unit),
        "time_s": figure.time,
    })
}

fn in_unit(dimension: Dimension, value: f64) -> f64 {
    match dimension {
        Dimension::Angle => value.to_degrees(),
        _ => value,
    }
}

fn unit_of(dimension: Dimension, own: &'static str) -> &'static str {
    match (own, dimension) {
        ("", Dimension::Angle) => "deg",
        ("", dimension) => dimension.unit(),
        (own, _) => own,
    }
}
