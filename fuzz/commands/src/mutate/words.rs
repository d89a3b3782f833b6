//! Mutations of one word of a text: keys, units, names, values.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::Value;

use super::{place, tokens};

/// Words that the readers know.
#[derive(Debug, Clone)]
pub struct Dictionary {
    words: Vec<String>,
}

/// Units, right and wrong.
const UNITS: [&str; 36] = [
    "m", "mm", "km", "in", "ft", "kg", "g", "lb", "oz", "N", "lbf", "kgf", "s", "ms", "min", "h",
    "deg", "rad", "C", "F", "K", "Pa", "hPa", "bar", "psi", "m/s", "ft/s", "km/h", "mph", "kt",
    "kg/m3", "1/deg", "%", "m2", "kg m2", "parsec",
];

/// Texts where a name or a path is wanted.
const NAMES: [&str; 16] = [
    "",
    " ",
    ".",
    "..",
    "/",
    "../outside.csv",
    "launch.toml",
    "no such file",
    "\\u0000",
    "\\u001b[31m",
    "\\n",
    "<b>&amp;\"",
    "\u{202e}txt",
    "\u{1f680}",
    "e\u{301}",
    "con",
];

/// Values of other types.
const VALUES: [&str; 16] = [
    "true",
    "\"\"",
    "[]",
    "{}",
    "[[]]",
    "[1, 2]",
    "[[0, 1], [1, 2]]",
    "1979-05-27",
    "07:32:00",
    "{ mean = 1, sigma = 0.1 }",
    "{ min = 1, max = 2 }",
    "{ mean = \"1 m\", sigma = \"1 m\", min = 0 }",
    "{ values = [1, 2], weights = [1e308, 1e308] }",
    "{ mean = 1, sigma = 1e300 }",
    "\"\"\"\n\n\"\"\"",
    "null",
];

impl Dictionary {
    /// The keys and choices of a JSON Schema.
    pub fn of_schema(schema: &str) -> Self {
        fn walk(value: &Value, words: &mut BTreeSet<String>) {
            match value {
                Value::Object(members) => {
                    for (key, inner) in members {
                        match (key.as_str(), inner) {
                            ("properties", Value::Object(keys)) => {
                                words.extend(keys.keys().cloned())
                            }
                            ("enum", Value::Array(choices)) => {
                                words.extend(
                                    choices.iter().filter_map(Value::as_str).map(str::to_owned),
                                );
                            }
                            _ => {}
                        }
                        walk(inner, words);
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| walk(item, words)),
                _ => {}
            }
        }
        let mut words = BTreeSet::new();
        walk(
            &serde_json::from_str(schema).unwrap_or_default(),
            &mut words,
        );
        Self {
            words: words.into_iter().collect(),
        }
    }

    /// A word of it, or a unit.
    pub fn word(&self, rng: &mut Rng) -> &str {
        match place(rng, self.words.len()) {
            Some(at) => &self.words[at],
            None => UNITS[rng.usize(..UNITS.len())],
        }
    }

    /// A line that sets a key.
    pub fn line(&self, rng: &mut Rng) -> String {
        let key = self.word(rng);
        format!("{key} = {}\n", self.value(rng))
    }

    fn value(&self, rng: &mut Rng) -> String {
        let unit = UNITS[rng.usize(..UNITS.len())];
        match rng.u8(..5) {
            0 => VALUES[rng.usize(..VALUES.len())].to_owned(),
            1 => format!("\"{} {unit}\"", rng.u32(..100)),
            2 => format!("{}", f64::from(rng.i32(-1_000..1_000)) / 8.0),
            3 => format!(
                "{{ mean = \"{} {unit}\", sigma = \"{} {unit}\" }}",
                rng.u8(..),
                rng.u8(..)
            ),
            _ => format!("\"{}\"", self.word(rng)),
        }
    }
}

/// One word of the text otherwise.
pub fn mutate(rng: &mut Rng, text: &str, dictionary: &Dictionary) -> String {
    let tokens = tokens(text);
    let is_word = |token: &str| token.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let words: Vec<usize> = (0..tokens.len())
        .filter(|index| is_word(tokens[*index]))
        .collect();
    let Some(chosen) = place(rng, words.len()) else {
        return format!("{text}{}", dictionary.line(rng));
    };
    let at = words[chosen];
    let new = match rng.u8(..12) {
        0 | 1 => dictionary.word(rng).to_owned(),
        2 => UNITS[rng.usize(..UNITS.len())].to_owned(),
        3 => tokens[words[rng.usize(..words.len())]].to_owned(),
        4 => String::new(),
        5 => tokens[at].to_uppercase(),
        6 => format!("{0}{0}", tokens[at]),
        7 => return quoted(rng, text, dictionary),
        8 => return valued(rng, text, dictionary),
        9 => return swapped(rng, tokens, &words, at),
        10 => {
            let long = [40, 400, 100_000][rng.usize(..3)];
            tokens[at].chars().cycle().take(long).collect()
        }
        _ => NAMES[rng.usize(..NAMES.len())].to_owned(),
    };
    let mut all = tokens;
    all[at] = &new;
    all.concat()
}

fn swapped(rng: &mut Rng, mut tokens: Vec<&str>, words: &[usize], at: usize) -> String {
    tokens.swap(at, words[rng.usize(..words.len())]);
    tokens.concat()
}

/// What stands in one pair of quotes otherwise.
fn quoted(rng: &mut Rng, text: &str, dictionary: &Dictionary) -> String {
    let mut pieces: Vec<&str> = text.split('"').collect();
    let inside = pieces.len() / 2;
    let Some(at) = place(rng, inside) else {
        return text.to_owned();
    };
    let others = pieces[2 * rng.usize(..inside) + 1];
    let number = pieces[2 * at + 1]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let unit = format!("{number} {}", UNITS[rng.usize(..UNITS.len())]);
    pieces[2 * at + 1] = match rng.u8(..5) {
        0 | 1 => &unit,
        2 => others,
        3 => dictionary.word(rng),
        _ => NAMES[rng.usize(..NAMES.len())],
    };
    pieces.join("\"")
}

/// The value of one line `key = value` otherwise.
fn valued(rng: &mut Rng, text: &str, dictionary: &Dictionary) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let keyed: Vec<usize> = (0..lines.len())
        .filter(|index| lines[*index].contains(" = "))
        .collect();
    let Some(chosen) = place(rng, keyed.len()) else {
        return text.to_owned();
    };
    let at = keyed[chosen];
    let Some((key, value)) = lines[at].trim_end().split_once(" = ") else {
        return text.to_owned();
    };
    let new = match rng.u8(..5) {
        0 => {
            let deep = [1, 2, 20, 5_000][rng.usize(..4)];
            format!("{}{value}{}", "[".repeat(deep), "]".repeat(deep))
        }
        1 => format!(
            "{{ mean = {value}, sigma = {} }}",
            ["0", "0.01", value, "1e9"][rng.usize(..4)]
        ),
        2 => format!("[{value}, {value}]"),
        _ => dictionary.value(rng),
    };
    let line = format!("{key} = {new}\n");
    let mut all = lines;
    all[at] = &line;
    all.concat()
}
