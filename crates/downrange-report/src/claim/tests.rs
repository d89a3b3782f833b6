#![allow(clippy::unwrap_used)]
use super::*;
use downrange::claim::{Assessment, CandidateOutcome, Limit, Quantity, Statement, Study};
use downrange::claim::{Assumptions, Claim, Class, LaunchSite, PublishedFigure};

fn claim(longitude: Option<f64>) -> Claim {
    let figure = |text: &str, dimension| {
        PublishedFigure::read(text, dimension, None, "a <b>paper</b>").unwrap()
    };
    let statement = |quantity, limit, text: &str| {
        Statement::read(quantity, limit, text, None, "a paper").unwrap()
    };
    use downrange::quantity::Dimension::{Length, Mass};
    Claim {
        name: "A <rocket>".to_owned(),
        about: String::new(),
        class: Class::SoundingRocket,
        mass: figure("76 lb", Mass),
        diameter: figure("4.5 in", Length),
        length: Some(figure("91 in", Length)),
        stages: 1,
        statements: vec![
            statement(Quantity::Height, Limit::UpTo, "200000 ft"),
            statement(Quantity::Mach, Limit::AtLeast, "1"),
        ],
        assumptions: Assumptions::new(Class::SoundingRocket, true, 1).unwrap(),
        site: LaunchSite {
            longitude,
            ..LaunchSite::default()
        },
    }
}

pub(crate) fn with_report(longitude: Option<f64>, each: &mut dyn FnMut(&ClaimReport<'_>)) {
    let study = Study::new(&claim(longitude)).unwrap();
    let outcomes: Vec<CandidateOutcome> = (0..200)
        .map(|index| study.sample(3, index).unwrap())
        .collect();
    let assessment = Assessment::new(&study, &outcomes).unwrap();
    each(&ClaimReport {
        study: &study,
        assessment: &assessment,
        outcomes: &outcomes,
        seed: 3,
    });
}

/// Scripts find every key of the documented object, and no number that JSON has not.
#[test]
fn json_has_its_keys() {
    with_report(None, &mut |report| {
        let value: serde_json::Value = serde_json::from_str(&json(report)).unwrap();
        let first = &value["claims"][0];
        assert_eq!(first["quantity"], "height");
        assert_eq!(first["claimed"], 200_000.0);
        assert_eq!(first["unit"], "ft");
        for key in ["p05", "p50", "p95"] {
            assert!(first["quantiles"][key].as_f64().unwrap() > 0.0);
        }
        assert_eq!(first["p_possible_ci95"].as_array().unwrap().len(), 2);
        assert!(value["joint_p_possible"].is_f64());
        for (list, key) in [
            ("deciding", "assumption"),
            ("deciding", "needed"),
            ("assumptions", "name"),
            ("assumptions", "prior"),
            ("assumptions", "source"),
        ] {
            assert!(value[list][0].get(key).is_some(), "{list} {key}");
        }
        assert!(value["outside_the_model"].as_array().unwrap().len() > 2);
    });
}

/// The page stands alone, names nothing that could be read as HTML, and shows all its pictures.
#[test]
fn the_page_stands_alone() {
    for longitude in [None, Some(0.2)] {
        with_report(longitude, &mut |report| {
            let page = page(report, "downrange check x.toml").unwrap();
            for part in [
                "http:", "https:", " src=", "NaN", "inf ", "<rocket>", "<b>paper",
            ] {
                assert!(
                    !page
                        .replace("http://www.w3.org/2000/svg", "")
                        .contains(part),
                    "{part}"
                );
            }
            // Three histograms; the side view, and a map, for three widths of a page; without a place one picture of the reach.
            let pictures = if longitude.is_some() { 9 } else { 7 };
            assert_eq!(page.matches("<svg").count(), pictures);
            assert!(page.len() < 200_000, "{}", page.len());
        });
    }
}

#[test]
fn the_summary_fits_a_terminal() {
    with_report(None, &mut |report| {
        let text = anstream::adapter::strip_str(&summary(report)).to_string();
        for part in [
            "height up to 200000 ft",
            "speed at least Mach 1",
            "To be quoted",
            "Outside the model",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(
            text.lines().all(|line| line.chars().count() <= 110),
            "{text}"
        );
    });
}
