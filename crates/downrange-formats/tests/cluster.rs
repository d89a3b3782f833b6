//! Clusters of which a motor stays cold, and motors that stand off the axis.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use downrange::flight::{Flight, Launch, Recording, fly};
use downrange_formats::{parse_launch, read_dispersed, write_launch};

/// A rocket of 2 kg without its motors, on a rail toward the east; its motors follow.
const ROCKET: &str = "
[site]
latitude = \"47 deg\"
longitude = \"9 deg\"
elevation = \"400 m\"

[rail]
length = \"2.5 m\"
elevation_angle = \"88 deg\"
heading = \"90 deg\"

[rocket]
parts = [
  { type = \"nose\", profile = \"tangent ogive\", length = \"25 cm\", diameter = \"10 cm\", mass = \"250 g\" },
  { type = \"tube\", length = \"90 cm\", diameter = \"10 cm\", wall = \"1 mm\", mass = \"1.6 kg\" },
  { type = \"fins\", count = 4, root_chord = \"15 cm\", tip_chord = \"7 cm\", span = \"10 cm\", sweep_length = \"6 cm\", thickness = \"3 mm\", mass = \"150 g\" },
]

[[parachutes]]
name = \"main\"
drag_area = \"1.2 m2\"
trigger = \"apogee\"

[motor]
thrust = [[0, 0], [0.02, 140], [1.1, 115], [1.3, 0]]
length = \"20 cm\"
diameter = \"29 mm\"
propellant_mass = \"95 g\"
dry_mass = \"110 g\"
";

const RING: &str = "count = 3\ncluster_radius = \"26 mm\"\n";

fn failure(motors: &str) -> String {
    format!("\n[[failures]]\nname = \"cold\"\ntype = \"motor does not light\"\nmotors = {motors}\n")
}

fn read(text: &str) -> Launch {
    parse_launch(text, ".")
        .unwrap_or_else(|error| panic!("{error}"))
        .launch
}

fn flown(launch: &Launch) -> Flight {
    fly(launch, Recording::None).unwrap()
}

fn cold(text: &str) -> Flight {
    flown(&read(text).with_failure("cold").unwrap())
}

/// North and east of the pad at impact, m.
fn landing(flight: &Flight) -> [f64; 2] {
    [flight.outcome.landing.north, flight.outcome.landing.east]
}

/// A third of the thrust less, and off the axis: it flies off toward the cold motor. The one at 0 degrees lies
/// to the right of a rail toward the east, in the south; the one at 180 degrees in the north.
#[test]
fn it_tips_toward_the_cold_motor() {
    let text = format!("{ROCKET}{RING}");
    let planned = flown(&read(&text));
    assert!(planned.outcome.apogee_agl > 700.0);
    let at = |angle: &str| {
        cold(&format!(
            "{text}cluster_angle = \"{angle}\"\n{}",
            failure("[\"1\"]")
        ))
    };
    let (south, north) = (at("0 deg"), at("180 deg"));
    for flight in [&south, &north] {
        assert!(flight.outcome.apogee_agl < 0.5 * planned.outcome.apogee_agl);
        // It weighs what the planned one does: the cold motor is aboard, and stays so with all its propellant.
        assert_eq!(flight.outcome.liftoff_mass, planned.outcome.liftoff_mass);
        let kept = flight.bodies[0].mass - planned.bodies[0].mass;
        assert!((kept - 0.095).abs() < 1e-12, "{kept}");
    }
    assert!(landing(&south)[0] < -200.0, "{:?}", landing(&south));
    assert!(landing(&north)[0] > 200.0, "{:?}", landing(&north));
    // Up and down on a rail toward the east: the second of three, at 120 degrees, lies low in the north.
    let low = cold(&format!("{text}{}", failure("[\"2\"]")));
    assert!(landing(&low)[0] > 100.0, "{:?}", landing(&low));
}

/// By hand: two motors, their thrust R/2 beside the axis, and the mass of the third on it. What the hand leaves out is
/// that the centre of mass moves by 0.6 mm of the 13 mm and that the cold motor's propellant stays where it is, off the
/// axis: some hundredths of the lever, late in the burn, when the rocket lies on its side already.
#[test]
fn by_hand_it_is_two_motors_with_an_offset() {
    let case = format!("{ROCKET}{RING}{}", failure("[\"1\"]"));
    let hand = format!("{ROCKET}count = 2\ncluster_radius = \"26 mm\"\n")
        .replace(
            "[rocket]\nparts = [",
            "[rocket]\nthrust_offset = \"13 mm\"\nthrust_azimuth = \"180 deg\"\nparts = [\n  { type = \"mass\", position = \"1.05 m\", mass = \"205 g\" },",
        );
    let (failed, hand) = (cold(&case), flown(&read(&hand)));
    let apogee = failed.outcome.apogee_agl / hand.outcome.apogee_agl;
    assert!((apogee - 1.0).abs() < 0.03, "{apogee}");
    let ([n, e], [by_hand_n, by_hand_e]) = (landing(&failed), landing(&hand));
    let apart = (n - by_hand_n).hypot(e - by_hand_e);
    assert!(apart < 0.05 * by_hand_n.hypot(by_hand_e), "{apart}");
}

/// Turning a ring, or writing it out, changes nothing as long as all motors light: to the last digit.
#[test]
fn a_ring_on_which_all_light_is_a_ring() {
    let first = flown(&read(&format!("{ROCKET}{RING}")));
    let turned = format!("{ROCKET}{RING}cluster_angle = \"77 deg\"\n");
    assert_eq!(flown(&read(&turned)), first);
    let written = "cluster = [
  { name = \"b\", radius = \"26 mm\", angle = \"120 deg\" },
  { name = \"c\", radius = \"26 mm\", angle = \"240 deg\" },
  { name = \"a\", radius = \"26 mm\", angle = \"0 deg\" },
]\n";
    assert_eq!(flown(&read(&format!("{ROCKET}{written}"))), first);
    // On the axis they turn about it a little more easily, and nothing else changes by much.
    let axial = flown(&read(&format!("{ROCKET}count = 3\n")));
    assert!((axial.outcome.apogee_agl / first.outcome.apogee_agl - 1.0).abs() < 1e-3);
}

/// Listed in any order, with the cold ones named in any order, it is the same flight to the last digit.
#[test]
fn no_order_matters() {
    let places = [
        "{ name = \"top\", radius = \"30 mm\", angle = \"-90 deg\" }",
        "{ name = \"left\", radius = \"28 mm\", angle = \"170 deg\" }",
        "{ name = \"right\", radius = \"28 mm\", angle = \"10 deg\" }",
        "{ name = \"middle\", radius = 0, angle = 0 }",
    ];
    let flight = |order: [usize; 4], motors: &str| {
        let list = order.map(|index| places[index]).join(", ");
        cold(&format!("{ROCKET}cluster = [{list}]\n{}", failure(motors)))
    };
    let first = flight([0, 1, 2, 3], "[\"left\", \"top\"]");
    for order in [[3, 2, 1, 0], [2, 0, 3, 1], [1, 2, 3, 0]] {
        assert_eq!(flight(order, "[\"top\", \"left\"]"), first);
    }
}

/// One motor beside the axis pushes it over, away from where it stands.
#[test]
fn a_single_motor_may_stand_off_the_axis() {
    let strong = ROCKET.replace("140], [1.1, 115]", "420], [1.1, 345]");
    let on_axis = flown(&read(&strong));
    let beside = flown(&read(&format!("{strong}cluster_radius = \"10 mm\"\n")));
    assert!(beside.outcome.apogee_agl < on_axis.outcome.apogee_agl - 20.0);
    // To the right of a rail toward the east is south.
    assert!(landing(&beside)[0] > 200.0, "{:?}", landing(&beside));
    let named = "cluster = [{ name = \"only\", radius = \"10 mm\", angle = \"0 deg\" }]\n";
    assert_eq!(flown(&read(&format!("{strong}{named}"))), beside);
}

/// What cannot be told from the file is refused, with what to write.
#[test]
fn what_is_not_said_is_asked_for() {
    let message = |more: &str| {
        let text = format!("{ROCKET}{more}");
        parse_launch(&text, ".").unwrap_err().to_string()
    };
    let says = |message: String, words: &[&str]| {
        for word in words {
            assert!(message.contains(word), "{word}: {message}");
        }
    };
    let no_place = format!("count = 3\n{}", failure("[\"1\"]"));
    says(
        message(&no_place),
        &["where the 3 motors", "cluster_radius", "[[motor.cluster]]"],
    );
    let fourth = format!("{RING}{}", failure("[\"4\"]"));
    says(message(&fourth), &["no motor", "`4`", "there are: 1, 2, 3"]);
    says(
        message(&format!("{RING}{}", failure("[]"))),
        &["no motor is named"],
    );
    let of_stage = format!("{RING}{}stage = \"first\"\n", failure("[\"1\"]"));
    says(message(&of_stage), &["there is no stage called `first`"]);
    let list = "cluster = [{ name = \"a\", radius = 0.01, angle = 0 }, { name = \"b\", radius = 0.01, angle = 3 }]\n";
    says(
        message(&format!("{list}count = 3\n")),
        &["`count` is 3", "2 motors"],
    );
    says(
        message(&format!("{list}cluster_radius = \"1 cm\"\n")),
        &["`cluster_radius` beside `cluster`"],
    );
    assert!(parse_launch(&format!("{ROCKET}{list}count = 2\n"), ".").is_ok());
    // Where none lights it does not matter where they stand: the rocket stays on its pad.
    let none = format!("{ROCKET}count = 3\n{}", failure("[\"3\", \"1\", \"2\"]"));
    let grounded = fly(&read(&none).with_failure("cold").unwrap(), Recording::None);
    assert!(grounded.unwrap_err().to_string().contains("no thrust"));
}

/// What is written reads back as it was, ring or list.
#[test]
fn a_cluster_is_written_as_it_was_read() {
    for cluster in [
        "count = 4\ncluster_radius = \"1.25 in\"\ncluster_angle = \"45 deg\"\n",
        "cluster = [{ name = \"a \\\"1\\\"\", radius = \"31 mm\", angle = \"33.3 deg\" }, { name = \"b\", radius = 0.02, angle = -1 }]\n",
    ] {
        let launch = read(&format!("name = \"n\"\n{ROCKET}{cluster}"));
        let written = write_launch(&launch, &[], "", &[]).unwrap();
        let again = read(&written);
        assert_eq!(again.vehicle, launch.vehicle, "{written}");
    }
}

/// Drawn by its probability in a dispersion, it is the flight that it is alone; and a motor's place may be uncertain.
#[test]
fn it_may_happen_by_chance() {
    let text = format!(
        "{ROCKET}count = 3\ncluster_radius = {{ mean = \"26 mm\", sigma = \"1 mm\" }}\n{}
[dispersion]
drag_factor = {{ mean = 1, sigma = 0.05 }}
thrust_misalignment = {{ mean = 0, sigma = \"0.1 deg\" }}

[dispersion.failures]
cold = \"40 %\"
",
        failure("[\"1\"]")
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cluster");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("launch.toml");
    std::fs::write(&file, text).unwrap();
    let dispersed = read_dispersed(&file).unwrap_or_else(|error| panic!("{error}"));
    let samples: Vec<Launch> = (0..24)
        .map(|index| dispersed.sampler().sample(7, index).launch.unwrap())
        .collect();
    let failed = samples.iter().filter(|each| each.failure.is_some()).count();
    assert!((4..18).contains(&failed), "{failed}");
    // Abreast: with those that fail first, they share lanes; with the others first, those do.
    for failed_first in [true, false] {
        let mut samples = samples.clone();
        samples.sort_by_key(|each| each.failure.is_some() != failed_first);
        let models: Vec<_> = samples.iter().map(downrange::flight::Model::new).collect();
        let abreast = downrange::flight::fly_batch(&models.iter().collect::<Vec<_>>(), false);
        for ((launch, model), abreast) in samples.iter().zip(&models).zip(abreast) {
            let outcome = downrange::flight::outcome(model, &abreast.unwrap()).unwrap();
            let alone = flown(launch).outcome;
            assert_eq!(outcome.apogee_agl, alone.apogee_agl);
            assert_eq!(outcome.landing, alone.landing);
        }
    }
}

/// The same motors as the only stage of a stack: the same flight, but for steps that end elsewhere.
#[test]
fn a_stage_fails_as_a_rocket_does() {
    let whole = format!("{ROCKET}{RING}{}", failure("[\"1\"]"));
    let staged = whole
        .replace("[rocket]\n", "[[stages]]\nname = \"all\"\n")
        .replace("[[parachutes]]", "[[stages.parachutes]]")
        .replace("[motor]", "[stages.motor]")
        .replace("[\"1\"]\n", "[\"1\"]\nstage = \"all\"\n");
    let (whole, staged) = (cold(&whole), cold(&staged));
    let apogee = staged.outcome.apogee_agl / whole.outcome.apogee_agl;
    // The drawing is put together by another way: a position differs in its last digits.
    assert!((apogee - 1.0).abs() < 1e-6, "{apogee}");
    let ([n, e], [staged_n, staged_e]) = (landing(&whole), landing(&staged));
    assert!((n - staged_n).hypot(e - staged_e) < 1e-3);
}

/// Of equal boosters it is not said which one fails, and each must balance by itself.
#[test]
fn copies_have_no_motor_of_their_own() {
    let text = std::fs::read_to_string("tests/files/staged.toml").unwrap();
    let failing = text.replace(
        "stage = \"core\"\nmotors = [\"2\"]",
        "stage = \"booster\"\nmotors = [\"1\"]",
    );
    let message = parse_launch(&failing, "tests/files")
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("`booster` stands in 2 copies"),
        "{message}"
    );
    let beside = text.replace(
        "position = \"0.3 m\"",
        "position = \"0.3 m\"\ncluster_radius = \"5 mm\"",
    );
    let message = parse_launch(&beside, "tests/files")
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("do not balance about its axis"),
        "{message}"
    );
}

/// The field's case: it tips over at once, from an apogee of 781 m to 28 m, away from the two that burn. By hand (two
/// motors, 12.5 mm, the third's mass at its place) it is 28.7 m; the 42 m of the case are those of a rocket that lost a
/// fin on the way, as `count = 3` of its fins became 2 with that of its motors. Skipped where the case is not there.
#[test]
fn the_field_s_case() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/cluster-motor-out");
    let Ok(text) = std::fs::read_to_string(folder.join("launch.toml")) else {
        return println!("skipped: no {}", folder.display());
    };
    let case = |fins: &str| {
        let text = text.replace(
            "\"fins\", count = 3",
            &format!("{fins}, section = \"square\""),
        );
        // As rough as the case was flown: its file says no finish.
        let text = text.replace("[rocket]\n", "[rocket]\nfinish = \"regular paint\"\n");
        let text = format!("{text}{}", failure("[\"1\"]"));
        parse_launch(&text, &folder)
            .unwrap_or_else(|error| panic!("{error}"))
            .launch
    };
    let failed = |launch: &Launch| flown(&launch.with_failure("cold").unwrap());
    let three = case("\"fins\", count = 3");
    assert!((flown(&three).outcome.apogee_agl - 781.0).abs() < 1.0);
    let tips = failed(&three);
    assert!((tips.outcome.apogee_agl - 28.7).abs() < 1.0);
    assert!(landing(&tips)[0] < -25.0);
    // The lever that grows and the cold motor's own inertia are worth two metres here.
    let two = failed(&case("\"fins\", count = 2"));
    assert!((two.outcome.apogee_agl - 42.0).abs() < 3.0);
}
