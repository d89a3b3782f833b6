//! Student rockets in ERA5 read directly, beside the profile in their launch files.
//!
//! Four of the seven flew in a reanalysis whose file lies in `shared/reference/weather` beside this repository: NDRT 2020 and Bella Lui 2020
//! each in their own, Cavour and Halcyon in that of EuRoC 2023. (The files of Juno 3 and Prometheus are not in RocketPy's repository;
//! Valetudo's launch file has a wind of its own.) The profiles in the launch files are what RocketPy makes of the same files, every 100 m; what
//! differs is ours: geopotential to geometric height by the gravity of the latitude, levels where the model has them, humidity.

use std::path::PathBuf;

use anyhow::Context;
use downrange::flight::{Launch, Recording, fly};
use downrange_formats::WeatherFile;
use downrange_testkit::stored_flights::reference;

use crate::{Check, Group, flights};

/// Rockets by the names of their launches' folders, and the reanalysis of their day.
const FILES: [(&str, &str); 5] = [
    ("NDRT", "era5_ndrt_2020.nc"),
    ("NDRT", "era5_ndrt_2020_new.nc"),
    ("Bella Lui", "era5_bella_lui_2020.nc"),
    ("Cavour", "era5_euroc_2023.nc"),
    ("Halcyon", "era5_euroc_2023.nc"),
];

/// The folder of the files, where it lies beside this repository.
pub fn folder() -> Option<PathBuf> {
    reference("weather")
}

/// Flies each in the air that its file has over its site.
///
/// # Errors
/// When a file cannot be read or a flight not be flown.
pub fn group() -> anyhow::Result<Group> {
    let mut checks = Vec::new();
    if let Some(folder) = folder() {
        let cases = flights::cases()?;
        for (name, file) in FILES {
            let mut cases = cases.iter();
            let case = cases.find(|case| case.launch.name.contains(name));
            let case = case.with_context(|| format!("no flight is called {name}"))?;
            let weather = WeatherFile::open(folder.join(file))
                .map_err(|error| anyhow::anyhow!(error.to_string()))?;
            let air = weather.air(&case.launch.site, &mut Vec::new());
            let launch = Launch {
                air: air.map_err(|error| anyhow::anyhow!(error.to_string()))?,
                ..case.launch.clone()
            };
            let [ours, listed] = [&launch, &case.launch]
                .map(|launch| fly(launch, Recording::None).map(|flight| flight.outcome));
            let (ours, listed) = (ours?, listed?);
            let title = format!("{}, {file}", case.launch.name);
            let figure = |quantity, ours, listed, allowed| {
                Check::share(&title, quantity, ours, listed, allowed)
            };
            let miss = (ours.landing.east - listed.landing.east)
                .hypot(ours.landing.north - listed.landing.north);
            checks.push(Check {
                measured: Some(case.measured_apogee()),
                ..figure("apogee, m", ours.apogee_agl, listed.apogee_agl, 0.005)
            });
            checks.push(figure(
                "max speed, m/s",
                ours.max_speed.value,
                listed.max_speed.value,
                0.005,
            ));
            checks.push(Check {
                difference: miss / (ours.apogee_agl + listed.landing.distance),
                ..figure(
                    "landing, m",
                    ours.landing.distance,
                    listed.landing.distance,
                    0.03,
                )
            });
        }
    }
    Ok(Group {
        title: "Student rockets in ERA5 read directly",
        reference: "profile in the launch file",
        note: "NDRT 2020 (in both dialects of NetCDF), Bella Lui, Cavour and Halcyon; the files of Juno 3 and Prometheus are not to be had, and \
               Valetudo has none. A landing may miss 3 % of apogee and way together. Left out where the files do not lie beside this repository."
            .to_owned(),
        checks,
        charts: Vec::new(),
    })
}
