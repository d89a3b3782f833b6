//! Faces across the stream: stagnation pressure, blunt fronts and bases.
//!
//! **Stagnation pressure**: isentropic below Mach 1, Rayleigh's pitot formula above (NACA Report 1135, 1953,
//! equations 44 and 100); both and their slopes agree at Mach 1. **Blunt front**: of the stagnation pressure 0.75 acts on a flat face to
//! Mach 0.8 (S. F. Hoerner, *Fluid-Dynamic Drag*, 1965, chapter 3, second-hand) and 0.85 from Mach 1.2 (chapters 15 and 16, as used by S. Niskanen,
//! *OpenRocket Technical Documentation*, 2013, §3.4, at all speeds). Of cylinders along the stream, four and seven diameters long, the drag is 0.87 and
//! 0.99 at low speed (C. Matthews, *Aeronautical Engineer's Data Book*, 2002, §5), ours 0.96 both; with 0.85 it was 1.06. **Base** of a body, motor
//! not burning: R. L. McCoy (*MC DRAG*, BRL ARBRL-TR-02293, 1981) fits the base pressure of projectiles with turbulent boundary
//! layers from Mach 0.5 to 5,
//!
//! `p_b/p = (1 + 0.09 M²) (1 + 0.25 M² (1 - d_b/d)) / (1 + a M² + b M⁴)`,
//!
//! a = 0.1875, b = 0.0531 below Mach 1, 0.2477 and 0.0345 above, for a body some calibres longer than its nose; behind a
//! boat-tail to the diameter d_b as far as the flow follows it. Below Mach 0.5 it is `0.12 + 0.13 M²` (E. L. Fleeman,
//! *Tactical Missile Design*, 2001, §2, as used by Niskanen 2013, §3.4), which meets McCoy's there within 2 %. The common
//! `0.25/M` above Mach 1 is a quarter less than McCoy's at Mach 2 and 3: McCoy's stands on measured pressures. So does E. S. Love's compilation (NACA
//! TN 3819, 1957, as read second-hand from figure 8 of L. H. Jorgensen, NASA TN D-6996, 1973): 0.145 at Mach 2 and 0.093 at 3, where McCoy has 0.166 and
//! 0.111, and DATCOM's curve is within 5 % of Love's. Fins at the base raise its drag (Love), of which neither tells. The evidence is
//! contradictory: McCoy's is kept, and its uncertainty holds both.
//!
//! **Trailing edge**, two-dimensional, of thickness h behind a chord c: below Mach 0.9 `0.135 / (C_f 2c/h)^⅓`, less the thicker the
//! boundary layer that fills it (S. F. Hoerner, J. Aeronaut. Sci. 17, 1950; 1965, ch. 3), with the friction C_f of a turbulent plate as long as the
//! chord at Mach 0.5 and sea level ([`super::friction`]; from Mach 0.2 to 0.9 and to a third of the density it would be within 10 %). A plate with square
//! edges, six thicknesses long, has 0.90 by measurement (Hoerner 1965, ch. 3, second-hand), ours 1.2; 1.0 if what the separated flow of its front
//! loses were counted as friction is, which no source does. Above Mach 1 the turbulent base flow of H. H. Korst (J. Appl. Mech. 23, 1956) without boundary layer: the base
//! pressure at which the dividing streamline of the mixing layer just overcomes the pressure behind the shock that straightens
//! the flow. Mach 2: 0.347 of the stream's.

use super::friction::{SEA_LEVEL, turbulent_plate};
use super::mach_curve::{Smooth, grid};
use super::supersonic::GAMMA;

/// Mach numbers to which and from which a share of the stagnation pressure acts on a flat front (Hoerner 1965).
const FLAT_FACE: [(f64, f64); 2] = [(0.8, 0.75), (1.2, 0.85)];
/// Least Mach number of McCoy's base pressure.
const SLOW: f64 = 0.5;
/// Base over free-stream pressure behind a two-dimensional step by Korst's theory (error-function profile).
const KORST: [(f64, f64); 15] = [
    (1.02, 0.6744),
    (1.05, 0.6682),
    (1.1, 0.6504),
    (1.15, 0.6304),
    (1.2, 0.6099),
    (1.3, 0.5700),
    (1.4, 0.5316),
    (1.5, 0.4954),
    (1.75, 0.4143),
    (2.0, 0.3467),
    (2.5, 0.2462),
    (3.0, 0.1796),
    (3.5, 0.1351),
    (4.0, 0.1048),
    (5.0, 0.0682),
];

/// Coefficient of stagnation pressure.
pub(super) fn stagnation(mach: f64) -> f64 {
    let squared = mach * mach;
    if mach < 0.05 {
        // Series: the closed form loses its digits.
        return 1.0 + 0.25 * squared;
    }
    let ratio = if mach <= 1.0 {
        libm::pow(1.0 + 0.2 * squared, 3.5)
    } else {
        libm::pow(1.2 * squared, 3.5) * libm::pow(6.0 / (7.0 * squared - 1.0), 2.5)
    };
    (ratio - 1.0) / (0.7 * squared)
}

/// Drag of a flat front on its own area.
pub(super) fn blunt_front(mach: f64) -> f64 {
    let [(slow, least), (fast, most)] = FLAT_FACE;
    let share = ((mach - slow) / (fast - slow)).clamp(0.0, 1.0);
    // Smooth at both ends.
    let share = least + (most - least) * share * share * (3.0 - 2.0 * share);
    share * stagnation(mach)
}

/// Drag of the base of a long cylinder on its own area.
pub(super) fn base() -> Smooth {
    base_behind(1.0)
}

/// Drag of a base on its own area, behind a boat-tail that narrows the body to this share of its diameter.
pub(super) fn base_behind(narrowing: f64) -> Smooth {
    // Fleeman's value knows no boat-tail: it takes McCoy's relief at the join.
    let relief = mccoy_base(SLOW, narrowing) / mccoy_base(SLOW, 1.0);
    let machs = grid().filter(|m| !(0.4 < *m && *m < 0.6 || 0.95 < *m && *m < 1.05));
    Smooth::over(machs, move |mach| {
        if mach < SLOW {
            relief * (0.12 + 0.13 * mach * mach)
        } else {
            mccoy_base(mach, narrowing)
        }
    })
}

fn mccoy_base(mach: f64, narrowing: f64) -> f64 {
    let squared = mach * mach;
    let (a, b) = if mach < 1.0 {
        (0.1875, 0.0531)
    } else {
        (0.2477, 0.0345)
    };
    let pressure = (1.0 + 0.09 * squared) * (1.0 + 0.25 * squared * (1.0 - narrowing))
        / (1.0 + a * squared + b * squared * squared);
    ((1.0 - pressure) / (0.5 * GAMMA * squared)).max(0.0)
}

/// Drag of a blunt trailing edge of this thickness behind this chord, m, on its own area.
pub(super) fn trailing_edge(thickness: f64, chord: f64) -> Smooth {
    let friction = turbulent_plate(0.5 * SEA_LEVEL * chord);
    let slow = 0.135 / libm::cbrt(2.0 * friction * chord / thickness);
    Smooth::new(
        [(0.0, slow), (0.9, slow)].into_iter().chain(
            KORST
                .iter()
                .map(|(m, ratio)| (*m, (1.0 - ratio) / (0.5 * GAMMA * m * m))),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stagnation_pressure_as_tabulated() {
        // NACA Report 1135, tables I and II: p0/p = 1.89293 at Mach 1, 5.6404 behind a shock at Mach 2.
        assert!((stagnation(1.0) - 0.892_93 / 0.7).abs() < 1e-5);
        assert!((stagnation(2.0) - 4.6404 / 2.8).abs() < 1e-4);
        assert!((stagnation(0.05) - (1.0 + 0.25 * 0.0025)).abs() < 1e-6);
    }

    #[test]
    fn the_base_is_worst_near_mach_one() {
        let base = base();
        assert!((base.at(0.0) - 0.12).abs() < 1e-12);
        // McCoy's formula by hand at Mach 2: 1.36/2.5428 of the stream's pressure.
        assert!((base.at(2.0) - (1.0 - 1.36 / 2.5428) / 2.8).abs() < 1e-4);
        assert!(base.at(1.1) > base.at(0.9) && base.at(1.1) > base.at(1.5));
        assert!(base_behind(0.8).at(2.0) < base.at(2.0));
    }
}
