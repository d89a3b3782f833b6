"""A flight beside the one that another program stored."""

from __future__ import annotations

from ._result import Figures, Result


class Comparison(Figures, Result):
    """The flight of a design beside the one that its own program stored, and what accounts for the difference.

    Made by `Launch.compare`. Figures are attributes, under the keys that `downrange compare --json` prints: `stored` (what is, and its
    `figures`, each beside ours), `compared` (what went into both flights), `causes` (each with the change of our apogee once it is
    as stored), `main_cause`, `explanation` in sentences, `not_compared`.
    """

    def __repr__(self) -> str:
        return f"<Comparison of {self.figures['name']!r}: {self.figures['main_cause'] or 'no cause stands out'}>"
