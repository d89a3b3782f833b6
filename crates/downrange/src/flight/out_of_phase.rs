//! What happens out of its phase: parachutes under thrust, on the rail or in a stage that is still attached, motors that
//! light where no one would want them to. Each is flown as its module says, and each is told.

use crate::flight::events::{EventKind, ONE_MOMENT, RawEvent};
use crate::flight::model::SeparatedBody;
use crate::flight::names::{EventNames, in_si_and_us};
use crate::flight::record::FlightWarning;
use crate::flight::{Launch, Model};
use crate::rocket::{DescentMode, Ignition, Stack, Trigger};

/// What is said of thrust that has no direction.
const NOT_COUNTED: &str =
    "its thrust is not counted from then on, and where it really goes cannot be computed";

/// A trigger is above the highest point when it is by so much, m: altimeters are no finer.
const ABOVE: f64 = 1.0;

/// What a body's own flight shows.
pub(crate) fn out_of_phase(
    model: &Model,
    raw_events: &[RawEvent],
    names: &EventNames<'_>,
) -> Vec<FlightWarning> {
    let mut found = Vec::new();
    let mut warn = |rule: &str, message: String| {
        found.push(FlightWarning {
            rule: rule.to_owned(),
            message,
        });
    };
    let mut open: Option<&str> = None;
    let leaves =
        |raw_event: &&RawEvent| matches!(raw_event.what, EventKind::RailExit | EventKind::Release);
    let free = raw_events.iter().position(|raw_event| leaves(&raw_event));
    for (index, raw_event) in raw_events.iter().enumerate() {
        let time = raw_event.time;
        match raw_event.what {
            EventKind::Opens(place) if names.drags(place) => {
                let name = names.parachute(place);
                if raw_event.burning && raw_event.evaluation.thrust > 0.0 {
                    let thrust = raw_event.evaluation.thrust;
                    warn(
                        "parachute under thrust",
                        format!(
                            "{name} opens at {time:.2} s while the motor pushes with {thrust:.0} N: {NOT_COUNTED}"
                        ),
                    );
                }
                if free.is_none_or(|free| index < free) {
                    warn(
                        "parachute on the rail",
                        format!(
                            "{name} opens at {time:.2} s, before the rocket is off its rail: it drags from the rail exit on"
                        ),
                    );
                }
                open = Some(name);
            }
            EventKind::Triggered(place) => {
                let trigger = names.parachutes.get(place).map(|each| each.trigger);
                let height = raw_event.evaluation.height - model.elevation;
                if let Some(Trigger::Altitude(set)) = trigger
                    && height < set - ABOVE
                {
                    warn(
                        "trigger height",
                        format!(
                            "{} is set to {set:.0} m, which is never passed on the way down: it fires at {time:.2} s, \
                             {height:.0} m up",
                            names.parachute(place)
                        ),
                    );
                }
            }
            EventKind::Ignition(stage) => {
                let name = names.burning(stage);
                if let Some(parachute) = open {
                    warn(
                        "ignition under parachute",
                        format!(
                            "{name} lights at {time:.2} s below {parachute}, which is open: {NOT_COUNTED}"
                        ),
                    );
                } else if let Some(down) = raw_event.pitch.filter(|pitch| *pitch < 0.0) {
                    warn(
                        "ignition nose down",
                        format!(
                            "{name} lights at {time:.2} s with its nose {:.0}° below the horizon",
                            -down.to_degrees()
                        ),
                    );
                }
            }
            _ => {}
        }
    }
    found
}

/// Stages that light, leave or open their parachutes otherwise than in their turn, or not at all.
pub(crate) fn staging_warnings(
    launch: &Launch,
    raw_events: &[RawEvent],
    separated: &[SeparatedBody],
    names: &EventNames<'_>,
) -> Vec<FlightWarning> {
    let Some(stack) = launch.vehicle.stack() else {
        return Vec::new();
    };
    let when = |what: EventKind| raw_events.iter().find(|raw_event| raw_event.what == what);
    let mut found = Vec::new();
    let mut warn = |rule: &str, message: String| {
        found.push(FlightWarning {
            rule: rule.to_owned(),
            message,
        });
    };
    for (index, stage) in stack.stages().iter().enumerate() {
        let name = &stage.name;
        let motor = stage.rocket.description().motor.is_some();
        let lit = when(EventKind::Ignition(index));
        let left = when(EventKind::Separation(index));
        let lights = separated.iter().find(|each| each.stage == index);
        let lights = lights.map_or(f64::INFINITY, |each| each.lights);
        if motor && lit.is_none() && stage.ignition != Ignition::Never {
            warn(
                "ignition",
                match lights.is_finite() {
                    true => format!("{name} lights at {lights:.2} s only, after it has left"),
                    false => format!("{name} never lights{}", why_cold(stack, index, raw_events)),
                },
            );
        }
        if stage.separation.is_some() && left.is_none() {
            warn("separation", format!("{name} never leaves"));
        }
        if let (Some(_), Some(left), None) = (lit, left, when(EventKind::Burnout(index))) {
            let fall = stage.separation.as_ref().map(|each| &each.after.descent);
            let goes = match fall {
                Some(DescentMode::Rocket { .. }) => "it flies on under its own thrust",
                _ => NOT_COUNTED,
            };
            warn(
                "separation",
                format!(
                    "{name} still burns as it leaves at {:.2} s: {goes}",
                    left.time
                ),
            );
        }
        for raw_event in raw_events {
            let EventKind::TriggeredAboard { stage, parachute } = raw_event.what else {
                continue;
            };
            if stage != index || left.is_some_and(|left| left.time - raw_event.time <= ONE_MOMENT) {
                continue;
            }
            let parachute = names.aboard(stage, parachute).unwrap_or_default();
            let opens = match left {
                Some(left) => format!("it is taken to open as it leaves at {:.2} s", left.time),
                None => "it never leaves, and the parachute is taken to stay in".to_owned(),
            };
            warn(
                "parachute aboard",
                format!(
                    "{parachute} of {name} fires at {:.2} s and {}, while {name} is still attached: {opens}",
                    raw_event.time,
                    in_si_and_us(raw_event.speed())
                ),
            );
        }
    }
    found
}

/// What a stage that never lights waited for, where that did not come.
fn why_cold(stack: &Stack, index: usize, raw_events: &[RawEvent]) -> String {
    let stage = &stack.stages()[index];
    let motor = stage.rocket.description().motor.as_ref();
    let lag = motor.map_or(0.0, |mounted| mounted.motor.ignition_delay);
    let when = |what: EventKind| raw_events.iter().find(|raw_event| raw_event.what == what);
    let after =
        |what: EventKind, delay: f64| when(what).map(|raw_event| raw_event.time + delay + lag);
    let below = index.checked_sub(1);
    let due = match (stage.ignition, below) {
        (Ignition::Launch { delay } | Ignition::Time(delay), _) => Some(delay + lag),
        (Ignition::BelowBurnout { delay }, Some(below)) => after(EventKind::Burnout(below), delay),
        (Ignition::BelowSeparation { delay }, Some(below)) => {
            after(EventKind::Separation(below), delay)
        }
        _ => None,
    };
    if let (Some(due), Some(end)) = (due, raw_events.last()) {
        let ends = end.time;
        return format!(": its time, {due:.2} s, comes after the end of the flight at {ends:.2} s");
    }
    let name = below.and_then(|below| stack.stages().get(below));
    let name = name.map_or("", |below| &below.name);
    match stage.ignition {
        Ignition::BelowBurnout { .. } => {
            format!(
                ": it waits for {name} to burn out, which does not happen while both are together"
            )
        }
        Ignition::BelowSeparation { .. } => format!(": it waits for {name} to leave"),
        Ignition::Height(height) => {
            format!(": the height of {height:.0} m at which it lights is not reached")
        }
        _ => String::new(),
    }
}
