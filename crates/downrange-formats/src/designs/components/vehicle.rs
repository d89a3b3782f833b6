//! The stages of a design as a rocket, or as a stack that comes apart from the lowest up.

use downrange::error::Fault;
use downrange::flight::Vehicle;
use downrange::rocket::{
    AfterSeparation, Coefficient, DescentMode, Ignition, Overrides, Parachute, Rocket,
    RocketDescription, Separation, SeparationTime, Stack, Stage,
};
use downrange::table::Curve;

use super::rules::{IgnitionEvent, SeparationEvent};
use super::stages::DesignStage;
use crate::designs::assembly::{ImportedVehicle, hinted, index_in};
use crate::designs::placing::{DesignPart, PartNames, description};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::launch::MOST_PARTS;

/// What is the same of all stages.
#[derive(Debug)]
pub struct VehicleFrame<'a> {
    /// What the rocket is called.
    pub name: &'a str,
    /// Its element.
    pub node: Node<'a>,
    /// The reference diameter, m, where it is not the largest.
    pub diameter: Option<f64>,
    /// Drag coefficients that are given for the whole, by how many stages still fly, less one.
    pub drags: Vec<Option<f64>>,
}

impl<'a> VehicleFrame<'a> {
    /// Stages in the order in which they leave, as a vehicle with its motors.
    pub fn assemble(
        &self,
        stages: &[DesignStage<'a>],
        warnings: &mut Warnings,
    ) -> Result<ImportedVehicle, Error> {
        let placed = stages.iter().rev().flat_map(|stage| &stage.placed);
        Ok(ImportedVehicle {
            vehicle: self.vehicle(stages, warnings)?,
            motors: placed
                .filter_map(|placed| placed.library_motor.clone())
                .collect(),
        })
    }

    fn vehicle(
        &self,
        stages: &[DesignStage<'a>],
        warnings: &mut Warnings,
    ) -> Result<Vehicle, Error> {
        let last = stages.len().saturating_sub(1);
        let mut names = PartNames::default();
        let mut built: Vec<Stage> = Vec::new();
        // Parachutes of what never leaves come down with the last stage.
        let mut carried: Vec<Parachute> = Vec::new();
        for (index, stage) in stages.iter().enumerate() {
            let separation = match index == last {
                true => None,
                false => separation(stages, index, warnings)?,
            };
            let mut parachutes = stage.parachutes.clone();
            if separation.is_none() && index != last {
                carried.append(&mut parachutes);
            }
            let own = match index == last {
                true => {
                    parachutes.append(&mut carried);
                    unique_parachutes(&mut parachutes);
                    parachutes.clone()
                }
                false => Vec::new(),
            };
            let rocket = self.rocket(stages, index, own)?;
            let name = names.unique(&stage.name);
            let ignition = match &stage.motors {
                Some(_) => ignition(stages, index, warnings),
                None => Ignition::Never,
            };
            built.push(Stage {
                name,
                rocket,
                copies: stage.copies,
                distance: stage.distance,
                nose: 0.0,
                ignition,
                separation: separation.map(|when| {
                    unique_parachutes(&mut parachutes);
                    Separation {
                        when,
                        impulse: 0.0,
                        after: AfterSeparation {
                            descent: DescentMode::Tumbling {
                                drag_area: stage.tumbling,
                            },
                            parachutes,
                        },
                    }
                }),
            });
        }
        if let [only] = built.as_slice() {
            self.lit_at_launch(only.ignition, stages, warnings)?;
            return Ok(Vehicle::Rocket(only.rocket.clone()));
        }
        match Stack::new(self.name, built) {
            Ok(stack) => Ok(Vehicle::Stack(stack)),
            Err(fault) => {
                let node = index_in("stages", &fault).and_then(|index| stages.get(index));
                let node = node.map_or(self.node, |stage| stage.node);
                Err(hinted(node.error(&*fault.message), &fault))
            }
        }
    }

    /// Checks that the motor of a single stage is lit, which a rocket's is at launch.
    fn lit_at_launch(
        &self,
        ignition: Ignition,
        stages: &[DesignStage<'_>],
        warnings: &mut Warnings,
    ) -> Result<(), Error> {
        let node = stages.first().map_or(self.node, |stage| stage.node);
        match ignition {
            Ignition::Never if stages.iter().any(|stage| stage.motors.is_some()) => {
                Err(node.error("its motor is never lit").hint(
                    "choose another configuration, or another ignition of the motor in OpenRocket",
                ))
            }
            Ignition::Launch { delay } if delay > 0.0 => {
                let message = format!("its motor lights at launch, not {delay} s after it");
                warnings.of(node, message);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The vehicle as it flies from when the stages before `index` have left until that one leaves.
    fn rocket(
        &self,
        stages: &[DesignStage<'a>],
        index: usize,
        parachutes: Vec<Parachute>,
    ) -> Result<Rocket, Error> {
        let remaining = stages.get(index..).unwrap_or_default();
        // From the nose tip down.
        let drawn: Vec<&DesignPart<'a>> = remaining
            .iter()
            .rev()
            .flat_map(|stage| &stage.section.parts)
            .collect();
        if drawn.len() > MOST_PARTS {
            let title = format!("a rocket of more than {MOST_PARTS} parts");
            return Err(self.node.error(title));
        }
        let stage = stages.get(index);
        let motor = stage
            .and_then(|stage| stage.motors.as_ref())
            .map(|motors| motors.mounted.clone());
        let drag = remaining.len().checked_sub(1);
        let drag = drag.and_then(|count| *self.drags.get(count)?);
        let whole = RocketDescription {
            name: self.name.to_owned(),
            given: Overrides {
                diameter: self.diameter,
                drag_power_off: drag.map(|drag| Coefficient::Mach(Curve::constant(drag))),
                ..Overrides::default()
            },
            motor,
            parachutes,
            ..description(drawn.iter().map(|each| each.part.clone()).collect())
        };
        Rocket::new(whole).map_err(|fault| self.located(&fault, &drawn, stage))
    }

    /// A fault of a rocket at the element it is about.
    fn located(
        &self,
        fault: &Fault,
        parts: &[&DesignPart<'a>],
        stage: Option<&DesignStage<'a>>,
    ) -> Error {
        let part = index_in("parts", fault).and_then(|index| parts.get(index));
        let motor = stage.and_then(|stage| stage.motor_node);
        let node = match (part, motor) {
            (Some(part), _) => part.node,
            (None, Some(motor)) if fault.place.starts_with("motor") => motor,
            _ => self.node,
        };
        hinted(node.error(&*fault.message), fault)
    }
}

/// Parachutes of one body have different names.
fn unique_parachutes(parachutes: &mut [Parachute]) {
    let mut names = PartNames::default();
    for parachute in parachutes {
        parachute.name = names.unique(&parachute.name);
    }
}

/// When the motors of a stage light.
fn ignition(stages: &[DesignStage<'_>], index: usize, warnings: &mut Warnings) -> Ignition {
    let Some((stage, motors)) = stages
        .get(index)
        .and_then(|stage| Some((stage, stage.motors.as_ref()?)))
    else {
        return Ignition::Never;
    };
    let rule = motors.ignition;
    let below = index.checked_sub(1).and_then(|below| stages.get(below));
    let charge = |warnings: &mut Warnings| {
        let delay = below
            .and_then(|below| below.motors.as_ref())
            .and_then(|motors| motors.delay);
        match delay {
            Some(delay) => Ignition::BelowBurnout {
                delay: delay + rule.delay,
            },
            None => {
                warnings.of(
                    stage.node,
                    "its motor waits for an ejection charge below, and no motor there has one: it is never lit",
                );
                Ignition::Never
            }
        }
    };
    match rule.event {
        IgnitionEvent::Launch => Ignition::Launch { delay: rule.delay },
        IgnitionEvent::Automatic if stage.at_launch => Ignition::Launch { delay: rule.delay },
        IgnitionEvent::Automatic | IgnitionEvent::Ejection => charge(warnings),
        IgnitionEvent::Burnout if below.is_none() => Ignition::Never,
        IgnitionEvent::Burnout => Ignition::BelowBurnout { delay: rule.delay },
        IgnitionEvent::Never => Ignition::Never,
    }
}

/// When a stage leaves; none never does.
fn separation(
    stages: &[DesignStage<'_>],
    index: usize,
    warnings: &mut Warnings,
) -> Result<Option<SeparationTime>, Error> {
    let Some(stage) = stages.get(index) else {
        return Ok(None);
    };
    let rule = stage.separation;
    let after = |delay: f64| SeparationTime::OwnBurnout {
        delay: delay + rule.delay,
    };
    let motors = stage.motors.as_ref();
    let never = |warnings: &mut Warnings, why: &str| {
        warnings.of(stage.node, format!("it never leaves: {why}"));
        Ok(None)
    };
    Ok(Some(match rule.event {
        SeparationEvent::Never => return never(warnings, "so the file says"),
        SeparationEvent::Launch => SeparationTime::Time(rule.delay),
        SeparationEvent::Apogee => {
            at_once(rule.delay, stage, warnings);
            SeparationTime::Apogee
        }
        SeparationEvent::Ascending => {
            at_once(rule.delay, stage, warnings);
            SeparationTime::Height(rule.altitude)
        }
        SeparationEvent::Descending => {
            return Err(stage
                .node
                .error("a separation at a height on the way down cannot be flown")
                .hint("let it separate at apogee, or at a height on the way up"));
        }
        SeparationEvent::Burnout => match motors {
            Some(_) => after(0.0),
            None => return never(warnings, "it has no motor to burn out"),
        },
        SeparationEvent::Ejection => match motors.and_then(|motors| motors.delay) {
            Some(delay) => after(delay),
            None => return never(warnings, "no motor of it has an ejection charge"),
        },
        SeparationEvent::Ignition => match motors.map(|motors| motors.ignition) {
            Some(own) if stage.at_launch || own.event == IgnitionEvent::Launch => {
                SeparationTime::Time(own.delay + rule.delay)
            }
            _ => return never(warnings, "it would leave with its own ignition in flight"),
        },
        SeparationEvent::UpperIgnition => {
            match stages
                .get(index + 1)
                .map(|_| ignition(stages, index + 1, warnings))
            {
                Some(Ignition::BelowBurnout { delay }) if motors.is_some() => after(delay),
                Some(Ignition::Launch { delay }) => SeparationTime::Time(delay + rule.delay),
                _ => return never(warnings, "the motor above it is never lit"),
            }
        }
    }))
}

/// Warns of a delay that is not flown.
fn at_once(delay: f64, stage: &DesignStage<'_>, warnings: &mut Warnings) {
    if delay > 0.0 {
        let message = format!("its delay of {delay} s is not flown: it leaves at once");
        warnings.of(stage.node, message);
    }
}
