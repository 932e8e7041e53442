"""Who wrote, about which complaint, and with what authority. Pure: mail and what the tables know of it → facts, or why not.

The order of matching: the reply token of the envelope recipient, then References, then a number in the subject, else new.
A match says what a mail is about; it is never authority. Staff commands need all of: a token bound to the person, exactly
one From that is an address of theirs, DMARC PASS, no automatic mail, and a place in today's directory.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import msgspec

from chalicelib.aws.records import Found, Stored
from chalicelib.core import commands, indexing, tokens
from chalicelib.core.complaint import Complainant, Evidence
from chalicelib.core.facts import AnyFact, CustomerWrote, DeliveryFailed, MachineWrote, StaffWrote, Writing
from chalicelib.core.indexing import KeyRef
from chalicelib.core.phrases import say
from chalicelib.core.policy import Policy
from chalicelib.inbound.inbound_mail import InboundMail

# What a registered address with DMARC PASS may order without a token: it opens a complaint, as anybody may, or is answered
# to that address alone.
HARMLESS = frozenset({"register", "help", "list", "query", "figures"})
FULL_TEXT = 100_000  # characters kept with the fact; the raw mail keeps everything
_NUMBER = re.compile(r"\b[A-Z]{1,6}\d{8}-\d{4,}\b", re.IGNORECASE)
_OWN_ID = re.compile(r"^([0-9a-f]{20})(?:\.[^@]*)?@")


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A mail as it came: SES's id, time, envelope recipients and verdicts, the key of the raw mail, and what it says."""

    id: str
    at: datetime
    recipients: tuple[str, ...]
    dmarc: str
    spam: str
    virus: str
    raw: str
    mail: InboundMail


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables know of a mail: the valid token, the complaint it is about, and the sender's newest other complaint."""

    token: tokens.Token | None = None
    stored: Stored | None = None
    newest: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done with a mail.

    decide: `fact` for `stored` (None: it opens a complaint). staff: commands, some perhaps for other complaints.
    hold: nothing happens, the person whose address was used is told. confirm: `person` must confirm by a link.
    park: a person must look at it. ignore: it is our own mail, or adds nothing.
    """

    action: Literal["decide", "staff", "hold", "confirm", "park", "ignore"]
    fact: AnyFact | None = None
    stored: Stored | None = None
    reason: str = ""
    person: str = ""
    related: tuple[str, ...] = ()


def token_in(recipients: tuple[str, ...], keys: tokens.Keys, now: datetime) -> tokens.Token | None:
    """The first valid reply token among the envelope recipients; header recipients do not count."""
    for recipient in recipients:
        _, plus, rest = recipient.partition("@")[0].partition("+")
        token = tokens.read(rest, keys, now) if plus else None
        if token is not None and token.purpose == "reply":
            return token
    return None


def wanted(mail: InboundMail) -> tuple[KeyRef, ...]:
    """The keys under which the tables may know what a mail is about."""
    ids = dict.fromkeys((*mail.in_reply_to, *mail.references, *mail.original_ids))
    refs = [ref for i in list(ids)[-12:] for ref in (indexing.sent_ref(i), indexing.message_ref(i))]
    number = _NUMBER.search(mail.subject)
    if number:
        refs.append(indexing.number_ref(number.group()))
    if mail.sender:
        refs.append(indexing.sender_ref(mail.sender.address))
    return tuple(dict.fromkeys(refs))


def complaint_of(mail: InboundMail, found: Found) -> str:
    """The id of the complaint that references or the subject's number lead to; "" for none."""
    for message_id in (*mail.in_reply_to, *reversed(mail.references), *mail.original_ids):
        own = _OWN_ID.match(message_id)
        if own:
            return own.group(1)
        for ref in (indexing.sent_ref(message_id), indexing.message_ref(message_id)):
            if ref in found.keys:
                return found.keys[ref].get("complaint", "")
    number = _NUMBER.search(mail.subject)
    known = found.keys.get(indexing.number_ref(number.group())) if number else None
    return known.get("complaint", "") if known else ""


def complaint_id(inbound_id: str) -> str:
    """A new complaint's id: derived from the inbound id, so that a mail read twice opens the same complaint."""
    return hashlib.sha256(inbound_id.encode()).hexdigest()[:20]


def receive(arrival: Arrival, match: Match, policy: Policy, loop_mark: str) -> Verdict:
    """What is to be done with a mail. Never raises; whatever is not understood is parked for a person."""
    mail = arrival.mail
    if loop_mark and mail.loop_mark == loop_mark and not mail.is_bounce:
        return Verdict(action="ignore", reason="our own mail came back")
    if arrival.virus == "FAIL":
        return Verdict(action="park", reason="virus")
    if mail.is_bounce:
        return _bounce(arrival, match)
    if mail.parked:
        return Verdict(action="park", reason="unreadable: " + ", ".join(mail.trouble), stored=match.stored)
    if mail.automatic:
        return _machine(arrival, match)
    if not mail.senders:
        return Verdict(action="park", reason="no sender")
    staff = _bound_staff(match, policy)
    if staff:
        return _from_token_of(staff, arrival, match, policy)
    return _from_outside(arrival, match, policy)


# -- machines -------------------------------------------------------------------------------------------------------------


def _bounce(arrival: Arrival, match: Match) -> Verdict:
    permanent = [r for r in arrival.mail.bounce if r.permanent]
    if match.stored is None:
        return Verdict(action="park", reason="bounce of an unknown mail")
    if not permanent:
        return Verdict(action="decide", fact=_filed(arrival), stored=match.stored)
    failed = permanent[0]
    fact = DeliveryFailed(id=arrival.id, at=arrival.at, address=failed.address, diagnostic=failed.status)
    return Verdict(action="decide", fact=fact, stored=match.stored)


def _machine(arrival: Arrival, match: Match) -> Verdict:
    if match.stored is None:
        return Verdict(action="park", reason="automatic mail")
    return Verdict(action="decide", fact=_filed(arrival), stored=match.stored)


def _filed(arrival: Arrival) -> MachineWrote:
    sender = arrival.mail.sender.address if arrival.mail.sender else ""
    return MachineWrote(id=arrival.id, at=arrival.at, sender=sender, writing=writing_of(arrival))


# -- staff ----------------------------------------------------------------------------------------------------------------


def _bound_staff(match: Match, policy: Policy) -> str:
    """The member of staff to whom the token is bound; "" if it is a customer's or there is none."""
    if match.token is None:
        return ""
    mails = (policy.directory.desk, *(p.mail for p in policy.directory.people))
    return next((mail for mail in mails if tokens.person_digest(mail) == match.token.person), "")


def _from_token_of(person: str, arrival: Arrival, match: Match, policy: Policy) -> Verdict:
    """A mail to a staff member's reply address: theirs only if address and DMARC say so."""
    sender = arrival.mail.sender
    if sender is None or sender.address not in _addresses(person, policy):
        return Verdict(action="hold", reason="sender", person=person, stored=match.stored)
    if arrival.dmarc == "GRAY":
        fact = _staff_wrote(person, arrival, policy)
        return Verdict(action="confirm", reason="dmarc", person=person, stored=match.stored, fact=fact)
    if arrival.dmarc != "PASS":
        return Verdict(action="hold", reason="dmarc", person=person, stored=match.stored)
    return Verdict(action="staff", fact=_staff_wrote(person, arrival, policy), stored=match.stored, person=person)


def _addresses(person: str, policy: Policy) -> tuple[str, ...]:
    known = policy.directory.person(person)
    return (person, *(known.addresses if known else ()))


def _staff_wrote(person: str, arrival: Arrival, policy: Policy) -> StaffWrote:
    known = policy.directory.person(person)
    language = known.language if known else "zh-CN"
    labels = commands.label_map({f.name: f.labels for f in policy.fields})
    reading = commands.read(arrival.mail.new_text, labels)
    problems = tuple(say("unknown_command", language, word=word) for word in reading.problems)
    return StaffWrote(
        id=arrival.id,
        at=arrival.at,
        by=person,
        commands=reading.commands,
        problems=problems,
        writing=writing_of(arrival),
    )


def _registered_staff(arrival: Arrival, policy: Policy) -> str:
    """The member of staff who certainly wrote this mail, token apart; "" if nobody."""
    sender = arrival.mail.sender
    if sender is None or arrival.dmarc != "PASS":
        return ""
    if sender.address == policy.directory.desk:
        return sender.address
    person = policy.directory.person(sender.address)
    return person.mail if person else ""


# -- customers ------------------------------------------------------------------------------------------------------------


def _from_outside(arrival: Arrival, match: Match, policy: Policy) -> Verdict:
    staff = _registered_staff(arrival, policy)
    if staff and (verdict := _staff_without_token(staff, arrival, policy)):
        return verdict
    if arrival.spam == "FAIL":
        return Verdict(action="park", reason="spam")
    if match.stored is not None and _is_complainant(arrival.mail, match.stored):
        return Verdict(action="decide", fact=customer_wrote(arrival), stored=match.stored)
    related = tuple(i for i in _related(match) if i)
    return Verdict(action="decide", fact=customer_wrote(arrival, related=related), related=related)


def _staff_without_token(staff: str, arrival: Arrival, policy: Policy) -> Verdict | None:
    """Without a token staff may do what anybody may: put a complaint in, by registering or forwarding it; or ask for help."""
    fact = _staff_wrote(staff, arrival, policy)
    if any(not commands.COMMANDS[c.name].needs_complaint for c in fact.commands):
        harmless = tuple(c for c in fact.commands if c.name in HARMLESS)
        if harmless:
            return Verdict(action="staff", fact=msgspec.structs.replace(fact, commands=harmless), person=staff)
    if fact.commands or fact.problems:
        return Verdict(action="hold", reason="token", person=staff)
    forwarded = arrival.mail.forwarded
    if forwarded is not None and forwarded.sender is not None:
        return Verdict(action="decide", fact=_forwarded_in(staff, arrival))
    return None


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


def customer_wrote(arrival: Arrival, related: tuple[str, ...] = ()) -> CustomerWrote:
    """A customer's mail as a fact."""
    mail = arrival.mail
    sender = mail.sender or mail.senders[0]
    return CustomerWrote(
        id=arrival.id,
        at=arrival.at,
        complainant=Complainant(name=sender.name, mail=sender.address, language=mail.language),
        channel="mail",
        writing=writing_of(arrival),
        mute=mail.mute,
        related=related,
    )


def _is_complainant(mail: InboundMail, stored: Stored) -> bool:
    return mail.sender is not None and mail.sender.address == stored.complaint.complainant.mail


def _related(match: Match) -> Iterator[str]:
    if match.stored is not None:
        yield match.stored.complaint.id
    if match.newest and (match.stored is None or match.newest != match.stored.complaint.id):
        yield match.newest


def writing_of(arrival: Arrival) -> Writing:
    """What a mail says, as a fact carries it."""
    mail = arrival.mail
    return Writing(
        text=mail.new_text.strip()[:FULL_TEXT],
        full_text=mail.text[:FULL_TEXT],
        subject=mail.subject,
        raw=arrival.raw,
        message_id=mail.message_id,
        trouble=mail.trouble,
        evidence=tuple(
            Evidence(
                raw=arrival.raw, part=a.part, name=a.name, content_type=a.content_type, size=a.size, digest=a.digest
            )
            for a in mail.attachments
        ),
    )
