//! Stages compiled: what flies until each leaves, its motors, and what becomes of it.

use super::Trim;
use super::burn::Burn;
use super::model::{Aero, AirModel, Canopy, History, Model, ObjectAero, StartModel};
use super::motion::STATE;
use crate::aero::Aerodynamics;
use crate::mass::MassProperties;
use crate::number::{Quaternion, Vector};
use crate::rocket::{Fall, Ignition, InertiaTensor, Separation, SeparationTime, Stack, Stage};
use std::sync::Arc;

/// A stage, compiled. Positions count from the nose tip of the whole vehicle.
#[derive(Debug, Clone)]
pub struct StageModel {
    /// The vehicle until this stage leaves, as the air sees it.
    pub aero: Arc<AirModel>,
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
    pub fall: FallModel,
    /// Its parachutes.
    pub canopies: Vec<Canopy>,
}

/// How a body that has left falls, compiled.
#[derive(Debug, Clone)]
pub enum FallModel {
    /// As a point of this drag area, m².
    Tumbling(f64),
    /// As a body of revolution whose nose tip was so far, m, aft of the whole vehicle's.
    Rocket(Arc<AirModel>, f64),
    /// As any body, of this inertia.
    Object(Arc<AirModel>, InertiaTensor),
}

/// A body at the moment at which it left.
#[derive(Debug, Clone, PartialEq)]
pub struct Shed {
    /// The stage it belonged to.
    pub stage: usize,
    /// Which of its equal copies.
    pub copy: u32,
    /// When, s since launch.
    pub time: f64,
    /// Its state: position of its own centre of mass, velocity, attitude, rates.
    pub state: [f64; STATE],
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
pub(super) fn compile(
    stack: &Stack,
    trim: &Trim,
    before: Option<(&Stack, &[StageModel])>,
) -> Vec<StageModel> {
    let stages = stack.stages().iter().enumerate();
    stages
        .map(|(index, stage)| StageModel {
            aero: before
                .and_then(|(stack, models)| {
                    let (before, model) = (stack.stages().get(index)?, models.get(index)?);
                    let same = before.rocket.shaped_as(&stage.rocket);
                    same.then(|| Arc::clone(&model.aero))
                })
                .unwrap_or_else(|| {
                    Arc::new(AirModel::Rocket(Aero::new(&Aerodynamics::new(
                        &stage.rocket,
                    ))))
                }),
            structure: stage.without_motors(),
            nose: stage.nose,
            guides: stage.rocket.guides(),
            motors: Burn::motors(stage, trim),
            each_motor: match (&stage.separation, stage.copies) {
                (None, _) | (_, 1) => None,
                _ => Burn::motors(
                    &Stage {
                        copies: 1,
                        distance: 0.0,
                        ..stage.clone()
                    },
                    trim,
                ),
            },
            ignition: stage.ignition,
            copies: stage.copies,
            distance: stage.distance,
            separation: stage.separation.as_ref().map(|separation| {
                let before = before.and_then(|(stack, models)| {
                    let before = stack.stages().get(index)?.separation.as_ref()?;
                    Some((before, models.get(index)?.separation.as_ref()?))
                });
                SeparationModel::new(stack, index, separation, before)
            }),
        })
        .collect()
}

impl SeparationModel {
    fn new(
        stack: &Stack,
        index: usize,
        separation: &Separation,
        before: Option<(&Separation, &Self)>,
    ) -> Self {
        let compiled = before.and_then(|(before, model)| {
            match (&before.alone.fall, &separation.alone.fall, &model.fall) {
                (
                    Fall::Rocket { rocket: a, .. },
                    Fall::Rocket { rocket: b, .. },
                    FallModel::Rocket(air, _),
                ) if a.shaped_as(b) => Some(Arc::clone(air)),
                (Fall::Object(a), Fall::Object(b), FallModel::Object(air, _))
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
            fall: match &separation.alone.fall {
                Fall::Tumbling { drag_area } => FallModel::Tumbling(
                    drag_area.unwrap_or_else(|| stack.tumbling_drag_area(index)),
                ),
                Fall::Rocket { rocket, nose } => FallModel::Rocket(
                    compiled.unwrap_or_else(|| {
                        Arc::new(AirModel::Rocket(Aero::new(&Aerodynamics::new(rocket))))
                    }),
                    *nose,
                ),
                Fall::Object(object) => FallModel::Object(
                    compiled.unwrap_or_else(|| {
                        Arc::new(AirModel::Object(ObjectAero::new(&object.coefficients)))
                    }),
                    object.inertia,
                ),
            },
            canopies: Canopy::all(&separation.alone.parachutes),
        }
    }
}

impl StageModel {
    /// One of the equal copies that together are a whole.
    pub(super) fn each(&self, whole: MassProperties) -> MassProperties {
        Stage::share(whole, self.copies, self.distance)
    }

    /// The parachutes of the body that it is once it has left.
    pub(super) fn canopies(&self) -> &[Canopy] {
        self.separation
            .as_ref()
            .map_or(&[], |separation| &separation.canopies)
    }

    /// What one body that left burns by itself: what its motors had left as it did, and what lights later by its own
    /// timer. Positions count from a nose tip so far, m, aft of the whole vehicle's.
    fn alone(&self, shed: &Shed, nose: f64) -> Burn {
        let motor = self.each_motor.as_ref().or(self.motors.as_ref());
        let Some(motor) = motor.filter(|_| shed.lights.is_finite()) else {
            return Burn::still(shed.mass.shifted(-nose));
        };
        let end = shed.lights + motor.duration;
        if end <= shed.time {
            // A burn of no length, over when the motors were.
            return Burn {
                ignition: end,
                ..Burn::still(shed.mass.shifted(-nose))
            };
        }
        let structure = shed
            .mass
            .minus(motor.mass_properties(shed.time - shed.lights));
        Burn::together(structure, &[(motor, shed.lights)], (shed.lights, end), nose)
    }
}

impl Model {
    /// The flight of a body that left: through the same air, from where it left, with what its motors still burn. `None`
    /// for a body of another model.
    ///
    /// Below the ground nothing stands: the ground is where the foot of the vehicle stood, the same for every body, and
    /// what leaves lower than that begins on it.
    ///
    /// The thrust of a body that tumbles has no direction that is known, and that of one of given coefficients no place:
    /// neither is counted.
    pub fn of_shed(&self, shed: &Shed) -> Option<Self> {
        let stage = self.stages.get(shed.stage)?;
        let separation = stage.separation.as_ref()?;
        let mut state = shed.state;
        let position = Vector([state[0], state[1], state[2]]);
        let place = self.frame.place(position);
        if place.height < self.elevation {
            let stands = position.plus_times(self.elevation - place.height, place.up);
            state[..3].copy_from_slice(&stands.0);
        }
        let mut aero = Arc::clone(&self.aero);
        let mut tumbling = None;
        let burn = match &separation.fall {
            FallModel::Tumbling(drag_area) => {
                tumbling = Some(*drag_area);
                stage.alone(shed, 0.0)
            }
            FallModel::Rocket(air, nose) => {
                aero = Arc::clone(air);
                stage.alone(shed, *nose)
            }
            FallModel::Object(air, inertia) => {
                aero = Arc::clone(air);
                roll_into_body(&mut state);
                let burn = stage.alone(shed, 0.0);
                Burn {
                    ignition: burn.ignition,
                    duration: burn.duration,
                    ..Burn::object(shed.mass.mass, inertia)
                }
            }
        };
        let canopies = separation.canopies.iter().zip(&shed.triggered);
        Some(Self {
            start: StartModel::State(state),
            start_time: shed.time,
            aero,
            burn,
            tumbling,
            history: shed.history,
            canopies: canopies
                .map(|(canopy, triggered)| Canopy {
                    triggered: *triggered,
                    ..canopy.clone()
                })
                .collect(),
            stages: Arc::from([]),
            frame: self.frame,
            elevation: self.elevation,
            air: Arc::clone(&self.air),
            wind: Arc::clone(&self.wind),
            described_wind: Arc::clone(&self.described_wind),
            trim: self.trim,
            settings: self.settings.clone(),
        })
    }
}

impl Model {
    /// What flies once the stages before one have left, as the air sees it.
    #[must_use]
    pub fn at_stage(&self, stage: usize) -> Self {
        let mut model = self.clone();
        if let Some(stage) = self.stages.get(stage) {
            model.aero = Arc::clone(&stage.aero);
        }
        model
    }

    /// The same body from a state at a time since launch, s, on: without thrust, without parachutes, in one piece.
    #[must_use]
    pub fn ballistic(&self, time: f64, state: [f64; STATE], mass: MassProperties) -> Self {
        Self {
            start: StartModel::State(state),
            start_time: time,
            burn: Burn {
                asymmetry: self.burn.asymmetry,
                off_axis: self.burn.off_axis_from(time),
                ..Burn::still(mass)
            },
            canopies: Vec::new(),
            stages: Arc::from([]),
            ..self.clone()
        }
    }
}

/// From the frame that does not roll to the one that does.
fn roll_into_body(state: &mut [f64; STATE]) {
    let (sine, cosine) = libm::sincos(state[13]);
    let turn = |y: f64, z: f64| (y * cosine + z * sine, z * cosine - y * sine);
    let [x, y, z] = Quaternion([state[6], state[7], state[8], state[9]]).axes();
    let (right, down) = (
        y.times(cosine).plus_times(sine, z),
        z.times(cosine).plus_times(-sine, y),
    );
    state[6..10].copy_from_slice(&Quaternion::from_axes([x, right, down]).0);
    (state[11], state[12]) = turn(state[11], state[12]);
    state[13] = 0.0;
}
