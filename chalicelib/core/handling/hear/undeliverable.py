"""First step, for what comes back undelivered: it goes another way, and somebody hears of it."""

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import DeliveryFailed
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import conduct, undelivered, watching
from chalicelib.core.people import people
from chalicelib.core.register.forgetting import without_contacts
from chalicelib.core.words import letter


def delivery_failed(draft: Draft, fact: DeliveryFailed) -> None:
    """Nobody reads what we send there: the message goes the other way, and the desk must put the address right."""
    if not fact.passing and any(offer.address == fact.address for offer in draft.complaint.offers):
        draft.change(offers=tuple(o for o in draft.complaint.offers if o.address != fact.address))
        return  # only a code went there, to an address that was never theirs for certain
    if fact.passing:
        _not_arrived(draft, fact)
        return
    if fact.address not in draft.complaint.unreachable:
        draft.change(unreachable=(*draft.complaint.unreachable, fact.address))
    draft.record("undeliverable", reason=without_contacts(fact.diagnostic), text=fact.address)
    extra: Extra = {"who": fact.address, "reason": fact.diagnostic, "text": fact.message}
    who = draft.complaint.complainant
    if fact.address in (who.mail, who.phone):
        reached = draft.customer_channel() or who.phone
        if fact.message and not reached and kind_of(fact.message, "customer").call != "never":
            extra |= watching.watch_over_unreached(draft)
        draft.send("undeliverable", "desk", extra=extra)
        if fact.message:
            _say_again(draft, fact.message)
    else:
        draft.send("undeliverable", "desk", *_above(draft, fact.address), extra=extra)
    if fact.message in ("escalation", "condensed"):
        _climb(draft, fact.address)


def _not_arrived(draft: Draft, fact: DeliveryFailed) -> None:
    """One message was given up, as where a mailbox was full: somebody brings what it said, and the next goes there as ever."""
    who = draft.complaint.complainant
    draft.record("not_arrived", reason=without_contacts(fact.diagnostic), text=fact.address)
    extra: Extra = {"who": fact.address, "reason": fact.diagnostic, "text": fact.message, "passing": 1}
    if any(offer.address == fact.address for offer in draft.complaint.offers):
        return
    if fact.address not in (who.mail, who.phone):
        draft.send("undeliverable", "desk", *_above(draft, fact.address), extra=extra)
        if fact.message in ("escalation", "condensed"):
            _climb(draft, fact.address)
        return
    if undelivered.is_answer(fact.message):
        undelivered.came_back(draft)
    if not fact.message or kind_of(fact.message, "customer").call == "never":
        return
    if who.phone:
        draft.outgoing.to_be_called.append((fact.message, _said_before(draft, fact.message)))
    else:
        draft.send("undeliverable", "desk", extra=extra | watching.watch_over_unreached(draft))


def _above(draft: Draft, address: str) -> tuple[str, ...]:
    return ("supervisor",) if address == draft.complaint.handler else ()


def _say_again(draft: Draft, message: str) -> None:
    """What came back goes the other way, or is told by a call."""
    if undelivered.is_answer(message):
        undelivered.came_back(draft)
    if draft.customer_channel():
        draft.tell_customer(message, extra=_said_before(draft, message))
        if undelivered.is_answer(message):
            undelivered.reached(draft, draft.when)
    elif draft.complaint.complainant.phone:
        draft.outgoing.to_be_called.append((message, _said_before(draft, message)))


def answer_again(draft: Draft) -> None:
    """Who writes from the address that an answer came back from can read it now: it goes out once more."""
    if undelivered.waits(draft) and draft.customer_channel():
        name = "explanation" if draft.complaint.valid is False else "outcome"
        draft.tell_customer(name, extra=_said_before(draft, name), files=draft.complaint.enclosed)
        undelivered.reached(draft, draft.when)


def _climb(draft: Draft, address: str) -> None:
    """What a leader should have heard and did not the next one above hears at once, and that the one below did not get it."""
    line = [p for r in ("supervisor", "director") for p in people.holders(r, draft.complaint, draft.policy, draft.now)]
    above = line[[p.mail for p in line].index(address) + 1 :] if address in [p.mail for p in line] else line
    extra: Extra = {"reason": saying.say("below_unreached", who=saying.person(address)), "climbs": 0}
    to = [p for p in above if p.mail != address and p.mail not in draft.complaint.unreachable][:1]
    draft.send_to("escalation", *to, by=("mail", "sms"), extra=extra)
    draft.record("escalation", text=address)


def _said_before(draft: Draft, message: str) -> Extra:
    """What the message that came back said, as far as its template needs it."""
    match kind_of(message, "customer").text_from:
        case "outcome":
            return {"text": letter.whole(draft.complaint, draft.policy)}
        case "conduct":
            return conduct.in_letter(draft.complaint.conduct) if draft.complaint.conduct else {}
        case "staff":
            return {"text": draft.complaint.last_words.get(message, "")}
        case _:
            return {}
