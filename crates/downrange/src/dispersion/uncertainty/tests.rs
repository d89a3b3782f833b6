//! Draws: what they depend on, what they follow, what is refused.

#![allow(clippy::unwrap_used)]

use super::*;

fn input(name: &str, target: Target, distribution: Distribution) -> Input {
    Input {
        name: name.to_owned(),
        target,
        distribution,
    }
}

fn example() -> Vec<Input> {
    vec![
        input(
            "mass",
            Target::Number("rocket.mass".to_owned()),
            Distribution::normal(5.6, 0.05).unwrap(),
        ),
        input(
            "drag",
            Target::DragFactor,
            Distribution::log_normal(1.0, 0.08).unwrap(),
        ),
        input(
            "lean",
            Target::ThrustMisalignment,
            Distribution::normal(0.0, 0.002).unwrap(),
        ),
        input(
            "ballistic",
            Target::Failure("no parachute".to_owned()),
            Distribution::event(0.02).unwrap(),
        ),
        input(
            "thrust",
            Target::ThrustFactor,
            Distribution::uniform(0.95, 1.05).unwrap(),
        ),
    ]
}

fn coupled() -> Uncertainty {
    let correlation = Correlation {
        inputs: ["mass".to_owned(), "thrust".to_owned()],
        coefficient: 0.8,
    };
    Uncertainty::new(example(), &[correlation], WindUncertainty::default()).unwrap()
}

/// Defends that a name keeps its numbers: without one input and without the correlation, the others stay.
#[test]
fn dropping_an_input_leaves_the_others() {
    let all = coupled();
    let mut fewer = example();
    fewer.remove(1);
    let fewer = Uncertainty::new(fewer, &[], WindUncertainty::default()).unwrap();
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

/// Defends that a seed means the same on every machine and next year: digits of one sample as they were drawn.
#[test]
fn a_sample_keeps_its_digits() {
    let values = coupled().draw(42, 1_000_000).values;
    let expected = [
        5.621722139912406,
        0.927975276381272,
        -0.0005782243374990693,
        4.0905086372402035,
        0.0,
        1.0334948427394233,
    ];
    assert_eq!(values, expected);
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
        Uncertainty::new(inputs, &[], WindUncertainty::default())
            .unwrap_err()
            .to_string()
    };
    let one = || Distribution::normal(1.0, 0.01).unwrap();
    assert_eq!(
        refused(input("mass", Target::ImpulseFactor, one())),
        "inputs[5]: two inputs are called `mass`"
    );
    assert_eq!(
        refused(input("cd", Target::DragFactor, one())),
        "inputs[5]: `drag` and `cd` change the same thing"
    );
    assert_eq!(
        refused(input(
            "lift",
            Target::NormalForceFactor,
            Distribution::normal(1.0, 0.2).unwrap()
        )),
        "inputs[5]: `lift` (normal, 1 ± 0.2) can be -0.642, but must be above 0 (give it a `min`, or make it \
         log-normal)"
    );
    let delay = Distribution::uniform(-1.0, 1.0).unwrap();
    assert!(refused(input("delay", Target::IgnitionDelay, delay)).contains("must be at least 0"));
}
