"""Pictures by matplotlib, in the colours of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.figure import Figure

    from ._records import Record
    from ._series import Series

#: Colours of the reports' charts.
_LINE, _MARK, _QUIET = "#1f5fa8", "#b4531f", "#8a8f98"

#: Events that are marked.
_MARKED = ("burnout", "apogee", "opens", "landing", "separation")

#: Events nearer to each other than this share of the picture, in time and height, have one label.
_NEAR = 0.04

#: Shares of the picture that a label takes, about.
_WIDE, _TALL = 0.15, 0.05


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


def flight_figure(title: str, lines: Sequence[Mapping[str, Series]], events: Iterable[Record]) -> Figure:
    """`height` and `speed` against `time` of bodies, that with the payload first, with the events that matter."""
    import matplotlib.pyplot as plt

    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(8, 6), layout="constrained")
    for number, series in reversed(list(enumerate(lines))):
        style = {"color": _QUIET, "linewidth": 1} if number else {"color": _LINE}
        above.plot(series["time"], series["height"], **style)
        below.plot(series["time"], series["speed"], **style)
    above.set_ylabel("Height above the site, m")
    below.set_ylabel("Speed over the ground, m/s")
    below.set_xlabel("Time since launch, s")
    above.set_title(title)
    most = (lines[0]["time"][-1], max(lines[0]["height"]))
    before, raised = (float("-inf"), 0.0), 4
    for together in _beside([event for event in events if event.name.endswith(_MARKED)]):
        times, heights = zip(*((event.time_s, event.altitude_agl_m) for event in together), strict=True)
        above.plot(times, heights, "o", color=_MARK, markersize=4)
        # A label beside the last one goes into the line above.
        beside = times[0] - before[0] < _WIDE * most[0] and abs(heights[0] - before[1]) < _TALL * most[1]
        raised = 16 if beside and raised == 4 else 4
        before = (times[-1], heights[-1])
        above.annotate(
            ", ".join(event.name for event in together),
            (times[-1], heights[-1]),
            xytext=(4, raised),
            textcoords="offset points",
            fontsize="small",
        )
    for axes in (above, below):
        axes.grid(color=_QUIET, alpha=0.25)
        axes.spines[["top", "right"]].set_visible(False)
    # Shown once, by what it is returned to.
    plt.close(figure)
    return figure
