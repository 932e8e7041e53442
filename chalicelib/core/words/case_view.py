"""A complaint as a reader sees it: labels in their language, local dates, names instead of addresses, texts made harmless.

Values are plain text, never markup: control and direction-changing characters are gone, overlong texts are cut with a notice.
"""

import re
from datetime import datetime
from typing import NamedTuple

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.identity import without_identity
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint, Deadline, EarlierAnswer, Entry
from chalicelib.core.orders.command_table import COMMANDS, shown
from chalicelib.core.people.people import may_know_who, may_read_file, roles_of
from chalicelib.core.policy import stages
from chalicelib.core.policy.model import Policy
from chalicelib.core.words import letter
from chalicelib.core.words.labels import history_name, label, message_name, value_label, value_name
from chalicelib.core.words.local_dates import long_date, short_date
from chalicelib.core.words.names import person_name
from chalicelib.core.words.next_stage import once_more
from chalicelib.core.words.plain_text import LONGEST_TEXT, displayable, file_size, one_line
from chalicelib.core.words.responsible import responsible
from chalicelib.core.words.sentences import worded
from chalicelib.core.written.languages import listed

LONGEST_ENTRY = 400
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


class DeadlineView(NamedTuple):
    """One clock: its label, when it is due, and how it stands."""

    clock: str
    due: str
    state: str


class EntryView(msgspec.Struct, frozen=True):
    """A line of the history."""

    at: str
    what: str
    by: str
    text: str


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """What templates show of a complaint. Everything is "" or empty where nothing is known, or there is no complaint."""

    id: str = ""
    number: str = ""
    subject: str = ""
    text: str = ""
    kind: str = ""
    category: str = ""
    severity: str = ""
    status: str = ""
    channel: str = ""
    customer: str = ""
    contact: str = ""
    conduct: str = ""  # what is on record of the customer's contact
    speaks: str = ""  # the customer's language, where it is not the reader's
    relation: str = ""
    department: str = ""
    unit: str = ""
    handler: str = ""
    supervisor: str = ""
    responsible: str = ""
    received: str = ""
    promised: str = ""
    promised_short: str = ""
    promise_ahead: str = ""  # the same while it lies ahead and an answer is still to come
    outcome: str = ""
    satisfaction: str = ""
    round: int = 1
    stage: str = ""
    again: str = ""  # what we do if the answer does not satisfy; "" where nothing comes after it
    again_until: str = ""  # until when the customer may ask for that
    earlier: tuple[EntryView, ...] = ()  # the answers of earlier rounds
    deadlines: tuple[DeadlineView, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    answer: tuple[tuple[str, str], ...] = ()
    enclosed: tuple[tuple[str, str], ...] = ()  # files that go with the answer: name and size
    texted: str = ""  # outcome and answer as a text message says them
    history: tuple[EntryView, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


def promised(complaint: Complaint, policy: Policy) -> datetime | None:
    """By when the customer has been promised an answer: what they were told last, or else what the promised clock says, if that is later."""
    due = promised_limit(complaint, policy)
    return max(due, complaint.told or due) if due else None


def promised_limit(complaint: Complaint, policy: Policy) -> datetime | None:
    """The last deadline of this round whose clock is a promised one. What is only passed on is closed at once, and its clocks with it."""
    flows = complaint.kind in policy.flow_kinds or not complaint.kind
    names = {clock.name for clock in policy.clocks if clock.promised and (flows or clock.from_ == "closed")}
    names |= {"promise"} if flows else set()
    return max((d.due for d in complaint.deadlines if d.clock in names and d.round == complaint.round), default=None)


def view(complaint: Complaint | None, policy: Policy, language: str, now: datetime, reader: str = "") -> CaseView:
    """The complaint as a reader of `language` sees it at `now`; `reader` is whose address the mail goes to."""
    if complaint is None:
        return CaseView()
    if not may_know_who(reader, complaint, policy):
        complaint = _unnamed(complaint, policy, language)
    who, zone = complaint.complainant, policy.timezone
    received, promise = complaint.moment("received"), promised(complaint, policy)
    return CaseView(
        id=complaint.id,
        number=complaint.number,
        subject=one_line(complaint.subject),
        text=displayable(complaint.text, LONGEST_TEXT, language),
        kind=_word(complaint.kind, policy, language),
        category=_word(complaint.category, policy, language),
        severity=_word(complaint.severity, policy, language),
        status=_status(complaint, policy, language),
        channel=one_line(value_name(complaint.channel, policy, language)),
        customer=one_line(who.name, 20),
        contact=one_line(" · ".join(filter(None, (who.phone, who.mail))), 120),
        conduct=_conduct(complaint, policy, language),
        speaks=_speaks(who.language, policy, language),
        relation=one_line(who.relation, 20),
        department=_word(complaint.department, policy, language),
        unit=_word(complaint.unit, policy, language),
        handler=_name(complaint.handler, policy, language),
        supervisor=_name(complaint.supervisor, policy, language),
        responsible=responsible(complaint, policy, language),
        received=long_date(received, zone, language) if received else "",
        promised=long_date(promise, zone, language) if promise else "",
        promised_short=short_date(promise, zone, language) if promise else "",
        promise_ahead=long_date(promise, zone, language)
        if promise and promise > now and complaint.status == "open"
        else "",
        outcome=displayable(complaint.outcome, LONGEST_TEXT, language),
        satisfaction=_satisfaction(complaint.satisfaction, policy, language),
        round=complaint.round,
        stage=_word(complaint.stage, policy, language),
        again=once_more(stages.following(complaint, policy, now), policy, language),
        again_until=long_date(until, zone, language) if (until := stages.closes(complaint, policy)) else "",
        earlier=tuple(_earlier(answer, policy, language) for answer in complaint.earlier_answers),
        deadlines=tuple(
            _deadline(d, complaint, policy, language, now)
            for d in complaint.deadlines
            if d.round == complaint.round and not d.of_customer
        ),
        fields=_fields(complaint, _shown(complaint, policy, reader, now), policy, language),
        answer=tuple(
            (one_line(name), displayable(value, LONGEST_TEXT, language))
            for name, value in letter.beside(complaint, policy)
        ),
        texted=letter.in_a_text(complaint, policy),
        history=tuple(_entry(entry, policy, language) for entry in complaint.recent),
        evidence=tuple(
            (
                one_line(
                    e.name if may_read_file(reader, e, complaint, policy) else label("file_kept", policy, language), 60
                ),
                file_size(e.size),
            )
            for e in complaint.evidence
        ),
        enclosed=tuple((one_line(e.name, 60), file_size(e.size)) for e in complaint.enclosed),
    )


def _unnamed(complaint: Complaint, policy: Policy, language: str) -> Complaint:
    """The complaint as those read it who shall not learn who complains."""
    who = msgspec.structs.replace(complaint.complainant, name=label("anonymous", policy, language), mail="", phone="")

    def hidden(text: str) -> str:
        return without_identity(text, complaint)

    return msgspec.structs.replace(
        complaint,
        complainant=who,
        subject=hidden(complaint.subject),
        text=hidden(complaint.text),
        conduct=msgspec.structs.replace(complaint.conduct, reason=hidden(complaint.conduct.reason))
        if complaint.conduct
        else None,
        fields={name: hidden(value) for name, value in complaint.fields.items()},
        recent=tuple(msgspec.structs.replace(entry, text=hidden(entry.text)) for entry in complaint.recent),
    )


def _conduct(complaint: Complaint, policy: Policy, language: str) -> str:
    """What is on record of the customer's contact: why, until when, and on which complaint."""
    conduct = complaint.conduct
    if conduct is None:
        return ""
    until = saying.say("conduct_until", due=saying.time_of(conduct.review))
    return displayable(
        f"{conduct.reason}（{worded(until, policy, language)}；{conduct.number}）", LONGEST_ENTRY, language
    )


def _speaks(spoken: str, policy: Policy, language: str) -> str:
    """The customer's language, where it is not the reader's."""
    return "" if spoken == language else label(f"language.{spoken}", policy, language).removeprefix("language.")


def _satisfaction(grade: int | None, policy: Policy, language: str) -> str:
    return label(f"satisfaction.{grade}", policy, language) if grade else ""


def _status(complaint: Complaint, policy: Policy, language: str) -> str:
    """How it stands: what was only passed on is closed in the register, and still to be looked into by whoever has it."""
    waits = complaint.kind not in policy.flow_kinds and complaint.moment("answered") is None
    return _word("reason.passed_on" if complaint.status == "closed" and waits else complaint.status, policy, language)


def _shown(complaint: Complaint, policy: Policy, reader: str, now: datetime) -> tuple[str, ...]:
    """The fields that this reader may see: what is shown to some roles only, is shown to nobody else."""
    kept = any(field.shown_to for field in policy.fields)
    roles = roles_of(reader, complaint, policy, now) if kept and reader else frozenset[str]()
    return tuple(f.name for f in policy.fields if not f.shown_to or roles.intersection(f.shown_to))


def reason_label(reason: str, policy: Policy, language: str) -> str:
    """A reason in words: one of the core's own, a word of the policy, both (`severity: major`), or what somebody wrote.

    Of several names in a row each is put into words. A rule's group that the policy does not put into words tells a reader
    nothing, and is left off.
    """
    if reason in _groups(policy) and label(reason, policy, language) == reason:
        return ""
    if ", " in reason and all(_IDENTIFIER.fullmatch(name) for name in reason.split(", ")):
        return listed((label(name, policy, language) for name in reason.split(", ")), language)
    word, colon, rest = reason.partition(": ")
    own = label(f"reason.{word}", policy, language).removeprefix("reason.")
    own = label(word, policy, language) if own == word else own
    return f"{own}{colon}{label(rest, policy, language)}"


def entry_reason(entry: Entry, policy: Policy, language: str) -> str:
    """The reason of a line of the history in words: commands as they are written, satisfaction as it was asked for."""
    word, colon, rest = entry.reason.partition(": ")
    if entry.what in ("acted_by", "refused") and word in COMMANDS:
        return f"#{shown(word, language)}{colon}{rest}"
    if entry.what == "undeliverable" and word in MESSAGES:
        return message_name(word, policy, language)
    if entry.what == "lasting":
        return label(f"lasting.{word}", policy, language).removeprefix("lasting.")
    if entry.what in ("satisfaction", "survey_too_late"):
        return label(f"satisfaction.{word}", policy, language).removeprefix("satisfaction.")
    return reason_label(entry.reason, policy, language)


def entry_text(entry: Entry, policy: Policy, language: str) -> str:
    """The text of a line of the history: what the system said at that moment, in the reader's words, and what was written."""
    said = worded(entry.said, policy, language) if entry.said else ""
    return "\n".join(filter(None, (said, entry.text)))


def _groups(policy: Policy) -> frozenset[str]:
    return frozenset(rule.group for rule in policy.rules)


def _name(address: str, policy: Policy, language: str) -> str:
    return person_name(address, policy, language) if address else ""


def _word(word: str, policy: Policy, language: str) -> str:
    return one_line(label(word, policy, language))


def _deadline(deadline: Deadline, complaint: Complaint, policy: Policy, language: str, now: datetime) -> DeadlineView:
    due = long_date(deadline.due, policy.timezone, language)
    standing = "ended" if _has_ended(deadline, complaint, policy) else "late" if now > deadline.due else "running"
    state = label(f"deadline.{standing}", policy, language)
    if deadline.met:
        state = f"{label('deadline.met', policy, language)} {short_date(deadline.met, policy.timezone, language)}"
    return DeadlineView(label(deadline.clock, policy, language), due, state)


def _has_ended(deadline: Deadline, complaint: Complaint, policy: Policy) -> bool:
    """Whether the case was closed over it: only tasks, and what begins with closing, go on."""
    goes_on = deadline.clock.startswith("task:") or any(
        clock.name == deadline.clock and clock.from_ == "closed" for clock in policy.clocks
    )
    return complaint.status in ("closed", "merged") and not goes_on


def _fields(complaint: Complaint, names: tuple[str, ...], policy: Policy, language: str) -> tuple[tuple[str, str], ...]:
    filled = ((name, complaint.fields.get(name, "")) for name in names)
    return tuple(
        (label(name, policy, language), displayable(value_label(name, value, policy, language), LONGEST_TEXT, language))
        for name, value in filled
        if value
    )


def _entry(entry: Entry, policy: Policy, language: str) -> EntryView:
    said = "\n".join(filter(None, (entry_reason(entry, policy, language), entry_text(entry, policy, language))))
    return EntryView(
        at=short_date(entry.at, policy.timezone, language),
        what=one_line(history_name(entry.what, policy, language)),
        by=_name(entry.by, policy, language),
        text=displayable(said, LONGEST_ENTRY, language),
    )


def _earlier(answer: EarlierAnswer, policy: Policy, language: str) -> EntryView:
    said = "\n".join(filter(None, (_satisfaction(answer.satisfaction, policy, language), answer.words)))
    return EntryView(
        at=short_date(answer.at, policy.timezone, language),
        what=_word(answer.stage or "answered", policy, language),
        by=_name(answer.by, policy, language),
        text=displayable("\n".join(filter(None, (answer.outcome, said))), LONGEST_TEXT, language),
    )
