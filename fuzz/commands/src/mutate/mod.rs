//! Mutations of a file: of its bytes, its numbers, its words, its lines.

mod bytes;
mod lines;
mod numbers;
mod words;

use fastrand::Rng;

pub use words::Dictionary;

/// A file that grows larger than this, or than it was, is cut: what is large on purpose is made so by [`bytes::blow_up`].
const LARGEST: usize = 256 * 1024;

/// Mutates a file one or a few times; `other` is a file to splice with.
pub fn mutate(rng: &mut Rng, file: Vec<u8>, other: &[u8], dictionary: &Dictionary) -> Vec<u8> {
    // One fault reaches deep; several meet where they are mended one by one.
    let times = match rng.u8(..) {
        0..140 => 1,
        140..200 => 2,
        200..240 => 4,
        _ => 16,
    };
    let largest = file.len().max(LARGEST);
    let mut file = file;
    for _ in 0..times {
        file = once(rng, file, other, dictionary);
        file.truncate(largest);
    }
    match rng.u8(..) {
        0 => bytes::blow_up(rng, file),
        1 | 2 => bytes::encode_otherwise(rng, &file),
        _ => file,
    }
}

fn once(rng: &mut Rng, file: Vec<u8>, other: &[u8], dictionary: &Dictionary) -> Vec<u8> {
    let text = match String::from_utf8(file) {
        Ok(text) if rng.u8(..) >= 20 => text,
        Ok(text) => return bytes::mutate(rng, text.into_bytes(), other),
        Err(error) => return bytes::mutate(rng, error.into_bytes(), other),
    };
    let text = match rng.u8(..100) {
        0..35 => numbers::mutate(rng, &text, dictionary),
        35..65 => words::mutate(rng, &text, dictionary),
        _ => lines::mutate(rng, &text, &String::from_utf8_lossy(other), dictionary),
    };
    text.into_bytes()
}

/// Words, numbers and all else of a text, none of them empty; together they are the text.
fn tokens(text: &str) -> Vec<&str> {
    #[derive(PartialEq)]
    enum Class {
        Word,
        Number,
        Blank,
        Other,
    }
    let class = |c: char, before: &Class| match c {
        '0'..='9' if *before == Class::Word => Class::Word,
        '0'..='9' => Class::Number,
        '.' | 'e' | 'E' if *before == Class::Number => Class::Number,
        c if c.is_alphanumeric() || c == '_' => Class::Word,
        c if c.is_whitespace() => Class::Blank,
        _ => Class::Other,
    };
    let mut all = Vec::new();
    let (mut start, mut before) = (0, Class::Blank);
    for (at, c) in text.char_indices() {
        let now = class(c, &before);
        if at > start && (now != before || now == Class::Other) {
            all.extend(text.get(start..at));
            start = at;
        }
        before = now;
    }
    all.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    all
}

/// A random place in a list, or nothing where it is empty.
fn place(rng: &mut Rng, length: usize) -> Option<usize> {
    match length {
        0 => None,
        _ => Some(rng.usize(..length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends that tokens lose nothing and that a number is one token, sign aside.
    #[test]
    fn tokens_are_the_text() {
        let text = "mass = \"3.1e2 kg\" # größer\r\n[a1.b]\n";
        assert_eq!(tokens(text).concat(), text);
        assert!(tokens(text).contains(&"3.1e2"));
        assert!(tokens(text).contains(&"a1"));
        assert!(tokens("").is_empty());
    }

    /// Defends that a case can be run again: the same random numbers make the same file; and that every mutation takes
    /// every file, an empty one too.
    #[test]
    fn the_same_numbers_make_the_same_file() {
        let dictionary = Dictionary::of_schema("{\"properties\": {\"mass\": {}}}");
        for text in [
            "",
            "x",
            "[a]\nb = \"1 m\"\nc = -2\n",
            "1,2\n3,4\n",
            "\u{1f680}=\u{e9}",
        ] {
            for seed in 0..150 {
                let made = || {
                    let mut rng = Rng::with_seed(seed);
                    mutate(
                        &mut rng,
                        text.as_bytes().to_vec(),
                        b"d = 4\n\xff",
                        &dictionary,
                    )
                };
                assert!(made() == made());
            }
        }
    }
}
