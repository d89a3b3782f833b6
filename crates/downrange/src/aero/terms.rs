//! The terms of the drag build-up, and how well each is known.
//!
//! A relative standard uncertainty is such that twice its size holds what was measured of parts alone (`validation/src/parts.rs`), or the reason why
//! not stands there. As a factor it stands for all Mach numbers at once.
//!
//! | term | standard | evidence |
//! |---|---|---|
//! | friction | 5 % | van Driest II within 10 % of plates (E. J. Hopkins and M. Inouye 1971); the body of Arcas Robin |
//! | pressure | 15 % | the body of Arcas Robin at Mach 0.9 to 1.2; its boat-tail of 15° at Mach 0.6 and 0.8, which is overrated by more |
//! | base | 10 % | R. L. McCoy 1981 is 10 to 19 % above E. S. Love 1957 |
//! | fins | 25 % | waves on the fins of Arcas Robin, underrated by 18 to 30 %; a plate with square edges, overrated by 35 % |
//! | protuberances | 25 % | none was measured: half of what the boundary layer may take of one half as high as the layer is thick |
//!
//! Lift: the normal force of a stable rocket within 8 % and its centre within 0.2 calibre, where Basic Finner's 25 shots have a
//! centre 0.10 calibre off in the median and at most 0.33, and slopes from -18 to +11 %; Arcas Robin's at most 19 %.

use super::DragBreakdown;

/// A term of the drag build-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DragTerm {
    /// Skin friction of body and fins.
    Friction,
    /// Pressure on nose, shoulders and boat-tails.
    Pressure,
    /// The base of the body.
    Base,
    /// Pressure on fins.
    Fins,
    /// Lugs and rail buttons.
    Protuberances,
}

/// Relative standard uncertainty of the slope of the normal force.
pub const NORMAL_FORCE_UNCERTAINTY: f64 = 0.08;

/// Standard uncertainty of the centre of pressure, calibres.
pub const CENTER_OF_PRESSURE_UNCERTAINTY: f64 = 0.2;

impl DragTerm {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Friction,
        Self::Pressure,
        Self::Base,
        Self::Fins,
        Self::Protuberances,
    ];

    /// Its name, as a column of the drag by origin is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Friction => "friction",
            Self::Pressure => "pressure",
            Self::Base => "base",
            Self::Fins => "fins",
            Self::Protuberances => "protuberances",
        }
    }

    /// Its relative standard uncertainty.
    pub fn uncertainty(self) -> f64 {
        match self {
            Self::Friction => 0.05,
            Self::Pressure => 0.15,
            Self::Base => 0.1,
            Self::Fins | Self::Protuberances => 0.25,
        }
    }

    /// Its share of a drag.
    pub fn of(self, drag: &DragBreakdown) -> f64 {
        match self {
            Self::Friction => drag.friction,
            Self::Pressure => drag.pressure,
            Self::Base => drag.base,
            Self::Fins => drag.fins,
            Self::Protuberances => drag.protuberances,
        }
    }
}

/// A factor on each term of the drag build-up; what is given instead of drawn has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DragFactors([f64; 5]);

impl Default for DragFactors {
    /// As drawn.
    fn default() -> Self {
        Self([1.0; 5])
    }
}

impl DragFactors {
    /// The same but for one term.
    #[must_use]
    pub fn with(mut self, term: DragTerm, factor: f64) -> Self {
        self.0[term as usize] = factor;
        self
    }

    /// The factor on a term.
    pub fn on(&self, term: DragTerm) -> f64 {
        self.0[term as usize]
    }

    /// A drag times these.
    pub(super) fn times(&self, drag: DragBreakdown) -> DragBreakdown {
        let [friction, pressure, base, fins, protuberances] =
            DragTerm::ALL.map(|term| self.on(term) * term.of(&drag));
        DragBreakdown {
            friction,
            pressure,
            base,
            fins,
            protuberances,
            given: drag.given,
        }
    }
}

impl DragBreakdown {
    /// Standard uncertainty of the whole: those of the terms are independent of each other, and what is given has none.
    pub fn uncertainty(&self) -> f64 {
        let squares = DragTerm::ALL.map(|term| (term.uncertainty() * term.of(self)).powi(2));
        squares.iter().sum::<f64>().sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each factor is on its own term and no other, and the uncertainties add up as independent ones do.
    #[test]
    fn each_term_has_its_own() {
        let drag = DragBreakdown {
            friction: 1.0,
            pressure: 2.0,
            base: 3.0,
            fins: 4.0,
            protuberances: 5.0,
            given: 6.0,
        };
        for term in DragTerm::ALL {
            let twice = DragFactors::default().with(term, 2.0).times(drag);
            for other in DragTerm::ALL {
                let factor = if other == term { 2.0 } else { 1.0 };
                assert_eq!(other.of(&twice), factor * other.of(&drag));
            }
            assert_eq!(twice.given, 6.0);
        }
        // By hand: (0.05, 0.3, 0.3, 1, 1.25).
        let expected = f64::sqrt(0.0025 + 0.09 + 0.09 + 1.0 + 1.5625);
        assert!((drag.uncertainty() - expected).abs() < 1e-12);
    }
}
