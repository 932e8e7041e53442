"""`make mutants`: breaks one behaviour at a time, as tests/mutants.toml lists them, and sees whether the tests notice.

Each mutant is played on a copy of the tree. `python -m tests.mutants WORD…` plays those whose sentence has these words.
"""

import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

import msgspec
import pytest

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "mutants.toml"
LEFT_OUT = ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", "build")
AT_ONCE = 2


class Mutant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A behaviour and what breaks it: `broken` says how the product then is, `instead` takes the place of `snippet` in `file`.

    Of `tests`, files or single tests of slow ones (`FILE::NAME`), one must fail.
    """

    broken: str
    file: str
    snippet: str
    instead: str
    tests: tuple[str, ...]


def mutants() -> list[Mutant]:
    """The list."""
    return msgspec.convert(tomllib.loads(LIST.read_text(encoding="utf-8"))["mutant"], list[Mutant])


def misfit(mutant: Mutant) -> str:
    """Why the mutant cannot be played; "" if it can."""
    missing = [name for name in (mutant.file, *mutant.tests) if not _is_there(name)]
    if missing:
        return f"“{mutant.broken}”: there is no {', '.join(missing)}"
    count = (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.snippet)
    return "" if count == 1 else f"“{mutant.broken}”: its snippet stands {count} times in {mutant.file}, and not once"


def _is_there(name: str) -> bool:
    file, _, test = name.partition("::")
    path = ROOT / file
    return path.is_file() and (not test or f"def {test}(" in path.read_text(encoding="utf-8"))


def fate(mutant: Mutant) -> str:
    """What became of the mutant; "" if a test noticed it."""
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        copytree(ROOT, tree, ignore=LEFT_OUT)
        file = tree / mutant.file
        file.write_text(file.read_text(encoding="utf-8").replace(mutant.snippet, mutant.instead), encoding="utf-8")
        code = _pytest(tree, ["-x", *mutant.tests])
    fates: dict[int, str] = {pytest.ExitCode.TESTS_FAILED: "", pytest.ExitCode.OK: "survived"}
    return fates.get(code, f"pytest ended with {code}")


def _pytest(tree: Path, arguments: Sequence[str]) -> int:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False).returncode


def _are_sound(known: Iterable[Mutant]) -> bool:
    """Whether the tests pass as long as nothing is broken."""
    files = sorted({test for mutant in known for test in mutant.tests})
    return _pytest(ROOT, ["-n", str(AT_ONCE), *files]) == pytest.ExitCode.OK


def main(wanted: Sequence[str]) -> int:
    """Plays the mutants and prints the fate of each; 1 if any survived or could not be played."""
    known = [mutant for mutant in mutants() if all(word in mutant.broken for word in wanted)]
    if misfits := [why for mutant in known if (why := misfit(mutant))]:
        print("\n".join(misfits))
        return 1
    if not _are_sound(known):
        print("The tests fail though nothing is broken: run make test first.")
        return 1
    bad = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for mutant, outcome in zip(known, pool.map(fate, known), strict=True):
            print(f"{outcome or 'noticed':9} {mutant.broken}", flush=True)
            bad += bool(outcome)
    print(f"{len(known)} mutants, {bad} not noticed")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
