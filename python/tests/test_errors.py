"""Errors are exceptions whose text is that of the command line, with their place."""

from pathlib import Path

import pytest

import downrange

CALISTO = "rockets/calisto-dispersed/launch.toml"


def test_every_message_about_a_wrong_file(monkeypatch):
    """All files of the library's own tests, with the messages that are kept beside them."""
    monkeypatch.chdir("crates/downrange-formats")
    files = sorted(Path("tests/wrong").glob("*.toml"))
    assert len(files) > 100
    for path in files:
        with pytest.raises(downrange.InputError) as caught:
            downrange.read(path, allow_outside=True)
        assert str(caught.value) == path.with_suffix(".txt").read_text().rstrip("\n"), path


def test_the_place_and_the_hint(command, tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(Path(CALISTO).read_text() + "\n[settings]\nmax_tim = 1\n")
    code, _, told = command("fly", wrong)
    with pytest.raises(downrange.InputError) as caught:
        downrange.read(wrong)
    error = caught.value
    assert (code, str(error)) == (1, told.rstrip("\n"))
    assert error.file == str(wrong)
    assert wrong.read_text().splitlines()[error.line - 1] == "max_tim = 1"
    assert error.column == 1
    assert error.hint == "did you mean `max_time`?"
    assert isinstance(error, ValueError)


@pytest.mark.parametrize(
    ("options", "call"),
    [
        (["fly", CALISTO, "--failure", "no such"], lambda launch: launch.fly(failure="no such")),
        (["fly", CALISTO, "--set", "rocket.mas=1"], lambda launch: launch.replace({"rocket.mas": 1})),
        (["fly", CALISTO, "--set", "rocket.mass=9999"], lambda launch: launch.replace({"rocket.mass": 9999}).fly()),
        (["disperse", CALISTO, "--until", "p_outside<1"], lambda launch: launch.disperse(until="p_outside<1")),
        (["disperse", CALISTO, "--area", "no.geojson"], lambda launch: launch.disperse(areas="no.geojson")),
        (["aero", CALISTO, "--mach", "0:5"], lambda launch: launch.aero(mach="0:5")),
        (["aero", CALISTO, "--stage", "booster"], lambda launch: launch.aero(stage="booster")),
        (["compare", CALISTO], lambda launch: launch.compare()),
    ],
)
def test_the_same_words(command, options, call):
    code, _, told = command(*options)
    assert code in (1, 2)
    with pytest.raises(downrange.InputError) as caught:
        call(downrange.read(CALISTO))
    assert str(caught.value) == told.rstrip("\n")


def test_a_launch_that_is_certain(command):
    path = "rockets/calisto/launch.toml"
    _, _, told = command("disperse", path)
    with pytest.raises(downrange.InputError) as caught:
        downrange.read(path).disperse()
    assert str(caught.value) == told.rstrip("\n")


def test_a_folder_that_holds_a_run(command, tmp_path):
    launch = downrange.read(CALISTO)
    launch.disperse(2, out=tmp_path / "run", progress=False)
    _, _, told = command("disperse", CALISTO, "-n", "2", "--out", tmp_path / "run", "--quiet")
    with pytest.raises(downrange.StoreError) as caught:
        launch.disperse(2, out=tmp_path / "run", progress=False)
    assert str(caught.value) == told.rstrip("\n")


def test_a_file_in_the_way_of_a_folder(command, tmp_path):
    (tmp_path / "run").write_text("of somebody else")
    _, _, told = command("disperse", CALISTO, "-n", "2", "--out", tmp_path / "run", "--quiet")
    with pytest.raises(downrange.StoreError, match="no folder") as caught:
        downrange.read(CALISTO).disperse(2, out=tmp_path / "run", progress=False)
    assert str(caught.value) == told.rstrip("\n")
    assert caught.value.file == str(tmp_path / "run")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda launch: launch.fly(seed=3), "seed is for a sample"),
        (lambda launch: launch.fly(sample=-1), "sample is 0 or more, not -1"),
        (lambda launch: launch.fly(sample=1, failure="main stays shut"), "exclude each other"),
        (lambda launch: launch.disperse(threads=0), "threads is 1 or more, not 0"),
        (lambda launch: launch.disperse(0), "n is 1 or more, not 0"),
        (lambda launch: launch.disperse(seed=-1), "seed is 0 or more, not -1"),
        (lambda launch: launch.disperse(resume=True), "resume needs out"),
        (lambda launch: launch.disperse(shard="9/8"), "shard"),
        (lambda launch: launch.disperse(shard="1/8", until="apogee.mean±2m"), "exclude each other"),
        (lambda launch: launch.disperse(2, progress=False).resume(), "lies in no folder"),
        (lambda launch: downrange.check("claims/arcas.toml", n=3), "n is from 100"),
        (lambda launch: downrange.check("claims/arcas.toml", threads=0), "threads is 1 or more"),
    ],
)
def test_what_means_nothing_is_refused(call, told):
    """Nothing that was asked for is passed over in silence."""
    with pytest.raises(ValueError, match=told):
        call(downrange.read(CALISTO))


def test_a_claim_that_cannot_be_read(command, tmp_path):
    claim = tmp_path / "claim.toml"
    claim.write_text('class = "amatur solid"\n')
    _, _, told = command("check", claim)
    with pytest.raises(downrange.InputError) as caught:
        downrange.check(claim)
    assert str(caught.value) == told.rstrip("\n")


def test_motors_that_cannot_be_read(tmp_path):
    """They are told by name, and the others are copied."""
    wrong = tmp_path / "wrong.eng"
    wrong.write_text("no motor\n")
    with pytest.raises(downrange.InputError, match="not all files were copied") as caught:
        downrange.motors.add([wrong, "rockets/model-rocket/Estes_C6.eng"])
    assert "wrong.eng: line 1: " in str(caught.value) and "added" in str(caught.value)
    assert [each.designation for each in downrange.motors.find()] == ["C6"]
    with pytest.warns(downrange.InputWarning, match="none matches"):
        assert downrange.motors.find("Z9") == []


def test_what_is_read_otherwise_is_warned_of(command):
    path = "rockets/rasaero/Sandpiper.CDX1"
    _, _, told = command("fly", path, "--json")
    with pytest.warns(downrange.InputWarning) as caught:
        downrange.read(path)
    lines = [line for line in told.splitlines() if line.startswith("warning: ")]
    assert [f"warning: {each.message}" for each in caught] == lines
