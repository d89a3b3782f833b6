//! The public type names of a crate, and where each is defined.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use syn::visit::Visit;
use syn::{Ident, Item, Visibility};

use crate::imports::only_for_tests;

/// Files by the names of the types that they define: structs, enums, unions, traits and aliases with `pub` of any reach.
/// What stands under `#[cfg(test)]` is left out.
#[derive(Debug, Default)]
pub struct TypeNames(pub BTreeMap<String, BTreeSet<String>>);

impl TypeNames {
    /// Reads all files below a folder; their names are kept relative to `root`.
    ///
    /// # Panics
    /// When a file cannot be read or is no Rust.
    pub fn read(&mut self, folder: &Path, root: &Path) {
        let shown = folder.display();
        let entries =
            std::fs::read_dir(folder).unwrap_or_else(|why| unreachable!("{shown}: {why}"));
        for entry in entries {
            let path = entry
                .unwrap_or_else(|why| unreachable!("{shown}: {why}"))
                .path();
            if path.is_dir() {
                self.read(&path, root);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                self.read_file(&path, root);
            }
        }
    }

    fn read_file(&mut self, path: &Path, root: &Path) {
        let shown = path.display();
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|why| unreachable!("{shown}: {why}"));
        let parsed = syn::parse_file(&text).unwrap_or_else(|why| unreachable!("{shown}: {why}"));
        let mut found = Found::default();
        found.visit_file(&parsed);
        let file = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        for name in found.0 {
            let files = self.0.entry(name).or_default();
            files.insert(file.replace('\\', "/"));
        }
    }

    /// The names that several files define.
    pub fn shared(&self) -> BTreeMap<&str, &BTreeSet<String>> {
        let shared = self.0.iter().filter(|(_, files)| files.len() > 1);
        shared.map(|(name, files)| (name.as_str(), files)).collect()
    }
}

/// The names of one file.
#[derive(Default)]
struct Found(BTreeSet<String>);

impl Found {
    fn add(&mut self, visibility: &Visibility, name: &Ident) {
        if !matches!(visibility, Visibility::Inherited) {
            self.0.insert(name.to_string());
        }
    }
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(item) => self.add(&item.vis, &item.ident),
            Item::Enum(item) => self.add(&item.vis, &item.ident),
            Item::Union(item) => self.add(&item.vis, &item.ident),
            Item::Trait(item) => self.add(&item.vis, &item.ident),
            Item::Type(item) => self.add(&item.vis, &item.ident),
            Item::Mod(item) if !only_for_tests(&item.attrs) => {
                syn::visit::visit_item_mod(self, item);
            }
            _ => {}
        }
    }
}
