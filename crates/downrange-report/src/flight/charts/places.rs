//! Shared by ground track and flight path: named places, phases, extent.

use downrange::flight::{Flight, Sample};
use plotly::common::MarkerSymbol;

use super::lines::labelled_events;
use crate::page::palette::{AMBER, FAINT, INK};
use crate::units::Unit;

/// A named place: east, north, up in shown units.
pub struct Place {
    pub name: String,
    pub east: f64,
    pub north: f64,
    pub up: f64,
}

/// The launch and every named event, those at (nearly) one place together.
pub fn places(flight: &Flight, unit: Unit) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let launch = flight.record.first().map(|s| ("launch".to_owned(), s));
    let events =
        labelled_events(flight).filter_map(|event| Some((event.name.clone(), flight.at(event)?)));
    let all: Vec<_> = launch.into_iter().chain(events).collect();
    let size = all
        .iter()
        .flat_map(|(_, s)| s.position)
        .fold(0.0, |size: f64, x| size.max(x.abs()));
    for (name, sample) in all {
        let [east, north, up] = sample.position.map(|x| unit.of(x));
        // Where it landed is what the picture is for: its mark stays within its own size of the place.
        let near = unit.of(if name.ends_with("landing") {
            0.01
        } else {
            0.03
        } * size);
        match found.iter_mut().find(|p| {
            (p.east - east).abs() < near
                && (p.north - north).abs() < near
                && (p.up - up).abs() < near
        }) {
            Some(place) => {
                place.name.push_str(", ");
                place.name.push_str(&name);
            }
            None => found.push(Place {
                name,
                east,
                north,
                up,
            }),
        }
    }
    found
}

/// Whether a place is named in the picture, where names may fall on each other as it turns.
fn landmark(name: &str) -> bool {
    ["launch", "apogee", "landing"]
        .iter()
        .any(|word| name.contains(word))
}

/// Label of each place in the picture: its name, with those of places so near that the labels would overlap.
pub fn labels(places: &[Place]) -> Vec<String> {
    const NEAR: f64 = 0.15;
    let size = places
        .iter()
        .flat_map(|p| [p.east.abs(), p.north.abs(), p.up])
        .fold(0.0, f64::max);
    let mut labels = vec![String::new(); places.len()];
    for (index, place) in places.iter().enumerate().filter(|(_, p)| landmark(&p.name)) {
        let near = |other: &Place| {
            (place.east - other.east)
                .hypot(place.north - other.north)
                .hypot(place.up - other.up)
                < NEAR * size
        };
        let holds = |other: usize| !labels[other].is_empty() && near(&places[other]);
        match (0..index).find(|other| holds(*other)) {
            Some(other) => {
                labels[other].push_str(", ");
                labels[other].push_str(&place.name);
            }
            None => labels[index].push_str(&place.name),
        }
    }
    labels
}

pub fn symbol(name: &str) -> (MarkerSymbol, &'static str) {
    match name {
        name if name.starts_with("launch") => (MarkerSymbol::Square, INK),
        name if name.contains("landing") => (MarkerSymbol::Cross, INK),
        name if name.contains("apogee") => (MarkerSymbol::Diamond, AMBER),
        _ => (MarkerSymbol::Circle, FAINT),
    }
}

/// The samples of all bodies.
pub fn all_samples(flight: &Flight) -> impl Iterator<Item = &Sample> {
    flight.records().flat_map(|(_, record)| record)
}

/// Legs, and whether each is the first of its name: the legend names it once.
pub fn named_once<'a>(
    legs: Vec<(&'static str, &'static str, &'a [Sample])>,
) -> Vec<(&'static str, &'static str, &'a [Sample], bool)> {
    let mut seen: Vec<&str> = Vec::new();
    legs.into_iter()
        .map(|(name, color, leg)| {
            let first = !seen.contains(&name);
            seen.push(name);
            (name, color, leg, first)
        })
        .collect()
}

/// The least and the greatest; zeros of nothing.
pub fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .map(|x| (x, x))
        .reduce(|(low, high), (x, _)| (low.min(x), high.max(x)))
        .unwrap_or_default()
}
