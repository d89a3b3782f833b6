//! Warnings and remarks on a design file.

use std::collections::HashMap;

use super::xml::Node;
use crate::toml_file::page::KeyRemark;
use crate::warning::Warning;

/// Warnings, each said once, and remarks on the keys of a launch file.
#[derive(Debug)]
pub struct Warnings {
    file: String,
    said: Vec<Warning>,
    /// Where each stands, by what was read and what was made of it.
    known: HashMap<(String, String), usize>,
    remarks: Vec<KeyRemark>,
}

impl Warnings {
    /// None yet, of a file.
    pub fn of_file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            said: Vec::new(),
            known: HashMap::new(),
            remarks: Vec::new(),
        }
    }

    /// Says what was said elsewhere, of a motor file.
    pub fn repeat(&mut self, warnings: impl IntoIterator<Item = Warning>) {
        for warning in warnings {
            if !self.said.contains(&warning) {
                self.said.push(warning);
            }
        }
    }

    /// Says something of an element.
    pub fn of(&mut self, node: Node<'_>, message: impl Into<String>) {
        let text = node.text().lines().next().unwrap_or_default();
        let read = format!("{} {text}", node.name()).trim().to_owned();
        let message = message.into();
        let next = self.said.len();
        let index = self.known.entry((read.clone(), message.clone()));
        let index = *index.or_insert(next);
        match self.said.get_mut(index) {
            Some(known) if known.lines.last() == Some(&node.line()) => {}
            Some(known) => known.lines.push(node.line()),
            None => self.said.push(Warning {
                file: self.file.clone(),
                read,
                lines: vec![node.line()],
                message,
            }),
        }
    }

    /// Warns of something that the file does not say.
    pub fn missing(&mut self, message: impl Into<String>) {
        let message = message.into();
        if self.said.iter().all(|known| known.message != message) {
            self.said.push(Warning {
                file: self.file.clone(),
                read: String::new(),
                lines: Vec::new(),
                message,
            });
        }
    }

    /// Says of a key of the launch file where its value is from.
    pub fn remark(&mut self, path: &str, text: impl Into<String>) {
        self.remarks.push((path.to_owned(), text.into()));
    }

    /// All of them.
    pub fn into_parts(self) -> (Vec<Warning>, Vec<KeyRemark>) {
        (self.said, self.remarks)
    }
}
