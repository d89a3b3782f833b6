//! The bytes of a table (CSV), read as each of the tables that there are. What is read has finite numbers.
#![no_main]

use downrange::quantity::Dimension;
use downrange_formats::csv;
use downrange_fuzz::{check_error, check_finite};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut warnings = Vec::new();
    let file = "table.csv";
    let thrust = (("time", Dimension::Time), ("force", Dimension::Force));
    let mass = (("time", Dimension::Time), ("mass", Dimension::Mass));
    let drag = (("mach", Dimension::Number), ("drag", Dimension::Number));
    for (x, y) in [thrust, mass, drag] {
        match csv::curve(file, bytes, x, y, &mut warnings) {
            Ok((curve, _)) => check_finite(&curve),
            Err(error) => check_error(&error),
        }
    }
    match csv::surface(file, bytes, "drag", Dimension::Number, &mut warnings) {
        Ok((surface, _)) => check_finite(&surface),
        Err(error) => check_error(&error),
    }
    for elevation in [0.0, 1400.0] {
        match csv::profile(file, bytes, elevation, &mut warnings) {
            Ok(sounding) => check_finite(&sounding),
            Err(error) => check_error(&error),
        }
        match csv::wind(file, bytes, elevation, &mut warnings) {
            Ok((wind, _)) => check_finite(&wind),
            Err(error) => check_error(&error),
        }
        match csv::winds(file, bytes, elevation, &mut warnings) {
            Ok((winds, _)) => check_finite(&winds),
            Err(error) => check_error(&error),
        }
    }
    match csv::samples(file, bytes, Dimension::Length) {
        Ok((samples, _)) => check_finite(&samples),
        Err(error) => check_error(&error),
    }
    for warning in warnings {
        assert!(warning.to_string().len() < 8_000, "a long warning");
    }
});
