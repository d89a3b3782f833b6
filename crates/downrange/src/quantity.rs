//! `"3.1 in"` and SI: quantities as people write them.
