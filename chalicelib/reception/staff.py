"""Mail of staff. Commands need all of: exactly one From that is an address of theirs, DMARC PASS, no automatic mail, and a place in
today's directory. Where one is lacking nothing changes and the person is told. A reply address that is bound to somebody serves nobody else.
"""

import re

import msgspec

from chalicelib.aws.records import Stored
from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command, CustomerWrote, StaffWrote
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.complaint.saying import Said
from chalicelib.core.expressions import expression
from chalicelib.core.orders import command_reader
from chalicelib.core.orders.command_kind import ABOUT_CONDUCT
from chalicelib.core.people import people, tokens
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.callers import caller_in
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.core.written.consent import about_all, answer_in, muses
from chalicelib.core.written.spoken_orders import caseless_order, may_be_work
from chalicelib.core.written.words_about_each import parts
from chalicelib.reception.arrival import Arrival, Match, Verdict, writing_of
from chalicelib.reception.matching import number_in, numbers_in

SHORT = 40  # characters; who complains has more to say
_ORDER = expression(r"^[ \t\u3000*_]{0,6}[#＃]\S", re.MULTILINE)
_PARTS = frozenset(
    {"handler", "desk", "supervisor", "director", "assistants"}
)  # declared roles are held in every complaint


def bound(token: tokens.Token, policy: Policy) -> str:
    """The member of staff to whom the token is bound; "" if nobody of today's directory is."""
    mails = (policy.directory.desk, *(p.mail for p in policy.directory.people))
    return next((mail for mail in mails if tokens.person_digest(mail) == token.person), "")


def by_token(person: str, arrival: Arrival, match: Match, policy: Policy) -> Verdict:
    """A mail to a staff member's reply address: theirs only if address and DMARC say so.

    `person` "": the token's bearer is no longer in the directory; then the desk is told in their place.
    """
    if not person:
        return Verdict(action="hold", reason="directory", person=policy.directory.desk, stored=match.stored)
    if arrival.sender not in _addresses(person, policy):
        return Verdict(action="hold", reason="sender", person=person, stored=match.stored)
    fact = staff_wrote(person, arrival, policy)
    return _vouched(arrival, Verdict(action="staff", fact=fact, stored=_meant(fact, match), person=person))


def without_token(person: str, arrival: Arrival, match: Match, policy: Policy) -> Verdict | None:
    """A fresh mail of staff, or an answer to whatever else: a registered address for which DMARC vouches orders as a reply does.

    What goes to a reply address of theirs that has expired is their work, too: if nothing else says about what, they hear how to go on.
    None: it orders nothing and is about no complaint of theirs, and is handled as anybody's.
    """
    fact = _about_what_it_names(staff_wrote(person, arrival, policy), arrival)
    verdict = Verdict(action="staff", fact=fact, stored=_meant(fact, match), person=person)
    if fact.commands or fact.problems or match.lapsed == tokens.person_digest(person):
        return _vouched(arrival, verdict)
    vouched = arrival.dmarc == "PASS" and arrival.mail.sender_is_plain and not arrival.mail.passage.listed
    forwarded = arrival.mail.forwarded
    if forwarded is not None and forwarded.sender is not None:
        return Verdict(action="decide", fact=_forwarded_in(person, arrival)) if vouched else None
    new_text = arrival.mail.new_text
    at_work = (
        _is_at_work(person, match, arrival, policy)
        if match.stored
        else number_in(new_text) or _decides(new_text, arrival) or fact.pasted
    )
    return verdict if vouched and at_work else None


def _decides(text: str, arrival: Arrival) -> bool:
    """Whether the words are somebody's who was asked something, or speaks of their work, though they do not say about what; or may be;
    or tell of somebody else who complains.
    """
    subject = arrival.mail.subject
    if parts(text, NUMBER.pattern, numbers_in(writing_of(arrival).full_text)):
        return True
    if caseless_order(text) or caseless_order(subject) or may_be_work(subject, text) or caller_in(subject, text):
        return True
    return len(text.strip()) <= SHORT and (
        answer_in(about_all(text)).answer in ("yes", "no", "received") or muses(text)
    )


def _is_at_work(person: str, match: Match, arrival: Arrival, policy: Policy) -> bool:
    """Whether a mail without a command is about a complaint in which its writer has a part, and not as its complainant."""
    if match.stored is None:
        return False
    complaint = match.stored.complaint
    asked = {task.assignee for task in complaint.tasks} | {approval.approver for approval in complaint.approvals}
    has_part = person in asked or not _PARTS.isdisjoint(people.roles_of(person, complaint, policy, arrival.at))
    return has_part and complaint.complainant.mail not in _addresses(person, policy)


def _about_what_it_names(fact: StaffWrote, arrival: Arrival) -> StaffWrote:
    """The orders, each about the one complaint that the words above them name, where nothing else says which."""
    before = arrival.mail.command_text.partition("#")[0].partition("＃")[0]
    named = {number.upper() for number in NUMBER.findall(before)}
    if len(named) != 1 or number_in(arrival.mail.subject):
        return fact
    (number,) = named
    commands = (msgspec.structs.replace(c, number=c.number or number) for c in fact.commands)
    return msgspec.structs.replace(fact, commands=tuple(commands))


def _vouched(arrival: Arrival, verdict: Verdict) -> Verdict:
    """The verdict if the sender's domain vouches for the sender; else the mail waits for a confirmation, or is held.

    DMARC speaks of the sender whom SES read out of the From header: where two readings are possible it proves nothing of ours, nor
    does it where a list of the sender's own domain passes on what anybody wrote to it.
    """
    if arrival.mail.passage.listed or not arrival.mail.sender_is_plain:
        return msgspec.structs.replace(verdict, action="hold", reason="sender", fact=None)
    if arrival.dmarc == "PASS":
        return verdict
    action = "confirm" if arrival.dmarc == "GRAY" else "hold"
    fact = verdict.fact if action == "confirm" else None
    return msgspec.structs.replace(verdict, action=action, reason="dmarc", fact=fact)


def _meant(fact: StaffWrote, match: Match) -> Stored | None:
    """A merged complaint's mails are about the one it went into, except that reopening it undoes the merger, and that what is
    on record of its customer's contact stands on it.
    """
    named = match.named
    undoes = any(c.name == "reopen" for c in fact.commands)
    reviews = named is not None and named.complaint.conduct and any(c.name in ABOUT_CONDUCT for c in fact.commands)
    return named if named and (undoes or reviews) else match.stored


def person_at(address: str, policy: Policy) -> str:
    """The member of staff whose address that is; "" if it is nobody's."""
    if address == policy.directory.desk:
        return address
    person = policy.directory.person(address) if address else None
    return person.mail if person else ""


def _addresses(person: str, policy: Policy) -> tuple[str, ...]:
    known = policy.directory.person(person)
    return (person, *(known.addresses if known else ()))


def _signs_as(person: str, policy: Policy) -> tuple[str, ...]:
    """The writer's name, then what else stands in their signature: unit, department, organisation."""
    known = policy.directory.person(person)
    own = [d for d in policy.directory.departments if person in (d.handler, d.head)]
    units = (name for d in own for name in (d.name, d.parent) if name)
    return (known.name, *units, *policy.organisation.values()) if known and known.name else ()


def staff_wrote(person: str, arrival: Arrival, policy: Policy) -> StaffWrote:
    """A mail of this person as a fact; only what stands above the quoted part orders anything."""
    labels = command_reader.label_map({f.name: f.labels for f in policy.fields})
    written = command_reader.without_signature(arrival.mail.command_text, _signs_as(person, policy))
    reading = command_reader.read_commands(written, labels, people.language_of(person, policy))
    return StaffWrote(
        id=arrival.id,
        at=arrival.at,
        by=person,
        commands=reading.commands,
        problems=(
            *(saying.say("unknown_command", word=word) for word in reading.problems),
            *_unread(written, reading.commands),
        ),
        pasted=command_reader.names_in(arrival.mail.pasted_orders),
        writing=writing_of(arrival),
    )


def _unread(written: str, commands: tuple[Command, ...]) -> tuple[Said, ...]:
    """What whoever orders more than is read has to know: where reading ended."""
    rest = written[command_reader.READ :]
    ordered = rest.strip() and (commands or _ORDER.search(rest))
    return (saying.say("orders_unread", count=command_reader.READ),) if ordered else ()


def orders(arrival: Arrival, policy: Policy) -> bool:
    """Whether the mail orders anything, or tries to."""
    fact = staff_wrote("", arrival, policy)
    return bool(fact.commands or fact.problems)


def _forwarded_in(staff: str, arrival: Arrival) -> CustomerWrote:
    """A customer's mail that an employee passes on: the customer is the complainant (IB-01)."""
    forwarded = arrival.mail.forwarded
    assert forwarded is not None
    assert forwarded.sender is not None
    sender = forwarded.sender
    who = Complainant(name=sender.name, mail=sender.address, language=arrival.mail.language)
    writing = msgspec.structs.replace(writing_of(arrival), text=forwarded.text, subject=forwarded.subject)
    return CustomerWrote(
        id=arrival.id, at=arrival.at, complainant=who, channel="mail", writing=writing, introduced_by=staff
    )
