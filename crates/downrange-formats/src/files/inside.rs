//! Whether a path that a file names stays in the folder of that file.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::place::FileError;

/// Symbolic links that a path passes at most, as Linux has it (path_resolution(7)).
const MOST_LINKS: u32 = 40;

/// A step of a path.
enum Step {
    /// To where paths of the whole machine begin.
    Root(OsString),
    Up,
    Down(OsString),
}

/// Where a path leads from a folder, with all symbolic links followed; it stays in the folder and the folders in it.
///
/// It is followed step by step, and ends where it leaves: of what lies outside nothing is looked at, so that it makes no
/// difference whether it is there. Folders above, which are known to be, may be passed on the way back.
pub fn inside(folder: &Path, path: &Path) -> Result<PathBuf, FileError> {
    let folder = match folder == Path::new("") {
        true => Path::new("."),
        false => folder,
    };
    let base = fs::canonicalize(folder)?;
    // The folder may be named by a way with links in it.
    let named = std::path::absolute(folder)?;
    let path = path.strip_prefix(&named).unwrap_or(path);
    let mut left = steps(path);
    let mut at = base.clone();
    let mut links = 0;
    while let Some(step) = left.pop() {
        match step {
            Step::Root(root) => at = PathBuf::from(root),
            Step::Up => _ = at.pop(),
            Step::Down(name) => at.push(name),
        }
        if at == base || !at.starts_with(&base) {
            match base.starts_with(&at) {
                true => continue,
                false => return Err(FileError::Outside),
            }
        }
        if fs::symlink_metadata(&at)?.is_symlink() {
            links += 1;
            if links > MOST_LINKS {
                let message = "too many symbolic links";
                return Err(io::Error::new(io::ErrorKind::InvalidInput, message).into());
            }
            let target = fs::read_link(&at)?;
            at.pop();
            left.extend(steps(&target));
        }
    }
    match at.starts_with(&base) {
        true => Ok(at),
        false => Err(FileError::Outside),
    }
}

/// The steps of a path, the last one first.
fn steps(path: &Path) -> Vec<Step> {
    let steps = path.components().filter_map(|part| match part {
        Component::Prefix(_) | Component::RootDir => Some(Step::Root(part.as_os_str().to_owned())),
        Component::CurDir => None,
        Component::ParentDir => Some(Step::Up),
        Component::Normal(name) => Some(Step::Down(name.to_owned())),
    });
    let mut steps: Vec<Step> = steps.collect();
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::files::Unread;

    /// What stays inside, by whatever way, is found; what leaves is told so, whether it is there or not.
    #[cfg(unix)]
    #[test]
    fn paths_stay_in_their_folder() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let folder = root.join("rocket");
        fs::create_dir_all(folder.join("motors")).unwrap();
        for file in ["rocket/motors/a.eng", "rocket/b.csv", "secret"] {
            fs::write(root.join(file), "x").unwrap();
        }
        symlink("motors/a.eng", folder.join("within")).unwrap();
        symlink("../secret", folder.join("out")).unwrap();
        symlink("../nothing", folder.join("out_to_nothing")).unwrap();
        symlink("/etc", folder.join("etc")).unwrap();
        symlink("loop", folder.join("loop")).unwrap();
        symlink(&folder, root.join("other_name")).unwrap();
        let led = |from: &Path, path: &str| inside(from, Path::new(path));
        let absolute = folder.join("b.csv").display().to_string();
        let by_link = root.join("other_name/b.csv").display().to_string();
        for (from, path, to) in [
            (folder.clone(), "b.csv", "b.csv"),
            (folder.clone(), "./motors/../b.csv", "b.csv"),
            (folder.clone(), "within", "motors/a.eng"),
            (folder.clone(), "../rocket/b.csv", "b.csv"),
            (folder.clone(), &absolute, "b.csv"),
            (root.join("other_name"), &by_link, "b.csv"),
        ] {
            assert_eq!(led(&from, path).unwrap(), folder.join(to), "{path}");
        }
        let outside = ["secret", "nothing"].map(|name| root.join(name).display().to_string());
        for path in [
            "../secret",
            "../nothing",
            "../nothing/../rocket/b.csv",
            "motors/../../secret",
            "out",
            "out_to_nothing",
            "etc/hostname",
            "etc/nothing",
            "/etc/hostname",
            "..",
            "/",
            &outside[0],
            &outside[1],
        ] {
            let led = led(&folder, path);
            assert!(matches!(led, Err(FileError::Outside)), "{path}: {led:?}");
        }
        for path in ["nothing", "nothing/../../secret", "motors/nothing"] {
            let led = led(&folder, path);
            assert!(
                matches!(led, Err(FileError::Unread(Unread::Missing))),
                "{path}: {led:?}"
            );
        }
        let endless = led(&folder, "loop");
        assert!(matches!(endless, Err(FileError::Unread(Unread::Failed(_)))));
    }
}
