//! The text of a file and its tree of values.

use std::path::Path;

use downrange::text::visible;
use toml::de::DeTable;

use crate::error::Error;
use crate::files;
use crate::kind_of_file::{self, Wanted};
use crate::text::{self, Unicode};

/// The text of a file, and what is called after it that has no name; a launch file, a claim file or a rule sheet.
pub fn open(path: &Path, wanted: Wanted) -> Result<(String, String), Error> {
    let file = path.display().to_string();
    let what = match wanted {
        Wanted::Claim => "claim",
        Wanted::RuleSheet => "rule sheet",
        _ => "launch",
    };
    let bytes = files::read(path, files::DESCRIPTION)
        .map_err(|reason| Error::unread(&*file, &format!("{what} file"), &reason))?;
    kind_of_file::expect(wanted, &file, &bytes)?;
    let text = text(&file, &bytes)?;
    let name = path.file_stem().map_or(what.into(), |stem| {
        visible(&stem.to_string_lossy()).into_owned()
    });
    Ok((text, name))
}

/// The text of the bytes of a file.
pub fn text(file: &str, bytes: &[u8]) -> Result<String, Error> {
    match text::unicode(bytes) {
        Unicode::Text(text) => Ok(text),
        Unicode::Broken { code, text, at } => {
            let title = format!("the file is not {code} text");
            Err(Error::of_file(file, title).at(&text, at..at + 1))
        }
    }
}

/// The text as a tree of values.
pub fn table<'t>(file: &str, text: &'t str) -> Result<DeTable<'t>, Error> {
    match DeTable::parse(text) {
        Ok(root) => Ok(root.into_inner()),
        Err(reason) => {
            let title = reason.message().lines().collect::<Vec<_>>().join(", ");
            let span = reason.span().unwrap_or(0..0);
            Err(Error::of_file(file, format!("not TOML: {title}")).at(text, span))
        }
    }
}
