//! Stages: what lights when, what leaves when, and what becomes of it.
//!
//! A stack is described as it comes apart. Its stages are listed in the order in which they leave (of a serial stack
//! the lowest first), and the [`Rocket`] of each is the vehicle as it flies until then: everything that is still
//! attached, with this stage's motors. The motors of the stages above are masses until they light. The last stage is
//! what carries the payload; it may have no motor.
//!
//! What leaves is the difference: its mass, centre and inertia are those of the vehicle before less those of the
//! vehicle after, so that a separation conserves mass and momentum whatever the drawings say.
//!
//! **Positions** count from the nose tip of the whole vehicle: what remains after a lower stage has left keeps its
//! nose, so the same positions hold. Where something ahead leaves (a fairing), [`Stage::nose`] says where the nose tip
//! of the rest lies.

use super::checks::numbers::{not_negative, positive};
use super::checks::parachutes::check_parachutes;
use super::{Object, Parachute, Rocket, Trigger};
use crate::error::Fault;
use crate::mass::MassProperties;

/// A vehicle that comes apart in flight: it exists only when [`Stack::new`] found it whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    name: String,
    stages: Vec<Stage>,
}

/// What leaves next.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// What it is called; unique in a stack.
    pub name: String,
    /// The vehicle as it flies until this stage leaves.
    pub rocket: Rocket,
    /// How many equal bodies leave together, evenly around the axis: one is a serial stage, more are parallel boosters
    /// or the shells of a fairing. Each has the motors of `rocket`.
    pub copies: u32,
    /// Distance of the axis of each copy from that of the vehicle, m.
    pub distance: f64,
    /// Where the nose tip of `rocket` lies, m aft of the nose tip of the whole vehicle.
    pub nose: f64,
    /// When its motors light; their own ignition delay comes on top.
    pub ignition: Ignition,
    /// When it leaves, and what becomes of it; `None` never leaves.
    pub separation: Option<Separation>,
}

/// When a stage's motors are lit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ignition {
    /// So long after launch, s.
    Launch {
        /// Delay, s.
        delay: f64,
    },
    /// So long after the stage before it has burnt out, s.
    BelowBurnout {
        /// Delay, s.
        delay: f64,
    },
    /// So long after the stage before it has left, s.
    BelowSeparation {
        /// Delay, s.
        delay: f64,
    },
    /// At a time since launch, s.
    Time(f64),
    /// At a height above the site, m, on the way up.
    Height(f64),
    /// Not at all.
    Never,
}

/// How a stage leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Separation {
    /// When. A stage leaves only after those before it have.
    pub when: SeparationTime,
    /// Impulse that drives both apart along the axis, N s.
    pub impulse: f64,
    /// What becomes of it.
    pub after: AfterSeparation,
}

/// When a stage leaves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SeparationTime {
    /// So long after its own motors have burnt out, s.
    OwnBurnout {
        /// Delay, s.
        delay: f64,
    },
    /// At a time since launch, s.
    Time(f64),
    /// At a height above the site, m, on the way up.
    Height(f64),
    /// At the highest point.
    Apogee,
}

/// A body that has left: how it falls, and what brings it down softly.
#[derive(Debug, Clone, PartialEq)]
pub struct AfterSeparation {
    /// How it falls until a parachute opens.
    pub descent: DescentMode,
    /// Parachutes of each copy, in any order; a burn-out trigger means the stage's own motors.
    pub parachutes: Vec<Parachute>,
}

/// How a body that has left falls.
#[derive(Debug, Clone, PartialEq)]
pub enum DescentMode {
    /// End over end: a point with a drag area, m²; `None` takes that of the parts that leave, as drawn
    /// (Niskanen 2013).
    Tumbling {
        /// Drag area of each copy, m².
        drag_area: Option<f64>,
    },
    /// With the attitude and the air forces of a rocket drawn or given for it, without motor. Its mass and inertia are
    /// what leaves.
    Rocket {
        /// The body.
        rocket: Box<Rocket>,
        /// Where its forward end was, m aft of the nose tip of the whole vehicle.
        nose: f64,
    },
    /// With the attitude and the air forces of a body of given coefficients and inertia. Its mass is what leaves.
    Object(Box<Object>),
}

impl Stage {
    /// What one of its equal bodies is called once it has left.
    pub fn body_name(&self, copy: u32) -> String {
        if self.copies > 1 {
            format!("{} {}", self.name, copy + 1)
        } else {
            self.name.clone()
        }
    }
}

/// Masses given twice may differ by this share: a launch is weighed to a gram.
const MASS_SLACK: f64 = 0.02;

impl Stack {
    /// A stack from its stages, in the order in which they leave; the last stays.
    ///
    /// # Errors
    /// What cannot be, at its place relative to the stack: `stages[1].separation.impulse`, …
    pub fn new(name: impl Into<String>, stages: Vec<Stage>) -> Result<Self, Fault> {
        let stack = Self {
            name: name.into(),
            stages,
        };
        stack.check()?;
        Ok(stack)
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The stages in the order in which they leave; at least one.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The vehicle as it stands on the pad.
    pub fn whole(&self) -> &Rocket {
        &self.stages[0].rocket
    }

    /// What carries the payload: the last stage.
    pub fn top(&self) -> &Stage {
        &self.stages[self.stages.len() - 1]
    }

    fn check(&self) -> Result<(), Fault> {
        if self.stages.is_empty() {
            return Err(Fault::new("stages", "a stack without stages"));
        }
        for (index, stage) in self.stages.iter().enumerate() {
            let inside = |fault: Fault| fault.inside(&format!("stages[{index}]"));
            if self.stages[..index]
                .iter()
                .any(|other| other.name == stage.name)
            {
                let message = format!("two stages are called `{}`", stage.name);
                return Err(inside(Fault::new("name", message)));
            }
            Fault::named(&stage.name).map_err(inside)?;
            stage.check().map_err(inside)?;
            self.check_order(index).map_err(inside)?;
            self.check_alone(index).map_err(inside)?;
        }
        Ok(())
    }

    /// What lights or leaves after something else must have something before it.
    fn check_order(&self, index: usize) -> Result<(), Fault> {
        let stage = &self.stages[index];
        let below = matches!(
            stage.ignition,
            Ignition::BelowBurnout { .. } | Ignition::BelowSeparation { .. }
        );
        if index == 0 && below {
            return Err(
                Fault::new("ignition", "the first stage waits for a stage below it")
                    .hint("light it at launch"),
            );
        }
        let last = index + 1 == self.stages.len();
        if last && stage.separation.is_some() {
            return Err(
                Fault::new("separation", "the last stage has nothing to leave")
                    .hint("what stays when it leaves is a stage of its own, with or without motor"),
            );
        }
        if !last && !stage.rocket.description().parachutes.is_empty() {
            return Err(Fault::new(
                "parachutes",
                "parachutes of a stage below the last open only once it has left",
            )
            .hint("write them where the separation says what becomes of it"));
        }
        Ok(())
    }

    /// What leaves has mass, and what is said of it twice agrees.
    fn check_alone(&self, index: usize) -> Result<(), Fault> {
        let Some(separation) = &self.stages[index].separation else {
            return Ok(());
        };
        let whole = self.shed(index, f64::MAX);
        let copies = self.stages[index].copies;
        let (mass, name) = (whole.mass / f64::from(copies), &self.stages[index].name);
        let place = |inner: &str| format!("separation.{inner}");
        if mass.is_nan() || mass <= 0.0 {
            let message = format!(
                "`{name}` would weigh {mass:.4} kg: the vehicle weighs no less once it has left"
            );
            return Err(Fault::new("mass", message)
                .hint("a stage's vehicle is everything still attached, what leaves with it too"));
        }
        let agrees = |of: f64| {
            if (of - mass).abs() <= MASS_SLACK * mass {
                return Ok(());
            }
            let message = format!(
                "{of:.4} kg, while the vehicle gets {mass:.4} kg lighter when `{name}` leaves"
            );
            Err(Fault::new(place("mass"), message).hint("burnt out, each copy by itself"))
        };
        match &separation.after.descent {
            DescentMode::Tumbling {
                drag_area: Some(area),
            } => positive(&place("drag_area"), *area)?,
            DescentMode::Tumbling { drag_area: None } => {
                if self.tumbling_drag_area(index) <= 0.0 {
                    return Err(Fault::new(
                        place("drag_area"),
                        "no body or fins that leave are drawn, and no drag area is given",
                    ));
                }
            }
            DescentMode::Rocket { rocket, nose } => {
                if rocket.description().motor.is_some() {
                    return Err(Fault::new(place("motor"), "what has left burns no more"));
                }
                not_negative(&place("nose"), *nose)?;
                let each = Stage::share(whole, copies, self.stages[index].distance);
                if each.axial.min(each.transverse) <= 0.0 {
                    return Err(Fault::new(
                        place("inertia"),
                        format!(
                            "the inertia of what leaves is {:.6} kg m² along and {:.6} kg m² across",
                            each.axial, each.transverse
                        ),
                    )
                    .hint("it is the vehicle's before less the vehicle's after: both must be right"));
                }
            }
            DescentMode::Object(object) => {
                object.check().map_err(|fault| fault.inside("separation"))?;
                agrees(object.mass)?;
            }
        }
        check_parachutes(&separation.after.parachutes).map_err(|fault| fault.inside("separation"))
    }

    /// What leaves with a stage, all copies together, at a time since its ignition, s.
    fn shed(&self, index: usize, time: f64) -> MassProperties {
        let before = self.stages[index].without_motors();
        let after = self.stages.get(index + 1).map(Stage::without_motors);
        let before = before.plus(self.stages[index].motors(time));
        after.map_or(before, |after| before.minus(after))
    }

    /// Drag area of one copy tumbling, m², from the drawing.
    pub(crate) fn tumbling_drag_area(&self, index: usize) -> f64 {
        let stays = |name: &str| {
            self.stages.get(index + 1).is_some_and(|next| {
                let parts = &next.rocket.description().parts;
                parts.iter().any(|part| part.name == name)
            })
        };
        let stage = &self.stages[index];
        stage.rocket.tumbling_drag_area(|name| !stays(name)) / f64::from(stage.copies)
    }
}

impl Stage {
    fn check(&self) -> Result<(), Fault> {
        if self.copies == 0 {
            return Err(Fault::new("copies", "no copies of a stage")
                .hint("one is a serial stage, two and more are parallel boosters"));
        }
        not_negative("distance", self.distance)?;
        not_negative("nose", self.nose)?;
        match self.ignition {
            Ignition::Launch { delay }
            | Ignition::BelowBurnout { delay }
            | Ignition::BelowSeparation { delay } => not_negative("ignition.delay", delay)?,
            Ignition::Time(time) => not_negative("ignition.time", time)?,
            Ignition::Height(height) => positive("ignition.height", height)?,
            Ignition::Never => {}
        }
        let mounted = self.rocket.description().motor.as_ref();
        if let Some(mounted) = mounted
            && self.copies > 1
            && !mounted.balances()
        {
            let message = format!(
                "the motors of each of the {} copies do not balance about its axis",
                self.copies
            );
            return Err(Fault::new("motor.cluster", message).hint(
                "describe the copies as one stage, and say where each motor stands in [[stages.motor.cluster]]",
            ));
        }
        let motor = mounted.is_some();
        if let Some(separation) = &self.separation {
            not_negative("separation.impulse", separation.impulse)?;
            match separation.when {
                SeparationTime::OwnBurnout { delay } => {
                    not_negative("separation.delay", delay)?;
                    if !motor {
                        return Err(Fault::new("separation", "it has no motor to burn out"));
                    }
                }
                SeparationTime::Time(time) => not_negative("separation.time", time)?,
                SeparationTime::Height(height) => positive("separation.height", height)?,
                SeparationTime::Apogee => {}
            }
            let waits = |parachute: &Parachute| matches!(parachute.trigger, Trigger::Burnout(_));
            if !motor && separation.after.parachutes.iter().any(waits) {
                return Err(Fault::new(
                    "separation.parachutes",
                    "a parachute waits for a motor that is not there",
                ));
            }
        }
        Ok(())
    }

    /// The vehicle without any motor, from the nose tip of the whole.
    pub(crate) fn without_motors(&self) -> MassProperties {
        self.rocket.without_motor().shifted(self.nose)
    }

    /// The motors of all copies at a time since their ignition, s, from the nose tip of the whole.
    pub(crate) fn motors(&self, time: f64) -> MassProperties {
        self.rocket
            .motors(time)
            .shifted(self.nose)
            .around(self.copies, self.distance)
    }

    /// One of the equal copies, evenly around the axis, that together are a whole; about its own axis.
    pub(crate) fn share(whole: MassProperties, copies: u32, distance: f64) -> MassProperties {
        let share = 1.0 / f64::from(copies);
        let ring = whole.mass * share * distance * distance;
        MassProperties {
            mass: whole.mass * share,
            center: whole.center,
            axial: whole.axial * share - ring,
            transverse: whole.transverse * share - 0.5 * ring,
        }
    }
}
