//! A thrust curve of the database.

/// A thrust curve with what the database says of its motor, in its units.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DatabaseCurve {
    /// Its number in the database.
    pub id: i64,
    pub designation: Option<String>,
    pub maker: Option<String>,
    /// mm.
    pub diameter: Option<f64>,
    /// mm.
    pub length: Option<f64>,
    /// g.
    pub propellant_mass: Option<f64>,
    /// g.
    pub total_mass: Option<f64>,
    /// Such as `6,10,14`.
    pub delays: Option<String>,
    /// Who measured it: `cert`, `mfr` or `user`.
    pub source: Option<String>,
    /// Its number at ThrustCurve.org.
    pub number: Option<String>,
    /// Time, s, and thrust, N, in the order of the rows.
    pub points: Vec<(f64, f64)>,
}
