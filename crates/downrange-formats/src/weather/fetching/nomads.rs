//! GFS and GEFS of NOAA's NOMADS, a few points of each hour by its filter of GRIB (`filter_gfs_0p25.pl`, `filter_gefs_atmos_0p50a.pl` on
//! <https://nomads.ncep.noaa.gov>; its "Migration Guide: OpenDAP to Grib Filter" describes the parameters).
//!
//! A model runs at 00, 06, 12 and 18 UTC and is out some hours later; NOMADS keeps some ten days. Each hour, and of an ensemble each
//! member, is a file of its own; messages of GRIB put one after the other are a file of GRIB.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::services::{SETTLED, ServiceAnswer, WeatherServices, refused};
use super::wanted::{WantedWeather, WeatherSource};
use crate::error::Error;
use crate::files::TABLE;
use crate::weather::hours::shown;

const HOST: &str = "https://nomads.ncep.noaa.gov/cgi-bin/";

/// Between two requests: NOMADS takes no more than 120 a minute (NWS Service Change Notice 21-32).
const PAUSE: Duration = Duration::from_millis(600);

/// Bytes of one answer: a few points of some hundred fields.
const ONE: u64 = 4_000_000;

/// Hours between the runs.
const RUN: i64 = 6;

/// Runs before the newest that are tried.
const EARLIER: i64 = 4;

/// Days that NOMADS keeps.
const KEPT: i64 = 10;

/// A model on NOMADS.
struct Model {
    filter: &'static str,
    /// Of its files in the folder of a run.
    folder: &'static str,
    /// What stands before and after the hour of the run in the name of a file.
    name: &'static str,
    /// The members, as the names of files begin.
    members: Vec<String>,
    /// Spacing of the grid, deg.
    spacing: f64,
    /// hPa. A level that a file lacks would have the whole request refused.
    levels: &'static [u32],
    /// Hours between forecasts, and until when, h.
    steps: [(i64, i64); 2],
}

impl Model {
    fn new(source: WeatherSource) -> Self {
        if source == WeatherSource::Gefs {
            return Self {
                filter: "filter_gefs_atmos_0p50a.pl",
                folder: "atmos/pgrb2ap5",
                name: "z.pgrb2a.0p50.f",
                members: std::iter::once("gec00".to_owned())
                    .chain((1..=30).map(|member| format!("gep{member:02}")))
                    .collect(),
                spacing: 0.5,
                levels: &[1000, 925, 850, 700, 500, 250, 200, 100, 50],
                steps: [(3, 240), (6, 384)],
            };
        }
        Self {
            filter: "filter_gfs_0p25.pl",
            folder: "atmos",
            name: "z.pgrb2.0p25.f",
            members: vec!["gfs".to_owned()],
            spacing: 0.25,
            levels: &[
                1000, 975, 950, 925, 900, 850, 800, 750, 700, 650, 600, 550, 500, 450, 400, 350,
                300, 250, 200, 150, 100, 70, 50, 30, 20, 10,
            ],
            steps: [(1, 120), (3, 384)],
        }
    }

    /// The forecasts, hours after their run, from the last before `from` to the first after `to`; none where they end before.
    fn leads(&self, from: f64, to: f64) -> Option<Vec<i64>> {
        let [(fine, until), (coarse, end)] = self.steps;
        let all = (0..=until).step_by(usize::try_from(fine).ok()?);
        let rest = (until + coarse..=end).step_by(usize::try_from(coarse).ok()?);
        let all: Vec<i64> = all.chain(rest).collect();
        let first = all.iter().rposition(|lead| *lead as f64 <= from)?;
        let last = all.iter().position(|lead| *lead as f64 >= to)?;
        all.get(first..=last).map(<[i64]>::to_vec)
    }

    /// The address of a member's forecast.
    fn address(&self, wanted: &WantedWeather, member: &str, run: Timestamp, lead: i64) -> String {
        let (day, hour) = (run.strftime("%Y%m%d"), run.strftime("%H"));
        let model = if self.members.len() > 1 {
            "gefs"
        } else {
            "gfs"
        };
        let folder = format!("/{model}.{day}/{hour}/{}", self.folder).replace('/', "%2F");
        let mut address = format!(
            "{HOST}{}?dir={folder}&file={member}.t{hour}{}{lead:03}",
            self.filter, self.name
        );
        for variable in ["HGT", "TMP", "RH", "UGRD", "VGRD", "PRES"] {
            address.push_str(&format!("&var_{variable}=on"));
        }
        for level in ["surface", "2_m_above_ground", "10_m_above_ground"] {
            address.push_str(&format!("&lev_{level}=on"));
        }
        for level in self.levels {
            address.push_str(&format!("&lev_{level}_mb=on"));
        }
        // A point of the grid more on each side than those about the site.
        let (latitude, longitude) = wanted.degrees();
        let below = |degrees: f64| ((degrees / self.spacing).floor() - 1.0) * self.spacing;
        let (bottom, left) = (below(latitude), below(longitude));
        let (top, right) = (bottom + 3.0 * self.spacing, left + 3.0 * self.spacing);
        let (bottom, top) = (bottom.max(-90.0), top.min(90.0));
        address.push_str(&format!(
            "&subregion=&toplat={top}&leftlon={left}&rightlon={right}&bottomlat={bottom}"
        ));
        address
    }
}

/// Fetches the hours of the newest run that is out.
pub fn fetched(
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
) -> Result<Vec<u8>, Error> {
    let model = Model::new(wanted.source);
    let now = services.time();
    let newest = now.min(wanted.from).as_second().div_euclid(RUN * 3600) * RUN * 3600;
    if now.as_second() - newest > KEPT * 24 * 3600 {
        let title = format!(
            "NOMADS keeps runs of the last {KEPT} days, not of {}",
            shown(wanted.from)
        );
        let hint = "of the past there are open-meteo, era5, igra and wyoming";
        return Err(wanted.outside(title, hint));
    }
    let mut missing = None;
    for earlier in 0..=EARLIER {
        let run = Timestamp::from_second(newest).ok().and_then(|run| {
            run.checked_sub(SignedDuration::from_hours(RUN * earlier))
                .ok()
        });
        let Some(run) = run else { break };
        let after = |time: Timestamp| (time.as_second() - run.as_second()) as f64 / 3600.0;
        let Some(leads) = model.leads(after(wanted.from), after(wanted.to)) else {
            let end = model.steps[1].1;
            let title = format!(
                "its forecasts end {end} h after their run, which for {} was {}",
                shown(wanted.to),
                shown(run)
            );
            return Err(wanted.outside(title, "ask nearer to the launch"));
        };
        (services.tell)(&format!(
            "run of {}, {} files",
            shown(run),
            leads.len() * model.members.len()
        ));
        match of_run(&model, wanted, services, run, &leads)? {
            Ok(bytes) => return Ok(bytes),
            Err(reason) => missing = Some(reason),
        }
        (services.tell)("it is not out yet: the run before it");
    }
    Err(missing.unwrap_or_else(|| wanted.outside("no run is out".to_owned(), "try later")))
}

/// The files of a run; the fault of one that is not there where the run is not out yet. The last are asked for first, since they
/// come out last.
fn of_run(
    model: &Model,
    wanted: &WantedWeather,
    services: &mut WeatherServices<'_>,
    run: Timestamp,
    leads: &[i64],
) -> Result<Result<Vec<u8>, Error>, Error> {
    let mut bytes = Vec::new();
    for (at, lead) in leads.iter().rev().enumerate() {
        for member in model.members.iter().rev() {
            let address = model.address(wanted, member, run, *lead);
            let is_grib = |body: &[u8]| body.starts_with(b"GRIB");
            let kept = services.kept(&address, ONE, SETTLED);
            let answer = match kept {
                Some(body) => ServiceAnswer { status: 200, body },
                None => {
                    if services.mirror.is_none() {
                        (services.pause)(PAUSE);
                    }
                    services.get(&address, ONE, Duration::ZERO, is_grib)?
                }
            };
            if answer.status == 404 {
                return Ok(Err(refused(&address, &answer)));
            }
            if !answer.is_good() || !is_grib(&answer.body) {
                return Err(refused(&address, &answer));
            }
            bytes.extend(answer.body);
            if bytes.len() as u64 > TABLE {
                let title = format!("the files are larger than {} MB", TABLE / 1_000_000);
                return Err(wanted.outside(title, "ask for fewer hours"));
            }
        }
        if model.members.len() > 1 {
            (services.tell)(&format!("{} of {} hours", at + 1, leads.len()));
        }
    }
    Ok(Ok(bytes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Defends which forecasts are asked for: those about the times, at the steps that the model has, and none past its end.
    #[test]
    fn forecasts_about_the_times_are_asked_for() {
        let gfs = Model::new(WeatherSource::Gfs);
        assert_eq!(gfs.leads(8.0, 8.0).unwrap(), [8]);
        assert_eq!(gfs.leads(8.5, 9.5).unwrap(), [8, 9, 10]);
        assert_eq!(gfs.leads(119.5, 124.0).unwrap(), [119, 120, 123, 126]);
        assert_eq!(gfs.leads(383.0, 385.0), None);
        let gefs = Model::new(WeatherSource::Gefs);
        assert_eq!(gefs.leads(8.0, 9.0).unwrap(), [6, 9]);
        assert_eq!(gefs.leads(239.0, 241.0).unwrap(), [237, 240, 246]);
        assert_eq!(gefs.members.len(), 31);
    }
}
