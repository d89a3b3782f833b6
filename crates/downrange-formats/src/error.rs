//! What is wrong with a file, where, and what to do about it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use downrange::text::{shortened, visible};

use crate::files::Unread;
use crate::lines::Lines;

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

/// A place of a file's text: of the text only its line is kept, since a file may have many faults, and of a long line what is around
/// the place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// Where it starts in the text, bytes.
    at: usize,
    /// Its line's number, from 1.
    number: usize,
    /// Its column, from 1.
    column: usize,
    /// What stands in the line, or around the place in it.
    line: String,
    /// Its place in what stands there, bytes.
    span: Range<usize>,
}

/// Bytes of a line that are shown before and after the beginning of a place at most; wider lines do not fit a terminal.
const AROUND: usize = 120;

/// What stands for what is left out of a line.
const CUT: &str = "…";

/// Characters of a title that are shown at most; those of a label, of a hint, and of a file's name.
const TITLE: usize = 400;
/// See [`TITLE`].
const LABEL: usize = 500;
/// See [`TITLE`].
const HINT: usize = 800;
/// See [`TITLE`].
const FILE: usize = 300;

/// A text as it is shown: no longer than so many characters, and none that a terminal would obey.
pub(crate) fn told(text: &str, most: usize) -> String {
    visible(&shortened(text, most)).into_owned()
}

impl Place {
    /// What is shown of the line, and the place in it.
    fn shown(&self) -> (String, Range<usize>) {
        let part = |range: Range<usize>| visible(self.line.get(range).unwrap_or_default());
        let before = part(0..self.span.start);
        let place = part(self.span.clone());
        let after = part(self.span.end..self.line.len());
        let start = before.len();
        (
            format!("{before}{place}{after}"),
            start..start + place.len(),
        )
    }
}

impl Error {
    /// A fault of a whole file or folder.
    pub fn of_file(file: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            inner: Box::new(Inner {
                title: told(&title.into(), TITLE),
                file: file.into(),
                place: None,
                label: None,
                hint: None,
            }),
        }
    }

    /// The fault that a file cannot be read; `what` is what it should have been, such as `launch file`.
    pub(crate) fn unread(file: impl Into<String>, what: &str, reason: &Unread) -> Self {
        let title = match reason {
            Unread::Missing => format!("no such {what}"),
            reason => format!("the {what} cannot be read: {reason}"),
        };
        let error = Self::of_file(file, title);
        match reason.hint() {
            Some(hint) => error.hint(hint),
            None => error,
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
        let shown_start = match start - line_start > AROUND {
            true => floor(source, start - AROUND),
            false => line_start,
        };
        let shown_end = match line_end - start > AROUND {
            true => floor(source, start + AROUND),
            false => line_end,
        };
        let [head, tail] = [shown_start > line_start, shown_end < line_end].map(|cut| match cut {
            true => CUT,
            false => "",
        });
        let shift = |at: usize| at.min(shown_end) - shown_start + head.len();
        let shown = &source[shown_start..shown_end];
        self.inner.place = Some(Place {
            at,
            number: number(start),
            column: source[line_start..start].chars().count() + 1,
            line: format!("{head}{shown}{tail}"),
            span: shift(start)..shift(end),
        });
        self
    }

    /// The same fault with words at the caret.
    #[must_use]
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.inner.label = Some(told(&label.into(), LABEL));
        self
    }

    /// The same fault with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.inner.hint = Some(told(&hint.into(), HINT));
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
        Some((place.number, place.column))
    }

    /// What to do about it: the words at the caret, and the hint.
    pub fn advice(&self) -> Option<String> {
        let words = [&self.inner.label, &self.inner.hint];
        let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join("; "))
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
        let file = told(&self.inner.file, FILE);
        let shown = self.inner.place.as_ref().map(Place::shown);
        if let (Some(place), Some((line, span))) = (&self.inner.place, &shown) {
            group = group.element(
                Snippet::source(&**line)
                    .line_start(place.number)
                    .path(&*file)
                    .annotation(
                        AnnotationKind::Primary
                            .span(span.clone())
                            .label(self.inner.label.as_deref()),
                    ),
            );
        } else {
            group = group.element(Origin::path(&*file));
        }
        if let Some(hint) = &self.inner.hint {
            group = group.element(Level::HELP.message(&**hint));
        }
        let rendered = renderer.render(&[group]);
        match (&self.inner.place, &shown) {
            // What is shown begins after the line does: the column is that of the line.
            (Some(place), Some((line, span))) if line.starts_with(CUT) => {
                let column = line[..span.start].chars().count() + 1;
                let origin = |column| format!("{file}:{}:{column}", place.number);
                rendered.replacen(&origin(column), &origin(place.column), 1)
            }
            _ => rendered,
        }
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
