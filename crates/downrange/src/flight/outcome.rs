//! A flight in figures.

use super::record::{Event, Flight, Landing, Outcome, Peak, Phase, Sample};
use super::sequence::{Flown, Happening, Mark, fly_model};
use super::warnings::warnings;
use super::witness::{NoRecord, Recorder};
use super::{FlightError, Launch, Model, motion::Seen};
use crate::aero::Aerodynamics;
use crate::earth::course;
use crate::number::{Quaternion, Vector};

/// Flies a launch from ignition to the ground; with `record`, the channels against time are kept.
///
/// # Errors
/// See [`FlightError`].
pub fn fly(launch: &Launch, record: bool) -> Result<Flight, FlightError> {
    let model = Model::new(launch);
    let names = |index: usize| launch.rocket.description().parachutes[index].name.clone();
    let (marks, outcome, solver, record) = if record {
        let flown = fly_model(&model, Channels::default())?;
        let outcome = outcome(&model, &flown)?;
        let samples = flown.observer.recorder.samples(launch, &model);
        (
            flown.marks,
            (outcome, flown.descents),
            flown.solver,
            samples,
        )
    } else {
        let flown = fly_model(&model, NoRecord)?;
        (
            flown.marks.clone(),
            (outcome(&model, &flown)?, flown.descents),
            flown.solver,
            Vec::new(),
        )
    };
    let (mut outcome, descents) = outcome;
    outcome.descent_rates = descents
        .iter()
        .map(|(index, speed)| (names(*index), -speed))
        .collect();
    let events = marks
        .iter()
        .map(|mark| event(&model, mark, &names))
        .collect();
    Ok(Flight {
        warnings: warnings(launch, &model, &outcome, &marks, &names),
        outcome,
        events,
        solver,
        record,
    })
}

fn event(model: &Model, mark: &Mark, names: &impl Fn(usize) -> String) -> Event {
    Event {
        name: match mark.what {
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
    let (liftoff, exit, landing) = (
        need(Happening::Liftoff)?,
        need(Happening::RailExit)?,
        need(Happening::Landing)?,
    );
    // A rocket that falls off its rail has its highest point there.
    let apogee = find(Happening::Apogee).unwrap_or(exit);
    let burnout = find(Happening::Burnout);
    let watcher = &flown.observer;
    let least = watcher.least_margin.peak();
    let outcome = Outcome {
        apogee_agl: apogee.seen.height - model.elevation,
        apogee_asl: apogee.seen.height,
        apogee_time: apogee.time,
        max_speed: watcher.speed.peak(),
        max_mach: watcher.mach.peak(),
        max_acceleration: watcher.acceleration.peak(),
        max_dynamic_pressure: watcher.dynamic_pressure.peak(),
        rail_exit_time: exit.time,
        rail_exit_speed: exit.speed(),
        rail_exit_static_margin: exit.seen.static_margin(model.aero.diameter),
        rail_exit_angle_of_attack: angle_of_attack(&exit.seen),
        rail_thrust_to_weight: thrust_to_weight(model, liftoff.time, exit.time),
        burnout_time: burnout.map(|mark| mark.time),
        burnout_altitude_agl: burnout.map(|mark| mark.seen.height - model.elevation),
        burnout_speed: burnout.map(Mark::speed),
        liftoff_mass: model.burn.before.mass,
        min_static_margin: Peak {
            value: -least.value,
            time: least.time,
        },
        max_static_margin: watcher.greatest_margin.peak(),
        descent_rates: Vec::new(),
        landing: land(model, landing),
    };
    let figures = [
        outcome.apogee_agl,
        outcome.max_speed.value,
        outcome.rail_exit_speed,
        outcome.rail_exit_static_margin,
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

fn angle_of_attack(seen: &Seen<f64>) -> f64 {
    let [along, right, down] = seen.flow.0;
    libm::atan2((right * right + down * down).sqrt(), along)
}

/// Keeps what a record needs, to be put into channels after the flight.
#[derive(Debug, Clone, Default)]
struct Channels {
    kept: Vec<(Phase, f64, [f64; 13], Seen<f64>)>,
}

/// The finest spacing of a record, s: 20 a second while a motor may burn, and never more points than are read.
const SPACING: f64 = 0.05;
/// Most points of one step.
const MOST_POINTS: f64 = 12.0;

impl Recorder for Channels {
    fn keep(&mut self, phase: Phase, time: f64, state: &[f64], seen: &Seen<f64>) {
        // Under a parachute there is no attitude.
        let mut whole = [0.0; 13];
        for (to, from) in whole.iter_mut().zip(state) {
            *to = *from;
        }
        self.kept.push((phase, time, whole, *seen));
    }

    fn points(&self, length: f64) -> u32 {
        (length / SPACING).ceil().clamp(1.0, MOST_POINTS) as u32
    }
}

impl Channels {
    fn samples(&self, launch: &Launch, model: &Model) -> Vec<Sample> {
        let aerodynamics = Aerodynamics::new(&launch.rocket);
        let kept = self.kept.iter();
        kept.map(|(phase, time, state, seen)| {
            sample(launch, model, &aerodynamics, *phase, *time, state, seen)
        })
        .collect()
    }
}

fn sample(
    launch: &Launch,
    model: &Model,
    aerodynamics: &Aerodynamics,
    phase: Phase,
    time: f64,
    state: &[f64; 13],
    seen: &Seen<f64>,
) -> Sample {
    let position = Vector([state[0], state[1], state[2]]);
    let velocity = Vector([state[3], state[4], state[5]]);
    let place = model.frame.place(position);
    let local =
        |vector: Vector<f64>| [place.east, place.north, place.up].map(|axis| axis.dot(vector));
    let (latitude, longitude) = model.frame.latitude_longitude(position);
    let air = launch.air.at(seen.height);
    let flying = phase != Phase::Descent;
    let attitude = [state[6], state[7], state[8], state[9]];
    let axis = if flying {
        local(Quaternion(attitude).axes()[0])
    } else {
        [0.0, 0.0, 0.0]
    };
    let level = (axis[0] * axis[0] + axis[1] * axis[1]).sqrt();
    let upwind = if seen.airspeed > 0.0 {
        1.0 / seen.airspeed
    } else {
        0.0
    };
    let reynolds = air.density * seen.airspeed / air.viscosity;
    Sample {
        time,
        phase,
        latitude,
        longitude,
        altitude_asl: seen.height,
        altitude_agl: seen.height - model.elevation,
        position: position.0,
        velocity: local(velocity),
        speed: velocity.norm(),
        acceleration: seen.acceleration.norm(),
        airspeed: seen.airspeed,
        mach: seen.mach,
        dynamic_pressure: 0.5 * seen.density * seen.airspeed * seen.airspeed,
        angle_of_attack: if flying { angle_of_attack(seen) } else { 0.0 },
        attitude,
        pitch: if flying {
            libm::atan2(axis[2], level)
        } else {
            0.0
        },
        heading: if flying {
            libm::atan2(axis[0], axis[1]).rem_euclid(std::f64::consts::TAU)
        } else {
            0.0
        },
        rates: [state[10], state[11], state[12]],
        mass: seen.mass,
        center_of_mass: seen.center,
        center_of_pressure: if flying && seen.normal_force_slope != 0.0 {
            seen.normal_force_moment / seen.normal_force_slope
        } else {
            0.0
        },
        static_margin: if flying && seen.normal_force_slope != 0.0 {
            seen.static_margin(model.aero.diameter)
        } else {
            0.0
        },
        thrust: seen.thrust,
        drag: -seen.air_force.dot(seen.flow) * upwind,
        drag_breakdown: if flying {
            aerodynamics.drag_breakdown(seen.mach, reynolds, seen.thrust > 0.0)
        } else {
            crate::aero::DragBreakdown::default()
        },
        wind: launch.air.wind(seen.height),
        density: air.density,
        pressure: air.pressure,
        temperature: air.temperature,
    }
}
