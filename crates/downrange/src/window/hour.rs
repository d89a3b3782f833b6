//! An hour of a window, judged.

use crate::dispersion::statistics::Proportion;
use crate::results::{CONFIDENCE, Findings};

use super::limits::{LimitKind, Limits};
use super::winds::HourWinds;

/// The rule of thumb that is broken by what leaves its rail too slowly.
const RAIL_EXIT_SPEED: &str = "rail exit speed";

/// Whether to launch. Later ones are worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LaunchVerdict {
    /// Everything is within its limit.
    Go,
    /// Something may be above its limit.
    Caution,
    /// Something is above its limit.
    NoGo,
}

impl LaunchVerdict {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Caution => "caution",
            Self::NoGo => "no-go",
        }
    }
}

/// What is held against a limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum JudgedFigure {
    /// So many of all flights.
    Probability(Proportion),
    /// The median and the greatest of the members, m/s.
    Speeds {
        /// Half of the members have less.
        median: f64,
        /// None has more.
        greatest: f64,
    },
}

/// A figure of an hour and its limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// Which limit.
    pub kind: LimitKind,
    /// Of which area; empty for what has none.
    pub about: String,
    /// What was found.
    pub figure: JudgedFigure,
    /// The limit, as [`Limits::of`] gives it.
    pub limit: f64,
    /// What follows.
    pub verdict: LaunchVerdict,
}

/// An hour of a window.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowHour {
    /// When, as text (UTC).
    pub time: String,
    /// What its flights came to.
    pub findings: Findings,
    /// Its winds.
    pub winds: HourWinds,
    /// Everything that has a limit, in the order of the limits.
    pub judged: Vec<Judged>,
}

impl WindowHour {
    /// Judges an hour.
    pub fn new(time: String, findings: Findings, winds: HourWinds, limits: &Limits) -> Self {
        let mut judged = Vec::new();
        let mut probability = |kind: LimitKind, about: &str, found: Proportion| {
            if let Some(limit) = limits.of(kind) {
                judged.push(Judged {
                    kind,
                    about: about.to_owned(),
                    figure: JudgedFigure::Probability(found),
                    limit,
                    verdict: of_probability(&found, limit),
                });
            }
        };
        for (area, chance) in findings.run.areas.iter().zip(&findings.probabilities.any) {
            probability(LimitKind::Outside, area.name(), chance.outside);
        }
        let intrusions = &findings.probabilities.any_intrusions;
        for (kind, found) in [
            (LimitKind::KeepOut, intrusions.any_keep_out),
            (LimitKind::AboveCeiling, intrusions.ceiling),
        ] {
            if let Some(found) = found {
                probability(kind, "", found);
            }
        }
        let slow = findings
            .rules
            .iter()
            .find(|(rule, _)| rule == RAIL_EXIT_SPEED);
        if let Some((_, broken)) = slow {
            probability(LimitKind::SlowRailExit, "", *broken);
        }
        for (kind, speeds) in [
            (LimitKind::WindAtRail, &winds.at_rail),
            (LimitKind::WindAloft, &winds.aloft),
        ] {
            if let (Some(limit), Some(greatest)) = (limits.of(kind), speeds.last()) {
                let (median, greatest) = (speeds[speeds.len() / 2], *greatest);
                let above = speeds.iter().filter(|speed| **speed > limit).count();
                judged.push(Judged {
                    kind,
                    about: String::new(),
                    figure: JudgedFigure::Speeds { median, greatest },
                    limit,
                    verdict: match above {
                        0 => LaunchVerdict::Go,
                        above if 2 * above >= speeds.len() => LaunchVerdict::NoGo,
                        _ => LaunchVerdict::Caution,
                    },
                });
            }
        }
        Self {
            time,
            findings,
            winds,
            judged,
        }
    }

    /// The worst of its verdicts; *go* where nothing is judged.
    pub fn verdict(&self) -> LaunchVerdict {
        let verdicts = self.judged.iter().map(|judged| judged.verdict);
        verdicts.max().unwrap_or(LaunchVerdict::Go)
    }

    /// What decides: the first of those with the worst verdict; `None` for *go*.
    pub fn decided_by(&self) -> Option<&Judged> {
        let worst = self.verdict();
        let mut judged = self.judged.iter();
        judged.find(|judged| judged.verdict == worst && worst != LaunchVerdict::Go)
    }

    /// Whether more flights would leave the verdict as it is: something is above its limit, or every probability lies on one side
    /// of its limit.
    pub fn is_sure(&self) -> bool {
        self.verdict() == LaunchVerdict::NoGo
            || self.judged.iter().all(|judged| {
                judged.verdict == LaunchVerdict::Go
                    || matches!(judged.figure, JudgedFigure::Speeds { .. })
            })
    }
}

fn of_probability(found: &Proportion, limit: f64) -> LaunchVerdict {
    let interval = found.estimate(CONFIDENCE).interval;
    if interval.high <= limit {
        LaunchVerdict::Go
    } else if interval.low > limit {
        LaunchVerdict::NoGo
    } else {
        LaunchVerdict::Caution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Defends the three verdicts on a probability: none of 400 is surely below 1 % (0.92 % at most), none of 300 is not (1.2 %), 10 of
    /// 300 surely above it (1.6 % at least). The interval of none of n is 1 − 0.025^(1/n) (Clopper & Pearson 1934).
    #[test]
    fn probabilities_are_judged_by_their_interval() {
        for (hits, trials, verdict) in [
            (0, 400, LaunchVerdict::Go),
            (0, 300, LaunchVerdict::Caution),
            (10, 300, LaunchVerdict::NoGo),
            (0, 0, LaunchVerdict::Caution),
        ] {
            let found = Proportion { hits, trials };
            assert_eq!(of_probability(&found, 0.01), verdict, "{hits} of {trials}");
        }
    }
}
