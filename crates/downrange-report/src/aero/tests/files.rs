//! The page, the CSV files, and the masses in them.

use super::*;

#[test]
fn the_page_stands_alone() {
    let mut description = description();
    description.parts[0].name = "</script><b>nose".to_owned();
    let launch = launch(description);
    let mut bytes = Vec::new();
    report(&launch)
        .page(Units::Us, "downrange aero x.toml", &mut bytes)
        .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.len() < 6_000_000, "{}", text.len());
    let own = crate::page::tests::own(&text);
    for address in ["http:", "https:", " src=", "@import", "NaN", "<b>nose"] {
        assert!(!own.contains(address), "{address}");
    }
    assert_eq!(own.matches("<figure>").count(), 12);
    assert_eq!(own.matches("</script>").count(), 1);
}

#[test]
fn tables_read_back() {
    let launch = launch(description());
    let report = report(&launch);
    let mut bytes = Vec::new();
    report.csv(0, &mut bytes).unwrap();
    let mut table = ::csv::Reader::from_reader(bytes.as_slice());
    let header = table.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|title| title == name).unwrap();
    let (whole, nose) = (at("cd_power_off"), at("nose: cd_power_off"));
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 26);
    let point = &report.tables[0].points[4];
    let read = |column: usize| rows[4][column].parse::<f64>().unwrap();
    assert!((read(whole) / point.drag_power_off.total() - 1.0).abs() < 1e-9);
    assert!((read(nose) / point.shares[0].drag_power_off.total() - 1.0).abs() < 1e-9);
    let mut bytes = Vec::new();
    report.alpha_csv(0, &mut bytes).unwrap();
    assert_eq!(
        bytes.iter().filter(|byte| **byte == b'\n').count(),
        1 + 26 * 3
    );
}

/// What stands on the pad has the motors of every stage aboard, those that have not lit too: its margin is theirs.
#[test]
fn a_stack_weighs_what_lifts_off() {
    let launch = staged();
    let [booster, sustainer] = launch.vehicle.stack().unwrap().stages() else {
        unreachable!()
    };
    let report = report(&launch);
    let body = booster.rocket.without_motor();
    let aboard = |time: f64| {
        let below = booster.rocket.motors(time);
        body.plus(below).plus(sustainer.rocket.motors(0.0))
    };
    for (time, said) in [0.0, 1e3].into_iter().zip(report.tables[0].mass) {
        let expected = aboard(time);
        assert!(
            (said.mass - expected.mass).abs() < 1e-9,
            "{said:?} {expected:?}"
        );
        assert!(
            (said.center - expected.center).abs() < 1e-9,
            "{said:?} {expected:?}"
        );
    }
    let alone = sustainer
        .rocket
        .without_motor()
        .plus(sustainer.rocket.motors(0.0));
    assert!((report.tables[1].mass[0].mass - alone.mass).abs() < 1e-9);
}
