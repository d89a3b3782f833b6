//! Fields of models over a site: NetCDF and GRIB.
#![cfg(all(feature = "grib", feature = "netcdf"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod made_fields;
mod sky;

use std::fs;

use downrange::air::geometric_at;
use made_fields::{self as made, PRESSURES, grib_2, net_cdf_3};
use sky::{air, levels, polar, reference, site, winds};

/// An hour after the first of two that are three hours apart, and a third of the way between points.
const DATE: Option<&str> = Some("2023-05-22T01:00:00Z");
const LATITUDE: f64 = 40.1;
const LONGITUDE: f64 = -105.3;

/// Defends interpolation in space and time: air that is linear in both is met over the site, from NetCDF with levels in either order and from
/// GRIB in every scanning mode, and both say the same of it.
#[test]
fn fields_are_interpolated_to_the_site_and_the_hour() {
    let files = [false, true].map(net_cdf_3).into_iter();
    let files = files.chain([made::net_cdf_3_of(false, 2)]);
    let modes = [0x00, 0x40, 0x80, 0xc0, 0x20, 0x60, 0xa0, 0xe0];
    let launch = site(LATITUDE, LONGITUDE, 900.0, DATE);
    for (file, bytes) in files.chain(modes.map(grib_2)).enumerate() {
        let (air, warnings) =
            air(&bytes, &launch).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!((levels(&air).len(), winds(&air).len()), (4, 4), "{file}");
        for (index, (level, wind)) in levels(&air).iter().zip(winds(&air)).enumerate() {
            let of = |made: fn(f64, f64, f64, usize) -> f64| made(LATITUDE, LONGITUDE, 1.0, index);
            assert_eq!(level.pressure, 100.0 * PRESSURES[index]);
            // Packed to 1 m²/s² or 1 mm, and to 0.001 K and m/s.
            let height = geometric_at(of(made::height), launch.latitude);
            assert!(
                (level.height - height).abs() < 0.11,
                "{file}: {} {height}",
                level.height
            );
            assert!(
                (level.temperature - of(made::temperature)).abs() < 0.002,
                "{file}"
            );
            assert!(
                (wind.1[0] - of(made::east)).abs() < 0.002,
                "{file}: {wind:?} {}",
                of(made::east)
            );
            assert!((wind.1[1] - of(made::north)).abs() < 0.002, "{file}");
        }
        let said = warnings[0].to_string();
        println!("{said}");
        assert!(
            said.contains(
                "(points 21 km apart) between 2023-05-22T00:00Z and 2023-05-22T03:00Z, 4 levels"
            ),
            "{said}"
        );
    }
}

/// Defends winds along the axes of a Lambert grid: they are turned by the convergence, `sin 38.5° (λ - 262.5°)`, to what it changes by within
/// a cell.
#[test]
fn winds_of_lambert_grids_are_turned() {
    let grid = made::lambert_grid();
    let mut bytes = Vec::new();
    for (level, pressure) in PRESSURES.iter().enumerate() {
        let height = made::height(40.0, -105.0, 0.0, level);
        let temperature = made::temperature(40.0, -105.0, 0.0, level);
        for (parameter, value) in [
            ((3, 5), height),
            ((0, 0), temperature),
            ((2, 2), 0.0),
            ((2, 3), 10.0),
        ] {
            bytes.extend(made::message(&grid, parameter, 0, *pressure, &[value; 9]));
        }
    }
    let (air, _) = air(&bytes, &site(40.4, -106.0, 900.0, None)).unwrap();
    let (speed, from) = polar(winds(&air)[0].1);
    let convergence = 38.5_f64.to_radians().sin() * (254.0 - 262.5);
    assert!((speed - 10.0).abs() < 1e-9);
    // A wind up the grid blows from its bottom.
    let expected = 180.0 + convergence;
    // Cells are 90 km wide: 1 degree of longitude, of which a half at most.
    assert!((from - expected).abs() < 0.35, "{from} {expected}");
}

/// Defends what a file lacks for a launch: the place, the hour and the levels are said, each with what is there.
#[test]
fn what_is_missing_is_said() {
    let here = |date| site(LATITUDE, LONGITUDE, 900.0, date);
    let two = "2023-05-22T00:00Z, 2023-05-22T03:00Z";
    for bytes in [net_cdf_3(false), grib_2(0)] {
        for (site, message) in [
            (
                site(41.0, LONGITUDE, 0.0, DATE),
                "the site, 41.000 N -105.300 E, is outside the grid of the file".to_owned(),
            ),
            (
                here(None),
                format!("it holds several hours, and [site] has no date: {two}"),
            ),
            (
                here(Some("2023-05-22")),
                format!("it holds several hours of 2023-05-22: {two}"),
            ),
            (
                here(Some("2023-05-22T04:00:00Z")),
                format!("the launch, 2023-05-22T04:00Z, is outside its hours: {two}"),
            ),
        ] {
            assert_eq!(air(&bytes, &site).unwrap_err().message(), message);
        }
    }
    let mut first = grib_2(0);
    first[7] = 1;
    let error = air(&first, &here(DATE)).unwrap_err();
    assert_eq!(error.message(), "GRIB 1, which is not read");
    let cut = &grib_2(0)[..300];
    assert_eq!(
        air(cut, &here(DATE)).unwrap_err().message(),
        "message 2, at byte 206: the file ends in it"
    );
}

/// Defends the real files: the air over the sites of RocketPy's flights is read from both dialects of NetCDF, GFS is read, and what has no
/// field at a pressure says what it has.
#[test]
fn real_fields_are_read() {
    let Some(folder) = reference() else { return };
    let read = |name: &str, site| air(&fs::read(folder.join(name)).unwrap(), &site);
    let dame = |date| site(41.775447, -86.572467, 206.0, Some(date));
    let (old, _) = read("era5_ndrt_2020.nc", dame("2020-02-23T16:00:00Z")).unwrap();
    let (new, warnings) = read("era5_ndrt_2020_new.nc", dame("2020-02-23T16:00:00Z")).unwrap();
    println!("{}", warnings[0]);
    for height in [500.0, 1500.0, 3000.0] {
        let (a, b) = (old.at(height), new.at(height));
        // Between hours of the one, at the hour of the other; both within 25 km.
        assert!(
            (a.temperature - b.temperature).abs() < 1.5,
            "{height}: {a:?} {b:?}"
        );
        assert!(
            (a.pressure / b.pressure - 1.0).abs() < 2e-3,
            "{height}: {a:?} {b:?}"
        );
    }
    let (euroc, warnings) = read(
        "era5_euroc_2023.nc",
        site(39.3897, -8.28896, 100.0, Some("2023-10-15T14:30:00Z")),
    )
    .unwrap();
    println!("{}", warnings[0]);
    assert!(levels(&euroc).len() > 30);
    let (gfs, warnings) =
        read("gfs_0p25_corner.grib2", site(32.99, -106.97, 1400.0, None)).unwrap();
    for warning in &warnings {
        println!("{warning}");
    }
    assert!(levels(&gfs).len() > 15 && levels(&gfs)[0].humidity.is_some());
    let error = read("hrrr_t2m_lambert.grib2", site(40.0, -105.0, 1600.0, None)).unwrap_err();
    assert_eq!(
        error.message(),
        "no field at a pressure; it holds Temperature at the ground"
    );
}

/// Defends grids over Greenwich: their longitudes begin below 360 degrees and end above none, as subsets of GFS over Europe do, and the site
/// lies on either side; members of a GEFS file are those of its messages; ICON's geopotential is a height.
#[test]
fn grids_over_greenwich_and_members_are_read() {
    let mut grid = made::grid_of_axes(0);
    grid[45..49].copy_from_slice(&359_750_000_u32.to_be_bytes());
    grid[54..58].copy_from_slice(&250_000_u32.to_be_bytes());
    let longitudes = [-0.25, 0.0, 0.25];
    let mut bytes = Vec::new();
    for member in [0, 7, 30] {
        for (level, pressure) in PRESSURES.iter().enumerate() {
            let fields: [((u8, u8), made::Made, f64); 4] = [
                ((3, 4), made::height, 9.80665),
                ((0, 0), made::temperature, 1.0),
                ((2, 2), made::east, 1.0),
                ((2, 3), made::north, 1.0),
            ];
            for (parameter, made, factor) in fields {
                let at = |latitude: f64, longitude: f64| {
                    factor * made(latitude, longitude - 105.0, f64::from(member), level)
                };
                let values = made::LATITUDES
                    .iter()
                    .flat_map(|latitude| longitudes.map(|longitude| at(*latitude, longitude)));
                let values: Vec<f64> = values.collect();
                let message = made::message(&grid, parameter, 0, *pressure, &values);
                bytes.extend(made::of_member(&message, member));
            }
        }
    }
    for longitude in [-0.1, 0.1] {
        let here = site(LATITUDE, longitude, 900.0, None);
        let file = downrange_formats::WeatherFile::read("gefs", &bytes).unwrap();
        let airs = file.airs(&here, &mut Vec::new()).unwrap();
        assert_eq!(airs.len(), 3);
        for (air, member) in airs.iter().zip([0.0, 7.0, 30.0]) {
            for (index, wind) in winds(air).iter().enumerate() {
                let east = made::east(LATITUDE, longitude - 105.0, member, index);
                assert!(
                    (wind.1[0] - east).abs() < 0.002,
                    "{longitude} {wind:?} {east}"
                );
                let height = made::height(LATITUDE, longitude - 105.0, member, index);
                let level = levels(air)[index];
                assert!((level.height - geometric_at(height, here.latitude)).abs() < 0.2);
            }
        }
    }
}
