//! Seven student rockets that flew: ours, RocketPy's and the altimeter's figures.
//!
//! The rockets, their motors and their air are those of RocketPy's example gallery (version 1.12.1); each folder under
//! `flights/` cites its notebook. Compared is with RocketPy corrected, as `reference.toml` says: what it computes as
//! released has known faults in its attitude dynamics.
//!
//! The *distance flown* over the ground, of which a landing point may miss 3 %, is the way from the pad to below the
//! apogee and on to the landing: rockets fly into the wind and come back with it, and may land beside their pad.

use std::path::{Path, PathBuf};

use anyhow::Context;
use downrange::flight::{Outcome, fly};
use downrange_formats::read_launch;
use serde::Deserialize;

use crate::Check;

/// What `reference.toml` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    rocketpy: RocketPy,
    measured: Measured,
    #[serde(default)]
    differs: Vec<Differs>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RocketPy {
    apogee_agl_m: f64,
    apogee_time_s: f64,
    max_speed_m_s: f64,
    max_mach: f64,
    rail_exit_speed_m_s: f64,
    apogee_east_m: f64,
    apogee_north_m: f64,
    landing_east_m: f64,
    landing_north_m: f64,
    released_apogee_agl_m: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    apogee_agl_m: f64,
    apogee_time_s: Option<f64>,
}

/// A quantity that differs, and why ours is right.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Differs {
    quantity: String,
    reason: String,
}

/// A rocket that was flown and compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Flown {
    /// Figure by figure.
    pub checks: Vec<Check>,
    /// Relative errors of the apogee against the altimeter.
    pub apogee_error: ApogeeError,
}

/// Relative errors of an apogee against the altimeter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ApogeeError {
    /// Ours.
    pub ours: f64,
    /// RocketPy's, corrected.
    pub rocketpy: f64,
    /// RocketPy's, as released.
    pub rocketpy_released: f64,
}

impl ApogeeError {
    /// Means of the absolute errors.
    pub fn mean(flown: &[Flown]) -> Self {
        let mean = |of: fn(&Self) -> f64| {
            let sum: f64 = flown.iter().map(|each| of(&each.apogee_error).abs()).sum();
            sum / flown.len() as f64
        };
        Self {
            ours: mean(|error| error.ours),
            rocketpy: mean(|error| error.rocketpy),
            rocketpy_released: mean(|error| error.rocketpy_released),
        }
    }
}

/// Flies every rocket in its folder, in the order of the folders' names.
///
/// # Errors
/// When a file cannot be read or a flight cannot be computed, with the name of the file.
pub fn fly_all() -> anyhow::Result<Vec<Flown>> {
    let flights = Path::new(env!("CARGO_MANIFEST_DIR")).join("flights");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&flights)
        .with_context(|| flights.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    folders.sort();
    folders.iter().map(|folder| fly_one(folder)).collect()
}

fn fly_one(folder: &Path) -> anyhow::Result<Flown> {
    let path = folder.join("reference.toml");
    let reference = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let reference: Reference =
        toml::from_str(&reference).with_context(|| path.display().to_string())?;
    let launch = read_launch(&folder.join("launch.toml"))
        .map_err(|error| anyhow::anyhow!(error.to_string()))?;
    let flight = fly(&launch, false).with_context(|| launch.name.clone())?;
    let error = |apogee: f64| apogee / reference.measured.apogee_agl_m - 1.0;
    let flown = Flown {
        checks: compare(&launch.name, &flight.outcome, &reference),
        apogee_error: ApogeeError {
            ours: error(flight.outcome.apogee_agl),
            rocketpy: error(reference.rocketpy.apogee_agl_m),
            rocketpy_released: error(reference.rocketpy.released_apogee_agl_m),
        },
    };
    for differs in &reference.differs {
        let known = |check: &Check| check.reason.as_ref() == Some(&differs.reason);
        anyhow::ensure!(
            flown.checks.iter().any(known),
            "{}: no quantity is called `{}`",
            path.display(),
            differs.quantity
        );
    }
    Ok(flown)
}

fn compare(case: &str, ours: &Outcome, reference: &Reference) -> Vec<Check> {
    let Reference {
        rocketpy,
        measured,
        differs,
    } = reference;
    let check = |quantity, ours: f64, theirs: f64, difference, allowed, measured| Check {
        case: case.to_owned(),
        quantity,
        ours,
        reference: theirs,
        difference,
        allowed,
        measured,
        reason: differs
            .iter()
            .find(|each| each.quantity == quantity)
            .map(|each| each.reason.clone()),
    };
    let figure = |quantity, ours: f64, theirs: f64, allowed, measured| {
        check(
            quantity,
            ours,
            theirs,
            ours / theirs - 1.0,
            allowed,
            measured,
        )
    };
    let out = rocketpy.apogee_east_m.hypot(rocketpy.apogee_north_m);
    let back = (rocketpy.landing_east_m - rocketpy.apogee_east_m)
        .hypot(rocketpy.landing_north_m - rocketpy.apogee_north_m);
    let miss = (ours.landing.east - rocketpy.landing_east_m)
        .hypot(ours.landing.north - rocketpy.landing_north_m);
    vec![
        figure(
            "apogee, m",
            ours.apogee_agl,
            rocketpy.apogee_agl_m,
            0.005,
            Some(measured.apogee_agl_m),
        ),
        figure(
            "apogee time, s",
            ours.apogee_time,
            rocketpy.apogee_time_s,
            0.01,
            measured.apogee_time_s,
        ),
        figure(
            "max speed, m/s",
            ours.max_speed.value,
            rocketpy.max_speed_m_s,
            0.01,
            None,
        ),
        figure(
            "max Mach",
            ours.max_mach.value,
            rocketpy.max_mach,
            0.01,
            None,
        ),
        figure(
            "rail exit, m/s",
            ours.rail_exit_speed,
            rocketpy.rail_exit_speed_m_s,
            0.02,
            None,
        ),
        check(
            "landing, m",
            ours.landing.distance,
            rocketpy.landing_east_m.hypot(rocketpy.landing_north_m),
            miss / (out + back),
            0.03,
            None,
        ),
    ]
}
