//! From ignition to the ground: which phase follows which.

use super::burn::Burn;
use super::course::{Clock, Leg, Stop, Watch};
use super::descent::{Descent, Open, POINT_STATE};
use super::integrator::{System, Tolerance};
use super::model::{Model, StartModel};
use super::motion::{Motion, Power, STATE, Seen};
use super::record::{Phase, Solver};
use super::stages::Shed;
use super::staging::Staging;
use super::witness::{Observer, Recorder};
use super::{FlightError, Settings};
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
    match &model.start {
        StartModel::Rail(rail) => flyer.ascend(rail)?,
        StartModel::State(_) => flyer.release(),
    }
    flyer.come_down()?;
    Ok(Flown {
        marks: flyer.marks,
        observer: flyer.observer,
        solver: flyer.clock.solver,
        descents: flyer.descents,
        shed: flyer.shed,
    })
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
enum Chute {
    Waiting,
    Triggered { opens: f64 },
    Opened,
}

pub(super) struct Flyer<'m, R> {
    pub(super) model: Held<'m>,
    pub(super) clock: Clock,
    pub(super) state: [f64; STATE],
    marks: Vec<Mark>,
    pub(super) observer: Observer<R>,
    chutes: Vec<Chute>,
    descents: Vec<(usize, f64)>,
    pub(super) past_apogee: bool,
    pub(super) staging: Option<Staging>,
    pub(super) shed: Vec<Shed>,
}

impl<'m, R: Recorder> Flyer<'m, R> {
    fn new(model: &'m Model, recorder: R) -> Self {
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
    fn release(&mut self) {
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
    fn look(&self) -> Seen<f64> {
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

    /// From free flight to the ground.
    fn come_down(&mut self) -> Result<(), FlightError> {
        loop {
            let power = self.power();
            self.observer.phase = if power == Power::Burning {
                Phase::Powered
            } else {
                Phase::Coast
            };
            if self.chutes.contains(&Chute::Opened) || self.model.tumbling.is_some() {
                return self.descend();
            }
            let model = self.model.clone();
            let motion = Motion::new(|_| &*model, power);
            let (_, seen) = motion.rate(self.clock.time, &self.state);
            let position = Vector([self.state[0], self.state[1], self.state[2]]);
            let lifts = seen.acceleration.dot(model.frame.place(position).up) > 0.0;
            let rises = seen.vertical_speed > 0.0 || (power == Power::Burning && lifts);
            if seen.height <= self.model.elevation && !rises {
                // It fell off the rail; what is thrown or driven from the ground rises, whatever the rounding of its
                // height.
                self.mark(Happening::Landing, seen);
                return Ok(());
            }
            let (watches, dues) = self.watches();
            let until = self.next_time(self.next_change());
            let (stop, seen) = self.advance(&motion, until, &watches)?;
            if self.take(stop, &dues, seen, power) {
                return Ok(());
            }
        }
    }

    /// Under canopies, or tumbling, to the ground.
    fn descend(&mut self) -> Result<(), FlightError> {
        if let Some(staging) = &mut self.staging {
            staging.hold_fire();
        }
        let mut state: [f64; POINT_STATE] = std::array::from_fn(|i| self.state[i]);
        let mut open: Vec<Open<f64>> = Vec::with_capacity(self.model.canopies.len());
        let mut opened: Vec<usize> = Vec::with_capacity(self.model.canopies.len());
        self.clock.step = self.clock.step.min(0.01);
        self.observer.phase = Phase::Descent;
        if let Some(drag_area) = self.model.tumbling {
            self.observer.phase = Phase::Tumbling;
            open.push(Open {
                drag_area,
                since: self.clock.time - 1.0,
                filling_rate: 1.0,
            });
        }
        loop {
            for index in 0..self.chutes.len() {
                if self.chutes[index] == Chute::Opened && !opened.contains(&index) {
                    let canopy = &self.model.canopies[index];
                    // What hangs below a canopy tumbles no more.
                    if !canopy.adds || opened.is_empty() {
                        open.clear();
                    }
                    self.observer.phase = Phase::Descent;
                    opened.push(index);
                    open.push(Open {
                        drag_area: canopy.drag_area,
                        since: self.clock.time,
                        // A nanosecond: opens at once.
                        filling_rate: 1.0 / canopy.filling_time.max(1e-9),
                    });
                }
            }
            let (model, power) = (self.model.clone(), self.power());
            let system = Descent {
                frame: model.frame,
                air: &*model.air,
                wind: &*model.wind,
                mass: match power {
                    Power::Before => model.burn.before.mass,
                    Power::Burning | Power::After => model.burn.after.mass,
                },
                burn: (power == Power::Burning).then_some((&model.burn.table, model.burn.ignition)),
                canopies: &open,
            };
            let (watches, dues) = self.watches();
            let filled = open
                .iter()
                .map(|canopy| canopy.since + 1.0 / canopy.filling_rate)
                .filter(|time| *time > self.clock.time + 1e-6)
                .fold(f64::INFINITY, f64::min);
            let until = self.next_time(filled.min(self.next_change()));
            let tolerance = tolerance(&self.model.settings, 1.0);
            let (stop, seen) = self.clock.advance(
                &system,
                &mut state,
                &Leg {
                    until,
                    watches: &watches,
                    tolerance: &tolerance,
                    frame: &self.model.frame,
                },
                &mut self.observer,
            )?;
            self.state[..6].copy_from_slice(&state);
            let ended = self.take(stop, &dues, seen, power);
            // A separation moves what is left.
            state.copy_from_slice(&self.state[..6]);
            let newly = (0..self.chutes.len())
                .any(|i| self.chutes[i] == Chute::Opened && !opened.contains(&i));
            if (ended || newly)
                && let Some(last) = opened.last()
            {
                self.descents.push((*last, seen.vertical_speed));
            }
            if ended {
                return Ok(());
            }
        }
    }

    /// What to watch for now, and what each means.
    fn watches(&self) -> (Vec<Watch>, Vec<Due>) {
        let mut watches = vec![Watch::Height(self.model.elevation)];
        let mut dues = vec![Due::Ground];
        if !self.past_apogee {
            watches.push(Watch::Apogee);
            dues.push(Due::Apogee);
        }
        for (index, canopy) in self.model.canopies.iter().enumerate() {
            if let (Chute::Waiting, Trigger::Altitude(height), true) =
                (self.chutes[index], canopy.trigger, self.past_apogee)
            {
                watches.push(Watch::Height(self.model.elevation + height));
                dues.push(Due::Canopy(index));
            }
        }
        if let Some(staging) = &self.staging {
            for (watch, due) in staging.watches(&self.model.stages, self.model.elevation) {
                watches.push(watch);
                dues.push(due);
            }
        }
        (watches, dues)
    }

    /// The next time at which something is due.
    fn next_time(&self, other: f64) -> f64 {
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
    fn take(&mut self, stop: Stop, dues: &[Due], seen: Seen<f64>, power: Power) -> bool {
        let due = match stop {
            Stop::Watch(index) => dues.get(index).copied(),
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

    pub(super) fn advance<S: System<f64, STATE, Seen = Seen<f64>>>(
        &mut self,
        system: &S,
        until: f64,
        watches: &[Watch],
    ) -> Result<(Stop, Seen<f64>), FlightError> {
        let roll_counts = if self.model.burn.tilt.is_some() {
            1.0
        } else {
            f64::INFINITY
        };
        let tolerance = tolerance(&self.model.settings, roll_counts);
        self.clock.advance(
            system,
            &mut self.state,
            &Leg {
                until,
                watches,
                tolerance: &tolerance,
                frame: &self.model.frame,
            },
            &mut self.observer,
        )
    }
}

/// Tolerances of a state's numbers from the one on position, a: a tenth of it for velocity (what lasts ten seconds adds
/// up to a) and for rates, a thousandth for the attitude quaternion (a kilometre's worth of a); the roll angle counts
/// only where forces turn with it.
fn tolerance<const N: usize>(settings: &Settings, roll_counts: f64) -> Tolerance<N> {
    let absolute = settings.absolute_tolerance;
    Tolerance {
        relative: settings.relative_tolerance,
        absolute: std::array::from_fn(|i| match i {
            0..=2 => absolute,
            6..=9 => absolute * 1e-3,
            13 => absolute * roll_counts,
            _ => absolute * 0.1,
        }),
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
