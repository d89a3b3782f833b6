//! A vehicle of three bodies, made by hand.

#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::panic)]

use super::calisto::calisto;
use downrange::flight::{Flight, Launch, Vehicle};
use downrange::motor::Motor;
use downrange::rocket::{
    AfterSeparation, Coefficient, DescentMode, Ignition, Inertia, MountedMotor, Overrides,
    Parachute, Releases, Rocket, RocketDescription, Separation, SeparationTime, Stack, Stage,
    Trigger,
};
use downrange::table::Curve;

/// A motor of constant thrust: so many N for so long, from so much propellant in a case of a fifth of that.
pub fn motor(thrust: f64, duration: f64, propellant: f64) -> Motor {
    let curve = Curve::new(vec![(0.0, thrust), (duration, thrust)]).unwrap();
    Motor::from_curve("M", 0.1, 0.5, curve, propellant, 1.2 * propellant).unwrap()
}

/// A rocket of given mass without motor, kg, and length, m; drag 0.4, stable.
pub fn rocket(name: &str, mass: f64, length: f64, motor: Option<MountedMotor>) -> Rocket {
    Rocket::new(RocketDescription {
        name: name.to_owned(),
        parts: Vec::new(),
        given: Overrides {
            diameter: Some(0.1),
            length: Some(length),
            mass: Some(mass),
            center_of_mass: Some(0.5 * length),
            inertia: Some(Inertia {
                axial: 0.002 * mass,
                transverse: mass * length * length / 12.0,
            }),
            drag_power_off: Some(Coefficient::Mach(Curve::constant(0.4))),
            normal_force_slope: Some(Coefficient::Mach(Curve::constant(12.0))),
            center_of_pressure: Some(Coefficient::Mach(Curve::constant(0.8 * length))),
            ..Overrides::default()
        },
        motor,
        parachutes: Vec::new(),
        roughness: 0.0,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    })
    .unwrap()
}

pub fn mounted(motor: Motor, position: f64) -> Option<MountedMotor> {
    Some(MountedMotor {
        position: Some(position),
        ..MountedMotor::new(motor)
    })
}

pub fn parachute(drag_area: f64, trigger: Trigger) -> Parachute {
    Parachute {
        name: "main".to_owned(),
        drag_area,
        trigger,
        lag: 0.5,
        filling_time: 0.3,
        releases: Releases::Drogue,
    }
}

pub fn under(parachute: Parachute, rocket: &Rocket) -> Rocket {
    let mut description = rocket.description().clone();
    description.parachutes = vec![parachute];
    Rocket::new(description).unwrap()
}

pub fn stage(name: &str, rocket: Rocket, ignition: Ignition) -> Stage {
    Stage {
        name: name.to_owned(),
        rocket,
        copies: 1,
        distance: 0.0,
        nose: 0.0,
        ignition,
        separation: None,
    }
}

pub fn tumbling(when: SeparationTime, impulse: f64) -> Option<Separation> {
    Some(Separation {
        when,
        impulse,
        after: AfterSeparation {
            descent: DescentMode::Tumbling {
                drag_area: Some(0.05),
            },
            parachutes: Vec::new(),
        },
    })
}

/// Booster, sustainer and payload, 30 kg on the pad.
pub fn three() -> Vec<Stage> {
    let booster = rocket("all", 13.0, 3.0, mounted(motor(2500.0, 2.0, 4.0), 2.4));
    let sustainer = rocket("upper", 9.0, 2.0, mounted(motor(900.0, 4.0, 2.0), 1.4));
    let payload = rocket("payload", 3.0, 0.8, None);
    let mut stages = vec![
        stage("booster", booster, Ignition::Launch { delay: 0.0 }),
        stage(
            "sustainer",
            sustainer,
            Ignition::BelowSeparation { delay: 1.5 },
        ),
        stage(
            "payload",
            under(parachute(2.0, Trigger::Altitude(500.0)), &payload),
            Ignition::Never,
        ),
    ];
    stages[0].separation = tumbling(SeparationTime::OwnBurnout { delay: 0.5 }, 40.0);
    stages[1].separation = Some(Separation {
        when: SeparationTime::Apogee,
        impulse: 10.0,
        after: AfterSeparation {
            descent: DescentMode::Rocket {
                rocket: Box::new(rocket("spent", 6.0, 1.2, None)),
                nose: 0.8,
            },
            parachutes: vec![parachute(3.0, Trigger::Apogee)],
        },
    });
    stages
}

pub fn launch(stages: Vec<Stage>) -> Launch {
    Launch {
        vehicle: Vehicle::Stack(Stack::new("three", stages).unwrap()),
        ..calisto()
    }
}

pub fn event(flight: &Flight, name: &str) -> f64 {
    let found = flight.events.iter().find(|event| event.name == name);
    let names: Vec<_> = flight.events.iter().map(|event| &event.name).collect();
    found
        .unwrap_or_else(|| panic!("no {name} in {names:?}"))
        .time
}
