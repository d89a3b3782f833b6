"""Dispersed flights by RocketPy and by Downrange, of the same rocket with the same uncertain inputs, in one run on the same processors.

    pip install "./python[test]" multiprocess
    python python/bench/against_rocketpy.py --minutes 5

RocketPy flies as many as it can in the time it is given, on as many processes as there are processors; Downrange a thousand, and ten
thousand. The table has the time that a thousand take, for RocketPy from its rate, and what either says of the apogee.
"""

import argparse
import importlib.metadata
import os
import platform
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

REPOSITORY = Path(__file__).parents[2]
sys.path.insert(0, str(REPOSITORY / "python" / "tests"))


def processor():
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def theirs(models, minutes, workers):
    """RocketPy's flights, in batches until the time is over: the seconds they took, and their apogees above the pad."""
    import rocketpy

    apogees, began, seconds, batch = [], time.perf_counter(), 0.0, 2 * workers
    with tempfile.TemporaryDirectory() as folder:
        study = rocketpy.MonteCarlo(str(Path(folder) / "calisto"), *models)
        while seconds < 60 * minutes:
            study.simulate(number_of_simulations=batch, append=False, parallel=workers > 1, n_workers=workers)
            apogees += [each - 1400 for each in study.results["apogee"]]
            seconds = time.perf_counter() - began
            # Some four batches in all: each starts its processes anew.
            batch = max(batch, int(len(apogees) / seconds * 60 * minutes / 4))
    return seconds, np.array(apogees)


def ours(launch, flights):
    """Downrange's flights, likewise."""
    began = time.perf_counter()
    run = launch.disperse(flights, progress=False)
    statistics = run.statistics["apogee_agl_m"]
    return time.perf_counter() - began, statistics


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--minutes", type=float, default=5, help="how long RocketPy flies")
    arguments.add_argument("--drawn", action="store_true", help="dimensions of nose, fins and tail are uncertain too")
    given = arguments.parse_args()
    warnings.simplefilter("ignore")

    import calisto

    import downrange

    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    models = calisto.stochastic(calisto.flight(), drawn=given.drawn)
    environment, rocket, flight = models
    began = time.perf_counter()
    launch = downrange.from_rocketpy(flight, environment, rocket=rocket)
    taken = time.perf_counter() - began
    seconds, apogees = theirs(models, given.minutes, workers)
    loads = [os.getloadavg()[0]]
    rows = [("RocketPy", len(apogees), seconds, apogees.mean(), apogees.std(ddof=1))]
    for flights in (1_000, 10_000):
        seconds, apogee = ours(launch, flights)
        loads.append(os.getloadavg()[0])
        rows.append(("Downrange", flights, seconds, apogee.mean, apogee.sigma))

    version = importlib.metadata.version
    print(
        f"\n{processor()}, {workers} processors, load {min(loads):.0f} to {max(loads):.0f}; Python {platform.python_version()}"
    )
    print(
        f"RocketPy {version('rocketpy')}, Downrange {downrange.__version__}; taken over in {taken:.2f} s, {len(launch.inputs)} inputs"
    )
    print("| | flights | time, s | flights a second | time of 1,000, s | apogee: mean, m | sigma, m |")
    print("|---|---|---|---|---|---|---|")
    for name, flights, seconds, mean, sigma in rows:
        rate = flights / seconds
        print(f"| {name} | {flights:,} | {seconds:.1f} | {rate:.3g} | {1000 / rate:.3g} | {mean:.0f} | {sigma:.0f} |")


if __name__ == "__main__":
    main()
