//! Rules against figures that are known.

#![allow(clippy::unwrap_used)]

use super::figures::RuleFigure;
use super::judge::{breaks, meets_caution};
use super::*;
use crate::quantity::Dimension;

/// A rule of a quantity; its threshold is in the text.
fn rule(quantity: RuleQuantity, relation: Relation, threshold: &str) -> Rule {
    RuleText::new(quantity, relation, threshold, HowKnown::Rule).rule
}

fn text(rule: Rule) -> RuleText<'static> {
    let plain = RuleText::new(rule.quantity, rule.relation, "", rule.how_known);
    RuleText { rule, ..plain }
}

/// Defends both sides of every relation, and that a value at its very threshold meets it, whatever the unit's digits are.
#[test]
fn every_relation_has_two_sides() {
    use Relation::{AtLeast, AtMost, Between, EqualTo, Give};
    for (relation, upper, within, broken) in [
        (AtLeast, None, [30.48, 99.0], [30.47, 0.0]),
        (AtMost, None, [30.48, 0.0], [30.49, 99.0]),
        (Between, Some("150 ft/s"), [30.48, 45.72], [30.47, 45.73]),
        (EqualTo, None, [30.48, 30.5], [30.4, 30.6]),
    ] {
        let rule = rule(RuleQuantity::RailDepartureSpeed, relation, "100 ft/s");
        let text = RuleText {
            upper,
            tolerance: (relation == EqualTo).then_some("0.1 ft/s"),
            ..text(rule)
        };
        let rule = text.read().unwrap();
        let judged = |value: f64| {
            let figure = RuleFigure::new("", value, Dimension::Speed);
            breaks(&rule, rule.least, &figure)
        };
        assert_eq!(within.map(judged), [Some(false); 2], "{relation:?}");
        assert_eq!(broken.map(judged), [Some(true); 2], "{relation:?}");
    }
    let given = rule(RuleQuantity::RailDepartureSpeed, Give, "a report");
    let figure = RuleFigure::new("", 1.0, Dimension::Speed);
    assert_eq!(breaks(&given, Some(2.0), &figure), None);
}

/// Defends that a weaker threshold is met from its own side.
#[test]
fn a_weaker_threshold_is_a_caution() {
    let asked = rule(
        RuleQuantity::RailDepartureSpeed,
        Relation::AtLeast,
        "100 ft/s",
    );
    let asked = RuleText {
        caution: Some("50 ft/s"),
        ..text(asked)
    };
    let asked = asked.read().unwrap();
    let meets = |value| meets_caution(&asked, &RuleFigure::new("", value, Dimension::Speed));
    assert!(meets(20.0) && meets(15.24) && !meets(15.0));
}

/// Defends that what is no threshold is refused at its key: a number without its unit, another dimension, a range without its end,
/// a value that nobody saw and that stands there all the same.
#[test]
fn what_is_no_threshold_is_refused() {
    let speed =
        |relation, threshold| text(rule(RuleQuantity::RailDepartureSpeed, relation, threshold));
    let seen = |text: RuleText<'static>| RuleText {
        rule: Rule {
            how_known: HowKnown::NotSeen,
            ..text.rule
        },
        ..text
    };
    for (text, place) in [
        (speed(Relation::AtLeast, "30.48"), "threshold"),
        (speed(Relation::AtLeast, "100 ft"), "threshold"),
        (speed(Relation::AtLeast, "-1 m/s"), "threshold"),
        (speed(Relation::AtLeast, ""), ""),
        (speed(Relation::Between, "75 ft/s"), ""),
        (seen(speed(Relation::AtLeast, "75 ft/s")), "threshold"),
    ] {
        let told = format!("{text:?}");
        assert_eq!(text.read().unwrap_err().place, place, "{told}");
    }
    assert_eq!(
        seen(speed(Relation::AtLeast, "")).read().unwrap().least,
        None
    );
    let margin = rule(RuleQuantity::StaticMargin, Relation::AtLeast, "1.5 cal");
    assert_eq!(text(margin).read().unwrap().least, Some(1.5));
}

/// Defends classes of motors: those below A are with A, and no class beyond the last is meant.
#[test]
fn classes_hold_their_letters() {
    let classes = |from, to| MotorClasses { from, to };
    assert!(classes('A', 'J').holds("1/2A") && classes('A', 'J').holds("J"));
    assert!(!classes('A', 'J').holds("K") && !classes('K', 'K').holds("1/2A"));
    assert!(!classes('P', 'T').holds("AA") && classes('P', 'T').holds("Q"));
}

/// Defends that every quantity has a name of its own.
#[test]
fn names_differ() {
    let names: std::collections::BTreeSet<_> =
        RuleQuantity::ALL.iter().map(|each| each.name()).collect();
    assert_eq!(names.len(), RuleQuantity::ALL.len());
}
