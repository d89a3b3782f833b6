//! Flies every case, prints what was found, and fails when one falls out.

use std::process::ExitCode;

use validation::{flights, table};

fn main() -> ExitCode {
    match flights::fly_all() {
        Ok(flown) => {
            print!("{}", table::flights(&flown));
            let mut checks = flown.iter().flat_map(|each| &each.checks);
            ExitCode::from(u8::from(!checks.all(|check| check.verdict().passes())))
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
