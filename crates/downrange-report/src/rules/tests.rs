#![allow(clippy::unwrap_used)]

use downrange::rules::{
    HowKnown, Relation, Rule, RuleQuantity, RuleSheet, RuleText, SheetAssessment, assess,
    judge_flight,
};
use downrange_testkit::fixture;

use super::RuleReport;
use crate::units::Units;

fn rule(quantity: RuleQuantity, relation: Relation, threshold: &str, how_known: HowKnown) -> Rule {
    let plain = RuleText::new(quantity, relation, threshold, how_known);
    let text = RuleText {
        rule: Rule {
            number: "10.2.1".to_owned(),
            title: format!("What is asked of: {}", quantity.name()),
            edition: "2026".to_owned(),
            ..plain.rule
        },
        upper: (relation == Relation::Between).then_some("150 ft/s"),
        ..plain
    };
    text.read().unwrap()
}

/// A sheet with a rule of each verdict, held against the rocket of the tests and three of its flights, all alike.
fn assessed() -> SheetAssessment {
    use HowKnown::{Memory, NotSeen, Rule, TeamExtract};
    use Relation::{AtLeast, AtMost, Between, Give};
    let rules = vec![
        rule(
            RuleQuantity::RailDepartureSpeed,
            AtLeast,
            "1 ft/s",
            TeamExtract,
        ),
        rule(RuleQuantity::ThrustToWeight, AtLeast, "500", Rule),
        rule(RuleQuantity::StaticMargin, AtLeast, "", NotSeen),
        rule(RuleQuantity::DrogueDescentRate, Between, "75 ft/s", Rule),
        rule(RuleQuantity::WindAtRail, AtMost, "20 mph", Memory),
        rule(RuleQuantity::CasualtyExpectation, AtMost, "1e-4", Rule),
        rule(
            RuleQuantity::GreatestRange,
            Give,
            "the greatest range",
            Rule,
        ),
        rule(RuleQuantity::ImpactArea, Give, "three sigma", Rule),
        rule(RuleQuantity::NotForASimulator, AtMost, "0.5", Rule),
    ];
    let sheet = RuleSheet {
        name: "IREC".to_owned(),
        edition: "2026".to_owned(),
        about: "Check it.".to_owned(),
        rules,
    };
    let (launch, flight) = (fixture::launch(), fixture::flight());
    let judged = Some(judge_flight(&sheet, &launch, &flight));
    let judged = [judged.clone(), None, judged.clone(), judged];
    assess(&sheet, &launch, &flight, Some((7, &judged)))
}

fn report(assessment: &SheetAssessment) -> RuleReport<'_> {
    RuleReport {
        assessment,
        command: "downrange rules rocket.toml --sheet irec",
    }
}

/// Defends what a team reads on a screen: each verdict, what is asked and what it has; no line is wider than the screen.
#[test]
fn rules_on_a_screen() {
    let text = report(&assessed()).summary(Units::Us);
    let text = anstream::adapter::strip_str(&text).to_string();
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

/// Defends the keys of the JSON.
#[test]
fn rules_as_json() {
    insta::assert_snapshot!(report(&assessed()).json());
}

/// Defends the page: a row for each rule, in both units, and nothing that is no number.
#[test]
fn a_page_of_rules() {
    let mut page = Vec::new();
    report(&assessed()).page(Units::Si, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert_eq!(page.matches("class=\"verdict\"").count(), 9);
    assert!(page.contains("downrange rules rocket.toml --sheet irec"));
    assert!(!page.contains("NaN"));
}
