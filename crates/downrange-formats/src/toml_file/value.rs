//! One value of the file, read as its key says.

use downrange::error::Fault;
use downrange::quantity::{self, Dimension};
use downrange::text::is_control;
use toml::de::DeValue;

use super::range::Range;
use super::source::{TomlSource, Value};
use crate::error::Error;
use crate::similar::closest;

/// A bare number, in SI by convention.
pub fn bare(value: Value<'_>) -> Option<f64> {
    match value.get_ref() {
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .map(|whole| whole as f64),
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    }
}

/// A quantity: a number in SI, or text with a unit.
pub fn number(
    source: &TomlSource<'_>,
    name: &str,
    value: Value<'_>,
    dimension: Dimension,
    range: Range,
) -> Result<f64, Error> {
    let read = match (value.get_ref(), bare(value)) {
        (DeValue::Table(_), _) => source
            .drawn(value)
            .ok_or_else(|| wrong(source, name, value, range.example(dimension)))?,
        (_, Some(number)) if number.is_finite() => number,
        (DeValue::String(text), _) => parsed(text, dimension, range).map_err(|fault| {
            let error = source.error(value.span(), format!("`{name}`: {}", fault.message));
            match fault.hint {
                Some(hint) => error.label(hint),
                None => error,
            }
        })?,
        _ => return Err(wrong(source, name, value, range.example(dimension))),
    };
    if range.holds(read) {
        return Ok(read);
    }
    let error = source.error(
        value.span(),
        format!(
            "`{name}` is {}, expected {}",
            shown(read, dimension),
            allowed(range, dimension)
        ),
    );
    Err(
        match bare(value).and_then(|number| forgotten(number, dimension, range)) {
            Some(unit) => error.label(format!(
                "a bare number is in {}; did you mean \"{} {unit}\"?",
                dimension.unit(),
                source.quote(value.span()),
            )),
            None => error,
        },
    )
}

/// The quantity of a text, SI.
fn parsed(text: &str, dimension: Dimension, range: Range) -> Result<f64, Fault> {
    match range {
        Range::On(coordinate) => coordinate.parse(text),
        _ => quantity::parse(text, dimension),
    }
}

/// A length that may be so great, m, is no part's.
const HIGH: f64 = 1000.0;

/// The unit that was probably left out: the first with which the number can be.
fn forgotten(number: f64, dimension: Dimension, range: Range) -> Option<&'static str> {
    let candidates: &[&str] = match dimension {
        Dimension::Angle => &["deg"],
        // Of what lies or flies high, feet; of what is built, millimetres.
        Dimension::Length if range.holds(HIGH) => &["ft"],
        Dimension::Length => &["mm", "um"],
        Dimension::Mass | Dimension::Density => &["g"],
        Dimension::Temperature => &["C", "F"],
        Dimension::Pressure => &["hPa"],
        Dimension::Time => &["ms"],
        Dimension::Area => &["cm2", "mm2"],
        _ => &[],
    };
    candidates.iter().copied().find(|unit| {
        quantity::Unit::parse(unit, dimension).is_ok_and(|unit| range.holds(unit.to_si(number)))
    })
}

/// A number in the unit people say it in.
pub fn shown(value: f64, dimension: Dimension) -> String {
    let (value, unit) = match dimension {
        Dimension::Angle => (value.to_degrees(), "deg"),
        _ => (value, dimension.unit()),
    };
    // Twelve digits: a degree's rounding is no business of the reader.
    let value: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    let digits = match value == 0.0 || (1e-6..1e15).contains(&value.abs()) {
        true => format!("{value}"),
        false => format!("{value:e}"),
    };
    match unit {
        "" => digits,
        unit => format!("{digits} {unit}"),
    }
}

/// What can be, in words.
pub fn allowed(range: Range, dimension: Dimension) -> String {
    let show = |value| shown(value, dimension);
    match range {
        Range::Any => dimension.example().into(),
        Range::Positive => "more than zero".into(),
        Range::NotNegative => "zero or more".into(),
        Range::Between(least, most) => format!("from {} to {}", show(least), show(most)),
        Range::UpTo(most) => format!("more than zero, up to {}", show(most)),
        Range::On(coordinate) => {
            let (least, most) = Range::bounds(coordinate);
            format!("from {} to {}", show(least), show(most))
        }
    }
}

/// Text that can be shown and written anywhere: control characters are refused, but for ends of lines and tabs outside names.
pub fn text<'a>(source: &TomlSource<'_>, name: &str, value: Value<'a>) -> Result<&'a str, Error> {
    match value.get_ref() {
        DeValue::String(text) => {
            let letters = text.chars().count();
            if name == "name" && letters > Fault::LONGEST_NAME {
                let title = format!(
                    "`name` has {letters} letters, expected {} at most",
                    Fault::LONGEST_NAME
                );
                return Err(source.error(value.span(), title).label("shorten it"));
            }
            let lines = |c: char| name != "name" && matches!(c, '\n' | '\r' | '\t');
            let refused = |c: &char| is_control(*c) && !lines(*c);
            match text.chars().find(refused) {
                Some(c) => {
                    let title = format!("`{name}` has a control character, U+{:04X}", u32::from(c));
                    Err(source
                        .error(value.span(), title)
                        .label("expected text that can be printed; leave it out"))
                }
                None => Ok(text),
            }
        }
        _ => Err(wrong(source, name, value, "text in quotes")),
    }
}

/// One of some words; case, hyphens and underscores are forgiven.
pub fn choice(
    source: &TomlSource<'_>,
    name: &str,
    value: Value<'_>,
    words: &'static [&'static str],
) -> Result<&'static str, Error> {
    let expected = || super::keys::Kind::Choice(words).expected();
    let DeValue::String(text) = value.get_ref() else {
        return Err(wrong(source, name, value, &expected()));
    };
    if let Some(word) = words.iter().find(|word| *word == text) {
        return Ok(word);
    }
    let plain = text
        .trim()
        .to_lowercase()
        .replace(['-', '_'], " ")
        .replace('á', "a");
    if let Some(word) = words.iter().find(|word| **word == plain) {
        return Ok(word);
    }
    let error = source.error(value.span(), format!("unknown {name} \"{text}\""));
    Err(match closest(&plain, words.iter().copied()) {
        Some(word) => error.label(format!("did you mean \"{word}\"?")),
        None => error.label(format!("expected {}", expected())),
    })
}

/// No list of names or files is longer: members of a wind ensemble, say.
pub const MOST_TEXTS: usize = 10_000;

/// A list of texts, and where each stands.
pub fn texts<'a>(
    source: &TomlSource<'_>,
    name: &str,
    value: Value<'a>,
) -> Result<Vec<(&'a str, Value<'a>)>, Error> {
    let Some(items) = value.get_ref().as_array() else {
        return Err(wrong(source, name, value, "a list of texts in quotes"));
    };
    if let Some(beyond) = items.get(MOST_TEXTS) {
        let title = format!("`{name}` has {} entries", items.len());
        return Err(source
            .error(beyond.span(), title)
            .label(format!("expected {MOST_TEXTS} at most")));
    }
    items
        .iter()
        .map(|item| Ok((text(source, name, item)?, item)))
        .collect()
}

/// True or false.
pub fn boolean(source: &TomlSource<'_>, name: &str, value: Value<'_>) -> Result<bool, Error> {
    value
        .get_ref()
        .as_bool()
        .ok_or_else(|| wrong(source, name, value, "true or false"))
}

/// A whole number from one to `most`.
pub fn count(
    source: &TomlSource<'_>,
    name: &str,
    value: Value<'_>,
    most: u32,
) -> Result<u32, Error> {
    match bare(value) {
        Some(number) if number.fract() == 0.0 && (1.0..=f64::from(most)).contains(&number) => {
            Ok(number as u32)
        }
        _ => {
            let expected = format!("a whole number from 1 to {most}");
            Err(wrong(source, name, value, &expected))
        }
    }
}

/// A date as written.
pub fn date(source: &TomlSource<'_>, name: &str, value: Value<'_>) -> Result<String, Error> {
    let expected = super::keys::Kind::Date.expected();
    match value.get_ref() {
        DeValue::Datetime(date) if date.date.is_some() => Ok(date.to_string()),
        DeValue::String(text) => match text.trim().parse::<toml::value::Datetime>() {
            Ok(date) if date.date.is_some() => Ok(text.trim().to_owned()),
            _ => Err(wrong(source, name, value, &expected)),
        },
        _ => Err(wrong(source, name, value, &expected)),
    }
}

/// A value that is not what its key takes.
pub fn wrong(source: &TomlSource<'_>, name: &str, value: Value<'_>, expected: &str) -> Error {
    let read = match value.get_ref() {
        DeValue::Table(_) => "a table".into(),
        DeValue::Array(_) => "a list".into(),
        _ => source.quote(value.span()),
    };
    source.error(
        value.span(),
        format!("`{name}` is {read}, expected {expected}"),
    )
}
