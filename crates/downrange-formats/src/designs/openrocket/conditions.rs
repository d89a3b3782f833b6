//! The conditions of a stored simulation: site, rod, wind and air (`SimulationConditionsHandler`, `WindHandler`,
//! `AtmosphereHandler`).
//!
//! Directions are compass bearings. OpenRocket's wind comes *from* its direction (`PinkNoiseWindModel` adds it to the
//! velocity of the rocket), east where the file says none; its rod leans toward its direction.

use std::f64::consts::{FRAC_PI_2, TAU};

use downrange::air::{Air, Weather, Wind, wind_from};
use downrange::flight::{Rail, Site};

use crate::designs::launch_conditions::LaunchConditions;
use crate::designs::numbers;
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::launch::site::keys::ELEVATION;

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
        warnings.missing(format!(
            "no simulation is stored: a vertical rod of {ROD} m at sea level, {LATITUDE}° north, standard air and no wind are taken"
        ));
        return Ok(LaunchConditions {
            site: Site {
                latitude: LATITUDE.to_radians(),
                longitude: 0.0,
                elevation: 0.0,
                date: None,
            },
            rail: Rail {
                length: ROD,
                elevation_angle: FRAC_PI_2,
                heading: 0.0,
            },
            air: Air::default(),
        });
    };
    let elevation = numbers::number_or(node, "launchaltitude", 0.0)?;
    if !ELEVATION.holds(elevation) {
        return Err(node
            .need("launchaltitude")?
            .error_of_text(format!("a site {elevation} m high"))
            .label("expected from -500 m to 40000 m"));
    }
    let site = Site {
        latitude: angle(node, "launchlatitude", LATITUDE, 90.0)?,
        longitude: angle(node, "launchlongitude", 0.0, 180.0)?,
        elevation,
        date: None,
    };
    let average = average(node)?;
    let wind = wind(node, average, elevation, warnings)?;
    let rail = rail(node, average.1, warnings)?;
    let weather = weather(node)?;
    let air = Air::new(weather, wind, elevation)
        .map_err(|fault| node.error(format!("the air: {}", fault.message)))?;
    if let Some(child) = node.child("geodeticmethod")
        && child.text() == "flat"
    {
        warnings.of(child, "the Earth is flown as the WGS-84 ellipsoid");
    }
    Ok(LaunchConditions { site, rail, air })
}

/// An angle in degrees, in rad.
fn angle(node: Node<'_>, name: &str, otherwise: f64, most: f64) -> Result<f64, Error> {
    let degrees = numbers::number_or(node, name, otherwise)?;
    match node.child(name) {
        Some(child) if degrees.abs() > most => Err(child
            .error_of_text(format!("{name} is {degrees}"))
            .label(format!("expected -{most} to {most} degrees"))),
        _ => Ok(degrees.to_radians()),
    }
}

fn rail(node: Node<'_>, wind: f64, warnings: &mut Warnings) -> Result<Rail, Error> {
    let mut length = numbers::size_or(node, "launchrodlength", ROD)?;
    if length <= 0.0 {
        length = ROD;
        let message = format!("a rod without length: {ROD} m is taken");
        warnings.of(node.need("launchrodlength")?, message);
    }
    let lean = angle(node, "launchrodangle", 0.0, 90.0)?;
    let direction = match numbers::flag(node, "launchintowind", false)? {
        true => {
            node.child("launchroddirection");
            wind
        }
        false => numbers::number_or(node, "launchroddirection", 90.0)?.to_radians(),
    };
    let direction = match lean < 0.0 {
        true => direction + TAU / 2.0,
        false => direction,
    };
    Ok(Rail {
        length,
        elevation_angle: FRAC_PI_2 - lean.abs(),
        heading: match lean == 0.0 {
            true => 0.0,
            false => direction.rem_euclid(TAU),
        },
    })
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
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    levels.dedup_by(|after, before| after.0 <= before.0);
    Ok((!levels.is_empty()).then_some(Wind::Layered(levels)))
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
            Ok(match (temperature, pressure) {
                (None, None) => Weather::Standard,
                _ => Weather::Site {
                    temperature,
                    pressure,
                },
            })
        }
        Some(other) => Err(atmosphere
            .error(format!("an unknown atmosphere `{other}`"))
            .label("expected isa or extendedisa")),
    }
}
