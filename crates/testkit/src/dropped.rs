//! A ball dropped from 1000 m, flown, for tests of what is no rocket.

#![allow(clippy::unwrap_used)]

use downrange::flight::{Flight, Launch, Recording, Start, StartState, Vehicle, fly};
use downrange::rocket::{InertiaTensor, Object, ObjectCoefficients};
use downrange::table::Curve;

/// The launch and its flight.
pub fn ball() -> (Launch, Flight) {
    let like = crate::fixture::launch();
    let launch = Launch {
        name: "Drop test".to_owned(),
        start: Start::State(StartState {
            latitude: like.site.latitude,
            longitude: like.site.longitude,
            height: like.site.elevation + 1000.0,
            velocity: [0.0; 3],
            attitude: [0.0; 3],
            angular_rates: [0.0; 3],
            inertial_rates: false,
        }),
        vehicle: Vehicle::Object(Object {
            name: "Ball".to_owned(),
            mass: 7.26,
            inertia: InertiaTensor {
                xx: 0.01,
                yy: 0.01,
                zz: 0.01,
                ..InertiaTensor::default()
            },
            coefficients: ObjectCoefficients {
                area: 0.0113,
                drag: Some(Curve::constant(0.5)),
                ..ObjectCoefficients::default()
            },
            parachutes: Vec::new(),
        }),
        ..like
    };
    let flight = fly(&launch, Recording::Full).unwrap();
    (launch, flight)
}
