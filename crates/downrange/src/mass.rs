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

impl std::iter::Sum for MassProperties {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Self::plus)
    }
}
