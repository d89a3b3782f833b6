//! What a file is wanted as.

/// What a file is wanted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A launch file.
    Launch,
    /// A claim file.
    Claim,
    /// A rule sheet.
    RuleSheet,
    /// A RASAero II file.
    Rasaero,
    /// A design file of any program that is read.
    Design,
    /// Thrust curves of motors.
    Motor,
    /// Numbers in columns.
    Table,
    /// Polygons on the ground.
    Area,
}

impl Wanted {
    /// What it is, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Launch => "a launch file (TOML)",
            Self::Claim => "a claim file (TOML)",
            Self::RuleSheet => "a rule sheet (TOML)",
            Self::Rasaero => "a RASAero II file (.CDX1)",
            Self::Design => "a design file (.ork, .rkt or .CDX1)",
            Self::Motor => "a motor file (.eng or .rse)",
            Self::Table => "a table (CSV)",
            Self::Area => "an area (GeoJSON)",
        }
    }
}
