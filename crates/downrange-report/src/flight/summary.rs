//! A flight on one screen of a terminal.

use std::fmt::Write;

use downrange::flight::Start;

use super::report::FlightReport;
use super::{stored, summary_rows};
use crate::terminal::{BOLD, DIM, WARNING, WIDTH, write_warnings};
use crate::text::{printable, wrap};
use crate::units::{Units, compass, coordinates, degrees};

impl FlightReport<'_> {
    /// A flight on one screen: what flew, what happened when, the figures, those that are stored, the warnings. The text holds ANSI styles;
    /// whoever prints it where they do not belong strips them.
    pub fn summary(&self, units: Units) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = write(&mut text, self, units);
        text
    }
}

fn write(
    text: &mut String,
    report: &FlightReport<'_>,
    units: Units,
) -> Result<(), std::fmt::Error> {
    let FlightReport { launch, flight, .. } = *report;
    let site = &launch.site;
    let (height, speed) = (units.height(), units.speed());
    writeln!(text, "{BOLD}{}{BOLD:#}", printable(&launch.name))?;
    writeln!(text, "{}", summary_rows::vehicle(launch, flight, units))?;
    if let Some(failure) = &flight.failure {
        writeln!(text, "{WARNING}failure{WARNING:#}  {}", printable(failure))?;
    }
    let start = match &launch.start {
        Start::Rail(rail) => format!(
            "rail {} at {} toward {}",
            height.show(rail.length),
            degrees(rail.elevation_angle),
            compass(rail.heading),
        ),
        Start::State(state) => format!(
            "from {} above, {}",
            height.show(state.height - site.elevation),
            summary_rows::velocity(state.velocity, units),
        ),
    };
    writeln!(
        text,
        "{}, {} up; {start}",
        coordinates(site.latitude, site.longitude),
        height.show(site.elevation),
    )?;
    if let Some(taken) = summary_rows::taken_guides(launch, units) {
        writeln!(text, "rail guides: {taken}")?;
    }
    if let Some(effect) = report.assumed {
        writeln!(
            text,
            "not said: {}",
            summary_rows::assumed(effect, flight, units)
        )?;
    }
    if let Some(effects) = report.drag_terms {
        let told = format!("drag: {}", summary_rows::drag_terms(effects));
        for line in wrap(&told, WIDTH) {
            writeln!(text, "{line}")?;
        }
    }

    let names: Vec<String> = flight.events.iter().map(|e| printable(&e.name)).collect();
    let longest = names.iter().map(|name| name.chars().count()).max();
    let column = longest.unwrap_or_default().max(13);
    writeln!(
        text,
        "\n{DIM}{:column$}  {:>9}  {:>10}  {:>11}  {:>6}{DIM:#}",
        "", "time", "height", "speed", "Mach"
    )?;
    for (name, event) in names.iter().zip(&flight.events) {
        writeln!(
            text,
            "{name:column$}  {:>7.2} s  {:>10}  {:>11}  {:>6.3}",
            event.time,
            height.show(event.altitude_agl),
            speed.show(event.speed),
            event.mach
        )?;
    }

    writeln!(text)?;
    for (label, value) in summary_rows::outcome(flight, units) {
        writeln!(text, "{DIM}{label:13}{DIM:#}  {value}")?;
    }

    let bodies = summary_rows::bodies(flight, units);
    if !bodies.is_empty() {
        writeln!(text)?;
    }
    let longest = bodies.iter().map(|(name, _)| name.chars().count()).max();
    let column = longest.unwrap_or_default().max(13);
    for (name, value) in bodies {
        writeln!(text, "{BOLD}{name:column$}{BOLD:#}  {value}")?;
    }

    if let Some(stored) = report.stored {
        writeln!(text)?;
        stored::write_stored(text, stored, flight, units)?;
    }
    if !flight.warnings.is_empty() {
        writeln!(text)?;
    }
    let warnings = flight.warnings.iter();
    let warnings: Vec<_> = warnings
        .map(|warning| (warning.rule.clone(), warning.message.clone()))
        .collect();
    write_warnings(text, "", &warnings)?;
    writeln!(text, "\n{DIM}{}{DIM:#}", summary_rows::solver(flight))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use downrange::flight::Flight;
    use downrange_testkit::fixture;

    fn shown(units: Units) -> String {
        let text = FlightReport::new(&fixture::launch(), &fixture::flight()).summary(units);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn metric() {
        insta::assert_snapshot!(shown(Units::Si));
    }

    /// Defends that what was taken for what is not said stands in the summary and on the page, with what it is worth.
    #[test]
    fn what_is_not_said_is_told() {
        let (launch, flight, effect) = (fixture::launch(), fixture::flight(), fixture::assumed());
        let report = FlightReport {
            assumed: Some(&effect),
            ..FlightReport::new(&launch, &flight)
        };
        let apogee = Units::Si.height().show(effect.apogee_agl);
        let told = format!(
            "finish \"smooth paint\", fins \"rounded\"; regular paint, square: apogee {apogee} (-6.0 %)"
        );
        let text = report.summary(Units::Si);
        assert!(
            text.contains(&format!("not said: taken as {told}\n")),
            "{text}"
        );
        let mut page = Vec::new();
        report.page(Units::Si, "downrange fly", &mut page).unwrap();
        let page = String::from_utf8(page).unwrap().replace("&#34;", "\"");
        assert!(page.contains(&told));
    }

    /// What is no rocket and had no rail is told without them.
    #[test]
    fn dropped() {
        let (launch, flight) = downrange_testkit::dropped::ball();
        let text = FlightReport::new(&launch, &flight).summary(Units::Si);
        insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string());
    }

    #[test]
    fn united_states() {
        insta::assert_snapshot!(shown(Units::Us));
    }

    /// An altimeter is spoken of where it has something else to say, and where it reaches.
    #[test]
    fn an_altimeter_that_says_nothing_else_is_left_out() {
        let mut flight = fixture::flight();
        let told = |flight: &Flight| {
            FlightReport::new(&fixture::launch(), flight)
                .summary(Units::Si)
                .contains("Altimeter")
        };
        assert!(told(&flight));
        flight.outcome.apogee_altimeter = flight.outcome.apogee_agl;
        assert!(!told(&flight));
        flight.outcome.apogee_altimeter = 31_000.0;
        assert!(!told(&flight));
    }

    #[test]
    fn it_fits_a_screen() {
        for units in [Units::Si, Units::Us] {
            let text = shown(units);
            assert!(text.lines().count() <= 40);
            assert!(
                text.lines().all(|line| line.chars().count() <= WIDTH),
                "{text}"
            );
        }
    }

    #[test]
    fn a_name_cannot_talk_to_the_terminal() {
        let mut launch = fixture::launch();
        launch.name = "evil\u{1b}[2J\u{7}name".to_owned();
        let text = FlightReport::new(&launch, &fixture::flight()).summary(Units::Si);
        assert!(text.contains("evil[2Jname"));
    }
}
