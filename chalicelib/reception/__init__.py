"""Who wrote, about which complaint, and with what authority. Pure: mail and what the tables know of it → facts, or why not.

A match says what a mail is about; it is never authority (`matching`). What staff may order is in `staff`, what customers
may add in `customers`, how much one sender may make us send in `limits`.
"""

from chalicelib.core.complaint.facts import DeliveryFailed
from chalicelib.core.people import people
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import digest
from chalicelib.inbound.automatic_replies import answers_by_itself, complains, has_form
from chalicelib.inbound.footers import invites_to_unsubscribe
from chalicelib.reception import customers, staff, writers
from chalicelib.reception.arrival import Arrival, Match, Verdict
from chalicelib.reception.matching import complaint_id

__all__ = ["Arrival", "Match", "Verdict", "complaint_id", "receive"]


def receive(arrival: Arrival, match: Match, policy: Policy, own: frozenset[str]) -> Verdict:
    """What is to be done with a mail. `own`: the addresses that we send from, lower-cased.

    Never raises; whatever is not understood is parked for a person.
    """
    mail = arrival.mail
    if not mail.is_bounce and is_ours(arrival, own):
        return Verdict(action="ignore", reason="our own mail came back")
    if arrival.virus == "FAIL":
        return Verdict(action="park", reason="virus")
    if mail.is_bounce:
        return _bounce(arrival, match)
    if mail.parked:
        return Verdict(action="park", reason="unreadable: " + ", ".join(mail.trouble), stored=match.stored)
    if _is_a_persons_in_spite_of_its_rank(arrival, policy):
        return customers.from_outside(arrival, match)  # heard; the rank asks for no answer, so it gets none
    if match.stored is None and _is_bulk_mailing(arrival):
        return Verdict(action="park", reason="bulk mailing")
    if mail.automatic or mail.note:
        return customers.filed(arrival, match)
    if mail.through and not mail.sender:
        return Verdict(action="park", reason="writer", stored=match.stored)
    if not mail.senders:
        return Verdict(action="park", reason="no sender")
    return _person(arrival, match, policy)


def _is_a_persons_in_spite_of_its_rank(arrival: Arrival, policy: Policy) -> bool:
    """An ordinary sender's complaint, ranked low by a gateway; colleagues order nothing so, and forms have marks of their own."""
    mail = arrival.mail
    by_one = mail.sender is not None and not mail.through and not staff.person_at(arrival.sender, policy)
    reply = answers_by_itself(mail.subject, mail.text, marked=True, threaded=True)
    return mail.passage.only_ranked_low and by_one and not mail.note and not reply and complains(mail.new_text)


def _is_bulk_mailing(arrival: Arrival) -> bool:
    """An advertisement or newsletter that has the complaint address on its list; what a form's service sends for its writer is none, nor
    what complains.
    """
    mail = arrival.mail
    sent_to_many = mail.passage.bulk or (mail.passage.to_subscribers and invites_to_unsubscribe(mail.text))
    return sent_to_many and not (mail.through and mail.sender) and not complains(mail.new_text)


def is_ours(arrival: Arrival, own: frozenset[str]) -> bool:
    """Known by the loop header that we write, or as from a reply address of ours or to ours alone: groups write our bare
    address in From, too.
    """
    mail = arrival.mail
    if mail.loop_mark.strip().lower() in own:
        return True
    answered = [writers.is_own(each.address, own) for each in mail.passage.reply_to]
    ours = writers.is_own(mail.through, own) and not mail.sender
    return ours and ("+" in mail.through or (bool(answered) and all(answered)))


def _person(arrival: Arrival, match: Match, policy: Policy) -> Verdict:
    """A mail that a person wrote, as far as its headers say."""
    token, person = match.token, staff.person_at(arrival.sender, policy)
    if person and has_form(arrival.mail.subject) and not staff.orders(arrival, policy):
        return customers.filed(arrival, match)
    if person and arrival.mail.passage.only_generated and not arrival.mail.through:
        return customers.filed(arrival, match)  # passed on by itself: no colleague sent it to us
    if token is not None and token.person:
        bound = people.bearer(token.person, policy)
        if bound == person and staff.writes_as_customer(person, arrival, match, policy):
            return customers.from_outside(arrival, match)
        if bound or not customers.holds(token, match):
            return staff.by_token(bound, arrival, match, policy)
    verdict = staff.without_token(person, arrival, match, policy) if person else None
    return verdict or customers.from_outside(arrival, match)


def _bounce(arrival: Arrival, match: Match) -> Verdict:
    """A mail of ours came back. Whoever knows a complaint's number can write a bounce: it counts only where it carries the id
    of a mail that we sent to the address that it calls unreachable.
    """
    if match.stored is None or not match.written_to:
        return Verdict(action="park", reason="bounce of an unknown mail")
    ours = [r for r in arrival.mail.bounce if r.given_up and digest(r.address) in match.written_to]
    if not ours:
        return customers.filed(arrival, match)
    failed = next((r for r in ours if r.permanent), ours[0])
    fact = DeliveryFailed(
        id=arrival.id,
        at=arrival.at,
        address=failed.address,
        diagnostic=failed.status,
        message=match.messages.get(digest(failed.address), ""),
        passing=not failed.permanent,
    )
    return Verdict(action="decide", fact=fact, stored=match.stored)
