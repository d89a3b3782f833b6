//! Skin friction of body and fins.
//!
//! With Reynolds number R on a length l and roughness height k:
//!
//! | law | coefficient | source |
//! |---|---|---|
//! | laminar | `1.328 / sqrt(R)` | Blasius (Schlichting, *Boundary-Layer Theory*, 1979, ch. 7) |
//! | turbulent, smooth | `1 / (1.50 ln R - 5.6)²`, 0.0148 below R = 1e4 | Barrowman 1967, §4; Niskanen 2013, §3.4 |
//! | laminar run on a turbulent plate | minus `1700 / R` (transition at R = 5e5) | Prandtl (Schlichting 1979, ch. 21) |
//! | turbulent, rough | `0.032 (k/l)^0.2` where larger than smooth | Barrowman 1967; Hoerner 1965 |
//! | compressible, smooth | `C_f(R F_θ/F_c) / F_c`: `F_c = x / asin²(sqrt(x/(1 + x)))`, `x = 0.89 (γ-1)/2 M²`, `F_θ = (1 + x)^-0.76` | E. R. van Driest (II) 1956, as given by E. J. Hopkins and M. Inouye, AIAA J. 9, 1971 |
//! | compressible, rough | times `1 / (1 + 0.18 M²)` | Hoerner 1965, ch. 17; Barrowman 1967 |
//! | body | times `1 + 1/(2 f)`, f the fineness | Niskanen 2013, §3.4, after Hoerner |
//! | fins | times `1 + 2 t/c` | the same |
//!
//! Barrowman and Niskanen have `(1 + 0.15 M²)^-0.58` for smooth plates above Mach 1; van Driest's, which Hopkins and Inouye found
//! nearest to measurements on adiabatic plates, knows the Reynolds number and is 3 to 10 % above it at Mach 2 to 4 and
//! R = 1e6 to 1e7. For rough ones they give `1 - 0.1 M²` below Mach 1; the supersonic form is used throughout: it
//! differs by at most 6 %, at Mach 1, and leaves no step. The laminar run is
//! shortened in proportion as the Reynolds number nears that at which roughness takes over: our choice, to be
//! continuous between a polished model and a painted rocket. The wall is taken as adiabatic.

use super::Surroundings;

/// A surface that rubs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Surface {
    /// Wetted area times form factor over the reference area.
    pub area: f64,
    /// Length for the Reynolds number, m.
    pub length: f64,
    /// Roughness height, m.
    pub roughness: f64,
}

impl Surface {
    /// Drag coefficient on the reference area.
    pub fn drag(&self, air: Surroundings) -> f64 {
        self.area
            * plate(
                air.mach,
                air.reynolds_per_metre * self.length,
                self.roughness / self.length,
            )
    }
}

/// Friction coefficient of a plate with transition, at a relative roughness.
fn plate(mach: f64, reynolds: f64, roughness: f64) -> f64 {
    let squared = mach * mach;
    // A rocket on the pad moves no air: any finite value will do, as the dynamic pressure is zero.
    let reynolds = reynolds.max(1.0);
    let turbulent = incompressible(reynolds);
    let rough = 0.032 * libm::pow(roughness, 0.2);
    let laminar = 1.328 / reynolds.sqrt();
    let run = (1700.0 / reynolds).min(turbulent - laminar).max(0.0);
    let share = (1.0 - rough / turbulent).max(0.0);
    let smooth = (turbulent - run * share) * compressed(mach, reynolds) / turbulent;
    smooth.max(rough / (1.0 + 0.18 * squared))
}

/// Smooth and turbulent from the leading edge on, incompressible.
fn incompressible(reynolds: f64) -> f64 {
    if reynolds < 1e4 {
        0.0148
    } else {
        (1.5 * libm::log(reynolds) - 5.6).powi(-2)
    }
}

/// The same at speed, the wall adiabatic (van Driest II).
fn compressed(mach: f64, reynolds: f64) -> f64 {
    // Recovery factor 0.89 of a turbulent layer times (γ - 1)/2.
    let excess = 0.89 * 0.2 * mach * mach;
    if excess < 1e-6 {
        return incompressible(reynolds);
    }
    let angle = libm::asin((excess / (1.0 + excess)).sqrt());
    let stretch = excess / (angle * angle);
    let slowed = libm::pow(1.0 + excess, -0.76);
    incompressible(reynolds * slowed / stretch) / stretch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smooth_plate_of_the_textbooks() {
        // Prandtl–Schlichting 0.455/(log10 R)^2.58 - 1700/R gives 0.00283 at 1e7 and 0.00211 at 1e8: within 4 %,
        // the scatter between turbulent friction laws.
        for (reynolds, expected) in [(1e7, 0.00283), (1e8, 0.00211)] {
            let value = plate(0.0, reynolds, 0.0);
            assert!((value / expected - 1.0).abs() < 0.04, "{value}");
        }
        // All laminar at 1e5.
        assert!((plate(0.0, 1e5, 0.0) - 1.328 / 1e5_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn speed_thins_friction_as_van_driest_has_it() {
        // Worked by hand at R = 1e7: x = 0.712, 1.602, 2.848 at Mach 2, 3, 4.
        for (mach, expected) in [(2.0, 0.784), (3.0, 0.642), (4.0, 0.527)] {
            let share = compressed(mach, 1e7) / incompressible(1e7);
            assert!((share - expected).abs() < 0.01, "{share} at Mach {mach}");
        }
    }

    #[test]
    fn a_rough_plate_does_not_know_its_reynolds_number() {
        let rough = plate(0.0, 1e7, 1e-4);
        assert!((rough - 0.032 * 1e-4_f64.powf(0.2)).abs() < 1e-12);
        assert_eq!(rough, plate(0.0, 1e8, 1e-4));
    }

    #[test]
    fn no_step_in_reynolds_or_mach_number() {
        for roughness in [0.0, 1e-6, 5e-5, 1e-3] {
            for mach in [0.0, 0.9, 1.0, 3.0] {
                let mut last = plate(mach, 1e3, roughness);
                for i in 1..=6000 {
                    let reynolds = 1e3 * 10_f64.powf(f64::from(i) * 1e-3);
                    let next = plate(mach, reynolds, roughness);
                    assert!(
                        (next / last - 1.0).abs() < 0.02,
                        "{roughness} {mach} {reynolds}"
                    );
                    last = next;
                }
            }
        }
    }
}
