//! How findings are printed, drawn and put on a page. What the statistics find is tested beside them, in the core.

#![allow(clippy::unwrap_used)]

use downrange::dispersion::SAMPLE_METRICS;
use downrange::results::Findings;
use downrange_testkit::run::{Memory, flights, run_info, with_keep_outs};

use super::DispersionReport;
use crate::units::Units;

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

/// Defends what is said of keep-out areas and the ceiling, by body and by failure, in one column.
#[test]
fn keep_outs_on_a_screen() {
    let (run, rows) = with_keep_outs(flights(2_000, 2, true), false);
    let text = shown(&Findings::from_columns(run, &rows).unwrap(), Units::Si);
    let at = text.find("to keep out of").unwrap();
    let told = &text[at..text.find("rules of thumb").unwrap()];
    assert!(
        told.lines().all(|line| line.chars().count() <= 100),
        "{told}"
    );
    insta::assert_snapshot!(told);
}

/// Defends the names of their keys, and that any order of the file gives the same page but for its map.
#[test]
fn keep_outs_for_scripts() {
    let found = |is_turned: bool| {
        let (run, rows) = with_keep_outs(flights(400, 1, false), is_turned);
        Findings::from_columns(run, &rows).unwrap()
    };
    let (findings, turned) = (found(false), found(true));
    let text = report(&findings).json();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    round(&mut value);
    let names = ["keep_outs", "any_keep_out", "ceiling"];
    let told: Vec<_> = names.iter().map(|name| &value[*name]).collect();
    insta::assert_snapshot!(serde_json::to_string_pretty(&told).unwrap());
    let page = |findings: &Findings| {
        let mut page = Vec::new();
        report(findings).page(Units::Si, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        let (before, after) = page.split_once("<section class=\"map\">").unwrap();
        (
            before.to_owned(),
            after.split_once("</section>").unwrap().1.to_owned(),
        )
    };
    assert!(page(&findings) == page(&turned));
    assert!(page(&findings).1.contains("county road"));
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

/// Defends drawing: outlines about the mean, holes and all, for every body.
#[test]
fn the_ground_shows_every_body() {
    let ground = report(&found(500, 2, true)).ground();
    // Each of all landings, and of those under a parachute and ballistic apart.
    assert_eq!(ground.footprints.len(), 6);
    let titles: Vec<_> = ground.footprints.iter().map(|each| each.title()).collect();
    assert_eq!(
        titles[..3],
        [
            "sustainer",
            "sustainer, under a parachute",
            "sustainer, ballistic"
        ]
    );
    for footprint in ground.footprints.iter().step_by(3) {
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
        &run_info()
            .inputs
            .iter()
            .map(|i| (i.name.as_str(), 1.0))
            .collect::<Vec<_>>(),
        [f64::NAN; SAMPLE_METRICS.len()],
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

/// Rules of thumb are told: what the flight as planned breaks, how often each is broken, and a bound of what no flight breaks.
#[test]
fn rules_of_thumb_are_told() {
    let findings = found(400, 2, true);
    let json: serde_json::Value = serde_json::from_str(&report(&findings).json()).unwrap();
    assert_eq!(
        json["warnings"][0],
        "angle of attack: 19 degrees at rail exit"
    );
    for (rule, (name, broken)) in json["rules"]
        .as_array()
        .unwrap()
        .iter()
        .zip(&findings.rules)
    {
        assert_eq!(rule["rule"], name.as_str());
        assert_eq!(rule["n"], broken.trials);
        assert_eq!(rule["broken"], broken.hits);
        let [low, high] = [0, 1].map(|end| rule["p_broken_ci95"][end].as_f64().unwrap());
        let value = rule["p_broken"].as_f64().unwrap();
        assert!(
            low <= value && value <= high && high < 0.3,
            "{low} {value} {high}"
        );
    }
    let text = shown(&findings, Units::Si);
    for told in [
        "warning  as planned, angle of attack: 19 degrees",
        "not broken        angle of attack · each none in 395",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
}
