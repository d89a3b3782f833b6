//! What is said of a flight in words, in the terminal and in the report alike.

use downrange::flight::{Flight, Launch};
use downrange::rocket::{Parachute, Trigger};

use crate::units::{STANDARD_GRAVITY, Units, compass, coordinates, degrees};

/// A label and what is said under it.
pub type Row = (&'static str, String);

/// The figures that a flight is judged by.
pub fn outcome(flight: &Flight, units: Units) -> Vec<Row> {
    let outcome = &flight.outcome;
    let landing = &outcome.landing;
    let (height, speed) = (units.height(), units.speed());
    let at = |time: f64| format!("at {time:.2} s");
    let mut rows = vec![
        (
            "Off the rail",
            format!(
                "{} {} · thrust-to-weight {:.1} · angle of attack {}",
                speed.show(outcome.rail_exit_speed),
                at(outcome.rail_exit_time),
                outcome.rail_thrust_to_weight,
                degrees(outcome.rail_exit_angle_of_attack),
            ),
        ),
        (
            "Static margin",
            format!(
                "{:.2} cal off the rail · least {:.2} {} · greatest {:.2} {}",
                outcome.rail_exit_static_margin,
                outcome.min_static_margin.value,
                at(outcome.min_static_margin.time),
                outcome.max_static_margin.value,
                at(outcome.max_static_margin.time),
            ),
        ),
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
    ];
    if !outcome.descent_rates.is_empty() {
        let rates: Vec<_> = outcome
            .descent_rates
            .iter()
            .map(|(name, rate)| format!("{} {}", plain(name), speed.show(*rate)))
            .collect();
        rows.push(("Descent", rates.join(" · ")));
    }
    rows.push((
        "Landing",
        format!(
            "{} from the pad toward {} · {} {}",
            height.show(landing.distance),
            compass(landing.bearing),
            speed.show(landing.speed),
            at(landing.time),
        ),
    ));
    rows.push((
        "Landing point",
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

/// What was flown, and from where.
pub fn inputs(launch: &Launch, flight: &Flight, units: Units) -> Vec<Row> {
    let (site, rail) = (&launch.site, &launch.rail);
    let description = launch.rocket.description();
    let motor = &description.motor.motor;
    let mut rows = vec![(
        "Site",
        format!(
            "{} · {} above sea level",
            coordinates(site.latitude, site.longitude),
            units.height().show(site.elevation)
        ),
    )];
    if let Some(date) = &site.date {
        rows.push(("Date", plain(date)));
    }
    let air = launch.air.at(site.elevation);
    rows.extend([
        (
            "Air",
            format!(
                "{} · {} · {}",
                units.temperature(air.temperature),
                units.pressure().show(air.pressure),
                wind(launch.air.wind(site.elevation + ANEMOMETER), units),
            ),
        ),
        (
            "Rail",
            format!(
                "{} at {} above the horizon toward {}",
                units.height().show(rail.length),
                degrees(rail.elevation_angle),
                compass(rail.heading),
            ),
        ),
        (
            "Rocket",
            format!(
                "{} · {} long · {} across",
                plain(&description.name),
                units.length().show(launch.rocket.length()),
                units.length().show(launch.rocket.reference_diameter()),
            ),
        ),
        (
            "Mass",
            format!(
                "{} at lift-off · {} without motor",
                units.mass().show(flight.outcome.liftoff_mass),
                units.mass().show(launch.rocket.without_motor().mass),
            ),
        ),
        (
            "Motor",
            format!(
                "{} · {} in {:.2} s · {} propellant",
                plain(&motor.name),
                units.impulse().show(motor.total_impulse()),
                motor.burn_time(),
                units
                    .mass()
                    .show(motor.mass_properties(0.0).mass - motor.dry.mass),
            ),
        ),
    ]);
    rows.extend(
        description
            .parachutes
            .iter()
            .map(|parachute| ("Parachute", recovery(parachute, units))),
    );
    rows.push((
        "Tolerance",
        format!(
            "{:e} relative · {:e} m absolute",
            launch.settings.relative_tolerance, launch.settings.absolute_tolerance
        ),
    ));
    rows
}

/// How hard the integrator worked, in one line.
pub fn solver(flight: &Flight) -> String {
    let solver = &flight.solver;
    format!(
        "{} evaluations · {} steps accepted, {} rejected",
        solver.evaluations, solver.accepted, solver.rejected
    )
}

/// Height above the ground at which a wind is called the wind at the ground, m: the anemometer's (WMO-No. 8, ch. 5).
pub const ANEMOMETER: f64 = 10.0;

/// Wind as people say it: where it comes from.
pub fn wind([east, north, _]: [f64; 3], units: Units) -> String {
    let speed = east.hypot(north);
    if speed < 0.05 {
        return "no wind".to_owned();
    }
    let from = (-east).atan2(-north);
    format!("wind {} from {}", units.wind().show(speed), compass(from))
}

/// Text that was written by somebody else, without control characters that a terminal would obey.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
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

fn recovery(parachute: &Parachute, units: Units) -> String {
    let trigger = match parachute.trigger {
        Trigger::Apogee => "at apogee".to_owned(),
        Trigger::Altitude(altitude) => {
            format!("at {} above the site", units.height().show(altitude))
        }
        Trigger::Time(time) => format!("{time} s after launch"),
        Trigger::Burnout(time) => format!("{time} s after burnout"),
    };
    format!(
        "{} · drag area {} · {trigger}, {} s lag",
        plain(&parachute.name),
        units.area().show(parachute.drag_area),
        parachute.lag
    )
}
