//! What a launch file lists in no order that means something may stand in any: every example, listed otherwise, flies the
//! same.
//!
//! | list | in another order |
//! |---|---|
//! | `parachutes`, `stages.parachutes`, `failures` | the same bytes |
//! | parts that stand where they say: masses, buttons, lugs, fins with a `position` | the same bytes |
//! | noses, tubes, transitions, and fins without a `position` | another rocket: each follows the one before it |
//! | `stages` | another vehicle: the order in which they leave |
//! | pairs of a curve, `air.wind.layers`, points of an outline | refused, or another outline: they have to rise, or go round it |

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;
use toml::{Table, Value};

const EXAMPLES: [&str; 7] = [
    "calisto",
    "calisto-dispersed",
    "hybrid",
    "model-rocket",
    "qu8k",
    "two-stage",
    "wind-ensemble",
];

/// The folder of an example, where one test may write, and its launch file.
fn example(test: &str, name: &str) -> (PathBuf, Table) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../rockets")
        .join(name);
    let to = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("order")
        .join(test)
        .join(name);
    std::fs::create_dir_all(&to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
    let text = std::fs::read_to_string(to.join("launch.toml")).unwrap();
    let mut launch: Table = text.parse().unwrap();
    // A part without a name is called by its number.
    for parts in drawings(&mut launch) {
        for (index, part) in parts.iter_mut().enumerate() {
            let part = part.as_table_mut().unwrap();
            part.entry("name")
                .or_insert_with(|| Value::from(format!("part {index}")));
        }
    }
    (to, launch)
}

/// The lists of parts of a rocket, or of each of its stages.
fn drawings(launch: &mut Table) -> Vec<&mut Vec<Value>> {
    let mut found = Vec::new();
    for (key, value) in launch.iter_mut() {
        let bodies: Vec<&mut Value> = match key.as_str() {
            "rocket" => vec![value],
            "stages" => value.as_array_mut().unwrap().iter_mut().collect(),
            _ => continue,
        };
        let parts = bodies.into_iter().filter_map(|body| body.get_mut("parts"));
        found.extend(parts.map(|parts| parts.as_array_mut().unwrap()));
    }
    found
}

/// What the program says of a launch file, as planned and with each failure.
fn told(folder: &Path, launch: &Table) -> Vec<Json> {
    let file = folder.join("launch.toml");
    std::fs::write(&file, toml::to_string(launch).unwrap()).unwrap();
    let failures = launch.get("failures").and_then(Value::as_array);
    let mut names: Vec<&str> = failures
        .into_iter()
        .flatten()
        .map(|failure| failure["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    let flights = std::iter::once(None).chain(names.into_iter().map(Some));
    flights
        .map(|failure| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_downrange"));
            command.arg("fly").arg(&file).arg("--json");
            if let Some(name) = failure {
                command.args(["--failure", name]);
            }
            let output = command.output().unwrap();
            let complaint = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success(), "{complaint}");
            serde_json::from_slice(&output.stdout).unwrap()
        })
        .collect()
}

/// Parachutes and failures from the last to the first: nothing moves by a digit.
#[test]
fn parachutes_and_failures_stand_in_any_order() {
    for name in EXAMPLES {
        let (folder, launch) = example("lists", name);
        let mut other = launch.clone();
        let mut turned = 0;
        let mut turn = |list: Option<&mut Value>| {
            let list = list.map(|list| list.as_array_mut().unwrap());
            for list in list.into_iter().filter(|list| list.len() > 1) {
                list.reverse();
                turned += 1;
            }
        };
        turn(other.get_mut("parachutes"));
        turn(other.get_mut("failures"));
        let stages = other.get_mut("stages").and_then(Value::as_array_mut);
        for stage in stages.into_iter().flatten() {
            turn(stage.get_mut("parachutes"));
        }
        assert!(turned > 0 || name == "model-rocket", "{name}");
        assert_eq!(told(&folder, &launch), told(&folder, &other), "{name}");
    }
}

/// Parts that stand where they say, first or last and from the last to the first: nothing moves by a digit.
#[test]
fn parts_that_say_where_they_stand_stand_in_any_order() {
    for name in EXAMPLES {
        let (folder, launch) = example("parts", name);
        let planned = told(&folder, &launch);
        for first in [true, false] {
            let mut other = launch.clone();
            for parts in drawings(&mut other) {
                let (mut free, follow): (Vec<Value>, Vec<Value>) =
                    parts.drain(..).partition(|part| {
                        let kind = part["type"].as_str().unwrap();
                        part.get("position").is_some()
                            && !["nose", "tube", "transition"].contains(&kind)
                    });
                free.reverse();
                let (before, after) = if first {
                    (free, follow)
                } else {
                    (follow, free)
                };
                parts.extend(before.into_iter().chain(after));
            }
            assert_eq!(planned, told(&folder, &other), "{name}");
        }
    }
}
