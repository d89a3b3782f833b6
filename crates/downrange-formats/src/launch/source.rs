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

impl Source<'_> {
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

    /// A path of the file, from the folder of the file.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.join(relative)
    }

    /// Reads a file that the launch file names at a place.
    pub fn read(&self, relative: &str, span: Range<usize>) -> Result<Vec<u8>, Error> {
        let path = self.path(relative);
        std::fs::read(&path).map_err(|reason| {
            let error = match reason.kind() {
                std::io::ErrorKind::NotFound => self.error(span, format!("no file `{relative}`")),
                _ => self.error(span, format!("cannot read `{relative}`: {reason}")),
            };
            match near_file(&path) {
                Some(name) => error.label(format!("did you mean `{name}`?")),
                None => error.label("paths start from the folder of the launch file"),
            }
        })
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

/// Where a dotted path of the description stands in the file.
///
/// The description nests some values deeper than the file does (`outline.span`), and holds motor and parachutes
/// inside the rocket: names that the file does not have are passed over.
fn locate(root: &DeTable<'_>, place: &str) -> Range<usize> {
    let place = place.strip_prefix("rocket.").map_or(place, |inner| {
        match inner.starts_with("motor") || inner.starts_with("parachutes") {
            true => inner,
            false => place,
        }
    });
    let mut span = 0..0;
    let mut table = Some(root);
    let mut list = None;
    for step in place.split(['.', '[']).filter(|step| !step.is_empty()) {
        let found = match step.strip_suffix(']') {
            Some(index) => {
                list.and_then(|list: &toml::de::DeArray<'_>| list.get(index.parse::<usize>().ok()?))
            }
            None => table.and_then(|table| table.get(step)),
        };
        if let Some(value) = found {
            span = value.span();
            table = value.get_ref().as_table();
            list = value.get_ref().as_array();
        }
    }
    span
}
