"""The digits are those of the command line, byte for byte."""

import pytest

import downrange

CALISTO = "rockets/calisto-dispersed/launch.toml"
AREA = "rockets/calisto-dispersed/area.geojson"


@pytest.mark.parametrize(
    "path",
    [
        "rockets/calisto/launch.toml",
        "rockets/hybrid/launch.toml",
        "rockets/two-stage/launch.toml",
        "rockets/openrocket/Dunlin.ork",
        "rockets/rasaero/Sandpiper.CDX1",
    ],
)
@pytest.mark.filterwarnings("ignore::downrange.InputWarning")
def test_a_flight(command, path):
    code, out, _ = command("fly", path, "--json", "--quiet")
    assert code == 0
    assert downrange.read(path).fly().to_json() + "\n" == out


def test_a_flight_with_a_failure_and_a_sample(command):
    launch = downrange.read(CALISTO)
    for options, keywords in [
        (["--failure", "main stays shut"], {"failure": "main stays shut"}),
        (["--sample", "7", "--seed", "3"], {"sample": 7, "seed": 3}),
    ]:
        _, out, _ = command("fly", CALISTO, "--json", *options)
        assert launch.fly(**keywords).to_json() + "\n" == out


def test_a_replaced_value(command):
    values = {"rocket.mass": 15.5, "air.wind.speed": "8 m/s"}
    options = ["--set", "rocket.mass=15.5", "--set", "air.wind.speed=8 m/s"]
    _, out, _ = command("fly", CALISTO, "--json", *options)
    assert downrange.read(CALISTO).replace(values).fly().to_json() + "\n" == out


@pytest.mark.parametrize("path", ["rockets/calisto/launch.toml", "rockets/two-stage/launch.toml"])
def test_the_aerodynamics(command, path):
    launch = downrange.read(path)
    _, out, _ = command("aero", path, "--json")
    assert launch.aero().to_json() + "\n" == out
    _, out, _ = command("aero", path, "--json", "--mach", "0.3,0.85,1.1", "--alpha", "0:4:2")
    assert launch.aero(mach=[0.85, 1.1, 0.3], alpha="0:4:2").to_json() + "\n" == out


def test_a_dispersion_and_all_its_files(command, without_speed, tmp_path):
    shell, python = tmp_path / "shell", tmp_path / "python"
    code, out, _ = command("disperse", CALISTO, "-n", "24", "--area", AREA, "--out", shell, "--json", "--quiet")
    assert code == 0
    run = downrange.read(CALISTO).disperse(24, areas=AREA, out=python, progress=False)
    assert without_speed(run.to_json()) == without_speed(out)
    names = sorted(path.name for path in shell.iterdir())
    assert names == ["flights.parquet", "landings.geojson", "landings.kml", "report.html", "run.json"]
    for name in names:
        assert (python / name).read_bytes() == (shell / name).read_bytes(), name


def test_what_is_set_is_in_the_files_too(command, tmp_path):
    shell, python = tmp_path / "shell", tmp_path / "python"
    options = ["-n", "3", "--seed", "5", "--set", 'air.wind.speed="8 m/s"', "--quiet"]
    assert command("disperse", CALISTO, *options, "--out", shell)[0] == 0
    launch = downrange.read(CALISTO).replace({"air.wind.speed": "8 m/s"})
    launch.disperse(3, seed=5, out=python, progress=False)
    for path in shell.iterdir():
        assert (python / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.filterwarnings("ignore::downrange.InputWarning")
def test_a_comparison(command, stored_design):
    code, out, _ = command("compare", stored_design, "--json", "--quiet")
    assert code == 0
    comparison = downrange.read(stored_design).compare()
    assert comparison.to_json() + "\n" == out
    _, out, _ = command("compare", stored_design, "--quiet", "--units", "us", "--out", stored_design.with_name("out"))
    page = stored_design.with_name("out") / "compare.html"
    assert comparison.report(units="us") == page.read_text().replace(f" --out {page.parent} --units us", "")


def test_a_claim(command, tmp_path):
    claim = "claims/viking-12.toml"
    options = ["-n", "300", "--seed", "7"]
    code, out, _ = command("check", claim, *options, "--json")
    assert code == 0
    check = downrange.check(claim, n=300, seed=7, progress=False)
    assert check.to_json() + "\n" == out
    _, out, _ = command("check", claim, *options, "--out", tmp_path / "out")
    assert out.startswith(check.summary())
    assert check.report() == (tmp_path / "out" / "claim.html").read_text()


def test_a_claim_of_dicts(command, tmp_path):
    """It is that of the file with the same keys."""
    source = "a museum"
    keys = {
        "name": "claim",
        "class": "sounding rocket",
        "printed": {"mass": {"value": "76 lb", "source": source}, "diameter": {"value": "4.5 in", "source": source}},
        "claims": [{"type": "height", "value": "50 km", "source": source}],
    }
    lines = [
        'name = "claim"\nclass = "sounding rocket"\n[printed]',
        f'mass = {{ value = "76 lb", source = "{source}" }}\ndiameter = {{ value = "4.5 in", source = "{source}" }}',
        f'[[claims]]\ntype = "height"\nvalue = "50 km"\nsource = "{source}"\n',
    ]
    (tmp_path / "claim.toml").write_text("\n".join(lines))
    _, out, _ = command("check", tmp_path / "claim.toml", "-n", "200", "--json")
    assert downrange.check(keys, n=200, progress=False).to_json() + "\n" == out


def test_the_motor_library(command):
    motors = ["rockets/openrocket/Cesaroni_K650.eng", "rockets/model-rocket/Estes_C6.eng"]
    assert downrange.motors.add(motors)[-1].startswith("2 added")
    for pattern in ("", "K650", "c"):
        code, out, _ = command("motors", *([pattern] if pattern else []), "--json")
        assert code == 0
        found = downrange.motors.find(pattern)
        assert found.to_json() + "\n" == out
        assert found
    _, out, _ = command("motors", "K650", "--units", "us")
    assert downrange.motors.find("K650").summary(units="us") == out


def test_motors_in_a_notebook():
    """Their columns stand below each other, as those of all results: `pre` is told its font."""
    downrange.motors.add("rockets/model-rocket/Estes_C6.eng")
    shown = downrange.motors.find()._repr_html_()
    assert shown.startswith('<pre style="font-family: monospace') and "C6" in shown
