#![allow(clippy::unwrap_used)]
use super::*;
use crate::air::Air;
use crate::earth::Earth;
use crate::flight::model::{air_table, wind_table};

const RADIUS: f64 = 6_371_008.8;

struct Sky {
    frame: SiteFrame,
    air: ExtensibleTable<4>,
    wind: NodeTable<3>,
    drag: Table<2>,
}

impl Sky {
    fn new(earth: Earth, air: bool) -> Self {
        let mut table = air_table(&Air::default());
        if !air {
            let nothing = |from: f64| {
                NodeTable::straight(vec![from, from + 1e6], &[[0.0, 0.0, 1.0 / 300.0, 0.0]; 2])
            };
            table = ExtensibleTable::new(nothing(0.0), move || nothing(1e6));
        }
        Self {
            frame: SiteFrame::new(earth, 0.7, 0.0, 0.0),
            air: table,
            wind: wind_table(&Air::default()),
            drag: Table::sampled(0.0, 12.0, 100, 0.0, |mach| {
                [0.3 + 0.2 / (1.0 + mach * mach), 0.3]
            }),
        }
    }

    fn launch<'m>(&'m self, stages: &'m [PointStage], elevation_angle: f64) -> PointLaunch<'m> {
        PointLaunch {
            frame: &self.frame,
            ground: 0.0,
            air: &self.air,
            wind: &self.wind,
            drag: &self.drag,
            area: 0.3,
            stages,
            elevation_angle,
            heading: 1.0,
            free_speed: 30.0,
        }
    }
}

fn fly(launch: &PointLaunch<'_>) -> PointFlight {
    launch.fly(None).unwrap()
}

/// Without air, straight up: the rocket equation less what gravity takes, `c ln(m₀/m₁) − g t`. Where nothing
/// brakes it comes down faster than it burnt out, by the few metres that the burn took: 1e-4.
#[test]
fn the_rocket_equation_comes_out() {
    let sky = Sky::new(Earth::sphere(RADIUS, 0.0), false);
    let (exhaust, time) = (2200.0, 0.005);
    let stages = [PointStage::steady(
        exhaust * 400.0 / time,
        [1000.0, 600.0],
        time,
    )];
    let flight = fly(&sky.launch(&stages, std::f64::consts::FRAC_PI_2));
    let expected = exhaust * libm::log(1000.0 / 600.0) - sky.frame.gravity_at_site() * time;
    assert!(
        (flight.speed / expected - 1.0).abs() < 1e-4,
        "{} {expected}",
        flight.speed
    );
}

/// Two stages add up, and what is dropped does not fly on.
#[test]
fn two_stages_add_up() {
    let sky = Sky::new(Earth::sphere(RADIUS, 0.0), false);
    let exhaust = 2200.0;
    let mut stages = [
        PointStage::steady(exhaust * 50_000.0, [1000.0, 500.0], 0.01),
        PointStage::steady(exhaust * 20_000.0, [300.0, 100.0], 0.01),
    ];
    stages[0].after = 300.0;
    let flight = fly(&sky.launch(&stages, std::f64::consts::FRAC_PI_2));
    let expected = exhaust * (libm::log(2.0) + libm::log(3.0)) - 0.02 * 9.82;
    assert!(
        (flight.speed / expected - 1.0).abs() < 1e-3,
        "{}",
        flight.speed
    );
}

/// A burn of a hundredth of a second is a throw: on a sphere that stands still its range angle is
/// `tan(θ/2) = Q sinγ cosγ / (1 − Q cos²γ)` (Bate, Mueller and White 1971, eq. 6.2-17). The burn covers 15 m.
#[test]
fn a_throw_lands_where_kepler_says() {
    let sky = Sky::new(Earth::sphere(RADIUS, 0.0), false);
    let exhaust = 3000.0;
    let stages = [PointStage::steady(
        exhaust * 60_000.0,
        [1000.0, 400.0],
        0.01,
    )];
    let flight = fly(&sky.launch(&stages, 0.7));
    let speed = exhaust * libm::log(2.5);
    let q = speed * speed * RADIUS / sky.frame.earth().gravitational_parameter;
    let (sine, cosine) = libm::sincos(0.7);
    let range = 2.0 * RADIUS * libm::atan2(q * sine * cosine, 1.0 - q * cosine * cosine);
    assert!(
        (flight.range - range).abs() < 200.0,
        "{} {range}",
        flight.range
    );
}

/// The tolerance of a flight: a shot of 150 km through air moves by less than 0.05 % when steps end a hundred
/// times more often.
#[test]
fn steps_are_short_enough() {
    let sky = Sky::new(Earth::sphere(RADIUS, 7.292_115e-5), true);
    let stages = [PointStage::steady(60_000.0, [1600.0, 700.0], 35.0)];
    let launch = sky.launch(&stages, 1.3);
    let flight = fly(&launch);
    let mut pieces = Vec::new();
    for piece in 0..350 {
        let mass = |at: i32| 1600.0 - 900.0 / 350.0 * f64::from(at);
        pieces.push(PointStage::steady(
            60_000.0,
            [mass(piece), mass(piece + 1)],
            0.1,
        ));
    }
    let fine = fly(&sky.launch(&pieces, 1.3));
    assert!(
        flight.range > 80e3 && (flight.range / fine.range - 1.0).abs() < 5e-4,
        "{flight:?} {fine:?}"
    );
    assert!((flight.height / fine.height - 1.0).abs() < 5e-4);
    // The last step reaches the ground, within what the interpolant of a step misses.
    let mut last = 1.0;
    launch
        .fly(Some(&mut |_, at| last = sky.frame.local_frame(at).height))
        .unwrap();
    assert!(last.abs() < 0.1, "{last}");
}

/// What is too heavy stays where it is, and what goes into orbit does not come down.
#[test]
fn too_little_and_too_much() {
    let sky = Sky::new(Earth::sphere(RADIUS, 0.0), false);
    let weak = [PointStage::steady(900.0, [1000.0, 500.0], 1.0)];
    assert_eq!(fly(&sky.launch(&weak, 1.5)), PointFlight::default());
    let strong = [PointStage::steady(12_000.0 * 900.0, [1000.0, 100.0], 1.0)];
    let escaped = fly(&sky.launch(&strong, 1.0));
    assert!(
        escaped.time.is_infinite() && escaped.range > 2e7,
        "{escaped:?}"
    );
}
