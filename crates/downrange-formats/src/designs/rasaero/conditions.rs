//! `LaunchSite` and `Recovery`.

use std::f64::consts::{FRAC_PI_2, PI};

use downrange::air::{Air, Wind, wind_from};
use downrange::flight::{Rail, Site};
use downrange::quantity::Dimension;
use downrange::rocket::{Parachute, Part, PartShape, Releases, Rocket, Trigger};

use super::units::{inches, si};
use crate::designs::launch_conditions::{LaunchConditions, weather};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;
use crate::launch::site::keys::ELEVATION;

/// The rod of a file that says none, ft: six feet, as launch pads for high power have it.
const USUAL_ROD: f64 = 6.0;

/// Where the file leaves it open, deg north: there the standard gravity of 9.80665 m/s² is the Earth's.
const LATITUDE: f64 = 45.0;

/// Pressures reduced to sea level, inHg: but for the worst storms they stay within 950 and 1065 hPa.
const SEA_LEVEL: std::ops::RangeInclusive<f64> = 28.0..=31.5;

/// Standard pressure at sea level, Pa (US-1976).
const STANDARD: f64 = 101_325.0;

/// What opens at a recovery event; each is a disc with its drag coefficient.
const DEVICES: &[&str] = &["Parachute", "Chute", "Streamer"];

/// The greatest drag coefficient of one: a hundred times that of a round parachute would be a slip of the pen.
const BLUNTEST: f64 = 100.0;

/// Reads `LaunchSite`.
pub fn read(node: Node<'_>, warnings: &mut Warnings) -> Result<LaunchConditions, Error> {
    let elevation = si(node.number_or_zero("Altitude")?, "ft", Dimension::Length);
    if !ELEVATION.holds(elevation) {
        let fault = node
            .need("Altitude")?
            .error_of_text(format!("an Altitude of the site of {elevation:.0} m"));
        return Err(fault.label("in ft; expected from -500 m to 40000 m"));
    }
    let site = Site {
        latitude: si(LATITUDE, "deg", Dimension::Angle),
        longitude: 0.0,
        elevation,
        date: None,
    };
    warnings.missing(format!(
        "where on Earth it stands is not said: latitude {LATITUDE}°, where gravity is the standard one, and longitude 0°"
    ));
    warnings.remark(
        "site.latitude",
        "the file does not say where: here gravity is the standard one",
    );
    let lean = node.number_or_zero("RodAngle")?;
    if !(-90.0..=90.0).contains(&lean) {
        return Err(node
            .need("RodAngle")?
            .error_of_text(format!("a RodAngle of {lean}°"))
            .label("expected degrees from the vertical"));
    }
    let elevation_angle = si(90.0 - lean.abs(), "deg", Dimension::Angle);
    let rail = Rail {
        length: si(rod(node, warnings)?, "ft", Dimension::Length),
        elevation_angle: elevation_angle.min(FRAC_PI_2),
        heading: match lean < 0.0 {
            true => si(180.0, "deg", Dimension::Angle),
            false => 0.0,
        },
    };
    let temperature = node
        .number("Temperature")?
        .map(|value| si(value, "F", Dimension::Temperature));
    if temperature.is_none() {
        warnings.missing("no Temperature is said: that of the standard atmosphere is taken");
    }
    if node.number("Altitude")?.is_none() {
        warnings.missing("no Altitude of the site is said: taken at sea level");
    }
    let pressure = pressure(node, elevation, warnings)?;
    let weather = weather(temperature, pressure);
    let speed = si(node.number_or_zero("WindSpeed")?, "mph", Dimension::Speed);
    if speed < 0.0 {
        return Err(node.need("WindSpeed")?.error_of_text("a wind below zero"));
    }
    let wind = (speed > 0.0).then(|| Wind::Constant(wind_from(speed, 0.0)));
    if lean != 0.0 || speed > 0.0 {
        warnings.missing(
            "where the rail leans and whence the wind blows is not said: it leans to the north, the wind is from the north, \
             alike at every height",
        );
    }
    let air = Air::new(weather, wind, elevation).map_err(|fault| {
        let name = match fault.place.as_str() {
            "temperature" => "Temperature",
            "pressure" => "Pressure",
            "elevation" => "Altitude",
            _ => "WindSpeed",
        };
        let place = node.child(name).unwrap_or(node);
        let unit = match name {
            "Temperature" => "°F",
            "Pressure" => "inHg",
            "Altitude" => "ft",
            _ => "mph",
        };
        place
            .error_of_text(format!("{name}: {}", fault.message))
            .label(format!("in {unit}"))
    })?;
    Ok(LaunchConditions { site, rail, air })
}

/// The length of the rod, ft. Where nobody filled it in, a usual one is taken: of a flight without wind it changes little.
fn rod(node: Node<'_>, warnings: &mut Warnings) -> Result<f64, Error> {
    let said = node.not_negative("RodLength")?;
    if said > 0.0 {
        return Ok(said);
    }
    let place = node.child("RodLength").unwrap_or(node);
    let message = format!("no length of the rod is said: {USUAL_ROD} ft is taken");
    warnings.of(place, message);
    Ok(USUAL_ROD)
}

/// Without lugs, guides or shoes in the drawing a rocket is held from the base of its nose to its tail, as in a tower,
/// and a rail shorter than that would not hold it at all. What the file calls the length of the rod is then how far it
/// is guided: the tower is longer by as much as stands in it.
pub fn guide(rail: &mut Rail, rocket: &Rocket, warnings: &mut Warnings) {
    let is_guide = |part: &Part| {
        matches!(
            part.shape,
            PartShape::RailButton { .. } | PartShape::Lug { .. }
        )
    };
    if rocket.description().parts.iter().any(is_guide) {
        return;
    }
    let (fore, aft) = rocket.guides();
    rail.length = ((rail.length + aft - fore) * 1e6).round() / 1e6;
    warnings.missing("no lugs, rail guides or shoes are drawn: it is guided over all of RodLength");
    warnings.remark(
        "rail.length",
        "RodLength, and what of the rocket stands in it: it is guided over all of RodLength",
    );
}

/// Pressure at the site, Pa. RASAero's is what weather stations tell, reduced to sea level by the standard atmosphere; zero
/// leaves the standard's.
fn pressure(node: Node<'_>, elevation: f64, warnings: &mut Warnings) -> Result<Option<f64>, Error> {
    let said = node.number_or_zero("Pressure")?;
    let Some(place) = node.child("Pressure").filter(|_| said != 0.0) else {
        return Ok(None);
    };
    let pascals = si(said, "inHg", Dimension::Pressure);
    let standard = Air::default().at(elevation).pressure;
    let rounded = |pressure: f64| Some((pressure * 10.0).round() / 10.0);
    if SEA_LEVEL.contains(&said) {
        warnings.of(
            place,
            "taken as reduced to sea level (inHg), as weather stations tell it",
        );
        warnings.remark(
            "air.pressure",
            format!("at the site, from {said} inHg at sea level"),
        );
        return Ok(rounded(pascals / STANDARD * standard));
    }
    if (pascals / standard - 1.0).abs() < 0.06 {
        warnings.of(
            place,
            "taken as the pressure at the site (inHg): too low for sea level",
        );
        return Ok(rounded(pascals));
    }
    warnings.of(
        place,
        "no such pressure (inHg) is met at sea level or at the site: the standard one is taken",
    );
    Ok(None)
}

/// Reads `Recovery`: two events, each with a device.
pub fn parachutes(node: Node<'_>, warnings: &mut Warnings) -> Result<Vec<Parachute>, Error> {
    let mut found: Vec<Parachute> = Vec::new();
    for number in ["1", "2"] {
        let key = |name: &str| format!("{name}{number}");
        let on = node.flag(&key("Event"))?;
        let device = node.word(&key("DeviceType")).unwrap_or("None");
        let event = node.word(&key("EventType")).unwrap_or("None");
        let size = node.number_or_zero(&key("Size"))?;
        let coefficient = node.number_or_zero(&key("CD"))?;
        let altitude = node.number_or_zero(&key("Altitude"))?;
        let Some(place) = node.child(&key("Event")) else {
            if let Some(place) = node.child(&key("DeviceType")).filter(|_| device != "None") {
                let message = format!("no {} is said: it opens nothing", key("Event"));
                warnings.of(place, message);
            }
            continue;
        };
        if !on {
            let message = format!(
                "recovery event {number} is off: {device}, {size} in, drag coefficient {coefficient}, at {event}, {altitude} ft"
            );
            warnings.of(place, message);
            continue;
        }
        if device == "None" || event == "None" {
            let message = format!(
                "recovery event {number} opens nothing: {device}, {size} in, drag coefficient {coefficient}, at {event}, {altitude} ft"
            );
            warnings.of(place, message);
            continue;
        }
        if !DEVICES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(device))
        {
            return Err(node
                .need(&key("DeviceType"))?
                .error_of_text("an unknown recovery device")
                .label(format!("expected None, {}", DEVICES.join(" or "))));
        }
        let trigger = match event {
            "Apogee" if !found.is_empty() => {
                warnings.of(
                    place,
                    "both events at apogee: the second opens at its altitude",
                );
                Trigger::Altitude(si(altitude, "ft", Dimension::Length))
            }
            "Apogee" => {
                if let Some(height) = node.child(&key("Altitude")) {
                    warnings.of(height, format!("recovery event {number} is at apogee"));
                }
                Trigger::Apogee
            }
            "Altitude" => Trigger::Altitude(si(altitude, "ft", Dimension::Length)),
            _ => {
                return Err(node
                    .need(&key("EventType"))?
                    .error_of_text("an unknown recovery event")
                    .label("expected None, Apogee or Altitude"));
            }
        };
        if matches!(trigger, Trigger::Altitude(height) if height <= 0.0) {
            let name = key("Altitude");
            let place = node.child(&name).unwrap_or(place);
            let message =
                format!("recovery event {number} would open at the ground: it opens nothing");
            warnings.of(place, message);
            continue;
        }
        let diameter = inches(node.not_negative(&key("Size"))?);
        let drag_area = coefficient * PI / 4.0 * diameter * diameter;
        if drag_area == 0.0 {
            let name = key(if diameter == 0.0 { "Size" } else { "CD" });
            let message = "a recovery device without drag: it opens and does nothing";
            warnings.of(node.child(&name).unwrap_or(place), message);
        }
        if node.not_negative(&key("CD"))? > BLUNTEST {
            return Err(node
                .need(&key("CD"))?
                .error_of_text(format!("a drag coefficient of {coefficient}"))
                .label(format!("expected {BLUNTEST} at most")));
        }
        found.push(Parachute {
            name: format!("parachute {number}"),
            drag_area,
            trigger,
            lag: 0.0,
            filling_time: 0.0,
            releases: Releases::Drogue,
        });
    }
    if found.is_empty() {
        warnings.missing("no recovery event is on: it comes down without a parachute");
    }
    Ok(found)
}
