//! A chart as a description for plotly.js.

use plotly::{Layout, Traces};

/// One chart: title, note, and the description that plotly.js draws.
pub struct Chart {
    /// Name of its element in the page.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// Note under the title; may be empty.
    pub note: String,
    /// Its data and its layout, as JSON.
    pub json: String,
}

impl Chart {
    /// Builds a chart from traces and layout.
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
