//! Names beside a picture, in rows in which none covers another.

/// From one name to the next in a row, px.
const GAP: f64 = 10.0;

/// A name and where it points to, px.
#[derive(Debug, Clone, PartialEq)]
pub struct PartLabel {
    /// The name.
    pub text: String,
    /// What it names.
    pub at: [f64; 2],
}

/// A name in its row.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLabel {
    /// The name.
    pub text: String,
    /// What it names.
    pub at: [f64; 2],
    /// Its row, from the picture outward.
    pub row: usize,
    /// Its middle, px.
    pub middle: f64,
}

/// Names in as few rows as they need, at most `rows`, between the edges of a picture; and how many found no room.
///
/// From left to right, each takes the nearest row that is free where it stands.
pub fn place(mut labels: Vec<PartLabel>, width: f64, rows: usize) -> (Vec<PlacedLabel>, usize) {
    labels.sort_by(|a, b| a.at[0].total_cmp(&b.at[0]).then(a.text.cmp(&b.text)));
    let mut ends: Vec<f64> = Vec::new();
    let (mut placed, mut left_out) = (Vec::new(), 0);
    for PartLabel { text, at } in labels {
        let half = 0.5 * crate::svg::text_width(&text);
        let middle = at[0].min(width - half).max(half);
        let free = ends.iter().position(|end| end + GAP <= middle - half);
        let row = match free {
            Some(row) => row,
            None if ends.len() < rows => {
                ends.push(0.0);
                ends.len() - 1
            }
            None => {
                left_out += 1;
                continue;
            }
        };
        ends[row] = middle + half;
        placed.push(PlacedLabel {
            text,
            at,
            row,
            middle,
        });
    }
    (placed, left_out)
}

/// A name of at most so many characters.
pub fn shortened(name: &str, longest: usize) -> String {
    match name.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str, x: f64) -> PartLabel {
        let text = text.to_owned();
        let at = [x, 0.0];
        PartLabel { text, at }
    }

    /// Defends that names in one row never cover each other, and that what finds no room is counted.
    #[test]
    fn names_stand_clear_of_each_other() {
        let labels = (0..12).map(|part| label("a name of a part", 30.0 * f64::from(part)));
        let (placed, left_out) = place(labels.collect(), 400.0, 3);
        assert_eq!(placed.len() + left_out, 12);
        assert!(left_out > 0);
        for (index, a) in placed.iter().enumerate() {
            for b in &placed[..index] {
                let apart = (a.middle - b.middle).abs() >= crate::svg::text_width(&a.text);
                assert!(a.row != b.row || apart, "{a:?} {b:?}");
            }
        }
    }

    /// Defends that a name near an edge of the picture is not cut off.
    #[test]
    fn names_stay_within_the_picture() {
        let (placed, _) = place(
            vec![label("nose cone", 0.0), label("tail", 300.0)],
            300.0,
            2,
        );
        for name in placed {
            let half = 0.5 * crate::svg::text_width(&name.text);
            assert!(name.middle - half >= 0.0 && name.middle + half <= 300.0);
        }
    }
}
