//! The state of one flight under way: the body, its canopies, its stages, and what holds it down.

use crate::flight::conditions::EventCondition;
use crate::flight::equations::descent::OpenCanopy;
use crate::flight::equations::free::Motion;
use crate::flight::events::{EventAction, EventKind, ONE_MOMENT, RawEvent};
use crate::flight::integrator::System;
use crate::flight::model::{Model, ParachuteModel, SeparatedBody};
use crate::flight::observer::{Observer, Recorder};
use crate::flight::propagate::Propagator;
use crate::flight::record::SolverStats;
use crate::flight::simulation::staging_state::Staging;
use crate::flight::simulation::trajectory::{BodyTrajectory, Span};
use crate::flight::state::{BurnPhase, Evaluation, STATE_LEN};
use crate::number::{Quaternion, Vector};
use std::ops::Deref;
use std::rc::Rc;

/// A model as it was handed in, or as it became when stages left it.
#[derive(Debug, Clone)]
pub(crate) enum ModelRef<'m> {
    Lent(&'m Model),
    Own(Rc<Model>),
}

impl Deref for ModelRef<'_> {
    type Target = Model;
    fn deref(&self) -> &Model {
        match self {
            Self::Lent(model) => model,
            Self::Own(model) => model,
        }
    }
}

pub(crate) struct Simulation<'m, R> {
    pub(crate) model: ModelRef<'m>,
    pub(crate) propagator: Propagator,
    pub(crate) state: [f64; STATE_LEN],
    pub(crate) raw_events: Vec<RawEvent>,
    pub(crate) observer: Observer<R>,
    pub(crate) canopies: Vec<CanopyState>,
    pub(crate) descents: Vec<Span>,
    /// Whether it has passed a highest point: an altimeter knows one only.
    pub(crate) past_apogee: bool,
    /// Whether a highest point lies ahead.
    pub(crate) ascending: bool,
    pub(crate) staging: Option<Staging>,
    pub(crate) separated: Vec<SeparatedBody>,
    pub(crate) mode: Mode,
    pub(crate) hold: HoldDown,
    /// What ends the segment that is flown, and what each brings about.
    pub(crate) conditions: Vec<EventCondition>,
    pub(crate) actions: Vec<EventAction>,
    /// What drags as it comes down.
    pub(crate) open: Vec<OpenCanopy<f64>>,
}

impl<'m, R: Recorder> Simulation<'m, R> {
    pub(crate) fn new(model: &'m Model, recorder: R) -> Self {
        Self {
            model: ModelRef::Lent(model),
            propagator: Propagator {
                time: model.start_time,
                step: 0.01,
                breakpoints: model
                    .burn
                    .breakpoints
                    .iter()
                    .rev()
                    .map(|kink| model.burn.ignition + kink)
                    .collect(),
                solver: SolverStats::default(),
                budget: model.settings.max_evaluations,
            },
            state: model.start.state(&model.frame),
            raw_events: Vec::with_capacity(16),
            observer: Observer::new(model, recorder),
            canopies: model.canopies.iter().map(CanopyState::new).collect(),
            descents: Vec::new(),
            past_apogee: model.history.past_apogee,
            ascending: true,
            staging: (!model.stages.is_empty()).then(|| Staging::new(&model.stages)),
            separated: Vec::new(),
            mode: Mode::Start,
            hold: HoldDown::default(),
            conditions: Vec::with_capacity(4),
            actions: Vec::with_capacity(4),
            open: Vec::new(),
        }
    }

    /// What was flown.
    pub(crate) fn flown(self) -> BodyTrajectory<R> {
        BodyTrajectory {
            raw_events: self.raw_events,
            observer: self.observer,
            solver: self.propagator.solver,
            descents: self.descents,
            separated: self.separated,
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
        match (&self.staging, self.burn_phase()) {
            (Some(staging), _) => staging.next_change(&self.model.stages),
            (None, BurnPhase::Before) => self.model.burn.ignition,
            (None, BurnPhase::Burning) => self.burn_end(),
            (None, BurnPhase::After) => f64::INFINITY,
        }
    }

    pub(crate) fn note_event(&mut self, what: EventKind, evaluation: Evaluation<f64>) {
        let state = std::array::from_fn(|i| self.state[i]);
        let pitch = (self.mode != Mode::Descent).then(|| {
            let position = Vector([self.state[0], self.state[1], self.state[2]]);
            let attitude = Quaternion(std::array::from_fn(|i| self.state[6 + i]));
            let up = self.model.frame.local_frame(position).up;
            libm::asin(attitude.axes()[0].dot(up).clamp(-1.0, 1.0))
        });
        self.raw_events.push(RawEvent {
            what,
            time: self.propagator.time,
            state,
            evaluation,
            pitch,
            burning: self.burn_phase() == BurnPhase::Burning
                && self.burn_end() - self.propagator.time > ONE_MOMENT,
        });
    }

    /// What is seen now.
    pub(crate) fn evaluate(&self) -> Evaluation<f64> {
        Motion::new(|_| &*self.model, self.burn_phase())
            .rate(self.propagator.time, &self.state)
            .1
    }

    /// Whether a motor burns now.
    pub(crate) fn burn_phase(&self) -> BurnPhase {
        if self.propagator.time < self.model.burn.ignition && self.model.burn.ignition.is_finite() {
            BurnPhase::Before
        } else if self.propagator.time < self.burn_end() && self.model.burn.ignition.is_finite() {
            BurnPhase::Burning
        } else {
            BurnPhase::After
        }
    }
}

/// How far a flight is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    Start,
    Rail,
    TipOff,
    Free,
    Descent,
    Ended,
}

/// What holds a rocket down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HoldDown {
    /// Whether it has lifted off before.
    pub(crate) lifted: bool,
    /// Whether it stands.
    pub(crate) resting: bool,
    /// The greatest thrust so far, N.
    pub(crate) max_thrust: f64,
    /// How far the centre of mass has moved ahead, m, as stages left.
    pub(crate) ahead: f64,
}

impl Default for HoldDown {
    fn default() -> Self {
        Self {
            lifted: false,
            resting: true,
            max_thrust: 0.0,
            ahead: 0.0,
        }
    }
}

/// A parachute's way from its trigger to its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum CanopyState {
    /// Not triggered yet.
    Stowed,
    /// When it was triggered and when it opens, s since launch.
    Deploying { at: f64, opens: f64 },
    /// When it was triggered and when it opened, s since launch.
    Deployed { at: f64, since: f64 },
    /// Let go of by another one.
    Released,
}

impl CanopyState {
    pub(crate) fn new(canopy: &ParachuteModel) -> Self {
        match canopy.triggered {
            Some(at) => Self::Deploying {
                at,
                opens: at + canopy.lag,
            },
            None => Self::Stowed,
        }
    }
}
