//! An hour of a launch window, flown and judged.

use std::ops::ControlFlow;

use downrange::flight::metric;
use downrange::results::Findings;
use downrange::window::{HourWinds, Limits, WindowHour};

use crate::campaign::Campaign;
use crate::error::RunError;
use crate::options::RunOptions;
use crate::progress::Progress;
use crate::run::RunEnd;

/// Flights after which it is asked first whether a verdict is sure; then after twice as many, and so on.
const FIRST: u64 = 256;

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
