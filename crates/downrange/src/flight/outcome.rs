//! A flight in figures.

use crate::air::pressure_altitude;
use crate::earth::inverse_geodesic;
use crate::flight::events::{EventKind, RawEvent};
use crate::flight::observer::Recorder;
use crate::flight::record::{Landing, Outcome, Peak, RailExit};
use crate::flight::simulation::trajectory::BodyTrajectory;
use crate::flight::state::angle_of_attack;
use crate::flight::{Breakdown, FlightError, Model};
use crate::number::{Number, Vector};

/// The figures of a flight, but for the descent rates, which need the parachutes' names.
///
/// # Errors
/// [`FlightError::Numerical`] when a figure is not a number, or the flight lacks one of its milestones.
pub fn outcome<R: Recorder>(
    model: &Model,
    flown: &BodyTrajectory<R>,
) -> Result<Outcome, FlightError> {
    let find = |what: EventKind| {
        flown
            .raw_events
            .iter()
            .find(|raw_event| raw_event.what == what)
    };
    let landing = flown
        .raw_events
        .iter()
        .rfind(|raw_event| raw_event.what.ends());
    let landing = landing.ok_or_else(|| FlightError::Numerical {
        time: flown
            .raw_events
            .last()
            .map_or(0.0, |raw_event| raw_event.time),
        breakdown: Breakdown::Incomplete,
        reason: "the flight has no end".to_owned(),
    })?;
    let start = flown.raw_events.first().unwrap_or(landing);
    let exit = find(EventKind::RailExit);
    // What falls off its rail or is released on its way down has its highest point there.
    let apogee = flown
        .raw_events
        .iter()
        .filter(|raw_event| matches!(raw_event.what, EventKind::Apogee | EventKind::StillFlying))
        .max_by(|a, b| a.evaluation.height.total_cmp(&b.evaluation.height))
        .or(exit)
        .unwrap_or(start);
    // What still flies lower than it began was highest there.
    let apogee = match apogee.what == EventKind::StillFlying
        && start.evaluation.height > apogee.evaluation.height
    {
        true => start,
        false => apogee,
    };
    let burnout = flown
        .raw_events
        .iter()
        .rfind(|raw_event| matches!(raw_event.what, EventKind::Burnout(_)));
    let watcher = &flown.observer;
    let [_, ground_pressure, ..] = f64::look_up_extensible(&model.air, model.elevation);
    let outcome = Outcome {
        apogee_agl: apogee.evaluation.height - model.elevation,
        apogee_asl: apogee.evaluation.height,
        apogee_altimeter: pressure_altitude(apogee.evaluation.pressure)
            - pressure_altitude(ground_pressure),
        apogee_time: apogee.time,
        max_speed: watcher.peaks.speed.peak(),
        max_mach: watcher.peaks.mach.peak(),
        max_acceleration: watcher.peaks.acceleration.peak(),
        max_dynamic_pressure: watcher.peaks.dynamic_pressure.peak(),
        rail_exit: exit
            .zip(find(EventKind::Liftoff))
            .map(|(exit, liftoff)| RailExit {
                time: exit.time,
                speed: exit.speed(),
                static_margin: exit.evaluation.static_margin(model.aero.diameter()),
                angle_of_attack: angle_of_attack(&exit.evaluation),
                thrust_to_weight: thrust_to_weight(model, liftoff, exit),
            }),
        burnout_time: burnout.map(|raw_event| raw_event.time),
        burnout_altitude_agl: burnout
            .map(|raw_event| raw_event.evaluation.height - model.elevation),
        burnout_speed: burnout.map(RawEvent::speed),
        liftoff_mass: model.burn.before.mass,
        min_static_margin: watcher.least_margin.best().map(|least| Peak {
            value: -least.value,
            time: least.time,
        }),
        max_static_margin: watcher.greatest_margin.best(),
        descent_rates: Vec::new(),
        landing: landing_of(model, landing),
    };
    let figures = [
        outcome.apogee_agl,
        outcome.apogee_altimeter,
        outcome.max_speed.value,
        outcome.rail_exit.map_or(0.0, |exit| exit.speed),
        outcome.rail_exit.map_or(0.0, |exit| exit.static_margin),
        outcome.landing.distance,
        outcome.landing.speed,
        outcome.landing.latitude,
        outcome.landing.longitude,
    ];
    if figures.iter().all(|figure| figure.is_finite()) {
        Ok(outcome)
    } else {
        Err(FlightError::Numerical {
            time: landing.time,
            breakdown: Breakdown::NotANumber,
            reason: "a figure of the flight is not a number".to_owned(),
        })
    }
}

fn landing_of(model: &Model, raw_event: &RawEvent) -> Landing {
    let (latitude, longitude) = model.frame.latitude_longitude(raw_event.position());
    let from = model.frame.latitude_longitude(Vector([0.0; 3]));
    let way = inverse_geodesic(from, (latitude, longitude));
    let (sine, cosine) = libm::sincos(way.bearing);
    Landing {
        landed: raw_event.what == EventKind::Landing,
        time: raw_event.time,
        latitude,
        longitude,
        east: way.distance * sine,
        north: way.distance * cosine,
        distance: way.distance,
        bearing: way.bearing,
        speed: raw_event.speed(),
    }
}

/// Mean thrust (at the reference pressure) between lift-off and rail exit over the weight at launch. What lifts off by a
/// later burn than the first has left something below: its thrust at both ends over its own weight.
fn thrust_to_weight(model: &Model, liftoff: &RawEvent, exit: &RawEvent) -> f64 {
    let burn = &model.burn;
    let (from, to) = (liftoff.time, exit.time);
    let gravity = model.frame.gravity_at_site();
    if from > burn.ignition + burn.duration || exit.evaluation.mass < burn.after.mass {
        return 0.5 * (liftoff.evaluation.thrust + exit.evaluation.thrust)
            / (exit.evaluation.mass * gravity);
    }
    // At least a hundredth of the burn: a rocket without a rail is still asked how hard it is pushed.
    let to = to.max(from + 0.01 * burn.duration);
    let impulse = |time: f64| f64::look_up_with_slope(&burn.table, time - burn.ignition).0[0];
    (impulse(to) - impulse(from)) / (to - from) / (burn.before.mass * gravity)
}
