//! Tables of air and wind against height.

use crate::air::{Air, AirState, Wind};
use crate::table::{ExtensibleTable, NodeTable};

/// Lowest height of the air tables, m. Below it and above 1000 km, the ends are held.
const LOWEST: f64 = -2_000.0;

/// Up to here air is tabled for every flight, and above for those that come there, m.
const BORDER: f64 = 20_000.0;

/// Greatest height of a cell, m, up to [`MIDDLE`]: density is then met within 1e-7 of itself (`meets_the_air_between_its_nodes`).
const CELL: f64 = 400.0;

/// Up to here cells have one height, m; above they grow with its square, as the air thins out ever more slowly.
const MIDDLE: f64 = 86_000.0;

/// Corners nearer to each other than this are one, m.
const MERGED: f64 = 1e-3;

/// Half the difference in height that gives the slope of a power law, m: a tenth of its lowest cell.
const WIND_REACH: f64 = 1e-3;

/// The air against height, the columns of [`Model::air`](super::Model::air): density, pressure, one over the speed of sound and ln of the Reynolds number per metre and Mach number.
pub fn air_table(air: &Air) -> ExtensibleTable<4> {
    let lower = between(air, LOWEST, BORDER);
    let air = air.calm();
    ExtensibleTable::new(lower, move || between(&air, BORDER, f64::INFINITY))
}

/// The air between two heights, m, or to the end of what is known of it.
fn between(air: &Air, low: f64, high: f64) -> NodeTable<4> {
    let mut corners = air.corners();
    corners.retain(|corner| low + MERGED < *corner && *corner < high - MERGED);
    corners.dedup_by(|after, before| *after - *before < MERGED);
    corners.insert(0, low);
    if high.is_finite() {
        corners.push(high);
    }
    let (mut nodes, mut ends) = (vec![low], Vec::new());
    for layer in corners.windows(2) {
        let (bottom, top) = (layer[0], layer[1]);
        let air = air.layer([bottom, top]);
        let cell = CELL * (bottom / MIDDLE).max(1.0).powi(2);
        let count = ((top - bottom) / cell).ceil().max(1.0) as usize;
        let mut start = columns(air.at(bottom));
        for step in 1..=count {
            let height = bottom + (top - bottom) * step as f64 / count as f64;
            let end = columns(air.at(height));
            nodes.push(height);
            ends.push([start, end]);
            start = end;
        }
    }
    NodeTable::of_cells(nodes, &ends)
}

/// The columns of the table and their rates, per m.
fn columns((air, rate): (AirState, AirState)) -> ([f64; 4], [f64; 4]) {
    let slowness = 1.0 / air.sound_speed;
    let values = [
        air.density,
        air.pressure,
        slowness,
        libm::log(air.density * air.sound_speed / air.viscosity),
    ];
    let quicker = rate.sound_speed * slowness;
    let rates = [
        rate.density,
        rate.pressure,
        -slowness * quicker,
        rate.density / air.density + quicker - rate.viscosity / air.viscosity,
    ];
    (values, rates)
}

/// The wind as it is described: straight between layers, a power law curved.
pub fn wind_table(air: &Air) -> NodeTable<3> {
    let mut heights = air.wind_heights();
    if let [only] = heights.as_slice() {
        heights.push(only + 1.0);
    }
    let values = heights.iter().map(|height| air.wind(*height));
    if !matches!(air.site_wind(), Some(Wind::PowerLaw { .. })) {
        let values: Vec<[f64; 3]> = values.collect();
        return NodeTable::straight(heights, &values);
    }
    let columns: Vec<([f64; 3], [f64; 3])> = values
        .zip(&heights)
        .map(|(value, height)| {
            let (below, above) = (air.wind(height - WIND_REACH), air.wind(height + WIND_REACH));
            (
                value,
                std::array::from_fn(|c| (above[c] - below[c]) / (2.0 * WIND_REACH)),
            )
        })
        .collect();
    NodeTable::new(heights, &columns)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::air::{Sounding, SoundingLevel, Weather};
    use crate::number::Number;

    /// The greatest error of the columns between two heights, relative to each; of the logarithm, absolute.
    fn worst(air: &Air, low: f64, high: f64) -> f64 {
        let table = air_table(air);
        let heights = (0..=20_000).map(|step| low + (high - low) * f64::from(step) / 20_000.0);
        let errors = heights.map(|height| {
            let state = air.at(height);
            let log = libm::log(state.density * state.sound_speed / state.viscosity);
            let exact = [state.density, state.pressure, 1.0 / state.sound_speed];
            let found = f64::look_up_extensible(&table, height);
            let relative = exact.iter().zip(found).map(|(a, b)| (b / a - 1.0).abs());
            relative.fold((found[3] - log).abs(), f64::max)
        });
        errors.fold(0.0, f64::max)
    }

    /// What lies between the nodes is the air, at corners of the temperature too: on a standard day, a hot one, and in a
    /// sounding. Cubics over 400 m of a scale height of 5.5 to 8 km leave (h/H)⁴/384: 2e-8 to 7e-8.
    #[test]
    fn meets_the_air_between_its_nodes() {
        let hot = Weather::Site {
            temperature: Some(310.0),
            pressure: Some(86_000.0),
        };
        let level = |height: f64, pressure: f64, temperature: f64| SoundingLevel {
            height,
            pressure,
            temperature,
            humidity: Some(0.5),
            wind: None,
        };
        let sounding = Sounding::new(vec![
            level(1_400.0, 86_000.0, 300.0),
            level(1_650.0, 83_600.0, 303.0),
            level(3_000.0, 71_500.0, 290.0),
            level(9_000.0, 32_600.0, 243.0),
        ]);
        for air in [
            Air::default(),
            Air::new(hot, None, 1_400.0).unwrap(),
            Air::new(Weather::Sounding(sounding.unwrap()), None, 1_400.0).unwrap(),
        ] {
            for (low, high, most) in [
                (-2_000.0, 20_000.0, 1e-7),
                (20_000.0, 80_000.0, 1e-7),
                (80_000.0, 86_000.0, 1e-6),
                (86_000.0, 1_000_000.0, 1e-3),
            ] {
                let error = worst(&air, low, high);
                println!("{low} to {high} m: {error:.1e}");
                assert!(error < most, "{low} to {high} m: {error}");
            }
        }
    }
}
