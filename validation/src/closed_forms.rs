//! Flights whose end is known in closed form: without air, over a round Earth that stands still.
//!
//! **Fall** from rest at r₀ to R, with μ = GM and x = R/r₀: `t = √(r₀³/2μ) (acos √x + √(x(1−x)))`, at a speed of
//! `√(2μ (1/R − 1/r₀))` (energy, integrated). **Throw**: an arc of a Kepler ellipse, of semi-major axis
//! `a = 1/(2/r₀ − v²/μ)` and `e² = 1 − h²/(μa)`, h the angular momentum; times by Kepler's equation. **Spin** of a body
//! of revolution, C along its axis and A across: Euler's equations turn its rates across by the angle
//! `(C − A)/A p t` about the axis.
//!
//! Allowed is what an integration with tolerances of 1e-11 and 10 nm may miss.

use std::path::Path;

use anyhow::Context;
use downrange::earth::Earth;
use downrange::flight::{Flight, Launch, Recording, Start, StartState, fly};
use downrange_formats::read_launch;

use crate::Check;

fn launch(name: &str) -> anyhow::Result<(Launch, StartState)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("closed_forms");
    let launch = read_launch(&folder.join(name))
        .map_err(|error| anyhow::anyhow!(error.to_string()))?
        .launch;
    match launch.start {
        Start::State(state) => Ok((launch, state)),
        Start::Rail(_) => anyhow::bail!("{name} starts on a rail"),
    }
}

fn flown(launch: &Launch, recording: Recording) -> anyhow::Result<Flight> {
    fly(launch, recording).with_context(|| launch.name.clone())
}

/// All of them.
///
/// # Errors
/// When a launch file cannot be read or flown.
pub fn checks() -> anyhow::Result<Vec<Check>> {
    Ok([fall()?, throw()?, spin()?].concat())
}

fn fall() -> anyhow::Result<Vec<Check>> {
    let (launch, start) = launch("fall.toml")?;
    let landing = flown(&launch, Recording::None)?.outcome.landing;
    let Earth {
        equatorial_radius: ground,
        gravitational_parameter: gravity,
        ..
    } = launch.earth;
    let radius = ground + start.height;
    let x = ground / radius;
    let time =
        (radius.powi(3) / (2.0 * gravity)).sqrt() * (x.sqrt().acos() + (x * (1.0 - x)).sqrt());
    let speed = (2.0 * gravity * (1.0 / ground - 1.0 / radius)).sqrt();
    Ok(vec![
        Check::absolute("fall from 100 km", "landing, s", landing.time, time, 1e-7),
        Check::absolute(
            "fall from 100 km",
            "landing, m/s",
            landing.speed,
            speed,
            1e-6,
        ),
    ])
}

fn throw() -> anyhow::Result<Vec<Check>> {
    let (launch, start) = launch("throw.toml")?;
    let outcome = flown(&launch, Recording::None)?.outcome;
    let Earth {
        equatorial_radius: ground,
        gravitational_parameter: gravity,
        ..
    } = launch.earth;
    let radius = ground + start.height;
    let [north, east, down] = start.velocity;
    let level = north.hypot(east);
    let axis = 1.0 / (2.0 / radius - (level * level + down * down) / gravity);
    let momentum = radius * level;
    let parameter = momentum * momentum / gravity;
    let eccentricity = (1.0 - parameter / axis).sqrt();
    // From perigee: out at the start, in at the landing.
    let anomaly = |radius: f64| ((parameter / radius - 1.0) / eccentricity).acos();
    let since_perigee = |radius: f64| {
        let half =
            ((1.0 - eccentricity) / (1.0 + eccentricity)).sqrt() * (anomaly(radius) / 2.0).tan();
        let eccentric = 2.0 * half.atan();
        (axis.powi(3) / gravity).sqrt() * (eccentric - eccentricity * eccentric.sin())
    };
    let half_period = std::f64::consts::PI * (axis.powi(3) / gravity).sqrt();
    let (out, back) = (since_perigee(radius), since_perigee(ground));
    let angle = std::f64::consts::TAU - anomaly(ground) - anomaly(radius);
    let apogee = axis * (1.0 + eccentricity) - ground;
    let case = "throw at 3 km/s";
    Ok(vec![
        Check::absolute(case, "apogee, m", outcome.apogee_asl, apogee, 1e-5),
        Check::absolute(
            case,
            "apogee, s",
            outcome.apogee_time,
            half_period - out,
            1e-5,
        ),
        Check::absolute(
            case,
            "landing, s",
            outcome.landing.time,
            2.0 * half_period - out - back,
            1e-7,
        ),
        Check::absolute(
            case,
            "landing, deg east",
            outcome.landing.longitude.to_degrees(),
            angle.to_degrees(),
            1e-9,
        ),
    ])
}

fn spin() -> anyhow::Result<Vec<Check>> {
    const TIME: f64 = 30.0;
    let (launch, start) = launch("spin.toml")?;
    let trajectory = flown(&launch, Recording::Every(TIME))?.trajectory;
    let sample = trajectory.get(1).context("the spin has no sample")?;
    let downrange::flight::Vehicle::Object(object) = &launch.vehicle else {
        anyhow::bail!("the spin is no object's");
    };
    let [roll, across, _] = start.angular_rates;
    let (along, transverse) = (object.inertia.xx, object.inertia.yy);
    let turned = (along - transverse) / transverse * roll * TIME;
    let expected = [roll, across * turned.cos(), across * turned.sin()];
    let quantities = ["roll rate, deg/s", "pitch rate, deg/s", "yaw rate, deg/s"];
    let each = quantities
        .into_iter()
        .zip(sample.angular_rates)
        .zip(expected);
    Ok(each
        .map(|((quantity, ours), expected)| {
            let (ours, expected) = (ours.to_degrees(), expected.to_degrees());
            Check::absolute("spin for 30 s", quantity, ours, expected, 1e-8)
        })
        .collect())
}
