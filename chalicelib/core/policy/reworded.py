"""Words of an organisation's own that were put in place of its rules': each sentence in each language, and what it says now.

A text of "" is a sentence that the rules word and that reads as ours again. What was not changed stays with the rules, so that a complaint
which keeps earlier ones keeps their sentences, and reads those that were changed since.
"""

from collections.abc import Iterator, Mapping

import msgspec

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.policy.model import Policy

ORGANISATION = "organisation"  # its name, which stands beside the policy's words and not among them
Words = Mapping[str, Mapping[str, str]]


def all_words(policy: Policy) -> dict[str, Mapping[str, str]]:
    """Every text that is worded by key and language: the organisation's name and its own words."""
    return {ORGANISATION: policy.organisation, **policy.words}


def reworded(policy: Policy, changes: Words) -> Policy:
    """The policy with these texts in place of its rules'. Those of a message that it has not are left out."""
    if not changes:
        return policy
    texts = all_words(policy)
    for key, said in changes.items():
        if is_there(key, policy):
            merged = {**texts.get(key, {}), **said}
            texts[key] = {language: text for language, text in merged.items() if text}
    organisation = dict(texts.pop(ORGANISATION))
    words = {key: dict(said) for key, said in texts.items() if said}
    return msgspec.structs.replace(policy, organisation=organisation, words=words)


def is_there(key: str, policy: Policy) -> bool:
    """Whether the policy has anything that this key words: a phrase, a message of ours, or one of its own."""
    message, dot, _ = key.rpartition(".")
    return not dot or message in MESSAGES or any(each.rpartition(".")[0] == message for each in policy.words)


def rewording(rules: Policy, policy: Policy) -> dict[str, dict[str, str]]:
    """What of a policy's words differs from those of its rules, as `reworded` takes it."""
    old, new = all_words(rules), all_words(policy)
    found = ((key, dict(_differing(old.get(key, {}), new.get(key, {})))) for key in dict.fromkeys((*old, *new)))
    return {key: said for key, said in found if said}


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for language in dict.fromkeys((*old, *new)):
        if old.get(language, "") != new.get(language, ""):
            yield language, new.get(language, "")
