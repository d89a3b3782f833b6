//! Results of a flight: its main figures, and the descent and landing of each body.

use downrange::flight::{BodyFlight, Flight};

use super::row::Row;
use crate::text::printable;
use crate::units::{STANDARD_GRAVITY, Units, compass, coordinates, degrees};

/// Height up to which an altimeter is spoken of, m: the sensors of most end at 10 hPa (MS5607-02BA03 data sheet).
const ALTIMETER_RANGE: f64 = 30_000.0;

/// The main figures of a flight.
pub fn outcome(flight: &Flight, units: Units) -> Vec<Row> {
    let outcome = &flight.outcome;
    let landing = &outcome.landing;
    let (height, speed) = (units.height(), units.speed());
    let at = |time: f64| format!("at {time:.2} s");
    let mut rows = Vec::new();
    if let Some(exit) = &outcome.rail_exit {
        rows.push((
            "Off the rail",
            format!(
                "{} {} · thrust-to-weight {:.1} · angle of attack {}",
                speed.show(exit.speed),
                at(exit.time),
                exit.thrust_to_weight,
                degrees(exit.angle_of_attack),
            ),
        ));
    }
    if let Some((least, greatest)) = outcome.min_static_margin.zip(outcome.max_static_margin) {
        let off_rail = outcome.rail_exit.map_or(String::new(), |exit| {
            format!("{:.2} cal off the rail · ", exit.static_margin)
        });
        rows.push((
            "Static margin",
            format!(
                "{off_rail}least {:.2} {} · greatest {:.2} {}",
                least.value,
                at(least.time),
                greatest.value,
                at(greatest.time),
            ),
        ));
    }
    rows.extend([
        (
            "Top speed",
            format!(
                "{} {} · Mach {:.3} {}",
                speed.show(outcome.max_speed.value),
                at(outcome.max_speed.time),
                outcome.max_mach.value,
                at(outcome.max_mach.time),
            ),
        ),
        (
            "Top loads",
            format!(
                "acceleration {} {} · dynamic pressure {} {}",
                acceleration(outcome.max_acceleration.value, units),
                at(outcome.max_acceleration.time),
                units.pressure().show(outcome.max_dynamic_pressure.value),
                at(outcome.max_dynamic_pressure.time),
            ),
        ),
        (
            "Apogee",
            format!(
                "{} above the site · {} above sea level · {}",
                height.show(outcome.apogee_agl),
                height.show(outcome.apogee_asl),
                at(outcome.apogee_time),
            ),
        ),
    ]);
    let shown = height.show(outcome.apogee_altimeter);
    if outcome.apogee_altimeter < ALTIMETER_RANGE && shown != height.show(outcome.apogee_agl) {
        rows.push((
            "Altimeter",
            format!("a barometric one shows {shown}, as if in standard air"),
        ));
    }
    if !outcome.descent_rates.is_empty() {
        let rates: Vec<_> = outcome
            .descent_rates
            .iter()
            .map(|(name, rate)| format!("{} {}", printable(name), speed.show(*rate)))
            .collect();
        rows.push(("Descent", rates.join(" · ")));
    }
    let from = match outcome.rail_exit {
        Some(_) => "pad",
        None => "site",
    };
    rows.push((
        if landing.landed {
            "Landing"
        } else {
            "Still flying"
        },
        format!(
            "{} from the {from} toward {} · {} {}",
            height.show(landing.distance),
            compass(landing.bearing),
            speed.show(landing.speed),
            at(landing.time),
        ),
    ));
    rows.push((
        if landing.landed {
            "Landing point"
        } else {
            "Above"
        },
        format!(
            "{} · {} {}, {} {}",
            coordinates(landing.latitude, landing.longitude),
            height.show(landing.east.abs()),
            if landing.east < 0.0 { "west" } else { "east" },
            height.show(landing.north.abs()),
            if landing.north < 0.0 {
                "south"
            } else {
                "north"
            },
        ),
    ));
    rows
}

/// Every body of a vehicle that came apart, by name: how high it was, and where and how it came down.
pub fn bodies(flight: &Flight, units: Units) -> Vec<(String, String)> {
    if flight.bodies.len() < 2 {
        return Vec::new();
    }
    let (height, speed) = (units.height(), units.speed());
    let told = |body: &BodyFlight| {
        let landing = &body.landing;
        let end = if landing.landed {
            "lands"
        } else {
            "still flies"
        };
        let under: Vec<_> = body
            .descent_rates
            .iter()
            .map(|(name, _)| printable(name))
            .collect();
        let under = match under.is_empty() {
            true => String::new(),
            false => format!(" under {}", under.join(", ")),
        };
        format!(
            "apogee {} · {end} {} toward {} at {:.0} s, {}{under}",
            height.show(body.apogee_agl),
            height.show(landing.distance),
            compass(landing.bearing),
            landing.time,
            speed.show(landing.speed),
        )
    };
    let bodies = flight.bodies.iter();
    bodies
        .map(|body| (printable(&body.name), told(body)))
        .collect()
}

/// In g as well, since that is how loads are felt.
fn acceleration(value: f64, units: Units) -> String {
    match units {
        Units::Si => format!(
            "{} ({:.1} g)",
            units.acceleration().show(value),
            value / STANDARD_GRAVITY
        ),
        Units::Us => units.acceleration().show(value),
    }
}

/// Statistics of the integrator, in one line.
pub fn solver(flight: &Flight) -> String {
    let solver = &flight.solver;
    format!(
        "{} evaluations · {} steps accepted, {} rejected",
        solver.evaluations, solver.accepted, solver.rejected
    )
}
