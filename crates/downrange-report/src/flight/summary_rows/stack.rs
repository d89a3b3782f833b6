//! A vehicle of stages.

use downrange::flight::Flight;
use downrange::rocket::{Ignition, Separation, SeparationTime, Stack, Stage};

use super::rocket::{motor_file, motors};
use super::row::SummaryRow;
use crate::recovery::recovery;
use crate::text::printable;
use crate::units::Units;

/// The whole vehicle, then each stage with its motor, and what becomes of it.
pub fn stack_rows(stack: &Stack, flight: &Flight, units: Units) -> Vec<SummaryRow> {
    let whole = stack.whole();
    let mut rows = vec![
        (
            "Vehicle",
            format!(
                "{} · {} long · {} across",
                printable(stack.name()),
                units.length().show(whole.length()),
                units.length().show(whole.reference_diameter()),
            ),
        ),
        (
            "Mass",
            format!(
                "{} at lift-off · {} without motors",
                units.mass().show(flight.outcome.liftoff_mass),
                units.mass().show(whole.without_motor().mass),
            ),
        ),
    ];
    for stage in stack.stages() {
        let mut told = vec![match stage.copies {
            1 => printable(&stage.name),
            copies => format!("{copies} × {}", printable(&stage.name)),
        }];
        if let Some(mounted) = &stage.rocket.description().motor {
            let impulse = units.impulse().show(mounted.motor.total_impulse());
            let motors = motors(mounted);
            told.push(format!("{motors}, {impulse} {}", ignition(stage, units)));
        }
        told.extend(
            stage
                .separation
                .as_ref()
                .map(|separation| leaves(separation, units)),
        );
        rows.push(("Stage", told.join(" · ")));
        let mounted = stage.rocket.description().motor.as_ref();
        rows.extend(mounted.and_then(motor_file));
        let alone = stage.separation.iter().flat_map(|s| &s.after.parachutes);
        rows.extend(alone.map(|parachute| {
            let text = format!("{}: {}", printable(&stage.name), recovery(parachute, units));
            ("Parachute", text)
        }));
    }
    rows
}

fn ignition(stage: &Stage, units: Units) -> String {
    match stage.ignition {
        Ignition::Launch { delay } | Ignition::Time(delay) => format!("at {delay} s"),
        Ignition::BelowBurnout { delay } => {
            format!("{delay} s after the stage before it has burnt out")
        }
        Ignition::BelowSeparation { delay } => {
            format!("{delay} s after the stage before it has left")
        }
        Ignition::Height(height) => format!("at {}", units.height().show(height)),
        Ignition::Never => "never lit".to_owned(),
    }
}

fn leaves(separation: &Separation, units: Units) -> String {
    match separation.when {
        SeparationTime::OwnBurnout { delay } => format!("leaves {delay} s after its burn-out"),
        SeparationTime::Time(time) => format!("leaves at {time} s"),
        SeparationTime::Height(height) => format!("leaves at {}", units.height().show(height)),
        SeparationTime::Apogee => "leaves at apogee".to_owned(),
    }
}
