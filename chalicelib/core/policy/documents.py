"""A policy as it is published: its rules under their digest, its directory and what was reworded apart, all canonical JSON."""

import hashlib
from typing import Any

import msgspec

from chalicelib.core.policy.model import Directory, Policy
from chalicelib.core.policy.reworded import Words

DIGITS = 12


def rules_document(policy: Policy) -> bytes:
    """The rules without directory and digest. The same rules give the same bytes."""
    whole: dict[str, Any] = msgspec.to_builtins(policy)
    return msgspec.json.encode({k: v for k, v in whole.items() if k not in ("directory", "digest")}, order="sorted")


def directory_document(policy: Policy) -> bytes:
    """Who is who today."""
    return msgspec.json.encode(policy.directory, order="sorted")


def words_document(changes: Words) -> bytes:
    """How sentences differ from the rules'. The same changes give the same bytes."""
    return msgspec.json.encode(changes, order="sorted")


def digest(policy: Policy) -> str:
    """By what the rules are known: 12 hex digits of their SHA-256. A change of people does not change it."""
    return short_digest(rules_document(policy))


def short_digest(document: bytes) -> str:
    """By what a document is known: 12 hex digits of its SHA-256."""
    return hashlib.sha256(document).hexdigest()[:DIGITS]


def policy_from(rules: bytes, directory: bytes) -> Policy:
    """The policy of a published rules document with the newest directory."""
    parts = msgspec.json.decode(rules)
    people = msgspec.json.decode(directory, type=Directory)
    stages = [_of_several_roles(stage) for stage in parts.get("stages", ())]
    policy = msgspec.convert({**parts, "stages": stages, "directory": msgspec.to_builtins(people)}, Policy)
    return msgspec.structs.replace(policy, digest=digest(policy))


def _of_several_roles(stage: dict[str, Any]) -> dict[str, Any]:
    """A stage as it is read today: what was published while one alone could answer names that one."""
    answers = stage.get("answers")
    return {**stage, "answers": [answers]} if isinstance(answers, str) else stage
