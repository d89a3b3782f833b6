//! Solid grains: BATES geometry.
//!
//! Every exposed surface regresses by the same depth x (Piobert's law; Sutton & Biblarz, *Rocket Propulsion
//! Elements*, the chapters on solid propellants): the core widens to radius `r + x`, and each free end moves in
//! by x. One grain of outer radius R and length L then holds
//!
//! `V(x) = π (R² - (r + x)²) (L - 2x)`, or with inhibited ends `π (R² - (r + x)²) L`,
//!
//! which falls steadily until a wall or the length is used up. Given what is left of the volume, x is found by
//! Newton's method kept inside a bracket. The grains stay centred where they were. RocketPy's `SolidMotor`
//! integrates the same geometry in time; `agrees_with_rocketpy` shows the agreement.

use super::numbers::not_negative;
use super::numbers::positive;
use crate::error::Fault;
use crate::mass::{ChangingMass, MassProperties};
use std::f64::consts::PI;

/// Equal hollow cylinders in a row that burn on the core and, unless inhibited, on both ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Grains {
    /// How many.
    pub count: u32,
    /// Density of the propellant, kg/m³.
    pub density: f64,
    /// Outer diameter, m.
    pub outer_diameter: f64,
    /// Diameter of the core before ignition, m.
    pub core_diameter: f64,
    /// Length of one grain before ignition, m.
    pub length: f64,
    /// Gap between grains before ignition, m.
    pub separation: f64,
    /// Centre of the row, m from the motor's forward end.
    pub center: f64,
    /// Whether the ends are inhibited, so that only the core burns.
    pub ends_inhibited: bool,
}

impl Grains {
    /// Propellant mass before ignition, kg: volume times density.
    pub fn mass(&self) -> f64 {
        f64::from(self.count) * self.density * self.volume(0.0)
    }

    /// From the front of the first grain to the back of the last before ignition, m.
    pub fn row_length(&self) -> f64 {
        let count = f64::from(self.count);
        count * self.length + (count - 1.0) * self.separation
    }

    /// What is left when this fraction of the propellant, 0 to 1, is: centre from the motor's forward end.
    pub fn properties(&self, fraction: f64) -> MassProperties {
        self.changing(fraction, 0.0).now
    }

    /// The same, with its rates where the fraction has one, per second: `dx = -V(0)/A(x)` of it, with A the burning surface.
    pub(super) fn changing(&self, fraction: f64, rate: f64) -> ChangingMass {
        let whole = self.volume(0.0);
        let depth = self.regression(fraction * whole);
        let count = f64::from(self.count);
        let full = count * self.density * whole;
        let mass = fraction * full;
        let core = self.core_diameter / 2.0 + depth;
        let squares = self.outer_diameter.powi(2) / 4.0 + core.powi(2);
        let height = self.height(depth);
        let pitch = self.length + self.separation;
        // Grains stand at (i - (n-1)/2) pitches from the centre; the mean of the squares is (n² - 1)/12.
        let spread = pitch * pitch * (count * count - 1.0) / 12.0;
        let across = (3.0 * squares + height.powi(2)) / 12.0 + spread;
        let (mass_rate, area) = (rate * full, self.surface(depth));
        // What has burnt up has no surface and no mass.
        let depth_rate = match area > 0.0 {
            true => -rate * whole / area,
            false => 0.0,
        };
        let squares_rate = 2.0 * core * depth_rate;
        let across_rate = (3.0 * squares_rate - 2.0 * height * self.ends() * depth_rate) / 12.0;
        ChangingMass {
            now: MassProperties {
                mass,
                center: self.center,
                axial: mass * squares / 2.0,
                transverse: mass * across,
            },
            rate: MassProperties {
                mass: mass_rate,
                center: 0.0,
                axial: (mass_rate * squares + mass * squares_rate) / 2.0,
                transverse: mass_rate * across + mass * across_rate,
            },
        }
    }

    /// Whether they can be, and fit a motor of a length and, where known, a diameter, m.
    pub(super) fn check(&self, length: f64, diameter: Option<f64>) -> Result<(), Fault> {
        if self.count == 0 {
            return Err(Fault::new("count", "0 grains; at least one was expected"));
        }
        positive("density", "kg/m³", self.density)?;
        positive("outer_diameter", "m", self.outer_diameter)?;
        positive("length", "m", self.length)?;
        not_negative("core_diameter", "m", self.core_diameter)?;
        not_negative("separation", "m", self.separation)?;
        if self.core_diameter >= self.outer_diameter {
            let message = format!(
                "a core of {} m does not fit in a grain of {} m diameter",
                self.core_diameter, self.outer_diameter
            );
            return Err(Fault::new("core_diameter", message));
        }
        if let Some(diameter) = diameter.filter(|&diameter| self.outer_diameter > diameter) {
            let message = format!(
                "grains of {} m diameter in a motor of {diameter} m",
                self.outer_diameter
            );
            return Err(Fault::new("outer_diameter", message));
        }
        let half = self.row_length() / 2.0;
        let (front, back) = (self.center - half, self.center + half);
        // Lengths in data sheets are rounded to the millimetre.
        let slack = 1e-3;
        // Written so that a NaN centre fails.
        if !(front >= -slack && back <= length + slack) {
            let message =
                format!("the grains reach from {front:.4} to {back:.4} m in a motor of {length} m");
            let hint = "count × length and the separations make the row; center is from the motor's forward end";
            return Err(Fault::new("center", message).hint(hint));
        }
        Ok(())
    }

    fn ends(&self) -> f64 {
        if self.ends_inhibited { 0.0 } else { 2.0 }
    }

    fn height(&self, depth: f64) -> f64 {
        self.length - self.ends() * depth
    }

    /// Volume of one grain after a regression, m³.
    fn volume(&self, depth: f64) -> f64 {
        let web = self.outer_diameter.powi(2) / 4.0 - (self.core_diameter / 2.0 + depth).powi(2);
        PI * web * self.height(depth)
    }

    /// Burning surface of one grain after a regression, m²: its volume falls by so much per metre.
    fn surface(&self, depth: f64) -> f64 {
        let radius = self.core_diameter / 2.0 + depth;
        PI * (2.0 * radius * self.height(depth)
            + self.ends() * (self.outer_diameter.powi(2) / 4.0 - radius * radius))
    }

    /// How deep one grain has burnt when this volume of it is left, m.
    fn regression(&self, volume: f64) -> f64 {
        let web = (self.outer_diameter - self.core_diameter) / 2.0;
        let (mut low, mut high) = (
            0.0,
            if self.ends_inhibited {
                web
            } else {
                web.min(self.length / 2.0)
            },
        );
        let mut depth = 0.0;
        // Newton's method needs a handful; halving alone would be down to the last digit after 60.
        for _ in 0..60 {
            let excess = self.volume(depth) - volume;
            if excess > 0.0 {
                low = depth
            } else {
                high = depth
            }
            let newton = depth + excess / self.surface(depth);
            let next = if newton >= low && newton <= high {
                newton
            } else {
                0.5 * (low + high)
            };
            if (next - depth).abs() <= 1e-12 * web {
                return next;
            }
            depth = next;
        }
        depth
    }
}
