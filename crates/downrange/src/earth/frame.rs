//! The frame a flight lives in: east, north and up at the site, fixed to the turning Earth.
//!
//! Its origin is the site, its axes stay those of the site however far a flight goes: it is the Earth-centred
//! frame, shifted and turned, so nothing is flat and nothing is approximated. What it buys is that numbers are small
//! near the site, and that tolerances on a position mean metres.
//!
//! Height and local vertical follow in closed form from Bowring (1976), "Transformation from spatial to geographical
//! coordinates", Survey Review 23(181), with his starting value and one evaluation: square roots and divisions only.
//! Between −10 km and 1000 km the height is exact to 1e-8 m, its rounding, and the latitude to 1e-9 rad (6 mm), to
//! 2e-11 rad below 100 km (test `places_come_back`).

use super::Earth;
use crate::number::{Number, Vector};

/// The site's tangent frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SiteFrame {
    earth: Earth,
    latitude: f64,
    longitude: f64,
    /// From the Earth's centre to the site.
    origin: Vector<f64>,
    /// Unit vector along the polar axis, to the north.
    pole: Vector<f64>,
}

/// A point as seen from the ground below it; vectors stand in the site's tangent frame.
#[derive(Debug, Clone, Copy)]
pub struct LocalFrame<T> {
    /// From the Earth's centre, m.
    pub radius: Vector<T>,
    /// Height above the ellipsoid, m.
    pub height: T,
    /// Local east, north and up (normal to the ellipsoid), unit vectors.
    pub east: Vector<T>,
    /// See `east`.
    pub north: Vector<T>,
    /// See `east`.
    pub up: Vector<T>,
}

impl<T: Number> LocalFrame<T> {
    /// The vector with these components along the local east, north and up.
    #[inline(always)]
    pub fn along(&self, components: [T; 3]) -> Vector<T> {
        Vector::along(components, &[self.east, self.north, self.up])
    }
}

impl SiteFrame {
    /// The frame at a geodetic latitude and longitude, rad, and a height above the ellipsoid, m.
    pub fn new(earth: Earth, latitude: f64, longitude: f64, height: f64) -> Self {
        let (sine, cosine) = libm::sincos(latitude);
        let e2 = earth.eccentricity_squared;
        let normal = earth.equatorial_radius / (1.0 - e2 * sine * sine).sqrt();
        // The distances from the axis and from the equator, turned into north and up.
        let (across, along) = (
            (normal + height) * cosine,
            (normal * (1.0 - e2) + height) * sine,
        );
        Self {
            earth,
            latitude,
            longitude,
            origin: Vector([
                0.0,
                along * cosine - across * sine,
                across * cosine + along * sine,
            ]),
            pole: Vector([0.0, cosine, sine]),
        }
    }

    /// The planet.
    pub fn earth(&self) -> &Earth {
        &self.earth
    }

    /// Unit vector along the polar axis, to the north.
    pub fn pole(&self) -> Vector<f64> {
        self.pole
    }

    /// The Earth's rotation, rad/s.
    pub fn rotation(&self) -> Vector<f64> {
        self.pole.times(self.earth.rotation_rate)
    }

    /// Where a position in this frame is.
    #[inline(always)]
    pub fn local_frame<T: Number>(&self, position: Vector<T>) -> LocalFrame<T> {
        let e2 = self.earth.eccentricity_squared;
        let a = self.earth.equatorial_radius;
        let b = a * (1.0 - e2).sqrt();
        let second_e2_b = T::splat(e2 / (1.0 - e2) * b); // e'² b
        let splat = T::splat;

        let pole = Vector::splat(self.pole.0);
        let radius = position + Vector::splat(self.origin.0);
        let z = radius.dot(pole);
        let outward = radius.plus_times(-z, pole);
        // On the axis itself "outward" has no direction: a micrometre keeps the division defined.
        let p = outward.norm().max(splat(1e-6));

        // Bowring's starting value: the parametric latitude u of the point itself.
        let rise = splat(a) * z;
        let run = splat(b) * p;
        let u = splat(1.0) / rise.mul_add(rise, run * run).sqrt();
        let (sin_u, cos_u) = (rise * u, run * u);

        let rise = (second_e2_b * sin_u * sin_u).mul_add(sin_u, z);
        let run = p - splat(e2 * a) * cos_u * cos_u * cos_u;
        let scale = splat(1.0) / rise.mul_add(rise, run * run).sqrt();
        let (sine, cosine) = (rise * scale, run * scale);
        let height =
            p.mul_add(cosine, z * sine) - splat(a) * (splat(1.0) - splat(e2) * sine * sine).sqrt();

        let outward = outward.times(splat(1.0) / p);
        let up = outward.times(cosine).plus_times(sine, pole);
        let east = pole.cross(outward);
        LocalFrame {
            radius,
            height,
            east,
            north: up.cross(east),
            up,
        }
    }

    /// Geodetic latitude and longitude of a position in this frame, rad; longitude from −π to π.
    pub fn latitude_longitude(&self, position: Vector<f64>) -> (f64, f64) {
        let place = self.local_frame(position);
        let latitude = libm::atan2(place.up.dot(self.pole), place.north.dot(self.pole).max(0.0));
        // East at the site is x; outward at the site is up leaned away from the pole.
        let (sine, cosine) = libm::sincos(self.latitude);
        let outward = Vector([0.0, -sine, cosine]);
        let turn = libm::atan2(place.radius[0], place.radius.dot(outward));
        let longitude = self.longitude + turn;
        let whole = libm::round(longitude / std::f64::consts::TAU) * std::f64::consts::TAU;
        (latitude, longitude - whole)
    }

    /// The position in this frame of a radius vector from the Earth's centre, m, in this frame's axes.
    pub fn position_of(&self, radius: Vector<f64>) -> Vector<f64> {
        radius - self.origin
    }

    /// The position in this frame of a geodetic latitude and longitude, rad, and height, m.
    pub fn position(&self, latitude: f64, longitude: f64, height: f64) -> Vector<f64> {
        let there = Self::new(self.earth, latitude, longitude, height);
        let z = there.origin.dot(there.pole);
        let p = (there.origin - there.pole.times(z)).norm();
        let (sine, cosine) = libm::sincos(longitude - self.longitude);
        let (site_sine, site_cosine) = libm::sincos(self.latitude);
        let outward = Vector([0.0, -site_sine, site_cosine]).times(p * cosine);
        Vector([p * sine, 0.0, 0.0]) + outward + self.pole.times(z) - self.origin
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Latitude, longitude and height come back from a position in any site's frame, from below the sea to
        /// orbit and over half the planet: heights to 10 nm (a few roundings of 6.4e6 m).
        #[test]
        fn places_come_back(
            site in (-1.5..1.5f64, -3.1..3.1f64, -400.0..4000.0f64),
            target in (-1.57..1.57f64, -3.1..3.1f64, -10e3..1000e3f64),
        ) {
            let frame = SiteFrame::new(Earth::WGS84, site.0, site.1, site.2);
            let position = frame.position(target.0, target.1, target.2);
            let (latitude, longitude) = frame.latitude_longitude(position);
            let place = frame.local_frame(position);
            prop_assert!((place.height - target.2).abs() < 1e-8, "{}", place.height - target.2);
            let exact = if target.2 < 100e3 { 2e-11 } else { 1e-9 };
            prop_assert!((latitude - target.0).abs() < exact, "{}", latitude - target.0);
            let turn = (longitude - target.1).abs();
            prop_assert!(turn.min((turn - std::f64::consts::TAU).abs()) * target.0.cos() < 1e-12);
            // The three directions are orthonormal and right-handed.
            prop_assert!((place.east.cross(place.north) - place.up).norm() < 1e-12);
        }
    }

    /// NASA/TM-2015-218675 case 1: at 0°, 0° and 9144 m the distance from the centre is 6387281 m.
    #[test]
    fn stands_where_nasa_stands() {
        let frame = SiteFrame::new(Earth::WGS84, 0.0, 0.0, 9144.0);
        assert_eq!(
            frame.local_frame(Vector([0.0; 3])).radius.0,
            [0.0, 0.0, 6_387_281.0]
        );
    }
}
