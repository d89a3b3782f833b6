//! How much, where, and how hard to turn: mass properties of axisymmetric things on one axis.
//!
//! Positions are distances along the axis, positive aft, from whatever origin the holder documents (the nose
//! tip for everything in a rocket). Inertias are about the thing's own centre of mass.

/// Mass, centre of mass and inertia of a thing that is (nearly) axisymmetric.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MassProperties {
    /// Mass, kg.
    pub mass: f64,
    /// Centre of mass along the axis, m, positive aft.
    pub center: f64,
    /// Moment of inertia about the axis, kg m².
    pub axial: f64,
    /// Moment of inertia about any transverse axis through the centre of mass, kg m².
    pub transverse: f64,
}

impl MassProperties {
    /// A point mass on the axis.
    pub fn point(mass: f64, center: f64) -> Self {
        Self {
            mass,
            center,
            ..Self::default()
        }
    }

    /// The same thing with its origin moved: `offset` is where the old origin stands in the new frame.
    #[must_use]
    pub fn shifted(self, offset: f64) -> Self {
        Self {
            center: self.center + offset,
            ..self
        }
    }

    /// So many of the same things evenly around the axis at a distance from it, m: two are averaged over the directions
    /// across, three and more are alike in all of them.
    #[must_use]
    pub fn around(self, count: u32, radius: f64) -> Self {
        let count = f64::from(count);
        let ring = self.mass * radius * radius;
        Self {
            mass: count * self.mass,
            center: self.center,
            axial: count * (self.axial + ring),
            transverse: count * (self.transverse + 0.5 * ring),
        }
    }

    /// What stays when a part is taken away: the inverse of [`plus`](Self::plus).
    ///
    /// ```
    /// use downrange::mass::MassProperties;
    /// let (a, b) = (MassProperties::point(1.0, 0.0), MassProperties::point(3.0, 2.0));
    /// assert_eq!(a.plus(b).minus(b), a);
    /// ```
    #[must_use]
    pub fn minus(self, part: Self) -> Self {
        let mass = self.mass - part.mass;
        if mass == 0.0 {
            return Self {
                center: self.center,
                ..Self::default()
            };
        }
        let center = (self.mass * self.center - part.mass * part.center) / mass;
        let offset = |of: f64, at: f64| of * (at - self.center).powi(2);
        Self {
            mass,
            center,
            axial: self.axial - part.axial,
            transverse: self.transverse
                - part.transverse
                - offset(part.mass, part.center)
                - offset(mass, center),
        }
    }

    /// Both together (parallel-axis theorem along the common axis).
    ///
    /// ```
    /// use downrange::mass::MassProperties;
    /// let both = MassProperties::point(1.0, 0.0).plus(MassProperties::point(1.0, 2.0));
    /// assert_eq!((both.mass, both.center, both.transverse), (2.0, 1.0, 2.0));
    /// ```
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let mass = self.mass + other.mass;
        if mass == 0.0 {
            return self;
        }
        let center = (self.mass * self.center + other.mass * other.center) / mass;
        let about = |part: Self| part.transverse + part.mass * (part.center - center).powi(2);
        Self {
            mass,
            center,
            axial: self.axial + other.axial,
            transverse: about(self) + about(other),
        }
    }
}

/// Mass properties that change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ChangingMass {
    /// As they are now.
    pub now: MassProperties,
    /// Their rates, each per second.
    pub rate: MassProperties,
}

impl ChangingMass {
    /// What does not change.
    pub(crate) fn steady(now: MassProperties) -> Self {
        let rate = MassProperties::default();
        Self { now, rate }
    }

    /// As [`MassProperties::shifted`].
    pub(crate) fn shifted(self, offset: f64) -> Self {
        Self {
            now: self.now.shifted(offset),
            ..self
        }
    }

    /// As [`MassProperties::around`].
    pub(crate) fn around(self, count: u32, radius: f64) -> Self {
        Self {
            now: self.now.around(count, radius),
            rate: MassProperties {
                center: self.rate.center,
                ..self.rate.around(count, radius)
            },
        }
    }

    /// As [`MassProperties::plus`].
    pub(crate) fn plus(self, other: Self) -> Self {
        let now = self.now.plus(other.now);
        if now.mass == 0.0 {
            return self;
        }
        // The sum of `m (x - c)` over both is zero: the parallel-axis sum does not feel the rate of the common centre c.
        let about = |part: Self| {
            let (offset, mass) = (part.now.center - now.center, part.now.mass);
            let moment = part.rate.mass * offset + mass * part.rate.center;
            let transverse = offset * (moment + mass * part.rate.center);
            (moment, part.rate.transverse + transverse)
        };
        let (own, others) = (about(self), about(other));
        let rate = MassProperties {
            mass: self.rate.mass + other.rate.mass,
            center: (own.0 + others.0) / now.mass,
            axial: self.rate.axial + other.rate.axial,
            transverse: own.1 + others.1,
        };
        Self { now, rate }
    }
}

impl std::iter::Sum for MassProperties {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Self::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the rates of what is put together: those of the values, by differences over a time in which each changes by a
    /// millionth; values to the bit.
    #[test]
    fn rates_are_those_of_the_values() {
        let part = |scale: f64| ChangingMass {
            now: MassProperties {
                mass: 2.0 * scale,
                center: 0.7 / scale,
                axial: 0.01,
                transverse: 0.3 * scale,
            },
            rate: MassProperties {
                mass: -0.9,
                center: 0.05 * scale,
                axial: -0.004,
                transverse: -0.11,
            },
        };
        let at = |part: ChangingMass, time: f64| {
            let (now, rate) = (part.now, part.rate);
            MassProperties {
                mass: now.mass + time * rate.mass,
                center: now.center + time * rate.center,
                axial: now.axial + time * rate.axial,
                transverse: now.transverse + time * rate.transverse,
            }
        };
        let (a, b) = (part(1.0), part(3.0));
        let all = a.shifted(0.2).around(3, 0.1).plus(b);
        let values = |time: f64| at(a, time).shifted(0.2).around(3, 0.1).plus(at(b, time));
        assert_eq!(all.now, values(0.0));
        let (before, after) = (values(-1e-6), values(1e-6));
        for (rate, before, after) in [
            (all.rate.mass, before.mass, after.mass),
            (all.rate.center, before.center, after.center),
            (all.rate.axial, before.axial, after.axial),
            (all.rate.transverse, before.transverse, after.transverse),
        ] {
            let difference = (after - before) / 2e-6;
            assert!(
                (rate - difference).abs() < 1e-8 * difference.abs().max(1.0),
                "{rate} {difference}"
            );
        }
        let nothing = ChangingMass::steady(MassProperties::default());
        assert_eq!(nothing.plus(nothing), nothing);
    }
}
