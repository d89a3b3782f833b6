//! When motors light, stages leave and parachutes open (`IgnitionEvent`, `StageSeparationConfiguration`,
//! `DeploymentConfiguration`).

use super::configuration::configured;
use crate::designs::components::rules::{
    DeploymentEvent, DeploymentRule, IgnitionEvent, IgnitionRule, SeparationEvent, SeparationRule,
};
use crate::designs::components::weigh::Rules;
use crate::designs::numbers;
use crate::designs::xml::Node;
use crate::error::Error;

/// The rule of a motor mount.
pub fn ignition(mount: Node<'_>, id: &str) -> Result<IgnitionRule, Error> {
    let default = rule(mount, IgnitionEvent::Automatic)?;
    let own = configured(mount, "ignitionconfiguration", id);
    match own.name() == "ignitionconfiguration" {
        true => rule(own, default.event),
        false => Ok(default),
    }
}

fn rule(node: Node<'_>, otherwise: IgnitionEvent) -> Result<IgnitionRule, Error> {
    let event = numbers::choice(
        node,
        "ignitionevent",
        &[
            ("automatic", IgnitionEvent::Automatic),
            ("launch", IgnitionEvent::Launch),
            ("ejectioncharge", IgnitionEvent::Ejection),
            ("ejection", IgnitionEvent::Ejection),
            ("burnout", IgnitionEvent::Burnout),
            ("never", IgnitionEvent::Never),
        ],
        otherwise,
    )?;
    let delay = numbers::size_or(node, "ignitiondelay", 0.0)?;
    Ok(IgnitionRule { event, delay })
}

/// The rule of a stage; where it says none, files up to format 1.7 mean the ignition above, later ones the ejection charge.
pub fn separation(stage: Node<'_>, id: &str, rules: Rules) -> Result<SeparationRule, Error> {
    let otherwise = match rules {
        Rules::Old => SeparationEvent::UpperIgnition,
        Rules::New => SeparationEvent::Ejection,
    };
    let of = |node: Node<'_>, otherwise| {
        Ok(SeparationRule {
            event: numbers::choice(
                node,
                "separationevent",
                &[
                    ("upperignition", SeparationEvent::UpperIgnition),
                    ("ignition", SeparationEvent::Ignition),
                    ("burnout", SeparationEvent::Burnout),
                    ("ejection", SeparationEvent::Ejection),
                    ("launch", SeparationEvent::Launch),
                    ("apogee", SeparationEvent::Apogee),
                    ("altitudeascending", SeparationEvent::Ascending),
                    ("altitudedescending", SeparationEvent::Descending),
                    ("never", SeparationEvent::Never),
                ],
                otherwise,
            )?,
            delay: numbers::size_or(node, "separationdelay", 0.0)?,
            altitude: numbers::size_or(node, "separationaltitude", 0.0)?,
        })
    };
    let default: SeparationRule = of(stage, otherwise)?;
    let own = configured(stage, "separationconfiguration", id);
    match own.name() == "separationconfiguration" {
        true => of(own, default.event),
        false => Ok(default),
    }
}

/// The rule of a recovery device.
pub fn deployment(device: Node<'_>, id: &str) -> Result<DeploymentRule, Error> {
    let of = |node: Node<'_>, otherwise: (DeploymentEvent, f64)| {
        Ok(DeploymentRule {
            event: numbers::choice(
                node,
                "deployevent",
                &[
                    ("launch", DeploymentEvent::Launch),
                    ("ejection", DeploymentEvent::Ejection),
                    ("apogee", DeploymentEvent::Apogee),
                    ("altitude", DeploymentEvent::Altitude),
                    ("lowerstageseparation", DeploymentEvent::LowerSeparation),
                    ("never", DeploymentEvent::Never),
                ],
                otherwise.0,
            )?,
            delay: numbers::size_or(node, "deploydelay", 0.0)?,
            altitude: numbers::size_or(node, "deployaltitude", otherwise.1)?,
        })
    };
    // OpenRocket's where nothing is said.
    let default: DeploymentRule = of(device, (DeploymentEvent::Ejection, 200.0))?;
    let own = configured(device, "deploymentconfiguration", id);
    match own.name() == "deploymentconfiguration" {
        true => of(own, (default.event, default.altitude)),
        false => Ok(default),
    }
}
