//! Round numbers for axes and scales, and how they are written.

/// The round number (1, 2 or 5 times a power of ten) next below.
pub fn round_below(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    let times = [5.0, 2.0].into_iter().find(|times| times * power <= value);
    times.unwrap_or(1.0) * power
}

/// The round number next above, where one that is less by a thousandth is as good; 1 above nothing.
pub fn round_above(least: f64) -> f64 {
    if least <= 0.0 || !least.is_finite() {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    let times = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|times| times * power >= least * 0.999);
    times.unwrap_or(10.0) * power
}

/// Round numbers from zero to about a most, so many or a few more.
pub fn ticks(most: f64, about: f64) -> Vec<f64> {
    let step = round_above(most / about);
    let count = (most / step + 1e-9).floor().max(0.0) as usize;
    (0..=count.min(50)).map(|tick| tick as f64 * step).collect()
}

/// A number without the digits that rounding left.
pub fn shown(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with commas between thousands.
pub fn grouped(value: f64) -> String {
    let rounded = shown(value);
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 && whole.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match decimals {
        "" => grouped,
        decimals => format!("{grouped}.{decimals}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends that axes and scales end at 1, 2 or 5 times a power of ten, and that numbers are written short.
    #[test]
    fn numbers_are_round_and_written_short() {
        assert_eq!([7.3, 0.049, 200.0].map(round_below), [5.0, 0.02, 200.0]);
        assert_eq!([7.3, 0.049, 200.0].map(round_above), [10.0, 0.05, 200.0]);
        assert_eq!(round_above(0.0), 1.0);
        assert_eq!(ticks(970.0, 4.0), [0.0, 500.0]);
        assert_eq!([0.5, 20.0, 1234.0].map(shown), ["0.5", "20", "1234"]);
        assert_eq!(
            [1234.0, 12_345.0, 12_345.5].map(grouped),
            ["1234", "12,345", "12,345.5"]
        );
    }
}
