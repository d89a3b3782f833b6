//! The whole record as a table: one row a sample, one column a channel, each header with its unit.

use std::io::{self, Write};

use downrange::flight::Flight;

use super::channel::{CHANNELS, phase_word};

/// Writes the record of a body (by its place in [`Flight::bodies`]) as CSV, numbers to ten significant digits; `phase` stands last.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(flight: &Flight, body: usize, out: impl Write) -> io::Result<()> {
    let mut table = ::csv::Writer::from_writer(out);
    table.write_record(CHANNELS.iter().map(|channel| channel.key).chain(["phase"]))?;
    for sample in flight.trajectory_of(body) {
        for channel in CHANNELS {
            table.write_field(number(channel.value(sample)))?;
        }
        table.write_field(phase_word(sample.phase))?;
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

/// Ten significant digits without trailing zeros; nothing for what is no number.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    // Through text, since rounding by powers of ten leaves digits like 0.30000000000000004.
    format!("{value:.9e}")
        .parse::<f64>()
        .map_or_else(|_| value.to_string(), |rounded| rounded.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use downrange_testkit::fixture;

    #[test]
    fn every_row_has_every_column_and_reads_back() {
        let flight = fixture::flight();
        let mut bytes = Vec::new();
        write(&flight, 0, &mut bytes).unwrap();
        let mut table = ::csv::Reader::from_reader(bytes.as_slice());
        assert_eq!(table.headers().unwrap().len(), CHANNELS.len() + 1);
        let rows: Vec<_> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), flight.trajectory.len());
        for (row, sample) in rows.iter().zip(&flight.trajectory) {
            // Ten digits of a latitude in degrees are 1e-8 of it.
            let latitude: f64 = row[1].parse().unwrap();
            assert!((latitude - sample.latitude.to_degrees()).abs() < 1e-7);
        }
        assert_eq!(&rows[0][CHANNELS.len()], "rail");
    }

    #[test]
    fn numbers_are_short_and_never_nan() {
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(0.0), "0");
        assert_eq!(number(f64::NAN), "");
        assert_eq!(number(1.25e-7), "0.000000125");
    }
}
