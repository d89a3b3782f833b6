//! Text of others and of our own, made fit for where it is shown.

use downrange::text::without_controls;

/// Text that was written by somebody else, without control characters that a terminal would obey.
pub fn printable(text: &str) -> String {
    without_controls(text).into_owned()
}

/// Text for SVG, and for plotly.js, which reads its texts as a little HTML.
pub fn escape_markup(text: &str) -> String {
    printable(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Breaks a text into lines between words.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
