//! How wrong a forecast of the wind is, by its lead time: how long before the hour it was made.
//!
//! **From pairs** of a forecast and a sounding the standard deviation of each component at a height is
//!
//! `σ² = Σ ((u_f − u_s)² + (v_f − v_s)²) / 2n`
//!
//! over the n pairs that reach it: the root mean square vector error, over √2. A bias of the forecast is part of it, and so are the
//! errors of the balloon and the air's own change between the two. It is known to 1/(2√n) of itself: 22 % of five pairs, the fewest
//! that are taken, 5 % of a hundred. Between lead times, as between heights, it is linear, and constant beyond the ends.
//!
//! **Without pairs** it is [`LeadTimeErrors::typical`], rounded figures for the northern extratropics, to begin with and to be replaced
//! by pairs of the place. That of 6 h, a vector error of about 4 m/s through most of the troposphere, is what is
//! reported of a year of the Rapid Refresh against the radiosondes of the contiguous United States (Benjamin et al. 2016, *Monthly
//! Weather Review* 144, 1669–1694, read as another paper quotes it). **The growth with lead time and height is an assumption of ours**,
//! not a table of anybody's (weather centres exchange scores of exactly this by the WMO's rules, which were not at hand): a figure may
//! be a third off.

use super::WindProfile;
use super::profile::at_height;
use crate::error::Fault;
use crate::table::Curve;

/// Pairs of a lead time at least.
const FEWEST: usize = 5;

/// Lead times within this of the least of them are taken together, s.
const TOGETHER: f64 = 6.0 * 3600.0;

/// Heights above the ground at which pairs are compared, m: as far apart as the levels that models and messages have.
const HEIGHTS: [f64; 22] = [
    10.0, 100.0, 250.0, 500.0, 750.0, 1e3, 1.5e3, 2e3, 3e3, 4e3, 5e3, 6e3, 7e3, 8e3, 9e3, 10e3,
    12e3, 14e3, 16e3, 20e3, 25e3, 30e3,
];

/// Heights of the typical errors, m: the ground, and 850, 500, 250 and 100 hPa.
const TYPICAL_HEIGHTS: [f64; 5] = [0.0, 1_500.0, 5_500.0, 10_500.0, 16_000.0];

/// Lead times, h, and root mean square vector errors at those heights, m/s: see above for where they come from.
const TYPICAL: [(f64, [f64; 5]); 5] = [
    (6.0, [2.5, 4.0, 4.0, 4.5, 4.0]),
    (24.0, [3.0, 4.0, 4.5, 5.5, 4.5]),
    (48.0, [3.0, 4.5, 5.5, 7.5, 5.0]),
    (72.0, [3.5, 5.0, 7.0, 10.0, 6.0]),
    (120.0, [4.5, 7.5, 10.5, 15.0, 8.0]),
];

/// The vertical distance over which errors of the wind of a forecast are taken to be correlated where nobody says, m: an assumption of
/// ours, about a third of the troposphere.
pub const CORRELATION_HEIGHT: f64 = 3_000.0;

/// A forecast of the wind and what was measured then.
#[derive(Debug, Clone, PartialEq)]
pub struct WindPair {
    /// How long before it was made, s.
    pub lead_time: f64,
    /// What was forecast, against height above the ground.
    pub forecast: WindProfile,
    /// What was measured.
    pub measured: WindProfile,
}

/// The errors of forecasts of some lead times.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadTimeErrors {
    /// Lead times, s, rising, and the standard deviation of each component, m/s, against height above the ground, m.
    lead_times: Vec<(f64, Curve)>,
}

impl LeadTimeErrors {
    /// Those of no place in particular.
    pub fn typical() -> Self {
        let curve = |vector: &[f64; 5]| {
            let sigmas = vector.map(|error| error / std::f64::consts::SQRT_2);
            Curve::new(TYPICAL_HEIGHTS.into_iter().zip(sigmas).collect())
        };
        let row = |(hours, vector): &(f64, [f64; 5])| Some((hours * 3600.0, curve(vector).ok()?));
        Self {
            lead_times: TYPICAL.iter().filter_map(row).collect(),
        }
    }

    /// Those of some pairs, in any order.
    ///
    /// # Errors
    /// When there are fewer than five, or five have no height in common, or a lead time is none.
    ///
    /// ```
    /// use downrange::dispersion::{LeadTimeErrors, WindPair};
    /// let pair = |error: f64| WindPair {
    ///     lead_time: 86_400.0,
    ///     forecast: vec![(0.0, [5.0, 0.0, 0.0]), (2000.0, [9.0, 0.0, 0.0])],
    ///     measured: vec![(0.0, [5.0 + error, 0.0, 0.0]), (2000.0, [9.0, error, 0.0])],
    /// };
    /// let errors = LeadTimeErrors::of_pairs(&[1.0, -1.0, 1.0, -1.0, 1.0].map(pair))?;
    /// assert!((errors.sigma(86_400.0).at(0.0) - 0.5_f64.sqrt()).abs() < 0.01);
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn of_pairs(pairs: &[WindPair]) -> Result<Self, Fault> {
        if let Some(pair) = pairs
            .iter()
            .find(|pair| !(0.0..1e7).contains(&pair.lead_time))
        {
            let message = format!(
                "a lead time of {} s; zero or more was expected",
                pair.lead_time
            );
            return Err(Fault::new("pairs", message));
        }
        if pairs.len() < FEWEST {
            let message = format!("{} pairs, expected {FEWEST} at least", pairs.len());
            return Err(Fault::new("pairs", message).hint(
                "of few pairs the spread is not known: name more, or none for typical errors",
            ));
        }
        let mut sorted: Vec<&WindPair> = pairs.iter().collect();
        sorted.sort_by(|a, b| a.lead_time.total_cmp(&b.lead_time));
        let mut groups: Vec<Vec<&WindPair>> = Vec::new();
        for (index, pair) in sorted.iter().enumerate() {
            let is_apart = |group: &Vec<&WindPair>| {
                group.len() >= FEWEST
                    && sorted.len() - index >= FEWEST
                    && group
                        .first()
                        .is_some_and(|first| pair.lead_time > first.lead_time + TOGETHER)
            };
            match groups.last_mut() {
                Some(group) if !is_apart(group) => group.push(pair),
                _ => groups.push(vec![pair]),
            }
        }
        let lead_times = groups.iter().map(|group| {
            let mean = sum(group.iter().map(|pair| pair.lead_time).collect()) / group.len() as f64;
            Ok((mean, spread(group)?))
        });
        Ok(Self {
            lead_times: lead_times.collect::<Result<_, Fault>>()?,
        })
    }

    /// The standard deviation of each component, m/s, against height above the ground, m, of a forecast of a lead time, s.
    pub fn sigma(&self, lead_time: f64) -> Curve {
        let after = self.lead_times.partition_point(|row| row.0 < lead_time);
        let (below, above) = (after.checked_sub(1), after);
        let rows = (
            below.and_then(|row| self.lead_times.get(row)),
            self.lead_times.get(above),
        );
        match rows {
            (Some((start, low)), Some((end, high))) => {
                let share = (lead_time - start) / (end - start);
                let mut heights: Vec<f64> = [low, high]
                    .iter()
                    .flat_map(|curve| curve.points())
                    .map(|point| point.0)
                    .collect();
                heights.sort_by(f64::total_cmp);
                heights.dedup();
                let between = |height: f64| {
                    let (low, high) = (low.at(height), high.at(height));
                    (height, low + share * (high - low))
                };
                Curve::new(heights.into_iter().map(between).collect())
                    .unwrap_or_else(|_| low.clone())
            }
            (Some((_, only)), None) | (None, Some((_, only))) => only.clone(),
            (None, None) => Curve::constant(0.0),
        }
    }
}

/// The sum of numbers, the same in whatever order they come.
fn sum(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.iter().sum()
}

/// The standard deviation against height of some pairs, up to the greatest height that enough of them reach.
fn spread(pairs: &[&WindPair]) -> Result<Curve, Fault> {
    let squares = |height: f64| -> Vec<f64> {
        let reaches = |profile: &WindProfile| {
            let ends = profile.first().zip(profile.last());
            // The lowest level of a sounding and of a model are seldom the same.
            ends.is_some_and(|(low, high)| low.0 <= height.max(HEIGHTS[2]) && height <= high.0)
        };
        let both = pairs
            .iter()
            .filter(|pair| reaches(&pair.forecast) && reaches(&pair.measured));
        let square = |pair: &&WindPair| {
            let [a, b] = [&pair.forecast, &pair.measured].map(|profile| at_height(profile, height));
            (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
        };
        both.map(square).collect()
    };
    let known = HEIGHTS.iter().map(|height| (*height, squares(*height)));
    let known = known.filter(|(_, squares)| squares.len() >= FEWEST);
    let sigma = |(height, squares): (f64, Vec<f64>)| {
        let count = squares.len() as f64;
        (height, (sum(squares) / (2.0 * count)).sqrt())
    };
    let points: Vec<(f64, f64)> = known.map(sigma).collect();
    if points.is_empty() {
        let message = format!("no height that {FEWEST} pairs of a lead time have in common");
        return Err(Fault::new("pairs", message));
    }
    Curve::new(points)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dispersion::WindError;

    fn pairs(lead_time: f64, sigma: f64, count: u64) -> Vec<WindPair> {
        let curve = Curve::new(vec![(0.0, sigma), (10_000.0, 3.0 * sigma)]).unwrap();
        let error = WindError::new(&curve, 2_000.0, 10_000.0).unwrap();
        let pair = |sample| WindPair {
            lead_time,
            forecast: vec![(0.0, [3.0, 1.0, 0.0]), (12_000.0, [20.0, -5.0, 0.0])],
            measured: crate::dispersion::add_profiles(&[
                &[(0.0, [3.0, 1.0, 0.0]), (12_000.0, [20.0, -5.0, 0.0])],
                &error.draw(3, sample),
            ]),
        };
        (0..count).map(pair).collect()
    }

    /// Defends the estimate: of 2,000 pairs that differ by a known error it is that error within five standard errors, 1/(2√n) each, and 1 %
    /// for what lies between levels; between two lead times it is between; in another order it is the same to the last bit.
    #[test]
    fn a_known_error_is_found() {
        let (day, n) = (86_400.0, 2_000);
        let mut all = [pairs(day, 1.0, n), pairs(3.0 * day, 3.0, n)].concat();
        let errors = LeadTimeErrors::of_pairs(&all).unwrap();
        let limit = 0.01 + 5.0 / (2.0 * (n as f64).sqrt());
        for (lead_time, scale) in [
            (0.0, 1.0),
            (day, 1.0),
            (2.0 * day, 2.0),
            (3.0 * day, 3.0),
            (9.0 * day, 3.0),
        ] {
            for height in [10.0, 1_000.0, 5_000.0, 10_000.0] {
                let expected = scale * (1.0 + 2.0 * height / 10_000.0);
                let found = errors.sigma(lead_time).at(height);
                assert!(
                    (found / expected - 1.0).abs() < limit,
                    "{lead_time} s, {height} m: {found}"
                );
            }
        }
        all.reverse();
        assert_eq!(errors, LeadTimeErrors::of_pairs(&all).unwrap());
    }

    /// Defends what pairs cannot say: of four of them, of winds without a common height, before they were made.
    #[test]
    fn too_little_is_refused() {
        let refused = |pairs: &[WindPair]| LeadTimeErrors::of_pairs(pairs).unwrap_err().message;
        assert_eq!(refused(&pairs(0.0, 1.0, 4)), "4 pairs, expected 5 at least");
        let apart = |pair: WindPair| WindPair {
            measured: vec![(20_000.0, [0.0; 3]), (21_000.0, [0.0; 3])],
            ..pair
        };
        let apart: Vec<WindPair> = pairs(0.0, 1.0, 9).into_iter().map(apart).collect();
        assert!(refused(&apart).starts_with("no height that 5 pairs"));
        assert!(refused(&pairs(-1.0, 1.0, 9)).contains("a lead time of -1 s"));
    }

    /// Defends the typical errors: they grow with lead time at every height, and at 6 h are 4 m/s, as a vector, in the middle troposphere.
    #[test]
    fn typical_errors_grow() {
        let errors = LeadTimeErrors::typical();
        assert!((errors.sigma(6.0 * 3600.0).at(5_500.0) * 2f64.sqrt() - 4.0).abs() < 1e-12);
        for height in [0.0, 3_000.0, 10_500.0, 30_000.0] {
            let at = |hours: u32| errors.sigma(3600.0 * f64::from(hours)).at(height);
            assert!((0..130).all(|hour| at(hour) <= at(hour + 1) && at(hour) > 1.5));
        }
    }
}
