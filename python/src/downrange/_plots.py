"""Pictures by matplotlib, in the colours of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.figure import Figure

    from ._records import Record
    from ._series import Series

#: Colours of the reports' charts.
_LINE, _MARK, _QUIET = "#1f5fa8", "#b4531f", "#8a8f98"

#: Events that are marked.
_MARKED = ("burnout", "apogee", "opens", "landing", "separation")


def flight_figure(title: str, series: Mapping[str, Series], events: Iterable[Record]) -> Figure:
    """`height` and `speed` against `time`, with the events that matter."""
    import matplotlib.pyplot as plt

    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(8, 6), layout="constrained")
    above.plot(series["time"], series["height"], color=_LINE)
    below.plot(series["time"], series["speed"], color=_LINE)
    above.set_ylabel("Height above the site, m")
    below.set_ylabel("Speed over the ground, m/s")
    below.set_xlabel("Time since launch, s")
    above.set_title(title)
    for event in events:
        if event.name.endswith(_MARKED):
            above.plot(event.time_s, event.altitude_agl_m, "o", color=_MARK, markersize=4)
            above.annotate(
                event.name,
                (event.time_s, event.altitude_agl_m),
                xytext=(4, 4),
                textcoords="offset points",
                fontsize="small",
            )
    for axes in (above, below):
        axes.grid(color=_QUIET, alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
    # Shown once, by what it is returned to.
    plt.close(figure)
    return figure
