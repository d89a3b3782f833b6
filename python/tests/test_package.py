"""The package: its examples, its types, and processors that cannot run it."""

import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import downrange
from downrange import _native, _processor


@pytest.mark.parametrize(
    "name", ["downrange", *(f"downrange.{each.name}" for each in pkgutil.iter_modules(downrange.__path__))]
)
def test_examples_of_the_documentation(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_examples_of_the_readme(tmp_path):
    """The Python in it runs as it stands."""
    text = Path("python/README.md").read_text()
    script = text.split("```python\n")[1].split("```")[0].replace('"report.html"', repr(str(tmp_path / "report.html")))
    exec(compile(script, "README.md", "exec"), {})
    assert (tmp_path / "report.html").exists()


def test_only_numpy_is_needed():
    """Of what is installed beside the standard library, importing and flying take NumPy alone."""
    script = """
import sys
import downrange
downrange.read("rockets/calisto/launch.toml").fly()["height"]
top = {name.split(".")[0] for name in sys.modules}
print(*sorted(top & {"matplotlib", "pandas", "polars", "pyarrow", "tqdm"}))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_types_are_told():
    """Every function and class of the native half stands in its stubs."""
    assert Path(downrange.__file__).with_name("py.typed").exists()
    stubs = Path(downrange.__file__).with_name("_native.pyi").read_text()
    for name in dir(_native):
        held = getattr(_native, name)
        if name.startswith("_") or not callable(held):
            continue
        assert f"class {name}" in stubs or f"def {name}" in stubs, name
        for method in vars(held) if isinstance(held, type) else ():
            assert method.startswith("__") or f"def {method}(" in stubs, f"{name}.{method}"


def test_a_processor_that_cannot_run_it_is_told_so(tmp_path, monkeypatch):
    """An ImportError with the remedy, where the build needs what the processor lacks, and only there."""
    native = Path(_native.__file__)
    monkeypatch.setattr(_processor, "_has_avx2", lambda: True)
    _processor.check(native)
    monkeypatch.setattr(_processor, "_has_avx2", lambda: False)
    monkeypatch.setattr(_processor.platform, "machine", lambda: "x86_64")
    newer = tmp_path / "newer.so"
    newer.write_bytes(b"..." + _processor._BUILT_FOR + b"...")
    with pytest.raises(ImportError, match="RUSTFLAGS.* pip install ./python"):
        _processor.check(newer)
    older = tmp_path / "older.so"
    older.write_bytes(b"any other build")
    _processor.check(older)
    monkeypatch.setattr(_processor.platform, "machine", lambda: "aarch64")
    _processor.check(newer)


@pytest.mark.skipif(_processor.platform.machine() not in ("x86_64", "AMD64"), reason="of x86-64 only")
def test_a_build_for_newer_processors_says_so():
    """The mark stands in the file exactly if the repository's setting was in force: an environment may take it out."""
    import os

    flags = os.environ.get("RUSTFLAGS", "")
    if "target-cpu" in flags:
        pytest.skip("built for another processor")
    assert _processor._BUILT_FOR in Path(_native.__file__).read_bytes()
