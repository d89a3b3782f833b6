//! What if things are not nominal? Which numbers are uncertain, how one sample of them is drawn, and what many
//! flights say together.
//!
//! - A [`Distribution`] says how uncertain one number is; it turns one uniform number into one value.
//! - A [`RandomStream`] gives that uniform number: a function of the seed, the sample's index and the input's name, and of
//!   nothing else, so that a sample is the same in any thread, in any order, and alone.
//! - A [`CholeskyFactor`] correlates inputs.
//! - An [`Uncertainty`] is all of it: [`Uncertainty::draw`] gives one sample. [`WindError`] and [`Gusts`] draw winds
//!   against height, and [`add_profiles`] adds them to the wind there is.
//! - [`statistics`] reads columns of outcomes: moments, percentiles, probabilities, landing points and a ranking of
//!   inputs, each with an interval.
//!
//! Nothing here flies, opens a file or starts a thread.

mod correlation;
mod distribution;
mod ensemble;
mod flights;
mod gusts;
mod landing_kind;
mod lead_time;
pub mod normal;
mod profile;
mod reason;
mod sampler;
pub mod statistics;
mod stream;
mod uncertainty;
mod wind_error;

pub use correlation::{CholeskyFactor, Correlation};
pub use distribution::{Distribution, DistributionSummary};
pub use ensemble::Ensemble;
pub use flights::{BodyOutcome, SAMPLE_METRICS, SampleFlight, fly_samples, sample_figures};
pub use gusts::{Gusts, Severity};
pub use landing_kind::LandingKind;
pub use lead_time::{CORRELATION_HEIGHT, LeadTimeErrors, WindPair};
pub use profile::{WindProfile, add_profiles, mean_over_height};
pub use reason::{Broken, Reason};
pub use sampler::{LaunchBuilder, Sample, Sampler};
pub use stream::{Normals, RandomStream};
pub use uncertainty::{Input, InputSample, Target, Uncertainty, WindUncertainty};
pub use wind_error::WindError;
