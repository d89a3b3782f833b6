//! The air over a site, from what a file reports.

use downrange::air::{MeasuredLevel, MeasuredProfile, Wind};
use downrange::dispersion::WindProfile;
use downrange::earth::inverse_geodesic;
use downrange::error::Fault;
use downrange::flight::Site;

use super::hours::{LaunchTime, shown};
use super::reported::{ReportedProfile, between, ground_between};
use crate::error::Error;
use crate::warning::Warning;

/// What to do where the hour is missing or another.
pub const SAY_WHEN: &str =
    "say when the launch is, in UTC: `date = 2023-05-22T12:00:00Z` in [site]";

/// What a launch takes of a file.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The two hours about it; twice the same where one is taken.
    pub profiles: [ReportedProfile; 2],
    /// How far from the first to the second it is.
    pub share: f64,
}

/// The winds of a profile, in heights above the ground of a site.
pub fn above_ground(profile: &MeasuredProfile, elevation: f64) -> WindProfile {
    let levels = profile.winds.iter();
    levels
        .map(|(height, wind)| (height - elevation, *wind))
        .collect()
}

/// The wind of a profile over a site; `None` without any.
pub fn wind(profile: &MeasuredProfile, elevation: f64) -> Option<Wind> {
    let levels = above_ground(profile, elevation);
    (!levels.is_empty()).then_some(Wind::Layered(levels))
}

/// The profile over a site of what a launch takes of a file, with the text of the file, if it is one; what was chosen, made of it and
/// left out is told.
///
/// # Errors
/// When the air cannot be so.
pub fn profile(
    (file, text): (&str, &str),
    taken: &Taken,
    site: &Site,
    warnings: &mut Vec<Warning>,
) -> Result<MeasuredProfile, Error> {
    let when = LaunchTime::of(site.date.as_deref());
    let [first, second] = &taken.profiles;
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
    let made = made.map_err(|fault| located(file, text, &first.lines, &fault))?;
    let tell = |lines: Vec<usize>, message: String| Warning {
        file: file.to_owned(),
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
    let said = summary([first, second], when, site, levels.len(), &made);
    warnings.push(tell(Vec::new(), said));
    let counted = |count: usize| match count {
        1 => "1 level".to_owned(),
        count => format!("{count} levels"),
    };
    if underground > 0 {
        let message = format!(
            "{}: under the ground of the model: left out",
            counted(underground)
        );
        warnings.push(tell(Vec::new(), message));
    }
    for remark in &made.remarks {
        let rows = remark.levels.iter();
        let lines = rows
            .filter_map(|row| first.lines.get(*row).copied())
            .collect();
        let dropped = if remark.dropped { ": left out" } else { "" };
        let message = format!(
            "{}: {}{dropped}",
            counted(remark.levels.len()),
            remark.message
        );
        warnings.push(tell(lines, message));
    }
    Ok(made)
}

/// A fault of the core at `[index].key`, pointed at the line of the level.
fn located(file: &str, text: &str, lines: &[usize], fault: &Fault) -> Error {
    let row = fault
        .place
        .strip_prefix('[')
        .and_then(|rest| rest.split(']').next());
    let line = row.and_then(|row| lines.get(row.parse::<usize>().ok()?));
    let error = Error::of_file(file, &*fault.message);
    let error = match line {
        Some(line) => {
            let mut whole = text.split_inclusive('\n');
            let before: usize = whole.by_ref().take(line - 1).map(str::len).sum();
            let length = whole.next().map_or(0, |line| line.trim_end().len());
            error.at(text, before..before + length)
        }
        None => error,
    };
    match &fault.hint {
        Some(hint) => error.hint(hint.as_str()),
        None => error,
    }
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
