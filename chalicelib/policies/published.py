"""Policies that `redress policy publish` has put into the bucket: rules by digest, and one directory, always the newest.

`policy/current.json` is {"rules": digest}; `policy/rules/<digest>.json` is the TOML file's content without its directory;
`policy/directory.json` is the directory.
"""

import json
from collections.abc import Callable
from typing import Any

from chalicelib.core.policy import Policy, PolicyError
from chalicelib.core.policy_reading import read

CURRENT = "policy/current.json"
DIRECTORY = "policy/directory.json"

Get = Callable[[str], bytes | None]


def rules_key(digest: str) -> str:
    """Where the rules of a digest lie."""
    return f"policy/rules/{digest}.json"


def published(get: Get) -> Policy:
    """The policy in force. PolicyError if none was published."""
    digest = _json(get, CURRENT)["rules"]
    policy = rules(get, digest)
    if policy is None:
        raise PolicyError(f"{rules_key(digest)}: is not in the bucket")
    return policy


def rules(get: Get, digest: str) -> Policy | None:
    """The rules of a digest with the newest directory; None if they were never published."""
    key = rules_key(digest)
    found = get(key)
    return read({**json.loads(found), "directory": _json(get, DIRECTORY)}, key) if found else None


def _json(get: Get, key: str) -> dict[str, Any]:
    found = get(key)
    if found is None:
        raise PolicyError(f"{key}: is not in the bucket; publish a policy first")
    parsed: dict[str, Any] = json.loads(found)
    return parsed
