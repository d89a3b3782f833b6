//! Tables of air and wind against height.

use crate::air::{Air, AirState};
use crate::table::{Cubics, ExtensibleTable, NodeTable, hermite, shifted, smooth, straight};

/// Lowest height of the air tables, m. Below it and above 1000 km, the ends are held.
const LOWEST: f64 = -2_000.0;

/// Up to here air is tabled for every flight, and above for those that come there, m.
const BORDER: f64 = 20_000.0;

/// Greatest height of a cell, m, up to [`MIDDLE`]: density is then met within 1e-7 of itself up to 80 km, and 1e-6 above
/// (`meets_the_air_between_its_nodes`).
const CELL: f64 = 400.0;

/// Up to here cells have one height, m; between two corners above they have one that is greater by the square of the height of
/// the lower corner, as the air thins out ever more slowly.
const MIDDLE: f64 = 86_000.0;

/// Corners nearer to each other than this are one, m.
const MERGED: f64 = 1e-3;

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

/// The wind that blows: as it is described, straight between its levels or a power law, and what blows besides, joined
/// smoothly; the sum of both cubics in each cell, between the nodes of either.
pub fn wind_table(air: &Air) -> NodeTable<3> {
    let mut nodes = air.wind_nodes();
    match nodes.as_slice() {
        [] => nodes = vec![0.0, 1.0],
        [only] => nodes.push(only + 1.0),
        _ => {}
    }
    let mut besides = WindDeviation::new(air);
    let mut below = air.wind(nodes[0]);
    let cells = nodes.windows(2).map(|heights| {
        let (height, heights) = (heights[1] - heights[0], [heights[0], heights[1]]);
        let above = air.wind(heights[1]);
        let winds = [std::mem::replace(&mut below, above), above];
        let mut cell = match air.wind_rates(heights, winds) {
            None => straight(height, [&winds[0], &winds[1]]),
            Some(rates) => hermite(height, &[(winds[0], rates[0]), (winds[1], rates[1])]),
        };
        besides.add_to(&mut cell, heights);
        cell
    });
    let cells = cells.collect();
    NodeTable::of_cubics(nodes, cells)
}

/// What blows besides what is described, read from the ground up.
struct WindDeviation {
    /// Levels, m above the ellipsoid.
    heights: Vec<f64>,
    /// Wind at the lowest and the highest of them.
    ends: [[f64; 3]; 2],
    cells: Vec<Cubics<3>>,
    /// The cell that was read last.
    cell: usize,
}

impl WindDeviation {
    fn new(air: &Air) -> Self {
        let (mut heights, mut values) = (Vec::new(), Vec::new());
        for (height, wind) in air.wind_deviation() {
            if heights.last().is_none_or(|below| height > *below) {
                heights.push(height);
                values.push(wind);
            }
        }
        let end = |value: Option<&[f64; 3]>| value.copied().unwrap_or_default();
        Self {
            ends: [end(values.first()), end(values.last())],
            cells: match heights.len() {
                0 | 1 => Vec::new(),
                _ => smooth(&heights, &values),
            },
            heights,
            cell: 0,
        }
    }

    /// Adds it to a cell in which no level of it lies, and that follows the one before.
    fn add_to(&mut self, cell: &mut Cubics<3>, [bottom, top]: [f64; 2]) {
        let starts_at_or_below =
            |height: Option<&f64>| height.is_some_and(|start| *start <= bottom);
        while starts_at_or_below(self.heights.get(self.cell + 1)) {
            self.cell += 1;
        }
        let start = self.heights.get(self.cell).copied();
        let own = match (start, self.cells.get(self.cell)) {
            (Some(start), Some(own)) if start == bottom => *own,
            (Some(start), Some(own)) if start < bottom => shifted(own, bottom - start),
            (start, _) => {
                let end = self.ends[usize::from(start.is_some_and(|start| start < top))];
                end.map(|end| [end, 0.0, 0.0, 0.0])
            }
        };
        for (column, own) in cell.iter_mut().zip(own) {
            for (power, own) in column.iter_mut().zip(own) {
                *power += own;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::air::{Sounding, SoundingLevel, Weather, Wind};
    use crate::number::Number;

    fn power_law(exponent: f64, ceiling: f64) -> Wind {
        Wind::PowerLaw {
            reference: [1.5, -2.0, 0.1],
            reference_height: 10.0,
            exponent,
            ceiling,
        }
    }

    fn windy(wind: Option<Wind>, deviation: &[(f64, [f64; 3])]) -> Air {
        let air = Air::new(Weather::Standard, wind, 1_400.0).unwrap();
        air.with_wind_deviation(deviation.to_vec())
    }

    fn levels() -> Vec<(f64, [f64; 3])> {
        let level = |k: u32| {
            let h = 2.3 * f64::from(k) * (1.0 + 0.1 * f64::from(k));
            (h, [libm::sin(h), libm::cos(0.1 * h), 0.0])
        };
        (0..40).map(level).collect()
    }

    /// The table of a power law is the law within 1e-4 of itself from 5 cm above the ground, up to its ceiling and above, alone
    /// and between the levels of gusts; lower it rises throughout from nothing at the ground, and is within a tenth of the
    /// wind at 5 cm from 3 cm up. It has 25 nodes, not 60 as heights that grow by a fifth from a centimetre up.
    #[test]
    fn a_power_law_is_met() {
        for exponent in [0.05, 0.1, 0.14, 0.2, 0.3, 0.4, 0.5] {
            let law = power_law(exponent, 500.0);
            let (alone, gusty) = (
                windy(Some(law.clone()), &[]),
                windy(Some(law.clone()), &levels()),
            );
            let (alone, gusty) = (wind_table(&alone), wind_table(&gusty));
            let gusts = wind_table(&windy(None, &levels()));
            assert!(alone.nodes().len() <= 25, "{}", alone.nodes().len());
            assert!(gusty.nodes().len() <= gusts.nodes().len() + 13);
            let at = |table: &NodeTable<3>, height: f64| {
                f64::look_up_with_slope(table, 1_400.0 + height).0
            };
            let (mut worst, mut before) = (0.0_f64, 0.0);
            for step in 0..=100_000 {
                let height = 0.05 * libm::exp(f64::from(step) * 1e-4);
                let exact = law.at(height);
                let (own, sum, besides) =
                    (at(&alone, height), at(&gusty, height), at(&gusts, height));
                for axis in 0..3 {
                    worst = worst.max((own[axis] / exact[axis] - 1.0).abs());
                    worst = worst.max(((sum[axis] - besides[axis]) / exact[axis] - 1.0).abs());
                }
            }
            println!("{exponent}: {worst:.1e}");
            assert!(worst < 1e-4, "{exponent}: {worst}");
            for step in 0..=1_000 {
                let height = 5e-5 * f64::from(step);
                let [east, ..] = at(&alone, height);
                let (exact, top) = (law.at(height)[0], law.at(0.05)[0]);
                assert!(east >= before && east <= top + 1e-12);
                if height > 0.03 {
                    assert!(
                        (east - exact).abs() < 0.1 * top,
                        "{exponent}, {height}: {east} {exact}"
                    );
                }
                before = east;
            }
            assert_eq!(at(&alone, -1.0), [0.0; 3]);
        }
    }

    /// A power law that is none, with an exponent of zero or one, and one that ends lower than its first node.
    #[test]
    fn plain_power_laws_come_back() {
        for (exponent, ceiling) in [(0.0, 500.0), (1.0, 500.0), (0.14, 0.02), (0.14, 1e-15)] {
            let law = power_law(exponent, ceiling);
            let table = wind_table(&windy(Some(law.clone()), &[]));
            for height in [0.02, 0.3, 7.0, 499.0, 501.0] {
                let ([east, ..], [rate, ..]) = f64::look_up_with_slope(&table, 1_400.0 + height);
                // Heights above the ellipsoid are known to 2e-13 m.
                assert!(
                    (east / law.at(height)[0] - 1.0).abs() < 1e-10,
                    "{exponent}, {height}"
                );
                assert!(rate.is_finite());
            }
        }
    }

    /// What blows besides is added to what is described, exactly: at the levels of both, between and beyond them, slopes too.
    #[test]
    fn what_blows_besides_is_added() {
        let layers = vec![
            (-3.0, [1.0, 0.0, 0.0]),
            (20.0, [2.0, 5.0, 0.0]),
            (21.0, [9.0, 5.0, -1.0]),
            (900.0, [0.0, 3.0, 0.0]),
        ];
        let (calm, layered) = (windy(None, &[]), windy(Some(Wind::Layered(layers)), &[]));
        for deviation in [&levels()[..], &levels()[5..6], &levels()[3..5]] {
            let both = wind_table(&layered.clone().with_wind_deviation(deviation.to_vec()));
            let alone = wind_table(&calm.clone().with_wind_deviation(deviation.to_vec()));
            let layered = wind_table(&layered);
            for step in -100..4_000 {
                let height = 1_400.0 + 0.3 * f64::from(step);
                let look_up = |table: &NodeTable<3>| f64::look_up_with_slope(table, height);
                let (both, alone, own) = (look_up(&both), look_up(&alone), look_up(&layered));
                for axis in 0..3 {
                    assert!((both.0[axis] - alone.0[axis] - own.0[axis]).abs() < 1e-10);
                    let inside = step > 0 && height < deviation[deviation.len() - 1].0;
                    assert!(!inside || (both.1[axis] - alone.1[axis] - own.1[axis]).abs() < 1e-9);
                }
            }
        }
    }

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
