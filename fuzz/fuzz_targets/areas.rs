//! The text of an area file (GeoJSON). What is read is on the Earth and says of any place whether it is inside.
#![no_main]

use downrange_formats::parse_areas;
use downrange_fuzz::{check_error, check_finite};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let areas = match parse_areas("area.geojson", "area", text) {
        Ok(areas) => areas,
        Err(error) => return check_error(&error),
    };
    assert!(!areas.is_empty(), "no area, and no error");
    check_finite(&areas);
    for area in &areas {
        for (latitude, longitude) in [(0.0, 0.0), (0.57, -1.86), (-1.5, 3.14)] {
            let _ = area.contains(latitude, longitude);
        }
    }
});
