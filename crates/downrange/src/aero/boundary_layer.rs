//! What the boundary layer takes from the drag of a body's low steps and shoulders.
//!
//! A step of height h that begins x behind the nose tip stands in a turbulent layer of thickness
//!
//! `δ = 0.37 x R^(-1/5)`, with the velocity `u/U = (y/δ)^(1/7)` at the height y
//!
//! (L. Prandtl; H. Schlichting, *Boundary-Layer Theory*, 1979, ch. 21) and, on a wall without heat transfer, the temperature
//! `T/T_e = 1 + 0.178 M² (1 - u²/U²)` (Crocco and Busemann with the recovery factor 0.89 of turbulent layers; Schlichting 1979, ch. 23).
//! The pressure is that outside. Each strip of the height has the drag that the free stream would give it at the strip's own Mach number and
//! dynamic pressure, `C(M u/U (T_e/T)^½) (u/U)² T_e/T`: the way in which S. F. Hoerner (*Fluid-Dynamic Drag*, 1965, ch. 5) takes things that stand in a
//! boundary layer. At low speed and within the layer the mean is `7/9 (h/δ)^(2/7)`; he has `0.75 (h/δ)^⅓`, a few per cent less (14 % at a tenth of
//! the layer).
//!
//! R is that of sea level, where the layer is thinnest: at a tenth of its density it is 1.6 times as thick, and the drag of a step within it up
//! to 13 % less.
//!
//! **A shoulder that is longer than the layer is thick** the layer follows: on such a length the pressure is the same across it, that of the flow outside
//! (L. Prandtl 1904; Schlichting 1979, ch. 7), and only in a region about as long as the layer is thick, where the wall turns, does that differ
//! (T. C. Adamson and A. F. Messiter, Ann. Rev. Fluid Mech. 12, 1980). So the share `δ/l` of a shoulder of length l is taken in strips, and the rest
//! in the free stream.
//!
//! A shoulder of half a centimetre on a rocket of four metres keeps half of its drag. Lugs and buttons are not sheltered: [`super::protuberance`] says why.

use super::friction::SEA_LEVEL;
use super::mach_curve::Smooth;

/// Below this Mach number the layer is taken as thick as there.
const SLOWEST: f64 = 0.1;
/// Strips of the height.
const STRIPS: u32 = 48;

/// The drag of a step or shoulder of this height and length, m, that begins `distance` m behind the nose tip, from that which it would have in the
/// free stream.
pub(super) fn sheltered(free: Smooth, height: f64, length: f64, distance: f64) -> Smooth {
    if height <= 0.0 || distance <= 0.0 {
        return free;
    }
    Smooth::sampled(move |mach| {
        let reynolds = SEA_LEVEL * mach.max(SLOWEST) * distance;
        let thickness = 0.37 * distance / libm::pow(reynolds, 0.2);
        let strip = |i: u32| {
            let y = height * (f64::from(i) + 0.5) / f64::from(STRIPS);
            let speed = libm::pow((y / thickness).min(1.0), 1.0 / 7.0);
            let warmth = 1.0 + 0.178 * mach * mach * (1.0 - speed * speed);
            free.at(mach * speed / warmth.sqrt()) * speed * speed / warmth
        };
        let within = (0..STRIPS).map(strip).sum::<f64>() / f64::from(STRIPS);
        let share = thickness / length.max(thickness);
        share * within + (1.0 - share) * free.at(mach)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_steps_feel_the_mean_dynamic_pressure() {
        // Closed form 7/9 (h/δ)^(2/7); the midpoint rule over 48 strips is 0.5 % off.
        let unit = Smooth::new([(0.0, 1.0), (10.0, 1.0)]);
        for (height, distance) in [(0.005, 4.0), (0.001, 1.0), (0.02, 2.0)] {
            let thickness = 0.37 * distance / libm::pow(SEA_LEVEL * 0.1 * distance, 0.2);
            let expected = 7.0 / 9.0 * libm::pow(height / thickness, 2.0 / 7.0);
            let share = sheltered(unit.clone(), height, 0.0, distance).at(0.1);
            assert!((share / expected - 1.0).abs() < 0.006, "{share} {expected}");
        }
    }

    #[test]
    fn high_steps_and_the_tip_are_in_the_free_stream() {
        let unit = Smooth::new([(0.0, 1.0), (10.0, 1.0)]);
        assert!(sheltered(unit.clone(), 10.0, 0.0, 1.0).at(0.5) > 0.99);
        assert_eq!(sheltered(unit.clone(), 0.01, 0.0, 0.0).at(0.5), 1.0);
    }

    #[test]
    fn the_layer_follows_long_shoulders() {
        let unit = Smooth::new([(0.0, 1.0), (10.0, 1.0)]);
        let of = |length: f64| sheltered(unit.clone(), 0.01, length, 2.0).at(2.0);
        let thickness = 0.37 * 2.0 / libm::pow(SEA_LEVEL * 2.0 * 2.0, 0.2);
        assert_eq!(of(thickness), of(0.0));
        let left = (1.0 - of(10.0 * thickness)) / (1.0 - of(0.0));
        assert!((left - 0.1).abs() < 1e-9, "{left}");
    }

    #[test]
    fn at_speed_the_layer_is_hot_and_thin() {
        // By hand at Mach 3, y/δ = 1/8: u/U = 0.743, T/T_e = 1.718, dynamic pressure 0.321 of the stream's; a thin sheet there.
        let unit = Smooth::new([(0.0, 1.0), (10.0, 1.0)]);
        let thickness = 0.37 * 4.0 / libm::pow(SEA_LEVEL * 3.0 * 4.0, 0.2);
        let [low, high] = [0.12, 0.13].map(|share| {
            let height = share * thickness;
            height * sheltered(unit.clone(), height, 0.0, 4.0).at(3.0)
        });
        let sheet = (high - low) / (0.01 * thickness);
        assert!((sheet / 0.321 - 1.0).abs() < 0.02, "{sheet}");
    }
}
