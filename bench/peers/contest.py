"""`python -m bench.peers.contest [PYTHON [MAILS]]`: Redress beside django-helpdesk and roundup on the same mails, one after the other, each in a fresh process.

PYTHON is the interpreter of the virtual environment in which the others are installed (`make bench` sees to it).
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.peers import in_redress, mails

MAILS = 500
PYTHON = Path("build/peers-venv/bin/python")
COLUMNS = ("mails", "opened", "per CPU-second", "median ms", "cold start ms", "memory MB")


def compared(python: Path, number: int) -> dict[str, dict[str, float]]:
    """Every contestant's figures, or none for one that could not be run: its error is printed."""
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        mails.written(home / "mails", number)
        runs = {
            "Redress": lambda: in_redress.told(home / "mails", home / "events"),
            "roundup": lambda: _peer(python, "in_roundup", home, str(number)),
            "django-helpdesk": lambda: _peer(python, "in_django_helpdesk", home),
        }
        return {name: _figures(name, run) for name, run in runs.items()}


def _peer(python: Path, module: str, home: Path, *arguments: str) -> str:
    """One of the others: made ready in one process, measured in the next."""
    program, place = (str(python), "-m", f"bench.peers.{module}"), str(home / module)
    subprocess.run([*program, "prepare", place, *arguments], check=True, capture_output=True)  # noqa: S603
    command = [*program, "run", place, str(home / "mails")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout.splitlines()[-1]


def _figures(name: str, run: Callable[[], str]) -> dict[str, float]:
    try:
        found: dict[str, float] = json.loads(run())
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or error
        print(f"{name} could not be run: {str(said)[-500:]}", file=sys.stderr)
        return {}
    return found


def main(python: Path = PYTHON, number: int = MAILS) -> None:
    """Prints the table."""
    print(f"{f'{number} mails, own CPU':20}" + "".join(f"{name:>16}" for name in COLUMNS))
    for name, found in compared(python, number).items():
        shown = [found.get(each) for each in ("mails", "opened", "rate", "median", "cold", "memory")]
        print(f"{name:20}" + "".join(f"{'-' if value is None else f'{value:.1f}':>16}" for value in shown))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else PYTHON, int(sys.argv[2]) if sys.argv[2:] else MAILS)
