//! A motor read along its burn: impulse, thrust and mass properties with their rates, from one look at each time.
//!
//! Rates are in closed form: those of the mass follow from the thrust, or are the slopes of tables of propellant; those of
//! the inertias follow from the geometry of the grains.

use super::description::{Motor, Propellant};
use super::unknown;
use crate::mass::{ChangingMass, MassProperties};
use crate::table::CurveWalk;

/// A motor, read at times since ignition that rise, within its burn.
#[derive(Debug)]
pub(crate) struct BurnWalk<'m> {
    motor: &'m Motor,
    total_impulse: f64,
    thrust: CurveWalk<'m>,
    /// Of tables of propellant: mass, centre, axial and transverse inertia.
    tables: Option<[CurveWalk<'m>; 4]>,
}

/// A motor at one time of its burn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BurnMoment {
    /// Impulse delivered until then, N s.
    pub impulse: f64,
    /// Thrust, N.
    pub thrust: f64,
    /// The motor with what is left of its propellant; centre from its forward end.
    pub mass: ChangingMass,
}

impl Motor {
    /// Reads it along its burn.
    pub(crate) fn walk(&self) -> BurnWalk<'_> {
        let tables = match &self.propellant {
            Propellant::Tables {
                mass,
                center,
                axial,
                transverse,
            } => Some([mass, center, axial, transverse].map(|curve| curve.walk())),
            Propellant::Grains(_) | Propellant::Unknown { .. } => None,
        };
        BurnWalk {
            motor: self,
            total_impulse: self.total_impulse(),
            thrust: self.thrust.walk(),
            tables,
        }
    }
}

impl BurnWalk<'_> {
    /// Goes to a time since ignition, s, not before the last one. Points of its curves within `reach`, s, count as if they lay
    /// there: where a table of propellant bends, rates are `before` times those ahead of the bend, and for the rest those
    /// after it.
    pub(crate) fn to(&mut self, time: f64, reach: f64, before: f64) -> BurnMoment {
        let motor = self.motor;
        let nominal = time / motor.burn_time_factor;
        let reach = reach / motor.burn_time_factor;
        let (start, end) = motor.thrust.range();
        let curve = self.thrust.to(nominal.min(end), reach);
        let impulse = motor.impulse_factor * curve.integral;
        let thrust = match (start..=end).contains(&nominal) {
            true => curve.value * motor.impulse_factor / motor.burn_time_factor,
            false => 0.0,
        };
        let fraction = (1.0 - impulse / self.total_impulse).clamp(0.0, 1.0);
        let rate = -thrust / self.total_impulse;
        let propellant = match &motor.propellant {
            Propellant::Grains(grains) => grains.changing(fraction, rate),
            Propellant::Unknown { mass } => {
                unknown::changing(*mass, motor.length, motor.diameter, (fraction, rate))
            }
            Propellant::Tables { .. } => self.tabled(nominal, reach, before),
        };
        BurnMoment {
            impulse,
            thrust,
            mass: ChangingMass::steady(motor.dry).plus(propellant),
        }
    }

    fn tabled(&mut self, nominal: f64, reach: f64, before: f64) -> ChangingMass {
        let factor = self.motor.burn_time_factor;
        let read = self.tables.as_mut().map_or([(0.0, 0.0); 4], |tables| {
            tables.each_mut().map(|table| {
                let point = table.to(nominal, reach);
                let [ahead, after] = point.slopes;
                (
                    point.value,
                    (before * ahead + (1.0 - before) * after) / factor,
                )
            })
        });
        let properties = |of: fn((f64, f64)) -> f64| {
            let [mass, center, axial, transverse] = read.map(of);
            MassProperties {
                mass,
                center,
                axial,
                transverse,
            }
        };
        ChangingMass {
            now: properties(|read| read.0),
            rate: properties(|read| read.1),
        }
    }
}
