//! How a flight departs from its description, and launches that are compiled like one before.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../benches/common/mod.rs"]
mod rocket;

use downrange::aero::{DragFactors, DragTerm};
use downrange::air::Air;
use downrange::compare::DragTermEffects;
use downrange::flight::observer::NoRecorder;
use downrange::flight::{
    Launch, Model, Outcome, Perturbation, Recording, Start, Vehicle, fly, fly_model,
};
use downrange::rocket::Rocket;

fn with(perturbation: Perturbation) -> Launch {
    Launch {
        perturbation,
        ..rocket::calisto()
    }
}

fn outcome(perturbation: Perturbation) -> Outcome {
    fly(&with(perturbation), Recording::None).unwrap().outcome
}

/// Each factor does what it says and nothing else: thrust shortens the burn and keeps the impulse, impulse lifts higher,
/// drag lowers, the shift moves the margin by its calibres, a delay moves the lift-off.
#[test]
fn each_departure_does_what_it_says() {
    let nominal = outcome(Perturbation::default());
    let burnout = |outcome: &Outcome| outcome.burnout_time.unwrap();
    let perturbation = Perturbation {
        thrust_factor: 1.1,
        ..Perturbation::default()
    };
    assert!((burnout(&outcome(perturbation)) * 1.1 / burnout(&nominal) - 1.0).abs() < 1e-12);
    assert!(outcome(perturbation).rail_exit.unwrap().speed > nominal.rail_exit.unwrap().speed);

    let more = outcome(Perturbation {
        impulse_factor: 1.1,
        ..Perturbation::default()
    });
    assert_eq!(burnout(&more), burnout(&nominal));
    assert!(more.apogee_agl > 1.1 * nominal.apogee_agl);

    assert!(
        outcome(Perturbation {
            drag_factor: 1.2,
            ..Perturbation::default()
        })
        .apogee_agl
            < 0.97 * nominal.apogee_agl
    );

    let shifted = outcome(Perturbation {
        center_of_pressure_shift: 0.0127,
        ..Perturbation::default()
    });
    let margin = |outcome: &Outcome| outcome.rail_exit.unwrap().static_margin;
    assert!((margin(&shifted) - margin(&nominal) - 0.1).abs() < 1e-9);
    let stiffer = outcome(Perturbation {
        normal_force_factor: 1.3,
        ..Perturbation::default()
    });
    assert!((margin(&stiffer) - margin(&nominal)).abs() < 1e-9);

    let late = outcome(Perturbation {
        ignition_delay: 0.7,
        ..Perturbation::default()
    });
    let exit = |outcome: &Outcome| outcome.rail_exit.unwrap().time;
    assert!((exit(&late) - exit(&nominal) - 0.7).abs() < 1e-9);
}

/// Fins that stand to the axis and a thrust beside it push the rocket off its way, opposite directions oppositely.
#[test]
fn what_leans_pushes_aside() {
    let quiet = Launch {
        air: Air::default(),
        ..rocket::calisto()
    };
    let mut quiet = quiet;
    if let Vehicle::Rocket(own) = &quiet.vehicle {
        let mut description = own.description().clone();
        for part in &mut description.parts {
            if let downrange::rocket::PartShape::Fins(fins) = &mut part.shape {
                fins.cant = 0.0;
            }
        }
        quiet.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    }
    let east = |perturbation: Perturbation| {
        let launch = Launch {
            perturbation,
            ..quiet.clone()
        };
        fly(&launch, Recording::None).unwrap().outcome.landing.east
    };
    let straight = east(Perturbation::default());
    for lean in [
        |direction: f64| Perturbation {
            fin_misalignment: 2e-3,
            fin_direction: direction,
            ..Perturbation::default()
        },
        |direction: f64| Perturbation {
            thrust_misalignment: 2e-3,
            thrust_direction: direction,
            ..Perturbation::default()
        },
    ] {
        let (right, left) = (east(lean(0.0)), east(lean(std::f64::consts::PI)));
        assert!((right - straight).abs() > 20.0, "{right} {straight}");
        // Small angles: what pushes the other way leads as far the other way, to a tenth.
        assert!(
            ((right - straight) / (straight - left) - 1.0).abs() < 0.1,
            "{right} {straight} {left}"
        );
    }
}

/// Factors on all terms of the drag together are a factor on the axial force; on one, they change what that term has. The flight's steps differ: a
/// millionth.
#[test]
fn all_terms_together_are_the_drag() {
    let of = |drag_factors: DragFactors| {
        let perturbation = Perturbation {
            drag_factors,
            ..Perturbation::default()
        };
        outcome(perturbation).apogee_agl
    };
    let every = |factor: f64| {
        let each = DragTerm::ALL.into_iter();
        each.fold(DragFactors::default(), |all, term| all.with(term, factor))
    };
    let whole = outcome(Perturbation {
        drag_factor: 1.1,
        ..Perturbation::default()
    });
    assert!((of(every(1.1)) / whole.apogee_agl - 1.0).abs() < 1e-6);
    let (nominal, less_base) = (
        of(DragFactors::default()),
        of(DragFactors::default().with(DragTerm::Base, 0.5)),
    );
    assert_eq!(nominal, outcome(Perturbation::default()).apogee_agl);
    assert!(less_base > nominal);
}

/// One standard uncertainty of each term lowers the apogee, also of a flight that has factors of its own, and all together do so by the root of their
/// squares.
#[test]
fn what_the_terms_of_the_drag_do() {
    for base in [1.0, 1.5] {
        let launch = with(Perturbation {
            drag_factors: DragFactors::default().with(DragTerm::Base, base),
            ..Perturbation::default()
        });
        the_terms_lower_the_apogee(&launch);
    }
}

fn the_terms_lower_the_apogee(launch: &Launch) {
    let flight = fly(launch, Recording::None).unwrap();
    let effects = DragTermEffects::of(launch, &flight).unwrap();
    let differences: Vec<f64> = effects
        .terms
        .iter()
        .map(|each| effects.difference(each))
        .collect();
    assert!(differences.len() >= 3 && differences.iter().all(|each| *each < 0.0));
    let squares: f64 = differences.iter().map(|each| each * each).sum();
    assert!((effects.together() / squares.sqrt() - 1.0).abs() < 1e-12);
}

/// A launch compiled like one before flies to the bits of one compiled by itself, whatever differs.
#[test]
fn compiled_like_another() {
    let base = rocket::calisto();
    let model = Model::new(&base);
    let mut others = vec![
        with(Perturbation {
            drag_factor: 1.1,
            thrust_factor: 0.97,
            ..Perturbation::default()
        }),
        with(Perturbation {
            drag_factors: DragFactors::default().with(DragTerm::Fins, 1.2),
            ..Perturbation::default()
        }),
        Launch {
            air: Air::default(),
            ..base.clone()
        },
        Launch {
            air: base
                .air
                .clone()
                .with_wind_deviation(vec![(0.0, [1.0, 2.0, 0.0]), (900.0, [3.0, 0.0, 0.0])]),
            ..base.clone()
        },
    ];
    let mut leaning = base.clone();
    if let Start::Rail(rail) = &mut leaning.start {
        rail.elevation_angle -= 0.05;
    }
    others.push(leaning);
    if let Vehicle::Rocket(own) = &base.vehicle {
        let mut heavier = own.description().clone();
        heavier.given.mass = Some(15.0);
        let mut rougher = own.description().clone();
        rougher.roughness *= 3.0;
        for description in [heavier, rougher] {
            let vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
            others.push(Launch {
                vehicle,
                ..base.clone()
            });
        }
    }
    let landing = |model: &Model| {
        let flown = fly_model(model, NoRecorder).unwrap();
        flown.raw_events.last().unwrap().state.map(f64::to_bits)
    };
    for launch in others {
        assert_ne!(landing(&Model::new(&launch)), landing(&model));
        assert_eq!(
            landing(&Model::new(&launch)),
            landing(&model.recompile(&base, &launch))
        );
    }
}
