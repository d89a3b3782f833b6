//! WantedShapes of one name together, in the order of the file.

use downrange::error::Fault;

use super::geojson::MOST_AREAS;

/// WantedShapes by name.
pub struct ByName<'a, T> {
    unnamed: &'a str,
    what: &'a str,
    groups: Vec<(String, Vec<T>)>,
}

impl<'a, T> ByName<'a, T> {
    /// None yet; what has no name is called `unnamed`, and all of them `what`.
    pub fn new(unnamed: &'a str, what: &'a str) -> Self {
        Self {
            unnamed,
            what,
            groups: Vec::new(),
        }
    }

    /// Adds a shape to those of its name.
    ///
    /// # Errors
    /// When there are more names than [`MOST_AREAS`].
    pub fn push(&mut self, name: Option<&str>, shape: T) -> Result<(), Fault> {
        let name = name.unwrap_or(self.unnamed);
        let full = self.groups.len() == MOST_AREAS;
        match self.groups.iter_mut().find(|(other, _)| other == name) {
            Some((_, shapes)) => shapes.push(shape),
            None if full => {
                let message = format!("more than {MOST_AREAS} {} of different names", self.what);
                let hint = "features of one `name` are one area, however many polygons it has";
                return Err(Fault::new("", message).hint(hint));
            }
            None => self.groups.push((name.to_owned(), vec![shape])),
        }
        Ok(())
    }

    /// Names with their shapes.
    pub fn into_groups(self) -> Vec<(String, Vec<T>)> {
        self.groups
    }
}
