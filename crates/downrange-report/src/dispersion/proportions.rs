//! Tables of proportions on the page.

use downrange::dispersion::statistics::Proportion;

use super::probability_text::{count, describe_bound, interval, percent};
use crate::page::{PageRow, PageTable, number, short, text};

/// A table of proportions of all flights.
pub fn proportions(name: &str, of: &str, rows: impl IntoIterator<Item = PageRow>) -> PageTable {
    let columns = [
        text(of),
        number("flights"),
        number("probability"),
        number("95 % interval"),
        short("with 95 % confidence"),
    ];
    PageTable {
        class: "plain",
        ..PageTable::new(name, columns, rows)
    }
}

/// A row of that table.
pub fn proportion(what: String, proportion: &Proportion, strong: bool) -> PageRow {
    let share = proportion.hits as f64 / proportion.trials.max(1) as f64;
    let cells = [
        format!("{} of {}", count(proportion.hits), count(proportion.trials)),
        percent(share),
        interval(proportion),
        describe_bound(proportion),
    ];
    PageRow {
        strong,
        ..PageRow::new(what, cells)
    }
}
