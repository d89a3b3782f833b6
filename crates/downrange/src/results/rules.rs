//! How likely each rule of thumb is broken.

use crate::dispersion::statistics::Proportion;

use super::columns::ResultColumns;
use super::info::RunInfo;
use super::row_index::RowIndex;

/// What parts the rules in an entry of the column `broken_rules`.
pub const BETWEEN: &str = "; ";

/// How many of the flights that could be computed break each rule, by any of their bodies: those that every flight is
/// held against, then by name what else was broken, which is of the description itself.
pub fn rules<R: ResultColumns>(
    run: &RunInfo,
    rows: &R,
    index: &RowIndex,
) -> Result<Vec<(String, Proportion)>, R::Error> {
    let broken = rows.words("broken_rules")?;
    let parts = |word: &str| -> Vec<String> {
        let parts = word.split(BETWEEN).filter(|rule| !rule.is_empty());
        parts.map(str::to_owned).collect()
    };
    let mut others: Vec<String> = broken.words().iter().flat_map(|word| parts(word)).collect();
    others.retain(|rule| !run.rules.contains(rule));
    others.sort();
    others.dedup();
    let names = [run.rules.as_slice(), &others].concat();
    let places: Vec<Vec<usize>> = broken
        .words()
        .iter()
        .map(|word| {
            let rules = parts(word);
            let places = rules.iter();
            places
                .filter_map(|rule| names.iter().position(|name| name == rule))
                .collect()
        })
        .collect();
    // ResultColumns of one flight stand together: of each rule the flight that broke it last.
    let mut last = vec![None; names.len()];
    let mut hits = vec![0; names.len()];
    for (row, code) in index.rows().zip(broken.codes()) {
        for rule in places.get(*code as usize).into_iter().flatten() {
            if last[*rule] != Some(row.flight) {
                last[*rule] = Some(row.flight);
                hits[*rule] += 1;
            }
        }
    }
    let trials = index.failed.iter().filter(|failed| !**failed).count() as u64;
    let counted = hits.into_iter().map(|hits| Proportion { hits, trials });
    Ok(names.into_iter().zip(counted).collect())
}
