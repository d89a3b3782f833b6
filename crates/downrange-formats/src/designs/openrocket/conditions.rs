//! The conditions of a stored simulation: site, rod, wind and air (`SimulationConditionsHandler`, `WindHandler`,
//! `AtmosphereHandler`).
//!
//! Directions are compass bearings. OpenRocket's wind comes *from* its direction (`PinkNoiseWindModel` adds it to the
//! velocity of the rocket), east where the file says none; its rod leans toward its direction.

use std::f64::consts::FRAC_PI_2;

use downrange::air::{Weather, Wind, wind_from};
use downrange::flight::Rail;

use crate::designs::launch_conditions::{
    self, LaunchConditions, air, degrees, elevation, layered, leaning_rail, site,
};
use crate::designs::numbers;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// OpenRocket's rod where none is said, m (`ApplicationPreferences`).
const ROD: f64 = 1.0;

/// OpenRocket's site where none is said, deg north.
const LATITUDE: f64 = 45.0;

/// Levels of a wind at most.
const MOST_LEVELS: usize = 10_000;

/// Reads the conditions of a simulation; without one they are OpenRocket's usual ones.
pub fn read(
    simulation: Option<Node<'_>>,
    warnings: &mut Warnings,
) -> Result<LaunchConditions, Error> {
    let Some(node) = simulation.and_then(|simulation| simulation.child("conditions")) else {
        return Ok(LaunchConditions::unsaid(ROD, LATITUDE, warnings));
    };
    let elevation = elevation(node, "launchaltitude")?;
    let latitude = degrees(node, "launchlatitude", LATITUDE, 90.0)?;
    let longitude = degrees(node, "launchlongitude", 0.0, 180.0)?;
    let site = site(latitude, longitude, elevation);
    let average = average(node)?;
    let wind = wind(node, average, elevation, warnings)?;
    let rail = rail(node, average.1, warnings)?;
    let weather = weather(node)?;
    let air = air(node, weather, wind, elevation)?;
    if let Some(child) = node.child("geodeticmethod")
        && child.text() == "flat"
    {
        warnings.of(child, "the Earth is flown as the WGS-84 ellipsoid");
    }
    Ok(LaunchConditions { site, rail, air })
}

fn rail(node: Node<'_>, wind: f64, warnings: &mut Warnings) -> Result<Rail, Error> {
    let mut length = numbers::size_or(node, "launchrodlength", ROD)?;
    if length <= 0.0 {
        length = ROD;
        let message = format!("a rod without length: {ROD} m is taken");
        warnings.of(node.need("launchrodlength")?, message);
    }
    let lean = degrees(node, "launchrodangle", 0.0, 90.0)?.to_radians();
    let direction = match numbers::flag(node, "launchintowind", false)? {
        true => {
            node.child("launchroddirection");
            wind
        }
        false => numbers::number_or(node, "launchroddirection", 90.0)?.to_radians(),
    };
    Ok(leaning_rail(length, lean, direction))
}

/// Speed, m/s, and direction, rad, of the average wind; the elements of new files go before those of old ones.
fn average(node: Node<'_>) -> Result<(f64, f64), Error> {
    let mut speed = numbers::size_or(node, "windaverage", 0.0)?;
    let mut direction = numbers::number_or(node, "winddirection", FRAC_PI_2)?;
    for wind in node.all("wind") {
        if wind.word("@model") == Some("average") {
            speed = numbers::size_or(wind, "speed", speed)?;
            direction = numbers::number_or(wind, "direction", direction)?;
        }
    }
    Ok((speed, direction))
}

fn wind(
    node: Node<'_>,
    (speed, direction): (f64, f64),
    elevation: f64,
    warnings: &mut Warnings,
) -> Result<Option<Wind>, Error> {
    let multilevel = node
        .word("windmodeltype")
        .is_some_and(|kind| kind.to_lowercase().contains("multi"));
    gusts(node, speed, multilevel, warnings)?;
    for wind in node.all("wind") {
        match (wind.word("@model"), multilevel) {
            (Some("multilevel"), true) => return levels(wind, elevation),
            // What the other model says is not flown.
            (Some("multilevel"), false) => wind.mark_used(),
            _ => {}
        }
    }
    Ok((speed > 0.0).then(|| Wind::Constant(wind_from(speed, direction))))
}

/// Gusts are random in OpenRocket: the standard deviation of the wind that flies, or of the strongest of its levels, is told
/// once. Old files say it as a share of the speed, new ones both ways.
fn gusts(
    node: Node<'_>,
    speed: f64,
    multilevel: bool,
    warnings: &mut Warnings,
) -> Result<(), Error> {
    let mut deviations = Vec::new();
    let intensity = numbers::size_or(node, "windturbulence", 0.0)?;
    if !multilevel {
        deviations.push((intensity * speed, node.child("windturbulence")));
    }
    for wind in node.all("wind") {
        let sigma = numbers::size_or(wind, "standarddeviation", 0.0)?;
        if !multilevel && speed > 0.0 {
            deviations.push((sigma, wind.child("standarddeviation")));
        }
        for level in wind.all("windlevel") {
            let sigma = numbers::size_or(level, "@standarddeviation", 0.0)?;
            if multilevel {
                deviations.push((sigma, level.child("@standarddeviation")));
            }
        }
    }
    let strongest = deviations.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((sigma, Some(child))) = strongest
        && sigma > 0.0
    {
        warnings.of(
            child,
            format!(
                "the wind is flown without gusts, of {sigma:.2} m/s here; a dispersion may have some"
            ),
        );
    }
    Ok(())
}

/// Wind by height, none without levels; of heights above sea level those of the site are taken off.
fn levels(wind: Node<'_>, elevation: f64) -> Result<Option<Wind>, Error> {
    let above_ground = wind.word("@altituderef") == Some("agl");
    let ground = if above_ground { 0.0 } else { elevation };
    let mut levels: Vec<(f64, [f64; 3])> = Vec::new();
    for level in wind.all("windlevel") {
        if levels.len() == MOST_LEVELS {
            return Err(level.error(format!("a wind of more than {MOST_LEVELS} levels")));
        }
        let height = numbers::number_or(level, "@altitude", 0.0)? - ground;
        let speed = numbers::size_or(level, "@speed", 0.0)?;
        let direction = numbers::number_or(level, "@direction", FRAC_PI_2)?;
        levels.push((height, wind_from(speed, direction)));
    }
    Ok(layered(levels))
}

fn weather(node: Node<'_>) -> Result<Weather, Error> {
    let Some(atmosphere) = node.child("atmosphere") else {
        return Ok(Weather::Standard);
    };
    match atmosphere.word("@model") {
        None | Some("isa") => Ok(Weather::Standard),
        Some("extendedisa") => {
            let temperature = numbers::size(atmosphere, "basetemperature")?;
            let pressure = numbers::size(atmosphere, "basepressure")?;
            Ok(launch_conditions::weather(temperature, pressure))
        }
        Some(other) => Err(atmosphere
            .error(format!("an unknown atmosphere `{other}`"))
            .label("expected isa or extendedisa")),
    }
}
