//! How coordinates are read.

#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

fn degrees(text: &str) -> f64 {
    parse(text, Dimension::Angle).unwrap()
}

/// However a place is written, it is the same number as its decimal degrees, to the last bit.
#[test]
fn coordinates_are_read_as_people_write_them() {
    use Coordinate::{Latitude, Longitude};
    for (text, coordinate, expected) in [
        ("40.016 N", Latitude, "40.016 deg"),
        ("40.016N", Latitude, "40.016 deg"),
        ("N 40.016", Latitude, "40.016 deg"),
        ("N40.016°", Latitude, "40.016 deg"),
        ("40.016° n", Latitude, "40.016 deg"),
        ("40.016 deg north", Latitude, "40.016 deg"),
        ("40.016 s", Latitude, "-40.016 deg"),
        ("40°00'57.6\" N", Latitude, "40.016 deg"),
        ("40°00′57.6″N", Latitude, "40.016 deg"),
        ("40º 00’ 57.6’’ S", Latitude, "-40.016 deg"),
        ("40 0 57.6 N", Latitude, "40.016 deg"),
        ("40d00m57.6s", Latitude, "40.016 deg"),
        ("40d00m57.6s S", Latitude, "-40.016 deg"),
        ("40d 0m 57.6s s", Latitude, "-40.016 deg"),
        ("-40d00m57.6s", Latitude, "-40.016 deg"),
        ("40:00:57.6 N", Latitude, "40.016 deg"),
        ("-40:00:57.6", Latitude, "-40.016 deg"),
        ("40° 0.96' N", Latitude, "40.016 deg"),
        ("-0°30'", Latitude, "-0.5 deg"),
        ("40.016 deg", Latitude, "40.016 deg"),
        ("−40.016°", Latitude, "-40.016 deg"),
        ("0.5", Latitude, "0.5 rad"),
        ("105.222 W", Longitude, "-105.222 deg"),
        ("W105.222", Longitude, "-105.222 deg"),
        ("12.5E", Longitude, "12.5 deg"),
        ("1.25e1 deg", Longitude, "12.5 deg"),
        ("105°13'19.2\" W", Longitude, "-105.222 deg"),
    ] {
        assert_eq!(coordinate.parse(text).unwrap(), degrees(expected), "{text}");
    }
}

/// What cannot be a coordinate, or not this one, is refused with what is wrong with it.
#[test]
fn wrong_coordinates_are_answered() {
    use Coordinate::{Latitude, Longitude};
    for (text, coordinate, message) in [
        ("40.016 E", Latitude, "lies east, which is a longitude"),
        ("105 S", Longitude, "lies south, which is a latitude"),
        ("-40.016 N", Latitude, "a sign and a hemisphere"),
        ("40.016 N, 105.222 W", Latitude, "expected a latitude"),
        ("40,016 N", Latitude, "expected a latitude"),
        ("40.016 N 105.222 W", Latitude, "two hemispheres"),
        ("40 60 0 N", Latitude, "has 60 minutes"),
        ("40°00'75\" N", Latitude, "has 75 seconds"),
        ("40.5°30' N", Latitude, "only the last of degrees"),
        ("40 N 0 57.6", Latitude, "expected a latitude"),
        ("40 -3 N", Latitude, "expected a latitude"),
        ("1 2 3 4 N", Latitude, "expected a latitude"),
        ("40' N", Latitude, "expected a latitude"),
        ("40: N", Latitude, "expected a latitude"),
        ("N", Latitude, "expected a latitude"),
        ("40.016 m", Latitude, "expected a latitude"),
        ("forty", Latitude, "expected a latitude"),
        ("40.016 kN", Latitude, "expected a latitude"),
    ] {
        let fault = coordinate.parse(text).unwrap_err();
        assert!(fault.message.contains(message), "{text}: {}", fault.message);
    }
}

proptest! {
    /// What is formatted reads back as what it shows: half of the last of its five decimals apart at most.
    #[test]
    fn formatted_coordinates_read_back(
        latitude in -90.0..=90.0_f64,
        longitude in -180.0..=180.0_f64,
    ) {
        for (coordinate, angle) in [
            (Coordinate::Latitude, latitude),
            (Coordinate::Longitude, longitude),
        ] {
            let text = coordinate.format(angle.to_radians());
            let read = coordinate.parse(&text).unwrap().to_degrees();
            prop_assert!((read - angle).abs() < 0.500_001e-5, "{text}: {read} {angle}");
            // And what it reads as is shown the same.
            prop_assert_eq!(coordinate.format(read.to_radians()), text);
        }
    }

    /// Degrees, minutes and seconds are the decimal degrees they stand for, in whatever marks: three roundings apart.
    #[test]
    fn degrees_minutes_and_seconds_agree_with_decimals(
        whole in 0..90_u32,
        minutes in 0..60_u32,
        milliseconds in 0..60_000_u32,
        south: bool,
        form in 0..6_usize,
    ) {
        let seconds = f64::from(milliseconds) / 1000.0;
        let expected = f64::from(whole) + f64::from(minutes) / 60.0 + seconds / 3600.0;
        let side = if south { "S" } else { "N" };
        let sign = if south { "-" } else { "" };
        let text = match form {
            0 => format!("{whole}°{minutes:02}'{seconds:.3}\" {side}"),
            1 => format!("{side} {whole} {minutes} {seconds}"),
            2 => format!("{sign}{whole}d{minutes}m{seconds}s"),
            3 => format!("{whole}d{minutes}m{seconds}s{side}"),
            4 => format!("{whole}:{minutes:02}:{seconds:06.3}{side}"),
            _ => format!("{sign}{whole}° {minutes}′ {seconds}″"),
        };
        let expected = if south { -expected } else { expected };
        let read = Coordinate::Latitude.parse(&text).unwrap().to_degrees();
        prop_assert!((read - expected).abs() <= 1e-13 * (1.0 + expected.abs()), "{text}: {read}");
    }

    /// Whatever is typed, an answer comes and no panic.
    #[test]
    fn any_text_is_answered(text in ".*") {
        let _ = Coordinate::Latitude.parse(&text);
        let _ = Coordinate::Longitude.parse(&format!("1 {text}"));
        let _ = Coordinate::Latitude.parse(&format!("{text} N"));
    }
}
