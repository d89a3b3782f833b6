//! A rocket, its motors and its parachutes, and bodies that are no rockets.

use downrange::flight::Flight;
use downrange::motor::MotorSource;
use downrange::rocket::{MountedMotor, Object, Rocket};

use super::row::SummaryRow;
use crate::text::printable;
use crate::units::Units;

pub fn rocket_rows(rocket: &Rocket, flight: &Flight, units: Units) -> Vec<SummaryRow> {
    let description = rocket.description();
    let mut rows = vec![
        (
            "Rocket",
            format!(
                "{} · {} long · {} across",
                printable(&description.name),
                units.length().show(rocket.length()),
                units.length().show(rocket.reference_diameter()),
            ),
        ),
        (
            "Mass",
            format!(
                "{} at lift-off · {} without motor",
                units.mass().show(flight.outcome.liftoff_mass),
                units.mass().show(rocket.without_motor().mass),
            ),
        ),
    ];
    rows.extend(motor_row(rocket, units));
    rows.extend(description.motor.as_ref().and_then(motor_file));
    rows
}

/// The motors of a rocket or of a stage: how many, which, and how many of them stay cold.
pub fn motors(mounted: &MountedMotor) -> String {
    let motor = printable(&mounted.motor.name);
    match (mounted.count(), mounted.cold.len()) {
        (1, 0) => motor,
        (count, 0) => format!("{count} × {motor}"),
        (count, cold) => format!("{count} × {motor} ({cold} cold)"),
    }
}

/// The file a motor comes from, or the stored flight; none where neither is known.
pub fn motor_file(mounted: &MountedMotor) -> Option<SummaryRow> {
    let text = match mounted.motor.source.as_ref()? {
        MotorSource::File {
            name,
            sha256,
            origin,
        } => {
            let (name, origin) = (printable(name), origin.words());
            format!("{name} · {origin} · SHA-256 {sha256}")
        }
        MotorSource::StoredFlight { simulation } => {
            let simulation = printable(simulation);
            format!("none: thrust and mass are those of the stored flight {simulation}")
        }
        _ => return None,
    };
    Some(("Motor file", text))
}

fn motor_row(rocket: &Rocket, units: Units) -> Option<SummaryRow> {
    let motor = &rocket.description().motor.as_ref()?.motor;
    let text = format!(
        "{} · {} in {:.2} s · {} propellant",
        printable(&motor.name),
        units.impulse().show(motor.total_impulse()),
        motor.burn_time(),
        units
            .mass()
            .show(motor.mass_properties(0.0).mass - motor.dry.mass),
    );
    Some(("Motor", text))
}

pub fn object_rows(object: &Object, units: Units) -> [SummaryRow; 2] {
    [
        (
            "Object",
            format!(
                "{} · {} · reference area {}",
                printable(&object.name),
                units.mass().show(object.mass),
                units.area().show(object.coefficients.area),
            ),
        ),
        (
            "Inertia",
            format!(
                "{:.4} · {:.4} · {:.4} kg m² about forward, right, down",
                object.inertia.xx, object.inertia.yy, object.inertia.zz
            ),
        ),
    ]
}
