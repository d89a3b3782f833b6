//! What does it fly through? Density, pressure, temperature, sound and wind against height.

/// The air over a site, up to space.
#[derive(Debug, Clone, PartialEq)]
pub struct Air {}

/// Air at one height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AirState {
    /// Density, kg/m³.
    pub density: f64,
    /// Pressure, Pa.
    pub pressure: f64,
    /// Temperature, K.
    pub temperature: f64,
    /// Speed of sound, m/s.
    pub sound_speed: f64,
    /// Dynamic viscosity, Pa s.
    pub viscosity: f64,
}

impl Air {
    /// Air at a height, m above the ellipsoid.
    pub fn at(&self, _altitude: f64) -> AirState {
        AirState {
            density: 1.225,
            pressure: 101_325.0,
            temperature: 288.15,
            sound_speed: 340.3,
            viscosity: 1.8e-5,
        }
    }

    /// Wind at a height, m above the ellipsoid: where the air moves to, east, north, up, m/s.
    pub fn wind(&self, _altitude: f64) -> [f64; 3] {
        [0.0; 3]
    }
}
