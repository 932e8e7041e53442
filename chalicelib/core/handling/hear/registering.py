"""The first message: the complaint that it opens, what of it is kept, and what the desk settles while it is told."""

from typing import get_args

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.context import Context
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import AnyFact, CustomerWrote
from chalicelib.core.complaint.model import Channel, Complainant, Complaint
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import alarms
from chalicelib.core.handling.hold import customers_words, doubtful, forms, gates, letters
from chalicelib.core.people import rights
from chalicelib.core.policy import vocabulary
from chalicelib.core.policy.model import Policy
from chalicelib.core.written import script


def blank(fact: AnyFact, policy: Policy, context: Context) -> Complaint:
    """The complaint that a first message opens, before anything is known of it."""
    channel = fact.channel if isinstance(fact, CustomerWrote) else "mail"
    return Complaint(
        id=context.complaint_id,
        number=context.number,
        policy=policy.name,
        rules=policy.digest,
        stage=next((stage.name for stage in policy.stages), ""),
        channel=channel,
    )


def register(draft: Draft, fact: CustomerWrote) -> None:
    """Take in who writes and what they say, warn of danger, settle what was settled on the spot, and name what it may belong to."""
    writing = fact.writing
    draft.change(
        complainant=_spoken_to(fact, draft.policy),
        subject=writing.subject,
        text=writing.text or writing.full_text,
        fields=forms.chosen(draft.policy, {k: v for k, v in fact.fields.items() if k != "channel"}),
        related=fact.related,
    )
    if fact.mute or fact.automatic:
        draft.raise_flags("muted")
    doubtful.doubt(draft, fact)
    draft.reach("received")
    draft.reach("registered", draft.now)  # a call may have come hours before somebody writes it down
    by = fact.introduced_by or "customer"
    draft.record("received", text=writing.words, by=by, reason=fact.channel, raw=writing.raw)
    alarms.listen(draft, f"{writing.subject}\n{writing.text or writing.full_text}")
    if fact.introduced_by:
        _tell_who_wrote_it_down(draft, fact)
    for trouble in writing.trouble:
        draft.record("unreadable_part", reason=trouble)
    _name_related(draft, fact)


def _tell_who_wrote_it_down(draft: Draft, fact: CustomerWrote) -> None:
    """What a colleague's registration came to, with what of it was not understood, and what they have settled already."""
    draft.change(introduced_by=fact.introduced_by)
    draft.keep_from_rules(*fact.fields)  # a colleague wrote them down
    draft.results.done("registered", number=draft.complaint.number, at=saying.time_of(draft.when))
    if unread := fact.fields.get("channel", ""):
        channels, correct = saying.labels(*get_args(Channel)), saying.command("correct")
        new = saying.labels(fact.channel)
        draft.results.refuse("channel_unread", name=unread, new=new, choices=channels, command=correct)
    if not (fact.complainant.mail or fact.complainant.phone):
        draft.results.refuse("missing_fields", fields=saying.labels("phone"))
    if vocabulary.says_nothing(fact.settled):
        _leave_unsettled(draft, fact.settled)
    else:
        _settle_on_the_spot(draft, fact)


def _name_related(draft: Draft, fact: CustomerWrote) -> None:
    """The complaints that it may belong to, in the history and for the desk, which knows where it has just parted the two."""
    if related := tuple(r.number for r in draft.context.related if r.number):
        if not fact.parted:
            named: Extra = {"reason": "number_named"} if any(r.named for r in draft.context.related) else {}
            draft.send("linked", "desk", extra={"numbers": list(related)} | named)
        draft.record("linked", reason=", ".join(related))


def _settle_on_the_spot(draft: Draft, fact: CustomerWrote) -> None:
    """A simple matter that the desk answered while it was told: settled at first contact, no unit gets it (LC-02)."""
    directory, policy = draft.policy.directory, draft.policy
    words = customers_words.parted(draft, fact.settled)
    draft.change(outcome=words)
    letters.seal(draft)
    shortfalls = gates.shortfalls(draft, "answered")
    may = rights.may_settle(policy)
    if rights.roles_that_give(draft.by, draft.complaint, policy, draft.now).isdisjoint(may):
        shortfalls = [saying.say("not_yours_to_settle", who=saying.labels(*may))]
    shortfalls = shortfalls or customers_words.questions_on_the_spot(draft, words, fact.confirmed)
    if shortfalls:
        draft.change(outcome="", letter=None)
        draft.results.refuse_for(shortfalls)
        return
    draft.raise_flags("first_contact")
    draft.reach("first_contact")
    draft.record("first_contact", text=words)
    draft.change(proposed_by=draft.by)
    draft.set_by_hand(department=directory.desk_name or "desk", handler=directory.desk)
    draft.wait_for("proposed")
    letters.tell_author(draft)


def _leave_unsettled(draft: Draft, written: str) -> None:
    """无 or a dash beside 当场答复 is no answer to anybody."""
    if written.strip():
        draft.results.done("nothing_settled")


def _spoken_to(fact: CustomerWrote, policy: Policy) -> Complainant:
    """The complainant is written to in their own language if the organisation writes it, else in its first."""
    who, said = fact.complainant, f"{fact.writing.subject}\n{fact.writing.text}"
    if fact.channel == "web":  # whoever fills in a page has chosen its language
        spoken = who.language if who.language in policy.languages else policy.languages[0]
    else:
        spoken = script.answered_in(who.language, said, policy.languages)
    return msgspec.structs.replace(who, language=spoken)
