//! Shared by ground track and flight path: named places, phases, extent.

use downrange::flight::{EventKind, Flight, TrajectoryPoint};
use plotly::common::MarkerSymbol;

use super::lines::{Label, labelled_events};
use crate::page::palette::{AMBER, FAINT, INK};
use crate::units::DisplayUnit;

/// What a place is, the most important first: of several at one place the first counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Landmark {
    Launch,
    Landing,
    Apogee,
    Other,
}

impl Landmark {
    fn of(kind: EventKind) -> Self {
        match kind {
            EventKind::Landing => Self::Landing,
            EventKind::Apogee => Self::Apogee,
            _ => Self::Other,
        }
    }
}

impl Label for (String, Landmark) {
    fn join(&mut self, other: Self) {
        self.0.join(other.0);
        self.1 = self.1.min(other.1);
    }
}

/// A named place: east, north, up in shown units.
pub struct Place {
    pub name: String,
    pub landmark: Landmark,
    pub east: f64,
    pub north: f64,
    pub up: f64,
}

/// The launch and every named event, those at (nearly) one place together.
pub fn places(flight: &Flight, unit: DisplayUnit) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let launch = flight.trajectory.first();
    let launch = launch.map(|sample| ("launch".to_owned(), Landmark::Launch, sample));
    let events = labelled_events(flight).filter_map(|event| {
        let landmark = Landmark::of(event.kind);
        Some((event.name.clone(), landmark, flight.at(event)?))
    });
    let all: Vec<_> = launch.into_iter().chain(events).collect();
    let size = all
        .iter()
        .flat_map(|(.., sample)| sample.position)
        .fold(0.0, |size: f64, x| size.max(x.abs()));
    for (name, landmark, sample) in all {
        let [east, north, up] = sample.position.map(|x| unit.of(x));
        // Where it landed is what the picture is for: its mark stays within its own size of the place.
        let near = unit.of(if landmark == Landmark::Landing {
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
                place.name.join(name);
                place.landmark = place.landmark.min(landmark);
            }
            None => found.push(Place {
                name,
                landmark,
                east,
                north,
                up,
            }),
        }
    }
    found
}

/// Label of each landmark in the picture, where names may fall on each other as it turns: its name, with those of places so near that the labels would overlap.
pub fn labels(places: &[Place]) -> Vec<String> {
    const NEAR: f64 = 0.15;
    let size = places
        .iter()
        .flat_map(|p| [p.east.abs(), p.north.abs(), p.up])
        .fold(0.0, f64::max);
    let mut labels = vec![String::new(); places.len()];
    let named = |(_, place): &(usize, &Place)| place.landmark != Landmark::Other;
    for (index, place) in places.iter().enumerate().filter(named) {
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

pub fn symbol(landmark: Landmark) -> (MarkerSymbol, &'static str) {
    match landmark {
        Landmark::Launch => (MarkerSymbol::Square, INK),
        Landmark::Landing => (MarkerSymbol::Cross, INK),
        Landmark::Apogee => (MarkerSymbol::Diamond, AMBER),
        Landmark::Other => (MarkerSymbol::Circle, FAINT),
    }
}

/// The samples of all bodies.
pub fn all_samples(flight: &Flight) -> impl Iterator<Item = &TrajectoryPoint> {
    flight.trajectories().flat_map(|(_, record)| record)
}

/// Legs, and whether each is the first of its name: the legend names it once.
pub fn named_once<'a>(
    legs: Vec<(&'static str, &'static str, &'a [TrajectoryPoint])>,
) -> Vec<(&'static str, &'static str, &'a [TrajectoryPoint], bool)> {
    let mut seen: Vec<&str> = Vec::new();
    legs.into_iter()
        .map(|(name, color, segment)| {
            let first = !seen.contains(&name);
            seen.push(name);
            (name, color, segment, first)
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
