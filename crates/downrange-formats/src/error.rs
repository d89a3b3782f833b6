//! What is wrong with a file, where, and what to do about it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

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
    source: String,
    span: Option<Range<usize>>,
    label: Option<String>,
    hint: Option<String>,
}

impl Error {
    /// A fault of a whole file.
    pub(crate) fn of_file(file: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                title: title.into(),
                file: file.into(),
                source: String::new(),
                span: None,
                label: None,
                hint: None,
            }),
        }
    }

    /// The same fault at a place of the file's text (bytes).
    #[must_use]
    pub(crate) fn at(mut self, source: &str, span: Range<usize>) -> Self {
        let end = source.len();
        let start = span.start.min(end);
        // A caret belongs under one line: a table that spans many is shown by its first.
        let line_end = source[floor(source, start)..]
            .find(['\n', '\r'])
            .map_or(end, |length| floor(source, start) + length);
        let start = floor(source, start);
        self.inner.span = Some(start..floor(source, span.end.clamp(start, line_end)));
        self.inner.source = source.to_owned();
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
        let before = self.inner.source.get(..self.inner.span.clone()?.start)?;
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Some((line, column))
    }

    /// Where it stands in the text, for putting faults in order.
    pub(crate) fn position(&self) -> usize {
        self.inner.span.as_ref().map_or(0, |span| span.start)
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
        if let Some(span) = &self.inner.span {
            group = group.element(
                Snippet::source(&*self.inner.source)
                    .path(&*self.inner.file)
                    .annotation(
                        AnnotationKind::Primary
                            .span(span.clone())
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
