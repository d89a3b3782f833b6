//! Which of the hours of a file a launch takes.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use toml::value::{Datetime, Offset};

use crate::error::Error;

/// When a launch is, as `[site]` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LaunchTime {
    /// It does not.
    Unsaid,
    /// A day, of which the hour is not said.
    Day(Date),
    /// A time; whether its zone is not said and taken as UTC.
    At(Timestamp, bool),
}

/// Two hours of a file, by index, and how far from the first to the second the launch is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HoursTaken {
    pub first: usize,
    pub second: usize,
    pub share: f64,
}

impl HoursTaken {
    fn one(index: usize) -> Self {
        Self {
            first: index,
            second: index,
            share: 0.0,
        }
    }
}

/// What a file says that reports several hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HourKind {
    /// Balloons rose: the nearest is taken.
    Ascents,
    /// A model's hours: between two of them the air changes linearly.
    Model,
}

impl LaunchTime {
    /// The time of a date as `[site]` has it, which was checked when it was read.
    pub fn of(date: Option<&str>) -> Self {
        Self::read(date).unwrap_or(Self::Unsaid)
    }

    fn read(date: Option<&str>) -> Option<Self> {
        let read: Datetime = date?.trim().parse().ok()?;
        let day = read.date?;
        let day = Date::new(
            day.year.try_into().ok()?,
            day.month.try_into().ok()?,
            day.day.try_into().ok()?,
        )
        .ok()?;
        let Some(time) = read.time else {
            return Some(Self::Day(day));
        };
        let (hour, minute) = (time.hour.try_into().ok()?, time.minute.try_into().ok()?);
        let clock = day.to_datetime(jiff::civil::Time::new(hour, minute, 0, 0).ok()?);
        let minutes = match read.offset {
            Some(Offset::Custom { minutes }) => i64::from(minutes),
            Some(Offset::Z) | None => 0,
        };
        let ahead = jiff::SignedDuration::from_mins(minutes);
        let time = universal(clock)?.checked_sub(ahead).ok()?;
        Some(Self::At(time, read.offset.is_none()))
    }
}

/// A date and time of day in UTC.
pub fn universal(clock: DateTime) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(clock).ok()
}

/// A time of UTC by its numbers; none where there is no such day or hour.
pub fn time_of(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Option<Timestamp> {
    universal(DateTime::new(year, month, day, hour, minute, 0, 0).ok()?)
}

/// A time with its zone, such as `2026-11-28T06:00Z`, of an option.
///
/// # Errors
/// When it is none.
pub fn time_with_zone(text: &str, option: &str) -> Result<Timestamp, Error> {
    text.parse().map_err(|_| {
        Error::of_file(option, format!("{text:?} is no time"))
            .hint("expected a time with its zone, such as 2026-11-28T06:00Z")
    })
}

/// A time as messages show it.
pub fn shown(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%MZ").to_string()
}

/// Times as messages list them: all of few, the first and the last of many.
pub fn listed(times: &[Timestamp]) -> String {
    const FEW: usize = 6;
    match times {
        [first, .., last] if times.len() > FEW => {
            format!("{} from {} to {}", times.len(), shown(*first), shown(*last))
        }
        _ => times
            .iter()
            .map(|time| shown(*time))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// The hours that a launch takes, of a file's, which rise.
///
/// # Errors
/// What is wrong, in one sentence: that the hour is not said where there are several, or that the launch is outside them.
pub fn choose(hours: &[Timestamp], when: LaunchTime, kind: HourKind) -> Result<HoursTaken, String> {
    if hours.len() <= 1 {
        return Ok(HoursTaken::one(0));
    }
    let time = match when {
        LaunchTime::Unsaid => {
            return Err(format!(
                "it holds several hours, and [site] has no date: {}",
                listed(hours)
            ));
        }
        LaunchTime::Day(day) => {
            let day_of = |time: &Timestamp| TimeZone::UTC.to_datetime(*time).date();
            let of_day = hours
                .iter()
                .enumerate()
                .filter(|(_, time)| day_of(time) == day);
            let of_day: Vec<(usize, Timestamp)> =
                of_day.map(|(index, time)| (index, *time)).collect();
            return match of_day.as_slice() {
                [(index, _)] => Ok(HoursTaken::one(*index)),
                [] => Err(format!("none of its hours is of {day}: {}", listed(hours))),
                _ => {
                    let all: Vec<Timestamp> = of_day.iter().map(|(_, time)| *time).collect();
                    Err(format!("it holds several hours of {day}: {}", listed(&all)))
                }
            };
        }
        LaunchTime::At(time, _) => time,
    };
    let apart = |index: usize| {
        hours
            .get(index)
            .map_or(i64::MAX, |hour| (hour.as_second() - time.as_second()).abs())
    };
    if kind == HourKind::Ascents {
        let nearest = (0..hours.len())
            .min_by_key(|index| apart(*index))
            .unwrap_or(0);
        return Ok(HoursTaken::one(nearest));
    }
    let after = hours.partition_point(|hour| *hour < time);
    match (after.checked_sub(1), hours.get(after)) {
        (_, Some(hour)) if *hour == time => Ok(HoursTaken::one(after)),
        (Some(before), Some(_)) => {
            let (from, to) = (apart(before) as f64, apart(after) as f64);
            Ok(HoursTaken {
                first: before,
                second: after,
                share: from / (from + to),
            })
        }
        _ => Err(format!(
            "the launch, {}, is outside its hours: {}",
            shown(time),
            listed(hours)
        )),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn hours(of: &[i8]) -> Vec<Timestamp> {
        of.iter()
            .map(|hour| time_of(2023, 5, 22, *hour, 0).unwrap())
            .collect()
    }

    /// Defends how a date of `[site]` is read: with its zone, without one as UTC and so marked, a day alone as a day.
    #[test]
    fn dates_of_sites_are_read() {
        let noon = time_of(2023, 5, 22, 12, 0).unwrap();
        assert_eq!(
            LaunchTime::of(Some("2023-05-22T12:00:00Z")),
            LaunchTime::At(noon, false)
        );
        assert_eq!(
            LaunchTime::of(Some("2023-05-22T14:00:00+02:00")),
            LaunchTime::At(noon, false)
        );
        assert_eq!(
            LaunchTime::of(Some("2023-05-22 12:00:00")),
            LaunchTime::At(noon, true)
        );
        let day = Date::new(2023, 5, 22).unwrap();
        assert_eq!(LaunchTime::of(Some("2023-05-22")), LaunchTime::Day(day));
        assert_eq!(LaunchTime::of(None), LaunchTime::Unsaid);
    }

    /// Defends the choice of hours: a model's are interpolated and never extrapolated, the nearest balloon is taken, a single hour always,
    /// and several are an error that lists them where the hour is not said.
    #[test]
    fn hours_are_chosen() {
        let three = hours(&[6, 9, 12]);
        let at = |hour, minute| LaunchTime::At(time_of(2023, 5, 22, hour, minute).unwrap(), false);
        let taken = choose(&three, at(10, 0), HourKind::Model).unwrap();
        assert_eq!((taken.first, taken.second), (1, 2));
        assert!((taken.share - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!(
            choose(&three, at(9, 0), HourKind::Model).unwrap(),
            HoursTaken::one(1)
        );
        assert_eq!(
            choose(&three, at(11, 0), HourKind::Ascents).unwrap(),
            HoursTaken::one(2)
        );
        assert_eq!(
            choose(&three, at(23, 0), HourKind::Ascents).unwrap(),
            HoursTaken::one(2)
        );
        assert_eq!(
            choose(&three[..1], at(23, 0), HourKind::Model).unwrap(),
            HoursTaken::one(0)
        );
        for (when, words) in [
            (
                at(13, 0),
                "the launch, 2023-05-22T13:00Z, is outside its hours: 2023-05-22T06:00Z, 2023-05-22T09:00Z, 2023-05-22T12:00Z",
            ),
            (
                LaunchTime::Unsaid,
                "it holds several hours, and [site] has no date: 2023-05-22T06:00Z, 2023-05-22T09:00Z, 2023-05-22T12:00Z",
            ),
            (
                LaunchTime::Day(Date::new(2023, 5, 23).unwrap()),
                "none of its hours is of 2023-05-23: 2023-05-22T06:00Z, 2023-05-22T09:00Z, 2023-05-22T12:00Z",
            ),
        ] {
            assert_eq!(choose(&three, when, HourKind::Model).unwrap_err(), words);
        }
        let day = LaunchTime::Day(Date::new(2023, 5, 22).unwrap());
        assert!(
            choose(&three, day, HourKind::Model)
                .unwrap_err()
                .starts_with("it holds several hours of 2023-05-22: ")
        );
    }
}
