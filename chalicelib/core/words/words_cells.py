"""An organisation's own words as sheets have them: which texts there are, what each is called, and on which sheet it stands."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy.reworded import ORGANISATION
from chalicelib.core.words.labels import label, message_name
from chalicelib.core.written.languages import LANGUAGES

Part = Literal["phrase", "customer", "staff"]
PARTS: tuple[Part, ...] = ("phrase", "customer", "staff")
TOLD = ("key", "purpose", "allowed")  # columns beside those of the languages
PHRASES = (ORGANISATION, "sms_name", "rights", "outside_route", "procedure")
BLOCKS = ("subject", "body", "sms")
NEEDED = ("subject", "body")  # of a message of the organisation's own


class Sheet(msgspec.Struct, frozen=True):
    """A sheet as it goes out. `pale`: cells, by row and column, that say what stands there as long as nothing of one's own does."""

    title: str
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    pale: frozenset[tuple[int, int]] = frozenset()


def title(part: str, policy: Policy, language: str) -> str:
    """What a sheet is called."""
    return label(f"words.{part}", policy, language)


def heading(column: str, policy: Policy, language: str) -> str:
    """What a column is called: that of a language in that language, with its code."""
    if column in LANGUAGES:
        return f"{LANGUAGES[column].own_name} {column}"
    return label(f"words.{column}", policy, language)


def message_of(key: str) -> str:
    """The message that a key words; "" for a phrase."""
    return key.rpartition(".")[0]


def called(key: str, policy: Policy, language: str) -> str:
    """What a text is called: that of a message by both, 受理通知·邮件主题."""
    message, _, block = key.rpartition(".")
    if not message:
        return label(f"phrase.{key}", policy, language)
    return f"{message_name(message, policy, language)}·{label(f'block.{block}', policy, language)}"


def purpose(key: str, policy: Policy, language: str) -> str:
    """What a text is for, and what it is called."""
    message = message_of(key) or key
    known = label(f"purpose.{message}", policy, language)
    told = label("purpose.own", policy, language) if known == f"purpose.{message}" else known
    return f"{called(key, policy, language)}\n{told}"


def own_messages(policy: Policy) -> tuple[str, ...]:
    """The messages that the policy alone has, in the order of its words."""
    named = dict.fromkeys(message_of(key) for key in policy.words)
    return tuple(name for name in named if name and name not in MESSAGES)


def part_of(message: str, policy: Policy) -> Part:
    """Whom a message is for: one of the policy's own customers if anything sends it to them."""
    if message in MESSAGES:
        return MESSAGES[message].audience
    return "customer" if "customer" in _told_by(message, policy) else "staff"


def _told_by(message: str, policy: Policy) -> Iterator[str]:
    for clock in policy.clocks:
        yield from (role for rung in clock.rungs if rung.message == message for role in rung.tell)
    for rule in policy.rules:
        yield from rule.then.tell if rule.then.message == message else ()
