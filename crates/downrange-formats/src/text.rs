//! Text files, whatever they are written in.

use std::borrow::Cow;

/// UTF-8; or UTF-16, where its mark stands first; or else Latin-1, whose bytes are the code points. The mark is left out, and
/// so is the end-of-file sign of DOS; lines may end with a carriage return alone, as on old Macs.
pub fn decoded(bytes: &[u8]) -> String {
    let whole = match bytes {
        // Half a unit at the end says nothing.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => &bytes[..bytes.len() - bytes.len() % 2],
        _ => bytes,
    };
    let text = match coded(whole) {
        (_, Ok(text)) | ("UTF-16", Err((text, _))) => text,
        (_, Err(_)) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    let text = text.trim_start_matches('\u{feff}');
    let text = text.trim_end_matches('\u{1a}');
    match text.contains('\n') {
        true => text.to_owned(),
        false => text.replace('\r', "\n"),
    }
}

/// The text of bytes that should be Unicode.
pub enum Unicode {
    /// It is, without its mark; lines end with a line feed.
    Text(String),
    /// It is not.
    Broken {
        /// What it should be.
        code: &'static str,
        /// What can be made of it.
        text: String,
        /// Up to where it is right, bytes of that text.
        at: usize,
    },
}

/// UTF-8; or UTF-16, where its mark stands first, as Windows' editors write it.
pub fn unicode(bytes: &[u8]) -> Unicode {
    let (code, text) = coded(bytes);
    match text {
        Ok(text) => Unicode::Text(line_feeds(text.trim_start_matches('\u{feff}')).into_owned()),
        Err((text, at)) => Unicode::Broken { code, text, at },
    }
}

/// The text, or what can be made of it and up to where it is right.
type Decoded = Result<String, (String, usize)>;

/// By which code, and what it gives.
fn coded(bytes: &[u8]) -> (&'static str, Decoded) {
    match bytes {
        [0xff, 0xfe, rest @ ..] => ("UTF-16", utf_16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => ("UTF-16", utf_16(rest, u16::from_be_bytes)),
        bytes => ("UTF-8", utf_8(bytes)),
    }
}

fn utf_8(bytes: &[u8]) -> Decoded {
    std::str::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(|reason| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            (text, reason.valid_up_to())
        })
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut wrong = None;
    for read in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if read.is_err() {
            wrong.get_or_insert(text.len());
        }
        text.push(read.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !odd.is_empty() {
        wrong.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    match wrong {
        Some(at) => Err((text, at)),
        None => Ok(text),
    }
}

/// The text with a line feed, which takes as many bytes, for each carriage return that stands alone, as on old Macs.
pub fn line_feeds(text: &str) -> Cow<'_, str> {
    let alone = |(at, _): &(usize, &str)| text.as_bytes().get(at + 1) != Some(&b'\n');
    if !text.match_indices('\r').any(|each| alone(&each)) {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        lines.push(match c == '\r' && rest.peek() != Some(&'\n') {
            true => '\n',
            false => c,
        });
    }
    Cow::Owned(lines)
}

/// The first of some words, and how many more there are: `a, b and 3 more`.
pub fn first_of(words: impl ExactSizeIterator<Item = impl AsRef<str>>, most: usize) -> String {
    let more = words.len().saturating_sub(most);
    let mut listed = String::new();
    for (index, word) in words.take(most).enumerate() {
        if index > 0 {
            listed.push_str(", ");
        }
        listed.push_str(word.as_ref());
    }
    if more > 0 {
        listed.push_str(&format!(" and {more} more"));
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_whatever_they_are_written_in() {
        let expected = "Größe";
        let wide = |mark: u16, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let units = std::iter::once(mark).chain(expected.encode_utf16());
            units.flat_map(unit).collect()
        };
        for bytes in [
            expected.as_bytes().to_vec(),
            format!("\u{feff}{expected}").into_bytes(),
            wide(0xfeff, u16::to_le_bytes),
            wide(0xfeff, u16::to_be_bytes),
            b"Gr\xf6\xdfe".to_vec(),
            b"Gr\xf6\xdfe\x1a".to_vec(),
        ] {
            assert_eq!(decoded(&bytes), expected);
        }
        assert_eq!(decoded(b"a\rb\r"), "a\nb\n");
        assert_eq!(decoded(b"a\r\nb"), "a\r\nb");
    }

    /// Carriage returns become line feeds where they stand alone, and nothing moves.
    #[test]
    fn old_line_ends_are_line_ends() {
        assert_eq!(line_feeds("a\rb\r\nc\r"), "a\nb\r\nc\n");
        assert!(matches!(line_feeds("a\r\nb\n"), Cow::Borrowed(_)));
    }

    /// What Windows' editors save is read, and what is broken is told by its place.
    #[test]
    fn unicode_is_read_in_its_forms() {
        let read = |bytes: &[u8]| match unicode(bytes) {
            Unicode::Text(text) => text,
            Unicode::Broken { code, at, .. } => format!("{code} {at}"),
        };
        assert_eq!(read("\u{feff}Größe\r".as_bytes()), "Größe\n");
        assert_eq!(read(b"\xff\xfeG\0r\0\xf6\0"), "Grö");
        assert_eq!(read(b"\xfe\xff\0G\0r\0\xf6"), "Grö");
        assert_eq!(read(b"Gr\xf6\xdfe"), "UTF-8 2");
        assert_eq!(read(b"\xff\xfeG\0\0\xd8r\0"), "UTF-16 1");
        assert_eq!(read(b"\xff\xfeG\0r"), "UTF-16 1");
    }
}
