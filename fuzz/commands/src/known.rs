//! Faults that are known and not mended yet: they are counted, and do not fail a run.

use crate::verdict::Fault;

/// One known fault.
#[derive(Debug)]
struct Known {
    kind: String,
    /// Stands in what was seen, in the command line, or in what the program complained of.
    pattern: String,
    why: String,
}

/// All of them.
#[derive(Debug, Default)]
pub struct List {
    known: Vec<Known>,
}

impl List {
    /// Reads lines of `kind | pattern | why`; `#` begins a comment.
    ///
    /// # Errors
    /// The line that is no such.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let known = lines.map(|line| {
            let mut fields = line.splitn(3, '|').map(|field| field.trim().to_owned());
            match (fields.next(), fields.next(), fields.next()) {
                (Some(kind), Some(pattern), Some(why)) => Ok(Known { kind, pattern, why }),
                _ => Err(format!("expected `kind | pattern | why`, read: {line}")),
            }
        });
        Ok(Self {
            known: known.collect::<Result<_, _>>()?,
        })
    }

    /// Why a fault is known, if it is; with the command line and what the program complained of.
    pub fn why(&self, fault: &Fault, command: &str, stderr: &str) -> Option<&str> {
        let is = |known: &&Known| {
            let pattern = &known.pattern;
            known.kind == fault.kind
                && (fault.text.contains(pattern)
                    || command.contains(pattern)
                    || stderr.contains(pattern))
        };
        self.known.iter().find(is).map(|known| known.why.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends that a known fault of one kind does not hide one of another, and that a malformed line is told.
    #[test]
    fn kind_and_pattern_have_to_fit() {
        let list = List::parse("# none\n\ntime | --until | issue 12\n").unwrap_or_default();
        let time = Fault {
            kind: "time",
            text: String::new(),
        };
        let panic = Fault {
            kind: "panic",
            text: String::new(),
        };
        assert_eq!(list.why(&time, "disperse --until x", ""), Some("issue 12"));
        assert_eq!(list.why(&time, "disperse", ""), None);
        assert_eq!(list.why(&panic, "disperse --until x", ""), None);
        assert!(List::parse("time").is_err());
    }
}
