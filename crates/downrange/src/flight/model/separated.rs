//! Models of parts of a vehicle: a body that left, what flies on, and a body without thrust.

use crate::flight::model::burn::Burn;
use crate::flight::model::compiled::Model;
use crate::flight::model::parachute::ParachuteModel;
use crate::flight::model::stages::{DescentModel, SeparatedBody};
use crate::flight::model::start::StartModel;
use crate::flight::state::STATE_LEN;
use crate::mass::MassProperties;
use crate::number::{Quaternion, Vector};
use std::sync::Arc;

impl Model {
    /// The flight of a body that left: through the same air, from where it left, with what its motors still burn. `None`
    /// for a body of another model.
    ///
    /// Below the ground nothing stands: the ground is where the foot of the vehicle stood, the same for every body, and
    /// what leaves lower than that begins on it.
    ///
    /// The thrust of a body that tumbles has no direction that is known, and that of one of given coefficients no place:
    /// neither is counted.
    pub fn for_separated(&self, separated: &SeparatedBody) -> Option<Self> {
        let stage = self.stages.get(separated.stage)?;
        let separation = stage.separation.as_ref()?;
        let mut state = separated.state;
        let position = Vector([state[0], state[1], state[2]]);
        let place = self.frame.local_frame(position);
        if place.height < self.elevation {
            let stands = position.plus_times(self.elevation - place.height, place.up);
            state[..3].copy_from_slice(&stands.0);
        }
        let mut aero = Arc::clone(&self.aero);
        let mut tumbling = None;
        let burn = match &separation.descent {
            DescentModel::Tumbling(drag_area) => {
                tumbling = Some(*drag_area);
                stage.separated_burn(separated, 0.0)
            }
            DescentModel::Rocket(air, nose) => {
                aero = Arc::clone(air);
                stage.separated_burn(separated, *nose)
            }
            DescentModel::Object(air, inertia) => {
                aero = Arc::clone(air);
                roll_into_body(&mut state);
                let burn = stage.separated_burn(separated, 0.0);
                Burn {
                    ignition: burn.ignition,
                    duration: burn.duration,
                    ..Burn::object(separated.mass.mass, inertia)
                }
            }
        };
        let canopies = separation.canopies.iter().zip(&separated.triggered);
        Some(Self {
            start: StartModel::State(state),
            start_time: separated.time,
            aero,
            burn,
            tumbling,
            history: separated.history,
            canopies: canopies
                .map(|(canopy, triggered)| ParachuteModel {
                    triggered: *triggered,
                    ..canopy.clone()
                })
                .collect(),
            stages: Arc::from([]),
            frame: self.frame,
            elevation: self.elevation,
            air: Arc::clone(&self.air),
            wind: Arc::clone(&self.wind),
            perturbation: self.perturbation,
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
    pub fn ballistic(&self, time: f64, state: [f64; STATE_LEN], mass: MassProperties) -> Self {
        Self {
            start: StartModel::State(state),
            start_time: time,
            burn: Burn {
                asymmetry: self.burn.asymmetry,
                off_axis: self.burn.off_axis_from(time),
                ..Burn::unpowered(mass)
            },
            canopies: Vec::new(),
            stages: Arc::from([]),
            ..self.clone()
        }
    }
}

/// From the frame that does not roll to the one that does.
fn roll_into_body(state: &mut [f64; STATE_LEN]) {
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
