//! What may go wrong, as part of the description: a failure changes a launch into one that has it.
//!
//! **A lost fin.** Each fin of a set bears in proportion to the part of the flow across it, and a roll angle φ from it
//! that part is the sine: a set of N bears `Σ sin²φᵢ = N/2` in any direction (Barrowman 1967), and with one fin gone
//! `(N−1)/2` on average over the roll, that is a set of N − 1. That average is flown: less normal force and roll
//! damping, less drag, less mass. The two planes then differ (of three fins the set bears three times as much in one
//! as in the other), which a rocket that rolls averages and one that does not feels as a weaker plane; that, and the
//! drag that is missing on one side, are left out. What is not: the fin's mass missing on one side moves the centre of
//! mass off the axis by `m r / M`, so that the thrust passes beside it and the rocket trims at an angle while it
//! burns. It stands in the description as a thrust offset toward the lost fin, at `thrust_azimuth`.
//!
//! **A cold motor of a cluster.** The others burn; it stays aboard with all its propellant. The thrust of the others
//! passes beside the axis, and so does the centre of mass, farther and farther as they get lighter: both are flown as
//! they change ([`OffAxis`](super::model::OffAxis)). The jets of those that burn fill that much less of the base.

use crate::error::Fault;
use crate::flight::failure::{Failure, ParachuteFailure};
use crate::flight::{Launch, Vehicle};
use crate::rocket::{
    AfterSeparation, DescentMode, Ignition, MountedMotor, Parachute, PartMass, PartShape, Releases,
    Rocket, RocketDescription, Stack, Stage, Trigger,
};

impl Launch {
    /// The same launch with one of its failures.
    ///
    /// # Errors
    /// When no failure is called so, when it speaks of something that is not there, or when what is left cannot be.
    pub fn with_failure(&self, name: &str) -> Result<Self, Fault> {
        let index = self.failures.iter().position(|each| each.name == name);
        let Some(index) = index else {
            let names: Vec<&str> = self.failures.iter().map(|f| f.name.as_str()).collect();
            let fault = Fault::new("failures", format!("no failure is called `{name}`"));
            return Err(match names[..] {
                [] => fault.hint("this launch describes none"),
                _ => fault.hint(format!("there are: {}", names.join(", "))),
            });
        };
        let vehicle = match &self.failures[index].failure {
            Failure::Parachute {
                parachute,
                stage,
                goes,
            } => fail_parachute(&self.vehicle, parachute, stage.as_deref(), *goes),
            Failure::NoIgnition { stage } => with_stages(&self.vehicle, |stages| {
                named(stages, stage)?.ignition = Ignition::Never;
                Ok(())
            }),
            Failure::EarlyBurnout { stage, after } => {
                fail_motor(&self.vehicle, stage.as_deref(), *after)
            }
            Failure::MotorOut { stage, motors } => {
                fail_cluster(&self.vehicle, stage.as_deref(), motors)
            }
            Failure::LostFin { fins } => fail_fins(&self.vehicle, fins),
        };
        Ok(Self {
            vehicle: vehicle.map_err(|fault| fault.inside(&format!("failures[{index}]")))?,
            failure: Some(name.to_owned()),
            ..self.clone()
        })
    }
}

/// What is spoken of is not there; what is.
fn missing(key: &str, name: &str, known: &[String]) -> Fault {
    let fault = Fault::new(key, format!("there is no {key} called `{name}`"));
    match known {
        [] => fault,
        _ => fault.hint(format!("there are: {}", known.join(", "))),
    }
}

/// A stage by its name.
fn named<'s>(stages: &'s mut [Stage], name: &str) -> Result<&'s mut Stage, Fault> {
    let known: Vec<String> = stages.iter().map(|each| each.name.clone()).collect();
    let found = stages.iter_mut().find(|each| each.name == name);
    found.ok_or_else(|| missing("stage", name, &known))
}

/// A stack whose stages are changed.
fn with_stages(
    vehicle: &Vehicle,
    change: impl FnOnce(&mut Vec<Stage>) -> Result<(), Fault>,
) -> Result<Vehicle, Fault> {
    let Some(stack) = vehicle.stack() else {
        return Err(Fault::new("stage", "the vehicle has no stages"));
    };
    let mut stages = stack.stages().to_vec();
    change(&mut stages)?;
    Stack::new(stack.name(), stages).map(Vehicle::Stack)
}

/// A rocket whose description is changed.
fn with_description(
    rocket: &Rocket,
    change: impl FnOnce(&mut RocketDescription),
) -> Result<Rocket, Fault> {
    let mut description = rocket.description().clone();
    change(&mut description);
    Rocket::new(description)
}

fn fail_parachute(
    vehicle: &Vehicle,
    name: &str,
    stage: Option<&str>,
    goes: ParachuteFailure,
) -> Result<Vehicle, Fault> {
    let mut found = 0;
    let mut known = Vec::new();
    let mut change = |parachutes: &mut Vec<Parachute>| {
        known.extend(parachutes.iter().map(|each| each.name.clone()));
        let Some(index) = parachutes.iter().position(|each| each.name == name) else {
            return;
        };
        found += 1;
        match goes {
            ParachuteFailure::StaysShut => {
                parachutes.remove(index);
                for other in parachutes.iter_mut() {
                    if let Releases::Named(names) = &mut other.releases {
                        names.retain(|each| each != name);
                    }
                }
            }
            ParachuteFailure::Late(delay) => parachutes[index].lag += delay,
            ParachuteFailure::AtApogee => parachutes[index].trigger = Trigger::Apogee,
        }
    };
    let failed = match vehicle {
        Vehicle::Rocket(rocket) => {
            Vehicle::Rocket(with_description(rocket, |d| change(&mut d.parachutes))?)
        }
        Vehicle::Object(object) => {
            let mut object = object.clone();
            change(&mut object.parachutes);
            Vehicle::Object(object)
        }
        Vehicle::Stack(_) => with_stages(vehicle, |stages| {
            for each in stages {
                if stage.is_some_and(|stage| stage != each.name) {
                    continue;
                }
                each.rocket = with_description(&each.rocket, |d| change(&mut d.parachutes))?;
                if let Some(separation) = &mut each.separation {
                    change(&mut separation.after.parachutes);
                }
            }
            Ok(())
        })?,
    };
    match found {
        0 => Err(missing("parachute", name, &known)),
        1 => Ok(failed),
        _ => Err(Fault::new(
            "parachute",
            format!("several parachutes are called `{name}`"),
        )
        .hint("say which with `stage`")),
    }
}

/// A vehicle of which the motors of one rocket, or of one stage, are changed.
fn with_motors(
    vehicle: &Vehicle,
    stage: Option<&str>,
    (no_motor, which): (&str, &str),
    change: impl FnOnce(&mut MountedMotor) -> Result<(), Fault>,
) -> Result<Vehicle, Fault> {
    let changed = |rocket: &Rocket| {
        let mut description = rocket.description().clone();
        match &mut description.motor {
            Some(mounted) => change(mounted)?,
            None => return Err(Fault::new("stage", no_motor)),
        }
        Rocket::new(description)
    };
    match (vehicle, stage) {
        (Vehicle::Rocket(rocket), None) => changed(rocket).map(Vehicle::Rocket),
        (Vehicle::Stack(_), Some(name)) => with_stages(vehicle, |stages| {
            let found = named(stages, name)?;
            found.rocket = changed(&found.rocket)?;
            Ok(())
        }),
        (Vehicle::Stack(_), None) => Err(Fault::new("stage", which)),
        (Vehicle::Rocket(_), Some(name)) => Err(missing("stage", name, &[])),
        (Vehicle::Object(_), _) => Err(Fault::new("", no_motor)),
    }
}

fn fail_motor(vehicle: &Vehicle, stage: Option<&str>, after: f64) -> Result<Vehicle, Fault> {
    let words = ("there is no motor to go out", "say which stage goes out");
    with_motors(vehicle, stage, words, |mounted| {
        mounted.motor.cut_off = Some(after);
        Ok(())
    })
}

/// The vehicle of which some motors of a cluster do not light.
fn fail_cluster(
    vehicle: &Vehicle,
    stage: Option<&str>,
    motors: &[String],
) -> Result<Vehicle, Fault> {
    if motors.is_empty() {
        return Err(Fault::new("motors", "no motor is named"));
    }
    let stages = vehicle.stack().map_or(&[][..], Stack::stages);
    let own = stages.iter().find(|each| Some(each.name.as_str()) == stage);
    if let Some(own) = own.filter(|own| own.copies > 1) {
        let message = format!(
            "`{}` stands in {} copies around the vehicle: it is not told in which of them a motor stays cold",
            own.name, own.copies
        );
        return Err(Fault::new("stage", message).hint(
            "describe them as one stage, without `copies`, whose [[stages.motor.cluster]] says where each motor stands",
        ));
    }
    let words = (
        "there is no motor to light",
        "say of which stage motors do not light",
    );
    let mut none_lights = false;
    let mut failed = with_motors(vehicle, stage, words, |mounted| {
        let places = mounted.places();
        for (at, name) in motors.iter().enumerate() {
            if motors[..at].contains(name) {
                let message = format!("motor `{name}` is named twice");
                return Err(Fault::new("motors", message));
            }
            if places.iter().all(|each| each.name != *name) {
                return Err(mounted.no_motor("motors", name));
            }
            mounted.cold.insert(name.clone());
        }
        none_lights = mounted.lit() == 0;
        if mounted.places_known() || none_lights {
            return Ok(());
        }
        let message = format!(
            "nothing says where the {} motors of the cluster stand, and so not how far from the axis the thrust of the \
             others passes",
            mounted.count()
        );
        Err(Fault::new("motors", message)
            .hint("give `cluster_radius`, or a table in [[motor.cluster]] for each motor"))
    })?;
    if let (true, Some(name), Vehicle::Stack(_)) = (none_lights, stage, &failed) {
        failed = with_stages(&failed, |stages| {
            named(stages, name)?.ignition = Ignition::Never;
            Ok(())
        })?;
    }
    Ok(failed)
}

fn fail_fins(vehicle: &Vehicle, name: &str) -> Result<Vehicle, Fault> {
    let mut found = false;
    let mut known: Vec<String> = Vec::new();
    let mut lose = |rocket: &Rocket| {
        let parts = rocket.description().parts.iter();
        let sets = parts.filter(|part| matches!(part.shape, PartShape::Fins(_)));
        for set in sets.map(|part| &part.name) {
            if !known.contains(set) {
                known.push(set.clone());
            }
        }
        lose_fin(rocket, name, &mut found)
    };
    let failed = match vehicle {
        Vehicle::Rocket(rocket) => Vehicle::Rocket(lose(rocket)?),
        Vehicle::Stack(_) => with_stages(vehicle, |stages| {
            for stage in stages {
                stage.rocket = lose(&stage.rocket)?;
                if let Some(separation) = &mut stage.separation
                    && let AfterSeparation {
                        descent: DescentMode::Rocket { rocket, .. },
                        ..
                    } = &mut separation.after
                {
                    **rocket = lose(rocket)?;
                }
            }
            Ok(())
        })?,
        Vehicle::Object(_) => return Err(missing("fins", name, &[])),
    };
    if found {
        Ok(failed)
    } else {
        Err(missing("fins", name, &known))
    }
}

/// The rocket without one of the fins of a set, if it has that set.
fn lose_fin(rocket: &Rocket, name: &str, found: &mut bool) -> Result<Rocket, Fault> {
    let mut description = rocket.description().clone();
    let mut parts = description.parts.iter_mut().enumerate();
    let Some((index, part)) = parts.find(|(_, part)| part.name == name) else {
        return Ok(rocket.clone());
    };
    let PartShape::Fins(fins) = &mut part.shape else {
        return Ok(rocket.clone());
    };
    *found = true;
    if fins.count == 1 {
        description.parts.remove(index);
    } else {
        let before = f64::from(fins.count);
        fins.count -= 1;
        if let PartMass::Mass(mass) = &mut part.stuff {
            *mass *= (before - 1.0) / before;
        }
    }
    description.thrust_offset += rocket.fin_moment(name) / rocket.mass_with_motors();
    Rocket::new(description)
}
