//! Which file of a crate imports which: the `use` lines and the paths in the code, resolved to the files that define the
//! items. A re-export stands for the item it names. Code under `#[cfg(test)]` is left out, and so are the insides of macros that
//! are no list of expressions, as those of `format!` and `assert!` are.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use syn::punctuated::Punctuated;
use syn::visit::Visit;
use syn::{Attribute, Expr, Ident, Item, ItemUse, Macro, Token, UseTree, Visibility};

/// Names from a module to an item, as `use` lines and code write them: `["super", "model", "Model"]`.
type Names = Vec<String>;

/// The imports of one crate.
#[derive(Debug, Default)]
pub struct Imports {
    /// For each file, relative to the folder of the root file, the files of the same crate that it imports.
    pub files: BTreeMap<String, BTreeSet<String>>,
    /// The first names of paths that lead out of the crate.
    pub outside: BTreeSet<String>,
}

impl Imports {
    /// Reads a crate from its root file, `lib.rs` or `main.rs`.
    ///
    /// # Panics
    /// When a file cannot be read or is no Rust.
    pub fn read(root: &Path) -> Self {
        let folder = root.parent().unwrap_or(Path::new("."));
        let mut modules = Modules::default();
        modules.read_file(root, folder, folder, &[]);
        let mut imports = Self::default();
        for (module, content) in &modules.0 {
            let imported = imports.files.entry(content.file.clone()).or_default();
            for path in &content.paths {
                match modules.defining_file(module, path, 0) {
                    Some(file) if file != content.file => _ = imported.insert(file.to_owned()),
                    Some(_) => {}
                    None => imports.outside.extend(path.first().cloned()),
                }
            }
        }
        imports
    }

    /// The circles: groups of files each of which imports all others, directly or through others.
    pub fn circles(&self) -> BTreeSet<BTreeSet<&str>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = self
            .files
            .keys()
            .map(|file| (file.as_str(), self.reached(file)))
            .collect();
        let mut circles = BTreeSet::new();
        for (file, all) in &reached {
            if all.contains(file) {
                let others = all.iter().filter(|other| reached[**other].contains(file));
                circles.insert(others.copied().collect());
            }
        }
        circles
    }

    /// The files that a file imports, directly or through others.
    fn reached(&self, from: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut left = vec![from];
        while let Some(file) = left.pop() {
            for next in self.files.get(file).into_iter().flatten() {
                if reached.insert(next.as_str()) {
                    left.push(next);
                }
            }
        }
        reached
    }
}

/// What a name in a module stands for.
enum Meaning {
    Module,
    /// An item that the module's file defines.
    Item,
    /// Another path.
    Alias(Names),
}

/// What one module names.
#[derive(Default)]
struct Content {
    file: String,
    names: HashMap<String, Meaning>,
    globs: Vec<Names>,
    paths: BTreeSet<Names>,
}

/// The modules of a crate, by their names from the root.
#[derive(Default)]
struct Modules(HashMap<Names, Content>);

impl Modules {
    /// Reads a module's file and the modules below it; `children` is the folder in which these lie.
    fn read_file(&mut self, path: &Path, children: &Path, root: &Path, module: &[String]) {
        let shown = path.display();
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|why| fail(format!("{shown}: {why}")));
        let parsed = syn::parse_file(&text).unwrap_or_else(|why| fail(format!("{shown}: {why}")));
        let file = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        self.read_items(
            &parsed.items,
            &file.replace('\\', "/"),
            children,
            root,
            module,
        );
    }

    fn read_items(
        &mut self,
        items: &[Item],
        file: &str,
        children: &Path,
        root: &Path,
        module: &[String],
    ) {
        let mut reader = Reader(Content {
            file: file.to_owned(),
            ..Content::default()
        });
        for item in items {
            let Item::Mod(child) = item else {
                reader.visit_item(item);
                continue;
            };
            if only_for_tests(&child.attrs) {
                continue;
            }
            let name = child.ident.to_string();
            let inner: Names = module.iter().cloned().chain([name.clone()]).collect();
            let folder = children.join(&name);
            let beside = children.join(format!("{name}.rs"));
            match &child.content {
                Some((_, items)) => self.read_items(items, file, &folder, root, &inner),
                None if beside.exists() => self.read_file(&beside, &folder, root, &inner),
                None => self.read_file(&folder.join("mod.rs"), &folder, root, &inner),
            }
            reader.0.names.insert(name, Meaning::Module);
        }
        self.0.insert(module.to_vec(), reader.0);
    }

    /// The file that defines what a path names, seen from a module; `None` for a path that leads out of the crate.
    fn defining_file(&self, module: &[String], path: &[String], depth: u32) -> Option<&str> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.below(&[], rest, depth),
            "self" => self.below(module, rest, depth),
            "super" => {
                let above = module.get(..module.len().checked_sub(1)?)?;
                match rest.first().map(String::as_str) {
                    Some("super") => self.defining_file(above, rest, depth),
                    _ => self.below(above, rest, depth),
                }
            }
            _ => self.below(module, path, depth),
        }
    }

    /// As [`Self::defining_file`], of a path whose first name stands in this module.
    fn below(&self, module: &[String], path: &[String], depth: u32) -> Option<&str> {
        let content = self.0.get(module)?;
        let Some((first, rest)) = path.split_first() else {
            return Some(&content.file);
        };
        // A re-export that names itself would go on for ever.
        if depth > 20 {
            return None;
        }
        match content.names.get(first) {
            Some(Meaning::Item) => Some(&content.file),
            Some(Meaning::Module) => {
                let inner: Names = module.iter().chain([first]).cloned().collect();
                self.below(&inner, rest, depth)
            }
            Some(Meaning::Alias(other)) if other.first() == Some(first) => None,
            Some(Meaning::Alias(other)) => {
                let whole: Names = other.iter().chain(rest).cloned().collect();
                self.defining_file(module, &whole, depth + 1)
            }
            None => content.globs.iter().find_map(|glob| {
                let whole: Names = glob.iter().chain(path).cloned().collect();
                self.defining_file(module, &whole, depth + 1)
            }),
        }
    }
}

/// Collects names and paths of the items of one module.
struct Reader(Content);

impl Reader {
    fn read_use(&mut self, tree: &UseTree, mut before: Names) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.read_use(&path.tree, before);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.read_use(tree, before.clone());
                }
            }
            UseTree::Glob(_) => self.0.globs.push(before),
            UseTree::Name(name) => self.alias(&name.ident, &name.ident, before),
            UseTree::Rename(rename) => self.alias(&rename.ident, &rename.rename, before),
        }
    }

    fn alias(&mut self, item: &Ident, name: &Ident, mut path: Names) {
        let mut name = name.to_string();
        match item == "self" {
            // `use a::b::{self}` names b.
            true if name == "self" => name = path.last().cloned().unwrap_or_default(),
            true => {}
            false => path.push(item.to_string()),
        }
        self.0.paths.insert(path.clone());
        self.0.names.insert(name, Meaning::Alias(path));
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let (attributes, name) = match item {
            Item::Const(item) => (&item.attrs, Some(&item.ident)),
            Item::Enum(item) => (&item.attrs, Some(&item.ident)),
            Item::Fn(item) => (&item.attrs, Some(&item.sig.ident)),
            Item::Macro(item) => (&item.attrs, item.ident.as_ref()),
            Item::Static(item) => (&item.attrs, Some(&item.ident)),
            Item::Struct(item) => (&item.attrs, Some(&item.ident)),
            Item::Trait(item) => (&item.attrs, Some(&item.ident)),
            Item::Type(item) => (&item.attrs, Some(&item.ident)),
            Item::Union(item) => (&item.attrs, Some(&item.ident)),
            Item::Use(item) => (&item.attrs, None),
            Item::Impl(item) => (&item.attrs, None),
            _ => return,
        };
        if only_for_tests(attributes) {
            return;
        }
        if let Some(name) = name {
            self.0.names.insert(name.to_string(), Meaning::Item);
        }
        syn::visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.read_use(&item.tree, Vec::new());
    }

    // `pub(super)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_macro(&mut self, call: &'ast Macro) {
        let list = call.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
        for expression in list.into_iter().flatten() {
            self.visit_expr(&expression);
        }
        syn::visit::visit_macro(self, call);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        self.0.paths.insert(names.collect());
        syn::visit::visit_path(self, path);
    }
}

/// Whether an item carries `#[cfg(test)]`.
pub(crate) fn only_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<Ident>()
                .is_ok_and(|what| what == "test")
    })
}

#[allow(clippy::panic)]
fn fail<T>(why: String) -> T {
    panic!("{why}")
}
