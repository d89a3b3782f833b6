//! The motors of the stages (`EngineSetDTO`): those of a simulation, or those that are named where a design names none.

use std::f64::consts::{PI, TAU};

use super::values;
use crate::designs::components::placed_motor::{MotorMount, PlacedMotor};
use crate::designs::components::rules::{IgnitionEvent, IgnitionRule};
use crate::designs::motor_choice::{self, labelled, refuse_unwanted};
use crate::designs::numbers::{number_or, size_or};
use crate::designs::options::DesignOptions;
use crate::designs::placing::six_digits;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::motors::MotorLibrary;

/// `EjectionDelay` of RockSim's run that flies every delay of the motor.
const EVERY_DELAY: f64 = -1.0;

/// Motors of an engine set at most.
const MOST_ENGINES: u32 = 64;

/// The elements of the engines of the stages, from the top.
const STAGES: [&str; 3] = ["Stage3Engines", "Stage2Engines", "Stage1Engines"];

/// A motor of a stage, before it is found.
#[derive(Debug, Clone)]
pub struct Engine<'a> {
    /// The element that names it.
    node: Node<'a>,
    /// Its designation, with its maker in brackets if that is said.
    designation: String,
    /// The mount it is in.
    mount: MotorMount<'a>,
    /// From burn-out to its ejection charge, s, if it has one.
    delay: Option<f64>,
    /// From launch, or from the separation below, to its ignition, s.
    ignition: f64,
    /// How far it stands out of its mount, m.
    overhang: f64,
    /// How many.
    count: u32,
}

/// Names of all engines of the simulations of a file.
fn names(simulations: &[Node<'_>]) -> Vec<String> {
    let inside = simulations.iter().flat_map(|each| each.elements());
    let sets = inside.filter(|list| STAGES.contains(&list.name()));
    let sets = sets.flat_map(Node::elements);
    let text = |set: Node<'_>, name: &str| {
        let found = set.elements().find(|each| each.name() == name);
        found.map_or(String::new(), |each| each.text().to_owned())
    };
    sets.filter(|set| set.name() == "EngineSet")
        .map(|set| (text(set, "EngineCode"), text(set, "EngineMfg")))
        .filter(|(code, _)| !code.is_empty())
        .map(|(code, maker)| labelled(&code, &maker))
        .collect()
}

/// The motors that are named for a design that names none, from the sustainer down; none where the file has motors.
///
/// # Errors
/// When a motor was asked for that no simulation has, or without a file, though one has a motor.
pub fn named<'o>(
    simulations: &[Node<'_>],
    root: Node<'_>,
    options: &'o DesignOptions,
) -> Result<Vec<&'o str>, Error> {
    let asked: Vec<&str> = options.preferred.iter().map(|(name, _)| &**name).collect();
    let known = names(simulations);
    if known.is_empty() {
        return Ok(asked);
    }
    refuse_unwanted(root, asked.into_iter(), &known)?;
    match options.without_file() {
        Some(name) => Err(root
            .error(format!("no file is said for the motor `{name}`"))
            .hint("--motor NAME=FILE chooses the file of a motor that the design names, and --simulation N|NAME a simulation with its motors")),
        None => Ok(Vec::new()),
    }
}

/// The motors that a simulation has in a stage, by its number from the top, in the mounts of that stage.
///
/// # Errors
/// When the stage has no mount for one.
pub fn of_stage<'a>(
    simulation: Node<'a>,
    stage: usize,
    mounts: &[MotorMount<'a>],
    warnings: &mut Warnings,
) -> Result<Vec<Engine<'a>>, Error> {
    let lists = STAGES.map(|name| simulation.child(name));
    let list = lists.get(stage).copied().flatten();
    let sets = list.map(|list| list.all("EngineSet")).unwrap_or_default();
    let mut free: Vec<&MotorMount<'a>> = mounts.iter().collect();
    let mut engines = Vec::new();
    for set in sets {
        let node = set.need("EngineCode")?;
        let code = node.text();
        let serial = set.word("MountSerialNo").unwrap_or_default();
        let is_it = |mount: &&MotorMount<'_>| mount.node.word("SerialNo") == Some(serial);
        let known = free.iter().position(is_it);
        if known.is_none() && !free.is_empty() {
            let message = format!(
                "no free motor mount of its stage has the number {serial}: it is in the first that is free"
            );
            warnings.of(set.child("MountSerialNo").unwrap_or(set), message);
        }
        let mount =
            match free.is_empty() {
                true => return Err(node
                    .error_of_text(format!("no motor mount of its stage is left for `{code}`"))
                    .hint(
                        "make the tube that holds it a motor mount in RockSim, and save the file",
                    )),
                false => free.remove(known.unwrap_or(0)),
            };
        let own = values::offset(mount.node, "EngineOverhang")?;
        engines.push(Engine {
            node,
            designation: labelled(code, set.word("EngineMfg").unwrap_or_default()),
            mount: mount.clone(),
            delay: delay(simulation, set, warnings)?,
            ignition: size_or(set, "IgnitionDelay", 0.0)?,
            overhang: match set.child("EngineOverhang") {
                Some(_) => values::offset(set, "EngineOverhang")?,
                None => own,
            },
            count: crate::designs::numbers::count(set, &["EngineCount"], 1, MOST_ENGINES)?,
        });
    }
    Ok(engines)
}

/// The same motor in every mount of a stage: `C6-5` ejects 5 s after its burn-out, `C6-P` and `C6` never.
pub fn of_name<'a>(
    name: &str,
    mounts: &[MotorMount<'a>],
    warnings: &mut Warnings,
) -> Result<Vec<Engine<'a>>, Error> {
    let delay = name
        .rsplit_once('-')
        .and_then(|(_, delay)| delay.trim().parse::<f64>().ok());
    let delay = delay.filter(|delay| (0.0..1000.0).contains(delay));
    if delay.is_none() && !name.to_ascii_uppercase().ends_with("-P") {
        warnings.missing(format!(
            "`{name}` says no delay: it has no ejection charge; `{name}-5` has one 5 s after its burn-out"
        ));
    }
    let engine = |mount: &MotorMount<'a>| {
        Ok(Engine {
            node: mount.node.child("IsMotorMount").unwrap_or(mount.node),
            designation: name.to_owned(),
            mount: mount.clone(),
            delay,
            ignition: 0.0,
            overhang: values::offset(mount.node, "EngineOverhang")?,
            count: 1,
        })
    };
    mounts.iter().map(engine).collect()
}

/// Seconds to the ejection charge; less than zero for none, or for a run of every delay, of which the longest is RockSim's
/// result.
fn delay(
    simulation: Node<'_>,
    set: Node<'_>,
    warnings: &mut Warnings,
) -> Result<Option<f64>, Error> {
    let said = number_or(set, "EjectionDelay", 0.0)?;
    if said >= 0.0 {
        return Ok(Some(said));
    }
    if (said - EVERY_DELAY).abs() > 0.5 {
        return Ok(None);
    }
    let list = simulation.word("DelayTime").unwrap_or_default();
    let delays = list
        .split(',')
        .filter_map(|each| each.trim().parse::<f64>().ok());
    let longest = delays
        .filter(|delay| (0.0..1000.0).contains(delay))
        .max_by(f64::total_cmp);
    warnings.of(
        set.child("EjectionDelay").unwrap_or(set),
        match longest {
            Some(longest) => format!("a run of every delay: the longest is flown, {longest} s"),
            None => "a run of every delay, and none is said: it has no ejection charge".to_owned(),
        },
    );
    Ok(longest)
}

impl<'a> Engine<'a> {
    /// The motor in its place. In the lowest stage its delay counts from launch, in others from when the stage below leaves, with
    /// the ejection charge of that, if it has one.
    ///
    /// # Errors
    /// When no such motor is found.
    pub fn place(
        &self,
        below: Option<bool>,
        library: &MotorLibrary,
        warnings: &mut Warnings,
    ) -> Result<PlacedMotor<'a>, Error> {
        let mut found = motor_choice::find(self.node, &self.designation, library, warnings)?;
        // Motor files spell makers in more ways than are known.
        if let (Err(_), Some((code, _))) = (&found, self.designation.split_once(" ("))
            && let Ok(other) = motor_choice::find(self.node, code, library, warnings)?
        {
            let message = format!(
                "no maker is called exactly that: {} is taken",
                other.label()
            );
            warnings.of(self.node, message);
            found = Ok(other);
        }
        let found = found.map_err(|missing| motor_choice::missing(self.node, &missing))?;
        let motor = found.listed.motor.clone();
        Ok(PlacedMotor {
            position: six_digits(self.mount.aft + self.overhang - motor.length),
            places: self.places(motor.diameter),
            motor,
            library_motor: Some(found),
            node: self.node,
            delay: self.delay,
            ignition: IgnitionRule {
                event: match below {
                    None => IgnitionEvent::Launch,
                    Some(true) => IgnitionEvent::Ejection,
                    Some(false) => IgnitionEvent::Burnout,
                },
                delay: self.ignition,
            },
        })
    }

    /// Where each stands off the axis, along y and z, m: several in one mount touch each other around its axis. Of a motor whose
    /// diameter, m, is not known, several stand on it.
    fn places(&self, diameter: Option<f64>) -> Vec<[f64; 2]> {
        if self.count == 1 {
            return self.mount.places.clone();
        }
        let count = f64::from(self.count);
        let radius = diameter.unwrap_or_default() / 2.0 / (PI / count).sin();
        let around = |[y, z]: [f64; 2]| {
            (0..self.count).map(move |index| {
                let (sin, cos) = (TAU * f64::from(index) / count).sin_cos();
                [y + radius * cos, z + radius * sin]
            })
        };
        let mounts = self.mount.places.iter().copied();
        mounts.flat_map(around).collect()
    }
}

/// The charges of a stage fire together with the last of them ("max ejection").
pub fn fire_together(placed: &mut [PlacedMotor<'_>]) {
    let delays = placed.iter().filter_map(|each| each.delay);
    let last = delays.max_by(f64::total_cmp);
    for each in placed {
        each.delay = last;
    }
}
