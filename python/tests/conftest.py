"""What the tests share: the repository, and the command line to compare with."""

import json
import os
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch, tmp_path_factory):
    """Paths of tests begin at the root of the repository, and the motor library of who runs them is not theirs."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("DOWNRANGE_MOTORS", str(tmp_path_factory.mktemp("motors")))
    monkeypatch.setenv("MPLBACKEND", "agg")


@pytest.fixture(scope="session")
def program():
    """The command line: what DOWNRANGE_PROGRAM names, else built now."""
    named = os.environ.get("DOWNRANGE_PROGRAM")
    if named:
        return str(Path(named).resolve())
    build = ["cargo", "build", "--locked", "--release", "--bin", "downrange", "--message-format", "json"]
    built = subprocess.run(build, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=True)
    messages = [json.loads(line) for line in built.stdout.splitlines() if line.startswith("{")]
    return next(each["executable"] for each in reversed(messages) if each.get("executable"))


@pytest.fixture
def command(program):
    """Runs a command line in the folder that the test is in; gives exit code, standard output and standard error."""

    def run(*arguments):
        done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run


@pytest.fixture(scope="session")
def without_speed():
    """JSON of a dispersion without the line that says how fast it was flown, which no two runs have alike."""
    return lambda text: [line for line in text.splitlines() if "flights_per_s" not in line]


@pytest.fixture
def stored_design(tmp_path):
    """A design with a flight stored in it, which is invented, and its motor beside it."""
    design = Path("rockets/openrocket/Dunlin.ork").read_text()
    flight = (
        '</conditions><flightdata maxaltitude="1500" maxvelocity="200" launchrodvelocity="20">'
        '<databranch name="Sustainer" types="Time,Altitude,Mass,CG location"><event time="15" type="apogee"/>'
        "<datapoint>0,0,9,1.2</datapoint><datapoint>15,1500,8,1.1</datapoint></databranch></flightdata>"
    )
    team = tmp_path / "team.ork"
    team.write_text(design.replace("</conditions>", flight, 1))
    motor = Path("rockets/openrocket/Cesaroni_K650.eng")
    (tmp_path / motor.name).write_bytes(motor.read_bytes())
    return team
