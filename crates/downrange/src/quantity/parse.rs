//! Quantities as text: a number and its unit.

use super::dimension::Dimension;
use super::units;
use super::units::Powers;
use super::units::UNITS;
use crate::error::Fault;

/// A unit, or a product of units, ready to convert numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    numerator: f64,
    denominator: f64,
    pub(super) offset: f64,
    powers: Powers,
}

impl Unit {
    /// Reads the text of a unit that must measure the given dimension; empty text is the SI unit.
    ///
    /// # Errors
    /// When the text is not a unit, or measures something else.
    ///
    /// ```
    /// use downrange::quantity::{Dimension, Unit};
    /// assert_eq!(Unit::parse("hPa", Dimension::Pressure).unwrap().to_si(860.0), 86_000.0);
    /// assert!(Unit::parse("hPa", Dimension::Length).is_err());
    /// ```
    pub fn parse(text: &str, dimension: Dimension) -> Result<Self, Fault> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::si(dimension));
        }
        let unit = Self::any(text, dimension)?;
        if unit.powers == dimension.powers() {
            return Ok(unit);
        }
        let what = Dimension::of(unit.powers).map_or("something else", Dimension::name);
        let fault = Fault::new(
            "",
            format!("`{text}` measures {what}, expected {}", dimension.example()),
        );
        let confused = dimension == Dimension::Force && unit.powers == Dimension::Mass.powers();
        Err(match confused {
            true => fault.hint("a pound of force is `lbf`, a kilogram of force `kgf`"),
            false => fault,
        })
    }

    /// The SI unit of a dimension.
    pub fn si(dimension: Dimension) -> Self {
        Self {
            numerator: 1.0,
            denominator: 1.0,
            offset: 0.0,
            powers: dimension.powers(),
        }
    }

    /// A number in this unit, in SI.
    pub fn to_si(self, value: f64) -> f64 {
        (value + self.offset) * self.numerator / self.denominator
    }

    /// An SI number, in this unit.
    pub fn from_si(self, value: f64) -> f64 {
        value * self.denominator / self.numerator - self.offset
    }

    /// Reads a product of units, whatever it measures; the wanted dimension only steers the advice.
    fn any(text: &str, wanted: Dimension) -> Result<Self, Fault> {
        let mut product = Self::si(Dimension::Number);
        let mut factors = 0;
        let mut offset = 0.0;
        let (mut invert, mut square) = (false, 1);
        let spaced = text
            .replace('²', "2")
            .replace('³', "3")
            .replace('−', "-")
            .replace(['·', '*', '⋅'], " ")
            .replace('/', " / ");
        for word in spaced.split_whitespace() {
            match word {
                "/" | "per" => invert = true,
                "sq" | "square" => square = 2,
                "cu" | "cubic" => square = 3,
                "1" => factors += 1,
                _ => {
                    let (name, power) = split_power(word);
                    let entry = units::find(name).ok_or_else(|| unknown(name, wanted))?;
                    let power = if invert { -power } else { power } * square;
                    product.multiply(entry, power);
                    offset += entry.offset;
                    factors += 1;
                    (invert, square) = (false, 1);
                }
            }
        }
        if factors == 0 || invert || square != 1 {
            return Err(unknown(text, wanted));
        }
        // A thermometer's zero counts only where the unit stands alone: 5 K/km is no temperature.
        if factors == 1 && product.powers == Dimension::Temperature.powers() {
            product.offset = offset;
        }
        Ok(product)
    }

    fn multiply(&mut self, entry: &units::UnitEntry, power: i32) {
        for _ in 0..power.unsigned_abs() {
            if power > 0 {
                self.numerator *= entry.numerator;
                self.denominator *= entry.denominator;
            } else {
                self.numerator *= entry.denominator;
                self.denominator *= entry.numerator;
            }
        }
        for (sum, each) in self.powers.iter_mut().zip(entry.powers) {
            *sum += each * power;
        }
    }
}

/// Reads a quantity of the given dimension into SI.
///
/// # Errors
/// When the text is not a number with a unit, or the unit measures something else. The place of the fault is empty.
///
/// ```
/// use downrange::quantity::{parse, Dimension};
/// assert_eq!(parse("98 mm", Dimension::Length).unwrap(), 0.098);
/// assert_eq!(parse("25 C", Dimension::Temperature).unwrap(), 298.15);
/// assert_eq!(
///     parse("98 kg", Dimension::Length).unwrap_err().message,
///     "`kg` measures mass, expected a length such as \"98 mm\" or 0.098 (m)",
/// );
/// ```
pub fn parse(text: &str, dimension: Dimension) -> Result<f64, Fault> {
    read(text, dimension, Unit::to_si)
}

/// Reads the difference of two quantities into SI: as [`parse`], but the zero of a thermometer does not count.
///
/// # Errors
/// As [`parse`].
///
/// ```
/// use downrange::quantity::{parse_difference, Dimension};
/// assert_eq!(parse_difference("2 C", Dimension::Temperature).unwrap(), 2.0);
/// assert_eq!(parse_difference("2 mm", Dimension::Length).unwrap(), 0.002);
/// ```
pub fn parse_difference(text: &str, dimension: Dimension) -> Result<f64, Fault> {
    read(text, dimension, |unit, number| {
        Unit {
            offset: 0.0,
            ..unit
        }
        .to_si(number)
    })
}

pub(super) fn read(
    text: &str,
    dimension: Dimension,
    to_si: impl Fn(Unit, f64) -> f64,
) -> Result<f64, Fault> {
    let text = text.trim();
    if let Some(value) = feet_and_inches(text, dimension) {
        return Ok(value);
    }
    let (number, unit) = text.split_at(number_length(text));
    let expected = || format!("read \"{text}\", expected {}", dimension.example());
    if unit.starts_with(',') {
        return Err(Fault::new("", expected()).hint("write the decimal sign as a point"));
    }
    let number: f64 = match number.parse() {
        Ok(number) => number,
        Err(_) => return Err(Fault::new("", expected())),
    };
    let value = to_si(Unit::parse(unit, dimension)?, number);
    match value.is_finite() {
        true => Ok(value),
        false => Err(Fault::new("", format!("\"{text}\" is too large a number"))),
    }
}

/// `5'6"` and `5 ft 6 in`.
fn feet_and_inches(text: &str, dimension: Dimension) -> Option<f64> {
    if dimension != Dimension::Length {
        return None;
    }
    let (feet, inches) = text.split_once('\'').or_else(|| text.split_once("ft"))?;
    let inches = inches.trim();
    let inches = inches
        .strip_suffix('"')
        .or_else(|| inches.strip_suffix("''"))
        .or_else(|| inches.strip_suffix("in"))?;
    let (feet, inches): (f64, f64) = (feet.trim().parse().ok()?, inches.trim().parse().ok()?);
    let total = Unit::parse("in", dimension)
        .ok()?
        .to_si(12.0 * feet + inches);
    total.is_finite().then_some(total)
}

/// How many bytes of the text, from its start, are a decimal number.
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let sign = |at: usize| at + usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
    let mut end = digits(sign(0));
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let exponent = sign(end + 1);
        if digits(exponent) > exponent {
            end = digits(exponent);
        }
    }
    end
}

/// `m^2`, `m2`, `m-3` into name and power.
fn split_power(word: &str) -> (&str, i32) {
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = name.strip_suffix('-').unwrap_or(name);
    match word[name.len()..].parse() {
        Ok(power) if (-9..=9).contains(&power) && !name.is_empty() => {
            (name.trim_end_matches('^'), power)
        }
        _ => (word, 1),
    }
}

pub(super) fn unknown(name: &str, wanted: Dimension) -> Fault {
    let known = |entry: &&units::UnitEntry| entry.powers == wanted.powers();
    let lower = name.to_lowercase();
    let near = UNITS
        .iter()
        .flat_map(|entry| entry.names)
        // Long words are slow to compare, and near no unit: four bytes a character at most.
        .filter(|candidate| lower.len() <= 4 * (candidate.len() + 3))
        .map(|candidate| (strsim::damerau_levenshtein(&lower, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance < 3 && *distance < candidate.len().min(name.len())
        })
        .min();
    let hint = match near {
        Some((_, candidate)) => format!("did you mean `{candidate}`?"),
        None => {
            let mut names = vec![wanted.unit()];
            names.extend(UNITS.iter().filter(known).map(|entry| entry.names[0]));
            names.dedup();
            names.retain(|name| !name.is_empty());
            format!("units of {}: {}", wanted.name(), names.join(", "))
        }
    };
    Fault::new(
        "",
        format!("`{name}` is not a unit, expected {}", wanted.example()),
    )
    .hint(hint)
}
