"""Policies that `redress policy publish` has put into the bucket: rules by digest, and what holds beside them, of which the newest holds for all.

`policy/current.json` names what is in force: rules, directory, and the words that were changed. It is written last and by itself, so that all change
in one moment or nothing does. Where something was put in force by itself it says so, and rules that are published keep it. `policy/rules/<digest>.json`
holds rules, `policy/directories/<digest>.json` who is who, `policy/words/<digest>.json` how sentences differ from the rules'.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Protocol

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.policy.documents import (
    directory_document,
    policy_from,
    rules_document,
    short_digest,
    words_document,
)
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy.reworded import Words, reworded, rewording
from chalicelib.core.written.mailboxes import is_sample

CURRENT = "policy/current.json"
UNNAMED_DIRECTORY = "policy/directory.json"  # the one directory of a policy published before `current.json` named it

JSON = "application/json"
SHOWN = 5  # addresses that a refusal names
Get = Callable[[str], bytes | None]


class Beside(msgspec.Struct, frozen=True):
    """What can be put in force by itself, beside the rules. `folder`: where its versions lie, by digest.

    Its names in `current.json`: `name` tells the version in force, `apart` that it is no file's but was put in force by itself, `before` whose place it
    took. `first`: what holds as long as there is no version.
    """

    name: str
    folder: str
    apart: str
    before: str
    first: bytes = b""

    def key(self, digest: str) -> str:
        """Where the version of a digest lies."""
        return f"{self.folder}{digest}.json"

    def in_force(self, current: Mapping[str, str]) -> str:
        """Where the version lies that `current.json` names."""
        if self.name in current:
            return self.key(current[self.name])
        return self.key(short_digest(self.first)) if self.first else UNNAMED_DIRECTORY


DIRECTORY = Beside("directory", "policy/directories/", "apart", "before")
WORDS = Beside("words", "policy/words/", "reworded", "words_before", first=b"{}")
BESIDE = (DIRECTORY, WORDS)


def version_of(key: str) -> str:
    """The digest of what lies under a key."""
    return PurePosixPath(key).stem


class Store(Protocol):
    """What is put in force in."""

    def get(self, key: str) -> bytes | None:
        """What lies under a key; None if nothing does."""

    def put(self, key: str, content: bytes, content_type: str = ...) -> None:
        """Store under a key."""

    def replace(self, key: str, was: bytes, content: bytes, content_type: str = ...) -> bool:
        """Store in place of what was there; False if something else is."""


_ADDRESS = expression(r'[^\s"@]+@[^\s"@]+')


def rules_key(digest: str) -> str:
    """Where the rules of a digest lie."""
    return f"policy/rules/{digest}.json"


def documents(policy: Policy, further: Mapping[str, str] = MappingProxyType({})) -> Iterator[tuple[str, bytes]]:
    """What publishing writes, by key, in the order in which it is written: the last puts all of it in force. `further`: what that says beside
    rules and directory.
    """
    directory = directory_document(policy)
    known = short_digest(directory)
    yield rules_key(policy.digest), rules_document(policy)
    yield DIRECTORY.key(known), directory
    named = {"policy": policy.name, "rules": policy.digest, DIRECTORY.name: known}
    yield CURRENT, msgspec.json.encode({**named, **further})


def published(get: Get, versions: Mapping[str, str] = MappingProxyType({})) -> Policy:
    """The policy in force. `versions`: keys of earlier versions that are to stand in it, by the name of what they are.

    PolicyError if none was published, or none that can be read.
    """
    current = _current(get)
    keys = {part.name: versions.get(part.name) or part.in_force(current) for part in BESIDE}
    try:
        policy = policy_from(_needed(get, rules_key(current["rules"])), _needed(get, keys[DIRECTORY.name]))
        return reworded(policy, _words_at(get, keys[WORDS.name]))
    except msgspec.ValidationError as error:
        raise PolicyError(f"{CURRENT}: was published by another version ({error}); publish the policy again") from error


def in_force(get: Get, part: Beside) -> str:
    """Where the version in force lies. PolicyError if no policy was published."""
    return part.in_force(_current(get))


def is_apart(get: Get, part: Beside) -> bool:
    """Whether the version in force was put there by itself, and is not what holds without any."""
    found = get(CURRENT)
    current = _read(found) if found else {}
    return part.apart in current and part.in_force(current) != part.in_force({})


def taken_place_of(get: Get, part: Beside) -> str:
    """Where the version lies whose place the one in force has taken; "" if it was the first."""
    return _current(get).get(part.before, "")


def document(part: Beside, get: Get, policy: Policy) -> bytes:
    """What is kept of a policy as a version of that part."""
    if part is DIRECTORY:
        return directory_document(policy)
    return words_document(rewording(published(get, {WORDS.name: WORDS.in_force({})}), policy))


def put(store: Store, part: Beside, content: bytes, instead_of: str) -> bool:
    """Puts a version in force by itself; done twice it is as done once. False if another than `instead_of` is in force by now."""
    digest = short_digest(content)
    was = _needed(store.get, CURRENT)
    current = _read(was)
    if part.in_force(current) == part.key(digest):
        return True
    if part.in_force(current) != instead_of:
        return False
    store.put(part.key(digest), content, JSON)
    now = msgspec.json.encode({**current, part.name: digest, part.apart: "yes", part.before: instead_of})
    # Where our own answer was lost the second try finds itself there.
    return store.replace(CURRENT, was, now, JSON) or in_force(store.get, part) == part.key(digest)


def words_in_force(get: Get) -> Words:
    """How sentences differ from those of the rules; {} where nobody has changed any."""
    return _words_at(get, in_force(get, WORDS))


def _words_at(get: Get, key: str) -> Words:
    if key == WORDS.in_force({}):
        return {}
    return msgspec.json.decode(_needed(get, key), type=dict[str, dict[str, str]])


def rules(get: Get, digest: str) -> Policy | None:
    """The rules of a digest with the newest directory and the words that were changed since; None if they were never published."""
    found = get(rules_key(digest))
    if found is None:
        return None
    current = _current(get)
    policy = policy_from(found, _needed(get, DIRECTORY.in_force(current)))
    return reworded(policy, _words_at(get, WORDS.in_force(current)))


def _current(get: Get) -> dict[str, str]:
    return _read(_needed(get, CURRENT))


def _read(found: bytes) -> dict[str, str]:
    return msgspec.json.decode(found, type=dict[str, str])


def refuse_samples(policy: Policy) -> None:
    """PolicyError if the directory holds addresses of examples: a stack that follows it writes to nobody, or to strangers."""
    found = sorted(each for each in set(_ADDRESS.findall(directory_document(policy).decode())) if is_sample(each))
    if found:
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise PolicyError(
            f"{policy.name}: {', '.join(found[:SHOWN])}{more}: sample addresses, at which none of your people read; "
            "put in your own, in a copy of the file"
        )


def _needed(get: Get, key: str) -> bytes:
    found = get(key)
    if found is None:
        raise PolicyError(f"{key}: is not in the bucket; publish a policy first: redress policy publish FILE")
    return found
