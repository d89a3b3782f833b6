//! Soundings as archives write them: texts and JSON.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod sky;

use std::fs;
use std::sync::Arc;

use downrange::air::geometric_at;
use downrange_formats::LaunchFile;
use downrange_formats::files::Memory;
use proptest::prelude::*;
use sky::{air, levels, norman, polar, reference, site, winds};

/// A page of Wyoming's until 2025.
const LIST: &str = "<HTML>
<TITLE>University of Wyoming - Radiosonde Data</TITLE>
<H2>72357 OUN Norman Observations at 00Z 04 May 1999</H2>
<PRE>
-----------------------------------------------------------------------------
   PRES   HGHT   TEMP   DWPT   RELH   MIXR   DRCT   SKNT   THTA   THTE   THTV
    hPa     m      C      C      %    g/kg    deg   knot     K      K      K 
-----------------------------------------------------------------------------
 1000.0     -7                                                               
  959.0    345   22.2   19.0     82  14.64    160     18  298.9  341.8  301.5
  925.0    671   19.8   17.1     84  13.44    165     38  299.6  339.0  302.0
  850.0   1397   17.0   12.5     75  10.82    195     38  303.9  336.5  305.9
  700.0   3028    7.0  -10.0     29   2.57                310.2  318.6  310.7
</PRE><H3>Station information and sounding indices</H3><PRE>
                         Station identifier: OUN
                           Station latitude: 35.18
                          Station longitude: -97.44
</PRE>
</HTML>
";

/// The same ascent as the server writes it since, with a pressure that comes twice.
const CSV: &str = "time,longitude,latitude,pressure_hPa,geopotential height_m,temperature_C,dew point temperature_C,\
ice point temperature_C,relative humidity_%,humidity wrt ice_%,mixing ratio_g/kg,wind direction_degree,wind speed_m/s
1999-05-03 23:02:00,-97.4400,35.1800, 959.0,  345, 22.2, 19.0, 19.0, 82, 82,14.56,160, 9.3
1999-05-03 23:02:00,-97.4400,35.1800, 925.0,  671, 19.8, 17.1, 17.1, 84, 84,13.38,165,19.6
1999-05-03 23:02:00,-97.4400,35.1800, 850.0, 1396, 17.1, 12.5, 12.5, 75, 75,10.78,195,19.6
1999-05-03 23:02:00,-97.4400,35.1800, 850.0, 1398, 16.9, 12.5, 12.5, 75, 75,10.78,195,19.6
1999-05-03 23:02:00,-97.4400,35.1800, 700.0, 3028,  7.0,-10.0,-10.0, 29, 29, 2.55,   ,    
";

/// Two soundings of IGRA 2; the first has a level of the wind alone and a height that NOAA took out.
const IGRA: &str = "\
#USM00070026 2010 06 01 00 2303    5 ncdc6301 ncdc6301  712889 -1567833
21     0 100980B   12     0B 1000     0    20    51 
10   242  92500   712B  -12B  954     7    41    26 
10   518  85000 -8888B  -35B  946     8    64    21 
10  1100  70000  2903B  -97B  936     9   194    46 
30   200  -9999   547 -9999 -9999 -9999    40    31 
#USM00070026 2010 06 01 12 1100    2 ncdc6301 ncdc6301  712889 -1567833
21     0 100700B   12    10B-9999    20    90    70 
10   242  92500   700B    0B-9999 -9999    95    80 
";

/// A sounding of the Iowa Environmental Mesonet.
const IOWA: &str = r#"{"profiles": [{"profile": [
 {"dwpc": null, "pres": 1000.0, "sknt": null, "drct": null, "tmpc": null, "hght": 0.0},
 {"dwpc": 19.0, "pres": 959.0, "sknt": 18.0, "drct": 160.0, "tmpc": 22.2, "hght": 345.0},
 {"dwpc": null, "pres": 921.7, "sknt": 40.0, "drct": 164.0, "tmpc": null, "hght": 702.0},
 {"dwpc": 12.5, "pres": 850.0, "sknt": 38.0, "drct": 195.0, "tmpc": 17.0, "hght": 1397.0}],
 "station": "KOUN", "valid": "1999-05-04T00:00:00Z"}]}"#;

const EVENING: Option<&str> = Some("1999-05-04T01:30:00Z");

/// Defends Wyoming's list: knots become m/s, heights geometric at the latitude, a level that says nothing is left out, and distance,
/// hours and levels are told.
#[test]
fn a_list_of_wyoming_is_read() {
    let (air, warnings) = air(LIST.as_bytes(), &norman(EVENING)).unwrap();
    let levels = levels(&air);
    assert_eq!(levels.len(), 4);
    assert_eq!(levels[1].pressure, 92_500.0);
    assert_eq!(
        levels[3].height,
        geometric_at(3028.0, 35.18_f64.to_radians())
    );
    assert!((levels[0].temperature - 295.35).abs() < 1e-9);
    assert_eq!(levels[0].humidity, Some(0.82));
    let winds = winds(&air);
    assert_eq!(winds.len(), 3);
    let (speed, from) = polar(winds[1].1);
    assert!((speed - 38.0 * 1852.0 / 3600.0).abs() < 1e-12 && (from - 165.0).abs() < 1e-9);
    let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "sounding of 72357 OUN Norman of 1999-05-04T00:00Z, 0 km from the site, 1.5 h before the launch, 5 levels, 1 left out, up to 3.0 km",
            "line 9: 1 level: without height and pressure, or without temperature and wind: left out",
        ]
    );
}

/// Defends Wyoming's CSV: the same ascent gives the same air but for the rounding of the winds, and a pressure that comes twice is one level.
#[test]
fn both_forms_of_wyoming_give_one_air() {
    let (list, _) = air(LIST.as_bytes(), &norman(EVENING)).unwrap();
    let (csv, warnings) = air(CSV.as_bytes(), &norman(EVENING)).unwrap();
    for (a, b) in levels(&list).iter().zip(levels(&csv)) {
        assert!((a.height - b.height).abs() < 1e-9 && (a.temperature - b.temperature).abs() < 1e-9);
        assert_eq!((a.pressure, a.humidity), (b.pressure, b.humidity));
    }
    for (a, b) in winds(&list).iter().zip(winds(&csv)) {
        // Printed to 0.1 m/s.
        assert!((polar(a.1).0 - polar(b.1).0).abs() < 0.06);
    }
    let said = warnings.last().unwrap().to_string();
    assert_eq!(
        said,
        "line 5: 1 level: another level of the same pressure: their mean is taken"
    );
}

/// Defends a page without a sounding: what it says is the message, at its line, with what to do.
#[test]
fn a_page_without_data_says_so() {
    let page = "<BODY BGCOLOR=white>\nCan't get 72681 BOI Boise Observations at 01Z 09 Dec 2010.\n\
                <a href=\"http://www.uwyo.edu\">University of Wyoming</a>\n</HTML>\n";
    let error = air(page.as_bytes(), &norman(None)).unwrap_err();
    assert_eq!(
        error.message(),
        "no sounding in the page; it says: Can't get 72681 BOI Boise Observations at 01Z 09 Dec 2010."
    );
    assert_eq!(error.line_and_column(), Some((2, 1)));
    assert!(error.advice().unwrap().contains("another hour"));
}

/// Defends IGRA: tenths, missing values, a wind without temperature that blows all the same, a height that is computed; and which of
/// several soundings is taken.
#[test]
fn soundings_of_igra_are_read() {
    let barrow = |date| site(71.29, -156.78, 12.0, date);
    let (first, warnings) = air(IGRA.as_bytes(), &barrow(Some("2010-06-01T03:00:00Z"))).unwrap();
    assert_eq!((levels(&first).len(), winds(&first).len()), (4, 5));
    assert!((levels(&first)[1].temperature - (273.15 - 1.2)).abs() < 1e-9);
    assert_eq!(levels(&first)[1].humidity, Some(0.954));
    assert!(
        (polar(winds(&first)[1].1).0 - 3.1).abs() < 1e-12,
        "the wind's own level"
    );
    // The level that was taken out, 1383 m in the archive.
    assert!((levels(&first)[2].height - geometric_at(1383.0, 71.29_f64.to_radians())).abs() < 3.0);
    assert!(
        warnings[0]
            .message
            .starts_with("sounding of USM00070026 of 2010-06-01T00:00Z, 0 km"),
        "{}",
        warnings[0]
    );
    let (second, _) = air(IGRA.as_bytes(), &barrow(Some("2010-06-01T20:00:00Z"))).unwrap();
    assert_eq!(levels(&second).len(), 2);
    // A dew point 2 K below 1 °C.
    let humidity = levels(&second)[0].humidity.unwrap();
    assert!((humidity - 0.865).abs() < 0.005, "{humidity}");
    for (date, words) in [
        (
            None,
            "it holds several hours, and [site] has no date: 2010-06-01T00:00Z, 2010-06-01T12:00Z",
        ),
        (
            Some("2010-06-01"),
            "it holds several hours of 2010-06-01: 2010-06-01T00:00Z, 2010-06-01T12:00Z",
        ),
        (
            Some("2010-06-02"),
            "none of its hours is of 2010-06-02: 2010-06-01T00:00Z, 2010-06-01T12:00Z",
        ),
    ] {
        assert_eq!(
            air(IGRA.as_bytes(), &barrow(date)).unwrap_err().message(),
            words
        );
    }
}

/// Defends Iowa's JSON: nulls are missing values, by column.
#[test]
fn soundings_of_iowa_are_read() {
    let (air, warnings) = air(IOWA.as_bytes(), &norman(Some("1999-05-04"))).unwrap();
    assert_eq!((levels(&air).len(), winds(&air).len()), (2, 3));
    assert!((levels(&air)[0].humidity.unwrap() - 0.82).abs() < 0.005);
    assert!((polar(winds(&air)[1].1).0 - 40.0 * 1852.0 / 3600.0).abs() < 1e-12);
    assert_eq!(
        warnings[0].message,
        "sounding of KOUN of 1999-05-04T00:00Z, 4 levels, 1 left out, up to 1.4 km"
    );
}

/// Defends the place of what is wrong: the line and column of a cell, and the line of a level that cannot be.
#[test]
fn faults_point_at_their_lines() {
    let cases = [
        (
            LIST.replace("  19.8", "  1x.8"),
            "`1x.8` is not a number",
            (11, 18),
        ),
        (
            LIST.replace("  19.8", " 519.8"),
            "air at 792.9499999999999 K; between 130 and 350 K was expected",
            (11, 1),
        ),
        (
            CSV.replace(" 19.8,", "warm,"),
            "`warm` is not a number",
            (3, 51),
        ),
        (
            CSV.replace("wind speed_m/s", "wind speed"),
            "no column of wind speed",
            (1, 1),
        ),
        (
            IGRA.replace("  -35B", "  -3xB"),
            "`-3x` is not a number",
            (4, 23),
        ),
        (
            IOWA.replace("18.0", "\"x\""),
            "invalid type: string \"x\", expected f64",
            (3, 42),
        ),
    ];
    for (text, message, place) in cases {
        let date = if text.starts_with('#') {
            Some("2010-06-01T03:00:00Z")
        } else {
            EVENING
        };
        let error = air(text.as_bytes(), &norman(date)).unwrap_err();
        assert_eq!(
            (error.message(), error.line_and_column()),
            (message, Some(place)),
            "{error}"
        );
    }
}

/// Defends the real files of every text kind: each is read, rows known from the archives are met, and the forms of one ascent agree.
#[test]
fn real_soundings_are_read() {
    let Some(folder) = reference() else { return };
    let read = |name: &str, site| {
        let bytes = fs::read(folder.join(name)).unwrap();
        air(&bytes, &site).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    for (name, count, wind_count, top) in [
        ("wyoming_list_oun_1999050400.html", 31, 30, 10_505.0),
        ("wyoming_csv_oun_1999050400.csv", 31, 30, 10_505.0),
        ("iastate_raob_oun_1999050400.json", 27, 58, 10_517.0),
    ] {
        let (air, warnings) = read(name, norman(EVENING));
        let last = levels(&air).last().unwrap().height;
        println!("{name}: {}", warnings[0]);
        assert_eq!(
            (levels(&air).len(), winds(&air).len()),
            (count, wind_count),
            "{name}"
        );
        assert_eq!(last, geometric_at(top, 35.18_f64.to_radians()), "{name}");
        // 500 hPa in all three: 5670 m, -14.9 °C, 36 kt from 225 deg.
        let middle = air.at(geometric_at(5670.0, 35.18_f64.to_radians()));
        assert!(
            (middle.pressure - 50_000.0).abs() < 60.0,
            "{name}: {middle:?}"
        );
        assert!(
            (middle.temperature - 258.25).abs() < 0.3,
            "{name}: {middle:?}"
        );
        let (speed, from) = polar(air.wind(geometric_at(5670.0, 35.18_f64.to_radians())));
        assert!(
            (speed - 18.5).abs() < 0.7 && (from - 225.0).abs() < 3.0,
            "{name}: {speed} {from}"
        );
    }
    let morning = Some("2023-05-22T12:00:00Z");
    for name in [
        "wyoming_list_oun_2023052212.html",
        "wyoming_csv_oun_2023052212.csv",
    ] {
        let (air, warnings) = read(name, norman(morning));
        println!("{name}: {}", warnings[0]);
        assert!(
            levels(&air).len() > 200 && winds(&air).len() > 200,
            "{name}"
        );
    }
    let santarem = site(-2.43, -54.72, 72.0, Some("2012-01-01T00:00:00Z"));
    let (air, warnings) = read("wyoming_list_82244_2012010100.html", santarem);
    println!("{}", warnings[0]);
    // The lowest row has no height: 1002 hPa lies some 18 m below 1000 hPa.
    assert!(air.at(74.0).pressure > 99_900.0 && levels(&air).len() > 50);
    let (air, _) = read(
        "wyoming_csv_72364_2025062112.csv",
        site(31.86, -106.7, 1252.0, None),
    );
    assert!(levels(&air).len() > 200);
    let barrow = site(71.29, -156.78, 12.0, Some("2010-06-01T00:00:00Z"));
    let (air, warnings) = read("igra2_usm00070026_2010060100.txt", barrow);
    println!("{}", warnings[0]);
    assert!(winds(&air).len() > levels(&air).len());
    let bytes = fs::read(folder.join("wyoming_nodata.html")).unwrap();
    let error = sky::air(&bytes, &norman(None)).unwrap_err();
    assert!(
        error.message().contains("Can't get 72681 BOI Boise"),
        "{error}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Defends the readers of texts from any bytes: cut, with bytes replaced, or one kind's beginning before another's end, they are
    /// read or refused, and never a panic.
    #[test]
    fn damaged_texts_are_refused(
        which in 0..4usize,
        other in 0..4usize,
        cut in 0.0..1.0f64,
        changes in prop::collection::vec((0.0..1.0f64, any::<u8>()), 0..12),
    ) {
        let texts = [LIST, CSV, IGRA, IOWA].map(str::as_bytes);
        let at = |bytes: &[u8], share: f64| (share * bytes.len() as f64) as usize;
        let mut bytes = texts[which][..at(texts[which], cut)].to_vec();
        bytes.extend_from_slice(&texts[other][at(texts[other], cut)..]);
        let length = bytes.len();
        for (share, byte) in changes {
            if let Some(changed) = bytes.get_mut((share * length as f64) as usize) {
                *changed = byte;
            }
        }
        if let Err(error) = air(&bytes, &norman(EVENING)) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}

/// Defends the keys: a weather file as `profile` gives air and wind over the site at its date, as `wind` the wind alone, and is told as other
/// readings are; a wind of its own replaces the profile's; an uncertain elevation is drawn over one reading.
#[test]
fn launch_files_take_weather_files() {
    let launch = |air: &str, elevation: &str| {
        let text = format!(
            "[site]\nlatitude = \"35.3 deg\"\nlongitude = \"-97.3 deg\"\nelevation = {elevation}\ndate = 1999-05-04T01:30:00Z\n\
             [start]\nheight = \"3 km\"\n[object]\nmass = \"1 kg\"\ninertia = {{ xx = 0.01, yy = 0.01, zz = 0.01 }}\ndiameter = \"10 cm\"\ndrag = 0.5\n[air]\n{air}\n"
        );
        let files = Memory::new().with("oun.html", LIST).with("igra.txt", IGRA);
        LaunchFile::parse(&text, Arc::new(files))
    };
    let certain = "\"400 m\"";
    let read = launch("profile = \"oun.html\"", certain).launch().unwrap();
    assert_eq!(
        (
            levels(&read.launch.air).len(),
            winds(&read.launch.air).len()
        ),
        (4, 3)
    );
    let said = read.warnings[0].to_string();
    assert!(
        said.starts_with(
            "sounding of 72357 OUN Norman of 1999-05-04T00:00Z, 18 km from the site, 1.5 h before"
        ),
        "{said}"
    );
    let read = launch("wind = \"oun.html\"", certain).launch().unwrap();
    assert_eq!(
        (
            levels(&read.launch.air).len(),
            winds(&read.launch.air).len()
        ),
        (0, 3)
    );
    let both = "profile = \"oun.html\"\nwind = { speed = \"3 m/s\", from = \"270 deg\" }";
    let read = launch(both, certain).launch().unwrap();
    assert!((read.launch.air.wind(2000.0)[0] - 3.0).abs() < 1e-9);
    let uncertain = "{ mean = \"400 m\", sigma = \"10 m\" }";
    let dispersed = launch("profile = \"oun.html\"", uncertain)
        .dispersed()
        .unwrap();
    assert!(
        dispersed
            .warnings
            .iter()
            .any(|warning| warning.message.starts_with("sounding of 72357"))
    );
    let sample = dispersed.sampler().sample(1, 3);
    assert_eq!(levels(&sample.launch.unwrap().air).len(), 4);
}
