//! The planet: shape, gravity and rotation.

/// A planet: shape, gravity and rotation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Earth {
    /// Equatorial radius, m; also the reference radius of `j2`.
    pub equatorial_radius: f64,
    /// First eccentricity squared of the ellipsoid.
    pub eccentricity_squared: f64,
    /// Gravitational parameter GM, m³/s².
    pub gravitational_parameter: f64,
    /// Second zonal harmonic J2.
    pub j2: f64,
    /// Rotation rate about the polar axis, rad/s.
    pub rotation_rate: f64,
}

impl Earth {
    /// WGS-84, rotating, with J2.
    ///
    /// Shape, GM and rotation: NIMA TR8350.2 (2000), tables 3.1 and 3.3; J2 from the normalised C20 of its table
    /// 3.2, J2 = √5 · 4.84166774985e-4 — the value NASA's check-cases use (NASA/TM-2015-218675).
    pub const WGS84: Self = Self {
        equatorial_radius: 6_378_137.0,
        eccentricity_squared: 6.694_379_990_141_317e-3, // f (2 - f), f = 1/298.257223563
        gravitational_parameter: 3.986_004_418e14,
        j2: 1.082_629_821_313_3e-3,
        rotation_rate: 7.292_115e-5,
    };

    /// A sphere of a radius in m, turning at a rate in rad/s, with the gravity of a point mass.
    pub fn sphere(radius: f64, rotation_rate: f64) -> Self {
        Self {
            equatorial_radius: radius,
            eccentricity_squared: 0.0,
            j2: 0.0,
            rotation_rate,
            ..Self::WGS84
        }
    }
}
