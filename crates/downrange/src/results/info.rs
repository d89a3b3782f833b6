//! What was flown, in numbers and names: the head of the findings.

use crate::area::{Area, KeepOut};
use crate::dispersion::{DistributionSummary, Input, Target};
use crate::quantity::Dimension;

/// What was flown.
#[derive(Debug, Clone, PartialEq)]
pub struct RunInfo {
    /// Name of the launch.
    pub name: String,
    /// Latitude and longitude of the launch point, rad.
    pub site: (f64, f64),
    /// The seed of all random numbers.
    pub seed: u64,
    /// Version of the program that ran the flights.
    pub version: String,
    /// Digest of the launch, its uncertainty and the areas: other inputs have another.
    pub digest: String,
    /// The question that ends the run, as it was asked, and whether it is answered.
    pub question: Option<(String, bool)>,
    /// The part of a run that these flights are, as `3/8`; none for the whole.
    pub shard: Option<String>,
    /// The dispersed inputs.
    pub inputs: Vec<InputInfo>,
    /// The rules of thumb that the flight as planned breaks: name, and how in a sentence.
    pub warnings: Vec<(String, String)>,
    /// The rules of thumb that every flight is held against, by name.
    pub rules: Vec<String>,
    /// Where everything should stay.
    pub areas: Vec<Area>,
    /// Where nothing may come down.
    pub keep_outs: Vec<KeepOut>,
    /// What nothing may fly above: height above the ellipsoid, which mean sea level is taken as, m.
    pub ceiling: Option<f64>,
}

/// A dispersed input; its values stand in the column `input: NAME`.
#[derive(Debug, Clone, PartialEq)]
pub struct InputInfo {
    /// Its name.
    pub name: String,
    /// What its values mean.
    pub kind: InputKind,
    /// What they measure.
    pub dimension: Dimension,
    /// Their distribution, SI.
    pub distribution: DistributionSummary,
    /// Their mean, SI.
    pub mean: f64,
    /// Their standard deviation, SI.
    pub sigma: f64,
}

/// What the values of an input mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputKind {
    /// A quantity.
    Quantity,
    /// Which wind of an ensemble blows, counted from 0.
    WindMember,
    /// Which state of the air of an ensemble it is, counted from 0.
    AirMember,
    /// Whether a failure happens, 1 or 0.
    Failure,
}

impl InputInfo {
    /// Describes an input whose values measure a dimension.
    pub fn new(input: &Input, dimension: Dimension) -> Self {
        Self {
            name: input.name.clone(),
            kind: match input.target {
                Target::WindMember => InputKind::WindMember,
                Target::AirMember => InputKind::AirMember,
                Target::Failure(_) => InputKind::Failure,
                _ => InputKind::Quantity,
            },
            dimension,
            distribution: input.distribution.summary(),
            mean: input.distribution.mean(),
            sigma: input.distribution.sigma(),
        }
    }
}
