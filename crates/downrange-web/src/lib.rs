//! The page's side of Downrange: files in memory in, JSON, drawings and files out.
//!
//! A face as thin as the command line: what it calls, `downrange fly` and `downrange disperse` call. A module has one thread and no
//! files; a page has several, each in a worker, that fly batches of one run. Nothing unwinds in a browser, so that everything that
//! can fail returns a message, rendered as the command line renders it.

mod files;
mod flight;
mod launch;
mod limits;
mod run;

pub use files::PageFiles;
pub use flight::PageFlight;
pub use launch::PageLaunch;
pub use limits::PageLimits;
pub use run::PageRun;

use downrange_report::Units;
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of the program.
#[wasm_bindgen]
pub fn version() -> String {
    VERSION.to_owned()
}

/// The JSON Schema of the launch file.
#[wasm_bindgen]
pub fn schema() -> String {
    downrange_formats::schema()
}

/// The units of this name, `si` or `us`.
///
/// # Errors
/// When it is another.
fn units(name: &str) -> Result<Units, String> {
    match name {
        "si" => Ok(Units::Si),
        "us" => Ok(Units::Us),
        other => Err(format!("error: no units `{other}`: expected si or us")),
    }
}

/// The message for a person.
fn told(error: &downrange_formats::Error) -> String {
    error.render(false)
}

/// What was written into memory, as text.
fn text_of(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<String, String> {
    let mut bytes = Vec::new();
    write(&mut bytes).map_err(|error| format!("error: {error}"))?;
    String::from_utf8(bytes).map_err(|error| format!("error: {error}"))
}
