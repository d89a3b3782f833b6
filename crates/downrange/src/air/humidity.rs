//! Water in the air.
//!
//! The saturation pressure over liquid water is `611.2 Pa exp(17.67 t / (t + 243.5))`, t in °C (Bolton 1980, *Monthly Weather
//! Review* 108, eq. 10; within 0.3 % from -35 to 35 °C); moist air is as dense as dry air of its virtual temperature,
//! `T / (1 - (e/p)(1 - 0.622))`, with the vapour pressure e.

/// Ratio of the molecular weights of water and dry air (18.015 over 28.964; Bolton 1980).
const WATER_TO_AIR: f64 = 0.622;

/// The vapour pressure of saturated air, Pa, over liquid water at a temperature, K.
fn saturation_pressure(temperature: f64) -> f64 {
    let celsius = temperature - 273.15;
    611.2 * libm::exp(17.67 * celsius / (celsius + 243.5))
}

/// The temperature, K, at which dry air would have the density of air of a temperature, K, a pressure, Pa, and a relative
/// humidity.
pub(super) fn virtual_temperature(temperature: f64, pressure: f64, humidity: f64) -> f64 {
    let vapour = (humidity * saturation_pressure(temperature)).min(pressure);
    temperature / (1.0 - vapour / pressure * (1.0 - WATER_TO_AIR))
}

/// Relative humidity over liquid water, 1 where saturated, of air whose temperature and dew point are known, K.
///
/// ```
/// let humidity = downrange::air::humidity_of_dew_point(295.35, 292.15);
/// assert!((humidity - 0.82).abs() < 0.005);
/// ```
pub fn humidity_of_dew_point(temperature: f64, dew_point: f64) -> f64 {
    saturation_pressure(dew_point) / saturation_pressure(temperature)
}

/// Relative humidity over liquid water of air whose temperature, K, pressure, Pa, and specific humidity (mass of water over
/// mass of moist air) are known: the vapour pressure is `q p / (0.622 + 0.378 q)`.
pub fn humidity_of_specific(temperature: f64, pressure: f64, specific: f64) -> f64 {
    let vapour = specific * pressure / (WATER_TO_AIR + (1.0 - WATER_TO_AIR) * specific);
    vapour / saturation_pressure(temperature)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends both ways to a relative humidity against printed rows of a sounding (72357 OUN, 4 May 1999, 00 UTC: 82 % and a
    /// mixing ratio of 14.64 g/kg at 22.2 °C and 959.0 hPa, dew point 19.0 °C), to the last digit printed.
    #[test]
    fn printed_humidities_are_met() {
        let dew = humidity_of_dew_point(273.15 + 22.2, 273.15 + 19.0);
        assert!((dew - 0.82).abs() < 0.005, "{dew}");
        let mixing = 0.01464;
        let specific = humidity_of_specific(273.15 + 22.2, 95_900.0, mixing / (1.0 + mixing));
        assert!((specific - 0.82).abs() < 0.01, "{specific}");
    }
}
