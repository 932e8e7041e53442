"""What each part of the project imports is what its requirements name: nothing comes along by luck, nothing is to spare."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {"app", "chalicelib", "redress", "sandbox", "bench", "tests"}
LOCKED = {
    *("requirements.txt", "requirements-operators.txt", "requirements-dev.txt", "requirements-e2e.txt"),
    *("requirements-scan.txt", "requirements-audit.txt", "requirements-peers.txt"),
}
# Run in an environment of their own, with what requirements-peers.txt brings.
APART = {ROOT / "bench/peers/in_django_helpdesk.py", ROOT / "bench/peers/in_roundup.py"}
IN_LAMBDA_ALREADY = {"boto3", "botocore", "chalice"}  # the runtime has the first two, the zip has Chalice's run time
# Never imported by the code that they are named for.
USED_WITHOUT_IMPORT = {
    "tzdata",  # read by zoneinfo
    "pip",  # run by Chalice
}
# What development runs or reads as types, and does not import.
TOOLS = {
    "uv", "pytest-xdist", "pytest-timeout", "pytest-cov", "cfn-lint", "ruff", "mypy", "import-linter", "pre-commit",
    "types-boto3", "types-pyyaml",
}  # fmt: skip


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(name: str) -> set[str]:
    """The libraries that a source file names itself."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {normal(re.split(r"[\s\[#<>=~!;]", line)[0]) for line in lines if re.match(r"\w", line)}


def imported(*places: str) -> set[str]:
    """The libraries that the code in these places imports, by the names that they are installed by."""
    installed = packages_distributions()
    found = set()
    for name in {each.partition(".")[0] for place in places for each in modules(ROOT / place)}:
        if name not in OURS and name not in sys.stdlib_module_names:
            found |= {normal(each) for each in installed[name]}
    return found


def modules(place: Path) -> Iterator[str]:
    """Every module that is imported there when the code runs, wherever in the file; what only the type checker reads is not."""
    for path in {place} if place.is_file() else {*place.rglob("*.py")} - APART:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        conditional = (node for node in ast.walk(tree) if isinstance(node, ast.If) and is_for_types(node.test))
        unread = {id(inner) for block in conditional for inner in ast.walk(block)}
        for node in (node for node in ast.walk(tree) if id(node) not in unread):
            if isinstance(node, ast.Import):
                yield from (each.name for each in node.names)
            if isinstance(node, ast.ImportFrom) and node.module:
                yield node.module


def is_for_types(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def test_what_ships_is_what_the_functions_import():
    named = declared("requirements.in")
    assert named - USED_WITHOUT_IMPORT == imported("app.py", "chalicelib") - IN_LAMBDA_ALREADY


def test_operators_install_what_their_commands_import_and_no_test_stack():
    everything = declared("requirements.in") | declared("requirements-operators.in")
    assert imported("redress") - everything == set()
    assert declared("requirements-operators.in") - USED_WITHOUT_IMPORT <= imported("app.py", "chalicelib", "redress")
    assert not {normal(each) for each in locked("requirements-operators.txt")} & {"moto", "pytest", "hypothesis"}


def test_development_installs_what_sandbox_bench_and_tests_import():
    named = declared("requirements-dev.in")
    used = imported("sandbox", "bench", "tests") - declared("requirements.in") - declared("requirements-operators.in")
    assert used == named - TOOLS


def test_what_runs_apart_is_there_and_names_libraries_of_its_own():
    assert all({each.partition(".")[0] for each in modules(path)} & {"django", "roundup"} for path in APART)


def locked(name: str) -> dict[str, str]:
    """Library to version, of a locked file."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(LOCKED))
def test_every_library_of_a_locked_file_has_one_version_and_hashes_and_no_address(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE).strip())
    assert len(entries) == len(locked(name))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--index|--find-links|--extra", text)


@pytest.mark.parametrize("name", sorted(LOCKED))
def test_a_locked_file_holds_what_its_source_names(name: str):
    assert declared(name.replace(".txt", ".in")) <= {normal(each) for each in locked(name)}


def test_the_functions_operators_and_development_have_the_same_versions():
    runtime, operators, development = (locked(f"requirements{each}.txt").items() for each in ("", "-operators", "-dev"))
    assert runtime <= operators <= development


@pytest.mark.parametrize("name", sorted(each.replace(".txt", ".in") for each in LOCKED))
def test_every_line_of_a_source_file_says_what_it_is_there_for(name: str):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if re.match(r"\w", line) and " # " not in line] == []
