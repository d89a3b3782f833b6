//! When a stage of the file lights and leaves, and how it falls.

use downrange::rocket::{
    AfterSeparation, DescentMode, Ignition, Overrides, Rocket, RocketDescription, Separation,
    SeparationTime,
};

use super::entry::StageEntry;
use crate::error::Error;
use crate::launch::object;
use crate::launch::rocket::coefficients;
use crate::toml_file::entry::TableReader;

/// When its motor lights.
pub fn ignition(own: &StageEntry<'_>, index: usize) -> Result<Ignition, Error> {
    let entry = own.entry;
    if own.motor.is_none() {
        return match entry.has("ignition") {
            true => {
                let title = format!("`{}` has no motor to light", own.name);
                Err(entry.error_at("ignition", title))
            }
            false => Ok(Ignition::Never),
        };
    }
    if let Some(word) = entry.choice("ignition")? {
        return Ok(match word {
            "launch" => Ignition::Launch { delay: 0.0 },
            "burnout" => Ignition::BelowBurnout { delay: 0.0 },
            "separation" => Ignition::BelowSeparation { delay: 0.0 },
            _ => Ignition::Never,
        });
    }
    let Some(table) = entry.table("ignition") else {
        return match index {
            0 => Ok(Ignition::Launch { delay: 0.0 }),
            _ => Err(entry.missing("ignition")),
        };
    };
    let given = (
        table.number("launch")?,
        table.number("burnout")?,
        table.number("separation")?,
        table.number("height")?,
    );
    match given {
        (Some(delay), None, None, None) => Ok(Ignition::Launch { delay }),
        (None, Some(delay), None, None) => Ok(Ignition::BelowBurnout { delay }),
        (None, None, Some(delay), None) => Ok(Ignition::BelowSeparation { delay }),
        (None, None, None, Some(height)) => Ok(Ignition::Height(height)),
        _ => Err(table
            .error("an ignition is one thing")
            .label("expected one of launch, burnout, separation, height")),
    }
}

/// What has no end cannot be waited for: a burn-out without ignition, a stage that stays below one that leaves.
pub fn check(said: &[StageEntry<'_>], index: usize) -> Result<(), Error> {
    let (own, below) = (&said[index], &said[..index]);
    if let Some(table) = own.entry.table("separation") {
        if let Some(stays) = below.iter().find(|each| !each.entry.has("separation")) {
            let title = format!(
                "`{}` can never leave, since `{}` before it never does",
                own.name, stays.name
            );
            return Err(own.entry.error_at("separation", title));
        }
        let waits = matches!(when(table)?, SeparationTime::OwnBurnout { .. });
        if waits && own.motor.is_some() && ignition(own, index)? == Ignition::Never {
            let title = format!(
                "`{}` leaves when its motor has burnt out, but it never lights",
                own.name
            );
            return Err(table.error_at("when", title));
        }
    }
    let last = index + 1 == said.len();
    if !last && own.entry.has("parachutes") && !own.entry.has("separation") {
        let title = format!("`{}` never leaves, so its parachutes never open", own.name);
        return Err(own
            .entry
            .error_at("parachutes", title)
            .label("expected [stages.separation] too, or parachutes of the last stage"));
    }
    let Some(before) = below.last() else {
        return Ok(());
    };
    match ignition(own, index)? {
        Ignition::BelowSeparation { .. } if !before.entry.has("separation") => {
            let title = format!(
                "`{}` lights when `{}` has left, but that never leaves",
                own.name, before.name
            );
            Err(own.entry.error_at("ignition", title))
        }
        Ignition::BelowBurnout { .. } if before.motor.is_none() => {
            let title = format!(
                "`{}` lights when `{}` has burnt out, but that has no motor",
                own.name, before.name
            );
            Err(own.entry.error_at("ignition", title))
        }
        _ => Ok(()),
    }
}

fn when(table: TableReader<'_>) -> Result<SeparationTime, Error> {
    match table.choice("when")? {
        Some("apogee") => return Ok(SeparationTime::Apogee),
        Some(_) => return Ok(SeparationTime::OwnBurnout { delay: 0.0 }),
        None => {}
    }
    let Some(when) = table.table("when") else {
        return Err(table.missing("when"));
    };
    let given = (
        when.number("burnout")?,
        when.number("time")?,
        when.number("height")?,
    );
    match given {
        (Some(delay), None, None) => Ok(SeparationTime::OwnBurnout { delay }),
        (None, Some(time), None) => Ok(SeparationTime::Time(time)),
        (None, None, Some(height)) => Ok(SeparationTime::Height(height)),
        _ => Err(when
            .error("a separation is set off by one thing")
            .label("expected one of burnout, time, height")),
    }
}

/// How it leaves, and what becomes of it.
pub fn separation(
    root: TableReader<'_>,
    own: &StageEntry<'_>,
    index: usize,
) -> Result<Option<Separation>, Error> {
    let Some(table) = own.entry.table("separation") else {
        if own.entry.has("alone") {
            let title = format!("`{}` never leaves, so it never falls alone", own.name);
            return Err(own
                .entry
                .error_at("alone", title)
                .label("expected [stages.separation] too"));
        }
        return Ok(None);
    };
    Ok(Some(Separation {
        when: when(table)?,
        impulse: table.number_or("impulse", 0.0)?,
        after: AfterSeparation {
            descent: fall(root, own, index)?,
            parachutes: own.parachutes.clone(),
        },
    }))
}

fn fall(root: TableReader<'_>, own: &StageEntry<'_>, index: usize) -> Result<DescentMode, Error> {
    let drawn = || {
        let body = own.body.as_ref().filter(|_| !own.parts.is_empty());
        body.map(Rocket::drag_area_tumbling)
    };
    let Some(table) = own.entry.table("alone") else {
        return Ok(DescentMode::Tumbling { drag_area: drawn() });
    };
    if let Some(inner) = table.table("object") {
        for key in ["fall", "drag_area", "drag"] {
            if table.has(key) {
                return Err(table.beside(key, "object"));
            }
        }
        return Ok(DescentMode::Object(Box::new(object::read(
            inner,
            Vec::new(),
            &own.name,
        )?)));
    }
    let coefficients = coefficients(table)?;
    if table.choice("fall")? != Some("ballistic") {
        let keys = ["drag", "normal_force_slope", "center_of_pressure"];
        if let Some(key) = keys.into_iter().find(|key| table.has(key)) {
            let title = format!("`{key}` of `{}`, which tumbles", own.name);
            return Err(table
                .error_at(key, title)
                .label("expected `fall = \"ballistic\"` too"));
        }
        let drag_area = table.number("drag_area")?.or_else(drawn);
        return Ok(DescentMode::Tumbling { drag_area });
    }
    if table.has("drag_area") {
        let title = "`drag_area` of what does not tumble";
        return Err(table.error_at("drag_area", title).label("expected `drag`"));
    }
    let described = RocketDescription {
        name: own.name.clone(),
        parts: own.parts.clone(),
        given: Overrides {
            diameter: own.given.diameter,
            length: own.given.length,
            mass: own.given.mass,
            center_of_mass: own.given.center_of_mass,
            inertia: own.given.inertia,
            ..coefficients
        },
        motor: None,
        parachutes: Vec::new(),
        roughness: own.roughness,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    };
    let rocket = table.rocket("falling", described);
    let place = format!("stages[{index}].alone");
    Ok(DescentMode::Rocket {
        rocket: Box::new(rocket.map_err(|fault| root.fault(&fault.inside(&place)))?),
        nose: own.offset,
    })
}
