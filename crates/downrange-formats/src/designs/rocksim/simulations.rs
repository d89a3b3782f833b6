//! Which simulation flies.

use crate::designs::options::DesignOptions;
use crate::designs::simulation_choice::{asked_for, tell_others};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// The element of a simulation's name: `[C6-5]`, where nobody gave it another.
pub const NAME: &str = "SimulationName";

/// The simulations of a file.
pub fn simulations(root: Node<'_>) -> Vec<Node<'_>> {
    let list = root.child("SimulationResultsList");
    list.map(|list| list.all("SimulationResults"))
        .unwrap_or_default()
}

/// Whether a simulation has a motor.
pub fn has_engine(simulation: &Node<'_>) -> bool {
    let lists = simulation.elements();
    lists
        .flat_map(Node::elements)
        .any(|each| each.name() == "EngineSet")
}

/// The simulation that was asked for, else the first with a motor, else the first; none of a file without any.
pub fn choose<'a>(
    root: Node<'a>,
    options: &DesignOptions,
    warnings: &mut Warnings,
) -> Result<Option<Node<'a>>, Error> {
    if options.configuration.is_some() {
        let title = "a RockSim file has no flight configurations";
        let hint = "--simulation N|NAME chooses one of its simulations";
        return Err(root.error(title).hint(hint));
    }
    let simulations = simulations(root);
    let flown = match &options.simulation {
        Some(asked) => asked_for(&simulations, NAME, root, asked)?,
        None => simulations.iter().position(has_engine).unwrap_or(0),
    };
    tell_others(&simulations, NAME, Some(flown), warnings);
    Ok(simulations.get(flown).copied())
}
