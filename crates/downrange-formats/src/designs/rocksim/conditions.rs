//! The conditions of a simulation (`SimulationResultsDTO`): mm, rad, mmHg, °C, m and m/s; azimuths and places in degrees.
//!
//! The rod leans toward its azimuth, and the wind blows toward `LaunchWindDirection`: of a rocket that leans by `LaunchAngle`
//! with both at zero, RockSim's own flights come down with the wind. In the table of winds, directions are those from which
//! they blow, as OpenRocket's exporter writes them.

use std::f64::consts::{FRAC_PI_2, PI};

use downrange::air::{Weather, Wind, wind_from};
use downrange::flight::Rail;

use super::values;
use crate::designs::launch_conditions::{
    self, LaunchConditions, air, degrees, elevation, layered, leaning_rail, site,
};
use crate::designs::numbers::{number, number_or, size, size_or};
use crate::designs::warnings::Warnings;
use crate::designs::xml::Node;
use crate::error::Error;

/// RockSim's rod where none is said, m: three feet.
const ROD: f64 = 0.914_4;

/// A site that the file does not say, deg north: there gravity is the standard one.
const LATITUDE: f64 = 45.0;

/// Where RockSim stands if nobody says where; it is no place but a right angle in radians.
const NOWHERE: f64 = 1.571;

/// Pa in a millimetre of mercury (`SimulationResultsDTO`).
const MMHG: f64 = 101_325.0 / 760.0;

/// K at 0 °C.
const FREEZING: f64 = 273.15;

/// Levels of the wind table at most.
const MOST_LEVELS: usize = 1_000;

/// The conditions of a simulation; without one a vertical rod of the design stands at sea level in still standard air.
pub fn read(
    design: Node<'_>,
    simulation: Option<Node<'_>>,
    warnings: &mut Warnings,
) -> Result<LaunchConditions, Error> {
    let usual = values::length(design, "LaunchGuideLength")?;
    let usual = if usual > 0.0 { usual } else { ROD };
    let Some(node) = simulation else {
        return Ok(LaunchConditions::unsaid(usual, LATITUDE, warnings));
    };
    let elevation = elevation(node, "LaunchAltitude")?;
    let mut latitude = degrees(node, "LaunchLatitude", LATITUDE, 90.0)?;
    if let Some(child) = node.child("LaunchLatitude")
        && latitude == NOWHERE
    {
        let message = format!("what RockSim writes where nobody says where: {LATITUDE}° are taken");
        warnings.of(child, message);
        latitude = LATITUDE;
    }
    let longitude = degrees(node, "LaunchLongitude", 0.0, 180.0)?;
    let rail = rail(node, usual, warnings)?;
    let wind = wind(node, elevation, warnings)?;
    let weather = weather(node, warnings)?;
    let air = air(node, weather, wind, elevation)?;
    if let Some(child) = node.child("LaunchLandingAltitude")
        && (number_or(node, "LaunchLandingAltitude", elevation)? - elevation).abs() > 0.5
    {
        warnings.of(child, "it lands at the height of the launch site");
    }
    Ok(LaunchConditions {
        site: site(latitude, longitude, elevation),
        rail,
        air,
    })
}

fn rail(node: Node<'_>, usual: f64, warnings: &mut Warnings) -> Result<Rail, Error> {
    let mut length = match node.child("LaunchGuideLen") {
        Some(_) => values::length(node, "LaunchGuideLen")?,
        None => usual,
    };
    if length <= 0.0 {
        length = usual;
        let message = format!("a guide without length: {usual} m are taken");
        warnings.of(node.need("LaunchGuideLen")?, message);
    }
    let lean = number_or(node, "LaunchAngle", 0.0)?;
    if let Some(child) = node.child("LaunchAngle")
        && lean.abs() > FRAC_PI_2
    {
        return Err(child
            .error_of_text(format!("a LaunchAngle of {lean}"))
            .label("expected radians from the vertical, a right angle at most"));
    }
    let azimuth = degrees(node, "LaunchGuideAzimuth", 0.0, 360.0)?.to_radians();
    Ok(leaning_rail(length, lean, azimuth))
}

/// The wind of the table, else the middle between the lowest and the highest speed.
fn wind(node: Node<'_>, elevation: f64, warnings: &mut Warnings) -> Result<Option<Wind>, Error> {
    let (low, high) = (
        size(node, "LaunchWindLowSpeed")?,
        size(node, "LaunchWindHighSpeed")?,
    );
    let steady = size_or(node, "LaunchWindSpeed", 0.0)?;
    let direction = degrees(node, "LaunchWindDirection", 0.0, 360.0)?;
    if let Some(table) = table(node, elevation)? {
        return Ok(Some(table));
    }
    let speed = match (low, high) {
        (Some(low), Some(high)) if low.max(high) > 0.0 => {
            if let Some(child) = node.child("LaunchWindHighSpeed")
                && (high - low).abs() > 0.01
            {
                let message = format!(
                    "the wind is flown without gusts: {:.2} m/s, between {low:.2} and {high:.2} m/s",
                    0.5 * (low + high)
                );
                warnings.of(child, message);
            }
            0.5 * (low + high)
        }
        _ => steady,
    };
    let from = direction.to_radians() + PI;
    Ok((speed > 0.0).then(|| Wind::Constant(wind_from(speed, from))))
}

/// The wind of the table, if there is one; its heights are above sea level.
fn table(node: Node<'_>, elevation: f64) -> Result<Option<Wind>, Error> {
    let count = size_or(node, "LaunchWindTableSize", 0.0)?;
    let [heights, speeds, directions] = [
        numbers(node, "LaunchWindAltTable")?,
        numbers(node, "LaunchWindSpeedTable")?,
        numbers(node, "LaunchWindDirectionTable")?,
    ];
    let rows = heights.iter().zip(&speeds).zip(&directions);
    let level = |((height, speed), from): ((&f64, &f64), &f64)| {
        (height - elevation, wind_from(*speed, from.to_radians()))
    };
    Ok(layered(rows.map(level).take(count as usize).collect()))
}

/// Numbers with commas between them.
fn numbers(node: Node<'_>, name: &str) -> Result<Vec<f64>, Error> {
    let Some(child) = node.child(name) else {
        return Ok(Vec::new());
    };
    let number = |text: &str| {
        let number = text.trim().parse::<f64>().ok();
        number.filter(|number| number.abs() <= 1e6).ok_or_else(|| {
            child
                .error_of_text(format!("{name} has what is no number"))
                .label("expected numbers with commas between them")
        })
    };
    let texts = child
        .text()
        .split(',')
        .filter(|text| !text.trim().is_empty());
    texts.take(MOST_LEVELS).map(number).collect()
}

fn weather(node: Node<'_>, warnings: &mut Warnings) -> Result<Weather, Error> {
    let temperature = number(node, "LaunchTemperature")?.map(|celsius| celsius + FREEZING);
    let pressure = number(node, "LaunchBarometer")?
        .filter(|mercury| *mercury > 0.0)
        .map(|mercury| mercury * MMHG);
    if let Some(child) = node.child("LaunchHumidity")
        && size_or(node, "LaunchHumidity", 0.0)? > 0.0
    {
        warnings.of(
            child,
            "in per cent: the air is flown dry, which is denser by 1 % at most below 30 °C",
        );
    }
    Ok(launch_conditions::weather(temperature, pressure))
}
