//! A quantity of each dimension, a unit, a coordinate, and the lists of numbers of a command line.
#![no_main]

use downrange::quantity::{self, Coordinate, Dimension, Unit};
use downrange_fuzz::{check_error, check_finite};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for dimension in Dimension::ALL {
        if let Ok(value) = quantity::parse(text, dimension) {
            assert!(value.is_finite());
        }
        if let Ok(value) = quantity::parse_difference(text, dimension) {
            assert!(value.is_finite());
        }
        if let Ok(unit) = Unit::parse(text, dimension) {
            let one = unit.to_si(1.0);
            assert!(one.is_finite() && one != 0.0, "one {text} is {one}");
        }
    }
    for coordinate in [Coordinate::Latitude, Coordinate::Longitude] {
        // Bounds are for the caller.
        if let Ok(angle) = coordinate.parse(text)
            && angle.abs() <= std::f64::consts::FRAC_PI_2
        {
            let written = coordinate.format(angle);
            let again = coordinate.parse(&written).expect("what is written is read");
            // Five decimals of a degree are written.
            assert!((again - angle).abs() < 1e-7, "{text} became {written}");
        }
    }
    match downrange_formats::parse_numbers("--mach", text, 0.0..=50.0) {
        Ok(numbers) => {
            check_finite(&numbers);
            assert!(numbers.is_sorted() && numbers.len() <= 10_000);
        }
        Err(error) => check_error(&error),
    }
});
