//! What a quantity measures.

use super::units::{
    ACCELERATION, ANGLE, AREA, DENSITY, FORCE, IMPULSE, INERTIA, LENGTH, MASS, NONE, PER_ANGLE,
    PRESSURE, Powers, RATE, SPEED, TEMPERATURE, TIME,
};

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// A pure number.
    Number,
    /// An angle, rad.
    Angle,
    /// A slope against an angle, 1/rad.
    PerAngle,
    /// A length, m.
    Length,
    /// An area, m².
    Area,
    /// A mass, kg.
    Mass,
    /// A time, s.
    Time,
    /// A speed, m/s.
    Speed,
    /// An acceleration, m/s².
    Acceleration,
    /// An angular rate, rad/s.
    AngularRate,
    /// A force, N.
    Force,
    /// An impulse, N s.
    Impulse,
    /// A pressure, Pa.
    Pressure,
    /// A temperature, K.
    Temperature,
    /// A density, kg/m³.
    Density,
    /// A moment of inertia, kg m².
    Inertia,
}

/// Name, SI unit, and how to ask for one.
type Words = (&'static str, &'static str, &'static str);

impl Dimension {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Number,
        Self::Angle,
        Self::PerAngle,
        Self::Length,
        Self::Area,
        Self::Mass,
        Self::Time,
        Self::Speed,
        Self::Acceleration,
        Self::AngularRate,
        Self::Force,
        Self::Impulse,
        Self::Pressure,
        Self::Temperature,
        Self::Density,
        Self::Inertia,
    ];

    fn words(self) -> Words {
        match self {
            Self::Number => ("a pure number", "", "a number such as 0.45 or \"45 %\""),
            Self::Angle => ("angle", "rad", "an angle such as \"84 deg\" or 1.466 (rad)"),
            Self::PerAngle => (
                "slope",
                "1/rad",
                "a slope such as \"0.2 1/deg\" or 11.5 (1/rad)",
            ),
            Self::Length => ("length", "m", "a length such as \"98 mm\" or 0.098 (m)"),
            Self::Area => ("area", "m2", "an area such as \"40 sq in\" or 0.026 (m2)"),
            Self::Mass => ("mass", "kg", "a mass such as \"12.4 lb\" or 5.62 (kg)"),
            Self::Time => ("time", "s", "a time such as \"250 ms\" or 0.25 (s)"),
            Self::Speed => ("speed", "m/s", "a speed such as \"15 mph\" or 6.7 (m/s)"),
            Self::Acceleration => (
                "acceleration",
                "m/s2",
                "an acceleration such as \"30 ft/s2\" or 9.1 (m/s2)",
            ),
            Self::AngularRate => (
                "angular rate",
                "rad/s",
                "a rate such as \"60 rpm\" or 6.28 (rad/s)",
            ),
            Self::Force => ("force", "N", "a force such as \"25 N\" or 25 (N)"),
            Self::Impulse => (
                "impulse",
                "N s",
                "an impulse such as \"40 N s\" or 40 (N s)",
            ),
            Self::Pressure => (
                "pressure",
                "Pa",
                "a pressure such as \"860 hPa\" or 86000 (Pa)",
            ),
            Self::Temperature => (
                "temperature",
                "K",
                "a temperature such as \"25 C\" or 298.15 (K)",
            ),
            Self::Density => (
                "density",
                "kg/m3",
                "a density such as \"680 kg/m3\" or 680 (kg/m3)",
            ),
            Self::Inertia => (
                "moment of inertia",
                "kg m2",
                "a moment of inertia such as \"0.3 kg m2\" or 0.3 (kg m2)",
            ),
        }
    }

    /// Its name: `length`.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// Its SI unit: `m`; empty for a pure number.
    pub fn unit(self) -> &'static str {
        self.words().1
    }

    /// How to write one: `a length such as "98 mm" or 0.098 (m)`.
    pub fn example(self) -> &'static str {
        self.words().2
    }

    /// Powers of its base units.
    pub(super) fn powers(self) -> Powers {
        match self {
            Self::Number => NONE,
            Self::Angle => ANGLE,
            Self::PerAngle => PER_ANGLE,
            Self::Length => LENGTH,
            Self::Area => AREA,
            Self::Mass => MASS,
            Self::Time => TIME,
            Self::Speed => SPEED,
            Self::Acceleration => ACCELERATION,
            Self::AngularRate => RATE,
            Self::Force => FORCE,
            Self::Impulse => IMPULSE,
            Self::Pressure => PRESSURE,
            Self::Temperature => TEMPERATURE,
            Self::Density => DENSITY,
            Self::Inertia => INERTIA,
        }
    }

    /// The dimension of these powers, if it has a name here.
    pub(super) fn of(powers: Powers) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dimension| dimension.powers() == powers)
    }
}
