"""The shipped sample policies, one TOML file each; and any policy from a file."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from chalicelib.core.policy.model import Policy, PolicyError

HERE = Path(__file__).parent
# By what the reader of TOML says of them.
USUAL_SLIPS = {
    "Cannot overwrite a value": "a key stands there twice",
    "twice": "a heading stands there twice; of several parts each begins with two brackets, like [[clock]]",
    "Cannot mutate immutable namespace": "the heading names what a line above has given already",
    "Illegal character '\\n'": "a quotation mark or bracket of that line is not closed",
    "Unclosed array": "a bracket is not closed, or a comma is missing",
    "Invalid value": "words stand in straight quotation marks, and yes and no are true and false",
    "Expected '=' after a key": "a key of Chinese words stands in quotation marks",
    "Invalid statement": "a key of Chinese words stands in quotation marks, and those are straight ones",
    "Cannot declare": "a heading is written once like [table] or each time like [[clock]]",
}


class UnknownPolicyError(PolicyError):
    """There is no file, and no shipped policy, of that name."""


def names() -> tuple[str, ...]:
    """The shipped policies."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


@cache
def packaged(name: str) -> Policy:
    """The shipped policy of that name. PolicyError if there is none."""
    if name not in names():
        raise _unknown(name)
    return from_file(HERE / f"{name}.toml")


def from_file(path: Path) -> Policy:
    """The policy in a TOML file. PolicyError with every fault, each beginning with the file's name."""
    # Functions read what was published, and no file.
    import tomllib  # noqa: PLC0415

    from chalicelib.core.policy_reading import read_policy  # noqa: PLC0415

    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise _unknown(str(path)) from None
    except OSError as error:
        raise PolicyError(f"{path.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PolicyError(f"{path.name}: line {line} is not UTF-8 text: save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path.name}: is not TOML: {error}{_meant(str(error))}") from error
    return read_policy(data, path.name)


def _unknown(name: str) -> UnknownPolicyError:
    """What to say of a name: the file or the shipped policy that it is nearest to, or what is shipped."""
    path = Path(name)
    beside = [str(path.with_name(each.name)) for each in path.parent.glob("*.toml")]
    near = get_close_matches(name, (*beside, *names()), 1) or get_close_matches(path.stem, names(), 1)
    return UnknownPolicyError(
        f"{name}: there is no such file, and no shipped policy is called so; "
        + (f"do you mean {near[0]}?" if near else f"shipped are {', '.join(names())}")
    )


def _meant(error: str) -> str:
    """What the reader's error mostly comes from, in words for whoever does not know TOML."""
    return next((f"; {words}" for sign, words in USUAL_SLIPS.items() if sign in error), "")


def by_name_or_path(policy: str) -> Policy:
    """A shipped policy's name, or the path of a file."""
    return packaged(policy) if policy in names() else from_file(Path(policy))
