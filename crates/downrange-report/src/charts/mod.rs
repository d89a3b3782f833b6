//! Charts as descriptions that plotly.js draws: what those of all pages have in common.

mod chart;
mod style;

pub use chart::Chart;
pub use style::{axis, folded, layout, line, mark_margins, time_axis, time_mark};
