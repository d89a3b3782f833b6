"""What results have in common."""

from __future__ import annotations

import html
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any

from ._records import Record, given, near, parsed, preformatted


class Page:
    """A page, which a notebook shows in its cell."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        # In a frame its style and its script are its own.
        return f'<iframe srcdoc="{html.escape(self._text)}" style="width: 100%; height: 80vh; border: 0"></iframe>'


class Result:
    """What the command line prints, and the page that it writes."""

    _native: Any

    def __init__(self, native: Any) -> None:
        self._native = native

    @cached_property
    def _json(self) -> Record:
        return parsed(self._native.json())

    def to_json(self) -> str:
        """The text that the command line prints with `--json`."""
        return self._native.json()

    def summary(self, units: str = "si") -> str:
        """The summary that the command line prints; `units` are "si" or "us"."""
        return self._native.summary(units)

    def report(self, path: str | PathLike[str] | None = None, units: str = "si") -> str | Path:
        """The page with figures and charts, which needs no network: as text, or written into a file, whose path is returned."""
        return given(self._native.page(units), path)

    def show(self, units: str = "si") -> Page:
        """The page, in the cell of a notebook."""
        return Page(self._native.page(units))

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return preformatted(self.summary())


class Figures:
    """Figures that are attributes, by their keys."""

    _json: Record

    @cached_property
    def figures(self) -> Record:
        """All figures, by their keys."""
        return self._json

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "figures":
            raise AttributeError(name)
        if name in self.figures:
            return self.figures[name]
        raise AttributeError(f"no figure `{name}`{near(name, self.figures)}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.figures]
