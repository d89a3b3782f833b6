//! A launch window: which hours are good enough to launch in, by limits on probabilities and winds.
//!
//! Each hour has its own weather and is flown very many times, by the same samples: hours differ by their weather alone. What was
//! found is held against [`Limits`]; each gives a [`LaunchVerdict`], and the worst of them is the hour's.
//!
//! **Probabilities** are judged by their interval of [`CONFIDENCE`](crate::results::CONFIDENCE) (exact, Clopper & Pearson 1934): *go*
//! when all of it is within the limit, *no-go* when all of it is above, *caution* when the limit lies inside: more flights decide.
//! **Winds** are judged over the members of an ensemble, or the one wind that is described: *go* when none is above the limit, *no-go*
//! when half or more are, *caution* in between.

mod hour;
mod limits;
mod winds;

pub use hour::{Judged, JudgedFigure, LaunchVerdict, WindowHour};
pub use limits::{LIMITS, LimitKind, Limits, WindowLimit};
pub use winds::{HourWinds, RAIL_HEIGHT, WindLevel};
