//! The state of a vehicle that comes apart: which motors have lit, which stages have left, and what is due next.

use crate::flight::conditions::EventCondition;
use crate::flight::events::{EventAction, EventKind};
use crate::flight::model::{Burn, StageModel, burn_of_attached};
use crate::mass::MassProperties;
use crate::rocket::{Ignition, SeparationTime};

/// Where a vehicle of stages stands.
#[derive(Debug, Clone)]
pub(crate) struct Staging {
    /// The stage that leaves next: those before it have left.
    pub(crate) next: usize,
    /// When each stage's motors light or lit, s since launch; infinite while unknown.
    pub(crate) lights: Vec<f64>,
    /// How far each stage's motors are.
    pub(crate) fire: Vec<MotorState>,
    /// When each stage's time to leave comes or came; infinite while unknown.
    leaves: Vec<f64>,
    /// When each stage's parachutes were triggered while it was attached, in their compiled order.
    pub(crate) aboard: Vec<Vec<Option<f64>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MotorState {
    Cold,
    Lit,
    Out,
}

impl Staging {
    /// Before launch.
    pub(crate) fn new(stages: &[StageModel]) -> Self {
        let leaves = |stage: &StageModel| match &stage.separation {
            Some(separation) => match separation.when {
                SeparationTime::Time(time) => time,
                _ => f64::INFINITY,
            },
            None => f64::INFINITY,
        };
        Self {
            next: 0,
            lights: stages.iter().map(StageModel::lights_by_time).collect(),
            fire: vec![MotorState::Cold; stages.len()],
            leaves: stages.iter().map(leaves).collect(),
            aboard: stages
                .iter()
                .map(|stage| vec![None; stage.canopies().len()])
                .collect(),
        }
    }

    /// When a stage's motors are burnt out, once they have lit.
    fn burnout(&self, stages: &[StageModel], index: usize) -> f64 {
        let duration = stages[index].motors.as_ref().map_or(0.0, |m| m.duration);
        self.lights[index] + duration
    }

    /// When the motors of the last stage are or were burnt out; infinite before they light.
    pub(crate) fn last_burnout(&self, stages: &[StageModel]) -> f64 {
        let last = self.fire.len().checked_sub(1);
        last.and_then(|last| self.known_burnout(stages, last))
            .unwrap_or(f64::INFINITY)
    }

    /// When the motors of a stage are or were burnt out; `None` before they light.
    pub(crate) fn known_burnout(&self, stages: &[StageModel], index: usize) -> Option<f64> {
        (self.fire[index] != MotorState::Cold).then(|| self.burnout(stages, index))
    }

    /// The next time at which something changes by itself, s since launch; infinite for never.
    pub(crate) fn next_change(&self, stages: &[StageModel]) -> f64 {
        let fires = (self.next..stages.len()).map(|index| match self.fire[index] {
            MotorState::Cold => self.lights[index],
            MotorState::Lit => self.burnout(stages, index),
            MotorState::Out => f64::INFINITY,
        });
        let leaves = self.leaves.get(self.next).copied();
        fires.chain(leaves).fold(f64::INFINITY, f64::min)
    }

    /// What a height on the way up brings about.
    pub(crate) fn conditions(
        &self,
        stages: &[StageModel],
        ground: f64,
    ) -> Vec<(EventCondition, EventAction)> {
        let mut found = Vec::new();
        for (index, stage) in stages.iter().enumerate().skip(self.next) {
            if let (Ignition::Height(height), MotorState::Cold, Some(_)) =
                (stage.ignition, self.fire[index], &stage.motors)
                && self.lights[index].is_infinite()
            {
                found.push((
                    EventCondition::Climb(ground + height),
                    EventAction::Lights(index),
                ));
            }
            if let Some(separation) = &stage.separation
                && let SeparationTime::Height(height) = separation.when
                && self.leaves[index].is_infinite()
            {
                found.push((
                    EventCondition::Climb(ground + height),
                    EventAction::Leaves(index),
                ));
            }
        }
        found
    }

    /// A stage's motors are told to light now.
    pub(crate) fn light(&mut self, stages: &[StageModel], index: usize, now: f64) {
        if let (Some(motors), MotorState::Cold) = (&stages[index].motors, self.fire[index]) {
            self.lights[index] = now + motors.ignition;
        }
    }

    /// A stage is told to leave now.
    pub(crate) fn leave(&mut self, index: usize, now: f64) {
        self.leaves[index] = now;
    }

    /// The highest point has come.
    pub(crate) fn apogee(&mut self, stages: &[StageModel], now: f64) {
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
    pub(crate) fn due(&mut self, stages: &[StageModel], now: f64) -> Option<EventKind> {
        for index in self.next..stages.len() {
            if self.fire[index] == MotorState::Lit && self.burnout(stages, index) <= now {
                self.fire[index] = MotorState::Out;
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
                return Some(EventKind::Burnout(index));
            }
        }
        if self.leaves.get(self.next).is_some_and(|time| *time <= now) {
            return Some(EventKind::Separation(self.next));
        }
        let fires = (self.next..stages.len())
            .find(|index| self.fire[*index] == MotorState::Cold && self.lights[*index] <= now)?;
        self.fire[fires] = MotorState::Lit;
        Some(EventKind::Ignition(fires))
    }

    /// The vehicle from a stage up, with what is left in its motors; from the nose tip of the whole.
    pub(crate) fn mass(&self, stages: &[StageModel], from: usize, now: f64) -> MassProperties {
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
                MotorState::Cold => f64::INFINITY,
                MotorState::Lit => *lights,
                MotorState::Out => f64::NEG_INFINITY,
            })
    }

    /// The burn from now until something changes.
    pub(crate) fn burn(&self, stages: &[StageModel], now: f64) -> Burn {
        let burnouts = (self.next..stages.len())
            .filter(|index| self.fire[*index] == MotorState::Lit)
            .map(|index| self.burnout(stages, index));
        let end = burnouts.fold(f64::INFINITY, f64::min);
        burn_of_attached(stages, self.next, self.lit(), (now, end))
    }
}
