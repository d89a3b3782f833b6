//! Stages that leave: the bodies they become, and what flies on.

use crate::earth::SiteFrame;
use crate::flight::events::EventKind;
use crate::flight::model::{
    Burn, History, Model, RailModel, SeparatedBody, StageModel, StartModel,
};
use crate::flight::observer::Recorder;
use crate::flight::simulation::staging_state::{MotorState, Staging};
use crate::flight::simulation::state::{Mode, ModelRef, Simulation};
use crate::flight::state::{Evaluation, STATE_LEN};
use crate::number::{Quaternion, Vector};
use crate::rocket::Ignition;
use std::rc::Rc;
use std::sync::Arc;

impl<R: Recorder> Simulation<'_, R> {
    /// Goes on with another burn, of what is left when the stages before `next` have gone.
    pub(crate) fn replace_burn(&mut self, burn: Burn, next: usize) {
        let mut model = Model::clone(&self.model);
        if let Some(stage) = model.stages.get(next) {
            model.aero = Arc::clone(&stage.aero);
            if let (StartModel::Rail(rail), true) = (&mut model.start, self.hold.ahead > 0.0) {
                let (fore, aft) = stage.guides;
                *rail = RailModel {
                    aft_guide: aft,
                    ..rail.guiding((stage.nose + fore, stage.nose + aft), self.hold.ahead)
                };
            }
        }
        self.propagator.breakpoints = burn
            .breakpoints
            .iter()
            .rev()
            .map(|k| burn.ignition + k)
            .collect();
        model.burn = burn;
        self.observer.diameter = model.aero.diameter();
        self.model = ModelRef::Own(Rc::new(model));
    }
}

impl<R: Recorder> Simulation<'_, R> {
    /// Takes note of everything in a vehicle of stages that is due by now, and goes on with what is left of it. True
    /// if something was.
    pub(crate) fn update_stages(&mut self, evaluation: Evaluation<f64>) -> bool {
        let Some(mut staging) = self.staging.take() else {
            return false;
        };
        let model = self.model.clone();
        let now = self.propagator.time;
        let mut changed = false;
        while let Some(what) = staging.due(&model.stages, now) {
            changed = true;
            self.note_event(what, evaluation);
            if let EventKind::Separation(index) = what {
                self.separate(&staging, &model.stages, index, evaluation);
                staging.next = index + 1;
                if let Some(above) = model.stages.get(index + 1)
                    && let Ignition::BelowSeparation { delay } = above.ignition
                {
                    staging.light(&model.stages, index + 1, now + delay);
                }
            }
        }
        if changed {
            self.replace_burn(staging.burn(&model.stages, now), staging.next);
        }
        self.staging = Some(staging);
        changed
    }

    /// Lets a stage go.
    fn separate(
        &mut self,
        staging: &Staging,
        stages: &[StageModel],
        index: usize,
        evaluation: Evaluation<f64>,
    ) {
        let now = self.propagator.time;
        let stage = &stages[index];
        let impulse = stage.separation.as_ref().map_or(0.0, |s| s.impulse);
        let whole = staging.mass(stages, index, now);
        let rest = staging.mass(stages, index + 1, now);
        let part = whole.minus(rest);
        let frame = self.model.frame;
        for copy in 0..stage.copies {
            let around = std::f64::consts::TAU * f64::from(copy) / f64::from(stage.copies);
            self.separated.push(SeparatedBody {
                stage: index,
                copy,
                time: now,
                state: released(
                    &frame,
                    &self.state,
                    whole.center - part.center,
                    (stage.distance, around),
                    -impulse / part.mass,
                ),
                mass: stage.each(part),
                lights: staging.lights[index],
                history: History {
                    past_apogee: self.past_apogee,
                    lit: staging.fire[index] != MotorState::Cold,
                },
                triggered: staging.aboard[index].clone(),
            });
        }
        self.state = released(
            &frame,
            &self.state,
            whole.center - rest.center,
            (0.0, 0.0),
            impulse / rest.mass,
        );
        self.hold.ahead += whole.center - rest.center;
        if impulse > 0.0 && self.mode == Mode::Rail {
            self.lift_off(evaluation);
        }
    }
}

/// The state of a part of a rigid body at the moment at which it is let go: it stands `ahead` of the whole's centre of
/// mass, m, and at a distance, m, from the axis in a direction, rad from body y toward body z; it moves as that place
/// of the turning body did, and by a push, m/s, forward.
fn released(
    frame: &SiteFrame,
    state: &[f64; STATE_LEN],
    ahead: f64,
    (distance, around): (f64, f64),
    push: f64,
) -> [f64; STATE_LEN] {
    let axes = Quaternion([state[6], state[7], state[8], state[9]]).axes();
    let (sine, cosine) = libm::sincos(around + state[13]);
    let offset = Vector::along([ahead, distance * cosine, distance * sine], &axes);
    let turning = Vector::along([state[10], state[11], state[12]], &axes) - frame.rotation();
    let faster = turning.cross(offset).plus_times(push, axes[0]);
    let mut after = *state;
    for k in 0..3 {
        after[k] += offset[k];
        after[3 + k] += faster[k];
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::Earth;
    use crate::mass::MassProperties;
    use crate::number::Vector;

    /// Momentum of bodies relative to the turning ground, kg m/s.
    fn momentum(bodies: &[(f64, [f64; STATE_LEN])]) -> Vector<f64> {
        bodies.iter().fold(Vector([0.0; 3]), |sum, (mass, state)| {
            sum.plus_times(*mass, Vector([state[3], state[4], state[5]]))
        })
    }

    /// Three boosters leave a turning core under an impulse: mass, momentum and the common centre stay, to rounding.
    #[test]
    fn a_separation_conserves_momentum() {
        let frame = SiteFrame::new(Earth::WGS84, 0.5, 0.0, 100.0);
        let mut state = [0.0; STATE_LEN];
        state[..6].copy_from_slice(&[100.0, 200.0, 3000.0, 30.0, -20.0, 400.0]);
        state[6..10].copy_from_slice(&[0.9, 0.2, -0.3, 0.1]);
        state[10..].copy_from_slice(&[20.0, 0.7, -0.4, 1.3]);
        let (whole, rest) = (
            MassProperties::point(50.0, 3.0),
            MassProperties::point(20.0, 1.5),
        );
        let part = whole.minus(rest);
        let boosters = (0..3).map(|copy| {
            let around = std::f64::consts::TAU * f64::from(copy) / 3.0;
            let ahead = whole.center - part.center;
            let push = -80.0 / part.mass;
            (
                part.mass / 3.0,
                released(&frame, &state, ahead, (0.4, around), push),
            )
        });
        let core = released(
            &frame,
            &state,
            whole.center - rest.center,
            (0.0, 0.0),
            80.0 / rest.mass,
        );
        let bodies: Vec<_> = boosters.chain([(rest.mass, core)]).collect();
        let mass: f64 = bodies.iter().map(|(mass, _)| mass).sum();
        assert!((mass / whole.mass - 1.0).abs() < 1e-15);
        let (before, after) = (momentum(&[(whole.mass, state)]), momentum(&bodies));
        assert!((after - before).norm() / before.norm() < 1e-15);
        for k in 0..3 {
            let center: f64 = bodies.iter().map(|(m, s)| m * s[k]).sum::<f64>() / mass;
            assert!((center - state[k]).abs() < 1e-12 * 3000.0);
        }
        // And the impulse did push them apart: 4 m/s forward, 80/30 m/s back.
        let axis = Quaternion([0.9, 0.2, -0.3, 0.1]).axes()[0];
        let gain = Vector([core[3] - 30.0, core[4] + 20.0, core[5] - 400.0]).dot(axis);
        assert!((gain - 4.0).abs() < 1e-12, "{gain}");
    }
}
