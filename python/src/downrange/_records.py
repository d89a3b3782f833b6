"""What JSON says, as Python reads it."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import Any


class Record(dict):
    """A dict whose keys are attributes too; names are those of the command line's JSON.

    >>> area = Record(name="field", p_outside=0.01)
    >>> area.p_outside
    0.01
    """

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"no `{name}`{near(name, self)}") from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(key for key in self if str(key).isidentifier())]

    def __repr__(self) -> str:
        return "Record(" + ", ".join(f"{key}={value!r}" for key, value in self.items()) + ")"


def near(name: str, known: Iterable[str]) -> str:
    """Advice on a name that is not known."""
    names = [str(each) for each in known]
    close = get_close_matches(name, names, n=1)
    return f"; did you mean `{close[0]}`?" if close else f"; there are: {', '.join(names)}"


def parsed(text: str) -> Any:
    """JSON with its objects as records: every number is the float that was written."""
    return json.loads(text, object_pairs_hook=Record)


def given(text: str, path: str | PathLike[str] | None) -> Any:
    """A text, or, where a path is given, the path of the file that it was written into."""
    if path is None:
        return text
    to = Path(path)
    to.write_bytes(text.encode())
    return to


def preformatted(text: str) -> str:
    """Text as HTML, in which columns stand below each other: notebooks shown as pages give `pre` no font of its own."""
    return f'<pre style="font-family: monospace; white-space: pre; overflow-x: auto">{html.escape(text)}</pre>'
