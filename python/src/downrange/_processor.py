"""Whether this processor can run the native half; one built for newer instructions would end without a word."""

from __future__ import annotations

import mmap
import platform
import sys
from pathlib import Path

_BUILT_FOR = b"downrange is built for x86-64-v3\0"
_REMEDY = """\
this downrange was built for processors with AVX2 and FMA (x86-64-v3), which this one lacks
help: build it on this machine, from a clone of the repository: RUSTFLAGS="-C target-cpu=native" pip install ./python"""


def _has_avx2() -> bool:
    """Whether the processor and the system have AVX2; FMA comes with it."""
    if sys.platform == "linux":
        try:
            text = Path("/proc/cpuinfo").read_text(errors="replace")
        except OSError:
            return True
        flags = [line.split(":", 1)[1].split() for line in text.splitlines() if line.startswith("flags")]
        return not flags or "avx2" in flags[0]
    if sys.platform == "win32":
        import ctypes

        pf_avx2_instructions_available = 40  # processthreadsapi.h
        return bool(ctypes.windll.kernel32.IsProcessorFeaturePresent(pf_avx2_instructions_available))
    if sys.platform == "darwin":
        import subprocess

        asked = subprocess.run(["sysctl", "-n", "hw.optional.avx2_0"], capture_output=True, text=True, check=False)
        return asked.stdout.strip() != "0"
    return True


def check(native: Path | None) -> None:
    """Raises ImportError where the native half holds instructions that this processor lacks.

    `native` is its file. The file is looked into only on a processor without AVX2.
    """
    if platform.machine().lower() not in ("x86_64", "amd64") or _has_avx2() or native is None:
        return
    with native.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        if held.find(_BUILT_FOR) >= 0:
            raise ImportError(_REMEDY)
