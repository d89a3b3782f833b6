//! What the table of figures promises.

use super::*;

/// Keys are what programs look for: each stands for one figure, names its unit as its end, and is found again.
#[test]
fn keys_are_unique_and_name_their_unit() {
    for (index, metric) in METRICS.into_iter().enumerate() {
        let first = METRICS.iter().position(|other| other.key == metric.key);
        assert_eq!(first, Some(index), "{}", metric.key);
        let unit = metric.unit.to_lowercase().replace('/', "_");
        assert!(metric.key.ends_with(&unit), "{}", metric.key);
        assert_eq!(metric.key.starts_with("landing_"), metric.is_of_landing());
        let found = METRICS.into_iter().find(|other| other.key == metric.key);
        assert_eq!(found, Some(metric));
    }
    let mut labels = METRICS.map(|metric| metric.label);
    labels.sort_unstable();
    assert!(labels.windows(2).all(|pair| pair[0] != pair[1]));
}

/// The unit of a key is that of its dimension, but for degrees and calibres: what is read as a quantity can be compared.
#[test]
fn units_are_those_of_the_dimension() {
    for metric in METRICS {
        let expected = match metric.unit {
            "deg" => "rad",
            "cal" => "",
            unit => unit,
        };
        assert_eq!(metric.dimension.unit(), expected, "{}", metric.key);
    }
}
