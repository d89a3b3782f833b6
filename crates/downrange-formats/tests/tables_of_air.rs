//! Tables of air and wind as balloons and spreadsheets write them: what is put right, what is told, what is refused.

#![allow(clippy::unwrap_used)]

mod table;

use std::path::Path;

use table::{launch, motor, read, refused, told};

/// Levels of one height are one; a balloon dips and comes down; a table from the top is turned; a second sounding is refused, in
/// the words of the file.
#[test]
fn soundings_are_put_in_order() {
    let header =
        "pressure_hPa,geopotential height_m,temperature_C,wind direction_degree,wind speed_m/s\n";
    let levels = [
        "1001.2,100,15,270,4",
        "989,204,14,270,5",
        "900,989,9,280,9",
        "800,1951,3,290,12",
    ];
    let sounding = |rows: &[&str]| {
        read(
            "air.profile",
            "s.csv",
            &format!("{header}{}\n", rows.join("\n")),
        )
    };
    let [a, b, c, d] = levels;
    for (rows, message, count) in [
        (vec![a, b, c, d], "", 4),
        (
            vec![a, b, "989.2,204,14.2,271,5.2", c, d],
            "height 204 (line 4): another level of the same height: their mean is taken",
            4,
        ),
        (
            vec![a, b, "989.4,201,14,270,5", c, d],
            "height 201 (line 4): below a level before it, as balloons dip: passed over",
            4,
        ),
        (
            vec![d, c, b, a],
            "height 1951 (line 2): listed from the greatest down: turned",
            4,
        ),
        (
            vec![
                a,
                b,
                c,
                d,
                "850,1450,6,0,5",
                "905,940,9,0,5",
                "985,240,14,0,5",
            ],
            "height (lines 6, 7, 8): measured on the way down from the highest level: passed over",
            4,
        ),
        (
            vec![a, b, "989,206,14,270,5", c, d],
            "height 206 (line 4): the pressure does not fall from the level below, by rounding or noise: passed over",
            4,
        ),
    ] {
        let read = sounding(&rows).unwrap_or_else(|error| unreachable!("{error}"));
        let expected: Vec<String> = [message]
            .iter()
            .filter(|m| !m.is_empty())
            .map(|m| format!("s.csv: {m}"))
            .collect();
        assert_eq!(told(&read), expected);
        assert_eq!(levels.len(), count);
    }
    let twice = sounding(&[
        a,
        b,
        c,
        d,
        "1000,105,15,0,5",
        "905,940,9,0,5",
        "800,1940,3,0,5",
        "700,2990,0,0,5",
    ]);
    assert_eq!(
        refused(twice),
        ("height 105 follows 1951, but it must rise".to_owned(), 6)
    );
    let apart = sounding(&[a, b, "989,204,-9,270,5", c, d]);
    assert_eq!(
        refused(apart),
        (
            "another level at height 204, far from that on line 3: one was expected".to_owned(),
            4
        )
    );
}

/// A wind that is listed by layers steps; levels out of order are sorted.
#[test]
fn winds_are_put_in_order() {
    let wind = |rows: &str| {
        read(
            "air.wind",
            "w.csv",
            &format!("height_agl_m,wind_east,wind_north\n{rows}"),
        )
    };
    let layers = wind("0,5,0\n1000,5,0\n1000,9,0\n2000,9,0\n").unwrap();
    // Above the sea: the ground is at 100 m. East of west at two heights a few metres around the step.
    let east = |height: f64| layers.launch.air.wind(height + 100.0)[0];
    assert!((east(995.0) - 5.0).abs() < 1e-6 && (east(1005.0) - 9.0).abs() < 1e-6);
    assert_eq!(
        told(&layers),
        ["w.csv: height 1000 (line 4): another wind at the same height: a step"]
    );
    let shuffled = wind("0,5,0\n2000,9,0\n1000,7,0\n").unwrap();
    assert!((shuffled.launch.air.wind(1100.0)[0] - 7.0).abs() < 1e-6);
    let near = wind("0,5,0\n50,9,0\n20,6,0\n").unwrap();
    // Whatever the order, no layer is lost, a step among them too.
    for rows in [
        "500,20,0\n0,1,0\n100,3,0\n100,9,0\n",
        "100,3,0\n100,9,0\n500,20,0\n0,1,0\n",
    ] {
        let layers = wind(rows).unwrap();
        let east = |height: f64| layers.launch.air.wind(height + 100.0)[0];
        // The step takes a metre.
        assert!(
            (east(0.0) - 1.0).abs() < 1e-6 && (east(300.0) - 14.5).abs() < 0.02,
            "{rows}"
        );
    }
    assert!((near.launch.air.wind(120.0)[0] - 6.0).abs() < 1e-6);
    let rows = "{ layers = [{ height = 2000, east = 9 }, { height = 0, east = 5 }] }";
    let listed = launch(Path::new("."), "air.wind", rows).unwrap();
    assert!((listed.launch.air.wind(1100.0)[0] - 7.0).abs() < 1e-6);
    assert_eq!(
        told(&listed),
        ["launch.toml: height 2000 (line 9): listed from the greatest down: turned"]
    );
    let rows = "{ layers = [{ height = 2000, east = 900 }, { height = 0, east = 5 }] }";
    let error = launch(Path::new("."), "air.wind", rows).unwrap_err();
    assert_eq!(error.line_and_column(), Some((9, 44)), "{error}");
    let (message, line) = refused(wind("0,5,0\n1000,900,0\n"));
    assert_eq!(
        (message.as_str(), line),
        ("a wind of 900 m/s; at most 200 m/s was expected", 3)
    );
}

/// Blanks separate where nothing else does, names with units in brackets above them; a comma between other separators is a
/// decimal sign; other programs' comments are comments.
#[test]
fn columns_of_other_hands_are_read() {
    for table in [
        "0 500\n1.5 400\n2 0\n",
        "% a stand\n0    500\n1.5\t400\n2    0\n",
        "Time (s) Thrust (N)\n0 500\n1.5 400\n2 0\n",
        "0,0 500,0\n1,5 400,0\n2,0 0,0\n",
        "time_s;thrust_n\n0;500\n1,5;400\n2;0\n",
        "time_s\tthrust_n\n0\t500\n1,5\t400\n2\t0\n",
        "// ms\ntime_ms, thrust_n\n0, 500\n1500, 400\n2000, 0\n",
    ] {
        let read = read("motor.thrust", "t.txt", table);
        let read = read.unwrap_or_else(|error| unreachable!("{table}\n{error}"));
        let found = motor(&read.launch).total_impulse();
        assert!((found - 775.0).abs() < 1e-9, "{table}: {found}");
        assert!(read.warnings.is_empty(), "{table}");
    }
    let more = read(
        "motor.thrust",
        "t.csv",
        "time,thrust,chamber\n0,500,9\n2,0,0\n",
    )
    .unwrap();
    assert_eq!(
        told(&more),
        ["t.csv: chamber (line 1): a column that nobody reads: passed over"]
    );
    let both = "mach,cd_power_off,cd_power_on\n0.1,0.5,0.4\n0.9,0.6,0.5\n";
    assert!(
        read("rocket.drag", "d.csv", both)
            .unwrap()
            .warnings
            .is_empty()
    );
    let error = read("motor.thrust", "t.csv", "0,500\n1,\"4,5\"\n").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("write the decimal sign as a point"),
        "{error}"
    );
}
