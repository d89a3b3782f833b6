//! Whether a motor can be.

use super::numbers::{finite, not_negative, positive};
use super::{Motor, Propellant};
use crate::error::Fault;
use crate::table::Curve;

/// Plausible effective exhaust velocities, m/s, between a water rocket's and what no chemistry reaches (hydrogen and oxygen
/// in vacuum: 4 500); outside, a mass or a thrust is in the wrong unit, or not all that leaves is counted.
const EXHAUST: std::ops::RangeInclusive<f64> = 10.0..=6_000.0;

/// The latest time of a thrust curve, s: more than twice the longest flight (`max_time` is 43 200 s where it is not given),
/// and far from where differences of times lose all their digits.
const LONGEST_BURN: f64 = 100_000.0;

impl Motor {
    /// Whether this motor can be. A rocket is made only of motors that pass.
    ///
    /// # Errors
    /// The first thing that cannot be, at its place in the motor: `length`, `thrust`, `grains.core_diameter`,
    /// `propellant_mass`, `tables.center[2]`, `dry_mass`, …
    pub fn check(&self) -> Result<(), Fault> {
        Fault::named(&self.name)?;
        positive("length", "m", self.length)?;
        if let Some(diameter) = self.diameter {
            positive("diameter", "m", diameter)?;
        }
        positive("burn_time_factor", "", self.burn_time_factor)?;
        positive("impulse_factor", "", self.impulse_factor)?;
        not_negative("ignition_delay", "s", self.ignition_delay)?;
        if let Some(area) = self.nozzle_exit_area {
            positive("nozzle_exit_area", "m²", area)?;
        }
        if let Some(pressure) = self.reference_pressure {
            not_negative("reference_pressure", "Pa", pressure)?;
            if self.nozzle_exit_area.is_none() {
                let message = "thrust cannot be corrected for pressure: the size of the nozzle exit is not given";
                return Err(Fault::new("reference_pressure", message)
                    .hint("give `nozzle_exit_diameter` too, or leave `reference_pressure` out"));
            }
        }
        self.check_thrust()?;
        self.check_propellant()?;
        not_negative("dry_mass", "kg", self.dry.mass)?;
        finite("dry_center", self.dry.center)?;
        not_negative("dry_inertia", "kg m²", self.dry.axial)?;
        not_negative("dry_inertia", "kg m²", self.dry.transverse)?;
        match self.cut_off {
            Some(cut) => positive("cut_off", "s", cut),
            None => Ok(()),
        }
    }

    /// What can be and is hardly meant: so much impulse from so little propellant, or so little from so much, that a mass
    /// or a thrust is in another unit, or propellant is left out. It flies: thrust and the masses at the start may be right.
    pub fn implausible(&self) -> Option<Fault> {
        let whole = Self {
            cut_off: None,
            ..self.clone()
        };
        let burnt =
            whole.propellant_properties(0.0).mass - whole.propellant_properties(f64::MAX).mass;
        let impulse = self.nominal_impulse();
        let velocity = impulse / burnt;
        if EXHAUST.contains(&velocity) {
            return None;
        }
        let message = format!(
            "{impulse:.4} N s from {burnt:.4} kg of propellant, an exhaust at {velocity:.0} m/s; {} to {} m/s was expected",
            EXHAUST.start(),
            EXHAUST.end()
        );
        // Written so that an infinite one is too fast.
        let hint = match velocity < *EXHAUST.start() {
            true => "check the units of thrust and propellant mass",
            false => {
                "a hybrid of which only the fuel is counted? give `propellant_mass` with the oxidizer, and `dry_mass`; \
                 otherwise check the units of thrust and propellant mass"
            }
        };
        Some(Fault::new("propellant_mass", message).hint(hint))
    }

    fn check_thrust(&self) -> Result<(), Fault> {
        for (index, (time, thrust)) in self.thrust.points().iter().enumerate() {
            let place = || format!("thrust[{index}]");
            if *time < 0.0 {
                let message = format!("thrust at {time} s; times count from ignition");
                return Err(Fault::new(place(), message));
            }
            if *time > LONGEST_BURN {
                let message = format!("thrust at {time} s; {LONGEST_BURN} s at most was expected");
                return Err(Fault::new(place(), message));
            }
            if *thrust < 0.0 {
                let message = format!("a thrust of {thrust} N; zero or more was expected");
                return Err(Fault::new(place(), message));
            }
        }
        if self.nominal_impulse() > 0.0 {
            return Ok(());
        }
        Err(Fault::new("thrust", "the thrust curve delivers no impulse")
            .hint("give at least two points, not all zero"))
    }

    fn check_propellant(&self) -> Result<(), Fault> {
        match &self.propellant {
            Propellant::Grains(grains) => grains
                .check(self.length, self.diameter)
                .map_err(|fault| fault.inside("grains")),
            Propellant::Unknown { mass } => positive("propellant_mass", "kg", *mass),
            Propellant::Tables {
                mass,
                center,
                axial,
                transverse,
            } => {
                positive("tables.mass[0]", "kg", mass.points()[0].1)?;
                for (index, pair) in mass.points().windows(2).enumerate() {
                    let (before, after) = (pair[0].1, pair[1].1);
                    if after > before {
                        let message = format!(
                            "{after} kg of propellant follow {before} kg; it can only get less"
                        );
                        return Err(Fault::new(format!("tables.mass[{}]", index + 1), message));
                    }
                }
                values_not_negative("tables.mass", "kg", mass)?;
                values_not_negative("tables.axial", "kg m²", axial)?;
                values_not_negative("tables.transverse", "kg m²", transverse)?;
                match center
                    .points()
                    .iter()
                    .position(|point| !(0.0..=self.length).contains(&point.1))
                {
                    None => Ok(()),
                    Some(index) => {
                        let message = format!(
                            "a centre {} m from the forward end of a motor {} m long",
                            center.points()[index].1,
                            self.length
                        );
                        Err(Fault::new(format!("tables.center[{index}]"), message))
                    }
                }
            }
        }
    }
}

fn values_not_negative(place: &str, unit: &str, curve: &Curve) -> Result<(), Fault> {
    curve
        .points()
        .iter()
        .enumerate()
        .try_for_each(|(index, point)| not_negative(&format!("{place}[{index}]"), unit, point.1))
}
