//! Gusts: turbulence with the Dryden spectrum, frozen in space.
//!
//! Intensity σ and scale length L against height are those of MIL-F-8785C (1980), sections 3.7.2 and 3.7.3:
//!
//! - up to 1,000 ft, with h in feet (figures 10 and 11): `L = h/(0.177 + 0.000823 h)^1.2`,
//!   `σ = 0.1 W/(0.177 + 0.000823 h)^0.4`, with W the wind at 20 ft; below 10 ft as at 10 ft;
//! - from 2,000 ft: L = 1,750 ft, and σ from figure 7 at the probability of the severity;
//! - linear in between.
//!
//! A rocket climbs through turbulence across the horizontal gusts, so east and north have the **transverse** spectrum
//! against distance along the path (there, section 3.7.1.2), one-sided, Ω in rad/m:
//!
//! `Φ(Ω) = σ² (L/π) (1 + 3 (LΩ)²)/(1 + (LΩ)²)²`, correlation `(1 − r/2L) exp(−r/L)`.
//!
//! It is the output of the shaping filter `(1 + √3 s)/(1 + s)²` in the path length `s = ∫dh/L`, here stepped exactly
//! (transition matrix and covariance in closed form), so variance and correlation hold on the levels
//! (`variance_and_correlation_are_drydens`, `the_spectrum_is_drydens`). Levels are a tenth of L apart; halfway
//! between two, the straight line has a standard deviation 3.5 % less.
//!
//! What is left out: vertical gusts, which move a climbing rocket little, and change in time: the field stands while a
//! flight passes (Taylor 1938). A descent under a parachute passes slowly, and then the field would have changed.

use super::{RandomStream, WindProfile};
use crate::error::Fault;
use crate::table::Curve;

const FOOT: f64 = 0.3048;
const KNOT: f64 = 1852.0 / 3600.0;
/// Step in units of the scale length.
const STEP: f64 = 0.1;

/// How strong turbulence is, in the words of MIL-F-8785C.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Exceeded with a probability of 0.01; 15 knots at 20 ft.
    Light,
    /// Exceeded with a probability of 0.001; 30 knots at 20 ft.
    Moderate,
    /// Exceeded with a probability of 0.00001; 45 knots at 20 ft.
    Severe,
}

/// MIL-F-8785C figure 7: height, ft, and the intensity, ft/s, of light, moderate and severe turbulence.
const FIGURE_7: [(f64, [f64; 3]); 12] = [
    (500.0, [6.6, 8.6, 15.6]),
    (1_750.0, [6.9, 9.6, 17.6]),
    (3_750.0, [7.4, 10.6, 23.0]),
    (7_500.0, [6.7, 10.1, 23.6]),
    (15_000.0, [4.6, 8.0, 22.1]),
    (25_000.0, [2.7, 6.6, 20.0]),
    (35_000.0, [0.4, 5.0, 16.0]),
    (45_000.0, [0.0, 4.2, 15.1]),
    (55_000.0, [0.0, 2.7, 12.1]),
    (65_000.0, [0.0, 0.0, 7.9]),
    (75_000.0, [0.0, 0.0, 6.2]),
    (80_000.0, [0.0, 0.0, 5.1]),
];

impl Severity {
    /// Wind at 20 ft (6.1 m), m/s, that goes with it (MIL-F-8785C, section 3.7.3).
    pub fn wind_at_20_feet(self) -> f64 {
        KNOT * match self {
            Self::Light => 15.0,
            Self::Moderate => 30.0,
            Self::Severe => 45.0,
        }
    }

    fn column(self) -> usize {
        match self {
            Self::Light => 0,
            Self::Moderate => 1,
            Self::Severe => 2,
        }
    }
}

/// Gusts against height.
#[derive(Debug, Clone, PartialEq)]
pub struct Gusts {
    levels: Vec<GustLevel>,
    east: RandomStream,
    north: RandomStream,
}

/// A level, and how the filter's state comes to it from the level below.
#[derive(Debug, Clone, Copy, PartialEq)]
struct GustLevel {
    height: f64,
    sigma: f64,
    transition: [[f64; 2]; 2],
    /// Lower triangle of the Cholesky factor of the noise: first, mixed, second.
    noise: [f64; 3],
}

impl Gusts {
    /// Gusts of a severity up to a height above the ground, m; above, none. The wind at 20 ft, m/s, is the severity's
    /// if it is not given.
    ///
    /// # Errors
    /// At `top`: not above zero, or above 100 km. At `wind_at_20_feet`: below zero.
    pub fn new(severity: Severity, wind_at_20_feet: Option<f64>, top: f64) -> Result<Self, Fault> {
        if !(top > 0.0 && top <= 100_000.0) {
            let message = format!("{top} m; a height from 0 to 100 km was expected");
            return Err(Fault::new("top", message));
        }
        let wind = wind_at_20_feet.unwrap_or(severity.wind_at_20_feet());
        if !(0.0..=100.0).contains(&wind) {
            let message = format!("{wind} m/s; a wind from 0 to 100 m/s was expected");
            return Err(Fault::new("wind_at_20_feet", message));
        }
        let points =
            FIGURE_7.map(|(height, sigmas)| (height * FOOT, sigmas[severity.column()] * FOOT));
        let aloft = Curve::new(points.to_vec())?;
        // The first level has no level below: the state is all noise, of the stationary variance 1/4.
        let mut levels = vec![GustLevel {
            height: 0.0,
            sigma: intensity(0.0, wind, &aloft),
            transition: [[0.0; 2]; 2],
            noise: [0.5, 0.0, 0.5],
        }];
        let (transition, noise) = step(STEP);
        let mut height = 0.0;
        while height < top {
            height += STEP * scale_length(height);
            levels.push(GustLevel {
                height,
                // A profile goes on above its last level: it ends in calm.
                sigma: if height < top {
                    intensity(height, wind, &aloft)
                } else {
                    0.0
                },
                transition,
                noise,
            });
        }
        Ok(Self {
            levels,
            // No input is called so.
            east: RandomStream::named("\0gust east"),
            north: RandomStream::named("\0gust north"),
        })
    }

    /// Heights above the ground, m, rising, and the intensity there, m/s: the standard deviation of each component.
    pub fn levels(&self) -> impl Iterator<Item = (f64, f64)> {
        self.levels.iter().map(|level| (level.height, level.sigma))
    }

    /// The gusts in a sample.
    pub fn draw(&self, seed: u64, sample: u64) -> WindProfile {
        let mut numbers = [self.east, self.north].map(|stream| stream.normals(seed, sample));
        let mut states = [[0.0; 2]; 2];
        let levels = self.levels.iter().map(|level| {
            let mut gust = [0.0; 3];
            for (axis, (state, normals)) in states.iter_mut().zip(&mut numbers).enumerate() {
                let [a, b] = [normals.draw(), normals.draw()];
                let (from, [first, mixed, second]) = (*state, level.noise);
                let moved = level
                    .transition
                    .map(|row| row[0] * from[0] + row[1] * from[1]);
                *state = [moved[0] + first * a, moved[1] + mixed * a + second * b];
                gust[axis] = level.sigma * (state[0] + 3f64.sqrt() * state[1]);
            }
            (level.height, gust)
        });
        levels.collect()
    }
}

/// Scale length, m, at a height, m.
fn scale_length(height: f64) -> f64 {
    let feet = (height / FOOT).max(10.0);
    FOOT * match feet {
        low if low <= 1_000.0 => low / libm::pow(0.177 + 0.000_823 * low, 1.2),
        between if between < 2_000.0 => 1_000.0 + 0.75 * (between - 1_000.0),
        _ => 1_750.0,
    }
}

/// Intensity, m/s, at a height, m.
fn intensity(height: f64, wind: f64, aloft: &Curve) -> f64 {
    let feet = (height / FOOT).max(10.0);
    let low = |feet: f64| 0.1 * wind / libm::pow(0.177 + 0.000_823 * feet, 0.4);
    match feet {
        near if near <= 1_000.0 => low(near),
        between if between < 2_000.0 => {
            let fraction = (between - 1_000.0) / 1_000.0;
            low(1_000.0) + fraction * (aloft.at(2_000.0 * FOOT) - low(1_000.0))
        }
        _ => aloft.at(height),
    }
}

/// Transition over a path length and the factor of the noise that joins it: of the filter's states q and q', with
/// `q'' = −q − 2 q' + white noise`, whose stationary covariance is the unit matrix over 4.
fn step(s: f64) -> ([[f64; 2]; 2], [f64; 3]) {
    let decay = libm::exp(-s);
    let transition = [
        [decay * (1.0 + s), decay * s],
        [-decay * s, decay * (1.0 - s)],
    ];
    let [[a, b], [c, d]] = transition;
    let first = (0.25 * (1.0 - a * a - b * b)).max(0.0).sqrt();
    let mixed = -0.25 * (a * c + b * d) / first;
    let second = (0.25 * (1.0 - c * c - d * d) - mixed * mixed)
        .max(0.0)
        .sqrt();
    (transition, [first, mixed, second])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Defends figures 7, 10 and 11 of the specification: at 10 ft and 1,000 ft by its formulas worked by hand, above
    /// 2,000 ft by the figure.
    #[test]
    fn length_and_intensity_are_the_specifications() {
        let gusts = Gusts::new(Severity::Moderate, None, 20_000.0).unwrap();
        let aloft = Curve::new(FIGURE_7.map(|(h, s)| (h * FOOT, s[1] * FOOT)).to_vec()).unwrap();
        let wind = Severity::Moderate.wind_at_20_feet();
        assert!((wind - 15.433).abs() < 1e-3);
        // 0.177 + 0.823 = 1: at 1,000 ft the length is the height and the intensity a tenth of the wind.
        assert!((scale_length(1_000.0 * FOOT) / (1_000.0 * FOOT) - 1.0).abs() < 1e-12);
        assert!((intensity(1_000.0 * FOOT, wind, &aloft) - 0.1 * wind).abs() < 1e-12);
        // 10/0.18523^1.2 = 75.6 ft.
        assert!((scale_length(0.0) / FOOT - 75.6).abs() < 0.1);
        assert_eq!(scale_length(900.0), 1_750.0 * FOOT);
        assert!((intensity(7_500.0 * FOOT, wind, &aloft) - 10.1 * FOOT).abs() < 1e-12);
        assert!(
            gusts
                .levels
                .windows(2)
                .all(|pair| pair[0].height < pair[1].height)
        );
        assert!(gusts.levels.len() < 500, "{}", gusts.levels.len());
    }

    /// Profiles above 2,000 ft only, where the scale length is constant, over their intensity.
    fn stationary(n: u64) -> Vec<Vec<f64>> {
        let gusts = Gusts::new(Severity::Severe, None, 9_000.0).unwrap();
        let aloft: Vec<usize> = (0..gusts.levels.len())
            .filter(|i| gusts.levels[*i].height > 2_001.0 * FOOT && gusts.levels[*i].sigma > 0.0)
            .collect();
        let one = |i| {
            let profile = gusts.draw(2, i);
            aloft
                .iter()
                .map(|k| profile[*k].1[0] / gusts.levels[*k].sigma)
                .collect()
        };
        (0..n).map(one).collect()
    }

    /// Defends variance and correlation of the transverse Dryden process over path lengths from 0 to 4; five standard
    /// errors of a mean over 4,000 profiles.
    #[test]
    fn variance_and_correlation_are_drydens() {
        let n = 4_000;
        let profiles = stationary(n);
        for lag in [0usize, 1, 5, 10, 20, 40] {
            let s = 0.1 * lag as f64;
            let expected = (1.0 - 0.5 * s) * (-s).exp();
            let mean = profiles.iter().map(|x| x[30] * x[30 + lag]).sum::<f64>() / n as f64;
            let limit = 5.0 * 2f64.sqrt() / (n as f64).sqrt();
            assert!((mean - expected).abs() < limit, "{s}: {mean} {expected}");
        }
        // The first levels too, where length and intensity change: unit variance at the ground.
        let gusts = Gusts::new(Severity::Light, Some(5.0), 100.0).unwrap();
        for level in [0, 7] {
            let square = |i| (gusts.draw(3, i)[level].1[1] / gusts.levels[level].sigma).powi(2);
            let variance = (0..n).map(square).sum::<f64>() / n as f64;
            assert!(
                (variance - 1.0).abs() < 5.0 * (2.0 / n as f64).sqrt(),
                "{variance}"
            );
        }
    }

    /// Defends the spectrum: mean periodograms of 4,000 profiles with a Hann window against the formula, within 6 %
    /// (their scatter is 1.6 %, the window and folding add some).
    #[test]
    fn the_spectrum_is_drydens() {
        let profiles = stationary(4_000);
        let length = profiles[0].len();
        let window: Vec<f64> = (0..length)
            .map(|i| {
                (std::f64::consts::PI * (i as f64 + 0.5) / length as f64)
                    .sin()
                    .powi(2)
            })
            .collect();
        let power: f64 = window.iter().map(|w| w * w).sum();
        for omega in [0.5f64, 1.0, 2.0, 4.0] {
            let mean = profiles.iter().map(|x| {
                let sum = |f: &dyn Fn(f64) -> f64| {
                    x.iter()
                        .zip(&window)
                        .enumerate()
                        .map(|(i, (x, w))| x * w * f(0.1 * omega * i as f64))
                        .sum::<f64>()
                };
                sum(&f64::cos).powi(2) + sum(&f64::sin).powi(2)
            });
            let estimate =
                mean.sum::<f64>() / profiles.len() as f64 * 0.1 / power / std::f64::consts::PI;
            let square = omega * omega;
            let expected = (1.0 + 3.0 * square) / (1.0 + square).powi(2) / std::f64::consts::PI;
            assert!(
                (estimate / expected - 1.0).abs() < 0.06,
                "{omega}: {estimate} {expected}"
            );
        }
    }

    /// Defends the refusals.
    #[test]
    fn refuses_what_cannot_be() {
        let refused = |wind, top| Gusts::new(Severity::Light, wind, top).unwrap_err().place;
        assert_eq!(refused(None, 0.0), "top");
        assert_eq!(refused(None, f64::INFINITY), "top");
        assert_eq!(refused(Some(-1.0), 100.0), "wind_at_20_feet");
    }
}
