//! What motors are called: designations and makers, as files spell them.

/// Spellings of one maker: RASAero's first (RASAero II's engine file), then those of other motor files.
const MAKERS: &[&[&str]] = &[
    &[
        "AT",
        "AEROTECH",
        "ISP",
        "AT RMS",
        "AT RCS",
        "RCS",
        "AEROTECH RCS",
    ],
    &[
        "CTI",
        "CESARONI",
        "CESARONI TECHNOLOGY",
        "CESARONI TECHNOLOGY INC",
        "PRO38",
        "CES",
    ],
    &["AMW", "ANIMAL MOTOR WORKS", "AMW PROX"],
    &["ES", "ESTES", "ESTES INDUSTRIES", "E"],
    &["AP", "APOGEE", "APOGEE COMPONENTS"],
    &["QU", "QUEST", "QUEST AEROSPACE", "Q"],
    &["EM", "ELLIS", "ELLIS MOUNTAIN"],
    &["CONTRAIL", "CONTRAIL ROCKETS", "CR"],
    &["LR", "LOKI", "LOKI RESEARCH"],
    &["KBA", "KOSDON BY AEROTECH", "KOSDON"],
    &["GM", "GR", "GORILLA", "GORILLA ROCKET MOTORS"],
    &["RTW", "RATT", "RATT WORKS"],
    &["HT", "HYPERTEK"],
    &["SRS", "SKYR", "SKY RIPPER", "SKY RIPPER SYSTEMS"],
    &["RV", "ROCKETVISION"],
    &["RR", "ROADRUNNER", "ROADRUNNER ROCKETRY"],
    &["PML", "PUBLIC MISSILES", "PUBLIC MISSILES LTD"],
    &["HIST", "HISTORICAL"],
];

/// `J570W  (AT)` into designation and maker.
pub fn split(wanted: &str) -> (&str, Option<&str>) {
    let wanted = wanted.trim();
    let inner = wanted
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    match inner {
        Some((name, maker)) => (
            name.trim(),
            Some(maker.trim()).filter(|maker| !maker.is_empty()),
        ),
        None => (wanted, None),
    }
}

/// How alike two designations are; the most alike is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchQuality {
    /// But for case.
    Same,
    /// But for the delay.
    Delay,
    /// But for punctuation, blanks, and the total impulse that some files put first.
    Written,
    /// The same class and average thrust, where one says more of the propellant than the other.
    Propellant,
}

/// How alike two designations are, if they may name one motor.
pub fn match_quality(listed: &str, wanted: &str) -> Option<MatchQuality> {
    WantedDesignation::new(wanted).quality(listed)
}

/// Those that are the most alike, in their order, and how alike they are; none where none is alike.
pub fn most_alike<T>(
    alike: impl IntoIterator<Item = (MatchQuality, T)>,
) -> Option<(MatchQuality, Vec<T>)> {
    let alike: Vec<(MatchQuality, T)> = alike.into_iter().collect();
    let most = alike.iter().map(|(quality, _)| *quality).min()?;
    let alike = alike.into_iter().filter(|(quality, _)| *quality == most);
    Some((most, alike.map(|(_, each)| each).collect()))
}

/// A motor that many are compared with: its designation, with its maker in brackets or without one.
#[derive(Debug)]
pub struct WantedMotor<'a> {
    /// As it is written.
    pub written: &'a str,
    designation: WantedDesignation<'a>,
    maker: Option<&'a str>,
}

impl<'a> WantedMotor<'a> {
    /// A motor as it is written.
    pub fn new(written: &'a str) -> Self {
        let (name, maker) = split(written);
        Self {
            written,
            designation: WantedDesignation::new(name),
            maker,
        }
    }

    /// How alike a listed motor is, if it may be this one.
    pub fn quality(&self, designation: &str, maker: &str) -> Option<MatchQuality> {
        let quality = self.designation.quality(designation)?;
        let is_of_maker = self.maker.is_none_or(|own| same_maker(maker, own));
        is_of_maker.then_some(quality)
    }
}

/// A designation that many are compared with.
#[derive(Debug)]
struct WantedDesignation<'a> {
    written: &'a str,
    bare: String,
    plain: String,
}

impl<'a> WantedDesignation<'a> {
    /// A designation as it is written.
    fn new(wanted: &'a str) -> Self {
        let bare = bare(wanted);
        Self {
            written: wanted.trim(),
            plain: plain(&bare),
            bare,
        }
    }

    /// How alike a listed designation is, if it may name the same motor.
    fn quality(&self, listed: &str) -> Option<MatchQuality> {
        if listed.trim().eq_ignore_ascii_case(self.written) {
            return Some(MatchQuality::Same);
        }
        let own = class_and_thrust(&self.plain);
        // What is alike has the digits of the average thrust in their order; most are told apart by that.
        let mut left = listed.chars();
        let digits = own.map_or("", |(thrust, _)| thrust).chars();
        let mut digits = digits.filter(char::is_ascii_digit);
        if !digits.all(|digit| left.any(|c| c == digit)) {
            return None;
        }
        let listed = bare(listed);
        if listed == self.bare {
            return Some(MatchQuality::Delay);
        }
        let listed = plain(&listed);
        if listed == self.plain {
            return Some(MatchQuality::Written);
        }
        let ((one, letters), (other, others)) = (class_and_thrust(&listed)?, own?);
        let alike = letters.starts_with(others) || others.starts_with(letters);
        (one == other && alike).then_some(MatchQuality::Propellant)
    }
}

/// A designation without the delays that some files append to it: `-P`, `-14A`, `-6-10-14`.
fn bare(name: &str) -> String {
    let name = name.trim().to_uppercase();
    let mut rest = name.as_str();
    while let Some((motor, delay)) = rest.rsplit_once('-') {
        let seconds = delay.strip_suffix('A').unwrap_or(delay);
        let is_number = !seconds.is_empty() && seconds.chars().all(|c| c.is_ascii_digit());
        // What has no class and thrust before it is no delay: `TBDPS-21`.
        let is_delay = delay == "P" || (is_number && class_and_thrust(&plain(motor)).is_some());
        if motor.is_empty() || !is_delay {
            break;
        }
        rest = motor;
    }
    rest.to_owned()
}

/// Letters and digits of a bare designation, without the total impulse that may stand ahead of its class.
fn plain(bare: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || *c == '/';
    let kept: String = bare.chars().filter(is_kept).collect();
    let class = kept.trim_start_matches(|c: char| c.is_ascii_digit());
    match class.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => class.to_owned(),
        false => kept,
    }
}

/// `N2501` and `WT` of `N2501WT`.
fn class_and_thrust(plain: &str) -> Option<(&str, &str)> {
    let fraction = plain.find(|c: char| c.is_ascii_alphabetic())?;
    let thrust = plain.get(fraction + 1..)?;
    let digits = thrust
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(thrust.len());
    (digits > 0).then(|| plain.split_at(fraction + 1 + digits))
}

/// Whether two spellings are of one maker.
pub fn same_maker(listed: &str, wanted: &str) -> bool {
    let plain = |maker: &str| {
        let words: Vec<String> = maker
            .split(|c: char| c.is_whitespace() || ".,-_/".contains(c))
            .filter(|word| !word.is_empty())
            .map(str::to_uppercase)
            .collect();
        words.join(" ")
    };
    let (listed, wanted) = (plain(listed), plain(wanted));
    listed == wanted
        || MAKERS
            .iter()
            .any(|maker| maker.contains(&&*listed) && maker.contains(&&*wanted))
}

/// Whether a name is that of an engine, with or without its maker.
pub fn is_name_of(name: &str, engine: &str) -> bool {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let ((own, maker), (other, other_maker)) = (split(name), split(engine));
    let of_maker = || match (maker, other_maker) {
        (Some(a), Some(b)) => same_maker(a, b),
        (maker, _) => maker.is_none(),
    };
    same(name, engine) || (same(own, other) && of_maker())
}

/// Longer designations are near no other.
const LONGEST: usize = 100;

/// How far a designation is from another, if that is little.
pub fn distance(listed: &str, wanted: &str) -> Option<usize> {
    let (listed, wanted) = (plain(&bare(listed)), plain(&bare(wanted)));
    // No designation is so long, and long words are slow to compare.
    if listed.len().max(wanted.len()) > LONGEST {
        return None;
    }
    let distance = strsim::damerau_levenshtein(&listed, &wanted);
    let inside = listed.len() > 2 && (listed.contains(&wanted) || wanted.contains(&listed));
    (inside || distance <= 1 + wanted.chars().count() / 3).then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designations_come_apart() {
        assert_eq!(split("J570W  (AT)"), ("J570W", Some("AT")));
        assert_eq!(split(" 1/4A2 (AP) "), ("1/4A2", Some("AP")));
        assert_eq!(split("K550W"), ("K550W", None));
        assert_eq!(split("K550W ()"), ("K550W", None));
        assert_eq!(
            (bare("I205-16"), bare("L265-MY"), bare("h-p")),
            ("I205".into(), "L265-MY".into(), "H".into())
        );
        assert_eq!(
            (bare("J570W-14A"), bare("I284W-6-10-14"), bare("O3400-IM-P")),
            ("J570W".into(), "I284W".into(), "O3400-IM".into())
        );
    }

    /// One motor goes by several names; another motor of the same class does not.
    #[test]
    fn designations_are_alike() {
        use MatchQuality::{Delay, Propellant, Same, Written};
        for (listed, wanted, expected) in [
            ("n2501w", "N2501W", Some(Same)),
            ("n2501w-p", "N2501W", Some(Delay)),
            ("B2-02", "B2-02", Some(Same)),
            ("N2501-W", "N2501W", Some(Written)),
            ("N2501 W", "N2501-W-P", Some(Written)),
            ("10146N2501-W-P", "N2501W", Some(Written)),
            ("21062-O3400-IM-P", "O3400-IM-P", Some(Written)),
            ("1/4A2-2", "1/4A2", Some(Delay)),
            ("N2501", "N2501W", Some(Propellant)),
            ("L2050-LW", "L2050L", Some(Propellant)),
            ("A2", "1/4A2", None),
            ("N2501R", "N2501W", None),
            ("N250W", "N2501W", None),
            ("TBDPS-21", "TBDPS-22", None),
        ] {
            assert_eq!(match_quality(listed, wanted), expected, "{listed} {wanted}");
        }
    }

    #[test]
    fn makers_go_by_many_names() {
        assert!(
            same_maker("AeroTech", "AT")
                && same_maker("AT", "at")
                && same_maker("Cesaroni Technology, Inc.", "CTI")
        );
        assert!(!same_maker("AMW", "AT") && same_maker("DEAP-EX", "DEAP-EX"));
        assert!(same_maker("AT-RMS", "AT/RCS") && same_maker("Loki_Research", "LOKI"));
        assert!(same_maker("AMW/ProX", "AMW") && same_maker("Gorilla_Rocket_Motors", "GR"));
        assert!(!same_maker("LR-EX", "LR"));
    }
}
