//! Flies every case, prints what was found, and fails when one falls out.

use std::process::ExitCode;

use validation::flights::{Case, cases};
use validation::table;

fn main() -> anyhow::Result<ExitCode> {
    let flown: Vec<_> = cases()?.iter().map(Case::fly).collect::<Result<_, _>>()?;
    print!("{}", table::flights(&flown));
    let mut checks = flown.iter().flat_map(|each| &each.checks);
    let passed = checks.all(|check| check.verdict().passes());
    Ok(ExitCode::from(u8::from(!passed)))
}
