//! The figures of a flight for scripts: SI, degrees, full precision.

use downrange::flight::{Landing, METRICS, Outcome, Vehicle};
use downrange::motor::MotorSource;
use downrange::rocket::MountedMotor;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::report::FlightReport;
use super::stored::stored_json;

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
    events: Vec<Event<'a>>,
    motors: Vec<FlownMotor<'a>>,
    warnings: Vec<String>,
    solver: SolverStats,
    #[serde(skip_serializing_if = "Option::is_none")]
    stored: Option<Value>,
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

/// A motor of the vehicle or of a stage; its file is null where it came from none.
#[derive(Serialize)]
struct FlownMotor<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'a str>,
    designation: &'a str,
    count: u32,
    file: Option<&'a str>,
    sha256: Option<&'a str>,
}

#[derive(Serialize)]
struct SolverStats {
    evaluations: u64,
    accepted: u64,
    rejected: u64,
}

impl FlightReport<'_> {
    /// The figures of a flight as a JSON object, indented, without a line feed at the end. What did not happen is
    /// `null`; what another program stored of the flight stands last, as `stored`.
    pub fn json(&self) -> String {
        let Self { launch, flight, .. } = *self;
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
            stored: self.stored.map(|stored| stored_json(stored, flight)),
        };
        // A struct of numbers and strings cannot fail to become text.
        serde_json::to_string_pretty(&figures).unwrap_or_default()
    }
}

impl<'a> FlownMotor<'a> {
    fn all(vehicle: &'a Vehicle) -> Vec<Self> {
        let of = |stage, mounted: Option<&'a MountedMotor>| Some(Self::new(stage, mounted?));
        match vehicle {
            Vehicle::Rocket(rocket) => {
                let motor = of(None, rocket.description().motor.as_ref());
                motor.into_iter().collect()
            }
            Vehicle::Stack(stack) => {
                let stages = stack.stages().iter();
                let motor = stages.map(|stage| {
                    let motor = stage.rocket.description().motor.as_ref();
                    of(Some(stage.name.as_str()), motor)
                });
                motor.flatten().collect()
            }
            Vehicle::Object(_) => Vec::new(),
        }
    }

    fn new(stage: Option<&'a str>, mounted: &'a MountedMotor) -> Self {
        let (file, sha256) = match &mounted.motor.source {
            Some(MotorSource::File { name, sha256, .. }) => (Some(&**name), Some(&**sha256)),
            _ => (None, None),
        };
        Self {
            stage,
            designation: &mounted.motor.name,
            count: mounted.count(),
            file,
            sha256,
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
mod tests;
