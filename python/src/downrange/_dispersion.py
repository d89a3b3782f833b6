"""Very many flights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _native
from ._records import Record, given, parsed, preformatted
from ._table import Table

if TYPE_CHECKING:
    import pandas
    import polars


class Landings(dict):
    """Where everything came down: GeoJSON, which mapping libraries take by `__geo_interface__`."""

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        return self


class Dispersion:
    """Very many flights of one launch, with what is uncertain about it drawn anew in each.

    Flown by `Launch.disperse`, or opened by `Dispersion.open`. Names are those of the JSON that `downrange disperse --json`
    prints, in SI units and degrees; of percentiles and probabilities the intervals (`_ci95`) hold at least 95 %.

    >>> import downrange
    >>> launch = downrange.read("rockets/calisto-dispersed/launch.toml")
    >>> run = launch.disperse(20, areas="rockets/calisto-dispersed/area.geojson", progress=False)
    >>> apogee = run.statistics["apogee_agl_m"]
    >>> apogee.count, bool(2800 < apogee.mean < 3700)
    (20, True)
    >>> list(run.areas)
    ['field']
    >>> low, high = run.areas["field"].p_outside_ci95
    >>> low <= run.areas["field"].p_outside <= high
    True
    >>> len(run.flights)
    20
    """

    def __init__(self, native: _native.Run, rows: _native.Table | None = None) -> None:
        self._native = native
        self._rows = native.flights() if rows is None else rows

    @classmethod
    def open(cls, folder: str | PathLike[str]) -> Dispersion:
        """Opens the run of a folder, finished or not; nothing is written there.

        Raises:
            InputError: When there is none, or it cannot be read.
        """
        return cls(_native.Run.open(fspath(folder)))

    @classmethod
    def merge(cls, folders: Sequence[str | PathLike[str]], out: str | PathLike[str]) -> Dispersion:
        """Joins the shards of one run, in any order, in a new folder: to the files that one run without shards writes.

        Raises:
            InputError: When shards are missing, damaged, or of several runs.
            StoreError: When the folder holds anything else, or cannot be written.
        """
        return cls(_native.Run.merge([fspath(folder) for folder in folders], fspath(out)))

    @cached_property
    def _json(self) -> Record:
        return parsed(self._native.json())

    @property
    def name(self) -> str:
        """The name of the launch."""
        return self._native.name

    @property
    def n(self) -> int:
        """How many flights."""
        return self._json["n"]

    @property
    def failed(self) -> int:
        """How many of them could not be computed; `errors` says why."""
        return self._json["failed"]

    @property
    def errors(self) -> list[Record]:
        """Why flights could not be computed: `reason`, `count`, `samples`, `error`."""
        return self._json["errors"]

    @property
    def seed(self) -> int:
        """The seed of all random numbers."""
        return self._native.seed

    @property
    def shard(self) -> str | None:
        """The part of a run that these flights are, as "3/8"; ``None`` for the whole."""
        return self._native.shard

    @property
    def complete(self) -> bool:
        """Whether all flights are there that were asked for: not so of a folder whose run was stopped."""
        return self._native.complete

    @property
    def known(self) -> bool | None:
        """Whether the flights answer the question (`until`) that was to end them; ``None`` without one."""
        question = self._native.question
        return None if question is None else question[1]

    @property
    def flights(self) -> Table:
        """One row a flight and body: inputs (SI, rad), outcomes (SI, degrees), areas, broken rules of thumb. The columns are
        those of `flights.parquet`. Of a run in a folder they are read when they are asked for."""
        return Table(self._rows)

    def to_pandas(self) -> pandas.DataFrame:
        """The flights as a data frame of pandas, which has to be installed."""
        return self.flights.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """The flights as a data frame of polars, which has to be installed."""
        return self.flights.to_polars()

    @property
    def statistics(self) -> Record:
        """Of each figure of the body with the payload: `count`, `mean`, `sigma`, percentiles, `min`, `max`, intervals."""
        return self._json["outcomes"]

    @property
    def bodies(self) -> list[Record]:
        """Of each body its `name`, `landing` (mean, ellipses, distances), `areas` and `outcomes`."""
        return self._json["bodies"]

    @cached_property
    def areas(self) -> dict[str, Record]:
        """Of each area, by its name, how likely anything lands outside (`p_outside`) or leaves it in flight."""
        return {area["name"]: area for area in self._json["areas"]}

    @cached_property
    def rules(self) -> dict[str, Record]:
        """Of each rule of thumb how likely it is broken (`p_broken`)."""
        return {rule["rule"]: rule for rule in self._json["rules"]}

    @property
    def by_failure(self) -> Record:
        """The same probabilities of the flights with each failure."""
        return self._json["by_failure"]

    @property
    def ranking(self) -> list[Record]:
        """Which input matters for which outcome: `input`, `outcome`, `rank_correlation`, `explained_variance`, intervals."""
        return self._json["ranking"]

    @property
    def warnings(self) -> list[str]:
        """Rules of thumb that the flight as planned breaks, each in a sentence."""
        return self._json["warnings"]

    @cached_property
    def landings(self) -> Landings:
        """Areas, ellipses, contours and landing points as GeoJSON."""
        return Landings(parsed(self._native.geojson()))

    def to_json(self) -> str:
        """The text that `downrange disperse --json` prints."""
        return self._native.json()

    def summary(self, units: str = "si") -> str:
        """The summary that `downrange disperse` prints; `units` are "si" or "us"."""
        return self._native.summary(units)

    def map(self, path: str | PathLike[str] | None = None, units: str = "si") -> str | Path:
        """The map of landings and areas (SVG): as text, or written into a file, whose path is returned."""
        return given(self._native.map(units), path)

    def report(self, path: str | PathLike[str] | None = None, units: str = "si") -> str | Path:
        """The page with map, probabilities, histograms and ranking, which needs no network: as text, or written into a file."""
        return given(self._native.page(units), path)

    def geojson(self, path: str | PathLike[str] | None = None) -> str | Path:
        """The landings for maps and GIS: as text, or written into a file."""
        return given(self._native.geojson(), path)

    def kml(self, path: str | PathLike[str] | None = None) -> str | Path:
        """The landings for Google Earth: as text, or written into a file."""
        return given(self._native.kml(), path)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        part = f", shard {self.shard}" if self.shard else ""
        return f"<Dispersion of {self.name!r}: {self.n} flights, seed {self.seed}{part}>"

    def _repr_html_(self) -> str:
        return preformatted(self.summary())
