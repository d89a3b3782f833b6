//! The state of one flight under way: the body, its canopies, its stages, and what holds it down.

use crate::flight::conditions::Watch;
use crate::flight::equations::descent::Open;
use crate::flight::equations::free::Motion;
use crate::flight::events::{Due, Happening, Mark, ONE_MOMENT};
use crate::flight::integrator::System;
use crate::flight::model::{Canopy, Model, Shed};
use crate::flight::observer::{Observer, Recorder};
use crate::flight::propagate::Clock;
use crate::flight::record::Solver;
use crate::flight::simulation::staging_state::Staging;
use crate::flight::simulation::trajectory::{Flown, Span};
use crate::flight::state::{Power, STATE, Seen};
use crate::number::{Quaternion, Vector};
use std::ops::Deref;
use std::rc::Rc;

/// A model as it was handed in, or as it became when stages left it.
#[derive(Debug, Clone)]
pub(crate) enum Held<'m> {
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

pub(crate) struct Flyer<'m, R> {
    pub(crate) model: Held<'m>,
    pub(crate) clock: Clock,
    pub(crate) state: [f64; STATE],
    pub(crate) marks: Vec<Mark>,
    pub(crate) observer: Observer<R>,
    pub(crate) chutes: Vec<Chute>,
    pub(crate) descents: Vec<Span>,
    /// Whether it has passed a highest point: an altimeter knows one only.
    pub(crate) past_apogee: bool,
    /// Whether a highest point lies ahead.
    pub(crate) ascending: bool,
    pub(crate) staging: Option<Staging>,
    pub(crate) shed: Vec<Shed>,
    pub(crate) whereabouts: Whereabouts,
    pub(crate) hold: Hold,
    /// What ends the leg that is flown, and what each brings about.
    pub(crate) watches: Vec<Watch>,
    pub(crate) dues: Vec<Due>,
    /// What drags as it comes down.
    pub(crate) open: Vec<Open<f64>>,
}

impl<'m, R: Recorder> Flyer<'m, R> {
    pub(crate) fn new(model: &'m Model, recorder: R) -> Self {
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
                budget: model.settings.max_evaluations,
            },
            state: model.start.state(&model.frame),
            marks: Vec::with_capacity(16),
            observer: Observer::new(model, recorder),
            chutes: model.canopies.iter().map(Chute::new).collect(),
            descents: Vec::new(),
            past_apogee: model.history.past_apogee,
            ascending: true,
            staging: (!model.stages.is_empty()).then(|| Staging::new(&model.stages)),
            shed: Vec::new(),
            whereabouts: Whereabouts::Start,
            hold: Hold::default(),
            watches: Vec::with_capacity(4),
            dues: Vec::with_capacity(4),
            open: Vec::new(),
        }
    }

    /// What was flown.
    pub(crate) fn flown(self) -> Flown<R> {
        Flown {
            marks: self.marks,
            observer: self.observer,
            solver: self.clock.solver,
            descents: self.descents,
            shed: self.shed,
        }
    }

    /// When the burn ends.
    pub(crate) fn burn_end(&self) -> f64 {
        self.model.burn.ignition + self.model.burn.duration
    }

    /// When the last motor is burnt out, as far as it is known.
    pub(crate) fn burnout(&self) -> f64 {
        match &self.staging {
            Some(staging) => staging.last_burnout(&self.model.stages),
            None => self.burn_end(),
        }
    }

    /// The next time at which a motor lights or burns out, or a stage leaves by itself.
    pub(crate) fn next_change(&self) -> f64 {
        match (&self.staging, self.power()) {
            (Some(staging), _) => staging.next_change(&self.model.stages),
            (None, Power::Before) => self.model.burn.ignition,
            (None, Power::Burning) => self.burn_end(),
            (None, Power::After) => f64::INFINITY,
        }
    }

    pub(crate) fn mark(&mut self, what: Happening, seen: Seen<f64>) {
        let state = std::array::from_fn(|i| self.state[i]);
        let pitch = (self.whereabouts != Whereabouts::Descent).then(|| {
            let position = Vector([self.state[0], self.state[1], self.state[2]]);
            let attitude = Quaternion(std::array::from_fn(|i| self.state[6 + i]));
            let up = self.model.frame.place(position).up;
            libm::asin(attitude.axes()[0].dot(up).clamp(-1.0, 1.0))
        });
        self.marks.push(Mark {
            what,
            time: self.clock.time,
            state,
            seen,
            pitch,
            burning: self.power() == Power::Burning
                && self.burn_end() - self.clock.time > ONE_MOMENT,
        });
    }

    /// What is seen now.
    pub(crate) fn look(&self) -> Seen<f64> {
        Motion::new(|_| &*self.model, self.power())
            .rate(self.clock.time, &self.state)
            .1
    }

    /// Whether a motor burns now.
    pub(crate) fn power(&self) -> Power {
        if self.clock.time < self.model.burn.ignition && self.model.burn.ignition.is_finite() {
            Power::Before
        } else if self.clock.time < self.burn_end() && self.model.burn.ignition.is_finite() {
            Power::Burning
        } else {
            Power::After
        }
    }
}

/// How far a flight is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Whereabouts {
    Start,
    Rail,
    TipOff,
    Free,
    Descent,
    Ended,
}

/// What holds a rocket down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    /// Whether it has lifted off before.
    pub(crate) lifted: bool,
    /// Whether it stands.
    pub(crate) resting: bool,
    /// The greatest thrust so far, N.
    pub(crate) strongest: f64,
    /// How far the centre of mass has moved ahead, m, as stages left.
    pub(crate) ahead: f64,
}

impl Default for Hold {
    fn default() -> Self {
        Self {
            lifted: false,
            resting: true,
            strongest: 0.0,
            ahead: 0.0,
        }
    }
}

/// A parachute's way from its trigger to its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Chute {
    Waiting,
    /// When it was triggered and when it opens, s since launch.
    Triggered {
        at: f64,
        opens: f64,
    },
    /// When it was triggered and when it opened, s since launch.
    Open {
        at: f64,
        since: f64,
    },
    Released,
}

impl Chute {
    pub(crate) fn new(canopy: &Canopy) -> Self {
        match canopy.triggered {
            Some(at) => Self::Triggered {
                at,
                opens: at + canopy.lag,
            },
            None => Self::Waiting,
        }
    }
}
