"""Policies that `redress policy publish` has put into the bucket: rules by digest, and directories, of which the newest holds for all.

`policy/current.json` names what is in force, rules and directory: it is written last and by itself, so that both change in one
moment or neither does. `policy/rules/<digest>.json` holds rules, `policy/directories/<digest>.json` who is who.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading.documents import directory_document, policy_from, rules_document, short_digest
from chalicelib.core.written.mailboxes import is_sample

CURRENT = "policy/current.json"
UNNAMED_DIRECTORY = "policy/directory.json"  # the one directory of a policy published before `current.json` named it

SHOWN = 5  # addresses that a refusal names

Get = Callable[[str], bytes | None]

_ADDRESS = re.compile(r'[^\s"@]+@[^\s"@]+')


def rules_key(digest: str) -> str:
    """Where the rules of a digest lie."""
    return f"policy/rules/{digest}.json"


def directory_key(digest: str) -> str:
    """Where the directory of a digest lies."""
    return f"policy/directories/{digest}.json"


def documents(policy: Policy) -> Iterator[tuple[str, bytes]]:
    """What publishing writes, by key, in the order in which it is written: the last puts all of it in force."""
    directory = directory_document(policy)
    known = short_digest(directory)
    yield rules_key(policy.digest), rules_document(policy)
    yield directory_key(known), directory
    yield CURRENT, msgspec.json.encode({"policy": policy.name, "rules": policy.digest, "directory": known})


def published(get: Get) -> Policy:
    """The policy in force. PolicyError if none was published, or none that can be read."""
    current = _current(get)
    try:
        return policy_from(_needed(get, rules_key(current["rules"])), _needed(get, _directory_of(current)))
    except msgspec.ValidationError as error:
        raise PolicyError(f"{CURRENT}: was published by another version ({error}); publish the policy again") from error


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
