//! Our TOML files: what a file may say as data, its check, and typed access to what it says.

mod advice;
mod at;
pub mod check;
mod curves;
pub mod distribution_form;
pub mod entry;
pub mod keys;
pub mod labels;
pub mod open;
mod other_names;
pub mod page;
pub mod quantities;
pub mod range;
pub mod source;
pub mod uncertain;
pub mod value;
