//! Many flights abreast: four at a time in the lanes of a processor, each with its own time and its own steps.
//!
//! Each flight goes leg by leg as it does alone (see `legs`); here the legs of one kind wait in one queue, four of
//! them are stepped together, and a lane whose leg has ended is refilled from the queue. Every lane counts as a scalar
//! counts (see [`number`](crate::number)), and a step of one flight knows nothing of its neighbours': what comes out
//! is what [`fly_model`] gives each flight alone, to the last bit, in any company and any order (test
//! `abreast_as_alone`).
//!
//! A vehicle of stages, and a flight whose model is of another make than the first's (other site, tables given that
//! the first lacks), flies alone.

use super::FlightError;
use super::course::{Attempt, Progress, Stop, Verdict};
use super::descent::{Descent, Open, POINT_STATE};
use super::integrator::{INNER_STAGES, Powers, Step, System, Tolerance};
use super::legs::{Order, Regime, attitude_tolerance, sight, tolerance};
use super::model::{AirModel, Model, RailModel, StartModel};
use super::motion::{Motion, Power, STATE, Seen};
use super::rail::{Guided, TipOff};
use super::sequence::{Flown, Flyer, fly_model};
use super::watch::Glance;
use super::witness::{Sight, Track};
use crate::earth::SiteFrame;
use crate::number::{Lanes, Number, Quaternion, Vector};
use std::collections::BTreeMap;

/// Lanes of a number.
const WIDTH: usize = Lanes::LANES;

/// Flies models from ignition to the ground, abreast, and keeps their tracks if asked; the results stand in their order.
pub fn fly_abreast(models: &[&Model], tracks: bool) -> Vec<Result<Flown<Track>, FlightError>> {
    let track = || Track {
        kept: tracks,
        points: Vec::new(),
    };
    let Some(first) = models.first() else {
        return Vec::new();
    };
    let mut company = Company {
        frame: first.frame,
        first,
        point: tolerance(&first.settings, 1.0),
        seats: Vec::with_capacity(models.len()),
        queues: BTreeMap::new(),
    };
    for model in models {
        if model.stages.is_empty() && alike(first, model) {
            company.seats.push(Seat::new(model, track()));
        } else {
            let alone = fly_model(model, track());
            company.seats.push(Seat {
                end: Some(alone),
                ..Seat::new(model, track())
            });
        }
    }
    for index in 0..company.seats.len() {
        if company.seats[index].end.is_none() {
            company.queue(index);
        }
    }
    while let Some(kind) = company.longest_queue() {
        company.advance(kind);
    }
    let seats = company.seats.into_iter();
    seats
        .map(|seat| seat.end.unwrap_or_else(|| Ok(seat.flyer.flown())))
        .collect()
}

/// Whether two models can share the lanes of one number.
fn alike(a: &Model, b: &Model) -> bool {
    let air = match (&*a.aero, &*b.aero) {
        (AirModel::Rocket(a), AirModel::Rocket(b)) => {
            a.friction.is_some() == b.friction.is_some()
                && a.angle.axial.is_some() == b.angle.axial.is_some()
                && a.angle.normal.is_some() == b.angle.normal.is_some()
        }
        (AirModel::Object(_), AirModel::Object(_)) => true,
        _ => false,
    };
    air && a.frame == b.frame
        && a.settings == b.settings
        && a.burn.tilt.is_some() == b.burn.tilt.is_some()
        && a.burn.off_axis.is_some() == b.burn.off_axis.is_some()
        && a.burn.asymmetry.is_some() == b.burn.asymmetry.is_some()
        && a.trim.fins_lean() == b.trim.fins_lean()
}

/// Legs that can be flown in one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    regime: Regime,
    power: u8,
    canopies: usize,
}

/// A flight, and where it stands in its leg.
struct Seat<'m> {
    model: &'m Model,
    flyer: Flyer<'m, Track>,
    order: Option<Order>,
    /// How far the leg under way is, and what was last seen.
    progress: Progress,
    glance: Glance,
    /// The rate of a leg under way that has left its lane.
    parked: Option<[f64; STATE]>,
    /// Why the leg has ended, and what was seen there.
    stop: Option<(Stop, Seen<f64>)>,
    /// Why it cannot go on.
    broken: Option<FlightError>,
    end: Option<Result<Flown<Track>, FlightError>>,
}

impl<'m> Seat<'m> {
    fn new(model: &'m Model, track: Track) -> Self {
        Self {
            model,
            flyer: Flyer::new(model, track),
            order: None,
            progress: Progress::default(),
            glance: Glance::default(),
            parked: None,
            stop: None,
            broken: None,
            end: None,
        }
    }
}

struct Company<'m> {
    frame: SiteFrame,
    /// In whose likeness all are that fly here.
    first: &'m Model,
    point: Tolerance<POINT_STATE>,
    seats: Vec<Seat<'m>>,
    queues: BTreeMap<Kind, Vec<usize>>,
}

impl<'m> Company<'m> {
    /// Finds out what a flight needs next and lets it wait for that; a flight that has ended waits for nothing.
    fn queue(&mut self, index: usize) {
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

    fn waiting(&self, kind: Kind) -> usize {
        self.queues.get(&kind).map_or(0, Vec::len)
    }

    fn longest_queue(&self) -> Option<Kind> {
        let filled = self.queues.iter().filter(|(_, queue)| !queue.is_empty());
        filled
            .max_by_key(|(_, queue)| queue.len())
            .map(|(kind, _)| *kind)
    }

    /// Flies legs of a kind, until too few are left of it.
    fn advance(&mut self, kind: Kind) {
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

    /// Steps legs of a kind in lanes until none is left, or until a lane stands empty while more wait elsewhere.
    fn step_together<const N: usize, E: Equations<'m, N>>(
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

    /// Lets legs of a kind take the empty lanes; says which lanes hold a leg that begins.
    fn fill<const N: usize>(
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
    fn park<const N: usize>(
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
    fn hand_back<const N: usize>(
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

impl Seat<'_> {
    /// How long a step to try next, s; `None` at the leg's end.
    fn next_length(&mut self) -> Option<f64> {
        let until = self.order.map_or(0.0, |order| order.until);
        self.flyer.clock.next_length(&mut self.progress, until)
    }

    /// Whether the step that was tried in a lane is taken.
    fn judge<const N: usize>(
        &mut self,
        frame: &SiteFrame,
        tried: &Step<Lanes, N, Seen<Lanes>>,
        lane: usize,
        powers: Powers<f64>,
        (seen, inner): (&Sight<Lanes>, &[Lanes; INNER_STAGES]),
    ) -> bool {
        let after = glance(&tried.after, &tried.seen, lane);
        let attempt = Attempt {
            error: tried.error.lane(lane),
            powers,
            before: self.glance,
            after,
            at: &|share| tried.lane_at(lane, share),
        };
        let flyer = &mut self.flyer;
        let verdict = flyer
            .clock
            .judge(&mut self.progress, &flyer.watches, frame, &attempt);
        let verdict = match verdict {
            Ok(Verdict::Again) => return false,
            Ok(verdict) => verdict,
            Err(error) => {
                self.broken = Some(match &self.order {
                    Some(order) => order.named(error),
                    None => error,
                });
                self.stop = Some((Stop::Time, tried.seen.lane(lane)));
                return false;
            }
        };
        let end = tried.time.lane(lane) + tried.length.lane(lane);
        let bends = verdict == Verdict::Taken { bends: true };
        let (time, length) = (tried.time.lane(lane), tried.length.lane(lane));
        let (model, open, order) = (self.model, &flyer.open, self.order);
        let inside = |share: f64| {
            let time = length.mul_add(share, time);
            let state = tried.lane_at::<N>(lane, share);
            order.map_or_else(Sight::default, |order| {
                sight(model, open, &order, time, &state)
            })
        };
        let inner = inner.map(|square| square.lane(lane));
        flyer
            .observer
            .see(end, &seen.lane(lane), inner, &inside, bends);
        flyer.observer.recorder.see(after.position);
        self.glance = after;
        if let Verdict::Stopped(index) = verdict {
            self.stop = Some((Stop::Watch(index), tried.seen.lane(lane)));
        }
        true
    }
}

/// What watches see in a lane.
fn glance<const N: usize>(state: &[Lanes; N], seen: &Seen<Lanes>, lane: usize) -> Glance {
    let vector = |at: usize| Vector(std::array::from_fn(|k| state[at + k].lane(lane)));
    Glance {
        height: seen.height.lane(lane),
        vertical_speed: seen.vertical_speed.lane(lane),
        position: vector(0),
        velocity: vector(3),
        acceleration: Vector(seen.acceleration.0.map(|value| value.lane(lane))),
    }
}

/// Makes equations of motion for the models of four lanes, and the canopies that are open above them.
trait Equations<'m, const N: usize> {
    type System<'a>: System<Lanes, N, Seen = Seen<Lanes>>
    where
        'm: 'a;

    fn of<'a>(&self, models: [&'m Model; WIDTH], open: &'a [Open<Lanes>]) -> Self::System<'a>
    where
        'm: 'a;
}

struct Free(Power);

impl<'m> Equations<'m, STATE> for Free {
    type System<'a>
        = Motion<'m, Lanes>
    where
        'm: 'a;

    fn of<'a>(&self, models: [&'m Model; WIDTH], _: &'a [Open<Lanes>]) -> Motion<'m, Lanes>
    where
        'm: 'a,
    {
        Motion::new(|lane| models[lane], self.0)
    }
}

struct OnRail(Power);

impl<'m> Equations<'m, STATE> for OnRail {
    type System<'a>
        = Guided<'m, Lanes>
    where
        'm: 'a;

    fn of<'a>(&self, models: [&'m Model; WIDTH], _: &'a [Open<Lanes>]) -> Guided<'m, Lanes>
    where
        'm: 'a,
    {
        let rails = models.map(|model| rail(model).direction);
        Guided {
            motion: Motion::new(|lane| models[lane], self.0),
            direction: Vector(std::array::from_fn(|k| {
                Lanes::from_lanes(|lane| rails[lane][k])
            })),
        }
    }
}

struct LeavingRail(Power);

impl<'m> Equations<'m, STATE> for LeavingRail {
    type System<'a>
        = TipOff<'m, Lanes>
    where
        'm: 'a;

    fn of<'a>(&self, models: [&'m Model; WIDTH], _: &'a [Open<Lanes>]) -> TipOff<'m, Lanes>
    where
        'm: 'a,
    {
        let motion = Motion::new(|lane| models[lane], self.0);
        TipOff::new(motion, |lane| rail(models[lane]))
    }
}

struct UnderCanopies(SiteFrame, Power);

impl<'m> Equations<'m, POINT_STATE> for UnderCanopies {
    type System<'a>
        = Descent<'a, Lanes>
    where
        'm: 'a;

    fn of<'a>(&self, models: [&'m Model; WIDTH], open: &'a [Open<Lanes>]) -> Descent<'a, Lanes>
    where
        'm: 'a,
    {
        let Self(frame, power) = *self;
        Descent {
            frame,
            air: models.map(|model| &*model.air),
            wind: models.map(|model| &*model.wind),
            mass: Lanes::from_lanes(|lane| models[lane].burn.hanging(power)),
            burn: (power == Power::Burning).then(|| {
                let ignition = Lanes::from_lanes(|lane| models[lane].burn.ignition);
                (models.map(|model| &model.burn.table), ignition)
            }),
            canopies: open,
        }
    }
}

/// The rail of a model whose legs lie on one; for any other, an upright one.
fn rail(model: &Model) -> RailModel {
    match model.start {
        StartModel::Rail(rail) => rail,
        StartModel::State(_) => RailModel {
            direction: Vector([0.0, 0.0, 1.0]),
            attitude: Quaternion([1.0, 0.0, 0.0, 0.0]),
            exit: 0.0,
            clear: 0.0,
            aft_guide: 0.0,
            stands: 0.0,
            length: 0.0,
            vehicle: 0.0,
        },
    }
}
