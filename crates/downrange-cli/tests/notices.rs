//! The notices of third parties that go with the program, and that they are those of what it is built from.
//!
//! `UPDATE=1 cargo test -p downrange-cli --test notices` writes them anew from the licences that the crates bring; read what
//! changed before you keep it. Cargo.lock alone tells whether they are current, so that nothing has to be installed for it.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate: its name and version.
type Crate = (String, String);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn parsed(path: &Path) -> toml::Table {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

/// Names of what a crate of the workspace is built from, and not only tested with.
fn built_from(member: &str) -> BTreeSet<String> {
    let manifest = parsed(&root().join("crates").join(member).join("Cargo.toml"));
    let mut names = BTreeSet::new();
    let mut add = |table: Option<&toml::Value>| {
        let table = table.and_then(toml::Value::as_table);
        names.extend(table.into_iter().flat_map(|table| table.keys().cloned()));
    };
    add(manifest.get("dependencies"));
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    for target in targets.into_iter().flat_map(|table| table.values()) {
        add(target.get("dependencies"));
    }
    names
}

/// What a crate of the workspace is built from on any system, by Cargo.lock; of this workspace nothing.
fn crates(member: &str) -> BTreeSet<Crate> {
    let lock = parsed(&root().join("Cargo.lock"));
    let packages: Vec<&toml::Table> = lock["package"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| package.as_table().unwrap())
        .collect();
    let named = |package: &toml::Table| -> Crate {
        let get = |key: &str| package[key].as_str().unwrap().to_owned();
        (get("name"), get("version"))
    };
    let mut found = BTreeSet::new();
    let mut left = vec![member.to_owned()];
    while let Some(wanted) = left.pop() {
        // `name`, or `name version` where there are several.
        let mut words = wanted.split(' ');
        let (name, version) = (words.next().unwrap(), words.next());
        for package in &packages {
            let own = named(package);
            let wanted = own.0 == name && version.is_none_or(|version| own.1 == version);
            if !wanted || !found.insert(own.clone()) {
                continue;
            }
            let is_member = !package.contains_key("source");
            let direct = is_member.then(|| built_from(name));
            let all = package.get("dependencies").and_then(toml::Value::as_array);
            for dependency in all.into_iter().flatten() {
                let dependency = dependency.as_str().unwrap();
                let first = dependency.split(' ').next().unwrap();
                if direct.as_ref().is_none_or(|direct| direct.contains(first)) {
                    left.push(dependency.to_owned());
                }
            }
        }
    }
    let ours = |name: &str| name == "downrange" || name.starts_with("downrange-");
    found.retain(|(name, _)| !ours(name));
    found
}

/// The sources of a crate as cargo unpacks them.
fn sources((name, version): &Crate) -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry/src")).ok()?;
    registries
        .map(|entry| entry.unwrap().path().join(format!("{name}-{version}")))
        .find(|path| path.is_dir())
}

/// The texts of the licences and notices of a crate, by what its files are called.
fn licences(at: &Path) -> Vec<String> {
    const NAMES: [&str; 5] = ["license", "licence", "copying", "notice", "unlicense"];
    let mut files: Vec<PathBuf> = fs::read_dir(at)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
            path.is_file() && NAMES.iter().any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    let texts = files.iter().map(|path| fs::read(path).unwrap());
    let plain = |bytes: Vec<u8>| {
        let text = String::from_utf8_lossy(&bytes).replace('\r', "");
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim_matches('\n').to_owned()
    };
    texts.map(plain).collect()
}

/// The file, from the sources of the crates.
fn written(member: &str, heading: &str) -> String {
    let mut list = String::new();
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in crates(member) {
        let at = sources(&one).unwrap_or_else(|| unreachable!("{one:?}: run `cargo fetch` first"));
        let (name, version) = &one;
        let manifest = parsed(&at.join("Cargo.toml"));
        let said = |key: &str| {
            let value = manifest["package"].get(key).and_then(toml::Value::as_str);
            value.unwrap_or_default().to_owned()
        };
        let licence = match said("license").as_str() {
            "" => "see below".to_owned(),
            expression => expression.to_owned(),
        };
        list.push_str(&format!("- {name} {version}: {licence}"));
        let all = licences(&at);
        if all.is_empty() {
            let authors = manifest["package"].get("authors");
            let authors = authors.and_then(toml::Value::as_array);
            let authors: Vec<&str> = authors
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_str)
                .collect();
            let from = [authors.join(", "), said("repository")];
            let from: Vec<String> = from.into_iter().filter(|each| !each.is_empty()).collect();
            list.push_str(&format!(
                " (without a text of its own; {})",
                from.join("; ")
            ));
        }
        list.push('\n');
        for text in all {
            let users = texts.entry(text).or_default();
            let name = format!("{name} {version}");
            if !users.contains(&name) {
                users.push(name);
            }
        }
    }
    let mut by_user: Vec<(Vec<String>, String)> = texts
        .into_iter()
        .map(|(text, users)| (users, text))
        .collect();
    by_user.sort();
    let mut file = format!("{heading}{list}");
    for (users, text) in by_user {
        // Indented, it is shown as it stands.
        let indented: Vec<String> = text
            .lines()
            .map(|line| format!("    {line}").trim_end().to_owned())
            .collect();
        file.push_str(&format!(
            "\n## {}\n\n{}\n",
            users.join(", "),
            indented.join("\n")
        ));
    }
    file
}

const HEADING: &str = "\
# Notices of third parties

The program `downrange` is built from these crates, on one system or another, and goes with their licences; where a crate is
offered under several, any of them may be chosen. Pages that it writes hold plotly.js (MIT, Copyright Plotly, Inc.), whose notice
stands in it; coasts and borders are those of Natural Earth, which are in the public domain. The licences of Downrange itself are
LICENSE-MIT and LICENSE-APACHE.

";

/// The crates that a file lists.
fn listed(file: &str) -> BTreeSet<Crate> {
    let lines = file.lines().take_while(|line| !line.starts_with("## "));
    let named = lines.filter_map(|line| {
        let (name, version) = line
            .strip_prefix("- ")?
            .split_once(": ")?
            .0
            .split_once(' ')?;
        Some((name.to_owned(), version.to_owned()))
    });
    named.collect()
}

/// What goes with a program, and what it is built from, are the same.
fn check(member: &str, heading: &str, file: &str) {
    let path = root().join(file);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, written(member, heading)).unwrap();
    }
    assert_eq!(
        listed(&fs::read_to_string(&path).unwrap()),
        crates(member),
        "UPDATE=1 cargo test -p downrange-cli --test notices writes {file} anew"
    );
}

/// What the program is built from, and what it tells of it, are the same.
#[test]
fn the_notices_are_those_of_the_crates() {
    let file = "crates/downrange-cli/THIRD-PARTY.md";
    check("downrange-cli", HEADING, file);
    let output = Command::new(env!("CARGO_BIN_EXE_downrange"))
        .arg("notices")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stdout).unwrap();
    if std::env::var_os("UPDATE").is_none() {
        assert_eq!(told, fs::read_to_string(root().join(file)).unwrap());
    }
}

/// The Python package carries its own, in its wheel.
#[test]
fn the_notices_of_the_python_package_are_those_of_its_crates() {
    let heading = HEADING.replacen("program `downrange`", "Python package `downrange`", 1);
    check("downrange-py", &heading, "python/THIRD-PARTY.md");
}
