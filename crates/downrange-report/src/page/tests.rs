#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use downrange_testkit::fixture;

use crate::units::Units;
use crate::{AeroReport, FlightReport, aero, claim, comparison, dispersion};

/// A page without plotly.js.
pub fn own(page: &str) -> String {
    match page.split_once("<script") {
        Some((before, rest)) => {
            let (_, after) = rest.split_once("</script>").unwrap();
            before.to_owned() + after
        }
        None => page.to_owned(),
    }
}

/// Every kind of page, without plotly.js; of claims with a map and without.
fn pages() -> Vec<(&'static str, String)> {
    let launch = fixture::launch();
    let page = |write: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = Vec::new();
        write(&mut bytes);
        own(&String::from_utf8(bytes).unwrap())
    };
    let flight = page(&|out| {
        FlightReport::new(&launch, &fixture::flight())
            .page(Units::Si, "fly", out)
            .unwrap()
    });
    let staged = aero::tests::staged();
    let report = AeroReport::new(&staged, vec![0.3, 1.0, 2.0], vec![0.0, 0.1]);
    let report = page(&|out| report.page(Units::Us, "aero", out).unwrap());
    let findings = dispersion::tests::found(400, 2, true);
    let findings = page(&|out| {
        dispersion::tests::report(&findings)
            .page(Units::Si, out)
            .unwrap()
    });
    let mut pages = vec![
        ("flight", flight),
        ("aero", report),
        ("dispersion", findings),
        ("compare", own(&comparison::tests::page("Roadrunner"))),
    ];
    for longitude in [None, Some(0.2)] {
        claim::tests::with_report(longitude, &mut |report| {
            pages.push(("claim", claim::page(report, "check").unwrap()));
        });
    }
    pages
}

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!("{attribute}=\"");
    let parts = page.split(&start).skip(1);
    parts.map(|part| part.split('"').next().unwrap()).collect()
}

/// Defends that the pages are one family: the same head, style and footer, with charts the same script.
#[test]
fn all_pages_share_one_frame() {
    let pages = pages();
    let between = |page: &str, start: &str, end: &str| {
        let (_, rest) = page.split_once(start).unwrap();
        rest.split_once(end).unwrap().0.to_owned()
    };
    let style = between(&pages[0].1, "<style>", "</style>");
    let script = between(&pages[0].1, "const config", "</script>");
    for (name, page) in &pages {
        assert_eq!(between(page, "<style>", "</style>"), style, "{name}");
        assert_eq!(page.matches("<style").count(), 1, "{name}");
        for part in [
            "<header>",
            "<main>",
            "</main>",
            "<footer",
            "name=\"viewport\"",
        ] {
            assert_eq!(page.matches(part).count(), 1, "{name} {part}");
        }
        assert!(page.contains("To make this page again with Downrange"));
        let charts = page.matches("class=\"chart").count();
        let places = charts - page.matches("class=\"charts").count();
        assert_eq!(page.matches("\"layout\":{").count(), places, "{name}");
        assert_eq!(page.contains("<script>"), places > 0, "{name}");
        if places > 0 {
            assert_eq!(between(page, "const config", "</script>"), script, "{name}");
        }
    }
}

/// Defends that a page opens without a network, now and in twenty years: it names nothing outside itself.
#[test]
fn no_page_names_what_is_outside_it() {
    for (name, page) in pages() {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        for outside in [
            "http:", "https:", " src=", "@import", "url(", "<link", "MathJax",
        ] {
            // A picture cuts itself at its own frame.
            let page = page.replace("url(#", "");
            assert!(!page.contains(outside), "{name} {outside}");
        }
        assert!(!page.contains("NaN"), "{name}");
    }
}

/// Defends that every page is right in a light and in a dark browser and on paper: both schemes are stated, on paper the
/// light one holds, and no colour stands in a page that is not of the palette.
#[test]
fn every_page_has_both_schemes() {
    for (name, page) in pages() {
        for stated in [
            "<meta name=\"color-scheme\" content=\"light dark\">",
            "color-scheme: light dark; --",
            "@media screen and (prefers-color-scheme: dark)",
            "color-scheme: only light;",
        ] {
            assert_eq!(page.matches(stated).count(), 1, "{name} {stated}");
        }
        let named: BTreeSet<&str> = page
            .split("var(--")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap())
            .collect();
        for color in named {
            let twice = page.matches(&format!("--{color}: ")).count() >= 2;
            assert!(twice || color == "verdict", "{name} {color}");
        }
        let (_, body) = page.split_once("<body>").unwrap();
        for attribute in ["fill", "stroke", "color"] {
            for value in values(body, &format!(" {attribute}")) {
                assert!(!value.starts_with('#'), "{name} {attribute} {value}");
            }
        }
        for paint in ["\"color\":\"#", "\"color\":\"rgb", "\"fillcolor\":\"#"] {
            assert!(!body.contains(paint), "{name} {paint}");
        }
    }
}

/// Defends readers who hear a page: headings are in order, cells have a heading, pictures have a name, names are of one
/// element each.
#[test]
fn every_page_can_be_heard() {
    for (name, page) in pages() {
        let (_, body) = page.split_once("<body>").unwrap();
        let levels: Vec<u32> = body
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.chars().next()?.to_digit(10))
            .collect();
        assert_eq!(levels[0], 1, "{name}");
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1));
        assert!(!body.contains("<th>") && body.contains("<th scope=\"row\">"));
        assert!(!body.contains("<th scope=\"col\"></th>"), "{name}");
        let pictures = body.matches("<svg ").count();
        let titled = body.split("<svg ").skip(1);
        let titled = titled.filter(|rest| rest.split_once('>').unwrap().1.starts_with("<title>"));
        assert_eq!(titled.count(), pictures, "{name}");
        let ids = values(body, " id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for chart in body.split("class=\"chart\"").skip(1) {
            assert!(chart.starts_with(" role=\"img\" aria-label=\"Chart: "));
        }
    }
}

/// Defends narrow screens and paper: what is wider than the screen scrolls by itself and wraps on paper, which holds for
/// tables in the container that does this, so every table stands in one.
#[test]
fn every_table_stands_in_what_scrolls_and_wraps() {
    for (name, page) in pages() {
        let tables = page.matches("<table").count();
        let held = page.split("<div class=\"scroll\"").skip(1);
        let held = held.filter(|rest| {
            let (_, rest) = rest.split_once(">\n").unwrap();
            rest.starts_with("<table")
        });
        assert!(tables > 0 && held.count() == tables, "{name}");
    }
    let style = include_str!("../../templates/style.css");
    let (screen, print) = style.split_once("@media print {").unwrap();
    assert!(screen.contains(".scroll { overflow-x: auto;"));
    for rule in [
        ".scroll { overflow: visible;",
        "white-space: normal !important;",
        ".solid, .modebar-container { display: none; }",
    ] {
        assert!(print.contains(rule), "{rule}");
    }
}
