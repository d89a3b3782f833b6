//! Parachutes of one moment, what they let go of, and parachutes under thrust.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
#[path = "common/canopies.rs"]
mod canopies;
#[path = "common/staged.rs"]
mod staged;

use calisto::calisto;
use canopies::{canopy, rules, under, warned, with};
use downrange::flight::{Failure, Flight, NamedFailure, ParachuteFailure, Recording, fly};
use downrange::rocket::{Parachute, Releases, Rocket, Trigger};
use staged::event;

/// A main that is set above the apogee is triggered with its drogue: both hang, in whichever order they are written, to the
/// last bit, and as in the failure that opens the main at apogee.
#[test]
fn canopies_of_one_moment_hang_together() {
    let drogue = || canopy("drogue", 1.0, Trigger::Apogee);
    let main = |trigger| canopy("main", 10.0, trigger);
    let high = Trigger::Altitude(9000.0);
    let flight = under(vec![drogue(), main(high)]);
    assert_eq!(flight, under(vec![main(high), drogue()]));
    assert_eq!(flight.outcome.descent_rates[0].0, "drogue and main");
    assert!(warned(&flight, "trigger height", "main is set to 9000 m"));
    let both = under(vec![canopy("one", 11.0, Trigger::Apogee)]);
    let (a, b) = (&flight.outcome.landing, &both.outcome.landing);
    assert!((a.distance - b.distance).abs() < 1e-3 && (a.time - b.time).abs() < 1e-3);

    let mut planned = with(|d| d.parachutes = vec![drogue(), main(Trigger::Altitude(800.0))]);
    planned.failures = vec![NamedFailure {
        name: "early".to_owned(),
        failure: Failure::Parachute {
            parachute: "main".to_owned(),
            stage: None,
            goes: ParachuteFailure::AtApogee,
        },
    }];
    let failed = planned.with_failure("early").unwrap();
    let failed = fly(&failed, Recording::None).unwrap();
    assert_eq!(failed.outcome.landing, flight.outcome.landing);
}

/// Equal canopies on one trigger, or on two heights, all hang; the sum of their areas does not know their order.
#[test]
fn redundant_canopies_all_hang() {
    let three = |order: [usize; 3]| {
        let all = [("a", 2.1), ("b", 2.3), ("c", 2.2)];
        let hang = order.map(|at| canopy(all[at].0, all[at].1, Trigger::Apogee));
        under(hang.to_vec())
    };
    let flight = three([0, 1, 2]);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(flight, three(order));
    }
    let later = under(vec![
        canopy("first", 5.0, Trigger::Altitude(800.0)),
        canopy("second", 5.0, Trigger::Altitude(600.0)),
    ]);
    let rates = &later.outcome.descent_rates;
    assert_eq!(
        (rates[0].0.as_str(), rates[1].0.as_str()),
        ("first", "first and second")
    );
    // Half the load a canopy: 1/√2 of the speed, and 3 % less in the denser air 600 m lower.
    assert!((rates[1].1 / rates[0].1 - 0.5f64.sqrt()).abs() < 0.03);
}

/// A main lets go of its drogue, and that is told; a drogue that comes late throws nothing away; names say it for good,
/// whichever opens first.
#[test]
fn what_is_let_go_has_a_cause() {
    let drogue = |trigger| canopy("drogue", 1.0, trigger);
    let main = || canopy("main", 10.0, Trigger::Altitude(800.0));
    let flight = under(vec![drogue(Trigger::Apogee), main()]);
    assert_eq!(
        event(&flight, "drogue released"),
        event(&flight, "main opens")
    );
    let late = under(vec![drogue(Trigger::Altitude(500.0)), main()]);
    assert!(
        late.events
            .iter()
            .all(|event| !event.name.ends_with("released"))
    );
    assert_eq!(late.outcome.descent_rates[1].0, "drogue and main");

    let names =
        |names: &[&str]| Releases::Named(names.iter().map(|name| (*name).to_owned()).collect());
    let said = |when: Trigger, releases: Releases| {
        under(vec![drogue(when), Parachute { releases, ..main() }])
    };
    let keeps = said(Trigger::Apogee, names(&[]));
    assert_eq!(keeps.outcome.descent_rates[1].0, "drogue and main");
    for when in [
        Trigger::Apogee,
        Trigger::Altitude(800.0),
        Trigger::Altitude(500.0),
    ] {
        let flight = said(when, names(&["drogue"]));
        assert!(event(&flight, "drogue released") >= event(&flight, "main opens"));
        let last = flight.outcome.descent_rates.last().unwrap();
        assert_eq!(last.0, "main");
    }
    let each_other = with_fault(vec![
        Parachute {
            releases: names(&["b"]),
            ..canopy("a", 1.0, Trigger::Apogee)
        },
        Parachute {
            releases: names(&["a"]),
            ..canopy("b", 1.0, Trigger::Apogee)
        },
    ]);
    assert!(each_other.contains("let go of each other"), "{each_other}");
    let nobody = with_fault(vec![Parachute {
        releases: names(&["x"]),
        ..canopy("a", 1.0, Trigger::Apogee)
    }]);
    assert!(nobody.contains("no parachute is called `x`"), "{nobody}");
}

fn with_fault(parachutes: Vec<Parachute>) -> String {
    let launch = calisto();
    let mut description = launch.vehicle.rocket().unwrap().description().clone();
    description.parachutes = parachutes;
    Rocket::new(description).unwrap_err().message
}

/// Under an open canopy thrust is not counted, and it is told: what falls is not driven into the ground, and lands as the
/// canopy alone lets it.
#[test]
fn a_canopy_opens_under_thrust() {
    let flight = under(vec![canopy("main", 10.0, Trigger::Time(2.0))]);
    assert!(warned(
        &flight,
        "parachute under thrust",
        "main opens at 2.00 s"
    ));
    let after = under(vec![canopy("main", 10.0, Trigger::Time(5.0))]);
    assert!(!rules(&after).contains(&"parachute under thrust"));
    let speed = |flight: &Flight| flight.outcome.landing.speed;
    assert!((speed(&flight) - speed(&after)).abs() < 0.01);
    assert!(
        event(&flight, "burnout") > 2.0 && flight.outcome.apogee_agl < after.outcome.apogee_agl
    );
    // On the rail it is told too.
    let on_the_rail = under(vec![canopy("main", 10.0, Trigger::Time(0.1))]);
    assert_eq!(event(&on_the_rail, "main opens"), 0.1);
    assert!(warned(
        &on_the_rail,
        "parachute on the rail",
        "before the rocket is off its rail"
    ));
}

/// A parachute at burnout opens under no thrust, whatever the rounding of the burn's end.
#[test]
fn a_parachute_at_burnout_is_under_no_thrust() {
    for delay in [0.0, 0.9, 1.0, 1.1, 1.3] {
        let mut launch = with(|d| {
            d.parachutes = vec![canopy("main", 10.0, Trigger::Burnout(0.0))];
            if let Some(mounted) = &mut d.motor {
                mounted.motor.ignition_delay = delay;
            }
        });
        launch.name = format!("{delay}");
        let flight = fly(&launch, Recording::None).unwrap();
        assert!(
            !rules(&flight).contains(&"parachute under thrust"),
            "{delay}"
        );
    }
}
