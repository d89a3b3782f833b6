//! Figures of a launch's vehicle.

use downrange::air::AirState;
use downrange::flight::{Launch, Vehicle};
use downrange::mass::MassProperties;
use downrange::rocket::{Ignition, Rocket, Stage};

use super::object;
use super::vehicle_table::{Sheet, reynolds};

/// What the air does to a vehicle, against Mach number: one sheet for each way in which it flies.
#[derive(Debug, Clone)]
pub struct AeroSheets<'a> {
    pub(super) launch: &'a Launch,
    /// Mach numbers, rising.
    pub(super) mach: Vec<f64>,
    /// Total angles of attack, rad, rising.
    pub(super) angles: Vec<f64>,
    /// The air at the site.
    pub(super) air: AirState,
    /// At launch first; of a stack, then what flies on after each stage has left.
    pub(super) sheets: Vec<Sheet>,
}

impl<'a> AeroSheets<'a> {
    /// Figures of a launch's vehicle at these Mach numbers and total angles of attack (rad), both rising.
    pub fn new(launch: &'a Launch, mach: Vec<f64>, angles: Vec<f64>) -> Self {
        let air = launch.air.at(launch.site.elevation);
        let sheet = |rocket: &Rocket,
                     stage: Option<&str>,
                     when: String,
                     motors: &dyn Fn(f64) -> MassProperties| {
            Sheet::new(rocket, &mach, &angles, &air, stage, when, motors)
        };
        let sheets = match &launch.vehicle {
            Vehicle::Object(object) => vec![object::sheet(object, &mach, &angles)],
            Vehicle::Rocket(rocket) => {
                vec![sheet(rocket, None, "at launch".to_owned(), &|time| {
                    rocket.motors(time)
                })]
            }
            Vehicle::Stack(stack) => {
                let mut before: Option<&str> = None;
                let stages = stack.stages().iter().enumerate();
                stages
                    .map(|(index, stage)| {
                        let when = before.map_or("at launch".to_owned(), |name| {
                            format!("after {name} has left")
                        });
                        before = Some(&stage.name);
                        let aboard = |time| aboard(&stack.stages()[index..], time);
                        sheet(&stage.rocket, Some(&stage.name), when, &aboard)
                    })
                    .collect()
            }
        };
        Self {
            launch,
            mach,
            angles,
            air,
            sheets,
        }
    }

    /// The names of the stages, in the order in which they leave; none where nothing leaves.
    pub fn stages(&self) -> Vec<&str> {
        let names = self.sheets.iter();
        names.filter_map(|sheet| sheet.stage.as_deref()).collect()
    }

    /// Keeps what flies with this stage as its lowest; `false` if there is none of this name.
    pub fn keep_stage(&mut self, name: &str) -> bool {
        let found = self
            .sheets
            .iter()
            .position(|sheet| sheet.stage.as_deref() == Some(name));
        if let Some(index) = found {
            self.sheets = vec![self.sheets.swap_remove(index)];
        }
        found.is_some()
    }

    /// How many sheets there are: one, or one a stage.
    pub fn count(&self) -> usize {
        self.sheets.len()
    }

    /// Reynolds number per metre and Mach number at the site.
    pub(super) fn reynolds(&self) -> f64 {
        reynolds(&self.air)
    }
}

/// The motors of what is still together, so long after those of the first of these stages have lit: those of the others
/// are masses until theirs do.
fn aboard(stages: &[Stage], time: f64) -> MassProperties {
    let motors = stages.iter().enumerate().map(|(above, stage)| {
        let lit = match stage.ignition {
            _ if above == 0 => time,
            Ignition::Launch { delay } => (time - delay).max(0.0),
            _ => 0.0,
        };
        let motors = stage.rocket.motors(lit);
        motors
            .around(stage.copies, stage.distance)
            .shifted(stage.nose - stages[0].nose)
    });
    motors.fold(MassProperties::default(), MassProperties::plus)
}
