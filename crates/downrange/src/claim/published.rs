//! Published figures and claims of a rocket, with intervals.

use super::{Assumptions, Class};
use crate::error::Fault;
use crate::quantity::{Dimension, Unit, parse};
use std::f64::consts::PI;

/// A published figure: a value, its interval, and its source.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedFigure {
    /// Value as printed, SI.
    pub value: f64,
    /// Half width of its interval, SI: rounding, units, variants.
    pub plus_minus: f64,
    /// Text as printed: `190 mi`.
    pub text: String,
    /// Source of the figure.
    pub source: String,
}

impl PublishedFigure {
    /// Reads a figure with its unit. Unless said otherwise its interval is half a unit of the last printed digit, where
    /// zeros before the decimal point may be rounding: `"190 mi"` may have been 185 to 195.
    ///
    /// # Errors
    /// When the text is no such quantity.
    pub fn read(
        text: &str,
        dimension: Dimension,
        plus_minus: Option<f64>,
        source: &str,
    ) -> Result<Self, Fault> {
        let (number, unit) = split(text);
        Ok(Self {
            value: parse(text, dimension)?,
            plus_minus: plus_minus.unwrap_or_else(|| rounding(number) * scale(unit, dimension)),
            text: text.trim().to_owned(),
            source: source.to_owned(),
        })
    }

    /// The figure at a share of its interval, 0 to 1: every value of it is as likely.
    pub fn at(&self, share: f64) -> f64 {
        self.value + (2.0 * share - 1.0) * self.plus_minus
    }
}

/// The number and the unit of a quantity.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let number = |c: char| c.is_ascii_digit() || "+-.eE".contains(c);
    let at = text.find(|c| !number(c)).unwrap_or(text.len());
    (&text[..at], text[at..].trim())
}

/// Quantity that a flight is claimed to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Distance over the ground from the launch to where it comes down.
    Range,
    /// Greatest height above the launch.
    Height,
    /// Greatest speed over the ground.
    Speed,
    /// Greatest Mach number.
    Mach,
}

impl Quantity {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Range, Self::Height, Self::Speed, Self::Mach];

    /// As in a claim file and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Height => "height",
            Self::Speed => "speed",
            Self::Mach => "mach",
        }
    }

    /// In words: `greatest range`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Range => "greatest range",
            Self::Height => "greatest height",
            Self::Speed | Self::Mach => "greatest speed",
        }
    }

    /// What it measures.
    pub fn dimension(self) -> Dimension {
        match self {
            Self::Range | Self::Height => Dimension::Length,
            Self::Speed => Dimension::Speed,
            Self::Mach => Dimension::Number,
        }
    }

    /// Between which figures of it no unit is likely to be wrong, SI: from a toy rocket's to twice round the Earth, past
    /// the Moon, past escape.
    fn plausible(self) -> (f64, f64) {
        match self {
            Self::Range => (5.0, 4.1e7),
            Self::Height => (5.0, 4e8),
            Self::Speed => (10.0, 20_000.0),
            Self::Mach => (0.03, 60.0),
        }
    }

    /// Units in which it may have been meant, and how they are called.
    fn units(self) -> &'static [&'static str] {
        match self {
            Self::Range | Self::Height => &["km", "mi", "m", "ft"],
            Self::Speed => &["km/s", "m/s", "km/h", "mph"],
            Self::Mach => &[],
        }
    }
}

/// Sense of a claimed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The best that it can do: whatever elevation is best.
    UpTo,
    /// It did so, or more: launched as such rockets are.
    AtLeast,
}

impl Limit {
    /// As in a claim file.
    pub fn words(self) -> &'static str {
        match self {
            Self::UpTo => "up to",
            Self::AtLeast => "at least",
        }
    }
}

/// A claim of a rocket's flight.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Quantity.
    pub quantity: Quantity,
    /// Sense.
    pub limit: Limit,
    /// Claimed figure.
    pub figure: PublishedFigure,
    /// Its unit as printed; empty for a Mach number.
    pub unit: String,
}

impl Statement {
    /// Reads what is claimed: see [`PublishedFigure::read`].
    ///
    /// # Errors
    /// At `value`: what is no such quantity, or so small or large that the unit is probably wrong.
    ///
    /// ```
    /// use downrange::claim::{Limit, Quantity, Statement};
    /// let range = Statement::read(Quantity::Range, Limit::UpTo, "190 mi", None, "a newspaper").unwrap();
    /// assert_eq!(range.figure.plus_minus, 5.0 * 1609.344);
    /// let slip = Statement::read(Quantity::Speed, Limit::UpTo, "3 km/h", None, "").unwrap_err();
    /// assert_eq!(slip.message, "3 km/h for a rocket's greatest speed?");
    /// assert_eq!(slip.hint.unwrap(), "did you mean \"3 km/s\", or Mach 3 (type = \"mach\")?");
    /// ```
    pub fn read(
        quantity: Quantity,
        limit: Limit,
        text: &str,
        plus_minus: Option<f64>,
        source: &str,
    ) -> Result<Self, Fault> {
        let figure = PublishedFigure::read(text, quantity.dimension(), plus_minus, source)
            .map_err(|fault| fault.inside("value"))?;
        let (number, unit) = split(text);
        let written = number.parse().unwrap_or(figure.value);
        let statement = Self {
            quantity,
            limit,
            figure,
            unit: unit.to_owned(),
        };
        statement.check(written)?;
        Ok(statement)
    }

    fn check(&self, written: f64) -> Result<(), Fault> {
        let (least, most) = self.quantity.plausible();
        if (least..=most).contains(&self.figure.value) {
            return Ok(());
        }
        let message = format!(
            "{} for a rocket's {}?",
            match self.quantity {
                Quantity::Mach => format!("Mach {written}"),
                _ => self.figure.text.clone(),
            },
            self.quantity.words()
        );
        let meant = self.quantity.units().iter().find(|unit| {
            let value = written * scale(unit, self.quantity.dimension());
            (least..=most).contains(&value)
        });
        let mach = self.quantity == Quantity::Speed && (0.5..30.0).contains(&written);
        let mut hint = match meant {
            Some(unit) => format!("did you mean \"{written} {unit}\""),
            None => "is it the figure that was printed".to_owned(),
        };
        if mach {
            hint.push_str(&format!(", or Mach {written} (type = \"mach\")"));
        }
        Err(Fault::new("value", message).hint(hint + "?"))
    }

    /// A value of its quantity in the unit in which it was printed.
    pub fn shown(&self, si: f64) -> f64 {
        si / scale(&self.unit, self.quantity.dimension())
    }
}

/// SI units in a unit.
fn scale(unit: &str, dimension: Dimension) -> f64 {
    Unit::parse(unit, dimension).map_or(1.0, |unit| unit.to_si(1.0))
}

/// Half a unit of the last digit of a number as printed; zeros before the decimal point may be rounding.
fn rounding(number: &str) -> f64 {
    let number = number.trim().trim_start_matches(['+', '-']);
    let (digits, exponent) = match number.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse().unwrap_or(0)),
        None => (number, 0),
    };
    let last: i32 = match digits.split_once('.') {
        Some((_, decimals)) => -(decimals.len() as i32),
        None => {
            let kept = digits.trim_end_matches('0');
            if kept.is_empty() {
                0
            } else {
                (digits.len() - kept.len()) as i32
            }
        }
    };
    0.5 * libm::pow(10.0, f64::from(last + exponent))
}

/// Where it is launched, and which way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LaunchSite {
    /// Latitude, rad.
    pub latitude: f64,
    /// Longitude, rad; `None` where no place is given: nothing is drawn on a map then.
    pub longitude: Option<f64>,
    /// Height above mean sea level, m.
    pub elevation: f64,
    /// Direction of the launch, rad clockwise from north.
    pub heading: f64,
}

impl Default for LaunchSite {
    /// Nowhere in particular: 45° north, at sea level, to the north, where the Earth's rotation neither helps nor hinders.
    fn default() -> Self {
        Self {
            latitude: 0.25 * PI,
            longitude: None,
            elevation: 0.0,
            heading: 0.0,
        }
    }
}

/// What was printed of a rocket and its flight, and what is assumed of the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What it is called.
    pub name: String,
    /// What the reader should know of it; may be empty.
    pub about: String,
    /// What kind of rocket it is.
    pub class: Class,
    /// Mass at launch, kg.
    pub mass: PublishedFigure,
    /// Diameter of the body, m.
    pub diameter: PublishedFigure,
    /// Length, m, if printed.
    pub length: Option<PublishedFigure>,
    /// How many stages burn one after the other.
    pub stages: u32,
    /// What is claimed of its flight.
    pub statements: Vec<Statement>,
    /// How uncertain everything else is.
    pub assumptions: Assumptions,
    /// Where it is launched, and which way.
    pub site: LaunchSite,
}

/// Length in diameters where none is printed: the middle of what rockets have, 8 to 25.
const SLENDERNESS: f64 = 14.0;
/// Mean densities, kg/m³, beyond which a mass, a diameter and a length do not belong to one rocket: lighter than
/// cork in a tube of paper, heavier than steel.
const DENSITIES: (f64, f64) = (20.0, 4000.0);

impl Claim {
    /// The length that was printed, or what stands in for it, m.
    pub fn length_or_guess(&self) -> f64 {
        self.length
            .as_ref()
            .map_or(SLENDERNESS * self.diameter.value, |length| length.value)
    }

    /// Whether the printed figures can belong to one rocket.
    ///
    /// # Errors
    /// What cannot be, at the place in the claim file.
    pub fn check(&self) -> Result<(), Fault> {
        if self.statements.is_empty() {
            return Err(Fault::new("claims", "nothing is claimed")
                .hint("write [[claims]] with type, says, value and source"));
        }
        for (place, figure) in [
            ("mass", Some(&self.mass)),
            ("diameter", Some(&self.diameter)),
            ("length", self.length.as_ref()),
        ] {
            let Some(figure) = figure else { continue };
            let wide = figure.plus_minus >= figure.value || figure.plus_minus < 0.0;
            if wide || !figure.value.is_finite() || figure.value <= 0.0 {
                let message = format!(
                    "{} give or take {} is no {place}",
                    figure.value, figure.plus_minus
                );
                return Err(Fault::new(format!("printed.{place}"), message));
            }
        }
        if let Some(length) = &self.length {
            let (length, diameter) = (length.value, self.diameter.value);
            if length < 2.0 * diameter {
                let message = format!("{length} m long and {diameter} m across is no rocket");
                return Err(Fault::new("printed.length", message).hint("are both units right?"));
            }
            let volume = 0.25 * PI * diameter * diameter * length;
            let density = self.mass.value / volume;
            if !(DENSITIES.0..=DENSITIES.1).contains(&density) {
                let message = format!(
                    "{} for a rocket {length} m long and {diameter} m across? That is {density:.3} kg per cubic metre",
                    self.mass.text
                );
                return Err(Fault::new("printed.mass", message)
                    .hint("water has 1000; are the units right?"));
            }
        }
        self.assumptions.check()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn printed_digits_say_the_rounding() {
        for (number, half) in [
            ("190", 5.0),
            ("1670", 5.0),
            ("3.98", 0.005),
            ("0.61", 0.005),
            ("64", 0.5),
            ("2e3", 500.0),
            ("0", 0.5),
        ] {
            assert!((rounding(number) / half - 1.0).abs() < 1e-12, "{number}");
        }
    }

    #[test]
    fn wrong_units_are_asked_about() {
        let ask = |quantity, text| {
            let fault = Statement::read(quantity, Limit::UpTo, text, None, "").unwrap_err();
            format!("{} {}", fault.message, fault.hint.unwrap())
        };
        assert_eq!(
            ask(Quantity::Speed, "3 km/h"),
            "3 km/h for a rocket's greatest speed? did you mean \"3 km/s\", or Mach 3 (type = \"mach\")?"
        );
        assert_eq!(
            ask(Quantity::Speed, "25000 m/s"),
            "25000 m/s for a rocket's greatest speed? did you mean \"25000 km/h\"?"
        );
        assert_eq!(
            ask(Quantity::Range, "190 mm"),
            "190 mm for a rocket's greatest range? did you mean \"190 km\"?"
        );
        assert!(ask(Quantity::Mach, "1200").starts_with("Mach 1200 for"));
        let mach = Statement::read(Quantity::Mach, Limit::AtLeast, "3.5", None, "").unwrap();
        assert_eq!((mach.figure.value, mach.figure.plus_minus), (3.5, 0.05));
    }
}
