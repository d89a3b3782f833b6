#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;
use std::f64::consts::{PI, TAU};

/// A closed ring from longitudes and latitudes in degrees, as a map file has them.
fn ring(positions: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let radians = |(x, y): &(f64, f64)| (y.to_radians(), x.to_radians());
    positions
        .iter()
        .chain(&positions[..1])
        .map(radians)
        .collect()
}

fn polygon(rings: &[&[(f64, f64)]]) -> Polygon {
    let rings: Vec<_> = rings.iter().map(|positions| ring(positions)).collect();
    Polygon::new(&rings).unwrap_or_else(|fault| unreachable!("{fault}"))
}

fn area(polygons: Vec<Polygon>) -> Area {
    Area::new("range", polygons).unwrap()
}

fn holds(area: &Area, x: f64, y: f64) -> bool {
    area.contains(y.to_radians(), x.to_radians())
}

fn square(west: f64, south: f64, size: f64) -> [(f64, f64); 4] {
    [
        (west, south),
        (west + size, south),
        (west + size, south + size),
        (west, south + size),
    ]
}

fn leaves(area: &Area, track: &[(f64, f64)]) -> bool {
    let track: Vec<_> = track
        .iter()
        .map(|(x, y)| (y.to_radians(), x.to_radians()))
        .collect();
    let watched = AreaMonitor::new(area, track[0]).leaves(track.iter().copied());
    let exact = track
        .windows(2)
        .any(|pair| area.leaves_between(pair[0], pair[1]));
    assert_eq!(watched, exact);
    exact
}

#[test]
fn holes_are_outside_and_islands_in_them_are_polygons_of_their_own() {
    let lake = area(vec![
        polygon(&[&square(10.0, 40.0, 10.0), &square(13.0, 43.0, 4.0)]),
        polygon(&[&square(14.0, 44.0, 1.0)]),
    ]);
    assert!(holds(&lake, 11.0, 45.0));
    assert!(!holds(&lake, 13.5, 43.5));
    assert!(holds(&lake, 14.5, 44.5));
    assert!(!holds(&lake, 9.99, 45.0) && !holds(&lake, 15.0, 50.01));
    assert!(!holds(&lake, f64::NAN, 45.0) && !holds(&lake, f64::INFINITY, 45.0));
    // The same place, a turn on.
    assert!(holds(&lake, 371.0, 45.0) && holds(&lake, -349.0, 45.0));
}

/// Cut at the date line as RFC 7946 asks, run on past 180°, or simply drawn across: one area.
#[test]
fn the_date_line_is_no_edge() {
    let cut = area(vec![
        polygon(&[&[
            (178.0, -20.0),
            (180.0, -20.0),
            (180.0, -10.0),
            (178.0, -10.0),
        ]]),
        polygon(&[&[
            (-180.0, -20.0),
            (-175.0, -20.0),
            (-175.0, -10.0),
            (-180.0, -10.0),
        ]]),
    ]);
    let past = area(vec![polygon(&[&[
        (178.0, -20.0),
        (185.0, -20.0),
        (185.0, -10.0),
        (178.0, -10.0),
    ]])]);
    let across = area(vec![polygon(&[&[
        (178.0, -20.0),
        (-175.0, -20.0),
        (-175.0, -10.0),
        (178.0, -10.0),
    ]])]);
    for step in 0..=1440 {
        let x = -180.0 + 0.25 * f64::from(step);
        let inside = (178.0..180.0).contains(&x) || (-180.0..-175.0).contains(&x) || x == 180.0;
        for area in [&cut, &past, &across] {
            assert_eq!(holds(area, x, -15.0), inside, "{x}");
        }
    }
    for area in [&cut, &past, &across] {
        assert!(!leaves(
            area,
            &[
                (179.0, -15.0),
                (179.9, -14.0),
                (-179.9, -13.0),
                (-176.0, -12.0)
            ]
        ));
        assert!(leaves(
            area,
            &[(179.0, -15.0), (-174.0, -12.0), (-176.0, -12.0)]
        ));
        assert!(area.check_against((-15_f64.to_radians(), PI)).is_ok());
    }
}

#[test]
fn a_ring_round_the_earth_encloses_the_nearer_pole() {
    let ring = [(0.0, -70.0), (90.0, -65.0), (180.0, -70.0), (-90.0, -65.0)];
    // The lake lies over the meridian at which the ring begins.
    let south = area(vec![polygon(&[&ring, &square(-5.0, -82.0, 10.0)])]);
    assert!(holds(&south, 0.0, -90.0) && holds(&south, 123.0, -90.0));
    assert!(holds(&south, 90.0, -66.0) && !holds(&south, 90.0, -64.0));
    assert!(holds(&south, 0.0, -85.0) && holds(&south, 7.0, -75.0));
    for x in [-4.0, -1e-9, 0.0, 3.0, 356.0] {
        assert!(!holds(&south, x, -75.0), "{x}");
    }
    let north = area(vec![polygon(&[&ring.map(|(x, y)| (-x, -y))])]);
    assert!(holds(&north, 77.0, 90.0) && !holds(&north, 77.0, -90.0));
    // RFC 7946's own way to say it, with the edge along the pole.
    let cap = area(vec![polygon(&[&[
        (-180.0, 60.0),
        (180.0, 60.0),
        (180.0, 90.0),
        (-180.0, 90.0),
    ]])]);
    assert!(holds(&cap, 0.0, 90.0) && holds(&cap, 180.0, 61.0) && holds(&cap, -180.0, 61.0));
    assert!(!holds(&cap, 0.0, 59.9));
    assert!(!leaves(
        &cap,
        &[(0.0, 80.0), (120.0, 80.0), (-120.0, 80.0), (0.0, 80.0)]
    ));
}

#[test]
fn a_track_leaves_between_its_points() {
    let corner = area(vec![polygon(&[&[
        (0.0, 0.0),
        (4.0, 0.0),
        (4.0, 1.0),
        (1.0, 1.0),
        (1.0, 4.0),
        (0.0, 4.0),
    ]])]);
    assert!(leaves(&corner, &[(0.5, 0.5), (3.5, 0.5), (0.5, 3.5)]));
    assert!(!leaves(&corner, &[(3.5, 0.5), (0.5, 0.5), (0.5, 3.5)]));
    let ring = area(vec![polygon(&[
        &square(0.0, 0.0, 4.0),
        &square(1.9, 1.9, 0.2),
    ])]);
    assert!(leaves(&ring, &[(1.0, 2.0), (3.0, 2.0)]));
    assert!(!leaves(&ring, &[(1.0, 1.0), (3.0, 1.0)]));
    // Two that touch along an edge are one.
    let pair = area(vec![
        polygon(&[&square(0.0, 0.0, 1.0)]),
        polygon(&[&square(1.0, 0.0, 1.0)]),
    ]);
    assert!(!leaves(&pair, &[(0.5, 0.5), (1.5, 0.6)]));
    // One that begins outside has left.
    assert!(leaves(&pair, &[(2.5, 0.5), (1.5, 0.6)]));
    assert!(!AreaMonitor::new(&pair, (0.01, 0.01)).leaves([]));
}

fn fault(rings: &[Vec<(f64, f64)>]) -> String {
    Polygon::new(rings).unwrap_err().to_string()
}

#[test]
fn faults_say_what_and_where() {
    let good = ring(&square(10.0, 40.0, 10.0));
    assert_eq!(
        fault(&[good[..4].to_vec()]),
        "[0]: the ring does not close: it begins at 40.00000° N, 10.00000° E and ends at 50.00000° N, 10.00000° E \
         (repeat the first position as the last)"
    );
    assert_eq!(
        fault(&[vec![good[0], good[1], good[0]]]),
        "[0]: a ring of 3 positions, expected at least four, the last like the first"
    );
    assert_eq!(
        fault(&[ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)])]),
        "[0][2]: the ring crosses itself near 0.50000° N, 0.50000° E: the edges after its positions 1 and 3 (its \
         positions have to follow the outline in order)"
    );
    assert_eq!(
        fault(&[ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)])]),
        "[0]: a ring that encloses nothing: its positions stand on one line"
    );
    assert_eq!(
        fault(&[ring(&[(33.0, -106.9), (33.1, -106.9), (33.0, -106.8)])]),
        "[0][0]: latitude is -106.9000°, expected from -90° to 90° (longitude stands first in GeoJSON, then latitude: \
         are they swapped?)"
    );
    assert_eq!(
        fault(&[ring(&[
            (500_000.0, 4_500_000.0),
            (500_100.0, 4_500_000.0),
            (500_000.0, 4_500_100.0)
        ])]),
        "[0][0]: latitude is 4500000.0000°, expected from -90° to 90° (are these metres of a projected map? GeoJSON \
         has degrees on WGS 84)"
    );
    assert!(
        fault(&[ring(&[(f64::NAN, 1.0), (1.0, 1.0), (0.0, 2.0)])]).contains("longitude is NaN")
    );
    assert!(fault(&[]).contains("without a ring"));
    assert!(
        fault(&[good.clone(), ring(&square(30.0, 40.0, 1.0))])
            .starts_with("[1]: a hole that begins outside")
    );
    assert!(
        fault(&[good.clone(), ring(&square(15.0, 45.0, 9.0))])
            .contains("rings 1 and 2 of a polygon cross near")
    );
    let nested = [
        good,
        ring(&square(12.0, 42.0, 6.0)),
        ring(&square(13.0, 43.0, 1.0)),
    ];
    assert_eq!(fault(&nested), "[2]: hole 2 lies in hole 1");
    assert!(Area::new("empty", Vec::new()).is_err());
}

#[test]
fn an_area_elsewhere_is_named() {
    let range = area(vec![polygon(&[&square(-107.2, 32.8, 0.5)])]);
    let pad = (32.99_f64.to_radians(), -106.97_f64.to_radians());
    assert!(range.check_against(pad).is_ok());
    let message = |area: Area| area.check_against(pad).unwrap_err().to_string();
    let east = area(vec![polygon(&[&square(106.7, 32.8, 0.5)])]);
    assert_eq!(
        message(east),
        "the area `range` lies 11845 km from the launch point at 32.99000° N, 106.97000° W (west is negative: with \
         longitudes of the other sign it would lie at the launch point)"
    );
    let antipode = area(vec![polygon(&[&square(72.8, -33.3, 0.5)])]);
    assert!(message(antipode).contains("give an area where the launch can come down"));
    // A European site whose area was written latitude first: the wrong place is on the Earth.
    let pad = (39.4_f64.to_radians(), -8.3_f64.to_radians());
    let swapped = area(vec![polygon(&[&square(39.2, -8.5, 0.5)])]);
    let fault = swapped.check_against(pad).unwrap_err();
    assert!(
        fault
            .hint
            .unwrap()
            .starts_with("longitude stands first in GeoJSON")
    );
    // An area at sea, downrange, is meant.
    let sea = area(vec![polygon(&[&square(-103.0, 30.0, 1.0)])]);
    assert!(
        sea.check_against((32.99_f64.to_radians(), -106.97_f64.to_radians()))
            .is_ok()
    );
}

/// A star of so many points between two radii, in degrees about a centre.
fn star(points: usize, center: (f64, f64), radii: &[f64]) -> Vec<(f64, f64)> {
    (0..points)
        .map(|index| {
            let (sine, cosine) = (index as f64 / points as f64 * TAU).sin_cos();
            let radius = radii[index % radii.len()];
            (center.0 + radius * cosine, center.1 + radius * sine)
        })
        .collect()
}

proptest! {
    /// The slabs find what every edge tried in turn finds, wherever the star lies.
    #[test]
    fn slabs_lose_no_edge(
        points in 3..600_usize,
        center in (-180.0..180.0f64, -60.0..60.0f64),
        radii in prop::collection::vec(1.0..20.0f64, 1..5),
        tests in prop::collection::vec((-25.0..25.0f64, -25.0..25.0f64), 50),
    ) {
        let positions = star(points, center, &radii);
        let star = area(vec![polygon(&[&positions])]);
        for (east, north) in tests {
            let (x, y) = (center.0 + east, center.1 + north);
            let odd = (0..points).filter(|index| {
                let ((ax, ay), (bx, by)) = (positions[*index], positions[(index + 1) % points]);
                (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
            }).count() % 2 == 1;
            // Degrees against radians: equal but for points within rounding of an edge, which these are not.
            prop_assert_eq!(holds(&star, x, y), odd);
        }
    }

    /// The disc round the launch point changes no answer.
    #[test]
    fn a_watch_sees_what_is(
        radii in prop::collection::vec(1.0..20.0f64, 1..5),
        start in (-0.5..0.5f64, -0.5..0.5f64),
        steps in prop::collection::vec((-3.0..3.0f64, -3.0..3.0f64), 1..20),
        center in prop::sample::select(vec![(0.0, 0.0), (179.5, 50.0), (-100.0, -65.0)]),
    ) {
        let star = area(vec![polygon(&[&star(24, center, &radii)])]);
        let mut place = (center.0 + start.0, center.1 + start.1);
        let mut track = vec![place];
        for (east, north) in steps {
            place = (place.0 + east, place.1 + north);
            track.push(place);
        }
        leaves(&star, &track);
    }
}

/// `cargo test --release -p downrange a_test_is_quick -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn a_test_is_quick() {
    for points in [4, 40, 1000, 20_000] {
        let polygon = polygon(&[&star(points, (10.0, 50.0), &[1.0, 0.999])]);
        let area = area(vec![polygon]);
        let (mut inside, mut state) = (0_u64, 1_u64);
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let tests: Vec<_> = (0..1_000_000)
            .map(|_| {
                (
                    (49.0 + 2.0 * next()).to_radians(),
                    (9.0 + 2.0 * next()).to_radians(),
                )
            })
            .collect();
        let start = std::time::Instant::now();
        for (latitude, longitude) in &tests {
            inside += u64::from(area.contains(*latitude, *longitude));
        }
        let each = start.elapsed().as_nanos() as f64 / tests.len() as f64;
        let track: Vec<_> = (0..1000)
            .map(|step| {
                (
                    (50.0 + 0.0012 * f64::from(step)).to_radians(),
                    10_f64.to_radians(),
                )
            })
            .collect();
        let watch = AreaMonitor::new(&area, track[0]);
        let start = std::time::Instant::now();
        let left = (0..100)
            .filter(|_| watch.leaves(track.iter().copied()))
            .count();
        let whole = start.elapsed().as_nanos() as f64 / 1e5;
        println!(
            "{points} edges: {each:.1} ns a point ({inside} inside), {whole:.1} ns a point of a track ({left})"
        );
    }
}
