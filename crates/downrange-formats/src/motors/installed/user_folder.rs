//! Where the user's motor library lies.

use std::env;
use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};

/// The folder of the user's motor library: what the environment variable `DOWNRANGE_MOTORS` names, else `downrange/motors` in
/// the user's folder for data; none where the system says no folder for it. It need not exist.
pub fn library_folder() -> Option<PathBuf> {
    let named = env::var_os("DOWNRANGE_MOTORS").filter(|folder| !folder.is_empty());
    named.map(PathBuf::from).or_else(|| {
        let folders = choose_native_strategy();
        Some(folders.ok()?.data_dir().join("downrange/motors"))
    })
}
