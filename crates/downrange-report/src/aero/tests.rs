//! That the report say what the flight flies, and say it readably.
#![allow(clippy::unwrap_used)]

use super::report::AeroReport;
use crate::units::Units;
use downrange::aero::{AtAngle, DragBreakdown};
use downrange::flight::equations::air_force::{FlowState, Forces};
use downrange::flight::{Launch, Model, Vehicle};
use downrange::number::Vector;
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Nose, Profile, Transition, Tube};
use downrange::rocket::{
    AfterSeparation, DescentMode, Ignition, Overrides, Part, PartMass, PartOverrides, PartShape,
    Rocket, RocketDescription, Separation, SeparationTime, Stack, Stage,
};
use downrange::table::Curve;
use serde_json::Value;

fn part(name: &str, position: f64, shape: PartShape) -> Part {
    Part {
        name: name.to_owned(),
        position,
        shape,
        stuff: PartMass::Mass(2.0),
        roughness: None,
        given: PartOverrides::default(),
    }
}

fn fins(count: u32, size: f64) -> PartShape {
    PartShape::Fins(FinSet {
        count,
        outline: FinOutline::Trapezoidal {
            root_chord: 2.0 * size,
            tip_chord: size,
            span: size,
            sweep_length: size,
        },
        thickness: 0.004,
        section: FinSection::Hexagonal {
            leading: 0.2,
            trailing: 0.2,
        },
        edge_radius: 0.0,
        cant: 0.01,
        body_diameter: None,
        angle: None,
    })
}

/// The fixture's rocket as a drawing: nose, tube, fins, boat-tail, a button.
fn description() -> RocketDescription {
    let Vehicle::Rocket(rocket) = downrange_testkit::fixture::launch().vehicle else {
        unreachable!("the fixture launches a rocket");
    };
    let nose = Nose {
        profile: Profile::TangentOgive,
        length: 0.5,
        base_diameter: 0.127,
        tip_radius: 0.0,
        wall: None,
    };
    let tube = Tube {
        length: 1.85,
        outer_diameter: 0.127,
        inner_diameter: 0.12,
    };
    let tail = Transition {
        profile: Profile::Conical,
        length: 0.05,
        fore_diameter: 0.127,
        aft_diameter: 0.1,
        wall: None,
    };
    let button = PartShape::RailButton {
        diameter: 0.01,
        height: 0.01,
    };
    RocketDescription {
        parts: vec![
            part("nose", 0.0, PartShape::Nose(nose)),
            part("tube", 0.5, PartShape::Tube(tube)),
            part("fins", 2.1, fins(4, 0.12)),
            part("boat-tail", 2.35, PartShape::Transition(tail)),
            part("button", 1.9, button),
        ],
        given: Overrides::default(),
        ..rocket.description().clone()
    }
}

fn launch(description: RocketDescription) -> Launch {
    let mut launch = downrange_testkit::fixture::launch();
    launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    launch
}

/// The drawing on top of a booster of its own calibre.
pub(crate) fn staged() -> Launch {
    let upper = description();
    let mut lower = description();
    let booster = Tube {
        length: 1.2,
        outer_diameter: 0.127,
        inner_diameter: 0.12,
    };
    lower.parts.retain(|part| part.name != "boat-tail");
    lower.parts.extend([
        part("interstage", 2.35, PartShape::Tube(booster)),
        part("booster fins", 3.2, fins(4, 0.15)),
    ]);
    lower.parachutes.clear();
    let stage = |name: &str, description, ignition, separation| Stage {
        name: name.to_owned(),
        rocket: Rocket::new(description).unwrap(),
        copies: 1,
        distance: 0.0,
        nose: 0.0,
        ignition,
        separation,
    };
    let separation = Separation {
        when: SeparationTime::OwnBurnout { delay: 1.0 },
        impulse: 0.0,
        after: AfterSeparation {
            descent: DescentMode::Tumbling { drag_area: None },
            parachutes: Vec::new(),
        },
    };
    let stages = vec![
        stage(
            "booster",
            lower,
            Ignition::Launch { delay: 0.0 },
            Some(separation),
        ),
        stage(
            "sustainer",
            upper,
            Ignition::BelowSeparation { delay: 1.0 },
            None,
        ),
    ];
    let mut launch = downrange_testkit::fixture::launch();
    launch.vehicle = Vehicle::Stack(Stack::new("Twain", stages).unwrap());
    launch
}

fn report(launch: &Launch) -> AeroReport<'_> {
    let mach = (0..=25).map(|step| 0.2 * f64::from(step)).collect();
    AeroReport::new(launch, mach, [0.0, 5.0, 10.0].map(f64::to_radians).to_vec())
}

fn parsed(report: &AeroReport<'_>) -> Value {
    serde_json::from_str(&report.json()).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    let all = value.as_array().unwrap();
    all.iter().map(|value| value.as_f64().unwrap()).collect()
}

fn shown(report: &AeroReport<'_>, units: Units) -> String {
    let text = report.summary(units, true);
    anstream::adapter::strip_str(&text).to_string()
}

/// Forces, moment and damping of the table are those of the flight's own tables, at any angle. Half a percent is what
/// the flight's look-up between its cells may cost where coefficients bend.
#[test]
fn the_table_is_what_the_flight_flies() {
    let launch = launch(description());
    let model = Model::new(&launch);
    let machs = vec![0.3, 0.7, 0.95, 1.3, 2.0, 4.4];
    let angles: Vec<f64> = [0.0, 2.0, 10.0, 60.0, 150.0].map(f64::to_radians).to_vec();
    let report = AeroReport::new(&launch, machs, angles.clone());
    let table = &report.tables[0];
    let air = report.air;
    for (index, burning) in [false, true].into_iter().enumerate() {
        let forces = Forces::<f64>::new(|_| &model, burning);
        for point in &table.points {
            let speed = point.mach * air.sound_speed;
            let wash = |angle: f64, rates: [f64; 3]| FlowState {
                density: air.density,
                log_reynolds: report.reynolds().ln(),
                mach: point.mach,
                airspeed: speed,
                flow: Vector([speed * angle.cos(), 0.0, speed * angle.sin()]),
                angular_rates: Vector(rates),
                center: table.mass[0].center,
                roll: 0.0,
            };
            let pressure = 0.5 * air.density * speed * speed * table.reference_area;
            for (angle, at) in angles.iter().zip(&point.at_angles) {
                let force = forces.act(&wash(*angle, [0.0; 3]));
                let axial = [at.axial_power_off, at.axial_power_on][index];
                let arm = at.center_of_pressure.unwrap() - table.mass[0].center;
                let pitch = -at.normal * arm;
                for (flown, said, size) in [
                    (-force.force[0] / pressure, axial, axial),
                    (-force.force[2] / pressure, at.normal, at.normal),
                    (
                        force.moment[1] / pressure,
                        pitch,
                        at.normal * table.reference_length,
                    ),
                ] {
                    let error = (flown - said).abs();
                    assert!(
                        error <= 5e-3 * size.abs() + 1e-9,
                        "Mach {} at {angle}: {flown}, {said}",
                        point.mach
                    );
                }
            }
            let still = forces.act(&wash(0.0, [0.0; 3]));
            let turning = forces.act(&wash(0.0, [1.0, 1.0, 0.0]));
            let moment = turning.moment - still.moment;
            let per_rate = pressure * table.reference_length.powi(2) / (2.0 * speed);
            for (flown, said) in [
                (moment[1] / per_rate, point.pitch_damping[0]),
                (moment[0] / per_rate, point.roll_damping),
            ] {
                assert!((flown / said - 1.0).abs() < 5e-3, "{flown}, {said}");
            }
        }
    }
}

/// What scripts are promised: the keys, as long as `mach`, and parts that make up the whole.
#[test]
fn json_holds_what_scripts_were_promised() {
    let launch = launch(description());
    let read = parsed(&report(&launch));
    let count = numbers(&read["mach"]).len();
    for key in [
        "cd_power_off",
        "cd_power_on",
        "cn_alpha_per_rad",
        "cp_from_nose_m",
        "static_margin_cal",
        "static_margin_burnout_cal",
        "cmq_per_rad",
        "cmq_burnout_per_rad",
        "clp_per_rad",
        "cl_fins",
    ] {
        assert_eq!(numbers(&read[key]).len(), count, "{key}");
    }
    assert!((read["reference_length_m"].as_f64().unwrap() - 0.127).abs() < 1e-12);
    assert!((read["reference_area_m2"].as_f64().unwrap() - 0.012_667_7).abs() < 1e-6);
    assert_eq!(read["given"], serde_json::json!([]));
    assert_eq!(numbers(&read["alpha_deg"]), [0.0, 5.0, 10.0]);
    assert_eq!(numbers(&read["cn"][3]).len(), 3);
    assert!(read.get("stages").is_none());
    let parts = read["parts"].as_object().unwrap();
    assert_eq!(
        parts.keys().collect::<Vec<_>>(),
        ["nose", "tube", "fins", "boat-tail", "button"]
    );
    for key in [
        "cd_power_off",
        "cd_power_on",
        "cn_alpha_per_rad",
        "clp_per_rad",
    ] {
        let whole = numbers(&read[key]);
        let parts: Vec<Vec<f64>> = parts.values().map(|part| numbers(&part[key])).collect();
        for (index, whole) in whole.iter().enumerate() {
            let sum: f64 = parts.iter().map(|part| part[index]).sum();
            assert!((sum - whole).abs() < 1e-9, "{key}: {sum}, {whole}");
        }
    }
    let origins = read["cd_by_origin_power_off"].as_object().unwrap();
    let sum: f64 = origins.values().map(|origin| numbers(origin)[7]).sum();
    assert!((sum - numbers(&read["cd_power_off"])[7]).abs() < 1e-12);
}

/// Coefficients given, so that no better method moves them.
#[test]
fn tables_of_what_is_given() {
    let (object, _) = downrange_testkit::dropped::ball();
    insta::assert_snapshot!("object", shown(&report(&object), Units::Si));
    insta::assert_snapshot!(
        "given",
        shown(&report(&downrange_testkit::fixture::launch()), Units::Si)
    );
}

/// A drawing's report with made-up figures, so that no better method moves them.
fn made_up(launch: &Launch) -> AeroReport<'_> {
    let mut report = report(launch);
    for point in report.tables.iter_mut().flat_map(|table| &mut table.points) {
        let fall = 1.0 / (1.0 + point.mach);
        let drag = |size: f64, base| DragBreakdown {
            friction: 0.1 * size * fall,
            pressure: 0.05 * size * point.mach * fall,
            base,
            ..DragBreakdown::default()
        };
        let count = point.shares.len() as f64;
        point.drag_power_off = drag(count, 0.1);
        point.drag_power_on = drag(count, 0.04);
        point.slope = 8.0 + point.mach;
        point.center = Some(1.9 - 0.2 * point.mach);
        point.margins = point
            .center
            .map(|x| [2.0, 2.5].map(|least| least + 2.0 * (x - 1.5)));
        point.pitch_damping = [-300.0, -400.0];
        point.roll_damping = -20.0 * fall;
        for (index, share) in point.shares.iter_mut().enumerate() {
            share.drag_power_off = drag(1.0, 0.0);
            share.normal_force.force = 2.0 - index as f64;
            share.center_of_pressure = 0.3 * index as f64;
        }
        for (at, angle) in point.at_angles.iter_mut().zip(&report.angles) {
            *at = AtAngle {
                normal: 10.0 * angle,
                axial_power_off: 0.5,
                axial_power_on: 0.4,
                center_of_pressure: point.center,
            };
        }
    }
    report
}

#[test]
fn tables_of_a_drawing() {
    insta::assert_snapshot!("drawn", shown(&made_up(&launch(description())), Units::Us));
    insta::assert_snapshot!("staged", shown(&made_up(&staged()), Units::Si));
}

#[test]
fn tables_fit_a_terminal() {
    let mut long = description();
    long.parts[2].name = "fins with a name that is longer than any column".to_owned();
    long.parts[2].given.drag = Some(Curve::constant(0.1));
    for launch in [
        launch(long),
        staged(),
        downrange_testkit::fixture::launch(),
        downrange_testkit::dropped::ball().0,
    ] {
        for units in [Units::Si, Units::Us] {
            let text = shown(&report(&launch), units);
            assert!(
                text.lines().all(|line| line.chars().count() <= 100),
                "{text}"
            );
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }
}

/// What is given is said to be so, for the whole and for a part.
#[test]
fn given_is_said() {
    let fixture = downrange_testkit::fixture::launch();
    let whole = report(&fixture);
    assert!(shown(&whole, Units::Si).contains("Given, not drawn: drag_power_off, "));
    let read = parsed(&whole);
    assert_eq!(read["given"][0], "drag_power_off");
    assert_eq!(read["parts"]["given for the whole"]["given"], true);
    assert_eq!(read["cd_by_origin_power_off"]["given"][0], 0.45);
    let mut drawn = description();
    drawn.parts[2].given.drag = Some(Curve::constant(0.1));
    let launch = launch(drawn);
    assert!(shown(&report(&launch), Units::Si).contains("fins (given)"));
}

#[test]
fn a_stack_has_a_table_for_each_way_it_flies() {
    let launch = staged();
    let mut report = report(&launch);
    assert_eq!(report.stages(), ["booster", "sustainer"]);
    assert_eq!(report.csv_names(), ["aero.csv", "aero-sustainer.csv"]);
    let read = parsed(&report);
    assert_eq!(read["stage"], "booster");
    assert!(read["parts"].get("booster fins").is_some());
    let upper = &read["stages"][0];
    assert_eq!(upper["when"], "after booster has left");
    assert!(upper["parts"].get("booster fins").is_none());
    assert!(numbers(&upper["cn_alpha_per_rad"])[1] < numbers(&read["cn_alpha_per_rad"])[1]);
    let unknown = report.keep_stage("payload").unwrap_err();
    assert_eq!(
        unknown.message,
        "there is no stage `payload`; its stages are booster, sustainer"
    );
    report.keep_stage("sustainer").unwrap();
    let kept = parsed(&report);
    assert_eq!(kept["cd_power_off"], upper["cd_power_off"]);
    assert_eq!(report.csv_names(), ["aero.csv"]);
}

/// An object has coefficients, but no parts, centre or margin, and the table says why.
#[test]
fn an_object_says_what_it_lacks() {
    let (launch, _) = downrange_testkit::dropped::ball();
    let report = report(&launch);
    let read = parsed(&report);
    assert_eq!(numbers(&read["cd_power_off"])[3], 0.5);
    assert!(read["cp_from_nose_m"][3].is_null() && read["static_margin_cal"][3].is_null());
    assert!(
        read["not_available"]
            .as_str()
            .unwrap()
            .contains("no centre of pressure")
    );
    assert!(read["parts"].as_object().unwrap().is_empty());
    let mut bytes = Vec::new();
    report.page(Units::Si, "", &mut bytes).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    assert!(page.contains("no centre of pressure"));
    assert!(!page.contains("-margin\"") && !page.contains("-parts\""));
}

mod files;
