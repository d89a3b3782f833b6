"""What the tests share: the repository, and the command line to compare with."""

import json
import os
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch):
    """Paths of tests begin at the root of the repository."""
    monkeypatch.chdir(REPOSITORY)
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
