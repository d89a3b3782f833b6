//! The air between two corners of its temperature, with its rates of change with height.
//!
//! Between two levels virtual temperature T is linear in geopotential height H, and `d ln p/dH = -k/T` with k the factor of
//! proportion of the two (US-1976 eqs. 33a, 33b; see `column`). With `ρ = p/(R T)`, `c² = γ R T`, Sutherland's law for the
//! viscosity and `dH/dz = (r/(r + z))²` (eq. 18), all rates follow in closed form. From 80 km up, where molecules come
//! apart, rates are differences.

use super::atmosphere::{Air, AirState};
use super::column::{ColumnLayer, density};
use super::standard::{TOP, geopotential, geopotential_rate};

/// Up to here air is a mixture of one molecular weight, m (US-1976, Table 8).
const MIXED: f64 = 80_000.0;

/// Half the height over which differences are taken, m.
const REACH: f64 = 1.0;

/// Height of the end of the air that is tabled, m.
const END: f64 = 1_000_000.0;

/// Where the temperature has corners above [`TOP`], m (US-1976, Table 5).
const UPPER_CORNERS: [f64; 3] = [91_000.0, 110_000.0, 120_000.0];

/// The air between two corners.
pub(crate) struct AirLayer<'a> {
    air: &'a Air,
    ends: [f64; 2],
    column: Option<ColumnLayer>,
}

impl Air {
    /// Heights, m above the ellipsoid, rising, up to 1000 km, between which the air has no corner.
    pub(crate) fn corners(&self) -> Vec<f64> {
        let levels = self.level_heights().filter(|height| *height < TOP);
        let ratios = (0..=12).map(|step| MIXED + 500.0 * f64::from(step));
        let corners = levels.chain(ratios).chain(UPPER_CORNERS).chain([END]);
        let mut corners: Vec<f64> = corners.collect();
        corners.sort_by(f64::total_cmp);
        corners
    }

    /// The air between two heights, m, that no corner lies between.
    pub(crate) fn layer(&self, ends: [f64; 2]) -> AirLayer<'_> {
        let column = (ends[1] <= MIXED).then(|| self.column_layer(0.5 * (ends[0] + ends[1])));
        AirLayer {
            air: self,
            ends,
            column,
        }
    }
}

impl AirLayer<'_> {
    /// The air at a height of the layer, m, and how each of its numbers changes there with height, per m.
    pub fn at(&self, altitude: f64) -> (AirState, AirState) {
        let Some(column) = &self.column else {
            return self.differences(altitude);
        };
        let along = geopotential_rate(altitude);
        let (pressure, temperature, moisture) = column.at(geopotential(altitude));
        let state = {
            let density = density(pressure, temperature);
            AirState::new(
                pressure,
                density,
                pressure / density,
                temperature - moisture,
            )
        };
        // Rates over their values, per m.
        let heating = along * column.lapse / temperature;
        let pressure_rate = -along * column.fall / temperature;
        let density_rate = pressure_rate - heating;
        let warming = along * (column.lapse - column.moisture_lapse);
        let kinetic = state.temperature;
        let rates = AirState {
            density: state.density * density_rate,
            pressure: state.pressure * pressure_rate,
            temperature: warming,
            sound_speed: 0.5 * state.sound_speed * heating,
            viscosity: state.viscosity
                * warming
                * (1.5 / kinetic - 1.0 / (kinetic + AirState::SUTHERLAND)),
        };
        (state, rates)
    }

    fn differences(&self, altitude: f64) -> (AirState, AirState) {
        let below = (altitude - REACH).max(self.ends[0]);
        let above = (altitude + REACH).min(self.ends[1]);
        let (low, high) = (self.air.at(below), self.air.at(above));
        let rate = |of: fn(&AirState) -> f64| (of(&high) - of(&low)) / (above - below);
        let rates = AirState {
            density: rate(|air| air.density),
            pressure: rate(|air| air.pressure),
            temperature: rate(|air| air.temperature),
            sound_speed: rate(|air| air.sound_speed),
            viscosity: rate(|air| air.viscosity),
        };
        (self.air.at(altitude), rates)
    }
}
