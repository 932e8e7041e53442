"""`make clauses`: every clause of every procedure, the tests that name it, and whether they passed.

Clauses of procedures that no shipped policy runs yet are listed as open. The ids stand in tests/clauses.tsv.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


class Collector:
    """Which test names which clause, and how each test ended."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.outcomes: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keeps only the tests that name a clause."""
        named = [item for item in items if any(item.iter_markers("clause"))]
        for item in named:
            for mark in item.iter_markers("clause"):
                for clause in mark.args:
                    self.tests[clause].append(item.nodeid)
        items[:] = named

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes how a test ended; a failing set-up counts as a failure."""
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[report.nodeid] = report.outcome


def clauses() -> list[tuple[str, str]]:
    """(id, pack) of every clause."""
    with (ROOT / "tests" / "clauses.tsv").open(encoding="utf-8") as file:
        return [(row["id"], row["pack"]) for row in csv.DictReader(file, delimiter="\t")]


def main() -> int:
    """Runs the tests that name clauses and prints the table; 1 if any failed or a shipped policy's clause has no test."""
    collector = Collector()
    pytest.main(
        ["-q", "--no-header", "-p", "no:warnings", "--ignore", str(ROOT / "tests" / "e2e"), str(ROOT / "tests")],
        plugins=[collector],
    )
    shipped = {path.stem for path in (ROOT / "chalicelib" / "policies").glob("*.toml")} | {"all"}
    bad = 0
    for clause, pack in clauses():
        tests = collector.tests.get(clause, [])
        failed = [t for t in tests if collector.outcomes.get(t) != "passed"]
        state = "open" if not tests else "FAILED" if failed else "passed"
        bad += bool(failed) or (not tests and pack in shipped)
        print(f"{clause:6} {pack:22} {state:7} {len(tests):3} tests")
        for test in tests:
            print(f"         {collector.outcomes.get(test, 'not run'):7} {test.partition('tests/')[2]}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
