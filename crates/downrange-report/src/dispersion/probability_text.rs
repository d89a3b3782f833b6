//! Probabilities in words.

use downrange::dispersion::statistics::Proportion;
use downrange::results::{CONFIDENCE, FailureReason, upper_bound};

use super::json::named;
use crate::text::printable;

/// A count with its thousands apart.
///
/// `1234567` is `1,234,567`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A probability as a percentage of three digits.
pub fn percent(probability: f64) -> String {
    format!("{} %", percentage(probability))
}

fn percentage(probability: f64) -> String {
    let value = 100.0 * probability;
    if value <= 0.0 {
        return "0".to_owned();
    }
    if value >= 100.0 {
        return "100".to_owned();
    }
    let decimals = (2.0 - value.log10().floor()).clamp(1.0, 9.0) as usize;
    // Near to certain the rest counts.
    let decimals = decimals.max((2.0 - (100.0 - value).log10().floor()).clamp(1.0, 9.0) as usize);
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The share with its interval, as percentages.
pub fn interval(proportion: &Proportion) -> String {
    let interval = proportion.estimate(CONFIDENCE).interval;
    format!(
        "{} to {} %",
        percentage(interval.low),
        percentage(interval.high)
    )
}

/// A probability as a share people can imagine.
pub fn about(probability: f64) -> String {
    match probability {
        p if p >= 0.05 => percent((1000.0 * p).round() / 1000.0),
        p if p > 0.0 => format!("1 in {}", count(digits(1.0 / p, f64::round))),
        _ => "0".to_owned(),
    }
}

/// A share people can imagine that is not below the probability.
pub fn at_most(probability: f64) -> String {
    match probability {
        p if p >= 0.05 => percent((1000.0 * p).ceil() / 1000.0),
        p if p > 0.0 => format!("1 in {}", count(digits(1.0 / p, f64::floor))),
        _ => "0".to_owned(),
    }
}

/// Rounded to two digits.
fn digits(value: f64, round: fn(f64) -> f64) -> u64 {
    let power = 10f64.powf((value.log10().floor() - 1.0).max(0.0));
    (round(value / power) * power) as u64
}

/// A correlation with its sign; what is rounded to nothing has none below zero.
pub fn signed(correlation: f64) -> String {
    format!("{:+.2}", (100.0 * correlation).round() / 100.0 + 0.0)
}

/// Count of a proportion, and its upper bound, in words.
pub fn describe(proportion: &Proportion) -> String {
    let (hits, trials) = (proportion.hits, proportion.trials);
    if trials == 0 {
        return "no flight".to_owned();
    }
    let flights = count(trials);
    let bound = describe_bound(proportion);
    match hits {
        0 => format!("none in {flights}: {bound} at 95 % confidence"),
        _ if hits == trials => format!("in all {flights} flights"),
        _ => format!(
            "{} ({} of {flights}), {bound} at 95 % confidence",
            about(hits as f64 / trials as f64),
            count(hits)
        ),
    }
}

/// The one-sided bound in words.
pub fn describe_bound(proportion: &Proportion) -> String {
    let bound = at_most(upper_bound(proportion));
    match proportion.hits {
        0 => format!("fewer than {bound}"),
        _ => format!("at most {bound}"),
    }
}

/// Failures by name, none as a word.
pub fn failure_name(failure: &str) -> String {
    match named(failure) {
        "none" => "no failure".to_owned(),
        name => printable(name),
    }
}

/// How often flights failed for a reason, and the first of them as an example.
pub fn failure(reason: &FailureReason) -> String {
    let first = reason.samples.first().copied().unwrap_or_default();
    format!(
        "{}× {}, as sample {first}: {}",
        count(reason.count),
        reason.reason,
        reason.example
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the words against saying less than is known: bounds are rounded up.
    #[test]
    fn bounds_are_never_rounded_down() {
        let of = |hits, trials| describe(&Proportion { hits, trials });
        // −ln(0.05)/10,000 = 1/3,338.
        assert_eq!(
            of(0, 10_000),
            "none in 10,000: fewer than 1 in 3,300 at 95 % confidence"
        );
        assert_eq!(
            of(123, 1_000_000),
            "1 in 8,100 (123 of 1,000,000), at most 1 in 6,900 at 95 % confidence"
        );
        assert_eq!(
            of(50, 200),
            "25 % (50 of 200), at most 30.6 % at 95 % confidence"
        );
        assert_eq!(of(0, 20), "none in 20: fewer than 14 % at 95 % confidence");
        assert_eq!(of(7, 7), "in all 7 flights");
        for trials in [30, 1_000, 54_321] {
            for hits in [0, 1, 5, 20] {
                let bound = upper_bound(&Proportion { hits, trials });
                let told = at_most(bound).replace(',', "");
                let told = match told.strip_prefix("1 in ") {
                    Some(number) => 1.0 / number.parse::<f64>().unwrap_or(f64::NAN),
                    None => {
                        told.trim_end_matches(" %")
                            .parse::<f64>()
                            .unwrap_or(f64::NAN)
                            / 100.0
                    }
                };
                assert!(told >= bound && told < 1.1 * bound, "{told} {bound}");
            }
        }
    }

    #[test]
    fn percentages_have_three_digits() {
        for (probability, text) in [
            (0.0, "0 %"),
            (1.23456e-4, "0.0123 %"),
            (3.689e-6, "0.000369 %"),
            (0.5, "50 %"),
            (0.123_45, "12.3 %"),
            (0.999_876, "99.9876 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(probability), text);
        }
        assert_eq!(count(1_000_000), "1,000,000");
        assert_eq!(count(999), "999");
    }
}
