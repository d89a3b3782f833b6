//! The text of a launch file as it grows: tables, keys, remarks.

use downrange::quantity::{Dimension, Unit};
use toml::Value;

/// A remark on a key: its dotted path (`rocket.mass`, `stages[0].vehicle.mass`) and what stands above it.
pub type KeyRemark = (String, String);

/// Units that a reader knows of each kind of quantity; the first of the shortest is taken, and the last is SI.
pub const LENGTH: &[&str] = &["in", "mm", "m"];
/// Of sites and rails.
pub const HEIGHT: &[&str] = &["ft", "m"];
/// Of surfaces.
pub const ROUGHNESS: &[&str] = &["um", "in", "m"];

/// The text of a launch file.
pub struct TomlWriter<'a> {
    text: String,
    path: String,
    /// Which of [[stages]] is being written.
    stage: usize,
    remarks: &'a [KeyRemark],
}

impl<'a> TomlWriter<'a> {
    /// An empty page.
    pub fn new(remarks: &'a [KeyRemark]) -> Self {
        Self {
            text: String::new(),
            path: String::new(),
            stage: 0,
            remarks,
        }
    }

    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Begins a table, or, of a list, the next one.
    pub fn table(&mut self, path: &str, list: bool) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.path = path.to_owned();
        self.remark(path);
        self.text.push_str(&match list {
            true => format!("[[{path}]]\n"),
            false => format!("[{path}]\n"),
        });
    }

    /// Begins the next of [[stages]].
    pub fn stage(&mut self, index: usize) {
        self.stage = index;
        self.table("stages", true);
    }

    fn remark(&mut self, path: &str) {
        let path = match path.strip_prefix("stages") {
            Some(inner) => format!("stages[{}]{inner}", self.stage),
            None => path.to_owned(),
        };
        for (_, text) in self.remarks.iter().filter(|(of, _)| *of == path) {
            for line in wrapped(text) {
                self.text.push_str(&format!("# {line}\n"));
            }
        }
    }

    /// A key and its value as TOML has it.
    pub fn raw(&mut self, key: &str, value: &str) {
        let path = match self.path.as_str() {
            "" => key.to_owned(),
            table => format!("{table}.{key}"),
        };
        self.remark(&path);
        self.text.push_str(&format!("{key} = {value}\n"));
    }

    /// Text.
    pub fn word(&mut self, key: &str, value: &str) {
        self.raw(key, &quoted(value));
    }

    /// A quantity.
    pub fn quantity(&mut self, key: &str, value: f64, dimension: Dimension) {
        self.raw(key, &quantity(value, dimension, units(dimension)));
    }

    /// A quantity in one of these units.
    pub fn quantity_in(&mut self, key: &str, value: f64, dimension: Dimension, units: &[&str]) {
        self.raw(key, &quantity(value, dimension, units));
    }

    /// A quantity that is not what stands in for it.
    pub fn quantity_but(&mut self, key: &str, value: f64, default: f64, dimension: Dimension) {
        if value != default {
            self.quantity(key, value, dimension);
        }
    }
}

/// Text as TOML quotes it.
pub fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// A number as TOML has it, that reads back the same.
pub fn number(value: f64) -> String {
    let text = format!("{value:?}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn units(dimension: Dimension) -> &'static [&'static str] {
    match dimension {
        Dimension::Length => LENGTH,
        Dimension::Angle => &["deg", "rad"],
        Dimension::Mass => &["lb", "kg"],
        Dimension::Speed => &["mph", "m/s"],
        Dimension::Temperature => &["F", "C", "K"],
        Dimension::Pressure => &["inHg", "hPa", "Pa"],
        Dimension::Area => &["sq in", "m2"],
        Dimension::Time => &["s"],
        Dimension::Inertia => &["kg m2"],
        Dimension::Density => &["kg/m3"],
        Dimension::Force => &["N"],
        Dimension::Impulse => &["N s"],
        Dimension::Acceleration => &["m/s2"],
        Dimension::AngularRate => &["deg/s", "rad/s"],
        Dimension::PerAngle => &["1/rad"],
        Dimension::Number => &[],
    }
}

/// A quantity in the unit in which its number is shortest, that reads back the same.
pub fn quantity(value: f64, dimension: Dimension, units: &[&str]) -> String {
    let texts = units.iter().filter_map(|name| {
        let unit = Unit::parse(name, dimension).ok()?;
        let here = unit.from_si(value);
        let digits = (0..=16_usize).find_map(|digits| {
            let text = number(format!("{here:.digits$e}").parse().ok()?);
            (unit.to_si(text.parse().ok()?) == value).then_some(text)
        })?;
        Some((digits, name))
    });
    match texts.min_by_key(|(digits, _)| digits.len()) {
        Some((digits, name)) => quoted(&format!("{digits} {name}")),
        None => number(value),
    }
}

/// Lines of a remark that fit a screen.
pub fn wrapped(text: &str) -> Vec<String> {
    const WIDTH: usize = 100;
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            // A comment of TOML holds no control characters.
            for c in word.chars() {
                match c.is_control() {
                    true => line.extend(c.escape_unicode()),
                    false => line.push(c),
                }
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends that a comment of another program's file, whatever is in it, is a comment of TOML: found by fuzzing.
    #[test]
    fn comments_hold_no_control_characters() {
        let lines = wrapped("made by\u{1b}[31m me\u{7f}\n\u{0}");
        assert_eq!(lines, [r"made by\u{1b}[31m me\u{7f}", r"\u{0}"]);
        let comment = format!("# {}\na = 1\n", lines.join("\n# "));
        assert!(comment.parse::<toml::Table>().is_ok());
    }

    /// As a person would write it, whatever unit it was written in.
    #[test]
    fn quantities_are_short() {
        for (value, dimension, expected) in [
            (13.0 * 254.0 / 1e4, Dimension::Length, "\"13 in\""),
            (0.098, Dimension::Length, "\"98 mm\""),
            (
                (100.0 + 459.67) * 5.0 / 9.0,
                Dimension::Temperature,
                "\"100 F\"",
            ),
            (7.75 * 45_359_237.0 / 1e8, Dimension::Mass, "\"7.75 lb\""),
            (2.5, Dimension::Mass, "\"2.5 kg\""),
            (0.123, Dimension::Number, "0.123"),
            (0.0, Dimension::Length, "\"0 in\""),
        ] {
            assert_eq!(quantity(value, dimension, units(dimension)), expected);
        }
        assert_eq!(quantity(838.2, Dimension::Length, HEIGHT), "\"2750 ft\"");
    }

    proptest::proptest! {
        /// Whatever is written reads back the same.
        #[test]
        fn quantities_read_back(value in -1e9_f64..1e9, small in -1e-9_f64..1e-9) {
            for dimension in [Dimension::Length, Dimension::Mass, Dimension::Angle, Dimension::Temperature,
                Dimension::Pressure, Dimension::Area, Dimension::Inertia, Dimension::Density] {
                for value in [value, small] {
                    let text = quantity(value, dimension, units(dimension));
                    let read = downrange::quantity::parse(text.trim_matches('"'), dimension);
                    proptest::prop_assert_eq!(read, Ok(value));
                }
            }
        }
    }
}
