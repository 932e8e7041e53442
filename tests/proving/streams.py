"""Made-up streams of messages: a life with one complaint, and whatever a test lets go out in it."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec

from chalicelib.core.complaint.decision import Decision, Message, Recipient
from chalicelib.core.policy.model import Policy
from chalicelib.render import Rendered
from redress.proving.lives import Life
from redress.proving.playing import MAIL, Played, Sent, Step, play
from tests.policy.small_policy import small

BEGUN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, 09:00 in Shanghai
HANDLER = "ann@small.example"


@cache
def policy() -> Policy:
    return small()


@cache
def lived(status: str = "open") -> Played:
    """A short life of a complaint, ended in that status."""
    played = play(policy(), Life(received=BEGUN, text="The bus was late.", language="en"))
    first = played.steps[0]
    complaint = msgspec.structs.replace(first.decision.complaint, status=status)  # type: ignore[type-var]
    step = msgspec.structs.replace(first, decision=msgspec.structs.replace(first.decision, complaint=complaint))
    return msgspec.structs.replace(played, steps=[step], sent=[])


def sent(text: str, after: timedelta = timedelta(), **more: Any) -> Sent:
    """A mail that goes out so long after the beginning; to the customer, unless `to` says otherwise."""
    to = more.pop("to", Recipient(role="customer", mail=MAIL, language=more.pop("language", "zh-CN")))
    message = Message(name=more.pop("name", "update"), to=to, extra=more.pop("extra", {}))
    complaint = more.pop("complaint", lived().steps[0].decision.complaint)
    rendered = Rendered(subject=more.pop("subject", "x"), text=text)
    at = BEGUN + after
    return Sent(at=at, decided=at, step=more.pop("step", 0), message=message, rendered=rendered, complaint=complaint)


def handler(language: str = "zh-CN") -> Recipient:
    return Recipient(role="handler", name="Ann", mail=HANDLER, language=language)


def stream(*messages: Sent, steps: tuple[Step, ...] = (), status: str = "open", days: int = 20) -> Played:
    """A life in which these messages went out, watched for so many days. Nothing has been tried in it before."""
    whole = lived(status)
    return msgspec.structs.replace(
        whole, steps=[*whole.steps, *steps], sent=list(messages), end=BEGUN + timedelta(days=days), tried=set()
    )


def step(fact: Any, decision: Decision, after: timedelta, answered: Sent | None = None) -> Step:
    return Step(at=BEGUN + after, act=None, fact=fact, decision=decision, answered=answered)
