//! Geometric height of what is reported in geopotential metres at a latitude.
//!
//! Radiosondes and weather models report geopotential height `Z`, the potential over 9.80665 m/s². With normal gravity
//! `γ(φ)` on the WGS-84 ellipsoid (Somigliana's formula) and the radius `R(φ)` with which gravity falls off above it,
//!
//! `h = R Z / (R γ/9.80665 - Z)`
//!
//! is the geometric height (M. J. Mahoney, *A Discussion of Various Measures of Altitude*, Jet Propulsion Laboratory, 2001,
//! revised 2008; the same in WMO-No. 8, Guide to Instruments and Methods of Observation, on upper-air geopotential).
//! Without `γ/9.80665` heights at the equator would be 0.27 % low, 80 m at 30 km. It counts from mean sea level, which is taken
//! as the ellipsoid.

/// Gravity that defines the geopotential metre, m/s² (WMO).
const STANDARD_GRAVITY: f64 = 9.80665;
/// Normal gravity at the equator, m/s², and Somigliana's constant and squared eccentricity (WGS-84, NIMA TR8350.2, table 3.4).
const EQUATOR_GRAVITY: f64 = 9.780_325_335_9;
const SOMIGLIANA: f64 = 0.001_931_852_652_41;
const ECCENTRICITY_SQUARED: f64 = 0.006_694_379_990_14;
/// Semi-major axis, m, flattening, and the ratio of centrifugal to gravitational acceleration at the equator (the same).
const SEMI_MAJOR: f64 = 6_378_137.0;
const FLATTENING: f64 = 0.003_352_810_664_75;
const CENTRIFUGAL: f64 = 0.003_449_786_506_84;

/// Geometric height, m above sea level, of a geopotential height, m, at a latitude, rad.
///
/// ```
/// let equator = downrange::air::geometric_at(30_000.0, 0.0);
/// assert_eq!(equator.round(), 30_224.0);
/// ```
pub fn geometric_at(geopotential: f64, latitude: f64) -> f64 {
    let sine = libm::sin(latitude);
    let square = sine * sine;
    let gravity = EQUATOR_GRAVITY * (1.0 + SOMIGLIANA * square)
        / (1.0 - ECCENTRICITY_SQUARED * square).sqrt();
    let radius = SEMI_MAJOR / (1.0 + FLATTENING + CENTRIFUGAL - 2.0 * FLATTENING * square);
    radius * geopotential / (radius * gravity / STANDARD_GRAVITY - geopotential)
}

#[cfg(test)]
mod tests {
    use super::geometric_at;
    use crate::air::geometric;

    /// Defends the heights: they are those at which the integral of gravity over height is the geopotential, with gravity from the
    /// formula of WGS-84 in height (NIMA TR8350.2 eq. 4-3), to 0.1 m up to 30 km; and at 45 degrees those of US-1976 to 2 m.
    #[test]
    fn heights_are_those_of_the_integral_of_gravity() {
        for degrees in [0.0_f64, 30.0, 45.0, 60.0, 90.0] {
            let latitude = degrees.to_radians();
            let square = latitude.sin() * latitude.sin();
            let surface = 9.780_325_335_9 * (1.0 + 0.001_931_852_652_41 * square)
                / (1.0 - 0.006_694_379_990_14 * square).sqrt();
            let (a, f, m) = (6_378_137.0, 1.0 / 298.257_223_563, 0.003_449_786_506_84);
            let gravity = |h: f64| {
                surface
                    * (1.0 - 2.0 / a * (1.0 + f + m - 2.0 * f * square) * h + 3.0 * h * h / (a * a))
            };
            let (steps, top) = (3000, 30_000.0);
            let step = top / f64::from(steps);
            let middle = |index: i32| gravity((f64::from(index) + 0.5) * step) * step;
            let potential: f64 = (0..steps).map(middle).sum();
            let height = geometric_at(potential / 9.80665, latitude);
            assert!((height - top).abs() < 0.1, "{degrees} deg: {height}");
        }
        assert!((geometric_at(30_000.0, 45.0_f64.to_radians()) - geometric(30_000.0)).abs() < 2.0);
    }
}
