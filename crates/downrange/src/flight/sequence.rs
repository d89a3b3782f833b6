//! From ignition to the ground: which phase follows which.

use super::FlightError;
use super::burn::Burn;
use super::course::{Clock, Stop, Watch};
use super::descent::{Open, POINT_STATE};
use super::integrator::System;
use super::legs::Whereabouts;
use super::model::Model;
use super::motion::{Motion, Power, STATE, Seen};
use super::pad::Hold;
use super::record::Solver;
use super::stages::Shed;
use super::staging::Staging;
use super::witness::{Observer, Recorder};
use crate::number::Vector;
use crate::rocket::Trigger;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// What happened, by kind; parachutes and stages by their place in the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// Free flight begins from a state.
    Release,
    /// A stage's motors light; of a plain rocket, stage 0.
    Ignition(usize),
    /// Thrust exceeds weight along the rail.
    Liftoff,
    /// The foremost guide leaves the rail.
    RailExit,
    /// The aftmost guide leaves the rail.
    RailClear,
    /// A stage's motors have burnt out.
    Burnout(usize),
    /// A stage leaves.
    Separation(usize),
    /// The highest point.
    Apogee,
    /// A parachute's trigger.
    Triggered(usize),
    /// A parachute begins to fill.
    Opens(usize),
    /// The ground.
    Landing,
    /// The time that was allowed is over, and it still flies.
    StillFlying,
}

impl Happening {
    /// Whether a flight ends so.
    pub fn ends(self) -> bool {
        matches!(self, Self::Landing | Self::StillFlying)
    }
}

/// A happening, when, and the state and sight of it.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// What.
    pub what: Happening,
    /// When, s since launch.
    pub time: f64,
    /// Position and velocity in the site's frame.
    pub state: [f64; POINT_STATE],
    /// What was seen.
    pub seen: Seen<f64>,
}

/// A flight as it was flown, before it is put into words.
#[derive(Debug, Clone)]
pub struct Flown<R> {
    /// What happened, in order.
    pub marks: Vec<Mark>,
    /// Who looked on.
    pub observer: Observer<R>,
    /// How hard the integrator worked.
    pub solver: Solver,
    /// Each canopy that opened: which, and its vertical speed at the end of its span, m/s, positive up.
    pub descents: Vec<(usize, f64)>,
    /// What left on the way, in order.
    pub shed: Vec<Shed>,
}

/// Flies a model from ignition to the ground, or until the allowed time is over.
///
/// # Errors
/// See [`FlightError`].
pub fn fly_model<R: Recorder>(model: &Model, recorder: R) -> Result<Flown<R>, FlightError> {
    let mut flyer = Flyer::new(model, recorder);
    while let Some(order) = flyer.next_leg()? {
        let (stop, seen) = flyer.fly_leg(&order)?;
        flyer.arrive(&order, stop, seen)?;
    }
    Ok(flyer.flown())
}

/// What a watch brings about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Due {
    /// The ground.
    Ground,
    /// The highest point.
    Apogee,
    /// A parachute's height.
    Canopy(usize),
    /// The height at which a stage's motors light.
    Lights(usize),
    /// The height at which a stage leaves.
    Leaves(usize),
}

/// A model as it was handed in, or as it became when stages left it.
#[derive(Debug, Clone)]
pub(super) enum Held<'m> {
    Lent(&'m Model),
    Own(Rc<Model>),
}

impl Deref for Held<'_> {
    type Target = Model;
    fn deref(&self) -> &Model {
        match self {
            Self::Lent(model) => model,
            Self::Own(model) => model,
        }
    }
}

/// A parachute's way from its trigger to its opening.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Chute {
    Waiting,
    Triggered { opens: f64 },
    Opened,
}

pub(super) struct Flyer<'m, R> {
    pub(super) model: Held<'m>,
    pub(super) clock: Clock,
    pub(super) state: [f64; STATE],
    pub(super) marks: Vec<Mark>,
    pub(super) observer: Observer<R>,
    pub(super) chutes: Vec<Chute>,
    pub(super) descents: Vec<(usize, f64)>,
    pub(super) past_apogee: bool,
    pub(super) staging: Option<Staging>,
    pub(super) shed: Vec<Shed>,
    pub(super) whereabouts: Whereabouts,
    pub(super) hold: Hold,
    /// What ends the leg that is flown, and what each brings about.
    pub(super) watches: Vec<Watch>,
    dues: Vec<Due>,
    /// The canopies that drag, and which have ever opened.
    pub(super) open: Vec<Open<f64>>,
    pub(super) opened: Vec<usize>,
}

impl<'m, R: Recorder> Flyer<'m, R> {
    pub(super) fn new(model: &'m Model, recorder: R) -> Self {
        Self {
            model: Held::Lent(model),
            clock: Clock {
                time: model.start_time,
                step: 0.01,
                kinks: model
                    .burn
                    .kinks
                    .iter()
                    .rev()
                    .map(|kink| model.burn.ignition + kink)
                    .collect(),
                solver: Solver::default(),
            },
            state: model.start.state(&model.frame),
            marks: Vec::with_capacity(16),
            observer: Observer::new(model, recorder),
            chutes: vec![Chute::Waiting; model.canopies.len()],
            descents: Vec::new(),
            past_apogee: false,
            staging: (!model.stages.is_empty()).then(|| Staging::new(&model.stages)),
            shed: Vec::new(),
            whereabouts: Whereabouts::Start,
            hold: Hold::default(),
            watches: Vec::with_capacity(4),
            dues: Vec::with_capacity(4),
            open: Vec::new(),
            opened: Vec::new(),
        }
    }

    /// What was flown.
    pub(super) fn flown(self) -> Flown<R> {
        Flown {
            marks: self.marks,
            observer: self.observer,
            solver: self.clock.solver,
            descents: self.descents,
            shed: self.shed,
        }
    }

    /// When the burn ends.
    fn burn_end(&self) -> f64 {
        self.model.burn.ignition + self.model.burn.duration
    }

    /// When the last motor is burnt out, as far as it is known.
    fn burnout(&self) -> f64 {
        match &self.staging {
            Some(staging) => staging.last_burnout(&self.model.stages),
            None => self.burn_end(),
        }
    }

    /// The next time at which a motor lights or burns out, or a stage leaves by itself.
    pub(super) fn next_change(&self) -> f64 {
        match (&self.staging, self.power()) {
            (Some(staging), _) => staging.next_change(&self.model.stages),
            (None, Power::Before) => self.model.burn.ignition,
            (None, Power::Burning) => self.burn_end(),
            (None, Power::After) => f64::INFINITY,
        }
    }

    /// Takes note of motors and stages whose time has come.
    pub(super) fn change(&mut self, seen: Seen<f64>, power: Power) {
        let now = self.clock.time;
        if self.staging.is_some() {
            self.restage(seen);
        } else if power == Power::Before && now >= self.model.burn.ignition {
            self.mark(Happening::Ignition(0), seen);
        } else if power == Power::Burning && now >= self.burn_end() {
            self.mark(Happening::Burnout(0), seen);
        }
    }

    /// Goes on with another burn, of what is left when the stages before `next` have gone.
    pub(super) fn fly_on(&mut self, burn: Burn, next: usize) {
        let mut model = Model::clone(&self.model);
        if let Some(stage) = model.stages.get(next) {
            model.aero = Arc::clone(&stage.aero);
        }
        self.clock.kinks = burn.kinks.iter().rev().map(|k| burn.ignition + k).collect();
        model.burn = burn;
        self.observer.diameter = model.aero.diameter();
        self.model = Held::Own(Rc::new(model));
    }

    pub(super) fn mark(&mut self, what: Happening, seen: Seen<f64>) {
        let state = std::array::from_fn(|i| self.state[i]);
        self.marks.push(Mark {
            what,
            time: self.clock.time,
            state,
            seen,
        });
    }

    /// Into free flight from a state.
    pub(super) fn release(&mut self) {
        self.observer.free = true;
        let seen = self.look();
        self.mark(Happening::Release, seen);
        if let Some(mut staging) = self.staging.take() {
            for (watch, due) in staging.watches(&self.model.stages, self.model.elevation) {
                // What starts above a height is past it.
                match (watch, due) {
                    (Watch::Climb(height), Due::Lights(index)) if seen.height >= height => {
                        staging.light(&self.model.stages, index, self.clock.time);
                    }
                    (Watch::Climb(height), Due::Leaves(index)) if seen.height >= height => {
                        staging.leave(index, self.clock.time);
                    }
                    _ => {}
                }
            }
            self.staging = Some(staging);
            self.restage(seen);
        }
        // What is released on its way down has passed its highest point, unless a motor lifts it again.
        let rises = self.power() != Power::After || self.next_change().is_finite();
        if seen.vertical_speed <= 0.0 && !rises {
            self.pass_apogee(seen);
        }
    }

    /// What is seen now.
    pub(super) fn look(&self) -> Seen<f64> {
        Motion::new(|_| &*self.model, self.power())
            .rate(self.clock.time, &self.state)
            .1
    }

    /// Whether a motor burns now.
    pub(super) fn power(&self) -> Power {
        if self.clock.time < self.model.burn.ignition && self.model.burn.ignition.is_finite() {
            Power::Before
        } else if self.clock.time < self.burn_end() && self.model.burn.ignition.is_finite() {
            Power::Burning
        } else {
            Power::After
        }
    }

    /// Sets what to watch for now.
    pub(super) fn watch(&mut self) {
        let Self {
            model,
            watches,
            dues,
            chutes,
            ..
        } = self;
        watches.clear();
        dues.clear();
        let mut add = |watch, due| {
            watches.push(watch);
            dues.push(due);
        };
        add(Watch::Height(model.elevation), Due::Ground);
        if !self.past_apogee {
            add(Watch::Apogee, Due::Apogee);
        }
        for (index, canopy) in model.canopies.iter().enumerate() {
            if let (Chute::Waiting, Trigger::Altitude(height), true) =
                (chutes[index], canopy.trigger, self.past_apogee)
            {
                add(Watch::Height(model.elevation + height), Due::Canopy(index));
            }
        }
        if let Some(staging) = &self.staging {
            for (watch, due) in staging.watches(&model.stages, model.elevation) {
                add(watch, due);
            }
        }
    }

    /// The next time at which something is due.
    pub(super) fn next_time(&self, other: f64) -> f64 {
        let canopies = self.model.canopies.iter().zip(&self.chutes);
        let due = canopies.filter_map(|(canopy, chute)| match (chute, canopy.trigger) {
            (Chute::Triggered { opens }, _) => Some(*opens),
            (Chute::Waiting, Trigger::Time(time)) => Some(time),
            (Chute::Waiting, Trigger::Burnout(delay)) => Some(self.burnout() + delay),
            _ => None,
        });
        due.chain([other])
            .fold(self.model.settings.max_time, f64::min)
            .max(self.clock.time)
    }

    /// Takes note of why an advance stopped; true at the end: on the ground, or when the time is over.
    pub(super) fn take(&mut self, stop: Stop, seen: Seen<f64>, power: Power) -> bool {
        let due = match stop {
            Stop::Watch(index) => self.dues.get(index).copied(),
            Stop::Time => None,
        };
        let now = self.clock.time;
        match due {
            Some(Due::Ground) => {
                self.mark(Happening::Landing, seen);
                return true;
            }
            Some(Due::Apogee) => {
                self.mark(Happening::Apogee, seen);
                self.pass_apogee(seen);
            }
            Some(Due::Canopy(index)) => self.trigger(index, seen),
            Some(Due::Lights(index)) => {
                if let Some(staging) = &mut self.staging {
                    staging.light(&self.model.stages, index, now);
                }
            }
            Some(Due::Leaves(index)) => {
                if let Some(staging) = &mut self.staging {
                    staging.leave(index, now);
                }
            }
            None => {}
        }
        self.change(seen, power);
        for index in 0..self.chutes.len() {
            let due = match self.model.canopies[index].trigger {
                Trigger::Time(time) => now >= time,
                Trigger::Burnout(delay) => now >= self.burnout() + delay,
                _ => false,
            };
            if due && self.chutes[index] == Chute::Waiting {
                self.trigger(index, seen);
            }
            if let Chute::Triggered { opens } = self.chutes[index]
                && now >= opens
            {
                self.chutes[index] = Chute::Opened;
                self.mark(Happening::Opens(index), seen);
                self.observer.ascending = false;
            }
        }
        if now >= self.model.settings.max_time {
            self.mark(Happening::StillFlying, seen);
            return true;
        }
        false
    }

    /// What the highest point sets off; what falls from its start has passed it.
    fn pass_apogee(&mut self, seen: Seen<f64>) {
        self.past_apogee = true;
        let height = seen.height - self.model.elevation;
        for index in 0..self.chutes.len() {
            let fires = match self.model.canopies[index].trigger {
                Trigger::Apogee => true,
                Trigger::Altitude(limit) => height <= limit,
                _ => false,
            };
            if fires && self.chutes[index] == Chute::Waiting {
                self.trigger(index, seen);
            }
        }
        if let Some(staging) = &mut self.staging {
            staging.apogee(&self.model.stages, self.clock.time);
        }
    }

    fn trigger(&mut self, index: usize, seen: Seen<f64>) {
        self.chutes[index] = Chute::Triggered {
            opens: self.clock.time + self.model.canopies[index].lag,
        };
        self.mark(Happening::Triggered(index), seen);
    }
}

impl Mark {
    /// Position in the site's frame, m.
    pub fn position(&self) -> Vector<f64> {
        Vector([self.state[0], self.state[1], self.state[2]])
    }

    /// Speed over the ground, m/s.
    pub fn speed(&self) -> f64 {
        Vector([self.state[3], self.state[4], self.state[5]]).norm()
    }
}
