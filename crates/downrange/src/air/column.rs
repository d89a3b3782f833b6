//! A column of air in hydrostatic balance: temperature linear between nodes, pressure integrated.
//!
//! Between two nodes the virtual temperature T (US-1976 calls its like molecular-scale temperature) is linear in
//! geopotential height H, so that `dp/p = -(g0/R) dH/T` integrates in closed form (US-1976 eqs. 33a, 33b). Both
//! are written here as one: `ln p` falls in proportion to
//!
//! `∫ dH/T = (H - H0)/T0 * ln(1 + x)/x`, `x = T/T0 - 1`,
//!
//! which tends to the isothermal law as x → 0. Between levels whose pressures were measured the factor of
//! proportion is theirs instead of g0/R, so both are met exactly.

use super::standard;
use super::standard::{GAS_CONSTANT, HYDROSTATIC, LAYERS, SEA_LEVEL_PRESSURE, TOP_GEOPOTENTIAL};

/// Over this geopotential height above the last level the difference from the standard temperature fades, m: the
/// depth of the standard troposphere.
const FADE: f64 = 11_000.0;

/// A level where the air is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct AirNode {
    /// Geopotential height, m.
    pub height: f64,
    /// Natural logarithm of the pressure in Pa.
    pub log_pressure: f64,
    /// Virtual temperature, K.
    pub temperature: f64,
    /// Virtual less actual temperature, K.
    pub moisture: f64,
}

/// Air below 86 km.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AirColumn {
    nodes: Vec<AirNode>,
}

impl AirColumn {
    /// The column through levels (one at least, rising), continued to both sides with the standard temperature:
    /// below the first, shifted by its difference there; above the last, by a difference that fades linearly to
    /// nothing over [`FADE`], or by 86 km if that is nearer.
    pub fn through(levels: &[AirNode]) -> Self {
        let (first, last) = (levels[0], levels[levels.len() - 1]);
        let difference = |node: AirNode| node.temperature - standard::temperature(node.height);

        let mut below: Vec<AirNode> = Vec::new();
        let mut next = first;
        for &(height, temperature) in LAYERS.iter().rev().filter(|layer| layer.0 < first.height) {
            next = balanced(
                next,
                height,
                temperature + difference(first),
                first.moisture,
            );
            below.push(next);
        }

        let end = (last.height + FADE).min(TOP_GEOPOTENTIAL);
        let mut heights: Vec<f64> = LAYERS.iter().map(|layer| layer.0).collect();
        heights.push(end);
        heights.retain(|&height| height > last.height);
        heights.sort_by(f64::total_cmp);
        heights.dedup();
        let mut above: Vec<AirNode> = Vec::new();
        let mut previous = last;
        for height in heights {
            let left = ((end - height) / (end - last.height)).max(0.0);
            let temperature = standard::temperature(height) + left * difference(last);
            previous = balanced(previous, height, temperature, left * last.moisture);
            above.push(previous);
        }

        below.reverse();
        let nodes = [&below, levels, &above].concat();
        Self { nodes }
    }

    /// The standard atmosphere below 86 km.
    pub fn standard() -> Self {
        Self::through(&[AirNode {
            height: 0.0,
            log_pressure: libm::log(SEA_LEVEL_PRESSURE),
            temperature: standard::temperature(0.0),
            moisture: 0.0,
        }])
    }

    /// Geopotential heights of the levels, m, rising.
    pub fn heights(&self) -> impl Iterator<Item = f64> {
        self.nodes.iter().map(|node| node.height)
    }

    /// What lies between the levels below and above a geopotential height, m; beyond the ends, that at the end.
    pub fn layer(&self, height: f64) -> ColumnLayer {
        let last = self.nodes.len() - 1;
        let after = self
            .nodes
            .partition_point(|node| node.height <= height)
            .clamp(1, last);
        let (a, b) = (self.nodes[after - 1], self.nodes[after]);
        let per_metre = 1.0 / (b.height - a.height);
        ColumnLayer {
            start: a,
            lapse: (b.temperature - a.temperature) * per_metre,
            moisture_lapse: (b.moisture - a.moisture) * per_metre,
            fall: (a.log_pressure - b.log_pressure)
                / thickness(a.height, a.temperature, b.height, b.temperature),
        }
    }

    /// Pressure, Pa, density, kg/m³, and temperature, K, at a geopotential height, m.
    pub fn at(&self, height: f64) -> (f64, f64, f64) {
        let (pressure, temperature, moisture) = self.layer(height).at(height);
        (
            pressure,
            density(pressure, temperature),
            temperature - moisture,
        )
    }
}

/// The air between two levels.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnLayer {
    start: AirNode,
    /// How virtual temperature changes with geopotential height, K/m.
    pub lapse: f64,
    /// How virtual less actual temperature does, K/m.
    pub moisture_lapse: f64,
    /// How fast the logarithm of pressure falls with geopotential height times virtual temperature, K/m.
    pub fall: f64,
}

impl ColumnLayer {
    /// Pressure, Pa, virtual temperature, K, and by how much it is above the actual one, K, at a geopotential height, m.
    pub fn at(&self, height: f64) -> (f64, f64, f64) {
        let from = self.start;
        let temperature = from.temperature + self.lapse * (height - from.height);
        let moisture = from.moisture + self.moisture_lapse * (height - from.height);
        let thickness = thickness(from.height, from.temperature, height, temperature);
        let pressure = libm::exp(from.log_pressure - self.fall * thickness);
        (pressure, temperature, moisture)
    }
}

/// Density, kg/m³, at a pressure, Pa, and a virtual temperature, K.
pub(super) fn density(pressure: f64, temperature: f64) -> f64 {
    pressure / (GAS_CONSTANT * temperature)
}

/// The node at a height that is in hydrostatic balance with another.
fn balanced(from: AirNode, height: f64, temperature: f64, moisture: f64) -> AirNode {
    let thickness = thickness(from.height, from.temperature, height, temperature);
    AirNode {
        height,
        log_pressure: from.log_pressure - HYDROSTATIC * thickness,
        temperature,
        moisture,
    }
}

/// The integral of dH/T from one height to another, T linear, m/K.
pub(super) fn thickness(height0: f64, temperature0: f64, height1: f64, temperature1: f64) -> f64 {
    let x = temperature1 / temperature0 - 1.0;
    // The series leaves an error of x²/3, below the last digit.
    let mean = if x.abs() < 1e-8 {
        1.0 - 0.5 * x
    } else {
        libm::log1p(x) / x
    };
    (height1 - height0) / temperature0 * mean
}
