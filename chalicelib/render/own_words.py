"""Whether an organisation's own words can be read and filled in: tried on a message about no complaint, in each language.

A key is MESSAGE.BLOCK or a phrase. A message that is none of ours is the organisation's own, if something asks for it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.message_table import MESSAGES, kind_of
from chalicelib.core.people.tokens import Keys
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.names import offer
from chalicelib.core.written.languages import FIRST
from chalicelib.render import envelope, forms, template_context, wording
from chalicelib.render.sender_identity import SenderIdentity

BLOCKS = ("subject", "body", "sms")
PHRASES = ("rights", "outside_route", "sms_name", "procedure")
TRIAL = SenderIdentity(
    address="desk@example.org", sms_number="", sender="desk@example.org", base_url="https://example.org",
    keys=Keys(current=1, secrets={1: b"for trials only, signs nothing"}), now=datetime(2026, 3, 2, tzinfo=UTC),
    message_domain="example.org",
)  # fmt: skip


def word_problems(policy: Policy) -> list[str]:
    """What is wrong with a policy's own words, each with its key and language."""
    return [problem for key, texts in policy.words.items() for problem in _problems(key, texts, policy)]


def _problems(key: str, texts: dict[str, str], policy: Policy) -> Iterator[str]:
    name, _, block = key.rpartition(".")
    known = {*MESSAGES, *_asked_for(policy)} if name else set()
    if name and name not in known:
        yield f'words."{key}": nothing sends a message "{name}"{offer(name, known)}'
    elif block not in (*PHRASES, *BLOCKS[: 3 if name else 0]):
        usual = (*BLOCKS, *PHRASES[:2]) if name else PHRASES
        yield f'words."{key}": "{block}" is no part of a message and no phrase{offer(block, usual)}'
    elif name not in MESSAGES and FIRST not in texts and name:
        yield f'words."{key}": lacks {FIRST}, which stands in for the other languages'
    else:
        for language, text in texts.items():
            if fault := _fault(name, language, text, policy):
                yield f'words."{key}".{language}: {fault}'


def _asked_for(policy: Policy) -> set[str]:
    """Messages that rungs, rules and tasks ask for by name."""
    rungs = {rung.message for clock in policy.clocks for rung in clock.rungs}
    return (rungs | {rule.then.message for rule in policy.rules} | {task.message for task in policy.tasks}) - {""}


def _fault(name: str, language: str, text: str, policy: Policy) -> str:
    """What is wrong with that text; "" if nothing is."""
    role = "handler" if kind_of(name, "customer").audience == "staff" else "customer"
    to = Recipient(role=role, mail="li@example.org", language=language)
    message = Message(name=name or "update", to=to)
    try:
        wording.in_own_words("text", text, _trial(message, policy))
    except wording.MISTAKES as error:
        return str(error)
    return ""


def _trial(message: Message, policy: Policy) -> dict[str, Any]:
    """All that a block may name, as far as nothing has happened yet."""
    signer = envelope.signer(message, None, TRIAL)
    context = template_context.of_message(message, None, policy, TRIAL) | template_context.links(signer, None, policy)
    language = context["language"]
    context |= {
        "say": wording.phrases(policy, message.name, language),
        "cmd": lambda name: forms.command_name(name, language),
        "subject": "",
        "kind": kind_of(message.name, message.to.role),
        "reply_to": "",
        "form": (),
        "commands": (),
        "t": wording.figures("text"),
    }
    return context | {"parts": wording.parts("text", context)}
