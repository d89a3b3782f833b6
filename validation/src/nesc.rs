//! NASA's check-cases: eight bodies dropped from 30 000 ft, ours beside NASA's own simulation tools.
//!
//! Source: *Check-Cases for Verification of 6-Degree-of-Freedom Flight Vehicle Simulations*, NASA/TM-2015-218675, and
//! the trajectories published with it. `nesc/README.md` says where the figures of `reference.csv` come from, and
//! which tool each of them is.
//!
//! Compared is each quantity over the whole 30 s. **Allowed** is:
//!
//! | | | because |
//! |---|---|---|
//! | height | 1 mm | tools 04 to 06 differ by 3.3 mm among themselves, by the lengths of their steps |
//! | latitude, longitude | 1e-8° | 1.1 mm over the ground |
//! | velocity | 1e-5 m/s | the tools differ by up to 3.9e-4 m/s; tool 04 is within 5.5e-6 m/s of a converged integration |
//! | attitude, rates | 1e-6°, 1e-8 °/s | tools 01 and 04 are within 3e-9° of a converged integration |
//! | the same in case 3 | 1e-3°, 1e-4 °/s | tool 05, which damps relative to the ground as ours does, is within 1e-4° of one |

use std::path::{Path, PathBuf};

use anyhow::Context;
use downrange::earth::SiteFrame;
use downrange::flight::{Launch, Recording, TrajectoryPoint, fly};
use downrange::number::{Quaternion, Vector};
use downrange_formats::read_launch;

use crate::Check;
use crate::chart::{Chart, Panel};

/// What is compared: the name of its columns, the name in the table, the difference allowed.
const QUANTITIES: [(&str, &str, f64); 12] = [
    ("altitude_m", "height, m", 1e-3),
    ("latitude_deg", "latitude, deg", 1e-8),
    ("longitude_deg", "longitude, deg", 1e-8),
    ("north_m_s", "north, m/s", 1e-5),
    ("east_m_s", "east, m/s", 1e-5),
    ("down_m_s", "down, m/s", 1e-5),
    ("yaw_deg", "yaw, deg", 1e-6),
    ("pitch_deg", "pitch, deg", 1e-6),
    ("roll_deg", "roll, deg", 1e-6),
    ("roll_rate_deg_s", "roll rate, deg/s", 1e-8),
    ("pitch_rate_deg_s", "pitch rate, deg/s", 1e-8),
    ("yaw_rate_deg_s", "yaw rate, deg/s", 1e-8),
];
/// Where the attitude begins among them.
const ATTITUDE: usize = 6;
/// Where the rates begin.
const RATES: usize = 9;
/// Attitude and rates allowed in the case with damping, deg and deg/s.
const DAMPED: (f64, f64) = (1e-3, 1e-4);
/// How often a flight is looked at, s: as often as the references in full.
const INTERVAL: f64 = 0.5;

/// A quantity by the tool that is compared with, and the least and the greatest of tools 04 to 06.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tools {
    /// The tool's.
    pub tool: f64,
    /// The least of the tools.
    pub least: f64,
    /// The greatest.
    pub greatest: f64,
}

/// Every quantity at a time, s since the release.
pub type Row = (f64, [Tools; 12]);

/// A check-case.
#[derive(Debug)]
pub struct Case {
    /// Its number.
    pub number: u32,
    /// The launch.
    pub launch: Launch,
    /// What NASA's tools say, every 2.5 s.
    pub reference: Vec<Row>,
}

/// A check-case that was flown and compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Flown {
    /// Quantity by quantity, where it differs most.
    pub checks: Vec<Check>,
    /// What is seen of it.
    pub chart: Chart,
}

/// The eight cases.
///
/// # Errors
/// When a file cannot be read, with its name.
pub fn cases() -> anyhow::Result<Vec<Case>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("nesc");
    (1..=8)
        .map(|number| Case::read(number, &folder.join(format!("case_{number:02}"))))
        .collect()
}

impl Case {
    fn read(number: u32, folder: &Path) -> anyhow::Result<Self> {
        let launch = read_launch(&folder.join("launch.toml"))
            .map_err(|error| anyhow::anyhow!(error.to_string()))?
            .launch;
        let names = |name: &str| {
            [
                name.to_owned(),
                format!("{name}_least"),
                format!("{name}_greatest"),
            ]
        };
        Ok(Self {
            number,
            launch,
            reference: rows(
                &folder.join("reference.csv"),
                names,
                |[tool, least, greatest]| Tools {
                    tool,
                    least,
                    greatest,
                },
            )?,
        })
    }

    /// Flies the case.
    ///
    /// # Errors
    /// When the flight cannot be computed.
    pub fn samples(&self) -> anyhow::Result<Vec<(f64, [f64; 12])>> {
        let flight = fly(&self.launch, Recording::Every(INTERVAL))
            .with_context(|| self.launch.name.clone())?;
        let site = &self.launch.site;
        let frame = SiteFrame::new(
            self.launch.earth,
            site.latitude,
            site.longitude,
            site.elevation,
        );
        let samples = flight.trajectory.iter();
        Ok(samples
            .map(|sample| (sample.time, quantities(&frame, sample)))
            .collect())
    }

    /// Flies the case and compares it with what stands here.
    ///
    /// # Errors
    /// When the flight cannot be computed, or ends before the reference does.
    pub fn fly(&self) -> anyhow::Result<Flown> {
        let samples = self.samples()?;
        Ok(Flown {
            checks: self.compare(&samples, &self.reference)?,
            chart: self.chart(&samples),
        })
    }

    /// Compares what was flown with a reference.
    ///
    /// # Errors
    /// When the flight has no sample at a time of the reference.
    pub fn compare(
        &self,
        samples: &[(f64, [f64; 12])],
        reference: &[Row],
    ) -> anyhow::Result<Vec<Check>> {
        let mut checks: Vec<Check> = Vec::new();
        for (time, tools) in reference {
            let (_, ours) = samples
                .iter()
                .find(|(at, _)| (at - time).abs() < 1e-6)
                .with_context(|| format!("{} was not flown at {time} s", self.launch.name))?;
            for (index, (_, quantity, _)) in QUANTITIES.iter().enumerate() {
                let difference = apart(index, ours[index], tools[index].tool);
                let check = Check {
                    difference,
                    time: Some(*time),
                    ..Check::absolute(
                        format!("NESC {}", self.number),
                        quantity,
                        ours[index],
                        // Some tools count yaw on past half a turn.
                        ours[index] - difference,
                        self.allowed(index),
                    )
                };
                match checks.get_mut(index) {
                    None => checks.push(check),
                    // What is not a number is worse than any.
                    Some(worst)
                        if check
                            .difference
                            .abs()
                            .total_cmp(&worst.difference.abs())
                            .is_gt() =>
                    {
                        *worst = check
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(checks)
    }

    fn allowed(&self, quantity: usize) -> f64 {
        match (self.number, quantity) {
            (3, ATTITUDE..RATES) => DAMPED.0,
            (3, RATES..) => DAMPED.1,
            _ => QUANTITIES[quantity].2,
        }
    }

    /// The height, or of a brick the pitch; and how far ours and the other tools are from the tool compared with.
    fn chart(&self, samples: &[(f64, [f64; 12])]) -> Chart {
        let (index, name, unit, factor) = match self.number {
            2 | 3 => (ATTITUDE + 1, "pitch", "deg", 1.0),
            _ => (0, "height", "mm", 1000.0),
        };
        let tool = if self.number == 3 { "05" } else { "04" };
        let end = self.reference.last().map_or(0.0, |(time, _)| *time);
        let flown = || samples.iter().filter(move |(time, _)| *time <= end);
        let dots = self
            .reference
            .iter()
            .map(|(time, tools)| (*time, tools[index].tool));
        let differences = self.reference.iter().filter_map(|(time, tools)| {
            let (_, ours) = flown().find(|(at, _)| (at - time).abs() < 1e-6)?;
            Some((*time, factor * apart(index, ours[index], tools[index].tool)))
        });
        let band = self.reference.iter().map(|(time, tools)| {
            let Tools {
                tool,
                least,
                greatest,
            } = tools[index];
            (*time, factor * (least - tool), factor * (greatest - tool))
        });
        Chart {
            title: self.launch.name.clone(),
            panels: vec![
                Panel {
                    label: QUANTITIES[index].1.to_owned(),
                    across: "time, s",
                    line: flown().map(|(time, ours)| (*time, ours[index])).collect(),
                    band: Vec::new(),
                    dots: vec![("NASA's tool", dots.collect())],
                },
                Panel {
                    label: format!("{name} less tool {tool}'s, {unit}; shaded: NASA's tools"),
                    across: "time, s",
                    line: differences.collect(),
                    band: band.collect(),
                    dots: Vec::new(),
                },
            ],
        }
    }
}

/// Ours less the tool's; angles of attitude by the shorter way around.
fn apart(quantity: usize, ours: f64, tool: f64) -> f64 {
    let difference = ours - tool;
    match quantity {
        ATTITUDE..RATES => (difference + 180.0).rem_euclid(360.0) - 180.0,
        _ => difference,
    }
}

/// What is compared, of a sample.
fn quantities(frame: &SiteFrame, sample: &TrajectoryPoint) -> [f64; 12] {
    let place = frame.local_frame(Vector(sample.position));
    let [forward, right, below] = Quaternion(sample.attitude).axes();
    let [east, north, up] = sample.velocity;
    let yaw = forward.dot(place.east).atan2(forward.dot(place.north));
    let pitch = forward.dot(place.up).clamp(-1.0, 1.0).asin();
    let roll = (-right.dot(place.up)).atan2(-below.dot(place.up));
    let [p, q, r] = sample.angular_rates;
    let degrees = f64::to_degrees;
    [
        sample.altitude_asl,
        degrees(sample.latitude),
        degrees(sample.longitude),
        north,
        east,
        -up,
        degrees(yaw),
        degrees(pitch),
        degrees(roll),
        degrees(p),
        degrees(q),
        degrees(r),
    ]
}

/// Rows of a table: of each quantity three columns by their names, and what they make.
fn rows(
    path: &Path,
    names: impl Fn(&str) -> [String; 3],
    tools: impl Fn([f64; 3]) -> Tools,
) -> anyhow::Result<Vec<Row>> {
    let file = || path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(file)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").split(',').collect();
    let column = |name: &str| {
        let found = header.iter().position(|each| *each == name);
        found.with_context(|| format!("{}: no column {name}", path.display()))
    };
    let time = column("time_s")?;
    let mut columns = Vec::new();
    for (name, ..) in QUANTITIES {
        let [a, b, c] = names(name);
        columns.push([column(&a)?, column(&b)?, column(&c)?]);
    }
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let cell = |index: usize| -> anyhow::Result<f64> {
                let text = cells.get(index).copied().unwrap_or("");
                text.parse()
                    .with_context(|| format!("{}: `{text}` in {line}", path.display()))
            };
            let mut values = [Tools {
                tool: 0.0,
                least: 0.0,
                greatest: 0.0,
            }; 12];
            for (index, [a, b, c]) in columns.iter().enumerate() {
                values[index] = tools([cell(*a)?, cell(*b)?, cell(*c)?]);
            }
            Ok((cell(time)?, values))
        })
        .collect()
}

/// The tables of the data package in full, every 0.5 s, where they lie: in the folder that the environment variable
/// `NESC_DATA` names, or in `shared/reference/nesc` beside the clone.
pub fn package() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/nesc");
    let folder = std::env::var_os("NESC_DATA").map_or_else(beside, PathBuf::from);
    folder.join("case_01_core.csv").exists().then_some(folder)
}

impl Case {
    /// The reference in full. Its columns are the least, the median and the greatest of tools 04 to 06: which of them
    /// is the tool's is known for height and downward velocity (see `nesc/README.md`), and the nearest of the three
    /// is taken for the rest.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn in_full(
        &self,
        package: &Path,
        samples: &[(f64, [f64; 12])],
    ) -> anyhow::Result<Vec<Row>> {
        const NAMES: [&str; 12] = [
            "altitude_msl_m",
            "lat_deg",
            "lon_deg",
            "vel_north_m_s",
            "vel_east_m_s",
            "vel_down_m_s",
            "yaw_deg",
            "pitch_deg",
            "roll_deg",
            "p_inertial_deg_s",
            "q_inertial_deg_s",
            "r_inertial_deg_s",
        ];
        let names = |name: &str| {
            let index = QUANTITIES
                .iter()
                .position(|each| each.0 == name)
                .unwrap_or_default();
            ["min", "med", "max"].map(|which| format!("{}_{which}", NAMES[index]))
        };
        let path = package.join(format!("case_{:02}_core.csv", self.number));
        let three = rows(&path, names, |[least, tool, greatest]| Tools {
            tool,
            least,
            greatest,
        })?;
        let with_drag = self.number > 3;
        Ok(three
            .into_iter()
            .map(|(time, mut values)| {
                let ours = samples.iter().find(|(at, _)| (at - time).abs() < 1e-6);
                for (
                    index,
                    Tools {
                        tool,
                        least,
                        greatest,
                    },
                ) in values.iter_mut().enumerate()
                {
                    *tool = match (index, ours) {
                        (0, _) if with_drag => *least,
                        (5, _) => *greatest,
                        (0, _) | (_, None) => *tool,
                        (_, Some((_, ours))) => {
                            let gap = |value: &f64| apart(index, ours[index], *value).abs();
                            let all = [*least, *tool, *greatest];
                            let nearest = all.into_iter().min_by(|a, b| gap(a).total_cmp(&gap(b)));
                            nearest.unwrap_or(*tool)
                        }
                    };
                }
                (time, values)
            })
            .collect())
    }
}
