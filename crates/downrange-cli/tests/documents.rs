//! Links of README, CONTRIBUTING, DESIGN, the book and the other pages lead to files and headings that are there.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The pages, by folder of the repository.
const FOLDERS: [&str; 5] = ["", "docs/book/src", "fuzz", "validation", ".github"];

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a page without what stands in fences or code spans, where a link is none.
fn prose(text: &str) -> String {
    let fenced = text.split("```").step_by(2).collect::<String>();
    fenced.split('`').step_by(2).collect()
}

/// The targets of the links of a page.
fn links(text: &str) -> Vec<String> {
    let behind = |part: &str| part.split(')').next().map(str::to_owned);
    prose(text).split("](").skip(1).filter_map(behind).collect()
}

/// The anchors of the headings of a page, as GitHub and mdBook make them.
fn anchors(text: &str) -> Vec<String> {
    let fenced = text.split("```").step_by(2).collect::<String>();
    let headings = fenced.lines().filter(|line| line.starts_with('#'));
    let slug = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        });
        kept.collect::<String>()
    };
    headings.map(slug).collect()
}

/// A newcomer who follows a link arrives: files that move take the pages with them.
#[test]
fn links_lead_somewhere() {
    let mut pages: BTreeMap<PathBuf, String> = BTreeMap::new();
    for folder in FOLDERS {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension() == Some("md".as_ref()) {
                let text = std::fs::read_to_string(&path).unwrap();
                pages.insert(path.canonicalize().unwrap(), text);
            }
        }
    }
    let mut broken = Vec::new();
    let mut followed = 0;
    for (page, text) in &pages {
        for link in links(text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            followed += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let target = match file {
                "" => Ok(page.clone()),
                _ => page.parent().unwrap().join(file).canonicalize(),
            };
            let arrives = target.is_ok_and(|target| {
                let page = pages.get(&target);
                anchor.is_empty()
                    || page.is_none_or(|text| anchors(text).iter().any(|a| a == anchor))
            });
            if !arrives {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(followed > 50, "{followed} links: are the pages read?");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
