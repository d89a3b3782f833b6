//! `[[stages]]`: of each the vehicle as it flies until it leaves, drawn and weighed whole, so that what is read is what
//! was written.

use downrange::error::Fault;
use downrange::quantity::Dimension::{Area, Impulse, Length, Time};
use downrange::rocket::{DescentMode, Ignition, Separation, SeparationTime, Stack, Stage};

use crate::launch::written::{MotorFile, not_written};
use crate::launch::{motor, parachutes, rocket};
use crate::toml_file::page::{HEIGHT, TomlWriter, quantity, quoted};

/// Writes the stages of a stack.
pub fn write(page: &mut TomlWriter<'_>, stack: &Stack, motors: &[MotorFile]) -> Result<(), Fault> {
    for (index, stage) in stack.stages().iter().enumerate() {
        let last = index + 1 == stack.stages().len();
        self::stage(page, stage, index, last, motors)
            .map_err(|fault| fault.inside(&format!("stages[{index}]")))?;
    }
    Ok(())
}

fn stage(
    page: &mut TomlWriter<'_>,
    stage: &Stage,
    index: usize,
    last: bool,
    motors: &[MotorFile],
) -> Result<(), Fault> {
    if stage.nose != 0.0 {
        return Err(not_written("nose", "what covers the nose of the vehicle"));
    }
    page.stage(index);
    page.word("name", &stage.name);
    if stage.copies != 1 {
        page.raw("copies", &stage.copies.to_string());
    }
    page.quantity_but("distance", stage.distance, 0.0, Length);
    let described = stage.rocket.description();
    if described.motor.is_some()
        && let Some(ignition) = ignition(stage.ignition, index)?
    {
        page.raw("ignition", &ignition);
    }
    if let Some(separation) = &stage.separation {
        page.raw("separation", &self::separation(separation));
        match &separation.after.descent {
            DescentMode::Tumbling { drag_area: None } => {}
            DescentMode::Tumbling {
                drag_area: Some(area),
            } => {
                let area = quantity(*area, Area, &["sq in", "m2"]);
                page.raw("alone", &format!("{{ drag_area = {area} }}"));
            }
            _ => return Err(not_written("alone", "a stage that does not tumble")),
        }
    }
    if let Some(mounted) = &described.motor {
        motor::write(page, "stages.motor", mounted, motors)?;
    }
    rocket::write(page, "stages.vehicle", described, &stage.name)?;
    let own = match (&stage.separation, last) {
        (_, true) => &described.parachutes,
        (Some(separation), false) => &separation.after.parachutes,
        (None, false) => return Ok(()),
    };
    parachutes::write(page, "stages.parachutes", own);
    Ok(())
}

/// When its motor lights; nothing where the reader takes it for granted.
fn ignition(ignition: Ignition, index: usize) -> Result<Option<String>, Fault> {
    let after = |key: &str, word: &str, delay: f64| match delay == 0.0 {
        true => quoted(word),
        false => format!("{{ {key} = {} }}", quantity(delay, Time, &["s"])),
    };
    Ok(Some(match ignition {
        Ignition::Launch { delay: 0.0 } if index == 0 => return Ok(None),
        Ignition::Launch { delay } => after("launch", "launch", delay),
        Ignition::BelowBurnout { delay } => after("burnout", "burnout", delay),
        Ignition::BelowSeparation { delay } => after("separation", "separation", delay),
        Ignition::Height(height) => {
            format!("{{ height = {} }}", quantity(height, Length, HEIGHT))
        }
        Ignition::Never => quoted("never"),
        Ignition::Time(_) => return Err(not_written("ignition", "a time of ignition")),
    }))
}

fn separation(separation: &Separation) -> String {
    let seconds = |value| quantity(value, Time, &["s"]);
    let when = match separation.when {
        SeparationTime::OwnBurnout { delay: 0.0 } => quoted("burnout"),
        SeparationTime::OwnBurnout { delay } => format!("{{ burnout = {} }}", seconds(delay)),
        SeparationTime::Time(time) => format!("{{ time = {} }}", seconds(time)),
        SeparationTime::Height(height) => {
            format!("{{ height = {} }}", quantity(height, Length, HEIGHT))
        }
        SeparationTime::Apogee => quoted("apogee"),
    };
    match separation.impulse == 0.0 {
        true => format!("{{ when = {when} }}"),
        false => {
            let impulse = quantity(separation.impulse, Impulse, &["N s"]);
            format!("{{ when = {when}, impulse = {impulse} }}")
        }
    }
}
