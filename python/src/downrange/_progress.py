"""The progress of a dispersion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Called with the flights that are done, and with those that are to be.
Report = Callable[[int, int], None]


@contextmanager
def shown(progress: bool | Report) -> Iterator[Report | None]:
    """What a run calls: a bar of tqdm where it is installed, the caller's own function, or nothing."""
    if callable(progress):
        yield progress
        return
    if not progress:
        yield None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        yield None
        return
    with tqdm(unit=" flights", leave=False) as bar:

        def show(done: int, goal: int) -> None:
            bar.total = goal
            bar.update(done - bar.n)

        yield show
