#![allow(clippy::unwrap_used)]

use downrange::area::Polygon;
use downrange::earth::from_east_north;

use downrange::area::{Area, KeepOut, KeepOutFeature, KeepOutGeometry};
use downrange::safety::{Footprint, LandingMap, Outline, OutlineKind};

use super::bodies::BOUNDARY;
use super::view::MapView;
use super::{WIDE, map, of_width};
use crate::svg::{MIDDLE, NARROW, for_each_width};
use crate::units::Units;

/// A launch at some degrees with an area of a size in m, and what came down in a circle of half of it.
fn ground(latitude: f64, longitude: f64, size: f64) -> LandingMap {
    let launch = (latitude.to_radians(), longitude.to_radians());
    let corners = [
        (-1.0, -1.0),
        (1.0, -1.0),
        (1.0, 1.0),
        (-1.0, 1.0),
        (-1.0, -1.0),
    ];
    let ring = corners
        .map(|(east, north)| from_east_north(launch, [east * size, north * size]))
        .to_vec();
    let circle = |radius: f64| -> Vec<(f64, f64)> {
        let turns = (0..72).map(|step| f64::from(step) * std::f64::consts::TAU / 72.0);
        turns
            .map(|turn| from_east_north(launch, [radius * turn.cos(), radius * turn.sin()]))
            .collect()
    };
    LandingMap {
        name: "Jo & <Co>".to_owned(),
        launch,
        areas: vec![Area::new("field", vec![Polygon::new(&[ring]).unwrap()]).unwrap()],
        keep_outs: Vec::new(),
        footprints: vec![Footprint {
            body: "sustainer".to_owned(),
            landing: None,
            mean: Some(from_east_north(launch, [0.1 * size, 0.1 * size])),
            outlines: vec![Outline {
                name: "99 %".to_owned(),
                kind: OutlineKind::Contour,
                rings: vec![circle(0.5 * size)],
            }],
            cloud: [circle(0.3 * size), circle(1.6 * size)].concat(),
        }],
    }
}

/// Lines of a map by colour: the points of its paths.
fn points(svg: &str, mark: &str) -> Vec<[f64; 2]> {
    let paths = svg.split("<path ").filter(|path| path.contains(mark));
    let steps = paths.filter_map(|path| path.split("d=\"").nth(1)?.split('"').next());
    steps
        .flat_map(|steps| steps.split(['M', 'L', 'Z']))
        .filter_map(|step| {
            let (x, y) = step.split_once(' ')?;
            Some([x.parse().ok()?, y.trim_end_matches("h0").parse().ok()?])
        })
        .collect()
}

/// Distances and directions from the launch point are true: within rounding of the geodesic, wherever and however wide.
#[test]
fn distances_from_the_launch_point_are_true() {
    for (latitude, longitude, size) in [
        (32.99, -106.97, 1e3),
        (69.29, 16.02, 200e3),
        (-17.8, 179.9, 100e3),
        (89.9, 0.0, 50e3),
    ] {
        let ground = ground(latitude, longitude, size);
        let view = MapView::of(&ground, WIDE);
        let launch = view.pixel(ground.launch);
        let [x, y] = view.pixel(from_east_north(ground.launch, [0.6 * size, 0.8 * size]));
        assert!((x - launch[0] - 0.6 * size * view.scale).abs() < 1e-6);
        assert!((launch[1] - y - 0.8 * size * view.scale).abs() < 1e-6);
        // The frame's latitudes and longitudes hold what it shows.
        assert!(
            view.west < longitude
                && longitude < view.east
                && view.south < latitude
                && latitude < view.north
        );
    }
}

#[test]
fn a_map_says_what_it_shows() {
    let svg = map(&ground(32.99, -106.97, 1e3), Units::Si);
    for said in [
        "Jo &amp; &lt;Co&gt;",
        ">field<",
        ">99 %<",
        ">launch<",
        ">N<",
        "° N<",
        "° W<",
        ">500 m<",
        "144 landing points shown",
    ] {
        assert!(svg.contains(said), "{said}");
    }
    // A map of a field has no use for a coast that is good to a kilometre, and a map of a country has.
    assert!(!svg.contains("Natural Earth") && !svg.contains("NaN"));
    // The outer circle lies outside the area.
    assert!(svg.contains("outside the area: 72 of them"));
    let svg = map(&ground(69.29, 16.02, 100e3), Units::Us);
    assert!(
        svg.contains("Natural Earth") && svg.contains(" mi<") && svg.contains("outside the area")
    );
}

/// Nothing is drawn round the world where the picture crosses the date line, and the area closes.
#[test]
fn the_date_line_leaves_no_trace() {
    let ground = ground(-17.0, 179.95, 100e3);
    let view = MapView::of(&ground, WIDE);
    let svg = of_width(&ground, Units::Si, WIDE);
    let boundary = points(&svg, BOUNDARY);
    assert!(boundary.len() > 4 && boundary.iter().all(|point| view.shows(*point)));
    let land = points(&svg, crate::page::palette::COAST);
    assert!(land.len() > 100);
    for [x, y] in land {
        assert!(x.abs() < 2.0 * WIDE && y.abs() < 2.0 * WIDE, "{x} {y}");
    }
}

/// Before anything came down there is a launch point.
#[test]
fn an_empty_map_is_a_map() {
    let ground = LandingMap {
        areas: Vec::new(),
        footprints: Vec::new(),
        ..ground(0.0, 0.0, 1.0)
    };
    let svg = map(&ground, Units::Si);
    assert!(svg.contains(">launch<") && !svg.contains("NaN") && !svg.contains("inf"));
}

/// A map for a phone is drawn for its width: shrunk to 360 px its smallest words are 9 px high, and none runs off the
/// picture. Several on one page do not take each other's frame.
#[test]
fn a_map_is_drawn_for_each_width() {
    let mut ground = ground(51.0, 1.4, 30e3);
    ground.footprints[0].body = "the second stage of a vehicle with a long name".to_owned();
    let page = for_each_width(WIDE, |width| of_width(&ground, Units::Si, width));
    for width in [WIDE, MIDDLE, NARROW] {
        assert_eq!(page.matches(&format!("viewBox=\"0 0 {width} ")).count(), 1);
        assert_eq!(
            page.matches(&format!("id=\"map-frame-{width}\"")).count(),
            1
        );
    }
    let narrow = of_width(&ground, Units::Si, NARROW);
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    for words in narrow.split("<text ").skip(1) {
        let (tag, rest) = words.split_once('>').unwrap();
        let content = rest.split_once('<').unwrap().0;
        let size = attribute(tag, "font-size").map_or(12.0, |size| size.parse().unwrap());
        assert!(size * 360.0 / NARROW >= 9.0, "{content}");
        let x: f64 = attribute(tag, "x").unwrap().parse().unwrap();
        // Of the usual fonts a letter is half as wide as high, or a little more.
        let wide = 0.52 * size * content.chars().count() as f64;
        let start = match attribute(tag, "text-anchor").as_deref() {
            Some("start") => x,
            Some("end") => x - wide,
            _ => x - 0.5 * wide,
        };
        assert!(
            start >= 0.0 && start + wide <= NARROW,
            "{content}: {start} and {wide}"
        );
    }
}

/// Defends what to keep out of: each is hatched and named once, what is small is still seen, and what was hit is counted in red.
#[test]
fn what_to_keep_out_of_is_hatched() {
    let mut ground = ground(33.0, -107.0, 1_000.0);
    let at = |east: f64, north: f64| from_east_north(ground.launch, [east, north]);
    let road = vec![at(-900.0, 290.0), at(900.0, 310.0)];
    let features = [
        ("farm", KeepOutGeometry::Point(at(300.0, 0.0)), 1.0),
        ("road", KeepOutGeometry::Line(road), 30.0),
    ];
    ground.keep_outs = features
        .into_iter()
        .map(|(name, geometry, distance)| {
            let feature = KeepOutFeature::new(geometry, distance).unwrap();
            KeepOut::new(name, vec![feature]).unwrap()
        })
        .collect();
    let svg = map(&ground, Units::Si);
    assert_eq!(svg.matches("<pattern ").count(), 1);
    for told in [
        r#"r="4.0" fill="url(#keep-out-1000)""#,
        r#"stroke="url(#keep-out-1000)""#,
        ">farm<",
        "keep out: farm and 1 m around it",
        "keep out: farm, road",
        "outside the area or where nothing may:",
    ] {
        assert!(svg.contains(told), "{told}");
    }
    let narrow = of_width(&ground, Units::Si, NARROW);
    assert!(narrow.contains("url(#keep-out-400)") && !narrow.contains("keep-out-1000"));
}
