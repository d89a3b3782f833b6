//! Lines and polygons cut at the date line, as RFC 7946 §3.1.9 asks of GeoJSON.
//!
//! A step between two positions goes the short way round. Positions are `[longitude, latitude, …]` in degrees; what
//! stands behind is interpolated where a line is cut. Cuts between two positions lie on the straight line between them
//! in longitude and latitude, as GeoJSON's edges do.

/// Cuts a line wherever it crosses 180°.
pub fn line<const N: usize>(positions: impl IntoIterator<Item = [f64; N]>) -> Vec<Vec<[f64; N]>> {
    let mut lines: Vec<Vec<[f64; N]>> = vec![Vec::new()];
    let mut before: Option<[f64; N]> = None;
    for position in positions {
        if let Some(before) = before {
            let step = position[0] - before[0];
            if step.abs() > 180.0 {
                let edge = 180_f64.copysign(before[0]);
                let way = step - 360_f64.copysign(step);
                let part = ((edge - before[0]) / way).clamp(0.0, 1.0);
                let at = |longitude: f64| {
                    let mut cut = [longitude; N];
                    for index in 1..N {
                        cut[index] =
                            rounded(before[index] + part * (position[index] - before[index]));
                    }
                    cut
                };
                if let Some(last) = lines.last_mut() {
                    last.push(at(edge));
                }
                lines.push(vec![at(-edge)]);
            }
        }
        if let Some(last) = lines.last_mut() {
            last.push(position);
        }
        before = Some(position);
    }
    lines
}

/// Eight decimals of a degree are a millimetre; of metres they are plenty.
fn rounded(value: f64) -> f64 {
    (value * 1e8).round() / 1e8
}

/// A polygon of GeoJSON: its outer ring and its holes, each closed.
pub type PolygonRings = Vec<Vec<[f64; 2]>>;

/// The polygons of rings of which odd nesting is inside, cut at 180°; outer rings turn left and holes right, as RFC
/// 7946 §3.1.6 asks. Rings may be closed or not.
pub fn polygons(rings: &[Vec<[f64; 2]>]) -> Vec<PolygonRings> {
    let laid: Vec<_> = rings.iter().filter_map(|ring| laid_out(ring)).collect();
    let longitudes = || laid.iter().flatten().map(|position| position[0]);
    let west = longitudes().fold(f64::INFINITY, f64::min);
    let east = longitudes().fold(f64::NEG_INFINITY, f64::max);
    let mut pieces = Vec::new();
    let mut window = ((west + 180.0) / 360.0).floor() * 360.0;
    while window - 180.0 < east {
        let kept = east_of(laid.clone(), window - 180.0);
        let mirrored = |rings: Vec<Vec<[f64; 2]>>| -> Vec<Vec<[f64; 2]>> {
            rings
                .into_iter()
                .map(|ring| ring.into_iter().map(|[x, y]| [-x, y]).collect())
                .collect()
        };
        let kept = mirrored(east_of(mirrored(kept), -(window + 180.0)));
        let shifted =
            |ring: Vec<[f64; 2]>| ring.into_iter().map(|[x, y]| [x - window, y]).collect();
        pieces.extend(nested(kept.into_iter().map(shifted).collect()));
        window += 360.0;
    }
    pieces
}

/// Open, its longitudes without jumps, and closed along the nearer pole if it goes round the Earth.
fn laid_out(ring: &[[f64; 2]]) -> Option<Vec<[f64; 2]>> {
    let open = match ring {
        [first, middle @ .., last] if first == last => &ring[..=middle.len()],
        ring => ring,
    };
    let first = *open.first()?;
    let mut laid: Vec<[f64; 2]> = Vec::with_capacity(open.len() + 2);
    let short = |step: f64| step - (step / 360.0).round() * 360.0;
    for position in open {
        let before = laid.last().map_or(first[0], |last| last[0]);
        let turns = ((before + short(position[0] - before) - position[0]) / 360.0).round();
        laid.push([position[0] + 360.0 * turns, position[1]]);
    }
    let last = laid.last()?[0];
    let end = last + short(first[0] - last);
    if (end - first[0]).abs() > 180.0 {
        let pole = 90_f64.copysign(laid.iter().map(|position| position[1]).sum());
        laid.extend([[end, first[1]], [end, pole], [first[0], pole]]);
    }
    (laid.len() > 2).then_some(laid)
}

/// What of these rings lies east of a meridian. Chains that begin and end on it are joined along it: between its first
/// and second meeting with the rings from the south it runs inside, and so on.
fn east_of(rings: Vec<Vec<[f64; 2]>>, meridian: f64) -> Vec<Vec<[f64; 2]>> {
    let inside = |position: &[f64; 2]| position[0] >= meridian;
    let mut whole = Vec::new();
    let mut chains: Vec<Vec<[f64; 2]>> = Vec::new();
    for ring in rings {
        let Some(start) = ring.iter().position(|position| !inside(position)) else {
            whole.push(ring);
            continue;
        };
        let turned = || ring.iter().cycle().skip(start).take(ring.len() + 1);
        for (from, to) in turned().zip(turned().skip(1)) {
            let cut = || {
                let part = (meridian - from[0]) / (to[0] - from[0]);
                [meridian, from[1] + part * (to[1] - from[1])]
            };
            match (inside(from), inside(to)) {
                (false, true) => chains.push(vec![cut(), *to]),
                (true, true) => chains
                    .last_mut()
                    .into_iter()
                    .for_each(|chain| chain.push(*to)),
                (true, false) => chains
                    .last_mut()
                    .into_iter()
                    .for_each(|chain| chain.push(cut())),
                (false, false) => {}
            }
        }
    }
    // Which end of which chain stands where on the meridian, from the south.
    let mut ends: Vec<(f64, usize, bool)> = Vec::new();
    for (index, chain) in chains.iter().enumerate() {
        if let [first, .., last] = chain.as_slice() {
            ends.extend([(first[1], index, true), (last[1], index, false)]);
        }
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let partner = |index: usize, first: bool| {
        let at = ends
            .iter()
            .position(|end| (end.1, end.2) == (index, first))?;
        let (_, index, first) = *ends.get(at ^ 1)?;
        Some((index, first))
    };
    let mut used = vec![false; chains.len()];
    for start in 0..chains.len() {
        let (mut ring, mut index, mut forward) = (Vec::new(), start, true);
        while !used[index] {
            used[index] = true;
            match forward {
                true => ring.extend(&chains[index]),
                false => ring.extend(chains[index].iter().rev()),
            }
            // It was left at its last end going forward, and at its first going back.
            let Some((next, first)) = partner(index, !forward) else {
                break;
            };
            (index, forward) = (next, first);
        }
        if ring.len() > 2 {
            whole.push(ring);
        }
    }
    whole
}

/// Rings sorted into polygons: one in an even number of others is an outer ring, one in an odd number a hole of the
/// smallest around it.
fn nested(rings: Vec<Vec<[f64; 2]>>) -> Vec<PolygonRings> {
    let around = |ring: &[[f64; 2]]| -> Vec<usize> {
        // The meridian is common to pieces: a position off it says where a ring lies.
        let off = ring.iter().find(|position| position[0].abs() < 180.0);
        let within = |index: &usize| {
            off.is_some_and(|position| {
                !std::ptr::eq(&*rings[*index], ring) && holds(&rings[*index], *position)
            })
        };
        (0..rings.len()).filter(within).collect()
    };
    let arounds: Vec<Vec<usize>> = rings.iter().map(|ring| around(ring)).collect();
    let mut polygons: Vec<(usize, PolygonRings)> = Vec::new();
    for (index, ring) in rings.iter().enumerate() {
        if arounds[index].len().is_multiple_of(2) {
            polygons.push((index, vec![closed(ring, true)]));
        }
    }
    for (index, ring) in rings.iter().enumerate() {
        if arounds[index].len() % 2 == 1 {
            let innermost = arounds[index]
                .iter()
                .max_by_key(|outer| arounds[**outer].len());
            let polygon = polygons
                .iter_mut()
                .find(|(outer, _)| Some(outer) == innermost);
            if let Some((_, polygon)) = polygon {
                polygon.push(closed(ring, false));
            }
        }
    }
    polygons.into_iter().map(|(_, polygon)| polygon).collect()
}

fn holds(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let mut odd = false;
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        if (a[1] > y) != (b[1] > y) {
            odd ^= x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
        }
    }
    odd
}

/// The ring with its first position at the end again, turning left or right.
fn closed(ring: &[[f64; 2]], left: bool) -> Vec<[f64; 2]> {
    let area: f64 = ring
        .iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(a, b)| a[0] * b[1] - a[1] * b[0])
        .sum();
    let rounded = |position: &[f64; 2]| position.map(rounded);
    let mut ring: Vec<_> = match (area > 0.0) == left {
        true => ring.iter().map(rounded).collect(),
        false => ring.iter().rev().map(rounded).collect(),
    };
    ring.extend(ring.first().copied());
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_it_crosses() {
        let lines = line([
            [179.0, 10.0, 0.0],
            [-179.0, 12.0, 100.0],
            [-178.0, 12.0, 50.0],
            [178.0, 16.0, 10.0],
        ]);
        assert_eq!(
            lines,
            [
                vec![[179.0, 10.0, 0.0], [180.0, 11.0, 50.0]],
                vec![
                    [-180.0, 11.0, 50.0],
                    [-179.0, 12.0, 100.0],
                    [-178.0, 12.0, 50.0],
                    [-180.0, 14.0, 30.0]
                ],
                vec![[180.0, 14.0, 30.0], [178.0, 16.0, 10.0]],
            ]
        );
        assert_eq!(line([[1.0, 2.0], [3.0, 4.0]]).len(), 1);
    }

    fn area(polygons: &[PolygonRings]) -> f64 {
        let twice = |ring: &Vec<[f64; 2]>| -> f64 {
            ring.windows(2)
                .map(|pair| pair[0][0] * pair[1][1] - pair[0][1] * pair[1][0])
                .sum()
        };
        polygons.iter().flatten().map(twice).sum::<f64>() / 2.0
    }

    #[test]
    fn polygons_away_from_the_date_line_are_only_nested_and_turned() {
        let square = |at: f64, size: f64| {
            vec![
                [at, at],
                [at, at + size],
                [at + size, at + size],
                [at + size, at],
            ]
        };
        let found = polygons(&[
            square(0.0, 10.0),
            square(1.0, 8.0),
            square(2.0, 2.0),
            square(20.0, 1.0),
        ]);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
        assert_eq!(area(&found), 100.0 - 64.0 + 4.0 + 1.0);
        assert!(
            found
                .iter()
                .flatten()
                .all(|ring| ring.first() == ring.last())
        );
    }

    /// A comb whose teeth, and whose hole, reach over the date line: every piece is a polygon of its own, none reaches
    /// over, and together they are as large.
    #[test]
    fn a_comb_falls_into_its_teeth() {
        let comb = vec![
            [178.0, 0.0],
            [-179.0, 0.0],
            [-179.0, 1.0],
            [179.0, 1.0],
            [179.0, 2.0],
            [-178.0, 2.0],
            [-178.0, 5.0],
            [178.0, 5.0],
        ];
        let hole = vec![[179.5, 3.0], [-179.5, 3.0], [-179.5, 4.0], [179.5, 4.0]];
        let found = polygons(&[comb, hole]);
        assert_eq!(found.len(), 3);
        assert!(
            (area(&found) - (3.0 + 1.0 + 12.0 - 1.0)).abs() < 1e-9,
            "{}",
            area(&found)
        );
        for [x, _] in found.iter().flatten().flatten() {
            assert!((-180.0..=180.0).contains(x));
        }
        for ring in found.iter().flatten() {
            assert!(
                ring.windows(2)
                    .all(|pair| (pair[1][0] - pair[0][0]).abs() < 180.0)
            );
        }
    }

    #[test]
    fn a_ring_round_a_pole_is_closed_along_it() {
        let ring: Vec<_> = (0..36)
            .map(|step| [f64::from(step) * 10.0 - 175.0, 80.0])
            .collect();
        let found = polygons(&[ring]);
        assert!((area(&found) - 3600.0).abs() < 1e-9, "{found:?}");
        for [x, _] in found.iter().flatten().flatten() {
            assert!((-180.0..=180.0).contains(x));
        }
    }
}
