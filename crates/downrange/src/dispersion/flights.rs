//! The flights of samples: flown abreast, each with its figures body by body.

use super::{Broken, LandingKind, Sample, Sampler};
use crate::flight::model::SeparatedBody;
use crate::flight::observer::TrackRecorder;
use crate::flight::{
    BodyTrajectory, FlightError, Launch, Metric, Model, Outcome, broken_rules, fly_batch, metric,
    outcome,
};

/// The figures that are kept of each body's flight, in the order of [`BodyOutcome::figures`]: the columns of stored runs, so that
/// none is taken away or put between others.
pub const SAMPLE_METRICS: [&Metric; 20] = [
    &metric::APOGEE_AGL,
    &metric::APOGEE_TIME,
    &metric::MAX_SPEED,
    &metric::MAX_MACH,
    &metric::MAX_ACCELERATION,
    &metric::MAX_DYNAMIC_PRESSURE,
    &metric::RAIL_EXIT_SPEED,
    &metric::RAIL_EXIT_STATIC_MARGIN,
    &metric::RAIL_EXIT_THRUST_TO_WEIGHT,
    &metric::MIN_STATIC_MARGIN,
    &metric::BURNOUT_TIME,
    &metric::BURNOUT_ALTITUDE_AGL,
    &metric::LANDING_TIME,
    &metric::LANDING_LATITUDE,
    &metric::LANDING_LONGITUDE,
    &metric::LANDING_EAST,
    &metric::LANDING_NORTH,
    &metric::LANDING_DISTANCE,
    &metric::LANDING_BEARING,
    &metric::LANDING_SPEED,
];

/// A body, as far as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyOutcome {
    /// What it is called.
    pub name: String,
    /// Its figures, in the order of [`SAMPLE_METRICS`] and in the units of their keys; what did not happen is no number.
    pub figures: [f64; SAMPLE_METRICS.len()],
    /// The rules of thumb that it breaks, by name: see [`rules`](crate::flight::rules).
    pub broken_rules: Vec<String>,
    /// Its greatest height above the ellipsoid, m, also of what still flies.
    pub apogee_asl: f64,
    /// How it came down; none of what still flies.
    pub landing_kind: Option<LandingKind>,
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
    fly_separated(&mut flights, &drawn, &models, &separated, tracks);
    flights
}

/// Flies what left, and adds it to the flights it left from.
fn fly_separated(
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
        let name = separated_name(launch, separated);
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

fn separated_name(launch: &Launch, separated: &SeparatedBody) -> String {
    let stage = launch
        .vehicle
        .stack()
        .and_then(|stack| stack.stages().get(separated.stage));
    stage.map_or_else(String::new, |stage| stage.body_name(separated.copy))
}

impl BodyOutcome {
    /// A figure in the unit of its key; `None` for what did not happen, and for what is none of [`SAMPLE_METRICS`].
    pub fn figure(&self, metric: &Metric) -> Option<f64> {
        let mut figures = SAMPLE_METRICS.iter().zip(self.figures);
        let (_, figure) = figures.find(|(each, _)| **each == metric)?;
        figure.is_finite().then_some(figure)
    }

    /// Whether it came down within its time.
    pub fn landed(&self) -> bool {
        self.figure(&metric::LANDING_TIME).is_some()
    }

    /// Where it came down, latitude and longitude in rad, within its time.
    pub fn landing_place(&self) -> Option<(f64, f64)> {
        let latitude = self.figure(&metric::LANDING_LATITUDE)?;
        let longitude = self.figure(&metric::LANDING_LONGITUDE)?;
        Some((latitude.to_radians(), longitude.to_radians()))
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
                Some(separated) => separated_name(launch, separated),
                None => launch.vehicle.payload_name().to_owned(),
            },
            broken_rules: broken_rules(launch, separated, model, flown, &outcome),
            figures: sample_figures(&outcome),
            apogee_asl: outcome.apogee_asl,
            landing_kind: LandingKind::of(model, flown),
            track: points
                .iter()
                .map(|point| model.frame.latitude_longitude(*point))
                .collect(),
        })
    }
}

/// The figures of an outcome, in the order of [`SAMPLE_METRICS`] and in the units of their keys; what did not happen is no
/// number.
pub fn sample_figures(outcome: &Outcome) -> [f64; SAMPLE_METRICS.len()] {
    SAMPLE_METRICS.map(|metric| metric.value_in_unit(outcome).unwrap_or(f64::NAN))
}
