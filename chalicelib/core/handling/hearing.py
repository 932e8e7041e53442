"""First step, for what comes from outside: the customer's words, a survey answer, machines and bounces."""

import msgspec

from chalicelib.core.circumstances import Circumstances
from chalicelib.core.complaint import Complaint
from chalicelib.core.facts import (
    AnyFact,
    CustomerWrote,
    DeliveryFailed,
    MachineWrote,
    SurveyAnswered,
    Writing,
)
from chalicelib.core.handling import rounds
from chalicelib.core.handling.draft import Draft, Extra
from chalicelib.core.policy import Policy

THREAD = 10  # Message-IDs kept: what a References header of first 4 and last 6 can use


def blank(fact: AnyFact, policy: Policy, circumstances: Circumstances) -> Complaint:
    """The complaint that a first message opens, before anything is known of it."""
    channel = fact.channel if isinstance(fact, CustomerWrote) else "mail"
    return Complaint(
        id=circumstances.complaint_id,
        number=circumstances.number,
        policy=policy.name,
        rules=policy.digest,
        channel=channel,
    )


def customer_wrote(draft: Draft, fact: CustomerWrote) -> None:
    """A first message registers the complaint, a further one is added to it."""
    draft.evidence(fact.writing)
    _keep_thread(draft, fact.writing.message_id)
    if not draft.complaint.moments:
        _register(draft, fact)
    else:
        _add(draft, fact)


def _register(draft: Draft, fact: CustomerWrote) -> None:
    writing = fact.writing
    draft.change(
        complainant=fact.complainant,
        subject=writing.subject,
        text=writing.text or writing.full_text,
        fields=dict(fact.fields),
        related=fact.related,
    )
    if fact.mute or fact.automatic:
        draft.raise_flags("muted")
    draft.reach("received")
    draft.reach("registered", draft.now)
    by = fact.introduced_by or "customer"
    draft.record("received", text=_words(writing), by=by, reason=fact.channel, raw=writing.raw)
    if fact.introduced_by:
        draft.fill({"introduced_by": fact.introduced_by})
        draft.by = fact.introduced_by
        draft.changes.append(draft.say("registered", number=draft.complaint.number))
        draft.offer_receipt = True
    for trouble in writing.trouble:
        draft.record("unreadable_part", reason=trouble)
    if related := tuple(r.number for r in draft.circumstances.related if r.number):
        draft.send("linked", "desk", extra={"numbers": list(related)})
        draft.record("linked", reason=", ".join(related))


def _add(draft: Draft, fact: CustomerWrote) -> None:
    draft.record("customer_wrote", text=_words(fact.writing), by="customer", reason=fact.channel, raw=fact.writing.raw)
    rounds.end_pause(draft)
    known = draft.complaint.complainant
    if not known.phone and fact.complainant.phone:
        draft.change(complainant=msgspec.structs.replace(known, phone=fact.complainant.phone))
    if draft.complaint.status == "closed":
        draft.send("after_closing", "desk", extra={"text": _words(fact.writing)})
        if draft.complaint.kind not in draft.policy.flow_kinds:
            draft.send("customer_added", "handler", extra={"text": _words(fact.writing)})
        return
    roles = ("handler",) if draft.complaint.status == "open" else ("handler", "desk")
    draft.send("customer_added", *roles, extra={"text": _words(fact.writing)})


def _keep_thread(draft: Draft, message_id: str) -> None:
    if message_id and message_id not in draft.complaint.thread:
        thread = (*draft.complaint.thread, message_id)
        draft.change(thread=thread if len(thread) <= THREAD else (*thread[:4], *thread[-6:]))


def _words(writing: Writing) -> str:
    return writing.text or writing.full_text or writing.subject


def survey_answered(draft: Draft, fact: SurveyAnswered) -> None:
    """The customer's verdict: it is recorded once a round; dissatisfaction takes the matter one level up (LC-06)."""
    complaint = draft.complaint
    if fact.round != complaint.round or complaint.moment("answered") is None or complaint.moment("visited") is not None:
        draft.record("survey_too_late", reason=str(fact.score), by=fact.by)
        return
    take_verdict(draft, fact.score, fact.words, by=fact.by)
    if fact.channel == "sms":
        draft.send("thanks", "customer", by=("sms",))


def take_verdict(draft: Draft, score: int, words: str, by: str) -> None:
    """Satisfaction 1–4 and the customer's words, then what they lead to: closing, or another round."""
    draft.change(satisfaction=score, satisfaction_words=words)
    draft.record("satisfaction", reason=str(score), text=words, by=by)
    draft.reach("visited")
    if score <= draft.policy.reopen_at_most:
        rounds.reopen_one_level_up(draft, reason="dissatisfied")
    else:
        rounds.close(draft, reason="satisfied")


def delivery_failed(draft: Draft, fact: DeliveryFailed) -> None:
    """Nobody reads what we send there: the desk must reach the customer, or put the directory right, otherwise."""
    if fact.address not in draft.complaint.unreachable:
        draft.change(unreachable=(*draft.complaint.unreachable, fact.address))
    draft.record("undeliverable", reason=fact.diagnostic, text=fact.address)
    who = draft.complaint.complainant
    if fact.address == who.mail and who.phone and fact.message:
        draft.send(fact.message, "customer", by=("sms",))
    extra: Extra = {"who": fact.address, "reason": fact.diagnostic, "text": fact.message}
    if fact.address in (who.mail, who.phone):
        draft.send("undeliverable", "desk", extra=extra)
    elif fact.address == draft.complaint.handler:
        draft.send("undeliverable", "desk", "supervisor", extra=extra)
    elif fact.address != draft.policy.directory.desk:
        draft.send("undeliverable", "desk", extra=extra)


def machine_wrote(draft: Draft, fact: MachineWrote) -> None:
    """Out-of-office and other automatic mail is filed, and that is all."""
    draft.record("automatic_mail", text=_words(fact.writing), by=fact.sender, raw=fact.writing.raw)
