//! A window as JSON. Its keys are a promise to scripts.

use downrange::flight::metric;
use downrange::results::{CONFIDENCE, upper_bound};
use downrange::window::{HourWinds, Judged, JudgedFigure, LIMITS, WindowHour};
use serde_json::{Map, Value, json};

use super::WindowReport;

impl WindowReport<'_> {
    /// As a JSON object, indented, without a line feed at the end: SI units, probabilities with their 95 % intervals. What is not
    /// judged has no limit: `null`.
    pub fn json(&self) -> String {
        let run = self.hours.first().map(|hour| &hour.findings.run);
        let limits: Map<String, Value> = LIMITS
            .iter()
            .map(|limit| (limit.key.to_owned(), self.limits.of(limit.kind).into()))
            .collect();
        let all = json!({
            "name": self.name(),
            "version": run.map(|run| &run.version),
            "seed": run.map(|run| run.seed),
            "weather": self.weather,
            "limits": limits,
            "hours": self.hours.iter().map(hour).collect::<Vec<_>>(),
        });
        // Text and numbers always serialise.
        serde_json::to_string_pretty(&all).unwrap_or_default()
    }
}

fn hour(hour: &WindowHour) -> Value {
    let apogee = hour
        .findings
        .main()
        .and_then(|body| body.outcome(&metric::APOGEE_AGL));
    let landings = hour.findings.main().and_then(|body| body.landings.as_ref());
    json!({
        "time": hour.time,
        "verdict": hour.verdict().word(),
        "decided_by": hour.decided_by().map(|judged| judged.kind.limit().key),
        "n": hour.findings.probabilities.flights,
        "failed": hour.findings.probabilities.failed,
        "digest": hour.findings.run.digest,
        "judged": hour.judged.iter().map(judged).collect::<Vec<_>>(),
        "apogee_agl_m": apogee.map(|spread| spread.mean),
        "landing_distance_m": landings.map(|landings| landings.way.distance),
        "landing_bearing_deg": landings.map(|landings| landings.way.bearing.to_degrees()),
        "winds": winds(&hour.winds),
    })
}

fn judged(judged: &Judged) -> Value {
    let mut object = json!({
        "limit": judged.kind.limit().key,
        "area": (!judged.about.is_empty()).then_some(&judged.about),
        "verdict": judged.verdict.word(),
        "most": judged.limit,
    });
    match &judged.figure {
        JudgedFigure::Probability(found) => {
            let estimate = found.estimate(CONFIDENCE);
            object["p"] = estimate.value.into();
            object["p_ci95"] = json!([estimate.interval.low, estimate.interval.high]);
            object["p_upper95"] = upper_bound(found).into();
        }
        JudgedFigure::Speeds { median, greatest } => {
            object["median_m_s"] = (*median).into();
            object["max_m_s"] = (*greatest).into();
        }
    }
    object
}

fn winds(winds: &HourWinds) -> Value {
    let level = |level: &downrange::window::WindLevel| {
        json!({
            "height_agl_m": level.height,
            "east_m_s": level.mean[0],
            "north_m_s": level.mean[1],
            "min_m_s": level.speeds[0],
            "max_m_s": level.speeds[1],
        })
    };
    json!({
        "members": winds.at_rail.len(),
        "levels": winds.levels.iter().map(level).collect::<Vec<_>>(),
    })
}
