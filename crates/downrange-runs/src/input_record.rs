//! A dispersed input as the manifest holds it: numbers and keys, in SI.
//!
//! The types of the core are written as they are, under names of our own, so that a rename in the core changes no manifest.

use downrange::dispersion::DistributionSummary;
use downrange::quantity::Dimension;
use downrange::results::{InputInfo, InputKind};
use serde::{Deserialize, Serialize};

/// A dispersed input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InputRecord(#[serde(with = "Info")] pub InputInfo);

#[derive(Serialize, Deserialize)]
#[serde(remote = "InputInfo", deny_unknown_fields)]
struct Info {
    name: String,
    #[serde(with = "Kind")]
    kind: InputKind,
    #[serde(with = "DimensionKey")]
    dimension: Dimension,
    #[serde(with = "Summary")]
    distribution: DistributionSummary,
    mean: f64,
    sigma: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "InputKind", rename_all = "snake_case")]
enum Kind {
    Quantity,
    WindMember,
    AirMember,
    Failure,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Dimension", rename_all = "snake_case")]
enum DimensionKey {
    Number,
    Angle,
    PerAngle,
    Length,
    Area,
    Mass,
    Time,
    Speed,
    Acceleration,
    AngularRate,
    Force,
    Impulse,
    Pressure,
    Temperature,
    Density,
    Inertia,
}

/// What does not bound is left out: JSON has no infinity.
#[derive(Serialize, Deserialize)]
#[serde(
    remote = "DistributionSummary",
    tag = "kind",
    rename_all = "snake_case",
    deny_unknown_fields
)]
enum Summary {
    Normal {
        mean: f64,
        sigma: f64,
    },
    #[serde(rename = "truncated_normal")]
    Truncated {
        mean: f64,
        sigma: f64,
        #[serde(default = "no_lower_bound", skip_serializing_if = "is_infinite")]
        min: f64,
        #[serde(default = "no_upper_bound", skip_serializing_if = "is_infinite")]
        max: f64,
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

fn no_lower_bound() -> f64 {
    f64::NEG_INFINITY
}

fn no_upper_bound() -> f64 {
    f64::INFINITY
}

fn is_infinite(bound: &f64) -> bool {
    bound.is_infinite()
}
