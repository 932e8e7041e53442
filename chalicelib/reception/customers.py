"""Mail from outside. A complainant adds to their complaint; whoever else knows its number or thread opens one of their own,
which the desk is told of: a match says what a mail is about and is never authority.
"""

from collections.abc import Iterator

import msgspec

from chalicelib.core.complaint.facts import CustomerWrote, MachineWrote, Writing
from chalicelib.core.complaint.model import Complainant
from chalicelib.core.handling.hear.customer_input import came_before
from chalicelib.core.people import tokens
from chalicelib.core.register.indexing import digest
from chalicelib.core.words.marker import REPLY_WORDS
from chalicelib.core.written import subjects
from chalicelib.core.written.courtesies import is_mere_thanks
from chalicelib.core.written.mailboxes import canonical, without_token
from chalicelib.inbound import quoted_text
from chalicelib.reception import shown_mails
from chalicelib.reception.arrival import FULL_TEXT, Arrival, Match, Verdict, writing_of


def holds(token: tokens.Token, match: Match) -> bool:
    """Whether the token went to a complainant of the complaint that it names, or to where they said they could be reached."""
    offered = {offer.address for stored in match.complaints for offer in stored.complaint.offers}
    return token.person in {tokens.person_digest(address) for address in _addresses(match) | offered}


def from_outside(arrival: Arrival, match: Match) -> Verdict:
    """A mail from somebody who is no member of staff, or acts as anybody may."""
    if match.stored is not None and _may_add(arrival, match):
        if any(came_before(match.stored.complaint, _told(arrival, added=added)) for added in (False, True)):
            return Verdict(action="ignore", reason="the same mail again")
        return Verdict(action="decide", fact=_added(arrival, match), stored=match.stored)
    if arrival.spam == "FAIL":
        return Verdict(action="park", reason="spam")
    if not arrival.mail.attachments and all(map(is_mere_thanks, _parts(arrival))):
        return Verdict(action="park", reason="only thanks")
    related = tuple(dict.fromkeys(_related(match)))
    return Verdict(action="decide", fact=customer_wrote(arrival, related=related), related=related)


def filed(arrival: Arrival, match: Match) -> Verdict:
    """Kept with the complaint that it is about; without one somebody looks at it."""
    if match.stored is None:
        return Verdict(action="park", reason="automatic mail")
    fact = MachineWrote(id=arrival.id, at=arrival.at, sender=arrival.sender, writing=writing_of(arrival))
    return Verdict(action="decide", fact=fact, stored=match.stored)


def _parts(arrival: Arrival) -> tuple[str, ...]:
    """Subject and new text, as far as there is anything; ("",) if there is nothing at all."""
    said = (subjects.without_answers(arrival.mail.subject), arrival.mail.new_text)
    return tuple(part for part in said if part.strip()) or ("",)


def _may_add(arrival: Arrival, match: Match) -> bool:
    """The complainant's own address. Where its domain says that somebody else wrote, the From header can be read in two
    ways, or another's address stands there, only with their own token, in the last case also as an answer to a mail of ours.
    """
    if arrival.sender not in _addresses(match):
        return False
    own_token = match.token is not None and match.token.person == tokens.person_digest(arrival.sender)
    if arrival.mail.through:  # somebody says that they wrote it: it answers a mail that they alone have had
        return own_token or digest(arrival.sender) in match.written_to
    return own_token or (not arrival.forged and arrival.mail.sender_is_plain)


def _addresses(match: Match) -> set[str]:
    who = [stored.complaint.complainant for stored in match.complaints]
    return {canonical(address) for each in who for address in (each.mail, each.phone) if address}


def _added(arrival: Arrival, match: Match) -> CustomerWrote:
    """Words of the complainant; of a complaint that was merged away they go on to the other, whose complainant stays."""
    fact = _without_our_words(customer_wrote(arrival, added=True), arrival)
    assert match.stored is not None
    if arrival.sender == match.stored.complaint.complainant.mail:
        return fact
    who = Complainant(language=arrival.mail.language)
    return CustomerWrote(id=fact.id, at=fact.at, complainant=who, channel="mail", writing=fact.writing, mute=fact.mute)


def _without_our_words(fact: CustomerWrote, arrival: Arrival) -> CustomerWrote:
    """Where nothing stands above a mail of ours that is quoted line by line, only what stands between and below those lines."""
    mail = arrival.mail
    if mail.command_text.strip() or not REPLY_WORDS.search(mail.text):
        return fact
    own = quoted_text.unmarked(mail.new_text)
    if REPLY_WORDS.search(own):  # not marked: nobody can tell where our words end, unless nothing stands around them
        if not quoted_text.only_ours(mail.new_text):
            return fact
        own = ""
    return msgspec.structs.replace(fact, writing=msgspec.structs.replace(fact.writing, text=own))


def customer_wrote(arrival: Arrival, related: tuple[str, ...] = (), *, added: bool = False) -> CustomerWrote:
    """A customer's mail as a fact. `added`: to a complaint that is there."""
    mail = arrival.mail
    sender = mail.sender or mail.senders[0]
    return CustomerWrote(
        id=arrival.id,
        at=arrival.at,
        complainant=Complainant(name=sender.name, mail=sender.address, language=mail.language),
        channel="mail",
        writing=_told(arrival, added=added),
        mute=mail.mute,
        doubtful=arrival.forged and not added,
        related=related,
    )


def _told(arrival: Arrival, *, added: bool) -> Writing:
    """What they say, with the mail that they pass on; in an addition its lines are marked, lest it be taken for their opinion."""
    ours = frozenset(map(without_token, (*arrival.recipients, *arrival.mail.passage.addressed)))
    text = shown_mails.told(arrival.mail, ours, marked=added).strip()[:FULL_TEXT]
    return msgspec.structs.replace(writing_of(arrival), text=text)


def _related(match: Match) -> Iterator[str]:
    if match.stored is not None:
        yield match.stored.complaint.id
    if match.newest:
        yield match.newest
