//! A launch window as a person asks for it.

#![allow(clippy::unwrap_used)]

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use common::{downrange, text};

const LAUNCH: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../rockets/calisto-dispersed/launch.toml"
);

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("window-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A forecast of Open-Meteo's ensemble over Spaceport America: three hours, whose wind rises from hour to hour and, by these
/// factors, from member to member.
fn forecast(folder: &Path, members: &[f64]) -> String {
    let levels = [
        (850, 1500.0, 24.0),
        (700, 3150.0, 10.0),
        (500, 5850.0, -8.0),
        (300, 9500.0, -35.0),
    ];
    let mut hourly =
        "\"time\":[\"2026-06-20T15:00\",\"2026-06-20T16:00\",\"2026-06-20T17:00\"]".to_owned();
    let mut units = "\"time\":\"iso8601\"".to_owned();
    let mut add = |key: String, unit: &str, numbers: [f64; 3]| {
        let _ = write!(hourly, ",\"{key}\":{numbers:?}");
        let _ = write!(units, ",\"{key}\":\"{unit}\"");
    };
    for (index, factor) in members.iter().enumerate() {
        let member = match index {
            0 => String::new(),
            index => format!("_member{index:02}"),
        };
        let speeds = |most: f64| [0.3, 0.6, 1.0].map(|share| share * most * factor);
        add(format!("temperature_2m{member}"), "°C", [27.0; 3]);
        add(format!("relative_humidity_2m{member}"), "%", [30.0; 3]);
        add(format!("surface_pressure{member}"), "hPa", [857.0; 3]);
        add(format!("wind_speed_10m{member}"), "m/s", speeds(10.0));
        add(format!("wind_direction_10m{member}"), "°", [250.0; 3]);
        for (pressure, height, celsius) in levels {
            add(
                format!("temperature_{pressure}hPa{member}"),
                "°C",
                [celsius; 3],
            );
            add(
                format!("relative_humidity_{pressure}hPa{member}"),
                "%",
                [30.0; 3],
            );
            add(
                format!("geopotential_height_{pressure}hPa{member}"),
                "m",
                [height; 3],
            );
            add(
                format!("wind_speed_{pressure}hPa{member}"),
                "m/s",
                speeds(15.0),
            );
            add(
                format!("wind_direction_{pressure}hPa{member}"),
                "°",
                [250.0; 3],
            );
        }
    }
    let json = format!(
        "{{\"latitude\":33.0,\"longitude\":-107.0,\"utc_offset_seconds\":0,\"elevation\":1400.0,\"hourly_units\":{{{units}}},\"hourly\":{{{hourly}}}}}"
    );
    let path = folder.join("forecast.json");
    fs::write(&path, json).unwrap();
    path.display().to_string()
}

fn window(weather: &str, more: &[&str], code: i32) -> (String, String) {
    let all = [
        "window",
        LAUNCH,
        "--weather",
        weather,
        "-n",
        "300",
        "--quiet",
    ];
    let output = downrange(&[&all, more].concat());
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}{error}");
    (out, error)
}

fn hours(out: &str) -> Vec<Value> {
    let told: Value = serde_json::from_str(out).unwrap();
    told["hours"].as_array().unwrap().clone()
}

/// Defends the answer hour by hour: as the wind rises a go becomes a no-go, by the rule that says so; between two hours of the
/// forecast the wind is between; the same command gives the same bytes; and the page is written.
#[test]
fn hours_are_judged_by_their_weather() {
    let folder = folder("hours");
    let weather = forecast(&folder, &[1.0]);
    let out = folder.join("out").display().to_string();
    let limits = [
        "--limits",
        "p_slow_rail_exit=none",
        "--every",
        "30min",
        "--json",
    ];
    let (first, _) = window(&weather, &[&limits[..], &["--out", &out]].concat(), 0);
    let (again, _) = window(&weather, &limits, 0);
    assert_eq!(first, again);
    let hours = hours(&first);
    let verdicts: Vec<&str> = hours
        .iter()
        .map(|hour| hour["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts, ["go", "go", "go", "go", "no-go"]);
    assert_eq!(hours[4]["decided_by"], "wind_at_rail");
    assert_eq!(hours[1]["time"], "2026-06-20T15:30Z");
    let at_rail = |hour: &Value| hour["judged"][0]["median_m_s"].as_f64().unwrap();
    for (hour, speed) in hours.iter().zip([3.0, 4.5, 6.0, 8.0, 10.0]) {
        assert!((at_rail(hour) - speed).abs() < 1e-9, "{hour}");
    }
    let drift = |hour: &Value| hour["landing_distance_m"].as_f64().unwrap();
    assert!(drift(&hours[0]) < drift(&hours[2]) && drift(&hours[2]) < drift(&hours[4]));
    let page = fs::read_to_string(Path::new(&out).join("window.html")).unwrap();
    assert!(
        page.contains("2026-06-20T17:00Z") && page.contains("--every 30min"),
        "{page}"
    );
}

/// Defends the ensemble: its members are drawn, a wind above the limit in some of them is a caution, and members that are all alike
/// give the flights of one.
#[test]
fn members_of_an_ensemble_are_flown() {
    let folder = folder("ensemble");
    let limits = [
        "--limits",
        "p_slow_rail_exit=none",
        "--from",
        "2026-06-20T16:00Z",
        "--json",
    ];
    let weather = forecast(&folder, &[0.8, 1.0, 1.2, 1.6]);
    let (out, _) = window(&weather, &limits, 0);
    let told = hours(&out);
    assert_eq!(told.len(), 2);
    assert_eq!(told[0]["verdict"], "caution");
    assert_eq!(told[0]["winds"]["members"], 4);
    let spread = &told[0]["winds"]["levels"][0];
    assert!((spread["min_m_s"].as_f64().unwrap() - 4.8).abs() < 1e-9);
    assert!((spread["max_m_s"].as_f64().unwrap() - 9.6).abs() < 1e-9);
    let (one, alike) = (forecast(&folder, &[1.0]), limits);
    let single = hours(&window(&one, &alike, 0).0);
    let same = forecast(&folder, &[1.0, 1.0, 1.0]);
    let alike = hours(&window(&same, &alike, 0).0);
    for (single, alike) in single.iter().zip(&alike) {
        let apogee = |hour: &Value| hour["apogee_agl_m"].as_f64().unwrap();
        assert!((apogee(single) - apogee(alike)).abs() < 1e-6 * apogee(single));
    }
}

/// Defends what is said of a window that cannot be: hours that the forecast has not, a limit that is none, a file without hours.
#[test]
fn what_cannot_be_is_told() {
    let folder = folder("wrong");
    let weather = forecast(&folder, &[1.0]);
    let (_, told) = window(&weather, &["--to", "2026-06-21T00:00Z"], 1);
    assert!(
        told.contains("is not within its hours, 2026-06-20T15:00Z to 2026-06-20T17:00Z"),
        "{told}"
    );
    let (_, told) = window(&weather, &["--limits", "p_inside=1"], 2);
    assert!(told.contains("there are p_outside, p_keep_out"), "{told}");
    let (_, told) = window(&weather, &["--every", "soon"], 1);
    assert!(told.contains("expected one such as 1h or 30min"), "{told}");
    let winds = folder.join("wind.csv");
    fs::write(
        &winds,
        "height_agl_m,wind_speed_m_s,wind_direction_deg\n10,3,250\n1000,5,250\n",
    )
    .unwrap();
    let (_, told) = window(&winds.display().to_string(), &[], 1);
    assert!(told.contains("it has no times"), "{told}");
}

/// Defends "which month": of a climatology whose Januaries are windy and whose Julys are calm, July is a go and January is none.
#[test]
fn months_are_judged_by_their_years() {
    let folder = folder("months");
    let mut page = "<HTML>\n<TITLE>University of Wyoming</TITLE>\n".to_owned();
    for year in 2015..2021 {
        for (month, knots) in [("Jan", 30 + year % 4), ("Jul", 2 + year % 3)] {
            let _ = write!(
                page,
                "<H2>72364 EPZ Santa Teresa Observations at 12Z 15 {month} {year}</H2>\n<PRE>\n   PRES   HGHT   TEMP   DRCT   SKNT\n    hPa     m      C    deg   knot\n"
            );
            for (pressure, height, celsius) in
                [(860, 1410, 15.0), (700, 3100, 3.0), (500, 5800, -15.0)]
            {
                let _ = writeln!(page, "{pressure:7}{height:7}{celsius:7.1}    270{knots:7}");
            }
            page.push_str("</PRE>\n");
        }
    }
    let path = folder.join("years.html");
    fs::write(&path, page).unwrap();
    let weather = path.display().to_string();
    let out = folder.join("out").display().to_string();
    let options = [
        "--by",
        "month",
        "--limits",
        "p_slow_rail_exit=none",
        "--json",
        "--out",
        &out,
    ];
    let (told, _) = window(&weather, &options, 0);
    let months = hours(&told);
    let row = |month: &Value| {
        let text = |key: &str| month[key].as_str().unwrap().to_owned();
        (
            text("time"),
            text("verdict"),
            month["winds"]["members"].as_u64(),
        )
    };
    assert_eq!(row(&months[0]), ("January".into(), "no-go".into(), Some(6)));
    assert_eq!(row(&months[1]), ("July".into(), "go".into(), Some(6)));
    assert_eq!(months.len(), 2);
    let page = fs::read_to_string(Path::new(&out).join("window.html")).unwrap();
    assert!(page.contains("January") && page.contains("--by month"));
    let (_, told) = window(&weather, &["--by", "month", "--every", "1h"], 2);
    assert!(told.contains("cannot be used with"), "{told}");
}

/// Defends the age of a forecast: with `--issued` an hour is another launch, one for each age, and a forecast cannot be made after its hour.
#[test]
fn the_error_of_the_wind_is_that_of_the_age_of_the_forecast() {
    let folder = folder("issued");
    let weather = forecast(&folder, &[1.0]);
    let digest = |made: &[&str]| {
        let options = [&["--to", "2026-06-20T15:00Z", "--json"], made].concat();
        hours(&window(&weather, &options, 0).0)[0]["digest"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let young = digest(&["--issued", "2026-06-20T09:00Z"]);
    assert_eq!(young, digest(&["--issued", "2026-06-20T10:00+01:00"]));
    let old = digest(&["--issued", "2026-06-15T15:00Z"]);
    assert!(young != old && young != digest(&[]));
    let (_, told) = window(&weather, &["--issued", "2026-06-21T00:00Z"], 1);
    assert!(told.contains("is after 2026-06-20T15:00Z"), "{told}");
}
