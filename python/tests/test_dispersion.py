"""Very many flights: rows without a copy, folders, shards, Ctrl-C."""

import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import polars
import pyarrow
import pyarrow.parquet
import pytest

import downrange

REPOSITORY = Path(__file__).parents[2]
AREA = "rockets/calisto-dispersed/area.geojson"
KEEP_OUT = "rockets/calisto-dispersed/keep-out.geojson"


def read():
    return downrange.read("rockets/calisto-dispersed/launch.toml")


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "run"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(REPOSITORY)
        return folder, read().disperse(16, areas=[AREA], out=folder, progress=False)


def test_rows_are_those_of_the_file(stored):
    """In memory, in the folder, and in Parquet, as pyarrow reads it."""
    folder, run = stored
    expected = pyarrow.parquet.read_table(folder / "flights.parquet").replace_schema_metadata(None)
    assert pyarrow.table(run.flights).equals(expected)
    assert pyarrow.table(downrange.Dispersion.open(folder).flights).equals(expected)
    memory = read().disperse(16, areas=AREA, progress=False)
    assert pyarrow.table(memory.flights).equals(expected)
    assert pyarrow.schema(memory.flights) == expected.schema
    assert memory.to_polars().shape == expected.shape
    frame = memory.to_pandas()
    for name in expected.column_names:
        assert frame[name].tolist() == expected[name].to_pylist(), name


def test_a_column_of_a_folder_is_read_alone(stored, tmp_path):
    """Other columns of the file are not decoded: their bytes may be damaged."""
    folder, run = stored
    damaged = tmp_path / "run"
    shutil.copytree(folder, damaged)
    opened = downrange.Dispersion.open(damaged)
    file = damaged / "flights.parquet"
    chunk = pyarrow.parquet.ParquetFile(file).metadata.row_group(0).column(0)
    assert chunk.path_in_schema == "sample"
    data = bytearray(file.read_bytes())
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    data[start : start + chunk.total_compressed_size] = bytes(chunk.total_compressed_size)
    file.write_bytes(data)
    np.testing.assert_array_equal(opened.flights["apogee_agl_m"], run.flights["apogee_agl_m"])
    with pytest.raises(downrange.StoreError):
        opened.flights["sample"]


def test_columns_are_not_copied():
    """Two tables of one run, of pyarrow and of polars, stand at one place."""
    run = read().disperse(1000, progress=False)
    tables = pyarrow.table(run.flights)["apogee_agl_m"].chunks, pyarrow.table(run.flights)["apogee_agl_m"].chunks
    chunks = [chunk.to_arrow() for chunk in polars.DataFrame(run.flights)["apogee_agl_m"].get_chunks()]
    once, again, by_polars = ([chunk.buffers()[1].address for chunk in each] for each in (*tables, chunks))
    assert len(once) > 1
    assert once == again == by_polars


def test_what_it_says(stored):
    _, run = stored
    apogees = run.flights["apogee_agl_m"]
    apogee = run.statistics["apogee_agl_m"]
    assert apogee.mean == pytest.approx(np.nanmean(apogees), rel=1e-12)
    assert (apogee.min, apogee.max) == (np.nanmin(apogees), np.nanmax(apogees))
    field = run.areas["field"]
    assert field.p_outside == sum(run.flights["outside: field"]) / 16
    assert run.n == 16 and run.seed == 1 and run.failed == 0 and run.complete
    assert all({"input", "outcome", "rank_correlation"} <= set(each) for each in run.ranking)
    assert run.landings["type"] == "FeatureCollection"
    assert run.landings.__geo_interface__ == run.landings
    assert run.map().startswith("<svg")
    assert "downrange disperse" in run.report()
    assert run.bodies[0].landing.count == 16


def test_keep_outs_and_ceiling(tmp_path):
    """As the command line has them, in memory and in a folder; a number is in metres."""
    asked = {"keep_outs": KEEP_OUT, "ceiling": "15000 ft", "progress": False}
    run = read().disperse(200, out=tmp_path / "run", **asked)
    assert list(run.keep_outs) == ["service road", "well house", "spectators"]
    road = run.keep_outs["service road"]
    low, high = road.p_keep_out_ci95
    assert 0 <= low <= road.p_keep_out <= high <= 1
    assert road.keep_out == sum(run.flights["keep_out: service road"])
    assert run.any_keep_out.keep_out == sum(run.flights["keep_out"])
    assert run.ceiling.height_asl_m == 4572 and run.ceiling.above_ceiling == sum(run.flights["above_ceiling"])
    kinds = run.bodies[0].landing_by_kind
    assert kinds.parachute.count == list(run.flights["landing_kind"]).count("parachute")
    opened = downrange.Dispersion.open(tmp_path / "run")
    assert opened.keep_outs == run.keep_outs and opened.ceiling == run.ceiling
    metres = read().disperse(200, keep_outs=[KEEP_OUT], ceiling=4572, keep_out_distance=3.0, progress=False)
    assert metres.ceiling == run.ceiling and metres.any_keep_out == run.any_keep_out
    plain = read().disperse(20, progress=False)
    assert plain.keep_outs == {} and plain.any_keep_out is None and plain.ceiling is None
    assert read().disperse(until="p_keep_out<0.9", **asked).known
    for wrong in ({"ceiling": "3 kg"}, {"keep_outs": KEEP_OUT, "keep_out_distance": "wide"}):
        with pytest.raises(ValueError):
            read().disperse(5, progress=False, **wrong)
    with pytest.raises(downrange.StoreError):
        read().disperse(200, out=tmp_path / "run", resume=True, keep_outs=KEEP_OUT, progress=False)


def test_shards_merge_to_the_bytes_of_one_run(stored, tmp_path):
    """Also where one of them has no flight."""
    folder, _ = stored
    folders = [tmp_path / name for name in "ab"]
    for index, shard in enumerate(folders):
        part = read().disperse(16, areas=AREA, out=shard, shard=f"{index + 1}/2", progress=False)
        assert part.shard == f"{index + 1}/2"
        assert len(part.flights) == 16 * (1 - index)
    assert part.flights.columns == [] and len(part.to_pandas()) == 0
    merged = downrange.Dispersion.merge(folders, tmp_path / "all")
    assert merged.n == 16
    for path in folder.iterdir():
        assert (tmp_path / "all" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_run_goes_on(stored, tmp_path):
    folder, run = stored
    out = tmp_path / "run"
    read().disperse(5, areas=AREA, out=out, progress=False)
    seen = []
    longer = read().disperse(
        16, areas=AREA, out=out, resume=True, progress=lambda done, goal: seen.append((done, goal))
    )
    assert longer.statistics == run.statistics
    assert seen[-1] == (16, 16)
    assert (out / "flights.parquet").read_bytes() == (folder / "flights.parquet").read_bytes()


def test_a_question_that_is_not_answered_is_warned_of():
    with pytest.warns(downrange.RunWarning, match="not answered"):
        run = read().disperse(4, until="apogee.mean±1mm", progress=False)
    assert run.known is False


def test_what_python_raises_ends_it(tmp_path):
    def stop(done, goal):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        read().disperse(10_000, out=tmp_path / "run", progress=stop)


def test_others_run_meanwhile():
    """The interpreter is free while it flies: another thread counts on, a millisecond a turn at least."""
    flying = threading.Thread(target=lambda: read().disperse(1000, progress=False))
    flying.start()
    turns = 0
    while flying.is_alive():
        turns += 1
        flying.join(0.001)
    assert turns > 20


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_keeps_what_is_stored_and_it_goes_on(without_speed, tmp_path):
    """Stopped after the first batch: that and what was under way is kept, can be opened, and is gone on with to the bytes of one run."""
    script = f"""
        import downrange
        launch = downrange.read("rockets/calisto-dispersed/launch.toml").replace({{"air.wind.speed": "3 m/s"}})
        seen = False
        def told(done, goal):
            global seen
            if done and not seen:
                print("flying", flush=True)
                seen = True
        try:
            launch.disperse(20_000, seed=4, areas={AREA!r}, out={str(tmp_path / "run")!r}, threads=1, progress=told)
        except KeyboardInterrupt as stopped:
            print(stopped)
    """
    script = textwrap.dedent(script)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "flying\n"
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=300)
    assert told.startswith("stopped; ") and "resume=True" in told
    kept = downrange.Dispersion.open(tmp_path / "run")
    assert not kept.complete
    assert f"stopped; {kept.n} flights are kept" in told
    assert 0 < kept.n < 20_000
    with pytest.raises(downrange.StoreError, match="other|differs|launch"):
        kept.resume(read(), progress=False)
    whole = kept.resume(progress=False)
    assert whole.complete and whole.n == 20_000
    one = read().replace({"air.wind.speed": "3 m/s"}).disperse(20_000, 4, AREA, out=tmp_path / "one", progress=False)
    assert without_speed(one.to_json()) == without_speed(whole.to_json())
    for path in (tmp_path / "one").iterdir():
        assert (tmp_path / "run" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_run_goes_on_beyond_what_was_asked(stored, without_speed, tmp_path):
    """By the launch of the run, or by one that is given; a shard goes on as the shard that it is."""
    folder, _ = stored
    read().disperse(5, areas=AREA, out=tmp_path / "run", progress=False)
    longer = downrange.Dispersion.open(tmp_path / "run").resume(read(), n=16, progress=False)
    assert longer.n == 16
    for path in folder.iterdir():
        assert (tmp_path / "run" / path.name).read_bytes() == path.read_bytes(), path.name
    part = read().disperse(16, areas=AREA, out=tmp_path / "part", shard="1/2", progress=False)
    again = downrange.Dispersion.open(tmp_path / "part").resume(progress=False)
    assert again.shard == "1/2" and without_speed(again.to_json()) == without_speed(part.to_json())


def climatology(folder):
    """Soundings of Wyoming's of six years: January is windy, July is calm."""
    page = "<HTML>\n<TITLE>University of Wyoming</TITLE>\n"
    for year in range(2015, 2021):
        for month, knots in (("Jan", 30 + year % 4), ("Jul", 2 + year % 3)):
            page += f"<H2>72364 EPZ Santa Teresa Observations at 12Z 15 {month} {year}</H2>\n<PRE>\n"
            page += "   PRES   HGHT   TEMP   DRCT   SKNT\n    hPa     m      C    deg   knot\n"
            for pressure, height, celsius in ((860, 1410, 15.0), (700, 3100, 3.0), (500, 5800, -15.0)):
                page += f"{pressure:7}{height:7}{celsius:7.1f}    270{knots:7}\n"
            page += "</PRE>\n"
    path = folder / "years.html"
    path.write_text(page)
    return path


def test_a_window_is_that_of_the_command_line(tmp_path, monkeypatch):
    """Months and hours are judged as `downrange window` judges them, by the limits that are given; figures, page, and what is refused."""
    monkeypatch.chdir(REPOSITORY)
    weather = climatology(tmp_path)
    told = []
    with pytest.warns(downrange.InputWarning, match="sounding of 72364"):
        months = read().window(
            weather,
            by="month",
            n=100,
            areas=AREA,
            # Of a hundred flights none tells 3.6 % at most.
            limits={"p_outside": 0.1, "p_slow_rail_exit": None, "wind_aloft": "30 m/s"},
            progress=lambda done, goal: told.append((done, goal)),
        )
    assert [(month.time, month.verdict) for month in months.hours] == [("January", "no-go"), ("July", "go")]
    assert [month.winds.members for month in months.hours] == [6, 6]
    assert months.hours[0].decided_by == "wind_at_rail"
    assert told[-1] == (200, 200)
    assert "July" in months.summary() and "1 go" in repr(months)
    page = months.report(tmp_path / "window.html")
    assert "--by month" in page.read_text() and "January" in page.read_text()
    with pytest.warns(downrange.InputWarning):
        aged = read().window(
            weather,
            "2020-07-15T12:00Z",
            "2020-07-15T12:00Z",
            n=50,
            issued="2020-07-14T12:00Z",
            progress=False,
        )
    assert len(aged.hours) == 1
    with pytest.raises(downrange.InputError, match="is not within its hours"):
        read().window(weather, "2022-01-01T00:00Z", progress=False)
    with pytest.raises(ValueError, match="p_inside"):
        read().window(weather, limits={"p_inside": 1}, progress=False)
    with pytest.raises(ValueError, match="exclude each other"):
        read().window(weather, by="month", issued="2020-07-14T12:00Z", progress=False)


def test_rules_are_those_of_the_command_line(tmp_path, monkeypatch):
    """A sheet is held against the flight as planned and those of the dispersion, and a changed sheet changes the verdict."""
    monkeypatch.chdir(REPOSITORY)
    told = []
    rules = read().rules("irec", flights=20, progress=lambda done, goal: told.append((done, goal)))
    assert told[-1] == (20, 20)
    departure = rules.rules[0]
    assert (departure.number, departure.threshold, departure.flights) == ("ascent", "100 ft/s", 20)
    assert "Rules of 'IREC'" in repr(rules) and "100 ft/s" in rules.summary()
    assert "--sheet irec" in rules.report()
    sheet = tmp_path / "ours.toml"
    sheet.write_text(
        'edition = "ours"\n[[rules]]\nnumber = "1"\ntitle = "slow"\nquantity = "rail departure speed"\n'
        'relation = "at most"\nthreshold = "1 m/s"\nhow_known = "read in the rule"\n'
    )
    assert read().rules(sheet, flights=0).rules[0].verdict == "fail"
    with pytest.raises(downrange.InputError, match="there is no such rule sheet"):
        read().rules("irek")
