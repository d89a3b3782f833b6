//! Weather from services, asked through a function, at a time that the test chooses.
#![allow(clippy::unwrap_used)]

mod made_fields;

use std::cell::RefCell;
use std::time::{Duration, SystemTime};

use downrange_formats::{
    Error, FetchedWeather, ServiceAnswer, ServiceRequest, WantedWeather, WeatherServices,
    WeatherSource, site_of_text,
};

/// A forecast of an hour of 22 May 2023.
const FORECAST: &str = r#"{"latitude":40.0,"longitude":-105.0,"hourly_units":{"time":"iso8601","temperature_800hPa":"°C","geopotential_height_800hPa":"m",
"wind_speed_800hPa":"m/s","wind_direction_800hPa":"°","temperature_600hPa":"°C","geopotential_height_600hPa":"m","wind_speed_600hPa":"m/s",
"wind_direction_600hPa":"°"},"hourly":{"time":["2023-05-22T00:00"],"temperature_800hPa":[8],"geopotential_height_800hPa":[2000],
"wind_speed_800hPa":[5],"wind_direction_800hPa":[270],"temperature_600hPa":[-6],"geopotential_height_600hPa":[4250],"wind_speed_600hPa":[9],
"wind_direction_600hPa":[280]}}"#;

/// Midnight of 22 May 2023, and so many hours after.
fn at(hours: f64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs_f64(1_684_713_600.0 + 3600.0 * hours)
}

fn wanted(source: WeatherSource, time: &str) -> WantedWeather {
    let site = site_of_text("40.2, 105.25 W").unwrap();
    WantedWeather::new(source, site, Some(time), [None, None]).unwrap()
}

/// What came, the addresses that were asked, and the seconds that were waited.
type Fetched = (Result<FetchedWeather, Error>, Vec<String>, f64);

fn fetched(
    wanted: &WantedWeather,
    now: SystemTime,
    cache: Option<&std::path::Path>,
    answer: impl Fn(&str) -> (u16, Vec<u8>),
) -> Fetched {
    let (asked, waited) = (RefCell::new(Vec::new()), RefCell::new(0.0));
    let mut services = WeatherServices {
        ask: &mut |request: &ServiceRequest| {
            asked.borrow_mut().push(request.address.clone());
            let (status, body) = answer(&request.address);
            Ok(ServiceAnswer { status, body })
        },
        pause: &mut |time: Duration| *waited.borrow_mut() += time.as_secs_f64(),
        tell: &mut |_| {},
        now,
        cache: cache.map(Into::into),
        mirror: None,
    };
    let result = FetchedWeather::fetch(wanted, "sky", &mut services);
    (result, asked.into_inner(), waited.into_inner())
}

/// Defends how long answers are kept: a forecast for an hour, what is of the past for 30 days; and that a refusal is not kept.
#[test]
fn forecasts_are_kept_for_an_hour() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Some(folder.path());
    let launch = wanted(WeatherSource::OpenMeteo, "2023-05-22T00:00Z");
    let good = |_: &str| (200, FORECAST.as_bytes().to_vec());
    let asks = |hours: f64, answer: &dyn Fn(&str) -> (u16, Vec<u8>)| {
        let (result, asked, _) = fetched(&launch, at(hours), cache, answer);
        (result.is_ok(), asked)
    };
    assert!(!asks(-12.0, &|_| (500, Vec::new())).0);
    let (is_good, asked) = asks(-12.0, &good);
    assert!(is_good && asked.len() == 1);
    assert!(asked[0].starts_with("https://api.open-meteo.com/v1/forecast?"));
    // Files are as old as the clock of the machine says: the test's own is set by it.
    let written = std::fs::read_dir(folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let file = std::fs::File::options()
        .write(true)
        .open(written.path())
        .unwrap();
    file.set_modified(at(-12.0)).unwrap();
    assert_eq!(asks(-11.1, &good), (true, Vec::new()));
    assert_eq!(asks(-10.9, &good).1.len(), 1);
    let (_, asked) = asks(24.0 * 30.0, &good);
    assert!(asked[0].starts_with("https://historical-forecast-api.open-meteo.com/v1/forecast?"));
}

/// Defends the pace that NOMADS asks for, 120 requests a minute at most, and that of a service that is not asked too often the words are shown.
#[test]
fn nomads_is_asked_slowly() {
    let launch = wanted(WeatherSource::Gfs, "2023-05-22T07:00Z");
    let grib = |_: &str| (200, made_fields::grib_of_run([2023, 5, 22, 6], 1, None));
    let (result, asked, waited) = fetched(&launch, at(12.0), None, grib);
    assert_eq!(result.unwrap().hours, ["2023-05-22T07:00Z"]);
    // A run after the launch says nothing of it.
    assert!(
        asked[0].contains("file=gfs.t06z.pgrb2.0p25.f001"),
        "{}",
        asked[0]
    );
    assert!(waited >= 0.5 * asked.len() as f64);
    let (result, asked, _) = fetched(&launch, at(12.0), None, |_| (404, Vec::new()));
    assert_eq!(asked.len(), 5);
    assert!(
        result
            .err()
            .unwrap()
            .message()
            .contains("the server answers 404")
    );
    let (result, asked, _) = fetched(&launch, at(12.0), None, |_| {
        (429, b"<p>Over Rate Limit</p>".to_vec())
    });
    assert_eq!(asked.len(), 1);
    assert_eq!(
        result.err().unwrap().message(),
        "the server answers 429: Over Rate Limit"
    );
}

/// Defends how a site is written.
#[test]
fn sites_are_read() {
    let site = |text: &str| {
        site_of_text(text).map(|site| (site.latitude.to_degrees(), site.longitude.to_degrees()))
    };
    for text in ["35.18,-97.44", "35.18 deg, -97.44 deg", "35.18 N,97.44 W"] {
        let (latitude, longitude) = site(text).unwrap();
        assert!(
            (latitude - 35.18).abs() < 1e-12 && (longitude + 97.44).abs() < 1e-12,
            "{text}"
        );
    }
    for text in [
        "",
        "35",
        "35,",
        "north,west",
        "91,0",
        "35.18 W,97.44 N",
        "NaN,0",
    ] {
        assert!(site(text).is_err(), "{text}");
    }
}
