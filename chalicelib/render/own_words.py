"""Whether an organisation's own words can be read and filled in: tried on a message about no complaint, in each language.

A key is MESSAGE.BLOCK or a phrase. A message that is none of ours is the organisation's own, if something asks for it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from jinja2 import TemplateSyntaxError, UndefinedError

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.message_table import MESSAGES, kind_of
from chalicelib.core.complaint.saying import Said, say, sentence
from chalicelib.core.expressions import expression
from chalicelib.core.people.tokens import Ring, alike
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.faults import Fault
from chalicelib.core.policy_reading.names import nearest, offer
from chalicelib.render import LONGEST_SMS, envelope, forms, own_grammar, template_context, under_its_name, wording
from chalicelib.render.sender_identity import SenderIdentity

BLOCKS = ("subject", "body", "sms")
PHRASES = ("rights", "outside_route", "sms_name", "procedure")
# The values that organisations mostly want: those that docs/policy.md names.
VALUES = (
    "case.number", "case.subject", "case.handler", "case.responsible", "case.department", "case.stage", "case.received", "case.outcome", "to", "org", "promised", "due",
    "new_due", "x.reason", "x.text", "hotline", "survey_link", "parts.greeting()", "parts.how_to_add()", "parts.rights()",
)  # fmt: skip
FIRST_LETTER = "acknowledgement.body"
_NAMES_PROMISE = expression(r"\{[{%][^}]*\bpromised(_short)?\b")
_MISSING = expression(r"no attribute '(?P<attribute>\w+)'|'(?P<name>\w+)' is undefined")
TRIAL = SenderIdentity(
    address="desk@example.org", sms_number="", sender="desk@example.org", base_url="https://example.org",
    keys=alike(Ring(current=1, secrets={1: b"for trials only, signs nothing"})), now=datetime(2026, 3, 2, tzinfo=UTC),
    message_domain="example.org",
)  # fmt: skip


def word_problems(policy: Policy) -> list[str]:
    """What is wrong with a policy's own words, each with its key and language, as the author of a file reads it."""
    unsent = [problem for key in policy.words for problem in _sent_by_nothing(key, policy)]
    return [*unsent, *(str(fault) for fault in word_faults(policy))]


def word_faults(policy: Policy) -> list[Fault]:
    """What is wrong in the texts of those words that something sends."""
    sent = {key: texts for key, texts in policy.words.items() if not any(_sent_by_nothing(key, policy))}
    return [fault for key, texts in sent.items() for fault in _faults(key, texts, policy)]


def _sent_by_nothing(key: str, policy: Policy) -> Iterator[str]:
    """Why no message shows the words of that key."""
    name, _, block = key.rpartition(".")
    known = {*MESSAGES, *_asked_for(policy)} if name else set()
    if name and name not in known:
        asks = f'; a rung, rule or task sends one of your own by message = "{name}"'
        yield f'words."{key}": nothing sends a message "{name}"{offer(name, known) or asks}'
    elif block not in (*PHRASES, *BLOCKS[: 3 if name else 0]):
        usual = (*BLOCKS, *PHRASES[:2]) if name else PHRASES
        yield f'words."{key}": "{block}" is no part of a message and no phrase{offer(block, usual)}'


def _faults(key: str, texts: Mapping[str, str], policy: Policy) -> Iterator[Fault]:
    name, _, block = key.rpartition(".")
    if name and name not in MESSAGES and (missing := [each for each in policy.languages if each not in texts]):
        yield Fault(f'words."{key}"', say("words_lack", languages=", ".join(missing)))
    for language, text in texts.items():
        if said := _fault(name, block, language, text, policy) or _promises_nothing(key, text, policy):
            yield Fault(f'words."{key}".{language}', said)


def _promises_nothing(key: str, text: str, policy: Policy) -> Said | None:
    """Whether the first letter leaves out the promised time."""
    if key == FIRST_LETTER and not _NAMES_PROMISE.search(text) and any(c.promised for c in policy.clocks):
        return say("words_leave_out", what=sentence("brings.promise"), value="{{ promised }}")
    return None


def _asked_for(policy: Policy) -> set[str]:
    """Messages that rungs, rules and tasks ask for by name."""
    rungs = {rung.message for clock in policy.clocks for rung in clock.rungs}
    return (rungs | {rule.then.message for rule in policy.rules} | {task.message for task in policy.tasks}) - {""}


def _fault(name: str, block: str, language: str, text: str, policy: Policy) -> Said | None:
    """What is wrong with that text, if anything is."""
    role = "handler" if kind_of(name, "customer").audience == "staff" else "customer"
    to = Recipient(role=role, mail="li@example.org", language=language)
    message = Message(name=name or "update", to=to)
    trial = _trial(message, policy, block)
    try:
        filled_in = wording.in_own_words("text", text, trial)
    except TemplateSyntaxError as error:
        return say("words_unread", line=error.lineno, text=error.message or "", value="{{ case.number }}")
    except UndefinedError as error:
        return _unknown(str(error), text, trial)
    except own_grammar.BeyondError as error:
        return say("words_beyond", what=error.what)
    except wording.MISTAKES as error:
        return say("words_mistaken", text=str(error))
    length = len(under_its_name(filled_in, trial))
    return say("words_text_long", count=length, most=LONGEST_SMS) if block == "sms" and length > LONGEST_SMS else None


def _unknown(error: str, text: str, trial: dict[str, Any]) -> Said:
    """Which value a text asks for that there is none of, and those that there are."""
    found = _MISSING.search(error)
    if found is None:
        return say("words_mistaken", text=error)
    name = found["attribute"] or found["name"]
    asked = re.search(rf"(\w+)\.{name}\b", text) if found["attribute"] else None
    known = [f"{asked[1]}.{each}" for each in _values_of(trial.get(asked[1]))] if asked else [*trial]
    value = asked.group() if asked else name
    if near := nearest(value, known):
        return say("words_unknown_near", name=value, near=near)
    return msgspec.structs.replace(say("words_unknown", name=value), values={"name": value, "known": ", ".join(VALUES)})


def _values_of(owner: object) -> list[str]:
    """What may stand behind the dot of a value."""
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return [name for name in dir(owner) if not name.startswith("_")]


def _trial(message: Message, policy: Policy, block: str) -> dict[str, Any]:
    """All that a block may name, as far as nothing has happened yet."""
    signer = envelope.signer(message, None, TRIAL)
    context = template_context.of_message(message, None, policy, TRIAL) | template_context.links(
        signer, None, policy, message
    )
    language = context["language"]
    context |= {
        "say": wording.phrases(policy, message.name, language),
        "cmd": lambda name: forms.command_name(name, language),
        "subject": "",
        "kind": kind_of(message.name, message.to.role),
        "reply_to": "",
        "opened": lambda name, lines, help_="": forms.opened(name, lines, help_, "", ""),
        "form": (),
        "commands": (),
        "t": wording.figures("text"),
    }
    if block == "subject":
        return context
    if block == "sms":
        return context | {"parts": wording.texts(context | {"explains": message.name == "explanation"})}
    return context | {"parts": wording.parts("text", context)}
