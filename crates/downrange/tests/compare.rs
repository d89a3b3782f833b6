//! A flight beside a stored one: what differs between two launches of ours is found and named. The stored flights are ours,
//! told as another program would store them.

#![allow(missing_docs, clippy::unwrap_used)]

mod sparrow {
    include!("../examples/sparrow/mod.rs");
}

use downrange::air::{Wind, wind_from};
use downrange::compare::{
    CauseKind, Comparison, StoredChannel, StoredEvent, StoredEventKind, StoredFlight, StoredSeries,
    compare,
};
use downrange::flight::{Launch, Recording, Vehicle, fly};
use downrange::motor::Propellant;
use downrange::rocket::{Coefficient, Rocket, RocketDescription};
use downrange::table::Curve;
use downrange_testkit::as_stored::as_stored;

/// A stored flight has so many points, s, that what is read between them changes the apogee by less than [`SMALL`].
const STEP: f64 = 0.005;

/// Effects on the apogee, as shares of it, that are of the reading of a series and of its steps: measured 0.1 %.
const SMALL: f64 = 0.004;

fn stored(launch: &Launch) -> StoredFlight {
    as_stored(&fly(launch, Recording::Every(STEP)).unwrap())
}

fn with(change: impl FnOnce(&mut RocketDescription)) -> Launch {
    let mut launch = sparrow::launch().unwrap();
    let mut description = launch.vehicle.rocket().unwrap().description().clone();
    change(&mut description);
    launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    launch
}

/// The share of the stored apogee by which ours rises with something exchanged.
fn share(comparison: &Comparison, kind: CauseKind) -> f64 {
    let found = comparison.causes.iter().find(|cause| cause.kind == kind);
    found.unwrap().effect / comparison.apogee().unwrap().stored
}

fn unexplained(comparison: &Comparison) -> f64 {
    comparison.unexplained().unwrap() / comparison.apogee().unwrap().stored
}

/// Beside itself a flight differs in nothing, whatever is exchanged: an exchange brings in no difference of its own.
#[test]
fn a_flight_beside_itself_differs_in_nothing() {
    let launch = sparrow::launch().unwrap();
    let comparison = compare(&launch, &stored(&launch)).unwrap();
    assert_eq!(comparison.remarks, Vec::<String>::new());
    for kind in CauseKind::ALL {
        let share = share(&comparison, kind);
        assert!(share.abs() < SMALL, "{kind:?} {share}");
    }
    assert!(unexplained(&comparison).abs() < SMALL);
    for figure in &comparison.figures {
        let difference = figure.difference().unwrap_or(0.0);
        assert!(difference.abs() < 1e-3, "{figure:?}");
    }
}

/// One thing that differs is the main cause, and accounts for the difference: mass, thrust, drag, wind.
#[test]
fn what_differs_is_named() {
    let heavier = with(|description| {
        let rocket = sparrow::launch().unwrap();
        let mass = rocket.vehicle.rocket().unwrap().without_motor().mass;
        description.given.mass = Some(1.2 * mass);
    });
    let stronger = with(|description| {
        let motor = &mut description.motor.as_mut().unwrap().motor;
        let points = motor.thrust.points().iter();
        let points = points.map(|(time, thrust)| (*time, 1.15 * thrust));
        motor.thrust = Curve::new(points.collect()).unwrap();
    });
    let blunter = with(|description| {
        let drag = Coefficient::Mach(Curve::constant(1.1));
        description.given.drag_power_off = Some(drag);
    });
    let mut windy = sparrow::launch().unwrap();
    let west = wind_from(9.0, 270_f64.to_radians());
    windy.air = windy.air.with_wind(Wind::Constant(west)).unwrap();
    for (launch, kind) in [
        (heavier, CauseKind::Mass),
        (stronger, CauseKind::Thrust),
        (blunter, CauseKind::Drag),
        (windy, CauseKind::Wind),
    ] {
        let stored = stored(&launch);
        let comparison = compare(&sparrow::launch().unwrap(), &stored).unwrap();
        assert_eq!(comparison.main_cause().unwrap().kind, kind);
        let apogee = comparison.apogee().unwrap();
        let needed = 1.0 - apogee.ours / apogee.stored;
        assert!(needed.abs() > 0.03, "{kind:?} {needed}");
        let found = share(&comparison, kind);
        assert!(
            (found - needed).abs() < 0.1 * needed.abs(),
            "{kind:?} {found} {needed}"
        );
        // In a strong wind it flies at angles of attack at which no centre of pressure is taken.
        let most = if kind == CauseKind::Wind { 0.03 } else { 0.01 };
        let rest = unexplained(&comparison);
        assert!(rest.abs() < most, "{kind:?} {rest}");
        let said = comparison.explanation(&stored).join(" ");
        assert!(said.contains(kind.label()), "{said}");
    }
}

/// What differs in mass, propellant and centre is exchanged together once: the centre is not shifted again by the other masses.
#[test]
fn a_mass_and_a_center_that_differ_leave_nothing() {
    let theirs = with(|description| {
        let own = description.clone();
        let structure = Rocket::new(own).unwrap().without_motor();
        description.given.mass = Some(1.5 * structure.mass);
        description.given.center_of_mass = Some(structure.center - 0.1);
        let motor = &mut description.motor.as_mut().unwrap().motor;
        match &mut motor.propellant {
            Propellant::Unknown { mass } => *mass *= 1.4,
            Propellant::Grains(grains) => grains.density *= 1.4,
            Propellant::Tables { .. } => unreachable!(),
        }
    });
    let mut launch = sparrow::launch().unwrap();
    let west = wind_from(6.0, 270_f64.to_radians());
    launch.air = launch.air.with_wind(Wind::Constant(west)).unwrap();
    let theirs = Launch {
        air: launch.air.clone(),
        ..theirs
    };
    let comparison = compare(&launch, &stored(&theirs)).unwrap();
    assert!(share(&comparison, CauseKind::Mass).abs() > 0.05);
    let rest = unexplained(&comparison);
    assert!(rest.abs() < 0.01, "{rest}");
}

/// Shares of the drag are told apart: another base changes the base drag, and its friction and pressure do not.
#[test]
fn the_shares_of_the_drag_are_told_apart() {
    let launch = sparrow::launch().unwrap();
    let mut stored = stored(&launch);
    let channels = [
        StoredChannel::Time,
        StoredChannel::Altitude,
        StoredChannel::Mach,
        StoredChannel::Thrust,
        StoredChannel::Drag,
        StoredChannel::FrictionDrag,
        StoredChannel::BaseDrag,
    ];
    let value = |point, channel| stored.series.at(point, channel).unwrap_or(f64::NAN);
    let rows = (0..stored.series.len()).map(|point| {
        let mut row = channels.map(|channel| value(point, channel)).to_vec();
        row[4] += 0.2;
        row[6] += 0.2;
        row
    });
    stored.series = StoredSeries::new(channels.to_vec(), rows);
    let comparison = compare(&launch, &stored).unwrap();
    assert!(share(&comparison, CauseKind::BaseDrag) < -0.02);
    assert!(share(&comparison, CauseKind::FrictionDrag).abs() < SMALL);
    let [first, ..] = comparison.drag.as_slice() else {
        unreachable!()
    };
    assert!((first.stored.total - first.ours.total - 0.2).abs() < 0.02);
}

/// A stored flight that broke down has no apogee to compare, and that is what is said.
#[test]
fn a_flight_that_broke_off_is_named() {
    let launch = sparrow::launch().unwrap();
    let mut stored = stored(&launch);
    stored.events.push(StoredEvent {
        kind: StoredEventKind::Breakdown,
        time: 1.5,
    });
    let comparison = compare(&launch, &stored).unwrap();
    let said = comparison.explanation(&stored);
    assert!(said[0].contains("broke down at 1.50 s"), "{said:?}");
}

/// Figures without a series are compared, and it is said that nothing could be exchanged.
#[test]
fn figures_alone_are_compared() {
    let launch = sparrow::launch().unwrap();
    let mut stored = stored(&launch);
    stored.series = StoredSeries::default();
    let comparison = compare(&launch, &stored).unwrap();
    assert!(comparison.figures.len() > 5);
    // Where it leaves the rod stands in no series.
    assert!(comparison.causes.is_empty(), "{:?}", comparison.causes);
    assert_eq!(comparison.remarks.len(), CauseKind::ALL.len());
    let said = comparison.explanation(&stored).join(" ");
    assert!(said.contains("No series is stored"), "{said}");
}
