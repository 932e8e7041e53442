"""One person known by mail and phone: whoever names another way to be reached gets a code there, and sends it back from there.

Nothing is joined on anybody's word: a number may be mistyped, an address somebody else's. Until the code comes back in time
the named address changes nothing. Who gives up the mailbox or number by which they write has the named one in its place from then on.
"""

from datetime import timedelta

import msgspec

from chalicelib.core.complaint.decision import Extra, Recipient
from chalicelib.core.complaint.facts import AddressProved, CustomerWrote
from chalicelib.core.complaint.model import Complaint, Offer
from chalicelib.core.handling import addressing
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import customer_input
from chalicelib.core.policy.country import works_in
from chalicelib.core.written.own_contacts import mail_instead, own_mail, own_phone, phone_instead
from chalicelib.core.written.signed_numbers import signed_phone

HOLDS = timedelta(hours=24)
SOON = timedelta(minutes=1)  # with the next sweep: whoever wrote does not wait for it
GUESSES = 5  # wrong codes, after which the right one counts no more
OFFERS = 3  # further addresses that one complaint may name


def offer(draft: Draft, fact: CustomerWrote) -> None:
    """Sends a code to the other way of being reached that the customer named, once for each."""
    if fact.introduced_by or fact.mute or fact.automatic or fact.doubtful or draft.complaint.merged_into:
        return
    address = _named(draft, fact)
    foreign = "@" not in address and not addressing.may_be_texted(address, draft.policy)
    if not address or foreign or _is_ours(draft, address) or len(draft.complaint.offers) >= OFFERS:
        return
    known = draft.complaint.complainant
    other = Recipient(role="customer", language=known.language, **_by(address))
    sent = draft.now + SOON
    night = addressing.waits("address_code", other, "sms" if other.phone else "mail", draft.policy, sent)
    until = ((night or sent) + HOLDS).replace(microsecond=0)
    draft.change(offers=(*draft.complaint.offers, Offer(address=address, until=until)))
    draft.record("address_named", text=address)
    extra: Extra = {"due": until.isoformat(), "who": hidden(known.mail or known.phone)}
    extra |= _in_place(draft.complaint, address)
    draft.send_to("address_code", other, by=("sms",) if other.phone else ("mail",), not_before=sent, extra=extra)


def _named(draft: Draft, fact: CustomerWrote) -> str:
    """The other address that these words name as the writer's own; "" if it is known, or was offered before."""
    known, words, whole = draft.complaint.complainant, fact.writing.text, fact.writing.full_text
    named, titles, home = "", draft.policy.job_titles, works_in(draft.policy)
    if fact.channel == "mail":
        named = mail_instead(words, titles) or (
            "" if known.phone else own_phone(words, titles, home) or signed_phone(words, whole, titles, home)
        )
    elif fact.channel == "sms":
        named = phone_instead(words, titles, home) or ("" if known.mail else own_mail(words, titles))
    offered = any(each.address == named for each in draft.complaint.offers)
    return "" if offered or named in (known.mail, known.phone) else named


def _in_place(complaint: Complaint, address: str) -> Extra:
    """Whether that address would take the place of another one that they have."""
    who = complaint.complainant
    return {"instead": 1} if (who.mail if "@" in address else who.phone) else {}


def _is_ours(draft: Draft, address: str) -> bool:
    directory = draft.policy.directory
    staff = {a for p in directory.people for a in (p.mail, p.phone, *p.addresses)}
    return address in staff or address in (directory.desk, directory.phone)


def _by(address: str) -> dict[str, str]:
    return {"mail": address} if "@" in address else {"phone": address}


def hidden(address: str) -> str:
    """An address that its owner knows again and nobody else learns: `z***@qq.com`, `138****8000`."""
    local, at, domain = address.partition("@")
    if at:
        return f"{local[:1]}***@{domain}"
    return f"{address[:-8]}****{address[-4:]}" if len(address) > 8 else "***"  # noqa: PLR2004  the middle of a number


def proved(draft: Draft, fact: AddressProved) -> None:
    """The code came back: the complainant has both from now on. Further open matters found there are the desk's to merge."""
    offered = next((each for each in draft.complaint.offers if each.address == fact.address), None)
    if offered is None or fact.at > offered.until:
        return
    if not fact.right:
        _count(draft, offered)
        return
    instead = _in_place(draft.complaint, fact.address)
    who = msgspec.structs.replace(draft.complaint.complainant, **_by(fact.address))
    draft.change(complainant=who, offers=tuple(each for each in draft.complaint.offers if each is not offered))
    customer_input.heard_from(draft, fact.address)
    draft.record("address_proved", text=fact.address, by="customer", raw=fact.writing.raw)
    to = Recipient(role="customer", name=who.name, language=who.language, **_by(fact.address))
    draft.send_to("address_joined", to, by=("sms",) if to.phone else ("mail",), extra=instead)
    if related := [r.number for r in draft.context.related if r.number]:
        draft.send("linked", "desk", extra={"numbers": related, "reason": "same_person"})
        draft.record("linked", reason=", ".join(related))


def _count(draft: Draft, offered: Offer) -> None:
    guessed = msgspec.structs.replace(offered, guesses=offered.guesses + 1)
    kept = [guessed if each is offered else each for each in draft.complaint.offers]
    draft.change(offers=tuple(each for each in kept if each.guesses < GUESSES))
