//! Samples of a dispersion: a function of seed and index alone, and each the flight that it is by itself.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../benches/common/mod.rs"]
mod rocket;

use downrange::dispersion::{
    Distribution, Ensemble, Input, SAMPLE_METRICS, SampleFlight, Sampler, Target, Uncertainty,
    WindError, WindUncertainty, fly_samples, sample_figures,
};
use downrange::flight::{Launch, METRICS, Model, Recording, fly, metric};
use downrange::table::Curve;

/// The columns of stored runs are figures of the table, each once: a run is read by these names.
#[test]
fn columns_are_figures_of_the_table() {
    for (index, metric) in SAMPLE_METRICS.into_iter().enumerate() {
        assert!(METRICS.contains(&metric));
        let first = SAMPLE_METRICS.iter().position(|other| *other == metric);
        assert_eq!(first, Some(index), "{}", metric.key);
    }
}

fn bits(flights: &[SampleFlight]) -> Vec<u64> {
    let bodies = flights
        .iter()
        .flat_map(|flight| flight.bodies.as_ref().unwrap());
    let figures = bodies.flat_map(|body| body.figures);
    figures.map(f64::to_bits).collect()
}

/// In one go, in two, and alone: the same bits; with another seed others.
#[test]
fn samples_do_not_know_each_other() {
    let launch = rocket::calisto();
    let model = Model::new(&launch);
    let (uncertainty, build) = rocket::dispersed();
    let sampler = Sampler {
        nominal: &launch,
        uncertainty: &uncertainty,
        ensemble: &Ensemble::None,
        builder: &build,
    };
    let all = fly_samples(&sampler, &model, 7, 0..21, false);
    let parts = [0..9, 9..10, 10..21].map(|part| fly_samples(&sampler, &model, 7, part, true));
    assert_eq!(bits(&all), bits(&parts.concat()));
    assert_ne!(
        bits(&all),
        bits(&fly_samples(&sampler, &model, 8, 0..21, false))
    );
    for flight in &all[..5] {
        let sample = sampler.sample(7, flight.index);
        assert_eq!(sample.draw.values, flight.values);
        let alone = fly(&sample.launch.unwrap(), Recording::None).unwrap();
        let body = &flight.bodies.as_ref().unwrap()[0];
        // What it breaks is what a single flight warns of.
        let mut warned: Vec<_> = alone.warnings.iter().map(|each| &each.rule).collect();
        warned.dedup();
        assert_eq!(body.broken_rules.iter().collect::<Vec<_>>(), warned);
        assert_eq!(
            sample_figures(&alone.outcome).map(f64::to_bits),
            body.figures.map(f64::to_bits)
        );
    }
    let track = &parts[1][0].bodies.as_ref().unwrap()[0].track;
    let last = track[track.len() - 1];
    let landed = &parts[1][0].bodies.as_ref().unwrap()[0];
    let [latitude, longitude] = [&metric::LANDING_LATITUDE, &metric::LANDING_LONGITUDE];
    assert!((last.0.to_degrees() - landed.figure(latitude).unwrap()).abs() < 1e-12);
    assert!((last.1.to_degrees() - landed.figure(longitude).unwrap()).abs() < 1e-12);
}

/// At the default tolerance samples land where they land at 1e-10: a tenth of a metre at most, in this wind.
#[test]
fn samples_land_where_they_land_at_a_fine_tolerance() {
    let (uncertainty, build) = rocket::dispersed();
    let landings = |relative: f64, absolute: f64| {
        let mut launch = rocket::calisto();
        launch.settings.relative_tolerance = relative;
        launch.settings.absolute_tolerance = absolute;
        let build = rocket::Numbers(Launch {
            settings: launch.settings.clone(),
            ..build.0.clone()
        });
        let sampler = Sampler {
            nominal: &launch,
            uncertainty: &uncertainty,
            ensemble: &Ensemble::None,
            builder: &build,
        };
        let flights = fly_samples(&sampler, &Model::new(&launch), 5, 0..64, false);
        let bodies = flights
            .into_iter()
            .map(|flight| flight.bodies.unwrap().remove(0));
        bodies
            .map(|body| {
                [&metric::LANDING_EAST, &metric::LANDING_NORTH].map(|m| body.figure(m).unwrap())
            })
            .collect::<Vec<_>>()
    };
    let (usual, fine) = (landings(1e-6, 1e-3), landings(1e-10, 1e-7));
    let off = |(a, b): (&[f64; 2], &[f64; 2])| (a[0] - b[0]).hypot(a[1] - b[1]);
    let mut off: Vec<f64> = usual.iter().zip(&fine).map(off).collect();
    off.sort_by(f64::total_cmp);
    println!("median {:.4} m, greatest {:.4} m", off[32], off[63]);
    assert!(off[63] < 0.1, "{}", off[63]);
}

/// What is drawn and cannot be fails by its name before it is flown: a wind error beyond the fastest wind, a drag a thousand times the
/// rocket's. The other samples fly.
#[test]
fn what_is_drawn_and_cannot_be_is_not_flown() {
    let launch = rocket::calisto();
    let (_, build) = rocket::dispersed();
    let refusals = |uncertainty: &Uncertainty| -> Vec<String> {
        let sampler = Sampler {
            nominal: &launch,
            uncertainty,
            ensemble: &Ensemble::None,
            builder: &build,
        };
        let samples = (0..64).map(|index| sampler.sample(3, index).launch.err());
        samples.flatten().map(|fault| fault.to_string()).collect()
    };
    // 200 m/s is two sigma of either component: with 41 levels, most of the samples pass it somewhere, not all.
    let sigma = Curve::constant(100.0);
    let error = WindError::new(&sigma, 1000.0, 4000.0).unwrap();
    let winds = WindUncertainty {
        error: Some(error),
        gusts: None,
    };
    let stormy = refusals(&Uncertainty::new(Vec::new(), &[], winds).unwrap());
    assert!((20..64).contains(&stormy.len()), "{}", stormy.len());
    assert!(
        stormy[0].starts_with("wind_error: a wind of "),
        "{stormy:?}"
    );
    let drag = Input {
        name: "drag_factor".to_owned(),
        target: Target::DragFactor,
        distribution: Distribution::choice(&[1.0, 1000.0], &[1.0, 1.0]).unwrap(),
    };
    let heavy = refusals(&Uncertainty::new(vec![drag], &[], WindUncertainty::default()).unwrap());
    assert!((16..48).contains(&heavy.len()), "{}", heavy.len());
    assert_eq!(
        heavy[0],
        "drag_factor: a drag factor of 1000 is not between 0.00 and 100.00"
    );
}
