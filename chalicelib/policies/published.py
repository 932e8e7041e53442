"""Policies that `redress policy publish` has put into the bucket: rules by digest, and directories, of which the newest holds for all.

`policy/current.json` names what is in force, rules and directory: it is written last and by itself, so that both change in one
moment or neither does. Where a directory was put in force by itself it says so, and rules that are published keep it. `policy/rules/<digest>.json` holds rules, `policy/directories/<digest>.json` who is who.
"""

import re
from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from chalicelib.core.policy.directory import Directory
from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading.documents import directory_document, policy_from, rules_document, short_digest
from chalicelib.core.written.mailboxes import is_sample

CURRENT = "policy/current.json"
UNNAMED_DIRECTORY = "policy/directory.json"  # the one directory of a policy published before `current.json` named it

JSON = "application/json"
SHOWN = 5  # addresses that a refusal names

# In `current.json`: the directory is no file's, but was put in force by itself; and which one it took the place of.
APART, BEFORE = "apart", "before"
Get = Callable[[str], bytes | None]


class Store(Protocol):
    """What a directory is put in force in."""

    def get(self, key: str) -> bytes | None:
        """What lies under a key; None if nothing does."""

    def put(self, key: str, content: bytes, content_type: str = ...) -> None:
        """Store under a key."""

    def replace(self, key: str, was: bytes, content: bytes, content_type: str = ...) -> bool:
        """Store in place of what was there; False if something else is."""


_ADDRESS = re.compile(r'[^\s"@]+@[^\s"@]+')


def rules_key(digest: str) -> str:
    """Where the rules of a digest lie."""
    return f"policy/rules/{digest}.json"


def directory_key(digest: str) -> str:
    """Where the directory of a digest lies."""
    return f"policy/directories/{digest}.json"


def directory_key_of(policy: Policy) -> str:
    """Where a policy's directory lies once it is published."""
    return directory_key(short_digest(directory_document(policy)))


def documents(policy: Policy, *, apart: bool = False, before: str = "") -> Iterator[tuple[str, bytes]]:
    """What publishing writes, by key, in the order in which it is written: the last puts all of it in force. `apart`: its directory is
    no file's; `before`: where the one lies whose place it takes.
    """
    directory = directory_document(policy)
    known = short_digest(directory)
    yield rules_key(policy.digest), rules_document(policy)
    yield directory_key(known), directory
    named = {"policy": policy.name, "rules": policy.digest, "directory": known}
    more = {APART: "yes" if apart else "", BEFORE: before}
    yield CURRENT, msgspec.json.encode(named | {name: value for name, value in more.items() if value})


def published(get: Get) -> Policy:
    """The policy in force. PolicyError if none was published, or none that can be read."""
    current = _current(get)
    try:
        return policy_from(_needed(get, rules_key(current["rules"])), _needed(get, _directory_of(current)))
    except msgspec.ValidationError as error:
        raise PolicyError(f"{CURRENT}: was published by another version ({error}); publish the policy again") from error


def directory_in_force(get: Get) -> str:
    """Where the directory in force lies. PolicyError if no policy was published."""
    return _directory_of(_current(get))


def is_apart(get: Get) -> bool:
    """Whether the directory in force was put there by itself."""
    found = get(CURRENT)
    return found is not None and APART in msgspec.json.decode(found, type=dict[str, str])


def taken_place_of(get: Get) -> str:
    """Where the directory lies whose place the one in force has taken; "" if it was the first."""
    return _current(get).get(BEFORE, "")


def before_publishing(get: Get, policy: Policy) -> str:
    """Where the directory lies whose place the policy's takes; where it is in force already, whose place it took."""
    if get(CURRENT) is None:
        return ""
    now = directory_in_force(get)
    return taken_place_of(get) if now == directory_key_of(policy) else now


def directory_at(get: Get, key: str) -> Directory:
    """An earlier directory, or the present one. PolicyError if there is none."""
    return msgspec.json.decode(_needed(get, key), type=Directory)


def put_directory(store: Store, policy: Policy, instead_of: str) -> bool:
    """Puts the policy's directory in force by itself; done twice it is as done once. False if another than `instead_of` is in force by now."""
    document = directory_document(policy)
    digest = short_digest(document)
    was = _needed(store.get, CURRENT)
    current = msgspec.json.decode(was, type=dict[str, str])
    if _directory_of(current) == directory_key(digest):
        return True
    if _directory_of(current) != instead_of:
        return False
    store.put(directory_key(digest), document, JSON)
    now = msgspec.json.encode({**current, "directory": digest, APART: "yes", BEFORE: instead_of})
    # Where our own answer was lost the second try finds itself there.
    return store.replace(CURRENT, was, now, JSON) or directory_in_force(store.get) == directory_key(digest)


def rules(get: Get, digest: str) -> Policy | None:
    """The rules of a digest with the newest directory; None if they were never published."""
    found = get(rules_key(digest))
    return policy_from(found, _needed(get, _directory_of(_current(get)))) if found else None


def _current(get: Get) -> dict[str, str]:
    return msgspec.json.decode(_needed(get, CURRENT), type=dict[str, str])


def _directory_of(current: dict[str, str]) -> str:
    return directory_key(current["directory"]) if "directory" in current else UNNAMED_DIRECTORY


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
