//! The steps from reported levels to a profile, as [`MeasuredProfile`](super::MeasuredProfile) lists them.

use super::column::thickness;
use super::humidity::virtual_temperature;
use super::measured_level::{LevelRemark, MeasuredLevel};
use super::sounding::{CEILING, Sounding, SoundingLevel};
use super::standard::HYDROSTATIC;
use crate::error::Fault;

/// A layer between two levels may be this much thicker or thinner than its temperatures have it, by its share and by metres: rounded
/// pressures make a thin one so; a wrong temperature, a thick one.
const LAYER_SHARE: f64 = 0.1;
/// See [`LAYER_SHARE`].
const LAYER_METRES: f64 = 50.0;

/// Relative humidities are kept up to here: supersaturation of some per cent is real.
const WETTEST: f64 = 1.1;

/// A level of the column.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnLevel {
    /// Its index, as reported.
    pub row: usize,
    pressure: f64,
    temperature: f64,
    humidity: Option<f64>,
    wind: Option<[f64; 2]>,
}

/// Levels of the column at their heights, m.
pub(super) type ColumnLevels = Vec<(f64, ColumnLevel)>;

/// Winds at their heights, m, with the index of the level that each stands in.
pub(super) type Winds = Vec<(f64, (usize, [f64; 2]))>;

/// A level of the wind alone: its index, its height and its pressure if reported, and the wind.
pub(super) type LoneWind = (usize, Option<f64>, Option<f64>, [f64; 2]);

type Remarks = Vec<LevelRemark>;

impl ColumnLevel {
    /// Virtual temperature, K.
    fn warmth(&self) -> f64 {
        let moist = |humidity| virtual_temperature(self.temperature, self.pressure, humidity);
        self.humidity.map_or(self.temperature, moist)
    }

    /// How much higher than this level air of a pressure, Pa, and a virtual temperature, K, lies, geopotential m.
    fn rise(&self, pressure: f64, warmth: f64) -> f64 {
        // Of one metre, in metres: a layer grows with its height.
        let fall = HYDROSTATIC * thickness(0.0, self.warmth(), 1.0, warmth);
        libm::log(self.pressure / pressure) / fall
    }
}

fn tell(remarks: &mut Remarks, mut levels: Vec<usize>, message: &'static str, dropped: bool) {
    if !levels.is_empty() {
        levels.sort_unstable();
        remarks.push(LevelRemark {
            levels,
            message,
            dropped,
        });
    }
}

/// The mean of those that are there.
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

fn mean_wind(winds: impl Iterator<Item = [f64; 2]> + Clone) -> Option<[f64; 2]> {
    let east = mean(winds.clone().map(|wind| wind[0]))?;
    Some([east, mean(winds.map(|wind| wind[1]))?])
}

/// The levels with pressure and temperature from the greatest pressure on, their heights where they have one, and those of the
/// wind alone.
pub(super) fn sorted(
    levels: &[MeasuredLevel],
    remarks: &mut Remarks,
) -> (Vec<(Option<f64>, ColumnLevel)>, Vec<LoneWind>) {
    let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
    let (mut nodes, mut lone, mut empty) = (Vec::new(), Vec::new(), Vec::new());
    for (row, level) in levels.iter().enumerate() {
        let height = finite(level.height);
        let pressure = finite(level.pressure).filter(|pressure| *pressure > 0.0);
        let wind = level
            .wind
            .filter(|wind| wind.iter().all(|axis| axis.is_finite()));
        match (pressure, finite(level.temperature), wind) {
            (Some(pressure), Some(temperature), wind) => {
                let humidity = finite(level.humidity).map(|humidity| humidity.clamp(0.0, WETTEST));
                let node = ColumnLevel {
                    row,
                    pressure,
                    temperature,
                    humidity,
                    wind,
                };
                nodes.push((height, node));
            }
            (pressure, _, Some(wind)) if height.is_some() || pressure.is_some() => {
                lone.push((row, height, pressure, wind));
            }
            _ => empty.push(row),
        }
    }
    tell(
        remarks,
        empty,
        "without height and pressure, or without temperature and wind",
        true,
    );
    // Levels of one pressure in an order that does not depend on the list.
    nodes.sort_by(|(a_height, a), (b_height, b)| {
        let key = |height: &Option<f64>| height.unwrap_or(f64::NEG_INFINITY);
        let pressures = b.pressure.total_cmp(&a.pressure);
        let heights = key(a_height).total_cmp(&key(b_height));
        pressures
            .then(heights)
            .then(a.temperature.total_cmp(&b.temperature))
    });
    let mut merged = Vec::new();
    let of_one_pressure = nodes.chunk_by(|(_, a), (_, b)| a.pressure == b.pressure);
    let nodes = of_one_pressure.filter_map(|group| {
        let (height, first) = group.first()?;
        merged.extend(group.iter().skip(1).map(|(_, node)| node.row));
        if group.len() == 1 {
            return Some((*height, *first));
        }
        let each = || group.iter().map(|(_, node)| node);
        let node = ColumnLevel {
            temperature: mean(each().map(|node| node.temperature))?,
            humidity: mean(each().filter_map(|node| node.humidity)),
            wind: mean_wind(each().filter_map(|node| node.wind)),
            ..*first
        };
        Some((mean(group.iter().filter_map(|(height, _)| *height)), node))
    });
    let nodes = nodes.collect();
    tell(
        remarks,
        merged,
        "another level of the same pressure: their mean is taken",
        false,
    );
    (nodes, lone)
}

/// The levels with all their heights.
///
/// # Errors
/// When none has a height.
pub(super) fn heights(
    nodes: Vec<(Option<f64>, ColumnLevel)>,
    remarks: &mut Remarks,
) -> Result<ColumnLevels, Fault> {
    let Some(first) = nodes.iter().position(|(height, _)| height.is_some()) else {
        return match nodes.is_empty() {
            true => Ok(Vec::new()),
            false => Err(Fault::new("", "no level has a height")
                .hint("one is enough: the others follow from pressure and temperature")),
        };
    };
    let mut computed = Vec::new();
    let mut filled: ColumnLevels = Vec::with_capacity(nodes.len());
    let (below, above) = nodes.split_at(first);
    for (height, node) in above {
        let height = height.unwrap_or_else(|| {
            computed.push(node.row);
            let from = filled.last();
            from.map_or(f64::NAN, |(height, last)| {
                height + last.rise(node.pressure, node.warmth())
            })
        });
        filled.push((height, *node));
    }
    filled.reverse();
    for (_, node) in below.iter().rev() {
        computed.push(node.row);
        if let Some((height, next)) = filled.last() {
            filled.push((height + next.rise(node.pressure, node.warmth()), *node));
        }
    }
    filled.reverse();
    tell(
        remarks,
        computed,
        "without height: that of its pressure is taken",
        false,
    );
    Ok(filled)
}

/// The most levels whose heights rise: the longest rising subsequence.
pub(super) fn rising(nodes: ColumnLevels, remarks: &mut Remarks) -> ColumnLevels {
    // Of each length, the place at which a rising run of that length ends lowest, and what stands before each place in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(nodes.len());
    let height = |place: usize| {
        nodes
            .get(place)
            .map_or(f64::INFINITY, |(height, _)| *height)
    };
    for (place, (own, _)) in nodes.iter().enumerate() {
        let length = ends.partition_point(|end| height(*end) < *own);
        before.push(
            length
                .checked_sub(1)
                .and_then(|length| ends.get(length).copied()),
        );
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut kept = vec![false; nodes.len()];
    let mut next = ends.last().copied();
    while let Some(place) = next {
        if let Some(kept) = kept.get_mut(place) {
            *kept = true;
        }
        next = before.get(place).copied().flatten();
    }
    let out = nodes.iter().zip(&kept).filter(|(_, kept)| !**kept);
    let out = out.map(|((_, node), _)| node.row).collect();
    tell(
        remarks,
        out,
        "the height does not rise as the pressure falls",
        true,
    );
    nodes
        .into_iter()
        .zip(kept)
        .filter_map(|(node, kept)| kept.then_some(node))
        .collect()
}

/// The levels with humidities where there are any about.
pub(super) fn humidities(mut nodes: ColumnLevels, remarks: &mut Remarks) -> ColumnLevels {
    let known = nodes
        .iter()
        .filter_map(|(height, node)| Some((*height, node.humidity?)));
    let known: Vec<(f64, f64)> = known.collect();
    let Some(highest) = known.last().map(|level| level.0) else {
        return nodes;
    };
    let (mut filled, mut dry) = (Vec::new(), Vec::new());
    for (height, node) in nodes.iter_mut().filter(|(_, node)| node.humidity.is_none()) {
        let after = known.partition_point(|level| level.0 <= *height);
        let below = after.checked_sub(1).and_then(|below| known.get(below));
        node.humidity = match (below, known.get(after)) {
            (Some((h0, low)), Some((h1, high))) => {
                Some(low + (height.max(*h0) - h0) / (h1 - h0) * (high - low))
            }
            (None, Some((_, high))) => Some(*high),
            _ => None,
        };
        match *height > highest {
            true => dry.push(node.row),
            false => filled.push(node.row),
        }
    }
    tell(
        remarks,
        filled,
        "without humidity: that of the levels about it is taken",
        false,
    );
    tell(
        remarks,
        dry,
        "without humidity, above all that have one: dry",
        false,
    );
    nodes
}

/// Tells of layers whose thickness is not that of their temperatures.
pub(super) fn layers(nodes: &[(f64, ColumnLevel)], remarks: &mut Remarks) {
    let mut off = Vec::new();
    for pair in nodes.windows(2) {
        if let [(low, below), (high, above)] = pair {
            let thick = below.rise(above.pressure, above.warmth());
            let apart = (high - low - thick).abs();
            if apart > LAYER_METRES && apart > LAYER_SHARE * thick {
                off.push(above.row);
            }
        }
    }
    let message = "its height above the level below is not that of the temperatures between (hydrostatic balance), by over a tenth";
    tell(remarks, off, message, false);
}

/// The geopotential height at which a column has a pressure, Pa; beyond its ends, of air as warm as there.
fn height_of(nodes: &[(f64, ColumnLevel)], pressure: f64) -> Option<f64> {
    let after = nodes.partition_point(|(_, node)| node.pressure >= pressure);
    let below = after.checked_sub(1).and_then(|below| nodes.get(below));
    match (below, nodes.get(after)) {
        (Some((low, below)), Some((high, above))) => {
            let share =
                libm::log(below.pressure / pressure) / libm::log(below.pressure / above.pressure);
            Some(low + share * (high - low))
        }
        (Some((height, end)), None) | (None, Some((height, end))) => {
            Some(height + end.rise(pressure, end.warmth()))
        }
        (None, None) => None,
    }
}

/// The winds at rising geopotential heights.
pub(super) fn winds(
    nodes: &[(f64, ColumnLevel)],
    lone: &[LoneWind],
    remarks: &mut Remarks,
) -> Winds {
    let with_state = nodes
        .iter()
        .filter_map(|(height, node)| Some((*height, (node.row, node.wind?))));
    let mut winds: Winds = with_state.collect();
    let (mut placed, mut nowhere) = (Vec::new(), Vec::new());
    for (row, height, pressure, wind) in lone {
        let found = height.or_else(|| height_of(nodes, (*pressure)?));
        match found {
            Some(height) => winds.push((height, (*row, *wind))),
            None => nowhere.push(*row),
        }
        if height.is_none() && found.is_some() {
            placed.push(*row);
        }
    }
    tell(
        remarks,
        placed,
        "a wind without height: that of its pressure is taken",
        false,
    );
    tell(
        remarks,
        nowhere,
        "a wind at a pressure, with no temperatures to find its height by",
        true,
    );
    winds.sort_by(|(a, (_, one)), (b, (_, other))| {
        let east = one[0].total_cmp(&other[0]);
        a.total_cmp(b).then(east).then(one[1].total_cmp(&other[1]))
    });
    let mut merged = Vec::new();
    let of_one_height = winds.chunk_by(|a, b| a.0 == b.0);
    let winds = of_one_height.filter_map(|group| {
        let (height, (row, _)) = *group.first()?;
        merged.extend(group.iter().skip(1).map(|(_, (row, _))| *row));
        Some((
            height,
            (row, mean_wind(group.iter().map(|(_, (_, wind))| *wind))?),
        ))
    });
    let winds = winds.collect();
    tell(
        remarks,
        merged,
        "another wind at the same height: their mean is taken",
        false,
    );
    winds
}

/// What lies from the nearest level below a site up to the ceiling of a [`Sounding`].
pub(super) fn within<T>(
    levels: Vec<(f64, T)>,
    elevation: f64,
    row: impl Fn(&T) -> usize,
    remarks: &mut Remarks,
) -> Vec<(f64, T)> {
    let at_or_below = levels
        .iter()
        .filter(|(height, _)| *height <= elevation)
        .count();
    // Where nothing is above, the nearest below is all there is.
    let deeper = at_or_below.saturating_sub(1);
    let (mut kept, mut below, mut above) =
        (Vec::with_capacity(levels.len()), Vec::new(), Vec::new());
    for (place, (height, level)) in levels.into_iter().enumerate() {
        if place < deeper {
            below.push(row(&level));
        } else if height > CEILING {
            above.push(row(&level));
        } else {
            kept.push((height, level));
        }
    }
    // A level may be one of the air and of the wind: it is told once.
    let mut once = |rows: Vec<usize>, message| {
        let told = |row: &usize| {
            let mut known = remarks.iter().filter(|remark| remark.message == message);
            known.any(|remark| remark.levels.contains(row))
        };
        let rows = rows.into_iter().filter(|row| !told(row)).collect();
        tell(remarks, rows, message, true);
    };
    once(below, "below the site, and not the nearest below it");
    once(above, "above 80 km");
    kept
}

/// The state of the air at the levels of a column; `None` without any.
///
/// # Errors
/// As [`Sounding::new`], at the level as reported.
pub(super) fn sounding(column: &[(f64, ColumnLevel)]) -> Result<Option<Sounding>, Fault> {
    if column.is_empty() {
        return Ok(None);
    }
    let level = |(height, node): &(f64, ColumnLevel)| SoundingLevel {
        height: *height,
        pressure: node.pressure,
        temperature: node.temperature,
        humidity: node.humidity,
        wind: None,
    };
    let sounding = Sounding::new(column.iter().map(level).collect());
    sounding.map(Some).map_err(|fault| {
        let index = fault
            .place
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'));
        let found = index.and_then(|(index, rest)| {
            let (_, node) = column.get(index.parse::<usize>().ok()?)?;
            Some(format!("[{}]{rest}", node.row))
        });
        match found {
            Some(place) => Fault { place, ..fault },
            None => fault,
        }
    })
}
