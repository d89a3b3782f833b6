//! Faces across the stream: stagnation pressure, blunt fronts and bases.
//!
//! **Stagnation pressure**: isentropic below Mach 1, Rayleigh's pitot formula above (NACA Report 1135, 1953,
//! equations 44 and 100); both and their slopes agree at Mach 1. **Blunt front**: 0.85 of the stagnation pressure
//! acts on a flat face (S. F. Hoerner, *Fluid-Dynamic Drag*, 1965, chapters 3 and 16, as used by S. Niskanen,
//! *OpenRocket Technical Documentation*, 2013, §3.4). **Base**: `0.12 + 0.13 M²` below Mach 1 and `0.25 / M` above
//! on the area of the base, motor not burning (E. L. Fleeman, *Tactical Missile Design*, 2001, §2, as used by
//! Niskanen 2013, §3.4); the two slopes that meet at Mach 1 are joined between 0.9 and 1.1.

use super::smooth::Smooth;

/// Share of the stagnation pressure on a flat front (Hoerner 1965).
const FLAT_FACE: f64 = 0.85;

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
    FLAT_FACE * stagnation(mach)
}

/// Drag of a base on its own area.
pub(super) fn base() -> Smooth {
    Smooth::joined(0.9, 1.1, |mach| {
        if mach < 1.0 {
            0.12 + 0.13 * mach * mach
        } else {
            0.25 / mach
        }
    })
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
        assert!((base.at(2.0) - 0.125).abs() < 1e-6);
        assert!(base.at(1.0) > 0.22 && base.at(1.0) < 0.25);
    }
}
