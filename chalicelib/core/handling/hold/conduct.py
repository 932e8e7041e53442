"""Contact that is on record as unreasonable. Words on a matter that was answered finally are filed under it; all else is heard as ever."""

from datetime import timedelta

import msgspec

from chalicelib.core.complaint.conduct import Conduct
from chalicelib.core.complaint.decision import Extra, FollowUp
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy import stages

ACKNOWLEDGED_AGAIN = timedelta(days=7)


def learn(draft: Draft) -> None:
    """What is on record of whoever writes holds on each of their complaints."""
    if draft.context.conduct is not None and draft.complaint.conduct is None:
        draft.change(conduct=msgspec.structs.replace(draft.context.conduct, acknowledged=None))


def put(draft: Draft, conduct: Conduct | None) -> None:
    """Records it, or ends what is recorded (None), here and on the customer's other complaints."""
    draft.change(conduct=conduct)
    told = {"record": msgspec.json.encode(conduct).decode()} if conduct else {}
    others = (related for related in draft.context.related if related.own)
    draft.outgoing.follow_ups += [FollowUp(complaint=each.id, name="conduct", values=told) for each in others]


def in_letter(conduct: Conduct) -> Extra:
    """What the letter about it says."""
    return {"reason": conduct.reason, "due": conduct.review.isoformat()}


def hear(draft: Draft, values: dict[str, str]) -> None:
    """What another complaint of the customer says of them."""
    record, known = values.get("record", ""), draft.complaint.conduct
    conduct = msgspec.json.decode(record, type=Conduct) if record else None
    about = conduct or known
    if about is not None:
        draft.change(conduct=conduct)
        draft.record("conduct" if conduct else "conduct_ended", reason=about.number)


def files(draft: Draft) -> bool:
    """Whether further words are only filed: there is a record, and nothing comes after the answer that the customer has."""
    complaint = draft.complaint
    over = complaint.status in ("answered", "closed") and complaint.kind in draft.policy.flow_kinds
    answered = complaint.moment("answered") is not None
    final = stages.following(complaint, draft.policy, draft.now) is None
    return complaint.conduct is not None and over and answered and final


def file(draft: Draft, words: str, *, mute: bool) -> None:
    """Keeps them; the desk reads them, and the customer hears once a week that they came, if they may be answered at all."""
    conduct = draft.complaint.conduct
    assert conduct is not None
    draft.record("filed", reason=conduct.number)
    extra: Extra = {"text": words, "reason": "filed", "commands": ["split", "reopen", "note"]}
    draft.send("customer_added", "desk", extra=extra)
    last = conduct.acknowledged
    if not mute and (last is None or draft.now - last >= ACKNOWLEDGED_AGAIN):
        draft.change(conduct=msgspec.structs.replace(conduct, acknowledged=draft.now))
        draft.tell_customer("filed", extra={"due": conduct.review.isoformat()})
