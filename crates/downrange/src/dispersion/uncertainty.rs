//! Everything that is uncertain about a launch, and one sample of it.
//!
//! An [`Uncertainty`] is a list of inputs, each with a name, what it changes ([`Subject`]) and a [`Distribution`],
//! their correlations, and winds against height. It knows no rocket: whoever flies reads the values of a [`Draw`] and
//! changes the launch.

use super::{Correlation, Coupling, Distribution, Gusts, Profile, Stream, WindError, normal};
use crate::error::Fault;
use std::f64::consts::TAU;

/// What an input changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A number of the launch file, by its dotted path; the value takes its place, in SI units.
    Number(String),
    /// Thrust times the value and burn time divided by it: a motor that burns faster, of the same impulse.
    ThrustFactor,
    /// Thrust times the value over the same time: a motor of more impulse.
    ImpulseFactor,
    /// Axial force at all Mach numbers times the value.
    DragFactor,
    /// Normal force times the value, its centre unchanged.
    NormalForceFactor,
    /// The centre of pressure moves towards the tail by the value, m.
    CentreOfPressureShift,
    /// The angle between thrust and axis, rad, towards [`Subject::ThrustDirection`].
    ThrustMisalignment,
    /// Where around the axis the thrust leans, rad.
    ThrustDirection,
    /// The angle by which the fins as a whole turn the airflow, rad, towards [`Subject::FinDirection`].
    FinMisalignment,
    /// Where around the axis the fins turn the flow to, rad.
    FinDirection,
    /// Time from the command to the first thrust, s.
    IgnitionDelay,
    /// Which profile of an ensemble of winds blows, counted from 0.
    WindMember,
    /// Whether a failure of this name happens, 1 or 0.
    Failure(String),
}

impl Subject {
    /// The value that changes nothing, where there is one.
    pub fn nominal(&self) -> Option<f64> {
        match self {
            Self::ThrustFactor
            | Self::ImpulseFactor
            | Self::DragFactor
            | Self::NormalForceFactor => Some(1.0),
            Self::Number(_) | Self::WindMember => None,
            _ => Some(0.0),
        }
    }

    /// The least value that makes sense, and whether it does itself.
    fn least(&self) -> Option<(f64, bool)> {
        match self {
            Self::ThrustFactor
            | Self::ImpulseFactor
            | Self::DragFactor
            | Self::NormalForceFactor => Some((0.0, false)),
            Self::IgnitionDelay | Self::WindMember => Some((0.0, true)),
            _ => None,
        }
    }
}

/// One uncertain number.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// What it is called in tables, correlations and rankings; its random numbers depend on it.
    pub name: String,
    /// What it changes.
    pub subject: Subject,
    /// How uncertain it is.
    pub distribution: Distribution,
}

/// Winds that are drawn as profiles against height.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Winds {
    /// Error of the wind of the launch file.
    pub error: Option<WindError>,
    /// Turbulence.
    pub gusts: Option<Gusts>,
}

/// Everything that is uncertain about a launch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Uncertainty {
    inputs: Vec<Input>,
    streams: Vec<Stream>,
    coupling: Coupling,
    winds: Winds,
}

/// One sample of everything that is uncertain.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// The value of each input, in their order.
    pub values: Vec<f64>,
    /// The error of the wind.
    pub wind_error: Option<Profile>,
    /// The gusts.
    pub gusts: Option<Profile>,
}

impl Uncertainty {
    /// Inputs, their correlations, and winds. A misalignment without a direction gets one, called after it with
    /// `direction`, uniform around the axis.
    ///
    /// # Errors
    /// At `inputs[i]`: a name that is not unique, two inputs for one subject, or a distribution that can give what
    /// makes no sense there, such as a drag below zero. At `correlations[i]` or `correlations`: see [`Coupling::new`].
    ///
    /// ```
    /// use downrange::dispersion::{Distribution, Input, Subject, Uncertainty, Winds};
    /// let mass = Input {
    ///     name: "mass".into(),
    ///     subject: Subject::Number("rocket.mass".into()),
    ///     distribution: Distribution::normal(5.6, 0.05)?,
    /// };
    /// let uncertainty = Uncertainty::new(vec![mass], &[], Winds::default())?;
    /// let draw = uncertainty.draw(1, 4711);
    /// assert!((draw.values[0] - 5.6).abs() < 0.5);
    /// assert_eq!(draw, uncertainty.draw(1, 4711));
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn new(
        mut inputs: Vec<Input>,
        correlations: &[Correlation],
        winds: Winds,
    ) -> Result<Self, Fault> {
        for (index, input) in inputs.iter().enumerate() {
            let fault = |message| Fault::new(format!("inputs[{index}]"), message);
            let before = &inputs[..index];
            if before.iter().any(|other| other.name == input.name) {
                return Err(fault(format!("two inputs are called `{}`", input.name)));
            }
            if let Some(other) = before.iter().find(|other| other.subject == input.subject) {
                let message = format!(
                    "`{}` and `{}` change the same thing",
                    other.name, input.name
                );
                return Err(fault(message));
            }
            if let Some((least, itself)) = input.subject.least() {
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
            (Subject::ThrustMisalignment, Subject::ThrustDirection),
            (Subject::FinMisalignment, Subject::FinDirection),
        ] {
            let leans = inputs.iter().position(|input| input.subject == angle);
            let turned = inputs.iter().any(|input| input.subject == direction);
            if let (Some(index), false) = (leans, turned) {
                let around = Input {
                    name: format!("{} direction", inputs[index].name),
                    subject: direction,
                    distribution: Distribution::uniform(0.0, TAU)?,
                };
                inputs.insert(index + 1, around);
            }
        }
        let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
        let coupling =
            Coupling::new(&names, correlations).map_err(|fault| fault.inside("correlations"))?;
        let streams = names.iter().map(|name| Stream::named(name)).collect();
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
    pub fn winds(&self) -> &Winds {
        &self.winds
    }

    /// A sample: a function of the seed and its index alone.
    pub fn draw(&self, seed: u64, sample: u64) -> Draw {
        let mut values = vec![0.0; self.inputs.len()];
        self.fill(seed, sample, &mut values);
        Draw {
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
                Some(_) => input.distribution.of_normal(*value),
                None => input.distribution.quantile(*value),
            };
        }
    }
}

/// The lowest uniform number a stream gives, 2⁻⁵³.
const LOWEST: f64 = 1.110_223_024_625_156_5e-16;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn input(name: &str, subject: Subject, distribution: Distribution) -> Input {
        Input {
            name: name.to_owned(),
            subject,
            distribution,
        }
    }

    fn example() -> Vec<Input> {
        vec![
            input(
                "mass",
                Subject::Number("rocket.mass".to_owned()),
                Distribution::normal(5.6, 0.05).unwrap(),
            ),
            input(
                "drag",
                Subject::DragFactor,
                Distribution::log_normal(1.0, 0.08).unwrap(),
            ),
            input(
                "lean",
                Subject::ThrustMisalignment,
                Distribution::normal(0.0, 0.002).unwrap(),
            ),
            input(
                "ballistic",
                Subject::Failure("no parachute".to_owned()),
                Distribution::event(0.02).unwrap(),
            ),
            input(
                "thrust",
                Subject::ThrustFactor,
                Distribution::uniform(0.95, 1.05).unwrap(),
            ),
        ]
    }

    fn coupled() -> Uncertainty {
        let correlation = Correlation {
            inputs: ["mass".to_owned(), "thrust".to_owned()],
            coefficient: 0.8,
        };
        Uncertainty::new(example(), &[correlation], Winds::default()).unwrap()
    }

    /// Defends that a name keeps its numbers: without one input and without the correlation, the others stay.
    #[test]
    fn dropping_an_input_leaves_the_others() {
        let all = coupled();
        let mut fewer = example();
        fewer.remove(1);
        let fewer = Uncertainty::new(fewer, &[], Winds::default()).unwrap();
        let names = |uncertainty: &Uncertainty| -> Vec<String> {
            uncertainty
                .inputs()
                .iter()
                .map(|input| input.name.clone())
                .collect()
        };
        assert_eq!(
            names(&all),
            [
                "mass",
                "drag",
                "lean",
                "lean direction",
                "ballistic",
                "thrust"
            ]
        );
        assert_eq!(
            names(&fewer),
            ["mass", "lean", "lean direction", "ballistic", "thrust"]
        );
        for sample in 0..100 {
            let (a, b) = (all.draw(3, sample).values, fewer.draw(3, sample).values);
            // The first of two correlated inputs keeps its own number too.
            assert!((a[0] - b[0]).abs() < 1e-12);
            assert_eq!(a[2..5], b[1..4]);
            assert_ne!(a[5], b[4]);
        }
    }

    /// Defends the draws: mean and standard deviation of every input over 20,000 samples, five standard errors.
    #[test]
    fn draws_follow_their_distributions() {
        let uncertainty = coupled();
        let n = 20_000;
        let mut values = vec![0.0; uncertainty.inputs().len()];
        let mut sums = vec![[0.0; 2]; values.len()];
        for sample in 0..n {
            uncertainty.fill(17, sample, &mut values);
            for ((sum, value), input) in sums.iter_mut().zip(&values).zip(uncertainty.inputs()) {
                let z = (value - input.distribution.mean()) / input.distribution.sigma();
                *sum = [sum[0] + z, sum[1] + z * z];
            }
        }
        let limit = 5.0 / (n as f64).sqrt();
        for (sum, input) in sums.iter().zip(uncertainty.inputs()) {
            assert!((sum[0] / n as f64).abs() < limit, "{}", input.name);
            // A rare event's fourth moment is 1/p: 50 times that of a normal number.
            let spread = if input.name == "ballistic" { 7.0 } else { 2.0 };
            assert!(
                (sum[1] / n as f64 - 1.0).abs() < spread * limit,
                "{}",
                input.name
            );
        }
    }

    /// Defends the messages.
    #[test]
    fn refuses_what_cannot_be() {
        let refused = |more: Input| {
            let mut inputs = example();
            inputs.push(more);
            Uncertainty::new(inputs, &[], Winds::default())
                .unwrap_err()
                .to_string()
        };
        let one = || Distribution::normal(1.0, 0.01).unwrap();
        assert_eq!(
            refused(input("mass", Subject::ImpulseFactor, one())),
            "inputs[5]: two inputs are called `mass`"
        );
        assert_eq!(
            refused(input("cd", Subject::DragFactor, one())),
            "inputs[5]: `drag` and `cd` change the same thing"
        );
        assert_eq!(
            refused(input(
                "lift",
                Subject::NormalForceFactor,
                Distribution::normal(1.0, 0.2).unwrap()
            )),
            "inputs[5]: `lift` (normal, 1 ± 0.2) can be -0.642, but must be above 0 (give it a `min`, or make it \
             log-normal)"
        );
        let delay = Distribution::uniform(-1.0, 1.0).unwrap();
        assert!(
            refused(input("delay", Subject::IgnitionDelay, delay)).contains("must be at least 0")
        );
    }
}
