from collections.abc import Callable, Iterator

import pytest

from redress.cli import main
from sandbox import Sandbox

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        yield opened


@pytest.fixture
def run(box: Sandbox, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command of the operator's; its exit code and what it printed. What it set going is done afterwards.

    The history's witness has seen all that was written before.
    """

    def ran(*arguments: str) -> tuple[int, str]:
        box._lambdas.witness()
        capsys.readouterr()
        code = main(arguments)
        box._settle()
        told = capsys.readouterr()
        return code, told.out + told.err

    return ran
