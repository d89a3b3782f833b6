//! The units a reader asked for. Everything comes in SI.

use std::f64::consts::PI;

use downrange::quantity::{Coordinate, Dimension};

/// Metric, or as teams in the United States write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Units {
    /// Metres, metres per second, kilograms, kilopascals.
    #[default]
    Si,
    /// Feet, feet per second (wind in miles per hour), pounds, pounds per square inch, multiples of g.
    Us,
}

/// A unit to show a quantity in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DisplayUnit {
    /// Symbol.
    pub symbol: &'static str,
    /// Number of these in one SI unit.
    per_si: f64,
    /// At most so many digits after the point.
    decimals: usize,
}

/// Foot, m (exact: international yard and pound agreement of 1959).
const FOOT: f64 = 0.3048;
/// Pound, kg (exact: the same agreement).
const POUND: f64 = 0.453_592_37;
/// Standard acceleration of free fall, m/s² (exact: 3rd CGPM, 1901).
pub(crate) const STANDARD_GRAVITY: f64 = 9.806_65;

impl DisplayUnit {
    const fn new(symbol: &'static str, size: f64, decimals: usize) -> Self {
        Self {
            symbol,
            per_si: 1.0 / size,
            decimals,
        }
    }

    /// An SI value in this unit.
    pub fn of(&self, si: f64) -> f64 {
        si * self.per_si
    }

    /// So many digits after the point that a value, SI, shows two of its own.
    pub(crate) fn digits(&self, si: f64) -> usize {
        let value = self.of(si).abs();
        match value > 0.0 && value.is_finite() {
            true => (1.0 - value.log10().floor()).clamp(0.0, 9.0) as usize,
            false => self.decimals,
        }
    }

    /// An SI value in this unit as text with its symbol, to about four digits.
    ///
    /// ```
    /// use downrange_report::Units;
    /// assert_eq!(Units::Us.height().show(3048.0), "10000 ft");
    /// assert_eq!(Units::Si.speed().show(28.94), "28.9 m/s");
    /// ```
    pub fn show(&self, si: f64) -> String {
        format!("{} {}", self.number(si), self.symbol)
    }

    /// The same with its sign, also where it is above zero.
    pub(crate) fn show_signed(&self, si: f64) -> String {
        let sign = if si < 0.0 { "-" } else { "+" };
        format!("{sign}{}", self.show(si.abs()))
    }

    /// The same without its symbol.
    pub(crate) fn number(&self, si: f64) -> String {
        let value = self.of(si);
        let before_point = if value.abs() < 1.0 {
            1
        } else {
            value.abs().log10() as usize + 1
        };
        let decimals = self.decimals.min(4_usize.saturating_sub(before_point));
        // A small negative number would be shown as -0.0.
        let text = format!("{value:.decimals$}");
        match text.strip_prefix('-') {
            Some(digits) if digits.bytes().all(|b| b == b'0' || b == b'.') => digits.to_owned(),
            _ => text,
        }
    }
}

impl Units {
    fn either(self, si: DisplayUnit, us: DisplayUnit) -> DisplayUnit {
        match self {
            Self::Si => si,
            Self::Us => us,
        }
    }

    /// For heights, distances and what is as long as a rail.
    pub fn height(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("m", 1.0, 1),
            DisplayUnit::new("ft", FOOT, 1),
        )
    }

    /// For lengths and diameters of a rocket.
    pub fn length(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("m", 1.0, 3),
            DisplayUnit::new("in", FOOT / 12.0, 2),
        )
    }

    /// For diameters and lengths of motors.
    pub fn motor_size(self) -> DisplayUnit {
        self.either(DisplayUnit::new("mm", 1e-3, 1), self.length())
    }

    /// For speeds of a rocket.
    pub fn speed(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("m/s", 1.0, 1),
            DisplayUnit::new("ft/s", FOOT, 1),
        )
    }

    /// For speeds of wind.
    pub fn wind(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("m/s", 1.0, 1),
            DisplayUnit::new("mph", 5280.0 * FOOT / 3600.0, 1),
        )
    }

    /// For accelerations.
    pub fn acceleration(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("m/s²", 1.0, 1),
            DisplayUnit::new("g", STANDARD_GRAVITY, 2),
        )
    }

    /// For masses.
    pub fn mass(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("kg", 1.0, 3),
            DisplayUnit::new("lb", POUND, 2),
        )
    }

    /// For masses of parts of a small rocket.
    pub fn small_mass(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("g", 1e-3, 2),
            DisplayUnit::new("oz", POUND / 16.0, 3),
        )
    }

    /// For pressures.
    pub fn pressure(self) -> DisplayUnit {
        let psi = POUND * STANDARD_GRAVITY / (FOOT * FOOT / 144.0);
        self.either(
            DisplayUnit::new("kPa", 1e3, 2),
            DisplayUnit::new("psi", psi, 2),
        )
    }

    /// For impulses.
    pub fn impulse(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("N s", 1.0, 1),
            DisplayUnit::new("lbf s", POUND * STANDARD_GRAVITY, 1),
        )
    }

    /// For areas of parachutes.
    pub fn area(self) -> DisplayUnit {
        self.either(
            DisplayUnit::new("m²", 1.0, 3),
            DisplayUnit::new("ft²", FOOT * FOOT, 2),
        )
    }

    /// For areas of a rocket's cross-section.
    pub fn section(self) -> DisplayUnit {
        let inch = FOOT / 12.0;
        self.either(
            DisplayUnit::new("cm²", 1e-4, 2),
            DisplayUnit::new("in²", inch * inch, 2),
        )
    }

    /// For a quantity of a launch file that is about this large, SI. Temperatures are differences.
    pub(crate) fn for_dimension(self, dimension: Dimension, size: f64) -> DisplayUnit {
        match dimension {
            Dimension::Number => DisplayUnit::new("", 1.0, 3),
            Dimension::Angle => DisplayUnit::new("°", PI / 180.0, 2),
            Dimension::PerAngle => DisplayUnit::new("1/rad", 1.0, 2),
            Dimension::Length if size < 1.0 => {
                self.either(DisplayUnit::new("mm", 1e-3, 1), self.length())
            }
            Dimension::Length => self.height(),
            Dimension::Area => self.area(),
            Dimension::Mass => self.mass(),
            Dimension::Time => DisplayUnit::new("s", 1.0, 2),
            Dimension::Speed => self.speed(),
            Dimension::Acceleration => self.acceleration(),
            Dimension::AngularRate => DisplayUnit::new("°/s", PI / 180.0, 1),
            Dimension::Force => self.either(
                DisplayUnit::new("N", 1.0, 1),
                DisplayUnit::new("lbf", POUND * STANDARD_GRAVITY, 1),
            ),
            Dimension::Impulse => self.impulse(),
            Dimension::Pressure => self.pressure(),
            Dimension::Temperature => self.either(
                DisplayUnit::new("°C", 1.0, 1),
                DisplayUnit::new("°F", 5.0 / 9.0, 1),
            ),
            Dimension::Density => DisplayUnit::new("kg/m³", 1.0, 0),
            Dimension::Inertia => DisplayUnit::new("kg m²", 1.0, 4),
        }
    }

    /// A temperature in K as text, in degrees.
    pub fn temperature(self, kelvin: f64) -> String {
        let celsius = kelvin - 273.15;
        match self {
            Self::Si => format!("{celsius:.1} °C"),
            Self::Us => format!("{:.0} °F", celsius * 1.8 + 32.0),
        }
    }
}

/// A share as a percentage with its sign: `+3.2 %`.
pub(crate) fn signed_percent(share: f64) -> String {
    format!("{:+.1} %", 100.0 * share)
}

/// An angle in rad as degrees.
pub(crate) fn degrees(angle: f64) -> String {
    format!("{:.1}°", angle.to_degrees())
}

/// A direction in rad clockwise from north, as degrees and a point of the compass.
pub(crate) fn compass(direction: f64) -> String {
    const POINTS: [&str; 16] = [
        "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW",
        "NW", "NNW",
    ];
    let turn = direction.rem_euclid(2.0 * PI) / (2.0 * PI);
    let degrees = (turn * 360.0).round() as usize % 360;
    let point = POINTS[(turn * 16.0).round() as usize % 16];
    format!("{degrees:03}° ({point})")
}

/// A place on the ground, from latitude and longitude in rad, to about a metre.
pub(crate) fn coordinates(latitude: f64, longitude: f64) -> String {
    format!(
        "{}, {}",
        Coordinate::Latitude.format(latitude),
        Coordinate::Longitude.format(longitude)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_four_digits_and_no_negative_zero() {
        let height = Units::Si.height();
        assert_eq!(height.show(31_245.6), "31246 m");
        assert_eq!(height.show(812.34), "812.3 m");
        assert_eq!(height.show(-0.001), "0.0 m");
        assert_eq!(Units::Us.pressure().show(6894.757), "1.00 psi");
        assert_eq!(Units::Us.wind().show(4.4704), "10.0 mph");
    }

    #[test]
    fn directions_wrap() {
        assert_eq!(compass(0.0), "000° (N)");
        assert_eq!(compass(-0.001), "000° (N)");
        assert_eq!(compass(68_f64.to_radians()), "068° (ENE)");
        assert_eq!(compass(359.9_f64.to_radians()), "000° (N)");
        assert_eq!(coordinates(-0.5, 1.0), "28.64789° S, 57.29578° E");
    }
}
