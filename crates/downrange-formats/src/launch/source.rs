//! The text of a launch file with its values in place, and faults pointed at them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use downrange::error::Fault;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Error;

/// A value of the file and where it stands.
pub type Value<'a> = &'a Spanned<DeValue<'a>>;

/// A launch file.
#[derive(Debug)]
pub struct Source<'a> {
    /// Its name in messages.
    pub file: String,
    /// What stands in it.
    pub text: &'a str,
    /// From where its paths start.
    pub folder: PathBuf,
}

impl<'a> Source<'a> {
    /// The tables of the text.
    pub fn parse(&self) -> Result<Spanned<DeTable<'a>>, Error> {
        DeTable::parse(self.text).map_err(|reason| {
            let title = reason.message().lines().collect::<Vec<_>>().join(", ");
            let span = reason.span().unwrap_or(0..0);
            self.error(span, format!("not TOML: {title}"))
        })
    }

    /// A fault at a place of the text.
    pub fn error(&self, span: Range<usize>, title: impl Into<String>) -> Error {
        Error::of_file(self.file.as_str(), title).at(self.text, span)
    }

    /// What stands at a place, cut to fit a message.
    pub fn quote(&self, span: Range<usize>) -> String {
        let text = self.text.get(span).unwrap_or("").trim();
        match text.char_indices().nth(40) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        }
    }

    /// Reads a file that the launch file names at a place: how to call it in messages, and its bytes.
    pub fn read(&self, relative: &str, span: Range<usize>) -> Result<(String, Vec<u8>), Error> {
        let path = self.folder.join(relative);
        let bytes = std::fs::read(&path).map_err(|reason| {
            let error = match reason.kind() {
                std::io::ErrorKind::NotFound => self.error(span, format!("no file `{relative}`")),
                _ => self.error(span, format!("cannot read `{relative}`: {reason}")),
            };
            match near_file(&path) {
                Some(name) => error.label(format!("did you mean `{name}`?")),
                None => error.label("paths start from the folder of the launch file"),
            }
        })?;
        Ok((path.display().to_string(), bytes))
    }

    /// A fault of the core, pointed at the key it names or at the nearest table around it.
    pub fn fault(&self, root: &DeTable<'_>, fault: &Fault) -> Error {
        let error = self.error(locate(root, &fault.place), &*fault.message);
        match &fault.hint {
            Some(hint) => error.hint(hint.as_str()),
            None => error,
        }
    }
}

/// A file of the same folder whose name is nearly this.
fn near_file(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let names = std::fs::read_dir(path.parent()?).ok()?;
    names
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some((near(wanted, &name)?, name)))
        .min()
        .map(|(_, name)| name)
}

/// How far apart two words are, if that is little.
pub fn near(read: &str, known: &str) -> Option<usize> {
    let distance = strsim::damerau_levenshtein(&read.to_lowercase(), &known.to_lowercase());
    (distance <= 1 + known.chars().count() / 4 && distance < known.chars().count())
        .then_some(distance)
}

/// The nearest of some words.
pub fn nearest<'w>(read: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    words
        .filter_map(|word| Some((near(read, word)?, word)))
        .min()
        .map(|(_, word)| word)
}

/// What the description calls otherwise than the file does.
const OTHERWISE: &[(&str, &str)] = &[
    ("base_diameter", "diameter"),
    ("outer_diameter", "diameter"),
    ("inner_diameter", "wall"),
    ("sweep_length", "sweep_angle"),
    ("shape", "type"),
    ("drag_power_off", "drag"),
    ("drag_area", "diameter"),
    ("nozzle_exit_area", "nozzle_exit_diameter"),
    ("reference_height", "height"),
];

/// Where a dotted path of the description stands in the file.
///
/// The description nests some values deeper than the file does (`outline.span`), and holds motor and parachutes
/// inside the rocket: names that the file does not have are passed over.
fn locate(root: &DeTable<'_>, place: &str) -> Range<usize> {
    let inner = place.strip_prefix("rocket.").filter(|inner| {
        let first = inner.split(['.', '[']).next();
        matches!(first, Some("motor" | "parachutes"))
    });
    let mut span = 0..0;
    let mut table = Some(root);
    let mut list: Option<&toml::de::DeArray<'_>> = None;
    let steps = inner.unwrap_or(place).split(['.', '[']);
    for step in steps.filter(|step| !step.is_empty()) {
        let found = match step.strip_suffix(']') {
            Some(index) => {
                // The layers of a wind are the wind.
                let layers = || table?.get("layers")?.get_ref().as_array();
                list.or_else(layers)
                    .and_then(|list| list.get(index.parse::<usize>().ok()?))
            }
            None => table.and_then(|table| {
                let otherwise = OTHERWISE.iter().find(|(core, _)| *core == step);
                let named = |name: &str| table.get(name);
                named(step).or_else(|| named(otherwise?.1))
            }),
        };
        if let Some(value) = found {
            span = value.span();
            table = value.get_ref().as_table();
            list = value.get_ref().as_array();
        }
    }
    span
}
