"""Whether an organisation's own words can be read and filled in: tried on a message about no complaint, in each language.

A key is MESSAGE.BLOCK or a phrase. A message that is none of ours is the organisation's own, if something asks for it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError

from chalicelib.core.complaint.decision import Message, Recipient
from chalicelib.core.complaint.message_table import MESSAGES, kind_of
from chalicelib.core.people.tokens import Ring, alike
from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.names import offer
from chalicelib.render import envelope, forms, template_context, wording
from chalicelib.render.sender_identity import SenderIdentity

BLOCKS = ("subject", "body", "sms")
PHRASES = ("rights", "outside_route", "sms_name", "procedure")
# The values that organisations mostly want: those that docs/policy.md names.
VALUES = (
    "case.number", "case.subject", "case.handler", "case.responsible", "case.department", "case.stage", "case.received", "case.outcome", "to", "org", "promised", "due",
    "new_due", "x.reason", "x.text", "hotline", "survey_link", "parts.greeting()", "parts.how_to_add()", "parts.rights()",
)  # fmt: skip
FIRST_LETTER = "acknowledgement.body"
_NAMES_PROMISE = re.compile(r"\{[{%][^}]*\bpromised(_short)?\b")
_MISSING = re.compile(r"no attribute '(?P<attribute>\w+)'|'(?P<name>\w+)' is undefined")
TRIAL = SenderIdentity(
    address="desk@example.org", sms_number="", sender="desk@example.org", base_url="https://example.org",
    keys=alike(Ring(current=1, secrets={1: b"for trials only, signs nothing"})), now=datetime(2026, 3, 2, tzinfo=UTC),
    message_domain="example.org",
)  # fmt: skip


def word_problems(policy: Policy) -> list[str]:
    """What is wrong with a policy's own words, each with its key and language."""
    return [problem for key, texts in policy.words.items() for problem in _problems(key, texts, policy)]


def _problems(key: str, texts: dict[str, str], policy: Policy) -> Iterator[str]:
    name, _, block = key.rpartition(".")
    known = {*MESSAGES, *_asked_for(policy)} if name else set()
    if name and name not in known:
        asks = f'; a rung, rule or task sends one of your own by message = "{name}"'
        yield f'words."{key}": nothing sends a message "{name}"{offer(name, known) or asks}'
    elif block not in (*PHRASES, *BLOCKS[: 3 if name else 0]):
        usual = (*BLOCKS, *PHRASES[:2]) if name else PHRASES
        yield f'words."{key}": "{block}" is no part of a message and no phrase{offer(block, usual)}'
    else:
        if name and name not in MESSAGES and (missing := [each for each in policy.languages if each not in texts]):
            yield f'words."{key}": lacks {", ".join(missing)}; a message of your own is written in each of the policy\'s languages'
        for language, text in texts.items():
            if fault := _fault(name, block, language, text, policy):
                yield f'words."{key}".{language}: {fault}'
            elif key == FIRST_LETTER and not _NAMES_PROMISE.search(text) and any(c.promised for c in policy.clocks):
                yield f'words."{key}".{language}: leaves out the promised time; write {{{{ promised }}}} where it stands'


def _asked_for(policy: Policy) -> set[str]:
    """Messages that rungs, rules and tasks ask for by name."""
    rungs = {rung.message for clock in policy.clocks for rung in clock.rungs}
    return (rungs | {rule.then.message for rule in policy.rules} | {task.message for task in policy.tasks}) - {""}


def _fault(name: str, block: str, language: str, text: str, policy: Policy) -> str:
    """What is wrong with that text; "" if nothing is."""
    role = "handler" if kind_of(name, "customer").audience == "staff" else "customer"
    to = Recipient(role=role, mail="li@example.org", language=language)
    message = Message(name=name or "update", to=to)
    trial = _trial(message, policy, block)
    try:
        wording.in_own_words("text", text, trial)
    except TemplateSyntaxError as error:
        return f"line {error.lineno} is not understood: {error.message}; a value is written {{{{ case.number }}}}"
    except UndefinedError as error:
        return _unknown(str(error), text, trial)
    except wording.MISTAKES as error:
        return str(error)
    return ""


def _unknown(error: str, text: str, trial: dict[str, Any]) -> str:
    """Which value a text asks for that there is none of, and those that there are."""
    found = _MISSING.search(error)
    if found is None:
        return error
    name = found["attribute"] or found["name"]
    asked = re.search(rf"(\w+)\.{name}\b", text) if found["attribute"] else None
    known = [f"{asked[1]}.{each}" for each in _values_of(trial.get(asked[1]))] if asked else [*trial]
    value = asked.group() if asked else name
    near = offer(value, known)
    usual = f"; known are {', '.join(VALUES)}"
    return f'there is no value "{value}"{near if "did you mean" in near else usual}'


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
        "form": (),
        "commands": (),
        "t": wording.figures("text"),
    }
    if block == "subject":
        return context
    if block == "sms":
        return context | {"parts": wording.texts(context | {"explains": message.name == "explanation"})}
    return context | {"parts": wording.parts("text", context)}
