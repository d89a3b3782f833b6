//! Levels of the air as services report them, and what is said of them.

/// One level as reported; what is not is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct MeasuredLevel {
    /// Geopotential height above sea level, m.
    pub height: Option<f64>,
    /// Pressure, Pa.
    pub pressure: Option<f64>,
    /// Temperature, K.
    pub temperature: Option<f64>,
    /// Relative humidity over liquid water, 1 where saturated.
    pub humidity: Option<f64>,
    /// Where the air moves to: east, north, m/s.
    pub wind: Option<[f64; 2]>,
}

/// What became of some of the levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelRemark {
    /// Their indices, as reported.
    pub levels: Vec<usize>,
    /// What was done with them and why.
    pub message: &'static str,
    /// Whether they are left out.
    pub dropped: bool,
}
