"""Which complaint a mail is about: the reply token of the envelope recipient, then References, then a number in the subject
or in the words.

Only what the envelope says counts of tokens: headers are the sender's to write.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from chalicelib.aws.records import Found
from chalicelib.core.expressions import expression
from chalicelib.core.people import blocks, tokens
from chalicelib.core.register import indexing
from chalicelib.core.register.indexing import KeyRef
from chalicelib.core.written.case_numbers import NUMBER
from chalicelib.inbound.inbound_mail import InboundMail

SEARCHED = 4_000  # characters of a mail that may name a number
LOOKED_UP = 12  # Message-IDs of one mail; what a long thread has kept
_OWN_ID = expression(r"([0-9a-f]{20})(?:\.[^@]*)?@(.+)")


def token_in(recipients: tuple[str, ...], keys: tokens.Keys, now: datetime, sender: str = "") -> tokens.Token | None:
    """The valid reply token among the envelope recipients: the sender's own if there is one, else the first."""
    found = list(_tokens(recipients, keys, now))
    own = (token for token in found if sender and token.person == tokens.person_digest(sender))
    return next(own, next(iter(found), None))


def lapsed_in(recipients: tuple[str, ...], keys: tokens.Keys, sender: str) -> str:
    """Whose reply address is among the recipients, even one that has expired, as a `person_digest`; "" if there is none."""
    token = token_in(recipients, keys, datetime.min.replace(tzinfo=UTC), sender)
    return token.person if token else ""


def _tokens(recipients: tuple[str, ...], keys: tokens.Keys, now: datetime) -> Iterator[tokens.Token]:
    for recipient in recipients:
        _, plus, rest = recipient.partition("@")[0].partition("+")
        token = tokens.verified(rest, keys, now) if plus else None
        if token is not None and token.purpose == "reply":
            yield token


def message_ids(mail: InboundMail) -> tuple[str, ...]:
    """The Message-IDs that a mail refers to, the nearest first."""
    return tuple(dict.fromkeys((*mail.in_reply_to, *reversed(mail.references), *mail.original_ids)))[:LOOKED_UP]


def _refs(mail: InboundMail) -> list[KeyRef]:
    """Where the tables may know the mail's thread: what it refers to, at last the mail itself, which may come twice."""
    refs = [ref for i in message_ids(mail) for ref in (indexing.sent_ref(i), indexing.message_ref(i))]
    return [*refs, *([indexing.message_ref(mail.message_id)] if mail.message_id else [])]


def own_ids(mail: InboundMail, domain: str) -> tuple[str, ...]:
    """Complaints whose own thread ids (`<complaint@domain>`) a mail carries on."""
    found = (_OWN_ID.fullmatch(i.strip("<> ")) for i in message_ids(mail))
    return tuple(dict.fromkeys(m[1] for m in found if m and m[2].lower() == domain.lower()))


def wanted(mail: InboundMail) -> tuple[KeyRef, ...]:
    """The keys under which the tables may know what a mail is about."""
    refs = _refs(mail)
    refs += [indexing.number_ref(number) for number in _numbers(mail)]
    if mail.sender:
        known_by = (indexing.sender_ref, indexing.proof_ref, indexing.conduct_ref, blocks.ref_of)
        refs += [known(mail.sender.address) for known in known_by]
    refs += [blocks.ref_of(mail.through)] if mail.through else []
    return tuple(dict.fromkeys(refs))


def complaint_of(mail: InboundMail, found: Found, domain: str) -> str:
    """The id of the complaint that references or the subject's number lead to; "" for none."""
    by_reference = (found.keys[ref].get("complaint", "") for ref in _refs(mail) if ref in found.keys)
    by_own_id = (i for i in own_ids(mail, domain) if i in found.complaints)
    by_number = (found.keys.get(indexing.number_ref(n), {}).get("complaint", "") for n in _numbers(mail))
    return next(filter(None, (*by_reference, *by_own_id, *by_number)), "")


def written_to(mail: InboundMail, found: Found) -> frozenset[str]:
    """Digests of the addresses to which those mails of ours went whose Message-IDs this one carries."""
    refs = (indexing.sent_ref(each) for each in message_ids(mail))
    return frozenset(found.keys[ref]["to"] for ref in refs if found.keys.get(ref, {}).get("to"))


def messages(mail: InboundMail, found: Found) -> dict[str, str]:
    """What those mails of ours were (their templates' names), by the digests of the addresses; the nearest is the one."""
    known = [found.keys.get(indexing.sent_ref(each), {}) for each in reversed(message_ids(mail))]
    return {values["to"]: values["message"] for values in known if values.get("to") and values.get("message")}


def _numbers(mail: InboundMail) -> tuple[str, ...]:
    """The number in the subject, else the first in what the writer newly wrote."""
    return tuple(filter(None, [number_in(mail.subject) or number_in(mail.new_text[:SEARCHED])]))


def number_in(text: str) -> str:
    """The first complaint's number in a text; "" if there is none."""
    found = NUMBER.search(text)
    return found.group().upper() if found else ""


def numbers_in(text: str) -> tuple[str, ...]:
    """All complaints' numbers in a text, each once, in its order."""
    return tuple(dict.fromkeys(number.upper() for number in NUMBER.findall(text)))


def complaint_id(inbound_id: str) -> str:
    """A new complaint's id: derived from the inbound id, so that a mail read twice opens the same complaint."""
    return hashlib.sha256(inbound_id.encode()).hexdigest()[:20]
