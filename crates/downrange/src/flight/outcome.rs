//! A flight in figures.

use super::channels::{Channels, Recording};
use super::record::{Event, Flight, Landing, Outcome, Peak, RailExit, Sample};
use super::sequence::{Flown, Happening, Mark, fly_model};
use super::warnings::warnings;
use super::witness::{NoRecord, Recorder};
use super::{FlightError, Launch, Model, motion::Seen};
use crate::earth::course;
use crate::number::Vector;

/// Flies a launch from its start to the ground and keeps what `recording` asks for.
///
/// # Errors
/// See [`FlightError`].
pub fn fly(launch: &Launch, recording: Recording) -> Result<Flight, FlightError> {
    let model = Model::new(launch);
    match recording {
        Recording::None => told(launch, &model, &fly_model(&model, NoRecord)?, |_| {
            Vec::new()
        }),
        _ => {
            let flown = fly_model(&model, Channels::new(recording))?;
            told(launch, &model, &flown, |channels| {
                channels.samples(launch, &model)
            })
        }
    }
}

/// A flight in words and figures.
fn told<R: Recorder>(
    launch: &Launch,
    model: &Model,
    flown: &Flown<R>,
    record: impl FnOnce(&R) -> Vec<Sample>,
) -> Result<Flight, FlightError> {
    let names = |index: usize| launch.vehicle.parachutes()[index].name.clone();
    let mut outcome = outcome(model, flown)?;
    outcome.descent_rates = flown
        .descents
        .iter()
        .map(|(index, speed)| (names(*index), -speed))
        .collect();
    Ok(Flight {
        warnings: warnings(launch, model, &outcome, &flown.marks, &names),
        events: flown
            .marks
            .iter()
            .map(|mark| event(model, mark, &names))
            .collect(),
        record: record(&flown.observer.recorder),
        outcome,
        solver: flown.solver,
    })
}

fn event(model: &Model, mark: &Mark, names: &impl Fn(usize) -> String) -> Event {
    Event {
        name: match mark.what {
            Happening::Release => "release".to_owned(),
            Happening::Ignition => "ignition".to_owned(),
            Happening::Liftoff => "liftoff".to_owned(),
            Happening::RailExit => "rail exit".to_owned(),
            Happening::RailClear => "rail clear".to_owned(),
            Happening::Burnout => "burnout".to_owned(),
            Happening::Apogee => "apogee".to_owned(),
            Happening::Triggered(index) => format!("{} triggered", names(index)),
            Happening::Opens(index) => format!("{} opens", names(index)),
            Happening::Landing => "landing".to_owned(),
        },
        time: mark.time,
        altitude_agl: mark.seen.height - model.elevation,
        speed: mark.speed(),
        mach: mark.seen.mach,
    }
}

/// The figures of a flight, but for the descent rates, which need the parachutes' names.
///
/// # Errors
/// [`FlightError::Numerical`] when a figure is not a number, or the flight lacks one of its milestones.
pub fn outcome<R: Recorder>(model: &Model, flown: &Flown<R>) -> Result<Outcome, FlightError> {
    let find = |what: Happening| flown.marks.iter().find(|mark| mark.what == what);
    let need = |what: Happening| {
        find(what).ok_or_else(|| FlightError::Numerical {
            time: flown.marks.last().map_or(0.0, |mark| mark.time),
            reason: format!("the flight has no {what:?}"),
        })
    };
    let landing = need(Happening::Landing)?;
    let start = flown.marks.first().unwrap_or(landing);
    let exit = find(Happening::RailExit);
    // What falls off its rail or is released on its way down has its highest point there.
    let apogee = find(Happening::Apogee).or(exit).unwrap_or(start);
    let burnout = find(Happening::Burnout);
    let watcher = &flown.observer;
    let outcome = Outcome {
        apogee_agl: apogee.seen.height - model.elevation,
        apogee_asl: apogee.seen.height,
        apogee_time: apogee.time,
        max_speed: watcher.speed.peak(),
        max_mach: watcher.mach.peak(),
        max_acceleration: watcher.acceleration.peak(),
        max_dynamic_pressure: watcher.dynamic_pressure.peak(),
        rail_exit: exit
            .zip(find(Happening::Liftoff))
            .map(|(exit, liftoff)| RailExit {
                time: exit.time,
                speed: exit.speed(),
                static_margin: exit.seen.static_margin(model.aero.diameter()),
                angle_of_attack: angle_of_attack(&exit.seen),
                thrust_to_weight: thrust_to_weight(model, liftoff.time, exit.time),
            }),
        burnout_time: burnout.map(|mark| mark.time),
        burnout_altitude_agl: burnout.map(|mark| mark.seen.height - model.elevation),
        burnout_speed: burnout.map(Mark::speed),
        liftoff_mass: model.burn.before.mass,
        min_static_margin: watcher.least_margin.best().map(|least| Peak {
            value: -least.value,
            time: least.time,
        }),
        max_static_margin: watcher.greatest_margin.best(),
        descent_rates: Vec::new(),
        landing: land(model, landing),
    };
    let figures = [
        outcome.apogee_agl,
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
            reason: "a figure of the flight is not a number".to_owned(),
        })
    }
}

fn land(model: &Model, mark: &Mark) -> Landing {
    let (latitude, longitude) = model.frame.latitude_longitude(mark.position());
    let from = model.frame.latitude_longitude(Vector([0.0; 3]));
    let way = course(from, (latitude, longitude));
    let (sine, cosine) = libm::sincos(way.bearing);
    Landing {
        time: mark.time,
        latitude,
        longitude,
        east: way.distance * sine,
        north: way.distance * cosine,
        distance: way.distance,
        bearing: way.bearing,
        speed: mark.speed(),
    }
}

/// Mean thrust (at the reference pressure) between two times over the weight at launch.
fn thrust_to_weight(model: &Model, from: f64, to: f64) -> f64 {
    use crate::number::Number;
    let burn = &model.burn;
    // At least a hundredth of the burn: a rocket without a rail is still asked how hard it is pushed.
    let to = to.max(from + 0.01 * burn.duration);
    let impulse = |time: f64| f64::look_up_with_slope(&burn.table, time - burn.ignition).0[0];
    (impulse(to) - impulse(from)) / (to - from) / (burn.before.mass * model.frame.gravity_at_site())
}

pub(super) fn angle_of_attack(seen: &Seen<f64>) -> f64 {
    let [along, right, down] = seen.flow.0;
    libm::atan2((right * right + down * down).sqrt(), along)
}
