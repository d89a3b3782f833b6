//! Files of weather services beside what reference readers decode of them, where they lie beside this repository
//! (`shared/reference/weather`): every value is met to the last digit that is given.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;

use super::fields::{FieldKey, FieldLevel, FieldQuantity, FieldSource, Fields};
use super::{grib2, net_cdf};

fn folder() -> Option<PathBuf> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/weather");
    if !folder.is_dir() {
        println!("left out: shared/reference/weather is not here");
        return None;
    }
    Some(folder)
}

/// The rows of a table, by the names of its columns.
fn rows(text: &str) -> Vec<BTreeMap<&str, &str>> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| names.iter().copied().zip(line.split(',')).collect())
        .collect()
}

/// Whether a number is one that is printed to some digits, trailing zeros left out; `slack` is of the number itself.
fn meets(value: f64, printed: &str, digits: i32, slack: f64) -> bool {
    let number: f64 = printed.parse().unwrap();
    let first = if number == 0.0 {
        0.0
    } else {
        number.abs().log10().floor()
    };
    let last = 10f64.powi(first as i32 + 1 - digits);
    (value - number).abs() <= 0.5001 * last + slack * number.abs()
}

/// The number of a field at a place, deg.
fn at(
    fields: &Fields,
    source: &dyn FieldSource,
    key: FieldKey,
    latitude: f64,
    longitude: f64,
) -> f64 {
    let field = fields.fields[&key];
    let stencil = fields.grids[field.grid]
        .around(latitude, longitude)
        .unwrap();
    stencil.interpolate(source.values(field.index, stencil.points).unwrap())
}

/// Defends NetCDF of both dialects against Unidata's library.
#[test]
fn net_cdf_is_decoded_as_by_the_reference() {
    let Some(folder) = folder() else { return };
    let table = fs::read_to_string(folder.join("values_netcdf.csv")).unwrap();
    let mut open: BTreeMap<&str, (Fields, net_cdf::NetCdfSource)> = BTreeMap::new();
    let mut met = 0;
    for row in rows(&table) {
        let file = row["file"];
        let (fields, source) = open
            .entry(file)
            .or_insert_with(|| net_cdf::read(&fs::read(folder.join(file)).unwrap()).unwrap());
        let number = |name: &str| row[name].parse::<f64>().unwrap();
        let time: Timestamp = row["time_utc"].replace('Z', ":00Z").parse().unwrap();
        for (name, quantity) in [
            ("geopotential_m2_s2", FieldQuantity::Geopotential),
            ("temperature_k", FieldQuantity::Temperature),
            ("u_m_s", FieldQuantity::WindX),
            ("v_m_s", FieldQuantity::WindY),
        ] {
            let level = FieldLevel::Pressure((100.0 * number("level_hpa")).round() as u32);
            let key = FieldKey {
                member: 0,
                time,
                level,
                quantity,
            };
            let value = at(fields, source, key, number("lat_deg"), number("lon_deg"));
            assert!(
                meets(value, row[name], 6, 0.0),
                "{row:?}: {name} is {value}"
            );
            met += 1;
        }
    }
    println!("{met} values of NetCDF");
    assert!(met > 1_000);
}

/// Defends GRIB 2 in every packing against ecCodes: least, greatest, mean, first and middle number of each field, at its hour and level.
#[test]
fn grib_is_decoded_as_by_the_reference() {
    let Some(folder) = folder() else { return };
    let table = fs::read_to_string(folder.join("values_grib.csv")).unwrap();
    let mut files: BTreeMap<&str, Vec<BTreeMap<&str, &str>>> = BTreeMap::new();
    for row in rows(&table).into_iter().filter(|row| row["edition"] == "2") {
        files.entry(row["file"]).or_default().push(row);
    }
    for (file, rows) in files {
        let (fields, source) = grib2::read(&fs::read(folder.join(file)).unwrap()).unwrap();
        let mut known = 0;
        for row in &rows {
            let index = row["message"].parse::<usize>().unwrap() - 1;
            let values: Vec<f64> = source
                .decoded(index, |numbers| numbers.map(f64::from).collect())
                .unwrap();
            let count: usize =
                row["ni"].parse::<usize>().unwrap() * row["nj"].parse::<usize>().unwrap();
            assert_eq!(values.len(), count, "{row:?}");
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let mean = values.iter().sum::<f64>() / count as f64;
            for (name, value) in [
                ("min", least),
                ("max", greatest),
                ("mean", mean),
                ("value_1", values[0]),
            ] {
                // Single numbers: a mean of a million of them differs by their rounding.
                let slack = if name == "mean" { 1e-6 } else { 1e-7 };
                assert!(
                    meets(value, row[name], 7, slack),
                    "{row:?}: {name} is {value}"
                );
            }
            let found = fields.fields.iter().find(|(_, field)| field.index == index);
            let Some((key, _)) = found else { continue };
            known += 1;
            let place = |name: &str| row[name].parse::<f64>().unwrap();
            let middle = at(&fields, &source, *key, place("lat_mid"), place("lon_mid"));
            // Places are printed to 1e-5 deg: next to the point.
            assert!(
                meets(middle, row["value_mid"], 7, 1e-5),
                "{row:?}: middle is {middle}"
            );
            if row["level_type"] == "isobaricInhPa" {
                let pascals = 100 * row["level"].parse::<u32>().unwrap();
                assert_eq!(key.level, FieldLevel::Pressure(pascals), "{row:?}");
            }
            let day = key.time.strftime("%Y%m%d").to_string();
            let hour: i64 =
                row["time"].parse::<i64>().unwrap() / 100 + row["step"].parse::<i64>().unwrap();
            assert_eq!(
                (
                    day.as_str(),
                    key.time.strftime("%H").to_string().parse().unwrap()
                ),
                (row["date"], hour),
                "{row:?}"
            );
        }
        println!("{file}: {} fields, {known} of the air", rows.len());
        assert!(known > 0);
    }
}

/// Defends GRIB 1: it is refused, and what to do is said.
#[test]
fn grib_1_is_refused_with_the_remedy() {
    let Some(folder) = folder() else { return };
    let bytes = fs::read(folder.join("era5_levels_members.grib")).unwrap();
    let error = super::WeatherFile::read("era5.grib", &bytes).err().unwrap();
    assert_eq!(error.message(), "GRIB 1, which is not read");
    assert!(error.advice().unwrap().starts_with("ask for NetCDF"));
}
