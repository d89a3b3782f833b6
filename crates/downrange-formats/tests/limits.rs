//! Limits of what a file may say, and what physics cannot have: each is told by its name when the file is read.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use downrange_formats::{Error, ReadLaunch, parse_launch};
use tempfile::TempDir;

const SITE: &str = "[site]\nlatitude = 0\nlongitude = 0\n";
const RAIL: &str = "[rail]\nlength = 5\nelevation_angle = \"90 deg\"\n";
const ROCKET: &str = "[rocket]\nlength = 2\ndiameter = 0.1\nmass = 5\ncenter_of_mass = 1\n\
    inertia = { axial = 0.1, transverse = 1 }\ndrag = 0.5\nnormal_force_slope = 10\ncenter_of_pressure = 1.5\n";
const MOTOR: &str = "[motor]\nlength = 0.3\ndiameter = 0.05\npropellant_mass = 0.5\ndry_mass = 0.5\n\
    thrust = [[0, 500], [2, 500]]\n";
const FINS: &str = "[[rocket.parts]]\ntype = \"fins\"\nroot_chord = 0.2\ntip_chord = 0.1\nspan = 0.1\n\
    sweep_length = 0.1\nthickness = 0.004\nposition = 1.7\n";

/// A launch in a folder with a file or none, with more in it.
fn read_in(folder: &Path, more: &str) -> Result<ReadLaunch, Error> {
    parse_launch(&format!("{SITE}{RAIL}{ROCKET}{MOTOR}{more}"), folder)
}

fn read(more: &str) -> Result<ReadLaunch, Error> {
    read_in(Path::new(""), more)
}

fn refused(more: &str) -> String {
    read(more).unwrap_err().to_string()
}

/// A launch with a file of this text.
fn with_file(name: &str, text: &str, more: &str) -> Result<ReadLaunch, Error> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    read_in(folder.path(), more)
}

/// Defends that lists of which each entry costs a flight more end where no rocket does, at the first entry beyond.
#[test]
fn lists_end_where_no_rocket_does() {
    let parts = |count: usize| -> String {
        (0..count)
            .map(|i| format!("[[rocket.parts]]\ntype = \"mass\"\nname = \"{i}\"\nmass = 0.001\nposition = 1\n"))
            .collect()
    };
    assert!(read(&parts(1000)).is_ok());
    let error = read(&parts(1001)).unwrap_err();
    assert_eq!(error.message(), "`rocket.parts` has 1001 entries");
    let lines = format!("{SITE}{RAIL}{ROCKET}{MOTOR}").lines().count();
    assert_eq!(error.line_and_column(), Some((lines + 5000 + 1, 1)));
    assert!(
        error.to_string().contains("expected 1000 at most"),
        "{error}"
    );

    let chute =
        |i| format!("[[parachutes]]\nname = \"{i}\"\ndrag_area = 1\ntrigger = \"apogee\"\n");
    let chutes: String = (0..101).map(chute).collect();
    assert!(refused(&chutes).contains("`parachutes` has 101 entries"));

    let failure =
        |i| format!("[[failures]]\nname = \"{i}\"\ntype = \"early burnout\"\nafter = 1\n");
    let failures: String = (0..201).map(failure).collect();
    assert!(refused(&failures).contains("`failures` has 201 entries"));

    let stage = |i| format!("[[stages]]\nname = \"{i}\"\n");
    let stages: String = (0..33).map(stage).collect();
    let text = format!("{SITE}{RAIL}{stages}");
    let error = parse_launch(&text, "").unwrap_err();
    assert_eq!(error.message(), "`stages` has 33 entries");

    let files = "\"w.csv\", ".repeat(10_001);
    let more = format!("[dispersion]\nwind_ensemble = [{files}]\n");
    assert!(refused(&more).contains("`wind_ensemble` has 10001 entries"));
}

/// Defends that the parts of all stages are counted together: until the first leaves, they are one rocket.
#[test]
fn stages_share_the_limit_of_parts() {
    let part = "[[stages.parts]]\ntype = \"tube\"\nlength = 0.01\ndiameter = 0.1\nwall = 0.001\nmaterial = \"cardboard\"\n";
    let stage =
        |name: &str, count: usize| format!("[[stages]]\nname = \"{name}\"\n{}", part.repeat(count));
    let text = format!(
        "{SITE}{RAIL}{}{}",
        stage("first", 600),
        stage("second", 600)
    );
    let error = parse_launch(&text, "").unwrap_err();
    assert_eq!(error.message(), "1200 parts up to and with this stage");
}

/// Defends that correlations, whose cost is the cube of the uncertain numbers, are of a bounded number of them.
#[test]
fn uncertain_numbers_end_at_a_thousand() {
    let part = |i| {
        format!(
            "[[rocket.parts]]\ntype = \"mass\"\nname = \"{i}\"\nmass = {{ mean = 1, sigma = 0.1 }}\n\
             position = {{ mean = 1, sigma = 0.01 }}\n"
        )
    };
    let parts: String = (0..501).map(part).collect();
    let error = read(&parts).unwrap_err();
    assert_eq!(error.message(), "1002 uncertain numbers");
}

/// Defends that a drawing does not cost the square of its sets of fins, nor of the fins in one.
#[test]
fn fins_are_counted() {
    let sets: String = (0..33)
        .map(|i| format!("{FINS}count = 4\nname = \"{i}\"\nmass = 0.1\n"))
        .collect();
    assert!(refused(&sets).contains("more than 32 sets of fins"));
    for (count, is_read) in [(0, false), (1, true), (2, true), (24, true), (25, false)] {
        let read = read(&format!("{FINS}count = {count}\nmass = 0.1\n"));
        assert_eq!(read.is_ok(), is_read, "{count}: {read:?}");
    }
    let error = refused(&format!("{FINS}count = 0\nmass = 0.1\n"));
    assert!(
        error.contains("`count` is 0, expected a whole number from 1 to 24"),
        "{error}"
    );
}

/// Defends that an outline, which is looked at for crossings of any two of its sides, is of a bounded number of points.
#[test]
fn outlines_end_at_two_thousand_points() {
    let fins = |count: usize| {
        let points: String = (0..count)
            .map(|i| format!("[{}, 0.1], ", 0.01 + 0.1 * i as f64 / count as f64))
            .collect();
        format!(
            "[[rocket.parts]]\ntype = \"fins\"\ncount = 4\nthickness = 0.004\nposition = 1.7\nmass = 0.1\n\
             points = [[0, 0], {points}[0.2, 0]]\n"
        )
    };
    assert!(read(&fins(1998)).is_ok());
    assert!(refused(&fins(1999)).contains("an outline of 2001 points, expected 2000 at most"));
}

/// Defends that a table is not looked through a million times for the names of its columns.
#[test]
fn columns_end_at_ten_thousand() {
    let header: String = (0..10_001).map(|i| format!("c{i},")).collect();
    let text = format!("{header}height_m\n0,1\n");
    let error = with_file("wind.csv", &text, "[air]\nwind = \"wind.csv\"\n").unwrap_err();
    assert_eq!(error.message(), "10002 columns, expected 10000 at most");
}

const LEVELS: &str = "0,5,250\n500,8,255\n1000,12,260\n2000,17,265\n5000,30,270\n";

/// The table with its second and third column in the other order.
fn swapped() -> String {
    let rows = LEVELS.lines().map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        format!("{},{},{}\n", cells[0], cells[2], cells[1])
    });
    rows.collect()
}

/// Defends that winds beyond 200 m/s are refused at their row, whatever form they have, and that swapped columns are guessed.
#[test]
fn winds_that_cannot_be_are_refused_at_their_row() {
    let header = "height_m,wind_speed,wind_direction_deg\n";
    let (wind, ensemble) = (
        "[air]\nwind = \"wind.csv\"\n",
        "[dispersion]\nwind_ensemble = [\"wind.csv\", \"wind.csv\"]\n",
    );
    assert!(with_file("wind.csv", &format!("{header}{LEVELS}"), wind).is_ok());
    for more in [wind, ensemble] {
        let error = with_file("wind.csv", &format!("{header}{}", swapped()), more).unwrap_err();
        assert_eq!(
            error.message(),
            "a wind of 250 m/s; at most 200 m/s was expected"
        );
        assert_eq!(error.line_and_column(), Some((2, 3)));
        assert!(
            error.to_string().contains("speed and direction swapped?"),
            "{error}"
        );
    }
    // Knots: 400 kt is 206 m/s.
    let knots = "height_m,wind_speed_kt,wind_direction_deg\n0,20,10\n900,400,300\n";
    let error = with_file("wind.csv", knots, wind).unwrap_err();
    assert_eq!(
        error.message(),
        "a wind of 206 m/s; at most 200 m/s was expected"
    );
    assert_eq!(error.line_and_column(), Some((3, 5)));
    assert!(error.to_string().contains("check its unit"), "{error}");
    // Components: at the greater of them.
    let components = "height_m,east,north\n0,2,-250\n";
    let error = with_file("wind.csv", components, wind).unwrap_err();
    assert_eq!(error.line_and_column(), Some((2, 5)));
    let sounding =
        "height_m,pressure_hpa,temperature_c,wind_speed,wind_direction_deg\n0,1013,15,270,5\n";
    let error = with_file("sky.csv", sounding, "[air]\nprofile = \"sky.csv\"\n").unwrap_err();
    assert_eq!(error.line_and_column(), Some((2, 11)));
    for table in [
        "speed = 201\nfrom = 0",
        "east = 150\nnorth = 150",
        "layers = [{ height = 0, east = 150, north = -150 }]",
        "speed = 120\nfrom = 0\nheight = 10\nexponent = 0.3",
    ] {
        assert!(read(&format!("[air.wind]\n{table}\n")).is_err(), "{table}");
    }
}

/// Defends that swapped columns are told even where each speed could be one: a wind from the south-east is of 135 m/s then.
#[test]
fn columns_that_look_swapped_are_told() {
    let header = "height_m,wind_speed,wind_direction_deg\n";
    let wind = "[air]\nwind = \"wind.csv\"\n";
    let told = |rows: &str| {
        let read = with_file("wind.csv", &format!("{header}{rows}"), wind).unwrap();
        read.warnings
            .iter()
            .any(|warning| warning.message.contains("swapped"))
    };
    assert!(told("0,135,5\n1000,140,12\n"));
    // A jet stream, and a breeze from the north-east.
    assert!(!told("0,5,250\n9000,115,270\n"));
    assert!(!told("0,5,45\n1000,8,60\n"));
}

/// Defends that a distribution of which most cannot be is refused when it is read, and that one of which some cannot be is told: its
/// flights would fail one by one.
#[test]
fn distributions_that_cannot_be_are_told() {
    let wind = |speed: &str| format!("[air.wind]\nspeed = {speed}\nfrom = 0\n");
    // Half below zero, and 44 % above 150 m/s.
    let error = refused(&wind("{ mean = 5, sigma = 1000 }"));
    assert!(
        error.contains("`speed`: 94 % of normal, 5 m/s ± 1000 m/s is what it cannot be"),
        "{error}"
    );
    assert!(error.contains("expected from 0 m/s to 150 m/s"), "{error}");
    // A tenth is below zero.
    let read = read(&wind("{ mean = 2, sigma = 1.5 }")).unwrap();
    let told: Vec<String> = read.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("`speed`") && told[0].contains("9 % of its draws cannot be"),
        "{told:?}"
    );
    // Two sigma from zero, cut, or positive by its form: nothing to tell.
    for fine in [
        "{ mean = 4, sigma = 2 }",
        "{ mean = 2, sigma = 1.5, min = 0 }",
        "{ mean = 2, sigma = 1.5, distribution = \"log-normal\" }",
    ] {
        assert_eq!(self::read(&wind(fine)).unwrap().warnings, [], "{fine}");
    }
    let drag =
        "[dispersion]\ndrag_factor = { mean = 1, sigma = 1e6, distribution = \"log-normal\" }\n";
    assert!(self::read(drag).is_ok());
    let factor = "[dispersion]\ndrag_factor = { min = 1, max = 1e6 }\n";
    assert!(refused(factor).contains("up to 100"));
}

/// Defends sums that are more than a number can be: only the ratios of weights count.
#[test]
fn sums_do_not_overflow() {
    for mass in [
        "{ values = [4, 5, 6], weights = [1e308, 1e308, 1e308] }",
        "{ values = [4, 5], weights = [1.7e308, 1e-300] }",
    ] {
        let text = format!(
            "{SITE}{RAIL}{}{MOTOR}",
            ROCKET.replace("mass = 5", &format!("mass = {mass}"))
        );
        assert!(parse_launch(&text, "").is_ok(), "{mass}");
    }
}

/// Defends the hint of a height that cannot be: of sites it is feet that are left out, never millimetres.
#[test]
fn heights_of_sites_are_in_feet() {
    let elevation = |value: &str| {
        let site = format!("{SITE}elevation = {value}\n");
        parse_launch(&format!("{site}{RAIL}{ROCKET}{MOTOR}"), "").map_err(|error| error.to_string())
    };
    assert!(elevation("-400").is_ok());
    let error = elevation("-1000").unwrap_err();
    assert!(error.contains("did you mean \"-1000 ft\"?"), "{error}");
    let error = elevation("50000").unwrap_err();
    assert!(error.contains("did you mean \"50000 ft\"?"), "{error}");
    assert!(!elevation("-5000").unwrap_err().contains("did you mean"));
}
