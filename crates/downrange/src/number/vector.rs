//! Vectors and quaternions over any [`Number`].
//!
//! Forty lines of our own: the quaternions of the linear-algebra libraries ask of their number a whole real field,
//! which lanes are not.

use super::Number;
use std::ops::{Add, AddAssign, Index, Neg, Sub};

/// Three components in some frame.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Vector<T>(pub [T; 3]);

impl<T: Number> Vector<T> {
    /// The same vector in all lanes.
    #[inline(always)]
    pub fn splat(components: [f64; 3]) -> Self {
        let [a, b, c] = components;
        Self([T::splat(a), T::splat(b), T::splat(c)])
    }

    /// Zero.
    #[inline(always)]
    pub fn zero() -> Self {
        Self([T::zero(); 3])
    }

    /// Inner product.
    #[inline(always)]
    pub fn dot(self, other: Self) -> T {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        a.mul_add(x, b.mul_add(y, c * z))
    }

    /// Cross product.
    #[inline(always)]
    pub fn cross(self, other: Self) -> Self {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Self([
            b.mul_add(z, -(c * y)),
            c.mul_add(x, -(a * z)),
            a.mul_add(y, -(b * x)),
        ])
    }

    /// The vector with these components along three directions.
    #[inline(always)]
    pub fn along([a, b, c]: [T; 3], [x, y, z]: &[Self; 3]) -> Self {
        x.times(a).plus_times(b, *y).plus_times(c, *z)
    }

    /// This many times the vector.
    #[inline(always)]
    pub fn times(self, factor: T) -> Self {
        let [a, b, c] = self.0;
        Self([a * factor, b * factor, c * factor])
    }

    /// `self + factor * other`.
    #[inline(always)]
    pub fn plus_times(self, factor: T, other: Self) -> Self {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Self([
            x.mul_add(factor, a),
            y.mul_add(factor, b),
            z.mul_add(factor, c),
        ])
    }

    /// Length.
    #[inline(always)]
    pub fn norm(self) -> T {
        self.dot(self).sqrt()
    }
}

impl<T: Number> Add for Vector<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Self([a + x, b + y, c + z])
    }
}

impl<T: Number> AddAssign for Vector<T> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<T: Number> Sub for Vector<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Self([a - x, b - y, c - z])
    }
}

impl<T: Number> Neg for Vector<T> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        let [a, b, c] = self.0;
        Self([-a, -b, -c])
    }
}

impl<T> Index<usize> for Vector<T> {
    type Output = T;
    #[inline(always)]
    fn index(&self, index: usize) -> &T {
        &self.0[index]
    }
}

/// A rotation from one frame to another, scalar first; any length but zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quaternion<T>(pub [T; 4]);

impl<T: Number> Quaternion<T> {
    /// The axes of the rotated frame in the other one: the columns of the rotation matrix. Exact for a
    /// quaternion of any length, so that its drift in an integration does no harm.
    #[inline(always)]
    pub fn axes(self) -> [Vector<T>; 3] {
        let [w, x, y, z] = self.0;
        let norm = w.mul_add(w, x.mul_add(x, y.mul_add(y, z * z)));
        let two = T::splat(2.0) / norm;
        let (sx, sy, sz) = (two * x, two * y, two * z);
        let (wx, wy, wz) = (sx * w, sy * w, sz * w);
        let (xx, xy, xz) = (sx * x, sy * x, sz * x);
        let (yy, yz, zz) = (sy * y, sz * y, sz * z);
        let one = T::one();
        [
            Vector([one - (yy + zz), xy + wz, xz - wy]),
            Vector([xy - wz, one - (xx + zz), yz + wx]),
            Vector([xz + wy, yz - wx, one - (xx + yy)]),
        ]
    }

    /// Its rate of change when the rotated frame turns with `rate`, in its own axes: `q ∘ (0, rate) / 2`.
    #[inline(always)]
    pub fn rate(self, rate: Vector<T>) -> [T; 4] {
        let [w, x, y, z] = self.0;
        let [p, q, r] = rate.times(T::splat(0.5)).0;
        [
            -(x.mul_add(p, y.mul_add(q, z * r))),
            w.mul_add(p, y.mul_add(r, -(z * q))),
            w.mul_add(q, z.mul_add(p, -(x * r))),
            w.mul_add(r, x.mul_add(q, -(y * p))),
        ]
    }
}

impl Quaternion<f64> {
    /// The rotation whose rotated frame has these axes (orthonormal, right-handed), of length one.
    ///
    /// Shepperd (1978), "Quaternion from rotation matrix": the largest of the four components comes from the
    /// diagonal, the others from differences, so that nothing is divided by a small number.
    pub fn from_axes(axes: [Vector<f64>; 3]) -> Self {
        let m = |row: usize, column: usize| axes[column][row];
        let trace = m(0, 0) + m(1, 1) + m(2, 2);
        let largest = [trace, m(0, 0), m(1, 1), m(2, 2)]
            .iter()
            .enumerate()
            .fold((0, f64::NEG_INFINITY), |best, (i, v)| {
                if *v > best.1 { (i, *v) } else { best }
            })
            .0;
        let q = match largest {
            0 => [
                1.0 + trace,
                m(2, 1) - m(1, 2),
                m(0, 2) - m(2, 0),
                m(1, 0) - m(0, 1),
            ],
            1 => [
                m(2, 1) - m(1, 2),
                1.0 + 2.0 * m(0, 0) - trace,
                m(0, 1) + m(1, 0),
                m(2, 0) + m(0, 2),
            ],
            2 => [
                m(0, 2) - m(2, 0),
                m(0, 1) + m(1, 0),
                1.0 + 2.0 * m(1, 1) - trace,
                m(1, 2) + m(2, 1),
            ],
            _ => [
                m(1, 0) - m(0, 1),
                m(2, 0) + m(0, 2),
                m(1, 2) + m(2, 1),
                1.0 + 2.0 * m(2, 2) - trace,
            ],
        };
        let norm = q.iter().map(|c| c * c).sum::<f64>().sqrt();
        Self(q.map(|c| c / norm))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Axes and quaternion are each other's inverse, whatever the quaternion's length.
        #[test]
        fn axes_and_back(q in prop::array::uniform4(-1.0..1.0f64), length in 0.5..2.0f64) {
            let norm = q.iter().map(|c| c * c).sum::<f64>().sqrt();
            prop_assume!(norm > 0.1);
            let unit = q.map(|c| c / norm);
            let back = Quaternion::from_axes(Quaternion(unit.map(|c| c * length)).axes()).0;
            let sign = back.iter().zip(unit).map(|(a, b)| a * b).sum::<f64>().signum();
            for i in 0..4 {
                prop_assert!((back[i] * sign - unit[i]).abs() < 1e-14);
            }
        }
    }
}
