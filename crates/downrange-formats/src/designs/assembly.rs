//! A rocket, or a stack that comes apart, of sections with their motors.

use downrange::error::Fault;
use downrange::flight::Vehicle;
use downrange::mass::MassProperties;
use downrange::motor::Motor;
use downrange::rocket::{
    AfterSeparation, DescentMode, Ignition, Inertia, MountedMotor, Overrides, Parachute, Rocket,
    RocketDescription, Separation, SeparationTime, Stack, Stage,
};

use super::placing::{DesignPart, DesignSection, description, on_the_body, round_si, six_digits};
use super::warnings::Warnings;
use super::xml::Node;
use crate::error::Error;
use crate::motors::LibraryMotor;

/// The vehicle of a design file.
#[derive(Debug)]
pub struct ImportedVehicle {
    /// The vehicle.
    pub vehicle: Vehicle,
    /// Its motors as their files have them, from the sustainer down.
    pub motors: Vec<LibraryMotor>,
}

/// A section with its motor, placed and weighed.
#[derive(Debug)]
pub struct LoadedSection<'a> {
    /// Its parts.
    pub section: &'a DesignSection<'a>,
    /// Its motor.
    pub motor: Motor,
    /// Its motor as the motor file has it.
    pub library_motor: LibraryMotor,
    /// The element that names the motor.
    pub engine: Node<'a>,
    /// The element that gives its mass.
    pub weight: Node<'a>,
    /// Mass properties without the motor; the centre is from the nose tip.
    pub dry: MassProperties,
    /// Delay from the separation below to the ignition, s.
    pub ignition: f64,
    /// Delay from its own burn-out to its separation, s.
    pub separation: f64,
}

/// What a rocket is besides its sections.
#[derive(Debug)]
pub struct Assembly<'a> {
    /// Its name.
    pub name: &'a str,
    /// The element of the drawing.
    pub node: Node<'a>,
    /// Height of the roughness, m.
    pub roughness: f64,
    /// The parachutes of the sustainer.
    pub parachutes: Vec<Parachute>,
    /// The name of the element that says where fins stand.
    pub location: &'static str,
}

impl Assembly<'_> {
    /// The sections, from the sustainer down, as a rocket, or, of several, as a stack that comes apart from the lowest up.
    ///
    /// # Errors
    /// When a rocket or stack cannot be: at the element it is about.
    pub fn assemble(
        self,
        sections: &[LoadedSection<'_>],
        warnings: &mut Warnings,
    ) -> Result<ImportedVehicle, Error> {
        let count = sections.len();
        if count > 1 {
            let message = "how boosters come down is not said: they tumble, without a parachute";
            warnings.missing(message);
        }
        let mut stages: Vec<Stage> = Vec::new();
        let mut dry = MassProperties::default();
        let mut parts: Vec<&DesignPart<'_>> = Vec::new();
        for (index, loaded) in sections.iter().enumerate() {
            let own = loaded.section;
            dry = dry.plus(loaded.dry);
            parts.extend(&own.parts);
            let visible: Vec<&DesignPart<'_>> = parts.iter().copied().chain(&own.hidden).collect();
            let rocket = Rocket::new(RocketDescription {
                name: self.name.to_owned(),
                given: overrides(dry),
                motor: Some(MountedMotor::new(loaded.motor.clone())),
                parachutes: match index {
                    0 => self.parachutes.clone(),
                    _ => Vec::new(),
                },
                roughness: self.roughness,
                ..description(on_the_body(&visible, self.location, warnings))
            })
            .map_err(|fault| located(&fault, &visible, loaded, self.node))?;
            stages.push(Stage {
                name: match index {
                    0 => "sustainer".to_owned(),
                    index => format!("booster {index}"),
                },
                rocket,
                copies: 1,
                distance: 0.0,
                nose: 0.0,
                ignition: match index + 1 == count {
                    true => Ignition::Launch { delay: 0.0 },
                    false => Ignition::BelowSeparation {
                        delay: loaded.ignition,
                    },
                },
                separation: (index > 0).then_some(after_burnout(loaded.separation)),
            });
        }
        let motors = sections.iter().map(|loaded| loaded.library_motor.clone());
        let motors = motors.collect();
        if let (1, Some(stage)) = (count, stages.first()) {
            let vehicle = Vehicle::Rocket(stage.rocket.clone());
            return Ok(ImportedVehicle { vehicle, motors });
        }
        stages.reverse();
        let stack = Stack::new(self.name, stages).map_err(|fault| {
            let lowest = sections.last().map_or(self.node, |loaded| loaded.weight);
            hinted(lowest.error(fault.message.clone()), &fault)
        })?;
        Ok(ImportedVehicle {
            vehicle: Vehicle::Stack(stack),
            motors,
        })
    }
}

/// Mass, centre and moments of inertia as overrides of what the parts have.
fn overrides(dry: MassProperties) -> Overrides {
    Overrides {
        mass: Some(round_si(dry.mass)),
        center_of_mass: Some(round_si(dry.center)),
        inertia: Some(Inertia {
            axial: six_digits(dry.axial),
            transverse: six_digits(dry.transverse),
        }),
        ..Overrides::default()
    }
}

/// Leaves so long after its burn-out, s, and tumbles down without a parachute.
fn after_burnout(delay: f64) -> Separation {
    Separation {
        when: SeparationTime::OwnBurnout { delay },
        impulse: 0.0,
        after: AfterSeparation {
            descent: DescentMode::Tumbling { drag_area: None },
            parachutes: Vec::new(),
        },
    }
}

/// A fault of a rocket at the element it is about.
fn located(
    fault: &Fault,
    parts: &[&DesignPart<'_>],
    loaded: &LoadedSection<'_>,
    drawing: Node<'_>,
) -> Error {
    let error = match index_in("parts", fault).and_then(|index| parts.get(index)) {
        Some(drawn) => drawn.node.error(&*fault.message),
        None if fault.place.starts_with("motor") => loaded.engine.error_of_text(&*fault.message),
        None if ["mass", "center_of_mass", "inertia"]
            .iter()
            .any(|key| fault.place.starts_with(key)) =>
        {
            loaded.weight.error_of_text(&*fault.message)
        }
        None => drawing.error(&*fault.message),
    };
    hinted(error, fault)
}

/// Which of a list a fault is about: `parts[3].position`.
pub fn index_in(list: &str, fault: &Fault) -> Option<usize> {
    let rest = fault.place.strip_prefix(list)?.strip_prefix('[')?;
    rest.split(']').next()?.parse().ok()
}

/// The error with the hint of a fault.
pub fn hinted(error: Error, fault: &Fault) -> Error {
    match &fault.hint {
        Some(hint) => error.hint(hint.as_str()),
        None => error,
    }
}
