//! The rocket of RocketPy's "Getting started" page (Calisto, Projeto Jupiter), boost to landing under drogue and main.

#![allow(missing_docs, dead_code, clippy::unwrap_used)]

use downrange::air::{Air, Weather, Wind, wind_from};
use downrange::dispersion::{
    Distribution, Input, LaunchBuilder, Target, Uncertainty, WindError, WindUncertainty,
};
use downrange::earth::Earth;
use downrange::error::Fault;
use downrange::flight::{Launch, Rail, Settings, Site, Start, Vehicle};
use downrange::mass::MassProperties;
use downrange::motor::{Grains, Motor, Propellant};
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Profile, Transition, Tube};
use downrange::rocket::{
    Inertia, MountedMotor, Overrides, Parachute, Part, PartMass, PartOverrides, PartShape,
    Releases, Rocket, RocketDescription, Trigger,
};
use downrange::table::Curve;

pub fn calisto() -> Launch {
    let part = |name: &str, position: f64, shape: PartShape| Part {
        name: name.to_owned(),
        position,
        shape,
        stuff: PartMass::Weightless,
        roughness: None,
        given: PartOverrides::default(),
    };
    let fins = FinSet {
        count: 4,
        outline: FinOutline::Trapezoidal {
            root_chord: 0.12,
            tip_chord: 0.06,
            span: 0.11,
            sweep_length: 0.06,
        },
        thickness: 0.004,
        section: FinSection::Airfoil,
        edge_radius: 0.0,
        cant: 0.5f64.to_radians(),
        body_diameter: None,
        angle: None,
    };
    let button = PartShape::RailButton {
        diameter: 0.012,
        height: 0.01,
    };
    let parachute = |name: &str, drag_area: f64, trigger: Trigger, lag: f64| Parachute {
        name: name.to_owned(),
        drag_area,
        trigger,
        lag,
        filling_time: 0.0,
        releases: Releases::Drogue,
    };
    let wind = Wind::PowerLaw {
        reference: wind_from(4.0, 250f64.to_radians()),
        reference_height: 10.0,
        exponent: 0.14,
        ceiling: Wind::GRADIENT_HEIGHT,
    };
    let weather = Weather::Site {
        temperature: Some(300.15),
        pressure: None,
    };
    Launch {
        name: "Calisto".to_owned(),
        site: Site {
            latitude: 32.990_254f64.to_radians(),
            longitude: (-106.974_998f64).to_radians(),
            elevation: 1400.0,
            date: None,
        },
        earth: Earth::WGS84,
        start: Start::Rail(Rail {
            length: 5.2,
            elevation_angle: 85f64.to_radians(),
            heading: 0.0,
        }),
        air: Air::new(weather, Some(wind), 1400.0).unwrap(),
        vehicle: Vehicle::Rocket(
            Rocket::new(RocketDescription {
                name: "Calisto".to_owned(),
                parts: vec![
                    part(
                        "nose",
                        0.0,
                        PartShape::Nose(Nose {
                            profile: Profile::Haack(0.0),
                            length: 0.558_29,
                            base_diameter: 0.127,
                            tip_radius: 0.0,
                            wall: None,
                        }),
                    ),
                    part(
                        "body",
                        0.558_29,
                        PartShape::Tube(Tube {
                            length: 1.914_366,
                            outer_diameter: 0.127,
                            inner_diameter: 0.121,
                        }),
                    ),
                    part(
                        "boat-tail",
                        2.472_656,
                        PartShape::Transition(Transition {
                            profile: Profile::Conical,
                            length: 0.06,
                            fore_diameter: 0.127,
                            aft_diameter: 0.087,
                            wall: None,
                        }),
                    ),
                    part("fins", 2.327_56, PartShape::Fins(fins)),
                    part("upper button", 1.1962, button.clone()),
                    part("lower button", 1.8962, button),
                ],
                given: Overrides {
                    mass: Some(14.426),
                    center_of_mass: Some(1.278),
                    inertia: Some(Inertia {
                        axial: 0.034,
                        transverse: 6.321,
                    }),
                    ..Overrides::default()
                },
                motor: Some(MountedMotor::new(m1670())),
                parachutes: vec![
                    parachute("drogue", 1.0, Trigger::Apogee, 0.0),
                    parachute("main", 10.0, Trigger::Altitude(800.0), 1.5),
                ],
                roughness: 20e-6,
                thrust_misalignment: 0.0,
                thrust_offset: 0.0,
                thrust_azimuth: 0.0,
            })
            .unwrap(),
        ),
        perturbation: downrange::flight::Perturbation::default(),
        settings: Settings::default(),
        failures: Vec::new(),
        failure: None,
    }
}

/// Cesaroni Pro75 M1670 Blue Streak.
fn m1670() -> Motor {
    let thrust = [
        (0.0, 0.0),
        (0.055, 100.0),
        (0.092, 1500.0),
        (0.1, 2000.0),
        (0.15, 2200.0),
        (0.2, 1800.0),
        (0.5, 1950.0),
        (1.0, 2034.0),
        (1.5, 2000.0),
        (2.0, 1900.0),
        (2.5, 1760.0),
        (2.9, 1700.0),
        (3.0, 1650.0),
        (3.3, 530.0),
        (3.4, 350.0),
        (3.9, 0.0),
    ];
    Motor {
        name: "M1670".to_owned(),
        diameter: Some(0.075),
        length: 0.757,
        thrust: Curve::new(thrust.to_vec()).unwrap(),
        propellant: Propellant::Grains(Grains {
            count: 5,
            density: 1815.0,
            outer_diameter: 0.066,
            core_diameter: 0.03,
            length: 0.12,
            separation: 0.005,
            center: 0.36,
            ends_inhibited: false,
        }),
        dry: MassProperties {
            mass: 1.815,
            center: 0.44,
            axial: 0.002,
            transverse: 0.125,
        },
        nozzle_exit_area: None,
        reference_pressure: None,
        ignition_delay: 0.0,
        burn_time_factor: 1.0,
        impulse_factor: 1.0,
        cut_off: None,
        source: None,
    }
}

/// A state in the middle of the boost, a little off the axis and turning.
pub fn in_flight(model: &downrange::flight::Model) -> [f64; downrange::flight::STATE_LEN] {
    let [_, _, _, _, _, _, w, x, y, z, ..] = model.start.state(&model.frame);
    [
        5.0,
        20.0,
        300.0,
        10.0,
        25.0,
        200.0,
        w,
        x + 0.01,
        y,
        z,
        3.0,
        0.1,
        -0.1,
        0.5,
    ]
}

/// Twenty uncertain inputs of the getting-started rocket and its wind; sizes as RocketPy's dispersion example has them,
/// rounded.
pub fn dispersed() -> (Uncertainty, Numbers) {
    let number = |name: &str, mean: f64, sigma: f64| Input {
        name: name.to_owned(),
        target: Target::Number(name.to_owned()),
        distribution: Distribution::normal(mean, sigma).unwrap(),
    };
    let other = |name: &str, target: Target, mean: f64, sigma: f64| Input {
        name: name.to_owned(),
        target,
        distribution: Distribution::normal(mean, sigma).unwrap(),
    };
    let inputs = vec![
        number("mass", 14.426, 0.1),
        number("center of mass", 1.278, 0.005),
        number("axial inertia", 0.034, 0.0005),
        number("transverse inertia", 6.321, 0.05),
        number("rail elevation", 85f64.to_radians(), 0.01),
        number("rail heading", 0.0, 0.02),
        number("rail length", 5.2, 0.01),
        number("drogue drag area", 1.0, 0.07),
        number("drogue lag", 1.5, 0.2),
        number("main drag area", 10.0, 0.5),
        number("main lag", 1.5, 0.2),
        number("propellant density", 1815.0, 10.0),
        number("motor dry mass", 1.815, 0.02),
        other("thrust", Target::ThrustFactor, 1.0, 0.02),
        other("impulse", Target::ImpulseFactor, 1.0, 0.02),
        other("drag", Target::DragFactor, 1.0, 0.05),
        other("normal force", Target::NormalForceFactor, 1.0, 0.05),
        other(
            "center of pressure",
            Target::CentreOfPressureShift,
            0.0,
            0.02,
        ),
        other(
            "thrust misalignment",
            Target::ThrustMisalignment,
            0.0,
            0.001,
        ),
    ];
    let sigma = Curve::new(vec![(0.0, 1.0), (4000.0, 3.0)]).unwrap();
    let winds = WindUncertainty {
        error: Some(WindError::new(&sigma, 1000.0, 5000.0).unwrap()),
        gusts: None,
    };
    let uncertainty = Uncertainty::new(inputs, &[], winds).unwrap();
    (uncertainty, Numbers(calisto()))
}

/// The getting-started rocket with other numbers in it, in the order of [`dispersed`].
pub struct Numbers(pub Launch);

impl LaunchBuilder for Numbers {
    fn build(&self, values: &[f64]) -> Result<Launch, Fault> {
        let mut launch = self.0.clone();
        if let (Start::Rail(rail), Vehicle::Rocket(rocket)) = (&mut launch.start, &launch.vehicle) {
            let mut description = rocket.description().clone();
            description.given.mass = Some(values[0]);
            description.given.center_of_mass = Some(values[1]);
            description.given.inertia = Some(Inertia {
                axial: values[2],
                transverse: values[3],
            });
            (rail.elevation_angle, rail.heading, rail.length) = (values[4], values[5], values[6]);
            for (k, parachute) in description.parachutes.iter_mut().enumerate() {
                (parachute.drag_area, parachute.lag) = (values[7 + 2 * k], values[8 + 2 * k]);
            }
            if let Some(mounted) = &mut description.motor {
                if let Propellant::Grains(grains) = &mut mounted.motor.propellant {
                    grains.density = values[11];
                }
                mounted.motor.dry.mass = values[12];
            }
            launch.vehicle = Vehicle::Rocket(Rocket::new(description)?);
        }
        Ok(launch)
    }
}
