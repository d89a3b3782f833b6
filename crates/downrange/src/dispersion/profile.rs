//! Winds against height, put together.

/// Wind against height above the ground, m, rising: east, north, up, m/s, as [`crate::air::Wind::Layered`] takes it;
/// linear between its levels, constant beyond the ends.
pub type WindProfile = Vec<(f64, [f64; 3])>;

/// The sum of profiles, on the levels of all of them: a wind, its error and gusts, say. Exact, since each is straight
/// between its levels.
///
/// ```
/// use downrange::dispersion::add_profiles;
/// let wind = vec![(0.0, [1.0, 0.0, 0.0]), (100.0, [3.0, 0.0, 0.0])];
/// let error = vec![(50.0, [0.0, 1.0, 0.0])];
/// let both = add_profiles(&[&wind, &error]);
/// assert_eq!(both[1], (50.0, [2.0, 1.0, 0.0]));
/// assert_eq!(both[2], (100.0, [3.0, 1.0, 0.0]));
/// ```
pub fn add_profiles(profiles: &[&[(f64, [f64; 3])]]) -> WindProfile {
    let levels = profiles.iter().flat_map(|profile| profile.iter());
    let mut heights: Vec<f64> = levels.map(|level| level.0).collect();
    // Each profile rises: a stable sort merges them.
    heights.sort_by(f64::total_cmp);
    heights.dedup();
    let mut sum: WindProfile = heights
        .into_iter()
        .map(|height| (height, [0.0; 3]))
        .collect();
    for profile in profiles {
        let mut above = 0;
        for (height, total) in &mut sum {
            while profile.get(above).is_some_and(|level| level.0 < *height) {
                above += 1;
            }
            let value = between(profile, above, *height);
            for (total, value) in total.iter_mut().zip(value) {
                *total += value;
            }
        }
    }
    sum
}

/// The value of a profile at a height, m.
pub(super) fn at_height(profile: &[(f64, [f64; 3])], height: f64) -> [f64; 3] {
    between(
        profile,
        profile.partition_point(|level| level.0 < height),
        height,
    )
}

/// The value at a height, of which `above` is the first level that is not below.
fn between(profile: &[(f64, [f64; 3])], above: usize, height: f64) -> [f64; 3] {
    let below = above.checked_sub(1).and_then(|index| profile.get(index));
    match (below, profile.get(above)) {
        (Some((h0, low)), Some((h1, high))) => {
            let fraction = (height - h0) / (h1 - h0);
            [0, 1, 2].map(|axis| low[axis] + fraction * (high[axis] - low[axis]))
        }
        (Some((_, end)), None) | (None, Some((_, end))) => *end,
        (None, None) => [0.0; 3],
    }
}

/// The mean over height of a profile, east, north, up, m/s: how much wind a flight meets, as one number for rankings.
pub fn mean_over_height(profile: &[(f64, [f64; 3])]) -> [f64; 3] {
    let (Some(first), Some(last)) = (profile.first(), profile.last()) else {
        return [0.0; 3];
    };
    if last.0 <= first.0 {
        return first.1;
    }
    let mut sum = [0.0; 3];
    for pair in profile.windows(2) {
        let half = 0.5 * (pair[1].0 - pair[0].0);
        for (axis, sum) in sum.iter_mut().enumerate() {
            *sum += half * (pair[0].1[axis] + pair[1].1[axis]);
        }
    }
    sum.map(|sum| sum / (last.0 - first.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the sum at, between and beyond the levels of each.
    #[test]
    fn the_sum_is_that_of_the_values() {
        let a = vec![
            (0.0, [1.0, 0.0, 0.0]),
            (100.0, [3.0, -2.0, 0.0]),
            (300.0, [3.0, 4.0, 1.0]),
        ];
        let b = vec![(-10.0, [0.5, 0.5, 0.0]), (200.0, [2.6, 0.5, 0.0])];
        let sum = add_profiles(&[&a, &b]);
        let heights: Vec<f64> = sum.iter().map(|level| level.0).collect();
        assert_eq!(heights, [-10.0, 0.0, 100.0, 200.0, 300.0]);
        for ((_, value), expected) in sum.iter().zip([
            [1.5, 0.5, 0.0],
            [1.6, 0.5, 0.0],
            [4.6, -1.5, 0.0],
            [5.6, 1.5, 0.5],
            [5.6, 4.5, 1.0],
        ]) {
            assert!(
                value
                    .iter()
                    .zip(expected)
                    .all(|(v, e)| (v - e).abs() < 1e-12),
                "{value:?}"
            );
        }
        assert!(add_profiles(&[]).is_empty());
    }

    /// Defends the summary: the mean of a straight line is its middle.
    #[test]
    fn the_mean_weighs_by_height() {
        let profile = vec![
            (0.0, [0.0; 3]),
            (100.0, [1.0, 2.0, 0.0]),
            (400.0, [4.0, 8.0, 0.0]),
        ];
        assert_eq!(mean_over_height(&profile), [2.0, 4.0, 0.0]);
        assert_eq!(mean_over_height(&profile[..1]), [0.0; 3]);
        assert_eq!(mean_over_height(&[]), [0.0; 3]);
    }
}
