//! The bytes of a weather file of any kind, asked for the air and the wind over a site.
#![no_main]

use downrange::flight::Site;
use downrange_formats::WeatherFile;
use downrange_fuzz::{check_error, check_finite};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut warnings = Vec::new();
    let site = Site {
        latitude: 0.7,
        longitude: -1.85,
        elevation: 900.0,
        date: Some("2023-05-22T01:00:00Z".to_owned()),
    };
    match WeatherFile::read("sky", bytes) {
        Err(error) => check_error(&error),
        Ok(file) => {
            match file.air(&site, &mut warnings) {
                Ok(air) => check_finite(&air),
                Err(error) => check_error(&error),
            }
            match file.wind(&site, &mut warnings) {
                Ok((wind, _)) => check_finite(&wind),
                Err(error) => check_error(&error),
            }
        }
    }
    for warning in warnings {
        assert!(warning.to_string().len() < 8_000, "a long warning");
    }
});
