//! Latitudes and longitudes as maps, receivers and web pages write them.
//!
//! Besides an angle with its unit (`"40.016 deg"`), a coordinate may carry its hemisphere, before or after
//! (`"40.016 N"`, `"W 105.222"`), and may be in degrees and minutes or degrees, minutes and seconds
//! (`"40°00'57.6\" N"`, `"40 0 57.6 N"`, `"40d00m57.6s"`, `"40:00:57.6 N"`). A number with a hemisphere is in degrees. North and
//! east are positive. A sign beside a hemisphere would say the same thing twice, and is refused.

use super::parse::number_length;
use super::{Dimension, Unit, parse};
use crate::error::Fault;

/// Which of the two coordinates of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coordinate {
    /// North of the equator.
    Latitude,
    /// East of Greenwich.
    Longitude,
}

impl Coordinate {
    /// Reads one, rad, positive north or east. Bounds are not checked.
    ///
    /// # Errors
    /// When the text is no angle, or carries a hemisphere of the other coordinate. The place of the fault is empty.
    ///
    /// ```
    /// use downrange::quantity::{Coordinate, Dimension, parse};
    /// let read = Coordinate::Longitude.parse("105°13'19.2\" W").unwrap();
    /// assert_eq!(read, parse("-105.222 deg", Dimension::Angle).unwrap());
    /// assert_eq!(
    ///     Coordinate::Latitude.parse("105.222 W").unwrap_err().message,
    ///     "\"105.222 W\" lies west, which is a longitude, expected a latitude such as \"40.016 N\" or \"40.016 deg\"",
    /// );
    /// ```
    pub fn parse(self, text: &str) -> Result<f64, Fault> {
        let plain = plain(text);
        if let Some((before, after)) = plain.split_once(',') {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let decimal = digit(before.chars().last()) && digit(after.chars().next());
            let title = format!("read \"{}\", expected {}", text.trim(), self.example());
            return Err(
                Fault::new("", title).hint(match decimal && !plain.contains('.') {
                    true => "write the decimal sign as a point",
                    false => "latitude and longitude have a key each",
                }),
            );
        }
        let Some(tokens) = tokens(plain.trim()) else {
            return self.as_angle(text, &plain);
        };
        let hemispheres: Vec<Hemisphere> = tokens.iter().filter_map(Token::hemisphere).collect();
        let numbers = tokens.iter().filter(|each| each.number().is_some()).count();
        let hemisphere = match hemispheres.as_slice() {
            [] if numbers < 2 => return self.as_angle(text, &plain),
            [] => None,
            [only] => Some(*only),
            _ => {
                let two = "holds two hemispheres, expected one coordinate";
                return Err(Fault::new("", format!("\"{}\" {two}", text.trim()))
                    .hint("latitude and longitude have a key each"));
            }
        };
        let (negative, degrees) = self.degrees(text, &tokens)?;
        let sign = match hemisphere {
            None => negative,
            Some(_) if negative => {
                let both = "has a sign and a hemisphere, which say the same thing";
                return Err(Fault::new("", format!("\"{}\" {both}", text.trim()))
                    .hint("leave one of them out"));
            }
            Some(side) if side.coordinate() != self => {
                return Err(Fault::new(
                    "",
                    format!(
                        "\"{}\" lies {}, which is a {}, expected {}",
                        text.trim(),
                        side.word(),
                        side.coordinate().name(),
                        self.example()
                    ),
                ));
            }
            Some(side) => matches!(side, Hemisphere::South | Hemisphere::West),
        };
        let angle = Unit::parse("deg", Dimension::Angle)?.to_si(degrees);
        Ok(if sign { -angle } else { angle })
    }

    /// One as text in degrees with its hemisphere, to about a metre: `40.01600° N`.
    ///
    /// ```
    /// use downrange::quantity::Coordinate;
    /// assert_eq!(Coordinate::Longitude.format(-105.222_f64.to_radians()), "105.22200° W");
    /// ```
    pub fn format(self, angle: f64) -> String {
        let side = match (self, angle < 0.0) {
            (Self::Latitude, false) => "N",
            (Self::Latitude, true) => "S",
            (Self::Longitude, false) => "E",
            (Self::Longitude, true) => "W",
        };
        format!("{:.5}° {side}", angle.to_degrees().abs())
    }

    /// How to write one.
    pub fn example(self) -> &'static str {
        match self {
            Self::Latitude => "a latitude such as \"40.016 N\" or \"40.016 deg\"",
            Self::Longitude => "a longitude such as \"105.222 W\" or \"-105.222 deg\"",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
        }
    }

    /// A number with a unit, or without one.
    fn as_angle(self, text: &str, plain: &str) -> Result<f64, Fault> {
        parse(plain, Dimension::Angle).map_err(|fault| match fault.hint {
            // What stands after the number is neither a unit nor a hemisphere.
            None => Fault::new(
                "",
                format!("read \"{}\", expected {}", text.trim(), self.example()),
            ),
            Some(_) => fault,
        })
    }

    /// Whether a sign stands ahead, and the degrees without it.
    fn degrees(self, text: &str, tokens: &[Token<'_>]) -> Result<(bool, f64), Fault> {
        let expected = || {
            let title = format!("read \"{}\", expected {}", text.trim(), self.example());
            Fault::new("", title)
        };
        let fields: Vec<&Token<'_>> = tokens
            .iter()
            .enumerate()
            // A hemisphere stands first or last.
            .filter(|(at, each)| each.hemisphere().is_none() || (*at > 0 && *at + 1 < tokens.len()))
            .map(|(_, each)| each)
            .collect();
        let mut negative = false;
        let mut whole: Vec<f64> = Vec::new();
        let mut fields = fields.into_iter().peekable();
        while let Some(field) = fields.next() {
            let number = field.number().ok_or_else(expected)?;
            let place = whole.len();
            let Ok(value) = number.trim_start_matches(['+', '-']).parse::<f64>() else {
                return Err(expected());
            };
            if number.starts_with(['+', '-']) {
                if place > 0 {
                    return Err(expected());
                }
                negative = number.starts_with('-');
            }
            if place > 0 && value >= 60.0 {
                let what = ["degrees", "minutes", "seconds"].get(place);
                let what = what.copied().unwrap_or("parts");
                let title = format!(
                    "\"{}\" has {value} {what}, expected less than 60",
                    text.trim()
                );
                return Err(Fault::new("", title));
            }
            if whole.last().is_some_and(|before| before.fract() != 0.0) {
                let title = format!(
                    "\"{}\": only the last of degrees, minutes and seconds has decimals",
                    text.trim()
                );
                return Err(Fault::new("", title));
            }
            whole.push(value);
            let mark = matches!(
                (place, fields.peek()),
                (0, Some(Token::Degrees))
                    | (1, Some(Token::Minutes))
                    | (2, Some(Token::Seconds))
                    | (_, Some(Token::Colon))
            );
            if mark {
                let colon = matches!(fields.next(), Some(Token::Colon));
                // Something follows a colon.
                if colon && fields.peek().is_none() {
                    return Err(expected());
                }
            }
        }
        let degrees = match whole.as_slice() {
            [degrees] => *degrees,
            [degrees, minutes] => (degrees * 60.0 + minutes) / 60.0,
            [degrees, minutes, seconds] => (degrees * 3600.0 + minutes * 60.0 + seconds) / 3600.0,
            _ => return Err(expected()),
        };
        match degrees.is_finite() {
            true => Ok((negative, degrees)),
            false => Err(Fault::new(
                "",
                format!("\"{}\" is too large a number", text.trim()),
            )),
        }
    }
}

/// Where from the equator or from Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hemisphere {
    North,
    South,
    East,
    West,
}

impl Hemisphere {
    fn coordinate(self) -> Coordinate {
        match self {
            Self::North | Self::South => Coordinate::Latitude,
            Self::East | Self::West => Coordinate::Longitude,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::North => "north",
            Self::South => "south",
            Self::East => "east",
            Self::West => "west",
        }
    }
}

/// A piece of a coordinate's text.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'t> {
    /// A decimal number with its sign, if it has one.
    Number(&'t str),
    Degrees,
    Minutes,
    Seconds,
    Colon,
    Side(Hemisphere),
}

impl<'t> Token<'t> {
    fn number(&self) -> Option<&'t str> {
        match self {
            Self::Number(text) => Some(text),
            _ => None,
        }
    }

    fn hemisphere(&self) -> Option<Hemisphere> {
        match self {
            Self::Side(side) => Some(*side),
            _ => None,
        }
    }
}

/// The signs that typesetting has for one.
fn plain(text: &str) -> String {
    text.replace(['−', '–'], "-")
        .replace(['’', '′', '‘', '`'], "'")
        .replace(['”', '″', '“'], "\"")
        .replace("''", "\"")
        .replace(['º', '˚'], "°")
}

/// The pieces of a coordinate; `None` where something is none of them.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            c if c.is_whitespace() => c.len_utf8(),
            c if c.is_ascii_digit() || "+-.".contains(c) => {
                let length = number_length(rest);
                if length == 0 {
                    return None;
                }
                tokens.push(Token::Number(&rest[..length]));
                length
            }
            c if c.is_alphabetic() => {
                let end = rest.find(|c: char| !c.is_alphabetic());
                let word = &rest[..end.unwrap_or(rest.len())];
                match mark(word, &tokens) {
                    Some(token) => tokens.push(token),
                    // A hemisphere right behind a mark: `57.6sN`.
                    None => {
                        let (at, _) = word.char_indices().last()?;
                        let (first, last) = word.split_at(at);
                        let token = mark(first, &tokens)?;
                        tokens.push(token);
                        tokens.push(mark(last, &tokens)?);
                    }
                }
                word.len()
            }
            c => {
                tokens.push(match c {
                    '°' => Token::Degrees,
                    '\'' => Token::Minutes,
                    '"' => Token::Seconds,
                    ':' => Token::Colon,
                    _ => return None,
                });
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    Some(tokens)
}

/// A word of a coordinate; the first `s` after minutes is seconds, any other south.
fn mark(word: &str, before: &[Token<'_>]) -> Option<Token<'static>> {
    let seconds = before.contains(&Token::Minutes) && !before.contains(&Token::Seconds);
    Some(match word {
        "s" if seconds => Token::Seconds,
        _ => match word.to_lowercase().as_str() {
            "d" | "deg" | "degree" | "degrees" => Token::Degrees,
            "m" | "min" | "minute" | "minutes" => Token::Minutes,
            "sec" | "second" | "seconds" => Token::Seconds,
            "n" | "north" => Token::Side(Hemisphere::North),
            "s" | "south" => Token::Side(Hemisphere::South),
            "e" | "east" => Token::Side(Hemisphere::East),
            "w" | "west" => Token::Side(Hemisphere::West),
            _ => return None,
        },
    })
}

#[cfg(test)]
#[path = "coordinate_tests.rs"]
mod tests;
