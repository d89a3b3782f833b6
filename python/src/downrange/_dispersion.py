"""Very many flights."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cached_property
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from . import _native
from ._asked import at_least
from ._errors import RunWarning
from ._progress import Report, shown
from ._records import Record, given, parsed
from ._result import Result
from ._table import Table

if TYPE_CHECKING:
    import pandas
    import polars


class _Launched(Protocol):
    """A `Launch`: it makes dispersions, so that this file does not import it."""

    _native: _native.Launch


class Landings(dict):
    """Where everything came down: GeoJSON, which mapping libraries take by `__geo_interface__`."""

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        return self


class Dispersion(Result):
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
        super().__init__(native)
        #: Whether its rows are in memory, and the folder that it was joined in is gone.
        self._is_apart = rows is not None
        self._rows = native.flights() if rows is None else rows

    @classmethod
    def open(cls, folder: str | PathLike[str]) -> Dispersion:
        """Opens the run of a folder, finished or not; nothing is written there.

        Raises:
            InputError: When there is none, or its files cannot be read as those of a run.
            StoreError: When the flights that it holds are damaged.
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

    @classmethod
    def _flown(cls, native: _native.Run, remarks: list[str], rows: _native.Table | None = None) -> Dispersion:
        """A run that was flown now; what was remarked meanwhile is told."""
        for remark in remarks:
            warnings.warn(remark, RunWarning, stacklevel=3)
        if native.question is not None and native.question[1] is False:
            text = f"{native.question[0]} is not answered by these flights: ask for more (n)"
            warnings.warn(text, RunWarning, stacklevel=3)
        return cls(native, rows)

    def resume(
        self,
        launch: _Launched | None = None,
        *,
        n: int | None = None,
        threads: int | None = None,
        progress: bool | Report = True,
    ) -> Dispersion:
        """Goes on with the run of a folder that was stopped, until all flights are there that were asked for.

        The files of its folder come to be those of a run that was never stopped. One that is there as a whole is given again.

        Args:
            launch: The `Launch` that it is of. If nothing is said it is read again from the files that the run names; their
                paths start from the folder that Python is in now.
            n: How many flights in all, if not as many as were asked for.
            threads, progress: As in `Launch.disperse`.

        Raises:
            InputError: When the launch cannot be read.
            StoreError: When the launch is another one, or the folder cannot be written.
            ValueError: When the run lies in no folder.
        """
        if self._native.folder is None or self._is_apart:
            raise ValueError("the run lies in no folder: fly it with disperse(…, out=…)")
        at_least(1, n=n, threads=threads)
        native = _native.Launch.of_run(self._native) if launch is None else launch._native
        with shown(progress) as report:
            run = native.resume(self._native, n, threads, report)
        return Dispersion._flown(run, run.remarks)

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
        """Of each body its `name`, `landing` (mean, ellipses, distances), `landing_by_kind` (the same of landings under a
        `parachute` and of `ballistic` ones, with `p_landing`), `areas`, `keep_outs`, `any_keep_out`, `ceiling` and `outcomes`."""
        return self._json["bodies"]

    @cached_property
    def areas(self) -> dict[str, Record]:
        """Of each area, by its name, how likely anything lands outside (`p_outside`) or leaves it in flight."""
        return {area["name"]: area for area in self._json["areas"]}

    @cached_property
    def keep_outs(self) -> dict[str, Record]:
        """Of each keep-out area, by its name, how likely anything comes down in it (`p_keep_out`)."""
        return {keep_out["name"]: keep_out for keep_out in self._json["keep_outs"]}

    @property
    def any_keep_out(self) -> Record | None:
        """How likely anything comes down in any keep-out area (`p_keep_out`); ``None`` without one."""
        return self._json["any_keep_out"]

    @property
    def ceiling(self) -> Record | None:
        """The ceiling (`height_asl_m`), and how likely anything passes it (`p_above_ceiling`); ``None`` without one."""
        return self._json["ceiling"]

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

    def map(self, path: str | PathLike[str] | None = None, units: str = "si") -> str | Path:
        """The map of landings and areas (SVG): as text, or written into a file, whose path is returned."""
        return given(self._native.map(units), path)

    def geojson(self, path: str | PathLike[str] | None = None) -> str | Path:
        """The landings for maps and GIS: as text, or written into a file."""
        return given(self._native.geojson(), path)

    def kml(self, path: str | PathLike[str] | None = None) -> str | Path:
        """The landings for Google Earth: as text, or written into a file."""
        return given(self._native.kml(), path)

    def __repr__(self) -> str:
        part = f", shard {self.shard}" if self.shard else ""
        return f"<Dispersion of {self.name!r}: {self.n} flights, seed {self.seed}{part}>"
