//! Seven student rockets that flew: ours, RocketPy's and the altimeter's figures.
//!
//! The rockets, their motors and their air are those of RocketPy's example gallery (version 1.12.1); each folder under
//! `flights/` cites its notebook. Compared is with RocketPy corrected, as `reference.toml` says: what it computes as
//! released has known faults in its attitude dynamics.
//!
//! **Where the two differ**, it is for two of our models, and a test shows it: without them every figure agrees.
//! RocketPy lets a rocket fly freely once its first button has left the rail, where ours still turns about its last one
//! (tip-off); and it has no cross-flow on the body, which at large angles of attack moves the centre of pressure forward.
//! Both make a rocket turn less into the wind. Gravity accounts for most of what remains, up to 0.1 % of the apogee:
//! four of the notebooks fly with one number for it.
//!
//! The *distance flown* over the ground, of which a landing point may miss 3 %, is the way from the pad to below the
//! apogee and on to the landing: rockets fly into the wind and come back with it, and may land beside their pad.

use std::path::{Path, PathBuf};

use anyhow::Context;
use downrange::flight::{Flight, Launch, Outcome, Recording, fly};
use downrange_formats::read_launch;
use serde::Deserialize;

use crate::Check;
use crate::chart::{Chart, Panel};

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

/// Quantities that differ, and why ours are right.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Differs {
    quantities: Vec<String>,
    reason: String,
}

/// A rocket that flew, and what is known of its flight.
#[derive(Debug)]
pub struct Case {
    /// The launch.
    pub launch: Launch,
    reference: Reference,
}

/// A rocket that was flown and compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Flown {
    /// Figure by figure.
    pub checks: Vec<Check>,
    /// Relative errors of the apogee against the altimeter.
    pub apogee_error: ApogeeError,
    /// Height against time, beside the apogees of the references.
    pub chart: Chart,
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
    /// Ours as a barometric altimeter would show it in the air described.
    pub ours_shown: f64,
    /// RocketPy's, corrected, so shown.
    pub rocketpy_shown: f64,
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
            ours_shown: mean(|error| error.ours_shown),
            rocketpy_shown: mean(|error| error.rocketpy_shown),
        }
    }
}

/// Every rocket, in the order of the folders' names.
///
/// # Errors
/// When a file cannot be read, with its name.
pub fn cases() -> anyhow::Result<Vec<Case>> {
    let flights = Path::new(env!("CARGO_MANIFEST_DIR")).join("flights");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&flights)
        .with_context(|| flights.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    folders.sort();
    folders.iter().map(|folder| Case::read(folder)).collect()
}

impl Case {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join("reference.toml");
        let name = || path.display().to_string();
        let text = std::fs::read_to_string(&path).with_context(name)?;
        let reference: Reference = toml::from_str(&text).with_context(name)?;
        let launch = read_launch(&folder.join("launch.toml"))
            .map_err(|error| anyhow::anyhow!(error.to_string()))?
            .launch;
        Ok(Self { launch, reference })
    }

    /// The apogee by the altimeter, m above the site.
    pub fn measured_apogee(&self) -> f64 {
        self.reference.measured.apogee_agl_m
    }

    /// Flies the rocket and compares.
    ///
    /// # Errors
    /// When the flight cannot be computed, or a quantity that is said to differ does not exist.
    pub fn fly(&self) -> anyhow::Result<Flown> {
        self.compare(&self.launch)
    }

    /// Flies another launch in the place of this one and compares.
    ///
    /// # Errors
    /// As [`Self::fly`].
    pub fn compare(&self, launch: &Launch) -> anyhow::Result<Flown> {
        let Reference {
            rocketpy,
            measured,
            differs,
        } = &self.reference;
        let flight = fly(launch, Recording::Full).with_context(|| launch.name.clone())?;
        let checks = compare(&launch.name, &flight.outcome, &self.reference);
        for known in differs.iter().flat_map(|each| &each.quantities) {
            anyhow::ensure!(
                checks.iter().any(|check| check.quantity == known),
                "{}: no quantity is called `{known}`",
                launch.name
            );
        }
        let error = |apogee: f64| apogee / measured.apogee_agl_m - 1.0;
        let ground = launch.site.elevation;
        Ok(Flown {
            checks,
            apogee_error: ApogeeError {
                ours: error(flight.outcome.apogee_agl),
                rocketpy: error(rocketpy.apogee_agl_m),
                rocketpy_released: error(rocketpy.released_apogee_agl_m),
                ours_shown: error(flight.outcome.apogee_altimeter),
                rocketpy_shown: error(launch.air.altimeter(ground, ground + rocketpy.apogee_agl_m)),
            },
            chart: self.chart(&launch.name, &flight),
        })
    }
}

impl Case {
    fn chart(&self, name: &str, flight: &Flight) -> Chart {
        let Reference {
            rocketpy, measured, ..
        } = &self.reference;
        let points =
            |time: Option<f64>, height| time.map(|time| (time, height)).into_iter().collect();
        let heights = flight.trajectory.iter().map(|s| (s.time, s.altitude_agl));
        Chart {
            title: name.to_owned(),
            panels: vec![Panel {
                label: "height above the site, m".to_owned(),
                across: "time, s",
                line: heights.collect(),
                band: Vec::new(),
                dots: vec![
                    (
                        "apogee by RocketPy",
                        points(Some(rocketpy.apogee_time_s), rocketpy.apogee_agl_m),
                    ),
                    (
                        "apogee by the altimeter",
                        points(measured.apogee_time_s, measured.apogee_agl_m),
                    ),
                ],
            }],
        }
    }
}

fn compare(case: &str, ours: &Outcome, reference: &Reference) -> Vec<Check> {
    let Reference {
        rocketpy,
        measured,
        differs,
    } = reference;
    let figure = |quantity, ours: f64, theirs: f64, allowed, measured| Check {
        measured,
        reason: differs
            .iter()
            .find(|each| each.quantities.iter().any(|known| known == quantity))
            .map(|each| each.reason.clone()),
        ..Check::share(case, quantity, ours, theirs, allowed)
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
            ours.rail_exit.map_or(f64::NAN, |exit| exit.speed),
            rocketpy.rail_exit_speed_m_s,
            0.02,
            None,
        ),
        Check {
            difference: miss / (out + back),
            ..figure(
                "landing, m",
                ours.landing.distance,
                rocketpy.landing_east_m.hypot(rocketpy.landing_north_m),
                0.03,
                None,
            )
        },
    ]
}
