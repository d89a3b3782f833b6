//! The convex hull of points.

use super::Point;

/// The corners of the smallest convex outline around all points, counter-clockwise from the westernmost, the first not
/// repeated; fewer than three when all lie on a line. Points that are not finite are left out.
///
/// The monotone chain of Andrew (1979), "Another efficient algorithm for convex hulls in two dimensions",
/// *Information Processing Letters* 9.
///
/// ```
/// use downrange::dispersion::statistics::hull;
/// let corners = hull(&[[0.0, 0.0], [1.0, 0.0], [0.5, 0.5], [1.0, 1.0], [0.0, 1.0], [0.5, 0.0]]);
/// assert_eq!(corners, [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]]);
/// ```
pub fn hull(points: &[Point]) -> Vec<Point> {
    let finite = |point: &&Point| point.iter().all(|x| x.is_finite());
    let mut sorted: Vec<Point> = points.iter().filter(finite).copied().collect();
    sorted.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let mut corners = chain(sorted.iter());
    let upper = chain(sorted.iter().rev());
    corners.pop();
    corners.extend(upper);
    corners.pop();
    corners
}

/// The points of a sorted row where the outline turns left.
fn chain<'a>(points: impl Iterator<Item = &'a Point>) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::new();
    for &point in points {
        while let [.., a, b] = corners.as_slice()
            && turn(*a, *b, point) <= 0.0
        {
            corners.pop();
        }
        corners.push(point);
    }
    corners
}

/// Twice the area of a triangle, positive counter-clockwise.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispersion::RandomStream;

    /// Defends the hull: of 500 random points none lies outside any edge, and every corner turns left.
    #[test]
    fn holds_every_point() {
        let (east, north) = (RandomStream::named("e"), RandomStream::named("n"));
        let point = |i| [east.uniform(1, i), north.uniform(1, i)];
        let points: Vec<Point> = (0..500).map(point).collect();
        let corners = hull(&points);
        assert!(corners.len() > 8);
        for i in 0..corners.len() {
            let (a, b) = (corners[i], corners[(i + 1) % corners.len()]);
            assert!(turn(a, b, corners[(i + 2) % corners.len()]) > 0.0);
            assert!(points.iter().all(|p| turn(a, b, *p) > -1e-12));
        }
    }

    /// Defends the ends: nothing, one point many times, a line.
    #[test]
    fn takes_what_has_no_area() {
        assert!(hull(&[]).is_empty());
        assert_eq!(
            hull(&[[1.0, 2.0], [1.0, 2.0], [f64::NAN, 0.0]]),
            [[1.0, 2.0]]
        );
        assert_eq!(
            hull(&[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]),
            [[0.0, 0.0], [2.0, 2.0]]
        );
    }
}
