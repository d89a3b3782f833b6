//! Gravitation of an oblate Earth: the point mass and J2.
//!
//! `g = −GM/r³ { r [1 + 3/2 J2 (a/r)² (1 − 5 s²)] + 3 J2 (a/r)² z k }` with k the polar axis, z = r·k, s = z/r: the
//! gradient of the potential `GM/r [1 − J2 (a/r)² (3 s² − 1)/2]` (Vallado 2013, *Fundamentals of Astrodynamics*, §8.6). The
//! centrifugal acceleration is not in it: it belongs to the turning frame. Agrees with the tools of
//! NASA/TM-2015-218675 to their printed digits (test below).

use super::SiteFrame;
use crate::number::{Number, Vector};

/// The gradient of gravitation and of the centrifugal acceleration: with a and b the components of a way d along the outward
/// direction o and the axis k, `level d + o (radial a + mixed b) + k (mixed a + polar b)`, 1/s².
///
/// It is the derivative of the form above: with `c = GM/r³`, `q = 3/2 J2 (a/r)²` and `s = z/r`, level `c (q (5 s² − 1) − 1) + Ω²`,
/// radial `c (3 + q (5 − 35 s²))`, mixed `10 c q s`, polar `−2 c q − Ω²`.
#[derive(Debug, Clone, Copy)]
pub(super) struct GravityGradient<T> {
    outward: Vector<T>,
    pole: Vector<T>,
    level: T,
    radial: T,
    mixed: T,
    polar: T,
}

impl<T: Number> GravityGradient<T> {
    /// What a way, m, adds to a gravity, m/s².
    #[inline(always)]
    pub(super) fn add(&self, gravity: Vector<T>, way: Vector<T>) -> Vector<T> {
        let (a, b) = (way.dot(self.outward), way.dot(self.pole));
        gravity
            .plus_times(self.level, way)
            .plus_times(self.radial.mul_add(a, self.mixed * b), self.outward)
            .plus_times(self.mixed.mul_add(a, self.polar * b), self.pole)
    }
}

impl SiteFrame {
    /// Gravitation at a radius vector from the Earth's centre (in this frame's axes), m/s².
    #[inline(always)]
    pub fn gravitation<T: Number>(&self, radius: Vector<T>) -> Vector<T> {
        let earth = self.earth();
        let splat = T::splat;
        let pole = Vector::splat(self.pole().0);
        let inverse_square = splat(1.0) / radius.dot(radius);
        let z = radius.dot(pole);
        let oblate =
            splat(earth.j2 * earth.equatorial_radius * earth.equatorial_radius) * inverse_square;
        let sine_square = z * z * inverse_square;
        let radial =
            (splat(1.5) * oblate).mul_add(splat(1.0) - splat(5.0) * sine_square, splat(1.0));
        let pull = splat(-earth.gravitational_parameter) * inverse_square * inverse_square.sqrt();
        radius
            .times(radial)
            .plus_times(splat(3.0) * oblate * z, pole)
            .times(pull)
    }

    /// How what falls freely is accelerated around a radius vector from the Earth's centre, to the first order of the distance.
    #[inline(always)]
    pub(super) fn gradient<T: Number>(&self, radius: Vector<T>) -> GravityGradient<T> {
        let earth = self.earth();
        let splat = T::splat;
        let pole = Vector::splat(self.pole().0);
        let inverse_square = splat(1.0) / radius.dot(radius);
        let inverse = inverse_square.sqrt();
        let (outward, sine) = (radius.times(inverse), radius.dot(pole) * inverse);
        let pull = splat(earth.gravitational_parameter) * inverse_square * inverse;
        let oblate = splat(1.5 * earth.j2 * earth.equatorial_radius * earth.equatorial_radius)
            * inverse_square;
        let square = sine * sine;
        let spin = splat(earth.rotation_rate * earth.rotation_rate);
        let level = (oblate * (splat(5.0) * square - T::one()) - T::one()) * pull;
        let radial = (oblate * (splat(5.0) - splat(35.0) * square) + splat(3.0)) * pull;
        let mixed = splat(10.0) * oblate * sine * pull;
        let polar = splat(-2.0) * oblate * pull;
        GravityGradient {
            outward,
            pole,
            level: level + spin,
            radial,
            mixed,
            polar: polar - spin,
        }
    }

    /// Acceleration relative to the turning ground of a mass, kg, under a force, N, at a radius vector from the Earth's
    /// centre: `F/m + g − Ω × (2 v + Ω × r)`, all in this frame's axes, m/s².
    #[inline(always)]
    pub fn acceleration<T: Number>(
        &self,
        radius: Vector<T>,
        velocity: Vector<T>,
        mass: T,
        force: Vector<T>,
    ) -> Vector<T> {
        let rotation = Vector::splat(self.rotation().0);
        let turned = velocity.times(T::splat(2.0)) + rotation.cross(radius);
        self.gravitation(radius).plus_times(T::one() / mass, force) - rotation.cross(turned)
    }

    /// Gravity felt at rest at the site: gravitation less the centrifugal acceleration, m/s².
    pub fn gravity_at_site(&self) -> f64 {
        let radius = self.local_frame(Vector([0.0; 3])).radius;
        let spin = self.rotation();
        (self.gravitation(radius) - spin.cross(spin.cross(radius))).norm()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::Earth;

    /// NASA/TM-2015-218675 case 1, first line of its tables: |gravitation| at 0°, 0°, 9144 m is 9.786072158 m/s²
    /// (median of its tools; they differ from the ninth digit on).
    #[test]
    fn pulls_as_at_nasa() {
        let frame = SiteFrame::new(Earth::WGS84, 0.0, 0.0, 9144.0);
        let pull = frame.gravitation(frame.local_frame(Vector([0.0; 3])).radius);
        assert!(
            (pull.norm() - 9.786_072_158).abs() < 1e-8,
            "{}",
            pull.norm()
        );
    }

    /// Gravitation less the centrifugal acceleration is WGS-84 normal gravity at the pole and the equator
    /// (9.8321849378 and 9.7803253359 m/s², NIMA TR8350.2 table 3.4) but for the ellipsoid's J4 = −2.37e-6, which
    /// adds `5 J4 P4 g`: 1.2e-4 m/s² at the pole, 0.4e-4 at the equator.
    #[test]
    fn weighs_as_wgs84() {
        for (latitude, normal) in [
            (0.0, 9.780_325_335_9),
            (std::f64::consts::FRAC_PI_2, 9.832_184_937_8),
        ] {
            let frame = SiteFrame::new(Earth::WGS84, latitude, 0.0, 0.0);
            let gravity = frame.gravity_at_site();
            assert!((gravity - normal).abs() < 1.3e-4, "{}", gravity - normal);
        }
    }
}
