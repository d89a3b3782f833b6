"""A claim, and whether it can be true."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from . import _native
from ._asked import at_least
from ._progress import Report, shown
from ._records import given
from ._result import Figures, Page, Result


class Check(Figures, Result):
    """What was printed of a rocket, held against thousands of rockets that fit it.

    Made by `check`. Figures are attributes, under the keys that `downrange check --json` prints; `claims` has a verdict for each
    claim.
    """

    def summary(self) -> str:  # type: ignore[override]
        """The summary that `downrange check` prints, in the units of the claims."""
        return self._native.summary()

    def report(self, path: str | PathLike[str] | None = None) -> str | Path:  # type: ignore[override]
        """The page with pictures, for readers who know no rocketry: as text, or written into a file, whose path is returned."""
        return given(self._native.page(), path)

    def show(self) -> Page:  # type: ignore[override]
        """The page, in the cell of a notebook."""
        return Page(self._native.page())

    def __repr__(self) -> str:
        verdicts = ", ".join(claim["verdict"] for claim in self.figures["claims"])
        return f"<Check of {self.figures['name']!r}: {verdicts}>"


def check(
    claim: str | PathLike[str] | Mapping[str, Any],
    n: int = 4000,
    seed: int = 1,
    progress: bool | Report = True,
    *,
    threads: int | None = None,
) -> Check:
    """Can what is printed of a rocket be true?

    Rockets are drawn that fit the print (mass, diameter, length) and differ in what is not printed, and each is flown; the
    verdict on a claim follows from how many of them can do it.

    Args:
        claim: A claim file (`.toml`), or nested dicts with its keys.
        n: How many rockets are flown: 100 to 10 000 000.
        seed: The same seed gives the same rockets.
        progress: As in `Launch.disperse`.
        threads: How many threads; one a processor if nothing is said.

    Raises:
        InputError: When the claim cannot be read, or no rocket can be as it says.

    >>> import downrange
    >>> check = downrange.check("claims/newspaper-missile.toml", n=200, progress=False)
    >>> for claim in check.claims:
    ...     print(claim.quantity, claim.verdict)
    mach supported
    range possible
    """
    if not 100 <= n <= 10_000_000:
        raise ValueError(f"n is from 100 to 10000000, not {n}")
    at_least(1, threads=threads)
    at_least(0, seed=seed)
    if isinstance(claim, Mapping):
        file, text = "claim.toml", _native.Launch.toml_of(dict(claim))
    else:
        file, text = fspath(claim), None
    with shown(progress) as report:
        return Check(_native.Check(file, text, n, seed, threads, report))
