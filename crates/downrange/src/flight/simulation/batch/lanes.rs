//! Steps of several segments at once, one a lane.

use crate::flight::equations::descent::OpenCanopy;
use crate::flight::integrator::{ErrorPowers, Interpolant, Solver, System, Tolerance};
use crate::flight::observation::Observation;
use crate::flight::propagate::Termination;
use crate::flight::simulation::batch::equations::{Equations, WIDTH};
use crate::flight::simulation::batch::scheduler::Batch;
use crate::flight::simulation::batch::slot::{SegmentKind, Slot, inputs};
use crate::number::{Lanes, Number};

impl<'m> Batch<'m> {
    /// Steps segments of a kind in lanes until none is left, or until a lane stands empty while more wait elsewhere.
    pub(crate) fn step_lanes<const N: usize, E: Equations<N>>(
        &mut self,
        kind: SegmentKind,
        tolerance: &Tolerance<N>,
        equations: &E,
    ) {
        let mut lanes: [Option<usize>; WIDTH] = [None; WIDTH];
        let mut state = [Lanes::zero(); N];
        let mut rate = [Lanes::zero(); N];
        let mut length = Lanes::zero();
        loop {
            let starting = self.fill(kind, &mut lanes, &mut state, &mut rate);
            let Some(filler) = lanes.iter().flatten().next().copied() else {
                return;
            };
            let active = lanes.iter().flatten().count();
            let elsewhere = self.longest_queue().map_or(0, |other| self.waiting(other));
            if active < WIDTH && elsewhere > active {
                self.suspend(kind, &lanes, starting, &rate);
                return;
            }
            let flights = lanes.map(|lane| lane.unwrap_or(filler));
            let models = flights.map(|index| self.slots[index].simulation.model.clone());
            let open: Vec<OpenCanopy<Lanes>> = (0..kind.canopies)
                .map(|canopy| {
                    let each = |of: &dyn Fn(&OpenCanopy<f64>) -> f64| {
                        Lanes::from_lanes(|lane| {
                            of(&self.slots[flights[lane]].simulation.open[canopy])
                        })
                    };
                    OpenCanopy {
                        drag_area: each(&|open| open.drag_area),
                        since: each(&|open| open.since),
                        filling_rate: each(&|open| open.filling_rate),
                    }
                })
                .collect();
            let system = equations.system(std::array::from_fn(|lane| &*models[lane]), &open);
            let now = |slots: &[Slot<'m>]| {
                Lanes::from_lanes(|lane| slots[flights[lane]].simulation.propagator.time)
            };
            let mut time = now(&self.slots);
            let (first_rate, first_output) = system.rate(time, &state);
            let observation = Observation::new(&state, &first_output);
            let mut ended = false;
            for (lane, index) in lanes.iter_mut().enumerate() {
                let Some(slot) = index.map(|index| &mut self.slots[index]) else {
                    continue;
                };
                if starting[lane] {
                    for k in 0..N {
                        rate[k] = rate[k].with_lane(lane, first_rate[k].lane(lane));
                    }
                    slot.inputs = inputs(&state, &first_output, lane);
                    let simulation = &mut slot.simulation;
                    let (control, held) = simulation.propagator.start_segment(
                        &simulation.conditions,
                        &slot.inputs,
                        &self.frame,
                    );
                    slot.control = control;
                    if let Some(condition) = held {
                        slot.termination =
                            Some((Termination::Event(condition), first_output.lane(lane)));
                        ended = true;
                    }
                    let observer = &mut slot.simulation.observer;
                    observer
                        .start_segment(slot.simulation.propagator.time, &observation.lane(lane));
                    observer.recorder.observe(slot.inputs.position);
                }
                if slot.termination.is_some() {
                    continue;
                }
                match slot.next_step(&system, lane) {
                    Some(next) => length = length.with_lane(lane, next),
                    None => {
                        slot.termination = Some((Termination::Time, first_output.lane(lane)));
                        ended = true;
                    }
                }
            }
            while !ended {
                let tried = system.attempt(time, length, state, (rate, first_output), tolerance);
                let observation = Observation::new(&tried.after, &tried.output);
                let inner = tried.dense.inner_accelerations();
                let powers = ErrorPowers::new(tried.error);
                let mut taken = [false; WIDTH];
                for lane in 0..WIDTH {
                    let Some(index) = lanes[lane] else {
                        length = length.with_lane(lane, length.lane(0));
                        continue;
                    };
                    let slot = &mut self.slots[index];
                    let evaluation = (&observation, &inner);
                    taken[lane] = slot.decide::<N, E::System<'_>>(
                        &self.frame,
                        &tried,
                        lane,
                        powers.lane(lane),
                        evaluation,
                    );
                    if slot.termination.is_none() {
                        match slot.next_step(&system, lane) {
                            Some(next) => length = length.with_lane(lane, next),
                            None => {
                                slot.termination =
                                    Some((Termination::Time, tried.output.lane(lane)))
                            }
                        }
                    }
                    ended |= slot.termination.is_some();
                }
                if taken == [true; WIDTH] {
                    (state, rate) = (tried.after, tried.dense.rate_after());
                } else {
                    let flags = Lanes::from_lanes(|lane| if taken[lane] { 1.0 } else { 0.0 });
                    let mask = Lanes::zero().less(flags);
                    let after = tried.dense.rate_after();
                    for k in 0..N {
                        state[k] = Lanes::select(mask, tried.after[k], state[k]);
                        rate[k] = Lanes::select(mask, after[k], rate[k]);
                    }
                }
                time = now(&self.slots);
            }
            self.write_back(&mut lanes, &state);
        }
    }
}
