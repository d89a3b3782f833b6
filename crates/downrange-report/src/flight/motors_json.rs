//! The motors of a flight as JSON has them.

use downrange::flight::Vehicle;
use downrange::motor::MotorSource;
use downrange::rocket::MountedMotor;
use serde::Serialize;

/// A motor of the vehicle or of a stage; its file is null where it came from none.
#[derive(Serialize)]
pub struct FlownMotor<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    designation: &'a str,
    count: u32,
    file: Option<&'a str>,
    sha256: Option<&'a str>,
}

impl<'a> FlownMotor<'a> {
    pub fn all(vehicle: &'a Vehicle) -> Vec<Self> {
        let of = |stage, mounted: Option<&'a MountedMotor>| Some(Self::new(stage, mounted?));
        match vehicle {
            Vehicle::Rocket(rocket) => {
                let motor = of(None, rocket.description().motor.as_ref());
                motor.into_iter().collect()
            }
            Vehicle::Stack(stack) => {
                let stages = stack.stages().iter();
                let motor = stages.map(|stage| {
                    let motor = stage.rocket.description().motor.as_ref();
                    of(Some(stage.name.as_str()), motor)
                });
                motor.flatten().collect()
            }
            Vehicle::Object(_) => Vec::new(),
        }
    }

    fn new(stage: Option<&'a str>, mounted: &'a MountedMotor) -> Self {
        let (file, sha256) = match &mounted.motor.source {
            Some(MotorSource::File { name, sha256, .. }) => (Some(&**name), Some(&**sha256)),
            _ => (None, None),
        };
        Self {
            stage,
            designation: &mounted.motor.name,
            count: mounted.count(),
            file,
            sha256,
        }
    }
}
