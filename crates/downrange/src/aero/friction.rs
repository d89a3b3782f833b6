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
//! | compressible, smooth | `C_f(R F_θ/F_c) / F_c`: `F_c = x / (asin α + asin β)²`, `x = 0.89 (γ-1)/2 M²`, `F_θ = F^-0.76`, F the wall's temperature over the air's, `A² = x/F`, `B = (1 + x - F)/F`, `α = (2A² - B)/s`, `β = B/s`, `s² = 4A² + B²` | E. R. van Driest (II) 1956, as given by E. J. Hopkins and M. Inouye, AIAA J. 9, 1971 |
//! | compressible, rough | times `1 / (1 + 0.18 M²)` | Hoerner 1965, ch. 17; Barrowman 1967 |
//! | body | times `1 + 60/f³ + f/400`, f the fineness | USAF Stability and Control DATCOM, 1978, §4.2.3.1 |
//! | fins | times `1 + 2 t/c` | Niskanen 2013, §3.4, after Hoerner |
//!
//! On long bodies the layer, as thick as the body, rubs more than on a plate: that is DATCOM's f/400, taken instead of Niskanen's
//! `1 + 1/(2 f)` (after Hoerner), which has less on bodies longer than 13 calibres. Its 60/f³ is bounded at `f = 3`.
//!
//! **No laminar run** is counted behind a square leading edge of a fin, where the flow separates and comes back turbulent, nor behind a round one:
//! where a semicircular edge meets the flat the layer separates, laminar, in a short bubble and comes back turbulent, at a Reynolds number of the
//! thickness of 3450 already (Z. Yang and P. R. Voke, J. Fluid Mech. 439, 2001); those of flying fins are many times that. Nor on a body: to
//! R = 5e5 the run ends on the tip of the nose, some centimetres from a point that has next to no surface, while `1700/R` is a plate's, as wide
//! there as further back; and behind it a joint of 0.05 mm suffices to trip it (Niskanen 2013, §3.4; he and DATCOM, §4.2.3.1, have bodies
//! turbulent from the tip on). At model rockets' R = 1e6 to 2e6 that overrates the friction by some per cent. The run is left to fins with sharp
//! edges and to airfoils; and to bevelled fins whose edge has a small radius: behind it the bevel goes on widening, and the layer that comes along a swept
//! edge from the turbulent body dies out while `W (ν dU/ds)^-½`, W along the edge and dU/ds = 2 U/r across it, is below 245 (D. I. A. Poll, Aeronaut. Quart. 30,
//! 1979): 130 for 0.5 mm at 600 m/s and sea level, swept by 62°.
//!
//! Barrowman and Niskanen have `(1 + 0.15 M²)^-0.58` for smooth plates above Mach 1; van Driest's, which Hopkins and Inouye found
//! nearest to measurements on adiabatic plates, knows the Reynolds number and is 3 to 10 % above it at Mach 2 to 4 and
//! R = 1e6 to 1e7. For rough ones they give `1 - 0.1 M²` below Mach 1; the supersonic form is used throughout: it
//! differs by at most 6 %, at Mach 1, and leaves no step. The laminar run is
//! shortened in proportion as the Reynolds number nears that at which roughness takes over: our choice, to be
//! continuous between a polished model and a painted rocket.
//!
//! **The wall** is adiabatic, `F = 1 + x`, unless it is said to be colder: the surface of a poor conductor (composite, paper, paint) follows
//! the air's recovery temperature within seconds (half-infinite solid: heat transfer over the root of conductivity × heat
//! capacity × time), and a model in a tunnel has minutes. A metal model shot through a range stays at the air's temperature, `F = 1`, and has
//! more friction: a fifth at Mach 2.3, two fifths at Mach 4.4.

use super::surroundings::AirFlow;

/// Reynolds number per metre and Mach number at sea level (ISO 2533: 340.29 m/s, 1.4607e-5 m²/s).
pub(super) const SEA_LEVEL: f64 = 340.29 / 1.4607e-5;

/// A surface that rubs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Surface {
    /// Wetted area times form factor over the reference area.
    pub area: f64,
    /// Length for the Reynolds number, m.
    pub length: f64,
    /// Roughness height, m.
    pub roughness: f64,
    /// Whether the flow is turbulent from its leading edge on.
    pub tripped: bool,
}

/// What a body of this fineness has more friction than a plate.
pub(super) fn body_form(fineness: f64) -> f64 {
    1.0 + 60.0 / fineness.max(3.0).powi(3) + fineness / 400.0
}

impl Surface {
    /// Drag coefficient on the reference area.
    pub fn drag(&self, air: AirFlow) -> f64 {
        self.at(air.mach, air.wall).drag(air.reynolds_per_metre)
    }

    /// At a Mach number and the wall's temperature over the air's.
    pub fn at(&self, mach: f64, wall: Option<f64>) -> SurfaceAtMach {
        SurfaceAtMach {
            area: self.area,
            length: self.length,
            plate: Plate::new(mach, wall, self.roughness / self.length, self.tripped),
        }
    }
}

/// A surface at one Mach number, whatever the Reynolds number.
#[derive(Debug, Clone, Copy)]
pub(super) struct SurfaceAtMach {
    area: f64,
    length: f64,
    plate: Plate,
}

impl SurfaceAtMach {
    /// Drag coefficient on the reference area.
    pub fn drag(&self, reynolds_per_metre: f64) -> f64 {
        let reynolds = reynolds_per_metre * self.length;
        self.area * self.plate.friction(reynolds)
    }
}

/// A plate with transition, at a relative roughness and one Mach number.
#[derive(Debug, Clone, Copy)]
struct Plate {
    /// Of a rough one at rest, and at speed.
    rough: [f64; 2],
    tripped: bool,
    speed: Compression,
}

impl Plate {
    fn new(mach: f64, wall: Option<f64>, roughness: f64, tripped: bool) -> Self {
        let rough = 0.032 * libm::pow(roughness, 0.2);
        Self {
            rough: [rough, rough / (1.0 + 0.18 * (mach * mach))],
            tripped,
            speed: Compression::new(mach, wall),
        }
    }

    /// Its friction coefficient.
    fn friction(&self, reynolds: f64) -> f64 {
        // A rocket on the pad moves no air: any finite value will do, as the dynamic pressure is zero.
        let reynolds = reynolds.max(1.0);
        let turbulent = turbulent_plate(reynolds);
        let share = if self.tripped {
            0.0
        } else {
            (1.0 - self.rough[0] / turbulent).max(0.0)
        };
        let laminar = 1.328 / reynolds.sqrt();
        let run = (1700.0 / reynolds).min(turbulent - laminar).max(0.0);
        let smooth = (turbulent - run * share) * self.speed.friction(reynolds) / turbulent;
        smooth.max(self.rough[1])
    }
}

/// Smooth and turbulent from the leading edge on, incompressible.
pub(super) fn turbulent_plate(reynolds: f64) -> f64 {
    if reynolds < 1e4 {
        0.0148
    } else {
        (1.5 * libm::log(reynolds) - 5.6).powi(-2)
    }
}

/// What speed does to a smooth and turbulent plate (van Driest II): `F_θ` and `F_c`, of none at rest.
#[derive(Debug, Clone, Copy)]
struct Compression(Option<[f64; 2]>);

impl Compression {
    fn new(mach: f64, wall: Option<f64>) -> Self {
        // Recovery factor 0.89 of a turbulent layer times (γ - 1)/2.
        let excess = 0.89 * 0.2 * mach * mach;
        if excess < 1e-6 {
            return Self(None);
        }
        let wall = wall.unwrap_or(1.0 + excess);
        let (a_squared, b) = (excess / wall, (1.0 + excess - wall) / wall);
        let root = (4.0 * a_squared + b * b).sqrt();
        let angle = libm::asin((2.0 * a_squared - b) / root) + libm::asin(b / root);
        Self(Some([libm::pow(wall, -0.76), excess / (angle * angle)]))
    }

    /// Friction coefficient.
    fn friction(self, reynolds: f64) -> f64 {
        self.0.map_or_else(
            || turbulent_plate(reynolds),
            |[warm, stretch]| turbulent_plate(reynolds * warm / stretch) / stretch,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plate(mach: f64, reynolds: f64, roughness: f64, tripped: bool) -> f64 {
        Plate::new(mach, None, roughness, tripped).friction(reynolds)
    }

    fn compressed(mach: f64, wall: Option<f64>, reynolds: f64) -> f64 {
        Compression::new(mach, wall).friction(reynolds)
    }

    #[test]
    fn the_smooth_plate_of_the_textbooks() {
        // Prandtl–Schlichting 0.455/(log10 R)^2.58 - 1700/R gives 0.00283 at 1e7 and 0.00211 at 1e8: within 4 %,
        // the scatter between turbulent friction laws.
        for (reynolds, expected) in [(1e7, 0.00283), (1e8, 0.00211)] {
            let value = plate(0.0, reynolds, 0.0, false);
            assert!((value / expected - 1.0).abs() < 0.04, "{value}");
        }
        // Tripped, all of it.
        assert!(plate(0.0, 1e6, 0.0, true) > 1.3 * plate(0.0, 1e6, 0.0, false));
        // All laminar at 1e5.
        assert!((plate(0.0, 1e5, 0.0, false) - 1.328 / 1e5_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn speed_thins_friction_as_van_driest_has_it() {
        // Worked by hand at R = 1e7: x = 0.712, 1.602, 2.848 at Mach 2, 3, 4.
        for (mach, expected) in [(2.0, 0.784), (3.0, 0.642), (4.0, 0.527)] {
            let share = compressed(mach, None, 1e7) / turbulent_plate(1e7);
            assert!((share - expected).abs() < 0.01, "{share} at Mach {mach}");
        }
    }

    #[test]
    fn a_cold_wall_rubs_more() {
        // Worked by hand at R = 1e7 and Mach 2.348: x = 0.981, F_c 1.161 cold and 1.610 adiabatic.
        let share = compressed(2.348, Some(1.0), 1e7) / compressed(2.348, None, 1e7);
        assert!((share - 1.21).abs() < 0.02, "{share}");
        // At the recovery temperature both are one.
        let warm = compressed(2.0, Some(1.0 + 0.178 * 4.0), 1e7);
        assert!((warm / compressed(2.0, None, 1e7) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_rough_plate_does_not_know_its_reynolds_number() {
        let rough = plate(0.0, 1e7, 1e-4, false);
        assert!((rough - 0.032 * 1e-4_f64.powf(0.2)).abs() < 1e-12);
        assert_eq!(rough, plate(0.0, 1e8, 1e-4, false));
    }

    #[test]
    fn no_step_in_reynolds_or_mach_number() {
        for roughness in [0.0, 1e-6, 5e-5, 1e-3] {
            for mach in [0.0, 0.9, 1.0, 3.0] {
                let mut last = plate(mach, 1e3, roughness, false);
                for i in 1..=6000 {
                    let reynolds = 1e3 * 10_f64.powf(f64::from(i) * 1e-3);
                    let next = plate(mach, reynolds, roughness, false);
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
