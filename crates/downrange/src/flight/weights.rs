//! What a vehicle weighs on the pad, piece by piece: where a slip in a mass shows.

use crate::flight::{Launch, Vehicle};
use crate::rocket::{Rocket, Stack};

/// A piece of a vehicle and its mass.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// What it is called.
    pub name: String,
    /// Its mass, kg: all fins of a set, all motors of a cluster, all copies of a stage together.
    pub mass: f64,
    /// The stage it belongs to, in the order in which they leave; none of a vehicle without stages.
    pub stage: Option<usize>,
    /// What it is.
    pub piece: Piece,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A part of the drawing, by its place in a rocket's list; in a stack, by its name alone.
    Part(usize),
    /// All but the motors, where the mass of the whole is given.
    Body,
    /// The motors with their propellant.
    Motor,
}

impl Launch {
    /// What it weighs on the pad, the heaviest piece first; nothing of a body that is no rocket.
    pub fn weights(&self) -> Vec<Weight> {
        let mut weights = match &self.vehicle {
            Vehicle::Rocket(rocket) => of_rocket(rocket),
            Vehicle::Stack(stack) => of_stack(stack),
            Vehicle::Object(_) => Vec::new(),
        };
        // Of equal masses the first in the file stands first.
        weights.sort_by(|a, b| b.mass.total_cmp(&a.mass));
        weights
    }
}

fn of_rocket(rocket: &Rocket) -> Vec<Weight> {
    let description = rocket.description();
    let mut weights = match description.given.mass {
        Some(mass) => vec![Weight {
            name: description.name.clone(),
            mass,
            stage: None,
            piece: Piece::Body,
        }],
        None => parts(rocket, None, |_| true),
    };
    weights.extend(motors(rocket, 1, None));
    weights
}

fn of_stack(stack: &Stack) -> Vec<Weight> {
    let stages = stack.stages();
    let mut weights = Vec::new();
    for (index, stage) in stages.iter().enumerate() {
        let above = stages.get(index + 1);
        let drawn = |each: &crate::rocket::Stage| each.rocket.description().given.mass.is_none();
        // Where a mass is given, what leaves is the difference that the stack has.
        if drawn(stage) && above.is_none_or(drawn) && stage.copies == 1 {
            let stays = |name: &str| {
                above.is_some_and(|above| {
                    let parts = &above.rocket.description().parts;
                    parts.iter().any(|part| part.name == name)
                })
            };
            weights.extend(parts(&stage.rocket, Some(index), |name| !stays(name)));
        } else {
            let rest = above.map_or(0.0, |above| above.without_motors().mass);
            weights.push(Weight {
                name: stage.name.clone(),
                mass: stage.without_motors().mass - rest,
                stage: Some(index),
                piece: Piece::Body,
            });
        }
        weights.extend(motors(&stage.rocket, stage.copies, Some(index)));
    }
    weights
}

fn parts(rocket: &Rocket, stage: Option<usize>, counts: impl Fn(&str) -> bool) -> Vec<Weight> {
    let parts = rocket.description().parts.iter().enumerate();
    parts
        .filter(|(_, part)| counts(&part.name))
        .map(|(index, part)| Weight {
            name: part.name.clone(),
            mass: rocket.part_mass(part),
            stage,
            piece: Piece::Part(index),
        })
        .filter(|weight| weight.mass > 0.0)
        .collect()
}

fn motors(rocket: &Rocket, copies: u32, stage: Option<usize>) -> Option<Weight> {
    let mounted = rocket.description().motor.as_ref()?;
    let count = copies * mounted.count();
    let name = &mounted.motor.name;
    Some(Weight {
        name: match count {
            1 => name.clone(),
            _ => format!("{count} × {name}"),
        },
        mass: f64::from(copies) * rocket.motors(0.0).mass,
        stage,
        piece: Piece::Motor,
    })
}
