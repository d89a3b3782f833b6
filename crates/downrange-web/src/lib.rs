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
mod text;

pub use files::PageFiles;
pub use flight::PageFlight;
pub use launch::PageLaunch;
pub use limits::PageLimits;
pub use run::PageRun;

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the program.
#[wasm_bindgen]
pub fn version() -> String {
    text::VERSION.to_owned()
}

/// The JSON Schema of the launch file.
#[wasm_bindgen]
pub fn schema() -> String {
    downrange_formats::schema()
}
