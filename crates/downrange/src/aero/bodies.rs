//! Lift of the body: slender-body theory along the axis, cross-flow across it.
//!
//! **Potential** (M. M. Munk 1924; J. S. Barrowman 1967, §3): a section where the area changes by dA carries
//! `2 dA / A_ref` per radian, so a nose 2 on its base whatever its shape, a tube nothing, a boat-tail less than
//! nothing; its centre follows from the volume. The theory does not know the Mach number; from
//! Mach 1.5 on [`super::shock_expansion`] takes its place.
//!
//! **Cross-flow** (H. J. Allen and E. W. Perkins, NACA Report 1048, 1951; L. H. Jorgensen, NASA TR R-474, 1977):
//! `η C_dc A_planform / A_ref` per sin² of the angle of attack, at the planform's centre. `C_dc` = 1.2 is a circular
//! cylinder's below its critical Reynolds number and a cross-flow Mach number of 0.4, where a stable rocket's
//! cross-flow lies; η, the finite length's share, is read from Jorgensen's figure against fineness.

use super::Load;
use crate::rocket::{Body, BodySection};

/// Drag of a circular cylinder across the stream (Jorgensen 1977; Hoerner 1965, ch. 3).
const CROSS_FLOW_DRAG: f64 = 1.2;
/// Jorgensen 1977: η against fineness.
const FINITE_LENGTH: [(f64, f64); 6] = [
    (2.0, 0.57),
    (5.0, 0.62),
    (10.0, 0.68),
    (20.0, 0.75),
    (30.0, 0.79),
    (40.0, 0.82),
];

/// Lift of one section, and the second moment of its slope.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct SectionLift {
    /// Slope, 1/rad on the reference area.
    pub force: f64,
    /// Slope times distance from the nose tip, m/rad.
    pub moment: f64,
    /// Slope times distance squared, m²/rad.
    pub second: f64,
}

/// Potential lift of a section that follows one of another radius (a step between them counts with it).
pub(super) fn potential(
    section: &BodySection,
    radius_before: f64,
    reference_area: f64,
) -> SectionLift {
    let mut lift = SectionLift::default();
    let mut add = |x0: f64, r0: f64, x1: f64, r1: f64| {
        // dA = 2 pi r dr, r linear in x between corners.
        let scale = 2.0 * std::f64::consts::PI / reference_area;
        let (mean, half) = (0.5 * (x0 + x1), 0.5 * (x1 - x0));
        let area = r1 * r1 - r0 * r0;
        let lean = (r1 - r0).powi(2) * half / 3.0;
        lift.force += scale * area;
        lift.moment += scale * (area * mean + lean);
        lift.second += scale * (area * (mean * mean + half * half / 3.0) + 2.0 * mean * lean);
    };
    add(
        section.fore(),
        radius_before,
        section.fore(),
        section.fore_radius(),
    );
    for pair in section.contour.windows(2) {
        add(pair[0].0, pair[0].1, pair[1].0, pair[1].1);
    }
    lift
}

/// Cross-flow on the whole body per sin² of the angle of attack.
pub(super) fn crossflow(body: &Body, length: f64, reference_area: f64) -> Load {
    let fineness = body.diameter().map_or(0.0, |wide| length / wide);
    let share = CROSS_FLOW_DRAG * finite_length(fineness) / reference_area;
    let sum = |value: &dyn Fn(&BodySection) -> f64| body.sections.iter().map(value).sum::<f64>();
    Load {
        force: share * sum(&BodySection::planform_area),
        moment: share * sum(&|section| section.integral(|x, r| 2.0 * r * x)),
    }
}

fn finite_length(fineness: f64) -> f64 {
    let after = FINITE_LENGTH.partition_point(|p| p.0 <= fineness);
    if after == 0 {
        return FINITE_LENGTH[0].1;
    }
    if after == FINITE_LENGTH.len() {
        return FINITE_LENGTH[after - 1].1;
    }
    let ((x0, y0), (x1, y1)) = (FINITE_LENGTH[after - 1], FINITE_LENGTH[after]);
    y0 + (y1 - y0) * (fineness - x0) / (x1 - x0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rocket::shape::{Nose, Profile};

    fn section(profile: Profile, length: f64) -> BodySection {
        let nose = Nose {
            profile,
            length,
            base_diameter: 0.1,
            tip_radius: 0.0,
            wall: None,
        };
        BodySection {
            part: 0,
            contour: nose.contour(),
        }
    }

    #[test]
    fn noses_lift_two_at_barrowmans_centres() {
        // Barrowman 1967: cone 2/3 of the length, tangent ogive 0.466 (fineness 5: 0.4652), ellipsoid 1/3;
        // von Kármán 1/2 (RocketPy's k = 0.5).
        for (profile, length, center, margin) in [
            (Profile::Conical, 0.5, 2.0 / 3.0, 1e-12),
            (Profile::TangentOgive, 0.5, 0.466, 2e-3),
            (Profile::Elliptical, 0.5, 1.0 / 3.0, 1e-4),
            (Profile::Haack(0.0), 0.5, 0.5, 1e-4),
        ] {
            let lift = potential(
                &section(profile, length),
                0.0,
                0.0025 * std::f64::consts::PI,
            );
            assert!((lift.force - 2.0).abs() < 1e-9);
            let at = lift.moment / lift.force / length;
            assert!((at - center).abs() < margin, "{profile:?}: {at}");
        }
    }

    #[test]
    fn the_ogive_agrees_with_rocketpy() {
        // RocketPy 1.12.1, Bella Lui: tangent ogive 0.242 m on r = 0.078 m, centre 0.109166343 m; Valetudo 0.274 m
        // on r = 0.04045 m, 0.126959997 m.
        for (length, radius, center) in [
            (0.242, 0.078, 0.109_166_343),
            (0.274, 0.040_45, 0.126_959_997),
        ] {
            let nose = Nose {
                profile: Profile::TangentOgive,
                length,
                base_diameter: 2.0 * radius,
                tip_radius: 0.0,
                wall: None,
            };
            let section = BodySection {
                part: 0,
                contour: nose.contour(),
            };
            let lift = potential(&section, 0.0, 1.0);
            assert!((lift.moment / lift.force / center - 1.0).abs() < 1e-3);
        }
    }

    #[test]
    fn the_second_moment_of_a_cone() {
        // Slope density 4 x/L² on 2: mean square distance L²/2.
        let lift = potential(
            &section(Profile::Conical, 0.6),
            0.0,
            0.0025 * std::f64::consts::PI,
        );
        assert!((lift.second - 0.36).abs() < 1e-12);
    }
}
