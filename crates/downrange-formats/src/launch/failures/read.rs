//! `[[failures]]`.

use downrange::flight::{Failure, NamedFailure, ParachuteFailure};

use crate::error::Error;
use crate::toml_file::entry::TableReader;

/// The failures of the file.
pub fn read(root: TableReader<'_>) -> Result<Vec<NamedFailure>, Error> {
    let mut failures: Vec<NamedFailure> = Vec::new();
    for entry in root.tables("failures") {
        let name = entry.need_text("name")?.to_owned();
        if failures.iter().any(|other| other.name == name) {
            let title = format!("two failures are called `{name}`");
            return Err(entry.error_at("name", title));
        }
        let kind = entry.choice("type")?.ok_or_else(|| entry.missing("type"))?;
        let failure = failure(entry, kind)?;
        failures.push(NamedFailure { name, failure });
    }
    Ok(failures)
}

fn failure(entry: TableReader<'_>, kind: &str) -> Result<Failure, Error> {
    let parachute = |goes| -> Result<Failure, Error> {
        Ok(Failure::Parachute {
            parachute: entry.need_text("parachute")?.to_owned(),
            stage: entry.text("stage")?.map(str::to_owned),
            goes,
        })
    };
    match kind {
        "parachute stays shut" => parachute(ParachuteFailure::StaysShut),
        "parachute opens late" => parachute(ParachuteFailure::Late(entry.need("by")?)),
        "parachute opens at apogee" => parachute(ParachuteFailure::AtApogee),
        "no ignition" => Ok(Failure::NoIgnition {
            stage: entry.need_text("stage")?.to_owned(),
        }),
        "early burnout" => Ok(Failure::EarlyBurnout {
            stage: entry.text("stage")?.map(str::to_owned),
            after: entry.need("after")?,
        }),
        "motor does not light" => Ok(Failure::MotorOut {
            stage: entry.text("stage")?.map(str::to_owned),
            motors: {
                let motors = entry.texts("motors")?.into_iter();
                motors.map(|(name, _)| name.to_owned()).collect()
            },
        }),
        _ => Ok(Failure::LostFin {
            fins: entry.need_text("fins")?.to_owned(),
        }),
    }
}
