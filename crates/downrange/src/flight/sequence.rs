//! From ignition to the ground: which phase follows which.

use super::course::{Clock, Leg, Stop, Watch};
use super::descent::{Descent, Open, POINT_STATE};
use super::integrator::{System, Tolerance};
use super::model::{Model, StartModel};
use super::motion::{Motion, Power, STATE, Seen};
use super::record::{Phase, Solver};
use super::witness::{Observer, Recorder};
use super::{FlightError, Settings};
use crate::number::Vector;
use crate::rocket::Trigger;

/// What happened, by kind; parachutes by their place in the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// Free flight begins from a state.
    Release,
    /// The motor lights.
    Ignition,
    /// Thrust exceeds weight along the rail.
    Liftoff,
    /// The foremost guide leaves the rail.
    RailExit,
    /// The aftmost guide leaves the rail.
    RailClear,
    /// The motor has burnt out.
    Burnout,
    /// The highest point.
    Apogee,
    /// A parachute's trigger.
    Triggered(usize),
    /// A parachute begins to fill.
    Opens(usize),
    /// The ground.
    Landing,
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
}

/// Flies a model from ignition to the ground.
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
    })
}

/// A parachute's way from its trigger to its opening.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Chute {
    Waiting,
    Triggered { opens: f64 },
    Opened,
}

pub(super) struct Flyer<'m, R> {
    pub(super) model: &'m Model,
    pub(super) clock: Clock,
    pub(super) state: [f64; STATE],
    marks: Vec<Mark>,
    pub(super) observer: Observer<R>,
    chutes: Vec<Chute>,
    descents: Vec<(usize, f64)>,
    past_apogee: bool,
}

impl<'m, R: Recorder> Flyer<'m, R> {
    fn new(model: &'m Model, recorder: R) -> Self {
        Self {
            model,
            clock: Clock {
                time: 0.0,
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
        }
    }

    pub(super) fn burnout(&self) -> f64 {
        self.model.burn.ignition + self.model.burn.duration
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
        let (_, seen) =
            Motion::new(|_| self.model, self.power()).rate(self.clock.time, &self.state);
        self.mark(Happening::Release, seen);
        // What is released on its way down has passed its highest point.
        self.past_apogee = seen.vertical_speed <= 0.0 && self.power() == Power::After;
    }

    /// Whether the motor burns now.
    fn power(&self) -> Power {
        if self.clock.time < self.model.burn.ignition && self.model.burn.ignition.is_finite() {
            Power::Before
        } else if self.clock.time < self.burnout() && self.model.burn.ignition.is_finite() {
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
            if self.chutes.contains(&Chute::Opened) {
                return self.descend();
            }
            let motion = Motion::new(|_| self.model, power);
            let (_, seen) = motion.rate(self.clock.time, &self.state);
            if seen.height <= self.model.elevation && seen.vertical_speed <= 0.0 {
                // It fell off the rail; what is thrown from the ground rises, whatever the rounding of its height.
                self.mark(Happening::Landing, seen);
                return Ok(());
            }
            let (watches, whats) = self.watches();
            let until = self.next_time(match power {
                Power::Before => Some(self.model.burn.ignition),
                Power::Burning => Some(self.burnout()),
                Power::After => None,
            });
            let (stop, seen) = self.advance(&motion, until, &watches)?;
            if self.take(stop, &whats, seen, power)? {
                return Ok(());
            }
        }
    }

    /// Under canopies to the ground.
    fn descend(&mut self) -> Result<(), FlightError> {
        let motion = Motion::new(|_| self.model, self.power());
        let (_, seen) = motion.rate(self.clock.time, &self.state);
        let mut state: [f64; POINT_STATE] = std::array::from_fn(|i| self.state[i]);
        let mut open: Vec<Open<f64>> = Vec::with_capacity(self.model.canopies.len());
        let mut opened: Vec<usize> = Vec::with_capacity(self.model.canopies.len());
        self.clock.step = self.clock.step.min(0.01);
        self.observer.phase = Phase::Descent;
        loop {
            for index in 0..self.chutes.len() {
                if self.chutes[index] == Chute::Opened && !opened.contains(&index) {
                    let canopy = &self.model.canopies[index];
                    if !canopy.adds {
                        open.clear();
                    }
                    opened.push(index);
                    open.push(Open {
                        drag_area: canopy.drag_area,
                        since: self.clock.time,
                        // A nanosecond: opens at once.
                        filling_rate: 1.0 / canopy.filling_time.max(1e-9),
                    });
                }
            }
            let system = Descent {
                frame: self.model.frame,
                air: &self.model.air,
                wind: &self.model.wind,
                mass: seen.mass,
                canopies: &open,
            };
            let (watches, whats) = self.watches();
            let filled = open
                .iter()
                .map(|canopy| canopy.since + 1.0 / canopy.filling_rate)
                .filter(|time| *time > self.clock.time + 1e-6)
                .reduce(f64::min);
            let until = self.next_time(filled);
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
            let landed = self.take(stop, &whats, seen, Power::After)?;
            let newly = (0..self.chutes.len())
                .any(|i| self.chutes[i] == Chute::Opened && !opened.contains(&i));
            if (landed || newly)
                && let Some(last) = opened.last()
            {
                self.descents.push((*last, seen.vertical_speed));
            }
            if landed {
                return Ok(());
            }
        }
    }

    /// What to watch for now, and what each means.
    fn watches(&self) -> (Vec<Watch>, Vec<Happening>) {
        let mut watches = vec![Watch::Height(self.model.elevation)];
        let mut whats = vec![Happening::Landing];
        if !self.past_apogee {
            watches.push(Watch::Apogee);
            whats.push(Happening::Apogee);
        }
        for (index, canopy) in self.model.canopies.iter().enumerate() {
            if let (Chute::Waiting, Trigger::Altitude(height), true) =
                (self.chutes[index], canopy.trigger, self.past_apogee)
            {
                watches.push(Watch::Height(self.model.elevation + height));
                whats.push(Happening::Triggered(index));
            }
        }
        (watches, whats)
    }

    /// The next time at which something is due.
    fn next_time(&self, other: Option<f64>) -> f64 {
        let canopies = self.model.canopies.iter().zip(&self.chutes);
        let due = canopies.filter_map(|(canopy, chute)| match (chute, canopy.trigger) {
            (Chute::Triggered { opens }, _) => Some(*opens),
            (Chute::Waiting, Trigger::Time(time)) => Some(time),
            (Chute::Waiting, Trigger::Burnout(delay)) => Some(self.burnout() + delay),
            _ => None,
        });
        due.chain(other)
            .fold(self.model.settings.max_time, f64::min)
            .max(self.clock.time)
    }

    /// Takes note of why an advance stopped; true at the ground.
    fn take(
        &mut self,
        stop: Stop,
        whats: &[Happening],
        seen: Seen<f64>,
        power: Power,
    ) -> Result<bool, FlightError> {
        let what = match stop {
            Stop::Watch(index) => whats.get(index).copied(),
            Stop::Time => None,
        };
        let now = self.clock.time;
        match what {
            Some(Happening::Landing) => {
                self.mark(Happening::Landing, seen);
                return Ok(true);
            }
            Some(Happening::Apogee) => {
                self.past_apogee = true;
                self.mark(Happening::Apogee, seen);
                for index in 0..self.chutes.len() {
                    let height = seen.height - self.model.elevation;
                    let fires = match self.model.canopies[index].trigger {
                        Trigger::Apogee => true,
                        Trigger::Altitude(limit) => height <= limit,
                        _ => false,
                    };
                    if fires {
                        self.trigger(index, seen);
                    }
                }
            }
            Some(Happening::Triggered(index)) => self.trigger(index, seen),
            _ => {}
        }
        if power == Power::Before && now >= self.model.burn.ignition {
            self.mark(Happening::Ignition, seen);
        }
        if power == Power::Burning && now >= self.burnout() {
            self.mark(Happening::Burnout, seen);
        }
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
            return Err(FlightError::TooLong(self.model.settings.max_time));
        }
        Ok(false)
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
