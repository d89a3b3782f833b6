//! Whole flights of a real rocket: what must hold of any of them.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "../benches/common/mod.rs"]
mod calisto;
mod common;

use calisto::{calisto, in_flight};
use common::advance;
use downrange::air::{Air, Weather, Wind};
use downrange::flight::conditions::EventCondition;
use downrange::flight::equations::free::Motion;
use downrange::flight::equations::rail::{Guided, TipOff};
use downrange::flight::integrator::{Step, System, Tolerance};
use downrange::flight::model::RailModel;
use downrange::flight::observer::NoRecorder;
use downrange::flight::{
    BurnPhase, FlightError, Launch, Model, Phase, Rail, Recording, STATE_LEN, Start, Vehicle, fly,
    fly_model,
};
use downrange::number::{Lanes, Number, Quaternion, Vector};
use downrange::rocket::{Coefficient, Releases, Rocket, RocketDescription, Trigger};
use downrange::table::Curve;
use proptest::prelude::*;

/// The same launch with a changed description of its rocket.
fn with(change: impl FnOnce(&mut RocketDescription)) -> Launch {
    let mut launch = calisto();
    let mut description = launch.vehicle.rocket().unwrap().description().clone();
    change(&mut description);
    launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
    launch
}

fn rail(model: &Model) -> RailModel {
    *model.start.rail().unwrap()
}

/// The tolerances mean what they say: halving them moves the apogee by less than the absolute plus the relative
/// tolerance of it allows, from 1e-4 to 1e-8; and the default lands within 5 cm of a run at 1e-10.
#[test]
fn halving_the_tolerance_moves_the_apogee_less_than_it_says() {
    let at = |relative: f64| {
        let mut launch = calisto();
        launch.settings.relative_tolerance = relative;
        launch.settings.absolute_tolerance = 1e3 * relative;
        fly(&launch, Recording::None).unwrap().outcome
    };
    let mut relative = 1e-4;
    while relative > 1e-8 {
        let (coarse, fine) = (at(relative), at(0.5 * relative));
        let allowed = relative * (1e3 + coarse.apogee_agl);
        let moved = (coarse.apogee_agl - fine.apogee_agl).abs();
        assert!(moved < allowed, "{relative}: {moved} of {allowed}");
        relative *= 0.5;
    }
    let (usual, exact) = (at(1e-6).landing, at(1e-10).landing);
    let missed = (usual.east - exact.east).hypot(usual.north - exact.north);
    assert!(missed < 0.05, "{missed}");
}

/// A wind that jumps within a metre, by up to 19 m/s, between layers of hundreds is flown through where it jumps: the landing lies
/// within 0.1 m of one at a hundred-thousandth of the tolerance (measured 2 cm), and at a hundredth of it within 3 cm (1.2 cm).
#[test]
fn jumps_of_the_wind_are_met_where_they_are() {
    let jumps = [
        (300.0, [3.0, 1.0]),
        (900.0, [-4.0, 11.0]),
        (2000.0, [3.5, -2.0]),
        (5000.0, [-15.0, 0.0]),
    ];
    let mut layers = Vec::new();
    let mut bottom = 0.0;
    for (top, [east, north]) in jumps {
        layers.push((bottom, [east, north, 0.0]));
        layers.push((top, [east, north, 0.0]));
        bottom = top + 1.0;
    }
    let mut launch = calisto();
    let wind = Some(Wind::Layered(layers));
    launch.air = Air::new(Weather::Standard, wind, launch.site.elevation).unwrap();
    let mut at = |relative: f64| {
        launch.settings.relative_tolerance = relative;
        launch.settings.absolute_tolerance = 1e3 * relative;
        fly(&launch, Recording::None).unwrap().outcome.landing
    };
    let exact = at(1e-11);
    for (relative, allowed) in [(1e-6, 0.1), (1e-8, 0.03)] {
        let landing = at(relative);
        let missed = (landing.east - exact.east).hypot(landing.north - exact.north);
        assert!(missed < allowed, "{relative}: {missed}");
    }
}

/// The apogee that an altimeter shows is that of the described air, whose table over height is good for a centimetre; on
/// this warm day it is less than the height.
#[test]
fn an_altimeter_shows_the_apogee_in_standard_air() {
    let launch = calisto();
    let outcome = fly(&launch, Recording::None).unwrap().outcome;
    let shown = launch
        .air
        .altimeter(launch.site.elevation, outcome.apogee_asl);
    assert!(
        (outcome.apogee_altimeter - shown).abs() < 0.01,
        "{outcome:?}"
    );
    assert!(
        outcome.apogee_altimeter < 0.97 * outcome.apogee_agl,
        "{outcome:?}"
    );
}

/// The same code over four lanes gives each lane the bits that a flight alone gets: a step under thrust, one held by the
/// rail, one tipping off it, each lane at its own time, length and state.
#[test]
fn lanes_step_as_flights_alone() {
    let model = Model::new(&calisto());
    let tolerance = Tolerance {
        relative: 1e-6,
        absolute: [1e-3; STATE_LEN],
    };
    let starts: [(f64, f64, [f64; STATE_LEN]); 4] = std::array::from_fn(|lane| {
        let mut state = in_flight(&model);
        for (i, number) in state.iter_mut().enumerate() {
            *number += 0.001 * (lane * (i + 1)) as f64;
        }
        (1.0 + 0.3 * lane as f64, 0.02 + 0.01 * lane as f64, state)
    });
    let time = Lanes::from_lanes(|i| starts[i].0);
    let length = Lanes::from_lanes(|i| starts[i].1);
    let state: [Lanes; STATE_LEN] = std::array::from_fn(|k| Lanes::from_lanes(|i| starts[i].2[k]));
    for power in [BurnPhase::Burning, BurnPhase::After] {
        let alone = Motion::<f64>::new(|_| &model, power);
        let together = Motion::<Lanes>::new(|_| &model, power);
        same(
            &alone,
            &together,
            &starts,
            (time, length, state),
            &tolerance,
        );
        let direction = rail(&model).direction;
        same(
            &Guided {
                motion: alone,
                direction,
            },
            &Guided {
                motion: together,
                direction: Vector::splat(direction.0),
            },
            &starts,
            (time, length, state),
            &tolerance,
        );
        same(
            &TipOff::new(alone, |_| rail(&model)),
            &TipOff::new(together, |_| rail(&model)),
            &starts,
            (time, length, state),
            &tolerance,
        );
    }
}

fn same<A, B>(
    alone: &A,
    together: &B,
    starts: &[(f64, f64, [f64; STATE_LEN]); 4],
    (time, length, state): (Lanes, Lanes, [Lanes; STATE_LEN]),
    tolerance: &Tolerance<STATE_LEN>,
) where
    A: System<f64, STATE_LEN>,
    B: System<Lanes, STATE_LEN>,
{
    let lanes = Step::attempt(
        together,
        time,
        length,
        state,
        together.rate(time, &state),
        tolerance,
    );
    for (lane, (time, length, state)) in starts.iter().enumerate() {
        let one = Step::attempt(
            alone,
            *time,
            *length,
            *state,
            alone.rate(*time, state),
            tolerance,
        );
        assert_eq!(one.error.to_bits(), lanes.error.lane(lane).to_bits());
        for k in 0..STATE_LEN {
            assert_eq!(
                one.after[k].to_bits(),
                lanes.after[k].lane(lane).to_bits(),
                "lane {lane}, number {k}"
            );
        }
    }
}

/// While it tips off, the aftmost button stays on the rail to a micrometre, and the nose drops.
#[test]
fn the_last_button_slides_along_the_rail() {
    let mut launch = calisto();
    launch.start = Start::Rail(Rail {
        length: 5.2,
        elevation_angle: 1.2,
        heading: 0.0,
    });
    let model = Model::new(&launch);
    let mut state = [0.0; STATE_LEN];
    let along = rail(&model).direction;
    for i in 0..3 {
        state[i] = along[i] * rail(&model).exit;
        state[3 + i] = along[i] * 20.0;
    }
    state[6..10].copy_from_slice(&rail(&model).attitude.0);
    let motion = Motion::new(|_| &model, BurnPhase::Burning);
    let tip_off = TipOff::new(motion, |_| rail(&model));
    let button = |state: &[f64; STATE_LEN], time: f64| {
        let center = motion.rate(time, state).1.center;
        let axis = Quaternion([state[6], state[7], state[8], state[9]]).axes()[0];
        Vector([state[0], state[1], state[2]]) + axis.times(center - rail(&model).aft_guide)
    };
    let off_rail = |point: Vector<f64>| (point - along.times(point.dot(along))).norm();
    let watch = [EventCondition::Travel(along, rail(&model).clear)];
    let (_, time, _) = advance(&model, &tip_off, &mut state, 1.0, &watch, 1e-10);
    assert!(
        off_rail(button(&state, time)) < 1e-6,
        "{}",
        off_rail(button(&state, time))
    );
    let axis = Quaternion([state[6], state[7], state[8], state[9]]).axes()[0];
    assert!(
        axis[2] < along[2] && (axis - along).norm() > 1e-4,
        "it turned by {:e}",
        (axis - along).norm()
    );
}

/// Every parachute fires when it is told to, and a later one replaces or adds.
#[test]
fn parachutes_open_as_told() {
    let launch = with(|rocket| {
        rocket.parachutes[0].trigger = Trigger::Burnout(20.0);
        rocket.parachutes[1].trigger = Trigger::Time(60.0);
        rocket.parachutes[1].filling_time = 2.0;
    });
    let flight = fly(&launch, Recording::Full).unwrap();
    let time = |name: &str| {
        flight
            .events
            .iter()
            .find(|event| event.name == name)
            .unwrap()
            .time
    };
    assert!((time("drogue opens") - 23.9).abs() < 1e-9);
    assert!(
        (time("main triggered") - 60.0).abs() < 1e-9 && (time("main opens") - 61.5).abs() < 1e-9
    );
    assert!(
        time("drogue opens") < time("apogee"),
        "before the top, and the top is still found"
    );
    // Alone, 10 m² sink faster than with the drogue's 1 m² added.
    let adding = with(|rocket| rocket.parachutes[1].releases = Releases::Named(Vec::new()));
    let alone = fly(&calisto(), Recording::None)
        .unwrap()
        .outcome
        .descent_rates[1]
        .1;
    let both = fly(&adding, Recording::None).unwrap().outcome.descent_rates[1].1;
    assert!((both / alone - (10.0f64 / 11.0).sqrt()).abs() < 1e-3);
    assert!(
        flight
            .trajectory
            .windows(2)
            .all(|pair| pair[0].time <= pair[1].time)
    );
    assert!(
        flight
            .trajectory
            .iter()
            .any(|sample| sample.phase == Phase::Descent)
    );
}

/// A parachute that opens while the motor burns drags behind a rocket that is still pushed: the burn goes on to its end,
/// and all propellant is gone at the ground.
#[test]
fn a_motor_burns_on_under_a_parachute() {
    let launch = with(|rocket| rocket.parachutes[0].trigger = Trigger::Time(2.0));
    let flight = fly(&launch, Recording::Full).unwrap();
    assert!((flight.outcome.burnout_time.unwrap() - 3.9).abs() < 1e-9);
    assert!(flight.events.iter().any(|event| event.name == "burnout"));
    let (first, last) = (
        flight.trajectory.first().unwrap(),
        flight.trajectory.last().unwrap(),
    );
    assert!(
        (first.mass - last.mass - 2.956).abs() < 5e-3,
        "{} {}",
        first.mass,
        last.mass
    );
}

/// Without a parachute it comes down nose first and says so; with no push it stays, and with a weak one slides back.
#[test]
fn what_goes_wrong_is_said() {
    let ballistic = fly(&with(|rocket| rocket.parachutes.clear()), Recording::None).unwrap();
    assert!(
        ballistic
            .warnings
            .iter()
            .any(|warning| warning.rule == "ballistic")
    );
    assert!(ballistic.outcome.landing.speed > 150.0);
    let weak = with(|rocket| rocket.motor.as_mut().unwrap().motor.impulse_factor = 0.05);
    assert!(matches!(
        fly(&weak, Recording::None),
        Err(FlightError::NoLiftoff { .. })
    ));
    let mut short = calisto();
    short.settings.max_time = 20.0;
    let cut = fly(&short, Recording::None).unwrap();
    let last = cut.events.last().unwrap();
    assert_eq!((last.name.as_str(), last.time), ("still flying", 20.0));
    assert!(!cut.outcome.landing.landed && cut.outcome.apogee_agl == last.altitude_agl);
    let rules: Vec<&str> = cut.warnings.iter().map(|w| w.rule.as_str()).collect();
    assert!(rules.contains(&"still flying") && !rules.contains(&"parachute"));
}

/// A motor that is misaligned bends the flight of a rocket that does not roll, and a rolling one much less.
#[test]
fn roll_averages_a_misaligned_thrust() {
    let drift = |cant: f64, misalignment: f64| {
        let launch = with(|rocket| {
            rocket.thrust_misalignment = misalignment;
            for part in &mut rocket.parts {
                if let downrange::rocket::PartShape::Fins(fins) = &mut part.shape {
                    fins.cant = cant;
                }
            }
        });
        let model = Model::new(&launch);
        let flown = fly_model(&model, NoRecorder).unwrap();
        let apogee = flown
            .raw_events
            .iter()
            .find(|raw_event| format!("{:?}", raw_event.what) == "Apogee")
            .unwrap();
        Vector([apogee.state[0], apogee.state[1], 0.0])
    };
    let bend = |cant: f64| (drift(cant, 0.005) - drift(cant, 0.0)).norm();
    let (still, rolling) = (bend(0.0), bend(0.1));
    assert!(still > 50.0 && rolling < 0.5 * still, "{still} {rolling}");
}

proptest! {
    /// The wind that is flown is the wind that is described, at any height over a site at any elevation: layers to
    /// rounding, a power law to 0.01 %, from 5 cm above the ground to the ceiling and beyond.
    #[test]
    fn the_wind_flown_is_the_wind_described(
        elevation in -300.0..4000.0f64,
        exponent in 0.05..0.5f64,
        gap in 0.001..500.0f64,
        share in 0.0..1.2f64,
    ) {
        let mut launch = calisto();
        launch.site.elevation = elevation;
        let power = Wind::PowerLaw { reference: [10.0, -5.0, 0.0], reference_height: 10.0, exponent, ceiling: 500.0 };
        let layers = Wind::Layered(vec![(0.0, [1.0, 0.0, 0.0]), (100.0, [2.0, 5.0, 0.0]), (100.0 + gap, [-9.0, 3.0, 1.0])]);
        for (wind, allowed, height) in [
            (power, 1e-4, (500.0 * share * share * share).max(0.05)),
            (layers, 1e-9, (100.0 + gap) * share),
        ] {
            launch.air = Air::new(Weather::Standard, Some(wind), elevation).unwrap();
            let model = Model::new(&launch);
            let altitude = elevation + height;
            let (flown, _) = f64::look_up_with_slope(&model.wind, altitude);
            let described = launch.air.wind(altitude);
            for axis in 0..3 {
                let off = (flown[axis] - described[axis]).abs() / (1.0 + described[axis].abs());
                prop_assert!(off <= allowed + 1e-6 / gap, "{height} m: {} for {}", flown[axis], described[axis]);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    /// No launch, however odd, gives a number that is none: it flies, or an error says why not.
    #[test]
    fn no_figure_is_ever_nan(
        elevation_angle in 0.0..1.57f64,
        heading in 0.0..std::f64::consts::TAU,
        length in 0.1..20.0f64,
        impulse in 0.1..3.0f64,
        burn_time in 0.05..5.0f64,
        center in 0.3..2.3f64,
        misalignment in -0.1..0.1f64,
    ) {
        let mut launch = with(|rocket| {
            rocket.given.center_of_mass = Some(center);
            rocket.thrust_misalignment = misalignment;
            rocket.motor.as_mut().unwrap().motor.impulse_factor = impulse;
            rocket.motor.as_mut().unwrap().motor.burn_time_factor = burn_time;
        });
        launch.start = Start::Rail(Rail { length, elevation_angle, heading });
        if let Ok(flight) = fly(&launch, Recording::Full) {
            let sound = |sample: &downrange::flight::TrajectoryPoint| {
                let figures = [sample.altitude_agl, sample.speed, sample.mach, sample.angle_of_attack, sample.static_margin];
                figures.iter().chain(&sample.velocity).chain(&sample.angular_rates).all(|figure| figure.is_finite())
            };
            prop_assert!(flight.trajectory.iter().all(sound));
            prop_assert!(flight.outcome.landing.speed.is_finite() && flight.outcome.landing.distance.is_finite());
        }
    }
}

/// The size of a nozzle alone corrects no thrust: with drag given, so that the jet has no base to relieve, not a digit moves. The
/// pressure at which the thrust was measured does, upward as the air thins.
#[test]
fn a_nozzle_s_size_and_a_reference_pressure_are_two_things() {
    let apogee = |area: Option<f64>, pressure: Option<f64>| {
        let launch = with(|rocket| {
            let drag = || Some(Coefficient::Mach(Curve::constant(0.45)));
            (rocket.given.drag_power_off, rocket.given.drag_power_on) = (drag(), drag());
            let motor = &mut rocket.motor.as_mut().unwrap().motor;
            motor.nozzle_exit_area = area;
            motor.reference_pressure = pressure;
        });
        fly(&launch, Recording::None).unwrap().outcome.apogee_agl
    };
    let (plain, sized) = (apogee(None, None), apogee(Some(1e-3), None));
    assert_eq!(sized, plain);
    // At the site, 1400 m up, 1e-3 m² gain some 15 N of Calisto's 1500: a hundredth of its thrust.
    let corrected = apogee(Some(1e-3), Some(101_325.0));
    assert!(
        (1.002..1.05).contains(&(corrected / sized)),
        "{sized} {corrected}"
    );
}
