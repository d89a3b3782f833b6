//! Statistics of many flights: [`Findings`], made once from the rows of a run.
//!
//! Rows stand in the order of the samples, one a flight and body, the body with the payload first; a flight that failed
//! has one row without a body. They are read one column at a time ([`ResultColumns`]), so that the findings of a million
//! flights take some tens of megabytes and not the whole table.
//!
//! **Denominators.** Every probability is one of a launch: so many of *all* flights. A flight that could not be made
//! or computed counts as one that came down outside and left, that came down in every keep-out area and passed the ceiling, and of rules of thumb is not counted: nothing shows which it would have
//! broken; a body that a flight did not have (a stage that did not separate)
//! counts as one that did not.

mod columns;
mod failure_reasons;
mod findings;
mod info;
mod intrusions;
mod landing_statistics;
mod probabilities;
mod ranking;
mod row_index;
mod rules;
mod spread;

pub use columns::{Dictionary, ResultColumns};
pub use failure_reasons::FailureReason;
pub use findings::{BodyFindings, Findings, LANDING_KIND};
pub use info::{InputInfo, InputKind, RunInfo};
pub use intrusions::{ABOVE_CEILING, Intrusions, KEEP_OUT, keep_out_column};
pub use landing_statistics::{DRAWN, LandingStatistics, SHARES};
pub use probabilities::{AreaProbability, CONFIDENCE, Convergence, Probabilities, upper_bound};
pub use ranking::{MOST_FLIGHTS, RANKED, Ranked};
pub use rules::BETWEEN;
pub use spread::{Histogram, PERCENTILES, Spread};
