//! Charts as descriptions for plotly.js, in one style for all pages.

mod chart;
mod style;

pub use chart::Chart;
pub use style::{axis, folded, layout, line, mark_margins, time_axis, time_mark};
