//! The least value of a function between two places: golden section (Kiefer 1953, "Sequential minimax search for a
//! maximum", Proc. AMS 4(3)).

/// Divides the interval `sections` times by the golden ratio; stops early where the value is at a floor or below. Place and
/// value of the least that was seen.
pub(crate) fn least(
    (mut low, mut high): (f64, f64),
    sections: u32,
    floor: f64,
    value: impl Fn(f64) -> f64,
) -> (f64, f64) {
    const RATIO: f64 = 0.618_033_988_749_894_8;
    let place = |x: f64| (x, value(x));
    let lower = |a: (f64, f64), b: (f64, f64)| if b.1 < a.1 { b } else { a };
    let mut inner = place(high - RATIO * (high - low));
    let mut outer = place(low + RATIO * (high - low));
    let mut best = lower(inner, outer);
    for _ in 0..sections {
        if best.1 <= floor {
            break;
        }
        if inner.1 < outer.1 {
            (high, outer) = (outer.0, inner);
            inner = place(high - RATIO * (high - low));
            best = lower(best, inner);
        } else {
            (low, inner) = (inner.0, outer);
            outer = place(low + RATIO * (high - low));
            best = lower(best, outer);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thirty sections find the bottom of a parabola to a millionth; a floor ends the search on the way.
    #[test]
    fn finds_the_bottom() {
        let parabola = |x: f64| (x - 0.3).powi(2) - 1.0;
        let (x, value) = least((0.0, 1.0), 30, f64::NEG_INFINITY, parabola);
        assert!((x - 0.3).abs() < 1e-6 && value < -1.0 + 1e-12);
        assert!(least((0.0, 1.0), 30, 0.0, parabola).1 <= 0.0);
    }
}
