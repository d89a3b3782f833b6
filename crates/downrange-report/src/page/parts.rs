//! Parts that pages are put together from, as `templates/parts.html` draws them.

/// A figure that is seen first.
pub struct Tile {
    /// Name of the figure.
    pub label: &'static str,
    /// The figure with its unit.
    pub value: String,
    /// A second line in small letters.
    pub detail: String,
}

/// A box for warnings and failures.
pub struct Notice {
    /// Heading.
    pub title: String,
    /// A bold lead, which may be empty, and a sentence each.
    pub items: Vec<(String, String)>,
}

impl Notice {
    /// A notice, where there is something to say.
    pub fn of(
        title: impl Into<String>,
        items: impl IntoIterator<Item = (String, String)>,
    ) -> Option<Self> {
        let items: Vec<_> = items.into_iter().collect();
        (!items.is_empty()).then(|| Self {
            title: title.into(),
            items,
        })
    }
}

/// A table whose rows have a name each.
#[derive(Default)]
pub struct PageTable {
    /// Accessible name, read aloud by a screen reader.
    pub name: String,
    /// Headings, that of the row names first; empty for a table without headings.
    pub columns: Vec<PageColumn>,
    /// Its rows.
    pub rows: Vec<PageRow>,
    /// Class of the style sheet, for a table that needs another.
    pub class: &'static str,
}

/// The heading of a column.
pub struct PageColumn {
    /// Heading.
    pub title: String,
    /// Class of the style sheet for its cells.
    pub class: &'static str,
}

/// A row.
pub struct PageRow {
    /// Name of the row.
    pub name: String,
    /// Its cells, one a column after that of the names.
    pub cells: Vec<Cell>,
    /// Whether it is set in bold.
    pub strong: bool,
}

/// A cell.
#[derive(Default)]
pub struct Cell {
    /// Main text.
    pub text: String,
    /// A second line in small letters; may be empty.
    pub below: String,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            below: String::new(),
        }
    }
}

/// A column of text.
pub fn text(title: impl Into<String>) -> PageColumn {
    PageColumn {
        title: title.into(),
        class: "",
    }
}

/// A column of a few words that stand on one line.
pub fn short(title: impl Into<String>) -> PageColumn {
    PageColumn {
        title: title.into(),
        class: "short",
    }
}

/// A column of numbers.
pub fn number(title: impl Into<String>) -> PageColumn {
    PageColumn {
        title: title.into(),
        class: "number",
    }
}

impl PageTable {
    /// A table without headings: a name and one cell a row.
    pub fn of_pairs<N: Into<String>>(
        name: &str,
        pairs: impl IntoIterator<Item = (N, String)>,
    ) -> Self {
        let pairs = pairs.into_iter();
        Self {
            name: name.to_owned(),
            rows: pairs
                .map(|(name, text)| PageRow::new(name, [text]))
                .collect(),
            class: "pairs",
            ..Self::default()
        }
    }

    /// A table with headings.
    pub fn new(
        name: impl Into<String>,
        columns: impl Into<Vec<PageColumn>>,
        rows: impl IntoIterator<Item = PageRow>,
    ) -> Self {
        Self {
            name: name.into(),
            columns: columns.into(),
            rows: rows.into_iter().collect(),
            class: "",
        }
    }

    /// Class of the cells of a column, counted after that of the names.
    pub fn class_of(&self, cell: usize) -> &'static str {
        self.columns.get(cell + 1).map_or("", |column| column.class)
    }
}

impl PageRow {
    /// A row of plain cells.
    pub fn new(name: impl Into<String>, cells: impl IntoIterator<Item = String>) -> Self {
        Self {
            name: name.into(),
            cells: cells.into_iter().map(Cell::from).collect(),
            strong: false,
        }
    }

    /// The name in pieces after which a line may break: keys such as `rocket.center_of_mass` have no spaces.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        self.name.split_inclusive(['.', '_'])
    }
}
