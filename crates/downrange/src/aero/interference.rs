//! Lift that fins gain from the body and give to it.
//!
//! W. C. Pitts, J. N. Nielsen and G. E. Kaattari, NACA Report 1307 (1957). With body radius r and t = r/(s + r):
//!
//! - **Body on fin**: the upwash raises the fins' lift to `K_W = 1 + t` (their slender-body factor to 3 %; J. S. Barrowman 1967);
//!   on a boat-tail the gain is less as the mean square of the radius under the root is, for upwash goes as `r²`.
//! - **Fin on body**: the fins' pressure spreads over the body behind the Mach lines from the root. They take the body
//!   for a plane as wide as itself and the root's pressure field for that of a half wing that ends there: at η from the
//!   root and ξ behind its forward end, with k the tangent of the leading edge's sweep and q = k/β,
//!   `Δp = 4 α/(β sqrt(1 - q²)) acos((q + βη/ξ)/(1 + q βη/ξ)) / π`, from the Mach line of the root's forward end to that of
//!   its aft end, or to the end of the body. The integral over the plane against the lift of the fin is K_B; it is not more than
//!   slender-body theory has, `(1 + t)² - K_W = t (1 + t)`, which stands where the leading edge is subsonic.
//!
//! **Below Mach 0.8 K_B is left out**, as by Barrowman's simplified method and RocketPy. Here two sources disagree: the report has it there
//! too, from slender wings with body behind them. It sets in where Niskanen's (2013, §3.4) transonic range begins, and is whole at
//! Mach 1, where slender-body theory is exact in linear theory.

use super::linear_wing::{Lifted, Trapezoid};

/// Points across the body and along it.
const POINTS: usize = 16;

/// Gain of the fins from the upwash of the body.
pub(super) fn on_fin(body_radius: f64, span: f64) -> f64 {
    1.0 + body_radius / (span + body_radius)
}

/// Most of the fins' lift that appears on the body.
pub(super) fn slender_on_body(body_radius: f64, span: f64) -> f64 {
    let share = body_radius / (span + body_radius);
    share * (1.0 + share)
}

/// What one fin lifts of the body per rad, without thickness; `afterbody` is the length of body behind the root.
pub(super) fn on_body(fin: &Trapezoid, body_radius: f64, afterbody: f64, beta: f64) -> Lifted {
    let root = fin.root();
    let lean = (fin.leading_sweep() / beta).clamp(-0.999, 0.999);
    let pressure = |steep: f64| {
        let cosine = ((lean + steep) / (1.0 + lean * steep)).min(1.0);
        libm::acos(cosine) / (std::f64::consts::PI * (1.0 - lean * lean).sqrt())
    };
    let width = (2.0 * body_radius).min((root + afterbody) / beta);
    let mut lifted = Lifted::default();
    for i in 0..POINTS {
        let across = width * (i as f64 + 0.5) / POINTS as f64;
        let begin = beta * across;
        let end = (root + begin).min(root + afterbody);
        let (mut force, mut moment) = (0.0, 0.0);
        for j in 0..POINTS {
            let x = begin + (end - begin) * (j as f64 + 0.5) / POINTS as f64;
            let here = pressure(begin / x);
            force += here;
            moment += here * x;
        }
        let cell = 4.0 / beta * width * (end - begin) / (POINTS * POINTS) as f64;
        lifted.force += cell * force;
        lifted.moment += cell * moment;
    }
    lifted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::FinOutline;

    #[test]
    fn the_body_beside_a_rectangle() {
        // Unswept: the whole Mach triangle of the root lies on a wide body, 4/beta * c²/(2 pi beta) per rad, at 2/3 c.
        let outline = FinOutline::Trapezoidal {
            root_chord: 1.0,
            tip_chord: 1.0,
            span: 1.0,
            sweep_length: 0.0,
        };
        let fin = Trapezoid::new(&outline.planform());
        let lifted = on_body(&fin, 5.0, 0.0, 2.0);
        let expected = 4.0 / (2.0 * std::f64::consts::PI * 4.0);
        assert!((lifted.force / expected - 1.0).abs() < 0.01, "{lifted:?}");
        assert!((lifted.moment / lifted.force - 2.0 / 3.0).abs() < 0.01);
        // A body behind the fin carries more, further aft.
        let longer = on_body(&fin, 5.0, 3.0, 2.0);
        assert!(longer.force > 2.0 * lifted.force);
        assert!(longer.moment / longer.force > 1.0);
    }

    #[test]
    fn slender_factors_make_up_a_square() {
        let (on, body) = (on_fin(0.5, 1.0), slender_on_body(0.5, 1.0));
        assert!((on + body - (4.0_f64 / 3.0).powi(2)).abs() < 1e-12);
    }
}
