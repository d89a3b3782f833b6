//! Messages that are kept beside the wrong files they are about, and compared letter by letter.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

/// Compares the message of each wrong file with the `.txt` beside it; `UPDATE=1` writes those.
pub fn compare(files: impl IntoIterator<Item = PathBuf>, message: impl Fn(&PathBuf) -> String) {
    let mut differ = Vec::new();
    for path in files {
        let read = format!("{}\n", message(&path));
        let kept = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&kept, &read).unwrap();
        }
        let expected = std::fs::read_to_string(&kept).unwrap_or_default();
        if read != expected {
            differ.push(format!(
                "{}:\n{read}\nexpected:\n{expected}",
                path.display()
            ));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
