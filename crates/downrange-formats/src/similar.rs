//! Words that are nearly those that were meant, for "did you mean".

/// The number of edits (Damerau–Levenshtein, letter case aside) between a word that was read and a known one; none where
/// it is too large for a slip of the hand.
pub fn edit_distance(read: &str, known: &str) -> Option<usize> {
    // A word so much longer is none of ours, and long ones are slow to compare: four bytes a character at most.
    if read.len() > 4 * (2 + 2 * known.chars().count()) {
        return None;
    }
    let distance = strsim::damerau_levenshtein(&read.to_lowercase(), &known.to_lowercase());
    (distance <= 1 + known.chars().count() / 4 && distance < known.chars().count())
        .then_some(distance)
}

/// The known word with the fewest edits from what was read; none where none is similar.
pub fn closest<'w>(read: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    words
        .filter_map(|word| Some((edit_distance(read, word)?, word)))
        .min()
        .map(|(_, word)| word)
}
