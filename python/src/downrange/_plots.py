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


#: Events nearer to each other than this share of the picture, in time and height, have one label.
_NEAR = 0.04


def _beside(events: list[Record]) -> list[list[Record]]:
    """Events in groups that would write over each other."""
    most = [max((abs(event[key]) for event in events), default=0.0) for key in ("time_s", "altitude_agl_m")]
    groups: list[list[Record]] = []
    for event in events:
        last = groups[-1][-1] if groups else event
        ways = (abs(event.time_s - last.time_s), abs(event.altitude_agl_m - last.altitude_agl_m))
        if groups and all(way <= _NEAR * size for way, size in zip(ways, most, strict=True)):
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


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
    for together in _beside([event for event in events if event.name.endswith(_MARKED)]):
        times, heights = zip(*((event.time_s, event.altitude_agl_m) for event in together), strict=True)
        above.plot(times, heights, "o", color=_MARK, markersize=4)
        above.annotate(
            ", ".join(event.name for event in together),
            (times[-1], heights[-1]),
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
