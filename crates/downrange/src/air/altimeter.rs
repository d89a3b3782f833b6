//! What height does a barometric altimeter show? Pressure read as the standard atmosphere's.
//!
//! A barometric altimeter knows no height, only pressure. It takes the air to be the standard atmosphere, and shows the
//! difference between the **pressure altitude** where it is and that where it was set to zero, on the pad. A column of air
//! is as tall as its mean temperature is high, so that in warm air it shows too little and in cold air too much: some
//! 3.5 % for every 10 K.
//!
//! Pressure altitude H is the geopotential height at which the standard atmosphere has that pressure: US-1976 eqs. 33a
//! and 33b solved for H. With `s = (R/g0) ln(p0/p)` above the foot of a layer (H0, T0, p0) of lapse rate L,
//!
//! `H = H0 + T0 (exp(L s) - 1)/L`, and `H = H0 + T0 s` where L = 0;
//!
//! to 11 km it is the common `44331 m (1 - (p/101325 Pa)^0.190263)`. Up to 32 km the ICAO standard atmosphere, by which
//! altimeters are calibrated (*Manual of the ICAO Standard Atmosphere*, Doc 7488), is the same.
//!
//! **Agreement**: two commercial altimeters logged their heights and the pressures they came from; ours lie within
//! 0.05 % of one and 0.02 % of the other (`reads_pressures_as_altimeters_do`).
//!
//! **Valid** as far as the sensor: those in common altimeters end at 10 hPa (MS5607-02BA03 data sheet), 31 km in standard
//! air. Above 86 km pressure altitude goes on as if the air were isothermal: finite and rising, but no instrument's. What
//! an altimeter gets wrong itself, with its sensor, its ports and what it filters, is not here.

use super::Air;
use super::column::thickness;
use super::standard::{HYDROSTATIC, LAYERS, SEA_LEVEL_PRESSURE};

impl Air {
    /// The height, m, that a barometric altimeter shows at an altitude if it was set to zero at the ground, both in m
    /// above the ellipsoid: the difference of their pressure altitudes.
    ///
    /// ```
    /// use downrange::air::{Air, Weather};
    /// let hot = Weather::Site { temperature: Some(311.15), pressure: None };
    /// let air = Air::new(hot, None, 1400.0)?;
    /// assert_eq!(air.altimeter(1400.0, 4400.0).round(), 2727.0);
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn altimeter(&self, ground: f64, altitude: f64) -> f64 {
        pressure_altitude(self.at(altitude).pressure) - pressure_altitude(self.at(ground).pressure)
    }
}

/// Geopotential height, m, at which the standard atmosphere has a pressure, Pa. No pressure at all counts as the least
/// positive number.
///
/// ```
/// use downrange::air::pressure_altitude;
/// assert_eq!(pressure_altitude(101_325.0), 0.0);
/// assert_eq!(pressure_altitude(22_632.06).round(), 11_000.0);
/// ```
pub fn pressure_altitude(pressure: f64) -> f64 {
    let target = libm::log(pressure.max(f64::MIN_POSITIVE));
    let mut foot = libm::log(SEA_LEVEL_PRESSURE);
    // The layer above sea level goes on below it.
    let (mut height, mut temperature) = LAYERS[1];
    for &(next_height, next_temperature) in &LAYERS[2..] {
        let thickness = thickness(height, temperature, next_height, next_temperature);
        let top = foot - HYDROSTATIC * thickness;
        if target >= top {
            let lapse = (next_temperature - temperature) / (next_height - height);
            return height + temperature * climbed(lapse, (foot - target) / HYDROSTATIC);
        }
        (foot, height, temperature) = (top, next_height, next_temperature);
    }
    height + temperature * (foot - target) / HYDROSTATIC
}

/// `(exp(L s) - 1)/L`, m/K, of a lapse rate, K/m, and an integral of dH/T, m/K.
fn climbed(lapse: f64, integral: f64) -> f64 {
    if lapse == 0.0 {
        integral
    } else {
        libm::expm1(lapse * integral) / lapse
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::air::{Weather, geopotential};
    use proptest::prelude::*;

    /// Pressures on the pad and aloft, Pa, and heights, m, as two altimeters logged them: an RRC3 on Juno III (Spaceport
    /// America Cup 2023) and a TeleMetrum on Prometheus (2022), both in RocketPy's example gallery. The RRC3 logs tens of
    /// pascals, each a metre, and is off by 0.042 %; the TeleMetrum is off by 0.013 %.
    #[test]
    fn reads_pressures_as_altimeters_do() {
        for (pad, aloft, shown, within) in [
            (86_170.0, 57_740.0, 3151.5, 5e-4),
            (86_170.0, 79_740.0, 629.3, 5e-4),
            (86_444.0, 52_534.0, 3888.3, 2e-4),
            (86_444.0, 71_751.0, 1497.6, 2e-4),
        ] {
            let height = pressure_altitude(aloft) - pressure_altitude(pad);
            assert!((height / shown - 1.0).abs() < within, "{height} {shown}");
        }
    }

    /// US-1976 Table I, pressures in Pa at geopotential heights in m, printed with five digits: half a unit of the last
    /// is up to 5e-5 of the pressure, and that of a scale height of at most 8.4 km is 0.42 m.
    #[test]
    fn meets_the_printed_pressures() {
        for (height, pressure) in [
            (-1_000.0, 1.1393e5),
            (1_000.0, 8.9875e4),
            (5_000.0, 5.4020e4),
            (10_000.0, 2.6436e4),
            (15_000.0, 1.2045e4),
            (20_000.0, 5.4749e3),
            (30_000.0, 1.1719e3),
        ] {
            let found = pressure_altitude(pressure);
            assert!((found - height).abs() < 0.42, "{height}: {found}");
        }
    }

    /// At a site of 38 °C and 1400 m an altimeter is some 9 % low at 3 km; on a winter's day at -10 °C it is high.
    #[test]
    fn shows_less_in_warm_air_and_more_in_cold() {
        let shown = |temperature: f64| {
            let temperature = Some(temperature);
            let weather = Weather::Site {
                temperature,
                pressure: None,
            };
            let air = Air::new(weather, None, 1_400.0).unwrap();
            air.altimeter(1_400.0, 4_400.0) / 3_000.0
        };
        assert!((0.90..0.92).contains(&shown(311.15)), "{}", shown(311.15));
        assert!((1.03..1.07).contains(&shown(263.15)), "{}", shown(263.15));
    }

    #[test]
    fn stays_finite_and_rises_where_pressure_vanishes() {
        let air = Air::default();
        let heights = (0..2_000).map(|k| 86_000.0 + 500.0 * f64::from(k));
        let shown: Vec<f64> = heights.map(|height| air.altimeter(0.0, height)).collect();
        assert!(shown.windows(2).all(|pair| pair[0] < pair[1]));
        for pressure in [0.0, 1e-300, -1.0] {
            let height = pressure_altitude(pressure);
            assert!(height.is_finite() && height > 1e6, "{height}");
        }
        assert!(air.altimeter(0.0, 1e12).is_finite());
    }

    proptest! {
        /// In standard air an altimeter shows the difference in geopotential height, to the rounding of exponential and
        /// logarithm: 1e-14 of a scale height in each of eight layers.
        #[test]
        fn shows_geopotential_height_in_standard_air(ground in -2_000.0..5_000.0f64, altitude in -2_000.0..86_000.0f64) {
            let shown = Air::default().altimeter(ground, altitude);
            let height = geopotential(altitude) - geopotential(ground);
            prop_assert!((shown - height).abs() < 1e-8, "{} {}", shown, height);
        }

        /// In any weather what is higher shows more, from the ground to 86 km.
        #[test]
        fn rises_with_height(temperature in 230.0..320.0f64, elevation in 0.0..3_000.0f64, altitude in 0.0..85_990.0f64) {
            let weather = Weather::Site { temperature: Some(temperature), pressure: None };
            let air = Air::new(weather, None, elevation).unwrap();
            prop_assert_eq!(air.altimeter(elevation, elevation), 0.0);
            prop_assert!(air.altimeter(elevation, altitude) < air.altimeter(elevation, altitude + 10.0));
        }
    }
}
