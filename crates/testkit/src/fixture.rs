//! A made-up flight to 3 km for tests of pictures and files: a point mass under thrust, drag, wind and two
//! parachutes, with plausible channels around it. It tests no physics.

#![allow(clippy::unwrap_used)]

use downrange::aero::DragBreakdown;
use downrange::air::{Air, Weather, Wind};
use downrange::compare::{AssumedEffect, AssumedFigure, AssumedValue};
use downrange::earth::Earth;
use downrange::flight::{
    BodyFlight, Event, EventKind, Flight, FlightWarning, Landing, Launch, Outcome, Peak, Phase,
    Rail, RailExit, Recording, Settings, Site, SolverStats, Start, TrajectoryPoint, Vehicle, fly,
};
use downrange::mass::MassProperties;
use downrange::motor::{Motor, Propellant};
use downrange::rocket::{
    Coefficient, Inertia, MountedMotor, Overrides, Parachute, Releases, Rocket, RocketDescription,
    Trigger,
};
use downrange::table::Curve;

const ELEVATION: f64 = 1401.0;
const LATITUDE: f64 = 32.990_25;
const LONGITUDE: f64 = -106.974_97;
const WIND: [f64; 2] = [4.5, 1.8];
const BURN: f64 = 3.0;

/// What is launched.
pub fn launch() -> Launch {
    let parachute = |name: &str, drag_area, trigger| Parachute {
        name: name.to_owned(),
        drag_area,
        trigger,
        lag: 1.0,
        filling_time: 0.0,
        releases: Releases::Drogue,
    };
    let rocket = Rocket::new(RocketDescription {
        name: "Roadrunner".to_owned(),
        parts: Vec::new(),
        given: Overrides {
            diameter: Some(0.127),
            length: Some(2.4),
            mass: Some(15.0),
            center_of_mass: Some(1.25),
            inertia: Some(Inertia {
                axial: 0.05,
                transverse: 6.0,
            }),
            drag_power_off: Some(Coefficient::Mach(Curve::constant(0.45))),
            normal_force_slope: Some(Coefficient::Mach(Curve::constant(9.0))),
            center_of_pressure: Some(Coefficient::Mach(Curve::constant(1.85))),
            pitch_damping: Some(Curve::constant(-250.0)),
            ..Overrides::default()
        },
        motor: Some(MountedMotor::new(Motor {
            name: "M1850W".to_owned(),
            diameter: Some(0.075),
            length: 0.923,
            thrust: Curve::new(vec![(0.0, 2200.0), (BURN, 1500.0), (BURN + 0.05, 0.0)]).unwrap(),
            propellant: Propellant::Unknown { mass: 3.0 },
            dry: MassProperties {
                mass: 2.4,
                center: 0.45,
                axial: 0.002,
                transverse: 0.15,
            },
            nozzle_exit_area: None,
            reference_pressure: None,
            ignition_delay: 0.0,
            burn_time_factor: 1.0,
            impulse_factor: 1.0,
            cut_off: None,
            source: None,
        })),
        parachutes: vec![
            parachute("drogue", 0.8, Trigger::Apogee),
            parachute("main", 9.0, Trigger::Altitude(300.0)),
        ],
        roughness: 20e-6,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    })
    .unwrap();
    Launch {
        name: "Roadrunner at Spaceport America".to_owned(),
        site: Site {
            latitude: LATITUDE.to_radians(),
            longitude: LONGITUDE.to_radians(),
            elevation: ELEVATION,
            date: Some("2026-06-20T09:30".to_owned()),
        },
        earth: Earth::WGS84,
        start: Start::Rail(Rail {
            length: 5.2,
            elevation_angle: 86_f64.to_radians(),
            heading: 250_f64.to_radians(),
        }),
        air: air(),
        vehicle: Vehicle::Rocket(rocket),
        perturbation: downrange::flight::Perturbation::default(),
        settings: Settings::default(),
        failures: Vec::new(),
        failure: None,
    }
}

fn air() -> Air {
    let wind = Wind::Constant([WIND[0], WIND[1], 0.0]);
    Air::new(Weather::Standard, Some(wind), ELEVATION).unwrap()
}

/// What it would be worth had its file said neither its finish nor the section of its fins.
pub fn assumed() -> AssumedEffect {
    AssumedEffect {
        values: vec![
            AssumedValue {
                figure: AssumedFigure::Finish,
                taken: "smooth paint",
                instead: "regular paint",
            },
            AssumedValue {
                figure: AssumedFigure::FinEdges,
                taken: "rounded",
                instead: "square",
            },
        ],
        apogee_agl: 0.94 * flight().outcome.apogee_agl,
    }
}

/// How it flies.
pub fn flight() -> Flight {
    let area = 0.25 * std::f64::consts::PI * 0.127 * 0.127;
    let mut trajectory: Vec<TrajectoryPoint> = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    let (mut time, mut position, mut velocity) = (0.0, [0.0; 3], [0.0; 3]);
    let mut opened: [Option<f64>; 2] = [None; 2];
    let mut exit = None;
    loop {
        let up: f64 = position[2];
        let density = 1.225 * (-(up + ELEVATION) / 9500.0).exp();
        let mass = 20.4 - 3.0 * (time / BURN).min(1.0);
        let thrust = if time < BURN {
            2200.0 - 700.0 * time / BURN
        } else {
            0.0
        };
        let relative = [velocity[0] - WIND[0], velocity[1] - WIND[1], velocity[2]];
        let size = |v: [f64; 3]| (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]).sqrt();
        let (airspeed, speed) = (size(relative), size(velocity));
        let mach = airspeed / 335.0;
        let on_rail = size(position) < 5.2;
        let descending = opened[0].is_some();
        let drag_breakdown = DragBreakdown {
            friction: 0.21 + 0.25 / (airspeed + 10.0).sqrt(),
            pressure: 0.03 + 0.12 / (1.0 + (-(mach - 1.0) * 25.0).exp()),
            base: if time < BURN {
                0.05
            } else {
                0.13 + 0.05 * mach.min(1.0)
            },
            fins: 0.03 + 0.03 * mach.min(1.0),
            protuberances: 0.02,
            given: 0.0,
        };
        let drag_area = match opened {
            [_, Some(_)] => 9.0,
            [Some(_), None] => 0.8,
            _ => area * drag_breakdown.total(),
        };
        let drag = 0.5 * density * airspeed * airspeed * drag_area;
        let axis = if speed > 1.0 && !descending {
            [
                velocity[0] / speed,
                velocity[1] / speed,
                velocity[2] / speed,
            ]
        } else {
            [-0.0655, -0.0239, 0.9976]
        };
        let mut rate = [0.0; 3];
        for i in 0..3 {
            rate[i] = (thrust * axis[i] - drag * relative[i] / airspeed.max(1e-9)) / mass;
        }
        rate[2] -= 9.79;
        let wobble = 0.14 * (-0.5 * time).exp() * (5.0 * time).sin() + 2.0 / (airspeed + 15.0);
        let margin = 1.75 + 0.9 * (time / BURN).min(1.0) + 0.35 * (mach - 0.3).max(0.0);
        let sample = TrajectoryPoint {
            time,
            phase: match () {
                () if on_rail && time < BURN => Phase::Rail,
                () if time < BURN => Phase::Powered,
                () if descending => Phase::Descent,
                () => Phase::Coast,
            },
            latitude: LATITUDE.to_radians() + position[1] / 6.36e6,
            longitude: LONGITUDE.to_radians() + position[0] / (6.38e6 * 0.8388),
            altitude_asl: up + ELEVATION,
            altitude_agl: up,
            position,
            velocity,
            speed,
            acceleration: size(rate),
            airspeed,
            mach,
            dynamic_pressure: 0.5 * density * airspeed * airspeed,
            angle_of_attack: if descending {
                0.0
            } else {
                wobble.abs().min(1.5)
            },
            attitude: [1.0, 0.0, 0.0, 0.0],
            pitch: 1.5,
            heading: 4.36,
            angular_rates: [0.0; 3],
            mass,
            center_of_mass: 1.45 - 0.1 * (time / BURN).min(1.0),
            center_of_pressure: 1.75,
            static_margin: if descending { 0.0 } else { margin },
            thrust,
            drag,
            drag_breakdown,
            wind: [WIND[0], WIND[1], 0.0],
            density,
            pressure: density * 287.05 * 279.0,
            temperature: 279.0,
            impact_vacuum: None,
            impact_air: None,
        };
        let mut happens = |kind, name: &str| {
            events.push(Event {
                kind,
                body: 0,
                name: name.to_owned(),
                time,
                altitude_agl: up.max(0.0),
                speed,
                mach,
            });
        };
        if trajectory.is_empty() {
            happens(EventKind::Ignition(0), "ignition");
            happens(EventKind::Liftoff, "liftoff");
        }
        if !on_rail && exit.is_none() {
            happens(EventKind::RailExit, "rail exit");
            happens(EventKind::RailClear, "rail clear");
            exit = Some(sample);
        }
        if thrust == 0.0 && trajectory.last().is_some_and(|last| last.thrust > 0.0) {
            happens(EventKind::Burnout(0), "burnout");
        }
        if velocity[2] < 0.0
            && trajectory
                .last()
                .is_some_and(|last| last.velocity[2] >= 0.0)
        {
            happens(EventKind::Apogee, "apogee");
            happens(EventKind::Triggered(0), "drogue triggered");
        }
        if !descending && time > BURN && velocity[2] < -9.79 {
            happens(EventKind::Opens(0), "drogue opens");
            opened[0] = Some(time);
        }
        if descending && opened[1].is_none() && up < 300.0 {
            happens(EventKind::Triggered(1), "main triggered");
            happens(EventKind::Opens(1), "main opens");
            opened[1] = Some(time);
        }
        let landed = up < 0.0 && time > BURN;
        if landed {
            happens(EventKind::Landing, "landing");
        }
        trajectory.push(sample);
        if landed {
            break;
        }
        let step = if descending { 0.05 } else { 0.02 };
        for i in 0..3 {
            velocity[i] += step * rate[i];
            position[i] += step * velocity[i];
        }
        time += step;
    }
    // A flight is made by flying: this one then has every field replaced.
    let mut flight = fly(&launch(), Recording::None).unwrap();
    overwrite(&mut flight.outcome, &trajectory, &events, exit.unwrap());
    flight.failure = None;
    flight.bodies = vec![BodyFlight::new(
        "Test".to_owned(),
        0.0,
        9.0,
        &flight.outcome,
    )];
    flight.events = events;
    flight.warnings = vec![FlightWarning {
        rule: "rail exit speed".to_owned(),
        message:
            "leaves the rail at 28.9 m/s, but 30.5 m/s (100 ft/s) is asked for by the Spaceport \
                  America Cup's design guide"
                .to_owned(),
    }];
    flight.solver = SolverStats {
        evaluations: 4_812,
        accepted: 622,
        rejected: 31,
    };
    flight.trajectory = trajectory;
    flight
}

fn overwrite(
    outcome: &mut Outcome,
    trajectory: &[TrajectoryPoint],
    events: &[Event],
    exit: TrajectoryPoint,
) {
    let greatest = |span: &[TrajectoryPoint], channel: fn(&TrajectoryPoint) -> f64| {
        let best = span
            .iter()
            .max_by(|a, b| channel(a).total_cmp(&channel(b)))
            .unwrap();
        Peak {
            value: channel(best),
            time: best.time,
        }
    };
    let event = |name: &str| events.iter().find(|event| event.name == name).unwrap();
    let (apogee, burnout) = (event("apogee"), event("burnout"));
    let last = trajectory.last().unwrap();
    let ascent: Vec<TrajectoryPoint> = trajectory
        .iter()
        .copied()
        .filter(|s| s.time > exit.time && s.time < apogee.time)
        .collect();
    let least = greatest(&ascent, |s| -s.static_margin);
    outcome.apogee_agl = apogee.altitude_agl;
    outcome.apogee_asl = apogee.altitude_agl + ELEVATION;
    outcome.apogee_altimeter = air().altimeter(ELEVATION, apogee.altitude_agl + ELEVATION);
    outcome.apogee_time = apogee.time;
    outcome.max_speed = greatest(trajectory, |s| s.speed);
    outcome.max_mach = greatest(trajectory, |s| s.mach);
    outcome.max_acceleration = greatest(&ascent, |s| s.acceleration);
    outcome.max_dynamic_pressure = greatest(trajectory, |s| s.dynamic_pressure);
    outcome.rail_exit = Some(RailExit {
        time: exit.time,
        speed: exit.speed,
        static_margin: exit.static_margin,
        angle_of_attack: exit.angle_of_attack,
        thrust_to_weight: 10.9,
    });
    outcome.burnout_time = Some(burnout.time);
    outcome.burnout_altitude_agl = Some(burnout.altitude_agl);
    outcome.burnout_speed = Some(burnout.speed);
    outcome.liftoff_mass = 20.4;
    outcome.min_static_margin = Some(Peak {
        value: -least.value,
        time: least.time,
    });
    outcome.max_static_margin = Some(greatest(&ascent, |s| s.static_margin));
    outcome.descent_rates = vec![("drogue".to_owned(), 19.6), ("main".to_owned(), 5.6)];
    outcome.landing = Landing {
        landed: true,
        time: last.time,
        latitude: last.latitude,
        longitude: last.longitude,
        east: last.position[0],
        north: last.position[1],
        distance: last.position[0].hypot(last.position[1]),
        bearing: last.position[0]
            .atan2(last.position[1])
            .rem_euclid(std::f64::consts::TAU),
        speed: last.speed,
    };
}
