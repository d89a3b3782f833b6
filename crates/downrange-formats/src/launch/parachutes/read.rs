//! `[[parachutes]]`.

use std::f64::consts::PI;

use downrange::rocket::{Parachute, Releases, Trigger};

use crate::error::Error;
use crate::toml_file::entry::TableReader;

/// The parachutes of the file.
pub fn read(entry: TableReader<'_>) -> Result<Vec<Parachute>, Error> {
    let tables = entry.tables("parachutes");
    tables
        .into_iter()
        .enumerate()
        .map(|(index, table)| table.once(|table| parachute(table, index)))
        .collect()
}

fn parachute(entry: TableReader<'_>, index: usize) -> Result<Parachute, Error> {
    Ok(Parachute {
        name: entry
            .text("name")?
            .map_or_else(|| format!("parachute {}", index + 1), str::to_owned),
        drag_area: drag_area(entry)?,
        trigger: trigger(entry)?,
        lag: entry.number_or("lag", 0.0)?,
        filling_time: entry.number_or("filling_time", 0.0)?,
        releases: releases(entry)?,
    })
}

fn releases(entry: TableReader<'_>) -> Result<Releases, Error> {
    if !entry.has("releases") {
        return Ok(match entry.flag("adds")? {
            true => Releases::Named(Vec::new()),
            false => Releases::Drogue,
        });
    }
    if entry.has("adds") {
        let title = "`adds` beside `releases`, which says it by name";
        return Err(entry.error_at("adds", title).label("leave one of them out"));
    }
    let names = entry.texts("releases")?.into_iter();
    Ok(Releases::Named(
        names.map(|(name, _)| name.to_owned()).collect(),
    ))
}

fn drag_area(entry: TableReader<'_>) -> Result<f64, Error> {
    if let Some(area) = entry.number("drag_area")? {
        let other = ["drag_coefficient", "diameter"]
            .into_iter()
            .find(|key| entry.has(key));
        return match other {
            Some(key) => {
                let title = format!("`{key}` beside `drag_area`, which is both together");
                Err(entry.error_at(key, title).label("leave one of them out"))
            }
            None => Ok(area),
        };
    }
    if !entry.has("drag_coefficient") && !entry.has("diameter") {
        return Err(entry
            .error("the parachute has no size")
            .label("expected `drag_area`, or `drag_coefficient` and `diameter`"));
    }
    let diameter = entry.need("diameter")?;
    Ok(entry.need("drag_coefficient")? * PI / 4.0 * diameter * diameter)
}

fn trigger(entry: TableReader<'_>) -> Result<Trigger, Error> {
    match entry.choice("trigger")? {
        Some("apogee") => return Ok(Trigger::Apogee),
        Some(_) => return Ok(Trigger::Burnout(0.0)),
        None => {}
    }
    let Some(table) = entry.table("trigger") else {
        return Err(entry.missing("trigger"));
    };
    let given = (
        table.number("altitude")?,
        table.number("time")?,
        table.number("burnout")?,
    );
    match given {
        (Some(altitude), None, None) => Ok(Trigger::Altitude(altitude)),
        (None, Some(time), None) => Ok(Trigger::Time(time)),
        (None, None, Some(delay)) => Ok(Trigger::Burnout(delay)),
        _ => Err(table
            .error("a trigger is one thing")
            .label("expected one of altitude, time, burnout")),
    }
}
