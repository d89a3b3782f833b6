//! The launches of a dispersion: which launch sample i is, a function of the seed and of i alone.

use super::{Ensemble, InputSample, Target, Uncertainty, WindProfile, add_profiles};
use crate::air::Wind;
use crate::error::Fault;
use crate::flight::{Launch, Perturbation};

/// Makes the launch in which the uncertain numbers of a launch file have other values.
pub trait LaunchBuilder: Send + Sync {
    /// The launch with these values, in SI, of the inputs whose subject is [`Target::Number`], in their order.
    ///
    /// # Errors
    /// What cannot be: a part that no longer fits, say.
    fn build(&self, values: &[f64]) -> Result<Launch, Fault>;
}

/// What is dispersed: the launch as it is meant, what is uncertain about it, and how a sample's launch is made.
pub struct Sampler<'a> {
    /// The launch as it is meant.
    pub nominal: &'a Launch,
    /// What is uncertain.
    pub uncertainty: &'a Uncertainty,
    /// Members one of which is the weather (see [`Target::WindMember`], [`Target::AirMember`]).
    pub ensemble: &'a Ensemble,
    /// Makes launches with other numbers in them.
    pub builder: &'a dyn LaunchBuilder,
}

impl std::fmt::Debug for Sampler<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Sampler")
            .field("nominal", self.nominal)
            .field("uncertainty", self.uncertainty)
            .field("ensemble", &self.ensemble)
            .finish_non_exhaustive()
    }
}

/// A sample: the values of its inputs, and its launch.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What was drawn.
    pub draw: InputSample,
    /// What is flown, unless it cannot be.
    pub launch: Result<Launch, Fault>,
}

impl Sampler<'_> {
    /// Sample `index` of a seed.
    pub fn sample(&self, seed: u64, index: u64) -> Sample {
        let draw = self.uncertainty.draw(seed, index);
        let launch = self.launch(&draw);
        Sample { draw, launch }
    }

    fn launch(&self, draw: &InputSample) -> Result<Launch, Fault> {
        let inputs = self.uncertainty.inputs().iter().zip(&draw.values);
        let numbers: Vec<f64> = inputs
            .clone()
            .filter(|(input, _)| matches!(input.target, Target::Number(_)))
            .map(|(_, value)| *value)
            .collect();
        let mut launch = if numbers.is_empty() {
            self.nominal.clone()
        } else {
            self.builder.build(&numbers)?
        };
        let mut perturbation = Perturbation::default();
        let mut failures = Vec::new();
        let mut member = None;
        for (input, value) in inputs {
            let value = *value;
            match &input.target {
                Target::Number(_) => {}
                Target::ThrustFactor => perturbation.thrust_factor = value,
                Target::ImpulseFactor => perturbation.impulse_factor = value,
                Target::DragFactor => perturbation.drag_factor = value,
                Target::DragTerm(term) => {
                    perturbation.drag_factors = perturbation.drag_factors.with(*term, value);
                }
                Target::NormalForceFactor => perturbation.normal_force_factor = value,
                Target::CentreOfPressureShift => perturbation.center_of_pressure_shift = value,
                Target::ThrustMisalignment => perturbation.thrust_misalignment = value,
                Target::ThrustDirection => perturbation.thrust_direction = value,
                Target::FinMisalignment => perturbation.fin_misalignment = value,
                Target::FinDirection => perturbation.fin_direction = value,
                Target::IgnitionDelay => perturbation.ignition_delay = value,
                Target::WindMember | Target::AirMember => member = Some(value as usize),
                Target::Failure(name) if value > 0.5 => failures.push(name.as_str()),
                Target::Failure(_) => {}
            }
        }
        perturbation.check()?;
        launch.perturbation = perturbation;
        match (self.ensemble, member) {
            (Ensemble::Winds(winds), Some(member)) => {
                if let Some(wind) = winds.get(member) {
                    launch.air = launch.air.with_wind(Wind::Layered(wind.clone()))?;
                }
            }
            (Ensemble::Airs(airs), Some(member)) => {
                if let Some(air) = airs.get(member) {
                    launch.air = air.clone();
                }
            }
            (Ensemble::None, _) | (_, None) => {}
        }
        for (place, profile) in [("wind_error", &draw.wind_error), ("gusts", &draw.gusts)] {
            if let Some(profile) = profile {
                can_blow(profile).map_err(|fault| fault.inside(place))?;
            }
        }
        launch.air = match (&draw.wind_error, &draw.gusts) {
            (Some(error), Some(gusts)) => launch
                .air
                .with_wind_deviation(add_profiles(&[error, gusts])),
            (Some(one), None) | (None, Some(one)) => launch.air.with_wind_deviation(one.clone()),
            (None, None) => launch.air,
        };
        for name in &failures {
            launch = launch.with_failure(name)?;
        }
        if failures.len() > 1 {
            launch.failure = Some(failures.join(", "));
        }
        Ok(launch)
    }
}

/// Whether what is drawn of a wind can be, at every height.
fn can_blow(profile: &WindProfile) -> Result<(), Fault> {
    let blows = |level: &(f64, [f64; 3])| Wind::Constant(level.1).check();
    profile.iter().try_for_each(blows)
}
