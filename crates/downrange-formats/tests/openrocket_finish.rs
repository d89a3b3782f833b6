//! OpenRocket files: finishes, and the friction that the core has of them.
#![allow(clippy::unwrap_used)]

mod drawn;

use downrange::aero::Aerodynamics;
use downrange::flight::Vehicle;
use downrange::rocket::{PartShape, Rocket};
use drawn::{FINS, file, import, near, part, rocket, simple, tube};

/// Height of the roughness of a part, m.
fn roughness(rocket: &Rocket, name: &str) -> f64 {
    part(rocket, name).roughness.unwrap()
}

/// A rough fin rubs as OpenRocket has it: by the length of the rocket, 1.3 m, not by its chord of 0.1 m.
#[test]
fn fins_rub_by_the_length_of_the_rocket() {
    let rough = FINS.replace(
        "<name>Fins</name>",
        "<name>Fins</name><finish>rough</finish>",
    );
    let rocket = rocket(&file(&simple("").replace(FINS, &rough)));
    near(roughness(&rocket, "Fins"), 500e-6 * 0.1 / 1.3);
    // The default, on the body as it is.
    near(roughness(&rocket, "Nose"), 60e-6);
    near(roughness(&rocket, "Tube"), 60e-6);

    let aerodynamics = Aerodynamics::new(&rocket);
    let shares = aerodynamics.shares(&rocket, 0.0, 1e8);
    let fins = shares.iter().find(|share| share.name == "Fins").unwrap();
    // Both sides of three fins, thick by a thirty-third, on the reference area.
    let area = 2.0 * 3.0 * 0.01 * (1.0 + 2.0 * 0.03) / aerodynamics.reference_area;
    let expected = area * 0.032 * (500e-6_f64 / 1.3).powf(0.2);
    let friction = fins.drag_power_off.friction;
    // The heights are kept to six digits.
    assert!((friction / expected - 1.0).abs() < 1e-6, "{friction}");
}

/// Fins of a stage count by the length of the rocket that the stage flies on with.
#[test]
fn stages_have_the_length_they_fly_on_with() {
    let booster = format!(
        "<stage><name>Booster</name><separationevent>burnout</separationevent><subcomponents>{}</subcomponents></stage>",
        tube("")
            .replace("<name>Tube</name>", "<name>Lower tube</name>")
            .replace("<name>Fins</name>", "<name>Lower fins</name>")
    );
    let import = import(&file(&format!("{}{booster}", simple(""))));
    let Vehicle::Stack(stack) = &import.launch.vehicle else {
        unreachable!()
    };
    let whole = stack.whole();
    near(roughness(whole, "Fins"), 60e-6 * 0.1 / 1.3);
    near(roughness(whole, "Lower fins"), 60e-6 * 0.1 / 2.3);
    near(roughness(whole, "Lower tube"), 60e-6);
}

/// A smooth finish stays smooth, and a finish that OpenRocket does not have is an error at its line.
#[test]
fn names_of_finishes() {
    let with = |finish: &str| {
        let element = format!("<name>Fins</name><finish>{finish}</finish>");
        file(&simple("").replace("<name>Fins</name>", &element))
    };
    assert_eq!(roughness(&rocket(&with("mirror")), "Fins"), 0.0);
    let smooth = rocket(&with("smooth"));
    near(roughness(&smooth, "Fins"), 20e-6 * 0.1 / 1.3);
    assert!(matches!(part(&smooth, "Fins").shape, PartShape::Fins(_)));
    let error = drawn::read(&with("glossy")).unwrap_err();
    assert!(error.to_string().contains("glossy"), "{error}");
}
