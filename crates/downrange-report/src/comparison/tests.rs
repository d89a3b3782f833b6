#![allow(clippy::unwrap_used)]
use downrange::compare::{Comparison, StoredFlight, compare};
use downrange::flight::Launch;
use downrange_testkit::as_stored::as_stored;
use downrange_testkit::fixture;

use super::ComparisonReport;
use crate::page::tests::own;
use crate::terminal::WIDTH;
use crate::units::Units;

/// The made-up flight of the tests as what is stored of a launch.
fn compared(name: &str) -> (Launch, StoredFlight, Comparison) {
    let mut launch = fixture::launch();
    launch.name = name.to_owned();
    let mut stored = as_stored(&fixture::flight());
    stored.simulation = "a <b>windy</b> day".to_owned();
    let comparison = compare(&launch, &stored).unwrap();
    (launch, stored, comparison)
}

fn with_report<T>(name: &str, use_it: impl FnOnce(ComparisonReport<'_>) -> T) -> T {
    let (launch, stored, comparison) = compared(name);
    use_it(ComparisonReport {
        launch: &launch,
        stored: &stored,
        comparison: &comparison,
    })
}

pub fn page(name: &str) -> String {
    with_report(name, |report| {
        let mut bytes = Vec::new();
        report
            .page(Units::Si, "downrange compare x.ork", &mut bytes)
            .unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

/// The summary fits a screen in width, in either units, and says what is stored, ours, and why.
#[test]
fn the_summary_says_what_differs_and_why() {
    for units in [Units::Si, Units::Us] {
        let text = with_report("Roadrunner", |report| report.summary(units));
        let text = anstream::adapter::strip_str(&text).to_string();
        assert!(
            text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
        for words in [
            "Stored by Other 1.0, simulation `a <b>windy</b> day`, up to date",
            "Apogee ",
            "mass at lift-off",
            "at Mach ",
            "all together",
            "Our apogee is ",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
}

/// Scripts find figures, causes and the rest under their names.
#[test]
fn the_json_has_its_names() {
    let text = with_report("Roadrunner", |report| report.json());
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    for key in [
        "name",
        "stored",
        "compared",
        "gusts_m_s",
        "drag",
        "causes",
        "main_cause",
        "all_together_m",
        "without_wind_m",
        "unexplained_m",
        "explanation",
        "not_compared",
    ] {
        assert!(json.get(key).is_some(), "{key}");
    }
    assert_eq!(json["stored"]["up_to_date"], true);
    assert!(json["stored"]["figures"]["apogee_agl_m"]["ours"].is_number());
    assert!(json["causes"][0]["apogee_change_m"].is_number());
}

/// The page has a chart of the causes, of height, of speed and of drag.
#[test]
fn the_page_has_four_charts() {
    let own = own(&page("Roadrunner"));
    assert_eq!(own.matches("<figure>").count(), 4);
    assert!(own.contains("What accounts for what"));
}

/// Names of a file cannot inject anything into the page.
#[test]
fn names_cannot_inject_html() {
    let text = own(&page("<svg onload=alert(1)>"));
    assert!(!text.contains("<svg onload"));
    assert!(!text.contains("<b>windy"));
}
