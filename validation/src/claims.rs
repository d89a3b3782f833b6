//! What a newspaper would print of twelve amateur rockets, and what they reached.
//!
//! Of each rocket only mass, diameter, length and class are told; the check of a claim ([`downrange::claim`]) says which
//! apogees these allow, and the measured one is looked for among them. No prior was fitted to these flights: they come
//! from motor catalogues, safety codes and textbooks, and stand with their sources in `claim/class.rs`.
//!
//! The rockets are those of RASAero II's comparison with flight data (C. E. Rogers and D. Cooper, rasaero.com): launch
//! mass, length of nose, tube and boat-tail, and diameter of the tube from its files, apogees above the ground as
//! altimeters, accelerometers and optical tracking gave them.

use anyhow::Context;
use downrange::claim::{
    Assumptions, Claim, Class, LaunchSite, Limit, PublishedFigure, Quantity, Statement, Study,
    reached,
};
use downrange::dispersion::statistics::Quantiles;

use crate::Check;

/// Name, mass in lb, diameter and length in inches, apogee measured in m above the ground.
const FLIGHTS: [(&str, f64, f64, f64, f64); 12] = [
    ("Byrum", 7.75, 3.0, 84.75, 1747.1),
    ("Cancer Descending", 49.84, 6.0, 109.0, 1886.1),
    ("Gibb", 6.16, 3.0, 70.75, 1192.7),
    ("Ion Drive", 11.37, 4.0, 70.0, 2446.6),
    ("Raven", 5.44, 1.75, 73.5, 2686.8),
    ("Rabia", 18.44, 3.0, 111.75, 3884.7),
    ("Torrent", 29.13, 4.0, 109.5, 3903.6),
    ("Caliber Isp 04 Team 1", 3.25, 3.1, 59.25, 1169.5),
    ("Caliber Isp 05 Columbia", 3.36, 3.1, 59.25, 1549.9),
    ("Kline-Rogers L500", 8.5, 2.26, 62.0, 7550.2),
    ("Qu8k", 314.5, 8.0, 167.1, 37_026.5),
    ("Full Metal Jacket", 70.0, 4.0, 132.31, 11_576.6),
];
/// Of twelve so many may lie outside the 90 % interval: what one in ten leaves with a probability of 89 % or more.
const OUTSIDE: f64 = 2.0;
/// Rockets a flight.
const ROCKETS: u64 = 1000;
const SEED: u64 = 1;
/// Pound, kg, and inch, m (exact: international yard and pound agreement of 1959).
const POUND: f64 = 0.453_592_37;
const INCH: f64 = 0.0254;

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Median against measured, flight by flight, and how many are inside.
    pub checks: Vec<Check>,
    /// How many of the measured apogees lie in the 90 % interval.
    pub inside: usize,
    /// The interval's upper end over its lower, median over the flights.
    pub width: f64,
    /// Interval by interval, in words.
    pub note: String,
}

/// A claim of what a newspaper would print of an amateur rocket.
fn printed(
    name: &str,
    mass: f64,
    diameter: f64,
    length: f64,
    apogee: f64,
) -> anyhow::Result<Claim> {
    let figure = |value: f64, plus_minus: f64| PublishedFigure {
        value,
        plus_minus,
        text: String::new(),
        source: "RASAero II".to_owned(),
    };
    Ok(Claim {
        name: name.to_owned(),
        about: String::new(),
        class: Class::AmateurSolid,
        mass: figure(mass * POUND, 0.005 * POUND),
        diameter: figure(diameter * INCH, 0.005 * INCH),
        length: Some(figure(length * INCH, 0.25 * INCH)),
        stages: 1,
        statements: vec![Statement {
            quantity: Quantity::Height,
            limit: Limit::AtLeast,
            figure: figure(apogee, 0.0),
            unit: "m".to_owned(),
        }],
        assumptions: Assumptions::new(Class::AmateurSolid, true, 1)?,
        site: LaunchSite::default(),
    })
}

/// Looks for each measured apogee among those that the printed figures allow.
///
/// # Errors
/// When a flight cannot be computed.
pub fn calibration() -> anyhow::Result<Calibration> {
    let (mut checks, mut lines, mut widths) = (Vec::new(), Vec::new(), Vec::new());
    let mut inside = 0;
    for (name, mass, diameter, length, apogee) in FLIGHTS {
        let claim = printed(name, mass, diameter, length, apogee)?;
        let study = Study::new(&claim)?;
        let outcomes: Vec<_> = (0..ROCKETS)
            .map(|index| study.sample(SEED, index))
            .collect::<Result<_, _>>()
            .context(name)?;
        let heights = Quantiles::new(&reached(&claim.statements[0], &outcomes)).context(name)?;
        let [low, middle, high] = [0.05, 0.5, 0.95].map(|p| heights.quantile(p));
        let within = (low..=high).contains(&apogee);
        inside += usize::from(within);
        widths.push(high / low);
        lines.push(format!(
            "{name} {low:.0} to {high:.0} m{}",
            if within { "" } else { " (outside)" }
        ));
        checks.push(Check {
            measured: Some(apogee),
            reason: Some("only mass, diameter, length and class are told".to_owned()),
            ..Check::share(name, "apogee, median, m", middle, apogee, 0.0)
        });
    }
    checks.push(Check::absolute(
        "all twelve",
        "in the 90 % interval",
        inside as f64,
        FLIGHTS.len() as f64,
        OUTSIDE,
    ));
    widths.sort_by(f64::total_cmp);
    let width = widths[widths.len() / 2];
    Ok(Calibration {
        checks,
        inside,
        width,
        note: format!(
            "{inside} of {} measured apogees lie in the 90 % interval, whose upper end is {width:.1} times its lower \
             (median): {}.",
            FLIGHTS.len(),
            lines.join(", ")
        ),
    })
}
