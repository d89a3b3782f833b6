//! What a person calls the entries of a list.

use std::collections::HashMap;

/// What an entry says of itself.
pub struct Called {
    /// Its name.
    pub name: Option<String>,
    /// Its type.
    pub kind: Option<String>,
}

/// What each of a list is called: its name, or its type if it has none, unless another is called so too.
pub fn labels(list: &[Called]) -> Vec<Option<String>> {
    let own = |called: &'_ Called| called.name.clone().or_else(|| called.kind.clone());
    let all: Vec<Option<String>> = list.iter().map(own).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in all.iter().flatten() {
        *counts.entry(label).or_default() += 1;
    }
    let only = |label: &String| counts.get(label.as_str()) == Some(&1);
    all.iter().map(|label| label.clone().filter(only)).collect()
}
