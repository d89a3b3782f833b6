//! OpenRocket files: components, where they stand, what they weigh. The rockets are invented, the masses computed by hand.
#![allow(clippy::unwrap_used)]

mod drawn;

use std::f64::consts::PI;

use downrange::rocket::PartShape;
use downrange::rocket::shape::{FinOutline, FinSection, FinSet, Profile};
use drawn::{FINS, NOSE, file, file_of, import, mass, near, part, rocket, simple, tube, warnings};

/// Without a motor: cone, tube and fins by their formulas, with their centres, and nothing else.
#[test]
fn a_simple_rocket_weighs_what_its_formulas_say() {
    let rocket = rocket(&file(&simple("")));
    let cone = 1000.0 * PI * 0.0025 * 0.1;
    let shell = 1500.0 * PI * (0.0025 - 0.049 * 0.049);
    let fins = 3.0 * 1000.0 * 0.1 * 0.1 * 0.003;
    near(mass(&rocket, "Nose"), cone);
    near(mass(&rocket, "Tube"), shell);
    near(mass(&rocket, "Fins"), fins);
    let dry = rocket.without_motor();
    near(dry.mass, cone + shell + fins);
    near(
        dry.center,
        (cone * 0.225 + shell * 0.8 + fins * 1.25) / dry.mass,
    );
    assert_eq!(rocket.description().parts.len(), 3);
    // The motor's nozzle ends with the tube.
    near(rocket.motor_position(), 0.9);
}

/// Every shape of a nose cone is the core's, with its parameter; an ogive that is not tangent is an arc of OpenRocket's radius.
#[test]
fn shapes_of_nose_cones() {
    for (shape, parameter, expected) in [
        ("conical", "0.0", Profile::Conical),
        ("ogive", "1.0", Profile::TangentOgive),
        ("ogive", "0.0", Profile::Conical),
        ("ellipsoid", "0.0", Profile::Elliptical),
        ("power", "0.5", Profile::Power(0.5)),
        ("parabolic", "0.75", Profile::Parabolic(0.75)),
        ("haack", "0.0", Profile::Haack(0.0)),
    ] {
        let shaped = format!("<shape>{shape}</shape><shapeparameter>{parameter}</shapeparameter>");
        let stage = simple("").replace("<shape>conical</shape>", &shaped);
        let rocket = rocket(&file(&stage));
        let PartShape::Nose(nose) = &part(&rocket, "Nose").shape else {
            unreachable!()
        };
        assert_eq!(nose.profile, expected, "{shape} {parameter}");
    }
    let secant = "<shape>ogive</shape><shapeparameter>0.5</shapeparameter>";
    let rocket = rocket(&file(&simple("").replace("<shape>conical</shape>", secant)));
    let PartShape::Nose(nose) = &part(&rocket, "Nose").shape else {
        unreachable!()
    };
    // sqrt((L² + R²) ((2 - p)² L² + p² R²) / (4 p² R²)) with L = 0.3, R = 0.05, p = 0.5.
    let arc = (0.0925_f64 * (0.2025 + 0.000_625) / 0.0025).sqrt();
    let Profile::SecantOgive(radius) = nose.profile else {
        unreachable!()
    };
    near(radius, arc);
}

/// A flipped nose cone is a tail; automatic radii are those of the neighbours; shoulders weigh.
#[test]
fn tails_transitions_and_automatic_radii() {
    let stage = format!(
        "<stage><name>Sustainer</name><subcomponents>{NOSE}\
         <bodytube><name>Auto</name><length>0.2</length><radius>auto</radius><thickness>0.001</thickness></bodytube>\
         <transition><name>Step</name><length>0.1</length><thickness>0.001</thickness><shape>conical</shape>\
         <foreradius>auto</foreradius><aftradius>0.04</aftradius><material type=\"bulk\" density=\"1000.0\">X</material>\
         <foreshoulderradius>0.04</foreshoulderradius><foreshoulderlength>0.05</foreshoulderlength>\
         <foreshoulderthickness>0.002</foreshoulderthickness><foreshouldercapped>false</foreshouldercapped></transition>\
         {}\
         <nosecone><name>Tail</name><length>0.1</length><thickness>filled</thickness><shape>conical</shape>\
         <aftradius>auto</aftradius><isflipped>true</isflipped></nosecone></subcomponents></stage>",
        tube("").replace("<radius>0.05</radius>", "<radius>0.04</radius>")
    );
    let rocket = rocket(&file(&stage));
    let PartShape::Tube(auto) = &part(&rocket, "Auto").shape else {
        unreachable!()
    };
    near(auto.outer_diameter, 0.1);
    let PartShape::Transition(step) = &part(&rocket, "Step").shape else {
        unreachable!()
    };
    near(step.fore_diameter, 0.1);
    let PartShape::Transition(tail) = &part(&rocket, "Tail").shape else {
        unreachable!()
    };
    near(tail.fore_diameter, 0.08);
    assert!(tail.aft_diameter < 0.001);
    // The wall is 1 mm across the skin, as high as 1 mm / cos; and the shoulder.
    let across = (0.01_f64 + 0.0001).sqrt() / 0.1 * 0.001;
    let frustum = |a: f64, b: f64| PI * 0.1 * (a * a + a * b + b * b) / 3.0;
    let wall = frustum(0.05, 0.04) - frustum(0.05 - across, 0.04 - across);
    let shoulder = PI * (0.0016 - 0.038 * 0.038) * 0.05;
    near(mass(&rocket, "Step"), 1000.0 * (wall + shoulder));
    let centre = part(&rocket, "Step").given.center_of_mass.unwrap();
    assert!(centre < 0.55, "the shoulder pulls it forward: {centre}");
}

/// Places count from both ends and the middle of the parent and from the nose tip, in the words of old files and of new ones.
#[test]
fn every_placement() {
    let ring = |name: &str, place: &str| {
        format!(
            "<bulkhead><name>{name}</name>{place}<length>0.02</length><outerradius>0.049</outerradius></bulkhead>"
        )
    };
    let inside = [
        ("a", "<position type=\"top\">0.1</position>", 0.4),
        ("b", "<position type=\"middle\">0.1</position>", 0.89),
        ("c", "<position type=\"bottom\">-0.1</position>", 1.18),
        ("d", "<position type=\"absolute\">0.7</position>", 0.7),
        ("e", "<axialoffset method=\"top\">0.1</axialoffset>", 0.4),
        (
            "f",
            "<axialoffset method=\"middle\">0.1</axialoffset>",
            0.89,
        ),
        (
            "g",
            "<axialoffset method=\"bottom\">-0.1</axialoffset><position type=\"top\">9</position>",
            1.18,
        ),
    ];
    let drawn: String = inside
        .iter()
        .map(|(name, place, _)| ring(name, place))
        .collect();
    let rocket = rocket(&file(&simple(&drawn)));
    for (name, _, expected) in inside {
        near(part(&rocket, name).position, expected);
    }
}

/// What is inside: rings fit the tube and the motor tube, cords and parachutes weigh by length and area.
#[test]
fn inner_components_weigh_what_their_formulas_say() {
    let bulk = "<material type=\"bulk\" density=\"1000.0\">X</material>";
    let inside = format!(
        "<innertube><name>Mount</name><axialoffset method=\"bottom\">0.0</axialoffset><length>0.4</length>\
         <outerradius>0.028</outerradius><thickness>0.001</thickness>{bulk}<subcomponents>\
         <engineblock><name>Block</name><axialoffset method=\"top\">0.0</axialoffset><length>0.01</length>\
         <outerradius>auto</outerradius><thickness>0.005</thickness>{bulk}</engineblock></subcomponents></innertube>\
         <centeringring><name>Ring</name><axialoffset method=\"bottom\">-0.1</axialoffset><length>0.01</length>\
         <outerradius>auto</outerradius><innerradius>auto</innerradius><instancecount>2</instancecount>\
         <instanceseparation>0.05</instanceseparation>{bulk}</centeringring>\
         <tubecoupler><name>Coupler</name><axialoffset method=\"top\">-0.1</axialoffset><length>0.2</length>\
         <outerradius>auto</outerradius><thickness>0.002</thickness>{bulk}</tubecoupler>\
         <masscomponent><name>Ballast</name><axialoffset method=\"top\">0.3</axialoffset><packedlength>0.05</packedlength>\
         <packedradius>0.02</packedradius><mass>0.25</mass></masscomponent>\
         <shockcord><name>Cord</name><cordlength>4.0</cordlength><material type=\"line\" density=\"0.01\">K</material></shockcord>\
         <parachute><name>Chute</name><cd>0.75</cd><diameter>1.0</diameter><linecount>6</linecount><linelength>1.5</linelength>\
         <linematerial type=\"line\" density=\"0.002\">L</linematerial><material type=\"surface\" density=\"0.07\">N</material>\
         <deployevent>apogee</deployevent></parachute>"
    );
    let import = import(&file(&simple(&inside)));
    let rocket = import.launch.vehicle.rocket().unwrap();
    let ring = |outer: f64, inner: f64, length: f64| {
        1000.0 * PI * (outer * outer - inner * inner) * length
    };
    near(mass(rocket, "Mount"), ring(0.028, 0.027, 0.4));
    near(mass(rocket, "Block"), ring(0.027, 0.022, 0.01));
    near(mass(rocket, "Ring"), 2.0 * ring(0.049, 0.028, 0.01));
    near(mass(rocket, "Coupler"), ring(0.049, 0.047, 0.2));
    near(mass(rocket, "Ballast"), 0.25);
    near(mass(rocket, "Cord"), 0.04);
    near(mass(rocket, "Chute"), PI / 4.0 * 0.07 + 6.0 * 1.5 * 0.002);
    // Two rings, 5 cm apart, balance between them: the first begins at 1.19 m.
    near(part(rocket, "Ring").position, 1.22);
    near(
        import.launch.vehicle.parachutes()[0].drag_area,
        0.75 * PI / 4.0,
    );
}

/// Fins of each outline and section, their tabs and fillets, and tubes as fins.
#[test]
fn fins_of_every_kind() {
    let fins = rocket(&file(&simple("").replace(
        "<height>0.1</height>",
        "<height>0.1</height><crosssection>airfoil</crosssection><cant>2.0</cant><rotation>45.0</rotation><tabheight>0.02</tabheight>\
         <tablength>0.05</tablength><tabposition relativeto=\"front\">0.0</tabposition>\
         <tabposition relativeto=\"top\">0.0</tabposition><filletradius>0.0</filletradius>",
    )));
    near(mass(&fins, "Fins"), 3.0 * 3.0 * (0.85 * 0.01 + 0.001));
    let PartShape::Fins(FinSet {
        section,
        cant,
        angle,
        ..
    }) = part(&fins, "Fins").shape
    else {
        unreachable!()
    };
    assert_eq!(section, FinSection::Airfoil);
    near(cant, 2.0_f64.to_radians());
    // An eighth of a turn from the top: the core counts from the right.
    near(angle.unwrap(), -45.0_f64.to_radians());

    let outline = |element: &str| {
        let rocket = rocket(&file(&simple("").replace(FINS, element)));
        let PartShape::Fins(fins) = part(&rocket, "Other").shape.clone() else {
            unreachable!()
        };
        (fins.outline, mass(&rocket, "Other"), fins.count)
    };
    let bulk = "<name>Other</name><thickness>0.002</thickness><material type=\"bulk\" density=\"1000.0\">X</material>";
    let (ellipse, weight, count) = outline(&format!(
        "<ellipticalfinset>{bulk}<instancecount>4</instancecount><rootchord>0.1</rootchord><height>0.05</height></ellipticalfinset>"
    ));
    assert!(matches!(ellipse, FinOutline::Elliptical { .. }));
    assert_eq!(count, 4);
    // A polygon of 240 sides: 1e-4.
    assert!((weight / (4.0 * 2.0 * PI / 4.0 * 0.1 * 0.05) - 1.0).abs() < 1e-3);
    let (freeform, weight, _) = outline(&format!(
        "<freeformfinset>{bulk}<fincount>3</fincount><finpoints><point x=\"0.0\" y=\"0.0\"/><point x=\"0.05\" y=\"0.08\"/>\
         <point x=\"0.1\" y=\"0.0\"/></finpoints></freeformfinset>"
    ));
    assert_eq!(
        freeform,
        FinOutline::Freeform(vec![(0.0, 0.0), (0.05, 0.08), (0.1, 0.0)])
    );
    near(weight, 3.0 * 2.0 * 0.004);
    let (_, weight, count) = outline(&format!(
        "<tubefinset>{bulk}<fincount>6</fincount><length>0.1</length><radius>0.02</radius></tubefinset>"
    ));
    assert_eq!(count, 18);
    near(weight, 6.0 * 1000.0 * PI * (0.0004 - 0.018 * 0.018) * 0.1);
}

/// A mass that is given is the component's, or, with everything inside, that of all of it: about the component's own centre in
/// new files, about the centre of all in old ones.
#[test]
fn overrides_of_mass_and_centre() {
    let ballast = "<masscomponent><name>Ballast</name><axialoffset method=\"top\">0.0</axialoffset>\
        <packedlength>0.0</packedlength><mass>1.0</mass></masscomponent>";
    let with = |element: &str, version: &str| {
        let stage = simple(ballast).replacen(
            "<name>Tube</name>",
            &format!("<name>Tube</name>{element}"),
            1,
        );
        rocket(&file_of(version, &stage, ""))
    };
    let alone = with("<overridemass>2.0</overridemass>", "1.10");
    near(mass(&alone, "Tube"), 2.0);
    near(mass(&alone, "Ballast"), 1.0);
    let centred = with(
        "<overridemass>2.0</overridemass><overridecg>0.3</overridecg>",
        "1.10",
    );
    near(part(&centred, "Tube").given.center_of_mass.unwrap(), 0.6);
    let whole = "<overridemass>2.0</overridemass><overridesubcomponentsmass>true</overridesubcomponentsmass>";
    let whole = with(whole, "1.10");
    near(mass(&whole, "Tube"), 2.0);
    near(mass(&whole, "Fins"), 0.0);
    assert!(
        whole
            .description()
            .parts
            .iter()
            .all(|part| part.name != "Ballast")
    );
    let dry = whole.without_motor();
    let cone = mass(&whole, "Nose");
    near(dry.center, (cone * 0.225 + 2.0 * 0.8) / (cone + 2.0));
    let old = "<overridemass>2.0</overridemass><overridesubcomponents>true</overridesubcomponents>";
    let old = with(old, "1.4");
    let (shell, fins) = (1500.0 * PI * (0.0025 - 0.049 * 0.049), 0.09);
    let all = (shell * 0.8 + fins * 1.25 + 1.0 * 0.3) / (shell + fins + 1.0);
    near(part(&old, "Tube").given.center_of_mass.unwrap(), all);
}

/// A drag coefficient that is given is the part's; with everything inside, that of all that stands on it.
#[test]
fn overrides_of_drag() {
    let with = |element: &str| {
        let stage = simple("").replacen(
            "<name>Tube</name>",
            &format!("<name>Tube</name>{element}"),
            1,
        );
        let rocket = rocket(&file(&stage));
        ["Nose", "Tube", "Fins"].map(|name| {
            let drag = part(&rocket, name).given.drag.clone();
            drag.map(|drag| drag.at(0.5))
        })
    };
    let alone = "<overridecd>0.1</overridecd>";
    assert_eq!(with(alone), [None, Some(0.1), None]);
    let whole =
        "<overridecd>0.1</overridecd><overridesubcomponentscd>true</overridesubcomponentscd>";
    assert_eq!(with(whole), [None, Some(0.1), Some(0.0)]);
}

/// Everything that is not used is named with its line, and looks are not.
#[test]
fn what_is_not_used_is_named() {
    let inside = "<railgun><name>Gun</name><mass>3</mass></railgun><launchlug><name>Lug</name><radius>0.004</radius>\
        <length>0.03</length><thickness>0.001</thickness><color red=\"1\"/><wobble>7</wobble></launchlug>";
    let import = import(&file(&simple(inside)));
    let told = warnings(&import);
    assert!(
        told.contains("railgun (line 3): an unknown component"),
        "{told}"
    );
    assert!(told.contains("wobble 7 (line 3): not used"), "{told}");
    assert!(!told.contains("color"), "{told}");
}

/// A rail button shows the air its base, waist and flange, and half an ellipse, the head of its screw.
#[test]
fn buttons_show_their_side_view() {
    let button = "<railbutton><name>Button</name><axialoffset method=\"top\">0.5</axialoffset><outerdiameter>0.01</outerdiameter>\
        <innerdiameter>0.006</innerdiameter><height>0.01</height><baseheight>0.002</baseheight><flangeheight>0.003</flangeheight>\
        <screwheight>0.002</screwheight></railbutton>";
    let rocket = rocket(&file(&simple(button)));
    let PartShape::RailButton { diameter, height } = part(&rocket, "Button").shape else {
        unreachable!()
    };
    near(height, 0.012);
    let area = 0.01 * (0.005 + PI / 4.0 * 0.002) + 0.006 * 0.005;
    // Kept to six digits.
    assert!((diameter * height / area - 1.0).abs() < 1e-5, "{diameter}");
}
