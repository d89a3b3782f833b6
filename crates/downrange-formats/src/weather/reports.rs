//! Soundings and forecasts of one place, and which of them a launch takes.

use std::sync::Arc;

use downrange::flight::Site;
use jiff::Timestamp;

use super::hours::{self, HourKind, LaunchTime};
use super::over::{SAY_WHEN, Taken};
use super::reported::ReportedProfile;
use crate::error::Error;

/// The profiles of a file.
#[derive(Debug, Clone)]
pub struct Reports {
    file: String,
    /// The text that they stand in.
    pub text: Arc<str>,
    profiles: Vec<ReportedProfile>,
    kind: HourKind,
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

    /// The members, rising; one without a number where it is no ensemble.
    pub fn members(&self) -> Vec<Option<u32>> {
        let mut members: Vec<_> = self.profiles.iter().map(|profile| profile.member).collect();
        members.dedup();
        members
    }

    /// The times that it has, rising.
    pub fn times(&self) -> Vec<Timestamp> {
        let mut times: Vec<_> = (self.profiles.iter())
            .filter_map(|profile| profile.time)
            .collect();
        times.sort();
        times.dedup();
        times
    }

    /// The place of what a launch takes of the first member, latitude and longitude, rad, where it is said.
    pub fn place(&self, site: &Site) -> Option<(f64, f64)> {
        let member = self.members().first().copied().flatten();
        let [first, _] = self.taken(site, member).ok()?.profiles;
        first.place
    }

    /// Those of a member that a launch takes.
    ///
    /// # Errors
    /// When several hours are in the file and none is the launch's.
    pub fn taken(&self, site: &Site, member: Option<u32>) -> Result<Taken, Error> {
        let when = LaunchTime::of(site.date.as_deref());
        let all = self.profiles.iter();
        let of_member: Vec<&ReportedProfile> = all.filter(|each| each.member == member).collect();
        let times: Vec<Timestamp> = of_member
            .iter()
            .filter_map(|profile| profile.time)
            .collect();
        if of_member.len() > 1 && times.len() < of_member.len() {
            let title = format!(
                "{} soundings, of which not all have a date",
                of_member.len()
            );
            return Err(Error::of_file(&*self.file, title).hint("leave the launch's in the file"));
        }
        let taken = hours::choose(&times, when, self.kind);
        let taken = taken.map_err(|title| Error::of_file(&*self.file, title).hint(SAY_WHEN))?;
        let of = |index: usize| of_member.get(index).map(|profile| (*profile).clone());
        Ok(Taken {
            profiles: [taken.first, taken.second].map(|index| of(index).unwrap_or_default()),
            share: taken.share,
        })
    }
}
