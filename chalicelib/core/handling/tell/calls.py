"""Fourth step, last part: what no mail or text can tell the customer becomes a call of the desk, with what to say."""

from datetime import datetime

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.message_kind import MessageKind
from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.saying import Name, Said
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import attempts, standing_tasks, tasks, undelivered, watching
from chalicelib.core.handling.hold.doubtful import DOUBTFUL, is_doubtful
from chalicelib.core.people import people
from chalicelib.core.words import letter


def ask_for_calls(draft: Draft) -> None:
    """Opens the desk's task to call, once, and gives it the words; unreachable customers are the desk's to find."""
    who = draft.complaint.complainant
    for name, extra in draft.outgoing.to_be_called:
        kind = kind_of(name, "customer")
        if kind.call == "never":
            continue
        if "registered" in draft.reached and draft.by and kind.call == "registrar":
            _leave_to_registrar(draft, kind, extra)
            continue
        if undelivered.is_answer(name) and (who.phone or who.mail):
            undelivered.came_back(draft)
        if who.phone:
            _call(draft, name, extra)
        elif who.mail:
            draft.record("undeliverable", reason=name, text=who.mail)
            doubtful = is_doubtful(draft.complaint)
            if doubtful and "registered" in draft.reached and not draft.first_time(DOUBTFUL):
                continue
            if _is_looked_for(draft, kind):
                continue
            said: Extra = {"who": who.mail, "text": name, **({"reason": DOUBTFUL} if doubtful else {})}
            draft.send("undeliverable", "desk", extra=said | watching.watch_over_unreached(draft))
        else:
            draft.record("undeliverable", reason=name)


def _is_looked_for(draft: Draft, kind: MessageKind) -> bool:
    """Whether the desk has heard already that nothing of ours reaches the customer, and this says nothing that somebody wrote for them."""
    return not kind.text_from and draft.complaint.open_task(standing_tasks.CALL.name) is not None


def _leave_to_registrar(draft: Draft, kind: MessageKind, extra: Extra) -> None:
    """Who registers a call is still talking to the customer, or can call back."""
    if kind.to_registrar:
        draft.results.changes.append(_sentence(draft, kind.to_registrar, extra))


def _call(draft: Draft, name: str, extra: Extra) -> None:
    who = draft.complaint.complainant
    said: Extra = {
        "who": who.phone,
        "text": script(draft, name, extra),
        "attempts": attempts.made(draft),
        "commands": ["contact"],
    }
    waiting = draft.complaint.open_task(standing_tasks.CALL.name)
    if waiting is None:
        tasks.open_task(draft, standing_tasks.CALL, said)
    else:
        desk = people.holders("desk", draft.complaint, draft.policy, draft.now)
        said["task"] = standing_tasks.CALL.name
        if waiting.due:
            said["due"] = waiting.due.isoformat()
        draft.send_to("call_task", *desk, extra=said)


def script(draft: Draft, name: str, extra: Extra) -> str | Said:
    """What is to be said in place of that message."""
    text = extra.get("text")
    if isinstance(text, str | Said) and text:
        return text
    kind = kind_of(name, "customer")
    if kind.text_from == "outcome":
        return letter.whole(draft.complaint, draft.policy)
    code = "script_sooner" if extra.get("sooner") else kind.script
    return _sentence(draft, code, extra) if code else ""


def _sentence(draft: Draft, code: str, extra: Extra) -> Said:
    fields = extra.get("fields", [])
    names = [str(name) for name in fields] if isinstance(fields, list) else []
    return saying.say(code, number=draft.complaint.number, due=_time(extra), fields=saying.labels(*names))


def _time(extra: Extra) -> Name:
    stated = str(extra.get("new_due") or extra.get("promised") or "")
    return saying.time_of(datetime.fromisoformat(stated)) if stated else saying.sentence("later")
