//! Names of files that lie in no folder of the disk.

/// A relative name without `.` and `..`; none where it leads out.
pub fn normalized(name: &str) -> Option<String> {
    let mut steps: Vec<&str> = Vec::new();
    if name.starts_with(['/', '\\']) {
        return None;
    }
    for step in name.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop()?,
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// The names that lie directly in a folder, of all names, which are sorted.
pub fn listed<'n>(folder: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let Some(folder) = normalized(folder) else {
        return Vec::new();
    };
    let inside = names.filter_map(|name| match folder.is_empty() {
        true => Some(name),
        false => name.strip_prefix(&folder)?.strip_prefix('/'),
    });
    inside
        .filter(|name| !name.contains('/'))
        .map(str::to_owned)
        .collect()
}
