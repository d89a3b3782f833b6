//! The numbers of a field.

use std::sync::Arc;

use grib::Grib2SubmessageDecoder;

use super::sections::{Message, unsigned};
use crate::weather::fields::FieldSource;
use crate::weather::grid_points::MOST_POINTS;

/// The bytes of a file, and its fields.
pub struct GribSource {
    pub bytes: Arc<[u8]>,
    pub messages: Vec<Message>,
}

impl GribSource {
    /// All numbers of a field in the order of the file; those that are missing are no numbers.
    ///
    /// # Errors
    /// Why they cannot be decoded.
    pub fn decoded<T>(
        &self,
        index: usize,
        take: impl FnOnce(&mut dyn Iterator<Item = f32>) -> T,
    ) -> Result<T, String> {
        let message = self.messages.get(index).ok_or("no such field")?;
        let said = |what: String| format!("message {}: {what}", message.number);
        let section =
            |range: &std::ops::Range<usize>| self.bytes.get(range.clone()).unwrap_or_default();
        let [grid, representation, bitmap, data] = [
            &message.grid,
            &message.representation,
            &message.bitmap,
            &message.data,
        ]
        .map(section);
        let points = unsigned(grid, 6..10).and_then(|points| usize::try_from(points).ok());
        let points = points.filter(|points| *points <= MOST_POINTS);
        let points = points.ok_or_else(|| said("a grid of too many points".to_owned()))?;
        check(representation, data, points).map_err(|what| said(what.to_owned()))?;
        let decoder = Grib2SubmessageDecoder::new(
            points,
            representation.to_vec(),
            bitmap.to_vec(),
            data.to_vec(),
        );
        let decoder = decoder.map_err(|reason| said(reason.to_string()))?;
        let mut numbers = decoder
            .dispatch()
            .map_err(|reason| said(reason.to_string()))?
            .take(points);
        Ok(take(&mut numbers))
    }
}

/// Whether what a field declares is in proportion to its bytes: the decoders take its word.
fn check(representation: &[u8], data: &[u8], points: usize) -> Result<(), &'static str> {
    const STRANGE: &str = "a packing that is not read";
    const FALSE: &str = "its packing does not fit its points";
    let number = |from: usize, to: usize| unsigned(representation, from..to).ok_or(STRANGE);
    let encoded = number(5, 9)?;
    if encoded > points as u64 {
        return Err(FALSE);
    }
    let payload = data.get(5..).unwrap_or_default();
    let bits = number(19, 20)?;
    match number(9, 11)? {
        0 if bits > 32 || encoded.saturating_mul(bits) > 8 * payload.len() as u64 => Err(FALSE),
        0 => Ok(()),
        template @ (2 | 3) => {
            let order = if template == 3 { number(47, 48)? } else { 1 };
            match number(31, 35)? > encoded || !matches!(order, 1 | 2) {
                true => Err(FALSE),
                false => Ok(()),
            }
        }
        40 => match image_of_jpeg(payload).is_some_and(|size| size > points as u64) {
            true => Err(FALSE),
            false => Ok(()),
        },
        41 => match image_of_png(payload).is_some_and(|size| size > points as u64) {
            true => Err(FALSE),
            false => Ok(()),
        },
        42 => Ok(()),
        _ => Err(STRANGE),
    }
}

/// Samples of a JPEG 2000 codestream (ISO/IEC 15444-1, A.5.1: the marker SIZ is the second): its size, and its components.
fn image_of_jpeg(payload: &[u8]) -> Option<u64> {
    let size = |at: usize| unsigned(payload, at..at + 4);
    match payload.get(2..4)? {
        b"\xff\x51" => {
            let components = unsigned(payload, 40..42)?;
            Some(
                size(8)?
                    .saturating_mul(size(12)?)
                    .saturating_mul(components),
            )
        }
        _ => Some(u64::MAX),
    }
}

/// Pixels of a PNG (ISO/IEC 15948, 11.2.2: IHDR is the first chunk).
fn image_of_png(payload: &[u8]) -> Option<u64> {
    Some(unsigned(payload, 16..20)?.saturating_mul(unsigned(payload, 20..24)?))
}

impl FieldSource for GribSource {
    fn values(&self, index: usize, points: [usize; 4]) -> Result<[f64; 4], String> {
        self.decoded(index, |numbers| {
            let mut values = [f64::NAN; 4];
            let last = points.iter().copied().max().unwrap_or(0);
            for (at, number) in numbers.take(last.saturating_add(1)).enumerate() {
                for (value, point) in values.iter_mut().zip(points) {
                    if at == point {
                        *value = f64::from(number);
                    }
                }
            }
            values
        })
    }
}
