//! The frame of a page: head, style, footer, and the script that draws charts.

use super::palette;
use crate::charts::Chart;

/// The frame of a page, for `templates/frame.html`.
pub struct Frame<'a> {
    /// Title in the browser's tab.
    pub title: String,
    /// The command line that makes the page again.
    pub command: &'a str,
    /// Version of the program that computed the results.
    pub version: &'a str,
    /// Colours of the light scheme.
    pub light: String,
    /// Colours of the dark scheme.
    pub dark: String,
    /// Script of the charts; `None` for a page without charts.
    pub script: Option<Script>,
}

/// Charts, and plotly.js, which draws them.
pub struct Script {
    scripts: String,
    /// The charts in the order of the page, as a JavaScript array that cannot end its script early.
    pub charts: String,
}

impl<'a> Frame<'a> {
    /// A page without charts, made by this version.
    pub fn new(title: String, command: &'a str) -> Self {
        Self {
            title,
            command,
            version: env!("CARGO_PKG_VERSION"),
            light: palette::light(),
            dark: palette::dark(),
            script: None,
        }
    }

    /// Adds charts, in the order of the page.
    pub fn with_charts<'c>(self, charts: impl IntoIterator<Item = &'c Chart>) -> Self {
        let all: Vec<&str> = charts
            .into_iter()
            .map(|chart| chart.json.as_str())
            .collect();
        let script = (!all.is_empty()).then(|| Script {
            scripts: scripts(),
            charts: format!("[{}]", all.join(",\n")).replace('<', "\\u003c"),
        });
        Self { script, ..self }
    }
}

/// The sources with their tags.
#[cfg(feature = "plotly")]
fn scripts() -> String {
    plotly::Plot::offline_js_sources()
}

/// The name of the file beside the page, with its tags.
#[cfg(not(feature = "plotly"))]
fn scripts() -> String {
    "<script src=\"plotly.min.js\"></script>".to_owned()
}

impl Script {
    /// plotly.js with its tags. After it the sources have MathJax, 2 MB that no chart here uses.
    pub fn plotly(&self) -> &str {
        let end = "</script>";
        match self.scripts.find(end) {
            Some(at) => &self.scripts[..at + end.len()],
            None => &self.scripts,
        }
    }
}
