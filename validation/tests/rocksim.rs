//! RockSim files of the reference, where they lie beside this repository.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use validation::{Group, rocksim, table};

/// Defends the group: every stored simulation whose motors are there agrees, or differs for a reason that is written down.
#[test]
fn stored_flights_agree_or_say_why() {
    let group: Group = rocksim::group().unwrap();
    println!("{}", table::text(std::slice::from_ref(&group)));
    assert!(group.passes());
}
