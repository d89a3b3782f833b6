#!/bin/sh
# That every processor gives the same bits:
#   sh validation/processors.sh
# Builds the command line for x86-64-v3 (fused multiply-add and AVX2 in hardware), for plain x86-64 (neither) and for aarch64, and
# compares byte by byte what they say: `fly --json` of every launch under rockets/, `check --json` of every claim, all files of
# `disperse rockets/calisto-dispersed -n 256`, and `disperse --json` of the two stages with their elevation and drag uncertain.
# On an x86-64 Linux. For aarch64 it needs the Rust target, a linker and an emulator, and says what is missing where one is:
#   rustup target add aarch64-unknown-linux-gnu
#   apt-get install gcc-aarch64-linux-gnu qemu-user
# On aarch64 distances and bearings from the pad differ by nanometres, see docs/book/src/speed.md: the script fails there today.
# TARGET names a folder for the builds (default target/processors), which take some ten minutes each on two cores; the emulator needs as long again.
set -eu
cd "$(dirname "$0")/.."
builds=${TARGET:-target/processors}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# What a program says of everything, into a folder.
say() {
    folder=$1
    shift
    mkdir -p "$folder"
    for file in rockets/*/launch.toml; do
        "$@" fly "$file" --json > "$folder/fly-$(basename "$(dirname "$file")").json"
    done
    for file in claims/*.toml; do
        # A claim that cannot be true is an exit code of its own.
        "$@" check "$file" --json > "$folder/check-$(basename "$file").json" 2> "$folder/check-$(basename "$file").txt" || true
    done
    "$@" disperse rockets/calisto-dispersed/launch.toml -n 256 --quiet --out "$folder/disperse" > /dev/null
    "$@" disperse "$out/two-stage/launch.toml" -n 64 --json --quiet | sed '/"flights_per_s"/d' > "$folder/two-stage.json"
}

compare() {
    if diff -rq "$out/x86-64-v3" "$out/$1"; then
        echo "$1: the same bytes as x86-64-v3, $(find "$out/$1" -type f | wc -l) files"
    else
        echo "$1: differs from x86-64-v3"
        differs=yes
    fi
}

cp -R rockets/two-stage "$out/two-stage"
sed 's/^elevation_angle = "\(.*\)"/elevation_angle = { mean = "\1", sigma = "1 deg" }/' rockets/two-stage/launch.toml > "$out/two-stage/launch.toml"
printf '\n[dispersion]\ndrag_factor = { mean = 1, sigma = 0.05 }\n' >> "$out/two-stage/launch.toml"
differs=

cargo build --release --quiet --bin downrange --target-dir "$builds" --target x86_64-unknown-linux-gnu
cp "$builds/x86_64-unknown-linux-gnu/release/downrange" "$out/downrange-v3"
say "$out/x86-64-v3" "$out/downrange-v3"

RUSTFLAGS="-C target-cpu=x86-64" cargo build --release --quiet --bin downrange --target-dir "$builds/plain" --target x86_64-unknown-linux-gnu
say "$out/x86-64" "$builds/plain/x86_64-unknown-linux-gnu/release/downrange"
compare x86-64

missing=
rustup target list --installed 2> /dev/null | grep -q aarch64-unknown-linux-gnu || missing="$missing the Rust target aarch64-unknown-linux-gnu,"
command -v aarch64-linux-gnu-gcc > /dev/null || missing="$missing aarch64-linux-gnu-gcc,"
command -v qemu-aarch64 > /dev/null || missing="$missing qemu-aarch64,"
if [ -n "$missing" ]; then
    echo "aarch64: not compared, for lack of$missing see the head of this script"
else
    CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc \
        cargo build --release --quiet --bin downrange --target-dir "$builds" --target aarch64-unknown-linux-gnu
    say "$out/aarch64" qemu-aarch64 -L /usr/aarch64-linux-gnu "$builds/aarch64-unknown-linux-gnu/release/downrange"
    compare aarch64
fi
[ -z "$differs" ]
