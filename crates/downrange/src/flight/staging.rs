//! While a vehicle comes apart: which motors have lit, which stages have left, and what is due next.

use super::burn::Burn;
use super::course::Watch;
use super::legs::Whereabouts;
use super::model::History;
use super::motion::{STATE, Seen};
use super::sequence::{Due, Flyer, Happening};
use super::stages::{Shed, StageModel};
use super::witness::Recorder;
use crate::earth::SiteFrame;
use crate::mass::MassProperties;
use crate::number::Quaternion;
use crate::rocket::{Ignition, SeparationTime};

/// Where a vehicle of stages stands.
#[derive(Debug, Clone)]
pub(super) struct Staging {
    /// The stage that leaves next: those before it have left.
    pub(super) next: usize,
    /// When each stage's motors light or lit, s since launch; infinite while unknown.
    lights: Vec<f64>,
    /// How far each stage's motors are.
    fire: Vec<Fire>,
    /// When each stage's time to leave comes or came; infinite while unknown.
    leaves: Vec<f64>,
    /// When each stage's parachutes were triggered while it was attached, in their compiled order.
    pub(super) aboard: Vec<Vec<Option<f64>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fire {
    Cold,
    Lit,
    Out,
}

impl Staging {
    /// Before launch.
    pub(super) fn new(stages: &[StageModel]) -> Self {
        let lights = |stage: &StageModel| match (stage.ignition, &stage.motors) {
            (Ignition::Launch { delay: time } | Ignition::Time(time), Some(motors)) => {
                time + motors.ignition
            }
            _ => f64::INFINITY,
        };
        let leaves = |stage: &StageModel| match &stage.separation {
            Some(separation) => match separation.when {
                SeparationTime::Time(time) => time,
                _ => f64::INFINITY,
            },
            None => f64::INFINITY,
        };
        Self {
            next: 0,
            lights: stages.iter().map(lights).collect(),
            fire: vec![Fire::Cold; stages.len()],
            leaves: stages.iter().map(leaves).collect(),
            aboard: stages
                .iter()
                .map(|stage| vec![None; stage.canopies().len()])
                .collect(),
        }
    }

    /// The burn with which the vehicle lifts off: that of all that light together first.
    pub(super) fn first_burn(stages: &[StageModel]) -> Burn {
        let mut staging = Self::new(stages);
        let first = staging.lights.iter().copied().fold(f64::INFINITY, f64::min);
        let now = if first.is_finite() { first } else { 0.0 };
        for index in 0..stages.len() {
            if staging.lights[index] <= now {
                staging.fire[index] = Fire::Lit;
            }
        }
        staging.burn(stages, now)
    }

    /// When a stage's motors are burnt out, once they have lit.
    fn burnout(&self, stages: &[StageModel], index: usize) -> f64 {
        let duration = stages[index].motors.as_ref().map_or(0.0, |m| m.duration);
        self.lights[index] + duration
    }

    /// When the motors of the last stage are or were burnt out; infinite before they light.
    pub(super) fn last_burnout(&self, stages: &[StageModel]) -> f64 {
        let last = self.fire.len().checked_sub(1);
        last.and_then(|last| self.known_burnout(stages, last))
            .unwrap_or(f64::INFINITY)
    }

    /// When the motors of a stage are or were burnt out; `None` before they light.
    pub(super) fn known_burnout(&self, stages: &[StageModel], index: usize) -> Option<f64> {
        (self.fire[index] != Fire::Cold).then(|| self.burnout(stages, index))
    }

    /// The next time at which something changes by itself, s since launch; infinite for never.
    pub(super) fn next_change(&self, stages: &[StageModel]) -> f64 {
        let fires = (self.next..stages.len()).map(|index| match self.fire[index] {
            Fire::Cold => self.lights[index],
            Fire::Lit => self.burnout(stages, index),
            Fire::Out => f64::INFINITY,
        });
        let leaves = self.leaves.get(self.next).copied();
        fires.chain(leaves).fold(f64::INFINITY, f64::min)
    }

    /// What a height on the way up brings about.
    pub(super) fn watches(&self, stages: &[StageModel], ground: f64) -> Vec<(Watch, Due)> {
        let mut found = Vec::new();
        for (index, stage) in stages.iter().enumerate().skip(self.next) {
            if let (Ignition::Height(height), Fire::Cold, Some(_)) =
                (stage.ignition, self.fire[index], &stage.motors)
                && self.lights[index].is_infinite()
            {
                found.push((Watch::Climb(ground + height), Due::Lights(index)));
            }
            if let Some(separation) = &stage.separation
                && let SeparationTime::Height(height) = separation.when
                && self.leaves[index].is_infinite()
            {
                found.push((Watch::Climb(ground + height), Due::Leaves(index)));
            }
        }
        found
    }

    /// A stage's motors are told to light now.
    pub(super) fn light(&mut self, stages: &[StageModel], index: usize, now: f64) {
        if let (Some(motors), Fire::Cold) = (&stages[index].motors, self.fire[index]) {
            self.lights[index] = now + motors.ignition;
        }
    }

    /// A stage is told to leave now.
    pub(super) fn leave(&mut self, index: usize, now: f64) {
        self.leaves[index] = now;
    }

    /// The highest point has come.
    pub(super) fn apogee(&mut self, stages: &[StageModel], now: f64) {
        for (index, stage) in stages.iter().enumerate().skip(self.next) {
            let at_apogee = |when| matches!(when, SeparationTime::Apogee);
            if stage.separation.as_ref().is_some_and(|s| at_apogee(s.when))
                && self.leaves[index].is_infinite()
            {
                self.leaves[index] = now;
            }
        }
    }

    /// The next thing that is due by now.
    fn due(&mut self, stages: &[StageModel], now: f64) -> Option<Happening> {
        for index in self.next..stages.len() {
            if self.fire[index] == Fire::Lit && self.burnout(stages, index) <= now {
                self.fire[index] = Fire::Out;
                if let Some(separation) = &stages[index].separation
                    && let SeparationTime::OwnBurnout { delay } = separation.when
                {
                    self.leaves[index] = now + delay;
                }
                if let Some(above) = stages.get(index + 1)
                    && let Ignition::BelowBurnout { delay } = above.ignition
                {
                    self.light(stages, index + 1, now + delay);
                }
                return Some(Happening::Burnout(index));
            }
        }
        if self.leaves.get(self.next).is_some_and(|time| *time <= now) {
            return Some(Happening::Separation(self.next));
        }
        let fires = (self.next..stages.len())
            .find(|index| self.fire[*index] == Fire::Cold && self.lights[*index] <= now)?;
        self.fire[fires] = Fire::Lit;
        Some(Happening::Ignition(fires))
    }

    /// The vehicle from a stage up, with what is left in its motors; from the nose tip of the whole.
    fn mass(&self, stages: &[StageModel], from: usize, now: f64) -> MassProperties {
        let structure = stages
            .get(from)
            .map_or_else(MassProperties::default, |s| s.structure);
        stages
            .iter()
            .zip(self.lit())
            .skip(from)
            .filter_map(|(stage, lit)| Some(stage.motors.as_ref()?.mass_properties(now - lit)))
            .fold(structure, MassProperties::plus)
    }

    /// When each stage's motors lit: endlessly far ahead before they do, endlessly long ago once they are out.
    fn lit(&self) -> impl Iterator<Item = f64> {
        self.fire
            .iter()
            .zip(&self.lights)
            .map(|(fire, lights)| match fire {
                Fire::Cold => f64::INFINITY,
                Fire::Lit => *lights,
                Fire::Out => f64::NEG_INFINITY,
            })
    }

    /// The burn from now until something changes.
    fn burn(&self, stages: &[StageModel], now: f64) -> Burn {
        let attached: Vec<(&Burn, f64)> = stages
            .iter()
            .zip(self.lit())
            .skip(self.next)
            .filter_map(|(stage, lit)| Some((stage.motors.as_ref()?, lit)))
            .collect();
        let burnouts = (self.next..stages.len())
            .filter(|index| self.fire[*index] == Fire::Lit)
            .map(|index| self.burnout(stages, index));
        let end = burnouts.fold(f64::INFINITY, f64::min);
        let stage = &stages[self.next];
        Burn::together(stage.structure, &attached, (now, end), stage.nose)
    }
}

impl<R: Recorder> Flyer<'_, R> {
    /// Takes note of everything in a vehicle of stages that is due by now, and goes on with what is left of it. True
    /// if something was.
    pub(super) fn restage(&mut self, seen: Seen<f64>) -> bool {
        let Some(mut staging) = self.staging.take() else {
            return false;
        };
        let model = self.model.clone();
        let now = self.clock.time;
        let mut changed = false;
        while let Some(what) = staging.due(&model.stages, now) {
            changed = true;
            self.mark(what, seen);
            if let Happening::Separation(index) = what {
                self.separate(&staging, &model.stages, index, seen);
                staging.next = index + 1;
                if let Some(above) = model.stages.get(index + 1)
                    && let Ignition::BelowSeparation { delay } = above.ignition
                {
                    staging.light(&model.stages, index + 1, now + delay);
                }
            }
        }
        if changed {
            self.fly_on(staging.burn(&model.stages, now), staging.next);
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
        seen: Seen<f64>,
    ) {
        let now = self.clock.time;
        let stage = &stages[index];
        let impulse = stage.separation.as_ref().map_or(0.0, |s| s.impulse);
        let whole = staging.mass(stages, index, now);
        let rest = staging.mass(stages, index + 1, now);
        let part = whole.minus(rest);
        let frame = self.model.frame;
        for copy in 0..stage.copies {
            let around = std::f64::consts::TAU * f64::from(copy) / f64::from(stage.copies);
            self.shed.push(Shed {
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
                    lit: staging.fire[index] != Fire::Cold,
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
        if impulse > 0.0 && self.whereabouts == Whereabouts::Rail {
            self.lift_off(seen);
        }
    }
}

/// The state of a part of a rigid body at the moment at which it is let go: it stands `ahead` of the whole's centre of
/// mass, m, and at a distance, m, from the axis in a direction, rad from body y toward body z; it moves as that place
/// of the turning body did, and by a push, m/s, forward.
fn released(
    frame: &SiteFrame,
    state: &[f64; STATE],
    ahead: f64,
    (distance, around): (f64, f64),
    push: f64,
) -> [f64; STATE] {
    let axes = Quaternion([state[6], state[7], state[8], state[9]]).axes();
    let (sine, cosine) = libm::sincos(around + state[13]);
    let offset = axes[0]
        .times(ahead)
        .plus_times(distance * cosine, axes[1])
        .plus_times(distance * sine, axes[2]);
    let turning = axes[0]
        .times(state[10])
        .plus_times(state[11], axes[1])
        .plus_times(state[12], axes[2])
        - frame.rotation();
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
    use crate::number::Vector;

    /// Momentum of bodies relative to the turning ground, kg m/s.
    fn momentum(bodies: &[(f64, [f64; STATE])]) -> Vector<f64> {
        bodies.iter().fold(Vector([0.0; 3]), |sum, (mass, state)| {
            sum.plus_times(*mass, Vector([state[3], state[4], state[5]]))
        })
    }

    /// Three boosters leave a turning core under an impulse: mass, momentum and the common centre stay, to rounding.
    #[test]
    fn a_separation_conserves_momentum() {
        let frame = SiteFrame::new(Earth::WGS84, 0.5, 0.0, 100.0);
        let mut state = [0.0; STATE];
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
