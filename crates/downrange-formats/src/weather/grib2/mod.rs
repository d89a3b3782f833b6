//! GRIB 2 (WMO-No. 306, Manual on Codes, FM 92): forecasts of NCEP, ECMWF, DWD, the Canadian centre and others.
//!
//! The file is cut into its sections here, with every length held against the bytes that are there; numbers and the places of grids are
//! decoded by the `grib` crate. A field is decoded when it is asked for.

mod decode;
mod product;
mod read;
mod sections;

pub use read::read;
