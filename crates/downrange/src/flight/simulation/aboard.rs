//! Parachutes of stages that are still attached: their devices know nothing of the separation that has not come.

use crate::flight::conditions::EventCondition;
use crate::flight::events::EventAction;
use crate::flight::model::{ParachuteModel, StageModel};
use crate::flight::simulation::staging_state::Staging;
use crate::rocket::Trigger;

impl Staging {
    /// The parachutes of stages that are still attached and have not been triggered: of which stage, which.
    fn packed<'s>(
        &'s self,
        stages: &'s [StageModel],
    ) -> impl Iterator<Item = (usize, usize, &'s ParachuteModel)> {
        let attached = stages.iter().enumerate().skip(self.next);
        let all = attached.flat_map(|(stage, model)| {
            let canopies = model.canopies().iter().enumerate();
            canopies.map(move |(parachute, canopy)| (stage, parachute, canopy))
        });
        all.filter(|(stage, parachute, _)| self.aboard[*stage][*parachute].is_none())
    }

    /// When a parachute of a stage is triggered by time, s since launch.
    fn time_aboard(
        &self,
        stages: &[StageModel],
        stage: usize,
        canopy: &ParachuteModel,
    ) -> Option<f64> {
        match canopy.trigger {
            Trigger::Time(time) => Some(time),
            Trigger::Burnout(delay) => Some(self.known_burnout(stages, stage)? + delay),
            _ => None,
        }
    }

    /// The next time at which a parachute of an attached stage is triggered, s since launch; infinite for never.
    pub(crate) fn next_aboard(&self, stages: &[StageModel]) -> f64 {
        let times = self
            .packed(stages)
            .filter_map(|(stage, _, canopy)| self.time_aboard(stages, stage, canopy));
        times.fold(f64::INFINITY, f64::min)
    }

    /// The parachutes of attached stages whose time has come.
    pub(crate) fn aboard_by_time(&self, stages: &[StageModel], now: f64) -> Vec<(usize, usize)> {
        let due = self.packed(stages).filter(|(stage, _, canopy)| {
            let time = self.time_aboard(stages, *stage, canopy);
            time.is_some_and(|time| time <= now)
        });
        due.map(|(stage, parachute, _)| (stage, parachute))
            .collect()
    }

    /// The parachutes of attached stages that the highest point triggers.
    pub(crate) fn aboard_at_apogee(&self, stages: &[StageModel]) -> Vec<(usize, usize)> {
        self.packed(stages)
            .filter(|(_, _, canopy)| canopy.trigger == Trigger::Apogee)
            .map(|(stage, parachute, _)| (stage, parachute))
            .collect()
    }

    /// Heights that trigger parachutes of attached stages, once the highest point has passed.
    pub(crate) fn heights_aboard(
        &self,
        stages: &[StageModel],
        ground: f64,
    ) -> Vec<(EventCondition, EventAction)> {
        self.packed(stages)
            .filter_map(|(stage, parachute, canopy)| match canopy.trigger {
                Trigger::Altitude(height) => Some((
                    EventCondition::Height(ground + height),
                    EventAction::Aboard(stage, parachute),
                )),
                _ => None,
            })
            .collect()
    }

    /// A parachute of an attached stage is triggered; its place in the description, if it had not been before.
    pub(crate) fn trigger_aboard(
        &mut self,
        stages: &[StageModel],
        stage: usize,
        parachute: usize,
        now: f64,
    ) -> Option<usize> {
        let canopy = stages.get(stage)?.canopies().get(parachute)?;
        let aboard = self.aboard.get_mut(stage)?.get_mut(parachute)?;
        aboard.is_none().then(|| {
            *aboard = Some(now);
            canopy.place
        })
    }
}
