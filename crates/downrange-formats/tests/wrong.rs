//! Launch files that are wrong: each `wrong/NAME.toml` has one fault, and `wrong/NAME.txt` the exact message.
//!
//! `UPDATE=1 cargo test -p downrange-formats` writes the messages anew; read what changed before you keep it.
#![allow(clippy::unwrap_used)]

mod kept;

use std::path::Path;
use std::sync::Arc;

use downrange::quantity::Dimension;
use downrange_formats::files::Folder;
use downrange_formats::motors::read_motors;
use downrange_formats::{Error, LaunchFile, csv, parse_launch, read_launch};
use proptest::prelude::*;

/// Tests run in the folder of the crate, so that messages show the same path everywhere. The files share motors and tables with
/// those of another folder.
fn message(path: &Path) -> Error {
    let files = Arc::new(Folder::of(path).allow_outside(true));
    let read = LaunchFile::open(path).and_then(|file| file.with_files(files).launch());
    match read {
        Ok(_) => unreachable!("{} is not wrong", path.display()),
        Err(error) => error,
    }
}

#[test]
fn each_wrong_file_has_its_message() {
    let mut files: Vec<_> = std::fs::read_dir("tests/wrong")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 20, "{} files", files.len());
    kept::compare(files, |path| message(path).to_string());
}

/// A fault keeps its line, not the file: a file of 40,000 unknown keys, in any order, is answered at once and with one
/// fault. Ten seconds are a hundred times what it takes here.
#[test]
fn many_unknown_keys_cost_no_more_than_their_file() {
    let started = std::time::Instant::now();
    for order in [false, true] {
        let number = |i: u32| if order { 99_999 - i } else { 10_000 + i };
        let text: String = (0..40_000)
            .map(|i| format!("k{} = 1\n", number(i)))
            .collect();
        let error = parse_launch(&text, ".").unwrap_err();
        assert_eq!(error.line_and_column(), Some((1, 1)));
        assert!(error.to_string().ends_with("and 39990 more"), "{error}");
    }
    let parts = "[[rocket.parts]]\ntype = 1\n".repeat(20_000);
    let error = parse_launch(&parts, ".").unwrap_err();
    assert_eq!(error.line_and_column(), Some((2, 8)));
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

/// The file that the wrong ones were made from is right.
#[test]
fn the_control_is_right() {
    assert!(read_launch(Path::new("tests/files/minimal.toml")).is_ok());
    assert!(read_launch(Path::new("tests/files/two_stages.toml")).is_ok());
}

/// Fins too small to steady it are strange, not impossible: the flight warns.
#[test]
fn an_unstable_rocket_is_not_wrong() {
    let text = std::fs::read_to_string("tests/files/minimal.toml").unwrap();
    let text = text.replace("span = \"70 mm\"", "span = \"2 mm\"");
    assert!(parse_launch(&text, "tests/files").is_ok());
}

#[test]
fn a_missing_launch_file_is_named() {
    let error = message(Path::new("tests/nowhere.toml"));
    assert_eq!(
        error.to_string(),
        "error: no such launch file\n--> tests/nowhere.toml"
    );
    assert_eq!(error.line_and_column(), None);
}

const GOOD: [&str; 8] = [
    include_str!("files/minimal.toml"),
    include_str!("files/everything.toml"),
    include_str!("files/otherwise.toml"),
    include_str!("files/dropped.toml"),
    include_str!("files/thrown.toml"),
    include_str!("files/staged.toml"),
    include_str!("files/fairing.toml"),
    include_str!("files/dispersed.toml"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Bytes of a good file replaced, removed or doubled: an answer or a message comes, and no panic.
    #[test]
    fn mutations_never_panic(
        which in 0..GOOD.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..8_usize, "[-\\[\\]{}\"=.,#0-9a-z \\n°]{0,4}"), 1..6),
    ) {
        let mut text: Vec<char> = GOOD[which].chars().collect();
        for (at, length, insert) in cuts {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = parse_launch(&text, "tests/files") {
            prop_assert!(error.to_string().starts_with("error: "));
        }
    }

    /// Motor files and tables of any bytes, the likely ones among them, are answered.
    #[test]
    fn damaged_files_never_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..80),
        likely in "([A-Z][0-9]{1,3} 18 70 3-5 0\\.0033 0\\.016 E\n)?([-0-9. ;,x#\n\t]{0,60})",
        xml in "<engine (dia|len|propWt|initWt|code|t|f)=\"[0-9x.&]{0,4}\"(/?>){0,1}(<eng-data t=\"1\" f=\"[0-9]\"/>)?(</engine>)?",
        header in "(height|time|mach|alpha_deg|cd|pressure_hpa|wind_speed_kt|u|v|temperature[ _(]?c?\\)?)([,;\t](v|w|pressure|temperature|cd|x|rh_%)){0,4}\n",
    ) {
        for text in [&bytes, likely.as_bytes(), xml.as_bytes(), format!("{header}{likely}").as_bytes()] {
            let _ = read_motors("a.eng", text).map_err(|error| error.to_string());
            let _ = read_motors("a.rse", text).map_err(|error| error.to_string());
            let mut warnings = Vec::new();
            let _ = csv::profile("a.csv", text, 0.0, &mut warnings).map_err(|error| error.to_string());
            let _ = csv::wind("a.csv", text, 0.0, &mut warnings).map_err(|error| error.to_string());
            let _ = csv::surface("a.csv", text, "drag", Dimension::Number, &mut warnings).map_err(|error| error.to_string());
            let _ = csv::curve("a.csv", text, ("time", Dimension::Time), ("force", Dimension::Force), &mut warnings)
                .map_err(|error| error.to_string());
        }
    }

    /// A value of a good file replaced by another of its values: the kinds of errors that people make.
    #[test]
    fn swapped_values_never_panic(
        which in 0..GOOD.len(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let lines: Vec<&str> = GOOD[which].lines().collect();
        let valued: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].contains(" = ")).collect();
        let (from, to) = (valued[from.index(valued.len())], valued[to.index(valued.len())]);
        let mut text: Vec<String> = lines.iter().map(|line| line.to_string()).collect();
        let key = lines[to].split(" = ").next().unwrap();
        let value = lines[from].split_once(" = ").unwrap().1;
        text[to] = format!("{key} = {value}");
        let _ = parse_launch(&text.join("\n"), "tests/files").map_err(|error| error.render(true));
    }
}
