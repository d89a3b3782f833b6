//! An hour of a launch window, flown and judged.

use std::ops::ControlFlow;

use downrange::error::Fault;
use downrange::flight::metric;
use downrange::results::Findings;
use downrange::window::{HourWinds, Limits, WindowHour};

use crate::SourceFiles;
use crate::campaign::Campaign;
use crate::error::RunError;
use crate::options::RunOptions;
use crate::progress::Progress;
use crate::run::RunEnd;

/// Flights after which it is asked first whether a verdict is sure; then after twice as many, and so on.
const FIRST: u64 = 256;

/// What is asked of a launch window, as a person asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WindowRequest {
    /// The file of the weather.
    pub weather: String,
    /// The first hour, and the last; those of the file where they are not said.
    pub from: Option<String>,
    /// The last hour.
    pub to: Option<String>,
    /// How far hours are apart; none where they are put together by month.
    pub every: Option<String>,
    /// When the forecast was made.
    pub issued: Option<String>,
    /// How many flights an hour.
    pub flights: u64,
    /// The seed of all random numbers.
    pub seed: u64,
    /// Limits that are not the default, `KEY=VALUE`.
    pub limits: Vec<String>,
    /// Whether no more is flown than makes a verdict sure.
    pub until_sure: bool,
}

impl WindowRequest {
    /// What hours are judged by.
    ///
    /// # Errors
    /// The assignment that is no limit, and why.
    pub fn limits(&self) -> Result<Limits, (String, Fault)> {
        let mut limits = self.limits.iter();
        limits.try_fold(Limits::default(), |limits, each| {
            limits.with(each).map_err(|fault| (each.clone(), fault))
        })
    }

    /// The command line that asks for the same of a launch that is read from some files, held against a ceiling, m above sea level.
    pub fn command_line(&self, source: &SourceFiles, ceiling_m: Option<f64>) -> String {
        let (flights, seed) = (self.flights.to_string(), self.seed.to_string());
        let ground = source.limit_options(ceiling_m);
        let mut options = vec![("--weather", &*self.weather)];
        options.push(match &self.every {
            Some(every) => ("--every", &**every),
            None => ("--by", "month"),
        });
        let said = [
            ("--from", &self.from),
            ("--to", &self.to),
            ("--issued", &self.issued),
        ];
        options.extend(
            said.into_iter()
                .filter_map(|(option, value)| Some((option, value.as_deref()?))),
        );
        options.extend([("-n", &*flights), ("--seed", &*seed)]);
        options.extend(ground.iter().map(|(option, value)| (*option, &**value)));
        options.extend(self.limits.iter().map(|limit| ("--limits", &**limit)));
        let until = if self.until_sure { " --until" } else { "" };
        let options = source.command_line("window", &options);
        format!("{options}{until} --out window")
    }
}

impl Campaign<'_> {
    /// Flies the campaign of an hour and judges it; `None` where the caller cancels. With `until_sure` no more flights are flown
    /// than make the verdict sure: it is asked after 256, 512, 1024, … of the same flights. What is looked at often is now and
    /// then sure by chance: an interval that holds 95 % at each look holds less over all of them.
    ///
    /// # Errors
    /// As [`Campaign::run`].
    pub fn fly_hour(
        mut self,
        time: &str,
        limits: &Limits,
        until_sure: bool,
        options: &RunOptions,
        mut progress: impl FnMut(&Progress) -> ControlFlow<()>,
    ) -> Result<Option<WindowHour>, RunError> {
        let most = self.asked(0);
        let mut flights = if until_sure { FIRST.min(most) } else { most };
        loop {
            self.flights = Some(flights);
            let run = self.run(options, &mut progress)?;
            if run.end == RunEnd::Cancelled {
                return Ok(None);
            }
            let findings = run.findings()?;
            let launch = self.sampler.nominal;
            let winds = HourWinds::new(
                &launch.air,
                launch.site.elevation,
                self.sampler.ensemble,
                highest(&findings),
            );
            let hour = WindowHour::new(time.to_owned(), findings, winds, limits);
            if flights >= most || hour.is_sure() {
                return Ok(Some(hour));
            }
            flights = flights.saturating_mul(2).min(most);
        }
    }
}

/// The greatest height above the ground that any flight reaches, m.
fn highest(findings: &Findings) -> f64 {
    let spread = findings
        .main()
        .and_then(|body| body.outcome(&metric::APOGEE_AGL));
    spread.map_or(0.0, |spread| spread.ends.1)
}
