//! Printed tables: the standard atmosphere and geodesics.

use downrange::air::Air;
use downrange::earth::inverse_geodesic;

use crate::Check;

/// *U.S. Standard Atmosphere, 1976*, NOAA-S/T 76-1562, table I, geometric heights: m, K, mb, kg/m³.
const ATMOSPHERE: [(f64, f64, f64, f64); 9] = [
    (0.0, 288.150, 1.013_25e3, 1.2250),
    (5_000.0, 255.676, 5.4048e2, 7.3643e-1),
    (11_000.0, 216.774, 2.2699e2, 3.6480e-1),
    (20_000.0, 216.650, 5.5293e1, 8.8910e-2),
    (32_000.0, 228.490, 8.8906, 1.3555e-2),
    (47_400.0, 270.650, 1.1022, 1.4187e-3),
    (60_000.0, 247.021, 2.1958e-1, 3.0968e-4),
    (70_000.0, 219.585, 5.2209e-2, 8.2829e-5),
    (80_000.0, 198.639, 1.0524e-2, 1.8458e-5),
];
/// A unit of the last printed digit: of temperatures in K, of the others as a share (1.xxxx has the coarsest).
const PRINTED: (f64, f64) = (1e-3, 1e-4);

/// The standard atmosphere at nine heights.
pub fn atmosphere() -> Vec<Check> {
    let air = Air::default();
    let at = |(height, temperature, millibar, density): (f64, f64, f64, f64)| {
        let ours = air.at(height);
        let case = format!("{} km", height / 1000.0);
        [
            Check::absolute(
                &*case,
                "temperature, K",
                ours.temperature,
                temperature,
                PRINTED.0,
            ),
            Check::share(
                &*case,
                "pressure, Pa",
                ours.pressure,
                100.0 * millibar,
                PRINTED.1,
            ),
            Check::share(&*case, "density, kg/m3", ours.density, density, PRINTED.1),
        ]
    };
    ATMOSPHERE.into_iter().flat_map(at).collect()
}

/// Degrees, minutes and seconds in degrees.
const fn sexagesimal(degrees: f64, minutes: f64, seconds: f64) -> f64 {
    degrees + (minutes + seconds / 60.0) / 60.0
}

/// A geodesic: its name; latitude and longitude of both ends, deg; length, m; azimuth at the start, deg; what is
/// printed of the two at most.
struct Geodesic {
    name: &'static str,
    from: (f64, f64),
    to: (f64, f64),
    distance: f64,
    azimuth: f64,
    printed: (f64, f64),
}

const GEODESICS: [Geodesic; 3] = [
    // Half the length of a meridian ellipse of WGS-84 from pole to pole.
    Geodesic {
        name: "quarter meridian",
        from: (0.0, 0.0),
        to: (90.0, 0.0),
        distance: 10_001_965.729,
        azimuth: 0.0,
        printed: (0.001, 1e-9),
    },
    // C. F. F. Karney, documentation of GeographicLib for Python, example of the inverse problem.
    Geodesic {
        name: "Wellington to Salamanca",
        from: (-41.32, 174.81),
        to: (40.96, -5.50),
        distance: 19_959_679.267,
        azimuth: 161.067_669_986_158_73,
        printed: (0.001, 1e-9),
    },
    // Geocentric Datum of Australia Technical Manual, test data (GRS80, whose flattening differs by 1e-11).
    Geodesic {
        name: "Flinders Peak to Buninyong",
        from: (
            -sexagesimal(37.0, 57.0, 3.7203),
            sexagesimal(144.0, 25.0, 29.5244),
        ),
        to: (
            -sexagesimal(37.0, 39.0, 10.1561),
            sexagesimal(143.0, 55.0, 35.3839),
        ),
        distance: 54_972.271,
        azimuth: sexagesimal(306.0, 52.0, 5.37),
        // The ends are printed to 1e-4", 3 mm.
        printed: (0.004, 0.01 / 3600.0),
    },
];

/// Geodesics whose lengths and azimuths are published.
pub fn geodesics() -> Vec<Check> {
    let each = |geodesic: &Geodesic| {
        let radians =
            |(latitude, longitude): (f64, f64)| (latitude.to_radians(), longitude.to_radians());
        let ours = inverse_geodesic(radians(geodesic.from), radians(geodesic.to));
        [
            Check::absolute(
                geodesic.name,
                "length, m",
                ours.distance,
                geodesic.distance,
                geodesic.printed.0,
            ),
            Check::absolute(
                geodesic.name,
                "azimuth, deg",
                ours.bearing.to_degrees(),
                geodesic.azimuth,
                geodesic.printed.1,
            ),
        ]
    };
    GEODESICS.iter().flat_map(each).collect()
}
