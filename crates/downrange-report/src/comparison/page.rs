//! A comparison as one self-contained page.

use std::io::{self, Write};

use askama::Template;

use super::report::ComparisonReport;
use super::rows::{CauseRowKind, ValueRow};
use crate::charts::Chart;
use crate::flight::StoredTable;
use crate::page::{Frame, Notice, PageRow, PageTable, Tile, number, text};
use crate::units::{Units, signed_percent};

#[derive(Template)]
#[template(path = "compare.html")]
struct Page<'a> {
    frame: Frame<'a>,
    name: &'a str,
    stored: StoredTable,
    tiles: Vec<Tile>,
    explanation: Vec<String>,
    causes: Option<PageTable>,
    values: Option<PageTable>,
    drag: Option<PageTable>,
    remarks: Option<Notice>,
    charts: Vec<Chart>,
}

impl ComparisonReport<'_> {
    /// Writes the page; `command` is the command line that makes it again.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn page(&self, units: Units, command: &str, mut out: impl Write) -> io::Result<()> {
        let charts = self.charts(units);
        let title = format!("{} – beside the stored flight", self.launch.name);
        let remarks = self.comparison.remarks.iter();
        let remarks = remarks.map(|remark| (String::new(), remark.clone()));
        let page = Page {
            frame: Frame::new(title, command).with_charts(&charts),
            name: &self.launch.name,
            stored: StoredTable::new(self.stored, &self.comparison.flight, units),
            tiles: self.tiles(units),
            explanation: self.comparison.explanation(self.stored),
            causes: self.causes_table(units),
            values: beside("On the pad and on the way up", self.values(units)),
            drag: beside("Drag coefficient", self.drag()),
            remarks: Notice::of("Not compared", remarks),
            charts,
        };
        page.write_into(&mut out)?;
        out.flush()
    }

    fn tiles(&self, units: Units) -> Vec<Tile> {
        let Some(apogee) = self.comparison.apogee() else {
            return Vec::new();
        };
        let height = units.height();
        let percent = |share: f64| match self.stored.has_no_apogee() {
            true => String::new(),
            false => format!("{} of the stored apogee", signed_percent(share)),
        };
        let mut tiles = vec![
            Tile {
                label: "Stored apogee",
                value: height.show(apogee.stored),
                detail: self.stored.program.clone(),
            },
            Tile {
                label: "Our apogee",
                value: height.show(apogee.ours),
                detail: percent(apogee.ours / apogee.stored - 1.0),
            },
        ];
        let main = self.comparison.main_cause();
        tiles.extend(main.map(|cause| Tile {
            label: "Main cause",
            value: cause.kind.label().to_owned(),
            detail: percent(cause.effect / apogee.stored),
        }));
        tiles.extend(self.comparison.unexplained().map(|rest| Tile {
            label: "Unexplained",
            value: height.show_signed(rest),
            detail: percent(rest / apogee.stored),
        }));
        tiles
    }

    fn causes_table(&self, units: Units) -> Option<PageTable> {
        let rows = self.causes();
        let height = units.height();
        let rows: Vec<PageRow> = rows
            .iter()
            .map(|row| PageRow {
                strong: matches!(row.kind, CauseRowKind::Together | CauseRowKind::Unexplained),
                ..PageRow::new(
                    row.name(),
                    [height.show_signed(row.effect), signed_percent(row.share)],
                )
            })
            .collect();
        let columns = [text("as stored"), number("our apogee"), number("share")];
        (!rows.is_empty()).then(|| PageTable {
            class: "plain",
            ..PageTable::new("What accounts for the difference", columns, rows)
        })
    }
}

/// A table of stored values beside ours; none without a row.
fn beside(name: &str, rows: Vec<ValueRow>) -> Option<PageTable> {
    let columns = [
        text("quantity"),
        number("stored"),
        number("ours"),
        number("difference"),
    ];
    let empty = rows.is_empty();
    // Shares stand under the row that they are of.
    let shares = rows.iter().any(|row| row.is_share);
    let rows = rows.into_iter().map(|row| PageRow {
        strong: shares && !row.is_share,
        ..PageRow::new(row.label, row.cells)
    });
    (!empty).then(|| PageTable {
        class: "plain",
        ..PageTable::new(name, columns, rows)
    })
}
