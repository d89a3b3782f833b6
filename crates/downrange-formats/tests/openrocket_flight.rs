//! OpenRocket files: motors, stages, recovery, conditions, what packs the file, and the launch file that flies the same.
#![allow(clippy::unwrap_used)]

mod drawn;

use std::f64::consts::{FRAC_PI_2, PI};
use std::fs;

use downrange::aero::Aerodynamics;
use downrange::air::{Weather, Wind};
use downrange::flight::{Launch, Recording, fly};
use downrange::rocket::{Ignition, MountedMotor, Releases, Rocket, SeparationTime, Stack, Trigger};
use downrange_formats::designs::{DesignOptions, launch_file, openrocket::parse};
use downrange_formats::parse_launch;
use drawn::{MOTOR, NOSE, file, file_of, import, library, near, read, simple, tube, warnings};

const CHUTE: &str = "<parachute><name>Main</name><cd>0.8</cd><diameter>1.0</diameter>\
    <deployevent>altitude</deployevent><deployaltitude>150.0</deployaltitude><deploydelay>1.0</deploydelay></parachute>";

/// A sustainer above a booster, each with a motor.
fn two_stages(ignition: &str, separation: &str) -> String {
    let sustainer = simple(CHUTE).replace(
        "<overhang>0.0</overhang>",
        &format!("<overhang>0.0</overhang>{ignition}"),
    );
    format!(
        "{sustainer}<stage><name>Booster</name>{separation}<subcomponents>{}</subcomponents></stage>",
        tube("").replace("<name>Tube</name>", "<name>Lower tube</name>")
    )
}

fn stack(text: &str) -> Stack {
    import(text).launch.vehicle.stack().unwrap().clone()
}

fn options(simulation: Option<&str>, configuration: Option<&str>) -> DesignOptions {
    DesignOptions {
        simulation: simulation.map(str::to_owned),
        configuration: configuration.map(str::to_owned),
        ..DesignOptions::default()
    }
}

/// A rocket flies to the ground, and its parachute opens where the file says, beside whatever hangs.
#[test]
fn a_rocket_flies_to_the_ground() {
    let import = import(&file(&simple(CHUTE)));
    let [main] = import.launch.vehicle.parachutes() else {
        unreachable!()
    };
    assert_eq!((main.trigger, main.lag), (Trigger::Altitude(150.0), 1.0));
    assert_eq!(main.releases, Releases::Named(Vec::new()));
    near(main.drag_area, 0.2 * PI);
    let flight = fly(&import.launch, Recording::None).unwrap();
    assert!(flight.outcome.apogee_agl > 500.0);
    let down = flight
        .events
        .iter()
        .any(|event| event.name.contains("landing"));
    assert!(down, "{:?}", flight.events);
}

/// The launch file that is written of it is read as the same launch: clusters, stages, boosters and layered winds too.
#[test]
fn a_launch_file_flies_the_same() {
    let wind = "<wind model=\"multilevel\" altituderef=\"agl\"><windlevel altitude=\"0.0\" speed=\"3.1\" direction=\"1.0\"/>\
        <windlevel altitude=\"900.0\" speed=\"7.0\" direction=\"2.0\"/></wind><windmodeltype>Multilevel</windmodeltype>";
    let upper = "<ignitionevent>burnout</ignitionevent><ignitiondelay>0.5</ignitiondelay>";
    let lower = "<separationevent>burnout</separationevent><separationdelay>0.2</separationdelay>";
    for text in [
        file(&simple(CHUTE)),
        file(&simple("").replace("<overhang>0.0</overhang>", "<overhang>0.01</overhang>")),
        file(&two_stages(upper, lower)),
        file(&simple(&boosters())),
        file(&clustered("4-ring")),
        file(&simple(&boosters().replace("parallelstage", "podset"))),
        file(&simple("").replacen(
            "<name>Fins</name>",
            "<name>Fins</name><overridemass>0.0</overridemass>",
            1,
        )),
        file_of("1.10", &simple(CHUTE), wind),
        file(&simple("").replacen(
            "<name>Tube</name>",
            "<name>Tube</name><overridecd>0.1</overridecd>",
            1,
        )),
    ] {
        let read = import(&text);
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/rasaero/motors");
        let written = launch_file(&read, "rocket.ork".as_ref(), &folder).unwrap();
        let again = parse_launch(&written, &folder)
            .unwrap_or_else(|error| unreachable!("{error}\n{written}"));
        assert_eq!(again.launch, read.launch, "{written}");
    }
}

/// A cluster of inner tubes with a motor in each.
fn clustered(pattern: &str) -> String {
    let mount = format!(
        "<innertube><name>Mount</name><axialoffset method=\"bottom\">0.0</axialoffset><length>0.4</length>\
         <outerradius>0.028</outerradius><thickness>0.0005</thickness><clusterconfiguration>{pattern}</clusterconfiguration>\
         <clusterscale>1.0</clusterscale><clusterrotation>45.0</clusterrotation><motormount>{MOTOR}</motormount></innertube>"
    );
    let wide = simple(&mount).replace("0.05</radius>", "0.08</radius>");
    let wide = wide.replace("0.05</aftradius>", "0.08</aftradius>");
    wide.replacen(
        &format!("<motormount><overhang>0.0</overhang>{MOTOR}</motormount>"),
        "",
        1,
    )
}

/// The motors of a rocket of one stage.
fn mounted(launch: &Launch) -> MountedMotor {
    let rocket = launch.vehicle.rocket().unwrap();
    rocket.description().motor.clone().unwrap()
}

/// The motors of a cluster touch, and weigh and push as many.
#[test]
fn clusters_stand_where_their_pattern_says() {
    let launch = import(&file(&clustered("4-ring"))).launch;
    let four = mounted(&launch);
    assert_eq!(four.count(), 4);
    // Four in a square of two radii.
    for place in four.places() {
        near(place.radius, 0.056 / 2.0_f64.sqrt());
    }
    let three = import(&file(&clustered("3-row"))).launch;
    let row = mounted(&three);
    let radii: Vec<f64> = row.places().iter().map(|place| place.radius).collect();
    near(radii[0], 0.0);
    near(radii[2], 0.056);
}

fn boosters() -> String {
    format!(
        "<parallelstage><name>Boosters</name><instancecount>2</instancecount><radiusoffset method=\"relative\">0.0</radiusoffset>\
         <axialoffset method=\"bottom\">0.0</axialoffset><separationevent>burnout</separationevent><subcomponents>\
         {}{}</subcomponents></parallelstage>",
        NOSE.replace("<name>Nose</name>", "<name>Cone</name>"),
        tube("").replace("<name>Tube</name>", "<name>Side tube</name>")
    )
}

/// Boosters stand skin to skin, light with the rocket, and leave together.
#[test]
fn boosters_stand_beside_the_rocket() {
    let stack = stack(&file(&simple(&boosters())));
    let [boosters, core] = stack.stages() else {
        unreachable!()
    };
    assert_eq!(boosters.copies, 2);
    near(boosters.distance, 0.1);
    assert_eq!(boosters.ignition, Ignition::Launch { delay: 0.0 });
    assert_eq!(core.ignition, Ignition::Launch { delay: 0.0 });
    let when = boosters.separation.as_ref().unwrap().when;
    assert_eq!(when, SeparationTime::OwnBurnout { delay: 0.0 });
    let all = boosters.rocket.without_motor().mass;
    let own = core.rocket.without_motor().mass;
    // Each is a nose, a tube and fins, as the core.
    near(all, 3.0 * own);
    // Their drag is there until they leave: of two such rockets, less what the rocket and its boosters do to each other.
    let air = |rocket: &Rocket| Aerodynamics::new(rocket).coefficients(0.3).axial_power_off;
    assert!(air(&boosters.rocket) > 2.0 * air(&core.rocket));
}

/// Pods weigh and drag as boosters do, and stay.
#[test]
fn pods_stay() {
    let import = import(&file(&simple(
        &boosters().replace("parallelstage", "podset"),
    )));
    let rocket = import.launch.vehicle.rocket().unwrap();
    let own = rocket.without_motor().mass;
    near(own, 3.0 * import_mass(&simple("")));
    assert_eq!(
        rocket
            .description()
            .motor
            .as_ref()
            .map(|motor| motor.count()),
        Some(3)
    );
    assert!(warnings(&import).contains("stands beside the axis"));
}

fn import_mass(stages: &str) -> f64 {
    import(&file(stages))
        .launch
        .vehicle
        .rocket()
        .unwrap()
        .without_motor()
        .mass
}

/// Events of ignition and separation, with their delays.
#[test]
fn stages_light_and_leave_by_their_events() {
    let burnout = |delay: f64| SeparationTime::OwnBurnout { delay };
    for (ignition, separation, lights, leaves) in [
        (
            "<ignitionevent>burnout</ignitionevent><ignitiondelay>2.0</ignitiondelay>",
            "<separationevent>burnout</separationevent><separationdelay>1.0</separationdelay>",
            Ignition::BelowBurnout { delay: 2.0 },
            Some(burnout(1.0)),
        ),
        (
            "<ignitionevent>automatic</ignitionevent>",
            "<separationevent>ejection</separationevent>",
            Ignition::BelowBurnout { delay: 6.0 },
            Some(burnout(6.0)),
        ),
        (
            "<ignitionevent>launch</ignitionevent><ignitiondelay>9.0</ignitiondelay>",
            "<separationevent>upperignition</separationevent>",
            Ignition::Launch { delay: 9.0 },
            Some(SeparationTime::Time(9.0)),
        ),
        (
            "<ignitionevent>never</ignitionevent>",
            "<separationevent>never</separationevent>",
            Ignition::Never,
            None,
        ),
    ] {
        let stack = stack(&file(&two_stages(ignition, separation)));
        let [booster, sustainer] = stack.stages() else {
            unreachable!()
        };
        assert_eq!(sustainer.ignition, lights, "{ignition}");
        let own = booster
            .separation
            .as_ref()
            .map(|separation| separation.when);
        assert_eq!(own, leaves, "{separation}");
    }
}

/// What is said of one configuration counts in that one.
#[test]
fn configurations_have_their_own_events() {
    let own = "<deploymentconfiguration configid=\"c\"><deployevent>ejection</deployevent><deploydelay>2.0</deploydelay>\
        </deploymentconfiguration><deploymentconfiguration configid=\"d\"><deployevent>never</deployevent>\
        </deploymentconfiguration>";
    let chute = CHUTE.replace("</parachute>", &format!("{own}</parachute>"));
    let launch = import(&file(&simple(&chute))).launch;
    // The charge fires 6 s after burn-out.
    assert_eq!(
        launch.vehicle.parachutes()[0].trigger,
        Trigger::Burnout(8.0)
    );
}

/// The site, the rod into the wind, and warm air at the site.
#[test]
fn conditions_are_those_of_the_simulation() {
    let conditions = "<launchrodangle>5.0</launchrodangle><launchroddirection>10.0</launchroddirection>\
        <launchintowind>true</launchintowind><launchaltitude>1400.0</launchaltitude><launchlatitude>33.0</launchlatitude>\
        <launchlongitude>-106.5</launchlongitude><windaverage>4.0</windaverage><windturbulence>0.1</windturbulence>\
        <winddirection>1.5707963267948966</winddirection><atmosphere model=\"extendedisa\">\
        <basetemperature>305.0</basetemperature><basepressure>86000.0</basepressure></atmosphere>";
    let import = import(&file_of("1.10", &simple(""), conditions));
    let launch = &import.launch;
    let rail = launch.start.rail().unwrap();
    near(rail.elevation_angle, 85.0_f64.to_radians());
    near(rail.heading, FRAC_PI_2);
    near(launch.site.elevation, 1400.0);
    near(launch.site.latitude, 33.0_f64.to_radians());
    assert_eq!(
        *launch.air.weather(),
        Weather::Site {
            temperature: Some(305.0),
            pressure: Some(86_000.0)
        }
    );
    // From the east: the air moves west.
    let Some(Wind::Constant([east, north, _])) = launch.air.site_wind() else {
        unreachable!()
    };
    near(*east, -4.0);
    assert!(north.abs() < 1e-9);
    assert!(warnings(&import).contains("without gusts, of 0.40 m/s"));
}

/// A simulation is chosen by its number or name, a configuration by its name; what is not there is refused with what is.
#[test]
fn simulations_and_configurations_are_chosen() {
    let text = file(&simple("")).replace(
        "</simulations>",
        "<simulation><name>windy day</name><conditions><configid>c</configid><launchrodlength>3.5</launchrodlength></conditions>\
         </simulation></simulations>",
    );
    let length = |options: &DesignOptions| {
        let import = parse(text.as_bytes(), &library(), options).unwrap();
        import.launch.start.rail().unwrap().length
    };
    // Of a rocket without lugs 1 m of tube stands in the rail.
    near(length(&options(None, None)), 3.0);
    near(length(&options(Some("2"), None)), 4.5);
    near(length(&options(Some("windy day"), None)), 4.5);
    near(length(&options(None, Some("usual"))), 3.0);
    for (options, title, hint) in [
        (
            options(Some("calm"), None),
            "no simulation `calm`",
            "2 `windy day`",
        ),
        (
            options(None, Some("other")),
            "no configuration is called `other`",
            "there are `usual`",
        ),
    ] {
        let error = parse(text.as_bytes(), &library(), &options).unwrap_err();
        assert!(error.message().contains(title), "{error}");
        assert!(error.to_string().contains(hint), "{error}");
    }
}

/// A motor that no file has is that of the stored flight, with its thrust and mass, and that is told; so is a motor database that
/// may have it and is broken.
#[test]
fn a_stored_flight_stands_in_for_a_motor_file() {
    let unknown = simple("").replace("J300X", "Z9");
    let error = read(&file(&unknown)).unwrap_err();
    assert!(
        error.message().starts_with("no motor `Z9 (AeroTech)` in"),
        "{error}"
    );
    let steps: String = [
        (0.0, 100.0, 3.0, 1.0),
        (1.0, 100.0, 2.8, 0.8),
        (2.0, 0.0, 2.6, 0.6),
        (2.5, 0.0, 2.6, 0.6),
    ]
    .iter()
    .map(|(time, thrust, mass, motor)| {
        format!("<datapoint>{time},{thrust},{mass},{motor}</datapoint>")
    })
    .collect();
    let stored = format!(
        "</conditions><flightdata><databranch name=\"Sustainer\" types=\"Time,Thrust,Mass,Motor mass\">{steps}</databranch></flightdata>"
    );
    let text = file(&unknown).replace("</conditions>", &stored);
    let import = import(&text);
    let motor = mounted(&import.launch).motor;
    near(motor.mass_properties(0.0).mass, 1.0);
    near(motor.mass_properties(2.0).mass, 0.6);
    // 100 N for two steps of 1 s; what is stored at the start of a step stands in its middle.
    near(motor.total_impulse(), 0.5 * 100.0 + 100.0 + 0.25 * 100.0);
    assert!(warnings(&import).contains("those of the stored flight `first`"));
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".downrange")).unwrap();
    fs::write(folder.path().join(".downrange/database.json"), "{").unwrap();
    let library = library().with_installed(Some(folder.path().to_path_buf()));
    let import = parse(text.as_bytes(), &library, &DesignOptions::default()).unwrap();
    let told = warnings(&import);
    assert!(
        told.contains("those of the stored flight `first`"),
        "{told}"
    );
    assert!(
        told.contains("database.json: the motor database is broken"),
        "{told}"
    );
}
