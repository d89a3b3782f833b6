//! A flight as one self-contained page that opens anywhere, prints well, and needs no network.
//!
//! Charts are drawn by plotly.js, which the `plotly` crate ships: a review board can zoom, read values under the
//! cursor and turn the path in space; the price is some 4.6 MB a page.

use std::io::{self, Write};

use askama::Template;
use downrange::flight::{Flight, Launch};
use plotly::Plot;

use crate::charts::{self, Chart};
use crate::figures::{self, Row};
use crate::units::Units;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    name: &'a str,
    subtitle: String,
    failure: Option<&'a str>,
    bodies: Vec<(String, String)>,
    tiles: Vec<Tile>,
    outcome: Vec<Row>,
    events: Vec<EventRow<'a>>,
    warnings: Vec<(&'a str, &'a str)>,
    inputs: Vec<Row>,
    charts: Vec<Chart>,
    charts_json: String,
    solver: String,
    version: &'a str,
    command: &'a str,
    plotly: &'a str,
}

/// A figure that is seen first.
pub struct Tile {
    /// What it is of.
    pub label: &'static str,
    /// The figure with its unit.
    pub value: String,
    /// What else belongs to it.
    pub detail: String,
}

struct EventRow<'a> {
    name: &'a str,
    time: String,
    height: String,
    speed: String,
    mach: String,
}

/// Writes the page; `command` is the command line that repeats the flight. The flight should have been flown with
/// its record, else the charts are empty.
///
/// # Errors
/// When `out` cannot be written.
pub fn report(
    launch: &Launch,
    flight: &Flight,
    units: Units,
    command: &str,
    mut out: impl Write,
) -> io::Result<()> {
    let (height, speed) = (units.height(), units.speed());
    let charts = charts::all(launch, flight, units);
    let scripts = Plot::offline_js_sources();
    let page = Page {
        name: &launch.name,
        subtitle: figures::vehicle(launch, flight, units),
        failure: flight.failure.as_deref(),
        bodies: figures::bodies(flight, units),
        tiles: tiles(flight, units),
        outcome: figures::outcome(flight, units),
        events: flight
            .events
            .iter()
            .map(|event| EventRow {
                name: &event.name,
                time: format!("{:.2}", event.time),
                height: height.show(event.altitude_agl),
                speed: speed.show(event.speed),
                mach: format!("{:.3}", event.mach),
            })
            .collect(),
        warnings: flight
            .warnings
            .iter()
            .map(|warning| (warning.rule.as_str(), warning.message.as_str()))
            .collect(),
        inputs: figures::inputs(launch, flight, units),
        charts_json: in_script(&charts),
        charts,
        solver: figures::solver(flight),
        version: env!("CARGO_PKG_VERSION"),
        command,
        plotly: plotly_js(&scripts),
    };
    page.write_into(&mut out)?;
    out.flush()
}

fn tiles(flight: &Flight, units: Units) -> Vec<Tile> {
    let outcome = &flight.outcome;
    let (height, speed) = (units.height(), units.speed());
    let tile = |label, value, detail| Tile {
        label,
        value,
        detail,
    };
    let mut tiles = vec![
        tile(
            "Apogee",
            height.show(outcome.apogee_agl),
            format!("above the site at {:.1} s", outcome.apogee_time),
        ),
        tile(
            "Top speed",
            speed.show(outcome.max_speed.value),
            format!("Mach {:.2}", outcome.max_mach.value),
        ),
    ];
    if let Some(exit) = &outcome.rail_exit {
        tiles.push(tile(
            "Off the rail",
            speed.show(exit.speed),
            format!("thrust-to-weight {:.1}", exit.thrust_to_weight),
        ));
    }
    if let Some(least) = &outcome.min_static_margin {
        tiles.push(match &outcome.rail_exit {
            Some(exit) => tile(
                "Static margin",
                format!("{:.2} cal", exit.static_margin),
                format!("off the rail, least {:.2}", least.value),
            ),
            None => tile(
                "Least static margin",
                format!("{:.2} cal", least.value),
                format!("at {:.1} s", least.time),
            ),
        });
    }
    tiles.extend([
        tile(
            if outcome.landing.landed {
                "Landing"
            } else {
                "Still flying"
            },
            height.show(outcome.landing.distance),
            format!("toward {}", crate::units::compass(outcome.landing.bearing)),
        ),
        tile(
            if outcome.landing.landed {
                "Landing speed"
            } else {
                "Speed then"
            },
            speed.show(outcome.landing.speed),
            format!("after {:.0} s", outcome.landing.time),
        ),
    ]);
    tiles
}

/// The charts of a page in their order, as a JavaScript array that cannot end its script early.
pub fn in_script<'c>(charts: impl IntoIterator<Item = &'c Chart>) -> String {
    let all: Vec<&str> = charts
        .into_iter()
        .map(|chart| chart.json.as_str())
        .collect();
    format!("[{}]", all.join(",\n")).replace('<', "\\u003c")
}

/// The first script is plotly.js; after it comes MathJax, 2 MB that no chart here uses.
pub fn plotly_js(scripts: &str) -> &str {
    let end = "</script>";
    match scripts.find(end) {
        Some(at) => &scripts[..at + end.len()],
        None => scripts,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use downrange_testkit::fixture;

    fn page(name: &str) -> String {
        let mut launch = fixture::launch();
        launch.name = name.to_owned();
        let mut flight = fixture::flight();
        for event in &mut flight.events {
            event.name = event.name.replace("drogue", "</script><b>drogue");
        }
        let mut bytes = Vec::new();
        report(
            &launch,
            &flight,
            Units::Si,
            "downrange fly x.toml",
            &mut bytes,
        )
        .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// The page without plotly.js.
    fn own(text: &str) -> String {
        let (before, rest) = text.split_once("<script").unwrap();
        let (_, after) = rest.split_once("</script>").unwrap();
        before.to_owned() + after
    }

    #[test]
    fn it_stands_alone_and_stays_small() {
        let text = page("Roadrunner");
        assert!(text.len() < 6_000_000, "{}", text.len());
        let own = own(&text);
        for address in ["http:", "https:", " src=", "@import", "MathJax", "NaN"] {
            assert!(!own.contains(address), "{address}");
        }
        assert_eq!(own.matches("<figure>").count(), 8);
    }

    /// A ball has no rail, no static margin, no angle of attack and no drag by origin.
    #[test]
    fn what_makes_no_sense_is_left_out() {
        let (launch, flight) = crate::dropped::ball();
        let mut bytes = Vec::new();
        report(&launch, &flight, Units::Us, "", &mut bytes).unwrap();
        let own = own(&String::from_utf8(bytes).unwrap());
        assert_eq!(own.matches("<figure>").count(), 5);
        assert_eq!(own.matches("class=\"tile\"").count(), 4);
        for word in ["rail", "Rail", "margin", "Motor", "NaN"] {
            assert!(!own.contains(&format!(">{word}")), "{word}");
        }
    }

    const PAGES: [(&str, &str); 4] = [
        ("report.html", include_str!("../templates/report.html")),
        ("aero.html", include_str!("../templates/aero.html")),
        (
            "dispersion.html",
            include_str!("../templates/dispersion.html"),
        ),
        ("claim.html", include_str!("../templates/claim.html")),
    ];

    /// On a narrow screen a table scrolls by itself and on paper it wraps, instead of running over what is beside it or
    /// off the sheet: that holds for tables in the container that does this, so every table stands in one.
    #[test]
    fn every_table_of_every_page_stands_in_what_scrolls_and_wraps() {
        for (name, page) in PAGES {
            let tables = page.matches("<table").count();
            let held = page.matches("<div class=\"scroll\">\n<table").count();
            assert!(tables > 0 && tables == held, "{name}: {held} of {tables}");
            assert!(page.contains("{% include \"style.css\" %}"), "{name}");
            assert!(page.contains("name=\"viewport\""), "{name}");
        }
        let style = include_str!("../templates/style.css");
        let (screen, print) = style.split_once("@media print {").unwrap();
        assert!(screen.contains(".scroll { overflow-x: auto;"));
        for rule in [
            ".scroll { overflow: visible;",
            "white-space: normal !important;",
            ".modebar-container { display: none; }",
        ] {
            assert!(print.contains(rule), "{rule}");
        }
    }

    /// Pages with charts draw them by one script: what it does about legends, tool bars, narrow screens and paper holds
    /// for all. It finds the places of charts in the order of the page, so that each needs exactly one.
    #[test]
    fn charts_of_all_pages_are_drawn_by_one_script() {
        for (name, page) in PAGES {
            let charts =
                ["\"", "{"].map(|end| page.matches(&format!("class=\"chart{end}")).count());
            let charts = charts.iter().sum::<usize>();
            let drawn = page.matches("{% include \"charts.js\" %}").count();
            assert_eq!(charts, drawn, "{name}");
            assert_eq!(page.matches("Plotly.").count(), 0, "{name}");
        }
        let text = own(&page("Roadrunner"));
        let places = ["\"", " "].map(|end| text.matches(&format!("class=\"chart{end}")).count());
        let places = places.iter().sum::<usize>();
        assert_eq!(text.matches("\"layout\":{").count(), places);
    }

    #[test]
    fn names_cannot_inject_html() {
        let text = own(&page("<svg onload=alert(1)>"));
        assert!(!text.contains("<svg"));
        assert!(text.contains("&#60;svg onload"));
        assert_eq!(text.matches("</script>").count(), 1);
        assert!(!text.contains("<b>drogue"));
    }
}
