"""A launch: what flies, from where, through which air."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from . import _cluster, _native
from ._aero import Aero
from ._asked import at_least, length, motor_files, numbers, paths
from ._comparison import Comparison
from ._dispersion import Dispersion
from ._errors import InputWarning
from ._flight import Flight
from ._progress import Report, shown
from ._records import Record, parsed, preformatted
from ._rules import Rules
from ._window import Window

if TYPE_CHECKING:
    import distributed


def _tell(texts: Iterable[str]) -> None:
    for text in texts:
        warnings.warn(text, InputWarning, stacklevel=3)


class Launch:
    """A launch: site, rail, air, rocket with motors and parachutes, and what is uncertain about it.

    Made by `read`, `loads` or `from_dict`; it never changes, `replace` gives another one. It can be pickled: its text, the files
    that it names and its motors of the motor library travel with it, and it flies the same elsewhere. (What another program stored of its flight, for
    summaries and reports beside it, stays behind.)
    """

    def __init__(self, native: _native.Launch) -> None:
        self._native = native

    @property
    def name(self) -> str:
        """Its name."""
        return self._native.name

    @property
    def warnings(self) -> list[str]:
        """What was read otherwise than it stands in its files."""
        return self._native.warnings

    @property
    def failures(self) -> list[str]:
        """The names of the failures that it describes."""
        return self._native.failures

    @cached_property
    def inputs(self) -> list[Record]:
        """What is uncertain: `name`, `kind`, `unit` (SI, rad), `mean`, `sigma`, `p05`, `p95`, `distribution` in words.

        >>> import downrange
        >>> inputs = downrange.read("rockets/calisto-dispersed/launch.toml").inputs
        >>> inputs[0].name, inputs[0].unit
        ('rail.elevation_angle', 'rad')
        """
        inputs = parsed(self._native.inputs_json())
        _tell(self._native.more_warnings())
        return inputs

    @staticmethod
    def schema() -> dict[str, Any]:
        """The JSON Schema of launch files."""
        return json.loads(_native.schema())

    @property
    def digest(self) -> str:
        """The digest of all that was read: of the same launch it is the same, and a dispersion carries it."""
        return self._native.digest()

    def to_toml(self) -> str:
        """The text of its launch file; of a design file, of the launch file that flies the same."""
        return self._native.to_toml()

    def replace(self, values: Mapping[str, Any]) -> Launch:
        """The same launch with other values at paths of keys.

        A path goes by keys and by names of what is listed: ``"rocket.mass"``, ``"rocket.parts.fins.span"``, or by numbers from 0:
        ``"rocket.parts[0].length"``. A value is a number in SI units (angles in rad), or text with a unit; a list, a NumPy
        array or a dict where the launch file has a table.

        >>> import downrange
        >>> launch = downrange.read("rockets/calisto/launch.toml")
        >>> heavier = launch.replace({"rocket.mass": 16.2, "air.wind.speed": "8 m/s"})
        >>> heavier.fly().apogee_agl_m < launch.fly().apogee_agl_m
        True

        Raises:
            InputError: When the launch file cannot say so.
        """
        new = self._native.replace(dict(values))
        _tell(text for text in new.warnings if text not in self.warnings)
        return Launch(new)

    def fly(self, failure: str | None = None, sample: int | None = None, seed: int | None = None) -> Flight:
        """Flies it once, from ignition to the ground; the interpreter is free meanwhile.

        Args:
            failure: The name of a failure of the launch file that happens.
            sample: One sample of its dispersion, as `disperse` with the same seed has it, counted from 0.
            seed: The seed of that dispersion, 1 if nothing is said.

        Raises:
            InputError: When there is no such failure, or the rocket cannot lift off.
            FlightError: When the flight cannot be computed.

        >>> import downrange
        >>> flight = downrange.read("rockets/calisto/launch.toml").fly()
        >>> print(flight.events[-1].name)
        landing
        """
        if failure is not None and sample is not None:
            raise ValueError("failure and sample exclude each other: a sample draws its own failure")
        if seed is not None and sample is None:
            raise ValueError("seed is for a sample: fly(sample=…, seed=…)")
        at_least(0, sample=sample, seed=seed)
        flight = Flight(self._native.fly(failure, sample, seed))
        if sample is not None:
            _tell(self._native.more_warnings())
        return flight

    def aero(self, mach: Any = "0:5:0.05", alpha: Any = "0:10:1", stage: str | None = None) -> Aero:
        """Its aerodynamics.

        Args:
            mach: Mach numbers: an array, a list, one, or text as the command line takes it (``"0:2:0.1"``).
            alpha: Total angles of attack in degrees, likewise.
            stage: Of a vehicle in stages, only what flies with this stage as its lowest.

        Raises:
            InputError: When the numbers cannot be, or there is no such stage.
        """
        return Aero(self._native.aero(numbers(mach), numbers(alpha), stage))

    def compare(self) -> Comparison:
        """Flies a design beside the flight that its own program stored, and again with one thing at a time as stored.

        Raises:
            InputError: When no flight is stored in the file; a launch that was changed or pickled has none.
            FlightError: When it cannot be flown.

        >>> import downrange, tempfile
        >>> from pathlib import Path
        >>> folder, design = Path(tempfile.mkdtemp()), Path("rockets/openrocket/Dunlin.ork")
        >>> stored = '</conditions><flightdata maxaltitude="1500" maxvelocity="200"/>'
        >>> team = folder / "team.ork"
        >>> _ = team.write_text(design.read_text().replace("</conditions>", stored, 1))
        >>> comparison = downrange.read(team, motors=design.parent).compare()
        >>> apogee = comparison.stored.figures.apogee_agl_m
        >>> apogee.stored, round(apogee.ours)
        (1500.0, 2060)
        """
        return Comparison(self._native.compare())

    def draw(self, units: str = "si") -> str | None:
        """A drawing to scale (SVG), with the centres of gravity and of pressure; ``None`` of what has no parts."""
        return self._native.drawing(units)

    def disperse(
        self,
        n: int | None = None,
        seed: int = 1,
        areas: str | PathLike[str] | Sequence[str | PathLike[str]] | None = None,
        until: str | None = None,
        out: str | PathLike[str] | None = None,
        shard: str | None = None,
        progress: bool | Report = True,
        *,
        resume: bool = False,
        threads: int | None = None,
        client: distributed.Client | None = None,
        shards: int | None = None,
        keep_outs: str | PathLike[str] | Sequence[str | PathLike[str]] | None = None,
        keep_out_distance: str | float | None = None,
        ceiling: str | float | None = None,
    ) -> Dispersion:
        """Flies it very many times, on all processors, with what is uncertain about it drawn anew.

        The same launch, seed, areas and ceiling give the same flights, on any number of threads, in any number of shards.

        Args:
            n: How many flights: 1000 if nothing is said. With `until` at most so many: a million.
            seed: The seed of all random numbers.
            areas: Files (GeoJSON) of areas in which everything should stay.
            until: Stop once this is known, such as ``"p_outside<1e-3"``, ``"p_keep_out<1e-5"``, ``"p_above_ceiling<1e-3"`` or
                ``"apogee.mean±2m"``.
            out: A folder to store flights, report and maps in, which is made if need be.
            shard: Fly only a part of it, ``"3/8"``, to be merged later (`Dispersion.merge`).
            progress: A bar (where tqdm is installed), none, or a function that is called with the flights that are done and
                the flights that are to be.
            resume: Go on with the run in `out` until what is asked now is flown; begin it if there is none.
            threads: How many threads; one a processor if nothing is said.
            client: A client of Dask (`dask.distributed.Client`), whose workers fly it: each task on one thread. They need the
                same downrange; they see the folder `out`, or send back what belongs there.
            shards: Into how many tasks it is divided; if nothing is said, one for each 512 flights, at most 4,000.
            keep_outs: Files (GeoJSON: polygons, lines, points) of houses, roads and other ground that nothing may come down on.
            keep_out_distance: How far around a feature of these counts that does not say so itself (by its property
                ``distance``, ``width`` or ``radius``): a text with a unit, or metres.
            ceiling: The height above sea level that nothing may pass: a text with a unit, or metres.

        Raises:
            ClusterError: When workers of the client cannot fly it, or would fly it to other digits.
            InputError: When nothing is uncertain, an area cannot be read, or `until` asks what cannot be known.
            StoreError: When the folder holds something else, or cannot be written.
            KeyboardInterrupt: After Ctrl-C, within a second or so. Flights that are stored in `out` are kept.
        """
        if shard is not None and until is not None:
            raise ValueError("shard and until exclude each other: one shard does not know what the others found")
        if resume and out is None:
            raise ValueError("resume needs out, the folder to go on in")
        at_least(1, n=n, threads=threads, shards=shards)
        at_least(0, seed=seed)
        folder = None if out is None else fspath(out)
        limits = (paths(areas), paths(keep_outs), length(keep_out_distance), length(ceiling))
        if client is None:
            if shards is not None:
                raise ValueError("shards needs a client, whose workers fly them; shard is one part")
            with shown(progress) as report:
                run = self._native.disperse(n, seed, limits, until, folder, resume, shard, threads, report)
            rows, remarks = None, run.remarks
        else:
            _cluster.check(client, {"until": until, "shard": shard, "threads": threads})
            n = _native.DEFAULT_FLIGHTS if n is None else n
            with shown(progress) as report:
                run, rows, remarks = _cluster.disperse(
                    self._native, client, n, seed, limits, folder, resume, shards, report
                )
        _tell(self._native.more_warnings())
        return Dispersion._flown(run, remarks, rows)

    def window(
        self,
        weather: str | PathLike[str],
        start: str | None = None,
        end: str | None = None,
        every: str = "1h",
        n: int = 1000,
        seed: int = 1,
        areas: str | PathLike[str] | Sequence[str | PathLike[str]] | None = None,
        limits: Mapping[str, str | float | None] | None = None,
        progress: bool | Report = True,
        *,
        by: str | None = None,
        issued: str | None = None,
        until: bool = False,
        threads: int | None = None,
        keep_outs: str | PathLike[str] | Sequence[str | PathLike[str]] | None = None,
        keep_out_distance: str | float | None = None,
        ceiling: str | float | None = None,
    ) -> Window:
        """Flies it very many times in the weather of each hour of a forecast: go, caution or no-go.

        Date, air and ensembles of the launch are replaced by the weather's; the same samples are flown at every hour.

        Args:
            weather: A weather file of several hours; of an ensemble every member is drawn.
            start: The first hour, UTC, such as ``"2026-11-28T06:00Z"``; the first of the file if nothing is said.
            end: The last hour.
            every: How far apart, such as ``"1h"`` or ``"30min"``.
            n: How many flights an hour.
            seed: The seed of all random numbers.
            areas: Files (GeoJSON) of areas in which everything should stay.
            limits: Other limits than the defaults, by their keys: ``{"p_outside": 0.001, "wind_at_rail": "9 m/s"}``, or None for not
                judged.
            progress: As in `disperse`.
            by: ``"month"`` for a row a month, whose weather is that of all its hours in all years, instead of one an hour.
            issued: When the forecast was made, UTC: the wind has the error of its age.
            until: Fly no more of an hour than makes its verdict sure.
            threads: How many threads; one a processor if nothing is said.
            keep_outs: As in `disperse`.
            keep_out_distance: As in `disperse`.
            ceiling: As in `disperse`.

        Raises:
            InputError: When the weather has nothing for an hour, or the launch cannot be.
        """
        if by not in (None, "month"):
            raise ValueError(f'by is "month" or None, not {by!r}')
        if by is not None and issued is not None:
            raise ValueError("by and issued exclude each other: a climatology has no age")
        at_least(1, n=n, threads=threads)
        at_least(0, seed=seed)
        ground = (paths(areas), paths(keep_outs), length(keep_out_distance), length(ceiling))
        given = {} if limits is None else limits
        assigned = [f"{key}={'none' if value is None else value}" for key, value in given.items()]
        spacing = every if by is None else None
        with shown(progress) as report:
            native = self._native.window(
                fspath(weather), (start, end), spacing, issued, n, seed, ground, assigned, until, threads, report
            )
        _tell(native.warnings)
        return Window(native)

    def rules(
        self,
        sheet: str | PathLike[str],
        flights: int | None = None,
        seed: int = 1,
        progress: bool | Report = False,
        *,
        threads: int | None = None,
    ) -> Rules:
        """Holds it against a rule sheet: what each rule asks, what it has, and whether that passes.

        Args:
            sheet: ``"irec"``, ``"euroc"``, ``"launch-canada"``, ``"faa-101"``, ``"faa-417"``, ``"faa-450"``, ``"nar"``, ``"tripoli"``,
                ``"nfpa-1122"``, or the path of your own (TOML).
            flights: How many flights of its dispersion are held against the rules, too, 200 if nothing is said; none where
                nothing is uncertain.
            seed: The seed of all random numbers: the samples are those of `disperse`.
            progress: As in `disperse`.
            threads: How many threads; one a processor if nothing is said.

        Raises:
            InputError: When there is no such sheet, or something is wrong in it.
        """
        at_least(1, threads=threads)
        at_least(0, flights=flights, seed=seed)
        with shown(progress) as report:
            native = _native.Rules.of_launch(self._native, fspath(sheet), flights, seed, threads, report)
        _tell(self._native.more_warnings())
        return Rules(native)

    def __reduce__(self) -> Any:
        return (_unpacked, (self._native.pack(),))

    def __repr__(self) -> str:
        return f"<Launch {self.name!r}>"

    def _repr_html_(self) -> str:
        return self.draw() or preformatted(repr(self))


def _unpacked(state: Any) -> Launch:
    return Launch(_native.Launch.unpack(state))


def read(
    path: str | PathLike[str],
    *,
    motors: str | PathLike[str] | None = None,
    simulation: str | int | None = None,
    configuration: str | None = None,
    motor: str | Sequence[str] | Mapping[str, str | PathLike[str] | None] | None = None,
    allow_outside: bool = False,
) -> Launch:
    """Reads a launch file (`.toml`) or a design file of another program (OpenRocket `.ork`, RockSim `.rkt`, RASAero II
    `.CDX1`).

    What was read otherwise than it stands is warned of (`InputWarning`).

    Args:
        path: The file.
        motors: The folder with the motors of a design file; its own folder if nothing is said.
        simulation: Which simulation of a design file, by its number from 1 or its name.
        configuration: Which flight configuration of a design file.
        motor: The files of motors of a design file, by the names that they have there: ``{"H120": "H120.eng"}``, or as the
            command line takes them, ``"H120=H120.eng"``. For a RockSim file that names no motor its motors, ``["C6-5"]``, from the
            sustainer down.
        allow_outside: Let the file name files outside its own folder. Only for files whose author you trust.

    Raises:
        InputError: The first thing that is wrong, with file, line and column, and what to do about it.

    >>> import downrange
    >>> downrange.read("rockets/calisto/launch.toml")
    <Launch 'Calisto'>
    """
    native = _native.Launch.read(
        fspath(path),
        None if motors is None else fspath(motors),
        None if simulation is None else str(simulation),
        configuration,
        motor_files(motor),
        allow_outside,
    )
    _tell(native.warnings)
    return Launch(native)


def _bytes(files: Mapping[str, str | bytes] | None) -> dict[str, bytes]:
    named = (files or {}).items()
    return {name: data.encode() if isinstance(data, str) else bytes(data) for name, data in named}


def loads(text: str, files: Mapping[str, str | bytes] | None = None) -> Launch:
    """Reads the text of a launch file; the files that it names, such as motors and tables, are given by their names.

    Raises:
        InputError: As `read`.

    >>> import downrange
    >>> from pathlib import Path
    >>> folder = Path("rockets/calisto")
    >>> motor = (folder / "Cesaroni_M1670.eng").read_bytes()
    >>> downrange.loads((folder / "launch.toml").read_text(), files={"Cesaroni_M1670.eng": motor})
    <Launch 'Calisto'>
    """
    native = _native.Launch.loads(text, _bytes(files))
    _tell(native.warnings)
    return Launch(native)


def from_dict(keys: Mapping[str, Any], files: Mapping[str, str | bytes] | None = None) -> Launch:
    """A launch from nested dicts with the keys of a launch file; NumPy arrays stand for tables.

    Raises:
        InputError: As `read`.
    """
    native = _native.Launch.loads(_native.Launch.toml_of(dict(keys)), _bytes(files))
    _tell(native.warnings)
    return Launch(native)
