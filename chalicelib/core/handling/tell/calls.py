"""Fourth step, last part: what no mail or text can tell the customer becomes a call of the desk, with what to say."""

from datetime import datetime

from chalicelib.core.complaint.message_table import MessageKind, kind_of
from chalicelib.core.handling.draft import Draft, Extra
from chalicelib.core.handling.hold import tasks
from chalicelib.core.people import people
from chalicelib.core.words import sentences


def ask_for_calls(draft: Draft) -> None:
    """Opens the desk's task to call, once, and gives it the words; unreachable customers are the desk's to find."""
    who = draft.complaint.complainant
    for name, extra in draft.unsent:
        kind = kind_of(name, "customer")
        if kind.call == "never":
            continue
        if "registered" in draft.reached and draft.by and kind.call == "registrar":
            _leave_to_registrar(draft, kind, extra)
        elif who.phone:
            _call(draft, name, extra)
        elif who.mail:
            draft.record("undeliverable", reason=name, text=who.mail)
            draft.send("undeliverable", "desk", extra={"who": who.mail, "text": name})
        else:
            draft.record("undeliverable", reason=name)


def _leave_to_registrar(draft: Draft, kind: MessageKind, extra: Extra) -> None:
    """Who registers a call is still talking to the customer, or can call back."""
    if kind.to_registrar:
        draft.changes.append(_sentence(draft, kind.to_registrar, extra))


def _call(draft: Draft, name: str, extra: Extra) -> None:
    who = draft.complaint.complainant
    said: Extra = {
        "who": who.phone,
        "text": script(draft, name, extra),
        "attempts": draft.attempts(),
        "commands": ["contact"],
    }
    waiting = draft.complaint.open_task(tasks.CALL.name)
    if waiting is None:
        tasks.open_task(draft, tasks.CALL, said)
    else:
        desk = people.holders("desk", draft.complaint, draft.policy, draft.now)
        said["task"] = tasks.CALL.name
        if waiting.due:
            said["due"] = waiting.due.isoformat()
        draft.send_to("call_task", *desk, extra=said)


def script(draft: Draft, name: str, extra: Extra) -> str:
    """What is to be said in place of that message."""
    if text := str(extra.get("text", "")):
        return text
    kind = kind_of(name, "customer")
    if kind.text_from == "outcome":
        return draft.complaint.outcome
    return _sentence(draft, kind.script, extra) if kind.script else ""


def _sentence(draft: Draft, code: str, extra: Extra) -> str:
    fields = extra.get("fields", [])
    labels = draft.labels(fields if isinstance(fields, list) else [])
    return draft.say(code, number=draft.complaint.number, due=_time(draft, extra), fields=labels)


def _time(draft: Draft, extra: Extra) -> str:
    stated = str(extra.get("new_due") or extra.get("promised") or "")
    return (
        draft.local(datetime.fromisoformat(stated)) if stated else sentences.LATER[0 if draft.language != "en" else 1]
    )
