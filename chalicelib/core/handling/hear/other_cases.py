"""First step, for facts that another complaint's decision has caused."""

from datetime import datetime

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.decision import FollowUp
from chalicelib.core.complaint.facts import OtherDecided
from chalicelib.core.complaint.model import Evidence
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import second_matter
from chalicelib.core.handling.hold import closing, conduct, promises
from chalicelib.core.handling.timing import deadlines
from chalicelib.core.people import people
from chalicelib.core.policy import answer_time


def other_decided(draft: Draft, fact: OtherDecided) -> None:
    """Merged into another: this complaint's clocks end there. Counted: complaints that now count more of their like than they
    know of hear of it and are judged anew; grouped is what they hear, and it is noted.
    """
    values = fact.follow_up.values
    match fact.follow_up.name:
        case "merged_in":
            _merge_into(draft, fact.source, values)
        case "grouped" if fact.source not in draft.complaint.related:
            _link(draft, fact.source, values.get("number", ""))
        case "parted":
            apart = tuple(a for a in draft.complaint.absorbed if a.id != fact.source)
            draft.change(absorbed=apart)
            second_matter.take_back(draft, fact.source, values.get("number", ""))
            draft.record("parted", reason=values.get("number", ""))
        case "joined":
            second_matter.join(draft, values)
        case "kept":
            promises.were_kept(draft, second_matter.promises_of(values))
        case "conduct":
            conduct.hear(draft, values)
        case "answered_there":
            _answered_there(draft, values)
        case "counted":
            number = {"number": draft.complaint.number}
            draft.outgoing.follow_ups += [
                FollowUp(complaint=r.id, name="grouped", values=number) for r in draft.context.related
            ]


def itself(draft: Draft) -> dict[str, str]:
    """What a complaint that is merged into this one learns of it: whose it is, how grave, and by when that customer hears of it."""
    complaint, who = draft.complaint, draft.complaint.complainant
    told = answer_time.promised(complaint, draft.policy) if complaint.status == "open" else None
    due = told.isoformat() if told and told > draft.now else deadlines.overdue_promise(draft).get("new_due", "")
    whose = {"number": complaint.number, "mail": who.mail, "phone": who.phone, "severity": complaint.severity}
    return {"id": complaint.id, **whose, "due": str(due)}


def _is_of(draft: Draft, values: dict[str, str]) -> bool:
    """Whether the other complaint is this customer's too."""
    who = draft.complaint.complainant
    return bool((who.mail and who.mail == values.get("mail")) or (who.phone and who.phone == values.get("phone")))


def _merge_into(draft: Draft, source: str, values: dict[str, str]) -> None:
    """Two complaints that were merged into each other at the same time: the older number stays, so that neither is lost.

    Its own customer hears by when the answer comes there, which may be later than they were told here; of another's only that it comes.
    """
    target, number = values.get("id", source), values.get("number", "")
    if any(absorbed.id == target for absorbed in draft.complaint.absorbed) and draft.complaint.number < number:
        return
    if draft.complaint.status == "merged" or not draft.become("merged"):
        _link(draft, source, number)
        draft.send("information", "desk", extra={"reason": saying.say("cannot_merge", number=draft.complaint.number)})
        return
    joined = FollowUp(complaint=target, name="joined", values=second_matter.told(draft))
    _tell_who_had_it(draft, number)
    closing.end_all_work(draft)
    draft.change(merged_into=target)
    draft.record("merged_into", reason=number)
    draft.outgoing.follow_ups.append(joined)
    due = _by_when_there(draft, values)
    said = saying.say("merged_until", number=number, due=saying.time_of(due)) if due else None
    draft.tell_customer("update", extra={"text": said or saying.say("merged_customer", number=number)})


def _by_when_there(draft: Draft, values: dict[str, str]) -> datetime | None:
    """By when the customer hears of the other complaint that takes theirs in; None where it is somebody else's, or promises nothing.

    One that is graded otherwise may be graded anew by the words that it takes in: then it is the later of both times.
    """
    due = values.get("due") if _is_of(draft, values) else ""
    if not due:
        return None
    there, here = datetime.fromisoformat(due), answer_time.promised(draft.complaint, draft.policy)
    alike = values.get("severity", draft.complaint.severity) == draft.complaint.severity
    return there if alike or here is None else max(there, here)


def _tell_who_had_it(draft: Draft, number: str) -> None:
    """Whoever had it, helped with it or was asked for a form of it hears where it goes on; the desk has merged it."""
    complaint, desk = draft.complaint, draft.policy.directory.desk
    asked = (task.assignee for task in complaint.tasks if task.done is None)
    for mail in dict.fromkeys((complaint.handler, *complaint.assistants, *asked)):
        if mail not in ("", desk) and people.is_known(mail, draft.policy):
            to = people.staff(mail, "staff", draft.policy, draft.now)
            draft.send_to("information", to, extra={"reason": saying.say("merged_away", number=number)})


def _answered_there(draft: Draft, values: dict[str, str]) -> None:
    """The complaint that this one went into has its answer: another customer is told it too; the same one has heard."""
    if draft.complaint.status != "merged" or _is_of(draft, values):
        return
    after = datetime.fromisoformat(values["after"]) if values.get("after") else None
    draft.record("told_customer", reason=values.get("number", ""), text=values["outcome"])
    files = msgspec.json.decode(values.get("files", "[]"), type=tuple[Evidence, ...])
    draft.tell_customer(
        values["message"], not_before=after, extra={"text": values["outcome"], "survey": 0}, files=files
    )


def _link(draft: Draft, source: str, number: str) -> None:
    draft.change(related=tuple(dict.fromkeys((*draft.complaint.related, source))))
    draft.record("linked", reason=number)
