//! Shots and tunnel runs, as the command compares them.
#![allow(clippy::unwrap_used)]

use validation::{table, windtunnel};

/// The median difference of every quantity is within 10 %.
#[test]
fn drawings_agree_with_shots_and_tunnel_runs() {
    let group = windtunnel::group().unwrap();
    let table = table::text(std::slice::from_ref(&group));
    assert!(group.passes(), "{table}");
    assert_eq!((group.checks.len(), group.charts.len()), (8, 5));
    println!("{table}");
}
