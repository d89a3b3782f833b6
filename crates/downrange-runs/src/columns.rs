//! The rows of a run: one a flight and body.

use downrange::area::{Area, AreaMonitor};
use downrange::dispersion::{Input, SAMPLE_METRICS, SampleFlight};
use downrange::results::BETWEEN;

use crate::values::{Column, ColumnKind, Values};

/// Flights of a batch: what a kill loses at most on each thread, and what one thread holds in memory.
pub const BATCH_FLIGHTS: u64 = 512;

/// Counts the flights of a batch by its column of samples, if these are its first ones, all of them in order.
#[cfg(feature = "store")]
pub fn counted(batch: u64, samples: &Values) -> Option<u64> {
    let Values::Integer(samples) = samples else {
        return None;
    };
    let mut next = batch.checked_mul(BATCH_FLIGHTS)?;
    let first = next;
    for sample in samples {
        let sample = u64::try_from(*sample).ok()?;
        // A flight has a row for each of its bodies.
        if sample == next {
            next += 1;
        } else if sample + 1 != next || next == first {
            return None;
        }
    }
    Some(next - first).filter(|flights| (1..=BATCH_FLIGHTS).contains(flights))
}

/// The columns of a run.
pub fn columns(inputs: &[Input], areas: &[Area]) -> Vec<Column> {
    let mut columns = vec![
        Column::new("sample", ColumnKind::Integer),
        Column::new("body", ColumnKind::Text),
        Column::new("failure", ColumnKind::Text),
        Column::new("reason", ColumnKind::Text),
        Column::new("error", ColumnKind::Text),
        Column::new("broken_rules", ColumnKind::Text),
    ];
    let inputs = inputs.iter().map(|input| format!("input: {}", input.name));
    columns.extend(inputs.map(|name| Column::new(name, ColumnKind::Float)));
    columns.extend(SAMPLE_METRICS.map(|metric| Column::new(metric.key, ColumnKind::Float)));
    for area in areas {
        for what in ["outside", "leaves"] {
            columns.push(Column::new(
                format!("{what}: {}", area.name()),
                ColumnKind::Boolean,
            ));
        }
    }
    columns
}

/// The rows of flights, in the order of the columns.
pub fn rows(flights: &[SampleFlight], inputs: usize, watches: &[AreaMonitor<'_>]) -> Vec<Values> {
    let count: usize = flights
        .iter()
        .map(|flight| flight.bodies.as_ref().map_or(1, Vec::len))
        .sum();
    let mut samples = Vec::with_capacity(count);
    let mut words = [const { Vec::new() }; 5];
    let mut numbers = vec![Vec::with_capacity(count); inputs + SAMPLE_METRICS.len()];
    let mut flags = vec![Vec::with_capacity(count); 2 * watches.len()];
    for flight in flights {
        let (bodies, reason, error) = match &flight.bodies {
            Ok(bodies) => (bodies.as_slice(), String::new(), ""),
            Err(broken) => (&[][..], broken.reason.to_string(), broken.message.as_str()),
        };
        for body in 0..bodies.len().max(1) {
            let body = bodies.get(body);
            samples.push(flight.index as i64);
            let name = body.map_or("", |body| body.name.as_str());
            let failure = flight.failure.as_deref().unwrap_or("");
            let broken = body.map_or_else(String::new, |body| body.broken_rules.join(BETWEEN));
            let row = [name, failure, reason.as_str(), error]
                .map(str::to_owned)
                .into_iter();
            for (column, word) in words.iter_mut().zip(row.chain([broken])) {
                column.push(word);
            }
            let figures = body.map_or([f64::NAN; SAMPLE_METRICS.len()], |body| body.figures);
            let values = flight.values.iter().copied().chain(figures);
            for (column, value) in numbers.iter_mut().zip(values) {
                column.push(value);
            }
            for (pair, watch) in flags.chunks_mut(2).zip(watches) {
                let (outside, leaves) = match body {
                    Some(body) => {
                        let landed = body.track.last().copied().filter(|_| body.landed());
                        // What did not come down, or whose flight broke, did not come down inside.
                        let outside = landed.is_none_or(|place| !watch.contains(place));
                        (outside, watch.leaves(body.track.iter().copied()))
                    }
                    None => (true, true),
                };
                if let [first, second] = pair {
                    first.push(outside);
                    second.push(leaves);
                }
            }
        }
    }
    let mut values = vec![Values::Integer(samples)];
    values.extend(words.map(Values::Text));
    values.extend(numbers.into_iter().map(Values::Float));
    values.extend(flags.into_iter().map(Values::Boolean));
    values
}
