//! Nothing that a RASAero II file says is dropped without a word, and whatever is wrong has its message.
//!
//! `tests/wrong/*.CDX1` have one fault each, with the exact message beside it; `UPDATE=1 cargo test -p downrange-formats`
//! writes the messages anew.
#![allow(clippy::unwrap_used)]

mod invented;
mod kept;

use std::path::PathBuf;

use downrange_formats::designs::DesignOptions;
use downrange_formats::designs::rasaero::{parse, read};
use invented::{ONE, TWO, folder, library};
use proptest::prelude::*;

/// Where each element's text stands.
fn texts(file: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(close) = file[from..].find("</").map(|at| at + from) {
        let open = file[..close].rfind('>').unwrap() + 1;
        if !file[open..close].trim().is_empty() && !file[open..close].contains('<') {
            found.push(open..close);
        }
        from = close + 2;
    }
    found
}

/// Nothing is silently dropped: whatever element says something else, the launch, a warning or an error does too.
#[test]
fn everything_is_used_or_named() {
    let said = |text: &str| parse(text, &library(), None).map_err(|error| error.to_string());
    for file in [ONE, TWO] {
        let before = said(file).unwrap();
        // The simulation that is not flown is named as a whole.
        let flown = file.find("</Simulation>").unwrap();
        let mut count = 0;
        for span in texts(file).into_iter().filter(|span| span.start < flown) {
            let old = &file[span.clone()];
            let new = match (old, old.parse::<f64>()) {
                ("True", _) => "False".to_owned(),
                ("False", _) => "True".to_owned(),
                (_, Ok(number)) => format!("{}", if number == 0.0 { 1.0 } else { 1.25 * number }),
                _ => "Zebra".to_owned(),
            };
            let mut text = file.to_owned();
            text.replace_range(span.clone(), &new);
            let after = said(&text);
            let line = file[..span.start].lines().last().unwrap().trim();
            assert!(
                after != Ok(before.clone()),
                "{line}{old} may as well be {new}"
            );
            count += 1;
        }
        assert!(count > 90, "{count}");
    }
}

/// Elements and attributes that nobody knows are named.
#[test]
fn the_unknown_is_named() {
    let text = ONE.replace(
        "<Surface>",
        "<Paint kind=\"thick\">Glossy</Paint>\n    <Surface>",
    );
    let reading = parse(&text, &library(), None).unwrap();
    let warnings: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
    for expected in [
        "Paint Glossy (line 111): not used: Downrange does not know this element",
        "@kind thick (line 111): not used: Downrange does not know this element",
    ] {
        assert!(
            warnings.iter().any(|warning| warning == expected),
            "{warnings:#?}"
        );
    }
    assert_eq!(
        reading.comments,
        "An invented rocket & its comments:\nas high as it goes."
    );
}

#[test]
fn each_wrong_file_has_its_message() {
    let mut files: Vec<PathBuf> = std::fs::read_dir("tests/wrong")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "CDX1"))
        .collect();
    files.sort();
    assert!(files.len() >= 10, "{} files", files.len());
    let options = DesignOptions {
        motors: Some(PathBuf::from("tests/files/rasaero/motors")),
        simulation: None,
        ..DesignOptions::default()
    };
    kept::compare(files, |path| match read(path, &options) {
        Err(error) => error.to_string(),
        Ok(_) => unreachable!("{} is not wrong", path.display()),
    });
}

/// Without `--motors` the folder of the file and its `motors` are searched; a folder that is not there is named.
#[test]
fn folders_of_motors() {
    let options = DesignOptions {
        motors: Some(PathBuf::from("tests/nowhere")),
        simulation: None,
        ..DesignOptions::default()
    };
    let error = read(&folder().join("one.CDX1"), &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "error: no such folder of motors\n--> tests/nowhere"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Bytes of a good file replaced, removed or doubled: an answer or a message comes, and no panic.
    #[test]
    fn mutations_never_panic(
        two in any::<bool>(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..8_usize, "[-<>/&\"=.,0-9A-Za-z \\n°]{0,4}"), 1..6),
    ) {
        let mut text: Vec<char> = if two { TWO } else { ONE }.chars().collect();
        for (at, length, insert) in cuts {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = parse(&text, &library(), None) {
            prop_assert!(error.to_string().starts_with("error: "));
        }
    }
}
