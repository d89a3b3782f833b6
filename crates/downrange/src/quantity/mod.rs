//! `"3.1 in"` and SI: quantities as people write them.
//!
//! A quantity is a number and a unit: `"98 mm"`, `"12.4 lb"`, `"1.2 kg/m3"`, `"40 sq in"`, `"0.11 1/deg"`,
//! `"25 C"`. A unit is a product of the units of [`units`], each with a whole power; `/` or `per` divides by what
//! follows it, and `^`, `·`, `*` and blanks between factors are optional. A number without a unit is SI (angles in
//! radians, temperatures in kelvin); whoever reads a number that is not text passes it on as it stands.
//!
//! Conversion is exact up to rounding: a factor is held as numerator over denominator, so that `"98 mm"` is the
//! same number as `0.098` (test `decimal_prefixes_give_the_literal`).

mod coordinate;
mod dimension;
mod parse;
#[cfg(test)]
mod tests;
pub mod units;

pub use coordinate::Coordinate;
pub use dimension::Dimension;
pub use parse::{Unit, parse, parse_difference};
