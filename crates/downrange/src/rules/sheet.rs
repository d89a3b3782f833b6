//! A rule sheet: rules with their numbers, as data.

use super::quantity::{RuleQuantity, RuleQuantityKind};
use crate::error::Fault;
use crate::quantity::{self, Dimension};

/// A rule sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSheet {
    /// What it is called.
    pub name: String,
    /// Whose rules these are, and of when.
    pub edition: String,
    /// What a reader should know of it; may be empty.
    pub about: String,
    /// Its rules, in the order of the sheet.
    pub rules: Vec<Rule>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its number, as the rule has it.
    pub number: String,
    /// What it asks for, in a few words.
    pub title: String,
    /// The edition it was read in.
    pub edition: String,
    /// What it is about.
    pub quantity: RuleQuantity,
    /// How the quantity stands to the threshold.
    pub relation: Relation,
    /// Its threshold as written (of what is between two, with both ends); empty where it has none, or none was seen.
    pub threshold: String,
    /// The threshold, SI (calibres); none where it has none, where it was not seen, and of what is not measured.
    pub least: Option<f64>,
    /// The upper end of what is between two.
    pub most: Option<f64>,
    /// By how much what should be equal may differ, SI.
    pub tolerance: f64,
    /// A weaker threshold: what misses the first but meets this is a caution.
    pub caution: Option<f64>,
    /// Whether what misses the threshold is a caution only.
    pub is_advice: bool,
    /// A threshold that grows with something: the greater of both counts.
    pub share: Option<Share>,
    /// The classes of motors it is about.
    pub classes: Option<MotorClasses>,
    /// The threshold for several motors, SI.
    pub complex: Option<f64>,
    /// It is only about launches with a greater impulse, N s.
    pub impulse_above: Option<f64>,
    /// How the threshold is known.
    pub how_known: HowKnown,
    /// What a reader should know of it; may be empty.
    pub note: String,
}

/// How a quantity stands to a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Not less.
    AtLeast,
    /// Not more.
    AtMost,
    /// Between two.
    Between,
    /// The same.
    EqualTo,
    /// Something is to be handed in, or done in some way.
    Give,
}

impl Relation {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::AtLeast,
        Self::AtMost,
        Self::Between,
        Self::EqualTo,
        Self::Give,
    ];

    /// Its words.
    pub fn name(self) -> &'static str {
        match self {
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Between => "between",
            Self::EqualTo => "equal to",
            Self::Give => "give",
        }
    }
}

/// How a threshold is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowKnown {
    /// It was read in the rule itself.
    Rule,
    /// It was read in what a team wrote of the rule.
    TeamExtract,
    /// It was read in what a tool prints of the rule.
    ToolOutput,
    /// From memory.
    Memory,
    /// Nobody saw the value.
    NotSeen,
}

impl HowKnown {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Rule,
        Self::TeamExtract,
        Self::ToolOutput,
        Self::Memory,
        Self::NotSeen,
    ];

    /// Its words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule => "read in the rule",
            Self::TeamExtract => "read in a team's extract",
            Self::ToolOutput => "read in a tool's output",
            Self::Memory => "memory",
            Self::NotSeen => "value not seen",
        }
    }
}

/// A share of something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How much of it.
    pub share: f64,
    /// Of what.
    pub of: ShareOf,
}

/// What a threshold may be a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareOf {
    /// The greatest height above the site.
    Apogee,
    /// The length of the rocket; in calibres where the quantity is.
    BodyLength,
}

impl ShareOf {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Apogee, Self::BodyLength];

    /// Its words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Apogee => "apogee",
            Self::BodyLength => "body length",
        }
    }
}

/// Classes of motors by impulse, from one letter to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MotorClasses {
    /// The first letter.
    pub from: char,
    /// The last letter.
    pub to: char,
}

impl MotorClasses {
    /// Whether a class such as `K` is among them; those below A are with A.
    pub fn holds(&self, class: &str) -> bool {
        let mut letters = class.chars().rev();
        match (letters.next(), class.contains('/')) {
            (Some(_), true) => self.from == 'A',
            (Some(letter), false) if class.len() == 1 => (self.from..=self.to).contains(&letter),
            _ => false,
        }
    }
}

/// A rule as text, before its numbers are read.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleText<'a> {
    /// The rule but for its numbers and classes.
    pub rule: Rule,
    /// The upper end.
    pub upper: Option<&'a str>,
    /// By how much it may differ.
    pub tolerance: Option<&'a str>,
    /// The weaker threshold.
    pub caution: Option<&'a str>,
    /// The threshold for several motors.
    pub complex: Option<&'a str>,
    /// Classes of motors, `A to J`.
    pub classes: Option<&'a str>,
}

impl RuleText<'_> {
    /// A rule that says no more than this: without a number, a title or an edition, and about any launch.
    pub fn new(
        quantity: RuleQuantity,
        relation: Relation,
        threshold: &str,
        how_known: HowKnown,
    ) -> Self {
        let rule = Rule {
            number: String::new(),
            title: String::new(),
            edition: String::new(),
            quantity,
            relation,
            threshold: threshold.to_owned(),
            least: None,
            most: None,
            tolerance: 0.0,
            caution: None,
            is_advice: false,
            share: None,
            classes: None,
            complex: None,
            impulse_above: None,
            how_known,
            note: String::new(),
        };
        Self {
            rule,
            upper: None,
            tolerance: None,
            caution: None,
            complex: None,
            classes: None,
        }
    }

    /// The rule, with its numbers read in the dimension of its quantity.
    ///
    /// # Errors
    /// At the key whose number cannot be, or is missing.
    pub fn read(self) -> Result<Rule, Fault> {
        let Self {
            mut rule,
            upper,
            tolerance,
            caution,
            complex,
            classes,
        } = self;
        rule.classes = classes.map(read_classes).transpose()?;
        let not_seen = rule.how_known == HowKnown::NotSeen;
        if not_seen && !rule.threshold.is_empty() {
            return Err(Fault::new("threshold", "a threshold that was not seen")
                .hint("leave it out, or say how it is known"));
        }
        let dimension = match rule.quantity.kind() {
            RuleQuantityKind::Measured(dimension) | RuleQuantityKind::Told(dimension) => dimension,
            RuleQuantityKind::NotComputed | RuleQuantityKind::NotForASimulator => return Ok(rule),
        };
        let own = [RuleQuantity::StaticStability, RuleQuantity::LandingEnergy];
        if own.contains(&rule.quantity) || rule.relation == Relation::Give {
            return Ok(rule);
        }
        let number = |key: &str, text: &str| read_number(key, text, rule.quantity, dimension);
        let optional = |key: &str, text: Option<&str>| -> Result<Option<f64>, Fault> {
            text.map(|text| number(key, text)).transpose()
        };
        let least = match (rule.threshold.as_str(), not_seen) {
            (_, true) => None,
            ("", false) => {
                return Err(Fault::new("", "a rule without `threshold`")
                    .hint("write one, or how_known = \"value not seen\""));
            }
            (text, false) => Some(number("threshold", text)?),
        };
        let most = optional("upper", upper)?;
        if rule.relation == Relation::Between && !not_seen {
            match (least, most) {
                (Some(least), Some(most)) if least <= most => {}
                (_, Some(_)) => {
                    return Err(Fault::new("upper", "`upper` is below `threshold`"));
                }
                (_, None) => {
                    return Err(Fault::new("", "\"between\" without `upper`")
                        .hint("`threshold` is the lower end, `upper` the other"));
                }
            }
        }
        let tolerance = optional("tolerance", tolerance)?.unwrap_or(0.0);
        let caution = optional("caution", caution)?;
        let complex = optional("complex", complex)?;
        if let (Some(upper), Relation::Between) = (upper, rule.relation) {
            rule.threshold = format!("{} and {}", rule.threshold, upper.trim());
        }
        Ok(Rule {
            least,
            most,
            tolerance,
            caution,
            complex,
            ..rule
        })
    }
}

/// A threshold as a number: a quantity with its unit, calibres with or without `cal`.
fn read_number(
    key: &str,
    text: &str,
    quantity: RuleQuantity,
    dimension: Dimension,
) -> Result<f64, Fault> {
    let plain = match quantity.is_in_calibres() {
        true => text.trim().trim_end_matches("cal").trim(),
        false => text.trim(),
    };
    let bare = dimension != Dimension::Number && plain.parse::<f64>().is_ok();
    let read = match bare {
        true => Err(Fault::new("", format!("\"{plain}\" has no unit"))),
        false => quantity::parse(plain, dimension),
    };
    let read = read.and_then(|number| match number.is_finite() && number >= 0.0 {
        true => Ok(number),
        false => Err(Fault::new("", format!("\"{plain}\" is no threshold"))),
    });
    read.map_err(|fault| {
        let hint = fault
            .hint
            .unwrap_or_else(|| format!("expected {}", dimension.example()));
        Fault::new(key, fault.message).hint(hint)
    })
}

fn read_classes(text: &str) -> Result<MotorClasses, Fault> {
    let (from, to) = text.split_once(" to ").unwrap_or((text, text));
    let letter = |text: &str| {
        let mut letters = text.trim().chars();
        let letter = letters.next().filter(char::is_ascii_uppercase)?;
        letters.next().is_none().then_some(letter)
    };
    match (letter(from), letter(to)) {
        (Some(from), Some(to)) if from <= to => Ok(MotorClasses { from, to }),
        _ => Err(
            Fault::new("classes", format!("{text:?} are no classes of motors"))
                .hint("expected a letter or two, such as \"K\" or \"A to J\""),
        ),
    }
}
