//! When parachutes and streamers open (`SimulationEventDTO`).

use super::values;
use crate::designs::components::rules::{DeploymentEvent, DeploymentRule};
use crate::designs::numbers::size_or;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// `Type` of an event.
const TYPES: [DeploymentEvent; 6] = [
    DeploymentEvent::Never,
    DeploymentEvent::Ejection,
    // Seconds after ignition.
    DeploymentEvent::Launch,
    // Seconds after apogee.
    DeploymentEvent::Apogee,
    DeploymentEvent::Apogee,
    DeploymentEvent::Altitude,
];

/// The types whose `DeplyTime` (RockSim spells it so) counts.
const DELAYED: [f64; 2] = [2.0, 3.0];

/// The events of devices, by the serial numbers of their parts.
#[derive(Debug)]
pub struct Deployments<'a>(Vec<(&'a str, DeploymentRule)>);

impl<'a> Deployments<'a> {
    /// Those of a simulation, else those of the design.
    pub fn read(
        design: Node<'a>,
        simulation: Option<Node<'a>>,
        warnings: &mut Warnings,
    ) -> Result<Self, Error> {
        let own = match simulation.and_then(|simulation| simulation.child("SimulationEvents")) {
            Some(list) => events(list, warnings)?,
            None => Vec::new(),
        };
        let general = match design.child("SimulationEventList") {
            Some(list) if own.is_empty() => events(list, warnings)?,
            Some(list) => {
                list.mark_used();
                Vec::new()
            }
            None => Vec::new(),
        };
        Ok(Self(own.into_iter().chain(general).collect()))
    }

    /// The rule of a device of a stage whose motors have an ejection charge, or none; the file may have none for it.
    pub fn rule(&self, device: Node<'_>, charge: bool) -> Option<DeploymentRule> {
        let serial = device.word("SerialNo").unwrap_or_default();
        let found = self.0.iter().find(|(number, _)| *number == serial);
        found
            .map(|(_, rule)| *rule)
            .or(charge.then_some(plain(DeploymentEvent::Ejection)))
    }
}

/// A rule without delay or height.
pub fn plain(event: DeploymentEvent) -> DeploymentRule {
    DeploymentRule {
        event,
        delay: 0.0,
        altitude: 0.0,
    }
}

fn events<'a>(
    list: Node<'a>,
    warnings: &mut Warnings,
) -> Result<Vec<(&'a str, DeploymentRule)>, Error> {
    let mut found = Vec::new();
    for event in list.all("SimulationEvent") {
        let kind = size_or(event, "Type", 0.0)?;
        let serial = event.word("PartSerialNo").unwrap_or_default();
        let (time, height) = (
            size_or(event, "DeplyTime", 0.0)?,
            size_or(event, "DeployAltitude", 0.0)?,
        );
        // An empty slot.
        if matches!(serial, "" | "0") {
            continue;
        }
        if kind >= TYPES.len() as f64 {
            let message = "an unknown event: as if the file said none";
            warnings.of(event.child("Type").unwrap_or(event), message);
            continue;
        }
        let rule = DeploymentRule {
            event: values::code(event, "Type", &TYPES, DeploymentEvent::Never)?,
            delay: if DELAYED.contains(&kind) { time } else { 0.0 },
            altitude: height,
        };
        found.push((serial, rule));
    }
    Ok(found)
}
