//! Energy bound on what lift, gliding, guidance and a better path could add.
//!
//! The model leaves them out. None of them brings energy: after burn-out a rocket has what its engine gave it, less what
//! the air took. So with E the greatest sum of kinetic and potential energy that the model's flights of one rocket had
//! (over all elevations), and `Q = 2 E R / GM`, R the Earth's radius:
//!
//! - its speed is never above `√(2 E)`, its height never above `R x / (1 − x)`, `x = E R / GM`;
//! - a throw without air covers at most the angle θ, `sin(θ/2) = Q / (2 − Q)` (Bate, Mueller and White 1971,
//!   *Fundamentals of Astrodynamics*, ch. 6, range of the best flight-path angle);
//! - a glide of a lift-to-drag ratio L/D covers `L/D · R/2 · ln 1/(1 − Q)` (Eggers, Allen and Neice 1958, NACA Report
//!   1382, equilibrium glide).
//!
//! The range is bounded by the longer of the two and a fifth: that covers a throw that ends in a glide, skipping, and what
//! the Earth's rotation adds to ranges of a few thousand kilometres.

use super::performance::Performance;
use crate::earth::Earth;
use std::f64::consts::PI;

/// Mean radius of the Earth, m (IUGG; Moritz 2000, J. Geodesy 74, R1).
pub const RADIUS: f64 = 6_371_008.8;
/// The best lift-to-drag ratio granted to a body with fins: our estimate; aeroplanes that glide from space had less than
/// 5 at such speeds.
pub const LIFT_TO_DRAG: f64 = 3.0;
/// The least speed of sound up to 90 km, m/s: at the mesopause (US-1976, 86 km).
const LEAST_SOUND: f64 = 274.0;

/// Greatest performance that a specific energy, J/kg, allows; the height is infinite from the
/// escape energy on.
pub fn energy_bound(energy: f64) -> Performance {
    let share = energy * RADIUS / Earth::WGS84.gravitational_parameter;
    let speed = (2.0 * energy).sqrt();
    let orbit = 2.0 * share;
    Performance {
        range: match orbit < 1.0 {
            true => {
                let throw = 2.0 * libm::asin(orbit / (2.0 - orbit));
                let glide = 0.5 * LIFT_TO_DRAG * -libm::log1p(-orbit);
                (1.2 * RADIUS * throw.max(glide)).min(PI * RADIUS)
            }
            false => PI * RADIUS,
        },
        height: match share < 1.0 {
            true => RADIUS * share / (1.0 - share),
            false => f64::INFINITY,
        },
        speed,
        mach: speed / LEAST_SOUND,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small energies on a flat Earth: a throw of `v²/g`, a glide of `L/D v²/2g`, a height of `v²/2g`.
    #[test]
    fn a_flat_earth_for_small_energies() {
        let speed: f64 = 100.0;
        let gravity = Earth::WGS84.gravitational_parameter / RADIUS / RADIUS;
        let most = energy_bound(0.5 * speed * speed);
        let flat = speed * speed / gravity;
        assert!((most.range / (1.2 * flat * (0.5 * LIFT_TO_DRAG)) - 1.0).abs() < 1e-3);
        assert!((most.height / (0.5 * flat) - 1.0).abs() < 1e-3);
        assert!((most.speed - speed).abs() < 1e-9);
    }

    /// Whoever can orbit can come down anywhere, half-way round the Earth at most.
    #[test]
    fn an_orbit_reaches_everything() {
        assert_eq!(energy_bound(0.5 * 7910.0 * 7910.0).range, PI * RADIUS);
        assert_eq!(
            energy_bound(0.5 * 11_300.0 * 11_300.0).height,
            f64::INFINITY
        );
    }
}
