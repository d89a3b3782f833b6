//! What a rule asks, and what a launch has, in words.

use downrange::quantity::Dimension;
use downrange::results::CONFIDENCE;
use downrange::rules::{
    HowKnown, Relation, RuleAssessment, RuleFigure, RuleQuantity, RuleQuantityKind, ShareOf,
};

use crate::units::{Units, degrees};

/// What a rule asks: its threshold as written, and in the reader's units where these are others.
pub fn asks(assessment: &RuleAssessment, units: Units) -> String {
    let rule = &assessment.rule;
    if rule.how_known == HowKnown::NotSeen {
        return format!("{} a value that was not seen", rule.relation.name());
    }
    let mut text = match rule.relation {
        Relation::Give => rule.threshold.clone(),
        Relation::EqualTo if rule.least.is_none() => rule.threshold.clone(),
        relation => format!("{} {}", relation.name(), rule.threshold),
    };
    if let (
        Some(least),
        RuleQuantityKind::Measured(dimension) | RuleQuantityKind::Told(dimension),
    ) = (rule.least, rule.quantity.kind())
    {
        let own = value(dimension, unit(rule.quantity), least, rule.quantity, units);
        let converted = match rule.most {
            Some(most) => format!(
                "{own} and {}",
                value(dimension, unit(rule.quantity), most, rule.quantity, units)
            ),
            None => own,
        };
        let symbol = |text: &str| {
            text.split_whitespace()
                .skip(1)
                .collect::<Vec<_>>()
                .join(" ")
        };
        let last = rule.threshold.rsplit(" and ").next().unwrap_or_default();
        let same = symbol(last) == symbol(converted.rsplit(" and ").next().unwrap_or_default());
        if dimension != Dimension::Number && dimension != Dimension::Angle && !same {
            text.push_str(&format!(" ({converted})"));
        }
        if let Some(share) = rule.share {
            let of = match share.of {
                ShareOf::Apogee => "the apogee",
                ShareOf::BodyLength => "the body length",
            };
            text.push_str(&format!(
                ", or {} % of {of} where that is more",
                100.0 * share.share
            ));
        }
        if let Some(asked) = assessment.asked {
            let asked = value(dimension, unit(rule.quantity), asked, rule.quantity, units);
            text.push_str(&format!(": {asked}"));
        }
    }
    text
}

fn unit(quantity: RuleQuantity) -> &'static str {
    if quantity.is_in_calibres() { "cal" } else { "" }
}

/// What the launch has; empty where nothing is known of it.
pub fn has(assessment: &RuleAssessment, units: Units) -> String {
    let mut body = "";
    let figures = assessment.figures.iter().map(|each| {
        let shown = figure(each, assessment.rule.quantity, units);
        // A body is named once before all that is said of it.
        match each.body == body {
            true => shown,
            false => {
                body = &each.body;
                format!("{body}: {shown}")
            }
        }
    });
    figures.collect::<Vec<_>>().join(", ")
}

fn figure(figure: &RuleFigure, quantity: RuleQuantity, units: Units) -> String {
    let shown = value(figure.dimension, figure.unit, figure.value, quantity, units);
    let time = figure
        .time
        .map_or_else(String::new, |time| format!(" at {time:.1} s"));
    match figure.label.as_str() {
        "" => format!("{shown}{time}"),
        label => format!("{label} {shown}{time}"),
    }
}

fn value(
    dimension: Dimension,
    unit: &str,
    value: f64,
    quantity: RuleQuantity,
    units: Units,
) -> String {
    match dimension {
        Dimension::Number if unit == "J" => format!("{value:.0} J"),
        Dimension::Number => format!("{value:.2} {unit}").trim_end().to_owned(),
        Dimension::Angle => degrees(value),
        Dimension::Speed if quantity == RuleQuantity::WindAtRail => units.wind().show(value),
        Dimension::Length => units.height().show(value),
        dimension => units.for_dimension(dimension, value).show(value),
    }
}

/// How many flights break it; empty where none was flown.
pub fn broken(assessment: &RuleAssessment) -> String {
    let Some(broken) = assessment.broken else {
        return String::new();
    };
    let interval = broken.estimate(CONFIDENCE).interval;
    let percent = |share: f64| format!("{:.1}", 100.0 * share);
    format!(
        "broken in {} of {} flights (95 %: {} to {} %)",
        broken.hits,
        broken.trials,
        percent(interval.low),
        percent(interval.high)
    )
}

/// What else is to be said: why the verdict, how the value is known where it was not read in the rule, the note of the sheet.
pub fn remarks(assessment: &RuleAssessment) -> String {
    let rule = &assessment.rule;
    let known = match rule.how_known {
        // The reason says that a value was not seen.
        HowKnown::Rule | HowKnown::NotSeen => "",
        other => other.name(),
    };
    let parts = [&*assessment.reason, known, &*rule.note];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("; ")
}
