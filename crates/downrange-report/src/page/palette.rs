//! Colours of pages, charts and pictures: each has a name, and a value for a light and for a dark page.
//!
//! Style sheet, charts and pictures name a colour as `var(--name)`. A browser looks the name up in the frame's style; the
//! chart script does the same for plotly.js, which knows no names.

/// Name, light value, dark value.
type Color = (&'static str, &'static str, &'static str);

/// Colours that the style sheet alone uses: background of tiles, cards and code; lines between rows; shadow at the edge of a
/// table that scrolls; backgrounds of a warning and of a failure.
const IN_STYLE: [Color; 5] = [
    ("soft", "#f7f9fb", "#1c222b"),
    ("rule", "#dde3ea", "#343e4b"),
    (
        "shadow",
        "rgba(26, 32, 44, 0.22)",
        "rgba(230, 234, 240, 0.25)",
    ),
    ("warning", "#fffaf0", "#2a2313"),
    ("failure", "#fff5f5", "#321b20"),
];

/// Colours that code draws with, each a constant.
macro_rules! colors {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $light:literal, $dark:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!("var(--", $key, ")");)*

        const DRAWN: &[Color] = &[$(($key, $light, $dark)),*];
    };
}

colors! {
    /// Background of a page and of its charts.
    PAPER = "paper", "#ffffff", "#14181f";
    /// Text and main lines.
    INK = "ink", "#1a202c", "#e6eaf0";
    /// Text of less weight.
    FAINT = "faint", "#5a6778", "#a3b0c0";
    /// Lines and areas without a hue.
    SLATE = "slate", "#4a5568", "#b4bfcc";
    /// Bars without a hue, lines of a graticule.
    GRAY = "gray", "#8593a6", "#8593a6";
    /// Grid of a chart.
    GRID = "grid", "#e2e8f0", "#2b3440";
    /// Axes of a chart.
    AXIS = "axis", "#a0aec0", "#66758a";
    /// Shading of a range of an axis.
    SHADE = "shade", "#edf2f7", "#1f2731";
    /// The first colour of data; also headings' rule.
    BLUE = "blue", "#2b6cb0", "#6fb1f0";
    /// A blue for data of less weight.
    PALE = "pale", "#a9c6e3", "#37608c";
    /// A see-through blue under lines: an interval.
    BAND = "band", "rgba(43, 108, 176, 0.15)", "rgba(111, 177, 240, 0.22)";
    /// Landings outside, claims, limits.
    RED = "red", "#c0263d", "#ff7f8e";
    /// A colour of data.
    GREEN = "green", "#2a7a50", "#5fc48b";
    /// A colour of data; limits that are nearly met.
    AMBER = "amber", "#9a6209", "#e3ac4d";
    /// A colour of data.
    ORANGE = "orange", "#b85510", "#f59a5c";
    /// A colour of data.
    VIOLET = "violet", "#805ad5", "#b89ff5";
    /// A colour of data.
    TEAL = "teal", "#0e7c86", "#4cc3c6";
    /// A colour of data.
    PINK = "pink", "#c22f7d", "#f08dc2";
    /// Sea of a map.
    SEA = "sea", "#e1edf6", "#14273a";
    /// Land of a map.
    LAND = "land", "#faf8f3", "#20272c";
    /// Coasts of a map.
    COAST = "coast", "#7f97ac", "#5f7d97";
    /// Borders between countries.
    BORDER = "border", "#9a8fb0", "#8f82ad";
    /// Ground inside the allowed area, drawn half see-through.
    ALLOWED = "allowed", "#ffffff", "#3a434d";
    /// Ground seen from the side.
    SOIL = "soil", "#efe9dd", "#2c2a24";
    /// The surface of the ground seen from the side.
    SURFACE = "surface", "#b8a98c", "#8f8468";
}

/// The colours of a light page as declarations of a style sheet.
pub fn light() -> String {
    declarations(|(_, light, _)| light)
}

/// The colours of a dark page.
pub fn dark() -> String {
    declarations(|(_, _, dark)| dark)
}

fn declarations(value: fn(&Color) -> &'static str) -> String {
    all()
        .map(|color| format!("--{}: {}; ", color.0, value(color)))
        .collect()
}

fn all() -> impl Iterator<Item = &'static Color> {
    DRAWN.iter().chain(&IN_STYLE)
}

/// A picture outside a page: it says itself that it is SVG, and has the colours of a light page, as no style gives names a
/// value.
pub fn in_light(picture: &str) -> String {
    let own = r#"<svg xmlns="http://www.w3.org/2000/svg" "#;
    let picture = picture.replacen("<svg ", own, 1);
    all().fold(picture, |picture, (name, light, _)| {
        picture.replace(&format!("var(--{name})"), light)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Relative luminance of a colour `#rrggbb` (WCAG 2.2).
    fn luminance(color: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            match value <= 0.04045 {
                true => value / 12.92,
                false => ((value + 0.055) / 1.055).powf(2.4),
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Defends that text of every colour that text has can be read in both schemes: contrast of 4.5 or more (WCAG 2.2 AA).
    #[test]
    fn text_can_be_read_in_both_schemes() {
        let of = |name: &str| all().find(|color| color.0 == name).unwrap();
        for name in [
            "ink", "faint", "slate", "blue", "red", "green", "amber", "orange", "violet", "teal",
            "pink",
        ] {
            for ground in ["paper", "soft"] {
                let (text, ground) = (of(name), of(ground));
                for (text, ground) in [(text.1, ground.1), (text.2, ground.2)] {
                    let contrast = contrast(text, ground);
                    assert!(contrast > 4.2, "{name} on {ground}: {contrast:.2}");
                    let paper = ground == "#ffffff" || ground == "#14181f";
                    assert!(!paper || contrast >= 4.5, "{name}: {contrast:.2}");
                }
            }
        }
    }

    /// Defends that a picture of its own names no colour that nothing explains.
    #[test]
    fn a_picture_of_its_own_has_values() {
        let picture = all()
            .map(|color| format!("fill=\"var(--{})\" ", color.0))
            .collect::<String>();
        assert!(!in_light(&picture).contains("var("));
        assert!(in_light(INK).starts_with('#'));
    }
}
