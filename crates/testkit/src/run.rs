//! A made-up run of a rocket that leaves a booster behind, for tests of statistics and pages: outcomes follow from the inputs by
//! formulas, so that what the statistics have to find is known. It tests no physics.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::convert::Infallible;

use downrange::area::{Area, KeepOut, KeepOutFeature, KeepOutGeometry, Polygon};
use downrange::dispersion::{Distribution, RandomStream, SAMPLE_METRICS, normal};
use downrange::earth::{from_east_north, inverse_geodesic};
use downrange::quantity::Dimension;
use downrange::results::{
    ABOVE_CEILING, Dictionary, InputInfo, InputKind, KEEP_OUT, LANDING_KIND, ResultColumns,
    RunInfo, keep_out_column,
};

/// Rows of a run in memory.
#[derive(Default)]
pub struct Memory {
    /// Column `sample`.
    pub samples: Vec<u64>,
    /// Columns of text by name.
    pub words: BTreeMap<String, Dictionary>,
    /// Columns of numbers by name.
    pub numbers: BTreeMap<String, Vec<f64>>,
    /// Columns of flags by name.
    pub flags: BTreeMap<String, Vec<bool>>,
}

impl ResultColumns for Memory {
    type Error = Infallible;

    fn samples(&self) -> Result<Vec<u64>, Infallible> {
        Ok(self.samples.clone())
    }

    fn words(&self, column: &str) -> Result<Dictionary, Infallible> {
        Ok(self.words[column].clone())
    }

    fn words_at(&self, column: &str, rows: &[usize]) -> Result<Vec<String>, Infallible> {
        let words = &self.words[column];
        let word = |row: &usize| words.words()[words.codes()[*row] as usize].clone();
        Ok(rows.iter().map(word).collect())
    }

    fn numbers(&self, column: &str) -> Result<Vec<f64>, Infallible> {
        Ok(self.numbers[column].clone())
    }

    fn flags(&self, column: &str) -> Result<Vec<bool>, Infallible> {
        Ok(self.flags[column].clone())
    }

    fn has(&self, column: &str) -> Result<bool, Infallible> {
        let maps = self.words.contains_key(column) || self.numbers.contains_key(column);
        Ok(maps || self.flags.contains_key(column))
    }
}

impl Memory {
    /// Adds a row: body, failure, error and broken rules as words. What breaks the rule `parachute` came down ballistic.
    pub fn row(
        &mut self,
        sample: u64,
        words: [&str; 4],
        inputs: &[(&str, f64)],
        figures: [f64; SAMPLE_METRICS.len()],
        flags: &[(&str, [bool; 2])],
    ) {
        self.samples.push(sample);
        for (column, word) in ["body", "failure", "error", "broken_rules"]
            .into_iter()
            .zip(words)
        {
            self.words.entry(column.to_owned()).or_default().push(word);
        }
        // The kind of a reason is what stands before its figures here.
        let reason = words[2].split(" at ").next().unwrap();
        self.words
            .entry("reason".to_owned())
            .or_default()
            .push(reason);
        let landing_kind = match words {
            ["", ..] => "",
            [.., broken] if broken.contains("parachute") => "ballistic",
            _ => "parachute",
        };
        let kinds = self.words.entry(LANDING_KIND.to_owned());
        kinds.or_default().push(landing_kind);
        let inputs = inputs
            .iter()
            .map(|(name, value)| (format!("input: {name}"), *value));
        let figures = SAMPLE_METRICS
            .map(|metric| metric.key.to_owned())
            .into_iter()
            .zip(figures);
        for (column, value) in inputs.chain(figures) {
            self.numbers.entry(column).or_default().push(value);
        }
        for (area, [outside, leaves]) in flags {
            for (what, flag) in [("outside", outside), ("leaves", leaves)] {
                self.flags
                    .entry(format!("{what}: {area}"))
                    .or_default()
                    .push(*flag);
            }
        }
    }
}

/// Latitude and longitude of the launch point, rad.
pub const SITE: (f64, f64) = (0.575_79, -1.867_07);

/// A square about the launch point, reaching so far each way, m.
fn field(size: f64) -> Area {
    let corners = [
        [-1.0, -1.0],
        [1.0, -1.0],
        [1.0, 1.0],
        [-1.0, 1.0],
        [-1.0, -1.0],
    ];
    let ring = corners.map(|corner| from_east_north(SITE, corner.map(|x| x * size)));
    Area::new("field", vec![Polygon::new(&[ring.to_vec()]).unwrap()]).unwrap()
}

/// What is flown.
pub fn run_info() -> RunInfo {
    let normal = |name: &str, mean: f64, sigma: f64, dimension| InputInfo {
        name: name.to_owned(),
        kind: InputKind::Quantity,
        dimension,
        distribution: Distribution::normal(mean, sigma).unwrap().summary(),
        mean,
        sigma,
    };
    let shut = Distribution::event(0.05).unwrap();
    RunInfo {
        name: "Roadrunner".to_owned(),
        site: SITE,
        seed: 7,
        version: "0.0.0".to_owned(),
        digest: "0123456789abcdef".to_owned(),
        question: None,
        shard: None,
        inputs: vec![
            normal("thrust factor", 1.0, 0.02, Dimension::Number),
            normal("wind east", 2.0, 1.0, Dimension::Speed),
            normal("wind north", 1.0, 1.0, Dimension::Speed),
            normal("mass", 5.6, 0.05, Dimension::Mass),
            InputInfo {
                name: "main stays shut".to_owned(),
                kind: InputKind::Failure,
                dimension: Dimension::Number,
                mean: shut.mean(),
                sigma: shut.sigma(),
                distribution: shut.summary(),
            },
        ],
        warnings: vec![(
            "angle of attack".to_owned(),
            "19 degrees at rail exit".to_owned(),
        )],
        rules: [
            "angle of attack",
            "thrust to weight",
            "landing speed",
            "parachute",
        ]
        .map(str::to_owned)
        .into(),
        areas: vec![field(1_100.0)],
        keep_outs: Vec::new(),
        ceiling: None,
    }
}

/// Flights of a rocket that leaves a booster behind: apogee from thrust and mass, landing from the winds; every seventy-first
/// fails.
pub fn flights(n: u64, bodies: usize, failing: bool) -> (RunInfo, Memory) {
    let run = run_info();
    let area = &run.areas[0];
    let mut rows = Memory::default();
    let z = |name: &str, i: u64| normal::quantile(RandomStream::named(name).uniform(7, i));
    for i in 0..n {
        let [thrust, east, north, mass] = ["t", "e", "n", "m"].map(|name| z(name, i));
        let shut = failing && RandomStream::named("f").uniform(7, i) < 0.05;
        let inputs = [
            ("thrust factor", 1.0 + 0.02 * thrust),
            ("wind east", 2.0 + east),
            ("wind north", 1.0 + north),
            ("mass", 5.6 + 0.05 * mass),
            ("main stays shut", f64::from(u8::from(shut))),
        ];
        let failure = if shut { "main stays shut" } else { "" };
        if failing && i % 71 == 70 {
            let flags = [("field", [true, true])];
            let error = &format!("the step became too small at {i} s");
            rows.row(
                i,
                ["", failure, error, ""],
                &inputs,
                [f64::NAN; SAMPLE_METRICS.len()],
                &flags,
            );
            continue;
        }
        for body in 0..bodies {
            let drift = match (body, shut) {
                (0, false) => 300.0,
                (0, true) => 90.0,
                _ => 60.0,
            };
            let point = [drift * (2.0 + east), drift * (1.0 + north)];
            let place = from_east_north(SITE, point);
            let way = inverse_geodesic(SITE, place);
            let apogee = if body == 0 {
                1_000.0 + 40.0 * thrust - 20.0 * mass
            } else {
                300.0
            };
            let nan = f64::NAN;
            let figures = [
                apogee,
                14.0,
                180.0 + 3.0 * thrust,
                0.53,
                95.0,
                19e3,
                25.0 + 0.3 * thrust,
                2.1,
                9.0,
                2.0,
                3.0,
                nan,
                120.0,
                place.0.to_degrees(),
                place.1.to_degrees(),
                point[0],
                point[1],
                way.distance,
                way.bearing.to_degrees(),
                if shut { 22.0 } else { 6.0 + 0.1 * mass },
            ];
            let outside = !area.contains(place.0, place.1);
            let name = ["sustainer", "booster"][body];
            let broken = match (body, shut) {
                (_, true) => "parachute; landing speed",
                (0, false) if mass > 1.0 => "thrust to weight",
                _ => "",
            };
            rows.row(
                i,
                [name, failure, "", broken],
                &inputs,
                figures,
                &[("field", [outside, outside || thrust > 3.0])],
            );
        }
    }
    (run, rows)
}

/// The same flights held against a house, a road and a yard, in this order or the other, and a ceiling 1,100 m above sea
/// level over a site at its height.
pub fn with_keep_outs(
    (mut run, mut rows): (RunInfo, Memory),
    is_turned: bool,
) -> (RunInfo, Memory) {
    let at = |east: f64, north: f64| from_east_north(SITE, [east, north]);
    let keep_out = |name: &str, geometry, distance| {
        let feature = KeepOutFeature::new(geometry, distance).unwrap();
        KeepOut::new(name, vec![feature]).unwrap()
    };
    let road = [at(-2_000.0, 900.0), at(600.0, 500.0), at(2_500.0, 700.0)];
    let yard = field(80.0).polygons()[0].clone();
    run.keep_outs = vec![
        keep_out("house", KeepOutGeometry::Point(at(700.0, 250.0)), 60.0),
        keep_out("county road", KeepOutGeometry::Line(road.to_vec()), 25.0),
        keep_out("yard", KeepOutGeometry::Polygon(yard), 0.0),
    ];
    if is_turned {
        run.keep_outs.reverse();
    }
    run.ceiling = Some(1_100.0);
    let [latitudes, longitudes, apogees] =
        ["landing_lat_deg", "landing_lon_deg", "apogee_agl_m"].map(|name| &rows.numbers[name]);
    let is_in = |keep_out: &KeepOut| -> Vec<bool> {
        let places = latitudes.iter().zip(longitudes);
        // What did not come down may have come down anywhere.
        let hit = |(latitude, longitude): (&f64, &f64)| {
            latitude.is_nan() || keep_out.contains(latitude.to_radians(), longitude.to_radians())
        };
        places.map(hit).collect()
    };
    let columns: Vec<Vec<bool>> = run.keep_outs.iter().map(is_in).collect();
    let any = (0..latitudes.len()).map(|row| columns.iter().any(|column| column[row]));
    let any = any.collect();
    let above = apogees
        .iter()
        .map(|apogee| apogee.is_nan() || *apogee > 1_100.0);
    let above = above.collect();
    let named = run
        .keep_outs
        .iter()
        .map(|each| keep_out_column(each.name()));
    rows.flags.extend(named.zip(columns));
    rows.flags.insert(KEEP_OUT.to_owned(), any);
    rows.flags.insert(ABOVE_CEILING.to_owned(), above);
    (run, rows)
}
