//! Stages compiled: what flies until each leaves, its motors, and what becomes of it.

use crate::aero::DragFactors;
use crate::flight::Perturbation;
use crate::flight::model::aero_tables::{AeroModel, AeroTables, ObjectAeroTables};
use crate::flight::model::burn::Burn;
use crate::flight::model::parachute::ParachuteModel;
use crate::flight::model::start::History;
use crate::flight::state::STATE_LEN;
use crate::mass::MassProperties;
use crate::rocket::{
    DescentMode, Ignition, InertiaTensor, Separation, SeparationTime, Stack, Stage,
};
use std::sync::Arc;

/// A stage, compiled. Positions count from the nose tip of the whole vehicle.
#[derive(Debug, Clone)]
pub struct StageModel {
    /// The vehicle until this stage leaves, as the air sees it.
    pub aero: Arc<AeroModel>,
    /// That vehicle without any motor.
    pub structure: MassProperties,
    /// Where its nose tip lies.
    pub nose: f64,
    /// Its guides on the rail, fore and aft, m from its nose tip.
    pub guides: (f64, f64),
    /// This stage's motors by themselves, all copies together.
    pub motors: Option<Burn>,
    /// The motors of one of several copies.
    pub each_motor: Option<Burn>,
    /// When they light.
    pub ignition: Ignition,
    /// How many equal bodies leave.
    pub copies: u32,
    /// Distance of their axes from the vehicle's, m.
    pub distance: f64,
    /// How it leaves.
    pub separation: Option<SeparationModel>,
}

/// How a stage leaves, compiled.
#[derive(Debug, Clone)]
pub struct SeparationModel {
    /// When.
    pub when: SeparationTime,
    /// Impulse along the axis, N s.
    pub impulse: f64,
    /// How it falls.
    pub descent: DescentModel,
    /// Its parachutes.
    pub canopies: Vec<ParachuteModel>,
}

/// How a body that has left falls, compiled.
#[derive(Debug, Clone)]
pub enum DescentModel {
    /// As a point of this drag area, m².
    Tumbling(f64),
    /// As a body of revolution whose nose tip was so far, m, aft of the whole vehicle's.
    Rocket(Arc<AeroModel>, f64),
    /// As any body, of this inertia.
    Object(Arc<AeroModel>, InertiaTensor),
}

/// A body at the moment at which it left.
#[derive(Debug, Clone, PartialEq)]
pub struct SeparatedBody {
    /// The stage it belonged to.
    pub stage: usize,
    /// Which of its equal copies.
    pub copy: u32,
    /// When, s since launch.
    pub time: f64,
    /// Its state: position of its own centre of mass, velocity, attitude, rates.
    pub state: [f64; STATE_LEN],
    /// Its mass properties, from the nose tip of the whole vehicle.
    pub mass: MassProperties,
    /// When its motors lit or are told to light, s since launch; infinite for never.
    pub lights: f64,
    /// What had happened to it.
    pub history: History,
    /// When its parachutes were triggered while it was attached, in their compiled order.
    pub triggered: Vec<Option<f64>>,
}

/// The stages of a stack, compiled.
///
/// What was compiled before, of a stack that the air acts on alike, is taken from there.
pub(crate) fn compile(
    stack: &Stack,
    perturbation: &Perturbation,
    before: Option<(&Stack, &[StageModel])>,
) -> Vec<StageModel> {
    let before_of = |index: usize| {
        let (stack, models) = before?;
        Some((stack.stages().get(index)?, models.get(index)?))
    };
    let stages = stack.stages().iter().enumerate();
    stages
        .map(|(index, stage)| StageModel {
            aero: match before_of(index) {
                Some((before, model)) if before.rocket.same_shape(&stage.rocket) => {
                    Arc::clone(&model.aero)
                }
                _ => Arc::new(AeroModel::Rocket(AeroTables::new(
                    &stage.rocket,
                    perturbation.drag_factors,
                ))),
            },
            structure: match before_of(index) {
                Some((before, model))
                    if before.nose == stage.nose
                        && before.rocket.same_without_motor(&stage.rocket) =>
                {
                    model.structure
                }
                _ => stage.without_motors(),
            },
            nose: stage.nose,
            guides: stage.rocket.guides(),
            motors: Burn::motors(stage, perturbation),
            each_motor: match (&stage.separation, stage.copies) {
                (None, _) | (_, 1) => None,
                _ => Burn::motors(
                    &Stage {
                        copies: 1,
                        distance: 0.0,
                        ..stage.clone()
                    },
                    perturbation,
                ),
            },
            ignition: stage.ignition,
            copies: stage.copies,
            distance: stage.distance,
            separation: stage.separation.as_ref().map(|separation| {
                let before = before_of(index).and_then(|(before, model)| {
                    Some((before.separation.as_ref()?, model.separation.as_ref()?))
                });
                SeparationModel::new(stack, index, separation, perturbation.drag_factors, before)
            }),
        })
        .collect()
}

impl SeparationModel {
    fn new(
        stack: &Stack,
        index: usize,
        separation: &Separation,
        factors: DragFactors,
        before: Option<(&Separation, &Self)>,
    ) -> Self {
        let compiled = before.and_then(|(before, model)| {
            match (
                &before.after.descent,
                &separation.after.descent,
                &model.descent,
            ) {
                (
                    DescentMode::Rocket { rocket: a, .. },
                    DescentMode::Rocket { rocket: b, .. },
                    DescentModel::Rocket(air, _),
                ) if a.same_shape(b) => Some(Arc::clone(air)),
                (DescentMode::Object(a), DescentMode::Object(b), DescentModel::Object(air, _))
                    if a.coefficients == b.coefficients =>
                {
                    Some(Arc::clone(air))
                }
                _ => None,
            }
        });
        Self {
            when: separation.when,
            impulse: separation.impulse,
            descent: match &separation.after.descent {
                DescentMode::Tumbling { drag_area } => DescentModel::Tumbling(
                    drag_area.unwrap_or_else(|| stack.tumbling_drag_area(index)),
                ),
                DescentMode::Rocket { rocket, nose } => DescentModel::Rocket(
                    compiled.unwrap_or_else(|| {
                        Arc::new(AeroModel::Rocket(AeroTables::new(rocket, factors)))
                    }),
                    *nose,
                ),
                DescentMode::Object(object) => DescentModel::Object(
                    compiled.unwrap_or_else(|| {
                        Arc::new(AeroModel::Object(ObjectAeroTables::new(
                            &object.coefficients,
                        )))
                    }),
                    object.inertia,
                ),
            },
            canopies: ParachuteModel::all(&separation.after.parachutes),
        }
    }
}

impl StageModel {
    /// When its motors light if nothing but time lights them, s since launch; infinite if something else does.
    pub(crate) fn lights_by_time(&self) -> f64 {
        match (self.ignition, &self.motors) {
            (Ignition::Launch { delay: time } | Ignition::Time(time), Some(motors)) => {
                time + motors.ignition
            }
            _ => f64::INFINITY,
        }
    }

    /// One of the equal copies that together are a whole.
    pub(crate) fn each(&self, whole: MassProperties) -> MassProperties {
        Stage::share(whole, self.copies, self.distance)
    }

    /// The parachutes of the body that it is once it has left.
    pub(crate) fn canopies(&self) -> &[ParachuteModel] {
        self.separation
            .as_ref()
            .map_or(&[], |separation| &separation.canopies)
    }

    /// What one body that left burns by itself: what its motors had left as it did, and what lights later by its own
    /// timer. Positions count from a nose tip so far, m, aft of the whole vehicle's.
    pub(crate) fn separated_burn(&self, separated: &SeparatedBody, nose: f64) -> Burn {
        let motor = self.each_motor.as_ref().or(self.motors.as_ref());
        let Some(motor) = motor.filter(|_| separated.lights.is_finite()) else {
            return Burn::unpowered(separated.mass.shifted(-nose));
        };
        let end = separated.lights + motor.duration;
        if end <= separated.time {
            // A burn of no length, over when the motors were.
            return Burn {
                ignition: end,
                ..Burn::unpowered(separated.mass.shifted(-nose))
            };
        }
        let structure = separated
            .mass
            .minus(motor.mass_properties(separated.time - separated.lights));
        Burn::combined(
            structure,
            &[(motor, separated.lights)],
            (separated.lights, end),
            nose,
        )
    }
}

/// The burn with which a vehicle lifts off: that of all motors that light together first.
pub(super) fn first_burn(stages: &[StageModel]) -> Burn {
    let lights = stages.iter().map(StageModel::lights_by_time);
    let first = lights.clone().fold(f64::INFINITY, f64::min);
    let now = if first.is_finite() { first } else { 0.0 };
    let lit = lights.map(|time| if time <= now { time } else { f64::INFINITY });
    let burnouts = stages.iter().zip(lit.clone()).map(|(stage, lit)| {
        let duration = stage.motors.as_ref().map_or(0.0, |motors| motors.duration);
        lit + duration
    });
    let end = burnouts.fold(f64::INFINITY, f64::min);
    burn_of_attached(stages, 0, lit, (now, end))
}

/// The burn of the stages from one on, over a span of time, s since launch. Each stage's motors lit at its time of
/// `lit`: endlessly far ahead before they do, endlessly long ago once they are out.
pub(crate) fn burn_of_attached(
    stages: &[StageModel],
    next: usize,
    lit: impl Iterator<Item = f64>,
    span: (f64, f64),
) -> Burn {
    let attached: Vec<(&Burn, f64)> = stages
        .iter()
        .zip(lit)
        .skip(next)
        .filter_map(|(stage, lit)| Some((stage.motors.as_ref()?, lit)))
        .collect();
    let stage = &stages[next];
    Burn::combined(stage.structure, &attached, span, stage.nose)
}
