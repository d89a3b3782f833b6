//! Which conditions end a segment, and what is done when one is met or a time has come.

use crate::flight::conditions::Watch;
use crate::flight::events::{Due, Happening};
use crate::flight::observer::Recorder;
use crate::flight::propagate::Stop;
use crate::flight::simulation::state::{Flyer, Whereabouts};
use crate::flight::state::{Power, Seen};
use crate::number::Vector;

/// What climbs at this speed, m/s, under thrust has another highest point before it: above the noise of a body that
/// hovers.
const CLIMBS: f64 = 1.0;

impl<R: Recorder> Flyer<'_, R> {
    /// Takes note of motors and stages whose time has come.
    pub(crate) fn change(&mut self, seen: Seen<f64>, power: Power) {
        let now = self.clock.time;
        if self.staging.is_some() {
            self.restage(seen);
        } else if power == Power::Before && now >= self.model.burn.ignition {
            self.mark(Happening::Ignition(0), seen);
        } else if power == Power::Burning && now >= self.burn_end() {
            self.mark(Happening::Burnout(0), seen);
        }
    }

    /// Takes note of motors and stages whose height has come, all of them before anything else is.
    pub(crate) fn change_at_heights(&mut self, seen: Seen<f64>, power: Power) {
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
    pub(crate) fn light_first(&mut self, seen: Seen<f64>) {
        if self.staging.is_some() {
            self.restage(seen);
        } else if self.power() == Power::Burning && !self.model.history.lit {
            self.mark(Happening::Ignition(0), seen);
        }
    }

    /// What falls, and what no motor lifts again, has passed its highest point.
    pub(crate) fn pass_if_falling(&mut self, seen: Seen<f64>) {
        let lifts = self.power() != Power::After || self.next_change().is_finite();
        if !self.ascending && !self.past_apogee && !lifts {
            self.pass_apogee(seen);
        }
    }

    /// Sets what to watch for now.
    pub(crate) fn watch(&mut self) {
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
    pub(crate) fn next_time(&self) -> f64 {
        self.next_change()
            .min(self.next_canopy())
            .min(self.model.settings.max_time)
            .max(self.clock.time)
    }

    /// Takes note of why an advance stopped; true at the end: on the ground, or when the time is over.
    pub(crate) fn take(&mut self, stop: Stop, seen: Seen<f64>, power: Power) -> bool {
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
