//! How uncertain one number is.
//!
//! Every distribution turns one uniform number into one value by its quantile function (the inverse of its cumulative
//! probability), so that an input consumes one number a sample and inputs can be correlated through normal numbers
//! (see [`CholeskyFactor`](super::CholeskyFactor)).
//!
//! Sources: truncated normal, triangular and log-normal as in Johnson, Kotz & Balakrishnan (1994, 1995), *Continuous
//! Univariate Distributions*, 2nd ed.

mod build;
mod checks;
mod kinds;
mod summary;
#[cfg(test)]
mod tests;
mod truncated;

pub use kinds::Distribution;
pub use summary::DistributionSummary;
