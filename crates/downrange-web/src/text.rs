//! Words in and out.

use downrange_report::Units;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The units of this name, `si` or `us`.
///
/// # Errors
/// When it is another.
pub fn units(name: &str) -> Result<Units, String> {
    match name {
        "si" => Ok(Units::Si),
        "us" => Ok(Units::Us),
        other => Err(format!("error: no units `{other}`: expected si or us")),
    }
}

/// The message for a person.
pub fn told(error: &downrange_formats::Error) -> String {
    error.render(false)
}

/// What was written into memory, as text.
pub fn text_of(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<String, String> {
    let mut bytes = Vec::new();
    write(&mut bytes).map_err(|error| format!("error: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("error: {error}"))
}

/// A text for a terminal without its colours.
pub fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        all + part.split_once('m').map_or("", |(_, rest)| rest)
    })
}
