//! The sections of a file.

use std::ops::Range;

/// Bytes of section 0.
const INDICATOR: usize = 16;

/// A field: where the sections lie that describe and hold it, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Which message of the file it is in, from 1.
    pub number: usize,
    /// Code table 0.0.
    pub discipline: u8,
    pub identification: Range<usize>,
    pub grid: Range<usize>,
    pub product: Range<usize>,
    pub representation: Range<usize>,
    pub bitmap: Range<usize>,
    pub data: Range<usize>,
}

/// A whole number of some bytes, the greatest first.
pub fn unsigned(bytes: &[u8], range: Range<usize>) -> Option<u64> {
    let bytes = bytes.get(range).filter(|bytes| bytes.len() <= 8)?;
    Some(
        bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    )
}

/// The fields of a file.
///
/// # Errors
/// Where its sections are not as they should be, in one sentence.
pub fn messages(bytes: &[u8]) -> Result<Vec<Message>, String> {
    let mut messages = Vec::new();
    let (mut at, mut number) = (0, 0);
    // Bulletins have lines between messages.
    while let Some(start) = find(bytes, at) {
        number += 1;
        let fault = |what: &str| format!("message {number}, at byte {start}: {what}");
        match bytes.get(start + 7) {
            Some(2) => {}
            Some(1) => return Err("GRIB 1, which is not read".to_owned()),
            Some(edition) => return Err(fault(&format!("GRIB edition {edition}, expected 2"))),
            None => return Err(fault("the file ends in it")),
        }
        let discipline = bytes.get(start + 6).copied().unwrap_or_default();
        let length = unsigned(bytes, start + 8..start + INDICATOR)
            .and_then(|length| usize::try_from(length).ok());
        let end = length
            .and_then(|length| start.checked_add(length))
            .filter(|end| *end <= bytes.len());
        let end = end
            .filter(|end| *end >= start + INDICATOR + 4)
            .ok_or_else(|| fault("the file ends in it"))?;
        fields(
            bytes,
            (start + INDICATOR, end),
            number,
            discipline,
            &mut messages,
        )
        .map_err(|what| fault(&what))?;
        at = end;
    }
    Ok(messages)
}

fn find(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(4)
        .position(|window| window == b"GRIB")
        .map(|at| from + at)
}

/// The fields of one message: sections from the second on may come again.
fn fields(
    bytes: &[u8],
    (mut at, end): (usize, usize),
    number: usize,
    discipline: u8,
    messages: &mut Vec<Message>,
) -> Result<(), String> {
    let mut sections: [Option<Range<usize>>; 8] = Default::default();
    // The last bit map that was written out, for those that say "as before".
    let mut written: Option<Range<usize>> = None;
    while bytes.get(at..at + 4) != Some(b"7777") {
        let length = unsigned(bytes, at..at + 4).and_then(|length| usize::try_from(length).ok());
        let kind = bytes.get(at + 4).copied().map_or(0, usize::from);
        let range = length.and_then(|length| Some(at..at.checked_add(length)?));
        let range =
            range.filter(|range| range.end <= end && range.len() >= if kind == 6 { 6 } else { 5 });
        let (Some(range), 1..=7) = (range, kind) else {
            return Err(format!("no section of GRIB at byte {at}"));
        };
        at = range.end;
        let range = match (kind, bytes.get(range.start + 5)) {
            (6, Some(0)) => {
                written = Some(range.clone());
                range
            }
            (6, Some(254)) => written
                .clone()
                .ok_or("a bit map as before, where none was")?,
            _ => range,
        };
        if let Some(section) = sections.get_mut(kind) {
            *section = Some(range);
        }
        if kind == 7 {
            let of = |kind: usize| {
                let section = sections.get(kind).cloned().flatten();
                section.ok_or_else(|| format!("no section {kind} before the data"))
            };
            messages.push(Message {
                number,
                discipline,
                identification: of(1)?,
                grid: of(3)?,
                product: of(4)?,
                representation: of(5)?,
                bitmap: of(6)?,
                data: of(7)?,
            });
        }
    }
    Ok(())
}
