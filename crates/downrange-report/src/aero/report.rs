//! Aerodynamic figures of the vehicle of a launch.

use downrange::air::AirState;
use downrange::error::Fault;
use downrange::flight::{Launch, Vehicle};
use downrange::mass::MassProperties;
use downrange::rocket::{Ignition, Rocket, Stage};

use super::object;
use super::vehicle_table::{VehicleTable, reynolds};

/// Aerodynamic figures of a vehicle against Mach number: a table for each configuration.
#[derive(Debug, Clone)]
pub struct AeroReport<'a> {
    pub(super) launch: &'a Launch,
    /// Mach numbers, rising.
    pub(super) mach: Vec<f64>,
    /// Total angles of attack, rad, rising.
    pub(super) angles: Vec<f64>,
    /// The air at the site.
    pub(super) air: AirState,
    /// At launch first; of a stack, then the rest after each separation.
    pub(crate) tables: Vec<VehicleTable>,
}

impl<'a> AeroReport<'a> {
    /// Figures of a launch's vehicle at these Mach numbers and total angles of attack (rad), both rising.
    pub fn new(launch: &'a Launch, mach: Vec<f64>, angles: Vec<f64>) -> Self {
        let air = launch.air.at(launch.site.elevation);
        let table = |rocket: &Rocket,
                     stage: Option<&str>,
                     when: String,
                     motors: &dyn Fn(f64) -> MassProperties| {
            VehicleTable::new(rocket, &mach, &angles, &air, stage, when, motors)
        };
        let tables = match &launch.vehicle {
            Vehicle::Object(object) => vec![object::table(object, &mach, &angles)],
            Vehicle::Rocket(rocket) => {
                vec![table(rocket, None, "at launch".to_owned(), &|time| {
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
                        table(&stage.rocket, Some(&stage.name), when, &aboard)
                    })
                    .collect()
            }
        };
        Self {
            launch,
            mach,
            angles,
            air,
            tables,
        }
    }

    /// The names of the stages, in the order in which they leave; none where nothing leaves.
    pub fn stages(&self) -> Vec<&str> {
        let names = self.tables.iter();
        names.filter_map(|table| table.stage.as_deref()).collect()
    }

    /// Keeps what flies with this stage as its lowest.
    ///
    /// # Errors
    /// When there is no stage of this name; the place is empty.
    pub fn keep_stage(&mut self, name: &str) -> Result<(), Fault> {
        let mut tables = self.tables.iter();
        let Some(index) = tables.position(|table| table.stage.as_deref() == Some(name)) else {
            let known = match self.stages().as_slice() {
                [] => "the vehicle has no stages".to_owned(),
                stages => format!("its stages are {}", stages.join(", ")),
            };
            let message = format!("there is no stage `{name}`; {known}");
            return Err(Fault::new("", message));
        };
        self.tables = vec![self.tables.swap_remove(index)];
        Ok(())
    }

    /// Number of tables: one, or one a stage.
    pub fn count(&self) -> usize {
        self.tables.len()
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
