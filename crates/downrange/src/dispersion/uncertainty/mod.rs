//! Everything that is uncertain about a launch, and one sample of it.
//!
//! An [`Uncertainty`] is a list of inputs, each with a name, what it changes ([`Target`]) and a [`Distribution`],
//! their correlations, and winds against height. It knows no rocket: whoever flies reads the values of a [`InputSample`] and
//! changes the launch.

mod target;

pub use target::Target;

use super::stream::LOWEST;
use super::{
    CholeskyFactor, Correlation, Distribution, Gusts, RandomStream, WindError, WindProfile, normal,
};
use crate::error::Fault;
use std::f64::consts::TAU;

/// One uncertain number.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// What it is called in tables, correlations and rankings; its random numbers depend on it.
    pub name: String,
    /// What it changes.
    pub target: Target,
    /// How uncertain it is.
    pub distribution: Distribution,
}

/// Winds that are drawn as profiles against height.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WindUncertainty {
    /// Error of the wind of the launch file.
    pub error: Option<WindError>,
    /// Turbulence.
    pub gusts: Option<Gusts>,
}

/// Everything that is uncertain about a launch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Uncertainty {
    inputs: Vec<Input>,
    streams: Vec<RandomStream>,
    coupling: CholeskyFactor,
    winds: WindUncertainty,
}

/// One sample of everything that is uncertain.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct InputSample {
    /// The value of each input, in their order.
    pub values: Vec<f64>,
    /// The error of the wind.
    pub wind_error: Option<WindProfile>,
    /// The gusts.
    pub gusts: Option<WindProfile>,
}

impl Uncertainty {
    /// Inputs, their correlations, and winds. A misalignment without a direction gets one, called after it with
    /// `direction`, uniform around the axis.
    ///
    /// # Errors
    /// At `inputs[i]`: a name that is not unique, two inputs for one subject, or a distribution that can give what
    /// makes no sense there, such as a drag below zero. At `correlations[i]` or `correlations`: see [`CholeskyFactor::new`].
    ///
    /// ```
    /// use downrange::dispersion::{Distribution, Input, Target, Uncertainty, WindUncertainty};
    /// let mass = Input {
    ///     name: "mass".into(),
    ///     target: Target::Number("rocket.mass".into()),
    ///     distribution: Distribution::normal(5.6, 0.05)?,
    /// };
    /// let uncertainty = Uncertainty::new(vec![mass], &[], WindUncertainty::default())?;
    /// let draw = uncertainty.draw(1, 4711);
    /// assert!((draw.values[0] - 5.6).abs() < 0.5);
    /// assert_eq!(draw, uncertainty.draw(1, 4711));
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn new(
        mut inputs: Vec<Input>,
        correlations: &[Correlation],
        winds: WindUncertainty,
    ) -> Result<Self, Fault> {
        for (index, input) in inputs.iter().enumerate() {
            let fault = |message| Fault::new(format!("inputs[{index}]"), message);
            let before = &inputs[..index];
            if before.iter().any(|other| other.name == input.name) {
                return Err(fault(format!("two inputs are called `{}`", input.name)));
            }
            if let Some(other) = before.iter().find(|other| other.target == input.target) {
                let message = format!(
                    "`{}` and `{}` change the same thing",
                    other.name, input.name
                );
                return Err(fault(message));
            }
            if let Some((least, itself)) = input.target.least() {
                let lowest = input.distribution.quantile(LOWEST);
                if lowest < least || (lowest == least && !itself) {
                    let message = format!(
                        "`{}` ({}) can be {lowest:.3}, but must be {} {least}",
                        input.name,
                        input.distribution,
                        if itself { "at least" } else { "above" },
                    );
                    return Err(fault(message).hint("give it a `min`, or make it log-normal"));
                }
            }
        }
        for (angle, direction) in [
            (Target::ThrustMisalignment, Target::ThrustDirection),
            (Target::FinMisalignment, Target::FinDirection),
        ] {
            let leans = inputs.iter().position(|input| input.target == angle);
            let turned = inputs.iter().any(|input| input.target == direction);
            if let (Some(index), false) = (leans, turned) {
                let around = Input {
                    name: format!("{} direction", inputs[index].name),
                    target: direction,
                    distribution: Distribution::uniform(0.0, TAU)?,
                };
                inputs.insert(index + 1, around);
            }
        }
        let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
        let coupling = CholeskyFactor::new(&names, correlations)
            .map_err(|fault| fault.inside("correlations"))?;
        let streams = names.iter().map(|name| RandomStream::named(name)).collect();
        Ok(Self {
            inputs,
            streams,
            coupling,
            winds,
        })
    }

    /// The inputs, in the order of the values of a draw.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The winds.
    pub fn winds(&self) -> &WindUncertainty {
        &self.winds
    }

    /// A sample: a function of the seed and its index alone.
    pub fn draw(&self, seed: u64, sample: u64) -> InputSample {
        let mut values = vec![0.0; self.inputs.len()];
        self.fill(seed, sample, &mut values);
        InputSample {
            values,
            wind_error: self
                .winds
                .error
                .as_ref()
                .map(|error| error.draw(seed, sample)),
            gusts: self
                .winds
                .gusts
                .as_ref()
                .map(|gusts| gusts.draw(seed, sample)),
        }
    }

    /// The values of a sample, into as many places as there are inputs; nothing is allocated.
    pub fn fill(&self, seed: u64, sample: u64, values: &mut [f64]) {
        for (value, stream) in values.iter_mut().zip(&self.streams) {
            *value = stream.uniform(seed, sample);
        }
        let members = self.coupling.members();
        for member in members {
            values[*member] = normal::quantile(values[*member]);
        }
        self.coupling.apply(values);
        let mut coupled = members.iter().peekable();
        for (index, (value, input)) in values.iter_mut().zip(&self.inputs).enumerate() {
            *value = match coupled.next_if_eq(&&index) {
                Some(_) => input.distribution.from_standard_normal(*value),
                None => input.distribution.quantile(*value),
            };
        }
    }
}

#[cfg(test)]
mod tests;
