//! What it costs to find a motor in a library of 2,000 motors: opening the index, looking up, reading the file.

#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use downrange_formats::motors::InstalledMotors;

/// Motors of the library, a file each; the public collections have fewer.
const MOTORS: usize = 2000;

fn look_up(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..MOTORS {
        let thrust = 100 + number;
        let points: String = (1..30).map(|i| format!("{}.5 {thrust}\n", i)).collect();
        let text = format!("K{thrust}W 54 410 P .889 1.487 AT\n{points}31 0\n");
        fs::write(folder.path().join(format!("{number}.eng")), text).unwrap();
    }
    assert_eq!(InstalledMotors::open(folder.path()).unwrap().len(), MOTORS);
    criterion.bench_function("open the index of 2,000 motors", |b| {
        b.iter(|| InstalledMotors::open(black_box(folder.path())).unwrap())
    });
    criterion.bench_function("find one of 2,000 motors", |b| {
        b.iter(|| {
            let library = InstalledMotors::open(black_box(folder.path())).unwrap();
            library.find("K1550W").unwrap()
        })
    });
}

criterion_group!(benches, look_up);
criterion_main!(benches);
