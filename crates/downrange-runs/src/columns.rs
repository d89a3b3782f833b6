//! The rows of a run: one a flight and body.

use downrange::dispersion::{Input, LandingKind, SAMPLE_METRICS, SampleFlight};
use downrange::results::{BETWEEN, LANDING_KIND};

use crate::limits::RunLimits;
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
pub fn columns(inputs: &[Input], limits: &RunLimits<'_>) -> Vec<Column> {
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
    let flags = |names: &mut dyn Iterator<Item = String>| -> Vec<Column> {
        names
            .map(|name| Column::new(name, ColumnKind::Boolean))
            .collect()
    };
    columns.extend(flags(&mut limits.area_columns()));
    columns.push(Column::new(LANDING_KIND, ColumnKind::Text));
    columns.extend(flags(&mut limits.intrusion_columns()));
    columns
}

/// The rows of flights, in the order of the columns.
pub fn rows(flights: &[SampleFlight], inputs: usize, limits: &RunLimits<'_>) -> Vec<Values> {
    let count: usize = flights
        .iter()
        .map(|flight| flight.bodies.as_ref().map_or(1, Vec::len))
        .sum();
    let mut samples = Vec::with_capacity(count);
    let mut words = [const { Vec::new() }; 5];
    let mut numbers = vec![Vec::with_capacity(count); inputs + SAMPLE_METRICS.len()];
    let mut areas = vec![Vec::with_capacity(count); limits.area_columns().count()];
    let mut landings = Vec::with_capacity(count);
    let mut intrusions = vec![Vec::with_capacity(count); limits.intrusion_columns().count()];
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
            for (column, flag) in areas.iter_mut().zip(limits.area_flags(body)) {
                column.push(flag);
            }
            let kind = body.and_then(|body| body.landing_kind);
            landings.push(kind.map_or("", LandingKind::name).to_owned());
            for (column, flag) in intrusions.iter_mut().zip(limits.intrusion_flags(body)) {
                column.push(flag);
            }
        }
    }
    let mut values = vec![Values::Integer(samples)];
    values.extend(words.map(Values::Text));
    values.extend(numbers.into_iter().map(Values::Float));
    values.extend(areas.into_iter().map(Values::Boolean));
    values.push(Values::Text(landings));
    values.extend(intrusions.into_iter().map(Values::Boolean));
    values
}
