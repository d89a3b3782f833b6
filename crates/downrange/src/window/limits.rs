//! What an hour is judged by.

use crate::error::Fault;
use crate::flight::STRONG_WIND;
use crate::quantity::{self, Dimension};

/// What has a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitKind {
    /// The probability that anything comes down outside an area, of each area.
    Outside,
    /// The probability that anything comes down in a keep-out area, of any of them.
    KeepOut,
    /// The probability that anything passes the ceiling.
    AboveCeiling,
    /// The probability that it leaves the rail too slowly: that the rule of thumb `rail exit speed` is broken.
    SlowRailExit,
    /// The wind at the rail, [`RAIL_HEIGHT`](super::RAIL_HEIGHT) above the ground, m/s.
    WindAtRail,
    /// The greatest wind between the ground and the highest point, m/s.
    WindAloft,
}

/// A limit: what has it, what it is called, and its value where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowLimit {
    /// What has it.
    pub kind: LimitKind,
    /// Its name on a command line and in JSON.
    pub key: &'static str,
    /// What is limited, in words.
    pub label: &'static str,
    /// Probabilities are numbers, winds are speeds.
    pub dimension: Dimension,
    /// The limit where nothing is said; `None`: not judged.
    pub default: Option<f64>,
}

/// All limits. Those on probabilities are ours, to be replaced by what the range safety officer asks for; that on the wind at the
/// rail is the one of the safety codes.
pub const LIMITS: [WindowLimit; 6] = [
    WindowLimit {
        kind: LimitKind::Outside,
        key: "p_outside",
        label: "comes down outside",
        dimension: Dimension::Number,
        default: Some(0.01),
    },
    WindowLimit {
        kind: LimitKind::KeepOut,
        key: "p_keep_out",
        label: "comes down in a keep-out area",
        dimension: Dimension::Number,
        default: Some(0.01),
    },
    WindowLimit {
        kind: LimitKind::AboveCeiling,
        key: "p_above_ceiling",
        label: "passes the ceiling",
        dimension: Dimension::Number,
        default: Some(0.01),
    },
    WindowLimit {
        kind: LimitKind::SlowRailExit,
        key: "p_slow_rail_exit",
        label: "leaves the rail too slowly",
        dimension: Dimension::Number,
        default: Some(0.05),
    },
    WindowLimit {
        kind: LimitKind::WindAtRail,
        key: "wind_at_rail",
        label: "wind at the rail",
        dimension: Dimension::Speed,
        default: Some(STRONG_WIND),
    },
    WindowLimit {
        kind: LimitKind::WindAloft,
        key: "wind_aloft",
        label: "wind aloft",
        dimension: Dimension::Speed,
        default: None,
    },
];

impl LimitKind {
    /// Its row among [`LIMITS`].
    pub fn limit(self) -> &'static WindowLimit {
        &LIMITS[self as usize]
    }
}

/// The limits of a window, in the order of [`LIMITS`].
///
/// ```
/// use downrange::window::{LimitKind, Limits};
/// let limits = Limits::default().with("p_outside=0.1 %")?.with("wind_aloft=60 mph")?;
/// assert_eq!(limits.of(LimitKind::Outside), Some(0.001));
/// assert!((limits.of(LimitKind::WindAloft).unwrap() - 26.8224).abs() < 1e-12);
/// assert_eq!(limits.with("p_outside=none")?.of(LimitKind::Outside), None);
/// # Ok::<(), downrange::error::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits([Option<f64>; LIMITS.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(LIMITS.map(|limit| limit.default))
    }
}

impl Limits {
    /// The limit of a kind; `None`: not judged.
    pub fn of(&self, kind: LimitKind) -> Option<f64> {
        self.0[kind as usize]
    }

    /// The same with another limit, `KEY=VALUE`: a probability as a number or in percent, a wind with its unit, or `none`.
    ///
    /// # Errors
    /// When there is no such key, or the value is none of it.
    pub fn with(mut self, assignment: &str) -> Result<Self, Fault> {
        let (key, value) = assignment.split_once('=').unwrap_or((assignment, ""));
        let (key, value) = (key.trim(), value.trim());
        let Some(limit) = LIMITS.iter().find(|limit| limit.key == key) else {
            let keys = LIMITS.map(|limit| limit.key).join(", ");
            return Err(Fault::new(key, format!("no limit is called {key:?}"))
                .hint(format!("there are {keys}")));
        };
        let wrong = |expected: &str| {
            Fault::new(key, format!("{value:?} is no limit of {key}"))
                .hint(format!("expected {expected}, or none"))
        };
        let (expected, most) = match limit.dimension {
            Dimension::Number => ("a probability such as 0.001 or 0.1 %", 1.0),
            _ => ("a speed such as 20 mph or 9 m/s", f64::MAX),
        };
        let number = match value {
            "none" => None,
            _ => {
                let number = quantity::parse(value, limit.dimension).ok();
                let number = number.filter(|number| (0.0..=most).contains(number));
                Some(number.ok_or_else(|| wrong(expected))?)
            }
        };
        self.0[limit.kind as usize] = number;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Defends that a kind finds its own row.
    #[test]
    fn rows_stand_in_the_order_of_their_kinds() {
        for limit in LIMITS {
            assert_eq!(*limit.kind.limit(), limit);
        }
    }

    /// Defends that what is no limit is refused with what would be one.
    #[test]
    fn what_is_no_limit_is_refused() {
        for (text, hint) in [
            (
                "p_inside=1 %",
                "there are p_outside, p_keep_out, p_above_ceiling, p_slow_rail_exit, wind_at_rail, wind_aloft",
            ),
            (
                "p_outside=101 %",
                "expected a probability such as 0.001 or 0.1 %, or none",
            ),
            (
                "p_outside=NaN",
                "expected a probability such as 0.001 or 0.1 %, or none",
            ),
            (
                "p_outside",
                "expected a probability such as 0.001 or 0.1 %, or none",
            ),
            (
                "wind_at_rail=20 kg",
                "expected a speed such as 20 mph or 9 m/s, or none",
            ),
            (
                "wind_at_rail=-1 m/s",
                "expected a speed such as 20 mph or 9 m/s, or none",
            ),
        ] {
            let fault = Limits::default().with(text).unwrap_err();
            assert_eq!(fault.hint.as_deref(), Some(hint), "{text}");
        }
    }
}
