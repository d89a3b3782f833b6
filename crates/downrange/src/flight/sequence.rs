//! From ignition to the ground: which phase follows which.

use super::FlightError;
use super::burn::Burn;
use super::course::{Clock, Stop, Watch};
use super::descent::{Open, POINT_STATE};
use super::integrator::System;
use super::legs::Whereabouts;
use super::model::{Model, RailModel, StartModel};
use super::motion::{Motion, Power, STATE, Seen};
use super::pad::Hold;
use super::record::Solver;
use super::recovery::{Chute, ONE_MOMENT, Span};
use super::stages::Shed;
use super::staging::Staging;
use super::witness::{Observer, Recorder};
use crate::number::{Quaternion, Vector};
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
    /// A parachute is let go by one that opens.
    Released(usize),
    /// A parachute of a stage that is still attached: its trigger.
    TriggeredAboard {
        /// The stage.
        stage: usize,
        /// The parachute, by its place among those of the stage.
        parachute: usize,
    },
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
    /// Angle of its nose above the horizon, rad; `None` for what has no attitude.
    pub pitch: Option<f64>,
    /// Whether a motor burns, and not for this moment only.
    pub burning: bool,
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
    /// Under which canopies it came down, one after the other.
    pub descents: Vec<Span>,
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
    /// The foremost guide leaves the rail.
    RailExit,
    /// The aftmost guide leaves the rail.
    RailClear,
    /// It slides back to where it stood on the rail.
    SlidBack,
    /// The highest point.
    Apogee,
    /// It climbs again.
    Climbs,
    /// A parachute's height.
    Canopy(usize),
    /// The height of a parachute of a stage that is still attached: which stage, which parachute.
    Aboard(usize, usize),
    /// The height at which a stage's motors light.
    Lights(usize),
    /// The height at which a stage leaves.
    Leaves(usize),
}

/// What climbs at this speed, m/s, under thrust has another highest point before it: above the noise of a body that
/// hovers.
const CLIMBS: f64 = 1.0;

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

pub(super) struct Flyer<'m, R> {
    pub(super) model: Held<'m>,
    pub(super) clock: Clock,
    pub(super) state: [f64; STATE],
    pub(super) marks: Vec<Mark>,
    pub(super) observer: Observer<R>,
    pub(super) chutes: Vec<Chute>,
    pub(super) descents: Vec<Span>,
    /// Whether it has passed a highest point: an altimeter knows one only.
    pub(super) past_apogee: bool,
    /// Whether a highest point lies ahead.
    pub(super) ascending: bool,
    pub(super) staging: Option<Staging>,
    pub(super) shed: Vec<Shed>,
    pub(super) whereabouts: Whereabouts,
    pub(super) hold: Hold,
    /// What ends the leg that is flown, and what each brings about.
    pub(super) watches: Vec<Watch>,
    pub(super) dues: Vec<Due>,
    /// What drags as it comes down.
    pub(super) open: Vec<Open<f64>>,
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
    pub(super) fn burnout(&self) -> f64 {
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
            if let (StartModel::Rail(rail), true) = (&mut model.start, self.hold.ahead > 0.0) {
                let (fore, aft) = stage.guides;
                *rail = RailModel {
                    aft_guide: aft,
                    ..rail.guiding((stage.nose + fore, stage.nose + aft), self.hold.ahead)
                };
            }
        }
        self.clock.kinks = burn.kinks.iter().rev().map(|k| burn.ignition + k).collect();
        model.burn = burn;
        self.observer.diameter = model.aero.diameter();
        self.model = Held::Own(Rc::new(model));
    }

    pub(super) fn mark(&mut self, what: Happening, seen: Seen<f64>) {
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

    /// Into free flight from a state.
    pub(super) fn release(&mut self) {
        self.observer.free = true;
        let seen = self.look();
        self.mark(Happening::Release, seen);
        self.ascending = seen.vertical_speed > 0.0;
        self.light_first(seen);
        self.change_at_heights(seen, Power::After);
        self.pass_if_falling(seen);
    }

    /// Takes note of motors and stages whose height has come, all of them before anything else is.
    fn change_at_heights(&mut self, seen: Seen<f64>, power: Power) {
        loop {
            let glance = seen.glance(&self.state);
            let model = self.model.clone();
            let Some(staging) = &mut self.staging else {
                return;
            };
            let watched = staging.watches(&model.stages, model.elevation);
            let held = watched
                .into_iter()
                .find(|(watch, _)| watch.holds(&glance, &model.frame));
            match held {
                Some((_, Due::Lights(index))) => {
                    staging.light(&model.stages, index, self.clock.time);
                }
                Some((_, Due::Leaves(index))) => staging.leave(index, self.clock.time),
                _ => return,
            }
            self.change(seen, power);
        }
    }

    /// Takes note of what lights as the flight begins.
    pub(super) fn light_first(&mut self, seen: Seen<f64>) {
        if self.staging.is_some() {
            self.restage(seen);
        } else if self.power() == Power::Burning && !self.model.history.lit {
            self.mark(Happening::Ignition(0), seen);
        }
    }

    /// What falls, and what no motor lifts again, has passed its highest point.
    fn pass_if_falling(&mut self, seen: Seen<f64>) {
        let lifts = self.power() != Power::After || self.next_change().is_finite();
        if !self.ascending && !self.past_apogee && !lifts {
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
        let mut watched = vec![];
        let model = &self.model;
        match (self.whereabouts, model.start.rail()) {
            (Whereabouts::Rail, Some(rail)) => watched.extend([
                (Watch::Travel(rail.direction, rail.exit), Due::RailExit),
                (Watch::SlideBack(rail.direction, rail.stands), Due::SlidBack),
            ]),
            (Whereabouts::TipOff, Some(rail)) => {
                watched.push((Watch::Travel(rail.direction, rail.clear), Due::RailClear));
            }
            _ => {
                watched.push((Watch::Ground(model.elevation), Due::Ground));
                if self.ascending {
                    watched.push((Watch::Apogee, Due::Apogee));
                } else if self.power() == Power::Burning && self.whereabouts != Whereabouts::Descent
                {
                    watched.push((Watch::Ascent(CLIMBS), Due::Climbs));
                }
            }
        }
        let position = Vector([self.state[0], self.state[1], self.state[2]]);
        let height = model.frame.place(position).height;
        // What falls toward a motor that may lift it again passes heights from above.
        let (past, falls) = (self.past_apogee, !self.ascending);
        watched.extend(
            self.heights_to_open()
                .filter(|(watch, _)| past || falls && watch.is_below(height)),
        );
        if let Some(staging) = &self.staging {
            watched.extend(staging.watches(&model.stages, model.elevation));
            if self.past_apogee {
                watched.extend(staging.heights_aboard(&model.stages, model.elevation));
            }
        }
        (self.watches, self.dues) = watched.into_iter().unzip();
    }

    /// The next time at which something is due.
    pub(super) fn next_time(&self) -> f64 {
        self.next_change()
            .min(self.next_canopy())
            .min(self.model.settings.max_time)
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
            Some(Due::RailExit) => self.leave_rail(seen, power),
            Some(Due::RailClear) => {
                self.mark(Happening::RailClear, seen);
                self.whereabouts = Whereabouts::Free;
            }
            Some(Due::SlidBack) => self.rest(),
            Some(Due::Apogee) => {
                self.mark(Happening::Apogee, seen);
                self.ascending = false;
                if !self.past_apogee {
                    self.pass_apogee(seen);
                }
            }
            Some(Due::Climbs) => self.ascending = true,
            Some(Due::Canopy(index)) => self.trigger(index, seen),
            Some(Due::Aboard(stage, parachute)) => self.trigger_aboard(stage, parachute, seen),
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
        self.change_at_heights(seen, power);
        if self.whereabouts != Whereabouts::Rail {
            self.pass_if_falling(seen);
        }
        self.open_canopies(seen);
        if now >= self.model.settings.max_time {
            self.mark(Happening::StillFlying, seen);
            return true;
        }
        false
    }

    /// What the highest point sets off; what falls from its start has passed it.
    fn pass_apogee(&mut self, seen: Seen<f64>) {
        self.past_apogee = true;
        self.trigger_at_apogee(seen);
        if let Some(staging) = &mut self.staging {
            staging.apogee(&self.model.stages, self.clock.time);
        }
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
