//! Numbers as a command line writes them: `0:5:0.05`, `0.3,0.8,2`, or one.

use std::ops::{Range, RangeInclusive};

use crate::error::Error;

/// Most numbers of one list: a plot shows no more.
const MOST: usize = 10_000;

/// Reads numbers from a text: `start:stop:step`, single ones, or several of these with commas between; in rising order,
/// each once. `option` is what the text was given to, `limits` what a number may be.
///
/// ```
/// let read = |text| downrange_formats::parse_numbers("--mach", text, 0.0..=10.0);
/// assert_eq!(read("0.3").unwrap(), [0.3]);
/// assert_eq!(read("0:0.3:0.1,2").unwrap(), [0.0, 0.1, 0.2, 0.3, 2.0]);
/// assert_eq!(
///     read("0:5").unwrap_err().to_string(),
///     "error: `0:5` has a start and a stop but no step
///  --> --mach:1:1
///   |
/// 1 | 0:5
///   | ^^^ expected start:stop:step such as 0:5:0.05",
/// );
/// ```
///
/// # Errors
/// What cannot be read, with a caret under it.
pub fn parse_numbers(
    option: &str,
    text: &str,
    limits: RangeInclusive<f64>,
) -> Result<Vec<f64>, Error> {
    let read = Reader {
        option,
        text,
        limits,
    };
    let mut all = Vec::new();
    for item in pieces(text, 0..text.len(), ',') {
        read.item(item, &mut all)?;
    }
    all.sort_by(f64::total_cmp);
    all.dedup();
    Ok(all)
}

struct Reader<'a> {
    option: &'a str,
    text: &'a str,
    limits: RangeInclusive<f64>,
}

impl Reader<'_> {
    fn item(&self, item: Range<usize>, all: &mut Vec<f64>) -> Result<(), Error> {
        let fields = pieces(self.text, item.clone(), ':');
        let example = "start:stop:step such as 0:5:0.05";
        let (start, stop, step) = match fields.as_slice() {
            [only] => {
                all.push(self.within(only)?);
                return self.few(all.len(), item);
            }
            [start, stop, step] => (start, stop, step),
            [_, _] => {
                let title = format!(
                    "`{}` has a start and a stop but no step",
                    &self.text[item.clone()]
                );
                return Err(self.fault(title, item, &format!("expected {example}")));
            }
            _ => {
                let title = format!("`{}` is no range", &self.text[item.clone()]);
                return Err(self.fault(title, item, &format!("expected {example}")));
            }
        };
        let (first, last) = (self.within(start)?, self.within(stop)?);
        let width = self.number(step)?;
        if width <= 0.0 {
            let title = format!("a step of {width} does not lead from {first} to {last}");
            return Err(self.fault(title, step.clone(), "expected more than zero"));
        }
        if last < first {
            let title = format!("the range ends at {last}, before it starts at {first}");
            return Err(self.fault(title, stop.clone(), &format!("expected {first} or more")));
        }
        // A last number that rounding puts past the stop still counts.
        let steps = ((last - first) / width + 1e-9).floor();
        self.few(all.len().saturating_add(steps as usize), item)?;
        let whole = (0..=steps as usize).map(|index| {
            // Through decimals, so that three steps of 0.05 are 0.15.
            ((1e9 * (first + index as f64 * width)).round() / 1e9).min(last)
        });
        all.extend(whole);
        Ok(())
    }

    fn few(&self, count: usize, item: Range<usize>) -> Result<(), Error> {
        if count < MOST {
            return Ok(());
        }
        let title = format!("{}: more than {MOST} numbers", self.option);
        Err(self.fault(title, item, "expected a longer step"))
    }

    fn within(&self, place: &Range<usize>) -> Result<f64, Error> {
        let value = self.number(place)?;
        if self.limits.contains(&value) {
            return Ok(value);
        }
        let (low, high) = (self.limits.start(), self.limits.end());
        let title = format!("{}: {value} is out of range", self.option);
        Err(self.fault(title, place.clone(), &format!("expected {low} to {high}")))
    }

    fn number(&self, place: &Range<usize>) -> Result<f64, Error> {
        let text = &self.text[place.clone()];
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ if text.is_empty() => {
                let title = format!("{}: a number is missing", self.option);
                Err(self.fault(title, place.clone(), "expected a number"))
            }
            _ => {
                let title = format!("`{text}` is not a number");
                Err(self.fault(title, place.clone(), "expected a number such as 0.8"))
            }
        }
    }

    fn fault(&self, title: String, place: Range<usize>, label: &str) -> Error {
        Error::of_file(self.option, title)
            .at(self.text, place)
            .label(label)
    }
}

/// The places of what stands between separators, blanks around it left out.
fn pieces(text: &str, place: Range<usize>, separator: char) -> Vec<Range<usize>> {
    let mut start = place.start;
    text[place]
        .split(separator)
        .map(|piece| {
            let blank = piece.len() - piece.trim_start().len();
            let from = start + blank;
            start += piece.len() + separator.len_utf8();
            from..from + piece.trim().len()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Vec<f64>, Error> {
        parse_numbers("--mach", text, 0.0..=10.0)
    }

    #[test]
    fn ranges_hold_their_ends_and_round_numbers() {
        let all = read("0:5:0.05").unwrap();
        assert_eq!((all.len(), all[3], all[100]), (101, 0.15, 5.0));
        assert_eq!(read("0:1:0.3").unwrap(), [0.0, 0.3, 0.6, 0.9]);
        assert_eq!(read("2:2:1").unwrap(), [2.0]);
        assert_eq!(read(" 2 , 0.5:1:0.5,1").unwrap(), [0.5, 1.0, 2.0]);
    }

    /// Wrong texts, with what the message says and the column of its caret.
    #[test]
    fn wrong_ranges_are_shown() {
        for (text, said, column) in [
            ("", "a number is missing", 1),
            ("x", "`x` is not a number", 1),
            ("0:5:x", "`x` is not a number", 5),
            ("0:5", "no step", 1),
            ("0.3,1:2:3:4", "is no range", 5),
            ("0:5:0", "a step of 0", 5),
            ("0:5:-1", "a step of -1", 5),
            ("3:1:0.1", "ends at 1", 3),
            ("0.5,12", "12 is out of range", 5),
            ("-1", "-1 is out of range", 1),
            ("0.5,,1", "a number is missing", 5),
            ("nan", "`nan` is not a number", 1),
            ("0:5:1e-9", "more than 10000", 1),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.message().contains(said), "{text}: {error}");
            assert_eq!(error.line_and_column(), Some((1, column)), "{error}");
        }
    }

    proptest! {
        #[test]
        fn nothing_read_is_out_of_order_or_limits(text in "[0-9:.,eE+ -]{0,20}") {
            if let Ok(all) = read(&text) {
                prop_assert!(!all.is_empty() && all.len() <= MOST);
                prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
                prop_assert!(all.iter().all(|x| (0.0..=10.0).contains(x)));
            }
        }
    }
}
