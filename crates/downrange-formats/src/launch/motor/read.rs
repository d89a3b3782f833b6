//! `[motor]`: from a file, from the keys, or a file with keys that replace what it says.

use std::f64::consts::PI;

use downrange::mass::MassProperties;
use downrange::motor::{Grains, Motor, MotorOrigin, Propellant};
use downrange::table::Curve;

use crate::error::Error;
use crate::launch::common::inertia;
use crate::motors::{InstalledMotors, MotorEntry, MotorSupply};
use crate::table::NumberPlaces;
use crate::toml_file::entry::TableReader;
use crate::toml_file::source::COLUMNS;
use crate::warning::Warning;
use crate::{csv, motors};
use downrange::quantity::Dimension;

/// The motor of the file.
pub fn read(entry: TableReader<'_>) -> Result<Motor, Error> {
    let named = match entry.has("file") {
        true => "file",
        false => "designation",
    };
    let listed = entry.once_at(named, || listed(entry))?;
    let base = listed.as_ref().map(|listed| &listed.motor);
    let or_base = |name: &str, of: fn(&Motor) -> f64| match entry.number(name)? {
        Some(value) => Ok(value),
        None => base.map(of).ok_or_else(|| entry.missing(name)),
    };
    let thrust = match entry.curve("thrust")? {
        Some(curve) => curve,
        None => base.map(|motor| motor.thrust.clone()).ok_or_else(|| {
            entry
                .error("the motor has no thrust")
                .label("expected `file`, or `thrust` with `length` and masses")
        })?,
    };
    let length = or_base("length", |motor| motor.length)?;
    let diameter = match entry.number("diameter")? {
        Some(diameter) => Some(diameter),
        None => base.and_then(|motor| motor.diameter),
    };
    let propellant = propellant(entry, base, length)?;
    let dry_mass = or_base("dry_mass", |motor| motor.dry.mass)?;
    let moved = entry.has("length") || base.is_none();
    let center = match (entry.number("dry_center")?, base) {
        (Some(center), _) => center,
        (None, Some(motor)) if !moved => motor.dry.center,
        _ => length / 2.0,
    };
    let (axial, transverse) = match inertia(entry, "dry_inertia")? {
        Some(given) => (given.axial, given.transverse),
        None => {
            // A thin tube over the whole length, as `Motor::from_curve` has it.
            let radius = diameter.unwrap_or(0.0) / 2.0;
            (
                dry_mass * radius * radius,
                dry_mass * (radius * radius / 2.0 + length * length / 12.0),
            )
        }
    };
    let name = entry.text("name")?.map(str::to_owned);
    let motor = Motor {
        name: name
            .or_else(|| base.map(|motor| motor.name.clone()))
            .unwrap_or_else(|| "motor".into()),
        diameter,
        length,
        thrust,
        propellant,
        dry: MassProperties {
            mass: dry_mass,
            center,
            axial,
            transverse,
        },
        nozzle_exit_area: match nozzle(entry)? {
            Some(area) => Some(area),
            None => base.and_then(|motor| motor.nozzle_exit_area),
        },
        reference_pressure: match entry.number("reference_pressure")? {
            Some(pressure) => Some(pressure),
            None => base.and_then(|motor| motor.reference_pressure),
        },
        ignition_delay: entry.number_or("ignition_delay", 0.0)?,
        burn_time_factor: entry.number_or("burn_time_factor", 1.0)?,
        impulse_factor: entry.number_or("impulse_factor", 1.0)?,
        cut_off: None,
        source: base.and_then(|motor| motor.source.clone()),
    };
    judged(entry, listed.as_ref(), motor)
}

/// The keys that say how much leaves how fast.
const EXHAUST: [&str; 5] = [
    "thrust",
    "propellant_mass",
    "grains",
    "tables",
    "impulse_factor",
];

/// The motor, unless it cannot be and its file is to blame; what is hardly meant about it is told. Only now: what is
/// given here has replaced what the file says.
fn judged(
    entry: TableReader<'_>,
    listed: Option<&MotorEntry>,
    motor: Motor,
) -> Result<Motor, Error> {
    if let Some(MotorEntry {
        fault: Some(error), ..
    }) = listed
        && motor.check().is_err()
    {
        return Err(error.clone().more_hint(
            "what is given in [motor], such as `propellant_mass` and `dry_mass`, replaces what the file says",
        ));
    }
    if entry.source.told.is_none() {
        return Ok(motor);
    }
    let given = EXHAUST.into_iter().find(|key| entry.has(key));
    let doubt = match (listed, given) {
        (Some(listed), None) => listed.doubt(&motor),
        (_, key) => motor.implausible().map(|fault| {
            let span = entry.span_of(key.unwrap_or("propellant_mass"));
            let hint = fault
                .hint
                .map_or(String::new(), |hint| format!(" ({hint})"));
            let message = format!("{}{hint}", fault.message);
            let text = entry.source.place();
            text.warning(&[&span.unwrap_or_default()], motor.name.clone(), message)
        }),
    };
    entry.source.warn(doubt);
    Ok(motor)
}

/// The motor of the file that the table names.
fn listed(entry: TableReader<'_>) -> Result<Option<MotorEntry>, Error> {
    let designation = entry.text("designation")?;
    let Some((path, bytes)) = entry.file("file")? else {
        return designation.map_or(Ok(None), |wanted| installed(entry, wanted).map(Some));
    };
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for motor in motors::listed_motors(&path, &bytes) {
        match motor {
            Ok(listed) => all.push(listed),
            Err(one) => wrong.push(one),
        }
    }
    let key = if designation.is_some() {
        "designation"
    } else {
        "file"
    };
    // Another motor of the file may be wrong, if it is said which is wanted.
    if designation.is_none() && !wrong.is_empty() {
        return Err(wrong.swap_remove(0).error);
    }
    match motors::choose(all, designation) {
        Ok((mut listed, passed)) => {
            let source = motors::file_source(&path, &bytes, MotorOrigin::Folder);
            listed.motor.source = Some(source);
            entry
                .source
                .warn(listed.warnings.iter().cloned().chain(passed));
            Ok(Some(listed))
        }
        Err(_) if !wrong.is_empty() => {
            let is_wanted = |one: &motors::RejectedEntry| designation == Some(&one.name);
            let index = wrong.iter().position(is_wanted).unwrap_or(0);
            Err(wrong.swap_remove(index).error)
        }
        Err(error) => Err(entry.error_at(key, error.message()).label(error.hint())),
    }
}

/// The motor of the user's library.
fn installed(entry: TableReader<'_>, wanted: &str) -> Result<MotorEntry, Error> {
    let library = entry.source.library;
    let carried = library.and_then(|library| library.carried(wanted));
    let found = match (carried, library.and_then(MotorSupply::folder)) {
        (Some(Some(carried)), _) => carried.clone(),
        (Some(None), _) => {
            let title = "the file that is carried for this motor does not hold it";
            return Err(entry.error_at("designation", title));
        }
        (None, Some(folder)) => InstalledMotors::open(folder)?
            .find(wanted)
            .map_err(|error| {
                let at = entry.error_at("designation", error.message());
                at.hint(error.hint())
            })?,
        (None, None) => {
            let title =
                "`designation` without a `file` to find it in, and there is no motor library";
            return Err(entry
                .error_at("designation", title)
                .label("expected `file = \"….eng\"` too, or `name` for a motor given here")
                .hint(NO_LIBRARY));
        }
    };
    let listed = &found.library_motor.listed;
    let told = |message: String| Warning {
        file: listed.file.clone(),
        read: listed.motor.name.clone(),
        lines: vec![listed.line],
        message,
    };
    let of_file = found.describe();
    let inexact = !found.library_motor.is_called(wanted);
    let inexact = inexact.then(|| format!("none is called exactly `{wanted}`"));
    let warnings = [Some(of_file), inexact, found.passed_over.clone()];
    let warnings = warnings.into_iter().flatten().map(told);
    entry
        .source
        .warn(listed.warnings.iter().cloned().chain(warnings));
    let listed = found.library_motor.clone().with_source().listed;
    entry.source.found(wanted, found);
    Ok(listed)
}

/// How to get a motor library.
const NO_LIBRARY: &str = "`downrange motors import FILE|DIR` makes a motor library of motor files; in the library of this program, \
                          `LaunchFile::with_motors` names its folder";

fn propellant(
    entry: TableReader<'_>,
    base: Option<&Motor>,
    length: f64,
) -> Result<Propellant, Error> {
    let forms: Vec<&str> = ["propellant_mass", "grains", "tables"]
        .into_iter()
        .filter(|key| entry.has(key))
        .collect();
    if let [first, second, ..] = forms.as_slice() {
        let title = format!("`{second}` beside `{first}`: both say how much propellant there is");
        return Err(entry.error_at(second, title).label("leave one of them out"));
    }
    if let Some(table) = entry.table("grains") {
        return Ok(Propellant::Grains(Grains {
            count: table.count("count")?,
            density: table.need("density")?,
            outer_diameter: table.need("outer_diameter")?,
            core_diameter: table.need("core_diameter")?,
            length: table.need("length")?,
            separation: table.number_or("separation", 0.0)?,
            center: table.number_or("center", length / 2.0)?,
            ends_inhibited: table.flag("ends_inhibited")?,
        }));
    }
    if let Some(table) = entry.table("tables") {
        let need = |name: &str| table.curve(name)?.ok_or_else(|| table.missing(name));
        return Ok(Propellant::Tables {
            mass: need("mass")?,
            center: need("center")?,
            axial: need("axial")?,
            transverse: need("transverse")?,
        });
    }
    let file = || entry.tabled("tables", columns);
    if let Some(tables) = entry.once_at("tables", file)? {
        return Ok(tables);
    }
    match (entry.number("propellant_mass")?, base) {
        (Some(mass), _) => Ok(Propellant::Unknown { mass }),
        (None, Some(motor)) => Ok(motor.propellant.clone()),
        (None, None) => Err(entry
            .error("the motor has no propellant")
            .label("expected `propellant_mass`, `grains` or `tables`")),
    }
}

/// Mass, centre and inertia of the propellant against time, from a file.
fn columns(
    path: &str,
    bytes: &[u8],
    warnings: &mut Vec<Warning>,
) -> Result<(Propellant, NumberPlaces), Error> {
    let time = ("time", Dimension::Time);
    let mut origin: Option<NumberPlaces> = None;
    let mut column = |name: &str, dimension| -> Result<Curve, Error> {
        let (curve, own) = csv::curve(path, bytes, time, (name, dimension), warnings)?;
        match &mut origin {
            Some(origin) => origin.places.extend(own.places),
            None => origin = Some(own),
        }
        Ok(curve)
    };
    let [mass, center, axial, transverse] = COLUMNS;
    let tables = Propellant::Tables {
        mass: column(mass, Dimension::Mass)?,
        center: column(center, Dimension::Length)?,
        axial: column(axial, Dimension::Inertia)?,
        transverse: column(transverse, Dimension::Inertia)?,
    };
    match origin {
        Some(origin) => Ok((tables, origin)),
        None => Err(Error::of_file(path, "no columns of propellant")),
    }
}

fn nozzle(entry: TableReader<'_>) -> Result<Option<f64>, Error> {
    if entry.has("nozzle_exit_area") && entry.has("nozzle_exit_diameter") {
        let error = entry.error_at(
            "nozzle_exit_diameter",
            "`nozzle_exit_diameter` beside `nozzle_exit_area`",
        );
        return Err(error.label("leave one of them out"));
    }
    Ok(match entry.number("nozzle_exit_diameter")? {
        Some(diameter) => Some(PI / 4.0 * diameter * diameter),
        None => entry.number("nozzle_exit_area")?,
    })
}
