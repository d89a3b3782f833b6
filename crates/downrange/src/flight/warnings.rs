//! Rules of thumb, and which of them a flight breaks.
//!
//! Thresholds that a rule sheet has too are those of the sheet: a test of `downrange-formats` holds them side by side.
//!
//! Sources: *DTEG* is the Design, Test & Evaluation Guide of the Intercollegiate Rocket Engineering Competition (ESRA),
//! *NAR* the High Power Rocket Safety Code of the National Association of Rocketry, whose items on launch angle and wind the
//! safety code of the Tripoli Rocketry Association and NFPA 1127 have alike; of model rockets, NAR's Model Rocket Safety Code.

use crate::flight::events::{EventKind, RawEvent};
use crate::flight::model::SeparatedBody;
use crate::flight::names::{EventNames, in_si_and_us};
use crate::flight::out_of_phase::{out_of_phase, staging_warnings};
use crate::flight::record::{FlightWarning, Outcome};
use crate::flight::{Launch, Model};
use crate::rocket::{Parachute, PartShape};

/// Speed at which the rail lets go, m/s: DTEG, 100 ft/s.
pub const LEAST_RAIL_EXIT_SPEED: f64 = 30.48;

/// The same for a model rocket, m/s: the customary 30 mph.
const MODEL_EXIT_SPEED: f64 = 13.41;

/// A model rocket's motor has at most this impulse, N s: NFPA 1122.
const MODEL_IMPULSE: f64 = 160.0;

/// Static margin at rail exit, calibres: DTEG, at least 1.5.
pub const LEAST_RAIL_EXIT_MARGIN: f64 = 1.5;

/// Static margin in flight, calibres: the modeller's rule of one calibre (Barrowman 1967 and since).
const FLIGHT_MARGIN: f64 = 1.0;

/// Static margin above which a rocket turns far into the wind, calibres: six is what OpenRocket warns of.
const GREATEST_MARGIN: f64 = 6.0;

/// Thrust over weight: NAR, a rocket weighs at most a third of its motor's mean thrust.
pub const LEAST_THRUST_TO_WEIGHT: f64 = 3.0;

/// Angle of attack above which linear aerodynamics no longer holds, rad: 17.5 degrees, as OpenRocket warns.
const ANGLE_OF_ATTACK: f64 = 0.305;

/// Descent rate at the ground, m/s: DTEG, main below 36 ft/s.
const LANDING_SPEED: f64 = 10.97;

/// Speed through the air at which a parachute may open, m/s: the drogue rates of DTEG end at 150 ft/s.
pub const GREATEST_OPENING_SPEED: f64 = 45.72;

/// Angle of a rail from the vertical, rad: NAR's and Tripoli's codes for high power, within 20 degrees. From memory, met at
/// second hand only: to be checked against the codes.
pub const GREATEST_RAIL_ANGLE: f64 = 20.0 * DEGREE;

/// The same for a model rocket, rad: NAR's model rocket code, "Launcher", within 30 degrees.
const MODEL_RAIL_ANGLE: f64 = 30.0 * DEGREE;

/// Wind in which nothing is launched, m/s: NAR's and Tripoli's codes, 20 mph. From memory, as the angle.
pub const STRONG_WIND: f64 = 8.9408;

const DEGREE: f64 = std::f64::consts::PI / 180.0;

pub(crate) fn warnings(
    launch: &Launch,
    model: &Model,
    outcome: &Outcome,
    (raw_events, separated): (&[RawEvent], &[SeparatedBody]),
    names: &EventNames<'_>,
) -> Vec<FlightWarning> {
    let mut found = before_launch(launch);
    let mut warn = |broken: bool, rule: &str, message: String| {
        if broken {
            found.push(FlightWarning {
                rule: rule.to_owned(),
                message,
            });
        }
    };
    if let Some(exit) = &outcome.rail_exit {
        let margin = exit.static_margin;
        warn(
            margin <= 0.0,
            "unstable",
            format!(
                "the rocket leaves the rail with a static margin of {margin:.2} calibres: its nose will not stay ahead"
            ),
        );
        warn(
            margin > 0.0 && margin < LEAST_RAIL_EXIT_MARGIN,
            "static margin",
            format!(
                "{margin:.2} calibres at rail exit, where the IREC guide (DTEG) asks for {LEAST_RAIL_EXIT_MARGIN}"
            ),
        );
        if let Some(least) = outcome.min_static_margin {
            warn(
                margin > 0.0 && least.value < FLIGHT_MARGIN,
                "least static margin",
                format!(
                    "{:.2} calibres at {:.1} s, below the customary one calibre",
                    least.value, least.time
                ),
            );
        }
        warn(
            margin > GREATEST_MARGIN,
            "overstable",
            format!(
                "{margin:.1} calibres at rail exit: above {GREATEST_MARGIN:.0} a rocket turns far into the wind"
            ),
        );
        let (least, asks) = if is_model_rocket(launch) {
            (MODEL_EXIT_SPEED, "is customary for a model rocket (30 mph)")
        } else {
            (
                LEAST_RAIL_EXIT_SPEED,
                "is what the IREC guide (DTEG) asks for",
            )
        };
        warn(
            exit.speed < least,
            "rail exit speed",
            format!(
                "{}, where {} {asks}",
                in_si_and_us(exit.speed),
                in_si_and_us(least)
            ),
        );
        let ratio = exit.thrust_to_weight;
        warn(
            ratio < LEAST_THRUST_TO_WEIGHT,
            "thrust to weight",
            format!(
                "{ratio:.1} on the rail, where the NAR high-power code asks for {LEAST_THRUST_TO_WEIGHT:.0}"
            ),
        );
        let angle = exit.angle_of_attack;
        warn(
            angle > ANGLE_OF_ATTACK,
            "angle of attack",
            format!(
                "{:.0} degrees at rail exit: above 17.5 degrees linear aerodynamics no longer holds",
                angle.to_degrees()
            ),
        );
    }
    if let Some(rocket) = launch.vehicle.rocket() {
        let fins = rocket
            .description()
            .parts
            .iter()
            .filter_map(|part| match &part.shape {
                PartShape::Fins(fins) => Some(fins.count),
                _ => None,
            });
        let count: u32 = fins.sum();
        warn(
            (1..3).contains(&count),
            "fins",
            format!(
                "{count} in all steady one plane only, and their lift depends on the roll angle: flown is its mean over the roll, as if \
                 they steadied both planes alike. Three are the least"
            ),
        );
        for oddity in rocket.remarks() {
            warn(true, "as given", oddity);
        }
    }
    if let (Some(rail), Some(compiled)) = (launch.start.rail(), model.start.rail()) {
        warn(
            compiled.exit <= 0.0,
            "rail length",
            format!(
                "the foremost rail guide stands above the end of the {:.2} m rail: nothing holds the direction",
                rail.length
            ),
        );
    }
    let rocket = launch.vehicle.rocket().is_some();
    found.extend(recovery_warnings(model, outcome, raw_events, names, rocket));
    found.extend(staging_warnings(launch, raw_events, separated, names));
    found
}

/// Whether its motors are those of a model rocket.
fn is_model_rocket(launch: &Launch) -> bool {
    let motor = launch.vehicle.rocket();
    let motor = motor.and_then(|rocket| rocket.description().motor.as_ref());
    let impulse = motor.map_or(0.0, |mounted| {
        f64::from(mounted.count()) * mounted.motor.total_impulse()
    });
    impulse <= MODEL_IMPULSE
}

/// What a range safety officer would not let off a rail.
fn before_launch(launch: &Launch) -> Vec<FlightWarning> {
    let Some(rail) = launch.start.rail() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut warn = |rule: &str, message: String| {
        found.push(FlightWarning {
            rule: rule.to_owned(),
            message,
        });
    };
    let (allowed, code) = match is_model_rocket(launch) {
        true => (MODEL_RAIL_ANGLE, "the NAR model rocket code allows"),
        false => (
            GREATEST_RAIL_ANGLE,
            "the codes of NAR and Tripoli for high power allow",
        ),
    };
    let lean = std::f64::consts::FRAC_PI_2 - rail.elevation_angle;
    // A rail at the very limit is within it, whatever its degrees are in radians.
    if lean > allowed + 1e-9 {
        warn(
            "rail angle",
            format!(
                "the rail stands {:.1} degrees from the vertical, where {code} {:.0}",
                lean.to_degrees(),
                allowed.to_degrees()
            ),
        );
    }
    let [east, north, _] = launch.air.wind(launch.site.elevation + rail.length);
    let wind = east.hypot(north);
    if wind > STRONG_WIND + 1e-9 {
        warn(
            "wind",
            format!(
                "{wind:.1} m/s ({:.0} mph) at the end of the rail, where the codes of NAR and Tripoli allow 8.9 m/s (20 mph)",
                wind / 0.44704 // metres per second in a mile per hour, exactly
            ),
        );
    }
    found
}

/// What is amiss on a body's way down; `should` it hang under a parachute, that it does not is said too.
pub(crate) fn recovery_warnings(
    model: &Model,
    outcome: &Outcome,
    raw_events: &[RawEvent],
    names: &EventNames<'_>,
    should: bool,
) -> Vec<FlightWarning> {
    let mut found = out_of_phase(model, raw_events, names);
    for raw_event in raw_events {
        if let EventKind::Opens(index) = raw_event.what
            && raw_event.evaluation.airspeed > GREATEST_OPENING_SPEED
        {
            found.push(FlightWarning {
                rule: "opening speed".to_owned(),
                message: format!(
                    "{} opens at {} through the air; 46 m/s (150 ft/s) is customary at most",
                    names.parachute(index),
                    in_si_and_us(raw_event.evaluation.airspeed)
                ),
            });
        }
    }
    if let Some(end) = raw_events
        .last()
        .filter(|raw_event| raw_event.what == EventKind::StillFlying)
    {
        let left = raw_events
            .iter()
            .any(|raw_event| matches!(raw_event.what, EventKind::RailExit | EventKind::Release));
        let speed = end.speed();
        let whereabouts = match left {
            true => format!(
                "{:.1} km above the site at {speed:.0} m/s",
                (end.evaluation.height - model.elevation) / 1e3
            ),
            false if speed > 0.0 => format!("on the rail at {speed:.1} m/s"),
            false => "standing on the rail, which nothing has lifted yet,".to_owned(),
        };
        found.push(FlightWarning {
            rule: "still flying".to_owned(),
            message: format!(
                "{whereabouts} when its time is over, after {} s (`max_time` in [settings])",
                end.time,
            ),
        });
        return found;
    }
    if let (Some(first), Some(last)) = (raw_events.first(), raw_events.last())
        && (first.what, first.time) == (EventKind::Release, last.time)
    {
        found.push(FlightWarning {
            rule: "on the ground".to_owned(),
            message: format!(
                "it leaves on the ground at {:.2} s and stays where it stands",
                last.time
            ),
        });
        return found;
    }
    let sink = outcome.descent_rates.last().map_or(0.0, |rate| rate.1);
    if sink > LANDING_SPEED {
        found.push(FlightWarning {
            rule: "landing speed".to_owned(),
            message: format!(
                "{} downward, where the IREC guide (DTEG) allows 11 m/s (36 ft/s) under the main",
                in_si_and_us(sink)
            ),
        });
    }
    found.extend(unopened(names.parachutes, raw_events));
    found.extend(ballistic(names, raw_events, outcome.landing.speed, should));
    found
}

/// Parachutes that the ground came before.
fn unopened(parachutes: &[Parachute], raw_events: &[RawEvent]) -> Vec<FlightWarning> {
    let opens = |index| {
        raw_events
            .iter()
            .any(|raw_event| raw_event.what == EventKind::Opens(index))
    };
    let mut unopened: Vec<(usize, &Parachute)> = parachutes
        .iter()
        .enumerate()
        .filter(|(index, _)| !opens(*index))
        .collect();
    // The order in which a file lists them says nothing.
    unopened.sort_by_key(|(_, parachute)| &parachute.name);
    unopened
        .into_iter()
        .map(|(_, parachute)| FlightWarning {
            rule: "parachute".to_owned(),
            message: format!("{} does not open before the ground", parachute.name),
        })
        .collect()
}

/// Something that should hang under a parachute comes down without one, at a speed, m/s.
fn ballistic(
    names: &EventNames<'_>,
    raw_events: &[RawEvent],
    speed: f64,
    should: bool,
) -> Option<FlightWarning> {
    let opened = raw_events
        .iter()
        .any(|raw_event| matches!(raw_event.what, EventKind::Opens(index) if names.drags(index)));
    (should && !opened).then(|| FlightWarning {
        rule: "ballistic".to_owned(),
        message: format!(
            "no parachute opens: it comes down at {}",
            in_si_and_us(speed)
        ),
    })
}
