"""A launch window: go or no-go, hour by hour or month by month."""

from __future__ import annotations

from ._result import Figures, Result


class Window(Figures, Result):
    """A launch, flown very many times in the weather of each hour, or of each month.

    Made by `Launch.window`. Figures are attributes, under the keys that `downrange window --json` prints; `hours` has for each its
    `time`, its `verdict`, the limit that decides, and everything that has a limit.
    """

    def __repr__(self) -> str:
        verdicts = [hour["verdict"] for hour in self.figures["hours"]]
        counted = ", ".join(f"{verdicts.count(word)} {word}" for word in ("go", "caution", "no-go"))
        return f"<Window of {self.figures['name']!r}: {counted}>"
