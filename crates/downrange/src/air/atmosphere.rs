//! The air of a launch: its state and its wind against height.

use super::column::{AirColumn, AirNode, ColumnLayer};
use super::shared::{Shared, SharedTable};
use super::sounding::Sounding;
use super::standard::{HEAT_RATIO, TOP};
use super::standard::{geometric, geopotential};
use super::wind::Wind;
use super::{sounding, standard, wind};
use crate::error::Fault;
use crate::table::ExtensibleTable;
use std::sync::Arc;

/// Room for the nodes of a power law between its corners; it may have more.
const POWER_LAW_NODES: usize = 24;

/// The air over a site, up to space: the description and, compiled from it, the column.
#[derive(Debug, Clone, PartialEq)]
pub struct Air {
    weather: Shared<Weather>,
    wind: Option<Shared<Wind>>,
    elevation: f64,
    column: Shared<AirColumn>,
    sounded_winds: Shared<Vec<(f64, [f64; 3])>>,
    /// What blows besides, against height above the ground.
    wind_deviation: Vec<(f64, [f64; 3])>,
    /// Logarithms of pressure in Pa and density in kg/m³ at 86 km.
    top: (f64, f64),
    table: SharedTable,
}

/// What is known of pressure, temperature and humidity.
#[derive(Debug, Clone, PartialEq)]
pub enum Weather {
    /// Nothing: the US Standard Atmosphere 1976.
    Standard,
    /// Temperature, pressure, or both, at the elevation of the site; what is `None` is the standard's there.
    Site {
        /// Temperature of the air, K.
        temperature: Option<f64>,
        /// Pressure as a barometer at the site shows it, Pa; not reduced to sea level.
        pressure: Option<f64>,
    },
    /// A profile, with its winds if it has them.
    Sounding(Sounding),
}

/// Air at one height.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
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

impl AirState {
    /// Sutherland's constant of air, K (US-1976, Table 2).
    pub(super) const SUTHERLAND: f64 = 110.4;

    /// From pressure, Pa, density, kg/m³, the one over the other, and temperature, K.
    pub(super) fn new(pressure: f64, density: f64, ratio: f64, temperature: f64) -> Self {
        Self {
            density,
            pressure,
            temperature,
            sound_speed: (HEAT_RATIO * ratio).sqrt(),
            // US-1976 eq. 51, constant from its Table 2.
            viscosity: 1.458e-6 * temperature * temperature.sqrt()
                / (temperature + Self::SUTHERLAND),
        }
    }
}

impl Air {
    /// The air over a site at an elevation, m above the ellipsoid. Without `wind`, a sounding's winds blow, and
    /// none in other weather; with it, it replaces them.
    ///
    /// # Errors
    /// What cannot be, at `temperature`, `pressure`, `elevation` or inside `wind`.
    ///
    /// ```
    /// use downrange::air::{Air, Weather, Wind, wind_from};
    /// let hot = Weather::Site { temperature: Some(308.15), pressure: Some(86_000.0) };
    /// let breeze = Wind::Constant(wind_from(4.0, 180_f64.to_radians()));
    /// let air = Air::new(hot, Some(breeze), 1400.0)?;
    /// assert_eq!(air.at(1400.0).pressure.round(), 86_000.0);
    /// assert_eq!(air.wind(3000.0)[1], 4.0);
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn new(weather: Weather, wind: Option<Wind>, elevation: f64) -> Result<Self, Fault> {
        if !(-2_000.0..=TOP).contains(&elevation) {
            let message = format!("{elevation} m is not between -2000 and {TOP} m");
            return Err(Fault::new("elevation", message));
        }
        if let Some(wind) = &wind {
            wind.check().map_err(|fault| fault.inside("wind"))?;
        }
        let (column, sounded_winds) = match &weather {
            Weather::Standard => (AirColumn::standard(), Vec::new()),
            Weather::Site {
                temperature,
                pressure,
            } => (site(*temperature, *pressure, elevation)?, Vec::new()),
            Weather::Sounding(sounding) => {
                (AirColumn::through(&sounding.nodes()), sounding.winds())
            }
        };
        Ok(Self::assembled(
            weather,
            wind,
            elevation,
            column,
            sounded_winds,
        ))
    }

    fn assembled(
        weather: Weather,
        wind: Option<Wind>,
        elevation: f64,
        column: AirColumn,
        sounded_winds: Vec<(f64, [f64; 3])>,
    ) -> Self {
        let (pressure, density, _) = column.at(standard::TOP_GEOPOTENTIAL);
        let top = (libm::log(pressure), libm::log(density));
        Self {
            weather: weather.into(),
            wind: wind.map(Shared::from),
            elevation,
            column: column.into(),
            sounded_winds: sounded_winds.into(),
            wind_deviation: Vec::new(),
            top,
            table: SharedTable::default(),
        }
    }

    /// The same air with a wind that blows besides: heights above the ground, m, rising, and east, north, up, m/s,
    /// joined smoothly and constant beyond the ends. It replaces an earlier one.
    #[must_use]
    pub fn with_wind_deviation(mut self, wind_deviation: Vec<(f64, [f64; 3])>) -> Self {
        self.wind_deviation = wind_deviation;
        self
    }

    /// What blows besides what is described: heights, m above the ellipsoid, rising, and the wind there.
    pub(crate) fn wind_deviation(&self) -> impl Iterator<Item = (f64, [f64; 3])> {
        let levels = self.wind_deviation.iter();
        levels.map(|(height, wind)| (height + self.elevation, *wind))
    }

    /// Whether the same wind blows, described and besides.
    pub(crate) fn same_wind(&self, other: &Self) -> bool {
        self.wind == other.wind
            && self.elevation == other.elevation
            && self.sounded_winds == other.sounded_winds
            && self.wind_deviation == other.wind_deviation
    }

    /// The same air with another wind.
    ///
    /// # Errors
    /// At `wind`: what cannot blow.
    pub fn with_wind(mut self, wind: Wind) -> Result<Self, Fault> {
        wind.check().map_err(|fault| fault.inside("wind"))?;
        self.wind = Some(wind.into());
        Ok(self)
    }

    /// Whether density, pressure and temperature are the same at all heights.
    pub(crate) fn same_density(&self, other: &Self) -> bool {
        self.column == other.column && self.top == other.top
    }

    /// What it was made from: the weather.
    pub fn weather(&self) -> &Weather {
        &self.weather
    }

    /// What it was made from: the wind that is said of the site, if any.
    pub fn site_wind(&self) -> Option<&Wind> {
        self.wind.as_deref()
    }

    /// Air at a height, m above the ellipsoid.
    pub fn at(&self, altitude: f64) -> AirState {
        let (pressure, density, ratio, temperature) = if altitude < TOP {
            let (pressure, density, temperature) = self.column.at(geopotential(altitude));
            (
                pressure,
                density,
                pressure / density,
                temperature * standard::molecular_ratio(altitude),
            )
        } else {
            let (pressure, density) = standard::upper_logarithms(altitude);
            let (pressure, density) = (self.top.0 + pressure, self.top.1 + density);
            // Far out both vanish, their ratio does not.
            let ratio = libm::exp(pressure - density);
            (
                libm::exp(pressure),
                libm::exp(density),
                ratio,
                standard::upper_temperature(altitude),
            )
        };
        AirState::new(pressure, density, ratio, temperature)
    }

    /// Heights of the levels of the column, m above the ellipsoid, rising.
    pub(super) fn level_heights(&self) -> impl Iterator<Item = f64> {
        self.column.heights().map(geometric)
    }

    /// What lies between two levels of the column, round a height, m above the ellipsoid.
    pub(super) fn column_layer(&self, altitude: f64) -> ColumnLayer {
        self.column.layer(geopotential(altitude))
    }

    /// The same air without any wind.
    pub(crate) fn calm(&self) -> Self {
        Self {
            weather: self.weather.clone(),
            wind: None,
            elevation: self.elevation,
            column: self.column.clone(),
            sounded_winds: Vec::new().into(),
            wind_deviation: Vec::new(),
            top: self.top,
            table: SharedTable::default(),
        }
    }

    /// The table of density and pressure that is compiled of it, made once for it and its copies, whatever wind blows in them.
    pub(crate) fn table(
        &self,
        make: impl FnOnce(&Self) -> ExtensibleTable<4>,
    ) -> Arc<ExtensibleTable<4>> {
        self.table.get_or_make(|| make(self))
    }

    /// Wind as it is described at a height, m above the ellipsoid: where the air moves to, east, north, up, m/s.
    pub fn wind(&self, altitude: f64) -> [f64; 3] {
        match &self.wind {
            Some(wind) => wind.at(altitude - self.elevation),
            None => wind::between(&self.sounded_winds, altitude),
        }
    }

    /// Nodes of the wind, m above the ellipsoid, rising: between two the described wind is a straight line (a power law within
    /// 1e-4 of a cubic), and no level of what blows besides lies there; beyond the ends both stay as there.
    pub(crate) fn wind_nodes(&self) -> Vec<f64> {
        let site = self.elevation;
        let mut corners = match self.wind.as_deref() {
            Some(wind) => {
                let mut corners = wind.corners();
                corners.iter_mut().for_each(|corner| *corner += site);
                corners
            }
            None => self.sounded_winds.iter().map(|level| level.0).collect(),
        };
        corners.extend(self.wind_deviation().map(|level| level.0));
        // Few rising runs: a stable sort merges them.
        corners.sort_by(f64::total_cmp);
        corners.dedup();
        let Some(wind) = self.wind.as_deref() else {
            return corners;
        };
        let mut nodes = Vec::with_capacity(corners.len() + POWER_LAW_NODES);
        nodes.extend(corners.first());
        for ends in corners.windows(2) {
            let (bottom, top) = (ends[0] - site, ends[1] - site);
            let cells = wind.cells([bottom, top]);
            if cells > 1 {
                let ratio = libm::pow(top / bottom, 1.0 / cells as f64);
                let inside = (1..cells).scan(bottom, |height, _| {
                    *height *= ratio;
                    Some(*height + site)
                });
                nodes.extend(inside);
            }
            nodes.push(ends[1]);
        }
        nodes
    }

    /// The change of the described wind with height, m/s per m, at both ends of a cell between two of its nodes, m above the
    /// ellipsoid, from the winds there; `None` where it is a straight line.
    pub(crate) fn wind_rates(
        &self,
        heights: [f64; 2],
        winds: [[f64; 3]; 2],
    ) -> Option<[[f64; 3]; 2]> {
        let wind = self.wind.as_deref()?;
        wind.rates(heights.map(|height| height - self.elevation), winds)
    }
}

impl Default for Air {
    /// The standard atmosphere without wind.
    fn default() -> Self {
        Self::assembled(
            Weather::Standard,
            None,
            0.0,
            AirColumn::standard(),
            Vec::new(),
        )
    }
}

/// The column over a site whose temperature or pressure is known.
pub(super) fn site(
    temperature: Option<f64>,
    pressure: Option<f64>,
    elevation: f64,
) -> Result<AirColumn, Fault> {
    let height = geopotential(elevation);
    let (standard_pressure, _, standard_temperature) = AirColumn::standard().at(height);
    if let Some(temperature) = temperature {
        sounding::plausible_temperature(temperature)
            .map_err(|fault| fault.inside("temperature"))?;
    }
    if let Some(pressure) = pressure {
        sounding::plausible_pressure(pressure, elevation)
            .map_err(|fault| fault.inside("pressure"))?;
    }
    Ok(AirColumn::through(&[AirNode {
        height,
        log_pressure: libm::log(pressure.unwrap_or(standard_pressure)),
        temperature: temperature.unwrap_or(standard_temperature),
        moisture: 0.0,
    }]))
}
