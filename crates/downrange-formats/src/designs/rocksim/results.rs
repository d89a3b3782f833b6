//! What RockSim had computed of a simulation.

use downrange::compare::{StoredFigure, StoredFlight};

use super::simulations::{NAME, simulations};
use crate::designs::numbers::parsed;
use crate::designs::xml::{Document, Node};
use crate::error::Error;
use crate::text::decoded;

/// RockSim's own results of a simulation; `None` is what the file does not say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RocksimResults {
    /// What the simulation is called: `[C6-5]`, where nobody gave it another name.
    pub name: String,
    /// Mass at lift-off with motors, kg.
    pub mass: Option<f64>,
    /// Centre of mass at lift-off, m from the nose tip.
    pub center: Option<f64>,
    /// Highest point above the site, m.
    pub apogee: Option<f64>,
    /// Greatest speed, m/s.
    pub max_speed: Option<f64>,
    /// Greatest acceleration, m/s².
    pub max_acceleration: Option<f64>,
    /// From lift-off to the highest point, s.
    pub time_to_apogee: Option<f64>,
    /// Speed at the end of the launch guide, m/s.
    pub guide_speed: Option<f64>,
    /// Speed at landing, m/s.
    pub landing_speed: Option<f64>,
}

/// The elements of results.
pub const RESULTS: [&str; 8] = [
    "Mass0",
    "CG0",
    "MaxAltitude",
    "MaxVelocity",
    "MaxAcceleration",
    "TimeToApogee",
    "VelocityAtLaunchGuideEnd",
    "VelocityAtLanding",
];

/// What RockSim had computed of each simulation of a file, in their order; a zero is nothing computed.
///
/// # Errors
/// When the file is no XML.
pub fn stored_results(file: &str, bytes: &[u8]) -> Result<Vec<RocksimResults>, Error> {
    let document = Document::parse(file, decoded(bytes))?;
    let simulations = simulations(document.root());
    Ok(simulations.into_iter().map(of_simulation).collect())
}

fn of_simulation(simulation: Node<'_>) -> RocksimResults {
    let number = |name: &str| {
        let found = simulation.child(name).and_then(|child| parsed(child).ok());
        found.filter(|value| *value != 0.0)
    };
    let [
        mass,
        center,
        apogee,
        max_speed,
        max_acceleration,
        time_to_apogee,
        guide_speed,
        landing_speed,
    ] = RESULTS.map(number);
    RocksimResults {
        name: simulation.word(NAME).unwrap_or_default().to_owned(),
        mass,
        center,
        apogee,
        max_speed,
        max_acceleration,
        time_to_apogee,
        guide_speed,
        landing_speed,
    }
}

/// What a simulation has stored of its flight, if it has.
pub fn stored(simulation: Node<'_>) -> Option<StoredFlight> {
    let results = of_simulation(simulation);
    let figures = [
        (StoredFigure::Apogee, results.apogee),
        (StoredFigure::MaxSpeed, results.max_speed),
        (StoredFigure::MaxAcceleration, results.max_acceleration),
        (StoredFigure::ApogeeTime, results.time_to_apogee),
        (StoredFigure::GroundHitSpeed, results.landing_speed),
        (StoredFigure::RailExitSpeed, results.guide_speed),
    ];
    let figures: Vec<(StoredFigure, f64)> = figures
        .into_iter()
        .filter_map(|(figure, value)| Some((figure, value?)))
        .collect();
    (!figures.is_empty()).then(|| StoredFlight {
        program: "RockSim".to_owned(),
        simulation: results.name,
        figures,
        ..StoredFlight::default()
    })
}
