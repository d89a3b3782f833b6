//! One case: a command line and the folder it is run in, all from two numbers.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::Path;

use fastrand::Rng;
use rustix::fs::{CWD, Mode, mkfifoat};

use crate::mutate::{Dictionary, mutate};
use crate::options;
use crate::scene::{Kind, Scene, Scenes};

/// Of a hundred cases, how many have inputs as they are and only their options mutated.
const AS_THEY_ARE: u8 = 4;

/// What stands at a path of the folder of a case.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A file.
    File(Vec<u8>),
    /// An empty folder.
    Folder,
    /// A named pipe that nobody writes into.
    Pipe,
    /// A symbolic link to this.
    Link(&'static str),
}

/// A command line and what it is run on.
#[derive(Debug, Clone)]
pub struct Case {
    /// The scene it was made of.
    pub scene: String,
    /// The subcommand.
    pub command: &'static str,
    /// What stands where; paths from the folder of the case.
    pub entries: BTreeMap<String, Entry>,
    /// The arguments after the name of the program.
    pub arguments: Vec<String>,
}

/// The file outside of the inputs that links lead to, and what is in it.
pub const OUTSIDE: (&str, &str) = ("outside/private.csv", "time,thrust\n0,5\n1,6\n");

impl Case {
    /// The case of this seed and number.
    pub fn new(scenes: &Scenes, dictionary: &Dictionary, seed: u64, number: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        // Cases next to each other have nothing in common.
        let mixed = rng.u64(..) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut rng = Rng::with_seed(mixed);
        let rng = &mut rng;
        let scene = chosen(rng, scenes);
        let mut entries: BTreeMap<String, Entry> = scene
            .files
            .iter()
            .map(|(name, bytes)| (format!("in/{name}"), Entry::File(bytes.clone())))
            .collect();
        let area = scenes.areas.get(rng.usize(..scenes.areas.len().max(1)));
        let mut line = options::of(rng, scene);
        if line
            .arguments
            .iter()
            .any(|argument| argument == options::AREA)
        {
            entries.insert(
                options::AREA.to_owned(),
                Entry::File(area.cloned().unwrap_or_default()),
            );
        }
        let mutated = rng.u8(..100) >= AS_THEY_ARE;
        if mutated {
            change(rng, scene, scenes, dictionary, &mut entries);
        }
        if !mutated || rng.u8(..100) < 5 {
            options::change(rng, &mut line.arguments, dictionary);
        }
        Self {
            scene: scene.name.clone(),
            command: line.command,
            entries,
            arguments: line.arguments,
        }
    }

    /// Writes it into an empty folder.
    ///
    /// # Errors
    /// When that cannot be done.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        for made in ["in", "home", "outside"] {
            fs::create_dir_all(folder.join(made))?;
        }
        fs::write(folder.join(OUTSIDE.0), OUTSIDE.1)?;
        for (name, entry) in &self.entries {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            match entry {
                Entry::File(bytes) => fs::write(&path, bytes)?,
                Entry::Folder => fs::create_dir(&path)?,
                Entry::Pipe => mkfifoat(CWD, &path, Mode::RWXU)?,
                Entry::Link(to) => symlink(to, &path)?,
            }
        }
        Ok(())
    }

    /// Where it is said to write: the value of `--out`, or the file that `convert` writes; from the folder of the case.
    pub fn out(&self) -> Option<&str> {
        let options = self.arguments.iter().zip(self.arguments.iter().skip(1));
        let mut given = options
            .filter(|(name, _)| *name == "--out")
            .map(|(_, value)| value.as_str());
        match self.command {
            "convert" if self.arguments.iter().any(|each| each == options::CONVERTED) => {
                Some("out")
            }
            // Another value took its place: which one is the file is not guessed.
            "convert" => Some(""),
            _ => given.next_back(),
        }
    }

    /// A pipe among what it is run on.
    pub fn pipe(&self) -> Option<&str> {
        let mut pipes = self
            .entries
            .iter()
            .filter(|(_, entry)| matches!(entry, Entry::Pipe));
        pipes.next().map(|(name, _)| name.as_str())
    }

    /// The largest of the files that it is run on, bytes.
    pub fn largest(&self) -> usize {
        let sizes = self.entries.values().map(|entry| match entry {
            Entry::File(bytes) => bytes.len(),
            _ => 0,
        });
        sizes.max().unwrap_or(0)
    }

    /// Whether it asks for JSON.
    pub fn json(&self) -> bool {
        self.arguments.iter().any(|argument| argument == "--json")
    }

    /// The same with another command line.
    pub fn with(&self, command: &'static str, arguments: &[&str]) -> Self {
        let arguments = arguments
            .iter()
            .map(|argument| (*argument).to_owned())
            .collect();
        Self {
            command,
            arguments,
            ..self.clone()
        }
    }
}

/// Launches most often, since they have the most readers.
fn chosen<'s>(rng: &mut Rng, scenes: &'s Scenes) -> &'s Scene {
    let kind = match rng.u8(..100) {
        0..62 => Kind::Launch,
        62..80 => Kind::Design,
        80..86 => Kind::Claim,
        _ => Kind::Run,
    };
    // What is wrong as it is rarely gets far: it is taken now and then.
    let wrong = rng.u8(..100) < 12;
    let fits = |scene: &&Scene| scene.kind == kind && scene.name.contains("/wrong/") == wrong;
    let of: Vec<&Scene> = scenes.all.iter().filter(fits).collect();
    match of.is_empty() {
        true => &scenes.all[rng.usize(..scenes.all.len())],
        false => of[rng.usize(..of.len())],
    }
}

/// Changes one of the files, sometimes more, or what kind of a file stands there.
fn change(
    rng: &mut Rng,
    scene: &Scene,
    scenes: &Scenes,
    dictionary: &Dictionary,
    entries: &mut BTreeMap<String, Entry>,
) {
    let names: Vec<String> = entries.keys().cloned().collect();
    let main = format!("in/{}", scene.main);
    for _ in 0..[1, 1, 1, 2][rng.usize(..4)] {
        let name = match rng.u8(..) {
            0..100 if scene.kind != Kind::Run => &main,
            _ => &names[rng.usize(..names.len())],
        };
        let Some(Entry::File(bytes)) = entries.get(name) else {
            continue;
        };
        let entry = match rng.u8(..) {
            0 => Entry::File(Vec::new()),
            1 => Entry::Folder,
            2 => Entry::Pipe,
            3 => Entry::Link("/nowhere"),
            4 => Entry::Link("../outside/private.csv"),
            5 => {
                entries.remove(name);
                continue;
            }
            _ => {
                let other = other(rng, name, scenes);
                Entry::File(mutate(rng, bytes.clone(), &other, dictionary))
            }
        };
        entries.insert(name.clone(), entry);
    }
}

/// A file of another scene, most often of the same ending.
fn other(rng: &mut Rng, name: &str, scenes: &Scenes) -> Vec<u8> {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let like = rng.u8(..) < 220;
    for _ in 0..32 {
        let scene = &scenes.all[rng.usize(..scenes.all.len())];
        let names: Vec<&String> = scene.files.keys().collect();
        let other = names[rng.usize(..names.len())];
        if !like || other.ends_with(ending) {
            return scene.files[other].clone();
        }
    }
    Vec::new()
}

/// Empties a folder.
///
/// # Errors
/// When that cannot be done.
pub fn empty(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)
}
