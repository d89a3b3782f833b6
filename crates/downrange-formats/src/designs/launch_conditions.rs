//! The conditions of a launch.

use downrange::air::Air;
use downrange::earth::Earth;
use downrange::flight::{Launch, Perturbation, Rail, Settings, Site, Start, Vehicle};
use downrange::rocket::Rocket;

use super::placing::round_si;
use super::warnings::Warnings;

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
