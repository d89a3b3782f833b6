#![allow(clippy::unwrap_used)]

use super::*;
use crate::earth::{from_east_north, inverse_geodesic};
use proptest::prelude::*;
use std::f64::consts::TAU;

const SITE: (f64, f64) = (0.575_79, -1.867_07);

fn feature(geometry: KeepOutGeometry, distance: f64) -> KeepOutFeature {
    KeepOutFeature::new(geometry, distance).unwrap()
}

fn point(east: f64, north: f64, distance: f64) -> KeepOutFeature {
    let place = from_east_north(SITE, [east, north]);
    feature(KeepOutGeometry::Point(place), distance)
}

fn line(places: &[[f64; 2]], distance: f64) -> KeepOutFeature {
    let places = places.iter().map(|place| from_east_north(SITE, *place));
    feature(KeepOutGeometry::Line(places.collect()), distance)
}

fn square(half: f64) -> Polygon {
    let corners = [
        [-1.0, -1.0],
        [1.0, -1.0],
        [1.0, 1.0],
        [-1.0, 1.0],
        [-1.0, -1.0],
    ];
    let ring = corners.map(|corner| from_east_north(SITE, corner.map(|x| x * half)));
    Polygon::new(&[ring.to_vec()]).unwrap()
}

/// Places spread evenly over a disc of a radius, m: the golden-angle spiral, whose count in any compact part of it is that of
/// the part's share to a few places on its edge.
fn disc(radius: f64, count: u32) -> impl Iterator<Item = (f64, f64)> {
    let golden = TAU * (1.0 - 1.0 / 1.618_033_988_749_895);
    (0..count).map(move |index| {
        let out = radius * ((f64::from(index) + 0.5) / f64::from(count)).sqrt();
        let (sine, cosine) = (golden * f64::from(index)).sin_cos();
        from_east_north(SITE, [out * cosine, out * sine])
    })
}

fn share(keep_out: &KeepOut, radius: f64) -> f64 {
    let count = 40_000;
    let hits = disc(radius, count).filter(|place| keep_out.contains(place.0, place.1));
    hits.count() as f64 / f64::from(count)
}

/// Defends the share of landings against closed forms: of landings spread evenly over a disc of radius R, a house of radius r
/// takes (r/R)², a road of half-width w through the middle its strip, and a square with a distance around it a rounded
/// square. The tolerance is some places on the edge of each.
#[test]
fn shares_are_those_of_the_plane() {
    let (radius, house) = (1_000.0, 120.0);
    let alone = |feature| KeepOut::new("it", vec![feature]).unwrap();
    let of = |feature| share(&alone(feature), radius);
    assert!((of(point(300.0, -200.0, house)) - (house / radius).powi(2)).abs() < 1e-3);

    let half = 40.0_f64;
    let angle = (half / radius).asin();
    let strip = (2.0 * angle + (2.0 * angle).sin()) / std::f64::consts::PI;
    let road = line(
        &[[-3_000.0, -3_000.0], [200.0, 200.0], [3_000.0, 3_000.0]],
        half,
    );
    assert!((of(road) - strip).abs() < 1e-3);

    let (side, around) = (200.0_f64, 50.0_f64);
    let rounded = side * side + 4.0 * side * around + std::f64::consts::PI * around * around;
    let yard = feature(KeepOutGeometry::Polygon(square(0.5 * side)), around);
    let expected = rounded / (std::f64::consts::PI * radius * radius);
    assert!((of(yard) - expected).abs() < 1e-3);
}

/// Defends both ends of the distance, near and far, and across the date line.
#[test]
fn the_distance_is_that_of_the_geodesic() {
    for (latitude, longitude) in [
        (0.0, 0.0),
        (0.57, -1.86),
        (1.3, std::f64::consts::PI),
        (-1.39, 3.0),
    ] {
        let house = (latitude, longitude);
        let wall = KeepOutGeometry::Line(vec![
            from_east_north(house, [0.0, -4_000.0]),
            house,
            from_east_north(house, [0.0, 4_000.0]),
        ]);
        for distance in [5.0, 500.0, MOST_DISTANCE] {
            let point = feature(KeepOutGeometry::Point(house), distance);
            let line = feature(wall.clone(), distance);
            for (share, inside) in [(0.998, true), (1.002, false)] {
                for way in [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.6, -0.8]] {
                    let place = from_east_north(house, way.map(|x: f64| x * share * distance));
                    assert_eq!(point.contains(place.0, place.1), inside);
                    // A parallel bends away from the place beside the line by less than what is left here.
                    if way[1] == 0.0 {
                        assert_eq!(
                            line.contains(place.0, place.1),
                            inside,
                            "{house:?} {distance}"
                        );
                        assert_eq!(line.contains(place.0, place.1 + TAU), inside);
                    }
                }
            }
        }
    }
}

/// Defends what cannot be: distances, lines of one place, places that are on no Earth, lines that enclose nothing.
#[test]
fn what_encloses_nothing_is_refused() {
    let house = || KeepOutGeometry::Point(SITE);
    for (geometry, distance, said) in [
        (house(), 0.0, "a point without a distance"),
        (house(), -1.0, "a distance of -1 m"),
        (house(), f64::NAN, "a distance of NaN m"),
        (house(), 20e3, "a distance of 20000 m"),
        (KeepOutGeometry::Point((2.0, 0.0)), 5.0, "latitude is 114"),
        (KeepOutGeometry::Line(vec![SITE]), 5.0, "fewer than two"),
        (
            KeepOutGeometry::Line(vec![SITE, SITE]),
            0.0,
            "a line without",
        ),
    ] {
        let fault = KeepOutFeature::new(geometry, distance).unwrap_err();
        assert!(fault.message.contains(said), "{}", fault.message);
    }
    assert!(KeepOut::new("house", Vec::new()).is_err());
    let house = KeepOut::new("house", vec![point(0.0, 0.0, 1.0)]).unwrap();
    assert!(!house.contains(f64::NAN, 0.0) && !house.contains(SITE.0, f64::NAN));
    assert!(house.check_against((0.5, -1.8)).is_ok());
    let swapped = house.check_against((SITE.1 + 1.5, SITE.0)).is_err();
    assert!(swapped);
}

proptest! {
    /// Defends that no result depends on the order of features, that none takes anything from another, and that what is
    /// beside a line by more than its distance everywhere is not in it.
    #[test]
    fn features_are_a_union_in_any_order(
        places in proptest::collection::vec((-900.0..900.0, -900.0..900.0, 1.0..300.0f64), 1..6),
        east in -1_000.0..1_000.0f64,
        north in -1_000.0..1_000.0f64,
    ) {
        let features: Vec<_> = places.iter().map(|(x, y, r)| point(*x, *y, *r)).collect();
        let turned: Vec<_> = features.iter().rev().cloned().collect();
        let place = from_east_north(SITE, [east, north]);
        let holds = |features| KeepOut::new("houses", features).unwrap().contains(place.0, place.1);
        let any = features.iter().any(|feature| feature.contains(place.0, place.1));
        prop_assert_eq!(holds(features), any);
        prop_assert_eq!(holds(turned), any);

        let corners: Vec<[f64; 2]> = places.iter().map(|(x, y, _)| [*x, *y]).collect();
        if corners.len() > 1 {
            let road = line(&corners, 25.0);
            let dense = corners.windows(2).flat_map(|pair| {
                (0..=200).map(move |step| {
                    let part = f64::from(step) / 200.0;
                    [0, 1].map(|axis| pair[0][axis] + part * (pair[1][axis] - pair[0][axis]))
                })
            });
            let nearest = dense
                .map(|point| inverse_geodesic(place, from_east_north(SITE, point)).distance)
                .fold(f64::INFINITY, f64::min);
            // Steps are at most 13 m long, and a step's middle is nearer than both its ends by less than 4 m.
            if (nearest - 25.0).abs() > 4.0 {
                prop_assert_eq!(road.contains(place.0, place.1), nearest < 25.0);
            }
        }
    }
}
