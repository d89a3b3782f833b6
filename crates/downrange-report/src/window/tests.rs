//! How a window is printed and put on a page. What is a go is tested in the core.

#![allow(clippy::unwrap_used)]

use downrange::air::{Air, Weather};
use downrange::dispersion::Ensemble;
use downrange::window::{HourWinds, Limits, WindowHour};

use super::WindowReport;
use crate::dispersion::tests::found;
use crate::units::Units;

/// Three hours: a calm one, one whose members' winds differ about the limit, one of strong wind, flown too little.
fn hours(limits: &Limits) -> Vec<WindowHour> {
    let air = Air::new(Weather::Standard, None, 0.0).unwrap();
    let winds: [(&str, u64, &[f64]); 3] = [
        ("2026-06-20T22:00Z", 2_000, &[1.0, 1.5, 2.0]),
        ("2026-06-20T23:00Z", 400, &[6.0, 7.0, 9.5]),
        ("2026-06-21T00:00Z", 100, &[9.0, 11.0, 12.0]),
    ];
    winds
        .map(|(time, n, speeds)| {
            let member = |speed: &f64| {
                vec![
                    (0.0, [*speed, 0.0, 0.0]),
                    (3000.0, [5.0 * *speed, 20.0, 0.0]),
                ]
            };
            let ensemble = Ensemble::Winds(speeds.iter().map(member).collect());
            let winds = HourWinds::new(&air, 0.0, &ensemble, 1_000.0);
            WindowHour::new(time.to_owned(), found(n, 1, false), winds, limits)
        })
        .into()
}

fn report<'a>(hours: &'a [WindowHour], limits: &'a Limits) -> WindowReport<'a> {
    WindowReport {
        hours,
        limits,
        by_month: false,
        weather: "forecast.json",
        command: "downrange window rocket.toml --weather forecast.json",
    }
}

/// Defends what a launch officer reads on a screen: the table, and the rule that decides; no line is wider than the screen.
#[test]
fn hours_on_a_screen() {
    let limits = Limits::default().with("p_outside=20 %").unwrap();
    let hours = hours(&limits);
    let text = report(&hours, &limits).summary(Units::Us);
    let text = anstream::adapter::strip_str(&text).to_string();
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

/// Defends the keys of the JSON.
#[test]
fn hours_as_json() {
    let limits = Limits::default().with("wind_aloft=40 m/s").unwrap();
    let hours = hours(&limits);
    insta::assert_snapshot!(report(&hours[..1], &limits).json());
}

/// Defends the page: a map of each hour whose names are its own, of which one is shown until the slider is moved.
#[test]
fn a_page_of_hours() {
    let limits = Limits::default();
    let hours = hours(&limits);
    let mut page = Vec::new();
    report(&hours, &limits).page(Units::Si, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    if let Ok(folder) = std::env::var("WINDOW_PAGE") {
        std::fs::write(folder, &page).unwrap();
    }
    assert_eq!(page.matches("class=\"hour\"").count(), 3);
    assert_eq!(page.matches("class=\"hour\" data-later").count(), 2);
    for hour in 0..3 {
        assert_eq!(
            page.matches(&format!("<clipPath id=\"map-frame-{hour}-1000\""))
                .count(),
            1
        );
    }
    assert!(!page.contains("NaN"));
}
