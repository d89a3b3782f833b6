//! When motors light, stages leave and parachutes open (`IgnitionEvent`, `StageSeparationConfiguration`,
//! `DeploymentConfiguration`).

use super::configuration::configured;
use super::values;
use super::weigh::Rules;
use crate::designs::xml::Node;
use crate::error::Error;

/// What lights a motor, and how long after it, s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IgnitionRule {
    /// What.
    pub event: IgnitionEvent,
    /// Delay, s.
    pub delay: f64,
}

/// What lights a motor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IgnitionEvent {
    /// Launch of the lowest stage, the ejection charge below of the others.
    Automatic,
    /// Launch.
    Launch,
    /// The ejection charge of the stage below.
    Ejection,
    /// The burn-out of the stage below.
    Burnout,
    /// Nothing.
    Never,
}

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
    let event = values::choice(
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
    let delay = values::size_or(node, "ignitiondelay", 0.0)?;
    Ok(IgnitionRule { event, delay })
}

/// What makes a stage leave, and how long after it, s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeparationRule {
    /// What.
    pub event: SeparationEvent,
    /// Delay, s.
    pub delay: f64,
    /// Height above the site, m, of events that have one.
    pub altitude: f64,
}

/// What makes a stage leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeparationEvent {
    /// The ignition of the stage above.
    UpperIgnition,
    /// Its own ignition.
    Ignition,
    /// Its own burn-out.
    Burnout,
    /// Its own ejection charge.
    Ejection,
    /// Launch.
    Launch,
    /// The highest point.
    Apogee,
    /// A height on the way up.
    Ascending,
    /// A height on the way down.
    Descending,
    /// Nothing.
    Never,
}

/// The rule of a stage; where it says none, files up to format 1.7 mean the ignition above, later ones the ejection charge.
pub fn separation(stage: Node<'_>, id: &str, rules: Rules) -> Result<SeparationRule, Error> {
    let otherwise = match rules {
        Rules::Old => SeparationEvent::UpperIgnition,
        Rules::New => SeparationEvent::Ejection,
    };
    let of = |node: Node<'_>, otherwise| {
        Ok(SeparationRule {
            event: values::choice(
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
            delay: values::size_or(node, "separationdelay", 0.0)?,
            altitude: values::size_or(node, "separationaltitude", 0.0)?,
        })
    };
    let default: SeparationRule = of(stage, otherwise)?;
    let own = configured(stage, "separationconfiguration", id);
    match own.name() == "separationconfiguration" {
        true => of(own, default.event),
        false => Ok(default),
    }
}

/// What opens a parachute, and how long after it, s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeploymentRule {
    /// What.
    pub event: DeploymentEvent,
    /// Delay, s.
    pub delay: f64,
    /// Height above the site, m, of events that have one.
    pub altitude: f64,
}

/// What opens a parachute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeploymentEvent {
    /// Launch.
    Launch,
    /// The ejection charge of its stage.
    Ejection,
    /// The highest point.
    Apogee,
    /// A height on the way down.
    Altitude,
    /// The separation of the stage below.
    LowerSeparation,
    /// Nothing.
    Never,
}

/// The rule of a recovery device.
pub fn deployment(device: Node<'_>, id: &str) -> Result<DeploymentRule, Error> {
    let of = |node: Node<'_>, otherwise: (DeploymentEvent, f64)| {
        Ok(DeploymentRule {
            event: values::choice(
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
            delay: values::size_or(node, "deploydelay", 0.0)?,
            altitude: values::size_or(node, "deployaltitude", otherwise.1)?,
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
