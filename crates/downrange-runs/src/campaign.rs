//! A campaign: very many flights of one sampler, batch by batch.

use std::fmt;

use downrange::area::{Area, KeepOut};
use downrange::dispersion::{Sampler, fly_samples};
use downrange::flight::{Launch, Model, Recording, fly, rules};
use downrange::quantity::Dimension;
use downrange::results::InputInfo;

use crate::columns::{BATCH_FLIGHTS, columns, rows};
use crate::error::{RunError, RunFault};
use crate::identity::{Identity, areas_digest};
use crate::input_record::InputRecord;
use crate::limits::RunLimits;
use crate::manifest::{Manifest, Question, SourceFiles};
use crate::parts::in_parts;
use crate::shard::Shard;
use crate::stop_rule::{StopRule, StopRuleError};
use crate::values::{Column, Values};

/// How many flights are flown where nothing is said.
pub const DEFAULT_FLIGHTS: u64 = 1_000;
/// Flights of a part of a batch that is worth a thread: some milliseconds, and enough to fill all lanes.
const LEAST_PART: u64 = 16;
/// The most flights with a stop rule, where nothing is said.
pub const MAX_FLIGHTS: u64 = 1_000_000;

/// Very many flights of one sampler. The rows of a batch are a function of the sampler, the seed and the batch alone, so
/// that they are the same on any thread, in any order, and by themselves.
pub struct Campaign<'a> {
    pub(crate) sampler: Sampler<'a>,
    model: Model,
    identity: Identity,
    source: SourceFiles,
    inputs: Vec<InputInfo>,
    limits: RunLimits<'a>,
    columns: Vec<Column>,
    pub(crate) flights: Option<u64>,
    pub(crate) stop_rule: Option<StopRule>,
    pub(crate) shard: Option<Shard>,
}

impl<'a> Campaign<'a> {
    /// A campaign of a sampler, whose inputs measure these dimensions, in their order. The identity is that of a run
    /// without areas.
    pub fn new(sampler: Sampler<'a>, dimensions: &[Dimension], identity: Identity) -> Self {
        let inputs = sampler.uncertainty.inputs().iter().zip(dimensions);
        Self {
            model: Model::new(sampler.nominal),
            identity,
            source: SourceFiles::default(),
            inputs: inputs
                .map(|(input, dimension)| InputInfo::new(input, *dimension))
                .collect(),
            limits: RunLimits::default(),
            columns: columns(sampler.uncertainty.inputs(), &RunLimits::default()),
            flights: None,
            stop_rule: None,
            shard: None,
            sampler,
        }
    }

    /// The same with so many flights; with a stop rule at most so many. Without it [`DEFAULT_FLIGHTS`] are flown, and with
    /// a stop rule at most [`MAX_FLIGHTS`], or as many as are stored already.
    #[must_use]
    pub fn flights(mut self, flights: u64) -> Self {
        self.flights = Some(flights);
        self
    }

    /// The same with areas in which everything should stay: each adds two columns, and all are part of the identity.
    #[must_use]
    pub fn areas(self, areas: &'a [Area]) -> Self {
        let site = &self.sampler.nominal.site;
        let pad = (site.latitude, site.longitude);
        self.held_against(|limits| limits.with_areas(areas, pad))
    }

    /// The same with areas in which nothing may come down: each adds a column, one more says whether any of them is hit, and all
    /// are part of the identity.
    #[must_use]
    pub fn keep_outs(self, keep_outs: &'a [KeepOut]) -> Self {
        self.held_against(|limits| RunLimits {
            keep_outs,
            ..limits
        })
    }

    /// The same with a height above the ellipsoid (which mean sea level is taken as), m, that nothing may pass, or none: it adds a
    /// column, and is part of the identity.
    ///
    /// # Errors
    /// When it is not above the launch point.
    pub fn ceiling(self, ceiling: Option<f64>) -> Result<Self, RunError> {
        let elevation = self.sampler.nominal.site.elevation;
        if let Some(height) = ceiling.filter(|height| !(height.is_finite() && *height > elevation))
        {
            let title = format!(
                "the ceiling, {height} m above sea level, is not above the launch point at {elevation} m"
            );
            let fault = RunFault::new(title);
            let hint = "a ceiling is a height above sea level, not above the ground";
            return Err(RunError::Request(fault.hint_at(hint)));
        }
        Ok(self.held_against(|limits| RunLimits { ceiling, ..limits }))
    }

    fn held_against(mut self, set: impl FnOnce(RunLimits<'a>) -> RunLimits<'a>) -> Self {
        let limits = set(std::mem::take(&mut self.limits));
        self.identity.areas = areas_digest(limits.areas, limits.keep_outs, limits.ceiling);
        self.columns = columns(self.sampler.uncertainty.inputs(), &limits);
        self.limits = limits;
        self
    }

    /// The same, stopped once a question is answered.
    #[must_use]
    pub fn stop_rule(mut self, rule: StopRule) -> Self {
        self.stop_rule = Some(rule);
        self
    }

    /// The same, stopped once a question about its outcomes, or about the areas, keep-out areas and the ceiling that it has by now,
    /// is answered.
    ///
    /// # Errors
    /// As [`StopRule::parse`].
    pub fn until(self, question: &str) -> Result<Self, StopRuleError> {
        let rule = StopRule::parse(question, &self.limits.names())?;
        Ok(self.stop_rule(rule))
    }

    /// The same, of which only a part is flown.
    #[must_use]
    pub fn shard(mut self, shard: Shard) -> Self {
        self.shard = Some(shard);
        self
    }

    /// The same with the names of the files that it was read from, for the manifest.
    #[must_use]
    pub fn source(mut self, source: SourceFiles) -> Self {
        self.source = source;
        self
    }

    /// The values that identify the run.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The columns of a batch.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Flies a batch of [`BATCH_FLIGHTS`] flights, counted from 0, on this thread: the rows that
    /// [`run`](Campaign::run) keeps of it, a column each in the order of [`columns`](Self::columns). The last batch of a
    /// campaign may be shorter, and after it there is none.
    pub fn fly_batch(&self, batch: u64) -> Vec<Values> {
        self.fly_batch_of(batch, self.asked(0), 1)
    }

    /// How many flights are asked, where so many are stored already.
    pub(crate) fn asked(&self, there: u64) -> u64 {
        self.flights.unwrap_or(match self.stop_rule {
            Some(_) => MAX_FLIGHTS.max(there),
            None => DEFAULT_FLIGHTS,
        })
    }

    /// Flies a batch of a run of so many flights, on so many threads.
    pub(crate) fn fly_batch_of(&self, batch: u64, flights: u64, threads: usize) -> Vec<Values> {
        let start = batch.saturating_mul(BATCH_FLIGHTS).min(flights);
        let samples = start..flights.min(start.saturating_add(BATCH_FLIGHTS));
        let tracks = !self.limits.areas.is_empty();
        let flown = in_parts(samples, LEAST_PART, threads, |samples| {
            fly_samples(
                &self.sampler,
                &self.model,
                self.identity.seed,
                samples,
                tracks,
            )
        });
        rows(&flown, self.inputs.len(), &self.limits)
    }

    /// The manifest of a run of so many flights that is to be flown.
    pub fn manifest(&self, n: u64) -> Manifest {
        let launch = self.sampler.nominal;
        let rule = self.stop_rule.as_ref();
        Manifest {
            name: launch.name.clone(),
            source: self.source.clone(),
            version: self.identity.version.clone(),
            seed: self.identity.seed,
            n,
            flights: None,
            until: rule.map(|rule| Question {
                question: rule.question().to_owned(),
                known: None,
            }),
            launch_digest: self.identity.launch.clone(),
            areas_digest: self.identity.areas.clone(),
            site_deg: [launch.site.latitude, launch.site.longitude].map(f64::to_degrees),
            warnings: warnings(launch),
            rules: rules(launch).into_iter().map(str::to_owned).collect(),
            inputs: self.inputs.iter().cloned().map(InputRecord).collect(),
            areas: self.limits.areas.iter().map(Into::into).collect(),
            keep_outs: self.limits.keep_outs.iter().map(Into::into).collect(),
            ceiling_m: self.limits.ceiling,
        }
    }
}

impl fmt::Debug for Campaign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Campaign")
            .field("launch", &self.sampler.nominal.name)
            .field("identity", &self.identity)
            .field("flights", &self.flights)
            .field("stop_rule", &self.stop_rule)
            .field("shard", &self.shard)
            .finish_non_exhaustive()
    }
}

/// Warnings of the flight as planned, or why there is none.
fn warnings(planned: &Launch) -> Vec<(String, String)> {
    match fly(planned, Recording::None) {
        Ok(flight) => {
            let warnings = flight.warnings.into_iter();
            warnings.map(|each| (each.rule, each.message)).collect()
        }
        Err(error) => vec![("no flight".to_owned(), error.to_string())],
    }
}
