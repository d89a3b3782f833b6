//! A sheet against a launch: a verdict for each rule.

use super::figures::{RuleFigure, asked, measured, told};
use super::judge::{BodyImpact, FlightJudgement, applies, breaks, impacts, meets_caution};
use super::quantity::{RuleQuantity, RuleQuantityKind};
use super::sheet::{HowKnown, Rule, RuleSheet};
use crate::dispersion::statistics::{LandingScatter, Proportion};
use crate::flight::{Flight, Launch};
use crate::quantity::Dimension;

/// What comes of a rule, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleVerdict {
    /// The launch as planned breaks it, or half of its flights or more do.
    Fail,
    /// It meets a weaker threshold only, breaks what is advice, or some of its flights break it.
    Caution,
    /// Nobody saw the value, or this version does not compute what it is about.
    Unknown,
    /// A person has to show it; what is to be kept or handed in is told.
    ToBeShown,
    /// The launch meets it.
    Pass,
    /// It is not about such a launch.
    NotApplicable,
}

impl RuleVerdict {
    /// All of them, the gravest first.
    pub const ALL: [Self; 6] = [
        Self::Fail,
        Self::Caution,
        Self::Unknown,
        Self::ToBeShown,
        Self::Pass,
        Self::NotApplicable,
    ];

    /// Its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fail => "fail",
            Self::Caution => "caution",
            Self::Unknown => "unknown",
            Self::ToBeShown => "to be shown",
            Self::Pass => "pass",
            Self::NotApplicable => "does not apply",
        }
    }
}

/// What comes of one rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleAssessment {
    /// The rule.
    pub rule: Rule,
    /// The verdict.
    pub verdict: RuleVerdict,
    /// What the launch has, or has to keep or to hand in.
    pub figures: Vec<RuleFigure>,
    /// The threshold for this launch where it is more than the written one, SI.
    pub asked: Option<f64>,
    /// How many of the flights of its dispersion break it; none where none was flown, or it is not measured.
    pub broken: Option<Proportion>,
    /// Why the verdict is what it is, where the figures do not say it; may be empty.
    pub reason: String,
}

/// What comes of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetAssessment {
    /// What was launched.
    pub name: String,
    /// The sheet's name, edition and what is to be known of it.
    pub sheet: RuleSheet,
    /// Its rules, in their order.
    pub rules: Vec<RuleAssessment>,
    /// The flights of its dispersion; none where only the launch as planned was flown.
    pub flights: Option<RuledFlights>,
}

/// Flights of a dispersion, as they were flown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuledFlights {
    /// How many were flown.
    pub flown: u64,
    /// How many of these could not be computed: they count in no share.
    pub failed: u64,
    /// The seed.
    pub seed: u64,
}

impl SheetAssessment {
    /// How many rules have a verdict.
    pub fn count(&self, verdict: RuleVerdict) -> usize {
        let rules = self.rules.iter();
        rules.filter(|rule| rule.verdict == verdict).count()
    }
}

/// Holds a sheet against a launch and its flight as planned, and against flights of its dispersion of a seed, in their order; one that
/// could not be computed has no judgement.
pub fn assess(
    sheet: &RuleSheet,
    launch: &Launch,
    flight: &Flight,
    dispersed: Option<(u64, &[Option<FlightJudgement>])>,
) -> SheetAssessment {
    let judged: Vec<&FlightJudgement> = dispersed
        .map_or(&[][..], |(_, flights)| flights)
        .iter()
        .flatten()
        .collect();
    let rules = sheet.rules.iter().enumerate();
    SheetAssessment {
        name: launch.name.clone(),
        sheet: sheet.clone(),
        rules: rules
            .map(|(index, rule)| assess_rule(rule, (launch, flight), (index, &judged)))
            .collect(),
        flights: dispersed.map(|(seed, flights)| RuledFlights {
            flown: flights.len() as u64,
            failed: (flights.len() - judged.len()) as u64,
            seed,
        }),
    }
}

/// Why a value that nobody saw has no verdict.
const NOT_SEEN: &str = "the value was not seen: neither passed nor failed";

fn assess_rule(
    rule: &Rule,
    (launch, flight): (&Launch, &Flight),
    (index, judged): (usize, &[&FlightJudgement]),
) -> RuleAssessment {
    let mut assessment = RuleAssessment {
        rule: rule.clone(),
        verdict: RuleVerdict::NotApplicable,
        figures: Vec::new(),
        asked: None,
        broken: None,
        reason: String::new(),
    };
    if !applies(rule, launch) {
        "it is about other motors".clone_into(&mut assessment.reason);
        return assessment;
    }
    match rule.quantity.kind() {
        RuleQuantityKind::NotForASimulator => assessment.verdict = RuleVerdict::ToBeShown,
        RuleQuantityKind::NotComputed => {
            assessment.verdict = RuleVerdict::Unknown;
            assessment.reason = format!("{}: not computed by this version", rule.quantity.name());
        }
        RuleQuantityKind::Told(_) => tell(&mut assessment, launch, flight, judged),
        RuleQuantityKind::Measured(_) => {
            let hits = judged
                .iter()
                .filter_map(|flight| *flight.broken.get(index)?);
            let broken = Proportion::count(hits);
            measure(&mut assessment, launch, flight);
            if broken.trials > 0 && assessment.verdict != RuleVerdict::NotApplicable {
                assessment.broken = Some(broken);
                lower(&mut assessment, broken);
            }
        }
    }
    assessment
}

/// Holds what is measured on the flight as planned against the threshold.
fn measure(assessment: &mut RuleAssessment, launch: &Launch, flight: &Flight) {
    let rule = &assessment.rule;
    let figures = measured(rule.quantity, launch, flight);
    if figures.is_empty() {
        "this flight has none".clone_into(&mut assessment.reason);
        return;
    }
    let threshold = asked(rule, launch, flight);
    let verdict = |figure: &RuleFigure| match breaks(rule, threshold, figure) {
        None => RuleVerdict::Unknown,
        Some(false) => RuleVerdict::Pass,
        Some(true) if rule.is_advice || meets_caution(rule, figure) => RuleVerdict::Caution,
        Some(true) => RuleVerdict::Fail,
    };
    let gravest = figures.iter().map(verdict).min();
    assessment.verdict = gravest.unwrap_or(RuleVerdict::Unknown);
    if assessment.verdict == RuleVerdict::Unknown {
        NOT_SEEN.clone_into(&mut assessment.reason);
    }
    assessment.asked = threshold.filter(|threshold| rule.least.is_some_and(|own| *threshold > own));
    assessment.figures = figures;
}

/// Makes of a pass a caution where some flights break the rule, and a fail where half of them do.
fn lower(assessment: &mut RuleAssessment, broken: Proportion) {
    let weaker = match broken.hits {
        0 => return,
        hits if 2 * hits >= broken.trials && !assessment.rule.is_advice => RuleVerdict::Fail,
        _ => RuleVerdict::Caution,
    };
    // What meets a weaker threshold as planned is a caution, however many flights do the same.
    if assessment.verdict == RuleVerdict::Pass {
        assessment.verdict = weaker;
    }
}

/// What is to be kept or handed in.
fn tell(
    assessment: &mut RuleAssessment,
    launch: &Launch,
    flight: &Flight,
    judged: &[&FlightJudgement],
) {
    let rule = &assessment.rule;
    if rule.how_known == HowKnown::NotSeen {
        assessment.verdict = RuleVerdict::Unknown;
        NOT_SEEN.clone_into(&mut assessment.reason);
        return;
    }
    let planned = impacts(flight);
    assessment.verdict = RuleVerdict::ToBeShown;
    match rule.quantity {
        RuleQuantity::GreatestRange => {
            let dispersed = judged.iter().flat_map(|flight| &flight.impacts);
            assessment.figures = farthest(planned.iter().chain(dispersed))
                .into_iter()
                .collect();
            assessment.reason = match judged.len() {
                0 => "of the flight as planned; a greatest possible range needs more".to_owned(),
                flights => format!("the greatest of {} flights", flights + 1),
            };
        }
        RuleQuantity::ImpactArea if judged.is_empty() => {
            assessment.verdict = RuleVerdict::Unknown;
            "needs the flights of a dispersion: what is uncertain, and --flights"
                .clone_into(&mut assessment.reason);
        }
        RuleQuantity::ImpactArea => {
            assessment.figures = three_sigma(&planned, judged);
            assessment.reason = format!("about the mean impact points of {} flights", judged.len());
        }
        _ => assessment.figures = told(rule, launch, flight),
    }
}

fn farthest<'a>(impacts: impl Iterator<Item = &'a BodyImpact>) -> Option<RuleFigure> {
    let farthest = impacts.max_by(|a, b| a.distance.total_cmp(&b.distance))?;
    let figure = RuleFigure::new("", farthest.distance, Dimension::Length);
    Some(figure.of(&farthest.body))
}

/// Half axes of the ellipse at three standard deviations of each body of the flight as planned, and its mean point's distance.
fn three_sigma(planned: &[BodyImpact], judged: &[&FlightJudgement]) -> Vec<RuleFigure> {
    let mut figures = Vec::new();
    for body in planned.iter().map(|impact| &impact.body) {
        let own = judged.iter().flat_map(|flight| &flight.impacts);
        let places: Vec<[f64; 2]> = own
            .filter(|impact| impact.body == *body)
            .map(|impact| impact.place)
            .collect();
        let Some(scatter) = LandingScatter::new(&places) else {
            continue;
        };
        let ellipse = scatter.ellipse(3.0);
        let [east, north] = ellipse.center;
        let bearing = libm::atan2(east, north).rem_euclid(std::f64::consts::TAU);
        let figure = |label, value, dimension| RuleFigure::new(label, value, dimension).of(body);
        figures.extend([
            figure("longer half axis", ellipse.semi_major, Dimension::Length),
            figure("shorter half axis", ellipse.semi_minor, Dimension::Length),
            figure("longer axis toward", ellipse.azimuth, Dimension::Angle),
            figure("mean point at", libm::hypot(east, north), Dimension::Length),
            figure("bearing", bearing, Dimension::Angle),
        ]);
    }
    figures
}
