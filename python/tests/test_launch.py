"""A launch: read, built, changed, pickled."""

import pickle
from pathlib import Path

import numpy as np
import pytest

import downrange

CALISTO = Path("rockets/calisto-dispersed/launch.toml")
MOTOR = "Cesaroni_M1670.eng"


def test_text_and_files_are_the_same_launch():
    files = {MOTOR: CALISTO.with_name(MOTOR).read_bytes()}
    launch = downrange.loads(CALISTO.read_text(), files=files)
    read = downrange.read(CALISTO)
    assert launch.digest == read.digest
    assert launch.to_toml() == read.to_toml() == CALISTO.read_text()
    assert launch.fly().to_json() == read.fly().to_json()
    with pytest.raises(downrange.InputError, match="no file"):
        downrange.loads(CALISTO.read_text())


def test_a_launch_is_never_changed():
    launch = downrange.read(CALISTO)
    heavier = launch.replace({"rocket.mass": np.float64(16.0)})
    assert heavier.fly().liftoff_mass_kg - launch.fly().liftoff_mass_kg == pytest.approx(16.0 - 14.426)
    assert launch.to_toml() == CALISTO.read_text()
    assert "# balanced on an edge" in heavier.to_toml()


def test_a_pickle_holds_all_that_is_read(tmp_path, monkeypatch):
    """It flies where none of its files are, and the run has the digest of the original's."""
    launch = downrange.read(CALISTO).replace({"rocket.parts[3].span": "105 mm"})
    pickled = pickle.dumps(launch)
    expected = launch.fly(sample=3).to_json()
    monkeypatch.chdir(tmp_path)
    copy = pickle.loads(pickled)
    assert copy.fly(sample=3).to_json() == expected
    assert copy.digest == launch.digest
    assert copy.to_toml() == launch.to_toml()
    assert pickle.dumps(copy) == pickled


@pytest.mark.filterwarnings("ignore::downrange.InputWarning")
def test_a_pickled_design_is_the_same_launch(tmp_path):
    """The files of its runs have the same bytes: the options that it was read with are named in them."""
    options = {"motors": "rockets/openrocket", "simulation": 1, "allow_outside": True}
    options["motor"] = {"K650-PK": "Cesaroni_K650.eng"}
    launch = downrange.read("rockets/openrocket/Dunlin.ork", **options)
    launch = launch.replace({"rail.elevation_angle": {"mean": "85 deg", "sigma": "1 deg"}})
    copy = pickle.loads(pickle.dumps(launch))
    assert copy.fly().report() == launch.fly().report()
    folders = [tmp_path / "own", tmp_path / "copy"]
    for each, folder in zip((launch, copy), folders, strict=True):
        each.disperse(3, out=folder, progress=False)
    for path in folders[0].iterdir():
        assert (folders[1] / path.name).read_bytes() == path.read_bytes(), path.name
    named = (folders[1] / "report.html").read_text()
    assert "--motors rockets/openrocket --simulation 1 --motor K650-PK=Cesaroni_K650.eng --set" in named
    assert "--allow-outside" in named


@pytest.mark.filterwarnings("ignore::downrange.InputWarning")
def test_a_pickle_holds_the_motors_of_the_library(monkeypatch, tmp_path):
    """It flies, with the same digest, on a machine whose motor library lacks the motor."""
    downrange.motors.add("rockets/openrocket/Cesaroni_K650.eng")
    folder = Path("rockets/wind-ensemble")
    text = (folder / "launch.toml").read_text().replace('file = "Cesaroni_K650.eng"', 'designation = "K650"')
    launch = downrange.loads(text, files={"winds.csv": (folder / "winds.csv").read_bytes()})
    pickled = pickle.dumps(launch)
    monkeypatch.setenv("DOWNRANGE_MOTORS", str(tmp_path))
    copy = pickle.loads(pickled)
    assert copy.digest == launch.digest
    assert copy.fly().to_json() == launch.fly().to_json()
    assert copy.warnings == launch.warnings
    assert pickle.dumps(copy) == pickled
    with pytest.raises(downrange.InputError, match="K650"):
        downrange.loads(text, files={"winds.csv": (folder / "winds.csv").read_bytes()})


@pytest.mark.filterwarnings("ignore::downrange.InputWarning")
def test_a_motor_of_a_design(command, tmp_path):
    """Its file is chosen as the command line's --motor does, by a mapping or by the same words."""
    (tmp_path / "other.eng").write_bytes(Path("rockets/openrocket/Cesaroni_K650.eng").read_bytes())
    design, other = "rockets/openrocket/Dunlin.ork", tmp_path / "other.eng"
    _, out, _ = command("fly", design, "--json", "--motor", f"K650-PK={other}")
    for motor in ({"K650-PK": other}, f"K650-PK={other}", [f"K650-PK={other}"]):
        assert downrange.read(design, motor=motor).fly().to_json() + "\n" == out
    with pytest.raises(ValueError, match="expected NAME=FILE"):
        downrange.read(design, motor="=other.eng")
    with pytest.raises(downrange.InputError, match="no file is said for the motor `K650-PK`"):
        downrange.read(design, motor={"K650-PK": None})


def test_the_inputs():
    inputs = {each.name: each for each in downrange.read(CALISTO).inputs}
    mass = inputs["rocket.mass"]
    assert (mass.unit, mass.kind) == ("kg", "quantity")
    assert mass.mean == pytest.approx(14.426)
    assert mass.sigma == pytest.approx(0.05)
    assert mass.p05 < mass.mean < mass.p95
    assert inputs["failures.main stays shut"].kind == "failure"
    assert downrange.read("rockets/calisto/launch.toml").inputs == []


def test_nested_dicts_are_a_launch():
    """The least launch, its drag a table of an array."""
    mach = np.linspace(0.0, 2.0, 5)
    keys = {
        "site": {"latitude": "47 deg", "longitude": "8 deg"},
        "rail": {"length": 5, "elevation_angle": "87 deg", "heading": 0},
        "rocket": {
            "diameter": "54 mm",
            "length": 1,
            "mass": 1,
            "center_of_mass": 0.5,
            "inertia": {"axial": 0.001, "transverse": 0.1},
            "drag": np.column_stack([mach, 0.5 + 0.1 * mach]),
            "normal_force_slope": 10,
            "center_of_pressure": 0.8,
        },
        "motor": {"file": "h.eng"},
    }
    motor = "H100 29 200 0 0.12 0.25 X\n0.05 120\n1.5 90\n1.6 0\n;\n"
    flight = downrange.from_dict(keys, files={"h.eng": motor}).fly()
    assert 500 < flight.apogee_agl_m < 2000
    with pytest.raises(TypeError, match="not NoneType"):
        downrange.from_dict({"site": None})


def test_the_schema():
    schema = downrange.Launch.schema()
    assert "rocket" in schema["properties"]


def test_the_drawing():
    assert downrange.read(CALISTO).draw().startswith("<svg")
    assert "<svg" in downrange.read(CALISTO)._repr_html_()


def test_options_of_a_design():
    with pytest.raises(ValueError, match="motors is for a design file"):
        downrange.read(CALISTO, motors="rockets")
