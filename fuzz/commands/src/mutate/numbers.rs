//! Mutations of one number of a text.

use fastrand::Rng;

use super::words::Dictionary;
use super::{place, tokens};

/// Numbers at the edges of what is held and of what can be.
const ODD: [&str; 40] = [
    "0",
    "-0",
    "0.0",
    "1",
    "-1",
    "2",
    "3",
    "1e308",
    "-1e308",
    "1e309",
    "1e-308",
    "5e-324",
    "1e400",
    "nan",
    "-nan",
    "inf",
    "-inf",
    "NaN",
    "Infinity",
    "1e3",
    "1e6",
    "1e9",
    "1e12",
    "1e18",
    "1e-3",
    "1e-9",
    "1e-15",
    "90",
    "180",
    "360",
    "-90",
    "0.9999999999999999",
    "1.0000000000000002",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "0x7f",
    "1_000",
    "1,5",
];

/// Factors that make a number of another unit, sign or size.
const FACTORS: [f64; 14] = [
    -1.0,
    0.5,
    2.0,
    10.0,
    0.1,
    1e3,
    1e-3,
    1e6,
    1e-6,
    0.3048,
    0.0254,
    57.29577951308232,
    1e100,
    1e-100,
];

/// One number of the text otherwise; another mutation of words where it has none.
pub fn mutate(rng: &mut Rng, text: &str, dictionary: &Dictionary) -> String {
    let tokens = tokens(text);
    let starts = |token: &str| token.starts_with(|c: char| c.is_ascii_digit());
    let numbers: Vec<usize> = (0..tokens.len())
        .filter(|index| starts(tokens[*index]))
        .collect();
    let Some(chosen) = place(rng, numbers.len()) else {
        return super::words::mutate(rng, text, dictionary);
    };
    let at = numbers[chosen];
    let value: f64 = tokens[at].parse().unwrap_or(1.0);
    let new = match rng.u8(..8) {
        0..3 => ODD[rng.usize(..ODD.len())].to_owned(),
        3..6 => number(value * FACTORS[rng.usize(..FACTORS.len())]),
        6 => number(value * (0.5 + rng.f64())),
        // The number of another place.
        _ => tokens[numbers[rng.usize(..numbers.len())]].to_owned(),
    };
    let mut all = tokens;
    all[at] = &new;
    all.concat()
}

/// A number as TOML, JSON and CSV take it.
fn number(value: f64) -> String {
    let text = format!("{value:?}");
    match text.parse::<f64>() {
        Ok(same) if same == value => text,
        _ => "0".to_owned(),
    }
}
