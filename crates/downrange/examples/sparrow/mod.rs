// The launch of the examples, described in Rust: Sparrow of `rockets/model-rocket`, a little simplified.
//
// Everything is SI, angles are in rad, positions in m from the tip of the nose. Descriptions are plain structs: take one,
// change a field, build it again.

use downrange::air::{Air, Weather, Wind, wind_from};
use downrange::earth::Earth;
use downrange::error::Fault;
use downrange::flight::{Launch, Perturbation, Rail, Settings, Site, Start, Vehicle};
use downrange::motor::Motor;
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Profile, Tube};
use downrange::rocket::{
    MountedMotor, Overrides, Parachute, Part, PartMass, PartOverrides, PartShape, Releases, Rocket,
    RocketDescription, Trigger,
};
use downrange::table::Curve;

/// From a meadow in Colorado, on a rod that leans a little into the west wind.
pub fn launch() -> Result<Launch, Fault> {
    let elevation = 1615.0;
    let west = 270_f64.to_radians();
    let wind = Wind::Constant(wind_from(1.8, west));
    Ok(Launch {
        name: "Sparrow".to_owned(),
        earth: Earth::WGS84,
        site: Site {
            latitude: 40.016_f64.to_radians(),
            longitude: -105.222_f64.to_radians(),
            elevation,
            date: None,
        },
        start: Start::Rail(Rail {
            length: 0.914,
            elevation_angle: 87_f64.to_radians(),
            heading: west,
        }),
        air: Air::new(Weather::Standard, Some(wind), elevation)?,
        vehicle: Vehicle::Rocket(rocket()?),
        perturbation: Perturbation::default(),
        settings: Settings::default(),
        failures: Vec::new(),
        failure: None,
    })
}

/// A model rocket of 58 g on a C6-5.
fn rocket() -> Result<Rocket, Fault> {
    let nose = Nose {
        profile: Profile::TangentOgive,
        length: 0.070,
        base_diameter: 0.0248,
        tip_radius: 0.0,
        wall: Some(0.0012),
    };
    let tube = Tube {
        length: 0.229,
        outer_diameter: 0.0248,
        inner_diameter: 0.0241,
    };
    let fins = FinSet {
        count: 3,
        outline: FinOutline::Trapezoidal {
            root_chord: 0.051,
            tip_chord: 0.030,
            span: 0.041,
            sweep_length: 0.030,
        },
        thickness: 0.0024,
        section: FinSection::Rounded,
        edge_radius: 0.0,
        cant: 0.0,
        body_diameter: None,
        angle: None,
    };
    let inside = PartShape::Mass {
        length: 0.06,
        diameter: 0.02,
    };
    let parachute = Parachute {
        name: "parachute".to_owned(),
        drag_area: 0.058,
        trigger: Trigger::Burnout(5.0),
        lag: 0.0,
        filling_time: 0.3,
        releases: Releases::Drogue,
    };
    Rocket::new(RocketDescription {
        name: "Sparrow".to_owned(),
        parts: vec![
            part("nose", 0.0, PartShape::Nose(nose), PartMass::Density(940.0)),
            part("altimeter", 0.04, inside.clone(), PartMass::Mass(0.010)),
            part(
                "tube",
                0.070,
                PartShape::Tube(tube),
                PartMass::Density(680.0),
            ),
            part("recovery gear", 0.11, inside.clone(), PartMass::Mass(0.008)),
            part("motor mount", 0.23, inside, PartMass::Mass(0.007)),
            part(
                "fins",
                0.248,
                PartShape::Fins(fins),
                PartMass::Density(160.0),
            ),
        ],
        given: Overrides::default(),
        motor: Some(MountedMotor::new(motor()?)),
        parachutes: vec![parachute],
        roughness: 60e-6,
        thrust_misalignment: 0.0,
        thrust_offset: 0.0,
        thrust_azimuth: 0.0,
    })
}

fn part(name: &str, position: f64, shape: PartShape, stuff: PartMass) -> Part {
    Part {
        name: name.to_owned(),
        position,
        shape,
        stuff,
        roughness: None,
        given: PartOverrides::default(),
    }
}

/// An Estes C6: 8.8 N s in 1.86 s, 10.8 g of propellant.
fn motor() -> Result<Motor, Fault> {
    let thrust = vec![
        (0.03, 0.9),
        (0.09, 4.8),
        (0.19, 14.1),
        (0.25, 6.1),
        (0.37, 4.9),
        (0.48, 4.4),
        (1.82, 4.4),
        (1.86, 0.0),
    ];
    Motor::from_curve("C6", 0.018, 0.070, Curve::new(thrust)?, 0.0108, 0.0231)
}
