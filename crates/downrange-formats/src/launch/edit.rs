//! Edits of the text of a launch file that keep its comments and the order of its keys.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use crate::toml_file::labels::{Called, labels};

/// Why a text is not edited.
#[derive(Debug, PartialEq, Eq)]
pub enum EditError {
    /// It is no TOML.
    NotToml,
    /// A path does not lead where something can stand; a message.
    Path(String),
}

/// The tree of a text with all that stands between its keys.
pub fn parse(text: &str) -> Result<DocumentMut, EditError> {
    text.parse().map_err(|_| EditError::NotToml)
}

/// The text with another value at a path of keys.
pub fn set(text: &str, path: &str, value: &toml::Value) -> Result<String, EditError> {
    let mut root = parse(text)?;
    // One writer's text is read by the other: both know all values of TOML.
    let value: Value = value.to_string().parse().map_err(|_| EditError::NotToml)?;
    let steps = steps(path)?;
    let mut edit = Edit { path, value };
    edit.table(root.as_table_mut(), &steps)?;
    Ok(root.to_string())
}

/// The text without a key, dotted where it is one of a table.
pub fn remove(text: &str, path: &str) -> Result<String, EditError> {
    let mut root = parse(text)?;
    let mut steps: Vec<&str> = path.split('.').collect();
    let key = steps.pop().unwrap_or_default();
    let mut table: Option<&mut dyn toml_edit::TableLike> = Some(root.as_table_mut());
    for step in steps {
        table = table.and_then(|table| table.get_mut(step)?.as_table_like_mut());
    }
    if let Some(table) = table {
        table.remove(key);
    }
    Ok(root.to_string())
}

/// `KEY=VALUE` as its key and its value, which is text where it is no TOML.
pub fn assignment(text: &str) -> Option<(String, toml::Value)> {
    let (path, value) = text.split_once('=')?;
    let (path, value) = (path.trim(), value.trim());
    let parsed = toml::from_str::<toml::Table>(&format!("value = {value}"));
    let alone = parsed.ok().filter(|table| table.len() == 1);
    let value = alone.and_then(|mut table| table.remove("value"));
    let text = || toml::Value::String(text_after_equals(text).to_owned());
    (!path.is_empty()).then(|| (path.to_owned(), value.unwrap_or_else(text)))
}

fn text_after_equals(text: &str) -> &str {
    text.split_once('=').map_or("", |(_, value)| value.trim())
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// A key of a table, or the name of something listed.
    Key(String),
    /// The number of something listed, from 0.
    Index(usize),
}

/// The steps of a path such as `rocket.parts[2].span` or `rocket.parts."fin can".span`.
fn steps(path: &str) -> Result<Vec<Step>, EditError> {
    let wrong = || {
        let message =
            format!("`{path}` is no path of keys such as rocket.mass or rocket.parts[0].length");
        EditError::Path(message)
    };
    let mut steps = Vec::new();
    let mut left = path.trim();
    loop {
        let key;
        if let Some(quoted) = left.strip_prefix('"') {
            (key, left) = quoted.split_once('"').ok_or_else(wrong)?;
        } else {
            let end = left.find(['.', '[']).unwrap_or(left.len());
            (key, left) = left.split_at(end);
        }
        if key.trim().is_empty() {
            return Err(wrong());
        }
        steps.push(Step::Key(key.trim().to_owned()));
        while let Some(index) = left.strip_prefix('[') {
            let (index, rest) = index.split_once(']').ok_or_else(wrong)?;
            steps.push(Step::Index(index.trim().parse().map_err(|_| wrong())?));
            left = rest;
        }
        match left.strip_prefix('.') {
            Some(rest) => left = rest,
            None if left.is_empty() => return Ok(steps),
            None => return Err(wrong()),
        }
    }
}

struct Edit<'p> {
    path: &'p str,
    value: Value,
}

impl Edit<'_> {
    fn table(&mut self, table: &mut dyn TableLike, steps: &[Step]) -> Result<(), EditError> {
        match steps {
            [Step::Key(key)] => {
                match table.get_mut(key) {
                    Some(item) => self.replace(item),
                    None => _ = table.insert(key, Item::Value(self.value.clone())),
                }
                Ok(())
            }
            [Step::Key(key), rest @ ..] => {
                let item = table.entry(key).or_insert_with(|| {
                    // Its header is written only where it holds values itself.
                    let mut new = Table::new();
                    new.set_implicit(true);
                    Item::Table(new)
                });
                self.item(item, rest)
            }
            _ => Err(self.no_list()),
        }
    }

    fn item(&mut self, item: &mut Item, steps: &[Step]) -> Result<(), EditError> {
        if let Some(list) = item.as_array_of_tables_mut() {
            let entries = list.iter().map(|table| called(Some(table)));
            let index = self.index(steps, &entries.collect::<Vec<_>>())?;
            return match (list.get_mut(index), &steps[1..]) {
                (Some(table), rest @ [_, ..]) => self.table(table, rest),
                _ => Err(self.whole_entry()),
            };
        }
        match item {
            Item::Table(table) => self.table(table, steps),
            Item::Value(value) => self.value(value, steps),
            _ => Err(self.no_table()),
        }
    }

    fn value(&mut self, value: &mut Value, steps: &[Step]) -> Result<(), EditError> {
        match value {
            Value::InlineTable(table) => self.table(table, steps),
            Value::Array(list) => {
                let entries = list.iter().map(|entry| {
                    let table = entry.as_inline_table();
                    called(table.map(|table| table as &dyn TableLike))
                });
                let index = self.index(steps, &entries.collect::<Vec<_>>())?;
                match (list.get_mut(index), &steps[1..]) {
                    (Some(entry), []) => {
                        let decor = entry.decor().clone();
                        *entry = self.value.clone();
                        *entry.decor_mut() = decor;
                        Ok(())
                    }
                    (Some(entry), rest) => self.value(entry, rest),
                    (None, _) => Err(self.whole_entry()),
                }
            }
            _ => Err(self.no_table()),
        }
    }

    fn replace(&self, item: &mut Item) {
        let mut new = self.value.clone();
        if let Some(old) = item.as_value() {
            *new.decor_mut() = old.decor().clone();
        }
        *item = Item::Value(new);
    }

    /// Which of the entries of a list the first step means: by number, by name, or as an uncertain input is called, without a
    /// name by its type.
    fn index(&self, steps: &[Step], entries: &[Called]) -> Result<usize, EditError> {
        let labels = labels(entries);
        let found = match steps.first() {
            Some(Step::Index(index)) => Some(*index).filter(|index| *index < entries.len()),
            Some(Step::Key(wanted)) => {
                let is_wanted = |label: &Option<String>| label.as_ref() == Some(wanted);
                let named = entries.iter().position(|each| is_wanted(&each.name));
                named.or_else(|| labels.iter().position(is_wanted))
            }
            None => None,
        };
        found.ok_or_else(|| {
            let known = entries.iter().zip(labels).filter_map(|(each, label)| {
                let name = each.name.clone();
                name.or(label)
            });
            let known: Vec<String> = known.collect();
            let known = match known.is_empty() {
                true => String::new(),
                false => format!(": {}", known.join(", ")),
            };
            let (path, count) = (self.path, entries.len());
            EditError::Path(format!("no entry `{path}`: the list has {count}{known}"))
        })
    }

    fn no_table(&self) -> EditError {
        let path = self.path;
        EditError::Path(format!("`{path}` leads through a value that has no keys"))
    }

    fn no_list(&self) -> EditError {
        let path = self.path;
        EditError::Path(format!("`{path}` numbers what is no list"))
    }

    fn whole_entry(&self) -> EditError {
        let path = self.path;
        EditError::Path(format!(
            "`{path}` is an entry of a list, expected a key of it"
        ))
    }
}

/// What a table is called.
fn name(table: &dyn TableLike) -> Option<&str> {
    table.get("name")?.as_str()
}

fn called(table: Option<&dyn TableLike>) -> Called {
    let text = |key: &str| Some(table?.get(key)?.as_str()?.to_owned());
    Called {
        name: text("name"),
        kind: text("type"),
    }
}

/// The text of a tree over which another one is laid.
pub fn merge(mut base: DocumentMut, over: DocumentMut) -> String {
    lay_over(base.as_table_mut(), over.as_table());
    unplace(base.as_table_mut());
    base.to_string()
}

fn lay_over(base: &mut dyn TableLike, over: &dyn TableLike) {
    for (key, item) in over.iter() {
        let lists = base
            .get_mut(key)
            .and_then(Item::as_array_of_tables_mut)
            .zip(item.as_array_of_tables());
        if let Some((base, over)) = lists {
            add(base, over);
            continue;
        }
        // An inline table is a value: a wind by speed and direction, say, replaces one by its components.
        let tables = base
            .get_mut(key)
            .and_then(Item::as_table_mut)
            .zip(item.as_table_like());
        match tables {
            Some((base, over)) => lay_over(base, over),
            None => _ = base.insert(key, item.clone()),
        }
    }
}

/// Lays the entries of a list over those of their names, and adds the others.
fn add(base: &mut ArrayOfTables, over: &ArrayOfTables) {
    for entry in over.iter() {
        let called = name(entry);
        let same = |each: &Table| called.is_some() && name(each) == called;
        let index = base.iter().position(same);
        match index.and_then(|index| base.get_mut(index)) {
            Some(table) => lay_over(table, entry),
            None => base.push(entry.clone()),
        }
    }
}

/// Lets tables stand in the order of the tree: their places in two texts say nothing of one another, and a table of a listed
/// one must follow it.
fn unplace(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => unplace(table),
            Item::ArrayOfTables(list) => ArrayOfTables::iter_mut(list).for_each(unplace),
            _ => {}
        }
    }
}
