"""What a decision sends and sets going, collected on the way."""

from collections.abc import Callable, Collection
from typing import Any

import msgspec

from chalicelib.core.complaint.decision import Extra, FollowUp, Message
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.saying import Said

ACKNOWLEDGES = frozenset({"acknowledgement", "noted", "danger_received"})
NOTICES = ("information", "receipt_request")  # by which rules tell staff, unless they name another


class Outgoing:
    """What a decision sets going: messages, facts for other complaints, and messages not yet sent that are taken back."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.follow_ups: list[FollowUp] = []
        self.cancels: list[str] = []
        self.to_be_called: list[tuple[str, Extra]] = []  # what the customer can only be told by telephone

    def drop(self, name: str, mail: str) -> None:
        """The message of that name to that mail address goes no more: another of this decision says it better."""
        self.messages = [m for m in self.messages if (m.name, m.to.mail) != (name, mail)]

    def leave_out_as(self, role: str, mail: str) -> None:
        """What this person was to hear in that role goes no more: they have it no longer."""
        self.messages = [m for m in self.messages if (m.to.role, m.to.mail) != (role, mail)]

    def leave_out_for(self, code: str, mail: str) -> None:
        """What told this person that sentence goes no more: another one takes its place."""
        self.messages = [m for m in self.messages if m.to.mail != mail or not _says(m, code)]

    def leave_out_asking(self, gates: Collection[str]) -> None:
        """Approvals at these gates are asked for no more, or anew."""
        self.messages = [m for m in self.messages if m.name != "approval" or m.extra.get("gate") not in gates]

    def say_more(self, message: Message, extra: Extra) -> None:
        """The message says this too."""
        more = msgspec.structs.replace(message, extra={**message.extra, **extra})
        self.messages = [more if each is message else each for each in self.messages]

    def leave_out(self, *names: str) -> None:
        """Messages of these names go no more: what this decision does next makes them untrue."""
        self.messages = [m for m in self.messages if m.name not in names]

    def pass_on_once(self) -> None:
        """One person reads a customer's words once: what several messages say of them to one mailbox is said in the last."""
        once: list[Message] = []
        for message in self.messages:
            other = next((each for each in once if _pass_on_alike(each, message)), None)
            if other is not None:
                once.remove(other)
            once.append(_with_what_it_asks(message, other) if other else message)
        self.messages = once

    def notice_once(self) -> None:
        """One person hears once of a complaint what a decision wants them to know: every reason, and the receipt that a rule asks for."""
        once: list[Message] = []
        for message in self.messages:
            other = next((each for each in once if _notice_alike(each, message)), None)
            told = next((each for each in once if _only_told(each, message)), None)
            if other is not None:
                once[once.index(other)] = _both(other, message)
            elif told is not None:
                once[once.index(told)] = _with_reason(told, message)
            else:
                once.append(message)
        self.messages = once

    def acknowledge_first(self) -> None:
        """Who has just written reads that it came, with its number, before anything else that they are told; staff hear when they would."""
        theirs = (m for m in self.messages if m.to.role == "customer")
        in_order = iter(sorted(theirs, key=lambda m: m.name not in ACKNOWLEDGES))
        self.messages = [next(in_order) if m.to.role == "customer" else m for m in self.messages]

    def reword_for_customer(self, reword: Callable[[Extra], Extra]) -> bool:
        """What messages and calls tell the customer is said as `reword` has it; whether that changes any."""
        messages, calls = self.messages, self.to_be_called
        self.messages = [
            msgspec.structs.replace(m, extra=reword(m.extra)) if m.to.role == "customer" else m for m in messages
        ]
        self.to_be_called = [(name, reword(extra)) for name, extra in calls]
        return (self.messages, self.to_be_called) != (messages, calls)

    def wait_for_more(self) -> None:
        """What passes on a customer's words waits a moment for the next of them."""
        self.messages = [
            msgspec.structs.replace(m, more_comes=True) if kind_of(m.name, m.to.role).gathered else m
            for m in self.messages
        ]

    def cancel(self, *names: str) -> None:
        """Messages of these names that have not left shall not leave."""
        self.cancels += names


def _says(message: Message, code: str) -> bool:
    reason = message.extra.get("reason")
    return message.name == "information" and isinstance(reason, Said) and reason.code == code


def _notice_alike(one: Message, other: Message) -> bool:
    """Whether both tell one person, by one way and at one time, that a rule wants them to know, of the same words if of any."""
    rules = all(
        each.name in NOTICES and each.extra.keys() - {"text"} == {"reason", "commands"} for each in (one, other)
    )
    rules = rules and one.extra.get("text") == other.extra.get("text")
    ways = [(each.channel, each.to.mail, each.to.phone, each.not_before) for each in (one, other)]
    return rules and ways[0] == ways[1]


_GRANTED = frozenset({"later", "clock", "new_due"})  # which more time was
_TOLD = _GRANTED | {"reason", "text"}


def _only_told(one: Message, other: Message) -> bool:
    """Whether both tell one person of something, of which one at most brings somebody's words, and want nothing of them."""
    both = (one, other)
    told = all(e.name == "information" and "reason" in e.extra and e.extra.keys() <= _TOLD for e in both)
    sentences = all(isinstance(_reasons(each)[0], Said) for each in both if "reason" in each.extra)
    ways = [(e.channel, e.to.mail, e.to.phone, e.not_before) for e in both]
    return told and sentences and ways[0] == ways[1] and not ("text" in one.extra and "text" in other.extra)


def _reasons(message: Message) -> list[Any]:
    reason = message.extra["reason"]
    return list(reason) if isinstance(reason, list) else [reason]


def _with_reason(one: Message, other: Message) -> Message:
    """One of two such messages, with both reasons and the words that one of them brings."""
    first, last = (
        (other, one) if "text" in one.extra else (one, other)
    )  # the words follow the sentence that brings them
    reasons = [*(each for each in _reasons(first) if each not in _reasons(last)), *_reasons(last)]
    both = {**first.extra, **last.extra, "reason": reasons}
    several = "later" in first.extra and "later" in last.extra  # each reason names its own
    said: Extra = {name: value for name, value in both.items() if not (several and name in _GRANTED)}
    return msgspec.structs.replace(one, extra=said)


def _both(one: Message, other: Message) -> Message:
    """Of two notices the one that is to be confirmed, with the reasons of both."""
    kept = other if _commands(other) and not _commands(one) else one
    found = (*_reasons(one), *_reasons(other))
    each = [reason for said in found for reason in (said.split(", ") if isinstance(said, str) else [said])]
    once = [reason for at, reason in enumerate(each) if reason not in each[:at]]
    names = [reason for reason in once if isinstance(reason, str)]
    return msgspec.structs.replace(kept, extra={**kept.extra, "reason": ", ".join(names) if names == once else once})


def _pass_on_alike(one: Message, other: Message) -> bool:
    """Whether both pass a customer's words on to one mailbox."""
    both = all(kind_of(each.name, each.to.role).gathered and each.channel == "mail" for each in (one, other))
    return both and one.to.mail == other.to.mail


def _with_what_it_asks(message: Message, other: Message) -> Message:
    """A message that passes on a customer's words, with what another one to the same reader asks about them."""
    asked = [*_commands(message), *(c for c in _commands(other) if c not in _commands(message))]
    apart: Extra = {"apart": 1} if "another" in (other.extra.get("reason"), message.extra.get("reason")) else {}
    of_it = ("task", "due") if apart else ()  # which is another task than that of whoever handles it
    theirs = {name: value for name, value in other.extra.items() if name not in of_it}
    extra: Extra = {**theirs, **message.extra, **apart, **({"commands": asked} if asked else {})}
    if "reason" not in message.extra:
        extra.pop("reason", None)
    return msgspec.structs.replace(message, extra=extra)


def _commands(message: Message) -> list[str]:
    said = message.extra.get("commands", [])
    return [str(each) for each in said] if isinstance(said, list) else []
