//! `downrange weather` against services of forecasts on this machine.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "../../downrange-formats/tests/made_fields/mod.rs"]
mod made_fields;
mod service;

use std::net::TcpListener;

use jiff::{SignedDuration, Timestamp};
use service::{Person, Service, good, open_meteo, parameter, refusal};

fn shown(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:00Z").to_string()
}

/// Defends the way of a person: a launch file names a forecast that is not there yet; it is fetched at its site and date, told, flown, and
/// taken from the cache the second time. What a model lacks, in the unit `undefined`, is passed over.
#[test]
fn a_forecast_is_fetched_flown_and_kept() {
    let person = Person::new("weather-open-meteo");
    let service = Service::new(|request| {
        let (first, last) = (
            parameter(request, "start_hour"),
            parameter(request, "end_hour"),
        );
        good(open_meteo(first, last, 0))
    });
    let mirror = format!("http://{}", service.address);
    let arguments = [
        "weather",
        "launch.toml",
        "--source",
        "open-meteo",
        "--out",
        "sky.json",
        "--mirror",
        &mirror,
    ];
    let (code, told, errors) = person.runs(&arguments, &[]);
    assert_eq!(code, Some(0), "{errors}");
    assert!(told.starts_with("forecast of Open-Meteo between 2026-06-20T09:00Z and 2026-06-20T10:00Z, 22 km from the site, "), "{told}");
    assert!(
        told.contains("\n2 hours, 2026-06-20T09:00Z to 2026-06-20T10:00Z\n"),
        "{told}"
    );
    assert!(
        told.contains("\nin the launch file: [air] profile = \"sky.json\"\n"),
        "{told}"
    );
    let asked = service.asked();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].starts_with("GET /historical-forecast-api.open-meteo.com/v1/forecast?latitude=40.20000&longitude=-105.25000&hourly=surface_pressure,"), "{}", asked[0]);
    let (code, _, errors) = person.runs(&["fly", "launch.toml"], &[]);
    assert_eq!(code, Some(0), "{errors}");
    assert!(service.asked().is_empty());
    let (code, again, said) = person.runs(&arguments, &[]);
    assert_eq!((code, again), (Some(0), told));
    assert!(
        said.contains("from the cache: https://historical-forecast-api.open-meteo.com/v1/forecast"),
        "{said}"
    );
    assert!(service.asked().is_empty());
    let (_, json, _) = person.runs(&[&arguments[..], &["--no-cache", "--json"]].concat(), &[]);
    assert_eq!(service.asked().len(), 1);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["members"], 1);
    assert_eq!(json["hours"][1], "2026-06-20T10:00Z");
}

/// Defends an ensemble for a launch window: hours, members and how they are named are told; and `window` takes the file.
#[test]
fn an_ensemble_is_fetched_for_a_window() {
    let person = Person::new("weather-ensemble");
    let service = Service::new(|request| {
        assert_eq!(parameter(request, "models"), "gfs_seamless");
        let (first, last) = (
            parameter(request, "start_hour"),
            parameter(request, "end_hour"),
        );
        good(open_meteo(first, last, 3))
    });
    let window = [
        "--from",
        "2026-06-20T09:00Z",
        "--to",
        "2026-06-20T11:00Z",
        "--ensemble",
        "gfs_seamless",
    ];
    let (code, told, errors) = person.fetches(
        "open-meteo",
        &service,
        &[&window[..], &["--out", "sky.json"]].concat(),
    );
    assert_eq!(code, Some(0), "{errors}");
    assert!(
        told.contains("3 hours, 2026-06-20T09:00Z to 2026-06-20T11:00Z, 3 members\n"),
        "{told}"
    );
    assert!(
        told.contains("[dispersion] wind_ensemble = \"sky.json\"\n"),
        "{told}"
    );
    assert!(
        told.contains("downrange window LAUNCH.toml --weather sky.json\n"),
        "{told}"
    );
    assert!(service.asked()[0].contains("/ensemble-api.open-meteo.com/v1/ensemble?"));
    let (code, told, errors) = person.runs(
        &[
            "window",
            "launch.toml",
            "--set",
            "air.profile=sky.json",
            "--weather",
            "sky.json",
            "-n",
            "4",
        ],
        &[],
    );
    assert_eq!(code, Some(0), "{errors}");
    assert!(
        told.contains("06-20 11:00") || told.contains("2026-06-20T11:00Z"),
        "{told}"
    );
}

/// Defends what is said where there is no weather: the service's reason, an answer that is too large, nobody there, a time or a site that is none.
#[test]
fn what_is_wrong_is_told() {
    let person = Person::new("weather-wrong");
    let reason = r#"{"error":true,"reason":"Data corrupted at path ''. Cannot initialize models from invalid String value xyz."}"#;
    let refusing = Service::new(|_| refusal(400, reason));
    let time = ["--time", "2026-06-20T09:00Z"];
    let ensemble = [&time[..], &["--ensemble", "xyz"]].concat();
    let (code, _, error) = person.fetches("open-meteo", &refusing, &ensemble);
    assert_eq!(code, Some(1));
    assert!(
        error.contains(
            "the server answers 400: Data corrupted at path ''. Cannot initialize models from"
        ),
        "{error}"
    );
    assert!(
        error.contains("ensemble-api.open-meteo.com/v1/ensemble"),
        "{error}"
    );
    assert!(!person.folder.join("sky").exists());
    let large = Service::new(|_| good(vec![b' '; 4_000_001]));
    let (code, _, error) = person.fetches("igra", &large, &time);
    assert_eq!(code, Some(1));
    assert!(error.contains("it is larger than 4 MB"), "{error}");
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let nobody = format!("http://{nobody}");
    let (code, _, error) = person.runs(
        &[
            &[
                "weather",
                "--site",
                "40.2 N, 105.25 W",
                "--source",
                "wyoming",
                "--out",
                "sky",
                "--mirror",
                &nobody,
            ][..],
            &time,
        ]
        .concat(),
        &[],
    );
    assert_eq!(code, Some(1));
    assert!(error.contains("is the network there?"), "{error}");
    let with = |more: &[&str]| person.fetches("gfs", &refusing, more);
    for (arguments, said) in [
        (
            &["--time", "1999-05-04T00:00Z"][..],
            "NOMADS keeps runs of the last 10 days, not of 1999-05-04T00:00Z",
        ),
        (
            &["--time", "2100-05-04T00:00Z"],
            "its forecasts end 384 h after their run",
        ),
        (&["--time", "noon"], "\"noon\" is no time"),
        (
            &["--time", "2026-05-04T00:00"],
            "expected a time with its zone",
        ),
        (&[], "no time is said, nor one in [site]"),
        (
            &["--time", "2026-05-04T00:00Z", "--station", "72357"],
            "gfs has no such choice",
        ),
    ] {
        let (code, _, error) = with(arguments);
        assert_eq!(code, Some(1), "{error}");
        assert!(error.contains(said), "{error}");
    }
    assert!(refusing.asked().len() == 1);
}

/// The run and the forecast hour that a request to NOMADS is for, and its member.
fn of_nomads(request: &str) -> ([u16; 4], u8, Option<u8>) {
    let file = parameter(request, "file");
    let day = parameter(request, "dir").split('.').nth(1).unwrap();
    let number = |text: &str| text.parse::<u16>().unwrap();
    let run = [
        number(&day[..4]),
        number(&day[4..6]),
        number(&day[6..8]),
        number(&day[11..13]),
    ];
    let member = file.starts_with("ge").then(|| number(&file[3..5]) as u8);
    (run, number(&file[file.len() - 3..]) as u8, member)
}

/// Defends GFS: the newest run is asked for, the run before where it is not out yet, hour by hour, and the messages of all are one file.
#[test]
fn the_run_before_is_taken_where_the_newest_is_not_out() {
    let person = Person::new("weather-gfs");
    let now = Timestamp::now();
    let newest = Timestamp::from_second(now.as_second().div_euclid(6 * 3600) * 6 * 3600).unwrap();
    let (hour, out) = (
        newest.strftime("%Y%m%d%%2F%H").to_string(),
        newest - SignedDuration::from_hours(6),
    );
    let service = Service::new(move |request| match request.contains(&hour) {
        true => refusal(404, "<html><body>data file is not present</body></html>"),
        false => {
            let (run, lead, _) = of_nomads(request);
            good(made_fields::grib_of_run(run, lead, None))
        }
    });
    // Half past an hour: between two of the forecast.
    let time = newest + SignedDuration::from_mins(8 * 60 + 30);
    let (code, told, said) = person.fetches("gfs", &service, &["--time", &time.to_string()]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("it is not out yet: the run before it"),
        "{said}"
    );
    assert!(
        said.contains(&format!("run of {}, 2 files", shown(out))),
        "{said}"
    );
    assert!(told.starts_with("model fields of NCEP (points "), "{told}");
    assert!(told.contains("\n2 hours, "), "{told}");
    let asked = service.asked();
    assert_eq!(asked.len(), 3);
    let last = format!(
        "dir=%2Fgfs.{}%2Fatmos&file=gfs.t{}z.pgrb2.0p25.f014",
        out.strftime("%Y%m%d%%2F%H"),
        out.strftime("%H")
    );
    assert!(asked[2].contains(&last), "{} {last}", asked[2]);
    assert!(
        asked[2].contains("&lev_850_mb=on")
            && asked[2].contains(
                "&subregion=&toplat=40.5&leftlon=-105.5&rightlon=-104.75&bottomlat=39.75 "
            ),
        "{}",
        asked[2]
    );
    let (code, _, _) = person.fetches("gfs", &service, &["--time", &time.to_string()]);
    assert_eq!(
        (code, service.asked().len()),
        (Some(0), 1),
        "files are kept, the run that is not out is asked for again"
    );
}

/// Defends GEFS: a file for each of 31 members, whose winds are those of an ensemble.
#[test]
fn members_of_gefs_are_one_file() {
    let person = Person::new("weather-gefs");
    let service = Service::new(|request| {
        let (run, lead, member) = of_nomads(request);
        good(made_fields::grib_of_run(run, lead, member))
    });
    let time = shown(Timestamp::now() + SignedDuration::from_hours(24));
    let (code, told, said) = person.fetches("gefs", &service, &["--time", &time]);
    assert_eq!(code, Some(0), "{said}");
    assert!(told.contains(", 31 members\n"), "{told}");
    let asked = service.asked();
    assert!(asked.iter().any(|each| each.contains("file=gec00.t")));
    assert!(asked.iter().any(|each| each.contains("file=gep30.t")));
    assert!(
        asked[0].starts_with(
            "GET /nomads.ncep.noaa.gov/cgi-bin/filter_gefs_atmos_0p50a.pl?dir=%2Fgefs."
        ),
        "{}",
        asked[0]
    );
}
