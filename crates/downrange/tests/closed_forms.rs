//! Flights whose answer is known in closed form.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod common;

use common::{advance, air, body, coast, only_drag, state};
use downrange::earth::Earth;
use downrange::flight::BurnPhase;
use downrange::flight::Model;
use downrange::flight::conditions::EventCondition;
use downrange::flight::equations::descent::{Descent, OpenCanopy};
use downrange::flight::equations::free::Motion;
use downrange::flight::integrator::System;
use downrange::flight::model::Asymmetry;
use downrange::flight::propagate::Termination;
use downrange::mass::MassProperties;
use downrange::number::{Quaternion, Vector};
use downrange::table::{NodeTable, Table};
use std::sync::Arc;

const RADIUS: f64 = 6_371_000.0;

fn sphere(rotation: f64) -> Earth {
    Earth::sphere(RADIUS, rotation)
}

/// Without air a body on a round Earth flies Kepler's ellipse, of which the parabola is the near end. Range angle of a
/// shot at speed v and elevation γ from radius R (Bate, Mueller and White 1971, eq. 6.2-17 with Q = v² R / GM):
/// `tan(θ/2) = Q sinγ cosγ / (1 − Q cos²γ)`; apogee from energy and angular momentum.
#[test]
fn vacuum_flight_is_an_ellipse() {
    for (speed, bound) in [(100.0, 1e-7), (3000.0, 1e-4)] {
        let model = body(sphere(0.0), 0.0, 0.0);
        let climb = 50f64.to_radians();
        let mut now = state(
            [0.0; 3],
            [speed * climb.cos(), 0.0, speed * climb.sin()],
            [0.0; 3],
        );
        let motion = coast(&model);
        advance(
            &model,
            &motion,
            &mut now,
            1e5,
            &[EventCondition::Apogee],
            1e-11,
        );
        let gm = model.frame.earth().gravitational_parameter;
        let q = speed * speed * RADIUS / gm;
        let (sine, cosine) = climb.sin_cos();
        let eccentricity = (1.0 - q * (2.0 - q) * cosine * cosine).sqrt();
        let apogee = RADIUS / (2.0 - q) * (1.0 + eccentricity) - RADIUS;
        let height = |s: &[f64]| model.frame.local_frame(Vector([s[0], s[1], s[2]])).height;
        assert!(
            (height(&now) - apogee).abs() < bound,
            "{} {}",
            height(&now),
            apogee
        );
        let (stop, _, _) = advance(
            &model,
            &motion,
            &mut now,
            1e5,
            &[EventCondition::Height(0.0)],
            1e-11,
        );
        assert_eq!(stop, Termination::Event(0));
        let angle = 2.0 * libm::atan2(q * sine * cosine, 1.0 - q * cosine * cosine);
        let (_, longitude) = model
            .frame
            .latitude_longitude(Vector([now[0], now[1], now[2]]));
        assert!(
            (longitude - angle).abs() * RADIUS < bound,
            "{}",
            (longitude - angle) * RADIUS
        );
    }
}

/// Falling through air of one density a body reaches √(2 m g / ρ C A), whatever its attitude at first: with a normal
/// force behind its centre it also turns its nose down.
#[test]
fn falls_at_terminal_speed() {
    let mut model = body(sphere(0.0), 0.0, 5000.0);
    model.air = air(1.0);
    model.aero = common::rocket(Table::sampled(0.0, 10.0, 10, 0.0, |_| {
        let mut columns = [0.0; 13];
        (columns[2], columns[3]) = (8.0, 8.0 * 1.5);
        (columns[6], columns[7], columns[8]) = (8.0, 8.0 * 1.5, 8.0 * 2.25);
        columns[11] = 0.5;
        columns
    }));
    let mut now = state([0.0; 3], [0.0, 0.0, -1.0], [0.0; 3]);
    // Tail first, a hundredth of a radian off.
    now[6..10].copy_from_slice(
        &Quaternion::from_axes([
            Vector([0.01f64.sin(), 0.0, 0.01f64.cos()]),
            Vector([0.01f64.cos(), 0.0, -(0.01f64.sin())]),
            Vector([0.0, 1.0, 0.0]),
        ])
        .0,
    );
    advance(&model, &coast(&model), &mut now, 120.0, &[], 1e-9);
    let (_, evaluation) = coast(&model).rate(120.0, &now);
    let gravity = model
        .frame
        .gravitation(
            model
                .frame
                .local_frame(Vector([now[0], now[1], now[2]]))
                .radius,
        )
        .norm();
    let terminal = (2.0 * 10.0 * gravity / (1.0 * 0.5 * 0.01)).sqrt();
    // Gravity grows by 6e-5 of itself a second on the way down, and speed follows ten seconds behind.
    assert!(
        (evaluation.airspeed / terminal - 1.0).abs() < 4e-4,
        "{} {terminal}",
        evaluation.airspeed
    );
    assert!(
        evaluation.flow[0] / evaluation.airspeed > 0.99999,
        "nose first"
    );
}

/// Thrown upward against quadratic drag alone (no gravity worth speaking of): v = v₀ / (1 + k v₀ t), k = ρ C A / 2m.
#[test]
fn slows_as_quadratic_drag_does() {
    let mut earth = sphere(0.0);
    earth.gravitational_parameter = 1e-6;
    let mut model = body(earth, 0.0, 0.0);
    model.air = air(1.2);
    model.aero = only_drag(0.4);
    let mut now = state([0.0; 3], [0.0, 0.0, 300.0], [0.0; 3]);
    advance(&model, &coast(&model), &mut now, 5.0, &[], 1e-11);
    let k = 1.2 * 0.4 * 0.01 / 20.0;
    assert!((now[5] - 300.0 / (1.0 + k * 300.0 * 5.0)).abs() < 1e-7);
}

/// Energy and angular momentum of a free tumbling body with three different moments of inertia and products stay: to
/// 1e-9 over twenty turns about its unstable middle axis.
#[test]
fn tumbles_without_losing_momentum() {
    let mut model = body(sphere(0.0), 0.3, 1000.0);
    model.burn.after = MassProperties {
        mass: 10.0,
        center: 1.0,
        axial: 1.0,
        transverse: 2.0,
    };
    model.burn.asymmetry = Some(Asymmetry {
        moments: [0.3, 1.1],
        products: [0.05, -0.1, 0.2],
    });
    let mut now = state([0.0; 3], [0.0; 3], [0.01, 3.0, 0.02]);
    let rows = [[1.0, 0.05, -0.1], [0.05, 2.3, 0.2], [-0.1, 0.2, 3.1]].map(Vector);
    let momentum = |s: &[f64; 14]| {
        let rate = Vector([s[10], s[11], s[12]]);
        let body = Vector(rows.map(|row| row.dot(rate)));
        let axes = Quaternion([s[6], s[7], s[8], s[9]]).axes();
        let space = axes[0].times(body[0]) + axes[1].times(body[1]) + axes[2].times(body[2]);
        (space, 0.5 * rate.dot(body))
    };
    let (before, energy) = momentum(&now);
    advance(&model, &coast(&model), &mut now, 40.0, &[], 1e-12);
    let (after, energy_after) = momentum(&now);
    assert!(
        (after - before).norm() / before.norm() < 1e-9,
        "{:e}",
        (after - before).norm() / before.norm()
    );
    assert!((energy_after / energy - 1.0).abs() < 1e-9);
}

/// A symmetric body flies the same in a frame that does not roll with it as in one that does: a spinning top under the
/// moment of its own normal force, ten turns a second.
#[test]
fn rolls_the_same_in_either_frame() {
    let mut model = body(sphere(7.292115e-5), 0.5, 100.0);
    model.air = air(1.0);
    model.aero = common::rocket(Table::sampled(0.0, 10.0, 10, 0.0, |_| {
        let mut columns = [0.0; 13];
        (columns[2], columns[3]) = (8.0, 8.0 * 1.3);
        (columns[6], columns[7], columns[8]) = (8.0, 8.0 * 1.3, 8.0 * 1.69);
        columns
    }));
    let start = state([0.0; 3], [10.0, -5.0, 100.0], [62.8, 0.1, 0.0]);
    let (mut still, mut rolling) = (start, start);
    let (_, _, cheap) = advance(&model, &coast(&model), &mut still, 2.0, &[], 1e-11);
    model.burn.asymmetry = Some(Asymmetry {
        moments: [0.0; 2],
        products: [0.0; 3],
    });
    let (_, _, dear) = advance(&model, &coast(&model), &mut rolling, 2.0, &[], 1e-11);
    let forward = |s: &[f64; 14]| Quaternion([s[6], s[7], s[8], s[9]]).axes()[0];
    for i in 0..6 {
        assert!(
            (still[i] - rolling[i]).abs() < 1e-7,
            "{i}: {} {}",
            still[i],
            rolling[i]
        );
    }
    assert!((forward(&still) - forward(&rolling)).norm() < 1e-8);
    assert!(
        dear.evaluations > 3 * cheap.evaluations,
        "{} {}",
        dear.evaluations,
        cheap.evaluations
    );
}

/// In vacuum, far from any weight, thrust along the axis gives the rocket equation: Δv = c ln(m₀/m₁).
#[test]
fn obeys_the_rocket_equation() {
    let mut earth = sphere(0.0);
    earth.gravitational_parameter = 1e-6;
    let mut model = body(earth, 0.0, 0.0);
    let (exhaust, flow, burn) = (2000.0, 1.5, 4.0);
    model.burn.duration = burn;
    model.burn.table = common::burn(burn, |t| {
        (
            [exhaust * flow * t, 10.0 - flow * t, 1.0, 0.1, 4.0],
            [exhaust * flow, -flow, 0.0, 0.0, 0.0],
        )
    });
    let mut now = state([0.0; 3], [0.0; 3], [0.0; 3]);
    advance(
        &model,
        &Motion::new(|_| &model, BurnPhase::Burning),
        &mut now,
        burn,
        &[],
        1e-11,
    );
    let expected = exhaust * (10.0f64 / (10.0 - flow * burn)).ln();
    assert!(
        (now[5] / expected - 1.0).abs() < 1e-9,
        "{} {expected}",
        now[5]
    );
}

/// The jet damps what turns: without air, a rod that burns from a motor at its tail loses angular momentum at the rate
/// ṁ l² ω, so ω = ω₀ (I/I₀)^(−1) exp(−∫ ṁ l²/I dt) in closed form for constant ṁ, l and a linear I:
/// ω/ω₀ = (I₀/I) · (I₀/I)^(ṁ l²/İ) with İ the (negative) rate of inertia.
#[test]
fn the_jet_damps_turning() {
    let mut earth = sphere(0.0);
    earth.gravitational_parameter = 1e-6;
    let mut model = body(earth, 0.0, 0.0);
    let (flow, lever, burn) = (1.0, 1.0, 3.0);
    let (inertia, rate) = (4.0, -0.3);
    model.burn.duration = burn;
    model.burn.table = common::burn(burn, |t| {
        (
            [0.0, 10.0 - flow * t, 1.0, 0.1, inertia + rate * t],
            [0.0, -flow, 0.0, 0.0, rate],
        )
    });
    let mut now = state([0.0; 3], [0.0; 3], [0.0, 0.5, 0.0]);
    advance(
        &model,
        &Motion::new(|_| &model, BurnPhase::Burning),
        &mut now,
        burn,
        &[],
        1e-11,
    );
    let ratio = inertia / (inertia + rate * burn);
    let expected = 0.5 * ratio * ratio.powf(flow * lever * lever / rate);
    assert!(
        (now[11] / expected - 1.0).abs() < 1e-8,
        "{} {expected}",
        now[11]
    );
}

/// Under a canopy in air of one density: √(2 m g / ρ C A) downward, and sideways with the wind.
#[test]
fn sinks_at_a_canopys_terminal_speed() {
    let mut model = body(sphere(0.0), 0.0, 1000.0);
    model.air = air(1.1);
    model.wind = Arc::new(NodeTable::straight(vec![0.0, 1.0], &[[6.0, -3.0, 0.0]; 2]));
    let open = [OpenCanopy {
        drag_area: 3.0,
        since: 0.0,
        filling_rate: 1e9,
    }];
    let descent = Descent {
        frame: model.frame,
        air: &*model.air,
        wind: &*model.wind,
        mass: 10.0,
        burn: None,
        canopies: &open,
        overshoot: 0.3,
    };
    let mut now = [0.0, 0.0, 0.0, 40.0, 0.0, 0.0];
    advance(&model, &descent, &mut now, 60.0, &[], 1e-10);
    let gravity = model
        .frame
        .gravitation(
            model
                .frame
                .local_frame(Vector([now[0], now[1], now[2]]))
                .radius,
        )
        .norm();
    let terminal = (2.0 * 10.0 * gravity / (1.1 * 3.0)).sqrt();
    let place = model.frame.local_frame(Vector([now[0], now[1], now[2]]));
    let velocity = Vector([now[3], now[4], now[5]]);
    // Gravity grows 3e-7 of itself a metre: the speed lags by some 1e-7.
    assert!((-velocity.dot(place.up) / terminal - 1.0).abs() < 1e-6);
    assert!(
        (velocity.dot(place.east) - 6.0).abs() < 1e-3
            && (velocity.dot(place.north) + 3.0).abs() < 1e-3
    );
}

/// From 9 km up in a steady wind of 15 m/s a canopy comes down where it does at a thousandth of the tolerance, within 0.1 m: the
/// wind turns with the ground over the kilometres of a step.
#[test]
fn drifts_with_the_ground() {
    let mut model = body(sphere(0.0), 0.6, 0.0);
    model.air = air(1.0);
    model.wind = Arc::new(NodeTable::straight(vec![0.0, 1.0], &[[12.0, 9.0, 0.0]; 2]));
    let open = [OpenCanopy {
        drag_area: 8.0,
        since: -10.0,
        filling_rate: 1.0,
    }];
    let descent = falling(&model, &open);
    let landing = |tolerance: f64| {
        let mut now = [0.0, 0.0, 9000.0, 0.0, 0.0, -5.0];
        let ground = [EventCondition::Height(0.0)];
        advance(&model, &descent, &mut now, 1e5, &ground, tolerance);
        Vector([now[0], now[1], now[2]])
    };
    let missed = (landing(1e-5) - landing(1e-9)).norm();
    assert!(missed < 0.1, "{missed}");
}

/// What tumbles in orbit stays on its circle: 400 km up for an orbit within 1 m.
#[test]
fn tumbles_round_the_earth() {
    let model = body(sphere(0.0), 0.0, 0.0);
    let open = [OpenCanopy {
        drag_area: 1.0,
        since: -10.0,
        filling_rate: 1.0,
    }];
    let height = 400e3;
    let gm = model.frame.earth().gravitational_parameter;
    let mut now = [0.0, 0.0, height, (gm / (RADIUS + height)).sqrt(), 0.0, 0.0];
    advance(&model, &falling(&model, &open), &mut now, 5500.0, &[], 1e-9);
    let place = model.frame.local_frame(Vector([now[0], now[1], now[2]]));
    assert!((place.height - height).abs() < 1.0, "{}", place.height);
}

/// Under canopies, without a motor.
fn falling<'m>(model: &'m Model, open: &'m [OpenCanopy<f64>]) -> Descent<'m, f64> {
    Descent {
        frame: model.frame,
        air: &*model.air,
        wind: &*model.wind,
        mass: 10.0,
        burn: None,
        canopies: open,
        overshoot: 0.3,
    }
}

/// A canopy fills as the square of time: the impulse of its drag over a short filling of a fast body is a third of that
/// at once (its speed hardly changes).
#[test]
fn a_canopy_fills_as_the_square_of_time() {
    let mut earth = sphere(0.0);
    earth.gravitational_parameter = 1e-6;
    let model = body(earth, 0.0, 1000.0);
    let thin = air(1e-4);
    let lost = |filling_rate: f64| {
        let open = [OpenCanopy {
            drag_area: 1.0,
            since: 0.0,
            filling_rate,
        }];
        let descent = Descent {
            frame: model.frame,
            air: &*thin,
            wind: &*model.wind,
            mass: 10.0,
            burn: None,
            canopies: &open,
            overshoot: 0.3,
        };
        let mut now = [0.0, 0.0, 0.0, 100.0, 0.0, 0.0];
        advance(&model, &descent, &mut now, 1.0, &[], 1e-12);
        100.0 - now[3]
    };
    assert!((lost(1.0) / lost(1e9) - 1.0 / 3.0).abs() < 1e-3);
}

/// A stone dropped from rest (on the turning Earth) over the equator lands east of the plumb line by
/// `ω t³ g / 3` to first order (Landau and Lifshitz, *Mechanics*, §39): 4.6 m from 4900 m without air.
#[test]
fn a_tall_drop_drifts_east() {
    let rotation = 7.292115e-5;
    let model = body(sphere(rotation), 0.0, 0.0);
    let mut now = state([0.0, 0.0, 4900.0], [0.0; 3], [0.0; 3]);
    let (_, time, _) = advance(
        &model,
        &coast(&model),
        &mut now,
        100.0,
        &[EventCondition::Height(0.0)],
        1e-11,
    );
    let gravity = model.frame.gravity_at_site();
    let expected = rotation * gravity * time.powi(3) / 3.0;
    // First order: gravity changes by 1.5e-3 of itself over the drop.
    assert!(
        (now[0] / expected - 1.0).abs() < 2e-3,
        "{} {expected}",
        now[0]
    );
    assert!(now[1].abs() < 1e-6);
}
