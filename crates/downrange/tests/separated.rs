//! Bodies that leave a vehicle: where they part, and how they fall.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
#[path = "common/staged.rs"]
mod staged;

use calisto::calisto;
use downrange::flight::model::DescentModel;
use downrange::flight::observer::NoRecorder;
use downrange::flight::{EventKind, Model, Recording, fly, fly_model};
use downrange::number::Vector;
use downrange::rocket::{DescentMode, Ignition, Rocket, SeparationTime};
use staged::{launch, motor, mounted, rocket, stage, tumbling};

/// What leaves may have been ahead, as a fairing is: the nose tip of the rest then lies further aft, and both part
/// where their centres of mass were.
#[test]
fn a_fairing_leaves_ahead() {
    let covered = rocket("covered", 10.0, 2.5, mounted(motor(800.0, 3.0, 1.5), 1.9));
    let bare = rocket("bare", 9.0, 2.0, None);
    let mut stages = vec![
        stage("fairing", covered, Ignition::Launch { delay: 0.0 }),
        stage("bare", bare, Ignition::Never),
    ];
    stages[1].nose = 0.5;
    stages[0].separation = tumbling(SeparationTime::Apogee, 0.0);
    let launch = launch(stages);
    let flight = fly(&launch, Recording::Full).unwrap();
    assert_eq!(flight.bodies.len(), 2);
    let flown = fly_model(&Model::new(&launch), NoRecorder).unwrap();
    let (part, left) = (
        &flown.separated[0],
        *flown
            .raw_events
            .iter()
            .find(|raw_event| raw_event.what == EventKind::Separation(0))
            .unwrap(),
    );
    // 10 kg at 1.25 m and 0.3 kg of case at 2.15 m, less 9 kg at 1.5 m.
    let center = (10.0 * 1.25 + 0.3 * 2.15 - 9.0 * 1.5) / 1.3;
    assert!(
        (part.mass.center - center).abs() < 1e-9,
        "{}",
        part.mass.center
    );
    let moved = |s: &[f64]| Vector([s[0], s[1], s[2]]);
    let apart = (moved(&part.state) - moved(&left.state)).norm();
    let whole = (10.0 * 1.25 + 0.3 * 2.15) / 10.3;
    assert!((apart - (whole - center).abs()).abs() < 1e-6, "{apart}");
}

/// A drawn stage tumbles with 0.56 of its side view and 1.42 of 1.41 of its four fins (Niskanen 2013, §3.5).
#[test]
fn a_drawn_stage_tumbles() {
    let whole = calisto().vehicle.rocket().unwrap().clone();
    let mut above = whole.description().clone();
    above.parts.retain(|part| part.name == "nose");
    above.given.length = None;
    above.given.mass = Some(4.0);
    above.given.center_of_mass = Some(0.4);
    (above.motor, above.parachutes) = (None, Vec::new());
    let mut below = whole.description().clone();
    below.parachutes.clear();
    let mut stages = vec![
        stage(
            "below",
            Rocket::new(below).unwrap(),
            Ignition::Launch { delay: 0.0 },
        ),
        stage("nose", Rocket::new(above).unwrap(), Ignition::Never),
    ];
    stages[0].separation = tumbling(SeparationTime::OwnBurnout { delay: 1.0 }, 0.0);
    stages[0].separation.as_mut().unwrap().after.descent =
        DescentMode::Tumbling { drag_area: None };
    let model = Model::new(&launch(stages));
    let Some(DescentModel::Tumbling(area)) =
        model.stages[0].separation.as_ref().map(|s| &s.descent)
    else {
        panic!("it tumbles");
    };
    let body = 1.914_366 * 0.127 + 0.5 * (0.127 + 0.087) * 0.06;
    let fin = 0.5 * (0.12 + 0.06) * 0.11;
    assert!(
        (area - (0.56 * body + 1.42 * 1.41 * fin)).abs() < 1e-5,
        "{area}"
    );
}
