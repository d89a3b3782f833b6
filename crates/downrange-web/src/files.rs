//! The files that were dropped on the page.

use downrange_formats::designs::is_design_of_place;
use downrange_formats::files::{Archive, Files, Memory, TABLE};
use wasm_bindgen::prelude::wasm_bindgen;

/// Files by their names.
#[wasm_bindgen]
#[derive(Clone, Default)]
pub struct PageFiles {
    pub(crate) memory: Memory,
    names: Vec<String>,
}

#[wasm_bindgen]
impl PageFiles {
    /// No file.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or puts it in the place of one of the same name; of a ZIP archive the files in it.
    ///
    /// # Errors
    /// When an archive cannot be read.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let is_archive = name.to_lowercase().ends_with(".zip");
        if !is_archive {
            self.put(name, bytes);
            return Ok(());
        }
        let failed = |reason: &dyn std::fmt::Display| {
            format!("error: {name}: the archive cannot be read: {reason}")
        };
        let archive = Archive::zip(bytes.to_vec()).map_err(|reason| failed(&reason))?;
        let mut left = TABLE;
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let within = |name: &String| match folder.as_str() {
                "" => name.clone(),
                folder => format!("{folder}/{name}"),
            };
            let entries = archive.entries(&folder).map_err(|reason| failed(&reason))?;
            folders.extend(entries.folders.iter().map(within));
            for file in entries.files.iter().map(within) {
                let bytes = archive
                    .read(&file, left)
                    .map_err(|reason| failed(&reason))?;
                left = left.saturating_sub(bytes.len() as u64);
                self.put(&file, &bytes);
            }
        }
        Ok(())
    }

    fn put(&mut self, name: &str, bytes: &[u8]) {
        self.memory = std::mem::take(&mut self.memory).with(name, bytes);
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    /// The names, in the order in which they came.
    pub fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// The bytes of a file; none of one that is not there.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        self.memory.read(name, TABLE).ok()
    }

    /// Whether a file is a design of another program.
    pub fn is_design(&self, name: &str) -> bool {
        is_design_of_place(&self.memory, name)
    }
}
