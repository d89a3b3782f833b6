//! RockSim files: stages, motors, simulations and conditions, and what is told or refused of them.
#![allow(clippy::unwrap_used)]

mod drawn_rkt;

use std::f64::consts::{FRAC_PI_2, TAU};
use std::path::PathBuf;

use downrange::air::{Weather, Wind};
use downrange::flight::{Recording, fly};
use downrange::rocket::{Cluster, Ignition, SeparationTime, Trigger};
use downrange_formats::designs::{DesignOptions, Import, launch_file, rocksim::parse};
use downrange_formats::motors::MotorLibrary;
use downrange_formats::{LaunchFile, files::Folder};
use drawn_rkt::{
    ENGINE, NOSE, file, file_of, import, library, near, read, simple, simulation, tube, tube_with,
    warnings,
};

const CHUTE: &str = "<Parachute><Name>Main</Name><SerialNo>9</SerialNo><Xb>200.</Xb><Dia>1000.</Dia>\
    <DragCoefficient>0.8</DragCoefficient><Density>0.007</Density><DensityType>1</DensityType></Parachute>";

fn refusal(text: &str) -> String {
    read(text).unwrap_err().render(false)
}

fn two_stages(booster: &str) -> String {
    let lower = tube("")
        .replace("<Name>Tube<", "<Name>Lower tube<")
        .replace("<SerialNo>4<", "<SerialNo>14<");
    let design = format!(
        "<Stage3Parts>{}</Stage3Parts><Stage2Parts>{lower}</Stage2Parts>",
        simple(CHUTE)
    );
    let upper = ENGINE.replace("<IgnitionDelay>0.", "<IgnitionDelay>1.5");
    let engines = format!(
        "</Stage3Engines><Stage2Engines>{booster}</Stage2Engines><Stage1Engines></Stage1Engines><Stage3Engines>"
    );
    file_of(
        &design,
        &simulation("", &format!("{upper}{engines}"))
            .replace("<Stage3Engines></Stage3Engines>", ""),
    )
}

/// Defends stages: the booster leaves with its ejection charge, the motor above lights its delay after that; a booster whose
/// motor is plugged leaves with the ignition above; a booster without motor stays on the ground.
#[test]
fn stages_leave_one_after_the_other() {
    let booster = |delay: &str| {
        let engine = ENGINE.replace("<MountSerialNo>4", "<MountSerialNo>14");
        engine.replace("<EjectionDelay>6.", &format!("<EjectionDelay>{delay}"))
    };
    for (delay, ignition, separation) in [("0.5", 2.0, 0.5), ("-2.", 1.5, 1.5)] {
        let import = import(&two_stages(&booster(delay)));
        let stack = import.launch.vehicle.stack().unwrap();
        let [lower, upper] = stack.stages() else {
            unreachable!()
        };
        assert_eq!(lower.ignition, Ignition::Launch { delay: 0.0 });
        assert_eq!(upper.ignition, Ignition::BelowBurnout { delay: ignition });
        let separation = SeparationTime::OwnBurnout { delay: separation };
        assert_eq!(lower.separation.as_ref().unwrap().when, separation);
        let flight = fly(&import.launch, Recording::None).unwrap();
        assert!(flight.outcome.apogee_agl > 500.0);
    }
    let alone = import(&two_stages(""));
    assert!(alone.launch.vehicle.rocket().is_some());
    assert!(warnings(&alone).contains("it stays on the ground"));
}

/// Defends the conditions: mm, rad, mmHg, °C, azimuths in degrees; the wind is the middle of its range and goes where the rod
/// leans; a table of winds counts from sea level.
#[test]
fn conditions_are_in_rocksims_units() {
    let more = "<LaunchAngle>0.1</LaunchAngle><LaunchGuideAzimuth>90.</LaunchGuideAzimuth><LaunchBarometer>750.</LaunchBarometer>\
        <LaunchTemperature>25.</LaunchTemperature><LaunchAltitude>100.</LaunchAltitude><LaunchLatitude>50.</LaunchLatitude>\
        <LaunchLongitude>-3.</LaunchLongitude><LaunchWindLowSpeed>2.</LaunchWindLowSpeed><LaunchWindHighSpeed>4.</LaunchWindHighSpeed>\
        <LaunchWindDirection>90.</LaunchWindDirection>";
    let stage = format!("<Stage3Parts>{}</Stage3Parts>", simple(""));
    let import = import(&file_of(&stage, &simulation(more, ENGINE)));
    let launch = &import.launch;
    near(launch.site.latitude, 50f64.to_radians());
    near(launch.site.elevation, 100.0);
    let downrange::flight::Start::Rail(rail) = &launch.start else {
        unreachable!()
    };
    near(rail.elevation_angle, FRAC_PI_2 - 0.1);
    near(rail.heading, FRAC_PI_2);
    let Weather::Site {
        temperature,
        pressure,
    } = launch.air.weather()
    else {
        unreachable!()
    };
    near(temperature.unwrap(), 298.15);
    near(pressure.unwrap(), 750.0 / 760.0 * 101_325.0);
    let Some(Wind::Constant([east, north, _])) = launch.air.site_wind() else {
        unreachable!()
    };
    near(*east, 3.0);
    assert!(north.abs() < 1e-9);
    assert!(warnings(&import).contains("without gusts: 3.00 m/s"));
    let table = "<LaunchWindTableSize>2</LaunchWindTableSize><LaunchAltitude>100.</LaunchAltitude>\
        <LaunchWindAltTable>100,1100,0</LaunchWindAltTable><LaunchWindSpeedTable>3,9,0</LaunchWindSpeedTable>\
        <LaunchWindDirectionTable>270,0,0</LaunchWindDirectionTable>";
    let layered = drawn_rkt::import(&file_of(&stage, &simulation(table, ENGINE)));
    let Some(Wind::Layered(levels)) = layered.launch.air.site_wind() else {
        unreachable!()
    };
    near(levels[1].0, 1000.0);
    near(levels[0].1[0], 3.0);
}

/// Defends that a design without simulations says how its motor is named, and flies with it; and that a motor is refused that
/// no simulation has.
#[test]
fn a_design_without_simulations_takes_a_motor_by_name() {
    let design = format!("<Stage3Parts>{}</Stage3Parts>", simple(CHUTE));
    let text = file_of(&design, "");
    let said = refusal(&text);
    assert!(
        said.contains("the design has no simulation, and so no motor"),
        "{said}"
    );
    assert!(
        said.contains("--motor C6-5") && said.contains("motor = [\"C6-5\"]"),
        "{said}"
    );
    let options = DesignOptions {
        preferred: vec![("J300X-7".to_owned(), PathBuf::new())],
        ..DesignOptions::default()
    };
    let import = parse(&text, &library(), &options).unwrap();
    assert_eq!(
        import.launch.vehicle.parachutes()[0].trigger,
        Trigger::Burnout(7.0)
    );
    let motor = import
        .launch
        .vehicle
        .rocket()
        .unwrap()
        .description()
        .motor
        .as_ref()
        .unwrap();
    near(motor.position.unwrap(), 1.3 + 0.01 - 0.4);
    let no_mount = text.replace("<IsMotorMount>1", "<IsMotorMount>0");
    assert!(refusal(&no_mount).contains("no tube of the design is a motor mount"));
}

/// Defends that a motor is refused that nothing takes: more names than stages with a mount, a name that no simulation has, or one
/// without a file where simulations name motors; and that the hint is one that helps.
#[test]
fn a_motor_that_nothing_takes_is_refused() {
    let refused = |text: &str, names: &[&str]| {
        let names = names.iter();
        let options = DesignOptions {
            preferred: names
                .map(|name| ((*name).to_owned(), PathBuf::new()))
                .collect(),
            ..DesignOptions::default()
        };
        let error = parse(text, &library(), &options).unwrap_err();
        error.render(false)
    };
    let design = format!("<Stage3Parts>{}</Stage3Parts>", simple(CHUTE));
    let said = refused(&file_of(&design, ""), &["J300X-7", "J300X-P"]);
    assert!(
        said.contains("no stage is left for the motor `J300X-P`: 1 with a motor mount"),
        "{said}"
    );
    let text = file(&simple(""));
    let said = refused(&text, &["K99"]);
    assert!(
        said.contains("no engine of the file is called `K99`") && said.contains("J300X (Aerotech)"),
        "{said}"
    );
    let said = refused(&text, &["J300X"]);
    assert!(
        said.contains("no file is said for the motor `J300X`"),
        "{said}"
    );
    // A name would not be taken where another simulation has a motor.
    let (none, one) = (simulation("", ""), simulation("", ENGINE));
    let options = DesignOptions {
        simulation: Some("1".to_owned()),
        ..DesignOptions::default()
    };
    let both = file_of(&design, &format!("{none}{one}"));
    let said = parse(&both, &library(), &options).unwrap_err();
    let said = said.render(false);
    assert!(
        said.contains("has no motor") && said.contains("--simulation") && !said.contains("--motor"),
        "{said}"
    );
}

/// Defends that names go to the stages that have a motor mount, from the sustainer down.
#[test]
fn names_are_for_stages_with_a_mount() {
    let text = two_stages("").replace("<IsMotorMount>1", "<IsMotorMount>0");
    let lower = text.rfind("<IsMotorMount>0").unwrap();
    let mut text = text;
    text.replace_range(lower..lower + 15, "<IsMotorMount>1");
    let text = text.replace("<EngineSet>", "<Gone>");
    let text = text.replace("</EngineSet>", "</Gone>");
    let options = DesignOptions {
        preferred: vec![("J300X-1".to_owned(), PathBuf::new())],
        ..DesignOptions::default()
    };
    let import = parse(&text, &library(), &options).unwrap();
    let [lower, upper] = import.launch.vehicle.stack().unwrap().stages() else {
        unreachable!()
    };
    assert!(lower.rocket.description().motor.is_some());
    assert_eq!(upper.ignition, Ignition::Never);
}

/// Defends clusters: several motors in one mount touch each other around its axis, and fly; those of a motor file without a
/// diameter stand on it.
#[test]
fn several_motors_in_one_mount_touch() {
    let wide = tube("").replace("<OD>100.</OD><ID>98.", "<OD>150.</OD><ID>148.");
    let wide = wide.replace("<OD>58.</OD><ID>54.", "<OD>140.</OD><ID>138.");
    let nose = NOSE.replace("<BaseDia>100.", "<BaseDia>150.");
    let engine = ENGINE.replace("<EngineCount>1", "<EngineCount>3");
    let design = format!("<Stage3Parts>{nose}{wide}</Stage3Parts>");
    let text = file_of(&design, &simulation("", &engine));
    let mounted = |import: &Import| {
        let rocket = import.launch.vehicle.rocket().unwrap();
        rocket.description().motor.clone().unwrap()
    };
    let three = import(&text);
    let Cluster::Places(places) = mounted(&three).cluster else {
        unreachable!()
    };
    // Centres of three circles of 54 mm that touch.
    for (place, angle) in places.iter().zip([0.0, TAU / 3.0, -TAU / 3.0]) {
        near(place.radius, 0.027 / (TAU / 6.0).sin());
        near(place.angle, angle);
    }
    assert_eq!(places.len(), 3);
    let flight = fly(&three.launch, Recording::None).unwrap();
    assert!(flight.outcome.apogee_agl > 100.0);
    let folder = tempfile::tempdir().unwrap();
    let curve = "J300X 0 400 0 0.6 1.1 AT\n0.05 350\n2.0 0\n";
    std::fs::write(folder.path().join("narrow.eng"), curve).unwrap();
    let narrow = MotorLibrary::open(&Folder::new(folder.path()), "").unwrap();
    let unknown = parse(&text, &narrow, &DesignOptions::default()).unwrap();
    let on_the_axis = Cluster::Ring {
        count: 3,
        radius: 0.0,
        angle: 0.0,
    };
    assert_eq!(mounted(&unknown).cluster, on_the_axis);
}

/// Defends that simulations are chosen by number or name, that the first with a motor flies else, and that the others are told.
#[test]
fn simulations_are_chosen() {
    let design = format!("<Stage3Parts>{}</Stage3Parts>", simple(""));
    let empty = simulation("", "").replace("[J300X-6]", "nothing");
    let windy =
        simulation("<LaunchWindSpeed>5.</LaunchWindSpeed>", ENGINE).replace("[J300X-6]", "windy");
    let text = file_of(
        &design,
        &format!("{empty}{}{windy}", simulation("", ENGINE)),
    );
    let usual = import(&text);
    assert!(usual.launch.air.site_wind().is_none());
    assert!(warnings(&usual).contains("not flown: 1 `nothing`, 3 `windy`"));
    for asked in ["3", "windy"] {
        let options = DesignOptions {
            simulation: Some(asked.to_owned()),
            ..DesignOptions::default()
        };
        let import = parse(&text, &library(), &options).unwrap();
        assert!(import.launch.air.site_wind().is_some());
    }
    let options = DesignOptions {
        configuration: Some("a".to_owned()),
        ..DesignOptions::default()
    };
    let error = parse(&text, &library(), &options).unwrap_err();
    assert!(error.message().contains("has no flight configurations"));
}

/// Defends the messages: the line, what was read and what was expected.
#[test]
fn errors_point_at_the_element() {
    let text = file(&simple(""));
    for (from, to, title, label) in [
        (
            "<Len>1000.",
            "<Len>long",
            "Len is not a number",
            "expected a number",
        ),
        ("<OD>100.", "<OD>-5.", "OD is -5", "expected zero or more"),
        (
            "<LocationMode>2</LocationMode><Xb>0.</Xb><FinCount>",
            "<LocationMode>7</LocationMode><FinCount>",
            "an unknown LocationMode",
            "expected 0 to 2",
        ),
        (
            "<EngineCode>J300X",
            "<EngineCode>Z99",
            "no motor `Z99 (Aerotech)`",
            "thrustcurve.org",
        ),
        (
            "<LaunchGuideLen>2000.</LaunchGuideLen>",
            "<LaunchAngle>2.</LaunchAngle>",
            "a LaunchAngle of 2",
            "expected radians",
        ),
        (
            "<LaunchGuideLen>2000.</LaunchGuideLen>",
            "<LaunchLatitude>95.</LaunchLatitude>",
            "LaunchLatitude is 95",
            "expected -90 to 90",
        ),
    ] {
        let wrong = text.replace(from, to);
        assert_ne!(wrong, text, "{from}");
        let said = refusal(&wrong);
        assert!(said.contains(title) && said.contains(label), "{said}");
        assert!(said.contains("rocket.rkt:") && said.contains('^'), "{said}");
    }
    let other = refusal("<Other/>");
    assert!(
        other.contains("an XML file of `Other`, expected `RockSimDocument`"),
        "{other}"
    );
    let empty = refusal(&file(""));
    assert!(empty.contains("no part is drawn"), "{empty}");
}

/// Defends that nothing is dropped silently: what is unknown, what stands twice and what is not flown is told with its line,
/// and nothing is told of looks and results.
#[test]
fn what_is_not_used_is_told() {
    let more = "<Mystery>1</Mystery><CdMultiplier>1.2</CdMultiplier><CNaMultiplier>1.</CNaMultiplier><MassUncertainty>5.</MassUncertainty>\
        <MaxAltitude>900.</MaxAltitude><LaunchHumidity>0.</LaunchHumidity>";
    let stage = format!(
        "<Stage3Parts>{NOSE}{}</Stage3Parts>",
        tube_with(
            "<Color>blue</Color><Texture>file=()</Texture><Len>5.</Len>",
            "<Gizmo><Name>Gizmo</Name></Gizmo>"
        )
    );
    let import = import(&file_of(&stage, &simulation(more, ENGINE)));
    let told = warnings(&import);
    for expected in [
        "Downrange does not know this element",
        "`drag_factor` of a [dispersion] is such a factor",
        "what is uncertain stands in the [dispersion]",
        "it stands twice; the first counts",
        "an unknown part: it is left out",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    for silent in ["Color", "Texture", "MaxAltitude", "CNaMultiplier"] {
        assert!(!told.contains(silent), "{silent}: {told}");
    }
}

/// Defends that the launch file that is written of a design is read as the same launch.
#[test]
fn a_launch_file_flies_the_same() {
    let engine = ENGINE
        .replace("<MountSerialNo>4", "<MountSerialNo>14")
        .replace("<EjectionDelay>6.", "<EjectionDelay>0.");
    for text in [file(&simple(CHUTE)), two_stages(&engine)] {
        let import = import(&text);
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files");
        let written = launch_file(&import, "rocket.rkt".as_ref(), &here).unwrap();
        let files = Folder::new(&here).allow_outside(true);
        let again = LaunchFile::parse(&written, std::sync::Arc::new(files))
            .launch()
            .unwrap();
        assert_eq!(again.launch, import.launch);
    }
}
