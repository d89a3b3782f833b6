//! From ignition to the ground: which phase follows which.

use super::course::{Clock, Leg, Stop, Watch};
use super::descent::{Descent, Open, POINT_STATE};
use super::integrator::{System, Tolerance};
use super::model::Model;
use super::motion::{Motion, STATE, Seen};
use super::rail::{Guided, TipOff};
use super::record::{Phase, Solver};
use super::witness::{Observer, Recorder};
use super::{FlightError, Settings};
use crate::number::Vector;
use crate::rocket::Trigger;

/// What happened, by kind; parachutes by their place in the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
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
    flyer.ascend()?;
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

struct Flyer<'m, R> {
    model: &'m Model,
    clock: Clock,
    state: [f64; STATE],
    marks: Vec<Mark>,
    observer: Observer<R>,
    chutes: Vec<Chute>,
    descents: Vec<(usize, f64)>,
    past_apogee: bool,
}

impl<'m, R: Recorder> Flyer<'m, R> {
    fn new(model: &'m Model, recorder: R) -> Self {
        let axes = model.rail.attitude.axes();
        let turning = axes.map(|axis| axis.dot(model.frame.rotation()));
        let mut state = [0.0; STATE];
        state[6..10].copy_from_slice(&model.rail.attitude.0);
        state[10..13].copy_from_slice(&turning);
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
            state,
            marks: Vec::with_capacity(16),
            observer: Observer::new(model, recorder),
            chutes: vec![Chute::Waiting; model.canopies.len()],
            descents: Vec::new(),
            past_apogee: false,
        }
    }

    fn burnout(&self) -> f64 {
        self.model.burn.ignition + self.model.burn.duration
    }

    fn mark(&mut self, what: Happening, seen: Seen<f64>) {
        let state = std::array::from_fn(|i| self.state[i]);
        self.marks.push(Mark {
            what,
            time: self.clock.time,
            state,
            seen,
        });
    }

    /// From the pad to free flight.
    fn ascend(&mut self) -> Result<(), FlightError> {
        let rail = &self.model.rail;
        let motion = Motion::new(|_| self.model, true);
        self.clock.time = self.model.burn.ignition;
        let (_, seen) = motion.rate(self.clock.time, &self.state);
        self.mark(Happening::Ignition, seen);

        let guided = Guided {
            motion,
            direction: rail.direction,
        };
        let watches = [
            Watch::Travel(rail.direction, rail.exit),
            Watch::SlideBack(rail.direction),
        ];
        let mut lifted = false;
        loop {
            self.clock.time = self.hold_down(&guided)?;
            if !lifted {
                let (_, seen) = guided.rate(self.clock.time, &self.state);
                self.mark(Happening::Liftoff, seen);
                lifted = true;
            }
            self.observer.phase = Phase::Rail;
            if rail.exit <= 0.0 {
                break;
            }
            // A motor that burns out on the rail leaves the rocket coasting along it, or sliding back.
            let burnout = self.burnout();
            if let Stop::Watch(0) = self.advance(&guided, burnout, &watches)?.0 {
                break;
            }
            if self.clock.time >= burnout {
                let (_, seen) = guided.rate(self.clock.time, &self.state);
                self.mark(Happening::Burnout, seen);
                let coasting = Guided {
                    motion: Motion::new(|_| self.model, false),
                    direction: rail.direction,
                };
                let (stop, seen) =
                    self.advance(&coasting, self.model.settings.max_time, &watches)?;
                if stop == Stop::Watch(0) {
                    self.mark(Happening::RailExit, seen);
                    self.observer.free = true;
                    return Ok(());
                }
                return Err(FlightError::StaysOnRail);
            }
            self.state[..6].fill(0.0);
        }
        let (_, seen) = guided.rate(self.clock.time, &self.state);
        self.mark(Happening::RailExit, seen);
        self.observer.free = true;
        self.observer.phase = Phase::Powered;
        let tip_off = TipOff::new(motion, |_| self.model);
        if rail.clear > rail.exit {
            let watch = [Watch::Travel(rail.direction, rail.clear)];
            let (stop, seen) = self.advance(&tip_off, self.burnout(), &watch)?;
            if stop == Stop::Watch(0) {
                self.mark(Happening::RailClear, seen);
            } else {
                self.mark(Happening::Burnout, seen);
            }
        }
        Ok(())
    }

    /// The next time from now at which thrust exceeds weight along the rail.
    fn hold_down(&self, guided: &Guided<'m, f64>) -> Result<f64, FlightError> {
        let push = |time: f64| {
            guided
                .rate(time, &self.state)
                .1
                .acceleration
                .dot(guided.direction)
        };
        if push(self.clock.time) > 0.0 {
            return Ok(self.clock.time);
        }
        // Thrust changes within a cell of the burn table at most once in sign that matters: half cells find it.
        let step = self.model.burn.duration / 512.0;
        let first = ((self.clock.time - self.model.burn.ignition) / step) as usize;
        for cell in first..512 {
            let (mut low, mut high) = (
                self.clock.time,
                self.model.burn.ignition + step * (cell + 1) as f64,
            );
            if high <= low || push(high) <= 0.0 {
                continue;
            }
            low = low.max(high - step);
            for _ in 0..50 {
                let middle = 0.5 * (low + high);
                if push(middle) > 0.0 {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return Ok(high);
        }
        Err(self.no_liftoff())
    }

    fn no_liftoff(&self) -> FlightError {
        let burn = &self.model.burn;
        let motion = Motion::new(|_| self.model, true);
        let thrust = (0..=512)
            .map(|cell| {
                motion
                    .rate(
                        burn.ignition + burn.duration * f64::from(cell) / 512.0,
                        &self.state,
                    )
                    .1
                    .thrust
            })
            .fold(0.0, f64::max);
        FlightError::NoLiftoff {
            thrust,
            weight: burn.before.mass
                * self.model.frame.gravity_at_site()
                * self.model.rail.direction[2],
        }
    }

    /// From free flight to the ground.
    fn come_down(&mut self) -> Result<(), FlightError> {
        loop {
            let burning = self.clock.time < self.burnout();
            self.observer.phase = if burning {
                Phase::Powered
            } else {
                Phase::Coast
            };
            if self.chutes.contains(&Chute::Opened) {
                return self.descend();
            }
            let motion = Motion::new(|_| self.model, burning);
            let (_, seen) = motion.rate(self.clock.time, &self.state);
            if seen.height < self.model.elevation {
                // It fell off the rail.
                self.mark(Happening::Landing, seen);
                return Ok(());
            }
            let (watches, whats) = self.watches();
            let until = self.next_time(burning.then(|| self.burnout()));
            let (stop, seen) = self.advance(&motion, until, &watches)?;
            if self.take(stop, &whats, seen, burning)? {
                return Ok(());
            }
        }
    }

    /// Under canopies to the ground.
    fn descend(&mut self) -> Result<(), FlightError> {
        let motion = Motion::new(|_| self.model, self.clock.time < self.burnout());
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
            let landed = self.take(stop, &whats, seen, false)?;
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
        burning: bool,
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
        if burning && now >= self.burnout() {
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

    fn advance<S: System<f64, STATE, Seen = Seen<f64>>>(
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
