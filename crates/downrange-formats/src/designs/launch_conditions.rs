//! The conditions of a launch.

use downrange::air::Air;
use downrange::earth::Earth;
use downrange::flight::{Launch, Perturbation, Rail, Settings, Site, Start, Vehicle};

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
