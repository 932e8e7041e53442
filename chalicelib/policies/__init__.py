"""The shipped sample policies, one TOML file each; and any policy from a file."""

import tomllib
from functools import cache
from pathlib import Path

from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading import read_policy

HERE = Path(__file__).parent


def names() -> tuple[str, ...]:
    """The shipped policies."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


@cache
def packaged(name: str) -> Policy:
    """The shipped policy of that name. PolicyError if there is none."""
    if name not in names():
        raise PolicyError(f"{name}: no such policy; shipped are {', '.join(names())}")
    return from_file(HERE / f"{name}.toml")


def from_file(path: Path) -> Policy:
    """The policy in a TOML file. PolicyError with every fault, each beginning with the file's name."""
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise PolicyError(f"{path.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PolicyError(f"{path.name}: is not UTF-8 text: byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path.name}: is not TOML: {error}") from error
    return read_policy(data, path.name)


def by_name_or_path(policy: str) -> Policy:
    """A shipped policy's name, or the path of a file."""
    return packaged(policy) if policy in names() else from_file(Path(policy))
