//! What the statistics of many flights find, where it is known what they have to.

#![allow(missing_docs, clippy::unwrap_used)]

use downrange::dispersion::{LandingKind, RandomStream, normal};
use downrange::earth::to_east_north;
use downrange::flight::metric;
use downrange::results::{Findings, InputInfo, Ranked};
use downrange::results::{Intrusions, Probabilities};
use downrange_testkit::run::{SITE, flights, with_keep_outs};

/// Defends the denominator: failed flights count as outside, of every body and of any; a body that is not there does
/// not.
#[test]
fn what_failed_is_counted() {
    let (run, rows) = flights(500, 2, true);
    let failed = (0..500).filter(|i| i % 71 == 70).count() as u64;
    let findings = Findings::from_columns(run, &rows).unwrap();
    assert_eq!(
        (
            findings.probabilities.flights,
            findings.probabilities.failed
        ),
        (500, failed)
    );
    let [broken] = findings.failure_reasons.as_slice() else {
        unreachable!("{:?}", findings.failure_reasons)
    };
    assert_eq!(broken.reason, "the step became too small");
    assert_eq!(
        (broken.count, broken.samples.as_slice()),
        (failed, [70, 141, 212, 283, 354].as_slice())
    );
    assert_eq!(broken.example, "the step became too small at 70 s");
    let probabilities = &findings.probabilities;
    for probability in probabilities
        .any
        .iter()
        .chain(probabilities.bodies.iter().flatten())
    {
        assert_eq!(
            (probability.outside.trials, probability.leaves.trials),
            (500, 500)
        );
        assert!(probability.leaves.hits >= probability.outside.hits);
    }
    // The booster comes down near: only what failed is outside.
    assert_eq!(probabilities.bodies[1][0].outside.hits, failed);
    assert!(probabilities.bodies[0][0].outside.hits > failed);
    assert_eq!(
        probabilities.any[0].outside.hits,
        probabilities.bodies[0][0].outside.hits
    );
    let parts: u64 = findings
        .by_failure
        .iter()
        .map(|(_, part)| part.any[0].outside.hits)
        .sum();
    assert_eq!(parts, probabilities.any[0].outside.hits);
    let last = findings.convergence[0].estimates.last().unwrap();
    assert_eq!(last.value, probabilities.any[0].outside.hits as f64 / 500.0);
}

/// Defends the landings: mean and covariance of the winds that make them, on the ellipsoid, within five standard errors.
#[test]
fn landings_are_where_the_wind_takes_them() {
    let n = 4_000;
    let (run, rows) = flights(n, 1, false);
    let findings = Findings::from_columns(run, &rows).unwrap();
    let down = findings.bodies[0].landings.as_ref().unwrap();
    let landing = down.landing.unwrap();
    let limit = 5.0 * 300.0 / (n as f64).sqrt();
    let [east, north] = to_east_north(SITE, down.mean);
    assert!(
        (east - 600.0).abs() < limit && (north - 300.0).abs() < limit,
        "{east} {north}"
    );
    for sigma in [landing.sigma_east, landing.sigma_north] {
        assert!((sigma - 300.0).abs() < limit / 2f64.sqrt(), "{sigma}");
    }
    let first = [
        &metric::APOGEE_AGL,
        &metric::LANDING_EAST,
        &metric::LANDING_NORTH,
    ]
    .map(|outcome| {
        let mut ranked = findings.ranking.iter();
        ranked.find(|ranked| ranked.outcome == outcome).unwrap()
    });
    let first = first.map(|ranked| ranked.input.as_str());
    assert_eq!(first, ["thrust factor", "wind east", "wind north"]);
}

/// Defends that what has a random direction is seen: each component explains its axis, where size and direction alone
/// explain nothing.
#[test]
fn a_direction_is_ranked_with_its_size() {
    let (mut run, mut rows) = flights(2_000, 1, false);
    let uniform = |name: &str, i: u64| RandomStream::named(name).uniform(7, i);
    let size: Vec<f64> = (0..2_000)
        .map(|i| normal::quantile(uniform("size", i)))
        .collect();
    let turn: Vec<f64> = (0..2_000)
        .map(|i| std::f64::consts::TAU * uniform("turn", i))
        .collect();
    let east = size
        .iter()
        .zip(&turn)
        .map(|(size, turn)| 100.0 * size * turn.sin());
    rows.numbers
        .insert(metric::LANDING_EAST.key.to_owned(), east.collect());
    for (name, column) in [("lean", size), ("lean direction", turn)] {
        rows.numbers.insert(format!("input: {name}"), column);
        let like = run.inputs[0].clone();
        run.inputs.push(InputInfo {
            name: name.to_owned(),
            ..like
        });
    }
    let findings = Findings::from_columns(run, &rows).unwrap();
    let ranked = findings.ranking.iter();
    let of_east = |ranked: &&Ranked| *ranked.outcome == metric::LANDING_EAST;
    let share = |ranked: &Ranked| ranked.influence.explained_variance.value;
    let ranked: Vec<&Ranked> = ranked.filter(of_east).collect();
    assert_eq!(ranked[0].input, "lean, across");
    assert!(share(ranked[0]) > 0.99 && share(ranked[1]) < 0.01);
}

/// A rule is broken by a flight if any of its bodies breaks it, and once however many do; flights that failed say nothing
/// of it, and a rule that no flight breaks is counted too.
#[test]
fn rules_of_thumb_are_counted_by_flight() {
    let (run, rows) = flights(400, 2, true);
    let findings = Findings::from_columns(run, &rows).unwrap();
    let uniform = |name: &str, i: u64| RandomStream::named(name).uniform(7, i);
    let shut = |i: &u64| uniform("f", *i) < 0.05;
    let heavy = |i: &u64| normal::quantile(uniform("m", *i)) > 1.0;
    let flown = |i: &u64| i % 71 != 70;
    let count = |broken: &dyn Fn(&u64) -> bool| (0..400).filter(flown).filter(broken).count();
    let expected = [
        ("angle of attack", 0),
        ("thrust to weight", count(&|i| !shut(i) && heavy(i))),
        ("landing speed", count(&shut)),
        ("parachute", count(&shut)),
    ];
    assert_eq!(findings.rules.len(), expected.len());
    for ((name, broken), (rule, count)) in findings.rules.iter().zip(expected) {
        assert_eq!(name, rule);
        assert_eq!(broken.trials, 400 - findings.probabilities.failed);
        assert_eq!(broken.hits, count as u64);
    }
}

/// Defends keep-out areas and the ceiling: every probability is a count of all flights, what failed is in each of them, any is at
/// least each and at most their sum, kinds of flights add up, and the order in which they are listed changes no figure.
#[test]
fn intrusions_are_counted_of_all_flights() {
    let findings = |is_turned: bool| {
        let (run, rows) = with_keep_outs(flights(2_000, 2, true), is_turned);
        Findings::from_columns(run, &rows).unwrap()
    };
    let (found, turned) = (findings(false), findings(true));
    let failed = found.probabilities.failed;
    let check = |of: &Intrusions, failed: u64| {
        let any = of.any_keep_out.unwrap();
        let most = of.keep_outs.iter().map(|chance| chance.hits).max().unwrap();
        let sum: u64 = of.keep_outs.iter().map(|chance| chance.hits - failed).sum();
        assert!((most..=failed + sum).contains(&any.hits));
        for chance in of.keep_outs.iter().chain([&any, &of.ceiling.unwrap()]) {
            assert!(chance.hits >= failed && chance.hits <= chance.trials);
            let estimate = chance.estimate(0.95);
            let (low, high) = (estimate.interval.low, estimate.interval.high);
            assert!(
                (0.0..=estimate.value).contains(&low) && (estimate.value..=1.0).contains(&high)
            );
        }
    };
    let probabilities = &found.probabilities;
    check(&probabilities.any_intrusions, failed);
    for body in &probabilities.body_intrusions {
        check(body, failed);
    }
    assert!(
        probabilities
            .any_intrusions
            .keep_outs
            .iter()
            .all(|chance| chance.hits > failed)
    );
    let parts = |of: fn(&Probabilities) -> u64| -> u64 {
        found.by_failure.iter().map(|(_, part)| of(part)).sum()
    };
    let any = |of: &Probabilities| of.any_intrusions.any_keep_out.unwrap().hits;
    assert_eq!(parts(any), any(probabilities));
    let above = |of: &Probabilities| of.any_intrusions.ceiling.unwrap().hits;
    assert_eq!(parts(above), above(probabilities));
    // The booster flies to 300 m.
    assert_eq!(
        probabilities.body_intrusions[1].ceiling.unwrap().hits,
        failed
    );

    let mut other = turned.probabilities.clone();
    let all = other
        .body_intrusions
        .iter_mut()
        .chain([&mut other.any_intrusions]);
    all.for_each(|of| of.keep_outs.reverse());
    assert_eq!(other, found.probabilities);
    // Without any there is nothing to count.
    let (run, rows) = flights(50, 1, false);
    let none = Findings::from_columns(run, &rows).unwrap().probabilities;
    assert_eq!(none.any_intrusions, Intrusions::default());
}

/// Defends the kinds of landings: together they are all, apart each has its own statistics, and rows that do not say how a body
/// came down have none.
#[test]
fn landings_are_told_apart() {
    let (run, mut rows) = flights(2_000, 1, true);
    let found = Findings::from_columns(run.clone(), &rows).unwrap();
    let body = found.main().unwrap();
    let [(one, hung), (other, fell)] = body.both_kinds() else {
        unreachable!("{:?}", body.landings_by_kind)
    };
    assert_eq!(
        [*one, *other],
        [LandingKind::Parachute, LandingKind::Ballistic]
    );
    assert_eq!(
        hung.count + fell.count,
        body.landings.as_ref().unwrap().count
    );
    let shut = rows.words["broken_rules"].codes().iter();
    let word =
        |code: &u32| rows.words["broken_rules"].words()[*code as usize].contains("parachute");
    assert_eq!(fell.count, shut.filter(|code| word(code)).count() as u64);
    // What falls drifts 90 m for each metre of wind a second, under a canopy 300 m.
    assert!(fell.way.distance < 0.4 * hung.way.distance);

    rows.words.remove("landing_kind");
    let found = Findings::from_columns(run, &rows).unwrap();
    assert_eq!(found.main().unwrap().landings_by_kind, None);
    let (run, rows) = flights(50, 1, false);
    let found = Findings::from_columns(run, &rows).unwrap();
    let kinds = found.main().unwrap().landings_by_kind.as_ref().unwrap();
    assert_eq!((kinds.len(), kinds[0].0), (1, LandingKind::Parachute));
}
