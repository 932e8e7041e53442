"""A complaint as a reader sees it: labels in their language, local dates, names instead of addresses, texts made harmless.

Values are plain text, never markup: control and direction-changing characters are gone, overlong texts are cut with a notice.
"""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from chalicelib.core.complaint import delivery, saying
from chalicelib.core.complaint.identity import without_identity
from chalicelib.core.complaint.model import Complaint, Deadline, Evidence
from chalicelib.core.lately import lately
from chalicelib.core.people.sight import fields_shown, may_know_who, may_read_file, without_kept_work
from chalicelib.core.policy import stages
from chalicelib.core.policy.answer_time import promised
from chalicelib.core.policy.country import works_in
from chalicelib.core.policy.model import Policy
from chalicelib.core.words import letter
from chalicelib.core.words.history import LONGEST_ENTRY, EntryView, earlier_view, in_mails, verdict
from chalicelib.core.words.labels import label, value_label, value_name
from chalicelib.core.words.local_dates import long_date, short_date
from chalicelib.core.words.names import person_name
from chalicelib.core.words.next_stage import once_more
from chalicelib.core.words.plain_text import LONGEST_TEXT, displayable, file_size, one_line
from chalicelib.core.words.responsible import responsible
from chalicelib.core.words.worded import worded
from chalicelib.core.written.danger import danger_in
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.harm import tells_of_harm
from chalicelib.core.written.languages import bracketed, language_or_first
from chalicelib.core.written.phones import readable

LONGEST_ADDED = 300  # characters; the whole stands in the history


class DeadlineView(NamedTuple):
    """One clock: its label, when it is due, and how it stands."""

    clock: str
    due: str
    state: str


class CaseView(msgspec.Struct, frozen=True, kw_only=True):
    """What templates show of a complaint. Everything is "" or empty where nothing is known, or there is no complaint."""

    id: str = ""
    number: str = ""
    subject: str = ""
    text: str = ""
    latest: str = ""  # what the customer has added last, mere thanks apart
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
    passages: tuple[letter.Passage, ...] = ()  # outcome and answer as the customer reads them
    author: str = ""  # whose answer it is
    grave: bool = False  # whether somebody died or was hurt, as the customer tells it
    enclosed: tuple[tuple[str, str], ...] = ()  # files that go with the answer: name and size
    texted: str = ""  # outcome and answer as a text message says them
    history: tuple[EntryView, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


def view(complaint: Complaint | None, policy: Policy, language: str, now: datetime, reader: str = "") -> CaseView:
    """The complaint as a reader of `language` sees it at `now`; `reader` is whose address the mail goes to."""
    if complaint is None:
        return CaseView()
    if not may_know_who(reader, complaint, policy):
        complaint = _unnamed(complaint, policy, language)
    complaint = without_kept_work(reader, complaint, policy, now)
    kept = {added.at for added in complaint.additions if added.kept_from == reader != ""}
    return CaseView(
        **_named(complaint, policy, language),
        **_timed(complaint, policy, language, now),
        **_told(complaint, policy, language),
        id=complaint.id,
        number=complaint.number,
        latest=_latest(complaint, kept, language),
        round=complaint.round,
        fields=_fields(complaint, fields_shown(reader, complaint, policy, now), policy, language),
        history=in_mails((entry for entry in complaint.recent if entry.at not in kept), policy, language),
        evidence=tuple(
            (_file_name(each, complaint, policy, language, reader), file_size(each.size)) for each in complaint.evidence
        ),
    )


@lately
def _named(complaint: Complaint, policy: Policy, language: str) -> dict[str, Any]:
    """What it is and whose, each by its name."""
    who = complaint.complainant
    words = {each: getattr(complaint, each) for each in ("kind", "category", "severity", "department", "unit", "stage")}
    return {
        **{name: _word(word, policy, language) for name, word in words.items()},
        "status": _status(complaint, policy, language),
        "channel": one_line(value_name(complaint.channel, policy, language)),
        "customer": one_line(who.name, 20),
        "contact": one_line(" · ".join(filter(None, (readable(who.phone, works_in(policy)), who.mail))), 120),
        "conduct": _conduct(complaint, policy, language),
        "speaks": _speaks(who.language, policy, language),
        "relation": one_line(value_name(who.relation, policy, language), 20),
        "handler": _name(complaint.handler, policy, language),
        "supervisor": _name(complaint.supervisor, policy, language),
        "responsible": responsible(complaint, policy, language),
    }


@lately
def _timed(complaint: Complaint, policy: Policy, language: str, now: datetime) -> dict[str, Any]:
    """When what happened, and what is due when."""
    zone, received, promise = policy.timezone, complaint.moment("received"), promised(complaint, policy)
    until = stages.closes(complaint, policy)
    named = long_date(promise, zone, language) if promise else ""
    return {
        "received": long_date(received, zone, language) if received else "",
        "promised": named,
        "promised_short": short_date(promise, zone, language) if promise else "",
        "promise_ahead": named if promise and promise > now and complaint.status == "open" else "",
        "again": once_more(stages.following(complaint, policy, now), policy, language),
        "again_until": long_date(until, zone, language) if until else "",
        "deadlines": tuple(_deadline(each, complaint, policy, language, now) for each in shown_limits(complaint)),
    }


def shown_limits(complaint: Complaint) -> tuple[Deadline, ...]:
    """The limits of this round that people see: those that somebody here has to keep."""
    return tuple(d for d in complaint.deadlines if d.round == complaint.round and not d.of_customer)


@lately
def _told(complaint: Complaint, policy: Policy, language: str) -> dict[str, Any]:
    """What the customer said and was answered."""
    return {
        "subject": one_line(complaint.subject),
        "text": displayable(complaint.text, LONGEST_TEXT, language),
        "grave": tells_of_harm(complaint.words),
        "outcome": displayable(complaint.outcome, LONGEST_TEXT, language),
        "satisfaction": verdict(complaint.satisfaction, policy, language),
        "earlier": tuple(earlier_view(answer, policy, language) for answer in complaint.earlier_answers),
        "answer": tuple(
            (one_line(name), displayable(value, LONGEST_TEXT, language))
            for name, value in letter.beside(complaint, policy)
        ),
        "passages": letter.shown(complaint, policy, language),
        "author": _author(complaint, policy, language),
        "texted": letter.in_a_text(complaint, policy),
        "enclosed": tuple((one_line(each.name, 60), file_size(each.size)) for each in complaint.enclosed),
    }


def _author(complaint: Complaint, policy: Policy, language: str) -> str:
    """Who signs the answer; "" if it is somebody whom the directory knows no more."""
    named = _name(complaint.proposed_by or complaint.handler or policy.directory.desk, policy, language)
    return "" if "@" in named else one_line(named, 40)


def _file_name(file: Evidence, complaint: Complaint, policy: Policy, language: str, reader: str) -> str:
    may_read = may_read_file(reader, file, complaint, policy)
    return one_line(file.name if may_read else label("file_kept", policy, language), 60)


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
        additions=tuple(msgspec.structs.replace(added, text=hidden(added.text)) for added in complaint.additions),
    )


def _latest(complaint: Complaint, kept: set[datetime], language: str) -> str:
    """The newest words that the customer added and this reader may read, by their beginning; threats are not passed on."""
    read = (added.text for added in reversed(complaint.additions) if added.at not in kept)
    said = next((text for text in read if opinion_in(text) != "content"), "")
    return "" if danger_in(said) == "threatened" else displayable(said, LONGEST_ADDED, language)


def _conduct(complaint: Complaint, policy: Policy, language: str) -> str:
    """What is on record of the customer's contact: why, until when, and on which complaint."""
    conduct = complaint.conduct
    if conduct is None:
        return ""
    until = saying.say("conduct_until", due=saying.time_of(conduct.review))
    known = language_or_first(language).semicolon.join((worded(until, policy, language), conduct.number))
    return displayable(f"{conduct.reason}{bracketed(known, language)}", LONGEST_ENTRY, language)


def _speaks(spoken: str, policy: Policy, language: str) -> str:
    """The customer's language, where it is not the reader's."""
    return "" if spoken == language else label(f"language.{spoken}", policy, language).removeprefix("language.")


def _status(complaint: Complaint, policy: Policy, language: str) -> str:
    """How it stands: what was only passed on is closed in the register, and still to be looked into by whoever has it."""
    waits = complaint.kind not in policy.flow_kinds and complaint.moment("answered") is None
    return _word("reason.passed_on" if complaint.status == "closed" and waits else complaint.status, policy, language)


def _name(address: str, policy: Policy, language: str) -> str:
    return person_name(address, policy, language) if address else ""


def _word(word: str, policy: Policy, language: str) -> str:
    return one_line(label(word, policy, language))


def _deadline(deadline: Deadline, complaint: Complaint, policy: Policy, language: str, now: datetime) -> DeadlineView:
    due = long_date(deadline.due, policy.timezone, language)
    given, deadline = deadline.met, _as_delivered(deadline, complaint, policy)
    ended = given == deadline.met and _has_ended(deadline, complaint)
    standing = "ended" if ended else "late" if now > deadline.due else "running"
    state = label(f"deadline.{standing}", policy, language)
    if deadline.met:
        state = f"{label('deadline.met', policy, language)} {short_date(deadline.met, policy.timezone, language)}"
    if deadline.missed:
        missed = f"{label('deadline.late', policy, language)} {short_date(deadline.missed, policy.timezone, language)}"
        state = f"{missed}{language_or_first(language).semicolon}{state}"
    return DeadlineView(label(deadline.clock, policy, language), due, state)


def _as_delivered(deadline: Deadline, complaint: Complaint, policy: Policy) -> Deadline:
    """A limit for the answer is not kept by one that did not arrive."""
    about_answers = any(clock.name == deadline.clock and clock.until == "answered" for clock in policy.clocks)
    return delivery.as_delivered(deadline, complaint.moments) if about_answers else deadline


def _has_ended(deadline: Deadline, complaint: Complaint) -> bool:
    """Whether the case was closed over it: tasks go on, and clocks that outlive the closing."""
    goes_on = deadline.clock.startswith("task:") or (deadline.outlives and complaint.status == "closed")
    return complaint.status in ("closed", "merged") and not goes_on


def _fields(complaint: Complaint, names: tuple[str, ...], policy: Policy, language: str) -> tuple[tuple[str, str], ...]:
    filled = ((name, complaint.fields.get(name, "")) for name in names)
    return tuple(
        (label(name, policy, language), displayable(value_label(name, value, policy, language), LONGEST_TEXT, language))
        for name, value in filled
        if value
    )
