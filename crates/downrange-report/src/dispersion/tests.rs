#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::convert::Infallible;

use downrange::area::{Area, Polygon};
use downrange::dispersion::{Distribution, FIGURES, RandomStream, normal};
use downrange::earth::{from_east_north, inverse_geodesic, to_east_north};
use downrange::quantity::Dimension;
use downrange::results::{Dictionary, Findings, InputInfo, InputKind, ResultColumns, RunInfo};

use super::DispersionReport;
use crate::units::Units;

/// Rows in memory.
#[derive(Default)]
struct Memory {
    samples: Vec<u64>,
    words: BTreeMap<String, Dictionary>,
    numbers: BTreeMap<String, Vec<f64>>,
    flags: BTreeMap<String, Vec<bool>>,
}

impl ResultColumns for Memory {
    type Error = Infallible;

    fn samples(&self) -> Result<Vec<u64>, Infallible> {
        Ok(self.samples.clone())
    }

    fn words(&self, column: &str) -> Result<Dictionary, Infallible> {
        Ok(self.words[column].clone())
    }

    fn words_at(&self, column: &str, rows: &[usize]) -> Result<Vec<String>, Infallible> {
        let words = &self.words[column];
        let word = |row: &usize| words.words()[words.codes()[*row] as usize].clone();
        Ok(rows.iter().map(word).collect())
    }

    fn numbers(&self, column: &str) -> Result<Vec<f64>, Infallible> {
        Ok(self.numbers[column].clone())
    }

    fn flags(&self, column: &str) -> Result<Vec<bool>, Infallible> {
        Ok(self.flags[column].clone())
    }
}

impl Memory {
    fn row(
        &mut self,
        sample: u64,
        words: [&str; 4],
        inputs: &[(&str, f64)],
        figures: [f64; FIGURES.len()],
        flags: &[(&str, [bool; 2])],
    ) {
        self.samples.push(sample);
        for (column, word) in ["body", "failure", "error", "broken_rules"]
            .into_iter()
            .zip(words)
        {
            self.words.entry(column.to_owned()).or_default().push(word);
        }
        // The kind of a reason is what stands before its figures here.
        let reason = words[2].split(" at ").next().unwrap();
        self.words
            .entry("reason".to_owned())
            .or_default()
            .push(reason);
        let inputs = inputs
            .iter()
            .map(|(name, value)| (format!("input: {name}"), *value));
        let figures = FIGURES.iter().map(|name| (*name).to_owned()).zip(figures);
        for (column, value) in inputs.chain(figures) {
            self.numbers.entry(column).or_default().push(value);
        }
        for (area, [outside, leaves]) in flags {
            for (what, flag) in [("outside", outside), ("leaves", leaves)] {
                self.flags
                    .entry(format!("{what}: {area}"))
                    .or_default()
                    .push(*flag);
            }
        }
    }
}

const SITE: (f64, f64) = (0.575_79, -1.867_07);

/// A square about the launch point.
fn field(size: f64) -> Area {
    let corners = [
        [-1.0, -1.0],
        [1.0, -1.0],
        [1.0, 1.0],
        [-1.0, 1.0],
        [-1.0, -1.0],
    ];
    let ring = corners.map(|corner| from_east_north(SITE, corner.map(|x| x * size)));
    Area::new("field", vec![Polygon::new(&[ring.to_vec()]).unwrap()]).unwrap()
}

fn about() -> RunInfo {
    let normal = |name: &str, mean: f64, sigma: f64, dimension| InputInfo {
        name: name.to_owned(),
        kind: InputKind::Quantity,
        dimension,
        distribution: Distribution::normal(mean, sigma).unwrap().summary(),
        mean,
        sigma,
    };
    let shut = Distribution::event(0.05).unwrap();
    RunInfo {
        name: "Roadrunner".to_owned(),
        site: SITE,
        seed: 7,
        version: "0.0.0".to_owned(),
        digest: "0123456789abcdef".to_owned(),
        question: None,
        shard: None,
        inputs: vec![
            normal("thrust factor", 1.0, 0.02, Dimension::Number),
            normal("wind east", 2.0, 1.0, Dimension::Speed),
            normal("wind north", 1.0, 1.0, Dimension::Speed),
            normal("mass", 5.6, 0.05, Dimension::Mass),
            InputInfo {
                name: "main stays shut".to_owned(),
                kind: InputKind::Failure,
                dimension: Dimension::Number,
                mean: shut.mean(),
                sigma: shut.sigma(),
                distribution: shut.summary(),
            },
        ],
        warnings: vec![(
            "angle of attack".to_owned(),
            "19 degrees at rail exit".to_owned(),
        )],
        rules: [
            "angle of attack",
            "thrust to weight",
            "landing speed",
            "parachute",
        ]
        .map(str::to_owned)
        .into(),
        areas: vec![field(1_100.0)],
    }
}

/// Flights of a rocket that leaves a booster behind: apogee from thrust and mass, landing from the winds; every seventy-first
/// fails.
fn flights(n: u64, bodies: usize, failing: bool) -> (RunInfo, Memory) {
    let run = about();
    let area = &run.areas[0];
    let mut rows = Memory::default();
    let z = |name: &str, i: u64| normal::quantile(RandomStream::named(name).uniform(7, i));
    for i in 0..n {
        let [thrust, east, north, mass] = ["t", "e", "n", "m"].map(|name| z(name, i));
        let shut = failing && RandomStream::named("f").uniform(7, i) < 0.05;
        let inputs = [
            ("thrust factor", 1.0 + 0.02 * thrust),
            ("wind east", 2.0 + east),
            ("wind north", 1.0 + north),
            ("mass", 5.6 + 0.05 * mass),
            ("main stays shut", f64::from(u8::from(shut))),
        ];
        let failure = if shut { "main stays shut" } else { "" };
        if failing && i % 71 == 70 {
            let flags = [("field", [true, true])];
            let error = &format!("the step became too small at {i} s");
            rows.row(
                i,
                ["", failure, error, ""],
                &inputs,
                [f64::NAN; FIGURES.len()],
                &flags,
            );
            continue;
        }
        for body in 0..bodies {
            let drift = match (body, shut) {
                (0, false) => 300.0,
                (0, true) => 90.0,
                _ => 60.0,
            };
            let point = [drift * (2.0 + east), drift * (1.0 + north)];
            let place = from_east_north(SITE, point);
            let way = inverse_geodesic(SITE, place);
            let apogee = if body == 0 {
                1_000.0 + 40.0 * thrust - 20.0 * mass
            } else {
                300.0
            };
            let nan = f64::NAN;
            let figures = [
                apogee,
                14.0,
                180.0 + 3.0 * thrust,
                0.53,
                95.0,
                19e3,
                25.0 + 0.3 * thrust,
                2.1,
                9.0,
                2.0,
                3.0,
                nan,
                120.0,
                place.0.to_degrees(),
                place.1.to_degrees(),
                point[0],
                point[1],
                way.distance,
                way.bearing.to_degrees(),
                if shut { 22.0 } else { 6.0 + 0.1 * mass },
            ];
            let outside = !area.contains(place.0, place.1);
            let name = ["sustainer", "booster"][body];
            let broken = match (body, shut) {
                (_, true) => "parachute; landing speed",
                (0, false) if mass > 1.0 => "thrust to weight",
                _ => "",
            };
            rows.row(
                i,
                [name, failure, "", broken],
                &inputs,
                figures,
                &[("field", [outside, outside || thrust > 3.0])],
            );
        }
    }
    (run, rows)
}

pub(crate) fn found(n: u64, bodies: usize, failing: bool) -> Findings {
    let (run, rows) = flights(n, bodies, failing);
    Findings::from_columns(run, &rows).unwrap()
}

pub(crate) fn report(findings: &Findings) -> DispersionReport<'_> {
    DispersionReport {
        findings,
        command: "downrange disperse rocket.toml -n 400 --seed 7",
        flights_per_s: Some(16_700.0),
    }
}

fn shown(findings: &Findings, units: Units) -> String {
    let text = report(findings).summary(units);
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn one_body_on_a_screen() {
    insta::assert_snapshot!(shown(&found(400, 1, false), Units::Si));
}

#[test]
fn two_bodies_with_failures_on_a_screen() {
    let text = shown(&found(2_000, 2, true), Units::Us);
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

/// Defends the names and their order, and the figures of a small run to the last digits that are the same on every
/// machine.
#[test]
fn for_scripts() {
    let text = report(&found(72, 2, true)).json();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    round(&mut value);
    keep_some(&mut value["outcomes"]);
    value["ranking"].as_array_mut().unwrap().truncate(2);
    for body in value["bodies"].as_array_mut().unwrap() {
        keep_some(&mut body["outcomes"]);
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
}

/// Two outcomes stand for twenty.
fn keep_some(outcomes: &mut serde_json::Value) {
    let map = outcomes.as_object_mut().unwrap();
    assert!(map.len() >= 19);
    map.retain(|name, _| ["apogee_agl_m", "landing_bearing_deg"].contains(&name.as_str()));
}

/// Ten digits.
fn round(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Number(number) if number.is_f64() => {
            let short: f64 = format!("{:.9e}", number.as_f64().unwrap()).parse().unwrap();
            *value = short.into();
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(round),
        serde_json::Value::Object(map) => map.values_mut().for_each(round),
        _ => {}
    }
}

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
    let findings = found(n, 1, false);
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
    let report = report(&findings);
    let most: Vec<&str> = RANKED_LANDING
        .iter()
        .filter_map(|outcome| report.most(outcome).next())
        .map(|most| most.0)
        .collect();
    assert_eq!(most, ["thrust factor", "wind east", "wind north"]);
}

const RANKED_LANDING: [&str; 3] = ["apogee_agl_m", "landing_east_m", "landing_north_m"];

/// Defends drawing: outlines about the mean, holes and all, for every body.
#[test]
fn the_ground_shows_every_body() {
    let ground = report(&found(500, 2, true)).ground();
    assert_eq!(ground.footprints.len(), 2);
    for footprint in &ground.footprints {
        assert_eq!(footprint.outlines.len(), 8);
        let names: Vec<&str> = footprint
            .outlines
            .iter()
            .map(|outline| outline.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "1 sigma", "2 sigma", "3 sigma", "50 %", "90 %", "99 %", "99.9 %", "hull"
            ]
        );
        assert!(footprint.cloud.len() > 400);
    }
}

/// Defends the ends: no flight, flights that all failed, one flight.
#[test]
fn little_is_told_of_little() {
    let (run, _) = flights(1, 1, false);
    let mut none = Memory::default();
    none.row(
        0,
        ["", "", "broke", ""],
        &about()
            .inputs
            .iter()
            .map(|i| (i.name.as_str(), 1.0))
            .collect::<Vec<_>>(),
        [f64::NAN; FIGURES.len()],
        &[("field", [true, true])],
    );
    let findings = Findings::from_columns(run, &none).unwrap();
    assert_eq!(
        (findings.probabilities.failed, findings.bodies.len()),
        (1, 0)
    );
    let one = found(1, 1, false);
    assert!(one.bodies[0].landings.as_ref().unwrap().landing.is_none());
    for findings in [findings, one] {
        for text in [report(&findings).json(), shown(&findings, Units::Si)] {
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }
}

/// The page without plotly.js.
fn page(findings: &Findings) -> String {
    let mut bytes = Vec::new();
    report(findings).page(Units::Si, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    crate::page::tests::own(&text)
}

/// Defends that a page opens anywhere, and shows what there is.
#[test]
fn a_page_stands_alone() {
    let own = page(&found(2_000, 2, true));
    for address in [
        "http:",
        "https:",
        " src=",
        "@import",
        "MathJax",
        "NaN",
        "null,null",
    ] {
        assert!(
            !own.replace("http://www.w3.org/2000/svg", "")
                .contains(address),
            "{address}"
        );
    }
    assert_eq!(own.matches("<figure>").count(), 11);
    for said in [
        "<svg",
        "Anything comes down outside",
        "main stays shut",
        "0123456789abcdef",
        "the step became too small",
    ] {
        assert!(own.contains(said), "{said}");
    }
}

/// Defends the page of a run without an area, without a failure, of one flight or none that succeeded.
#[test]
fn a_page_of_little() {
    let (mut run, rows) = flights(400, 1, false);
    run.areas.clear();
    let own = page(&Findings::from_columns(run, &rows).unwrap());
    assert!(own.contains("How the mean apogee settled") && !own.contains("How likely it leaves"));
    let own = page(&found(1, 1, false));
    assert!(!own.contains("NaN"));
}

/// Defends against names that are code.
#[test]
fn names_are_only_names() {
    let (mut run, mut rows) = flights(100, 1, false);
    run.name = "</script><svg onload=alert(1)>".to_owned();
    run.inputs[0].name = "<b>thrust factor".to_owned();
    let values = rows.numbers.remove("input: thrust factor").unwrap();
    rows.numbers
        .insert("input: <b>thrust factor".to_owned(), values);
    let own = page(&Findings::from_columns(run, &rows).unwrap());
    assert!(!own.contains("<svg onload") && !own.contains("<b>thrust"));
    assert_eq!(own.matches("</script>").count(), 1);
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
        .insert("landing_east_m".to_owned(), east.collect());
    for (name, column) in [("lean", size), ("lean direction", turn)] {
        rows.numbers.insert(format!("input: {name}"), column);
        let like = run.inputs[0].clone();
        run.inputs.push(InputInfo {
            name: name.to_owned(),
            ..like
        });
    }
    let findings = Findings::from_columns(run, &rows).unwrap();
    let report = report(&findings);
    let most: Vec<(&str, f64, f64)> = report.most("landing_east_m").collect();
    assert_eq!((most.len(), most[0].0), (1, "lean, across"));
    assert!(most[0].1 > 0.99);
}

/// A rule is broken by a flight if any of its bodies breaks it, and once however many do; flights that failed say nothing
/// of it, and a rule that no flight breaks is told with its bound.
#[test]
fn rules_of_thumb_are_counted_by_flight() {
    let findings = found(400, 2, true);
    let json: serde_json::Value = serde_json::from_str(&report(&findings).json()).unwrap();
    assert_eq!(
        json["warnings"][0],
        "angle of attack: 19 degrees at rail exit"
    );
    let rules = json["rules"].as_array().unwrap();
    let names: Vec<&str> = rules
        .iter()
        .map(|rule| rule["rule"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "angle of attack",
            "thrust to weight",
            "landing speed",
            "parachute"
        ]
    );
    let failed = json["failed"].as_u64().unwrap();
    let z = |name: &str, i: u64| RandomStream::named(name).uniform(7, i);
    let shut = |i: &u64| z("f", *i) < 0.05;
    let flown = |i: &u64| i % 71 != 70;
    let expected = [
        0,
        (0..400)
            .filter(flown)
            .filter(|i| !shut(i) && normal::quantile(z("m", *i)) > 1.0)
            .count(),
        (0..400).filter(flown).filter(shut).count(),
        (0..400).filter(flown).filter(shut).count(),
    ];
    for (rule, expected) in rules.iter().zip(expected) {
        assert_eq!(rule["n"], 400 - failed);
        assert_eq!(rule["broken"], expected);
        let [low, high] = [0, 1].map(|end| rule["p_broken_ci95"][end].as_f64().unwrap());
        let value = rule["p_broken"].as_f64().unwrap();
        assert!(
            low <= value && value <= high && high < 0.3,
            "{low} {value} {high}"
        );
    }
    let text = shown(&findings, Units::Si);
    for said in [
        "warning  as planned, angle of attack: 19 degrees",
        "not broken        angle of attack · each none in 395",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}
