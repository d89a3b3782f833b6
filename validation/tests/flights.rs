//! The seven flights, as the command flies them.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use downrange::aero::Aerodynamics;
use downrange::flight::{Launch, Vehicle};
use downrange::rocket::{Coefficient, PartShape, Rocket};
use downrange::table::Curve;
use validation::flights::{ApogeeError, Case, Flown, cases};
use validation::{Group, table, weather};

/// RocketPy 1.12.1 as released, over the same seven flights and altimeters (each `reference.toml` holds its part).
const ROCKETPY_ERROR: f64 = 0.0416;

/// Each figure is within the allowed difference from RocketPy, or its reason stands beside it; and against the
/// altimeters ours is no worse than RocketPy.
#[test]
fn flights_agree_with_rocketpy_and_the_altimeters() {
    let flown: Vec<Flown> = cases()
        .unwrap()
        .iter()
        .map(|case| case.fly().unwrap())
        .collect();
    assert_eq!(flown.len(), 7);
    let mean = ApogeeError::mean(&flown);
    let group = Group::flights(flown);
    let table = table::text(std::slice::from_ref(&group));
    assert!(group.passes(), "{table}");
    assert!(mean.ours <= ROCKETPY_ERROR, "{table}");
    assert!((mean.rocketpy_released - ROCKETPY_ERROR).abs() < 5e-5);
}

/// The reasons hold: with RocketPy's models of tip-off and cross-flow (it has neither) every figure agrees.
#[test]
fn without_tip_off_and_cross_flow_nothing_differs() {
    for case in cases().unwrap() {
        let flown = case.compare(&as_rocketpy(&case)).unwrap();
        for check in &flown.checks {
            let agrees = check.difference.abs() <= check.allowed;
            assert!(agrees, "{}", table::text(&[Group::flights(vec![flown])]));
        }
    }
}

/// The launch with one rail button, and with the normal force given as it is drawn, which leaves cross-flow out, and
/// that of each part, which then damps at its centre as RocketPy's surfaces do.
fn as_rocketpy(case: &Case) -> Launch {
    let launch = &case.launch;
    let rocket = launch.vehicle.rocket().unwrap();
    let aerodynamics = Aerodynamics::new(rocket);
    let table = |of: &dyn Fn(f64) -> f64| {
        let machs = (0..=40).map(|step| 0.025 * f64::from(step));
        Curve::new(machs.map(|mach| (mach, of(mach))).collect()).unwrap()
    };
    let curve = |of: &dyn Fn(f64) -> f64| Some(Coefficient::Mach(table(of)));
    let mut description = rocket.description().clone();
    description.given.normal_force_slope = curve(&|mach| aerodynamics.normal_force_slope(mach));
    description.given.center_of_pressure = curve(&|mach| aerodynamics.center_of_pressure(mach));
    for part in &mut description.parts {
        let own = |mach| {
            let mut parts = aerodynamics.parts(mach).into_iter();
            parts.find(|lifting| lifting.name == part.name)
        };
        if own(0.0).is_some() {
            part.given.normal_force_slope = Some(table(&|mach| {
                own(mach).map_or(0.0, |own| own.normal_force_slope)
            }));
        }
    }
    let (first, _) = rocket.guides();
    description.parts.retain(|part| {
        !matches!(part.shape, PartShape::RailButton { .. }) || part.position <= first
    });
    Launch {
        vehicle: Vehicle::Rocket(Rocket::new(description).unwrap()),
        ..launch.clone()
    }
}

/// A mass spread over the skin has nearly the inertia that was published, where that can be: Bella Lui's is a tenth of a
/// rod's, Halcyon's about its axis and NDRT's across it are several times too large.
#[test]
fn skin_and_published_inertia() {
    let mut launches: Vec<Launch> = cases()
        .unwrap()
        .into_iter()
        .map(|case| case.launch)
        .collect();
    let calisto = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../rockets/calisto/launch.toml"
    );
    launches.push(
        downrange_formats::read_launch(calisto.as_ref())
            .unwrap()
            .launch,
    );
    let odd = ["Bella Lui", "Halcyon", "NDRT 2020"];
    launches.retain(|launch| !odd.contains(&launch.name.as_str()));
    assert_eq!(launches.len(), 5);
    for launch in launches {
        let rocket = launch.vehicle.rocket().unwrap();
        let published = rocket.without_motor();
        let skin = rocket.body().skin(published.mass);
        let (across, along) = (
            skin.transverse / published.transverse,
            skin.axial / published.axial,
        );
        assert!((0.8..1.1).contains(&across), "{}: {across}", launch.name);
        assert!((1.2..1.9).contains(&along), "{}: {along}", launch.name);
    }
}

/// From their drawings alone, with thicknesses and finishes that were not published, they fly within a sixth of what was
/// measured.
#[test]
fn the_drawings_alone_are_not_far_off() {
    let checks = validation::drawings::students(|_| ()).unwrap();
    assert_eq!(checks.len(), 7);
    for check in checks.into_iter().map(|student| student.height) {
        assert!(
            check.difference.abs() < 0.17,
            "{}: {}",
            check.case,
            check.difference
        );
    }
}

/// Defends the weather of a day read from the archive's own file: rockets fly in it as in the profile that their launch file has.
#[test]
fn era5_read_directly_is_the_profile_of_the_launch_file() {
    if weather::folder().is_none() {
        println!("left out: shared/reference/weather is not here");
        return;
    }
    let group = weather::group().unwrap();
    assert_eq!(group.checks.len(), 15);
    let table = table::text(std::slice::from_ref(&group));
    println!("{table}");
    assert!(group.passes(), "{table}");
}
