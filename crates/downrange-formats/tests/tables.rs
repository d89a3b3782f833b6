//! Tables as test stands, digitisers and spreadsheets write them: what is put right, what is told, what is refused.

#![allow(clippy::unwrap_used)]

mod table;

use std::path::Path;

use table::{drag, launch, motor, read, refused, told};
use tempfile::TempDir;

/// A point without thrust at ignition says nothing; two thrusts at one time are a step, with its impulse, wherever it stands; the last
/// point is where it ends.
#[test]
fn equal_times_are_steps() {
    for (points, impulse, burn) in [
        ("0,0\n0,300\n1,300\n", 300.0, 1.0),
        ("0,300\n1,300\n1,0\n", 300.0, 1.0),
        ("0,300\n1,300\n1,100\n2,100\n2,0\n", 400.0, 2.0),
        ("0,100\n1,100\n1,200\n1,300\n2,300\n", 400.0, 2.0),
        ("0,300\n1,300\n1,300\n2,0\n", 450.0, 2.0),
    ] {
        let read = read(
            "motor.thrust",
            "t.csv",
            &format!("time_s,thrust_n\n{points}"),
        )
        .unwrap();
        let motor = motor(&read.launch);
        // A step is a rise over two millionths of the burn.
        let found = motor.total_impulse();
        assert!(
            (found - impulse).abs() < 2e-6 * 2.0 * 300.0,
            "{points}: {found}"
        );
        assert_eq!(motor.burn_time(), burn, "{points}");
        assert!(read.warnings.iter().all(|one| one.lines.len() == 1));
        assert!(!read.warnings.is_empty(), "{points}");
    }
    // Before and after the step, a thousandth of a second from it.
    let step = read("motor.thrust", "t.csv", "0 300\n1 300\n1 100\n2 100\n").unwrap();
    let thrust = |time| motor(&step.launch).thrust_at(time);
    assert_eq!((thrust(0.999), thrust(1.001)), (300.0, 100.0));
    assert_eq!(
        told(&step),
        ["t.csv: time 1 (line 3): the second value at one time: taken as a step"]
    );
}

/// A list in the launch file goes by the same rules as a file, and is told with its line there.
#[test]
fn lists_go_by_the_same_rules() {
    let read = launch(
        Path::new("."),
        "motor.thrust",
        "[[0, 0], [0, 300], [1, 300]]",
    )
    .unwrap();
    assert_eq!(motor(&read.launch).total_impulse(), 300.0);
    assert_eq!(read.warnings.len(), 1);
    assert_eq!(read.warnings[0].file, "launch.toml");
    let (message, _) = refused(launch(
        Path::new("."),
        "rocket.drag",
        "[[0, 0.5], [0.5, 0.4], [0.5, 0.6]]",
    ));
    assert_eq!(
        message,
        "0.6 at mach 0.5, where line 15 has 0.4: one value was expected"
    );
}

/// Noise of a load cell before ignition and after burn-out is nothing, and shortens the burn to where it first reads nothing; what
/// matters is refused at its line, with the number that stands there.
#[test]
fn thrust_below_zero_is_noise_or_an_error() {
    let noisy =
        "time_s,thrust_n\n-0.2,0.1\n0,-0.5\n0.1,0.3\n0.2,500\n2,400\n2.1,-0.4\n2.2,0.3\n2.3,-3\n";
    let read = read("motor.thrust", "stand.csv", noisy).unwrap();
    let motor = motor(&read.launch);
    assert_eq!(motor.burn_time(), 2.1);
    assert!(motor.thrust.points().iter().all(|point| point.1 >= 0.0));
    let told = told(&read);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(
        told[0],
        "stand.csv: time below zero (line 2): before ignition, and without thrust: passed over"
    );
    assert!(
        told[1].starts_with(
            "stand.csv: thrust -0.5 and 2 more (lines 3, 7, 9): below zero outside the burn: noise"
        ),
        "{told:?}"
    );
    for (table, message, line) in [
        (
            "time_s,thrust_kN\n0,0.5\n0.5,-0.01\n1,0.5\n2,0\n",
            "a thrust of -0.01 in the middle of the burn",
            3,
        ),
        (
            "time_s,thrust_n\n0,500\n1,500\n1.1,-20\n9,-20\n",
            "a thrust of -20 and others below zero are 30.3 % of the impulse",
            4,
        ),
        (
            "time_s,thrust_n\n-1,300\n0,500\n1,0\n",
            "thrust at time -1, but times count from ignition",
            2,
        ),
    ] {
        let found = refused(self::read("motor.thrust", "stand.csv", table));
        assert_eq!(found, (message.to_owned(), line));
    }
}

/// A drag table is read in whatever order it is listed; twice the same row is one, values a little apart are their mean.
#[test]
fn drag_tables_are_put_in_order() {
    let usual = "mach,cd\n0.1,0.47\n0.5,0.45\n0.9,0.55\n1.2,0.62\n";
    let expected = [0.3, 0.7, 1.1]
        .map(|mach| drag(&read("rocket.drag", "d.csv", usual).unwrap().launch, mach));
    for (table, message) in [
        (
            "mach,cd\n1.2,0.62\n0.9,0.55\n0.5,0.45\n0.1,0.47\n",
            "mach 1.2 (line 2): listed from the greatest down: turned",
        ),
        (
            "mach,cd\n0.1,0.47\n0.5,0.45\n0.5,0.45\n0.9,0.55\n1.2,0.62\n",
            "mach 0.5 (line 4): says the same again: passed over",
        ),
        (
            "mach,cd\n0.1,0.47\n0.5,0.45\n1.2,0.62\n0.9,0.55\n",
            "mach 0.9 (line 5): out of order: sorted",
        ),
        (
            "mach,cd\n0.1,0.47\n0.5,0.446\n0.5,0.454\n0.9,0.55\n1.2,0.62\n",
            "mach 0.5 (line 4): another value at the same mach, a little apart: their mean is taken",
        ),
        (
            "mach;cd\n0,1;0,47\n0,5;0,45\n0,5;0,45\n0,9;0,55\n1,2;0,62\n",
            "mach 0,5 (line 4): says the same again: passed over",
        ),
    ] {
        let read = read("rocket.drag", "d.csv", table).unwrap();
        let found = [0.3, 0.7, 1.1].map(|mach| drag(&read.launch, mach));
        assert!(
            (0..3).all(|i| (found[i] - expected[i]).abs() < 1e-12),
            "{table}"
        );
        assert_eq!(told(&read), [format!("d.csv: {message}")]);
    }
    assert!(
        read("rocket.drag", "d.csv", usual)
            .unwrap()
            .warnings
            .is_empty()
    );
}

/// What has two meanings, or a column nobody reads, is refused where it stands; so is what is judged only later.
#[test]
fn two_meanings_are_refused() {
    for (table, message, line) in [
        (
            "mach,cd\n0.1,0.47\n0.5,0.45\n0.5,0.6\n",
            "0.6 at mach 0.5, where line 3 has 0.45: one value was expected",
            4,
        ),
        (
            "mach,cd\n0.1,0.4\n0.5,0.4\n1,0.5\n0.2,0.6\n0.6,0.6\n1.1,0.7\n",
            "mach goes back to 0.2 and says otherwise than line 2 does: two curves below each other?",
            5,
        ),
        (
            "mach,cd,altitude_m\n0.1,0.4,0\n0.5,0.4,0\n",
            "nobody reads the column `altitude_m`",
            1,
        ),
        (
            "mach,cd,cl\n0.1,0.4,0\n0.5,0.4,0\n",
            "nobody reads the column `cl`",
            1,
        ),
        (
            "0,0.4\n0,1,0.5\n1,2,0.6\n",
            "3 columns, where those before have 2",
            2,
        ),
        (
            "mach,cd\n0.9,-0.4\n0.1,0.4\n",
            "a drag coefficient below zero would push the rocket",
            2,
        ),
    ] {
        assert_eq!(
            refused(read("rocket.drag", "d.csv", table)),
            (message.to_owned(), line)
        );
    }
    let slip = "time_s,thrust_n\n0,500\n0.5,500\n0.06,500\n1,0\n";
    let found = refused(read("motor.thrust", "t.csv", slip));
    assert_eq!(
        found,
        ("time 0.06 follows 0.5, but it must rise".to_owned(), 4)
    );
}

/// What is given replaces what the motor file says before anything is judged, and what is hardly meant flies with a warning
/// that says what to add.
#[test]
fn the_users_number_wins() {
    let folder = TempDir::new().unwrap();
    let file = "; fuel only\nI300H 38 914 0 0.045 0.930 X\n0.01 700\n1 600\n1.8 0\n";
    std::fs::write(folder.path().join("fuel.eng"), file).unwrap();
    std::fs::write(
        folder.path().join("wrong.eng"),
        "I300 38 0 0 0.930 0.045 X\n0.01 700\n1 600\n1.8 0\n",
    )
    .unwrap();
    let with = |more: &str| launch(folder.path(), "motor.file", more);
    let fuel = with("\"fuel.eng\"").unwrap();
    let told = told(&fuel);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("fuel.eng: I300H (line 2): ")
            && told[0].contains("give `propellant_mass`"),
        "{told:?}"
    );
    let weighed = with("\"fuel.eng\"\npropellant_mass = 0.4\ndry_mass = 0.885").unwrap();
    assert!(weighed.warnings.is_empty());
    assert!((motor(&weighed.launch).mass_properties(0.0).mass - 1.285).abs() < 1e-12);
    let heavy = with("\"fuel.eng\"\npropellant_mass = 750").unwrap();
    let told = self::told(&heavy);
    assert!(
        told[0].starts_with("launch.toml: I300H (line 20): ")
            && told[0].contains("check the units"),
        "{told:?}"
    );
    let error = with("\"wrong.eng\"").unwrap_err();
    assert_eq!(error.line_and_column(), Some((1, 9)));
    assert!(
        error.to_string().contains("replaces what the file says"),
        "{error}"
    );
    let length = with("\"wrong.eng\"\nlength = 0.9").unwrap_err();
    assert!(length.file().ends_with("wrong.eng"));
    assert!(with("\"wrong.eng\"\nlength = 0.9\npropellant_mass = 0.4\ndry_mass = 0.5").is_ok());
}

/// One motor twice in a file: the better measured is taken and that is told; two different motors of one name are refused.
#[test]
fn one_name_for_several_motors() {
    let folder = TempDir::new().unwrap();
    let head = "H100 29 200 P 0.100 0.220";
    let coarse = format!("{head} X\n0.01 100\n1 100\n");
    let fine = format!("{head} X\n0.01 100\n0.5 102\n1 100\n");
    let other = format!("{head} Y\n0.01 150\n1 150\n");
    std::fs::write(
        folder.path().join("twice.eng"),
        format!("{coarse};\n{fine}"),
    )
    .unwrap();
    std::fs::write(folder.path().join("two.eng"), format!("{coarse};\n{other}")).unwrap();
    let with = |more: &str| launch(folder.path(), "motor.file", more);
    let taken = with("\"twice.eng\"").unwrap();
    assert_eq!(motor(&taken.launch).thrust.points().len(), 4);
    assert_eq!(
        told(&taken),
        [
            "twice.eng: H100 (line 5): H100 (X) on line 5 is taken; passed over: H100 (X) on line 1 (-1.0 % in impulse, +0.0 % in burn time)"
        ]
    );
    let error = with("\"two.eng\"\ndesignation = \"H100\"").unwrap_err();
    assert_eq!(error.message(), "`H100` names several motors of the file");
    assert!(
        with("\"two.eng\"\ndesignation = \"H100 (Y)\"")
            .unwrap()
            .warnings
            .is_empty()
    );
}

/// A test stand's log of thousands of readings is averaged, and told; impulse and burn stay, and so does the thrust but for its
/// noise. A curve of a few hundred points is taken as it stands.
#[test]
fn a_long_log_is_averaged() {
    let log = |count: u32| -> String {
        let row = |i: u32| {
            let t = 4.0 * f64::from(i) / f64::from(count);
            let noise = 10.0 * f64::from(i * 7919 % 13) / 13.0;
            let thrust = match i {
                0 => 0.0,
                i if i == count => 0.0,
                _ => 400.0 + 80.0 * t + noise,
            };
            format!("{t},{thrust}\n")
        };
        (0..=count).map(row).collect()
    };
    let impulse = |text: &str| -> f64 {
        let rows: Vec<(f64, f64)> = text
            .lines()
            .map(|line| line.split_once(',').unwrap())
            .map(|(t, f)| (t.parse().unwrap(), f.parse().unwrap()))
            .collect();
        let each = rows.windows(2);
        each.map(|pair| 0.5 * (pair[0].1 + pair[1].1) * (pair[1].0 - pair[0].0))
            .sum()
    };
    let text = log(10_000);
    let long = read("motor.thrust", "t.csv", &format!("time_s,thrust_n\n{text}")).unwrap();
    let own = motor(&long.launch);
    assert_eq!(own.thrust.points().len(), 257);
    assert!((own.total_impulse() - impulse(&text)).abs() < 1e-9 * impulse(&text));
    assert_eq!(own.burn_time(), 4.0);
    // Noise of 10 N has a mean of 4.6 N, and its mean over 39 readings keeps within a newton of it.
    assert!(
        (own.thrust_at(2.0) - 564.6).abs() < 1.0,
        "{}",
        own.thrust_at(2.0)
    );
    let said = told(&long);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("10001 points of thrust: averaged over 256 equal parts"),
        "{said:?}"
    );
    let short = read(
        "motor.thrust",
        "t.csv",
        &format!("time_s,thrust_n\n{}", log(299)),
    )
    .unwrap();
    assert_eq!(motor(&short.launch).thrust.points().len(), 300);
    assert!(short.warnings.is_empty());
}
