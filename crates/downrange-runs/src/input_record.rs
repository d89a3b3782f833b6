//! A dispersed input as the manifest holds it: numbers and keys, in SI.

use downrange::dispersion::DistributionSummary;
use downrange::quantity::Dimension;
use downrange::results::{InputInfo, InputKind};
use serde::{Deserialize, Serialize};

/// A dispersed input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputRecord {
    /// Its name.
    name: String,
    /// What its values mean.
    kind: Kind,
    /// What they measure.
    dimension: DimensionKey,
    /// Their distribution.
    distribution: DistributionRecord,
    /// Their mean.
    mean: f64,
    /// Their standard deviation.
    sigma: f64,
}

/// See [`InputKind`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Quantity,
    WindMember,
    Failure,
}

/// See [`Dimension`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DimensionKey {
    Number,
    Angle,
    PerAngle,
    Length,
    Area,
    Mass,
    Time,
    Speed,
    AngularRate,
    Force,
    Impulse,
    Pressure,
    Temperature,
    Density,
    Inertia,
}

/// See [`DistributionSummary`]; what does not bound is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum DistributionRecord {
    Normal {
        mean: f64,
        sigma: f64,
    },
    TruncatedNormal {
        mean: f64,
        sigma: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<f64>,
    },
    Uniform {
        min: f64,
        max: f64,
    },
    Triangular {
        min: f64,
        mode: f64,
        max: f64,
    },
    LogNormal {
        mean: f64,
        sigma: f64,
    },
    Samples {
        count: usize,
        min: f64,
        max: f64,
    },
    Choice {
        values: Vec<f64>,
        probabilities: Vec<f64>,
    },
}

impl From<&InputInfo> for InputRecord {
    fn from(input: &InputInfo) -> Self {
        Self {
            name: input.name.clone(),
            kind: match input.kind {
                InputKind::Quantity => Kind::Quantity,
                InputKind::WindMember => Kind::WindMember,
                InputKind::Failure => Kind::Failure,
            },
            dimension: input.dimension.into(),
            distribution: (&input.distribution).into(),
            mean: input.mean,
            sigma: input.sigma,
        }
    }
}

impl From<&InputRecord> for InputInfo {
    fn from(input: &InputRecord) -> Self {
        Self {
            name: input.name.clone(),
            kind: match input.kind {
                Kind::Quantity => InputKind::Quantity,
                Kind::WindMember => InputKind::WindMember,
                Kind::Failure => InputKind::Failure,
            },
            dimension: input.dimension.into(),
            distribution: (&input.distribution).into(),
            mean: input.mean,
            sigma: input.sigma,
        }
    }
}

impl From<&DistributionSummary> for DistributionRecord {
    fn from(summary: &DistributionSummary) -> Self {
        use DistributionSummary as Summary;
        let finite = |bound: f64| bound.is_finite().then_some(bound);
        match summary.clone() {
            Summary::Normal { mean, sigma } => Self::Normal { mean, sigma },
            Summary::Truncated {
                mean,
                sigma,
                min,
                max,
            } => Self::TruncatedNormal {
                mean,
                sigma,
                min: finite(min),
                max: finite(max),
            },
            Summary::Uniform { min, max } => Self::Uniform { min, max },
            Summary::Triangular { min, mode, max } => Self::Triangular { min, mode, max },
            Summary::LogNormal { mean, sigma } => Self::LogNormal { mean, sigma },
            Summary::Samples { count, min, max } => Self::Samples { count, min, max },
            Summary::Choice {
                values,
                probabilities,
            } => Self::Choice {
                values,
                probabilities,
            },
        }
    }
}

impl From<&DistributionRecord> for DistributionSummary {
    fn from(record: &DistributionRecord) -> Self {
        use DistributionRecord as Record;
        match record.clone() {
            Record::Normal { mean, sigma } => Self::Normal { mean, sigma },
            Record::TruncatedNormal {
                mean,
                sigma,
                min,
                max,
            } => Self::Truncated {
                mean,
                sigma,
                min: min.unwrap_or(f64::NEG_INFINITY),
                max: max.unwrap_or(f64::INFINITY),
            },
            Record::Uniform { min, max } => Self::Uniform { min, max },
            Record::Triangular { min, mode, max } => Self::Triangular { min, mode, max },
            Record::LogNormal { mean, sigma } => Self::LogNormal { mean, sigma },
            Record::Samples { count, min, max } => Self::Samples { count, min, max },
            Record::Choice {
                values,
                probabilities,
            } => Self::Choice {
                values,
                probabilities,
            },
        }
    }
}

macro_rules! dimensions {
    ($($name:ident),*) => {
        impl From<Dimension> for DimensionKey {
            fn from(dimension: Dimension) -> Self {
                match dimension {
                    $(Dimension::$name => Self::$name,)*
                }
            }
        }

        impl From<DimensionKey> for Dimension {
            fn from(key: DimensionKey) -> Self {
                match key {
                    $(DimensionKey::$name => Self::$name,)*
                }
            }
        }
    };
}

dimensions!(
    Number,
    Angle,
    PerAngle,
    Length,
    Area,
    Mass,
    Time,
    Speed,
    AngularRate,
    Force,
    Impulse,
    Pressure,
    Temperature,
    Density,
    Inertia
);
