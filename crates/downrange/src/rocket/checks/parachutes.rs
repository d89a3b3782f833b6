//! Checks of parachutes.

use super::numbers::{not_negative, positive};
use crate::error::Fault;
use crate::rocket::{Parachute, Releases, Trigger};

/// Parachutes of one body.
pub(in crate::rocket) fn check_parachutes(parachutes: &[Parachute]) -> Result<(), Fault> {
    for (index, parachute) in parachutes.iter().enumerate() {
        let inside = |fault: Fault| fault.inside(&format!("parachutes[{index}]"));
        Fault::named(&parachute.name).map_err(inside)?;
        if parachutes[..index]
            .iter()
            .any(|other| other.name == parachute.name)
        {
            let message = format!("two parachutes are called `{}`", parachute.name);
            return Err(inside(Fault::new("name", message)));
        }
        check_parachute(parachute).map_err(inside)?;
        check_releases(parachutes, parachute).map_err(inside)?;
    }
    Ok(())
}

/// What a parachute lets go of is another one, and does not let go of it in turn.
fn check_releases(parachutes: &[Parachute], parachute: &Parachute) -> Result<(), Fault> {
    let named = |parachute: &Parachute| match &parachute.releases {
        Releases::Named(names) => names.clone(),
        Releases::Drogue => Vec::new(),
    };
    for (at, name) in named(parachute).iter().enumerate() {
        let fault = |message: String| Fault::new(format!("releases[{at}]"), message);
        if *name == parachute.name {
            return Err(fault(format!("`{name}` would let go of itself")));
        }
        let Some(other) = parachutes.iter().find(|other| other.name == *name) else {
            let known: Vec<&str> = parachutes.iter().map(|each| each.name.as_str()).collect();
            return Err(fault(format!("no parachute is called `{name}`"))
                .hint(format!("there are: {}", known.join(", "))));
        };
        if named(other).contains(&parachute.name) {
            return Err(fault(format!(
                "`{}` and `{name}` would let go of each other",
                parachute.name
            )));
        }
    }
    Ok(())
}

fn check_parachute(parachute: &Parachute) -> Result<(), Fault> {
    not_negative("drag_area", parachute.drag_area)?;
    not_negative("lag", parachute.lag)?;
    not_negative("filling_time", parachute.filling_time)?;
    match parachute.trigger {
        Trigger::Apogee => Ok(()),
        Trigger::Altitude(height) => positive("altitude", height),
        Trigger::Time(time) => not_negative("time", time),
        Trigger::Burnout(delay) => not_negative("delay", delay),
    }
}
