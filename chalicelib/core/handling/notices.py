"""Fourth step, between deadlines and rungs: who hears of what has just happened.

One function a moment, in one table. Messages to the customer respect quiet hours, acknowledgements excepted.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from chalicelib.core import phrases, vocabulary
from chalicelib.core.handling import tasks, timing
from chalicelib.core.handling.draft import Draft, Extra, quiet_until
from chalicelib.core.labels import label


def announce(draft: Draft) -> None:
    """Sends what the moments reached in this decision call for, then the receipt to the member of staff who wrote."""
    for moment in draft.reached:
        notice = NOTICES.get(moment)
        if notice is not None:
            notice(draft)
    if draft.fresh_assignment and "referred" not in draft.reached:
        _referred(draft)
    if draft.offer_receipt:
        _receipt(draft)


def _registered(draft: Draft) -> None:
    """Apology, number, who handles it, by when the answer comes, how to add to it (CW-02, LC-03)."""
    complaint = draft.complaint
    if "muted" in complaint.flags:
        draft.record("not_acknowledged", reason="automatic")
        return
    flows = complaint.kind in draft.policy.flow_kinds
    draft.tell_customer("acknowledgement" if flows else "noted", extra=_promise(draft))
    _ask_for_missing_facts(draft)


def _ask_for_missing_facts(draft: Draft) -> None:
    """What the policy needs to know and the customer has not said is asked for once, in one message."""
    complaint, fields = draft.complaint, {f.name: f for f in draft.policy.fields}
    missing = []
    for name in draft.policy.asks:
        field = fields.get(name)
        relevant = field is None or vocabulary.any_holds(field.when, complaint, draft.circumstances.counts)
        given = vocabulary.value_of(complaint, name) or (
            field is not None and vocabulary.mentions(f"{complaint.subject}\n{complaint.text}", field.signs)
        )
        if relevant and not given:
            missing.append(name)
    if missing and complaint.kind in draft.policy.flow_kinds:
        labels = [label(name, draft.policy, complaint.complainant.language) for name in missing]
        draft.tell_customer("question", extra={"fields": missing, "reasons": labels})
        draft.record("asked_customer", reason=", ".join(missing))


def _referred(draft: Draft) -> None:
    """The answering unit gets the slip with its form; what is no complaint is passed on."""
    complaint = draft.complaint
    if complaint.kind not in draft.policy.flow_kinds:
        draft.send("passed_on", "handler", extra={"commands": ["resolve", "note"]})
        return
    due = next(
        (d for d in complaint.deadlines if d.round == complaint.round and _until(draft, d.clock) == "answered"), None
    )
    answer = next((t for t in draft.policy.tasks if t.command == "resolve"), None)
    extra: Extra = {
        "commands": ["resolve", "contact", "tell", "ask", "transfer", "assist", "return", "note"],
        "fields": list(answer.form) if answer else [],
        "required": list(answer.required) if answer else [],
    }
    if due:
        extra["due"] = due.due.isoformat()
    if complaint.round > 1:
        extra["reason"] = next((e.reason for e in reversed(draft.entries) if e.what == "reopened"), "")
    draft.send("assignment", "handler", extra=extra)


def _until(draft: Draft, clock: str) -> str:
    return next((c.until for c in draft.policy.clocks if c.name == clock), "")


def _answered(draft: Draft) -> None:
    """The outcome to the customer with the question whether they are satisfied; a copy to the desk (LC-05)."""
    if draft.complaint.valid is False:
        return
    undo = draft.undo_until(draft.now) if draft.policy.undo else None
    night = quiet_until(draft.policy, draft.now) is not None and draft.customer_channel() == ("mail",)
    draft.tell_customer("outcome", not_before=undo, extra={"survey": 0 if night else 1})
    if night:
        draft.tell_customer("survey")
    draft.send("answered_copy", "desk", not_before=draft.now + tasks.COPY_LATER)


def _reopened(draft: Draft) -> None:
    """The customer hears who looks at it now and by when; the new handler gets the case."""
    draft.tell_customer("reopened", extra=_promise(draft))


def _promise(draft: Draft) -> Extra:
    promised = timing.promised(draft)
    return {"promised": promised.isoformat()} if promised else {}


def _extended(draft: Draft) -> None:
    """A new time was confirmed: the customer hears of it before the old one passes (CM-07, PG-04)."""
    until = draft.complaint.fields.get("extension_until", "")
    draft.tell_customer(
        "holding", extra={"new_due": until, "reason": draft.complaint.fields.get("extension_reason", "")}
    )
    new_time = phrases.say("extended", "zh-CN", due=draft.local(datetime.fromisoformat(until)))
    draft.send("information", "handler", extra={"reason": new_time})


def _receipt(draft: Draft) -> None:
    """One short receipt to whoever wrote: what changed, or what was not understood and the help."""
    recipient = draft.sender()
    draft.send_to("receipt", recipient, extra={"changes": draft.changes, "problems": draft.problems})


NOTICES: Mapping[str, Callable[[Draft], None]] = {
    "registered": _registered,
    "referred": _referred,
    "answered": _answered,
    "reopened": _reopened,
    "extended": _extended,
}
