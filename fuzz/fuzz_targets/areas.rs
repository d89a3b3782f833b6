//! The text of an area file (GeoJSON). What is read is on the Earth and says of any place whether it is inside.
#![no_main]

use downrange_formats::{parse_areas, parse_keep_outs};
use downrange_fuzz::{check_error, check_finite};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse_keep_outs("keep-out.geojson", "keep out", text, Some(5.0)) {
        Ok(keep_outs) => assert!(
            !keep_outs.is_empty(),
            "nothing to keep out of, and no error"
        ),
        Err(error) => check_error(&error),
    }
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
