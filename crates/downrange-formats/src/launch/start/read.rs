//! `[rail]`, `[start]` and `[earth]`.

use std::f64::consts::FRAC_PI_2;

use downrange::earth::Earth;
use downrange::flight::{Rail, Site, StartState};
use downrange::quantity::Dimension;

use crate::error::Error;
use crate::toml_file::entry::TableReader;
use crate::toml_file::value;

/// The rail of the table.
pub fn rail(entry: TableReader<'_>) -> Result<Rail, Error> {
    let elevation_angle = entry.need("elevation_angle")?;
    Ok(Rail {
        length: entry.need("length")?,
        elevation_angle,
        heading: heading(entry, elevation_angle)?,
    })
}

/// A heading, which only the vertical does not need.
fn heading(entry: TableReader<'_>, elevation_angle: f64) -> Result<f64, Error> {
    match FRAC_PI_2 - elevation_angle.abs() < 1e-9 {
        true => entry.number_or("heading", 0.0),
        false => entry.need("heading"),
    }
}

/// The state of the table.
pub fn state(entry: TableReader<'_>, site: &Site) -> Result<StartState, Error> {
    let height = match (entry.number("height")?, entry.number("height_agl")?) {
        (Some(height), None) => height,
        (None, Some(height)) => site.elevation + height,
        (Some(_), Some(_)) => return Err(entry.beside("height_agl", "height")),
        (None, None) => {
            return Err(entry
                .error("the start has no height")
                .label("expected `height` or `height_agl`"));
        }
    };
    if height < site.elevation {
        let below = value::shown(site.elevation - height, Dimension::Length);
        let title = format!("the start is {below} below the ground of the site");
        return Err(entry.error_at("height", title));
    }
    let velocity = velocity(entry)?;
    let [yaw, pitch] = forward(velocity);
    Ok(StartState {
        latitude: entry.number_or("latitude", site.latitude)?,
        longitude: entry.number_or("longitude", site.longitude)?,
        height,
        velocity,
        attitude: [
            entry.number_or("yaw", yaw)?,
            entry.number_or("pitch", pitch)?,
            entry.number_or("roll", 0.0)?,
        ],
        angular_rates: [
            entry.number_or("roll_rate", 0.0)?,
            entry.number_or("pitch_rate", 0.0)?,
            entry.number_or("yaw_rate", 0.0)?,
        ],
        inertial_rates: entry.choice("rates")? == Some("inertial"),
    })
}

/// North, east and down, in either form.
fn velocity(entry: TableReader<'_>) -> Result<[f64; 3], Error> {
    if let Some(speed) = entry.number("speed")? {
        for key in ["north", "east", "down"] {
            if entry.has(key) {
                return Err(entry.beside(key, "speed"));
            }
        }
        if speed == 0.0 {
            return Ok([0.0; 3]);
        }
        let elevation_angle = entry.need("elevation_angle")?;
        let heading = heading(entry, elevation_angle)?;
        let (climb, level) = elevation_angle.sin_cos();
        let (east, north) = heading.sin_cos();
        return Ok([speed * level * north, speed * level * east, -speed * climb]);
    }
    for key in ["elevation_angle", "heading"] {
        if entry.has(key) {
            let title = format!("`{key}` without a `speed`");
            return Err(entry
                .error_at(key, title)
                .label("it is the direction of a speed; `yaw` and `pitch` are those of the body"));
        }
    }
    Ok([
        entry.number_or("north", 0.0)?,
        entry.number_or("east", 0.0)?,
        entry.number_or("down", 0.0)?,
    ])
}

/// Yaw and pitch along a velocity north, east, down; of none, level to the north.
fn forward([north, east, down]: [f64; 3]) -> [f64; 2] {
    let level = north.hypot(east);
    match level == 0.0 && down == 0.0 {
        true => [0.0, 0.0],
        false => [east.atan2(north), (-down).atan2(level)],
    }
}

/// The planet of the table.
pub fn earth(entry: TableReader<'_>) -> Result<Earth, Error> {
    let rotation_rate = entry.number_or("rotation_rate", Earth::WGS84.rotation_rate)?;
    match entry.choice("model")? {
        Some("sphere") => Ok(Earth::sphere(entry.need("radius")?, rotation_rate)),
        _ if entry.has("radius") => Err(entry
            .error_at("radius", "`radius` without a sphere")
            .label("expected `model = \"sphere\"` too; WGS-84 has its own")),
        _ => Ok(Earth {
            rotation_rate,
            ..Earth::WGS84
        }),
    }
}
