//! Forecasts of Open-Meteo.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod sky;

use std::fs;

use downrange::air::geometric_at;
use proptest::prelude::*;
use sky::{air, levels, polar, reference, site, winds};

/// Two hours of two levels over ground at 1400 m, with a member beside the control; km/h, as Open-Meteo writes if it is not asked.
const FORECAST: &str = r#"{"latitude":33.0,"longitude":-107.0,"utc_offset_seconds":3600,"elevation":1400.0,
"hourly_units":{"time":"iso8601","temperature_2m":"°C","relative_humidity_2m":"%","surface_pressure":"hPa","wind_speed_10m":"km/h",
 "wind_direction_10m":"°","temperature_900hPa":"°C","geopotential_height_900hPa":"m","temperature_800hPa":"°C","wind_speed_800hPa":"km/h",
 "wind_direction_800hPa":"°","geopotential_height_800hPa":"m","relative_humidity_800hPa":"%","temperature_800hPa_member01":"°C",
 "geopotential_height_800hPa_member01":"m","rain":"mm"},
"hourly":{"time":["2024-06-01T13:00","2024-06-01T14:00"],"temperature_2m":[20.0,22.0],"relative_humidity_2m":[46,44],
 "surface_pressure":[866.0,866.0],"wind_speed_10m":[36,36],"wind_direction_10m":[270,270],"temperature_900hPa":[25,25],
 "geopotential_height_900hPa":[1050,1050],"temperature_800hPa":[14.0,16.0],"wind_speed_800hPa":[36,72],"wind_direction_800hPa":[180,180],
 "geopotential_height_800hPa":[2080,2084],"relative_humidity_800hPa":[50,null],"temperature_800hPa_member01":[13,13],
 "geopotential_height_800hPa_member01":[2079,2079],"rain":[0,0]}}"#;

/// Defends the reading of a forecast: units as the file says, local times, the surface at the model's ground, what is under it left out,
/// linear between hours, the control of an ensemble taken and told.
#[test]
fn a_forecast_is_read_between_its_hours() {
    // 12:00 and 13:00 UTC: a quarter past noon.
    let launch = site(33.1, -107.0, 1400.0, Some("2024-06-01T12:15:00Z"));
    let (air, warnings) = air(FORECAST.as_bytes(), &launch).unwrap();
    let levels = levels(&air);
    assert_eq!(levels.len(), 2);
    assert_eq!(
        (levels[0].pressure, levels[1].pressure),
        (86_600.0, 80_000.0)
    );
    assert!((levels[0].temperature - 293.65).abs() < 1e-9);
    assert!((levels[1].height - geometric_at(2081.0, launch.latitude)).abs() < 1e-9);
    let winds = winds(&air);
    assert_eq!(winds.len(), 2);
    assert!((winds[0].0 - 10.0).abs() < 2.0 && (polar(winds[0].1).0 - 10.0).abs() < 1e-9);
    assert!((polar(winds[1].1).0 - 12.5).abs() < 1e-9);
    let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "an ensemble with members 0 to 1: member 0 is taken",
            "forecast of Open-Meteo between 2024-06-01T12:00Z and 2024-06-01T13:00Z, 11 km from the site, 3 levels, up to 2.1 km",
            "1 level: under the ground of the model: left out",
            "1 level: without humidity, above all that have one: dry",
        ]
    );
}

/// Defends that a forecast is not extrapolated, and that what is wrong in it is said.
#[test]
fn wrong_forecasts_are_refused() {
    let at = |date| site(33.1, -107.0, 1400.0, date);
    let noon = at(Some("2024-06-01T12:00:00Z"));
    let cases = [
        (
            FORECAST.to_owned(),
            at(Some("2024-06-01T15:00:00Z")),
            "the launch, 2024-06-01T15:00Z, is outside its hours: 2024-06-01T12:00Z, 2024-06-01T13:00Z",
        ),
        (
            FORECAST.to_owned(),
            at(None),
            "it holds several hours, and [site] has no date: 2024-06-01T12:00Z, 2024-06-01T13:00Z",
        ),
        (
            FORECAST.replace("[14.0,16.0]", "[14.0]"),
            noon.clone(),
            "`temperature_800hPa` does not hold a number for each of 2 hours",
        ),
        (
            FORECAST.replace("[14.0,16.0]", "[\"x\",1]"),
            noon.clone(),
            "`temperature_800hPa` holds \"x\", which is no number",
        ),
        (
            FORECAST.replace("13:00\",", "x\","),
            noon.clone(),
            "`hourly.time` holds \"2024-06-01Tx\", which is no time",
        ),
        (
            FORECAST.replace("\"mm\"}", "\"mm\""),
            noon,
            "EOF while parsing an object",
        ),
    ];
    for (text, site, message) in cases {
        assert_eq!(air(text.as_bytes(), &site).unwrap_err().message(), message);
    }
}

/// Defends the real forecast: rows of the file are met at their levels.
#[test]
fn a_real_forecast_is_read() {
    let Some(folder) = reference() else { return };
    let bytes = fs::read(folder.join("openmeteo_forecast.json")).unwrap();
    let launch = site(32.99, -106.97, 1400.0, Some("2026-10-02T17:30:00Z"));
    let (first, warnings) = air(
        &bytes,
        &site(32.99, -106.97, 1400.0, Some("2026-10-02T18:00:00Z")),
    )
    .unwrap();
    println!("{}", warnings[0]);
    assert_eq!(levels(&first)[0].pressure, 86_600.0);
    assert!((levels(&first)[0].temperature - (273.15 + 20.4)).abs() < 1e-9);
    assert!((polar(winds(&first)[0].1).0 - 3.3).abs() < 1e-9);
    assert!((polar(winds(&first)[0].1).1 - 76.0).abs() < 1e-6);
    assert!(levels(&first).last().unwrap().pressure <= 3_000.0);
    assert!(
        air(&bytes, &launch)
            .unwrap_err()
            .message()
            .contains("outside its hours")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Defends the reader of forecasts from any bytes: cut or with bytes replaced, they are read or refused, and never a panic.
    #[test]
    fn damaged_forecasts_are_refused(
        cut in 0.0..1.0f64,
        changes in prop::collection::vec((0.0..1.0f64, any::<u8>()), 1..6),
        whole in any::<bool>(),
    ) {
        let mut bytes = FORECAST.as_bytes().to_vec();
        let length = bytes.len() as f64;
        for (share, byte) in changes {
            if let Some(changed) = bytes.get_mut((share * length) as usize) {
                *changed = byte;
            }
        }
        if !whole {
            bytes.truncate((cut * length) as usize);
        }
        let _ = air(&bytes, &site(33.1, -107.0, 1400.0, Some("2024-06-01T12:15:00Z")));
    }
}
