//! A chart as plotly.js draws it.

use plotly::{Layout, Traces};

/// One chart: what stands above it, and what plotly.js draws.
pub struct Chart {
    /// Name of its element in the page.
    pub id: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// What a reader should know about it; may be empty.
    pub note: String,
    /// Its data and its layout, as JSON.
    pub json: String,
}

impl Chart {
    /// From what plotly.js draws.
    pub fn new(
        id: &'static str,
        title: &'static str,
        note: impl Into<String>,
        traces: Traces,
        layout: Layout,
    ) -> Self {
        let json = format!(
            r#"{{"id":"{id}","data":{},"layout":{}}}"#,
            traces.to_json(),
            layout.to_json()
        );
        Self {
            id,
            title,
            note: note.into(),
            json,
        }
    }

    /// Whether it needs more height than others.
    pub fn is_tall(&self) -> bool {
        ["track", "path"].contains(&self.id)
    }
}
