//! Weather files of every kind damaged by chance: air or a message with its place, never a panic, a hang, or numbers that are none.
//!
//! `MUTATIONS=10000 cargo test -p downrange-formats --test weather_mutations` damages so many; what is left out lies beside the clone.
#![cfg(all(feature = "grib", feature = "netcdf"))]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use downrange::air::Air;
use downrange::flight::Site;
use downrange_formats::{Error, WeatherFile};
use downrange_testkit::damage::{Chance, tries};
use downrange_testkit::stored_flights::reference;

/// Texts that are odd where a number or a word is wanted.
const ODD: &[&str] = &[
    "0",
    "-1",
    "1e9",
    "1e-9",
    "NaN",
    "inf",
    "",
    "-9999",
    "1e400",
    "null",
    "[]",
    "999999",
    "2023-02-30T25:61",
    "\u{b5}",
];

/// Longer than this is a hang.
const HANG: Duration = Duration::from_secs(5);

/// A file, and the site and hour that it is asked for.
struct Seed {
    name: String,
    bytes: Vec<u8>,
    site: Site,
}

fn site(latitude: f64, longitude: f64, elevation: f64, date: &str) -> Site {
    Site {
        latitude: latitude.to_radians(),
        longitude: longitude.to_radians(),
        elevation,
        date: Some(date.to_owned()),
    }
}

/// Those of the fuzzer, and the real ones where they lie beside the clone: large ones less often.
fn seeds() -> (Vec<Seed>, Vec<Seed>) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of = |folder: &Path, site: &dyn Fn(&str) -> Option<Site>| {
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut seeds: Vec<Seed> = files
            .filter_map(|file| {
                let name = file.file_name().to_string_lossy().into_owned();
                let (site, bytes) = (site(&name)?, fs::read(file.path()).ok()?);
                Some(Seed { name, bytes, site })
            })
            .collect();
        seeds.sort_by(|a, b| a.name.cmp(&b.name));
        seeds
    };
    let made = of(&here.join("../../fuzz/seeds/weather"), &|name| {
        Some(match name {
            "igra.txt" => site(71.3, -156.8, 12.0, "2010-06-01T00:00:00Z"),
            "open-meteo.json" => site(33.0, -107.0, 1400.0, "2024-06-01T12:15:00Z"),
            "made.nc" | "made.grib2" => site(40.1, -105.3, 900.0, "2023-05-22T01:00:00Z"),
            _ => site(35.18, -97.44, 345.0, "1999-05-04T00:00:00Z"),
        })
    });
    let real = of(&reference("weather").unwrap_or_default(), &|name| {
        let start = name.split(['_', '.']).next()?;
        Some(match start {
            "era5" if name.contains("bella") => site(47.2, 9.0, 407.0, "2020-02-22T13:00:00Z"),
            "era5" if name.contains("euroc") => site(39.4, -8.3, 100.0, "2023-10-14T12:00:00Z"),
            "era5" => site(41.78, -86.57, 206.0, "2020-02-22T19:00:00Z"),
            "gfs" => site(32.99, -106.97, 1400.0, "2024-01-01"),
            "aifs" => site(40.0, 5.0, 0.0, "2024-01-01"),
            "gdps" => site(50.0, -100.0, 0.0, "2024-01-01"),
            "hrrr" => site(38.0, -97.0, 400.0, "2024-01-01"),
            "igra2" => site(71.3, -156.8, 12.0, "2010-06-01T00:00:00Z"),
            "openmeteo" => site(33.0, -107.0, 1400.0, "2026-01-01"),
            "wyoming" | "iastate" => site(35.18, -97.44, 345.0, "1999-05-04T00:00:00Z"),
            _ => return None,
        })
    });
    (made, real)
}

/// A file with one to four damages.
fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let is_text = std::str::from_utf8(&bytes).is_ok();
    for _ in 0..1 + chance.next(4) {
        if bytes.is_empty() {
            break;
        }
        // The first kilobytes say what is in the rest.
        let reach = [bytes.len(), bytes.len().min(2_000)][chance.next(2)];
        let at = chance.next(reach);
        let end = at + chance.next(60).min(bytes.len() - at);
        match chance.next(12) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let piece = bytes[at..end].to_vec();
                let to = chance.next(bytes.len());
                bytes.splice(to..to, piece);
            }
            2 if chance.next(3) == 0 => bytes.truncate(at),
            3..=7 if is_text => {
                // The word that follows.
                let is_word = |byte: &u8| !b" \t\r\n,;:\"[]{}<>".contains(byte);
                let start = bytes[at..]
                    .iter()
                    .position(|byte| !is_word(byte))
                    .unwrap_or(0);
                let start = at + start + bytes[at + start..].iter().position(is_word).unwrap_or(0);
                let end = bytes[start..].iter().position(|byte| !is_word(byte));
                let end = start + end.unwrap_or(0);
                bytes.splice(start..end, ODD[chance.next(ODD.len())].bytes());
            }
            8 => {
                let word = [[0xff; 4], [0; 4], [0x7f, 0xff, 0xff, 0xff], [0x80, 0, 0, 0]];
                let end = bytes.len().min(at + 4);
                let word = word[chance.next(4)];
                bytes[at..end].copy_from_slice(&word[..end - at]);
            }
            _ => bytes[at] = [0, 255, 127, 128, chance.next(256) as u8][chance.next(5)],
        }
    }
    bytes
}

/// Whether the air is one of numbers, where rockets fly.
fn is_finite(air: &Air) -> bool {
    (0..120).all(|step| {
        let height = 250.0 * f64::from(step);
        let (state, wind) = (air.at(height), air.wind(height));
        let numbers = [
            state.density,
            state.pressure,
            state.temperature,
            wind[0],
            wind[1],
        ];
        numbers.iter().all(|number| number.is_finite()) && state.density > 0.0
    })
}

/// Air, wind and members of a file; those it has none of, with the message.
fn asked(seed: &Seed, bytes: &[u8]) -> Result<usize, Error> {
    let file = WeatherFile::read(&seed.name, bytes)?;
    let mut warnings = Vec::new();
    let air = file.air(&seed.site, &mut warnings);
    let _ = file.wind(&seed.site, &mut warnings);
    let winds = file.winds(&seed.site, &mut warnings);
    let airs = file.airs(&seed.site, &mut warnings);
    let _ = file.hours(None, None, "1h");
    assert!(
        warnings
            .iter()
            .all(|warning| warning.to_string().len() < 8_000)
    );
    let members = winds.map_or(0, |(winds, _)| winds.len());
    for air in airs.iter().flatten().chain(&air) {
        assert!(is_finite(air), "{}", seed.name);
    }
    air.map(|_| 1 + members)
}

#[test]
fn damaged_files_end_in_air_or_a_message() {
    let tries = tries(600);
    let (made, real) = seeds();
    if real.is_empty() {
        println!("left out: shared/reference/weather is not here");
    }
    let mut chance = Chance::default();
    let (mut read, mut refused, mut longest) = (0, 0, Duration::ZERO);
    for index in 0..tries {
        // A real file in every fourth, a large one in every fortieth.
        let large = if index % 40 == 0 { usize::MAX } else { 60_000 };
        let some: Vec<&Seed> = match index % 4 {
            0 => real
                .iter()
                .filter(|seed| seed.bytes.len() < large)
                .collect(),
            _ => Vec::new(),
        };
        let seed = match some.is_empty() {
            true => &made[index % made.len()],
            false => some[chance.next(some.len())],
        };
        let bytes = damaged(&seed.bytes, &mut chance);
        let start = Instant::now();
        match asked(seed, &bytes) {
            Ok(_) => read += 1,
            Err(error) => {
                refused += 1;
                let said = error.to_string();
                assert!(
                    said.contains(&seed.name) && !error.message().is_empty(),
                    "{said}"
                );
            }
        }
        let took = start.elapsed();
        assert!(took < HANG, "{} took {took:?}", seed.name);
        longest = longest.max(took);
    }
    println!("{tries} damaged files: {read} read, {refused} refused, the longest {longest:?}");
    assert!(read > tries / 10 && refused > tries / 10);
}
