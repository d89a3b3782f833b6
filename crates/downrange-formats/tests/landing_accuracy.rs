//! How exactly dispersed flights are computed: an example in gusts, with an error of the wind and with failures, against the
//! same flights at 1e-10.

#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;

use downrange::dispersion::fly_samples;
use downrange::flight::{Metric, Model, metric};
use downrange_formats::LaunchFile;

/// Figures of the samples 0 to 1,023 of `rockets/calisto-dispersed` at a relative tolerance, its failures with them;
/// the absolute one follows.
fn figures(relative: f64, of: &[&Metric]) -> Vec<Vec<f64>> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rockets/calisto-dispersed/launch.toml");
    let file = LaunchFile::open(path).unwrap();
    let file = file
        .with("settings.relative_tolerance", relative)
        .and_then(|file| file.with("settings.absolute_tolerance", 1e3 * relative));
    let dispersed = file.unwrap().dispersed().unwrap();
    let sampler = dispersed.sampler();
    let model = Model::new(&dispersed.launch);
    let flights = fly_samples(&sampler, &model, 1, 0..1024, false);
    let bodies = flights
        .into_iter()
        .map(|flight| flight.bodies.unwrap().remove(0));
    bodies
        .map(|body| {
            of.iter()
                .map(|metric| body.figure(metric).unwrap())
                .collect()
        })
        .collect()
}

/// The promise of the book: at the default tolerance 999 of 1,000 flights in gusts land within 0.1 m of where they land at 1e-10,
/// and apogee, greatest speed and the height at burn-out are theirs within 0.1 m, 0.1 m/s and 0.1 m.
#[test]
fn gusts_do_not_move_the_landing() {
    let of = [
        &metric::LANDING_EAST,
        &metric::LANDING_NORTH,
        &metric::APOGEE_AGL,
        &metric::MAX_SPEED,
        &metric::BURNOUT_ALTITUDE_AGL,
    ];
    let (usual, fine) = (figures(1e-6, &of), figures(1e-10, &of));
    assert_eq!(usual.len(), 1024);
    let pairs = || usual.iter().zip(&fine);
    let sorted = |mut errors: Vec<f64>| {
        errors.sort_by(f64::total_cmp);
        println!(
            "median {:.4}, p99 {:.4}, p99.9 {:.4}, greatest {:.4}",
            errors[512], errors[1013], errors[1022], errors[1023]
        );
        errors
    };
    let landing = pairs().map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]));
    let landing = sorted(landing.collect());
    assert!(landing[1022] < 0.1, "{}", landing[1022]);
    for figure in 2..of.len() {
        let errors = sorted(
            pairs()
                .map(|(a, b)| (a[figure] - b[figure]).abs())
                .collect(),
        );
        assert!(errors[1022] < 0.1, "{figure}: {}", errors[1022]);
    }
}
