//! Where in a JSON text a value stands. The text has been read by `serde_json` before, so that it is known to be right.

use std::ops::Range;

/// The byte of a line and column, both from 1.
pub fn byte(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column.saturating_sub(1)).min(text.len())
}

/// The value at a dotted path such as `features[2].geometry.coordinates[0]`; of a path that does not exist, the
/// innermost value that does.
pub fn of(text: &str, path: &str) -> Range<usize> {
    let mut walk = Walk { text, at: 0 };
    walk.blanks();
    for step in path.split(['.', '[']) {
        let start = walk.at;
        let found = match step.strip_suffix(']').and_then(|index| index.parse().ok()) {
            Some(index) => walk.seek_item(index),
            None => walk.seek_key(step),
        };
        if !found {
            walk.at = start;
            break;
        }
    }
    let start = walk.at;
    walk.value();
    start..walk.at
}

struct Walk<'t> {
    text: &'t str,
    at: usize,
}

impl Walk<'_> {
    fn next(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while self.next().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    /// Past one of these and the blanks behind it.
    fn past(&mut self, byte: u8) -> bool {
        let there = self.next() == byte;
        if there {
            self.at += 1;
            self.blanks();
        }
        there
    }

    /// To the value at an index of a list that begins here.
    fn seek_item(&mut self, index: usize) -> bool {
        if !self.past(b'[') {
            return false;
        }
        for _ in 0..index {
            self.value();
            self.blanks();
            if !self.past(b',') {
                return false;
            }
        }
        self.next() != b']'
    }

    /// To the value of a key of an object that begins here.
    fn seek_key(&mut self, key: &str) -> bool {
        if !self.past(b'{') {
            return false;
        }
        while self.next() == b'"' {
            let start = self.at;
            self.value();
            let found = self.text.get(start + 1..self.at.saturating_sub(1)) == Some(key);
            self.blanks();
            self.past(b':');
            if found {
                return true;
            }
            self.value();
            self.blanks();
            self.past(b',');
        }
        false
    }

    /// Past the value that begins here.
    fn value(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.next() {
                0 => return,
                b'"' => self.string(),
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                }
                b']' | b'}' => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                byte if byte.is_ascii_whitespace() => self.at += 1,
                _ => {
                    while !matches!(self.next(), 0 | b',' | b']' | b'}')
                        && !self.next().is_ascii_whitespace()
                    {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self) {
        self.at += 1;
        loop {
            match self.next() {
                0 => return,
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_among_others() {
        let text = r#" {"a" : "\"]}", "b\\": {"c": [1, [2, "x,"], {"d": -3.5e1}] } , "e":[]} "#;
        let at = |path: &str| &text[of(text, path)];
        assert_eq!(at("a"), r#""\"]}""#);
        assert_eq!(at("e"), "[]");
        assert_eq!(at("e[0]"), "[]");
        assert_eq!(at("nothing"), text.trim());
        let text = r#"{"b": {"c": [1, [2, "x,"], {"d": -3.5e1}]}}"#;
        let at = |path: &str| &text[of(text, path)];
        assert_eq!(at("b.c[1]"), r#"[2, "x,"]"#);
        assert_eq!(at("b.c[1][1]"), r#""x,""#);
        assert_eq!(at("b.c[2].d"), "-3.5e1");
        assert_eq!(byte("ab\ncd", 2, 2), 4);
    }
}
