"""Each command that the measurements' own page names is there to be run: one that prints nothing says that all is well."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = sorted(set(re.findall(r"`python -m (bench[.\w]*)", (ROOT / "bench/README.md").read_text("utf-8"))))


def test_the_page_names_commands():
    assert {"bench.speed", "bench.warm", "bench.reading", "bench.cost", "bench.peers.contest"} <= {*NAMED}


@pytest.mark.parametrize("module", NAMED)
def test_a_command_does_something_when_it_is_run(module: str):
    path = (ROOT / module.replace(".", "/")).with_suffix(".py")
    *_, last = ast.parse(path.read_text("utf-8")).body
    assert isinstance(last, ast.If)
    assert ast.unparse(last.test) == "__name__ == '__main__'"
