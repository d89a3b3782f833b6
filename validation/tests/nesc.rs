//! NASA's check-cases, closed forms and printed tables, as the command compares them.
#![allow(clippy::unwrap_used)]

use validation::{Group, nesc, page, table};

/// Everything agrees, and the page of it is whole.
#[test]
fn everything_agrees() {
    let groups = Group::all().unwrap();
    for group in &groups {
        assert!(
            group.passes(),
            "{}",
            table::text(std::slice::from_ref(group))
        );
    }
    // Eight cases of twelve quantities each.
    assert_eq!(groups[0].checks.len(), 96);
    let page = page::html(&groups).unwrap();
    // Check-cases, flights, shots and tunnel runs; twelve more where RASAero's files lie.
    assert!(page.matches("<svg").count() >= 8 + 7 + 5);
    assert!(!page.contains("NaN") && !table::markdown(&groups).contains("NaN"));
}

/// The same at every half second, where the tables of the data package lie.
#[test]
fn nesc_agrees_at_every_half_second() {
    let Some(package) = nesc::package() else {
        eprintln!("skipped: no NESC tables (set NESC_DATA to their folder)");
        return;
    };
    for case in nesc::cases().unwrap() {
        let samples = case.samples().unwrap();
        let reference = case.in_full(&package, &samples).unwrap();
        assert_eq!(reference.len(), 61);
        for check in case.compare(&samples, &reference).unwrap() {
            assert!(check.verdict().passes(), "{check:?}");
        }
    }
}

/// What is no number, and what is off by more than is allowed, fails.
#[test]
fn a_wrong_flight_falls_out() {
    let case = &nesc::cases().unwrap()[5];
    let samples = case.samples().unwrap();
    for wrong in [f64::NAN, 0.002, -0.002] {
        let mut samples = samples.clone();
        // 10 s after the release.
        samples[20].1[0] += wrong;
        let checks = case.compare(&samples, &case.reference).unwrap();
        let failed: Vec<_> = checks
            .iter()
            .filter(|check| !check.verdict().passes())
            .collect();
        assert!(
            failed.len() == 1 && failed[0].quantity == "height, m",
            "{failed:?}"
        );
        assert_eq!(failed[0].time, Some(10.0));
    }
    assert!(case.compare(&samples[..40], &case.reference).is_err());
}
