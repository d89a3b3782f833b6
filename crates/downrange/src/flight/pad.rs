//! On the pad and the rail: from ignition to free flight.

use super::FlightError;
use super::course::{Stop, Watch};
use super::integrator::System;
use super::model::{Model, RailModel};
use super::motion::{Motion, Power, Seen};
use super::rail::{Guided, TipOff};
use super::record::Phase;
use super::sequence::{Flyer, Happening};
use super::witness::Recorder;

impl<R: Recorder> Flyer<'_, R> {
    /// From the pad to free flight.
    pub(super) fn ascend(&mut self, rail: &RailModel) -> Result<(), FlightError> {
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
        let watches = [
            Watch::Travel(rail.direction, rail.exit),
            Watch::SlideBack(rail.direction),
        ];
        let (mut lifted, mut resting, mut strongest) = (false, true, 0.0_f64);
        loop {
            let (model, power) = (self.model.clone(), self.power());
            let guided = Guided {
                motion: Motion::new(|_| &*model, power),
                direction: rail.direction,
            };
            if resting {
                let lifts = match power {
                    Power::Burning => self.hold_down(&guided),
                    Power::Before | Power::After => None,
                };
                let Some(lifts) = lifts else {
                    strongest = strongest.max(self.greatest_thrust());
                    // Nothing lifts it until something else burns.
                    let next = self.next_change();
                    if self.staging.is_none() || !next.is_finite() {
                        return Err(self.no_liftoff(rail, strongest));
                    }
                    self.clock.time = next;
                    let (_, seen) = guided.rate(next, &self.state);
                    self.change(seen, power);
                    continue;
                };
                self.clock.time = lifts;
                resting = false;
                if !lifted {
                    let (_, seen) = guided.rate(self.clock.time, &self.state);
                    self.mark(Happening::Liftoff, seen);
                    lifted = true;
                }
            }
            self.observer.phase = Phase::Rail;
            if rail.exit <= 0.0 {
                break;
            }
            // What burns out on the rail leaves the rocket coasting along it, or sliding back.
            let until = self.next_change().min(self.model.settings.max_time);
            let (stop, seen) = self.advance(&guided, until, &watches)?;
            match stop {
                Stop::Watch(0) => break,
                Stop::Watch(_) if power == Power::Burning || self.next_change().is_finite() => {
                    self.state[..6].fill(0.0);
                    resting = true;
                }
                Stop::Watch(_) => return Err(FlightError::StaysOnRail),
                Stop::Time if self.clock.time >= self.model.settings.max_time => {
                    return Err(FlightError::StaysOnRail);
                }
                Stop::Time => self.change(seen, power),
            }
        }
        let (model, power) = (self.model.clone(), self.power());
        let seen = self.on_rail(rail, &model, power);
        self.mark(Happening::RailExit, seen);
        self.observer.free = true;
        if power != Power::Burning || rail.clear <= rail.exit {
            return Ok(());
        }
        self.observer.phase = Phase::Powered;
        let tip_off = TipOff::new(Motion::new(|_| &*model, power), |_| *rail);
        let watch = [Watch::Travel(rail.direction, rail.clear)];
        let (stop, seen) = self.advance(&tip_off, self.next_change(), &watch)?;
        if stop == Stop::Watch(0) {
            self.mark(Happening::RailClear, seen);
        } else {
            self.change(seen, power);
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
            return Some(high);
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
