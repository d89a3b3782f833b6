//! Reasons for which flights failed: how often each, its first samples, and one message in full.

use super::columns::ResultColumns;
use super::row_index::RowIndex;

/// Samples named for each reason, at most.
const NAMED: usize = 5;

/// A reason for which flights failed.
#[derive(Debug, Clone, PartialEq)]
pub struct FailureReason {
    /// In words without figures.
    pub reason: String,
    /// How often.
    pub count: u64,
    /// The first samples, at most five.
    pub samples: Vec<u64>,
    /// The message of the first of them, with its figures.
    pub example: String,
}

/// A reason counted: how often, the first samples, and the row of the first.
#[derive(Clone, Default)]
struct Seen {
    count: u64,
    samples: Vec<u64>,
    row: usize,
}

/// The reasons for which flights failed, the most frequent first.
///
/// Messages carry figures, another in each flight, so only those are read that are told.
pub fn failure_reasons<R: ResultColumns>(
    rows: &R,
    index: &RowIndex,
) -> Result<Vec<FailureReason>, R::Error> {
    if !index.failed.contains(&true) {
        return Ok(Vec::new());
    }
    let (samples, reasons) = (rows.samples()?, rows.words("reason")?);
    let mut found = vec![Seen::default(); reasons.words().len()];
    let mut last = None;
    for (row, (sample, reason)) in samples.iter().zip(reasons.codes()).enumerate() {
        let first = last.replace(*sample) != Some(*sample);
        if let (true, Some(seen)) = (first, found.get_mut(*reason as usize)) {
            if seen.count == 0 {
                seen.row = row;
            }
            if seen.samples.len() < NAMED {
                seen.samples.push(*sample);
            }
            seen.count += 1;
        }
    }
    let mut told: Vec<(&String, Seen)> = reasons
        .words()
        .iter()
        .zip(found)
        .filter(|(reason, seen)| !reason.is_empty() && seen.count > 0)
        .collect();
    told.sort_by(|(a, more), (b, less)| less.count.cmp(&more.count).then(a.cmp(b)));
    let at: Vec<usize> = told.iter().map(|(_, seen)| seen.row).collect();
    let examples = rows.words_at("error", &at)?;
    let told = told.into_iter().zip(examples);
    Ok(told
        .map(|((reason, seen), example)| FailureReason {
            reason: reason.clone(),
            count: seen.count,
            samples: seen.samples,
            example,
        })
        .collect())
}
