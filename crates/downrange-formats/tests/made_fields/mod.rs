//! Small files of fields, made byte by byte: NetCDF 3 as the Climate Data Store wrote it, and GRIB 2 in simple packing.
#![allow(clippy::unwrap_used, dead_code)]

/// Latitudes, deg, from the north; longitudes, deg; pressures, hPa.
pub const LATITUDES: [f64; 3] = [40.5, 40.25, 40.0];
pub const LONGITUDES: [f64; 3] = [-105.5, -105.25, -105.0];
pub const PRESSURES: [f64; 4] = [900.0, 800.0, 700.0, 600.0];

/// What is made up: linear in place, time (hours) and level, so that interpolation meets it but for its packing.
pub fn height(latitude: f64, longitude: f64, hour: f64, level: usize) -> f64 {
    [990.0, 1950.0, 3010.0, 4200.0][level]
        + 20.0 * (latitude - 40.0)
        + 8.0 * (longitude + 105.0)
        + hour
}
pub fn temperature(latitude: f64, _: f64, hour: f64, level: usize) -> f64 {
    [281.7, 275.5, 268.6, 260.9][level] - 2.0 * (latitude - 40.0) + 0.5 * hour
}
pub fn east(_: f64, longitude: f64, hour: f64, level: usize) -> f64 {
    4.0 * level as f64 + 6.0 * (longitude + 105.0) - hour
}
pub fn north(latitude: f64, _: f64, hour: f64, level: usize) -> f64 {
    2.0 - level as f64 + 4.0 * (latitude - 40.0) + 2.0 * hour
}

pub type Made = fn(f64, f64, f64, usize) -> f64;

/// What a message of GRIB 2 has: category and number of its parameter, and what is made up of it.
const PARAMETERS: [((u8, u8), Made); 4] = [
    ((3, 5), height),
    ((0, 0), temperature),
    ((2, 2), east),
    ((2, 3), north),
];

/// Name, dimensions, type, unit, numbers, bytes.
type Variable<'v> = (
    &'v str,
    Vec<usize>,
    usize,
    &'v str,
    Vec<(&'v str, f64)>,
    Vec<u8>,
);

fn word(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend((number as u32).to_be_bytes());
}

fn name(bytes: &mut Vec<u8>, name: &str) {
    word(bytes, name.len());
    bytes.extend(name.bytes());
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}

/// Attributes: a unit, and numbers.
fn attributes(bytes: &mut Vec<u8>, unit: &str, numbers: &[(&str, f64)]) {
    word(bytes, 0x0c);
    word(bytes, 1 + numbers.len());
    name(bytes, "units");
    word(bytes, 2);
    name(bytes, unit);
    for (key, number) in numbers {
        name(bytes, key);
        word(bytes, 6);
        word(bytes, 1);
        bytes.extend(number.to_be_bytes());
    }
}

/// NetCDF 3 (CDF-1) with `time`, `level` and packed whole numbers, of the hours 0 and 3 of 22 May 2023; levels from the top if asked.
pub fn net_cdf_3(from_the_top: bool) -> Vec<u8> {
    net_cdf_3_of(from_the_top, 1)
}

/// The same with a dimension `expver` of so many: each hour is in one of them and missing in the others, as the store joins ERA5 and
/// its first release.
pub fn net_cdf_3_of(from_the_top: bool, versions: usize) -> Vec<u8> {
    let mut levels: Vec<usize> = (0..PRESSURES.len()).collect();
    if from_the_top {
        levels.reverse();
    }
    let hours = [0.0, 3.0];
    // Hours from 1900 to 22 May 2023, 00 UTC.
    let start = 24 * 45_066;
    let floats = |values: &[f64]| {
        values
            .iter()
            .flat_map(|value| (*value as f32).to_be_bytes())
            .collect::<Vec<u8>>()
    };
    let integers = |values: &[usize]| {
        values
            .iter()
            .flat_map(|value| (*value as u32).to_be_bytes())
            .collect::<Vec<u8>>()
    };
    let packed = |made: Made, factor: f64, scale: f64, offset: f64| {
        let mut bytes = Vec::new();
        for (index, hour) in hours.into_iter().enumerate() {
            for version in 0..versions {
                for level in &levels {
                    for latitude in LATITUDES {
                        for longitude in LONGITUDES {
                            let value = factor * made(latitude, longitude, hour, *level);
                            let number = match version == index % versions {
                                true => ((value - offset) / scale).round() as i16,
                                false => -32_767,
                            };
                            bytes.extend(number.to_be_bytes());
                        }
                    }
                }
            }
        }
        bytes
    };
    let pressures: Vec<usize> = levels
        .iter()
        .map(|level| PRESSURES[*level] as usize)
        .collect();
    let of_air = |scale: f64, offset: f64| {
        vec![
            ("scale_factor", scale),
            ("add_offset", offset),
            ("missing_value", -32_767.0),
        ]
    };
    let dimensions = || match versions {
        1 => vec![0, 1, 2, 3],
        _ => vec![0, 4, 1, 2, 3],
    };

    let variables: Vec<Variable<'_>> = vec![
        (
            "longitude",
            vec![3],
            5,
            "degrees_east",
            vec![],
            floats(&LONGITUDES),
        ),
        (
            "latitude",
            vec![2],
            5,
            "degrees_north",
            vec![],
            floats(&LATITUDES),
        ),
        (
            "level",
            vec![1],
            4,
            "millibars",
            vec![],
            integers(&pressures),
        ),
        (
            "time",
            vec![0],
            4,
            "hours since 1900-01-01 00:00:00.0",
            vec![],
            integers(&[start, start + 3]),
        ),
        (
            "z",
            dimensions(),
            3,
            "m**2 s**-2",
            of_air(1.0, 25_000.0),
            packed(height, 9.80665, 1.0, 25_000.0),
        ),
        (
            "t",
            dimensions(),
            3,
            "K",
            of_air(0.001, 270.0),
            packed(temperature, 1.0, 0.001, 270.0),
        ),
        (
            "u",
            dimensions(),
            3,
            "m s**-1",
            of_air(0.001, 0.0),
            packed(east, 1.0, 0.001, 0.0),
        ),
        (
            "v",
            dimensions(),
            3,
            "m s**-1",
            of_air(0.001, 0.0),
            packed(north, 1.0, 0.001, 0.0),
        ),
    ];
    let head = |begins: &[usize]| {
        let mut bytes = b"CDF\x01".to_vec();
        word(&mut bytes, 0);
        word(&mut bytes, 0x0a);
        let all = [
            ("time", 2),
            ("level", 4),
            ("latitude", 3),
            ("longitude", 3),
            ("expver", versions),
        ];
        let all = &all[..if versions == 1 { 4 } else { 5 }];
        word(&mut bytes, all.len());
        for (dimension, size) in all.iter().copied() {
            name(&mut bytes, dimension);
            word(&mut bytes, size);
        }
        word(&mut bytes, 0);
        word(&mut bytes, 0);
        word(&mut bytes, 0x0b);
        word(&mut bytes, variables.len());
        for ((variable, dimensions, kind, unit, numbers, data), begin) in
            variables.iter().zip(begins)
        {
            name(&mut bytes, variable);
            word(&mut bytes, dimensions.len());
            dimensions
                .iter()
                .for_each(|dimension| word(&mut bytes, *dimension));
            attributes(&mut bytes, unit, numbers);
            word(&mut bytes, *kind);
            word(&mut bytes, data.len().next_multiple_of(4));
            word(&mut bytes, *begin);
        }
        bytes
    };
    let mut begins = vec![0; variables.len()];
    let mut at = head(&begins).len();
    for (begin, variable) in begins.iter_mut().zip(&variables) {
        *begin = at;
        at += variable.5.len().next_multiple_of(4);
    }
    let mut bytes = head(&begins);
    for variable in &variables {
        bytes.extend(&variable.5);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    bytes
}

/// A section of GRIB: its length and number before its content.
fn section(bytes: &mut Vec<u8>, number: u8, content: &[u8]) {
    word(bytes, 5 + content.len());
    bytes.push(number);
    bytes.extend(content);
}

/// Octets of a number whose first bit is its sign.
fn signed(number: f64) -> [u8; 4] {
    let size = number.abs().round() as u32;
    (if number < 0.0 { size | 1 << 31 } else { size }).to_be_bytes()
}

/// Section 3 of the grid of [`LATITUDES`] and [`LONGITUDES`]; `scanning` of flag table 3.4.
pub fn grid_of_axes(scanning: u8) -> Vec<u8> {
    let mut bytes = vec![0];
    word(&mut bytes, 9);
    bytes.extend([0, 0, 0, 0, 6]);
    bytes.extend([0; 15]);
    word(&mut bytes, 3);
    word(&mut bytes, 3);
    bytes.extend([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
    let (mut latitudes, mut longitudes) =
        ((LATITUDES[0], LATITUDES[2]), (LONGITUDES[0], LONGITUDES[2]));
    if scanning & 0x40 != 0 {
        latitudes = (latitudes.1, latitudes.0);
    }
    if scanning & 0x80 != 0 {
        longitudes = (longitudes.1, longitudes.0);
    }
    bytes.extend(signed(1e6 * latitudes.0));
    bytes.extend(signed(1e6 * (longitudes.0 + 360.0)));
    bytes.push(0x30);
    bytes.extend(signed(1e6 * latitudes.1));
    bytes.extend(signed(1e6 * (longitudes.1 + 360.0)));
    bytes.extend(signed(250_000.0));
    bytes.extend(signed(250_000.0));
    bytes.push(scanning);
    bytes
}

/// Section 3 of a Lambert grid like HRRR's, 3 by 3 points some 90 km apart, winds along its axes; the first point at 40 N, 106.5 W.
pub fn lambert_grid() -> Vec<u8> {
    let mut bytes = vec![0];
    word(&mut bytes, 9);
    bytes.extend([0, 0, 0, 30, 6]);
    bytes.extend([0; 15]);
    word(&mut bytes, 3);
    word(&mut bytes, 3);
    bytes.extend(signed(40e6));
    bytes.extend(signed(253.5e6));
    bytes.push(0x38);
    bytes.extend(signed(38.5e6));
    bytes.extend(signed(262.5e6));
    bytes.extend(signed(90_000_000.0));
    bytes.extend(signed(90_000_000.0));
    bytes.extend([0, 0x40]);
    bytes.extend(signed(38.5e6));
    bytes.extend(signed(38.5e6));
    bytes.extend(signed(-90e6));
    bytes.extend(signed(0.0));
    bytes
}

/// A message of one field at a pressure, hPa: category and number of its parameter, hours after 22 May 2023, 00 UTC, values in thousandths.
pub fn message(
    grid: &[u8],
    (category, number): (u8, u8),
    hour: u8,
    hectopascals: f64,
    values: &[f64],
) -> Vec<u8> {
    let mut body = Vec::new();
    section(
        &mut body,
        1,
        &[0, 7, 0, 0, 2, 1, 1, 0x07, 0xe7, 5, 22, 0, 0, 0, 0, 1],
    );
    section(&mut body, 3, grid);
    let mut product = vec![
        0, 0, 0, 0, category, number, 2, 0, 81, 0, 0, 0, 1, 0, 0, 0, hour, 100, 0,
    ];
    product.extend(((100.0 * hectopascals) as u32).to_be_bytes());
    product.extend([255, 0, 0, 0, 0, 0]);
    section(&mut body, 4, &product);
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let mut representation = Vec::new();
    word(&mut representation, values.len());
    representation.extend([0, 0]);
    representation.extend(((1000.0 * least) as f32).to_be_bytes());
    representation.extend([0, 0, 0, 3, 24, 0]);
    section(&mut body, 5, &representation);
    section(&mut body, 6, &[255]);
    let reference = f64::from((1000.0 * least) as f32);
    let data: Vec<u8> = values
        .iter()
        .flat_map(|value| {
            ((1000.0 * value - reference).round().max(0.0) as u32).to_be_bytes()[1..].to_vec()
        })
        .collect();
    section(&mut body, 7, &data);
    let mut bytes = b"GRIB\0\0\0\x02".to_vec();
    bytes.extend((16 + body.len() as u64 + 4).to_be_bytes());
    bytes.extend(body);
    bytes.extend(b"7777");
    bytes
}

/// GRIB 2 of the same air on the grid of axes, of the hours 0 and 3, scanned so.
pub fn grib_2(scanning: u8) -> Vec<u8> {
    let grid = grid_of_axes(scanning);
    let (mut latitudes, mut longitudes) = (LATITUDES.to_vec(), LONGITUDES.to_vec());
    if scanning & 0x40 != 0 {
        latitudes.reverse();
    }
    if scanning & 0x80 != 0 {
        longitudes.reverse();
    }
    let mut bytes = Vec::new();
    for hour in [0, 3] {
        for (level, pressure) in PRESSURES.iter().enumerate() {
            for (parameter, made) in PARAMETERS {
                let at = |latitude: &f64, longitude: &f64| {
                    made(*latitude, *longitude, f64::from(hour), level)
                };
                let values: Vec<f64> = match scanning & 0x20 == 0 {
                    true => latitudes
                        .iter()
                        .flat_map(|a| longitudes.iter().map(move |b| at(a, b)))
                        .collect(),
                    false => longitudes
                        .iter()
                        .flat_map(|b| latitudes.iter().map(move |a| at(a, b)))
                        .collect(),
                };
                bytes.extend(message(&grid, parameter, hour, *pressure, &values));
            }
        }
    }
    bytes
}

/// GRIB 2 of one hour after a run, as NOMADS answers: its year, month, day and hour; of a member if it is said, whose wind to the east is
/// as many m/s more.
pub fn grib_of_run(run: [u16; 4], hour: u8, member: Option<u8>) -> Vec<u8> {
    let grid = grid_of_axes(0);
    let mut bytes = Vec::new();
    for (level, pressure) in PRESSURES.iter().enumerate() {
        for (parameter, made) in PARAMETERS {
            let more = if parameter == (2, 2) {
                f64::from(member.unwrap_or(0))
            } else {
                0.0
            };
            let at =
                |latitude: &f64, longitude: &f64| more + made(*latitude, *longitude, 0.0, level);
            let values: Vec<f64> = LATITUDES
                .iter()
                .flat_map(|a| LONGITUDES.iter().map(move |b| at(a, b)))
                .collect();
            let message = self::message(&grid, parameter, hour, *pressure, &values);
            let mut message = match member {
                Some(member) => of_member(&message, member),
                None => message,
            };
            // Octets 13 to 16 of section 1.
            message[28..30].copy_from_slice(&run[0].to_be_bytes());
            for (at, part) in run[1..].iter().enumerate() {
                message[30 + at] = *part as u8;
            }
            bytes.extend(message);
        }
    }
    bytes
}

/// A message as one of a member of an ensemble: template 4.1 has three octets more.
pub fn of_member(message: &[u8], member: u8) -> Vec<u8> {
    let mut bytes = message[..16].to_vec();
    let mut at = 16;
    while &message[at..at + 4] != b"7777" {
        let length = u32::from_be_bytes(message[at..at + 4].try_into().unwrap()) as usize;
        let mut section = message[at..at + length].to_vec();
        if section[4] == 4 {
            section[8] = 1;
            section.extend([3, member, 31]);
            let length = (section.len() as u32).to_be_bytes();
            section[..4].copy_from_slice(&length);
        }
        bytes.extend(section);
        at += length;
    }
    bytes.extend(b"7777");
    let length = (bytes.len() as u64).to_be_bytes();
    bytes[8..16].copy_from_slice(&length);
    bytes
}
