//! On the pad and the rail: from ignition to free flight.

use super::FlightError;
use super::bracket::Bracket;
use super::course::{Stop, Watch};
use super::integrator::System;
use super::legs::{Order, Regime, Whereabouts};
use super::model::{Model, RailModel};
use super::motion::{Motion, Power, Seen};
use super::rail::Guided;
use super::record::Phase;
use super::sequence::{Flyer, Happening};
use super::witness::Recorder;

/// It lifts off when this acceleration along the rail is reached, m/s²: a few roundings of gravity.
const LIFTS: f64 = 1e-12;

/// What holds a rocket down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hold {
    /// Whether it has lifted off before.
    lifted: bool,
    /// Whether it stands.
    resting: bool,
    /// The greatest thrust so far, N.
    strongest: f64,
}

impl Default for Hold {
    fn default() -> Self {
        Self {
            lifted: false,
            resting: true,
            strongest: 0.0,
        }
    }
}

impl<R: Recorder> Flyer<'_, R> {
    /// Lights what lights first.
    pub(super) fn set_off(&mut self, rail: &RailModel) -> Result<(), FlightError> {
        let first = match &self.staging {
            Some(_) => self.next_change(),
            None => self.model.burn.ignition,
        };
        if !first.is_finite() {
            return Err(self.no_liftoff(rail, 0.0));
        }
        self.clock.time = first;
        let seen = self.on_rail(rail, &self.model, Power::Burning);
        self.change(seen, Power::Before);
        self.whereabouts = Whereabouts::Rail;
        Ok(())
    }

    /// The next leg on the rail, or the first beyond it.
    pub(super) fn next_on_rail(&mut self, rail: &RailModel) -> Result<Option<Order>, FlightError> {
        if self.whereabouts == Whereabouts::Rail {
            let power = self.lift(rail)?;
            self.observer.phase = Phase::Rail;
            if rail.exit > 0.0 {
                self.watches.clear();
                self.watches.extend([
                    Watch::Travel(rail.direction, rail.exit),
                    Watch::SlideBack(rail.direction),
                ]);
                // What burns out on the rail leaves the rocket coasting along it, or sliding back.
                return Ok(Some(Order {
                    regime: Regime::Guided,
                    power,
                    until: self.next_change().min(self.model.settings.max_time),
                }));
            }
        }
        let power = self.power();
        let seen = self.on_rail(rail, &self.model, power);
        self.mark(Happening::RailExit, seen);
        self.observer.free = true;
        if power != Power::Burning || rail.clear <= rail.exit {
            return self.next_free();
        }
        self.whereabouts = Whereabouts::TipOff;
        self.observer.phase = Phase::Powered;
        self.watches.clear();
        self.watches.push(Watch::Travel(rail.direction, rail.clear));
        Ok(Some(Order {
            regime: Regime::TipOff,
            power,
            until: self.next_change(),
        }))
    }

    /// Waits until what burns lifts what stands.
    fn lift(&mut self, rail: &RailModel) -> Result<Power, FlightError> {
        loop {
            let (model, power) = (self.model.clone(), self.power());
            if !self.hold.resting {
                return Ok(power);
            }
            let guided = Guided {
                motion: Motion::new(|_| &*model, power),
                direction: rail.direction,
            };
            let lifts = match power {
                Power::Burning => self.hold_down(&guided),
                Power::Before | Power::After => None,
            };
            let Some(lifts) = lifts else {
                self.hold.strongest = self.hold.strongest.max(self.greatest_thrust());
                // Nothing lifts it until something else burns.
                let next = self.next_change();
                if self.staging.is_none() || !next.is_finite() {
                    return Err(self.no_liftoff(rail, self.hold.strongest));
                }
                self.clock.time = next;
                let (_, seen) = guided.rate(next, &self.state);
                self.change(seen, power);
                continue;
            };
            self.clock.time = lifts;
            self.hold.resting = false;
            if !self.hold.lifted {
                let (_, seen) = guided.rate(self.clock.time, &self.state);
                self.mark(Happening::Liftoff, seen);
                self.hold.lifted = true;
            }
        }
    }

    /// Takes note of why a leg on the rail ended.
    pub(super) fn leave_rail(
        &mut self,
        power: Power,
        stop: Stop,
        seen: Seen<f64>,
    ) -> Result<(), FlightError> {
        match stop {
            Stop::Watch(0) => self.whereabouts = Whereabouts::RailEnd,
            Stop::Watch(_) if power == Power::Burning || self.next_change().is_finite() => {
                self.state[..6].fill(0.0);
                self.hold.resting = true;
            }
            Stop::Watch(_) => return Err(FlightError::StaysOnRail),
            Stop::Time if self.clock.time >= self.model.settings.max_time => {
                return Err(FlightError::StaysOnRail);
            }
            Stop::Time => self.change(seen, power),
        }
        Ok(())
    }

    /// What is seen now of a model held by the rail.
    fn on_rail(&self, rail: &RailModel, model: &Model, power: Power) -> Seen<f64> {
        let guided = Guided {
            motion: Motion::new(|_| model, power),
            direction: rail.direction,
        };
        guided.rate(self.clock.time, &self.state).1
    }

    /// The next time from now at which thrust exceeds weight along the rail.
    fn hold_down(&self, guided: &Guided<'_, f64>) -> Option<f64> {
        let push = |time: f64| {
            guided
                .rate(time, &self.state)
                .1
                .acceleration
                .dot(guided.direction)
        };
        if push(self.clock.time) > 0.0 {
            return Some(self.clock.time);
        }
        // Thrust changes within a cell of the burn table at most once in sign that matters: half cells find it.
        let step = self.model.burn.duration / 512.0;
        let first = ((self.clock.time - self.model.burn.ignition) / step) as usize;
        for cell in first..512 {
            let high = self.model.burn.ignition + step * (cell + 1) as f64;
            if high <= self.clock.time {
                continue;
            }
            let low = (high - step).max(self.clock.time);
            let mut bracket = Bracket::new((low, push(low)), (high, push(high)));
            if bracket.high.1 <= 0.0 {
                continue;
            }
            while bracket.high.1 > LIFTS && bracket.width() > f64::EPSILON * bracket.high.0 {
                let time = bracket.guess();
                bracket.narrow(time, push(time));
            }
            return Some(bracket.high.0);
        }
        None
    }

    /// The greatest thrust of the present burn, N.
    fn greatest_thrust(&self) -> f64 {
        let burn = &self.model.burn;
        if !burn.ignition.is_finite() {
            return 0.0;
        }
        let motion = Motion::new(|_| &*self.model, Power::Burning);
        let times = (0..=512).map(|cell| burn.ignition + burn.duration * f64::from(cell) / 512.0);
        times
            .map(|time| motion.rate(time, &self.state).1.thrust)
            .fold(0.0, f64::max)
    }

    fn no_liftoff(&self, rail: &RailModel, thrust: f64) -> FlightError {
        let mass = self.model.burn.before.mass;
        FlightError::NoLiftoff {
            thrust,
            weight: mass * self.model.frame.gravity_at_site() * rail.direction[2],
        }
    }
}
