//! Claim files, right and wrong.
#![allow(clippy::unwrap_used)]

use downrange::claim::{Class, Limit, Quantity, Unknown};
use downrange_formats::parse_claim;
use proptest::prelude::*;

const GOOD: &str = r#"
name = "Two stages"
about = "A test"
class = "sounding rocket"

[printed]
mass = { value = "698 kg", plus_minus = "10 kg", source = "a book" }
diameter = { value = "16.5 in", source = "a book" }
length = { value = 8.2, source = "a book" }
stages = 2

[[claims]]
type = "height"
says = "at least"
value = "130 km"
plus_minus = "10 km"
source = "a book"

[[claims]]
type = "mach"
value = 5.5
source = "a book"

[assume]
burn_time = { min = "2 s", max = "4 s", source = "a book" }
specific_impulse = { mean = "210 s", sigma = "8 s", min = "180 s", max = "240 s", source = "a book" }
propellant_fraction = { min = 0.4, mode = 0.5, max = 0.6, source = "a book" }
stage_delay = { value = "12 s", source = "a book" }

[launch]
latitude = "37.84 deg"
longitude = "-75.48 deg"
elevation = "3 m"
heading = "120 deg"
"#;

#[test]
fn everything_is_read() {
    let claim = parse_claim(GOOD).unwrap();
    assert_eq!(
        (claim.name.as_str(), claim.class, claim.stages),
        ("Two stages", Class::SoundingRocket, 2)
    );
    assert_eq!((claim.mass.value, claim.mass.plus_minus), (698.0, 10.0));
    assert!((claim.diameter.plus_minus - 0.05 * 0.0254).abs() < 1e-12);
    assert_eq!(claim.length.unwrap().plus_minus, 0.05);
    let [height, mach] = claim.statements.as_slice() else {
        unreachable!("two claims")
    };
    assert_eq!(
        (height.quantity, height.limit),
        (Quantity::Height, Limit::AtLeast)
    );
    assert_eq!((height.figure.value, height.unit.as_str()), (130e3, "km"));
    assert_eq!(
        (mach.quantity, mach.limit, mach.figure.value),
        (Quantity::Mach, Limit::UpTo, 5.5)
    );
    let prior = |unknown: Unknown| {
        let mut all = claim.assumptions.all().iter();
        all.find(|each| each.unknown == unknown).unwrap()
    };
    assert_eq!(prior(Unknown::BurnTime).prior.quantile(0.5), 3.0);
    assert_eq!(prior(Unknown::StageDelay).prior.quantile(0.3), 12.0);
    assert!((prior(Unknown::SpecificImpulse).prior.quantile(0.5) - 210.0).abs() < 0.1);
    // A burn time takes the place of the thrust; what the file does not say is the class's.
    assert!(!claim.assumptions.has(Unknown::ThrustToWeight));
    assert!(!prior(Unknown::DragFactor).given && prior(Unknown::PropellantFraction).given);
    assert_eq!(claim.site.longitude, Some((-75.48f64).to_radians()));
}

/// What is wrong, and what stands at the caret or in the hint.
#[test]
fn wrong_claims_are_answered() {
    for (from, to, message, help) in [
        (
            "diameter = {",
            "diamter = {",
            "unknown key `diamter` in [printed]",
            "did you mean `diameter`?",
        ),
        (
            "class = \"sounding rocket\"",
            "class = \"sounding rokcet\"",
            "unknown class \"sounding rokcet\"",
            "did you mean \"sounding rocket\"?",
        ),
        (
            "\"698 kg\"",
            "\"698 m\"",
            "`value`: `m` measures length",
            "mass such as",
        ),
        (
            "\"698 kg\", plus_minus = \"10 kg\"",
            "\"698 g\"",
            "698 g for a rocket 8.2 m long",
            "are the units right?",
        ),
        (
            "\"130 km\"",
            "\"1 m\"",
            "1 m for a rocket's greatest height?",
            "did you mean \"1 km\"?",
        ),
        (
            "value = 8.2",
            "value = 0.3",
            "0.3 m long and 0.419",
            "are both units right?",
        ),
        (
            "min = \"2 s\", max = \"4 s\"",
            "min = \"4 s\", max = \"2 s\"",
            "4",
            "2 s",
        ),
        (
            "min = \"2 s\", max = \"4 s\"",
            "min = \"2 s\"",
            "how uncertain is it?",
            "min and max",
        ),
        (
            "max = 0.6",
            "max = 1.6",
            "propellant_fraction may be",
            "give it min and max",
        ),
        (
            "stage_delay = { value = \"12 s\"",
            "other_density = { value = 300",
            "`other_density` is not used for this rocket",
            "leave it out",
        ),
        (
            "stage_delay = { value = \"12 s\"",
            "thrust_to_weight = { value = 5",
            "`burn_time` beside `thrust_to_weight`",
            "leave one of them out",
        ),
        ("stages = 2", "stages = 0", "`stages` is 0", "whole number"),
        (
            "plus_minus = \"10 kg\"",
            "plus_minus = \"1000 kg\"",
            "698 give or take 1000 is no mass",
            "mass",
        ),
    ] {
        assert!(GOOD.contains(from), "{from}");
        let error = parse_claim(&GOOD.replacen(from, to, 1)).unwrap_err();
        let shown = error.to_string();
        assert!(error.message().contains(message), "{from} → {to}: {shown}");
        assert!(
            shown.contains(help) && shown.contains('^'),
            "{from} → {to}: {shown}"
        );
    }
}

#[test]
fn a_claim_of_nothing_is_refused() {
    let claims = GOOD.find("[[claims]]").unwrap();
    let assume = GOOD.find("[assume]").unwrap();
    let nothing = format!(
        "{}claims = []\n{}",
        &GOOD[..GOOD.find("[printed]").unwrap()],
        &GOOD[GOOD.find("[printed]").unwrap()..claims]
    ) + &GOOD[assume..];
    assert_eq!(
        parse_claim(&nothing).unwrap_err().message(),
        "nothing is claimed"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Bytes of a good file replaced, removed or doubled: an answer or a message comes, and no panic.
    #[test]
    fn mutations_never_panic(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..8_usize, "[-\\[\\]{}\"=.,#0-9a-z \\n°]{0,4}"), 1..6),
    ) {
        let mut text: Vec<char> = GOOD.chars().collect();
        for (at, length, insert) in cuts {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = parse_claim(&text) {
            prop_assert!(error.to_string().starts_with("error: "));
        }
    }
}
