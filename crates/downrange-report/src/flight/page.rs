//! A flight as one self-contained page that opens anywhere, prints well, and needs no network.
//!
//! Charts are drawn by plotly.js, which the `plotly` crate ships: a review board can zoom, read values under the
//! cursor and turn the path in space; the price is some 4.6 MB a page.

use std::io::{self, Write};

use askama::Template;
use downrange::flight::Flight;

use super::report::FlightReport;
use super::stored::StoredTable;
use super::{charts, summary_rows};
use crate::charts::Chart;
use crate::drawing::{figure, masses};
use crate::page::{Frame, Notice, PageRow, PageTable, Tile, number, text};
use crate::units::Units;

#[derive(Template)]
#[template(path = "flight.html")]
struct Page<'a> {
    frame: Frame<'a>,
    name: &'a str,
    subtitle: String,
    failure: Option<&'a str>,
    tiles: Vec<Tile>,
    warnings: Option<Notice>,
    events: PageTable,
    outcome: PageTable,
    stored: Option<StoredTable>,
    bodies: Option<PageTable>,
    inputs: Vec<summary_rows::SummaryRow>,
    drawing: Option<String>,
    masses: Option<PageTable>,
    charts: Vec<Chart>,
    solver: String,
}

impl FlightReport<'_> {
    /// Writes the page; `command` is the command line that repeats the flight. The flight should have been flown with
    /// its record, else the charts are empty.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, command: &str, mut out: impl Write) -> io::Result<()> {
        let Self { launch, flight, .. } = *self;
        let charts = charts::all(launch, flight, units);
        let bodies = summary_rows::bodies(flight, units);
        let warnings = flight
            .warnings
            .iter()
            .map(|warning| (warning.rule.clone(), warning.message.clone()));
        let mut inputs = summary_rows::inputs(launch, flight, units);
        let assumed = self.assumed;
        inputs.extend(
            assumed.map(|effect| ("Not said", summary_rows::assumed(effect, flight, units))),
        );
        let effects = self.drag_terms;
        inputs.extend(effects.map(|effects| ("Drag", summary_rows::drag_terms(effects))));
        let page = Page {
            frame: Frame::new(format!("{} – flight report", launch.name), command)
                .with_charts(&charts),
            name: &launch.name,
            subtitle: summary_rows::vehicle(launch, flight, units),
            failure: flight.failure.as_deref(),
            tiles: tiles(flight, units),
            warnings: Notice::of("Rules of thumb that this flight breaks", warnings),
            events: events(flight, units),
            outcome: PageTable::of_pairs("Figures", summary_rows::outcome(flight, units)),
            stored: self
                .stored
                .map(|stored| StoredTable::new(stored, flight, units)),
            bodies: (!bodies.is_empty()).then(|| PageTable::of_pairs("What came down", bodies)),
            inputs,
            drawing: figure(launch, units),
            masses: masses(launch, units),
            charts,
            solver: summary_rows::solver(flight),
        };
        page.write_into(&mut out)?;
        out.flush()
    }
}

/// Table of the events: time, height, speed, Mach number.
fn events(flight: &Flight, units: Units) -> PageTable {
    let (height, speed) = (units.height(), units.speed());
    let rows = flight.events.iter().map(|event| {
        PageRow::new(
            &event.name,
            [
                format!("{:.2}", event.time),
                height.show(event.altitude_agl),
                speed.show(event.speed),
                format!("{:.3}", event.mach),
            ],
        )
    });
    let columns = [
        text("event"),
        number("time (s)"),
        number("height"),
        number("speed"),
        number("Mach"),
    ];
    PageTable {
        class: "plain",
        ..PageTable::new("What happened", columns, rows)
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::page::tests::own;
    use downrange_testkit::fixture;

    fn page(name: &str) -> String {
        let mut launch = fixture::launch();
        launch.name = name.to_owned();
        let mut flight = fixture::flight();
        for event in &mut flight.events {
            event.name = event.name.replace("drogue", "</script><b>drogue");
        }
        let mut bytes = Vec::new();
        let report = FlightReport::new(&launch, &flight);
        report
            .page(Units::Si, "downrange fly x.toml", &mut bytes)
            .unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn it_stands_alone_and_stays_small() {
        let text = page("Roadrunner");
        assert!(text.len() < 6_000_000, "{}", text.len());
        let own = own(&text);
        for address in ["http:", "https:", " src=", "@import", "MathJax", "NaN"] {
            assert!(!own.contains(address), "{address}");
        }
        assert_eq!(own.matches("<figure>").count(), 9);
    }

    /// A ball has no rail, no static margin, no angle of attack and no drag by origin.
    #[test]
    fn what_makes_no_sense_is_left_out() {
        let (launch, flight) = downrange_testkit::dropped::ball();
        let mut bytes = Vec::new();
        FlightReport::new(&launch, &flight)
            .page(Units::Us, "", &mut bytes)
            .unwrap();
        let own = own(&String::from_utf8(bytes).unwrap());
        assert_eq!(own.matches("<figure>").count(), 5);
        assert_eq!(own.matches("class=\"tile\"").count(), 4);
        for word in ["rail", "Rail", "margin", "Motor", "NaN"] {
            assert!(!own.contains(&format!(">{word}")), "{word}");
        }
    }

    #[test]
    fn names_cannot_inject_html() {
        let text = own(&page("<svg onload=alert(1)>"));
        assert!(!text.contains("<svg onload"));
        assert!(text.contains("&#60;svg onload"));
        assert_eq!(text.matches("</script>").count(), 1);
        assert!(!text.contains("<b>drogue"));
    }
}
