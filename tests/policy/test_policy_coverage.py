"""What the page on the other procedures says can be said, can."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from chalicelib.core.policy_reading import read_policy
from chalicelib.render.own_words import word_problems
from tests.policy.coverage import whole

PAGE = (Path(__file__).parents[2] / "docs" / "policy-coverage.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([A-Z]{2}-\d\d) \| ([^|]+) \| (.+) \|$", PAGE, re.MULTILINE)
CLAUSES = {"GN": 4}  # fmt: skip


def piece(cell: str) -> dict[str, Any]:
    """All the TOML of a cell as one mapping."""
    found: dict[str, Any] = {}
    for code in re.findall(r"`([^`]+ = [^`]+)`", cell):
        for key, value in tomllib.loads(code).items():
            found[key] = [*found.get(key, []), *value] if isinstance(value, list) else value
    return found


@pytest.mark.parametrize(("clause", "primitive", "cell"), ROWS, ids=[row[0] for row in ROWS])
def test_each_clause_can_be_said(clause: str, primitive: str, cell: str):
    said = piece(cell)
    policy = read_policy(tomllib.loads('name = "sketch"') | whole(said), clause)
    assert word_problems(policy) == []
    assert said or primitive == "by itself" or "**Wanted**" in cell
    for word in re.findall(r"\b(rule|clock|stage|gate|task|report|role|field)\b", primitive):
        assert word in said or (word == "rule" and "table" in said) or "**Wanted**" in cell


def test_every_clause_has_its_line():
    assert [row[0] for row in ROWS] == [
        f"{pack}-{n:02}" for pack, count in CLAUSES.items() for n in range(1, count + 1)
    ]
