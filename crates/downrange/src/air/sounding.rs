//! The air as it was measured or forecast on a day: levels with height, pressure, temperature, humidity and wind.

use super::column::{AirColumn, AirNode, thickness};
use super::humidity::virtual_temperature;
use super::standard::{HYDROSTATIC, geopotential};
use super::wind;
use crate::error::Fault;

/// A sounding may reach this high, m; above stands the standard atmosphere.
pub(super) const CEILING: f64 = 80_000.0;

/// One level of a [`Sounding`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoundingLevel {
    /// Geometric height above sea level (the ellipsoid), m; see [`geometric`](super::geometric) for radiosondes,
    /// which report geopotential height.
    pub height: f64,
    /// Pressure, Pa.
    pub pressure: f64,
    /// Temperature, K.
    pub temperature: f64,
    /// Relative humidity over liquid water, 0 to 1; `None` is dry.
    pub humidity: Option<f64>,
    /// Where the air moves to: east, north, up, m/s; without it the wind is interpolated between neighbours.
    pub wind: Option<[f64; 3]>,
}

/// A profile of the air, checked: heights rise, pressures fall as the temperatures allow.
#[derive(Debug, Clone, PartialEq)]
pub struct Sounding {
    levels: Vec<SoundingLevel>,
}

impl Sounding {
    /// A profile through levels.
    ///
    /// # Errors
    /// At the place `[index].pressure` and the like, when there is no level, a value is not finite or not
    /// plausible (a pressure in hPa, a temperature in °C), heights do not rise or pressures do not fall; for
    /// the whole, when pressure falls by over a tenth more or less than the temperatures and heights demand.
    pub fn new(levels: Vec<SoundingLevel>) -> Result<Self, Fault> {
        if levels.is_empty() {
            return Err(Fault::new(
                "",
                "a profile of the air needs at least one level",
            ));
        }
        for (index, level) in levels.iter().enumerate() {
            level
                .check()
                .map_err(|fault| fault.inside(&format!("[{index}]")))?;
        }
        for (index, pair) in levels.windows(2).enumerate() {
            let (below, above) = (pair[0], pair[1]);
            let place = |key| format!("[{}].{key}", index + 1);
            if above.height <= below.height {
                let message = format!(
                    "{} m follows {} m, but heights must rise",
                    above.height, below.height
                );
                return Err(Fault::new(place("height"), message));
            }
            if above.pressure >= below.pressure {
                let message = format!(
                    "{} Pa follows {} Pa, but pressure falls with height",
                    above.pressure, below.pressure
                );
                return Err(Fault::new(place("pressure"), message));
            }
        }
        let sounding = Self { levels };
        sounding.balanced()?;
        Ok(sounding)
    }

    /// The levels, rising.
    pub fn levels(&self) -> &[SoundingLevel] {
        &self.levels
    }

    /// Whether pressure falls over the whole as hydrostatic balance has it; heights in feet or temperatures of
    /// another day show here.
    fn balanced(&self) -> Result<(), Fault> {
        let nodes = self.nodes();
        let (first, last) = (nodes[0], nodes[nodes.len() - 1]);
        let expected: f64 = nodes
            .windows(2)
            .map(|pair| {
                HYDROSTATIC
                    * thickness(
                        pair[0].height,
                        pair[0].temperature,
                        pair[1].height,
                        pair[1].temperature,
                    )
            })
            .sum();
        let found = first.log_pressure - last.log_pressure;
        // Over less than some 800 m (a tenth in pressure) rounded pressures and heights prove nothing.
        if expected > 0.1 && (found / expected - 1.0).abs() > 0.1 {
            let message = format!(
                "pressure falls from {:.0} to {:.0} Pa over {:.0} m, but the temperatures give {:.0} Pa at the top",
                libm::exp(first.log_pressure),
                libm::exp(last.log_pressure),
                last.height - first.height,
                libm::exp(first.log_pressure - expected),
            );
            let hint = "check the units of height, pressure and temperature (m, Pa, K)";
            return Err(Fault::new("", message).hint(hint));
        }
        Ok(())
    }

    pub(super) fn nodes(&self) -> Vec<AirNode> {
        self.levels.iter().map(SoundingLevel::node).collect()
    }

    /// Wind against geometric height, where levels have it.
    pub(super) fn winds(&self) -> Vec<(f64, [f64; 3])> {
        self.levels
            .iter()
            .filter_map(|level| Some((level.height, level.wind?)))
            .collect()
    }
}

impl SoundingLevel {
    fn check(&self) -> Result<(), Fault> {
        if !(-2_000.0..=CEILING).contains(&self.height) {
            let message = format!("{} m is not between -2000 and {CEILING} m", self.height);
            return Err(Fault::new("height", message)
                .hint("above the last level the standard atmosphere continues"));
        }
        plausible_temperature(self.temperature).map_err(|fault| fault.inside("temperature"))?;
        plausible_pressure(self.pressure, self.height).map_err(|fault| fault.inside("pressure"))?;
        if let Some(humidity) = self.humidity
            // Supersaturation of a few per cent is real, and sensors overshoot.
            && !(0.0..=1.1).contains(&humidity)
        {
            let message = format!("a relative humidity of {humidity} is not between 0 and 1");
            return Err(Fault::new("humidity", message).hint("per cent? divide by 100"));
        }
        match self.wind {
            Some(vector) => wind::plausible(vector).map_err(|fault| fault.inside("wind")),
            None => Ok(()),
        }
    }

    fn node(&self) -> AirNode {
        let virtual_temperature = match self.humidity {
            Some(humidity) => virtual_temperature(self.temperature, self.pressure, humidity),
            None => self.temperature,
        };
        AirNode {
            height: geopotential(self.height),
            log_pressure: libm::log(self.pressure),
            temperature: virtual_temperature,
            moisture: virtual_temperature - self.temperature,
        }
    }
}

/// A temperature of free air, K: the coldest mesopause and the hottest desert lie within.
pub(super) fn plausible_temperature(temperature: f64) -> Result<(), Fault> {
    if (130.0..=350.0).contains(&temperature) {
        return Ok(());
    }
    let message = format!("air at {temperature} K; between 130 and 350 K was expected");
    Err(Fault::new("", message).hint("°C? write \"15 degC\" or add 273.15"))
}

/// A pressure, Pa, that weather can bring about at a height, m: from 15 % below the standard at sea level to 8 %
/// above (the records are 870 and 1085 hPa), and a further 1.5 % for each km of height. A pressure reduced to sea
/// level fails at a site above 1300 m.
pub(super) fn plausible_pressure(pressure: f64, height: f64) -> Result<(), Fault> {
    let (standard, _, _) = AirColumn::standard().at(geopotential(height));
    let further = 0.015 * height.max(0.0) / 1000.0;
    let plausible = |pressure: f64| {
        pressure > 0.0
            && (-0.15 - further..=0.08 + further).contains(&libm::log(pressure / standard))
    };
    if plausible(pressure) {
        return Ok(());
    }
    let height = (height * 10.0).round() / 10.0;
    let message = format!("{pressure} Pa at {height} m; about {standard:.0} Pa was expected");
    let hint = if plausible(100.0 * pressure) {
        "this looks like hPa: 1 hPa is 100 Pa"
    } else {
        "the pressure at that height is meant, not reduced to sea level"
    };
    Err(Fault::new("", message).hint(hint))
}
