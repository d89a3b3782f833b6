//! The US Standard Atmosphere 1976 as numbers: constants, temperature profile, and its printed table above 86 km.
//!
//! *U.S. Standard Atmosphere, 1976*, NOAA/NASA/USAF, NOAA-S/T 76-1562 (NASA-TM-X-74335), Washington 1976:
//! constants from its Table 2, layers from Table 4, temperature above 86 km from Table 5 and its equations
//! (25 to 31), molecular weight between 80 and 86 km from Table 8, pressure and density above 86 km from Table I.

/// Effective radius of the Earth that relates geometric to geopotential height, m (US-1976, p. 8).
const EARTH_RADIUS: f64 = 6_356_766.0;
/// Specific gas constant of dry air, J/(kg K): R* = 8314.32 J/(kmol K) over M0 = 28.9644 kg/kmol (Table 2, p. 9).
pub(super) const GAS_CONSTANT: f64 = 8314.32 / 28.9644;
/// How fast the logarithm of pressure falls with geopotential height times temperature, K/m: g0 / R.
pub(super) const HYDROSTATIC: f64 = 9.80665 / GAS_CONSTANT;
/// Ratio of specific heats of air (Table 2).
pub(super) const HEAT_RATIO: f64 = 1.4;
/// Pressure at sea level, Pa (Table 2).
pub(super) const SEA_LEVEL_PRESSURE: f64 = 101_325.0;
/// Geometric height where the lower atmosphere ends and the table begins, m.
pub(super) const TOP: f64 = 86_000.0;

/// Geopotential height, m, and molecular-scale temperature, K, where the lapse rate changes (Table 4). The first
/// continues the lowest layer downward; the last is 86 km geometric, on the last layer's line.
pub(super) const LAYERS: [(f64, f64); 9] = [
    (-5_000.0, 320.65),
    (0.0, 288.15),
    (11_000.0, 216.65),
    (20_000.0, 216.65),
    (32_000.0, 228.65),
    (47_000.0, 270.65),
    (51_000.0, 270.65),
    (71_000.0, 214.65),
    (
        TOP_GEOPOTENTIAL,
        214.65 - 0.002 * (TOP_GEOPOTENTIAL - 71_000.0),
    ),
];
/// 86 km geometric in geopotential metres; the standard rounds it to 84 852.
pub(super) const TOP_GEOPOTENTIAL: f64 = EARTH_RADIUS * TOP / (EARTH_RADIUS + TOP);

/// Molecular weight over its value at sea level, every 500 m from 80 to 86 km (Table 8). The last one is printed
/// as 0.999579; the digit added lets the temperature meet that of Table 5, 186.8673 K, within 10 µK.
const MOLECULAR_RATIO: [f64; 13] = [
    1.0, 0.999996, 0.999989, 0.999971, 0.999941, 0.999909, 0.999870, 0.999829, 0.999786, 0.999741,
    0.999694, 0.999641, 0.9995795,
];

/// Geometric height, km, pressure, Pa, and density, kg/m³ (Table I, pp. 68–73).
const UPPER: [(f64, f64, f64); 25] = [
    (86.0, 3.7338e-1, 6.958e-6),
    (88.0, 2.6173e-1, 4.875e-6),
    (91.0, 1.5381e-1, 2.860e-6),
    (95.0, 7.5966e-2, 1.393e-6),
    (100.0, 3.2011e-2, 5.604e-7),
    (105.0, 1.4477e-2, 2.325e-7),
    (110.0, 7.1042e-3, 9.708e-8),
    (112.0, 5.5547e-3, 6.838e-8),
    (115.0, 4.0096e-3, 4.289e-8),
    (120.0, 2.5382e-3, 2.222e-8),
    (130.0, 1.2505e-3, 8.152e-9),
    (140.0, 7.2028e-4, 3.831e-9),
    (150.0, 4.5422e-4, 2.076e-9),
    (160.0, 3.0395e-4, 1.233e-9),
    (180.0, 1.5271e-4, 5.194e-10),
    (200.0, 8.4736e-5, 2.541e-10),
    (250.0, 2.4767e-5, 6.073e-11),
    (300.0, 8.7704e-6, 1.916e-11),
    (400.0, 1.4518e-6, 2.803e-12),
    (500.0, 3.0236e-7, 5.215e-13),
    (600.0, 8.2130e-8, 1.137e-13),
    (700.0, 3.1908e-8, 3.070e-14),
    (800.0, 1.7036e-8, 1.136e-14),
    (900.0, 1.0873e-8, 5.759e-15),
    (1000.0, 7.5138e-9, 3.561e-15),
];

/// Geopotential height, m, of a geometric height, m (US-1976 eq. 18): the height at which constant standard
/// gravity would give the same potential. Soundings and weather models commonly report it.
///
/// ```
/// let height = downrange::air::geopotential(10_000.0);
/// assert_eq!(height.round(), 9984.0);
/// assert!((downrange::air::geometric(height) - 10_000.0).abs() < 1e-8);
/// ```
pub fn geopotential(height: f64) -> f64 {
    EARTH_RADIUS * height / (EARTH_RADIUS + height)
}

/// How geopotential height grows with geometric height at one: gravity over standard gravity.
pub(super) fn geopotential_rate(height: f64) -> f64 {
    let ratio = EARTH_RADIUS / (EARTH_RADIUS + height);
    ratio * ratio
}

/// Geometric height, m, of a geopotential height, m; the inverse of [`geopotential`].
pub fn geometric(geopotential: f64) -> f64 {
    EARTH_RADIUS * geopotential / (EARTH_RADIUS - geopotential)
}

/// Molecular-scale temperature, K, at a geopotential height, m, up to [`TOP_GEOPOTENTIAL`].
pub(super) fn temperature(geopotential: f64) -> f64 {
    let last = LAYERS.len() - 1;
    let after = LAYERS
        .partition_point(|layer| layer.0 <= geopotential)
        .clamp(1, last);
    let ((h0, t0), (h1, t1)) = (LAYERS[after - 1], LAYERS[after]);
    t0 + (t1 - t0) * (geopotential - h0) / (h1 - h0)
}

/// Molecular weight over its value at sea level, at a geometric height, m, up to [`TOP`].
pub(super) fn molecular_ratio(height: f64) -> f64 {
    let steps = (height - 80_000.0) / 500.0;
    if steps <= 0.0 {
        return 1.0;
    }
    let last = MOLECULAR_RATIO.len() - 2;
    let below = (steps as usize).min(last);
    let fraction = steps - below as f64;
    MOLECULAR_RATIO[below] + fraction * (MOLECULAR_RATIO[below + 1] - MOLECULAR_RATIO[below])
}

/// Kinetic temperature, K, at a geometric height of 86 km or more (US-1976, Table 5 and eqs. 25, 27, 29, 31).
pub(super) fn upper_temperature(height: f64) -> f64 {
    let z = height / 1000.0;
    if z <= 91.0 {
        186.8673
    } else if z <= 110.0 {
        263.1905 - 76.3232 * (1.0 - ((z - 91.0) / 19.9429).powi(2)).sqrt()
    } else if z <= 120.0 {
        240.0 + 12.0 * (z - 110.0)
    } else {
        let radius = EARTH_RADIUS / 1000.0;
        let xi = (z - 120.0) * (radius + 120.0) / (radius + z);
        1000.0 - 640.0 * libm::exp(-0.01875 * xi)
    }
}

/// Logarithms of pressure and density at a geometric height of 86 km or more, each over its value at 86 km.
///
/// Between the chosen rows of the table the logarithms are cubic (Hermite, slopes from the parabola through
/// three neighbours). Above 1000 km both fall on with the last slope of the pressure.
pub(super) fn upper_logarithms(height: f64) -> (f64, f64) {
    let z = height / 1000.0;
    let last = UPPER.len() - 1;
    let pressure = |i: usize| libm::log(UPPER[i].1 / UPPER[0].1);
    let density = |i: usize| libm::log(UPPER[i].2 / UPPER[0].2);
    if z >= UPPER[last].0 {
        let fall = slope(&pressure, last) * (z - UPPER[last].0);
        return (pressure(last) + fall, density(last) + fall);
    }
    let below = UPPER.partition_point(|row| row.0 <= z).clamp(1, last) - 1;
    (cubic(&pressure, below, z), cubic(&density, below, z))
}

fn cubic(value: &impl Fn(usize) -> f64, below: usize, z: f64) -> f64 {
    let step = UPPER[below + 1].0 - UPPER[below].0;
    let u = (z - UPPER[below].0) / step;
    let (start, rise) = (value(below), value(below + 1) - value(below));
    let (s0, s1) = (slope(value, below) * step, slope(value, below + 1) * step);
    start + u * (s0 + u * (3.0 * rise - 2.0 * s0 - s1 + u * (s0 + s1 - 2.0 * rise)))
}

/// Slope at a row: of the parabola through it and its neighbours; at the ends, of the parabola that has the next
/// row's slope there.
fn slope(value: &impl Fn(usize) -> f64, row: usize) -> f64 {
    let secant = |i: usize| (value(i + 1) - value(i)) / (UPPER[i + 1].0 - UPPER[i].0);
    let last = UPPER.len() - 1;
    if row == 0 {
        2.0 * secant(0) - slope(value, 1)
    } else if row == last {
        2.0 * secant(last - 1) - slope(value, last - 1)
    } else {
        let (before, after) = (
            UPPER[row].0 - UPPER[row - 1].0,
            UPPER[row + 1].0 - UPPER[row].0,
        );
        (after * secant(row - 1) + before * secant(row)) / (before + after)
    }
}
