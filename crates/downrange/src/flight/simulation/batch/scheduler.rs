//! Which segments are stepped together: queues by kind.

use crate::earth::SiteFrame;
use crate::flight::integrator::Tolerance;
use crate::flight::simulation::batch::equations::{
    CanopyDescent, FreeFlight, RailGuided, RailTipOff, WIDTH,
};
use crate::flight::simulation::batch::slot::{ModelShape, SegmentKind, Slot};
use crate::flight::simulation::segment::{Dynamics, attitude_tolerance};
use crate::flight::state::{BurnPhase, POINT_STATE_LEN, STATE_LEN};
use crate::number::{Lanes, Number};
use std::collections::BTreeMap;

pub(crate) struct Batch<'m> {
    pub(crate) frame: SiteFrame,
    pub(crate) point: Tolerance<POINT_STATE_LEN>,
    pub(crate) slots: Vec<Slot<'m>>,
    pub(crate) queues: BTreeMap<SegmentKind, Vec<usize>>,
}

impl<'m> Batch<'m> {
    /// Finds out what a flight needs next and lets it wait for that; a flight that has ended waits for nothing.
    pub(crate) fn queue(&mut self, index: usize) {
        let slot = &mut self.slots[index];
        match slot.simulation.next_segment() {
            Err(error) => slot.end = Some(Err(error)),
            Ok(None) => slot.plan = None,
            Ok(Some(plan)) => {
                slot.plan = Some(plan);
                let (canopies, shape) = match plan.dynamics {
                    Dynamics::Descent => (slot.simulation.open.len(), None),
                    _ => (0, Some(ModelShape::of(&slot.simulation.model))),
                };
                let kind = SegmentKind {
                    dynamics: plan.dynamics,
                    burn_phase: plan.burn_phase as u8,
                    canopies,
                    shape,
                };
                self.queues.entry(kind).or_default().push(index);
            }
        }
    }

    pub(crate) fn waiting(&self, kind: SegmentKind) -> usize {
        self.queues.get(&kind).map_or(0, Vec::len)
    }

    pub(crate) fn longest_queue(&self) -> Option<SegmentKind> {
        let filled = self.queues.iter().filter(|(_, queue)| !queue.is_empty());
        filled
            .max_by_key(|(_, queue)| queue.len())
            .map(|(kind, _)| *kind)
    }

    /// Flies segments of a kind, until too few are left of it.
    pub(crate) fn advance(&mut self, kind: SegmentKind) {
        let burn_phase = match kind.burn_phase {
            0 => BurnPhase::Before,
            1 => BurnPhase::Burning,
            _ => BurnPhase::After,
        };
        let Some(index) = self.queues.get(&kind).and_then(|queue| queue.last()) else {
            return;
        };
        // Alike for all of one shape.
        let attitude = attitude_tolerance(&self.slots[*index].simulation.model, burn_phase);
        let point = self.point;
        match kind.dynamics {
            Dynamics::Free => self.step_lanes(kind, &attitude, &FreeFlight(burn_phase)),
            Dynamics::Guided => self.step_lanes(kind, &attitude, &RailGuided(burn_phase)),
            Dynamics::TipOff => self.step_lanes(kind, &attitude, &RailTipOff(burn_phase)),
            Dynamics::Descent => {
                self.step_lanes(kind, &point, &CanopyDescent(self.frame, burn_phase))
            }
        }
    }

    /// Lets segments of a kind take the empty lanes; says which lanes hold a segment that begins.
    pub(crate) fn fill<const N: usize>(
        &mut self,
        kind: SegmentKind,
        lanes: &mut [Option<usize>; WIDTH],
        state: &mut [Lanes; N],
        rate: &mut [Lanes; N],
    ) -> [bool; WIDTH] {
        let mut starting = [false; WIDTH];
        let Some(queue) = self.queues.get_mut(&kind) else {
            return starting;
        };
        for lane in 0..WIDTH {
            if lanes[lane].is_some() {
                continue;
            }
            let Some(index) = queue.pop() else {
                continue;
            };
            lanes[lane] = Some(index);
            let slot = &mut self.slots[index];
            for (lanes, own) in state.iter_mut().zip(slot.simulation.state) {
                *lanes = lanes.with_lane(lane, own);
            }
            match slot.suspended_rate.take() {
                Some(suspended_rate) => {
                    for (lanes, own) in rate.iter_mut().zip(suspended_rate) {
                        *lanes = lanes.with_lane(lane, own);
                    }
                }
                None => starting[lane] = true,
            }
        }
        starting
    }

    /// Sends unfinished segments back to their queue.
    pub(crate) fn suspend<const N: usize>(
        &mut self,
        kind: SegmentKind,
        lanes: &[Option<usize>; WIDTH],
        starting: [bool; WIDTH],
        rate: &[Lanes; N],
    ) {
        for (lane, index) in lanes.iter().enumerate() {
            let Some(index) = *index else {
                continue;
            };
            if !starting[lane] {
                let mut suspended_rate = [0.0; STATE_LEN];
                for (kept, rate) in suspended_rate.iter_mut().zip(rate) {
                    *kept = rate.lane(lane);
                }
                self.slots[index].suspended_rate = Some(suspended_rate);
            }
            self.queues.entry(kind).or_default().push(index);
        }
    }

    /// Gives flights their states back, and lets those whose segment has ended queue for their next one.
    pub(crate) fn write_back<const N: usize>(
        &mut self,
        lanes: &mut [Option<usize>; WIDTH],
        state: &[Lanes; N],
    ) {
        for (lane, occupant) in lanes.iter_mut().enumerate() {
            let Some(index) = *occupant else {
                continue;
            };
            let slot = &mut self.slots[index];
            for (own, lanes) in slot.simulation.state.iter_mut().zip(state) {
                *own = lanes.lane(lane);
            }
            let Some(termination) = slot.termination.take() else {
                continue;
            };
            *occupant = None;
            let arrived = match (termination, slot.plan) {
                ((termination, evaluation), Some(plan)) => slot.broken.take().map_or_else(
                    || {
                        slot.simulation
                            .finish_segment(&plan, termination, evaluation)
                    },
                    Err,
                ),
                (_, None) => Ok(()),
            };
            match arrived {
                Ok(()) => self.queue(index),
                Err(error) => slot.end = Some(Err(error)),
            }
        }
    }
}
