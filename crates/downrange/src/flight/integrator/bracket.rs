//! Where a function changes its sign: false position, the end that stays counting half (M. Dowell and P. Jarratt, BIT 11, 1971: the
//! "Illinois" rule).

/// Two places, x and value, between which a function changes its sign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bracket {
    pub low: (f64, f64),
    pub high: (f64, f64),
    /// Which end stayed last.
    stayed: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Low,
    High,
}

impl Bracket {
    pub fn new(low: (f64, f64), high: (f64, f64)) -> Self {
        Self {
            low,
            high,
            stayed: None,
        }
    }

    /// Where the line between the ends is zero.
    pub fn guess(&self) -> f64 {
        self.low.0 + self.width() * self.low.1 / (self.low.1 - self.high.1)
    }

    pub fn width(&self) -> f64 {
        self.high.0 - self.low.0
    }

    /// Puts a place in that of the end whose sign it has.
    pub fn narrow(&mut self, x: f64, value: f64) {
        let half = |stays: End| if self.stayed == Some(stays) { 0.5 } else { 1.0 };
        if (value > 0.0) == (self.low.1 > 0.0) {
            self.high.1 *= half(End::High);
            (self.low, self.stayed) = ((x, value), Some(End::High));
        } else {
            self.low.1 *= half(End::Low);
            (self.high, self.stayed) = ((x, value), Some(End::Low));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tenth-power wall, on which plain false position creeps: both ends move, and soon.
    #[test]
    fn both_ends_close_in() {
        for sign in [1.0, -1.0] {
            let value = |x: f64| sign * (0.5 - x.powi(10));
            let mut bracket = Bracket::new((0.0, value(0.0)), (2.0, value(2.0)));
            for _ in 0..60 {
                let x = bracket.guess();
                bracket.narrow(x, value(x));
            }
            assert!((bracket.guess() - 0.5_f64.powf(0.1)).abs() < 1e-12);
        }
    }
}
