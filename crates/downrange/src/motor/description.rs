//! A motor as its data sheet has it: thrust, masses and where its propellant lies.

use super::grains::Grains;
use super::source::MotorSource;
use super::unknown;
use crate::error::Fault;
use crate::mass::MassProperties;
use crate::table::Curve;

/// A motor.
#[derive(Debug, Clone, PartialEq)]
pub struct Motor {
    /// What it is called.
    pub name: String,
    /// Outer diameter, m, where known.
    pub diameter: Option<f64>,
    /// From the forward end to the nozzle exit, m.
    pub length: f64,
    /// Thrust, N, against time since ignition, s; zero outside.
    pub thrust: Curve,
    /// What burns.
    pub propellant: Propellant,
    /// Everything else: case, nozzle, closures (centre from the motor's forward end).
    pub dry: MassProperties,
    /// Area of the nozzle exit, m², where known: the part of the base that the jet fills, and what the pressure of the air
    /// acts on where thrust is corrected for it.
    pub nozzle_exit_area: Option<f64>,
    /// The ambient pressure at which the thrust was measured, Pa: given, thrust is corrected for the ambient pressure, by
    /// the difference times the area of the nozzle exit; `None` takes the thrust as it stands at any height.
    pub reference_pressure: Option<f64>,
    /// From launch (t = 0) to ignition, s.
    pub ignition_delay: f64,
    /// The burn takes this many times as long, at the same impulse.
    pub burn_time_factor: f64,
    /// The motor delivers this many times its impulse from the same propellant.
    pub impulse_factor: f64,
    /// The thrust is cut so long after ignition, s; what has not burnt by then stays aboard.
    pub cut_off: Option<f64>,
    /// Where its curve comes from, where that is known; it changes nothing of the flight.
    pub source: Option<MotorSource>,
}

/// What burns, and how its mass is spread while it does.
#[derive(Debug, Clone, PartialEq)]
pub enum Propellant {
    /// Solid grains of known geometry; mass leaves in proportion to thrust.
    Grains(Grains),
    /// Geometry unknown: a hollow cylinder as long as the motor, a tenth narrower, that burns outward from its
    /// core; mass leaves in proportion to thrust. The core follows from the mass at 1750 kg/m³; with more mass than
    /// fits, or no diameter, the cylinder starts solid.
    Unknown {
        /// Propellant mass, kg.
        mass: f64,
    },
    /// Tables against time since ignition, s (hybrids, liquids, measured solids).
    Tables {
        /// Propellant mass, kg.
        mass: Curve,
        /// Its centre, m from the motor's forward end.
        center: Curve,
        /// Its moment of inertia about the axis, kg m².
        axial: Curve,
        /// Its moment of inertia across the axis about its own centre, kg m².
        transverse: Curve,
    },
}

impl Motor {
    /// A motor of which only what a thrust-curve file says is known: the dry mass is a thin tube over the whole
    /// length, the propellant [`Propellant::Unknown`], the thrust the same at any height. A curve that does not
    /// start at zero is led up from nothing at ignition, as RASP files mean it.
    ///
    /// # Errors
    /// As [`Motor::check`].
    ///
    /// ```
    /// use downrange::{motor::Motor, table::Curve};
    /// let curve = Curve::new(vec![(0.1, 12.0), (0.3, 6.0), (1.7, 0.0)])?;
    /// let motor = Motor::from_curve("C6", 0.018, 0.070, curve, 0.0108, 0.0231)?;
    /// assert!((motor.total_impulse() - 6.6).abs() < 1e-12);
    /// assert!((motor.mass_properties(0.0).mass - 0.0231).abs() < 1e-12);
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn from_curve(
        name: impl Into<String>,
        diameter: f64,
        length: f64,
        thrust: Curve,
        propellant_mass: f64,
        total_mass: f64,
    ) -> Result<Self, Fault> {
        let diameter = Some(diameter);
        let motor =
            Self::from_curve_unchecked(name, diameter, length, thrust, propellant_mass, total_mass);
        motor.check()?;
        Ok(motor)
    }

    /// As [`Motor::from_curve`], whether it can be or not: for a file of which something is replaced before it is judged.
    pub fn from_curve_unchecked(
        name: impl Into<String>,
        diameter: Option<f64>,
        length: f64,
        thrust: Curve,
        propellant_mass: f64,
        total_mass: f64,
    ) -> Self {
        let thrust = thrust.led_up_from_zero();
        let mass = total_mass - propellant_mass;
        let radius = diameter.unwrap_or(0.0) / 2.0;
        Self {
            name: name.into(),
            diameter,
            length,
            thrust,
            propellant: Propellant::Unknown {
                mass: propellant_mass,
            },
            dry: MassProperties {
                mass,
                center: length / 2.0,
                axial: mass * radius * radius,
                transverse: mass * (radius * radius / 2.0 + length * length / 12.0),
            },
            nozzle_exit_area: None,
            reference_pressure: None,
            ignition_delay: 0.0,
            burn_time_factor: 1.0,
            impulse_factor: 1.0,
            cut_off: None,
            source: None,
        }
    }

    /// Time from ignition until the thrust has gone for good, s, the burn-time factor applied.
    pub fn burn_time(&self) -> f64 {
        let whole = self.burn_time_factor * self.nominal_burn_time();
        self.cut_off.map_or(whole, |cut| whole.min(cut))
    }

    /// Total impulse of all its propellant, N s, the impulse factor applied.
    pub fn total_impulse(&self) -> f64 {
        self.impulse_factor * self.nominal_impulse()
    }

    /// Thrust as it was measured, N, at a time since ignition, s, both factors applied.
    pub fn thrust_at(&self, time: f64) -> f64 {
        let cut = self.cut_off.is_some_and(|cut| time > cut);
        let time = time / self.burn_time_factor;
        let (start, end) = self.thrust.range();
        if !cut && (start..=end).contains(&time) {
            self.thrust.at(time) * self.impulse_factor / self.burn_time_factor
        } else {
            0.0
        }
    }

    /// Impulse delivered until then, N s, both factors applied.
    pub fn impulse_to(&self, time: f64) -> f64 {
        let end = self.thrust.range().1;
        let time = self.before_cut(time);
        self.impulse_factor
            * self
                .thrust
                .integral_to((time / self.burn_time_factor).min(end))
    }

    /// Motor and remaining propellant at a time since ignition, s: centre from the motor's forward end. Constant
    /// before ignition, and after the end of the burn or of the tables.
    pub fn mass_properties(&self, time: f64) -> MassProperties {
        self.dry.plus(self.propellant_properties(time))
    }

    /// Remaining propellant alone, likewise.
    pub fn propellant_properties(&self, time: f64) -> MassProperties {
        match &self.propellant {
            Propellant::Grains(grains) => grains.properties(self.fraction_left(time)),
            Propellant::Unknown { mass } => {
                let fraction = self.fraction_left(time);
                unknown::changing(*mass, self.length, self.diameter, (fraction, 0.0)).now
            }
            Propellant::Tables {
                mass,
                center,
                axial,
                transverse,
            } => {
                let time = (self.before_cut(time) / self.burn_time_factor).max(0.0);
                MassProperties {
                    mass: mass.at(time),
                    center: center.at(time),
                    axial: axial.at(time),
                    transverse: transverse.at(time),
                }
            }
        }
    }

    /// A time since ignition, s, but not after the cut-off.
    fn before_cut(&self, time: f64) -> f64 {
        self.cut_off.map_or(time, |cut| time.min(cut))
    }

    /// The part of the propellant that has not left, 1 to 0.
    fn fraction_left(&self, time: f64) -> f64 {
        (1.0 - self.impulse_to(time) / self.total_impulse()).clamp(0.0, 1.0)
    }

    pub(super) fn nominal_impulse(&self) -> f64 {
        self.thrust.integral_to(self.thrust.range().1)
    }

    fn nominal_burn_time(&self) -> f64 {
        let points = self.thrust.points();
        let zeros = points
            .iter()
            .rev()
            .take_while(|point| point.1 == 0.0)
            .count();
        // The first of the zeros at the end is where the thrust has gone.
        let end = points.len() - zeros.max(1);
        points[end].0
    }
}
