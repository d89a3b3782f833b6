//! Solid grains: BATES geometry.

/// Equal hollow cylinders in a row that burn on the core and, unless inhibited, on both ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Grains {
    /// How many.
    pub count: u32,
    /// Density of the propellant, kg/m³.
    pub density: f64,
    /// Outer diameter, m.
    pub outer_diameter: f64,
    /// Diameter of the core before ignition, m.
    pub core_diameter: f64,
    /// Length of one grain before ignition, m.
    pub length: f64,
    /// Gap between grains before ignition, m.
    pub separation: f64,
    /// Centre of the row, m from the motor's forward end.
    pub center: f64,
    /// Whether the ends are inhibited, so that only the core burns.
    pub ends_inhibited: bool,
}
