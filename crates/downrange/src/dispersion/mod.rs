//! What if things are not nominal? Which numbers are uncertain, how one sample of them is drawn, and what many
//! flights say together.
//!
//! - A [`Distribution`] says how uncertain one number is; it turns one uniform number into one value.
//! - A [`Stream`] gives that uniform number: a function of the seed, the sample's index and the input's name, and of
//!   nothing else, so that a sample is the same in any thread, in any order, and alone.
//! - A [`Coupling`] correlates inputs.
//! - An [`Uncertainty`] is all of it: [`Uncertainty::draw`] gives one sample. [`WindError`] and [`Gusts`] draw winds
//!   against height, and [`sum_of`] adds them to the wind there is.
//! - [`statistics`] reads columns of outcomes: moments, percentiles, probabilities, landing points and a ranking of
//!   inputs, each with an interval.
//!
//! Nothing here flies, opens a file or starts a thread.

mod cast;
mod correlation;
mod distribution;
mod flights;
mod gusts;
pub mod normal;
mod profile;
mod reason;
pub mod statistics;
mod stream;
mod uncertainty;
mod wind_error;

pub use cast::{Cast, Sample, Vary};
pub use correlation::{Correlation, Coupling};
pub use distribution::{Distribution, DistributionSummary};
pub use flights::{Body, FIGURES, SampleFlight, figures, fly_samples};
pub use gusts::{Gusts, Severity};
pub use profile::{Profile, mean_over_height, sum_of};
pub use reason::{Broken, Reason};
pub use stream::{Normals, Stream};
pub use uncertainty::{Draw, Input, Subject, Uncertainty, Winds};
pub use wind_error::WindError;
