//! A dispersion on one's own threads: 400 flights with what is uncertain drawn anew, and how far they come down.
//!
//! A sample is a function of the seed and its index, so it does not matter which thread flies it, nor when: the figures
//! are the same digits on any number of threads.
//!
//! ```text
//! 400 flights: half land within 127 m, 95 % within 251 m
//! farther than 200 m: 0.242, with 95 % confidence 0.201 to 0.288
//! ```

mod sparrow;

use downrange::air::{Wind, wind_from};
use downrange::dispersion::statistics::{Proportion, Quantiles};
use downrange::dispersion::{
    Distribution, Ensemble, Input, LaunchBuilder, SampleFlight, Sampler, Target, Uncertainty,
    WindUncertainty, fly_samples,
};
use downrange::error::Fault;
use downrange::flight::{Launch, Model, metric};
use std::error::Error;
use std::ops::Range;

const SEED: u64 = 1;
/// The samples of each thread.
const SHARES: [Range<u64>; 4] = [0..100, 100..200, 200..300, 300..400];

/// Puts the numbers of a sample into the launch: here the first is the speed of the wind from the west, m/s.
struct Day(Launch);

impl LaunchBuilder for Day {
    fn build(&self, values: &[f64]) -> Result<Launch, Fault> {
        let mut launch = self.0.clone();
        let wind = Wind::Constant(wind_from(values[0], 270_f64.to_radians()));
        launch.air = launch.air.with_wind(wind)?;
        Ok(launch)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let input = |name: &str, target, distribution| Input {
        name: name.to_owned(),
        target,
        distribution,
    };
    let wind = Target::Number("wind".to_owned());
    let (drag, impulse) = (Target::DragFactor, Target::ImpulseFactor);
    let inputs = vec![
        input("wind", wind, Distribution::uniform(0.5, 4.0)?),
        input("drag", drag, Distribution::normal(1.0, 0.1)?),
        input("impulse", impulse, Distribution::normal(1.0, 0.03)?),
    ];
    let uncertainty = Uncertainty::new(inputs, &[], WindUncertainty::default())?;
    let day = Day(sparrow::launch()?);
    let sampler = Sampler {
        nominal: &day.0,
        uncertainty: &uncertainty,
        ensemble: &Ensemble::None,
        builder: &day,
    };
    let model = Model::new(&day.0);

    let fly = |samples| fly_samples(&sampler, &model, SEED, samples, false);
    let flights: Vec<SampleFlight> = std::thread::scope(|scope| {
        let threads = SHARES.map(|samples| scope.spawn(move || fly(samples)));
        let flown = threads.map(|thread| thread.join().unwrap_or_default());
        flown.into_iter().flatten().collect()
    });

    // The first body of a flight carries the payload; a sample that cannot be flown says why instead.
    let bodies = flights
        .iter()
        .filter_map(|f| f.bodies.as_ref().ok()?.first());
    let distances = bodies.filter_map(|body| body.figure(&metric::LANDING_DISTANCE));
    let distances: Vec<f64> = distances.collect();
    let ordered = Quantiles::new(&distances).ok_or("nothing flew")?;
    let [half, most] = [0.5, 0.95].map(|share| ordered.quantile(share));
    let flown = distances.len();
    println!("{flown} flights: half land within {half:.0} m, 95 % within {most:.0} m");
    let beyond = Proportion::count(distances.iter().map(|distance| *distance > 200.0));
    let beyond = beyond.estimate(0.95);
    let [value, low, high] = [beyond.value, beyond.interval.low, beyond.interval.high];
    println!("farther than 200 m: {value:.3}, with 95 % confidence {low:.3} to {high:.3}");
    Ok(())
}
