//! Which form a file has.

use super::forms::{
    BINARY, CLAIM, FORMS, FileKind, Form, GEOJSON, JSON, LAUNCH, NOTEBOOK, RASP, VAGUE, XML, ZIP,
};
use crate::text::decoded;

/// The ending of a name, in lower case.
pub fn ending(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((_, ending)) => ending.to_lowercase(),
        None => String::new(),
    }
}

pub fn by_ending(ending: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.endings.contains(&ending))
}

pub fn by_bytes(bytes: &[u8], ending: &str) -> Option<&'static Form> {
    let starts = |form: &&Form| form.starts.iter().any(|start| bytes.starts_with(start));
    if let Some(form) = FORMS.iter().find(starts) {
        if form.name == ZIP.name
            && let Some(inside) = FORMS.iter().find(|form| {
                let mut names = form.holds.iter();
                names.any(|name| holds(bytes, name.as_bytes()))
            })
        {
            return Some(inside);
        }
        let vague = VAGUE.iter().any(|each| each.name == form.name);
        return match by_ending(ending) {
            // What says nothing of its own packing, or is text in truth, does not say what is packed here.
            Some(named) if vague && packed(named) => Some(named),
            _ => Some(form),
        };
    }
    let tar = bytes.get(257..262) == Some(b"ustar");
    if tar {
        return by_ending("tar");
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if bytes.contains(&0) && !wide {
        return Some(
            by_ending(ending)
                .filter(|form| packed(form))
                .unwrap_or(&BINARY),
        );
    }
    by_text(&decoded(bytes))
}

/// Whether files of a form are, or may be, more than text.
fn packed(form: &Form) -> bool {
    use FileKind::{GeoJson, Json, Motor, Table, Toml};
    !matches!(form.kind, Table | GeoJson | Json | Motor | Toml) && form.name != XML.name
}

/// Whether some bytes stand near the beginning or the end, where archives list what they hold.
fn holds(bytes: &[u8], name: &[u8]) -> bool {
    const NEAR: usize = 1 << 16;
    let end = bytes.len();
    let ends = [0..end.min(NEAR), end.saturating_sub(NEAR)..end];
    ends.into_iter().any(|range| {
        let part = bytes.get(range).unwrap_or_default();
        part.windows(name.len()).any(|window| window == name)
    })
}

fn by_text(text: &str) -> Option<&'static Form> {
    let text = text.trim_start();
    if text.starts_with('<') {
        let doctype = text
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
        let page = text
            .get(10..14)
            .is_some_and(|name| name.eq_ignore_ascii_case("html"));
        if doctype && page {
            return by_ending("html");
        }
        let root = root(text)?;
        let named = FORMS.iter().find(|form| form.roots.contains(&root));
        return Some(named.unwrap_or(&XML));
    }
    if text.starts_with('{') {
        let says = |word: &str| text.contains(word);
        return Some(if says("\"nbformat\"") {
            &NOTEBOOK
        } else if says("\"FeatureCollection\"") || says("\"Polygon\"") || says("\"MultiPolygon\"") {
            &GEOJSON
        } else {
            &JSON
        });
    }
    let heads = |table: &str| {
        text.lines().any(|line| {
            let line = line.trim();
            line.strip_prefix('[')
                .and_then(|line| line.strip_prefix(table))
                .is_some_and(|rest| rest.starts_with(']'))
        })
    };
    if heads("printed") {
        return Some(&CLAIM);
    }
    if heads("site") {
        return Some(&LAUNCH);
    }
    is_rasp(text).then_some(&RASP)
}

/// The outermost element of XML, without the prefix of its namespace.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')? + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.get(comment.find("-->")? + 3..)?;
        } else if !rest.starts_with(['?', '!']) {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_.:".contains(c)));
            let name = rest.get(..end.unwrap_or(rest.len()))?;
            let name = name.rsplit(':').next().unwrap_or(name);
            return (!name.is_empty()).then_some(name);
        }
    }
}

/// Whether the first line that is no comment is the header of a RASP file: name, diameter, length, delays, two masses, maker.
fn is_rasp(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let header = lines.find(|line| !line.is_empty() && !line.starts_with(';'));
    let words: Vec<&str> = header.unwrap_or_default().split_whitespace().collect();
    let number = |index: usize| {
        words
            .get(index)
            .is_some_and(|word| word.parse::<f64>().is_ok())
    };
    let letters =
        |word: Option<&&str>| word.is_some_and(|word| word.contains(|c: char| c.is_alphabetic()));
    words.len() >= 7
        && [1, 2, 4, 5].into_iter().all(number)
        && letters(words.first())
        && letters(words.last())
}
