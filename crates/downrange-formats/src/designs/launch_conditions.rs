//! The conditions of a launch.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use downrange::air::{Air, Weather, Wind};
use downrange::earth::Earth;
use downrange::flight::{Launch, Perturbation, Rail, Settings, Site, Start, Vehicle};
use downrange::rocket::Rocket;

use super::numbers::number_or;
use super::placing::round_si;
use super::warnings::Warnings;
use super::xml::Node;
use crate::error::Error;
use crate::launch::site::keys::ELEVATION;

/// Where a launch stands, leans and breathes.
#[derive(Debug)]
pub struct LaunchConditions {
    /// The site.
    pub site: Site,
    /// The rail.
    pub rail: Rail,
    /// The air.
    pub air: Air,
}

impl LaunchConditions {
    /// What is taken of a design without simulations: a vertical rod, m long, at sea level so far north, deg, in still standard air.
    pub fn unsaid(rod: f64, latitude: f64, warnings: &mut Warnings) -> Self {
        warnings.missing(format!(
            "no simulation is stored: a vertical rod of {rod} m at sea level, {latitude}° north, standard air and no wind are taken"
        ));
        Self {
            site: site(latitude, 0.0, 0.0),
            rail: leaning_rail(rod, 0.0, 0.0),
            air: Air::default(),
        }
    }

    /// Without lugs or buttons a rocket leaves the rod of OpenRocket or RockSim when it has moved by its length: the rail is longer by what of
    /// the rocket stands in it. So it is where the foremost of them would stand beyond the end of the rod.
    pub fn guide(&mut self, rocket: &Rocket, warnings: &mut Warnings) {
        let rail = &mut self.rail;
        let stands_in = rocket.length() - rocket.guides().0;
        let why = match rocket.has_guides() {
            true if rail.length > stands_in => return,
            true => "its foremost lug or rail button would stand beyond the end of the rod",
            false => "no lugs or rail buttons are drawn",
        };
        rail.length = round_si(rail.length + stands_in);
        warnings.missing(format!("{why}: it is guided over all of the rod"));
        warnings.remark(
            "rail.length",
            "the rod, and what of the rocket stands in it: it is guided over all of the rod",
        );
    }

    /// The launch of a vehicle from a rail on Earth, as it is planned.
    pub fn launch(self, name: &str, vehicle: Vehicle) -> Launch {
        Launch {
            name: name.to_owned(),
            earth: Earth::WGS84,
            site: self.site,
            start: Start::Rail(self.rail),
            air: self.air,
            vehicle,
            perturbation: Perturbation::default(),
            settings: Settings::default(),
            failures: Vec::new(),
            failure: None,
        }
    }
}

/// A site by its latitude and longitude, deg, and its height above sea level, m.
pub fn site(latitude: f64, longitude: f64, elevation: f64) -> Site {
    Site {
        latitude: latitude.to_radians(),
        longitude: longitude.to_radians(),
        elevation,
        date: None,
    }
}

/// The height of a site above sea level by an element in metres, m.
pub fn elevation(node: Node<'_>, name: &str) -> Result<f64, Error> {
    let elevation = number_or(node, name, 0.0)?;
    if ELEVATION.holds(elevation) {
        return Ok(elevation);
    }
    Err(node
        .need(name)?
        .error_of_text(format!("a site {elevation} m high"))
        .label("expected from -500 m to 40000 m"))
}

/// An angle of an element in degrees, deg, and `most` at most on either side of zero.
pub fn degrees(node: Node<'_>, name: &str, otherwise: f64, most: f64) -> Result<f64, Error> {
    let said = number_or(node, name, otherwise)?;
    match node.child(name) {
        Some(child) if said.abs() > most => Err(child
            .error_of_text(format!("{name} is {said}"))
            .label(format!("expected -{most} to {most} degrees"))),
        _ => Ok(said),
    }
}

/// A rail, m long, that leans from the vertical, rad, toward a bearing, rad, or away from it.
pub fn leaning_rail(length: f64, lean: f64, toward: f64) -> Rail {
    let toward = if lean < 0.0 { toward + PI } else { toward };
    Rail {
        length,
        elevation_angle: FRAC_PI_2 - lean.abs(),
        heading: match lean == 0.0 {
            true => 0.0,
            false => toward.rem_euclid(TAU),
        },
    }
}

/// Wind by height above the site, m, whatever the order of its levels; the first of several at one height counts, and without
/// levels there is none.
pub fn layered(mut levels: Vec<(f64, [f64; 3])>) -> Option<Wind> {
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    levels.dedup_by(|after, before| after.0 <= before.0);
    (!levels.is_empty()).then_some(Wind::Layered(levels))
}

/// The weather of a site by its temperature, K, and pressure, Pa, where they are said.
pub fn weather(temperature: Option<f64>, pressure: Option<f64>) -> Weather {
    match (temperature, pressure) {
        (None, None) => Weather::Standard,
        _ => Weather::Site {
            temperature,
            pressure,
        },
    }
}

/// The air of weather and wind at a site so high, m; what it cannot be is a fault of the element.
pub fn air(
    node: Node<'_>,
    weather: Weather,
    wind: Option<Wind>,
    elevation: f64,
) -> Result<Air, Error> {
    Air::new(weather, wind, elevation)
        .map_err(|fault| node.error(format!("the air: {}", fault.message)))
}
