//! A run that lies in a folder, opened to be read.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::as_noted::expect_as_noted;
use crate::error::RunError;
use crate::folder::{NAME, shard_in};
use crate::manifest_file;
use crate::row_source::RowSource;
use crate::run::{Run, RunEnd};
use crate::store::{BatchFiles, ResultTable};

/// Opens the run that was flown or merged into a folder, finished or not, to be read. Nothing is written, and others may go on
/// with it meanwhile: of a run that goes on, the batches are there that are stored now.
///
/// # Errors
/// When there is none, when it cannot be read, or when its flights or its areas are not those of its manifest.
pub fn open(folder: &Path) -> Result<Run, RunError> {
    let manifest = manifest_file::read(folder)?;
    let file = folder.join(format!("{NAME}.parquet"));
    let is_finished = fs::symlink_metadata(&file).is_ok();
    let (rows, identity) = match is_finished {
        true => {
            let table = ResultTable::open(&file).map_err(RunError::into_input)?;
            (RowSource::File(file), table.identity())
        }
        false => {
            let folders = [folder.to_owned()];
            let files = BatchFiles::open(&folders, NAME).map_err(RunError::into_input)?;
            let paths = files.files().map(Path::to_path_buf).collect();
            (RowSource::BatchFiles(paths), files.identity().to_vec())
        }
    };
    let hint = "the note was changed, or is of another run: go on with `downrange disperse … --resume`, which writes it anew";
    expect_as_noted(folder, &manifest, &identity, hint)?;
    let known = manifest.until.as_ref().and_then(|until| until.known);
    let end = match (is_finished, known) {
        (false, _) => RunEnd::Cancelled,
        (true, Some(true)) => RunEnd::StopRule,
        (true, _) => RunEnd::Complete,
    };
    let shard = match is_finished {
        true => None,
        false => shard_in(folder).map_err(RunError::into_input)?,
    };
    Ok(Run {
        end,
        manifest,
        shard,
        rows,
        flown: 0,
        elapsed: Duration::ZERO,
        store: None,
        _lock: None,
    })
}
