//! The bytes of a motor file (.rse). What is read has finite numbers, and what is not says why.
#![no_main]

use downrange_fuzz::check_motors;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| check_motors("motor.rse", bytes));
