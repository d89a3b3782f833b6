"""A dispersion on many machines: the workers of a Dask cluster fly its batches, and here they are joined.

What goes to a worker is the text of the launch with its files, the areas, and which batches to fly; what comes back is the file
of each batch, as a run on one machine keeps it. So the folder of a run is the same wherever its batches were flown.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from . import _native
from ._errors import ClusterError, FlightError
from ._progress import Report

if TYPE_CHECKING:
    from distributed import Client, Future

#: Shards where nothing is said, at most: so many tasks a scheduler handles with ease.
_MOST_SHARDS = 4_000
#: How often a shard that fails is flown again. (That its worker was lost is no failure of the shard.)
_RETRIES = 3
#: Seconds from one look at the shards to the next.
_BETWEEN_LOOKS = 0.05


#: Why what can be asked of one machine cannot be asked of many.
_NOT_THERE = {
    "until": "client and until exclude each other: one shard does not know what the others found; ask for n flights",
    "shard": "client and shard exclude each other: shards are what the client's workers fly",
    "threads": "client and threads exclude each other: each task of a worker flies on one thread",
}


def check(client: Any, others: dict[str, Any]) -> None:
    """That flights can be handed to this client, and nothing is asked that it cannot."""
    for name, value in others.items():
        if value is not None:
            raise ValueError(_NOT_THERE[name])
    try:
        from distributed import Client
    except ImportError:
        raise TypeError("client needs Dask: pip install distributed") from None
    if not isinstance(client, Client):
        raise TypeError(f"client is a dask.distributed.Client, not {type(client).__name__}")
    if client.asynchronous:
        raise TypeError("client is asynchronous: make it with asynchronous=False")


def disperse(
    native: _native.Launch,
    client: Client,
    n: int,
    seed: int,
    limits: _native.Limits,
    out: str | None,
    resume: bool,
    shards: int | None,
    report: Report | None,
) -> tuple[_native.Run, _native.Table | None, list[str]]:
    """Flies it on the workers of a client: gives the run, its rows if they lie in no folder, and what was remarked."""
    with ExitStack() as stack:
        folder = out
        if folder is None:
            folder = os.path.join(stack.enter_context(TemporaryDirectory(prefix="downrange-")), "run")
        missing, remarks = _native.missing(native, n, seed, limits, folder, resume)
        try:
            if missing:
                work = _packed(native, n, seed, limits)
                _Flying(client, work, missing, n, Path(folder), report).run(shards)
            # Joins what is there, and flies what was lost on the way.
            run = native.disperse(n, seed, limits, None, folder, True, None, None, None)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(_kept(native, n, seed, limits, out)) from None
        if report is not None:
            report(n, n)
        rows = run.flights().loaded() if out is None else None
        return run, rows, remarks + run.remarks


def _kept(native: _native.Launch, n: int, seed: int, limits: _native.Limits, out: str | None) -> str:
    """What a run that is stopped leaves."""
    if out is None:
        return "stopped; nothing is kept: there is no out"
    missing, _ = _native.missing(native, n, seed, limits, out, True)
    return f"stopped; {n - _flights(missing, n)} flights are kept: go on with resume=True"


def _flights(batches: Sequence[int], n: int) -> int:
    """How many flights are in batches of a run of `n`."""
    size = _native.BATCH_FLIGHTS
    return sum(min(size, n - batch * size) for batch in batches)


class _Flying:
    """Shards that are being flown."""

    def __init__(
        self, client: Client, work: bytes, missing: list[int], n: int, folder: Path, report: Report | None
    ) -> None:
        self.client = client
        self.work = work
        self.missing = missing
        self.n = n
        self.folder = folder.absolute()
        self.report = report
        self.topic = f"downrange-{uuid.uuid4().hex}"
        #: Flights of each shard that are flown by now.
        self.flown: dict[int, int] = {}

    def run(self, shards: int | None) -> None:
        """Until all shards are flown, and their files lie in the folder."""
        count = min(shards or _MOST_SHARDS, len(self.missing))
        parts = [self.missing[shard::count] for shard in range(count)]
        with self._marked() as mark, self._told():
            work = self.client.submit(bytes, self.work, key=f"{self.topic}-launch")
            futures = self.client.map(
                fly,
                range(count),
                parts,
                key=[f"{self.topic}-{shard}" for shard in range(count)],
                retries=_RETRIES,
                version=_native.__version__,
                work=work,
                mark=str(mark),
                topic=self.topic,
            )
            try:
                self._gathered({future: shard for shard, future in enumerate(futures)}, parts)
            except BaseException:
                self.client.cancel([*futures, work])
                raise

    @contextmanager
    def _marked(self) -> Iterator[Path]:
        """A file by which workers know whether they share the folder, and whether it is still flown into."""
        mark = self.folder / f".{self.topic}"
        mark.touch()
        try:
            yield mark
        finally:
            mark.unlink(missing_ok=True)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What workers tell of the shards that they fly is noted meanwhile."""

        def note(event: tuple[float, Any]) -> None:
            shard, flights = event[1]
            self.flown[shard] = flights

        if self.report is None:
            yield
            return
        self.client.subscribe_topic(self.topic, note)
        try:
            yield
        finally:
            with suppress(ValueError):
                self.client.unsubscribe_topic(self.topic)

    def _gathered(self, shards: dict[Future[Any], int], parts: list[list[int]]) -> None:
        from distributed import as_completed

        completed = as_completed(shards)
        ready: dict[int, int] = {}
        there = self.n - _flights(self.missing, self.n)
        told = None
        while completed.count():
            done = completed.next_batch(block=False)
            for future in done:
                if future.status != "finished":
                    raise _fault(future)
            for future, result in zip(done, self.client.gather(done), strict=True):
                self._keep(result)
                shard = shards.pop(future)
                ready[shard] = _flights(parts[shard], self.n)
            if self.report is not None:
                flown = there + sum({**self.flown, **ready}.values())
                if flown != told:
                    self.report(flown, self.n)
                    told = flown
            if not done:
                time.sleep(_BETWEEN_LOOKS)

    def _keep(self, result: str | list[tuple[int, bytes]]) -> None:
        """Puts the files of a shard into the folder, where its worker could not."""
        if isinstance(result, str):
            raise ClusterError(result)
        for batch, data in result:
            _put(self.folder / _native.batch_path(batch), data)


def _fault(future: Future[Any]) -> BaseException:
    """Why a shard was not flown."""
    from distributed import KilledWorker

    if future.status != "error":
        return ClusterError("the scheduler dropped the flights: it was closed, restarted, or out of reach")
    error: BaseException = future.exception()
    if isinstance(error, ImportError):
        version = _native.__version__
        return ClusterError(f"a worker cannot fly: {error}\nhelp: install downrange {version} there, as it is here")
    if isinstance(error, KilledWorker):
        return ClusterError(
            f"workers ended again and again while they flew one shard: {error}\nhelp: their logs say why"
        )
    return error


def _put(path: Path, data: bytes) -> None:
    """Writes a file that is there as a whole or not at all."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(f".{uuid.uuid4().hex}.tmp")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _is_stored(path: Path, mark: str) -> bool:
    """Whether a file was stored since the mark was made: by a worker who had this shard before, and was lost."""
    try:
        return path.stat().st_mtime_ns >= os.stat(mark).st_mtime_ns
    except OSError:
        return False


def _packed(native: _native.Launch, n: int, seed: int, limits: _native.Limits) -> bytes:
    """What workers need to know of a run."""
    areas, keep_outs, distance, ceiling = limits
    read = [[(Path(path).name, Path(path).read_bytes()) for path in paths] for paths in (areas, keep_outs)]
    return pickle.dumps((native.pack(), n, seed, (read, distance, ceiling), native.digest(), _sample(native, seed)))


def _sample(native: _native.Launch, seed: int) -> str:
    """The digest of a flight, by which a machine that computes otherwise is found out."""
    try:
        flown = native.fly(None, 0, seed).json()
    except FlightError as error:
        flown = str(error)
    return hashlib.sha256(flown.encode()).hexdigest()


class _Work:
    """What a worker knows of a run."""

    def __init__(self, packed: bytes) -> None:
        state, self.n, self.seed, (read, distance, ceiling), digest, sample = pickle.loads(packed)
        self.native = _native.Launch.unpack(state)
        self._folder = TemporaryDirectory(prefix="downrange-")
        areas, keep_outs = (self._written(f"{kind}", files) for kind, files in enumerate(read))
        self.limits: _native.Limits = (areas, keep_outs, distance, ceiling)
        #: How it differs from what asks for it.
        self.differs: str | None = None
        if self.native.digest() != digest:
            self.differs = "reads this launch otherwise"
        elif _sample(self.native, self.seed) != sample:
            self.differs = "flies this launch to other digits"


    def _written(self, kind: str, files: list[tuple[str, bytes]]) -> list[str]:
        """Files in a folder of this worker, each under its own name, after which what it holds may be called."""
        written = []
        for index, (name, data) in enumerate(files):
            path = Path(self._folder.name, kind, str(index), name)
            path.parent.mkdir(parents=True)
            path.write_bytes(data)
            written.append(str(path))
        return written


_opened = lru_cache(maxsize=2)(_Work)


def fly(
    shard: int, batches: list[int], *, version: str, work: bytes, mark: str, topic: str
) -> str | list[tuple[int, bytes]]:
    """Flies batches on a worker: gives the files of those that it could not store itself, or why it will not fly."""
    from distributed import get_worker

    worker = get_worker()
    own = _native.__version__
    if own != version:
        return f"worker {worker.address} has downrange {own}, and here is {version}\nhelp: install one version on all machines"
    run = _opened(work)
    if run.differs:
        return (
            f"worker {worker.address} {run.differs}: its downrange {own} is another build\n"
            "help: install the same wheel on all machines"
        )
    files, flown = [], 0
    is_shared = os.path.exists(mark)
    for batch in batches:
        path = Path(mark).parent / _native.batch_path(batch)
        if not _is_stored(path, mark):
            data = _native.batch_file(run.native, batch, run.n, run.seed, run.limits)
            if not is_shared:
                files.append((batch, data))
            elif os.path.exists(mark):
                _put(path, data)
            else:
                # Nobody waits for it any more.
                break
        flown += _flights([batch], run.n)
        worker.log_event(topic, (shard, flown))
    return files
