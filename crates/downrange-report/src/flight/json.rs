//! The figures of a flight for scripts: SI, degrees, full precision.

use downrange::compare::{AssumedEffect, AssumedFigure, DragTermEffect, DragTermEffects};
use downrange::flight::{Landing, METRICS, Outcome};
use serde::{Serialize, Serializer};

use super::motors_json::FlownMotor;
use super::report::FlightReport;

/// Output of `downrange fly --json`. The names are a promise to scripts.
#[derive(Serialize)]
struct Figures<'a> {
    #[serde(flatten)]
    metrics: FlightMetrics<'a>,
    descent_rates: Vec<DescentRate<'a>>,
    landing: Option<End<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    still_flying: Option<End<'a>>,
    bodies: Vec<Body<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed: Option<Assumed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drag_terms: Option<DragTerms>,
    events: Vec<Event<'a>>,
    motors: Vec<FlownMotor<'a>>,
    warnings: Vec<String>,
    solver: SolverStats,
}

/// What was taken for what the launch file does not say, and the apogee with what drags more.
#[derive(Serialize)]
struct Assumed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    finish: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fin_section: Option<&'a str>,
    instead: Vec<&'a str>,
    apogee_agl_m: f64,
}

/// What the uncertainties of the terms of the drag do to the apogee.
#[derive(Serialize)]
struct DragTerms {
    /// Of all together, as a share of the apogee.
    apogee_standard_uncertainty: f64,
    terms: Vec<DragTermFigures>,
}

/// One term, and the apogee with one standard uncertainty more of it.
#[derive(Serialize)]
struct DragTermFigures {
    term: &'static str,
    standard_uncertainty: f64,
    apogee_agl_m: f64,
}

/// A body of the flight, also one that still flew as its time was over.
#[derive(Serialize)]
struct Body<'a> {
    name: &'a str,
    start_time_s: f64,
    mass_kg: f64,
    apogee_agl_m: f64,
    apogee_altimeter_m: f64,
    apogee_time_s: f64,
    descent_rates: Vec<DescentRate<'a>>,
    landing: Option<End<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    still_flying: Option<End<'a>>,
    impact_speed_m_s: Option<f64>,
}

/// The figures of a flight but for those of its landing.
struct FlightMetrics<'a>(&'a Outcome);

/// Where and how a body came down, or where it still flew as its time was over.
struct End<'a>(&'a Landing);

/// Descent rate under a parachute.
#[derive(Serialize)]
struct DescentRate<'a> {
    parachute: &'a str,
    /// Vertical, positive down, at the end of its span.
    speed_m_s: f64,
}

#[derive(Serialize)]
struct Event<'a> {
    name: &'a str,
    time_s: f64,
    altitude_agl_m: f64,
    mach: f64,
    speed_m_s: f64,
}

#[derive(Serialize)]
struct SolverStats {
    evaluations: u64,
    accepted: u64,
    rejected: u64,
}

impl FlightReport<'_> {
    /// The figures as a JSON object, indented, without a line feed at the end. What did not happen is `null`.
    pub fn json(&self) -> String {
        json(self)
    }
}

fn json(report: &FlightReport<'_>) -> String {
    let FlightReport { launch, flight, .. } = *report;
    let outcome = &flight.outcome;
    let figures = Figures {
        metrics: FlightMetrics(outcome),
        descent_rates: DescentRate::all(&outcome.descent_rates),
        landing: End::landed(&outcome.landing),
        still_flying: End::still_flying(&outcome.landing),
        bodies: flight
            .bodies
            .iter()
            .map(|body| Body {
                name: &body.name,
                start_time_s: body.start_time,
                mass_kg: body.mass,
                apogee_agl_m: body.apogee_agl,
                apogee_altimeter_m: body.apogee_altimeter,
                apogee_time_s: body.apogee_time,
                descent_rates: DescentRate::all(&body.descent_rates),
                landing: End::landed(&body.landing),
                still_flying: End::still_flying(&body.landing),
                impact_speed_m_s: body.landing.landed.then_some(body.landing.speed),
            })
            .collect(),
        failure: flight.failure.as_deref(),
        assumed: report.assumed.map(Assumed::of),
        drag_terms: report.drag_terms.map(DragTerms::of),
        events: flight
            .events
            .iter()
            .map(|event| Event {
                name: &event.name,
                time_s: event.time,
                altitude_agl_m: event.altitude_agl,
                mach: event.mach,
                speed_m_s: event.speed,
            })
            .collect(),
        motors: FlownMotor::all(&launch.vehicle),
        warnings: flight
            .warnings
            .iter()
            .map(|warning| format!("{}: {}", warning.rule, warning.message))
            .collect(),
        solver: SolverStats {
            evaluations: flight.solver.evaluations,
            accepted: flight.solver.accepted,
            rejected: flight.solver.rejected,
        },
    };
    // A struct of numbers and strings cannot fail to become text.
    serde_json::to_string_pretty(&figures).unwrap_or_default()
}

impl<'a> Assumed<'a> {
    fn of(effect: &'a AssumedEffect) -> Self {
        Self {
            finish: effect.taken_for(AssumedFigure::Finish),
            fin_section: effect.taken_for(AssumedFigure::FinEdges),
            instead: effect.values.iter().map(|each| each.instead).collect(),
            apogee_agl_m: effect.apogee_agl,
        }
    }
}

impl DragTerms {
    fn of(effects: &DragTermEffects) -> Self {
        let figures = |each: &DragTermEffect| DragTermFigures {
            term: each.term.name(),
            standard_uncertainty: each.term.uncertainty(),
            apogee_agl_m: each.apogee_agl,
        };
        Self {
            apogee_standard_uncertainty: effects.together(),
            terms: effects.terms.iter().map(figures).collect(),
        }
    }
}

impl<'a> DescentRate<'a> {
    fn all(rates: &'a [(String, f64)]) -> Vec<Self> {
        let rates = rates.iter();
        rates
            .map(|(parachute, speed)| Self {
                parachute,
                speed_m_s: *speed,
            })
            .collect()
    }
}

impl Serialize for FlightMetrics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metrics = METRICS.iter().filter(|metric| !metric.is_of_landing());
        serializer.collect_map(metrics.map(|metric| (metric.key, metric.value_in_unit(self.0))))
    }
}

impl<'a> End<'a> {
    fn landed(landing: &'a Landing) -> Option<Self> {
        landing.landed.then_some(Self(landing))
    }

    fn still_flying(landing: &'a Landing) -> Option<Self> {
        (!landing.landed).then_some(Self(landing))
    }
}

impl Serialize for End<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(METRICS.iter().filter_map(|metric| {
            let key = metric.key.strip_prefix("landing_")?;
            Some((key, metric.landing_value_in_unit(self.0)))
        }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use downrange::flight::Vehicle;
    use downrange::motor::{MotorOrigin, MotorSource};
    use downrange::rocket::Rocket;

    /// Names of all keys, those inside others too.
    fn names(value: &serde_json::Value) -> Vec<String> {
        match value {
            serde_json::Value::Object(map) => map
                .iter()
                .flat_map(|(name, inner)| std::iter::once(name.clone()).chain(names(inner)))
                .collect(),
            serde_json::Value::Array(all) => all.iter().flat_map(names).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_book_says_what_every_key_means() {
        let launch = downrange_testkit::fixture::launch();
        let mut flight = downrange_testkit::fixture::flight();
        flight.failure = Some("no ignition".to_owned());
        flight.outcome.landing.landed = false;
        let effect = downrange_testkit::fixture::assumed();
        let report = FlightReport {
            assumed: Some(&effect),
            ..FlightReport::new(&launch, &flight)
        };
        let read = serde_json::from_str(&report.json()).unwrap();
        let page = include_str!("../../../../docs/book/src/first-flight.md");
        for name in names(&read) {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }

    /// The motor file is named by its name and digest, wherever it was found: a launch file made of a design, with the file
    /// beside it, has the same bytes.
    #[test]
    fn the_motor_file_is_named() {
        let (mut launch, flight) = (
            downrange_testkit::fixture::launch(),
            downrange_testkit::fixture::flight(),
        );
        let mut of = |origin| {
            let rocket = launch.vehicle.rocket().unwrap();
            let mut description = rocket.description().clone();
            let mounted = description.motor.as_mut().unwrap();
            mounted.motor.source = Some(MotorSource::File {
                name: "a.eng".to_owned(),
                sha256: "0123".to_owned(),
                origin,
            });
            launch.vehicle = Vehicle::Rocket(Rocket::new(description).unwrap());
            FlightReport::new(&launch, &flight).json()
        };
        let text = of(MotorOrigin::Library);
        assert_eq!(of(MotorOrigin::Folder), text);
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let motor = &read["motors"][0];
        assert_eq!(
            (&motor["file"], &motor["sha256"]),
            (&"a.eng".into(), &"0123".into())
        );
        assert_eq!(motor["count"], 1);
    }

    #[test]
    fn scripts_find_every_key_they_were_promised() {
        let launch = downrange_testkit::fixture::launch();
        let mut flight = downrange_testkit::fixture::flight();
        flight.outcome.burnout_time = None;
        flight.outcome.rail_exit = None;
        let read: serde_json::Value =
            serde_json::from_str(&FlightReport::new(&launch, &flight).json()).unwrap();
        let keys = |value: &serde_json::Value| -> Vec<String> {
            value.as_object().unwrap().keys().cloned().collect()
        };
        let sorted = |words: &str| {
            let mut words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        let mut found = keys(&read);
        found.sort();
        assert_eq!(
            found,
            sorted(
                "apogee_agl_m apogee_asl_m apogee_altimeter_m apogee_time_s max_speed_m_s max_speed_time_s max_mach \
                 max_mach_time_s max_acceleration_m_s2 max_acceleration_time_s max_dynamic_pressure_pa \
                 max_dynamic_pressure_time_s rail_exit_speed_m_s rail_exit_time_s rail_exit_static_margin_cal \
                 rail_exit_angle_of_attack_deg rail_exit_thrust_to_weight min_static_margin_cal \
                 min_static_margin_time_s max_static_margin_cal max_static_margin_time_s descent_rates \
                 burnout_time_s burnout_altitude_agl_m burnout_speed_m_s liftoff_mass_kg landing bodies events motors warnings solver"
            )
        );
        let mut found = keys(&read["landing"]);
        found.sort();
        assert_eq!(
            found,
            sorted("time_s lat_deg lon_deg east_m north_m distance_m bearing_deg speed_m_s")
        );
        let mut found = keys(&read["bodies"][0]);
        found.sort();
        assert_eq!(
            found,
            sorted(
                "name start_time_s mass_kg apogee_agl_m apogee_altimeter_m apogee_time_s descent_rates landing \
                 impact_speed_m_s"
            )
        );
        assert_eq!(read["bodies"][0]["landing"], read["landing"]);
        assert_eq!(read["bodies"][0]["descent_rates"], read["descent_rates"]);
        let main = serde_json::json!({"parachute": "main", "speed_m_s": 5.6});
        assert_eq!(read["descent_rates"][1], main);
        assert!(read["rail_exit_thrust_to_weight"].is_null());
        let whole: serde_json::Value = serde_json::from_str(
            &FlightReport::new(&launch, &downrange_testkit::fixture::flight()).json(),
        )
        .unwrap();
        let exit = downrange_testkit::fixture::flight()
            .outcome
            .rail_exit
            .unwrap();
        assert_eq!(
            whole["rail_exit_thrust_to_weight"],
            serde_json::json!(exit.thrust_to_weight)
        );
        assert_eq!(
            whole["rail_exit_angle_of_attack_deg"],
            serde_json::json!(exit.angle_of_attack.to_degrees())
        );
        flight.failure = Some("no ignition".to_owned());
        let failed: serde_json::Value =
            serde_json::from_str(&FlightReport::new(&launch, &flight).json()).unwrap();
        assert_eq!(failed["failure"], "no ignition");
        assert!(read["burnout_time_s"].is_null());
        assert!(read["rail_exit_speed_m_s"].is_null());
        assert_eq!(read["events"][0]["name"], "ignition");
        assert!(
            read["warnings"][0]
                .as_str()
                .unwrap()
                .starts_with("rail exit speed: ")
        );
        assert_eq!(read["solver"]["accepted"], 622);
        let apogee = read["apogee_agl_m"].as_f64().unwrap();
        assert_eq!(apogee.to_bits(), flight.outcome.apogee_agl.to_bits());
    }

    /// Every figure of the table stands in the JSON under its key, those of the landing in `landing`; what still flies has them in
    /// `still_flying`, with no landing.
    #[test]
    fn every_metric_has_its_key() {
        let launch = downrange_testkit::fixture::launch();
        let mut flight = downrange_testkit::fixture::flight();
        for landed in [true, false] {
            flight.outcome.landing.landed = landed;
            let read: serde_json::Value =
                serde_json::from_str(&FlightReport::new(&launch, &flight).json()).unwrap();
            let (end, other) = match landed {
                true => ("landing", "still_flying"),
                false => ("still_flying", "landing"),
            };
            for metric in METRICS {
                let (found, expected) = match metric.key.strip_prefix("landing_") {
                    Some(key) => (
                        &read[end][key],
                        metric.landing_value_in_unit(&flight.outcome.landing),
                    ),
                    None => (&read[metric.key], metric.value_in_unit(&flight.outcome)),
                };
                // serde_json reads the last digit of some numbers otherwise than it wrote it.
                let (found, expected) = (found.as_f64().unwrap(), expected.unwrap());
                let off = (found - expected).abs();
                assert!(off <= 1e-15 * expected.abs(), "{}: {found}", metric.key);
            }
            assert!(read[other].is_null());
            assert_eq!(read.get("still_flying").is_none(), landed);
        }
    }

    /// Numbers of a text as they stand there.
    fn numbers(text: &str) -> Vec<&str> {
        let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        let numbers = parts.map(|part| part.trim_end_matches('.'));
        numbers.filter(|part| part.parse::<f64>().is_ok()).collect()
    }

    /// Whoever reads the summary finds its figures in the JSON: times of peaks, Mach numbers of events, bodies, and where it
    /// still flies.
    #[test]
    fn what_the_summary_prints_stands_in_the_json() {
        use crate::units::{STANDARD_GRAVITY, Units};

        fn values(value: &serde_json::Value) -> Vec<f64> {
            match value {
                serde_json::Value::Object(map) => map.values().flat_map(values).collect(),
                serde_json::Value::Array(all) => all.iter().flat_map(values).collect(),
                value => value.as_f64().into_iter().collect(),
            }
        }
        let launch = downrange_testkit::fixture::launch();
        let mut flight = downrange_testkit::fixture::flight();
        let mut booster = flight.bodies[0].clone();
        booster.name = "booster".to_owned();
        booster.apogee_agl *= 0.25;
        booster.landing.distance *= 0.5;
        booster.landing.time *= 0.75;
        booster.landing.landed = false;
        flight.bodies.push(booster);
        let still = {
            let mut flight = flight.clone();
            flight.outcome.landing.landed = false;
            flight
        };
        for flight in [flight, still] {
            let found =
                values(&serde_json::from_str(&FlightReport::new(&launch, &flight).json()).unwrap());
            let text = FlightReport::new(&launch, &flight).summary(Units::Si);
            let text = anstream::adapter::strip_str(&text).to_string();
            // What was flown stands above the first blank line; warnings are sentences.
            let (_, figures) = text.split_once("\n\n").unwrap();
            let figures = figures
                .lines()
                .filter(|line| !line.starts_with("warning") && !line.starts_with("   "));
            let shown: Vec<&str> = figures.flat_map(numbers).collect();
            assert!(shown.len() > 60, "{shown:?}");
            for number in shown {
                let decimals = number.split_once('.').map_or(0, |(_, after)| after.len());
                // As it is, in kPa, in g.
                let known = found.iter().any(|value| {
                    [1.0, 1e3, STANDARD_GRAVITY].iter().any(|unit| {
                        let text = format!("{:.decimals$}", (value / unit).abs());
                        text.parse::<f64>() == number.parse()
                    })
                });
                assert!(known, "{number} of {text}");
            }
        }
    }
}
