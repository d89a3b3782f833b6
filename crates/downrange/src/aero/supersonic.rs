//! Supersonic flow that turns: expansion, pressure, second-order surface pressure.
//!
//! A calorically perfect gas with γ = 1.4. Isentropic pressure and the Prandtl–Meyer angle as in NACA Report 1135 (1953);
//! the pressure of a cone as R. L. McCoy fitted the tables (see [`super::nose_drag`]); second-order pressure of a surface
//! inclined by θ, `Cp = C₁ θ + C₂ θ²`, `C₁ = 2/β`, `C₂ = ((M² - 2)² + γ M⁴) / (2 β⁴)`, `β² = M² - 1` (A. Busemann 1935;
//! Liepmann & Roshko, *Elements of Gasdynamics*, 1957, ch. 4).

use std::f64::consts::PI;

/// Ratio of specific heats of air.
pub(super) const GAMMA: f64 = 1.4;

/// Least Mach number of a flow that is still treated as supersonic.
pub(super) const SLOWEST: f64 = 1.02;

/// Mach number from which flow past a fin of this thickness over its chord is transonic: `1 - M² = ((γ + 1) t/c)^⅔` (T. von Kármán, J. Math.
/// Phys. 26, 1947), 0.9 at the latest, where subsonic theory ends for any (Niskanen 2013, §3.2), and 0.5 at the earliest.
pub(super) fn transonic_from(thickness: f64) -> f64 {
    let scale = libm::cbrt((GAMMA + 1.0) * thickness);
    (1.0 - scale * scale).max(0.25).sqrt().min(0.9)
}

/// Static over stagnation pressure.
pub(super) fn pressure_ratio(mach: f64) -> f64 {
    libm::pow(1.0 + 0.2 * mach * mach, -3.5)
}

/// Mach number at which the static pressure is this share of the stagnation pressure.
pub(super) fn mach_of_pressure(ratio: f64) -> f64 {
    (5.0 * (libm::pow(ratio, -1.0 / 3.5) - 1.0)).max(0.0).sqrt()
}

/// Prandtl–Meyer angle, rad.
fn expansion_angle(mach: f64) -> f64 {
    let beta = (mach * mach - 1.0).max(0.0).sqrt();
    6.0_f64.sqrt() * libm::atan(beta / 6.0_f64.sqrt()) - libm::atan(beta)
}

/// Mach number behind an isentropic turn by an angle, rad (positive expands): not below [`SLOWEST`], where a compression would
/// end supersonic flow, nor above 50, near vacuum.
pub(super) fn turned(mach: f64, angle: f64) -> f64 {
    let target = expansion_angle(mach) + angle;
    let limit = (6.0_f64.sqrt() - 1.0) * 0.5 * PI;
    if target >= limit {
        return 50.0;
    }
    if target <= expansion_angle(SLOWEST) {
        return SLOWEST;
    }
    let mut at = mach.clamp(SLOWEST, 50.0);
    for _ in 0..30 {
        let beta = (at * at - 1.0).sqrt();
        let slope = beta / (at * (1.0 + 0.2 * at * at));
        let next = (at - (expansion_angle(at) - target) / slope)
            .clamp(0.5 * (at + SLOWEST), 2.0 * at)
            .clamp(SLOWEST, 50.0);
        if (next - at).abs() < 1e-10 {
            return next;
        }
        at = next;
    }
    at
}

/// Second-order pressure coefficient of a surface inclined by an angle, rad.
pub(super) fn wedge_pressure(mach: f64, angle: f64) -> f64 {
    2.0 / (mach * mach - 1.0).sqrt() * angle * (1.0 + 0.5 * second_order(mach) * angle)
}

/// Twice C₂ over C₁: how much the lift of a surface grows with its inclination, 1/rad.
pub(super) fn second_order(mach: f64) -> f64 {
    let squared = mach * mach;
    let beta_squared = squared - 1.0;
    ((squared - 2.0).powi(2) + GAMMA * squared * squared)
        / (2.0 * beta_squared * beta_squared.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_supersonic_flow() {
        // NACA Report 1135, table II: at Mach 2 p/p0 = 0.1278 and 26.380°, at Mach 3 49.757°.
        assert!((pressure_ratio(2.0) - 0.1278).abs() < 1e-4);
        assert!((mach_of_pressure(pressure_ratio(2.5)) - 2.5).abs() < 1e-12);
        assert!((expansion_angle(2.0).to_degrees() - 26.380).abs() < 1e-3);
        let three = turned(2.0, (49.757_f64 - 26.380).to_radians());
        assert!((three - 3.0).abs() < 1e-4);
        assert!((turned(3.0, (26.380_f64 - 49.757).to_radians()) - 2.0).abs() < 1e-4);
        assert!((turned(2.0, -1.0), turned(2.0, 3.0)) == (SLOWEST, 50.0));
    }

    #[test]
    fn second_order_pressure_is_busemanns() {
        // Mach 2: C₁ = 1.1547, C₂ = (4 + 22.4)/18 = 1.4667.
        assert!((second_order(2.0) - 2.0 * 1.466_667 / 1.154_701).abs() < 1e-5);
    }
}
