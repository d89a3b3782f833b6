//! The text of a launch file with its values in place, and faults pointed at them.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use downrange::error::Fault;
use downrange::rocket::{Rocket, RocketDescription};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::Section;
use crate::error::Error;
use crate::files::{self, FileError, Files, Unread};
use crate::motors::{InstalledMotor, MotorSupply};
use crate::similar::edit_distance;
use crate::table::{NumberPlaces, Text};
use crate::warning::Warning;

/// A value of the file and where it stands.
pub type Value<'a> = &'a Spanned<DeValue<'a>>;

/// Where a value lies in memory: its name as long as the file's values stand.
pub type Address = usize;

/// The address of a value or a table.
pub fn address<T>(value: &T) -> Address {
    std::ptr::from_ref(value).addr()
}

/// What a reading leaves for the next, so that only what depends on an uncertain number is built anew.
#[derive(Debug, Default)]
pub struct ReuseCache {
    /// The values and tables in which something is uncertain, however deep.
    pub open: HashSet<Address>,
    built: HashMap<(Address, TypeId), Box<dyn Any + Send + Sync>>,
    rockets: HashMap<(Address, &'static str), Rocket>,
    /// The files that were read, by the name that the launch file gives them: how messages call them, and their bytes.
    pub files: HashMap<String, (String, Vec<u8>)>,
    /// The motors that were found without a file, by their designations.
    pub motors: BTreeMap<String, InstalledMotor>,
}

/// What a first reading tells besides what it builds.
#[derive(Debug, Default)]
pub struct Told {
    /// What was read otherwise than it stands.
    pub warnings: Vec<Warning>,
    /// The same, to be found among many.
    said: HashSet<Warning>,
    /// Where the numbers of tables stand, by the value that names or holds them.
    tables: HashMap<Address, NumberPlaces>,
    /// The text of the file, which all tables in it share.
    text: Option<Arc<str>>,
}

/// Whether a file is read again and again, with other values of what is uncertain.
#[derive(Debug, Clone, Copy)]
pub enum ReuseMode<'a> {
    /// Never again.
    Once,
    /// This is the first time.
    First(&'a RefCell<ReuseCache>),
    /// After a first time; the disk is not touched.
    Again(&'a ReuseCache),
}

/// A launch file, and the values of its uncertain numbers.
#[derive(Debug, Clone, Copy)]
pub struct TomlSource<'a> {
    /// Its name in messages.
    pub file: &'a str,
    /// What stands in it.
    pub text: &'a str,
    /// What it may say.
    pub section: &'static Section,
    /// Where the files lie that it names.
    pub files: &'a dyn Files,
    /// Where a motor may be found that is named without a file.
    pub library: Option<&'a MotorSupply>,
    /// Which of the values below an uncertain number has, by its address.
    pub uncertain: Option<&'a HashMap<Address, usize>>,
    /// The values of the uncertain numbers, SI.
    pub values: &'a [f64],
    /// Whether the file is read again and again.
    pub reading: ReuseMode<'a>,
    /// Who is told what was made of it; nobody once it has been told.
    pub told: Option<&'a RefCell<Told>>,
}

impl<'a> TomlSource<'a> {
    /// A file of which nothing is known but its text, what it may say and where its files lie.
    pub fn new(
        file: &'a str,
        text: &'a str,
        section: &'static Section,
        files: &'a dyn Files,
    ) -> Self {
        Self {
            file,
            text,
            section,
            files,
            library: None,
            uncertain: None,
            values: &[],
            reading: ReuseMode::Once,
            told: None,
        }
    }

    /// Reads a table named or held by a value: what was made of it is told, and where its numbers stand is kept.
    pub fn tabled<T>(
        &self,
        value: Value<'_>,
        read: impl FnOnce(&mut Vec<Warning>) -> Result<(T, NumberPlaces), Error>,
    ) -> Result<T, Error> {
        let mut warnings = Vec::new();
        let (read, origin) = read(&mut warnings)?;
        self.warn(warnings);
        if let Some(told) = self.told {
            told.borrow_mut().tables.insert(address(value), origin);
        }
        Ok(read)
    }

    /// Tells what was made of something, once.
    pub fn warn(&self, warnings: impl IntoIterator<Item = Warning>) {
        let Some(told) = self.told else {
            return;
        };
        let mut told = told.borrow_mut();
        for warning in warnings {
            if told.said.insert(warning.clone()) {
                told.warnings.push(warning);
            }
        }
    }

    /// The text for whoever keeps it: one for all; nothing where nobody is told.
    pub fn kept_text(&self) -> Arc<str> {
        match self.told {
            Some(told) => {
                let mut told = told.borrow_mut();
                Arc::clone(told.text.get_or_insert_with(|| self.text.into()))
            }
            None => Arc::default(),
        }
    }

    /// The text as one in which a table stands.
    pub fn place(&self) -> Text<'a> {
        Text {
            file: self.file,
            text: self.text,
            starts: None,
        }
    }

    /// The value of an uncertain number.
    pub fn drawn(&self, value: Value<'_>) -> Option<f64> {
        let index = self.uncertain?.get(&address(value))?;
        self.values.get(*index).copied()
    }

    /// What is built from a place of the file at which nothing is uncertain: kept from one reading to the next.
    pub fn once<T, E>(&self, place: Address, build: impl FnOnce() -> Result<T, E>) -> Result<T, E>
    where
        T: Any + Clone + Send + Sync,
    {
        let key = (place, TypeId::of::<T>());
        if let ReuseMode::Again(kept) = self.reading
            && let Some(built) = kept.built.get(&key).and_then(|any| any.downcast_ref::<T>())
        {
            return Ok(built.clone());
        }
        let built = build()?;
        if let ReuseMode::First(kept) = self.reading {
            kept.borrow_mut().built.insert(key, Box::new(built.clone()));
        }
        Ok(built)
    }

    /// A rocket of a table, by way of the one that the first reading made there and called the same.
    pub fn rocket(
        &self,
        key: (Address, &'static str),
        description: RocketDescription,
    ) -> Result<Rocket, Fault> {
        if let ReuseMode::Again(kept) = self.reading
            && let Some(first) = kept.rockets.get(&key)
        {
            return first.with_description(description);
        }
        let rocket = Rocket::new(description)?;
        if let ReuseMode::First(kept) = self.reading {
            kept.borrow_mut().rockets.insert(key, rocket.clone());
        }
        Ok(rocket)
    }

    /// Whether something in a value or table is uncertain.
    pub fn is_open(&self, place: Address) -> bool {
        match self.reading {
            ReuseMode::Once => false,
            ReuseMode::First(kept) => kept.borrow().open.contains(&place),
            ReuseMode::Again(kept) => kept.open.contains(&place),
        }
    }

    /// A fault at a place of the text.
    pub fn error(&self, span: Range<usize>, title: impl Into<String>) -> Error {
        Error::of_file(self.file, title).at(self.text, span)
    }

    /// The line of a place, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or("").matches('\n').count() + 1
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
        if let ReuseMode::Again(kept) = self.reading
            && let Some(bytes) = kept.files.get(relative)
        {
            return Ok(bytes.clone());
        }
        let bytes = self.files.read(relative, files::TABLE);
        let bytes = bytes.map_err(|reason| self.unread(relative, span, &reason))?;
        let read = (self.files.display(relative), bytes);
        if let ReuseMode::First(kept) = self.reading {
            let mut kept = kept.borrow_mut();
            kept.files.insert(relative.to_owned(), read.clone());
        }
        Ok(read)
    }

    /// Counts a motor that was found by a designation, without a file, among what is read.
    pub fn found(&self, wanted: &str, motor: InstalledMotor) {
        if let ReuseMode::First(kept) = self.reading {
            kept.borrow_mut().motors.insert(wanted.to_owned(), motor);
        }
    }

    /// The fault that a file is not read.
    fn unread(&self, relative: &str, span: Range<usize>, reason: &FileError) -> Error {
        let reason = match reason {
            FileError::Outside => {
                let title = format!("`{relative}` leads out of the folder of the launch file");
                return self
                    .error(span, title)
                    .label("expected a file of that folder, or of one in it")
                    .hint(OUTSIDE);
            }
            FileError::Unread(Unread::Missing) => {
                let error = self.error(span, format!("no file `{relative}`"));
                return match self.near_file(relative) {
                    Some(name) => error.label(format!("did you mean `{name}`?")),
                    None => error.label("paths start from the folder of the launch file"),
                };
            }
            FileError::Unread(reason) => reason,
        };
        let error = self.error(span, format!("cannot read `{relative}`: {reason}"));
        match reason.hint() {
            Some(hint) => error.label(hint),
            None => error,
        }
    }

    /// A file of the same folder whose name is nearly this.
    fn near_file(&self, relative: &str) -> Option<String> {
        let (folder, wanted) = relative.rsplit_once('/').unwrap_or(("", relative));
        let names = self.files.list(folder).into_iter();
        let near = names.filter_map(|name| Some((edit_distance(wanted, &name)?, name)));
        near.min().map(|(_, name)| name)
    }

    /// A fault of the core, pointed at the key it names or at the nearest table around it.
    pub fn fault(&self, root: &DeTable<'_>, fault: &Fault) -> Error {
        let (span, tabled) = self.locate(root, &fault.place);
        let in_table = tabled.and_then(|(place, steps)| {
            let told = self.told?.borrow();
            told.tables.get(&place)?.error(&steps, &fault.message)
        });
        let error = in_table.unwrap_or_else(|| self.error(span, &*fault.message));
        match &fault.hint {
            Some(hint) => error.hint(hint.as_str()),
            None => error,
        }
    }

    /// Where a dotted path of the description stands in the file.
    ///
    /// The description nests some values deeper than the file does (`outline.span`), and holds motor and parachutes
    /// inside the rocket: names that the file does not have are passed over. What is inside a table that was read from a
    /// file or a list is left to its [`NumberPlaces`].
    pub fn locate(&self, root: &DeTable<'_>, place: &str) -> (Range<usize>, Option<Tabled>) {
        let inner = place.strip_prefix("rocket.").filter(|inner| {
            let first = inner.split(['.', '[']).next();
            matches!(first, Some("motor" | "parachutes"))
        });
        let mut span = 0..0;
        let mut table = Some(root);
        let mut list: Option<&toml::de::DeArray<'_>> = None;
        let mut tabled: Option<Tabled> = None;
        let steps = inner.unwrap_or(place).split(['.', '[']);
        for step in steps.filter(|step| !step.is_empty()) {
            let found = match step.strip_suffix(']') {
                Some(index) => {
                    // The layers of a wind are the wind.
                    let rows = |table: &DeTable<'_>| {
                        ["layers", "curves"]
                            .into_iter()
                            .find(|key| table.contains_key(*key))
                    };
                    let layers = || table?.get(rows(table?)?)?.get_ref().as_array();
                    list.or_else(layers)
                        .and_then(|list| list.get(index.parse::<usize>().ok()?))
                }
                None => table.and_then(|table| {
                    let aliases = || self.section.keys_of_field(step).into_iter();
                    let named = |name: &str| table.get(name);
                    named(step).or_else(|| aliases().find_map(named))
                }),
            };
            let index = step.strip_suffix(']').and_then(|index| index.parse().ok());
            let column = COLUMNS.iter().position(|name| *name == step);
            if let (Some((_, steps)), Some(index)) = (&mut tabled, index.or(column)) {
                steps.push(index);
            }
            if let Some(value) = found {
                let known =
                    |told: &RefCell<Told>| told.borrow().tables.contains_key(&address(value));
                if self.told.is_some_and(known) {
                    tabled = Some((address(value), Vec::new()));
                }
                span = value.span();
                table = value.get_ref().as_table();
                list = value.get_ref().as_array();
            }
        }
        (span, tabled)
    }
}

/// What to do about a path that leads out.
pub const OUTSIDE: &str = "--allow-outside lets it; only for files whose author you trust, since they may name any file that you may \
                           read. Or copy the file beside them";

/// The table, by its value, and the steps inside it.
type Tabled = (Address, Vec<usize>);

/// The curves of a file of propellant tables, in the order of its [`NumberPlaces`].
pub const COLUMNS: [&str; 4] = ["mass", "center", "axial", "transverse"];
