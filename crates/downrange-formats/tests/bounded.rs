//! Whatever a file holds, what is told of it fits a terminal and does nothing to it.
#![allow(clippy::unwrap_used)]

use downrange::quantity::Dimension;
use downrange_formats::designs::rasaero;
use downrange_formats::motors::{MotorLibrary, readable_motors};
use downrange_formats::{Warning, csv, parse_areas, parse_claim, parse_launch, parse_numbers};
use proptest::prelude::*;

const LAUNCHES: [&str; 4] = [
    include_str!("files/minimal.toml"),
    include_str!("files/everything.toml"),
    include_str!("files/staged.toml"),
    include_str!("files/dispersed.toml"),
];

const CLAIM: &str = "name = \"A\"\nclass = \"sounding rocket\"\n[printed]\nmass = { value = \"76 lb\", source = \"a museum\" }\n\
                     diameter = { value = \"4.5 in\", source = \"a museum\" }\n[[claims]]\ntype = \"speed\"\nvalue = \"3 km/s\"\n\
                     source = \"a brochure\"\n";

const AREA: &str = r#"{"type": "Feature", "properties": {"name": "A"}, "geometry": {"type": "Polygon", "coordinates":
    [[[-107, 32.9], [-106.8, 32.9], [-106.9, 33.1], [-107, 32.9]]]}}"#;

const RSE: &str = r#"<engine-database><engine-list><engine mfg="E" code="A8" dia="18" len="70" propWt="3.3" initWt="16">
    <data><eng-data t="0" f="0"/><eng-data t="0.5" f="10"/><eng-data t="1" f="0"/></data></engine></engine-list></engine-database>"#;

const ENG: &str = "; a motor\nA8 18 70 3-5 0.0033 0.016 E\n0.1 10\n0.5 20\n1.0 0\n";

/// A message of this many characters and lines is read; it has no character that a terminal would obey.
fn fits(message: &str) {
    let (characters, lines) = (message.chars().count(), message.lines().count());
    assert!(
        characters <= 2_400,
        "{characters} characters: {}",
        &message[..400]
    );
    assert!(lines <= 20, "{lines} lines: {message}");
    let obeyed = message
        .chars()
        .find(|c| downrange::text::is_control(*c) && *c != '\n');
    assert_eq!(obeyed, None, "{message}");
}

fn all_fit(warnings: &[Warning]) {
    warnings
        .iter()
        .for_each(|warning| fits(&warning.to_string()));
}

/// Reads a text as every kind of file.
fn read_as_all(text: &str) {
    let errors = [
        parse_launch(text, "tests/files").map(|read| all_fit(&read.warnings)),
        parse_claim(text).map(|_| ()),
        parse_areas("a.geojson", "a", text).map(|_| ()),
        rasaero::parse(text, &MotorLibrary::default(), None).map(|read| all_fit(&read.warnings)),
        parse_numbers("--mach", text, 0.0..=5.0).map(|_| ()),
        csv::samples("a.csv", text.as_bytes(), Dimension::Length).map(|_| ()),
    ];
    for error in errors.into_iter().filter_map(Result::err) {
        fits(&error.to_string());
        fits(error.message());
    }
    let mut warnings = Vec::new();
    let bytes = text.as_bytes();
    let time = ("time", Dimension::Time);
    let force = ("force", Dimension::Force);
    for error in [
        csv::profile("a.csv", bytes, 0.0, &mut warnings).map(|_| ()),
        csv::wind("a.csv", bytes, 0.0, &mut warnings).map(|_| ()),
        csv::curve("a.csv", bytes, time, force, &mut warnings).map(|_| ()),
        csv::surface("a.csv", bytes, "drag", Dimension::Number, &mut warnings).map(|_| ()),
    ] {
        if let Err(error) = error {
            fits(&error.to_string());
        }
    }
    all_fit(&warnings);
    for file in ["a.eng", "a.rse"] {
        let (motors, wrong) = readable_motors(file, bytes);
        wrong.iter().for_each(|one| fits(&one.error.to_string()));
        motors.iter().for_each(|one| all_fit(&one.warnings));
    }
}

/// A million characters of a kind, where a word or a line is expected.
#[test]
fn a_million_characters_are_told_in_a_few() {
    for piece in [
        "a",
        "1",
        "é",
        "\u{1b}[31m",
        "\u{202e}",
        "<",
        "[",
        "\"",
        "a,",
        "1 ",
        "k=1\n",
        "\n",
        "\r",
    ] {
        read_as_all(&piece.repeat(1_000_000 / piece.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A line, or what stands in quotes, of a file of any kind replaced by anything, and a lot of it.
    #[test]
    fn garbage_of_any_length_is_cut(
        which in 0..LAUNCHES.len() + 5,
        at in any::<prop::sample::Index>(),
        piece in "(?s)[a-z0-9 .,;=<>/&'{}\\[\\]\u{0}\u{7}\u{1b}\u{9b}\u{202e}é\n\r\t-]{1,12}",
        times in prop::sample::select(vec![1_usize, 100, 20_000]),
        quoted in any::<bool>(),
    ) {
        let one = include_str!("files/rasaero/one.CDX1");
        let others = [CLAIM, AREA, RSE, ENG, one];
        let text = LAUNCHES.iter().chain(&others).nth(which).unwrap();
        let garbage = piece.repeat(times);
        let parts: Vec<&str> = text.split(if quoted { '"' } else { '\n' }).collect();
        let at = at.index(parts.len());
        let mut parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        parts[at] = match quoted {
            // What TOML and JSON take between quotes.
            true => serde_json::to_string(&garbage).unwrap().trim_matches('"').to_owned(),
            false => garbage,
        };
        read_as_all(&parts.join(if quoted { "\"" } else { "\n" }));
    }
}
