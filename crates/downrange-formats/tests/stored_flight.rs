//! What OpenRocket stored of a flight, read from invented files: the values are nobody's flight.
#![allow(clippy::unwrap_used)]

mod drawn;

use downrange::compare::{StoredChannel, StoredEventKind, StoredFigure, StoredFlight};
use drawn::{file, import, simple};

const FIGURES: &str = "maxaltitude=\"812.5\" maxvelocity=\"130.25\" maxmach=\"0.385\" groundhitvelocity=\"NaN\" optimumdelay=\"9.5\"";

/// The stored flight of the simplest file, with a `flightdata`.
fn stored(data: &str) -> Option<StoredFlight> {
    let text = file(&simple("")).replace("</conditions>", &format!("</conditions>{data}"));
    import(&text).stored
}

/// Figures, events and columns are read by their names, in whichever order they stand; what is no number is not stored.
#[test]
fn figures_events_and_columns_are_read_by_name() {
    let data = format!(
        "<flightdata {FIGURES}><databranch name=\"Sustainer\" types=\"Mass,Time,Altitude,Something new,Mach number\">\
         <event time=\"0.4\" type=\"launchrod\"/><event time=\"0\" type=\"launch\"/>\
         <event time=\"Inf\" type=\"simulationend\"/><event time=\"11\" type=\"apogee\"/>\
         <datapoint>2.5,0,0,7,NaN</datapoint><datapoint>2.4,0.1,0.6,7,0.05</datapoint></databranch></flightdata>"
    );
    let stored = stored(&data).unwrap();
    assert_eq!(stored.program, "tests");
    assert_eq!(stored.simulation, "first");
    assert_eq!(stored.is_current, Some(true));
    assert_eq!(stored.figure(StoredFigure::Apogee), Some(812.5));
    assert_eq!(stored.figure(StoredFigure::OptimumDelay), Some(9.5));
    assert_eq!(stored.figure(StoredFigure::GroundHitSpeed), None);
    assert_eq!(stored.first(StoredEventKind::RailExit), Some(0.4));
    assert_eq!(stored.apogee_time(), Some(11.0));
    let series = &stored.series;
    assert_eq!(series.len(), 2);
    assert_eq!(series.at(1, StoredChannel::Altitude), Some(0.6));
    assert_eq!(series.at(0, StoredChannel::Mach), None);
    assert_eq!(series.at(1, StoredChannel::Mach), Some(0.05));
    assert!(!series.has(StoredChannel::Thrust));
}

/// A file in another language has its columns where the English has them: names are stored translated.
#[test]
fn translated_columns_are_read_by_their_places() {
    let mut types: Vec<String> = (0..54).map(|place| format!("Spalte {place}")).collect();
    types[28] = "Schub".to_owned();
    let point: Vec<String> = (0..54).map(|place| place.to_string()).collect();
    let data = format!(
        "<flightdata><databranch types=\"{}\"><datapoint>{}</datapoint></databranch></flightdata>",
        types.join(","),
        point.join(",")
    );
    let series = stored(&data).unwrap().series;
    assert_eq!(series.at(0, StoredChannel::Thrust), Some(28.0));
    assert_eq!(series.at(0, StoredChannel::Mass), Some(19.0));
    assert_eq!(series.at(0, StoredChannel::Drag), Some(30.0));
}

/// A simulation that was never run has nothing stored.
#[test]
fn what_was_not_run_has_nothing_stored() {
    assert_eq!(stored(""), None);
    assert_eq!(stored("<flightdata/>"), None);
}

/// A status other than these two says that the figures may be of another design.
#[test]
fn the_status_says_whether_it_is_up_to_date() {
    let data = format!("<flightdata {FIGURES}/>");
    let text = file(&simple("")).replace("</conditions>", &format!("</conditions>{data}"));
    for (status, current) in [("loaded", true), ("outdated", false), ("cantrun", false)] {
        let text = text.replace("status=\"uptodate\"", &format!("status=\"{status}\""));
        let stored = import(&text).stored.unwrap();
        assert_eq!(stored.is_current, Some(current), "{status}");
        assert_eq!(stored.status, status);
    }
}
