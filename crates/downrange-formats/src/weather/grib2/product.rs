//! What a field is of: sections 1 and 4.

use jiff::{SignedDuration, Timestamp};

use super::sections::{Message, unsigned};
use crate::weather::fields::{FieldKey, FieldLevel, FieldQuantity};
use crate::weather::hours::time_of;

/// Templates of section 4 (code table 4.0) of a state at an hour: of a forecast, and of a member of an ensemble. Means, extremes and
/// probabilities are others.
const FORECAST: u64 = 0;
const MEMBER: u64 = 1;

/// Surfaces (code table 4.5).
const GROUND: u64 = 1;
const ISOBARIC: u64 = 100;
const ABOVE_GROUND: u64 = 103;
const NONE: u64 = 255;

/// The centre that made it (common code table C-1).
pub fn center(bytes: &[u8], message: &Message) -> Option<&'static str> {
    let start = message.identification.start;
    match unsigned(bytes, start + 5..start + 7)? {
        7 => Some("NCEP"),
        54 => Some("the Canadian Meteorological Centre"),
        74 => Some("the Met Office"),
        78 => Some("DWD"),
        84 | 85 => Some("Météo-France"),
        98 => Some("ECMWF"),
        34 => Some("JMA"),
        _ => None,
    }
}

/// What a field is of; none for what says nothing of a column of air at an hour.
pub fn key(bytes: &[u8], message: &Message) -> Option<FieldKey> {
    let section = bytes.get(message.product.clone())?;
    let number = |from: usize, to: usize| unsigned(section, from..to);
    let template = number(7, 9)?;
    let quantity = match (message.discipline, number(9, 10)?, number(10, 11)?) {
        (0, 0, 0) => FieldQuantity::Temperature,
        (0, 1, 0) => FieldQuantity::SpecificHumidity,
        (0, 1, 1) => FieldQuantity::Humidity,
        (0, 2, 2) => FieldQuantity::WindX,
        (0, 2, 3) => FieldQuantity::WindY,
        (0, 3, 0) => FieldQuantity::Pressure,
        (0, 3, 4) => FieldQuantity::Geopotential,
        (0, 3, 5) => FieldQuantity::Height,
        _ => return None,
    };
    let member = match template {
        FORECAST => 0,
        MEMBER => u32::try_from(number(35, 36)?).ok()?,
        _ => return None,
    };
    // One surface, not a layer between two.
    if number(28, 29)? != NONE {
        return None;
    }
    let value = || {
        let scale = signed(number(23, 24)?, 8);
        let value = number(24, 28)? as f64 * 10f64.powi(-i32::try_from(scale).ok()?);
        (value.fract() == 0.0 && (0.0..=200_000.0).contains(&value)).then_some(value as u32)
    };
    let level = match number(22, 23)? {
        GROUND => FieldLevel::Ground,
        ISOBARIC => FieldLevel::Pressure(value().filter(|pascals| *pascals > 0)?),
        ABOVE_GROUND => FieldLevel::AboveGround(value()?),
        _ => return None,
    };
    Some(FieldKey {
        member,
        time: time(bytes, message, section)?,
        level,
        quantity,
    })
}

/// A number whose first bit is its sign.
fn signed(number: u64, bits: u32) -> i64 {
    let sign = 1 << (bits - 1);
    let size = (number & (sign - 1)) as i64;
    if number & sign == 0 { size } else { -size }
}

/// The hour that a field is for: that of the reference and the time of the forecast after it.
fn time(bytes: &[u8], message: &Message, product: &[u8]) -> Option<Timestamp> {
    let section = bytes.get(message.identification.clone())?;
    let small = |at: usize| i8::try_from(*section.get(at)?).ok();
    let year = i16::try_from(unsigned(section, 12..14)?).ok()?;
    let start = time_of(year, small(14)?, small(15)?, small(16)?, small(17)?)?;
    // Code table 4.4.
    let seconds = match unsigned(product, 17..18)? {
        0 => 60,
        1 => 3600,
        2 => 86_400,
        10 => 3 * 3600,
        11 => 6 * 3600,
        12 => 12 * 3600,
        13 => 1,
        _ => return None,
    };
    let after = signed(unsigned(product, 18..22)?, 32).checked_mul(seconds)?;
    start.checked_add(SignedDuration::from_secs(after)).ok()
}
