"""The document of threats: each defence names tests that there are, and what it says in general is so."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/threats.md").read_text("utf-8")
ROWS = [line.strip("| ").split(" | ") for line in DOCUMENT.splitlines() if line.startswith("| ")][1:]
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
}
CLIENTS = {
    "urllib.request",
    "http.client",
    "socket",
    "ssl",
    "ftplib",
    "smtplib",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_each_defence_names_tests_and_places_that_there_are(row: list[str]):
    _, by, shown = row
    named = re.findall(r"`([^`]+)`", shown)
    assert named
    assert [each for each in named if each.startswith("test_") and each not in TESTS] == []
    places = [each for each in (*named, *re.findall(r"`((?:chalicelib|redress)/[^`]+)`", by)) if "/" in each]
    assert [each for each in places if not (ROOT / each).exists()] == []


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                found |= {name.name for name in names}
            case ast.ImportFrom(module=str(module), names=names):
                found |= {module, *(f"{module}.{name.name}" for name in names)}
    return found


def test_nothing_here_can_open_an_address():
    """But for AWS's own client, of which the functions are given the services that they use."""
    for path in (ROOT / "app.py", *(ROOT / "chalicelib").rglob("*.py")):
        assert not imported(path) & CLIENTS, path
