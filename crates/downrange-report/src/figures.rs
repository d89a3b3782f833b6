//! What is said of a flight in words, in the terminal and in the report alike.

use downrange::earth::Earth;
use downrange::flight::{BodyFlight, Flight, Launch, Start, Vehicle};
use downrange::quantity::Dimension;
use downrange::rocket::{
    Ignition, MountedMotor, Object, Parachute, Rocket, Separation, SeparationTime, Stack, Stage,
    Trigger,
};

use crate::text::printable;
use crate::units::{STANDARD_GRAVITY, Units, compass, coordinates, degrees};

/// Height up to which an altimeter is spoken of, m: the sensors of most end at 10 hPa (MS5607-02BA03 data sheet).
const ALTIMETER_RANGE: f64 = 30_000.0;

/// A label and what is said under it.
pub type Row = (&'static str, String);

/// The figures that a flight is judged by.
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

/// What flies, on one line.
pub fn vehicle(launch: &Launch, flight: &Flight, units: Units) -> String {
    let name = printable(launch.vehicle.name());
    let mass = units.mass().show(flight.outcome.liftoff_mass);
    match &launch.vehicle {
        Vehicle::Rocket(rocket) => match &rocket.description().motor {
            Some(mounted) => {
                let motors = motors(mounted);
                format!("{name} on {motors}, {mass} at lift-off")
            }
            None => format!("{name}, {mass}"),
        },
        Vehicle::Stack(stack) => {
            let count = stack.stages().len();
            format!("{name} of {count} stages, {mass} at lift-off")
        }
        Vehicle::Object(_) => format!("{name}, {mass}"),
    }
}

/// The motors of a rocket or of a stage: how many, which, and how many of them stay cold.
fn motors(mounted: &MountedMotor) -> String {
    let motor = printable(&mounted.motor.name);
    match (mounted.count(), mounted.cold.len()) {
        (1, 0) => motor,
        (count, 0) => format!("{count} × {motor}"),
        (count, cold) => format!("{count} × {motor} ({cold} cold)"),
    }
}

/// How it begins.
pub fn start(start: &Start, units: Units) -> Vec<Row> {
    match start {
        Start::Rail(rail) => vec![(
            "Rail",
            format!(
                "{} at {} above the horizon toward {}",
                units.height().show(rail.length),
                degrees(rail.elevation_angle),
                compass(rail.heading),
            ),
        )],
        Start::State(state) => vec![
            (
                "Start",
                format!(
                    "{} · {} above sea level · {}",
                    coordinates(state.latitude, state.longitude),
                    units.height().show(state.height),
                    velocity(state.velocity, units),
                ),
            ),
            (
                "Attitude",
                format!(
                    "yaw {} · pitch {} · roll {}",
                    degrees(state.attitude[0]),
                    degrees(state.attitude[1]),
                    degrees(state.attitude[2]),
                ),
            ),
        ],
    }
}

/// A velocity north, east, down as people say it.
pub fn velocity([north, east, down]: [f64; 3], units: Units) -> String {
    let level = north.hypot(east);
    let speed = level.hypot(down);
    if speed == 0.0 {
        return "at rest".to_owned();
    }
    let climb = degrees((-down).atan2(level));
    let shown = units.speed().show(speed);
    match level == 0.0 {
        true if down > 0.0 => format!("{shown} straight down"),
        true => format!("{shown} straight up"),
        false => format!("{shown} at {climb} toward {}", compass(east.atan2(north))),
    }
}

/// Where the rail is taken to guide a rocket that describes no rail guides: it decides when the rail lets go.
pub fn taken_guides(launch: &Launch, units: Units) -> Option<String> {
    launch.start.rail()?;
    let rocket = launch.vehicle.rocket()?;
    if rocket.has_guides() {
        return None;
    }
    let (fore, aft) = rocket.guides();
    let size = units.measuring(Dimension::Length, aft);
    let ahead = if fore > 0.0 { "nose base" } else { "nose tip" };
    Some(format!(
        "none described, taken at {ahead} ({}) and tail ({})",
        size.show(fore),
        size.show(aft)
    ))
}

/// What was flown, and from where.
pub fn inputs(launch: &Launch, flight: &Flight, units: Units) -> Vec<Row> {
    let site = &launch.site;
    let mut rows = vec![(
        "Site",
        format!(
            "{} · {} above sea level",
            coordinates(site.latitude, site.longitude),
            units.height().show(site.elevation)
        ),
    )];
    if let Some(date) = &site.date {
        rows.push(("Date", printable(date)));
    }
    if launch.earth != Earth::WGS84 {
        rows.push(("Earth", earth(&launch.earth)));
    }
    let air = launch.air.at(site.elevation);
    rows.push((
        "Air",
        format!(
            "{} · {} · {}",
            units.temperature(air.temperature),
            units.pressure().show(air.pressure),
            wind(launch.air.wind(site.elevation + ANEMOMETER), units),
        ),
    ));
    rows.extend(start(&launch.start, units));
    rows.extend(taken_guides(launch, units).map(|taken| ("Rail guides", taken)));
    match &launch.vehicle {
        Vehicle::Rocket(rocket) => rows.extend(rocket_rows(rocket, flight, units)),
        Vehicle::Stack(stack) => rows.extend(stack_rows(stack, flight, units)),
        Vehicle::Object(object) => rows.extend(object_rows(object, units)),
    }
    rows.extend(
        launch
            .vehicle
            .parachutes()
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

fn earth(earth: &Earth) -> String {
    let shape = match earth.eccentricity_squared == 0.0 {
        true => format!("sphere of {} m", earth.equatorial_radius),
        false => "WGS-84".to_owned(),
    };
    format!("{shape} · turns at {} rad/s", earth.rotation_rate)
}

fn rocket_rows(rocket: &Rocket, flight: &Flight, units: Units) -> Vec<Row> {
    let description = rocket.description();
    let mut rows = vec![
        (
            "Rocket",
            format!(
                "{} · {} long · {} across",
                printable(&description.name),
                units.length().show(rocket.length()),
                units.length().show(rocket.reference_diameter()),
            ),
        ),
        (
            "Mass",
            format!(
                "{} at lift-off · {} without motor",
                units.mass().show(flight.outcome.liftoff_mass),
                units.mass().show(rocket.without_motor().mass),
            ),
        ),
    ];
    rows.extend(motor_row(rocket, units));
    rows
}

/// The whole vehicle, then each stage with its motor, and what becomes of it.
fn stack_rows(stack: &Stack, flight: &Flight, units: Units) -> Vec<Row> {
    let whole = stack.whole();
    let mut rows = vec![
        (
            "Vehicle",
            format!(
                "{} · {} long · {} across",
                printable(stack.name()),
                units.length().show(whole.length()),
                units.length().show(whole.reference_diameter()),
            ),
        ),
        (
            "Mass",
            format!(
                "{} at lift-off · {} without motors",
                units.mass().show(flight.outcome.liftoff_mass),
                units.mass().show(whole.without_motor().mass),
            ),
        ),
    ];
    for stage in stack.stages() {
        let mut told = vec![match stage.copies {
            1 => printable(&stage.name),
            copies => format!("{copies} × {}", printable(&stage.name)),
        }];
        if let Some(mounted) = &stage.rocket.description().motor {
            let impulse = units.impulse().show(mounted.motor.total_impulse());
            let motors = motors(mounted);
            told.push(format!("{motors}, {impulse} {}", ignition(stage, units)));
        }
        told.extend(
            stage
                .separation
                .as_ref()
                .map(|separation| leaves(separation, units)),
        );
        rows.push(("Stage", told.join(" · ")));
        let alone = stage.separation.iter().flat_map(|s| &s.alone.parachutes);
        rows.extend(alone.map(|parachute| {
            let text = format!("{}: {}", printable(&stage.name), recovery(parachute, units));
            ("Parachute", text)
        }));
    }
    rows
}

fn ignition(stage: &Stage, units: Units) -> String {
    match stage.ignition {
        Ignition::Launch { delay } | Ignition::Time(delay) => format!("at {delay} s"),
        Ignition::BelowBurnout { delay } => {
            format!("{delay} s after the stage before it has burnt out")
        }
        Ignition::BelowSeparation { delay } => {
            format!("{delay} s after the stage before it has left")
        }
        Ignition::Height(height) => format!("at {}", units.height().show(height)),
        Ignition::Never => "never lit".to_owned(),
    }
}

fn leaves(separation: &Separation, units: Units) -> String {
    match separation.when {
        SeparationTime::OwnBurnout { delay } => format!("leaves {delay} s after its burn-out"),
        SeparationTime::Time(time) => format!("leaves at {time} s"),
        SeparationTime::Height(height) => format!("leaves at {}", units.height().show(height)),
        SeparationTime::Apogee => "leaves at apogee".to_owned(),
    }
}

fn motor_row(rocket: &Rocket, units: Units) -> Option<Row> {
    let motor = &rocket.description().motor.as_ref()?.motor;
    let text = format!(
        "{} · {} in {:.2} s · {} propellant",
        printable(&motor.name),
        units.impulse().show(motor.total_impulse()),
        motor.burn_time(),
        units
            .mass()
            .show(motor.mass_properties(0.0).mass - motor.dry.mass),
    );
    Some(("Motor", text))
}

fn object_rows(object: &Object, units: Units) -> [Row; 2] {
    [
        (
            "Object",
            format!(
                "{} · {} · reference area {}",
                printable(&object.name),
                units.mass().show(object.mass),
                units.area().show(object.coefficients.area),
            ),
        ),
        (
            "Inertia",
            format!(
                "{:.4} · {:.4} · {:.4} kg m² about forward, right, down",
                object.inertia.xx, object.inertia.yy, object.inertia.zz
            ),
        ),
    ]
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
        printable(&parachute.name),
        units.area().show(parachute.drag_area),
        parachute.lag
    )
}
