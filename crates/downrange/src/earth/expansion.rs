//! The Earth around a point: height and gravity to the second order of the distance.
//!
//! With d the way from the point, e, n, u its local east, north and up, h the height there, and N and M the ellipsoid's radii of
//! curvature across and along the meridian (Torge and Müller 2012, *Geodesy*, 4th ed., eqs. 4.13, 4.17):
//!
//! `height = h + d·u + ½ [(d·e)²/(N + h) + (d·n)²/(M + h)]`,
//!
//! good to the third order, `d³/(2 R²)`: 2 µm at 500 m. East, north and up turn with the way, by `(d·e)/(N + h)` to the east and
//! `(d·n)/(M + h)` to the north, to the first order. Gravity, oblateness and the centrifugal acceleration with it, is linear: good
//! to the second order, `6 g (d/R)²`, 4e-7 m/s² at 500 m (test `heights_and_gravity_nearby_are_the_exact_ones`).

use super::SiteFrame;
use super::gravity::GravityGradient;
use crate::number::{Number, Vector};

/// What is known of the Earth around a point, in the site's frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LocalExpansion<T> {
    /// Local east, north and up there, unit vectors.
    pub axes: [Vector<T>; 3],
    /// Height above the ellipsoid there, m.
    pub height: T,
    /// Half the curvature of the ground's parallel at that height to the east and to the north, 1/m.
    half_curvature: [T; 2],
    /// Tangent of the latitude, held at ±100: how meridians converge.
    tangent: T,
    /// Acceleration of what rests there, m/s².
    gravity: Vector<T>,
    gradient: GravityGradient<T>,
    /// Twice the Earth's rotation, rad/s.
    twice_rotation: Vector<T>,
}

impl<T: Number> LocalExpansion<T> {
    /// Around a position in the site's frame, m.
    #[inline(always)]
    pub fn new(frame: &SiteFrame, position: Vector<T>) -> Self {
        let place = frame.local_frame(position);
        let earth = frame.earth();
        let rotation = Vector::splat(frame.rotation().0);
        let centrifugal = rotation.cross(rotation.cross(place.radius));
        let gravity = frame.gravitation(place.radius) - centrifugal;
        let pole = Vector::splat(frame.pole().0);
        let sine = place.up.dot(pole);
        let shape = (T::splat(-earth.eccentricity_squared) * sine).mul_add(sine, T::one());
        let across = T::splat(earth.equatorial_radius) / shape.sqrt();
        let along = across * T::splat(1.0 - earth.eccentricity_squared) / shape;
        let half = T::splat(0.5);
        Self {
            axes: [place.east, place.north, place.up],
            height: place.height,
            tangent: (sine / place.north.dot(pole).max(T::splat(1e-9)))
                .min(T::splat(100.0))
                .max(T::splat(-100.0)),
            half_curvature: [across, along].map(|radius| half / (radius + place.height)),
            gravity,
            gradient: frame.gradient(place.radius),
            twice_rotation: rotation.times(T::splat(2.0)),
        }
    }

    /// Height above the ellipsoid, m, this way from the point, m.
    #[inline(always)]
    pub fn height(&self, way: Vector<T>) -> T {
        let [east, north, up] = self.axes.map(|axis| way.dot(axis));
        let [across, along] = self.half_curvature;
        let rise = up + self.height;
        (east * across).mul_add(east, (north * along).mul_add(north, rise))
    }

    /// Acceleration, m/s², of what falls freely this way from the point at a velocity, m/s.
    #[inline(always)]
    pub fn free_fall(&self, way: Vector<T>, velocity: Vector<T>) -> Vector<T> {
        let gravity = self.gradient.add(self.gravity, way);
        gravity - self.twice_rotation.cross(velocity)
    }

    /// Local east, north and up this way from the point, to the first order of the distance; short of the poles.
    #[inline(always)]
    pub fn turned_axes(&self, way: Vector<T>) -> [Vector<T>; 3] {
        let [across, along] = self.half_curvature.map(|half| half + half);
        let [east, north, up] = self.axes;
        let (turn, tip) = (across * way.dot(east), along * way.dot(north));
        let converge = turn * self.tangent;
        [
            east.plus_times(converge, north).plus_times(-turn, up),
            north.plus_times(-converge, east).plus_times(-tip, up),
            up.plus_times(turn, east).plus_times(tip, north),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::earth::Earth;

    /// Heights and accelerations 500 m away, in all directions, at three latitudes: those of the exact forms, within the
    /// orders that are left out.
    #[test]
    fn heights_and_gravity_nearby_are_the_exact_ones() {
        for latitude in [0.0, 0.7, 1.5] {
            let frame = SiteFrame::new(Earth::WGS84, latitude, 0.3, 1200.0);
            for from in [Vector([0.0; 3]), Vector([20e3, -30e3, 25e3])] {
                let near = LocalExpansion::new(&frame, from);
                for turn in 0..12 {
                    let (sine, cosine) = libm::sincos(f64::from(turn) * 0.55);
                    let way = Vector([300.0 * cosine, 300.0 * sine, 400.0 * cosine * sine]);
                    let there = frame.local_frame(from + way);
                    let error = near.height(way) - there.height;
                    assert!(error.abs() < 5e-6, "{error}");
                    for (axis, exact) in
                        near.turned_axes(way)
                            .iter()
                            .zip([there.east, there.north, there.up])
                    {
                        // (d/R)², and at 86° north with the square of the latitude's tangent.
                        let off = (*axis - exact).norm();
                        assert!(off < if latitude > 1.0 { 4e-6 } else { 2e-8 }, "{off}");
                    }
                    let velocity = Vector([10.0, -200.0, 300.0]);
                    let exact = frame.acceleration(there.radius, velocity, 1.0, Vector::zero());
                    let off = (near.free_fall(way, velocity) - exact).norm();
                    assert!(off < 4e-7, "{off}");
                }
            }
        }
    }
}
