//! Stages compiled: what flies until each leaves, its motors, and what becomes of it.

use super::Trim;
use super::burn::Burn;
use super::model::{Aero, AirModel, Canopy, Model, ObjectAero, StartModel};
use super::motion::STATE;
use crate::aero::Aerodynamics;
use crate::mass::MassProperties;
use crate::number::Quaternion;
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
    /// This stage's motors by themselves, all copies together.
    pub motors: Option<Burn>,
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
#[derive(Debug, Clone, Copy, PartialEq)]
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
    /// When its motors had burnt out, s since launch; infinite if they have not.
    pub burnt_out: f64,
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
            motors: Burn::motors(stage, trim),
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
            canopies: separation
                .alone
                .parachutes
                .iter()
                .map(Canopy::new)
                .collect(),
        }
    }
}

impl StageModel {
    /// One of the equal copies that together are a whole.
    pub(super) fn each(&self, whole: MassProperties) -> MassProperties {
        Stage::share(whole, self.copies, self.distance)
    }
}

impl Model {
    /// The flight of a body that left: through the same air, from where it left. `None` for a body of another model.
    pub fn of_shed(&self, shed: &Shed) -> Option<Self> {
        let separation = self.stages.get(shed.stage)?.separation.as_ref()?;
        let mut state = shed.state;
        let mut aero = Arc::clone(&self.aero);
        let mut tumbling = None;
        let burn = match &separation.fall {
            FallModel::Tumbling(drag_area) => {
                tumbling = Some(*drag_area);
                Burn::still(shed.mass)
            }
            FallModel::Rocket(air, nose) => {
                aero = Arc::clone(air);
                Burn::still(shed.mass.shifted(-nose))
            }
            FallModel::Object(air, inertia) => {
                aero = Arc::clone(air);
                roll_into_body(&mut state);
                Burn::object(shed.mass.mass, inertia)
            }
        };
        Some(Self {
            start: StartModel::State(state),
            start_time: shed.time,
            aero,
            // A burn of no length, over when the motors were.
            burn: Burn {
                ignition: shed.burnt_out,
                ..burn
            },
            tumbling,
            canopies: separation.canopies.clone(),
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
