//! Names and messages that can be shown anywhere, whoever wrote what is in them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Letters of a name in that of a file: file systems take 255 bytes.
const LONGEST_STEM: usize = 100;

/// Whether a character shows nothing and makes terminals, or the order in which text is read, do something: control
/// characters (Unicode's category Cc), the separators of lines and paragraphs, the controls of directions (UAX #9, table 1), and what
/// XML 1.0 forbids besides.
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{fffe}'
                | '\u{ffff}'
        )
}

/// The text without what [`is_control`] names.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    match text.contains(is_control) {
        true => Cow::Owned(text.chars().filter(|c| !is_control(*c)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// The text with a sign (`␛`, or `�`) for each character that [`is_control`] names, but for tabs, which become blanks.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match u32::from(c) {
        9 => ' ',
        // The pictures of these controls stand in their order (Unicode's block Control Pictures).
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ if is_control(c) => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// The text with no more than about `most` characters: of a longer one the beginning and the end, which say what it is about and what
/// was expected.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    // No text has more characters than bytes.
    if text.len() <= most || text.chars().count() <= most {
        return Cow::Borrowed(text);
    }
    let (start, end) = (most - most / 3, most / 3);
    let from = text.char_indices().nth(start).map_or(0, |(at, _)| at);
    let to = text.char_indices().nth_back(end.saturating_sub(1));
    let to = to.map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("{} … {}", &text[..from], &text[to..]))
}

/// A word as a shell takes it: in quotes where it is not plain, with [`visible`] signs for control characters.
pub fn shell_quote(word: &str) -> Cow<'_, str> {
    let word = visible(word);
    let plain = |c: char| c.is_alphanumeric() || "/\\._-+:=@,~".contains(c);
    match word.chars().all(plain) {
        true => word,
        false => Cow::Owned(format!("'{}'", word.replace('\'', r"'\''"))),
    }
}

/// Names of files after names of things, one each: letters and digits in lower case, with a hyphen for what is between, cut to a
/// length that file systems take. What comes to nothing, or to what another comes to, is called by its number from 1.
pub fn file_stems<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let plain = |name: &str| -> String {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.join("-").chars().take(LONGEST_STEM).collect()
    };
    let plain: Vec<String> = names.into_iter().map(plain).collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for name in &plain {
        *count.entry(name).or_default() += 1;
    }
    let is_own = |name: &str| !name.is_empty() && count.get(name) == Some(&1);
    let own = plain.iter().filter(|name| is_own(name));
    let mut taken: HashSet<String> = own.cloned().collect();
    let stems = plain
        .iter()
        .enumerate()
        .map(|(index, name)| match is_own(name) {
            true => name.clone(),
            false => {
                // The number of one may be the name of another.
                let mut stem = (index + 1).to_string();
                while !taken.insert(stem.clone()) {
                    stem.push('-');
                    stem.push_str(&(index + 1).to_string());
                }
                stem
            }
        });
    stems.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of each kind of character that is obeyed rather than shown one, and of those that are shown.
    #[test]
    fn what_is_obeyed_is_known() {
        for c in
            "\0\u{7}\u{1b}\n\u{7f}\u{9b}\u{61c}\u{200f}\u{2028}\u{202e}\u{2066}\u{ffff}".chars()
        {
            assert!(is_control(c), "{c:?}");
        }
        for c in "aé ب漢…\u{200d}\u{feff}".chars() {
            assert!(!is_control(c), "{c:?}");
        }
        assert_eq!(without_controls("a\u{1b}[2J\u{202e}b"), "a[2Jb");
        assert_eq!(visible("a\u{1b}[2J\tb\u{202e}\u{7f}"), "a␛[2J b�␡");
    }

    /// Both ends of a long text stay, and a text at the limit is left alone.
    #[test]
    fn long_texts_lose_their_middle() {
        assert_eq!(shortened("äöü", 3), "äöü");
        let long = format!("read {}, expected a number", "ä".repeat(1000));
        let short = shortened(&long, 90);
        assert!(short.starts_with("read ää") && short.ends_with(", expected a number"));
        assert_eq!(short.chars().count(), 93);
    }

    /// No two names come to one file, however long or alike they are; numbers among the names too.
    #[test]
    fn names_of_files_differ() {
        let long = "x".repeat(400);
        let longer = format!("{long}y");
        let names = [
            "Booster A",
            "!!",
            "2",
            "booster a",
            &long,
            &longer,
            "con.",
            "7",
            "?",
        ];
        let stems = file_stems(names);
        assert_eq!(stems, ["1", "2-2", "2", "4", "5", "6", "con", "7", "9"]);
    }
}
