//! Probabilities that something comes down where nothing may, or flies above the ceiling.

use crate::dispersion::statistics::Proportion;

use super::info::RunInfo;

/// The column of flags that say whether a body came down in any keep-out area.
pub const KEEP_OUT: &str = "keep_out";

/// The column of flags that say whether a body passed the ceiling.
pub const ABOVE_CEILING: &str = "above_ceiling";

/// The column of flags that say whether a body came down in a keep-out area of a name.
pub fn keep_out_column(name: &str) -> String {
    format!("{KEEP_OUT}: {name}")
}

/// So many of all flights.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intrusions {
    /// Came down in each keep-out area.
    pub keep_outs: Vec<Proportion>,
    /// Came down in any of them; none without one.
    pub any_keep_out: Option<Proportion>,
    /// Passed the ceiling; none without one.
    pub ceiling: Option<Proportion>,
}

impl Intrusions {
    /// Nothing counted yet.
    pub(super) fn of(run: &RunInfo) -> Self {
        let none = Proportion::default();
        Self {
            keep_outs: vec![none; run.keep_outs.len()],
            any_keep_out: (!run.keep_outs.is_empty()).then_some(none),
            ceiling: run.ceiling.map(|_| none),
        }
    }

    /// The columns that are counted, in the order of [`each`](Self::each).
    pub(super) fn columns(run: &RunInfo) -> Vec<String> {
        let keep_outs = run.keep_outs.iter();
        let mut columns: Vec<String> = keep_outs
            .map(|keep_out| keep_out_column(keep_out.name()))
            .collect();
        columns.extend((!run.keep_outs.is_empty()).then(|| KEEP_OUT.to_owned()));
        columns.extend(run.ceiling.map(|_| ABOVE_CEILING.to_owned()));
        columns
    }

    /// Every proportion.
    pub(super) fn each(&mut self) -> impl Iterator<Item = &mut Proportion> {
        let one = self.any_keep_out.iter_mut().chain(&mut self.ceiling);
        self.keep_outs.iter_mut().chain(one)
    }
}
