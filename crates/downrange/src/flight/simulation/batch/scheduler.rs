//! Which segments are stepped together: queues by kind.

use crate::earth::SiteFrame;
use crate::flight::integrator::Tolerance;
use crate::flight::model::Model;
use crate::flight::simulation::batch::equations::{
    Free, LeavingRail, OnRail, UnderCanopies, WIDTH,
};
use crate::flight::simulation::batch::slot::{Kind, Seat};
use crate::flight::simulation::segment::{Regime, attitude_tolerance};
use crate::flight::state::{POINT_STATE, Power, STATE};
use crate::number::{Lanes, Number};
use std::collections::BTreeMap;

pub(crate) struct Company<'m> {
    pub(crate) frame: SiteFrame,
    /// In whose likeness all are that fly here.
    pub(crate) first: &'m Model,
    pub(crate) point: Tolerance<POINT_STATE>,
    pub(crate) seats: Vec<Seat<'m>>,
    pub(crate) queues: BTreeMap<Kind, Vec<usize>>,
}

impl<'m> Company<'m> {
    /// Finds out what a flight needs next and lets it wait for that; a flight that has ended waits for nothing.
    pub(crate) fn queue(&mut self, index: usize) {
        let seat = &mut self.seats[index];
        match seat.flyer.next_leg() {
            Err(error) => seat.end = Some(Err(error)),
            Ok(None) => seat.order = None,
            Ok(Some(order)) => {
                seat.order = Some(order);
                let kind = Kind {
                    regime: order.regime,
                    power: order.power as u8,
                    canopies: match order.regime {
                        Regime::Descent => seat.flyer.open.len(),
                        _ => 0,
                    },
                };
                self.queues.entry(kind).or_default().push(index);
            }
        }
    }

    pub(crate) fn waiting(&self, kind: Kind) -> usize {
        self.queues.get(&kind).map_or(0, Vec::len)
    }

    pub(crate) fn longest_queue(&self) -> Option<Kind> {
        let filled = self.queues.iter().filter(|(_, queue)| !queue.is_empty());
        filled
            .max_by_key(|(_, queue)| queue.len())
            .map(|(kind, _)| *kind)
    }

    /// Flies legs of a kind, until too few are left of it.
    pub(crate) fn advance(&mut self, kind: Kind) {
        let power = match kind.power {
            0 => Power::Before,
            1 => Power::Burning,
            _ => Power::After,
        };
        let (attitude, point) = (attitude_tolerance(self.first, power), self.point);
        match kind.regime {
            Regime::Free => self.step_together(kind, &attitude, &Free(power)),
            Regime::Guided => self.step_together(kind, &attitude, &OnRail(power)),
            Regime::TipOff => self.step_together(kind, &attitude, &LeavingRail(power)),
            Regime::Descent => self.step_together(kind, &point, &UnderCanopies(self.frame, power)),
        }
    }

    /// Lets legs of a kind take the empty lanes; says which lanes hold a leg that begins.
    pub(crate) fn fill<const N: usize>(
        &mut self,
        kind: Kind,
        lanes: &mut [Option<usize>; WIDTH],
        state: &mut [Lanes; N],
        rate: &mut [Lanes; N],
    ) -> [bool; WIDTH] {
        let mut fresh = [false; WIDTH];
        let Some(queue) = self.queues.get_mut(&kind) else {
            return fresh;
        };
        for lane in 0..WIDTH {
            if lanes[lane].is_some() {
                continue;
            }
            let Some(index) = queue.pop() else {
                continue;
            };
            lanes[lane] = Some(index);
            let seat = &mut self.seats[index];
            for (lanes, own) in state.iter_mut().zip(seat.flyer.state) {
                *lanes = lanes.with_lane(lane, own);
            }
            match seat.parked.take() {
                Some(parked) => {
                    for (lanes, own) in rate.iter_mut().zip(parked) {
                        *lanes = lanes.with_lane(lane, own);
                    }
                }
                None => fresh[lane] = true,
            }
        }
        fresh
    }

    /// Sends unfinished legs back to their queue.
    pub(crate) fn park<const N: usize>(
        &mut self,
        kind: Kind,
        lanes: &[Option<usize>; WIDTH],
        fresh: [bool; WIDTH],
        rate: &[Lanes; N],
    ) {
        for (lane, index) in lanes.iter().enumerate() {
            let Some(index) = *index else {
                continue;
            };
            if !fresh[lane] {
                let mut parked = [0.0; STATE];
                for (kept, rate) in parked.iter_mut().zip(rate) {
                    *kept = rate.lane(lane);
                }
                self.seats[index].parked = Some(parked);
            }
            self.queues.entry(kind).or_default().push(index);
        }
    }

    /// Gives flights their states back, and lets those whose leg has ended queue for their next one.
    pub(crate) fn hand_back<const N: usize>(
        &mut self,
        lanes: &mut [Option<usize>; WIDTH],
        state: &[Lanes; N],
    ) {
        for (lane, slot) in lanes.iter_mut().enumerate() {
            let Some(index) = *slot else {
                continue;
            };
            let seat = &mut self.seats[index];
            for (own, lanes) in seat.flyer.state.iter_mut().zip(state) {
                *own = lanes.lane(lane);
            }
            let Some(stop) = seat.stop.take() else {
                continue;
            };
            *slot = None;
            let arrived = match (stop, seat.order) {
                ((stop, seen), Some(order)) => seat
                    .broken
                    .take()
                    .map_or_else(|| seat.flyer.arrive(&order, stop, seen), Err),
                (_, None) => Ok(()),
            };
            match arrived {
                Ok(()) => self.queue(index),
                Err(error) => seat.end = Some(Err(error)),
            }
        }
    }
}
