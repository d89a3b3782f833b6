//! Densities and their outlines.

#![allow(clippy::unwrap_used)]

use super::tests::cloud;
use super::*;
use crate::dispersion::RandomStream;
use std::f64::consts::PI;

/// Whether a point lies in a contour, by crossings of a ray.
fn inside(contour: &Contour, point: Point) -> bool {
    let crossings = |ring: &Vec<Point>| {
        let crosses = |pair: &&[Point]| {
            let (a, b) = (pair[0], pair[1]);
            (a[1] > point[1]) != (b[1] > point[1])
                && point[0] < a[0] + (point[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        };
        ring.windows(2).filter(crosses).count()
    };
    let rings = contour
        .polygons
        .iter()
        .flat_map(|p| std::iter::once(&p.outer).chain(&p.holes));
    rings.map(crossings).sum::<usize>() % 2 == 1
}

fn area(contour: &Contour) -> f64 {
    let ring = |ring: &Vec<Point>| {
        ring.windows(2)
            .map(|p| p[0][0] * p[1][1] - p[0][1] * p[1][0])
            .sum::<f64>()
            * 0.5
    };
    contour
        .polygons
        .iter()
        .map(|p| ring(&p.outer) + p.holes.iter().map(ring).sum::<f64>())
        .sum()
}

/// Defends contours of a normal cloud: of new landings they enclose, on average over 20 clouds of 1,000, the share that
/// they say and at most what the hills' width adds, by theory `1 − (1 − share)^(1 + n^(−1/3))`; their area is that of
/// the ellipse times the same factor.
#[test]
fn encloses_the_share_it_says() {
    let shares = [0.5, 0.9, 0.99, 0.999];
    let (runs, n, new) = (20, 1_000, 5_000);
    let mut held = [0.0; 4];
    let mut areas = [0.0; 4];
    for run in 0..runs {
        let (points, others) = (cloud(2 * run, n), cloud(2 * run + 1, new));
        let contours = KernelDensity::new(&points).unwrap().contours(&shares);
        for (contour, (held, area_sum)) in contours.iter().zip(held.iter_mut().zip(&mut areas)) {
            let count = others.iter().filter(|p| inside(contour, **p)).count();
            *held += count as f64 / new as f64 / runs as f64;
            *area_sum += area(contour) / runs as f64;
            for ring in contour
                .polygons
                .iter()
                .flat_map(|p| std::iter::once(&p.outer).chain(&p.holes))
            {
                assert!(ring.len() >= 20 && ring.first() == ring.last());
            }
        }
    }
    let widened = 1.0 + (n as f64).powf(-1.0 / 3.0);
    for ((share, held), area) in shares.iter().zip(held).zip(areas) {
        let theory = 1.0 - (1.0f64 - share).powf(widened);
        // Five standard errors of the new points, and of the thousand that made it; these do not know where all but
        // one in a thousand lie.
        let error =
            (share * (1.0 - share) / runs as f64 * (1.0 / n as f64 + 1.0 / new as f64)).sqrt();
        let limit = if *share > 0.99 { 0.003 } else { 5.0 * error };
        assert!((held - theory).abs() < limit, "{share}: {held} {theory}");
        let ellipse = PI * radius_that_contains(*share).powi(2) * 300.0 * 100.0;
        // Noise folds the outermost line, and the cloud of a thousand ends there.
        let limit = if *share > 0.99 { 0.15 } else { 0.03 };
        assert!(
            (area / ellipse / widened - 1.0).abs() < limit,
            "{share}: {}",
            area / ellipse
        );
    }
    // The summit of the density, 1/(2π σ₁ σ₂), lowered by the same factor.
    let points = cloud(1, 20_000);
    let summit = 1.0 / (2.0 * PI * 300.0 * 100.0) / (1.0 + 20_000f64.powf(-1.0 / 3.0));
    let at = KernelDensity::new(&points).unwrap().at([1_000.0, -500.0]);
    assert!((at / summit - 1.0).abs() < 0.08, "{}", at / summit);
}

/// Defends shapes that are no ellipse: two clouds far apart are two outlines, a ring has a hole; and outlines of few
/// points far apart still have twenty points.
#[test]
fn follows_the_shape() {
    let both: Vec<Point> = cloud(1, 2_000)
        .into_iter()
        .chain(cloud(2, 2_000).into_iter().map(|p| [p[0] + 6_000.0, p[1]]))
        .collect();
    let contour = &KernelDensity::new(&both).unwrap().contours(&[0.9])[0];
    assert_eq!(contour.polygons.len(), 2);
    let ring: Vec<Point> = (0..5_000)
        .map(|i| {
            let angle = RandomStream::named("angle").uniform(1, i) * 2.0 * PI;
            let radius = 1_000.0 + 20.0 * RandomStream::named("radius").normals(1, i).draw();
            [radius * angle.cos(), radius * angle.sin()]
        })
        .collect();
    let contour = &KernelDensity::new(&ring).unwrap().contours(&[0.9])[0];
    assert_eq!(
        (contour.polygons.len(), contour.polygons[0].holes.len()),
        (1, 1)
    );
    assert!(!inside(contour, [0.0, 0.0]) && inside(contour, [1_000.0, 0.0]));
    let few = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1e5, 1e5]];
    let contours = KernelDensity::new(&few).unwrap().contours(&[0.5, 0.999]);
    for polygon in contours.iter().flat_map(|contour| &contour.polygons) {
        assert!(polygon.outer.len() >= 20);
    }
}

/// Defends the ends: no spread gives none; a line, far outliers and figures that are missing give something finite.
#[test]
fn density_takes_what_comes() {
    assert_eq!(KernelDensity::new(&[]), None);
    assert_eq!(KernelDensity::new(&[[1.0, 2.0]; 10]), None);
    let line: Vec<Point> = (0..100)
        .map(|i| [f64::from(i), 2.0 * f64::from(i)])
        .collect();
    assert!(
        !KernelDensity::new(&line).unwrap().contours(&[0.9])[0]
            .polygons
            .is_empty()
    );
    let mut outliers = cloud(3, 1_000);
    outliers.push([1e9, -1e9]);
    outliers.push([f64::NAN, 0.0]);
    let density = KernelDensity::new(&outliers).unwrap();
    let contours = density.contours(&[0.9, 0.999]);
    assert!(
        contours
            .iter()
            .all(|contour| contour.level.is_finite() && !contour.polygons.is_empty())
    );
}
