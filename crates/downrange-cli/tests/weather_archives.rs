//! `downrange weather` against archives on this machine: soundings and ERA5.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "../../downrange-formats/tests/made_fields/mod.rs"]
mod made_fields;
mod service;

use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{SignedDuration, Timestamp};
use service::{Person, STATIONS, Service, good, igra, refusal, wyoming, zip};

/// Defends the soundings of IGRA: the nearest station of the year that has one, out of the archive of this or of all years, those about
/// the time alone.
#[test]
fn the_nearest_sounding_is_fetched() {
    let person = Person::new("weather-igra");
    let service = Service::new(|request| {
        let of = |station: &str, times: &[&str]| {
            let all: String = times.iter().map(|time| igra(station, time)).collect();
            good(zip("data.txt", &all))
        };
        match request {
            _ if request.contains("igra2-station-list.txt") => good(STATIONS),
            _ if request.contains("/data-por/USM00072469-data.txt.zip ") => {
                of("USM00072469", &["1998 01 01 00"])
            }
            _ if request.contains("/data-por/USM00072476-data.txt.zip ") => of(
                "USM00072476",
                &[
                    "1999 05 03 00",
                    "1999 05 04 00",
                    "1999 05 04 12",
                    "1999 05 06 00",
                ],
            ),
            _ => refusal(404, "not found"),
        }
    });
    let (code, told, said) = person.fetches("igra", &service, &["--time", "1999-05-04T02:00Z"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("USM00072469 DENVER, 58 km from the site\nit has no sounding then\nUSM00072476 GRAND JUNCTION, "), "{said}");
    assert!(told.starts_with("sounding of USM00072476 of 1999-05-04T00:00Z, 58 km from the site, 2.0 h before the launch, 3 levels"), "{told}");
    assert!(
        told.contains("2 hours, 1999-05-04T00:00Z to 1999-05-04T12:00Z"),
        "{told}"
    );
    assert!(service.asked()[0].starts_with("GET /www.ncei.noaa.gov/data/integrated-global-radiosonde-archive/doc/igra2-station-list.txt "));
    let (code, _, error) = person.fetches(
        "igra",
        &service,
        &["--time", "1999-05-04T02:00Z", "--station", "72469"],
    );
    assert_eq!(code, Some(1));
    assert!(
        error.contains("no sounding within 12 h of 1999-05-04T02:00Z: USM00072469 DENVER"),
        "{error}"
    );
    let (_, _, error) = person.fetches(
        "igra",
        &service,
        &["--time", "1999-05-04T02:00Z", "--station", "1"],
    );
    assert!(error.contains("\"1\" is no station of IGRA"), "{error}");
    service.asked();
    let now = Timestamp::now() - SignedDuration::from_hours(24 * 20);
    let (code, _, _) = person.fetches(
        "igra",
        &service,
        &["--time", &now.to_string(), "--station", "72469"],
    );
    assert_eq!(code, Some(1));
    let year = now.strftime("%Y").to_string().parse::<i32>().unwrap();
    let asked = service.asked();
    let recent = |begins: i32| format!("/access/data-y2d/USM00072469-data-beg{begins}.txt.zip ");
    assert!(
        asked[0].contains(&recent(year - 1)) || asked[0].contains(&recent(year)),
        "{}",
        asked[0]
    );
}

/// Defends the soundings of Wyoming: the ascent nearest in time of the nearest station with a number, another where a page says that there
/// is none; and what the page says where there is none at all.
#[test]
fn a_sounding_of_wyoming_is_fetched() {
    let person = Person::new("weather-wyoming");
    let service = Service::new(|request| match request {
        _ if request.contains("igra2-station-list.txt") => good(STATIONS),
        _ if request.contains("datetime=2026-06-20%2000:00:00&id=72476&type=TEXT:CSV ") => {
            good(wyoming("2026-06-19 23:05:00"))
        }
        _ => good("<BODY>\nCan't get 72469 DNR Observations.\n<P></BODY>"),
    });
    let (code, told, said) = person.fetches("wyoming", &service, &["--time", "2026-06-20T02:00Z"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("DENVER, 58 km from the site\nno sounding of 2026-06-20T00:00Z\nno sounding of 2026-06-20T12:00Z\nUSM00072476 GRAND"), "{said}");
    assert!(
        told.starts_with(
            "sounding of 2026-06-19T23:05Z, 58 km from the site, 2.9 h before the launch, 3 levels"
        ),
        "{told}"
    );
    assert!(service.asked()[1].starts_with(
        "GET /weather.uwyo.edu/wsgi/sounding?datetime=2026-06-20%2000:00:00&id=72469&type=TEXT:CSV "
    ));
    let (code, _, error) = person.fetches("wyoming", &service, &["--time", "2026-06-10T02:00Z"]);
    assert_eq!(code, Some(1));
    assert!(
        error.contains("the server says: Can't get 72469 DNR Observations."),
        "{error}"
    );
}

/// Asks for an hour of ERA5, with an account on a server or without one.
fn asks(person: &Person, store: Option<&Service>) -> (Option<i32>, String, String) {
    let arguments = [
        "weather",
        "--site",
        "40.2,-105.25",
        "--time",
        "2023-05-22T01:30:00Z",
        "--source",
        "era5",
        "--out",
        "sky.nc",
    ];
    let Some(store) = store else {
        return person.runs(&arguments, &[]);
    };
    let url = format!("http://{}/api", store.address);
    let account = [("CDSAPI_URL", &*url), ("CDSAPI_KEY", "a-secret-key")];
    person.runs(&arguments, &account)
}

/// Defends ERA5: the job is posted with the key, waited for, and its result fetched without the key; and kept.
#[test]
fn a_job_of_era5_is_waited_for() {
    let person = Person::new("weather-era5");
    let files = Service::new(|_| good(made_fields::net_cdf_3(false)));
    let href = format!("http://{}/result.nc", files.address);
    let jobs = AtomicUsize::new(0);
    let store = Service::new(move |request| {
        let job = |status: &str| good(format!("{{\"jobID\":\"4f-1\",\"status\":\"{status}\"}}"));
        let path = request.split(' ').nth(1).unwrap();
        match path {
            "/api/retrieve/v1/processes/reanalysis-era5-pressure-levels/execution" => {
                job("accepted")
            }
            "/api/retrieve/v1/jobs/4f-1" => match jobs.fetch_add(1, Ordering::Relaxed) {
                0 => job("running"),
                _ => job("successful"),
            },
            "/api/retrieve/v1/jobs/4f-1/results" => good(format!(
                "{{\"asset\":{{\"value\":{{\"href\":\"{href}\"}}}}}}"
            )),
            _ => refusal(404, ""),
        }
    });
    let (code, told, said) = asks(&person, Some(&store));
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said, "job accepted\njob running\njob successful\n");
    assert!(
        told.starts_with("model fields in NetCDF (points "),
        "{told}"
    );
    let asked = store.asked();
    assert_eq!(asked.len(), 4);
    assert!(asked.iter().all(|each| {
        each.to_lowercase()
            .contains("private-token: a-secret-key\r\n")
    }));
    let (_, body) = asked[0].split_once("\r\n\r\n").unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        body["inputs"]["time"],
        serde_json::json!(["01:00", "02:00"])
    );
    assert_eq!(
        body["inputs"]["area"],
        serde_json::json!([40.5, -105.5, 39.75, -104.75])
    );
    let fetched = files.asked();
    assert_eq!(fetched.len(), 1);
    assert!(!fetched[0].contains("a-secret-key"));
    // From the cache, for which no key is needed.
    let (code, again, _) = asks(&person, None);
    assert_eq!((code, again), (Some(0), told));
    assert!(store.asked().is_empty());
}

/// Defends the key: a store that moves sends it nowhere else, and no message shows it. Without a key it is said how to get one, and a
/// store that refuses says why.
#[test]
fn the_key_of_era5_stays() {
    let person = Person::new("weather-era5-key");
    let elsewhere = Service::new(|_| good("{}"));
    let to = elsewhere.address;
    let moved = Service::new(move |_| (307, format!("Location: http://{to}/\r\n"), Vec::new()));
    let refusing = Service::new(|_| {
        refusal(
            403,
            r#"{"title":"required licences not accepted","detail":"please visit the page"}"#,
        )
    });
    for (service, words) in [
        (&moved, "the server answers 307"),
        (
            &refusing,
            "the server answers 403: required licences not accepted: please visit the page",
        ),
    ] {
        let (code, told, error) = asks(&person, Some(service));
        assert_eq!(code, Some(1));
        assert!(error.contains(words), "{error}");
        assert!(!format!("{told}{error}").contains("a-secret-key"));
        assert_eq!(service.asked().len(), 1);
    }
    assert!(elsewhere.asked().is_empty());
    let (code, _, error) = asks(&person, None);
    assert_eq!(code, Some(1));
    assert!(
        error.contains("asks for a key, and there is none"),
        "{error}"
    );
    assert!(
        error.contains("https://cds.climate.copernicus.eu/how-to-api"),
        "{error}"
    );
}
