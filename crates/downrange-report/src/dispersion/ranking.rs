//! Which input moves an outcome most.

use downrange::dispersion::statistics::{Influence, influence};

use super::chances::CONFIDENCE;
use super::index::Index;
use super::{Rows, Run};

/// Outcomes of the body with the payload for which the inputs are ranked.
pub const RANKED: [&str; 4] = [
    "apogee_agl_m",
    "landing_distance_m",
    "landing_east_m",
    "landing_north_m",
];

/// The ranking is of the first flights only: of so many, explained variance is known to ±0.006.
pub const MOST_FLIGHTS: usize = 100_000;

/// How much an input moves an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The input.
    pub input: String,
    /// One of [`RANKED`].
    pub outcome: &'static str,
    /// How much.
    pub influence: Influence,
}

/// The inputs by how much of the variance they explain, outcome by outcome. Inputs that are the same in all flights are
/// left out; nothing is ranked with fewer than fifty flights.
pub fn ranking<R: Rows>(run: &Run, rows: &R, index: &Index) -> Result<Vec<Ranked>, R::Error> {
    let first = |column: &str| -> Result<Vec<f64>, R::Error> {
        let mut values = index.of_body(0, &rows.numbers(column)?);
        values.truncate(MOST_FLIGHTS);
        Ok(values)
    };
    let mut outcomes = Vec::with_capacity(RANKED.len());
    for outcome in RANKED {
        outcomes.push((outcome, first(outcome)?, Vec::new()));
    }
    for input in &run.inputs {
        let values = first(&format!("input: {}", input.name))?;
        for (outcome, column, ranked) in &mut outcomes {
            let found = influence(&values, column, CONFIDENCE);
            ranked.extend(found.map(|influence| Ranked {
                input: input.name.clone(),
                outcome,
                influence,
            }));
        }
    }
    let sorted = outcomes.into_iter().flat_map(|(_, _, mut ranked)| {
        let share = |of: &Ranked| of.influence.explained_variance.value;
        ranked.sort_by(|a, b| share(b).total_cmp(&share(a)));
        ranked
    });
    Ok(sorted.collect())
}
