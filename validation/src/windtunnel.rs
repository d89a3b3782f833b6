//! Shots and tunnel runs: the aerodynamics of a drawing against what was measured of two bodies, Mach 0.6 to 4.7.
//!
//! The **Army–Navy Basic Finner** in free flight (A. Dupuis and W. Hathaway, DREV-TM-9703, 1997, table VIII, single six-degree-of-freedom
//! fits; roll damping: Nicolaides, BuWeps TN 100A, 1959, in Barrowman 1967, figure 5-7) and the **Arcas Robin** short model in the
//! tunnel (J. C. Ferris, NASA TN D-4013; C. D. Babb and D. E. Fuller, NASA TN D-4014, both 1967, read from the plots; axial force without
//! base to Mach 1.2, with it above). The drawings stand in `windtunnel/` as launch files.
//!
//! A row is the point whose difference is the median of all; allowed are 10 %. No constant of [`downrange::aero`] is fitted to them.

use std::path::Path;

use anyhow::Context;
use downrange::aero::Aerodynamics;
use downrange_formats::read_launch;

use crate::chart::{Chart, Panel};
use crate::{Check, Group};

/// Mach number, axial force, slope of the normal force, CMα about 5.5 calibres from the nose tip, Cmq + Cmα̇.
const SHOTS: [[f64; 5]; 25] = [
    [1.056, 0.868, 18.73, -50.489, -332.0],
    [1.058, 0.868, 18.02, -51.605, -349.6],
    [1.116, 0.854, 18.50, -54.595, -320.0],
    [1.254, 0.760, 18.81, -52.604, -386.0],
    [1.332, 0.701, 16.29, -49.917, -505.5],
    [1.377, 0.708, 16.37, -45.883, -500.0],
    [1.799, 0.594, 11.29, -28.977, -385.8],
    [1.846, 0.598, 11.80, -27.450, -370.0],
    [1.850, 0.567, 11.80, -27.511, -416.3],
    [2.348, 0.500, 10.37, -19.738, -294.8],
    [2.364, 0.478, 10.17, -19.021, -330.0],
    [2.414, 0.473, 9.92, -18.120, -298.6],
    [2.663, 0.446, 8.95, -15.964, -397.9],
    [2.741, 0.400, 8.92, -14.877, -254.3],
    [2.749, 0.452, 9.00, -15.373, -300.0],
    [2.969, 0.385, 8.00, -13.900, -250.0],
    [2.970, 0.376, 8.72, -13.535, -275.4],
    [3.312, 0.350, 8.41, -11.485, -231.9],
    [3.338, 0.376, 8.19, -11.233, -250.0],
    [3.682, 0.310, 8.13, -10.169, -210.7],
    [3.745, 0.309, 8.45, -9.457, -277.1],
    [3.775, 0.308, 7.92, -9.275, -204.7],
    [4.127, 0.285, 7.65, -8.432, -152.4],
    [4.425, 0.268, 8.97, -7.950, -155.4],
    [4.473, 0.257, 7.76, -7.342, -247.2],
];
/// Mach number and Clp, read to ±0.3.
const ROLLS: [(f64, f64); 5] = [
    (1.51, -33.6),
    (1.82, -27.45),
    (2.27, -23.48),
    (2.60, -20.92),
    (3.00, -18.32),
];
/// Axial force without that of the base.
const FOREBODY: [(f64, f64); 10] = [
    (0.60, 0.295),
    (0.70, 0.300),
    (0.80, 0.309),
    (0.90, 0.350),
    (0.95, 0.46),
    (1.00, 0.683),
    (1.05, 0.685),
    (1.10, 0.666),
    (1.15, 0.635),
    (1.20, 0.596),
];
/// Axial force, base included.
const WHOLE: [(f64, f64); 6] = [
    (1.49, 0.532),
    (1.80, 0.470),
    (2.29, 0.376),
    (2.95, 0.300),
    (3.95, 0.223),
    (4.65, 0.198),
];
/// Slope of the normal force, per rad.
const SLOPES: [(f64, f64); 12] = [
    (0.6, 10.25),
    (0.8, 9.0),
    (0.9, 9.27),
    (0.95, 11.6),
    (1.0, 15.29),
    (1.2, 15.16),
    (1.5, 12.62),
    (1.8, 11.51),
    (2.3, 9.6),
    (2.96, 8.1),
    (3.96, 7.41),
    (4.63, 7.01),
];
/// Centre of pressure, shares of the length.
const CENTERS: [(f64, f64); 8] = [
    (1.5, 0.782),
    (2.0, 0.753),
    (2.5, 0.723),
    (3.0, 0.681),
    (3.5, 0.649),
    (4.0, 0.607),
    (4.5, 0.577),
    (4.63, 0.572),
];

/// Median of absolute differences that is allowed.
const ALLOWED: f64 = 0.1;

/// A coefficient against Mach number.
struct Quantity<'a> {
    name: &'static str,
    label: &'static str,
    ours: &'a dyn Fn(f64) -> f64,
    measured: Vec<(f64, f64)>,
}

impl Quantity<'_> {
    /// Ours over what was measured, less one, at each Mach number.
    fn differences(&self) -> Vec<(f64, f64)> {
        let points = self.measured.iter();
        points
            .map(|(mach, value)| (*mach, (self.ours)(*mach) / value - 1.0))
            .collect()
    }

    /// Where the absolute difference is the median one, the greater of the two in the middle.
    fn check(&self, case: &str) -> Check {
        let mut points = self.measured.clone();
        points.sort_by(|a, b| {
            let off = |(mach, value): (f64, f64)| ((self.ours)(mach) / value - 1.0).abs();
            off(*a).total_cmp(&off(*b))
        });
        let (mach, measured) = points
            .get(points.len() / 2)
            .copied()
            .unwrap_or((f64::NAN, f64::NAN));
        let case = format!("{case}, Mach {mach:.2}");
        Check::share(case, self.name, (self.ours)(mach), measured, ALLOWED)
    }

    fn note(&self) -> String {
        let all = self.differences();
        let off = median(all.iter().map(|(_, off)| *off).collect());
        let worst = all.iter().fold((0.0, 0.0), |worst: (f64, f64), each| {
            if each.1.abs() > worst.1.abs() {
                *each
            } else {
                worst
            }
        });
        format!(
            "{} {:+.1} % (worst {:+.0} % at Mach {:.2})",
            self.name,
            100.0 * off,
            100.0 * worst.1,
            worst.0
        )
    }

    fn panel(&self, source: &'static str) -> Panel {
        let machs = (0..=100).map(|i| 0.05 * f64::from(i));
        Panel {
            label: self.label.to_owned(),
            across: "Mach number",
            line: machs.map(|mach| (mach, (self.ours)(mach))).collect(),
            band: Vec::new(),
            dots: vec![(source, self.measured.clone())],
        }
    }
}

/// The group.
///
/// # Errors
/// When a drawing cannot be read.
pub fn group() -> anyhow::Result<Group> {
    let (finner, arcas) = (basic_finner()?, arcas_robin()?);
    let note = format!(
        "A row stands where the difference is the median of all Mach numbers'. Medians with their signs: Basic Finner {}; Arcas Robin {}. The Finner's metal models fly \
         for a fraction of a second, so that their wall is as cold as the air. Arcas' fairings at the fins' roots and the lip behind its boat-tail are \
         not drawn.",
        finner.note, arcas.note
    );
    Ok(Group {
        title: "Shots and tunnel runs",
        reference: "measured",
        note,
        checks: [finner.checks, arcas.checks].concat(),
        charts: [finner.charts, arcas.charts].concat(),
    })
}

struct Found {
    checks: Vec<Check>,
    charts: Vec<Chart>,
    note: String,
}

fn found(case: &str, source: &'static str, quantities: &[Quantity<'_>]) -> Found {
    let notes: Vec<String> = quantities.iter().map(Quantity::note).collect();
    Found {
        checks: quantities.iter().map(|each| each.check(case)).collect(),
        charts: quantities
            .chunks(2)
            .map(|pair| Chart {
                title: case.to_owned(),
                panels: pair.iter().map(|each| each.panel(source)).collect(),
            })
            .collect(),
        note: notes.join(", "),
    }
}

fn drawn(file: &str) -> anyhow::Result<(Aerodynamics, f64)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("windtunnel")
        .join(file);
    let launch = read_launch(&path)
        .map_err(|error| anyhow::anyhow!(error.to_string()))?
        .launch;
    let rocket = launch.vehicle.rocket().context("nothing is drawn")?;
    Ok((Aerodynamics::new(rocket), rocket.length()))
}

fn basic_finner() -> anyhow::Result<Found> {
    let (aero, _) = drawn("basic_finner.toml")?;
    let calibre = aero.reference_diameter;
    // At sea level, per m and Mach number.
    let reynolds = 2.3e7;
    let shots = |value: &dyn Fn(&[f64; 5]) -> f64| {
        SHOTS.iter().map(|shot| (shot[0], value(shot))).collect()
    };
    let damping = |mach: f64| {
        let [sum, first, second] = aero.coefficients(mach).damping;
        let x = 5.5 * calibre;
        -2.0 * (second - 2.0 * x * first + x * x * sum) / (calibre * calibre)
    };
    Ok(found(
        "Basic Finner",
        "free flight",
        &[
            Quantity {
                name: "axial force",
                label: "axial force",
                ours: &|mach| {
                    aero.coefficients(mach).axial_power_off
                        + aero.friction_at_wall(mach, reynolds * mach.max(0.1), 1.0)
                },
                measured: shots(&|shot| shot[1]),
            },
            Quantity {
                name: "CNα",
                label: "CNα, 1/rad",
                ours: &|mach| aero.normal_force_slope(mach),
                measured: shots(&|shot| shot[2]),
            },
            Quantity {
                name: "centre of pressure",
                label: "centre of pressure, calibres from the nose tip",
                ours: &|mach| aero.center_of_pressure(mach) / calibre,
                measured: shots(&|shot| 5.5 - shot[3] / shot[2]),
            },
            Quantity {
                name: "pitch damping",
                label: "Cmq + Cmα̇, 1/rad",
                ours: &damping,
                measured: shots(&|shot| shot[4]),
            },
            Quantity {
                name: "roll damping",
                label: "Clp, 1/rad",
                ours: &|mach| aero.coefficients(mach).roll_damping,
                measured: ROLLS.to_vec(),
            },
        ],
    ))
}

fn arcas_robin() -> anyhow::Result<Found> {
    let (aero, length) = drawn("arcas_robin.toml")?;
    let reynolds = 9.8e6;
    let axial = |mach: f64| {
        let drag = aero.drag_breakdown(mach, reynolds, false);
        let base = if mach < 1.3 { drag.base } else { 0.0 };
        drag.total() - base
    };
    Ok(found(
        "Arcas Robin",
        "tunnel",
        &[
            Quantity {
                name: "axial force",
                label: "axial force (to Mach 1.3 without base)",
                ours: &axial,
                measured: [&FOREBODY[..], &WHOLE[..]].concat(),
            },
            Quantity {
                name: "CNα",
                label: "CNα, 1/rad",
                ours: &|mach| aero.normal_force_slope(mach),
                measured: SLOPES.to_vec(),
            },
            Quantity {
                name: "centre of pressure",
                label: "centre of pressure, share of the length",
                ours: &|mach| aero.center_of_pressure(mach) / length,
                measured: CENTERS.to_vec(),
            },
        ],
    ))
}

/// The middle one, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match (
        values.get(half),
        half.checked_sub(1).and_then(|i| values.get(i)),
    ) {
        (Some(upper), _) if values.len() % 2 == 1 => *upper,
        (Some(upper), Some(lower)) => 0.5 * (upper + lower),
        _ => f64::NAN,
    }
}
