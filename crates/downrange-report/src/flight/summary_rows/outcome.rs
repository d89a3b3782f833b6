//! Results of a flight: its main figures, and the descent and landing of each body.

use downrange::flight::{BodyFlight, Flight, Metric, metric};

use super::row::SummaryRow;
use crate::figure;
use crate::text::printable;
use crate::units::{STANDARD_GRAVITY, Units, compass, coordinates};

/// Height up to which an altimeter is spoken of, m: the sensors of most end at 10 hPa (MS5607-02BA03 data sheet).
const ALTIMETER_RANGE: f64 = 30_000.0;

/// The main figures of a flight.
pub fn outcome(flight: &Flight, units: Units) -> Vec<SummaryRow> {
    let outcome = &flight.outcome;
    let landing = &outcome.landing;
    let (height, speed) = (units.height(), units.speed());
    let show = |metric: &Metric| {
        let value = metric.value(outcome);
        value.map_or_else(String::new, |value| figure::show(metric, value, units))
    };
    let at = |time: &Metric| format!("at {}", show(time));
    let mut rows = Vec::new();
    if outcome.rail_exit.is_some() {
        rows.push((
            "Off the rail",
            format!(
                "{} {} · thrust-to-weight {} · angle of attack {}",
                show(&metric::RAIL_EXIT_SPEED),
                at(&metric::RAIL_EXIT_TIME),
                show(&metric::RAIL_EXIT_THRUST_TO_WEIGHT),
                show(&metric::RAIL_EXIT_ANGLE_OF_ATTACK),
            ),
        ));
    }
    if let Some((least, greatest)) = outcome.min_static_margin.zip(outcome.max_static_margin) {
        let off_rail = match outcome.rail_exit {
            Some(_) => format!("{} off the rail · ", show(&metric::RAIL_EXIT_STATIC_MARGIN)),
            None => String::new(),
        };
        rows.push((
            "Static margin",
            format!(
                "{off_rail}least {} {} · greatest {} {}",
                figure::number(&metric::MIN_STATIC_MARGIN, least.value, units),
                at(&metric::MIN_STATIC_MARGIN_TIME),
                figure::number(&metric::MAX_STATIC_MARGIN, greatest.value, units),
                at(&metric::MAX_STATIC_MARGIN_TIME),
            ),
        ));
    }
    rows.extend([
        (
            "Top speed",
            format!(
                "{} {} · Mach {} {}",
                show(&metric::MAX_SPEED),
                at(&metric::MAX_SPEED_TIME),
                show(&metric::MAX_MACH),
                at(&metric::MAX_MACH_TIME),
            ),
        ),
        (
            "Top loads",
            format!(
                "acceleration {} {} · dynamic pressure {} {}",
                acceleration(outcome.max_acceleration.value, units),
                at(&metric::MAX_ACCELERATION_TIME),
                show(&metric::MAX_DYNAMIC_PRESSURE),
                at(&metric::MAX_DYNAMIC_PRESSURE_TIME),
            ),
        ),
        (
            "Apogee",
            format!(
                "{} above the site · {} above sea level · {}",
                show(&metric::APOGEE_AGL),
                show(&metric::APOGEE_ASL),
                at(&metric::APOGEE_TIME),
            ),
        ),
    ]);
    let shown = show(&metric::APOGEE_ALTIMETER);
    if outcome.apogee_altimeter < ALTIMETER_RANGE && shown != show(&metric::APOGEE_AGL) {
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
            "{} from the {from} toward {} · {} at {:.2} s",
            height.show(landing.distance),
            compass(landing.bearing),
            speed.show(landing.speed),
            landing.time,
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
