//! Impact points against flights.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
mod common;
#[path = "common/staged.rs"]
mod staged;

use calisto::calisto;
use common::{advance, body, coast, state};
use downrange::earth::{Earth, inverse_geodesic, vacuum_impact};
use downrange::flight::conditions::EventCondition;
use downrange::flight::propagate::Termination;
use downrange::flight::{Launch, Recording, fly};
use downrange::impact::{Impact, attach_impact_points, impact_points};
use downrange::number::Vector;
use staged::{launch, three};

/// Flown without air on the turning ellipsoid with J2, to 1e-11: how far from the impact point told at the start, m,
/// and how far it went.
fn missed(latitude: f64, ground: f64, velocity: [f64; 3]) -> (f64, f64) {
    let model = body(Earth::WGS84, latitude, ground);
    let mut now = state([0.0, 0.0, 1.0], velocity, [0.0; 3]);
    let told = vacuum_impact(
        &model.frame,
        Vector([0.0, 0.0, 1.0]),
        Vector(velocity),
        ground,
    )
    .unwrap();
    let motion = coast(&model);
    let watch = [EventCondition::Height(ground)];
    let (stop, time, _) = advance(&model, &motion, &mut now, 1e4, &watch, 1e-11);
    assert_eq!(stop, Termination::Event(0));
    let landed = model
        .frame
        .latitude_longitude(Vector([now[0], now[1], now[2]]));
    assert!((told.after - time).abs() < 1e-3, "{}", told.after - time);
    let off = inverse_geodesic(landed, (told.latitude, told.longitude)).distance;
    (off, inverse_geodesic((latitude, 0.0), landed).distance)
}

/// The closed form agrees with the flight to 2 cm over 300 km, in any direction and at any latitude, and to 20 cm over
/// 3000 km.
#[test]
fn agrees_with_flying_it() {
    for latitude in [0.0, 0.5, 0.9, 1.5, -0.6] {
        for heading in [0.0, 1.0, 2.5, 4.0] {
            let shot = |speed: f64| {
                let (level, climb) = (0.7 * speed, 0.714 * speed);
                [level * f64::sin(heading), level * f64::cos(heading), climb]
            };
            let (near, range) = missed(latitude, 700.0, shot(1730.0));
            assert!((250e3..400e3).contains(&range), "{range}");
            assert!(near < 0.02, "{near} m over {range} m");
            let (far, range) = missed(latitude, 0.0, shot(4900.0));
            assert!(range > 2000e3, "{range}");
            assert!(far < 0.2, "{far} m over {range} m");
        }
    }
}

fn ballistic() -> Launch {
    let mut launch = calisto();
    let mut description = launch.vehicle.rocket().unwrap().description().clone();
    description.parachutes.clear();
    let rocket = downrange::rocket::Rocket::new(description).unwrap();
    launch.vehicle = downrange::flight::Vehicle::Rocket(rocket);
    launch
}

/// After burn-out an unguided body without parachutes lands where its impact point with air has been all the time;
/// before, thrust still moves it; without air it would go further.
#[test]
fn after_burnout_it_lands_at_its_impact_point() {
    let launch = ballistic();
    let flight = fly(&launch, Recording::Full).unwrap();
    let landing = flight.outcome.landing;
    let off = |point: &Impact| {
        let air = point.air.unwrap();
        inverse_geodesic(
            (landing.latitude, landing.longitude),
            (air.latitude, air.longitude),
        )
        .distance
    };
    let points = impact_points(&launch, 1.0).unwrap();
    assert!(points.len() > 30);
    for point in points.iter().filter(|point| point.time >= 3.9) {
        assert!(off(point) < 1.0, "{} m at {} s", off(point), point.time);
        assert!((point.time + point.air.unwrap().after - landing.time).abs() < 0.01);
    }
    assert!(off(&points[0]) > 50.0);
    let site = (launch.site.latitude, launch.site.longitude);
    let reach = |at: (f64, f64)| inverse_geodesic(site, at).distance;
    let burnout = points.iter().find(|point| point.time >= 4.0).unwrap();
    let (vacuum, air) = (burnout.vacuum.unwrap(), burnout.air.unwrap());
    assert!(reach((vacuum.latitude, vacuum.longitude)) > reach((air.latitude, air.longitude)));
    // The record's channel is the same point.
    let sample = flight
        .trajectory
        .iter()
        .min_by(|a, b| (a.time - 4.0).abs().total_cmp(&(b.time - 4.0).abs()))
        .unwrap();
    let told = sample.impact_vacuum.unwrap();
    assert!(
        inverse_geodesic((told[0], told[1]), (vacuum.latitude, vacuum.longitude)).distance < 20.0
    );
}

/// Noted in the record, the points with air are those that were flown down, and between them lie between.
#[test]
fn impact_points_become_a_channel() {
    let launch = ballistic();
    let mut flight = fly(&launch, Recording::Full).unwrap();
    let points = impact_points(&launch, 0.5).unwrap();
    attach_impact_points(&mut flight, &points);
    let (first, last) = (points[0].time, points[points.len() - 1].time);
    for sample in &flight.trajectory {
        let noted = sample.impact_air.is_some();
        assert_eq!(
            noted,
            (first..=last).contains(&sample.time),
            "{}",
            sample.time
        );
    }
    let rests = flight
        .trajectory
        .iter()
        .rfind(|s| s.impact_air.is_some())
        .unwrap();
    let [latitude, longitude] = rests.impact_air.unwrap();
    let landing = flight.outcome.landing;
    let off =
        inverse_geodesic((landing.latitude, landing.longitude), (latitude, longitude)).distance;
    assert!(off < 1.0, "{off}");
}

/// A vehicle of stages has impact points too, of what it is at the time.
#[test]
fn a_stack_has_impact_points() {
    let launch = launch(three());
    let points = impact_points(&launch, 2.0).unwrap();
    let times: Vec<f64> = points.iter().map(|point| point.time).collect();
    assert!(times.windows(2).all(|pair| pair[1] > pair[0]), "{times:?}");
    assert!(points.len() > 10 && points.iter().all(|point| point.air.unwrap().after > 0.0));
}
