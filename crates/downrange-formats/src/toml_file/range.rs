//! Which values of a quantity can be.

use std::f64::consts::PI;

use downrange::quantity::{Coordinate, Dimension};

/// A degree, rad.
pub const DEGREE: f64 = PI / 180.0;

/// A turn, rad.
pub const TURN: f64 = 360.0 * DEGREE;

/// Which values of a quantity can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Range {
    /// Any finite one.
    Any,
    /// Above zero.
    Positive,
    /// Zero or above.
    NotNegative,
    /// From the first to the second, SI.
    Between(f64, f64),
    /// Above zero and up to this, SI.
    UpTo(f64),
    /// A latitude from pole to pole, or a longitude from -180 to 360 degrees, with its hemisphere if it is said.
    On(Coordinate),
}

impl Range {
    /// Whether a value can be.
    pub fn holds(self, value: f64) -> bool {
        match self {
            Self::Any => value.is_finite(),
            Self::Positive => value > 0.0,
            Self::NotNegative => value >= 0.0,
            Self::Between(least, most) => (least..=most).contains(&value),
            Self::UpTo(most) => value > 0.0 && value <= most,
            Self::On(coordinate) => {
                let (least, most) = Self::bounds(coordinate);
                (least..=most).contains(&value)
            }
        }
    }

    /// Whether all that can be is greater than a value.
    pub fn is_above(self, value: f64) -> bool {
        match self {
            Self::Any => false,
            Self::Positive | Self::UpTo(_) => value <= 0.0,
            Self::NotNegative => value < 0.0,
            Self::Between(least, _) => value < least,
            Self::On(coordinate) => value < Self::bounds(coordinate).0,
        }
    }

    /// Whether all that can be is less than a value.
    pub fn is_below(self, value: f64) -> bool {
        match self {
            Self::Any | Self::Positive | Self::NotNegative => false,
            Self::UpTo(most) | Self::Between(_, most) => value > most,
            Self::On(coordinate) => value > Self::bounds(coordinate).1,
        }
    }

    /// The least and the greatest of a coordinate, rad.
    pub fn bounds(coordinate: Coordinate) -> (f64, f64) {
        match coordinate {
            Coordinate::Latitude => (-90.0 * DEGREE, 90.0 * DEGREE),
            Coordinate::Longitude => (-180.0 * DEGREE, 360.0 * DEGREE),
        }
    }

    /// How to write one, of a dimension.
    pub fn example(self, dimension: Dimension) -> &'static str {
        match self {
            Self::On(coordinate) => coordinate.example(),
            _ => dimension.example(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Range::{Between, NotNegative, Positive, UpTo};
    use super::*;

    #[test]
    fn ranges_hold_their_ends() {
        assert!(Positive.holds(1e-300) && !Positive.holds(0.0) && !Range::Any.holds(f64::NAN));
        assert!(
            UpTo(1.0).holds(1.0) && Between(0.0, 1.0).holds(0.0) && !NotNegative.holds(-1e-300)
        );
    }
}
