//! A launch with a table in a file, and what was made of it.

#![allow(dead_code)]

use std::path::Path;

use downrange::flight::Launch;
use downrange::motor::Motor;
use downrange_formats::{Error, ReadLaunch, parse_launch};
use tempfile::TempDir;

/// A launch with a table in a file.
pub fn read(key: &str, file: &str, table: &str) -> Result<ReadLaunch, Error> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(file), table).unwrap();
    launch(folder.path(), key, &format!("{file:?}"))
}

/// A launch of which a key is replaced.
pub fn launch(folder: &Path, key: &str, value: &str) -> Result<ReadLaunch, Error> {
    let given = |name: &str, default: &str| match name == key {
        true => format!("{} = {value}\n", name.rsplit('.').next().unwrap_or(name)),
        false => default.to_owned(),
    };
    let motor = match key {
        "motor.file" => given("motor.file", ""),
        _ => format!(
            "{}length = 0.3\ndiameter = 0.05\npropellant_mass = 0.5\ndry_mass = 0.5\n",
            given("motor.thrust", "thrust = [[0, 500], [2, 500]]\n")
        ),
    };
    let text = format!(
        "[site]\nlatitude = 0\nlongitude = 0\nelevation = 100\n[rail]\nlength = 5\nelevation_angle = \"90 deg\"\n[air]\n{}{}\
         [rocket]\nlength = 2\ndiameter = 0.1\nmass = 5\ncenter_of_mass = 1\ninertia = {{ axial = 0.1, transverse = 1 }}\n\
         {}normal_force_slope = 10\ncenter_of_pressure = 1.5\n[motor]\n{motor}",
        given("air.profile", ""),
        given("air.wind", ""),
        given("rocket.drag", "drag = 0.5\n"),
    );
    parse_launch(&text, folder)
}

pub fn told(read: &ReadLaunch) -> Vec<String> {
    let name = |file: &str| {
        Path::new(file)
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    };
    let told = read.warnings.iter();
    told.map(|warning| format!("{}: {warning}", name(&warning.file)))
        .collect()
}

pub fn motor(launch: &Launch) -> &Motor {
    let rocket = launch.vehicle.rocket().unwrap();
    &rocket.description().motor.as_ref().unwrap().motor
}

pub fn drag(launch: &Launch, mach: f64) -> f64 {
    let rocket = launch.vehicle.rocket().unwrap();
    match rocket.description().given.drag_power_off.as_ref().unwrap() {
        downrange::rocket::Coefficient::Mach(curve) => curve.at(mach),
        downrange::rocket::Coefficient::MachAndAngle { .. } => f64::NAN,
    }
}

/// The message, and the line of the file that was read.
pub fn refused(read: Result<ReadLaunch, Error>) -> (String, usize) {
    let error = read.unwrap_err();
    (
        error.message().to_owned(),
        error.line_and_column().unwrap().0,
    )
}
