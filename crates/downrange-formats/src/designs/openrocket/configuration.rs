//! Flight configurations and stored simulations: which motors fly, which stages, and under what conditions.

use std::collections::HashSet;

use crate::designs::numbers;
use crate::designs::options::DesignOptions;
use crate::designs::simulation_choice::{LISTED, asked_for, tell_others};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::text::first_of;

/// What is flown.
#[derive(Debug)]
pub struct Chosen<'a> {
    /// The identifier of the flight configuration, empty where the file has none.
    pub id: &'a str,
    /// The stored simulation, if the file has one of this configuration.
    pub simulation: Option<Node<'a>>,
    /// Numbers of the stages that the configuration leaves on the ground.
    pub inactive: Vec<usize>,
}

/// A flight configuration (`MotorConfigurationHandler`).
struct Configuration<'a> {
    node: Node<'a>,
    id: &'a str,
    name: &'a str,
    default: bool,
}

/// Chooses by what was asked for: a simulation by its number or name, a configuration by its name, or the first simulation,
/// or the default configuration.
pub fn choose<'a>(
    rocket: Node<'a>,
    root: Node<'a>,
    options: &DesignOptions,
    warnings: &mut Warnings,
) -> Result<Chosen<'a>, Error> {
    let configurations = configurations(rocket)?;
    let simulations: Vec<Node<'a>> = root
        .child("simulations")
        .map(|list| list.all("simulation"))
        .unwrap_or_default();
    let by_name = options.configuration.as_deref();
    let wanted = by_name
        .map(|name| named(&configurations, rocket, name))
        .transpose()?;
    let flown = match (&options.simulation, wanted) {
        (Some(asked), _) => Some(asked_for(&simulations, "name", root, asked)?),
        (None, Some(id)) => simulations
            .iter()
            .position(|simulation| configuration_of(*simulation) == id),
        (None, None) => Some(0),
    };
    let simulation = flown.and_then(|index| simulations.get(index)).copied();
    let own = simulation.map(configuration_of);
    if let (Some(wanted), Some(own), Some(simulation)) = (wanted, own, simulation)
        && wanted != own
    {
        let name = simulation.word("name").unwrap_or_default();
        let title = format!("the simulation `{name}` flies another configuration");
        return Err(simulation
            .error(title)
            .hint("leave out --configuration, or choose a simulation of that one"));
    }
    let default = || {
        let default = configurations.iter().find(|each| each.default);
        default
            .or(configurations.first())
            .map_or("", |each| each.id)
    };
    let id = wanted
        .or(own.filter(|own| !own.is_empty()))
        .unwrap_or_else(default);
    others(&configurations, &simulations, id, flown, warnings);
    let inactive = configurations
        .iter()
        .find(|each| each.id == id)
        .map(|each| inactive(each.node))
        .transpose()?
        .unwrap_or_default();
    Ok(Chosen {
        id,
        simulation,
        inactive,
    })
}

fn configurations<'a>(rocket: Node<'a>) -> Result<Vec<Configuration<'a>>, Error> {
    let list = rocket.all("motorconfiguration").into_iter();
    list.map(|node| {
        Ok(Configuration {
            node,
            id: node.word("@configid").unwrap_or_default(),
            name: node.word("name").unwrap_or_default(),
            default: numbers::flag(node, "@default", false)?,
        })
    })
    .collect()
}

fn inactive(configuration: Node<'_>) -> Result<Vec<usize>, Error> {
    let mut inactive = Vec::new();
    for stage in configuration.all("stage") {
        let number = numbers::number_or(stage, "@number", 0.0)?;
        if !numbers::flag(stage, "@active", true)? && number >= 0.0 {
            inactive.push(number as usize);
        }
    }
    Ok(inactive)
}

fn configuration_of<'a>(simulation: Node<'a>) -> &'a str {
    let conditions = simulation.child("conditions");
    conditions
        .and_then(|conditions| conditions.word("configid"))
        .unwrap_or_default()
}

fn named<'a>(
    configurations: &[Configuration<'a>],
    rocket: Node<'a>,
    name: &str,
) -> Result<&'a str, Error> {
    let mut alike = configurations
        .iter()
        .filter(|each| each.name.trim() == name.trim() || each.id == name);
    match (alike.next(), alike.next()) {
        (Some(only), None) => Ok(only.id),
        (Some(_), Some(_)) => Err(rocket
            .error(format!("several configurations are called `{name}`"))
            .hint("choose one of their simulations with --simulation")),
        (None, _) => {
            let names = configurations.iter().map(|each| match each.name {
                "" => each.id.to_owned(),
                name => format!("`{name}`"),
            });
            let names = first_of(names, LISTED);
            let error = rocket.error(format!("no configuration is called `{name}`"));
            Err(match names.is_empty() {
                true => error.hint("the file has none"),
                false => error.hint(format!("there are {names}")),
            })
        }
    }
}

/// Says which others there are, and passes over what they say.
fn others(
    configurations: &[Configuration<'_>],
    simulations: &[Node<'_>],
    id: &str,
    flown: Option<usize>,
    warnings: &mut Warnings,
) {
    tell_others(simulations, "name", flown, warnings);
    let mut first = None;
    let mut named = Vec::new();
    let flown = simulations.iter().copied().map(configuration_of);
    let flown: HashSet<&str> = flown.collect();
    for other in configurations.iter().filter(|each| each.id != id) {
        if !flown.contains(other.id) && !other.name.is_empty() {
            named.push(format!("`{}`", other.name));
            first = first.or(Some(other.node));
        }
        other.node.mark_used();
    }
    if let Some(first) = first {
        let named = first_of(named.iter(), LISTED);
        warnings.of(
            first,
            format!("not flown: {named}; --configuration chooses one"),
        );
    }
}

/// The element that says something for a configuration, else the one that says it for all.
pub fn configured<'a>(node: Node<'a>, name: &'static str, id: &str) -> Node<'a> {
    let mut own = node;
    for each in node.all(name) {
        match each.word("@configid") == Some(id) {
            true => own = each,
            // It is for another configuration.
            false => each.mark_used(),
        }
    }
    own
}
