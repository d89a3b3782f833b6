//! What a launch and its flight have of the quantity of a rule.

use super::quantity::RuleQuantity;
use super::sheet::{Rule, ShareOf};
use crate::flight::{BodyFlight, EventKind, Flight, Launch};
use crate::quantity::Dimension;
use crate::rocket::MountedMotor;

/// A figure that a launch has.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleFigure {
    /// The body that it is of, where that is to be said; else empty.
    pub body: String,
    /// What it is, in a few words; may be empty.
    pub label: String,
    /// The value, SI.
    pub value: f64,
    /// What it measures.
    pub dimension: Dimension,
    /// Unit where a dimension has none: `cal` of static margins, `J` of energies; else empty.
    pub unit: &'static str,
    /// When, s since launch, where that is said.
    pub time: Option<f64>,
}

impl RuleFigure {
    /// A figure without a time.
    pub(super) fn new(label: impl Into<String>, value: f64, dimension: Dimension) -> Self {
        Self {
            body: String::new(),
            label: label.into(),
            value,
            dimension,
            unit: "",
            time: None,
        }
    }

    /// The same of a body.
    pub(super) fn of(self, body: &str) -> Self {
        Self {
            body: body.to_owned(),
            ..self
        }
    }

    fn margin(label: &str, value: f64, time: f64) -> Self {
        Self {
            unit: "cal",
            time: Some(time),
            ..Self::new(label, value, Dimension::Number)
        }
    }
}

/// What is measured of a quantity, one each where there are several: none where the launch has nothing of the kind.
pub(super) fn measured(
    quantity: RuleQuantity,
    launch: &Launch,
    flight: &Flight,
) -> Vec<RuleFigure> {
    let outcome = &flight.outcome;
    let rail = launch.start.rail();
    let exit = outcome.rail_exit.as_ref();
    let one = |value: Option<f64>, dimension| -> Vec<RuleFigure> {
        let figure = value.map(|value| RuleFigure::new("", value, dimension));
        figure.into_iter().collect()
    };
    match quantity {
        RuleQuantity::RailDepartureSpeed => {
            // What never leaves its rail leaves it at no speed.
            let speed = rail.map(|_| exit.map_or(0.0, |exit| exit.speed));
            one(speed, Dimension::Speed)
        }
        RuleQuantity::ThrustToWeight => {
            one(exit.map(|exit| exit.thrust_to_weight), Dimension::Number)
        }
        RuleQuantity::RailExitStaticMargin => exit
            .map(|exit| RuleFigure::margin("at rail exit", exit.static_margin, exit.time))
            .into_iter()
            .collect(),
        RuleQuantity::StaticMargin | RuleQuantity::StaticStability => {
            let at_exit =
                exit.map(|exit| RuleFigure::margin("at rail exit", exit.static_margin, exit.time));
            let least = outcome.min_static_margin;
            let least = least.map(|least| RuleFigure::margin("least", least.value, least.time));
            let all = at_exit.into_iter().chain(least);
            // Of equal ones the later: the least of all has its own time.
            let least = all.reduce(|a, b| if b.value <= a.value { b } else { a });
            least.into_iter().collect()
        }
        RuleQuantity::GreatestStaticMargin => {
            let most = outcome.max_static_margin;
            let most = most.map(|most| RuleFigure::margin("greatest", most.value, most.time));
            most.into_iter().collect()
        }
        RuleQuantity::TotalImpulse => one(total_impulse(launch), Dimension::Impulse),
        RuleQuantity::LiftoffMass => one(Some(outcome.liftoff_mass), Dimension::Mass),
        RuleQuantity::PropellantMass => one(propellant_mass(launch), Dimension::Mass),
        RuleQuantity::LaunchAngle => one(
            rail.map(|rail| std::f64::consts::FRAC_PI_2 - rail.elevation_angle),
            Dimension::Angle,
        ),
        RuleQuantity::LaunchElevation => {
            one(rail.map(|rail| rail.elevation_angle), Dimension::Angle)
        }
        RuleQuantity::WindAtRail => one(
            rail.map(|rail| {
                let [east, north, _] = launch.air.wind(launch.site.elevation + rail.length);
                libm::hypot(east, north)
            }),
            Dimension::Speed,
        ),
        RuleQuantity::DrogueDescentRate => of_bodies(flight, drogue_rates),
        RuleQuantity::MainDescentRate => of_bodies(flight, main_rate),
        RuleQuantity::MainDeploymentHeight => main_heights(flight),
        _ => Vec::new(),
    }
}

/// What is told of a quantity on one flight.
pub(super) fn told(rule: &Rule, launch: &Launch, flight: &Flight) -> Vec<RuleFigure> {
    match rule.quantity {
        RuleQuantity::SeparationDistance => {
            let asked = asked(rule, launch, flight);
            let keep = asked.map(|asked| RuleFigure::new("to be kept", asked, Dimension::Length));
            keep.into_iter().collect()
        }
        RuleQuantity::StandOffDistance => {
            let asked = match (motors(launch) > 1, rule.complex) {
                (true, Some(complex)) => Some(complex),
                _ => rule.least,
            };
            let keep = asked.map(|asked| RuleFigure::new("to be kept", asked, Dimension::Length));
            keep.into_iter().collect()
        }
        RuleQuantity::StabilityAgainstTime => {
            let mut all = measured(RuleQuantity::StaticMargin, launch, flight);
            all.extend(measured(RuleQuantity::GreatestStaticMargin, launch, flight));
            all
        }
        RuleQuantity::LandingEnergy => {
            let landed = flight.bodies.iter().filter(|body| body.landing.landed);
            landed
                .map(|body| {
                    let energy = 0.5 * body.mass * body.landing.speed * body.landing.speed;
                    let figure = RuleFigure::new("", energy, Dimension::Number).of(&body.name);
                    RuleFigure {
                        unit: "J",
                        ..figure
                    }
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The threshold of a rule for this launch: the greater of its own and of its share.
pub(super) fn asked(rule: &Rule, launch: &Launch, flight: &Flight) -> Option<f64> {
    let least = rule.least?;
    let Some(share) = rule.share else {
        return Some(least);
    };
    let whole = match share.of {
        ShareOf::Apogee => Some(flight.outcome.apogee_agl),
        ShareOf::BodyLength => {
            launch
                .vehicle
                .rocket()
                .map(|rocket| match rule.quantity.is_in_calibres() {
                    true => rocket.length() / rocket.reference_diameter(),
                    false => rocket.length(),
                })
        }
    };
    Some(whole.map_or(least, |whole| least.max(share.share * whole)))
}

/// The motors of a launch, each with how many there are of it.
fn mounted(launch: &Launch) -> Vec<(&MountedMotor, u32)> {
    let stages = launch.vehicle.stack().map(|stack| stack.stages());
    match stages {
        Some(stages) => stages
            .iter()
            .filter_map(|stage| {
                let motor = stage.rocket.description().motor.as_ref()?;
                Some((motor, motor.count() * stage.copies))
            })
            .collect(),
        None => {
            let rocket = launch.vehicle.rocket();
            let motor = rocket.and_then(|rocket| rocket.description().motor.as_ref());
            motor
                .map(|motor| (motor, motor.count()))
                .into_iter()
                .collect()
        }
    }
}

/// How many motors are installed.
fn motors(launch: &Launch) -> u32 {
    mounted(launch).iter().map(|(_, count)| count).sum()
}

/// Impulse of all motors, N s; none of what has none.
pub(super) fn total_impulse(launch: &Launch) -> Option<f64> {
    let all = mounted(launch);
    let impulse = all
        .iter()
        .map(|(mounted, count)| f64::from(*count) * mounted.motor.total_impulse());
    (!all.is_empty()).then(|| impulse.sum())
}

/// Propellant of all motors before ignition, kg.
fn propellant_mass(launch: &Launch) -> Option<f64> {
    let all = mounted(launch);
    let mass = all
        .iter()
        .map(|(mounted, count)| f64::from(*count) * mounted.motor.propellant_properties(0.0).mass);
    (!all.is_empty()).then(|| mass.sum())
}

fn of_bodies(flight: &Flight, figures: fn(&BodyFlight) -> Vec<(String, f64)>) -> Vec<RuleFigure> {
    let several = flight.bodies.len() > 1;
    let bodies = flight.bodies.iter().flat_map(|body| {
        let own = figures(body).into_iter();
        own.map(move |(label, rate)| {
            let figure = RuleFigure::new(label, rate, Dimension::Speed);
            match several {
                true => figure.of(&body.name),
                false => figure,
            }
        })
    });
    bodies.collect()
}

/// Under all that opens before the last parachute.
fn drogue_rates(body: &BodyFlight) -> Vec<(String, f64)> {
    let before = body.descent_rates.len().saturating_sub(1);
    let rates = body.descent_rates.iter().take(before);
    rates.map(|(name, rate)| (name.clone(), *rate)).collect()
}

/// Under the last parachute, or without one.
fn main_rate(body: &BodyFlight) -> Vec<(String, f64)> {
    match body.descent_rates.last() {
        Some((name, rate)) => vec![(name.clone(), *rate)],
        None if body.landing.landed => {
            vec![("without a parachute".to_owned(), body.landing.speed)]
        }
        None => Vec::new(),
    }
}

/// The heights at which the last parachute of each body is triggered.
fn main_heights(flight: &Flight) -> Vec<RuleFigure> {
    let of_body = |body: usize| {
        let events = || flight.events.iter().filter(move |event| event.body == body);
        let main = events().rev().find_map(|event| match event.kind {
            EventKind::Opens(index) => Some(index),
            _ => None,
        })?;
        let triggered = events().find(|event| event.kind == EventKind::Triggered(main))?;
        Some(RuleFigure {
            time: Some(triggered.time),
            ..RuleFigure::new(&*triggered.name, triggered.altitude_agl, Dimension::Length)
        })
    };
    (0..flight.bodies.len()).filter_map(of_body).collect()
}
