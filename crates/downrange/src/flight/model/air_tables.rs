//! Tables of air and wind against height.

use crate::air::{Air, Wind};
use crate::table::{NodeTable, Table};

/// Lowest and highest height of the air tables, m. Below and above, the ends are held.
const HEIGHTS: (f64, f64) = (-2_000.0, 1_000_000.0);

/// Cells of the air tables: 50 m at sea level, 200 m at 20 km.
const HEIGHT_CELLS: usize = 470;

/// Cells grow with height as (1 + h/20 km)².
const HEIGHT_STRETCH: f64 = 5e-5;

/// Half the difference in height that gives the slope of a power law, m: a tenth of its lowest cell.
const WIND_REACH: f64 = 1e-3;

/// The air against height, the columns of [`Model::air`](super::Model::air): density, pressure, one over the speed of sound and ln of the Reynolds number per metre and Mach number.
pub fn air_table(air: &Air) -> Table<4> {
    Table::sampled(
        HEIGHTS.0,
        HEIGHTS.1,
        HEIGHT_CELLS,
        HEIGHT_STRETCH,
        |height| {
            let at = air.at(height);
            [
                at.density,
                at.pressure,
                1.0 / at.sound_speed,
                libm::log(at.density * at.sound_speed / at.viscosity),
            ]
        },
    )
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
