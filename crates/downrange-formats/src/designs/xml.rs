//! The XML of a file as a tree whose elements know where they stand, and whether anybody has read them.

use std::cell::Cell;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::Error;
use crate::lines::Lines;

/// No file nests deeper; what does is not meant well.
const DEEPEST: usize = 100;

/// Elements and attributes of a file at most: a design with its stored flights has some ten thousand. Each takes up to fifty
/// times the bytes that it has in the file.
const MOST_ELEMENTS: usize = 1_000_000;

/// RASAero writes none at all.
const MOST_ATTRIBUTES: usize = 32;

/// What is less is what a subtraction leaves of zero, whatever its unit.
const LEAST: f64 = 1e-6;

/// What is more is no rocket's, whatever its unit: arithmetic fails before sense does.
const MOST: f64 = 1e6;

/// Of sizes and weights, in and lb: a rocket of 250 m and 4.5 t, and a limit to what a flight has to be computed for.
const LARGEST: f64 = 10_000.0;

/// A file and its tree.
#[derive(Debug)]
pub struct Document {
    file: String,
    source: String,
    lines: Lines,
    root: Element,
}

/// An element.
#[derive(Debug)]
struct Element {
    name: String,
    /// Its start tag.
    span: Range<usize>,
    text: String,
    /// Whether nothing but blanks stands in it yet.
    blank: bool,
    /// Its text without the blanks around it.
    text_span: Range<usize>,
    children: Vec<Element>,
    used: Cell<bool>,
}

/// An element in its document.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    document: &'a Document,
    element: &'a Element,
}

impl Document {
    /// Reads the tree.
    pub fn parse(file: &str, source: String) -> Result<Self, Error> {
        let root = tree(file, &source)?;
        Ok(Self {
            file: file.to_owned(),
            lines: Lines::of(&source),
            source,
            root,
        })
    }

    /// The outermost element.
    pub fn root(&self) -> Node<'_> {
        self.root.used.set(true);
        Node {
            document: self,
            element: &self.root,
        }
    }
}

fn tree(file: &str, source: &str) -> Result<Element, Error> {
    let fault = |span: Range<usize>, title: String| Error::of_file(file, title).at(source, span);
    let mut reader = Reader::from_str(source);
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|reason| {
            let at = reader.error_position() as usize;
            fault(at..at + 1, format!("not XML: {reason}"))
        })?;
        let span = start..reader.buffer_position() as usize;
        let closed = match event {
            Event::Start(tag) => {
                if open.len() == DEEPEST {
                    let title = format!("elements nested more than {DEEPEST} deep");
                    return Err(fault(span, title));
                }
                open.push(element(&tag, span).map_err(|(span, title)| fault(span, title))?);
                None
            }
            Event::Empty(tag) => {
                Some(element(&tag, span).map_err(|(span, title)| fault(span, title))?)
            }
            Event::End(_) => open.pop(),
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.add(&text.xml10_content(), span, source);
                }
                None
            }
            Event::CData(text) => {
                if let Some(element) = open.last_mut() {
                    element.add(&text.xml10_content(), span, source);
                }
                None
            }
            Event::GeneralRef(reference) => {
                let character = match &*reference.xml10_content() {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                let Some(character) = character else {
                    return Err(fault(span, "not XML: an unknown entity".to_owned()));
                };
                if let Some(element) = open.last_mut() {
                    element.add(&character.to_string(), span, source);
                }
                None
            }
            Event::Eof => {
                return Err(match open.pop() {
                    Some(element) => fault(
                        element.span,
                        format!("the element {} does not end", element.name),
                    )
                    .hint("is the file cut off?"),
                    None => Error::of_file(file, "the file holds no XML element"),
                });
            }
            Event::DocType(_) => {
                return Err(
                    fault(span, "a document type definition (DTD)".to_owned()).hint(
                        "no program writes one into a design: leave it out, and what it defines",
                    ),
                );
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => None,
        };
        if let Some(element) = closed {
            count += 1 + element
                .children
                .iter()
                .filter(|each| each.is_attribute())
                .count();
            if count > MOST_ELEMENTS {
                let title = format!("more than {MOST_ELEMENTS} elements");
                return Err(fault(element.span, title).hint("is it a design?"));
            }
            match open.last_mut() {
                Some(parent) => parent.children.push(element),
                // What follows the outermost element is no part of the document.
                None => return Ok(element),
            }
        }
    }
}

/// An element of its tag; attributes become children, so that whoever reads the tree sees them.
fn element(tag: &BytesStart<'_>, span: Range<usize>) -> Result<Element, (Range<usize>, String)> {
    let named = |name: &str, text: String| Element {
        name: name.to_owned(),
        span: span.clone(),
        blank: text.trim().is_empty(),
        text,
        text_span: span.clone(),
        children: Vec::new(),
        used: Cell::new(false),
    };
    let mut element = named(tag.name().as_ref(), String::new());
    // Checked against each other, their cost grows with the square of their number.
    for (index, attribute) in tag.attributes().enumerate() {
        if index == MOST_ATTRIBUTES {
            let title = format!("an element of more than {MOST_ATTRIBUTES} attributes");
            return Err((span, title));
        }
        let attribute = attribute.map_err(|reason| (span.clone(), format!("not XML: {reason}")))?;
        let (name, value) = (
            attribute.key.as_ref().to_owned(),
            attribute.value.to_string(),
        );
        element.children.push(named(&format!("@{name}"), value));
    }
    Ok(element)
}

impl Element {
    fn is_attribute(&self) -> bool {
        self.name.starts_with('@')
    }

    fn add(&mut self, text: &str, span: Range<usize>, source: &str) {
        let first = self.blank;
        self.text.push_str(text);
        if text.trim().is_empty() {
            return;
        }
        self.blank = false;
        let raw = source.get(span.clone()).unwrap_or_default();
        let (fore, aft) = (
            raw.len() - raw.trim_start().len(),
            raw.len() - raw.trim_end().len(),
        );
        let start = if first {
            span.start + fore
        } else {
            self.text_span.start
        };
        self.text_span = start..span.end.saturating_sub(aft);
    }
}

impl<'a> Node<'a> {
    /// Its name.
    pub fn name(self) -> &'a str {
        &self.element.name
    }

    /// Its text without the blanks around it.
    pub fn text(self) -> &'a str {
        self.element.text.trim()
    }

    /// The line it stands on, from 1.
    pub fn line(self) -> usize {
        self.document.lines.number(self.element.span.start)
    }

    /// Whether anybody has read it.
    pub fn is_used(self) -> bool {
        self.element.used.get()
    }

    /// Its elements, unread.
    pub fn elements(self) -> impl Iterator<Item = Self> {
        let document = self.document;
        let children = self.element.children.iter();
        children.map(move |element| Self { document, element })
    }

    /// Counts it as read, but nothing inside.
    pub fn mark_read(self) {
        self.element.used.set(true);
    }

    /// Counts everything inside as read.
    pub fn mark_used(self) {
        self.element.used.set(true);
        self.elements().for_each(Self::mark_used);
    }

    /// The first element of this name, now read.
    pub fn child(self, name: &str) -> Option<Self> {
        let found = self.elements().find(|node| node.name() == name)?;
        found.element.used.set(true);
        Some(found)
    }

    /// All elements of this name, now read.
    pub fn all(self, name: &'static str) -> Vec<Self> {
        let found: Vec<Self> = self.elements().filter(|node| node.name() == name).collect();
        for node in &found {
            node.element.used.set(true);
        }
        found
    }

    /// An element that has to be there.
    pub fn need(self, name: &str) -> Result<Self, Error> {
        self.child(name)
            .ok_or_else(|| self.error(format!("no `{name}` in {}", self.name())))
    }

    /// The text of an element that has any.
    pub fn word(self, name: &str) -> Option<&'a str> {
        let text = self.child(name)?.text();
        (!text.is_empty()).then_some(text)
    }

    /// The number of an element, as written; absent or empty is none.
    pub fn number(self, name: &str) -> Result<Option<f64>, Error> {
        let Some(node) = self.child(name) else {
            return Ok(None);
        };
        match node.text() {
            "" => Ok(None),
            text => match text.parse::<f64>() {
                Ok(number) if number.abs() < LEAST => Ok(Some(0.0)),
                Ok(number) if number.abs() <= MOST => Ok(Some(number)),
                Ok(number) if number.is_finite() => Err(node
                    .error_of_text(format!("{name} is {text}"))
                    .label("expected a number that a rocket may have")),
                _ => {
                    let error = node.error_of_text(format!("{name} is not a number"));
                    Err(match text.replace(',', ".").parse::<f64>() {
                        Ok(_) => error.label("write the decimal sign as a point"),
                        Err(_) => error.label("expected a number"),
                    })
                }
            },
        }
    }

    /// The number of an element, zero without one.
    pub fn number_or_zero(self, name: &str) -> Result<f64, Error> {
        Ok(self.number(name)?.unwrap_or(0.0))
    }

    /// A size or weight that may be zero, zero without the element.
    pub fn not_negative(self, name: &str) -> Result<f64, Error> {
        let number = self.number_or_zero(name)?;
        self.within(name, number, number >= 0.0, "zero or more")
    }

    /// A size or weight above zero of an element that has to be there.
    pub fn positive(self, name: &str) -> Result<f64, Error> {
        match self.number(name)? {
            Some(number) => self.within(name, number, number > 0.0, "more than zero"),
            None => Err(self.error(format!("no {name} in {}", self.name()))),
        }
    }

    fn within(self, name: &str, number: f64, fits: bool, expected: &str) -> Result<f64, Error> {
        let label = match fits {
            true if number <= LARGEST => return Ok(number),
            true => format!("expected {LARGEST} at most"),
            false => format!("expected {expected}"),
        };
        let fault = self
            .need(name)?
            .error_of_text(format!("{name} is {number}"));
        Err(fault.label(label))
    }

    /// `True` or `False`; absent or empty is false.
    pub fn flag(self, name: &str) -> Result<bool, Error> {
        let Some(node) = self.child(name) else {
            return Ok(false);
        };
        match node.text().to_lowercase().as_str() {
            "true" | "1" => Ok(true),
            "false" | "0" | "" => Ok(false),
            _ => Err(node
                .error_of_text(format!("{name} is neither true nor false"))
                .label("expected True or False")),
        }
    }

    /// A fault of the element.
    pub fn error(self, title: impl Into<String>) -> Error {
        Error::of_file(&*self.document.file, title)
            .at(&self.document.source, self.element.span.clone())
    }

    /// A fault of what it says.
    pub fn error_of_text(self, title: impl Into<String>) -> Error {
        Error::of_file(&*self.document.file, title)
            .at(&self.document.source, self.element.text_span.clone())
    }
}
