"""A launch, held against the rules of a range or a competition."""

from __future__ import annotations

from ._result import Figures, Result


class Rules(Figures, Result):
    """What a rule sheet says of a launch.

    Made by `Launch.rules`. Figures are attributes, under the keys that `downrange rules --json` prints; `rules` has for each its
    `number`, its `verdict`, what is asked and what the launch has.
    """

    def __repr__(self) -> str:
        counts = self.figures["verdicts"]
        counted = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        return f"<Rules of {self.figures['sheet']['name']!r} for {self.figures['name']!r}: {counted}>"
