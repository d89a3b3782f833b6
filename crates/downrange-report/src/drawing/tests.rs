//! The drawing of a rocket.
#![allow(clippy::unwrap_used)]

use std::f64::consts::FRAC_PI_2;

use downrange::flight::{Launch, Vehicle};
use downrange::rocket::{PartShape, Rocket};

use super::rocket::Views;
use super::shapes::{DrawnKind, from_behind};
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

/// Defends that fins are drawn where they stand: of a set whose first stands to the right, seen from behind, and of one whose
/// first stands below.
#[test]
fn fins_are_drawn_where_they_stand() {
    for (angle, direction) in [(0.0, [1.0, 0.0]), (FRAC_PI_2, [0.0, -1.0])] {
        let mut description = whole(&staged()).description().clone();
        let fins = description
            .parts
            .iter_mut()
            .find_map(|part| match &mut part.shape {
                PartShape::Fins(fins) => Some((part.name.clone(), fins)),
                _ => None,
            });
        let (name, fins) = fins.unwrap();
        (fins.count, fins.angle) = (1, Some(angle));
        let rocket = Rocket::new(description).unwrap();
        let index = rocket
            .description()
            .parts
            .iter()
            .position(|part| part.name == name);
        let index = index.unwrap();
        let part = &rocket.description().parts[index];
        let drawn = from_behind(&rocket, index, part);
        let corners = &drawn.outlines[0].corners;
        let middle = |axis: usize| corners.iter().map(|corner| corner[axis]).sum::<f64>() / 4.0;
        let [right, up] = [middle(0), middle(1)];
        let out = right.hypot(up);
        assert!((right / out - direction[0]).abs() < 1e-12);
        assert!((up / out - direction[1]).abs() < 1e-12);
    }
}
