//! The text of a rule sheet as a [`RuleSheet`].

use std::path::Path;

use downrange::rules::{
    HowKnown, Relation, Rule, RuleQuantity, RuleSheet, RuleText, Share, ShareOf,
};
use toml::de::DeTable;

use super::keys::RULE_SHEET;
use super::library::{RULE_SHEETS, rule_sheet_text};
use crate::error::Error;
use crate::files::Memory;
use crate::kind_of_file::Wanted;
use crate::text::line_feeds;
use crate::toml_file::check::check;
use crate::toml_file::entry::TableReader;
use crate::toml_file::open::{open, table};
use crate::toml_file::source::TomlSource;

/// Reads a sheet that comes with the library, by its name, or a file, by its path.
///
/// # Errors
/// When there is no such sheet and no such file, or the first thing that is wrong in it, with its place (see [`Error`]).
///
/// ```
/// let sheet = downrange_formats::read_rule_sheet("irec")?;
/// assert_eq!(sheet.rules[0].threshold, "100 ft/s");
/// # Ok::<(), downrange_formats::Error>(())
/// ```
pub fn read_rule_sheet(name: &str) -> Result<RuleSheet, Error> {
    if let Some(text) = rule_sheet_text(name) {
        return read(name, text, name);
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        let names: Vec<&str> = RULE_SHEETS.iter().map(|(name, _)| *name).collect();
        let hint = format!(
            "there are {}; or give the path of a file (TOML)",
            names.join(", ")
        );
        return Err(Error::of_file(name, "there is no such rule sheet").hint(hint));
    }
    let (text, stem) = open(path, Wanted::RuleSheet)?;
    read(&path.display().to_string(), &text, &stem)
}

/// Reads the text of a rule sheet called `sheet.toml`.
///
/// # Errors
/// As [`read_rule_sheet`].
pub fn parse_rule_sheet(text: &str) -> Result<RuleSheet, Error> {
    read("sheet.toml", &line_feeds(text), "sheet")
}

fn read(file: &str, text: &str, stem: &str) -> Result<RuleSheet, Error> {
    let no_files = Memory::new();
    let source = TomlSource::new(file, text, &RULE_SHEET, &no_files);
    let root = &table(file, text)?;
    check(&source, &RULE_SHEET, root)?;
    let entry = TableReader::root(&source, &RULE_SHEET, root);
    let edition = entry.need_text("edition")?;
    let rules = entry.tables("rules").into_iter().enumerate();
    Ok(RuleSheet {
        name: entry.text("name")?.unwrap_or(stem).to_owned(),
        edition: edition.to_owned(),
        about: entry.text("about")?.unwrap_or("").trim().to_owned(),
        rules: rules
            .map(|(place, table)| rule(&table, edition, (&source, root, place)))
            .collect::<Result<_, _>>()?,
    })
}

fn rule(
    table: &TableReader<'_>,
    edition: &str,
    (source, root, place): (&TomlSource<'_>, &DeTable<'_>, usize),
) -> Result<Rule, Error> {
    let word = |key: &str| table.choice(key);
    let quantity = word("quantity")?.and_then(|word| {
        RuleQuantity::ALL
            .into_iter()
            .find(|each| each.name() == word)
    });
    let relation = word("relation")?
        .and_then(|word| Relation::ALL.into_iter().find(|each| each.name() == word));
    let how_known = word("how_known")?
        .and_then(|word| HowKnown::ALL.into_iter().find(|each| each.name() == word));
    let share_of = word("share_of")?
        .and_then(|word| ShareOf::ALL.into_iter().find(|each| each.name() == word));
    let share = match (table.number("share")?, share_of) {
        (Some(share), Some(of)) => Some(Share { share, of }),
        (Some(_), None) => return Err(table.missing("share_of")),
        (None, Some(_)) => return Err(table.missing("share")),
        (None, None) => None,
    };
    let plain = RuleText::new(
        quantity.ok_or_else(|| table.missing("quantity"))?,
        relation.ok_or_else(|| table.missing("relation"))?,
        table.text("threshold")?.unwrap_or("").trim(),
        how_known.ok_or_else(|| table.missing("how_known"))?,
    );
    let text = RuleText {
        rule: Rule {
            number: table.need_text("number")?.to_owned(),
            title: table.need_text("title")?.to_owned(),
            edition: table.text("edition")?.unwrap_or(edition).to_owned(),
            is_advice: table.choice("otherwise")? == Some("caution"),
            share,
            impulse_above: table.number("impulse_above")?,
            note: table.text("note")?.unwrap_or("").trim().to_owned(),
            ..plain.rule
        },
        upper: table.text("upper")?,
        tolerance: table.text("tolerance")?,
        caution: table.text("caution")?,
        complex: table.text("complex")?,
        classes: table.text("classes")?,
    };
    text.read()
        .map_err(|fault| source.fault(root, &fault.inside(&format!("rules[{place}]"))))
}
