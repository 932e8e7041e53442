"""The policy that a sandbox plays by: where it lies, without the minutes that answers wait, and read once per process."""

import atexit
import tomllib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading.names import offer
from chalicelib.policies import from_file, names
from chalicelib.render.own_words import word_problems
from sandbox.cloud import APP_DIR

PACKAGED = APP_DIR / "chalicelib" / "policies"


def policy_path(policy: str | Path) -> Path:
    """The file of a shipped policy's name, or the file itself. FileNotFoundError if it is neither, with the nearest that is."""
    packaged = PACKAGED / f"{policy}.toml"
    path = packaged if packaged.is_file() else Path(policy)
    if not path.is_file():
        beside = [str(each) for each in path.parent.glob("*.toml")]
        raise FileNotFoundError(f"{policy}: neither a shipped policy nor a file{offer(policy, [*names(), *beside])}")
    return path


def refuse_faulty(policy: str | Path) -> None:
    """PolicyError with every fault, the policy's own words among them; FileNotFoundError if there is no such file."""
    path = policy_path(policy)
    if problems := word_problems(read_once(path)):
        raise PolicyError("\n".join(f"{path.name}: {problem}" for problem in problems))


@cache  # in one place for all sandboxes of a process, which then read it once
def without_undo(path: Path, written: str) -> Path:
    """A copy of a policy, of which `written` is the text, whose answers do not wait."""
    folder = Path(_copies().name)
    copy = folder / str(len(list(folder.iterdir()))) / path.name
    copy.parent.mkdir()
    lines = written.splitlines(keepends=True)
    copy.write_text("".join(line for line in lines if not line.startswith("undo = ")), encoding="utf-8")
    return copy


@cache
def _copies() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return folder


def as_written(path: Path) -> dict[str, Any]:
    """What stands in a policy's file, whether or not it is sound; not to be changed. TOMLDecodeError if it is no TOML."""
    return _as_written(path.read_text(encoding="utf-8-sig"))


@cache
def _as_written(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def read_once(path: Path) -> Policy:
    """The policy in a file, as `from_file` reads it; the same one as before if the file is as it was."""
    return _read(path, path.read_bytes()) if path.is_file() else from_file(path)


@cache
def _read(path: Path, _written: bytes) -> Policy:
    return from_file(path)
