//! Flights of a dispersion against a rule sheet.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use downrange::results::ResultColumns;
use downrange::rules::{FlightJudgement, HowKnown, Relation, RuleQuantity, RuleSheet, RuleText};
use downrange_runs::fly_rules;

use common::{Ball, on, threads};

/// A sheet of one rule, on the speed at which a body without a parachute comes down.
fn sheet() -> RuleSheet {
    let (quantity, relation) = (RuleQuantity::MainDescentRate, Relation::AtMost);
    let text = RuleText::new(quantity, relation, "1 m/s", HowKnown::Rule);
    RuleSheet {
        name: "ours".to_owned(),
        edition: "ours".to_owned(),
        about: String::new(),
        rules: vec![text.read().unwrap()],
    }
}

/// Defends that the flights are those of a campaign of the same seed, bit by bit, on any number of threads.
#[test]
fn flights_are_those_of_a_campaign_on_any_threads() {
    let (ball, sheet) = (Ball::new(), sheet());
    let campaign = ball.campaign().flights(50);
    let flown = |count: usize| -> Vec<Option<FlightJudgement>> {
        let threads = NonZeroUsize::new(count);
        let seed = campaign.identity().seed;
        let judged = fly_rules(&ball.sampler(), &sheet, seed, 50, threads, |_| {
            ControlFlow::Continue(())
        });
        judged.unwrap().unwrap()
    };
    let judged = flown(1);
    assert_eq!(judged, flown(3));
    let run = campaign.run(&threads(2), on).unwrap();
    let distances = run.rows.numbers("landing_distance_m").unwrap();
    let own: Vec<f64> = judged
        .iter()
        .flatten()
        .map(|flight| {
            assert_eq!(flight.broken, [Some(true)]);
            flight.impacts[0].distance
        })
        .collect();
    assert_eq!(own, distances);
}

/// Defends that a caller who cancels gets no part of an answer.
#[test]
fn what_is_cancelled_has_no_result() {
    let ball = Ball::new();
    let judged = fly_rules(&ball.sampler(), &sheet(), 1, 50, None, |_| {
        ControlFlow::Break(())
    });
    assert_eq!(judged.unwrap(), None);
}
