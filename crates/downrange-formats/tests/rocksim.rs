//! RockSim files: parts, masses, places and recovery.
#![allow(clippy::unwrap_used)]

mod drawn_rkt;

use std::f64::consts::PI;

use downrange::rocket::shape::FinOutline;
use downrange::rocket::{PartShape, Trigger};
use drawn_rkt::{
    ENGINE, FINS, NOSE, file, file_of, import, mass, near, part, rocket, simple, simulation,
    warnings,
};

const CHUTE: &str = "<Parachute><Name>Main</Name><SerialNo>9</SerialNo><Xb>200.</Xb><Dia>1000.</Dia>\
    <DragCoefficient>0.8</DragCoefficient><Density>0.007</Density><DensityType>1</DensityType></Parachute>";

/// Defends sizes, densities and places: mm, g and kg/m³ of a cone, a tube and plates, by hand; masses weighed replace them.
#[test]
fn parts_weigh_by_their_sizes() {
    let rocket = rocket(&file(&simple("")));
    near(mass(&rocket, "Nose"), 1000.0 * PI * 0.0025 * 0.1);
    near(mass(&rocket, "Tube"), 1500.0 * PI * (0.0025 - 0.002_401));
    near(mass(&rocket, "Fins"), 3.0 * 0.1 * 0.1 * 0.003 * 1000.0);
    near(part(&rocket, "Fins").position, 1.2);
    let known = NOSE.replace(
        "<Name>Nose</Name>",
        "<Name>Nose</Name><KnownMass>80.</KnownMass><KnownCG>100.</KnownCG><UseKnownCG>1</UseKnownCG>",
    );
    let weighed = drawn_rkt::rocket(&file(&simple("")).replace(NOSE, &known));
    near(mass(&weighed, "Nose"), 0.08);
    near(part(&weighed, "Nose").given.center_of_mass.unwrap(), 0.1);
    // Without the flag it is no more than a number that was typed once.
    let unused = known.replace("<UseKnownCG>1", "<UseKnownCG>0");
    let unused = drawn_rkt::rocket(&file(&simple("")).replace(NOSE, &unused));
    near(mass(&unused, "Nose"), mass(&rocket, "Nose"));
}

/// Defends the ways of placing: from the front of what carries it, from the nose tip, and forward from its back; and that
/// the parts of a sub-assembly stand where that stands.
#[test]
fn parts_stand_where_the_file_says() {
    let object = |mode: u32, xb: f64| {
        format!(
            "<MassObject><Name>Mass {mode}</Name><KnownMass>50.</KnownMass><UseKnownCG>1</UseKnownCG>\
             <LocationMode>{mode}</LocationMode><Xb>{xb}</Xb></MassObject>"
        )
    };
    let inside = format!(
        "{}{}{}<SubAssembly><Name>Sub</Name><Xb>100.</Xb><AttachedParts>{}</AttachedParts></SubAssembly>",
        object(0, 50.0),
        object(1, 450.0),
        object(2, 100.0),
        object(0, 20.0).replace("Mass 0", "Mass of the sub-assembly")
    );
    let rocket = rocket(&file(&simple(&inside)));
    for (name, place) in [
        ("Mass 0", 0.35),
        ("Mass 1", 0.45),
        ("Mass 2", 1.2),
        ("Mass of the sub-assembly", 0.42),
    ] {
        near(part(&rocket, name).position, place);
        near(mass(&rocket, name), 0.05);
    }
}

/// Defends what a sub-assembly says of itself: its parts are together as heavy as it was weighed, and stand where it does when
/// that is said from the nose tip; what of it is not flown is told.
#[test]
fn sub_assemblies_weigh_and_stand() {
    let object = |name: &str, mass: f64| {
        format!(
            "<MassObject><Name>{name}</Name><KnownMass>{mass}</KnownMass><UseKnownCG>1</UseKnownCG><Xb>20.</Xb></MassObject>"
        )
    };
    let sub = |said: &str| {
        format!(
            "<SubAssembly><Name>Sub</Name>{said}<AttachedParts>{}{}</AttachedParts></SubAssembly>",
            object("Light", 50.0),
            object("Heavy", 150.0)
        )
    };
    let weighed = "<KnownMass>300.</KnownMass><KnownCG>40.</KnownCG><UseKnownCG>1</UseKnownCG>\
                   <LocationMode>1</LocationMode><Xb>700.</Xb>";
    let weighed = import(&file(&simple(&sub(weighed))));
    let rocket = weighed.launch.vehicle.rocket().unwrap();
    near(mass(rocket, "Light"), 0.075);
    near(mass(rocket, "Heavy"), 0.225);
    near(part(rocket, "Light").position, 0.72);
    assert!(warnings(&weighed).contains("its centre is that of its parts"));
    let back = sub("<LocationMode>2</LocationMode><Xb>10.</Xb>");
    let back = import(&file(&simple(&back)));
    assert!(warnings(&back).contains("says no length by which it stands at the back"));
    let chain = format!(
        "<SubAssembly><Name>Sub</Name><Xb>30.</Xb><AttachedParts>{}</AttachedParts></SubAssembly>",
        simple("")
    );
    let chain = import(&file(&chain));
    assert!(warnings(&chain).contains("follow each other: it is not flown"));
    near(
        part(chain.launch.vehicle.rocket().unwrap(), "Tube").position,
        0.3,
    );
}

/// Defends that a nose cone inside a part weighs with its base, and that a pod that was weighed has that mass with all that is
/// in it, as fins of the body too.
#[test]
fn what_is_whole_weighs_whole() {
    let inner = NOSE.replace(">Nose<", ">Inner nose<").replace(
        "<BaseDia>100.",
        "<BaseExtensionLen>50.</BaseExtensionLen><BaseDia>60.",
    );
    let rocket = rocket(&file(&simple(&inner)));
    let volume = PI * 0.0009 * (0.1 + 0.05);
    near(mass(&rocket, "Inner nose"), 1000.0 * volume);
    let pod = |radius: u32, mode: u32| {
        let fins = FINS.replace(">Fins<", ">Pod fins<");
        let fins = fins.replace("<LocationMode>2", &format!("<LocationMode>{mode}"));
        let pod = format!(
            "<ExternalPod><Name>Pod</Name><KnownMass>200.</KnownMass><UseKnownCG>1</UseKnownCG><RadialLoc>{radius}.</RadialLoc>\
             <LocationMode>2</LocationMode><Xb>150.</Xb><AttachedParts>{fins}</AttachedParts></ExternalPod>"
        );
        drawn_rkt::rocket(&file(&simple(&pod)))
    };
    let bare = drawn_rkt::rocket(&file(&simple(""))).without_motor().mass;
    let (beside, skin) = (pod(120, 0), pod(50, 0));
    near(beside.without_motor().mass, bare + 0.2);
    near(mass(&skin, "Pod fins"), 0.2);
    near(part(&skin, "Pod fins").position, 1.3 - 0.15);
    // A pod of fins has no length, so that they end where it begins.
    let PartShape::Fins(fins) = &part(&skin, "Pod fins").shape else {
        unreachable!()
    };
    let ends = part(&pod(50, 2), "Pod fins").position + fins.outline.root_chord();
    near(ends, 1.3 - 0.15);
}

/// Defends outlines: the points of RockSim run from the trailing end of the root forward; four equal sets of one fin are one
/// set of four.
#[test]
fn fins_of_points_and_of_single_sets() {
    let points = "<CustomFinSet><Name>Odd fins</Name><FinCount>3</FinCount><Thickness>2.</Thickness><ShapeCode>2</ShapeCode>\
                  <PointList>100,0|80,60|30,60|0,0|</PointList><Density>1000.</Density></CustomFinSet>";
    let odd = rocket(&file(&simple(points)));
    let PartShape::Fins(fins) = &part(&odd, "Odd fins").shape else {
        unreachable!()
    };
    let expected = FinOutline::Freeform(vec![(0.0, 0.0), (0.03, 0.06), (0.08, 0.06), (0.1, 0.0)]);
    assert_eq!(fins.outline, expected);
    // (100 + 50) / 2 · 60 mm² of 2 mm.
    near(mass(&odd, "Odd fins"), 3.0 * 0.0045 * 0.002 * 1000.0);
    let single: String = ["0", "1.5708", "3.14159", "-1.5708"]
        .iter()
        .map(|turn| {
            let one = FINS
                .replace("<FinCount>3", "<FinCount>1")
                .replace(">Fins<", ">Single<");
            one.replace(
                "</FinSet>",
                &format!("<RadialAngle>{turn}</RadialAngle></FinSet>"),
            )
        })
        .collect();
    let import = import(&file(&simple("")).replace(FINS, &single));
    let rocket = import.launch.vehicle.rocket().unwrap();
    let PartShape::Fins(fins) = &part(rocket, "Single").shape else {
        unreachable!()
    };
    assert_eq!(fins.count, 4);
    assert!(warnings(&import).contains("4 equal fin sets around the body are flown as one"));
}

/// Defends that a parachute is the polygon of its gores less its hole, in mass and in drag, and opens by its event: at the last
/// ejection charge, some seconds after ignition or apogee, at a height, or never.
#[test]
fn parachutes_open_by_their_events() {
    let gores = CHUTE.replace(
        "<Dia>",
        "<SideCount>6</SideCount><SpillHoleDia>100.</SpillHoleDia><Dia>",
    );
    let area = 3.0 * 0.25 * (PI / 3.0).sin() - PI * 0.0025;
    let whole = import(&file(&simple(&gores)));
    let [main] = whole.launch.vehicle.parachutes() else {
        unreachable!()
    };
    near(main.drag_area, 0.8 * area);
    near(
        mass(whole.launch.vehicle.rocket().unwrap(), "Main"),
        0.07 * area,
    );
    assert_eq!(main.trigger, Trigger::Burnout(6.0));
    for (kind, trigger, lag) in [
        (1, Trigger::Burnout(6.0), 0.0),
        (2, Trigger::Time(7.0), 0.0),
        (3, Trigger::Apogee, 7.0),
        (4, Trigger::Apogee, 0.0),
        (5, Trigger::Altitude(150.0), 0.0),
    ] {
        let events = format!(
            "<SimulationEvents><SimulationEvent><PartSerialNo>9</PartSerialNo><Type>{kind}</Type>\
             <DeployAltitude>150.</DeployAltitude><DeplyTime>7.</DeplyTime></SimulationEvent></SimulationEvents>"
        );
        let stage = format!("<Stage3Parts>{}</Stage3Parts>", simple(CHUTE));
        let import = import(&file_of(&stage, &simulation(&events, ENGINE)));
        let [main] = import.launch.vehicle.parachutes() else {
            unreachable!()
        };
        assert_eq!((main.trigger, main.lag), (trigger, lag), "{kind}");
    }
    let never = "<SimulationEvents><SimulationEvent><PartSerialNo>9</PartSerialNo><Type>0</Type></SimulationEvent></SimulationEvents>";
    let stage = format!("<Stage3Parts>{}</Stage3Parts>", simple(CHUTE));
    let never = import(&file_of(&stage, &simulation(never, ENGINE)));
    assert!(warnings(&never).contains("`Main` does not open"));
    // A plugged motor has no charge: what nothing is said of opens at apogee.
    let plugged = ENGINE.replace("<EjectionDelay>6.", "<EjectionDelay>-2.");
    let plugged = import(&file(&simple(CHUTE)).replace(ENGINE, &plugged));
    assert_eq!(
        plugged.launch.vehicle.parachutes()[0].trigger,
        Trigger::Apogee
    );
    assert!(warnings(&plugged).contains("it opens at apogee"));
}

/// Defends pods: the mass and drag of each beside the body; one of fins at the skin is fins; a strapped-on tube is a pod.
#[test]
fn pods_stand_beside_the_body() {
    let pod = format!(
        "<ExternalPod><Name>Pod</Name><RadialLoc>90.</RadialLoc><RadialAngle>1.</RadialAngle><Xb>100.</Xb><AttachedParts>{}{}</AttachedParts></ExternalPod>",
        NOSE.replace(">Nose<", ">Pod nose<")
            .replace("<BaseDia>100.", "<BaseDia>40."),
        "<BodyTube><Name>Pod tube</Name><OD>40.</OD><ID>39.</ID><Len>300.</Len><Density>1000.</Density></BodyTube>"
    );
    let beside = import(&file(&simple(&pod)));
    let rocket = beside.launch.vehicle.rocket().unwrap();
    near(mass(rocket, "Pod nose"), 1000.0 * PI * 0.0004 * 0.1);
    assert!(part(rocket, "Pod in the air").given.drag.is_some());
    let fins = format!(
        "<ExternalPod><Name>Pod</Name><RadialLoc>50.</RadialLoc><Xb>100.</Xb><AttachedParts>{}</AttachedParts></ExternalPod>",
        FINS.replace(">Fins<", ">Pod fins<")
            .replace("<LocationMode>2", "<LocationMode>0")
    );
    let fins = import(&file(&simple(&fins)));
    near(
        part(fins.launch.vehicle.rocket().unwrap(), "Pod fins").position,
        0.4,
    );
    let strapped = "<BodyTube><Name>Strap</Name><isStrapOnTube>1</isStrapOnTube><RadialLoc>80.</RadialLoc><Xb>100.</Xb><OD>60.</OD>\
                    <ID>58.</ID><Len>300.</Len><Density>1000.</Density></BodyTube>";
    let strapped = import(&file(&simple(strapped)));
    let rocket = strapped.launch.vehicle.rocket().unwrap();
    near(
        mass(rocket, "Strap"),
        1000.0 * PI * (0.0009 - 0.000_841) * 0.3,
    );
    assert!(warnings(&strapped).contains("stands beside the axis: its mass is flown"));
}

/// Defends masses of whole stages, a fixed drag coefficient, and that what a part inside would do to the air is told.
#[test]
fn what_a_team_gives_for_the_whole() {
    let design = |more: &str, inside: &str| {
        file_of(
            &format!("{more}<Stage3Parts>{}</Stage3Parts>", simple(inside)),
            &simulation("", ENGINE),
        )
    };
    let known =
        "<UseKnownMass>1</UseKnownMass><Stage3Mass>2500.</Stage3Mass><Stage3CG>800.</Stage3CG>";
    let rocket = rocket(&design(known, ""));
    near(rocket.without_motor().mass, 2.5);
    near(rocket.without_motor().center, 0.8);
    let off = import(&design(
        &known.replace("<UseKnownMass>1", "<UseKnownMass>0"),
        "",
    ));
    assert!(warnings(&off).contains("not taken: UseKnownMass is 0"));
    let fixed = import(&design(
        "<CalculateCD>0</CalculateCD><FixedCd>0.6</FixedCd>",
        "",
    ));
    let given = &fixed.launch.vehicle.rocket().unwrap().description().given;
    near(given.drag_power_off.as_ref().unwrap().at(0.5, 0.0), 0.6);
    let none = import(&design(
        "<CalculateCD>0</CalculateCD><FixedCd>0.</FixedCd>",
        "",
    ));
    assert!(warnings(&none).contains("RockSim flies without drag"));
    let inside = format!(
        "<BodyTube><Name>Inner</Name><IsInsideTube>1</IsInsideTube><OD>30.</OD><ID>29.</ID><Len>200.</Len><Density>1000.</Density>\
         <AttachedParts>{}</AttachedParts></BodyTube><RingTail><Name>Ring tail</Name><OD>120.</OD><ID>118.</ID><Len>50.</Len><Density>1000.</Density></RingTail>",
        FINS.replace(">Fins<", ">Inner fins<")
    );
    let hidden = import(&design("", &inside));
    let told = warnings(&hidden);
    assert!(
        told.contains("it meets no air") && told.contains("a ring tail"),
        "{told}"
    );
    near(
        mass(hidden.launch.vehicle.rocket().unwrap(), "Inner fins"),
        0.09,
    );
}
