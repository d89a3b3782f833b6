//! A rule against the figures of one flight.

use super::figures::{RuleFigure, asked, measured, total_impulse};
use super::quantity::{RuleQuantity, RuleQuantityKind};
use super::sheet::{Relation, Rule, RuleSheet};
use crate::flight::{Flight, Launch};
use crate::motor::impulse_class;

/// A value at its very threshold is within it, whatever its digits are in SI: slack as a share of the threshold.
const SLACK: f64 = 1e-9;

/// What one flight of a dispersion says of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct FlightJudgement {
    /// Whether it breaks each rule, in the order of the sheet; none of what it does not measure.
    pub broken: Vec<Option<bool>>,
    /// Where its bodies came down.
    pub impacts: Vec<BodyImpact>,
}

/// Where a body came down.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyImpact {
    /// Its name.
    pub body: String,
    /// East and north of the launch point along the ground, m.
    pub place: [f64; 2],
    /// Distance from the launch point, m.
    pub distance: f64,
}

/// Holds a sheet against one flight.
pub fn judge_flight(sheet: &RuleSheet, launch: &Launch, flight: &Flight) -> FlightJudgement {
    let broken = |rule: &Rule| {
        if !applies(rule, launch) {
            return None;
        }
        let asked = asked(rule, launch, flight);
        let judged = measured(rule.quantity, launch, flight)
            .into_iter()
            .filter_map(|figure| breaks(rule, asked, &figure));
        judged.reduce(|a, b| a || b)
    };
    FlightJudgement {
        broken: sheet.rules.iter().map(broken).collect(),
        impacts: impacts(flight),
    }
}

/// Where all that came down did.
pub(super) fn impacts(flight: &Flight) -> Vec<BodyImpact> {
    let landed = flight.bodies.iter().filter(|body| body.landing.landed);
    landed
        .map(|body| BodyImpact {
            body: body.name.clone(),
            place: [body.landing.east, body.landing.north],
            distance: body.landing.distance,
        })
        .collect()
}

/// Whether a rule is about a launch of such motors.
pub(super) fn applies(rule: &Rule, launch: &Launch) -> bool {
    let impulse = total_impulse(launch).unwrap_or(0.0);
    let above = rule.impulse_above.is_none_or(|above| impulse > above);
    let classes = rule.classes.as_ref();
    above && classes.is_none_or(|classes| classes.holds(&impulse_class(impulse)))
}

/// Whether a figure breaks a rule whose threshold is `asked`; none of what is not held against one.
pub(super) fn breaks(rule: &Rule, asked: Option<f64>, figure: &RuleFigure) -> Option<bool> {
    if !matches!(rule.quantity.kind(), RuleQuantityKind::Measured(_)) {
        return None;
    }
    if rule.quantity == RuleQuantity::StaticStability {
        return Some(figure.value <= 0.0);
    }
    let asked = asked?;
    let above = figure.value > asked + SLACK * asked;
    let below = figure.value < asked - SLACK * asked;
    match rule.relation {
        Relation::AtLeast => Some(below),
        Relation::AtMost => Some(above),
        Relation::Between => {
            let most = rule.most?;
            Some(below || figure.value > most + SLACK * most)
        }
        Relation::EqualTo => {
            let difference = (figure.value - asked).abs();
            Some(difference > rule.tolerance + SLACK * asked)
        }
        Relation::Give => None,
    }
}

/// Whether what breaks a rule still meets its weaker threshold.
pub(super) fn meets_caution(rule: &Rule, figure: &RuleFigure) -> bool {
    let Some(caution) = rule.caution else {
        return false;
    };
    match rule.relation {
        Relation::AtLeast => figure.value >= caution - SLACK * caution,
        Relation::AtMost => figure.value <= caution + SLACK * caution,
        Relation::Between | Relation::EqualTo | Relation::Give => false,
    }
}
