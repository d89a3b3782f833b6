//! What is wrong with a file, where, and what to do about it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::table::Lines;

/// A fault of a file, with the place to look at.
///
/// Displayed, it is a title, the file with line and column, the line itself with a caret under the place, what was
/// expected there, and a hint:
///
/// ```
/// let error = downrange_formats::parse_launch("[rail]\nlenght = 5\n", ".").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "error: unknown key `lenght` in [rail]
///  --> launch.toml:2:1
///   |
/// 2 | lenght = 5
///   | ^^^^^^ did you mean `length`?",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    title: String,
    file: String,
    place: Option<Place>,
    label: Option<String>,
    hint: Option<String>,
}

/// A place of a file's text: of the text only its line is kept, since a file may have many faults.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// Where it starts in the text, bytes.
    at: usize,
    /// Its line's number, from 1.
    number: usize,
    /// What stands in the line.
    line: String,
    /// Its place in the line, bytes.
    span: Range<usize>,
}

impl Error {
    /// A fault of a whole file.
    pub(crate) fn of_file(file: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                title: title.into(),
                file: file.into(),
                place: None,
                label: None,
                hint: None,
            }),
        }
    }

    /// The same fault at a place of the file's text (bytes).
    #[must_use]
    pub(crate) fn at(self, source: &str, span: Range<usize>) -> Self {
        let lines = |end: usize| source.bytes().take(end).filter(|byte| *byte == b'\n');
        self.placed(source, span, |start| lines(start).count() + 1)
    }

    /// The same, of a text whose lines are known.
    #[must_use]
    pub(crate) fn at_line_of(self, starts: &Lines, source: &str, span: Range<usize>) -> Self {
        self.placed(source, span, |start| starts.number(start))
    }

    fn placed(mut self, source: &str, span: Range<usize>, number: impl Fn(usize) -> usize) -> Self {
        let end = source.len();
        let start = span.start.min(end);
        // A caret belongs under one line: a table that spans many is shown by its first.
        let line_end = source[floor(source, start)..]
            .find(['\n', '\r'])
            .map_or(end, |length| floor(source, start) + length);
        let at = floor(source, start);
        // The end of a file is that of its last line, not a line of nothing after it.
        let (start, line_end) = match at == end && source.ends_with('\n') {
            true => {
                let last = source.trim_end_matches(['\r', '\n']).len();
                (last, last)
            }
            false => (at, line_end),
        };
        let end = floor(source, span.end.clamp(start, line_end));
        let before = &source[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.inner.place = Some(Place {
            at,
            number: number(start),
            line: source[line_start..line_end].to_owned(),
            span: start - line_start..end - line_start,
        });
        self
    }

    /// The same fault with words at the caret.
    #[must_use]
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.inner.label = Some(label.into());
        self
    }

    /// The same fault with advice.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.inner.hint = Some(hint.into());
        self
    }

    /// The same fault with more advice.
    #[must_use]
    pub(crate) fn more_hint(self, more: &str) -> Self {
        let hint = match &self.inner.hint {
            Some(hint) => format!("{hint}; {more}"),
            None => more.to_owned(),
        };
        self.hint(hint)
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.inner.title
    }

    /// The file at fault.
    pub fn file(&self) -> &str {
        &self.inner.file
    }

    /// Line and column, both from 1, where the fault has a place.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        let place = self.inner.place.as_ref()?;
        let before = place.line.get(..place.span.start)?;
        Some((place.number, before.chars().count() + 1))
    }

    /// Where it stands in the text, for putting faults in order.
    pub(crate) fn position(&self) -> usize {
        self.inner.place.as_ref().map_or(0, |place| place.at)
    }

    /// The message for a terminal, in colour if wanted.
    pub fn render(&self, color: bool) -> String {
        let renderer = match color {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let mut group = Level::ERROR
            .primary_title(&*self.inner.title)
            .elements(None::<Snippet<'_, annotate_snippets::Annotation<'_>>>);
        if let Some(place) = &self.inner.place {
            group = group.element(
                Snippet::source(&*place.line)
                    .line_start(place.number)
                    .path(&*self.inner.file)
                    .annotation(
                        AnnotationKind::Primary
                            .span(place.span.clone())
                            .label(self.inner.label.as_deref()),
                    ),
            );
        } else {
            group = group.element(annotate_snippets::Origin::path(&*self.inner.file));
        }
        if let Some(hint) = &self.inner.hint {
            group = group.element(Level::HELP.message(&**hint));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Error {}

/// The nearest character boundary at or before.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
