//! The flights of samples: flown abreast, each with its figures body by body.

use super::{Broken, Sample, Sampler};
use crate::flight::model::SeparatedBody;
use crate::flight::observer::TrackRecorder;
use crate::flight::{
    BodyTrajectory, FlightError, Launch, Model, Outcome, broken_rules, fly_batch, outcome,
};

/// What is kept of a body's flight, in the order of [`BodyOutcome::figures`]: name with its unit. What did not happen is no
/// number.
pub const FIGURES: [&str; 20] = [
    "apogee_agl_m",
    "apogee_time_s",
    "max_speed_m_s",
    "max_mach",
    "max_acceleration_m_s2",
    "max_dynamic_pressure_pa",
    "rail_exit_speed_m_s",
    "rail_exit_static_margin_cal",
    "rail_exit_thrust_to_weight",
    "min_static_margin_cal",
    "burnout_time_s",
    "burnout_altitude_agl_m",
    "landing_time_s",
    "landing_lat_deg",
    "landing_lon_deg",
    "landing_east_m",
    "landing_north_m",
    "landing_distance_m",
    "landing_bearing_deg",
    "landing_speed_m_s",
];

/// The first of them that is about the landing: when it was.
const LANDING: usize = 12;

/// A body, as far as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyOutcome {
    /// What it is called.
    pub name: String,
    /// Its figures, in the order of [`FIGURES`].
    pub figures: [f64; FIGURES.len()],
    /// The rules of thumb that it breaks, by name: see [`rules`](crate::flight::rules).
    pub broken_rules: Vec<String>,
    /// Latitude and longitude, rad, at the end of each step, where tracks are kept.
    pub track: Vec<(f64, f64)>,
}

/// The flight of a sample.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SampleFlight {
    /// Which sample.
    pub index: u64,
    /// The values of the inputs, in their order.
    pub values: Vec<f64>,
    /// The failures it flew.
    pub failure: Option<String>,
    /// Its bodies, the one with the payload first; or why there are none.
    pub bodies: Result<Vec<BodyOutcome>, Broken>,
}

/// Flies samples of a sampler in lanes side by side. Each comes out as it does alone, to the last bit.
pub fn fly_samples(
    sampler: &Sampler<'_>,
    model: &Model,
    seed: u64,
    samples: std::ops::Range<u64>,
    tracks: bool,
) -> Vec<SampleFlight> {
    let drawn: Vec<(u64, Sample)> = samples.map(|i| (i, sampler.sample(seed, i))).collect();
    let models: Vec<Option<Model>> = drawn
        .iter()
        .map(|(_, sample)| {
            let launch = sample.launch.as_ref().ok()?;
            Some(model.recompile(sampler.nominal, launch))
        })
        .collect();
    let flying: Vec<&Model> = models.iter().flatten().collect();
    let mut flown = fly_batch(&flying, tracks).into_iter();
    let mut flights: Vec<SampleFlight> = Vec::with_capacity(drawn.len());
    let mut separated: Vec<(usize, SeparatedBody)> = Vec::new();
    for ((index, sample), model) in drawn.iter().zip(&models) {
        let bodies = match (&sample.launch, model) {
            (Err(fault), _) => Err(Broken::from(fault)),
            (Ok(launch), Some(model)) => match flown.next() {
                Some(Ok(flown)) => {
                    separated.extend(
                        flown
                            .separated
                            .iter()
                            .map(|separated| (flights.len(), separated.clone())),
                    );
                    BodyOutcome::of((launch, None), model, &flown).map(|body| vec![body])
                }
                Some(Err(error)) => Err(error),
                None => Ok(Vec::new()),
            }
            .map_err(Broken::from),
            (Ok(_), None) => Ok(Vec::new()),
        };
        flights.push(SampleFlight {
            index: *index,
            values: sample.draw.values.clone(),
            failure: sample.launch.as_ref().ok().and_then(|l| l.failure.clone()),
            bodies,
        });
    }
    fly_shed(&mut flights, &drawn, &models, &separated, tracks);
    flights
}

/// Flies what left, and adds it to the flights it left from.
fn fly_shed(
    flights: &mut [SampleFlight],
    drawn: &[(u64, Sample)],
    models: &[Option<Model>],
    separated: &[(usize, SeparatedBody)],
    tracks: bool,
) {
    let falling: Vec<(usize, SeparatedBody, Model)> = separated
        .iter()
        .filter_map(|(flight, separated)| {
            let model = models[*flight].as_ref()?.for_separated(separated)?;
            Some((*flight, separated.clone(), model))
        })
        .collect();
    let models: Vec<&Model> = falling.iter().map(|(_, _, model)| model).collect();
    let flown = fly_batch(&models, tracks);
    for ((flight, separated, model), flown) in falling.iter().zip(flown) {
        let Ok(launch) = &drawn[*flight].1.launch else {
            continue;
        };
        let name = shed_name(launch, separated);
        let body =
            flown.and_then(|flown| BodyOutcome::of((launch, Some(separated)), model, &flown));
        let bodies = &mut flights[*flight].bodies;
        match (bodies.as_mut(), body) {
            (Ok(bodies), Ok(body)) => bodies.push(body),
            (Ok(_), Err(error)) => {
                let broken = Broken::from(error);
                *bodies = Err(Broken {
                    message: format!("{name}: {}", broken.message),
                    ..broken
                });
            }
            (Err(_), _) => {}
        }
    }
}

fn shed_name(launch: &Launch, separated: &SeparatedBody) -> String {
    let stage = launch
        .vehicle
        .stack()
        .and_then(|stack| stack.stages().get(separated.stage));
    stage.map_or_else(String::new, |stage| stage.body_name(separated.copy))
}

impl BodyOutcome {
    /// Whether it came down within its time.
    pub fn landed(&self) -> bool {
        self.figures[LANDING].is_finite()
    }

    /// Of what carries the payload of a launch, or of what left it.
    fn of(
        (launch, separated): (&Launch, Option<&SeparatedBody>),
        model: &Model,
        flown: &BodyTrajectory<TrackRecorder>,
    ) -> Result<Self, FlightError> {
        let points = &flown.observer.recorder.points;
        let outcome = outcome(model, flown)?;
        Ok(Self {
            name: match separated {
                Some(separated) => shed_name(launch, separated),
                None => launch.vehicle.payload_name().to_owned(),
            },
            broken_rules: broken_rules(launch, separated, model, flown, &outcome),
            figures: figures(&outcome),
            track: points
                .iter()
                .map(|point| model.frame.latitude_longitude(*point))
                .collect(),
        })
    }
}

/// The figures of an outcome, in the order of [`FIGURES`].
pub fn figures(outcome: &Outcome) -> [f64; FIGURES.len()] {
    let nan = f64::NAN;
    let exit = outcome.rail_exit;
    let landing = &outcome.landing;
    let landed = |figure: f64| if landing.landed { figure } else { nan };
    [
        outcome.apogee_agl,
        outcome.apogee_time,
        outcome.max_speed.value,
        outcome.max_mach.value,
        outcome.max_acceleration.value,
        outcome.max_dynamic_pressure.value,
        exit.map_or(nan, |exit| exit.speed),
        exit.map_or(nan, |exit| exit.static_margin),
        exit.map_or(nan, |exit| exit.thrust_to_weight),
        outcome.min_static_margin.map_or(nan, |least| least.value),
        outcome.burnout_time.unwrap_or(nan),
        outcome.burnout_altitude_agl.unwrap_or(nan),
        landed(landing.time),
        landed(landing.latitude.to_degrees()),
        landed(landing.longitude.to_degrees()),
        landed(landing.east),
        landed(landing.north),
        landed(landing.distance),
        landed(landing.bearing.to_degrees()),
        landed(landing.speed),
    ]
}
