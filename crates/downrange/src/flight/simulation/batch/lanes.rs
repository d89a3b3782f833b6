//! Steps of several segments at once, one a lane.

use crate::flight::equations::descent::Open;
use crate::flight::integrator::{Powers, Step, System, Tolerance};
use crate::flight::observation::Sight;
use crate::flight::propagate::Stop;
use crate::flight::simulation::batch::equations::{Equations, WIDTH};
use crate::flight::simulation::batch::scheduler::Company;
use crate::flight::simulation::batch::slot::{Kind, Seat, glance};
use crate::number::{Lanes, Number};

impl<'m> Company<'m> {
    /// Steps legs of a kind in lanes until none is left, or until a lane stands empty while more wait elsewhere.
    pub(crate) fn step_together<const N: usize, E: Equations<'m, N>>(
        &mut self,
        kind: Kind,
        tolerance: &Tolerance<N>,
        equations: &E,
    ) {
        let mut lanes: [Option<usize>; WIDTH] = [None; WIDTH];
        let mut state = [Lanes::zero(); N];
        let mut rate = [Lanes::zero(); N];
        let mut length = Lanes::zero();
        loop {
            let fresh = self.fill(kind, &mut lanes, &mut state, &mut rate);
            let Some(stand_in) = lanes.iter().flatten().next().copied() else {
                return;
            };
            let active = lanes.iter().flatten().count();
            let elsewhere = self.longest_queue().map_or(0, |other| self.waiting(other));
            if active < WIDTH && elsewhere > active {
                self.park(kind, &lanes, fresh, &rate);
                return;
            }
            let flights = lanes.map(|lane| lane.unwrap_or(stand_in));
            let models = flights.map(|index| self.seats[index].model);
            let open: Vec<Open<Lanes>> = (0..kind.canopies)
                .map(|canopy| {
                    let each = |of: &dyn Fn(&Open<f64>) -> f64| {
                        Lanes::from_lanes(|lane| of(&self.seats[flights[lane]].flyer.open[canopy]))
                    };
                    Open {
                        drag_area: each(&|open| open.drag_area),
                        since: each(&|open| open.since),
                        filling_rate: each(&|open| open.filling_rate),
                    }
                })
                .collect();
            let system = equations.of(models, &open);
            let now = |seats: &[Seat<'m>]| {
                Lanes::from_lanes(|lane| seats[flights[lane]].flyer.clock.time)
            };
            let mut time = now(&self.seats);
            let (first_rate, first_seen) = system.rate(time, &state);
            let sight = Sight::of(&state, &first_seen);
            let mut ended = false;
            for (lane, index) in lanes.iter_mut().enumerate() {
                let Some(seat) = index.map(|index| &mut self.seats[index]) else {
                    continue;
                };
                if fresh[lane] {
                    for k in 0..N {
                        rate[k] = rate[k].with_lane(lane, first_rate[k].lane(lane));
                    }
                    seat.glance = glance(&state, &first_seen, lane);
                    let flyer = &mut seat.flyer;
                    let (progress, held) =
                        flyer
                            .clock
                            .set_out(&flyer.watches, &seat.glance, &self.frame);
                    seat.progress = progress;
                    if let Some(watch) = held {
                        seat.stop = Some((Stop::Watch(watch), first_seen.lane(lane)));
                        ended = true;
                    }
                    let observer = &mut seat.flyer.observer;
                    observer.set_out(seat.flyer.clock.time, &sight.lane(lane));
                    observer.recorder.see(seat.glance.position);
                }
                if seat.stop.is_some() {
                    continue;
                }
                match seat.next_length() {
                    Some(next) => length = length.with_lane(lane, next),
                    None => {
                        seat.stop = Some((Stop::Time, first_seen.lane(lane)));
                        ended = true;
                    }
                }
            }
            while !ended {
                let tried =
                    Step::attempt(&system, time, length, state, (rate, first_seen), tolerance);
                let sight = Sight::of(&tried.after, &tried.seen);
                let inner = tried.inner_accelerations();
                let powers = Powers::of(tried.error);
                let mut taken = [false; WIDTH];
                for lane in 0..WIDTH {
                    let Some(index) = lanes[lane] else {
                        length = length.with_lane(lane, length.lane(0));
                        continue;
                    };
                    let seat = &mut self.seats[index];
                    let seen = (&sight, &inner);
                    taken[lane] = seat.judge(&self.frame, &tried, lane, powers.lane(lane), seen);
                    if seat.stop.is_none() {
                        match seat.next_length() {
                            Some(next) => length = length.with_lane(lane, next),
                            None => seat.stop = Some((Stop::Time, tried.seen.lane(lane))),
                        }
                    }
                    ended |= seat.stop.is_some();
                }
                if taken == [true; WIDTH] {
                    (state, rate) = (tried.after, tried.rate_after());
                } else {
                    let flags = Lanes::from_lanes(|lane| if taken[lane] { 1.0 } else { 0.0 });
                    let mask = Lanes::zero().less(flags);
                    let after = tried.rate_after();
                    for k in 0..N {
                        state[k] = Lanes::select(mask, tried.after[k], state[k]);
                        rate[k] = Lanes::select(mask, after[k], rate[k]);
                    }
                }
                time = now(&self.seats);
            }
            self.hand_back(&mut lanes, &state);
        }
    }
}
