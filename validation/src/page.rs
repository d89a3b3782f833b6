//! What was found as one page that opens anywhere.

use std::fmt::Write;

use crate::{Group, table};

const STYLE: &str = "\
body { margin: 0 auto; max-width: 1120px; padding: 28px 24px; color: #1a202c; font: 15px/1.45 system-ui, sans-serif; }
table { border-collapse: collapse; font-size: 13px; }
th, td { text-align: right; padding: 3px 12px 3px 0; border-bottom: 1px solid #dde3ea; white-space: nowrap; }
th { color: #5a6778; font-weight: 400; }
th:nth-child(-n+2), td:nth-child(-n+2), th:last-child, td:last-child { text-align: left; }
td { font-variant-numeric: tabular-nums; }
.FAILS { color: #c53030; font-weight: 600; }
.differs { color: #b7791f; }
div { display: flex; flex-wrap: wrap; gap: 0 24px; }
figure { max-width: 100%; margin: 18px 0; break-inside: avoid; }
figcaption span { margin-left: 14px; font-size: 13px; }
svg { max-width: 100%; height: auto; }";

/// The groups as HTML with their pictures.
///
/// # Errors
/// When a picture cannot be drawn.
pub fn html(groups: &[Group]) -> anyhow::Result<String> {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Validation of Downrange</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>Validation of Downrange {}</h1>\n",
        env!("CARGO_PKG_VERSION")
    );
    for group in groups {
        let (header, rows) = table::rows(group);
        let head: String = header
            .iter()
            .map(|cell| format!("<th>{}</th>", escape(cell)))
            .collect();
        write!(
            page,
            "<h2>{}</h2>\n<p>{}</p>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n",
            escape(group.title),
            escape(&group.note)
        )?;
        for row in rows {
            let verdict = row
                .last()
                .and_then(|cell| cell.split([' ', ':']).next())
                .unwrap_or("");
            let cells: String = row
                .iter()
                .map(|cell| format!("<td>{}</td>", escape(cell)))
                .collect();
            writeln!(page, "<tr class=\"{}\">{cells}</tr>", escape(verdict))?;
        }
        writeln!(page, "</tbody>\n</table>")?;
        for (index, reason) in group.reasons().iter().enumerate() {
            writeln!(page, "<p>[{}] {}</p>", index + 1, escape(reason))?;
        }
        writeln!(page, "<div>")?;
        for chart in &group.charts {
            let legend = chart.legend().into_iter().map(|(color, name)| {
                format!("<span style=\"color: {color}\">● {}</span>", escape(name))
            });
            writeln!(
                page,
                "<figure style=\"width: {}px\"><figcaption><b>{}</b>{}</figcaption>\n{}</figure>",
                chart.width(),
                escape(&chart.title),
                legend.collect::<String>(),
                chart.svg()?
            )?;
        }
        writeln!(page, "</div>")?;
    }
    page.push_str("</body>\n</html>\n");
    Ok(page)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
