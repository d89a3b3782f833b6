//! Words as a shell takes them.

use std::path::Path;

use downrange::text::visible;

/// A path as a shell takes it.
pub fn shell_quote(path: &Path) -> String {
    let text = path.display().to_string();
    let text = visible(&text).into_owned();
    let plain = |c: char| c.is_alphanumeric() || "/\\._-+:=@,~".contains(c);
    if text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
