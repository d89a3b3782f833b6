"""Many machines: what the workers of a Dask cluster fly is one run, byte for byte, whatever becomes of the workers."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pyarrow
import pytest

import downrange
from downrange import _cluster, _native

distributed = pytest.importorskip("distributed")

REPOSITORY = Path(__file__).parents[2]
LAUNCH = "rockets/calisto-dispersed/launch.toml"
AREA = "rockets/calisto-dispersed/area.geojson"
#: Two batches and a short one.
N = 2 * _native.BATCH_FLIGHTS + 40
#: Seven batches and a short one: of four shards each has two.
MORE = 7 * _native.BATCH_FLIGHTS + 40


def read():
    return downrange.read(LAUNCH)


@contextlib.contextmanager
def cluster(workers):
    """A client with so many workers, each a process with a nanny and one thread."""
    options = {"n_workers": workers, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options) as processes, distributed.Client(processes) as client:
        client.wait_for_workers(workers)
        yield client


@pytest.fixture(scope="module")
def client():
    with cluster(4) as client:
        yield client


def flown_here(folder, n):
    """One run on this machine, and the bytes of its files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(REPOSITORY)
        run = read().disperse(n, seed=3, areas=AREA, out=folder, progress=False)
    return run, files(folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return flown_here(tmp_path_factory.mktemp("whole") / "run", N)


@pytest.fixture(scope="module")
def longer(tmp_path_factory):
    return flown_here(tmp_path_factory.mktemp("longer") / "run", MORE)


def files(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def assert_same(folder, expected):
    found = files(folder)
    assert sorted(found) == sorted(expected)
    for name, data in expected.items():
        assert found[name] == data, name


def test_one_worker_of_four_is_killed(longer, tmp_path):
    """The Show: four shards, and a worker ends by SIGKILL between the two batches of its shard."""
    _, expected = longer
    out = tmp_path / "run"
    killed = []

    def kill(done, goal):
        if killed:
            return
        stored = [int(path.stem) for path in out.glob("flights.parts/*.parquet")]
        # The shard of the batch b is b modulo 4, and it has b and b + 4, or b - 4, in this order.
        begun = {batch % 4 for batch in stored if batch < 4} - {batch % 4 for batch in stored if batch >= 4}
        for address, keys in client.processing().items():
            # A worker may be making the work of all, whose key ends otherwise than a shard's.
            ends = (str(key).rsplit("-", 1)[1] for key in keys)
            shard = next((int(end) for end in ends if end.isdigit()), None)
            if shard in begun:
                os.kill(pids[address], signal.SIGKILL)
                killed.append((address, shard))
                assert not (out / _native.batch_path(shard + 4)).exists()
                return

    with cluster(4) as client:
        pids = client.run(os.getpid)
        run = read().disperse(MORE, seed=3, areas=AREA, out=out, client=client, shards=4, progress=kill)
        assert killed
        assert killed[0][0] not in client.scheduler_info()["workers"]
    assert run.n == MORE
    assert_same(out, expected)


@pytest.mark.parametrize("shards", [None, 2])
@pytest.mark.parametrize("is_shared", [True, False])
def test_it_is_one_run(whole, client, tmp_path, monkeypatch, is_shared, shards):
    """In any number of shards, stored by the workers or sent back: every file has the bytes of a run on one machine."""
    _, expected = whole
    if not is_shared:
        elsewhere = contextlib.nullcontext(tmp_path / "not there" / "mark")
        monkeypatch.setattr(_cluster._Flying, "_marked", lambda self: elsewhere)
    told = []
    read().disperse(
        N,
        seed=3,
        areas=[AREA],
        out=tmp_path / "run",
        client=client,
        shards=shards,
        progress=lambda done, goal: told.append((done, goal)),
    )
    assert_same(tmp_path / "run", expected)
    assert told[-1] == (N, N)
    assert any(0 < done < N for done, _ in told)


def test_without_a_folder(whole, client):
    """Rows, statistics and pages are those of the run that is stored."""
    run, expected = whole
    flown = read().disperse(N, seed=3, areas=AREA, client=client, progress=False)
    assert pyarrow.table(flown.flights).equals(pyarrow.table(run.flights))
    assert flown.statistics == run.statistics
    assert flown.report().encode() == expected["report.html"]
    assert flown.kml().encode() == expected["landings.kml"]


def test_a_design_file_with_what_was_replaced(client, tmp_path):
    """It goes to the workers as the launch file that flies the same, and the folder names the design."""
    with pytest.warns(downrange.InputWarning):
        launch = downrange.read("rockets/openrocket/Dunlin.ork")
    launch = launch.replace({"dispersion.drag_factor": {"mean": 1, "sigma": 0.05}})
    launch.disperse(40, out=tmp_path / "one", progress=False)
    launch.disperse(40, out=tmp_path / "many", client=client, progress=False)
    assert_same(tmp_path / "many", files(tmp_path / "one"))
    assert b"Dunlin.ork" in files(tmp_path / "many")["run.json"]


def test_it_goes_on_with_a_run(whole, client, tmp_path):
    """One that was flown here in part, and that is made longer: only what is missing goes to the workers."""
    _, expected = whole
    read().disperse(700, seed=3, areas=AREA, out=tmp_path / "run", progress=False)

    def progress_of_going_on():
        told = []
        read().disperse(
            N,
            seed=3,
            areas=AREA,
            out=tmp_path / "run",
            resume=True,
            client=client,
            progress=lambda done, goal: told.append(done),
        )
        return told

    # The second batch was a short one, and is flown again.
    assert progress_of_going_on()[0] == _native.BATCH_FLIGHTS
    assert_same(tmp_path / "run", expected)
    assert progress_of_going_on() == [N]


def test_what_is_damaged_is_flown_again(whole, client, tmp_path):
    _, expected = whole
    out = tmp_path / "run"

    def stop(done, goal):
        if done:
            raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        read().disperse(N, seed=3, areas=AREA, out=out, client=client, progress=stop)
    part = next(out.glob("flights.parts/*.parquet"))
    part.write_bytes(part.read_bytes()[:-9])
    with pytest.warns(downrange.RunWarning, match="damaged"):
        read().disperse(N, seed=3, areas=AREA, out=out, resume=True, client=client, progress=False)
    assert_same(out, expected)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_keeps_what_is_stored(longer, tmp_path):
    """The workers stop, and what they stored is kept: the run goes on without them."""
    _, expected = longer
    script = f"""
        import distributed, downrange

        def told(done, goal):
            if 0 < done < goal:
                print("flying", flush=True)

        if __name__ == "__main__":
            with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
                with distributed.Client(cluster) as client:
                    launch = downrange.read({LAUNCH!r})
                    try:
                        launch.disperse({MORE}, seed=3, areas={AREA!r}, out={str(tmp_path / "run")!r}, client=client, progress=told)
                    except KeyboardInterrupt as stopped:
                        print(stopped, flush=True)
        """
    path = tmp_path / "script.py"
    path.write_text(textwrap.dedent(script))
    # Of a group of its own: the signal is for this process alone, as a notebook's is.
    command = [sys.executable, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout.readline() == "flying\n"
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=300)
    kept = downrange.Dispersion.open(tmp_path / "run")
    assert not kept.complete
    assert f"stopped; {kept.n} flights are kept: go on with resume=True" in told
    read().disperse(MORE, seed=3, areas=AREA, out=tmp_path / "run", resume=True, progress=False)
    assert_same(tmp_path / "run", expected)


def test_ctrl_c_while_it_is_joined(monkeypatch):
    """Without a folder nothing is kept: what the joining says of its temporary one, which is gone by then, is not told."""

    def stopped(*asked):
        raise KeyboardInterrupt("stopped; 40 flights are kept: go on with resume=True")

    monkeypatch.setattr(_native, "missing", lambda *asked: ([], []))
    with pytest.raises(KeyboardInterrupt, match="nothing is kept: there is no out"):
        _cluster.disperse(SimpleNamespace(disperse=stopped), None, 40, 1, [], None, False, None, None)


@contextlib.contextmanager
def on_workers(client, module, name, value):
    """An attribute of a module of the workers is another one meanwhile."""

    def put():
        import importlib

        holder = importlib.import_module(module)
        holder.kept = getattr(holder, name)
        setattr(holder, name, value)
        importlib.import_module("downrange._cluster")._opened.cache_clear()

    def put_back():
        import importlib

        holder = importlib.import_module(module)
        setattr(holder, name, holder.kept)
        importlib.import_module("downrange._cluster")._opened.cache_clear()

    client.run(put)
    try:
        yield
    finally:
        client.run(put_back)


def test_another_version_is_refused(client):
    says = r"has downrange 0\.0\.7, and here is .*\nhelp: install"
    with (
        on_workers(client, "downrange._native", "__version__", "0.0.7"),
        pytest.raises(downrange.ClusterError, match=says),
    ):
        read().disperse(N, client=client, progress=False)


def test_other_digits_are_refused(client):
    """A build that computes otherwise under the same version is found out before it flies."""

    def otherwise(native, seed):
        return "other"

    says = r"other digits.*\nhelp: install the same wheel"
    with (
        on_workers(client, "downrange._cluster", "_sample", otherwise),
        pytest.raises(downrange.ClusterError, match=says),
    ):
        read().disperse(N, client=client, progress=False)


def test_a_worker_without_downrange():
    """It cannot even read the shard: what Dask says of that is told with what to do."""
    error = ModuleNotFoundError("No module named 'downrange'", name="downrange")
    fault = _cluster._fault(SimpleNamespace(status="error", exception=lambda: error))
    assert "cannot fly: No module named 'downrange'\nhelp: install downrange" in str(fault)


@pytest.mark.parametrize(
    ("keywords", "says"),
    [
        ({"until": "p_outside<1e-3"}, "what the others found"),
        ({"shard": "1/2"}, "exclude each other"),
        ({"threads": 2}, "on one thread"),
        ({"shards": 0}, "1 or more"),
    ],
)
def test_what_cannot_be_asked(client, keywords, says):
    with pytest.raises(ValueError, match=says):
        read().disperse(600, client=client, **keywords)


def test_what_is_no_client():
    with pytest.raises(TypeError, match=r"dask\.distributed\.Client, not str"):
        read().disperse(600, client="tcp://127.0.0.1:8786")
    with pytest.raises(ValueError, match="needs a client"):
        read().disperse(600, shards=4)


def test_faults_are_told_before_anything_is_sent(client, tmp_path):
    with pytest.raises(downrange.InputError, match="nothing in .* is uncertain"):
        downrange.read("rockets/calisto/launch.toml").disperse(600, client=client)
    with pytest.raises(downrange.InputError, match="no-such"):
        read().disperse(600, areas="no-such.geojson", client=client)
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(downrange.InputError):
        read().disperse(600, out=tmp_path, client=client)


def test_the_lines_of_the_book_for_ray(tmp_path, whole):
    """They run as they stand there, on this machine and with fewer flights; what they merge is one run."""
    ray = pytest.importorskip("ray")
    blocks = Path("docs/book/src/many.md").read_text().split("```python\n")[1:]
    script = next(block.split("```")[0] for block in blocks if "import ray" in block)
    shutil.copytree("rockets/calisto-dispersed", tmp_path / "shared")
    changes = {
        "/shared/field.geojson": "/shared/area.geojson",
        "/shared": str(tmp_path / "shared"),
        "1_000_000": f"{N}, seed=3",
        "/64": "/2",
        "range(1, 65)": "range(1, 3)",
        '"auto"': "num_cpus=2, include_dashboard=False, log_to_driver=False",
    }
    for was, now in changes.items():
        assert was in script
        script = script.replace(was, now)
    names = {}
    try:
        exec(compile(script, "many.md", "exec"), names)
    finally:
        ray.shutdown()
    assert pyarrow.table(names["run"].flights).equals(pyarrow.table(whole[0].flights))


def test_dask_is_not_imported_for_nothing():
    script = "import downrange, sys; assert not {'dask', 'distributed'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
