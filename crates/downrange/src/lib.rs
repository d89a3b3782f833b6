//! The physics of Downrange: from a described launch to where everything comes down.
//!
//! The rooms, from the ground up; a room imports only from lower floors.
//!
//! | floor | rooms |
//! |---|---|
//! | 1 | [`number`], [`table`], [`mass`], [`quantity`], [`text`], [`error`] |
//! | 2 | [`earth`], [`air`] |
//! | 3 | [`motor`], [`area`] |
//! | 4 | [`rocket`] |
//! | 5 | [`aero`] |
//! | 6 | [`flight`] |
//! | 7 | [`dispersion`], [`impact`] |
//! | 8 | [`results`], [`claim`], [`compare`] |
//! | 9 | [`safety`], [`window`] |
//! | 10 | [`rules`] |
//!
//! Everything is SI, radians and kelvin. This crate opens no file, prints nothing and knows no clock and no thread. It is forward
//! only: no solver works back from a place to a launch.
//!
//! # A flight
//!
//! A rocket of which a team gives mass, drag and lift, flown from a rail to the ground:
//!
//! ```
//! use downrange::air::{Air, Weather, Wind, wind_from};
//! use downrange::earth::Earth;
//! use downrange::flight::{
//!     Launch, Perturbation, Rail, Recording, Settings, Site, Start, Vehicle, fly,
//! };
//! use downrange::motor::Motor;
//! use downrange::rocket::{
//!     Coefficient, RocketDescription, Overrides, Inertia, MountedMotor, Parachute, Releases, Rocket, Trigger,
//! };
//! use downrange::table::Curve;
//!
//! let thrust = Curve::new(vec![(0.05, 900.0), (2.5, 700.0), (2.6, 0.0)])?;
//! let motor = Motor::from_curve("K750", 0.054, 0.57, thrust, 0.95, 1.8)?;
//! let rocket = Rocket::new(RocketDescription {
//!     name: "Roadrunner".into(),
//!     parts: Vec::new(), // or a drawing, from which mass, drag and lift follow
//!     given: Overrides {
//!         diameter: Some(0.102),
//!         length: Some(1.9),
//!         mass: Some(6.2), // without the motor
//!         center_of_mass: Some(1.02), // from the nose tip
//!         inertia: Some(Inertia { axial: 0.012, transverse: 1.6 }),
//!         drag_power_off: Some(Coefficient::Mach(Curve::constant(0.48))),
//!         normal_force_slope: Some(Coefficient::Mach(Curve::constant(9.5))),
//!         center_of_pressure: Some(Coefficient::Mach(Curve::constant(1.45))),
//!         ..Overrides::default()
//!     },
//!     motor: Some(MountedMotor::new(motor)),
//!     parachutes: vec![Parachute {
//!         name: "main".into(),
//!         drag_area: 2.4,
//!         trigger: Trigger::Apogee,
//!         lag: 1.0,
//!         filling_time: 0.0,
//!         releases: Releases::Drogue,
//!     }],
//!     roughness: 20e-6,
//!     thrust_misalignment: 0.0,
//!     thrust_offset: 0.0,
//!     thrust_azimuth: 0.0,
//! })?;
//! let wind = Wind::Constant(wind_from(4.0, 270_f64.to_radians()));
//! let launch = Launch {
//!     name: "First flight".into(),
//!     earth: Earth::WGS84,
//!     site: Site {
//!         latitude: 47.1_f64.to_radians(),
//!         longitude: 8.5_f64.to_radians(),
//!         elevation: 430.0,
//!         date: None,
//!     },
//!     start: Start::Rail(Rail {
//!         length: 4.0,
//!         elevation_angle: 87_f64.to_radians(),
//!         heading: 270_f64.to_radians(),
//!     }),
//!     air: Air::new(Weather::Standard, Some(wind), 430.0)?,
//!     vehicle: Vehicle::Rocket(rocket),
//!     perturbation: Perturbation::default(),
//!     settings: Settings::default(),
//!     failures: Vec::new(),
//!     failure: None,
//! };
//! let flight = fly(&launch, Recording::None)?;
//! assert!((1800.0..1900.0).contains(&flight.outcome.apogee_agl));
//! assert_eq!(flight.events.last().map(|event| event.name.as_str()), Some("landing"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Launch files are read by the crate `downrange-formats`. In the repository, `examples/` has a flight, a dispersion on one's own
//! threads and a table of drag. The program is in another crate: `cargo install --locked downrange-cli`.
//!
//! # Build for a processor with FMA
//!
//! Fused multiply-add is part of the digits (see [`number`]). The compiler's default for x86-64 lacks the instruction; the same
//! digits then come from software, and a flight takes four to ten times as long. The repository sets the flag for itself; a program
//! that depends on this crate sets it in a `.cargo/config.toml` of its own (processors since 2013, 2015 of AMD):
//!
//! ```toml
//! [target.'cfg(target_arch = "x86_64")']
//! rustflags = ["-C", "target-cpu=x86-64-v3"]
//! ```
//!
//! aarch64 has the instruction always; WebAssembly computes it in software.

pub mod aero;
pub mod air;
pub mod area;
pub mod claim;
pub mod compare;
pub mod dispersion;
pub mod earth;
pub mod error;
pub mod flight;
pub mod impact;
pub mod mass;
pub mod motor;
pub mod number;
pub mod quantity;
pub mod results;
pub mod rocket;
pub mod rules;
pub mod safety;
pub mod table;
pub mod text;
pub mod window;

/// Descriptions, models and results go from thread to thread, and many threads read one: asked of the compiler.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<flight::Launch>();
    shared::<rocket::Rocket>();
    shared::<motor::Motor>();
    shared::<air::Air>();
    shared::<aero::Aerodynamics>();
    shared::<flight::Model>();
    shared::<flight::Flight>();
    shared::<flight::FlightError>();
    shared::<dispersion::Uncertainty>();
    shared::<dispersion::Sampler<'static>>();
    shared::<dispersion::SampleFlight>();
    shared::<claim::Claim>();
    shared::<claim::Assessment>();
    shared::<area::Area>();
    shared::<error::Fault>();
};
