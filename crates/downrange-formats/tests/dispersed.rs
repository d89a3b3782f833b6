//! Launch files with uncertain numbers.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use downrange::aero::DragTerm;
use downrange::dispersion::{Ensemble, LaunchBuilder, Target};
use downrange::flight::Launch;
use downrange::quantity::Dimension;
use downrange_formats::{Dispersed, parse_launch, read_dispersed, read_launch};

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(name: &str) -> Dispersed {
    read_dispersed(&at("tests/files").join(name)).unwrap_or_else(|error| unreachable!("{error}"))
}

/// Two launches are equal to the last digit; where they part is shown rather than both.
fn same(a: &Launch, b: &Launch, what: &str) {
    let (left, right) = (format!("{a:?}"), format!("{b:?}"));
    let part = left.bytes().zip(right.bytes()).position(|(a, b)| a != b);
    if let Some(at) = part {
        let around = |text: &str| text[at.saturating_sub(60)..(at + 60).min(text.len())].to_owned();
        assert_eq!(around(&left), around(&right), "{what}");
    }
    assert!(a == b, "{what}");
}

fn numbers(dispersed: &Dispersed) -> Vec<&str> {
    let inputs = dispersed.uncertainty.inputs().iter();
    inputs
        .filter(|input| matches!(input.target, Target::Number(_)))
        .map(|input| input.name.as_str())
        .collect()
}

/// The numbers in the place of which `dispersed.toml` has a distribution, in the order of the file, as `fly` takes them.
const NOMINAL: [(&str, &str, f64); 13] = [
    (
        "rail.elevation_angle",
        "\"84 deg\"",
        1.466_076_571_675_236_9,
    ),
    ("rail.heading", "\"0 deg\"", 0.0),
    ("air.temperature", "\"25 C\"", 298.15),
    ("air.wind.speed", "\"4 m/s\"", 4.0),
    ("air.wind.from", "\"200 deg\"", 3.490_658_503_988_659),
    ("rocket.parts.nose.wall", "\"2 mm\"", 0.002),
    ("rocket.parts.fins.cant", "0", 0.0),
    ("rocket.parts.payload.mass", "\"500.5 g\"", 0.5005),
    ("rocket.parts[4].mass", "\"100 g\"", 0.1),
    ("rocket.parts[5].mass", "\"21 g\"", 0.021),
    ("motor.ignition_delay", "0.1", 0.1),
    ("parachutes.main.drag_coefficient", "1.5", 1.5),
    ("parachutes.main.lag", "1", 1.0),
];

/// Each line that has a distribution with the number in its place instead.
fn plain() -> String {
    let text = std::fs::read_to_string(at("tests/files/dispersed.toml")).unwrap();
    let text = &text[..text.find("[dispersion]").unwrap()];
    let mut left = NOMINAL.map(|(_, written, _)| written).to_vec();
    left.push("1.1"); // early burnout
    let mut left = left.into_iter();
    let lines = text.lines().map(|line| match line.split_once(" = {") {
        Some((key, _)) => format!("{key} = {}\n", left.next().unwrap()),
        None => format!("{line}\n"),
    });
    lines.collect()
}

fn nominal() -> Vec<f64> {
    let values = NOMINAL.map(|(_, _, value)| value).into_iter();
    values.chain([1.1]).collect()
}

/// Every distribution arrives under a name that a person recognises, and `fly` takes what the book says.
#[test]
fn every_uncertain_number_is_found() {
    let dispersed = read("dispersed.toml");
    let mut expected: Vec<&str> = NOMINAL.iter().map(|(name, ..)| *name).collect();
    expected.push("failures.goes out.after");
    assert_eq!(numbers(&dispersed), expected);
    let all = dispersed.uncertainty.inputs();
    let more: Vec<&str> = all[14..].iter().map(|input| input.name.as_str()).collect();
    assert_eq!(
        more,
        [
            "thrust_factor",
            "impulse_factor",
            "ignition_delay",
            "thrust_misalignment",
            "thrust_direction",
            "drag_factor",
            "normal_force_factor",
            "center_of_pressure_shift",
            "fin_misalignment",
            "fin_direction",
            "wind_ensemble",
            "failures.main stays shut",
        ]
    );
    let said: Vec<String> = all
        .iter()
        .map(|input| input.distribution.to_string())
        .collect();
    assert_eq!(said[2], "normal, 298.15 ± 2");
    assert_eq!(said[3], "log-normal, 4 ± 1");
    assert_eq!(said[5], "triangular from 0.0019 over 0.002 to 0.0022");
    assert_eq!(said[7], "one of 6 samples from 0.498 to 0.503");
    assert_eq!(said[11], "normal, 1.5 ± 0.07500000000000001");
    assert_eq!(said[12], "normal, 1 ± 0.4, at least 0");
    assert_eq!(said[25], "0 (98.000 %) or 1 (2.000 %)");
    assert_eq!(dispersed.dimensions.len(), all.len());
    assert_eq!(dispersed.dimensions[2], Dimension::Temperature);
    // One wind in a file of its own, and two in another.
    let Ensemble::Winds(winds) = &dispersed.ensemble else {
        unreachable!("no winds");
    };
    assert_eq!(winds.len(), 3);
    assert_eq!(winds[2][1].0, 1000.0);
    assert!(dispersed.uncertainty.winds().error.is_some());
    assert!(dispersed.uncertainty.winds().gusts.is_some());
}

/// A launch varied with the nominal values is the launch of the plain file, to the last digit, and so is what `fly` reads.
#[test]
fn nominal_values_give_the_plain_launch() {
    let dispersed = read("dispersed.toml");
    let plain = Launch {
        name: "dispersed".into(),
        ..parse_launch(&plain(), at("tests/files")).unwrap().launch
    };
    same(&dispersed.launch, &plain, "dispersed");
    let flown = read_launch(&at("tests/files/dispersed.toml"))
        .unwrap()
        .launch;
    same(&flown, &plain, "flown");
    same(&dispersed.build(&nominal()).unwrap(), &plain, "varied");
}

/// Each number alone, changed in the file and varied, gives the same launch: what is kept from the first reading never
/// hides a change.
#[test]
fn varying_a_number_is_changing_it_in_the_file() {
    let dispersed = read("dispersed.toml");
    let base = plain();
    let places = [
        ("elevation_angle = \"84 deg\"", "elevation_angle = 1.5", 1.5),
        ("heading = \"0 deg\"", "heading = 0.1", 0.1),
        ("temperature = \"25 C\"", "temperature = 290", 290.0),
        ("speed = \"4 m/s\"", "speed = 7", 7.0),
        ("from = \"200 deg\"", "from = 3", 3.0),
        ("wall = \"2 mm\"", "wall = 0.0021", 0.0021),
        ("cant = 0", "cant = 0.003", 0.003),
        ("mass = \"500.5 g\"", "mass = 0.51", 0.51),
        ("mass = \"100 g\"", "mass = 0.11", 0.11),
        ("mass = \"21 g\"", "mass = 0.02", 0.02),
        ("ignition_delay = 0.1", "ignition_delay = 0.15", 0.15),
        ("drag_coefficient = 1.5", "drag_coefficient = 1.6", 1.6),
        ("lag = 1", "lag = 2", 2.0),
        ("after = 1.1", "after = 0.5", 0.5),
    ];
    for (index, (from, to, value)) in places.into_iter().enumerate() {
        assert!(base.contains(from), "{from}");
        let changed = parse_launch(&base.replace(from, to), at("tests/files"))
            .unwrap()
            .launch;
        let mut values = nominal();
        values[index] = value;
        let varied = dispersed.build(&values).unwrap();
        let changed = Launch {
            name: "dispersed".into(),
            ..changed
        };
        same(&varied, &changed, to);
    }
}

/// A sample that cannot be is told with the place of its number.
#[test]
fn impossible_samples_are_refused() {
    let dispersed = read("dispersed.toml");
    let refused = |index: usize, value| {
        let mut values = nominal();
        values[index] = value;
        let fault = dispersed.build(&values).unwrap_err();
        (fault.place, fault.message)
    };
    assert_eq!(
        refused(7, -0.1),
        (
            "rocket.parts[3].mass".into(),
            "`mass` is -0.1 kg, expected zero or more".into()
        )
    );
    assert!(refused(0, f64::NAN).1.contains("`elevation_angle` is NaN"));
}

/// Nothing is read from the disk after the first reading, and samples can be made on several threads at once.
#[test]
fn samples_need_no_disk_and_any_thread() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "dispersed.toml",
        "weighed.csv",
        "wind.csv",
        "winds.csv",
        "test54.eng",
    ] {
        std::fs::copy(at("tests/files").join(name), folder.path().join(name)).unwrap();
    }
    let path = folder.path().join("dispersed.toml");
    let dispersed = read_dispersed(&path).unwrap();
    // A run is known by what was read, wherever it lies: a byte of any file makes another launch.
    assert_eq!(dispersed.digest, read("dispersed.toml").digest);
    for name in ["dispersed.toml", "weighed.csv", "test54.eng"] {
        let whole = std::fs::read(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name), [&whole[..], b"\n"].concat()).unwrap();
        let changed = read_dispersed(&path).unwrap();
        assert_ne!(changed.digest, dispersed.digest, "{name}");
        // A motor names the digest of its file.
        let is_motor = name.ends_with(".eng");
        assert!((changed.launch == dispersed.launch) != is_motor, "{name}");
        std::fs::write(folder.path().join(name), whole).unwrap();
    }
    folder.close().unwrap();
    let alone: Vec<_> = (0..20)
        .map(|i| dispersed.sampler().sample(5, i).launch)
        .collect();
    assert!(alone.iter().all(Result::is_ok), "{alone:?}");
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for (i, launch) in alone.iter().enumerate() {
                    assert!(dispersed.sampler().sample(5, i as u64).launch == *launch);
                }
            });
        }
    });
}

/// Any number of any kind of launch may be uncertain: each line of the good files with a sample of one in its place, one
/// after the other and then all at once, gives the launch as it was.
#[test]
fn any_number_may_be_uncertain() {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(at("tests/files")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    for (name, least) in [
        ("minimal.toml", 17),
        ("everything.toml", 40),
        ("otherwise.toml", 30),
        ("dropped.toml", 18),
        ("staged.toml", 40),
        ("fairing.toml", 12),
    ] {
        let path = folder.path().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let plain = read_launch(&path).unwrap().launch;
        let mut all = text.clone();
        let mut found = 0;
        let mut from = 0;
        for line in text.lines() {
            let at = from + text[from..].find(line).unwrap();
            from = at + line.len();
            let Some((key, value)) = line.split_once(" = ") else {
                continue;
            };
            let value = value.split('#').next().unwrap().trim();
            let changed = format!("{key} = {{ samples = [{value}] }}");
            let one = format!("{}{changed}{}", &text[..at], &text[from..]);
            std::fs::write(&path, &one).unwrap();
            let Ok(dispersed) = read_dispersed(&path) else {
                continue;
            };
            assert_eq!(numbers(&dispersed).len(), 1, "{name}: {line}");
            same(&dispersed.launch, &plain, line);
            let mean = dispersed.uncertainty.inputs()[0].distribution.mean();
            same(&dispersed.build(&[mean]).unwrap(), &plain, line);
            found += 1;
            let back = all.len() - (text.len() - at);
            all.replace_range(back..back + line.len(), &changed);
        }
        assert!(found >= least, "{name}: {found}");
        std::fs::write(&path, &all).unwrap();
        let dispersed = read_dispersed(&path).unwrap();
        let inputs = dispersed.uncertainty.inputs().iter();
        let values: Vec<f64> = inputs.map(|input| input.distribution.mean()).collect();
        assert_eq!(values.len(), found);
        same(&dispersed.build(&values).unwrap(), &plain, name);
    }
}

/// The example is what it shows: twenty inputs and more, every sample can be made, some fly, and its area is one.
#[test]
fn the_example_can_be_dispersed() {
    let folder = at("../../rockets/calisto-dispersed");
    let dispersed = read_dispersed(&folder.join("launch.toml")).unwrap();
    assert!(dispersed.uncertainty.inputs().len() >= 20);
    let sampler = dispersed.sampler();
    for index in 0..300 {
        let launch = sampler.sample(1, index).launch.unwrap();
        if index < 5 {
            downrange::flight::fly(&launch, downrange::flight::Recording::None).unwrap();
        }
    }
    assert_eq!(
        downrange_formats::read_areas(&folder.join("area.geojson"))
            .unwrap()
            .len(),
        1
    );
}

/// A model rocket whose drag is drawn, or given as a number.
fn terms(drag: &str) -> Result<Dispersed, downrange_formats::Error> {
    let text = format!(
        "[site]\nlatitude = 0\nlongitude = 0\n[rail]\nlength = 1\nelevation_angle = 1.5\nheading = 0\n[rocket]\nmass = 0.2\n\
         center_of_mass = 0.3\ninertia = {{ axial = 1e-4, transverse = 1e-2 }}\n{drag}\n[[rocket.parts]]\ntype = \"nose\"\nlength = 0.4\n\
         diameter = 0.03\nprofile = \"conical\"\n[motor]\nthrust = [[0, 10], [1, 0]]\nlength = 0.07\ndiameter = 0.02\n\
         propellant_mass = 0.01\ndry_mass = 0.01\n[dispersion]\ndrag_terms = \"as documented\"\n"
    );
    let folder = std::env::temp_dir().join("downrange-terms");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!(
        "{}.toml",
        if drag.is_empty() { "drawn" } else { "given" }
    ));
    std::fs::write(&file, text).unwrap();
    read_dispersed(&file)
}

/// `drag_terms` draws a factor for each term about one, as wide as the term is uncertain; a given drag has no terms, and that is said.
#[test]
fn terms_of_the_drag_are_drawn_as_documented() {
    let drawn = terms("").unwrap();
    let inputs = drawn.uncertainty.inputs();
    assert_eq!(inputs.len(), DragTerm::ALL.len());
    for (input, term) in inputs.iter().zip(DragTerm::ALL) {
        assert_eq!(input.target, Target::DragTerm(term));
        assert_eq!(input.name, format!("drag_terms.{}", term.name()));
        let (mean, sigma) = (input.distribution.mean(), input.distribution.sigma());
        assert!((mean - 1.0).abs() < 1e-9 && (sigma - term.uncertainty()).abs() < 1e-9);
    }
    let error = terms("drag_power_off = 0.5").err().unwrap().to_string();
    assert!(
        error.contains("the drag is given, not drawn: it has no terms"),
        "{error}"
    );
    assert!(
        error.contains("expected `drag_factor` in its place"),
        "{error}"
    );
}
