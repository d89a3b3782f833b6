//! On the pad and the rail: from ignition to free flight.

use super::FlightError;
use super::course::{Stop, Watch};
use super::integrator::System;
use super::model::RailModel;
use super::motion::{Motion, Power};
use super::rail::{Guided, TipOff};
use super::record::Phase;
use super::sequence::{Flyer, Happening};
use super::witness::Recorder;

impl<'m, R: Recorder> Flyer<'m, R> {
    /// From the pad to free flight.
    pub(super) fn ascend(&mut self, rail: &RailModel) -> Result<(), FlightError> {
        let motion = Motion::new(|_| self.model, Power::Burning);
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
            self.clock.time = self.hold_down(&guided, rail)?;
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
                    motion: Motion::new(|_| self.model, Power::After),
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
        let tip_off = TipOff::new(motion, |_| *rail);
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
    fn hold_down(&self, guided: &Guided<'m, f64>, rail: &RailModel) -> Result<f64, FlightError> {
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
        Err(self.no_liftoff(rail))
    }

    fn no_liftoff(&self, rail: &RailModel) -> FlightError {
        let burn = &self.model.burn;
        let motion = Motion::new(|_| self.model, Power::Burning);
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
            weight: burn.before.mass * self.model.frame.gravity_at_site() * rail.direction[2],
        }
    }
}
