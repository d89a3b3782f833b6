//! The description from the tree of keys, each subject by its own reader.

use downrange::earth::Earth;
use downrange::flight::{Launch, Settings, Start, Vehicle};
use toml::de::DeTable;

use super::keys::LAUNCH;
use super::{air, failures, object, parachutes, rocket, settings, site, stages, start};
use crate::error::Error;
use crate::toml_file::entry::TableReader;
use crate::toml_file::source::TomlSource;

/// The launch of a file that was checked, for the first time or once.
pub fn described(source: &TomlSource<'_>, root: &DeTable<'_>, name: &str) -> Result<Launch, Error> {
    let launch = build(source, root, name)?;
    // What fails has to be there: it is found when it is described, not when it is flown.
    for failure in &launch.failures {
        launch
            .with_failure(&failure.name)
            .map_err(|fault| source.fault(root, &fault))?;
    }
    Ok(launch)
}

/// The launch of a file that was checked.
pub fn build(
    source: &TomlSource<'_>,
    root: &DeTable<'_>,
    file_name: &str,
) -> Result<Launch, Error> {
    let entry = TableReader::root(source, &LAUNCH, root);
    let name = entry.text("name")?.unwrap_or(file_name).to_owned();
    let place = entry.table("site").ok_or_else(|| entry.missing("site"))?;
    let site = place.once(site::read)?;
    let start = match entry.table("start") {
        Some(start) => Start::State(start::state(start, &site)?),
        None => {
            let rail = entry.table("rail").ok_or_else(|| entry.missing("rail"))?;
            Start::Rail(rail.once(start::rail)?)
        }
    };
    let fixed = !place.is_open();
    let air = match entry.table("air") {
        Some(air) => air::read(air, &site, fixed),
        None if fixed => entry.keep(|| air::standard(site.elevation)),
        None => air::standard(site.elevation),
    };
    let air = air.map_err(|problem| problem.pointed(source, root, "air"))?;
    let certain = ["rocket", "motor", "object", "stages", "parachutes"]
        .into_iter()
        .all(|key| !entry.is_open_at(key));
    let vehicle = match certain {
        true => entry.keep(|| vehicle(entry, &name))?,
        false => vehicle(entry, &name)?,
    };
    let earth = match entry.table("earth") {
        Some(earth) => start::earth(earth)?,
        None => Earth::WGS84,
    };
    let settings = match entry.table("settings") {
        Some(settings) => settings::read(settings)?,
        None => Settings::default(),
    };
    Ok(Launch {
        name,
        earth,
        site,
        start,
        air,
        vehicle,
        perturbation: downrange::flight::Perturbation::default(),
        settings,
        failures: failures::read(entry)?,
        failure: None,
    })
}

fn vehicle(entry: TableReader<'_>, name: &str) -> Result<Vehicle, Error> {
    match entry.table("object") {
        Some(table) => {
            if entry.has("rail") {
                let title = "`rail` beside `object`, which has no motor to leave it";
                return Err(entry.error_at("rail", title).label("expected [start]"));
            }
            let object = object::read(table, parachutes::read(entry)?, name)?;
            object
                .check()
                .map_err(|fault| entry.fault(&fault.inside("object")))?;
            Ok(Vehicle::Object(object))
        }
        None if entry.has("stages") => Ok(Vehicle::Stack(stages::read(entry, name)?)),
        None => {
            let rocket = entry.rocket("whole", rocket::read(entry, name)?);
            let rocket = rocket.map_err(|fault| entry.fault(&fault.inside("rocket")))?;
            Ok(Vehicle::Rocket(rocket))
        }
    }
}
