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


def test_what_is_read_otherwise_is_warned_of(command):
    path = "rockets/rasaero/Sandpiper.CDX1"
    _, _, told = command("fly", path, "--json")
    with pytest.warns(downrange.InputWarning) as caught:
        downrange.read(path)
    lines = [line for line in told.splitlines() if line.startswith("warning: ")]
    assert [f"warning: {each.message}" for each in caught] == lines
