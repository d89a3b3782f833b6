//! The drawing of a rocket.
#![allow(clippy::unwrap_used)]

use downrange::flight::{Launch, Vehicle};
use downrange::rocket::Rocket;

use super::rocket::Views;
use super::shapes::DrawnKind;
use super::{drawing, masses};
use crate::aero::tests::staged;
use crate::units::Units;

fn whole(launch: &Launch) -> &Rocket {
    match &launch.vehicle {
        Vehicle::Stack(stack) => stack.whole(),
        _ => launch.vehicle.rocket().unwrap(),
    }
}

/// Defends that everything that is drawn of a rocket stands in its picture by name, and every part in the table of masses;
/// and that a file of its own has colours of its own.
#[test]
fn every_part_is_named() {
    let launch = staged();
    let rocket = whole(&launch);
    let picture = drawing(&launch, Units::Si).unwrap();
    let table = masses(&launch, Units::Si).unwrap();
    for part in &rocket.description().parts {
        assert!(picture.contains(&part.name), "{}", part.name);
        assert!(table.rows.iter().any(|row| row.name == part.name));
    }
    assert!(!picture.contains("var(--"));
}

/// Defends the scale: in metres, the drawing is as long and as wide as the rocket.
#[test]
fn the_drawing_is_as_large_as_the_rocket() {
    let launch = staged();
    let rocket = whole(&launch);
    let views = Views::new(&launch).unwrap();
    let [low, high] = Views::extent(&views.side);
    let body = rocket.body();
    assert!((high[0] - low[0] - body.aft().unwrap()).abs() < 1e-9);
    let skin = views.behind.iter().flat_map(|drawn| &drawn.outlines);
    let widest = skin
        .filter(|outline| outline.kind == DrawnKind::Body)
        .flat_map(|outline| &outline.corners)
        .fold(0.0_f64, |most, corner| most.max(corner[0]));
    assert!((2.0 * widest - body.diameter().unwrap()).abs() < 1e-9);
}
