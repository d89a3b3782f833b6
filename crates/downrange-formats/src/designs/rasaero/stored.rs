//! What RASAero stored of a flight it had computed: four figures of the simulation, zero where there are none.

use downrange::compare::{StoredFigure, StoredFlight};
use downrange::quantity::Dimension;

use super::units::si;
use crate::designs::xml::Node;

/// Elements of a simulation, and their units.
const FIGURES: &[(StoredFigure, &str, &str, Dimension)] = &[
    (StoredFigure::Apogee, "MaxAltitude", "ft", Dimension::Length),
    (
        StoredFigure::MaxSpeed,
        "MaxVelocity",
        "ft/s",
        Dimension::Speed,
    ),
    (
        StoredFigure::ApogeeTime,
        "TimetoApogee",
        "s",
        Dimension::Time,
    ),
    (StoredFigure::FlightTime, "FlightTime", "s", Dimension::Time),
];

/// What a simulation has stored of its flight, if it has.
pub fn stored(simulation: Node<'_>) -> Option<StoredFlight> {
    let figures = FIGURES
        .iter()
        .filter_map(|(figure, name, unit, dimension)| {
            let value: f64 = simulation.word(name)?.parse().ok()?;
            let stored = value.is_finite() && value > 0.0;
            stored.then(|| (*figure, si(value, unit, *dimension)))
        });
    let figures: Vec<(StoredFigure, f64)> = figures.collect();
    let engine = simulation.word("SustainerEngine").unwrap_or_default();
    (!figures.is_empty()).then(|| StoredFlight {
        program: "RASAero II".to_owned(),
        simulation: engine.to_owned(),
        figures,
        ..StoredFlight::default()
    })
}
