//! Which input moves an outcome most.
//!
//! A size and its direction do little each by itself: which way a misalignment of random direction takes a rocket is seen
//! in neither. So where both are dispersed, their two components are ranked beside them.

use crate::dispersion::statistics::{Sensitivity, sensitivity};
use crate::flight::{Metric, metric};

use super::columns::ResultColumns;
use super::info::RunInfo;
use super::probabilities::CONFIDENCE;
use super::row_index::RowIndex;

/// Outcomes of the body with the payload for which the inputs are ranked.
pub const RANKED: [&Metric; 4] = [
    &metric::APOGEE_AGL,
    &metric::LANDING_DISTANCE,
    &metric::LANDING_EAST,
    &metric::LANDING_NORTH,
];

/// The ranking is of the first flights only: of so many, explained variance is known to ±0.006.
pub const MOST_FLIGHTS: usize = 100_000;

/// How much an input moves an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The input.
    pub input: String,
    /// One of [`RANKED`].
    pub outcome: &'static Metric,
    /// How much.
    pub influence: Sensitivity,
}

/// The inputs by how much of the variance they explain, outcome by outcome. Inputs that are the same in all flights are
/// left out; nothing is ranked with fewer than fifty flights.
pub fn ranking<R: ResultColumns>(
    run: &RunInfo,
    rows: &R,
    index: &RowIndex,
) -> Result<Vec<Ranked>, R::Error> {
    let first = |column: &str| -> Result<Vec<f64>, R::Error> {
        let mut values = index.of_body(0, &rows.numbers(column)?);
        values.truncate(MOST_FLIGHTS);
        Ok(values)
    };
    let mut outcomes = Vec::with_capacity(RANKED.len());
    for outcome in RANKED {
        outcomes.push((outcome, first(outcome.key)?, Vec::new()));
    }
    let mut rank = |input: &str, values: &[f64]| {
        for (outcome, column, ranked) in &mut outcomes {
            let found = sensitivity(values, column, CONFIDENCE);
            ranked.extend(found.map(|influence| Ranked {
                input: input.to_owned(),
                outcome,
                influence,
            }));
        }
    };
    for input in &run.inputs {
        let values = first(&format!("input: {}", input.name))?;
        rank(&input.name, &values);
        let Some((size, names)) = components(&input.name) else {
            continue;
        };
        if run.inputs.iter().any(|other| other.name == size) {
            let sizes = first(&format!("input: {size}"))?;
            for (name, part) in names.iter().zip([f64::cos, f64::sin]) {
                let pairs = sizes.iter().zip(&values);
                let component: Vec<f64> = pairs.map(|(size, angle)| size * part(*angle)).collect();
                rank(name, &component);
            }
        }
    }
    let sorted = outcomes.into_iter().flat_map(|(_, _, mut ranked)| {
        let share = |of: &Ranked| of.influence.explained_variance.value;
        ranked.sort_by(|a, b| share(b).total_cmp(&share(a)));
        ranked
    });
    Ok(sorted.collect())
}

/// Of a direction: the input that has its size, and what the components along its cosine and its sine are called.
fn components(direction: &str) -> Option<(&str, [String; 2])> {
    if direction == "air.wind.from" {
        let names = ["wind from the north", "wind from the east"];
        return Some(("air.wind.speed", names.map(str::to_owned)));
    }
    let size = direction.strip_suffix(" direction")?;
    Some((size, [format!("{size}, along"), format!("{size}, across")]))
}
