"""What a moment does to the complaint when it has passed its gates. One function a moment; most do nothing more than happen."""

from collections.abc import Callable

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.moments import BY_NAME
from chalicelib.core.handling.draft import ASSIGNMENT, Draft
from chalicelib.core.handling.hold import closing, enclosures, extensions, helping, longer_tasks, replies

Effect = Callable[[Draft], None]
EFFECTS: dict[str, Effect] = {}


def happens(moment: str) -> Callable[[Effect], Effect]:
    """Registers what that moment of `core.complaint.moments` does to the complaint. ValueError if it does something already."""
    if moment in EFFECTS:
        raise ValueError(moment)

    def register(effect: Effect) -> Effect:
        EFFECTS[BY_NAME[moment].name] = effect
        return effect

    return register


def happen(draft: Draft, moment: str) -> None:
    """The moment has come."""
    kind = BY_NAME.get(moment)
    if kind is not None and kind.repeats:
        draft.forget(moment)
    draft.reach(moment)
    effect = EFFECTS.get(moment)
    if effect is not None:
        effect(draft)


@happens("accepted")
def _accepted(draft: Draft) -> None:
    draft.record("accepted", reason=draft.complaint.kind)
    draft.results.done("accepted", kind=saying.labels(draft.complaint.kind))


@happens("referred")
def _referred(draft: Draft) -> None:
    """A complaint's handler gets the assignment; what is none has been passed on, and that settles it (LC-01)."""
    if draft.complaint.kind in draft.policy.flow_kinds:
        draft.reach("assigned")
        if "referred" not in draft.reached and ASSIGNMENT not in draft.news:
            draft.news.append(ASSIGNMENT)  # given back and referred anew, it passed the gates a second time
    else:
        closing.close(draft, reason="passed_on")


@happens("answered")
def _answered(draft: Draft) -> None:
    draft.outgoing.cancel(*(name for name, kind in MESSAGES.items() if kind.overtaken))
    extensions.lapse(draft)
    helping.end(draft)
    if draft.complaint.valid is False:
        _explained(draft)
        return
    if draft.customer_channel():
        draft.reach("contacted")
    draft.change(satisfaction=None, satisfaction_words="")  # of the answer before
    draft.record("answered", text=draft.complaint.outcome)
    on_the_spot = {"registered", "first_contact"} <= set(draft.reached)
    draft.results.done("settled" if on_the_spot else replies.reaching_customer(draft, "answered"))
    draft.become("answered")
    if draft.complaint.kind not in draft.policy.flow_kinds:
        closing.close(draft, reason="answered")


def _explained(draft: Draft) -> None:
    """What was judged not valid ends with its explanation."""
    if draft.customer_channel():
        draft.reach("contacted")
    draft.change(satisfaction=None, satisfaction_words="")
    undo = replies.undo_until(draft, draft.now) if draft.policy.undo else None
    said: Extra = {"text": draft.complaint.outcome}
    draft.tell_customer("explanation", not_before=undo, extra=said, files=draft.complaint.enclosed)
    enclosures.reaches_nobody(draft)
    closing.close(draft, reason="invalid")
    told = replies.reaching_customer(draft, "invalid")
    for code in dict.fromkeys((told if told == "invalid" else "judged_invalid", told)):
        draft.results.done(code)


@happens("extended")
def _extended(draft: Draft) -> None:
    granted = draft.complaint.extension
    assert granted is not None
    extensions.grant(draft, granted)
    longer_tasks.move(draft, granted)
    draft.record("extended", reason=granted.clock, said=saying.say("until", due=saying.time_of(granted.until)))
    code = "moved_forward" if draft.complaint.extensions[-1].earlier else "extended"
    draft.results.done(code, clock=saying.labels(granted.clock), due=saying.time_of(granted.until))
