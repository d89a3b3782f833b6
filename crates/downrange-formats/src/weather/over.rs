//! The air over a site, from what a file reports.

use std::sync::Arc;

use downrange::air::{MeasuredLevel, MeasuredProfile, Wind};
use downrange::earth::inverse_geodesic;
use downrange::error::Fault;
use downrange::flight::Site;
use jiff::Timestamp;

use super::hours::{self, HourKind, LaunchTime, shown};
use super::reported::{ReportedProfile, between, ground_between};
use crate::error::Error;
use crate::warning::Warning;

/// What to do where the hour is missing or another.
const SAY_WHEN: &str = "say when the launch is, in UTC: `date = 2023-05-22T12:00:00Z` in [site]";

/// The profiles of a file.
#[derive(Debug, Clone)]
pub struct Reports {
    file: String,
    /// The text that they stand in; empty where the file is no text.
    text: Arc<str>,
    profiles: Vec<ReportedProfile>,
    kind: HourKind,
}

/// A profile over a site.
#[derive(Debug, Clone)]
pub struct OverSite {
    /// The profile, in heights above the sea.
    pub profile: MeasuredProfile,
}

impl OverSite {
    /// Its wind, in heights above the ground of the site; `None` without any.
    pub fn wind(&self, elevation: f64) -> Option<Wind> {
        let levels = self.profile.winds.iter();
        let levels: Vec<(f64, [f64; 3])> = levels
            .map(|(height, wind)| (height - elevation, *wind))
            .collect();
        (!levels.is_empty()).then_some(Wind::Layered(levels))
    }
}

impl Reports {
    /// The profiles of a file, by their times.
    ///
    /// # Errors
    /// When there are none.
    pub fn new(
        file: &str,
        text: Arc<str>,
        mut profiles: Vec<ReportedProfile>,
        kind: HourKind,
    ) -> Result<Self, Error> {
        if profiles.iter().all(|profile| profile.levels.is_empty()) {
            return Err(Error::of_file(file, "no level of the air in the file"));
        }
        profiles.sort_by_key(|profile| (profile.member, profile.time));
        Ok(Self {
            file: file.to_owned(),
            text,
            profiles,
            kind,
        })
    }

    /// A fault at a level.
    fn fault(&self, lines: &[usize], fault: &Fault) -> Error {
        let row = fault
            .place
            .strip_prefix('[')
            .and_then(|rest| rest.split(']').next());
        let line = row.and_then(|row| lines.get(row.parse::<usize>().ok()?));
        let error = Error::of_file(&*self.file, &*fault.message);
        let error = match line {
            Some(line) => {
                let mut whole = self.text.split_inclusive('\n');
                let before = whole.by_ref().take(line - 1).map(str::len).sum::<usize>();
                let length = whole.next().map_or(0, |line| line.trim_end().len());
                error.at(&self.text, before..before + length)
            }
            None => error,
        };
        match &fault.hint {
            Some(hint) => error.hint(hint.as_str()),
            None => error,
        }
    }
}

/// The profile of a file over a site at the time of its date; what was chosen, made of it and left out is told.
///
/// # Errors
/// When several hours are in the file and none is the launch's, or the air cannot be so.
pub fn profile(
    reports: &Reports,
    site: &Site,
    warnings: &mut Vec<Warning>,
) -> Result<OverSite, Error> {
    let when = LaunchTime::of(site.date.as_deref());
    let member = reports.profiles.first().and_then(|profile| profile.member);
    let last = reports.profiles.last().and_then(|profile| profile.member);
    let all = reports.profiles.iter();
    let of_member: Vec<&ReportedProfile> = all.filter(|each| each.member == member).collect();
    let timed = of_member.iter().filter_map(|profile| profile.time);
    let times: Vec<Timestamp> = timed.collect();
    if of_member.len() > 1 && times.len() < of_member.len() {
        let title = format!(
            "{} soundings, of which not all have a date",
            of_member.len()
        );
        return Err(Error::of_file(&*reports.file, title).hint("leave the launch's in the file"));
    }
    let taken = hours::choose(&times, when, reports.kind);
    let taken = taken.map_err(|title| Error::of_file(&*reports.file, title).hint(SAY_WHEN))?;
    let (Some(first), Some(second)) = (of_member.get(taken.first), of_member.get(taken.second))
    else {
        return Err(Error::of_file(
            &*reports.file,
            "no level of the air in the file",
        ));
    };
    let levels: Vec<MeasuredLevel> = match taken.share > 0.0 {
        true => between(&first.levels, &second.levels, taken.share),
        false => first.levels.clone(),
    };
    let ground = ground_between(first, second, taken.share);
    let under = |level: &&MeasuredLevel| {
        let pressures = level.pressure.zip(ground);
        pressures.is_some_and(|(pressure, ground)| pressure > ground)
    };
    let underground = levels.iter().filter(under).count();
    let levels: Vec<MeasuredLevel> = levels
        .iter()
        .filter(|level| !under(level))
        .copied()
        .collect();
    let made = MeasuredProfile::new(&levels, site.latitude, site.elevation);
    let made = made.map_err(|fault| reports.fault(&first.lines, &fault))?;
    let tell = |lines: Vec<usize>, message: String| Warning {
        file: reports.file.clone(),
        read: String::new(),
        lines,
        message,
    };
    if let LaunchTime::At(_, true) = when {
        let date = site.date.as_deref().unwrap_or_default();
        warnings.push(Warning {
            read: format!("date {date}"),
            ..tell(Vec::new(), "without a zone: taken as UTC".to_owned())
        });
    }
    if let (Some(member), Some(last)) = (member, last)
        && member != last
    {
        let message =
            format!("an ensemble with members {member} to {last}: member {member} is taken");
        warnings.push(tell(Vec::new(), message));
    }
    let chosen = [*first, *second];
    warnings.push(tell(
        Vec::new(),
        summary(chosen, when, site, levels.len(), &made),
    ));
    if underground > 0 {
        let levels = if underground == 1 { "level" } else { "levels" };
        let message = format!("{underground} {levels}: under the ground of the model: left out");
        warnings.push(tell(Vec::new(), message));
    }
    for remark in &made.remarks {
        let lines: Vec<usize> = remark
            .levels
            .iter()
            .filter_map(|row| first.lines.get(*row).copied())
            .collect();
        let count = remark.levels.len();
        let levels = if count == 1 { "level" } else { "levels" };
        let dropped = if remark.dropped { ": left out" } else { "" };
        warnings.push(tell(
            lines,
            format!("{count} {levels}: {}{dropped}", remark.message),
        ));
    }
    Ok(OverSite { profile: made })
}

/// What was taken, in one sentence: how far from the site and the launch it is, and of how many levels.
fn summary(
    [first, second]: [&ReportedProfile; 2],
    when: LaunchTime,
    site: &Site,
    levels: usize,
    made: &MeasuredProfile,
) -> String {
    let mut parts = Vec::new();
    let hour = match (first.time, second.time) {
        (Some(a), Some(b)) if a != b => format!(" between {} and {}", shown(a), shown(b)),
        (Some(time), _) => format!(" of {}", shown(time)),
        (None, _) => String::new(),
    };
    parts.push(format!("{}{hour}", first.name));
    if let Some(place) = first.place {
        let way = inverse_geodesic((site.latitude, site.longitude), place);
        parts.push(format!("{:.0} km from the site", way.distance / 1000.0));
    }
    if let (LaunchTime::At(launch, _), Some(time)) = (when, first.time)
        && first.time == second.time
        && launch != time
    {
        let hours = (time.as_second() - launch.as_second()) as f64 / 3600.0;
        let side = if hours < 0.0 { "before" } else { "after" };
        parts.push(format!("{:.1} h {side} the launch", hours.abs()));
    }
    let top = made
        .sounding
        .as_ref()
        .and_then(|sounding| sounding.levels().last());
    let top = top
        .map(|level| level.height)
        .or_else(|| Some(made.winds.last()?.0));
    parts.push(format!("{levels} levels"));
    match made.dropped() {
        0 => {}
        dropped => parts.push(format!("{dropped} left out")),
    }
    if let Some(top) = top {
        parts.push(format!("up to {:.1} km", top / 1000.0));
    }
    parts.join(", ")
}
