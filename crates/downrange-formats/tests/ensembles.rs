//! Ensembles as draws, and the weather of a window.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::sync::Arc;

use downrange::dispersion::{Ensemble, fly_samples};
use downrange::flight::Model;
use downrange_formats::files::Memory;
use downrange_formats::{Dispersed, LaunchFile, WeatherFile};

const TEXT: &str = include_str!("files/minimal.toml");

/// Two days: a warm one and a cold one of more pressure; of the second a level is of the wind alone.
const DAYS: &str =
    "member,height_asl_m,pressure_hpa,temperature_c,relative_humidity,wind_east_m_s,wind_north_m_s
1,1400,860,30,0.4,2,1
1,3000,712,15,0.3,4,2
2,1400,870,5,0.8,-3,0
2,2000,,,,-20,0
2,3000,714,-5,0.7,-5,0
";

fn launch(more: &str, files: &[(&str, &str)]) -> LaunchFile {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let motor = std::fs::read(folder.join("test54.eng")).unwrap();
    let mut memory = Memory::new().with("test54.eng", motor);
    for (name, text) in files {
        memory = memory.with(name, text);
    }
    LaunchFile::parse(&format!("{TEXT}\n{more}"), Arc::new(memory))
}

fn dispersed(more: &str, files: &[(&str, &str)]) -> Dispersed {
    launch(more, files)
        .dispersed()
        .unwrap_or_else(|error| panic!("{error}"))
}

fn refused(more: &str, files: &[(&str, &str)]) -> String {
    let error = launch(more, files).dispersed().err().unwrap();
    error.to_string()
}

const AIRS: &str = "[dispersion]\nair_ensemble = \"days.csv\"\n";

/// Defends a draw of the whole state of the air: each sample has the pressure, the temperature and the wind of one member, the one that
/// its input names; and what is compiled of a member is compiled once.
#[test]
fn a_member_is_the_whole_air() {
    let read = dispersed(AIRS, &[("days.csv", DAYS)]);
    let Ensemble::Airs(airs) = &read.ensemble else {
        panic!("no states of the air");
    };
    assert_eq!(airs.len(), 2);
    assert!((airs[0].at(1400.0).pressure - 86_000.0).abs() < 1e-6);
    assert!((airs[1].at(1400.0).temperature - 278.15).abs() < 1e-9);
    assert!((airs[0].wind(2200.0)[0] - 3.0).abs() < 1e-9);
    assert!((airs[1].wind(2000.0)[0] + 20.0).abs() < 1e-9);
    let model = Model::new(&read.launch);
    let mut tables = [None, None];
    for sample in 0..40 {
        let sample = read.sampler().sample(1, sample);
        let (member, launch) = (sample.draw.values[0] as usize, sample.launch.unwrap());
        assert_eq!(launch.air, airs[member]);
        let table = model.recompile(&read.launch, &launch).air;
        let known = tables[member].get_or_insert_with(|| Arc::clone(&table));
        assert!(Arc::ptr_eq(known, &table));
    }
    assert!(tables.iter().all(Option::is_some));
}

/// Defends the shares of members: each has its fifth of 20,000 samples. Chi square of four degrees of freedom is above 18.5 once in a
/// thousand (NIST/SEMATECH e-Handbook, 1.3.6.7.4).
#[test]
fn members_are_equally_likely() {
    let member = |member: &str| {
        DAYS.replace("\n1,", &format!("\n{member}1,"))
            .replace("\n2,", &format!("\n{member}2,"))
    };
    let five = format!(
        "{DAYS}{}{}",
        &member("3")[DAYS.lines().next().unwrap().len() + 1..],
        "9,1400,860,20,0.4,2,1\n"
    );
    for (key, seed) in [
        ("air_ensemble", 1),
        ("wind_ensemble", 1),
        ("air_ensemble", 2),
    ] {
        let text = format!("[dispersion]\n{key} = \"days.csv\"\n");
        let read = dispersed(&text, &[("days.csv", &five)]);
        let mut counts = vec![0.0_f64; read.ensemble.members()];
        assert_eq!(counts.len(), 5);
        let mut value = [0.0];
        for sample in 0..20_000 {
            read.uncertainty.fill(seed, sample, &mut value);
            counts[value[0] as usize] += 1.0;
        }
        let chi_square: f64 = counts
            .iter()
            .map(|count| (count - 4_000.0).powi(2) / 4_000.0)
            .sum();
        assert!(chi_square < 18.5, "{key}, seed {seed}: {counts:?}");
    }
}

/// Defends that an ensemble of members that are all alike is no ensemble: every sample flies as it does in the one air, to the last bit.
#[test]
fn members_that_are_alike_are_one() {
    let day =
        "height_asl_m,pressure_hpa,temperature_c,relative_humidity,wind_east_m_s,wind_north_m_s
1400,860,30,0.4,2,1
3000,712,15,0.3,4,2
";
    let files = [("day.csv", day)];
    let drag = "[dispersion]\ndrag_factor = { mean = 1, sigma = 0.05 }\n";
    let single = dispersed(&format!("[air]\nprofile = \"day.csv\"\n{drag}"), &files);
    let ensemble = dispersed(
        &format!("{drag}air_ensemble = [\"day.csv\", \"day.csv\", \"day.csv\"]\n"),
        &files,
    );
    let fly = |read: &Dispersed| {
        let flights = fly_samples(&read.sampler(), &Model::new(&read.launch), 7, 0..24, false);
        let figures = flights
            .into_iter()
            .map(|flight| flight.bodies.unwrap()[0].figures);
        figures
            .map(|figures| figures.map(f64::to_bits))
            .collect::<Vec<_>>()
    };
    assert_eq!(fly(&single), fly(&ensemble));
    assert_eq!(fly(&ensemble), fly(&ensemble));
}

/// Defends what contradicts an ensemble of the air: winds of another, a number of [air] that is uncertain, a single member.
#[test]
fn what_contradicts_is_refused() {
    let files = [("days.csv", DAYS)];
    let both = format!("{AIRS}wind_ensemble = \"days.csv\"\n");
    assert!(refused(&both, &files).contains("`air_ensemble` beside `wind_ensemble`"));
    let warm = format!("[air]\ntemperature = {{ mean = \"20 C\", sigma = \"2 K\" }}\n{AIRS}");
    assert!(refused(&warm, &files).contains("`air.temperature` is uncertain"));
    let lone: String = DAYS.split_inclusive('\n').take(3).collect();
    assert!(refused(AIRS, &[("days.csv", &lone)]).contains("an ensemble of 1 state of the air"));
    let wind = "height_agl_m,east,north\n0,1,2\n";
    assert!(refused(AIRS, &[("days.csv", wind)]).contains("pressure"));
}

/// A page of Wyoming's with a sounding at each of some times, whose wind near the ground is so many knots and whose ground is so warm, °C.
fn climatology(times: &[(&str, f64, f64)]) -> String {
    let sounding = |(time, knots, celsius): &(&str, f64, f64)| {
        let line = |hpa: f64, m: f64, c: f64, knots: f64| {
            format!(
                "{hpa:7.1}{m:7.0}{c:7.1}{c:7.1}{:7}{:7.2}{:7}{knots:7.0}\n",
                50, 1.0, 270
            )
        };
        format!(
            "<H2>72364 EPZ Santa Teresa Observations at {time}</H2>\n<PRE>\n   PRES   HGHT   TEMP   DWPT   RELH   MIXR   DRCT   SKNT\n    hPa     m      C      C      %    g/kg    deg   knot\n{}{}{}</PRE>\n",
            line(860.0, 1410.0, *celsius, *knots),
            line(700.0, 3100.0, celsius - 15.0, 2.0 * knots),
            line(500.0, 5800.0, celsius - 33.0, 3.0 * knots),
        )
    };
    let soundings: String = times.iter().map(sounding).collect();
    format!("<HTML>\n<TITLE>University of Wyoming</TITLE>\n{soundings}</HTML>\n")
}

/// Defends months: the times of all years are in their month, each a member of its air; a time without a profile is left out, and said.
#[test]
fn months_have_the_times_of_all_years() {
    let page = climatology(&[
        ("00Z 05 Jan 2020", 20.0, 8.0),
        ("12Z 20 Jul 2020", 2.0, 26.0),
        ("00Z 06 Jan 2021", 24.0, 6.0),
        ("00Z 07 Jan 2021", 24.0, 900.0),
        ("12Z 21 Jul 2021", 3.0, 28.0),
    ]);
    let weather = WeatherFile::read("years.html", page.as_bytes()).unwrap();
    let months = weather.months(None, None).unwrap();
    let names: Vec<_> = months
        .iter()
        .map(|month| (month.name(), month.times().len()))
        .collect();
    assert_eq!(names, [("January", 3), ("July", 2)]);
    assert_eq!(
        months[1].times(),
        ["2020-07-20T12:00Z", "2021-07-21T12:00Z"]
    );
    let file = launch("[dispersion]\nwind_ensemble = [\"none.csv\"]\n", &[]);
    let site = launch("", &[]).launch().unwrap().launch.site;
    let mut warnings = Vec::new();
    let january = file
        .at_hour(&weather, &site, &months[0], &mut warnings)
        .unwrap();
    let told: String = warnings.iter().map(ToString::to_string).collect();
    assert!(
        told.contains("1 of 3 times without a profile, the first 2021-01-07T00:00Z"),
        "{told}"
    );
    let read = january.dispersed().unwrap();
    let Ensemble::Airs(airs) = &read.ensemble else {
        panic!("no states of the air");
    };
    let knots: Vec<f64> = airs
        .iter()
        .map(|air| (air.wind(1400.0)[0] * 3600.0 / 1852.0).round())
        .collect();
    assert_eq!(knots, [20.0, 24.0]);
    // The flight as planned has the first.
    assert_eq!(read.launch.air.wind(1400.0), airs[0].wind(1400.0));
    let july = weather.months(Some("2021-07-01T00:00Z"), None).unwrap();
    assert_eq!((july[0].name(), july[0].times().len()), ("July", 1));
    assert!(
        weather
            .months(Some("2020-08-01T00:00Z"), Some("2020-09-01T00:00Z"))
            .is_err()
    );
}

/// Defends the error of a forecast by its age: without figures it is the typical one of the lead time; of pairs, what forecast and
/// soundings differ by, root mean square; what is said twice or not at all is refused.
#[test]
fn the_error_of_a_forecast_is_that_of_its_lead_time() {
    let sigma = |text: &str, files: &[(&str, &str)]| {
        let read = dispersed(
            &format!("[dispersion.wind_error]\ntop = \"1 km\"\n{text}"),
            files,
        );
        let error = read.uncertainty.winds().error.clone().unwrap();
        let level = error.levels().last();
        level.unwrap().1
    };
    let (young, old) = (
        sigma("lead_time = \"6 h\"\n", &[]),
        sigma("lead_time = \"120 h\"\n", &[]),
    );
    assert!(young > 2.0 && old > 1.5 * young, "{young} {old}");
    // Three days whose forecast is 6 knots too much, and three whose is 2 too little; from the west.
    let days = ["01", "02", "03", "04", "05", "06"].map(|day| format!("12Z {day} Jun 2024"));
    let page = |knots: [f64; 6]| {
        let rows: Vec<(&str, f64, f64)> = days
            .iter()
            .zip(knots)
            .map(|(day, knots)| (day.as_str(), knots, 20.0))
            .collect();
        climatology(&rows)
    };
    let (forecast, measured) = (page([16.0, 16.0, 16.0, 8.0, 8.0, 8.0]), page([10.0; 6]));
    let files = [("forecast.html", &*forecast), ("measured.html", &*measured)];
    let pairs = "[[dispersion.wind_error.pairs]]\nforecast = \"forecast.html\"\nsounding = \"measured.html\"\n";
    let near = |found: f64, scale: f64| {
        // At the ground; aloft the differences grow as the winds do, twice at 1,700 m above it.
        let expected = (20.0_f64 / 2.0).sqrt() * 1852.0 / 3600.0 * scale;
        assert!((found / expected - 1.0).abs() < 0.02, "{found} {expected}");
    };
    let all = sigma(pairs, &files);
    near(all, 1.0 + 1_000.0 / 1_690.0);
    // The pairs are 0 to 5 days old: as many as are needed are taken together.
    near(
        sigma(&format!("lead_time = \"24 h\"\n{pairs}"), &files),
        1.0 + 1_000.0 / 1_690.0,
    );
    let refuse = |text: &str| refused(&format!("[dispersion.wind_error]\n{text}"), &files);
    assert!(refuse("top = \"5 km\"\n").contains("`sigma` is missing"));
    assert!(
        refuse("sigma = [[\"0 m\", \"1 m/s\"], [\"9 km\", \"2 m/s\"]]\nlead_time = \"6 h\"\n")
            .contains("`lead_time` beside `sigma`")
    );
    let few: String = page([9.0; 6])
        .split("<H2>")
        .take(4)
        .collect::<Vec<_>>()
        .join("<H2>");
    let text = format!("[dispersion.wind_error]\n{pairs}");
    let told = refused(&text, &[files[0], ("measured.html", &few)]);
    assert!(told.contains("3 pairs, expected 5 at least"), "{told}");
}
