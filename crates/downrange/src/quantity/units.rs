//! The units, with factors from NIST SP 811 (2008), Appendix B; those it prints in bold are exact.

use std::f64::consts::PI;

/// Powers of metre, kilogram, second, kelvin, radian.
pub type Powers = [i32; 5];

pub(super) const NONE: Powers = [0, 0, 0, 0, 0];
pub(super) const LENGTH: Powers = [1, 0, 0, 0, 0];
pub(super) const AREA: Powers = [2, 0, 0, 0, 0];
pub(super) const MASS: Powers = [0, 1, 0, 0, 0];
pub(super) const TIME: Powers = [0, 0, 1, 0, 0];
pub(super) const SPEED: Powers = [1, 0, -1, 0, 0];
pub(super) const ACCELERATION: Powers = [1, 0, -2, 0, 0];
pub(super) const FORCE: Powers = [1, 1, -2, 0, 0];
pub(super) const IMPULSE: Powers = [1, 1, -1, 0, 0];
pub(super) const PRESSURE: Powers = [-1, 1, -2, 0, 0];
pub(super) const TEMPERATURE: Powers = [0, 0, 0, 1, 0];
pub(super) const ANGLE: Powers = [0, 0, 0, 0, 1];
pub(super) const PER_ANGLE: Powers = [0, 0, 0, 0, -1];
pub(super) const RATE: Powers = [0, 0, -1, 0, 1];
pub(super) const DENSITY: Powers = [-3, 1, 0, 0, 0];
pub(super) const INERTIA: Powers = [2, 1, 0, 0, 0];

/// A named unit: `SI = (number + offset) * numerator / denominator`.
#[derive(Debug)]
pub struct UnitEntry {
    /// Spellings, the usual symbol first.
    pub names: &'static [&'static str],
    pub(super) numerator: f64,
    pub(super) denominator: f64,
    pub(super) offset: f64,
    pub(super) powers: Powers,
}

const fn unit(
    names: &'static [&'static str],
    numerator: f64,
    denominator: f64,
    powers: Powers,
) -> UnitEntry {
    UnitEntry {
        names,
        numerator,
        denominator,
        offset: 0.0,
        powers,
    }
}

const fn thermometer(
    names: &'static [&'static str],
    numerator: f64,
    denominator: f64,
    offset: f64,
) -> UnitEntry {
    UnitEntry {
        names,
        numerator,
        denominator,
        offset,
        powers: TEMPERATURE,
    }
}

/// Pound-force, N: 0.453 592 37 kg times 9.806 65 m/s², exact, over 1e13.
const POUND_FORCE: f64 = 44_482_216_152_605.0;

/// Every unit that has a name.
pub static UNITS: &[UnitEntry] = &[
    unit(
        &["m", "meter", "meters", "metre", "metres"],
        1.0,
        1.0,
        LENGTH,
    ),
    unit(
        &[
            "mm",
            "millimeter",
            "millimeters",
            "millimetre",
            "millimetres",
        ],
        1.0,
        1e3,
        LENGTH,
    ),
    unit(
        &[
            "cm",
            "centimeter",
            "centimeters",
            "centimetre",
            "centimetres",
        ],
        1.0,
        1e2,
        LENGTH,
    ),
    unit(
        &["km", "kilometer", "kilometers", "kilometre", "kilometres"],
        1e3,
        1.0,
        LENGTH,
    ),
    unit(
        &[
            "um",
            "micron",
            "microns",
            "µm",
            "μm",
            "micrometer",
            "micrometre",
        ],
        1.0,
        1e6,
        LENGTH,
    ),
    unit(&["in", "inch", "inches", "\"", "''"], 254.0, 1e4, LENGTH),
    unit(&["ft", "foot", "feet", "'"], 3048.0, 1e4, LENGTH),
    unit(&["yd", "yard", "yards"], 9144.0, 1e4, LENGTH),
    unit(&["mi", "mile", "miles"], 1_609_344.0, 1e3, LENGTH),
    unit(&["nmi", "nautical-mile"], 1852.0, 1.0, LENGTH),
    unit(&["thou", "mil", "mils"], 254.0, 1e7, LENGTH),
    unit(&["kg", "kilogram", "kilograms"], 1.0, 1.0, MASS),
    unit(&["g", "gram", "grams", "gramme", "grammes"], 1.0, 1e3, MASS),
    unit(&["mg", "milligram", "milligrams"], 1.0, 1e6, MASS),
    unit(
        &["lb", "lbs", "lbm", "pound", "pounds"],
        45_359_237.0,
        1e8,
        MASS,
    ),
    unit(&["oz", "ounce", "ounces"], 28_349_523_125.0, 1e12, MASS),
    unit(&["slug", "slugs"], POUND_FORCE, 3048e9, MASS),
    unit(&["s", "sec", "second", "seconds"], 1.0, 1.0, TIME),
    unit(&["ms", "millisecond", "milliseconds"], 1.0, 1e3, TIME),
    unit(&["min", "minute", "minutes"], 60.0, 1.0, TIME),
    unit(&["h", "hr", "hour", "hours"], 3600.0, 1.0, TIME),
    unit(&["rad", "radian", "radians"], 1.0, 1.0, ANGLE),
    unit(&["deg", "degree", "degrees", "°"], PI, 180.0, ANGLE),
    unit(&["arcmin"], PI, 10_800.0, ANGLE),
    unit(&["rpm"], PI, 30.0, RATE),
    unit(&["mph"], 44_704.0, 1e5, SPEED),
    unit(&["kt", "kts", "kn", "knot", "knots"], 1852.0, 3600.0, SPEED),
    unit(&["fps"], 3048.0, 1e4, SPEED),
    unit(&["kph"], 1e3, 3600.0, SPEED),
    unit(&["N", "newton", "newtons"], 1.0, 1.0, FORCE),
    unit(&["kN"], 1e3, 1.0, FORCE),
    unit(&["lbf", "pounds-force"], POUND_FORCE, 1e13, FORCE),
    unit(&["kgf"], 980_665.0, 1e5, FORCE),
    unit(&["Pa", "pascal", "pascals"], 1.0, 1.0, PRESSURE),
    unit(
        &["hPa", "mbar", "mb", "millibar", "millibars"],
        1e2,
        1.0,
        PRESSURE,
    ),
    unit(&["kPa"], 1e3, 1.0, PRESSURE),
    unit(&["MPa"], 1e6, 1.0, PRESSURE),
    unit(&["bar", "bars"], 1e5, 1.0, PRESSURE),
    unit(&["atm"], 101_325.0, 1.0, PRESSURE),
    unit(&["psi"], POUND_FORCE, 6_451_600_000.0, PRESSURE),
    // Conventional inch and millimetre of mercury, seven digits as printed.
    unit(&["inHg"], 3_386.389, 1.0, PRESSURE),
    unit(&["mmHg"], 133.3224, 1.0, PRESSURE),
    unit(&["K", "kelvin"], 1.0, 1.0, TEMPERATURE),
    thermometer(&["C", "°C", "degC", "celsius"], 1.0, 1.0, 273.15),
    thermometer(&["F", "°F", "degF", "fahrenheit"], 5.0, 9.0, 459.67),
    unit(&["%", "percent"], 1.0, 1e2, NONE),
];

/// The unit of this name: as spelled, or else in any case if that leaves no doubt.
pub(super) fn find(name: &str) -> Option<&'static UnitEntry> {
    let exact = UNITS.iter().find(|entry| entry.names.contains(&name));
    exact.or_else(|| {
        let lower = name.to_lowercase();
        let mut alike = UNITS
            .iter()
            .filter(|entry| entry.names.iter().any(|each| each.to_lowercase() == lower));
        match (alike.next(), alike.next()) {
            (Some(entry), None) => Some(entry),
            _ => None,
        }
    })
}
