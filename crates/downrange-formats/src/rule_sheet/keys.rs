//! The keys of a rule sheet, as data: see [`crate::launch::keys`].

use downrange::quantity::Dimension::{Impulse, Number};

use crate::toml_file::keys::Absent::{Means, Refused};
use crate::toml_file::keys::Kind::{Certain, Choice, List, Text};
use crate::toml_file::keys::{Section, key, section};
use crate::toml_file::range::Range::{Positive, UpTo};

/// What a rule is about, as [`downrange::rules::RuleQuantity`] has them.
pub const QUANTITIES: &[&str] = &[
    "rail departure speed",
    "thrust to weight",
    "static margin",
    "static margin at rail exit",
    "greatest static margin",
    "static stability",
    "total impulse",
    "lift off mass",
    "propellant mass",
    "launch angle from vertical",
    "launch elevation",
    "drogue descent rate",
    "main descent rate",
    "main deployment height",
    "wind at the rail",
    "separation distance",
    "stand off distance",
    "greatest range",
    "impact area",
    "stability against time",
    "kinetic energy at landing",
    "static margin in a wind",
    "casualty expectation",
    "individual probability of casualty",
    "probability of impact on an aircraft",
    "probability of impact on a vessel",
    "containment of debris for vessels",
    "hazard area",
    "casualty area",
    "population",
    "probability of failure",
    "debris",
    "not for a simulator",
];

/// How a quantity stands to a threshold, as [`downrange::rules::Relation`] has them.
pub const RELATIONS: &[&str] = &["at least", "at most", "between", "equal to", "give"];

/// How a threshold is known, as [`downrange::rules::HowKnown`] has them.
pub const HOW_KNOWN: &[&str] = &[
    "read in the rule",
    "read in a team's extract",
    "read in a tool's output",
    "memory",
    "value not seen",
];

/// What a threshold may be a share of, as [`downrange::rules::ShareOf`] has them.
pub const SHARES_OF: &[&str] = &["apogee", "body length"];

/// The whole file.
pub static RULE_SHEET: Section = section(
    "",
    &[
        key(
            "name",
            Text,
            Means("the name of the file"),
            "What the sheet is called.",
        ),
        key(
            "edition",
            Text,
            Refused,
            "Whose rules these are, and of when.",
        ),
        key(
            "about",
            Text,
            Means("nothing"),
            "What a reader should know of the sheet.",
        ),
        key("rules", List(&RULES, 1000), Refused, "Its rules."),
    ],
    "A rule sheet is TOML: rules with their numbers, each with the threshold that it asks for.",
);

static RULES: Section = section(
    "rules",
    &[
        key("number", Text, Refused, "Its number, as the rule has it."),
        key("title", Text, Refused, "What it asks for, in a few words."),
        key(
            "edition",
            Text,
            Means("that of the sheet"),
            "The edition it was read in.",
        ),
        key(
            "quantity",
            Choice(QUANTITIES),
            Refused,
            "What it is about: what can be measured on a flight, or told of it, or \"not for a simulator\".",
        ),
        key(
            "relation",
            Choice(RELATIONS),
            Refused,
            "How the quantity stands to the threshold.",
        ),
        key(
            "threshold",
            Text,
            Means("none, of a value that was not seen"),
            "The threshold with its unit, such as \"100 ft/s\"; of \"between\" the lower end.",
        ),
        key(
            "upper",
            Text,
            Means("none"),
            "The upper end, of \"between\".",
        ),
        key(
            "tolerance",
            Text,
            Means("nothing"),
            "By how much what is \"equal to\" may differ.",
        ),
        key(
            "caution",
            Text,
            Means("none"),
            "A weaker threshold: what misses the first but meets this is a caution.",
        ),
        key(
            "otherwise",
            Choice(&["fail", "caution"]),
            Means("\"fail\""),
            "What a launch gets that misses the threshold.",
        ),
        key(
            "share",
            Certain(Number, Positive),
            Means("none"),
            "With `share_of`: the threshold is the greater of `threshold` and this share of something.",
        ),
        key(
            "share_of",
            Choice(SHARES_OF),
            Means("none"),
            "What `share` is of.",
        ),
        key(
            "classes",
            Text,
            Means("all"),
            "Classes of the installed impulse that it is about, such as \"K\" or \"A to J\".",
        ),
        key(
            "complex",
            Text,
            Means("`threshold`"),
            "The threshold for several motors, of a stand-off distance.",
        ),
        key(
            "impulse_above",
            Certain(Impulse, UpTo(1e12)),
            Means("all launches"),
            "It is about launches with more installed impulse only.",
        ),
        key(
            "how_known",
            Choice(HOW_KNOWN),
            Refused,
            "How the threshold is known; what was not seen is neither passed nor failed.",
        ),
        key(
            "note",
            Text,
            Means("nothing"),
            "What a reader should know of it.",
        ),
    ],
    "A rule.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use downrange::rules::{HowKnown, Relation, RuleQuantity, ShareOf};

    /// The words of the file are those of the core.
    #[test]
    fn words_are_those_of_the_core() {
        assert_eq!(QUANTITIES, RuleQuantity::ALL.map(RuleQuantity::name));
        assert_eq!(RELATIONS, Relation::ALL.map(Relation::name));
        assert_eq!(HOW_KNOWN, HowKnown::ALL.map(HowKnown::name));
        assert_eq!(SHARES_OF, ShareOf::ALL.map(ShareOf::name));
    }
}
