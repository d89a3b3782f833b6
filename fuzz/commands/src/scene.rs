//! What is mutated: inputs of the project's own, each with the files that it names.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Files larger than this are no seeds: a case has to be quick.
const LARGEST: u64 = 32 * 1024;

/// What is read first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A launch file.
    Launch,
    /// A design of another program.
    Design,
    /// A claim file.
    Claim,
    /// The folders of a run: whole, in shards, stopped.
    Run,
}

/// An input with everything it names.
#[derive(Debug, Clone)]
pub struct Scene {
    /// From where it is, for example `rockets/calisto/launch.toml`.
    pub name: String,
    /// What its main file is.
    pub kind: Kind,
    /// The main file; its path among the files.
    pub main: String,
    /// All files, by their paths from the folder of the case.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// All scenes, and the areas that go with any launch.
#[derive(Debug)]
pub struct Scenes {
    /// The scenes, in a fixed order.
    pub all: Vec<Scene>,
    /// Area files, right and wrong.
    pub areas: Vec<Vec<u8>>,
}

/// Folders of a checkout with scenes in them, and folders where files lie that they name.
const FOLDERS: [(&str, &str); 4] = [
    ("claims", "claims"),
    ("validation/closed_forms", "validation/closed_forms"),
    (
        "crates/downrange-formats/tests/files",
        "crates/downrange-formats/tests/files",
    ),
    (
        "crates/downrange-formats/tests/wrong",
        "crates/downrange-formats/tests/files",
    ),
];

/// Folders each folder in which holds a scene.
const NESTS: [&str; 5] = [
    "rockets",
    "validation/flights",
    "validation/nesc",
    "crates/downrange-formats/tests/files",
    "fuzz/seeds/scenes",
];

/// Folders of areas.
const AREAS: [&str; 3] = [
    "crates/downrange-formats/tests/wrong_areas",
    "rockets/calisto-dispersed",
    "fuzz/seeds/areas",
];

impl Scenes {
    /// The scenes of a checkout.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(checkout: &Path) -> io::Result<Self> {
        let mut all = Vec::new();
        for (mains, others) in FOLDERS {
            add(
                checkout,
                &checkout.join(mains),
                &checkout.join(others),
                &mut all,
            )?;
        }
        for nest in NESTS {
            for folder in listed(&checkout.join(nest))? {
                if folder.is_dir() {
                    add(checkout, &folder, &folder, &mut all)?;
                }
            }
        }
        let mut areas = Vec::new();
        for folder in AREAS {
            for path in listed(&checkout.join(folder))? {
                if path.extension().is_some_and(|ending| ending == "geojson") {
                    areas.push(std::fs::read(path)?);
                }
            }
        }
        Ok(Self { all, areas })
    }

    /// The designs of a folder, of any size, each with the motors in the folders in it and nothing else.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_designs(folder: &Path) -> io::Result<Self> {
        let mut motors = BTreeMap::new();
        collect(folder, folder, &mut motors)?;
        motors.retain(|name, _| is_motor(name));
        let mut all = Vec::new();
        for path in listed(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if is_design(&name) {
                let main = name.into_owned();
                let mut files = motors.clone();
                files.insert(main.clone(), std::fs::read(&path)?);
                all.push(Scene {
                    name: path.display().to_string(),
                    kind: Kind::Design,
                    main,
                    files,
                });
            }
        }
        let areas = Vec::new();
        Ok(Self { all, areas })
    }
}

fn is_design(name: &str) -> bool {
    [".CDX1", ".ork", ".rkt"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn is_motor(name: &str) -> bool {
    [".eng", ".rse"].iter().any(|ending| name.ends_with(ending))
}

/// The entries of a folder by name; none where there is no such folder.
fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(reason) => return Err(reason),
    };
    let paths = entries.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Adds the scenes of a folder; the files they name are in another.
fn add(checkout: &Path, mains: &Path, others: &Path, all: &mut Vec<Scene>) -> io::Result<()> {
    let mut beside = BTreeMap::new();
    collect(others, others, &mut beside)?;
    for path in listed(mains)? {
        let (Some(name), Some(ending)) = (path.file_name(), path.extension()) else {
            continue;
        };
        let name = name.to_string_lossy().into_owned();
        let of = |kind| (kind, std::fs::read(&path));
        let (kind, main) = match &*ending.to_string_lossy() {
            "toml" if name == "reference.toml" => continue,
            "toml" => of(Kind::Launch),
            _ if is_design(&name) => of(Kind::Design),
            _ => continue,
        };
        let main = main?;
        let kind = match find(&main, b"[[claims]]") {
            true => Kind::Claim,
            false => kind,
        };
        let mut files = BTreeMap::new();
        let mut open = vec![main.clone()];
        while let Some(text) = open.pop() {
            for (other, bytes) in &beside {
                let base = other.rsplit('/').next().unwrap_or(other);
                let motor = kind == Kind::Design && is_motor(other);
                if !files.contains_key(other) && (motor || find(&text, base.as_bytes())) {
                    files.insert(other.clone(), bytes.clone());
                    open.push(bytes.clone());
                }
            }
        }
        files.insert(name.clone(), main);
        let shown = path.strip_prefix(checkout).unwrap_or(&path);
        all.push(Scene {
            name: shown.display().to_string(),
            kind,
            main: name,
            files,
        });
    }
    Ok(())
}

/// The small files under a folder, by their paths from a root.
fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for path in listed(folder)? {
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.metadata()?.len() <= LARGEST {
            let name = path.strip_prefix(root).unwrap_or(&path);
            files.insert(name.display().to_string(), std::fs::read(&path)?);
        }
    }
    Ok(())
}

/// All files under a folder, whatever their size, by their paths from it and with a prefix.
///
/// # Errors
/// When they cannot be read.
pub fn tree(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for path in listed(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}/{name}");
        if path.is_dir() {
            tree(&path, &name, files)?;
        } else {
            files.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(())
}

fn find(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|window| window == wanted)
}
