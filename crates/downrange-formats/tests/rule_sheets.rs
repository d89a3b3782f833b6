//! The rule sheets that come with the library, and sheets of a team.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use downrange::flight;
use downrange::quantity::{self, Dimension};
use downrange::rules::{HowKnown, Relation, Rule, RuleQuantity, RuleSheet};
use downrange_formats::{RULE_SHEETS, parse_rule_sheet, read_rule_sheet, rule_sheet_text};

/// The shared data: what ranges and competitions ask, row by row.
const ROWS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/reference/rules/rules.csv"
);

/// The sheet that has the rules of a source.
fn sheet_of(source: &str) -> &'static str {
    match source {
        "14 CFR 101" => "faa-101",
        "14 CFR 417 app C" => "faa-417",
        "14 CFR 420 app D" | "14 CFR 450" => "faa-450",
        "IREC" | "IREC DTEG" => "irec",
        "EuRoC DTEG" => "euroc",
        "Launch Canada DTEG" => "launch-canada",
        "Tripoli research" => "tripoli",
        "NAR HPR" => "nar",
        "NFPA 1122" => "nfpa-1122",
        other => panic!("no sheet has {other}"),
    }
}

/// All numbers that stand in a text.
fn numerals(text: &str) -> Vec<f64> {
    let parts = text.split(|c: char| !(c.is_ascii_digit() || ".-e".contains(c)));
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// All numbers of a rule: as they are read, SI, and as they stand.
fn numbers(rule: &Rule) -> Vec<f64> {
    let mut all = numerals(&rule.threshold);
    // Of what is not measured no number is read.
    let any = Dimension::ALL.into_iter();
    all.extend(any.filter_map(|dimension| quantity::parse(&rule.threshold, dimension).ok()));
    all.extend(
        [rule.least, rule.most, rule.caution, rule.complex]
            .into_iter()
            .flatten(),
    );
    if let Some(share) = rule.share {
        all.extend([share.share, 100.0 * share.share]);
    }
    all
}

/// Defends that every rule of the shared data appears in a sheet with its number, its relation, its threshold and how that is known.
/// Thresholds are rounded in the data: 20 mph is 8.94 m/s there, so that a thousandth is allowed.
#[test]
fn every_rule_of_the_data_appears_in_a_sheet() {
    let Ok(rows) = std::fs::read_to_string(Path::new(ROWS)) else {
        println!("skipped: {ROWS} is not there");
        return;
    };
    let mut rows = csv::Reader::from_reader(rows.as_bytes());
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let [source, edition, number, _, relation, value] = [0, 1, 2, 3, 4, 5].map(|at| &row[at]);
        let sheet = read_rule_sheet(sheet_of(source)).unwrap();
        let relation = match relation {
            ">=" | "points >=" => Relation::AtLeast,
            "<=" => Relation::AtMost,
            "between" => Relation::Between,
            "=" => Relation::EqualTo,
            "must give" | "method" => Relation::Give,
            other => panic!("{other}: no such relation"),
        };
        let how_known = match &row[8] {
            _ if value.is_empty() && relation == Relation::AtLeast => HowKnown::NotSeen,
            "read" => HowKnown::Rule,
            how if how.starts_with("read in a team's") => HowKnown::TeamExtract,
            "read in a tool's output" => HowKnown::ToolOutput,
            how if how.starts_with("memory") => HowKnown::Memory,
            other => panic!("{other}: no such way to know"),
        };
        let number = match number {
            "" => "not numbered",
            number => number,
        };
        let found = sheet.rules.iter().any(|rule| {
            let own = numbers(rule);
            let has = |number: f64| {
                own.iter()
                    .any(|each| (each - number).abs() <= 1e-3 * number.abs())
            };
            rule.number == number
                && rule.edition.contains(edition)
                && rule.relation == relation
                && rule.how_known == how_known
                && numerals(value).into_iter().all(has)
        });
        assert!(found, "no rule of {} is {row:?}", sheet.name);
        count += 1;
    }
    assert_eq!(count, 57, "rows of the data");
}

/// Defends that each sheet is read, and says of each rule how it is known: a value that was not seen is no number.
#[test]
fn every_sheet_is_read() {
    for (name, text) in RULE_SHEETS {
        let sheet = read_rule_sheet(name).unwrap();
        assert!(
            !sheet.rules.is_empty() && !sheet.edition.is_empty(),
            "{name}"
        );
        assert_eq!(rule_sheet_text(name), Some(text));
        for rule in &sheet.rules {
            if rule.how_known == HowKnown::NotSeen {
                assert_eq!(
                    (rule.least, rule.threshold.as_str()),
                    (None, ""),
                    "{rule:?}"
                );
            }
        }
    }
}

fn one(keys: &str) -> Result<RuleSheet, downrange_formats::Error> {
    parse_rule_sheet(&format!(
        "edition = \"ours\"\n[[rules]]\nnumber = \"1\"\ntitle = \"fast\"\n{keys}"
    ))
}

/// Defends the messages of a sheet that a team changed: the line, what was read and what is expected.
#[test]
fn a_wrong_sheet_is_told_with_its_line() {
    let rest = "relation = \"at least\"\nhow_known = \"memory\"\n";
    for (keys, message) in [
        (
            "quantity = \"rail departure speed\"\nthreshold = \"30.48\"\n",
            "sheet.toml:6: \"30.48\" has no unit",
        ),
        (
            "quantity = \"rail speed\"\nthreshold = \"30 m/s\"\n",
            "sheet.toml:5: unknown quantity \"rail speed\"",
        ),
        (
            "quantity = \"thrust to weight\"\n",
            "sheet.toml:2: a rule without `threshold`",
        ),
        (
            "quantity = \"stand-off distance\"\nthreshold = \"30 m\"\nclasses = \"K-L\"\n",
            "sheet.toml:7: \"K-L\" are no classes of motors",
        ),
    ] {
        let error = one(&format!("{keys}{rest}")).unwrap_err();
        let told = error.to_string();
        let line: Vec<&str> = message.splitn(3, ':').collect();
        assert!(told.contains(line[2].trim()), "{told}");
        assert!(told.contains(&format!("{}:{}", line[0], line[1])), "{told}");
    }
    let told = read_rule_sheet("irek").unwrap_err().to_string();
    assert!(told.contains("irec, euroc, launch-canada"), "{told}");
}

/// Defends that `fly` warns by the thresholds of the sheets where both have the same rule. (Its landing speed, 36 ft/s, is of another
/// edition of the IREC guide than the 30 ft/s of the sheet.)
#[test]
fn warnings_of_fly_are_by_the_same_thresholds() {
    for (sheet, quantity, warned) in [
        (
            "irec",
            RuleQuantity::RailDepartureSpeed,
            flight::LEAST_RAIL_EXIT_SPEED,
        ),
        (
            "irec",
            RuleQuantity::StaticMargin,
            flight::LEAST_RAIL_EXIT_MARGIN,
        ),
        (
            "irec",
            RuleQuantity::DrogueDescentRate,
            flight::GREATEST_OPENING_SPEED,
        ),
        (
            "nar",
            RuleQuantity::LaunchAngle,
            flight::GREATEST_RAIL_ANGLE,
        ),
        ("nar", RuleQuantity::WindAtRail, flight::STRONG_WIND),
        (
            "nar",
            RuleQuantity::ThrustToWeight,
            flight::LEAST_THRUST_TO_WEIGHT,
        ),
    ] {
        let all = read_rule_sheet(sheet).unwrap().rules;
        let rule = all.iter().find(|rule| rule.quantity == quantity).unwrap();
        let asked = rule.most.or(rule.least).unwrap();
        assert!((asked - warned).abs() < 1e-9, "{asked} {warned} {rule:?}");
    }
}
