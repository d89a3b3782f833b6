//! What an OpenRocket file says and a flight cannot have: refused by name, or told.
#![allow(clippy::unwrap_used)]

mod drawn;

use std::path::Path;

use downrange_formats::designs::{DesignOptions, openrocket::parse};
use downrange_formats::motors::MotorLibrary;
use drawn::{MOTOR, NOSE, file, file_of, import, read, simple, tube, warnings};

fn refusal(text: &str) -> String {
    read(text).unwrap_err().render(false)
}

/// Fins whose root runs forward, with something beside them, are refused: a root has a length.
#[test]
fn a_root_that_runs_forward_is_refused() {
    let fins = "<freeformfinset><name>Odd</name><fincount>3</fincount><finpoints><point x=\"0.0\" y=\"0.0\"/>\
                <point x=\"-0.05\" y=\"0.05\"/><point x=\"-0.1\" y=\"0.0\"/></finpoints><subcomponents><masscomponent><name>Bolt</name>\
                <mass>0.01</mass></masscomponent></subcomponents></freeformfinset>";
    let said = refusal(&file(&simple(fins)));
    assert!(
        said.contains("the root of the fins ends at or ahead"),
        "{said}"
    );
}

/// The place of a tab is a number that a rocket may have, as all others.
#[test]
fn the_place_of_a_tab_is_a_number() {
    for odd in ["NaN", "1e400", "1e200"] {
        let tab = format!(
            "<tabheight>0.01</tabheight><tablength>0.02</tablength><tabposition relativeto=\"front\">{odd}</tabposition></trapezoidfinset>"
        );
        let text = file(&simple("")).replace("</trapezoidfinset>", &tab);
        let said = refusal(&text);
        assert!(said.contains("tabposition is"), "{said}");
    }
}

/// A rocket of one stage whose motor is never lit is refused: it is no flight with the motor lit.
#[test]
fn a_motor_that_is_never_lit_is_refused() {
    for event in ["never", "burnout"] {
        let rule = format!("<ignitionevent>{event}</ignitionevent>{MOTOR}");
        let said = refusal(&file(&simple("")).replace(MOTOR, &rule));
        assert!(said.contains("its motor is never lit"), "{said}");
    }
    let late =
        format!("<ignitionevent>launch</ignitionevent><ignitiondelay>2.0</ignitiondelay>{MOTOR}");
    let told = warnings(&import(&file(&simple("")).replace(MOTOR, &late)));
    assert!(
        told.contains("its motor lights at launch, not 2 s after it"),
        "{told}"
    );
}

/// Gusts are told, however they are written: as a share of the speed, as a deviation, of levels.
#[test]
fn gusts_are_told() {
    for (version, wind, expected) in [
        (
            "1.6",
            "<windaverage>4.0</windaverage><windturbulence>0.1</windturbulence>",
            "0.40 m/s",
        ),
        (
            "1.10",
            "<wind model=\"average\"><speed>4.0</speed><standarddeviation>0.5</standarddeviation></wind>",
            "0.50 m/s",
        ),
        (
            "1.10",
            "<windmodeltype>multilevel</windmodeltype><wind model=\"multilevel\"><windlevel altitude=\"0.0\" speed=\"3.0\" \
             direction=\"0.0\" standarddeviation=\"0.2\"/><windlevel altitude=\"900.0\" speed=\"6.0\" direction=\"0.0\" \
             standarddeviation=\"0.7\"/></wind>",
            "0.70 m/s",
        ),
    ] {
        let told = warnings(&import(&file_of(version, &simple(""), wind)));
        let line = format!("the wind is flown without gusts, of {expected} here");
        assert_eq!(told.matches(&line).count(), 1, "{told}");
    }
}

/// A delay after apogee is told where a stage leaves at once.
#[test]
fn a_delay_after_apogee_is_told() {
    let booster = format!(
        "<stage><name>Booster</name><separationevent>apogee</separationevent><separationdelay>5.0</separationdelay>\
         <subcomponents>{}</subcomponents></stage>",
        tube("")
    );
    let sustainer =
        format!("<stage><name>Sustainer</name><subcomponents>{NOSE}</subcomponents></stage>");
    let told = warnings(&import(&file(&format!("{sustainer}{booster}"))));
    assert!(told.contains("its delay of 5 s is not flown"), "{told}");
}

/// What stands twice in one line is told with that line once.
#[test]
fn a_line_is_told_once() {
    let lines = import(&file(&simple("")));
    for warning in &lines.warnings {
        let mut lines = warning.lines.clone();
        lines.dedup();
        assert_eq!(lines, warning.lines, "{warning}");
    }
}

/// A motor that no folder has comes from the user's motor library, and that is told.
#[test]
fn a_motor_comes_from_the_user_s_library() {
    let motors = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/rasaero/motors");
    // An index is written into a library.
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(motors).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let library = MotorLibrary::default().with_installed(Some(folder.path().to_owned()));
    let text = file(&simple(""));
    let read = parse(text.as_bytes(), &library, &DesignOptions::default()).unwrap();
    assert_eq!(read.motors.len(), 1);
    let told = warnings(&read);
    assert!(told.contains("motor library"), "{told}");
    // A motor that the library lacks comes with what is near in it, and how to get it.
    let text = text.replace("J300X", "J301Y");
    let error = parse(text.as_bytes(), &library, &DesignOptions::default()).unwrap_err();
    let error = error.to_string();
    for part in [
        "near: J300X",
        "downrange motors import",
        "downrange motors update",
    ] {
        assert!(error.contains(part), "{error}");
    }
}
