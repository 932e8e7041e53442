"""Policies that `redress policy publish` has put into the bucket: rules by digest, and one directory, always the newest.

`policy/current.json` names the rules in force; `policy/rules/<digest>.json` holds rules, `policy/directory.json` who is who.
"""

import re
from collections.abc import Callable

import msgspec

from chalicelib.core.policy.model import Policy, PolicyError
from chalicelib.core.policy_reading.documents import directory_document, policy_from
from chalicelib.core.written.mailboxes import is_sample

CURRENT = "policy/current.json"
DIRECTORY = "policy/directory.json"

SHOWN = 5  # addresses that a refusal names

Get = Callable[[str], bytes | None]

_ADDRESS = re.compile(r'[^\s"@]+@[^\s"@]+')


def rules_key(digest: str) -> str:
    """Where the rules of a digest lie."""
    return f"policy/rules/{digest}.json"


def published(get: Get) -> Policy:
    """The policy in force. PolicyError if none was published."""
    current = msgspec.json.decode(_needed(get, CURRENT), type=dict[str, str])
    policy = rules(get, current["rules"])
    if policy is None:
        raise PolicyError(f"{rules_key(current['rules'])}: is not in the bucket")
    return policy


def rules(get: Get, digest: str) -> Policy | None:
    """The rules of a digest with the newest directory; None if they were never published."""
    found = get(rules_key(digest))
    return policy_from(found, _needed(get, DIRECTORY)) if found else None


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
        raise PolicyError(f"{key}: is not in the bucket; publish a policy first")
    return found
