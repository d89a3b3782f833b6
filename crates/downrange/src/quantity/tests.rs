//! Units and how they are read.

#![allow(clippy::unwrap_used)]
use super::units::UNITS;
use super::*;
use proptest::prelude::*;

fn si(text: &str, dimension: Dimension) -> f64 {
    parse(text, dimension).unwrap_or_else(|fault| unreachable!("{text}: {fault}"))
}

#[test]
fn the_units_of_the_trade_are_read() {
    use Dimension::*;
    for (text, dimension, value) in [
        ("3.1 in", Length, 0.07874),
        ("3.1in", Length, 0.07874),
        ("3.1 inches", Length, 0.07874),
        ("5'6\"", Length, 1.6764),
        ("5 ft 6 in", Length, 1.6764),
        ("20 um", Length, 20e-6),
        ("20 µm", Length, 20e-6),
        ("-1.5e3 m", Length, -1500.0),
        ("12.4 lb", Mass, 5.624545388),
        ("2 pounds", Mass, 0.90718474),
        ("15 mph", Speed, 6.7056),
        ("10 kt", Speed, 18520.0 / 3600.0),
        ("3 m/s", Speed, 3.0),
        ("84 deg", Angle, 1.4660765716752369),
        ("84°", Angle, 1.4660765716752369),
        ("25 C", Temperature, 298.15),
        ("25 °C", Temperature, 298.15),
        ("77 F", Temperature, 298.15),
        ("860 hPa", Pressure, 86_000.0),
        ("29.92 inHg", Pressure, 101_320.758_88),
        ("1.2 kg/m3", Density, 1.2),
        ("1.2 g/cm^3", Density, 1200.0),
        ("1 lb/ft3", Density, 16.01846337396014),
        ("5 N", Force, 5.0),
        ("2 lbf", Force, 8.896443230521),
        ("0.0012 m2", Area, 0.0012),
        ("40 sq in", Area, 0.0258064),
        ("40 in²", Area, 0.0258064),
        ("2 1/rad", PerAngle, 2.0),
        ("2 /rad", PerAngle, 2.0),
        ("1 per deg", PerAngle, 57.29577951308232),
        ("250 ms", Time, 0.25),
        ("2 min", Time, 120.0),
        ("3 kg m2", Inertia, 3.0),
        ("1 lb ft2", Inertia, 0.042140110093804804),
        ("1 slug ft2", Inertia, 1.3558179483314004),
        ("60 rpm", AngularRate, std::f64::consts::TAU),
        ("12 %", Number, 0.12),
        ("12", Number, 12.0),
    ] {
        let read = si(text, dimension);
        assert!(
            (read - value).abs() <= 4.0 * f64::EPSILON * value.abs(),
            "{text}: {read} {value}"
        );
    }
}

/// The promise of the module's head: no digit is lost between `"98 mm"` and 0.098.
#[test]
fn decimal_prefixes_give_the_literal() {
    assert_eq!(si("98 mm", Dimension::Length), 0.098);
    assert_eq!(si("54 mm", Dimension::Length), 0.054);
    assert_eq!(si("125 g", Dimension::Mass), 0.125);
    assert_eq!(si("700 kg/m3", Dimension::Density), 700.0);
    assert_eq!(si("0.7 g/cm3", Dimension::Density), 700.0);
}

#[test]
fn errors_say_what_was_read_and_what_was_expected() {
    for (text, dimension, message, hint) in [
        (
            "98 kg",
            Dimension::Length,
            "`kg` measures mass, expected a length such as \"98 mm\" or 0.098 (m)",
            None,
        ),
        (
            "5 inche",
            Dimension::Length,
            "`inche` is not a unit, expected a length such as \"98 mm\" or 0.098 (m)",
            Some("did you mean `inch`?"),
        ),
        (
            "5 parsec",
            Dimension::Speed,
            "`parsec` is not a unit, expected a speed such as \"15 mph\" or 6.7 (m/s)",
            Some("units of speed: m/s, mph, kt, fps, kph"),
        ),
        (
            "5 lb",
            Dimension::Force,
            "`lb` measures mass, expected a force such as \"25 N\" or 25 (N)",
            Some("a pound of force is `lbf`, a kilogram of force `kgf`"),
        ),
        (
            "3,1 in",
            Dimension::Length,
            "read \"3,1 in\", expected a length such as \"98 mm\" or 0.098 (m)",
            Some("write the decimal sign as a point"),
        ),
        (
            "tall",
            Dimension::Length,
            "read \"tall\", expected a length such as \"98 mm\" or 0.098 (m)",
            None,
        ),
        (
            "1e999 m",
            Dimension::Length,
            "\"1e999 m\" is too large a number",
            None,
        ),
    ] {
        let fault = parse(text, dimension).unwrap_err();
        assert_eq!(fault.message, message);
        assert_eq!(fault.hint.as_deref(), hint);
    }
}

#[test]
fn no_two_units_share_a_name() {
    let mut names: Vec<&str> = UNITS
        .iter()
        .flat_map(|entry| entry.names)
        .copied()
        .collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

proptest! {
    /// Into SI and back, every unit of the table: four roundings apart at most.
    #[test]
    fn round_trip(value in -1e9..1e9_f64, index in 0..UNITS.len()) {
        let entry = &UNITS[index];
        if let Some(dimension) = Dimension::of(entry.powers) {
            let unit = Unit::parse(entry.names[0], dimension).unwrap();
            let read = parse(&format!("{value:e} {}", entry.names[0]), dimension).unwrap();
            let scale = value.abs() + unit.offset.abs();
            prop_assert!((unit.from_si(read) - value).abs() <= 8.0 * f64::EPSILON * scale);
        }
    }

    /// Whatever is typed, an answer comes and no panic.
    #[test]
    fn any_text_is_answered(text in ".*", index in 0..Dimension::ALL.len()) {
        let _ = parse(&text, Dimension::ALL[index]);
        let _ = parse(&format!("1 {text}"), Dimension::ALL[index]);
    }
}
