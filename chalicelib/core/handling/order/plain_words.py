"""Plain words of somebody who was asked to decide: 同意, "no, because …", 收到. They decide what was asked, or the receipt asks back.

Of several things each is decided by its own words (`said_of_each`); nothing is decided where they do not say which, or hold a reservation. What decides is carried out as the command that
it stands for, so that the same may be done with it and the same is refused.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.saying import Name, Value
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hold import approvals, extensions, instructions, replies, standing_tasks, task_holders
from chalicelib.core.handling.order import approvers_questions, offers, spoken, taking_back
from chalicelib.core.handling.order.carrying_out import ORDERS
from chalicelib.core.handling.order.said_of_each import said_of_each
from chalicelib.core.people import people
from chalicelib.core.words.labels import label
from chalicelib.core.words.local_dates import figures_of
from chalicelib.core.words.plain_text import one_line
from chalicelib.core.written.consent import Said, answer_in, puts_off, sees_to_it
from chalicelib.core.written.courtesies import is_mere_thanks
from chalicelib.core.written.customers_part import without_card
from chalicelib.core.written.dates import names_another_time
from chalicelib.core.written.sent_back import sends_back
from chalicelib.core.written.spoken_orders import orders_alone, reports_own_work, spoken_order, tells_to_act

CarryOut = Callable[[Draft, Command], None]
QUOTED = 60
DECIDE = ("approve", "return")


def decide(draft: Draft, text: str, own: str, carry_out: CarryOut) -> bool:
    """Takes the words for the decision or the instruction that they are; False if they are a note like any other.

    `own`: of the text what is surely the writer's; nothing else decides.
    """
    text, own = (_without_number(without_card(each), draft.complaint.number) for each in (text, own))
    if taking_back.answer(draft, own, carry_out):
        return True
    waiting = approvals.all_waiting(draft, draft.by)
    receipt_asked = ORDERS["received"].of_use(draft)
    for_time = [approvals.moment_of(draft, approval) for approval in waiting] == ["extended"]
    said = answer_in(own, _signed(draft), _proposed(draft, waiting), meanwhile=for_time)
    if receipt_asked and (said.answer == "received" or (said.answer in ("ok", "yes") and not waiting)):
        draft.record("note", text=text)
        carry_out(draft, Command(name="received"))
        if said.rest and not waiting and instructions.may_give(draft, draft.by):
            instructions.give(draft, text)
        return True
    if waiting:
        draft.record("note", text=text)
        _decide(draft, own, said, waiting, carry_out, both=receipt_asked and said.answer == "ok")
        return True
    if taking_back.comes_too_late(draft, own, said):
        return True
    if said.answer in ("yes", "no", "ok") and approvals.was_asked(draft, draft.by):
        draft.record("note", text=text)
        draft.results.refuse("not_yours_to_approve")
        return True
    if approvers_questions.answered(draft, text):
        draft.record("note", text=text)
        return True
    return _begins_anew(draft, own, carry_out) or _instructs(draft, text, said)


def _without_number(text: str, number: str) -> str:
    """The words alone, where a fresh mail names the complaint in them."""
    named = rf"(?:关于|關於|编号|編號|about|case|number|re|#|＃|[:：\[【(（\s])*{re.escape(number)}(?:一案|一件|的投诉|的投訴|的答复|的答覆|[\s:：,，;；\]】)）])*"
    return re.sub(named, " ", text, flags=re.IGNORECASE).strip()


def _decide(
    draft: Draft, text: str, said: Said, waiting: Sequence[Approval], carry_out: CarryOut, *, both: bool
) -> None:
    quoted = one_line(next(iter(text.strip().splitlines()), "—"), QUOTED)
    meant = [a for a in waiting if approvals.is_called(draft, a, text)] if len(waiting) > 1 else list(waiting)
    agreed = said.agreed or text
    each = said_of_each(draft, text, waiting, _proposed(draft, waiting)) if len(waiting) > 1 and not both else []
    if each:
        for approval, decided in each:
            name = label(approvals.called(draft, approval), draft.policy, people.language_of(draft.by, draft.policy))
            _carry_out(draft, quoted, decided, approval, carry_out, name)
    elif len(meant) != 1 or both:
        named = [name_of(draft, a) for a in waiting] + ([saying.labels("receipt")] if both else [])
        _ask_which(draft, quoted, [name for each in named for name in each.names])
        approvers_questions.pass_on(draft, meant or waiting, text)
    elif said.answer in ("yes", "ok") and _grants_time_nobody_asked_for(draft, meant[0], agreed):
        _ask_back(draft, "not_asked_for", quoted, meant[0])
    elif said.answer in ("yes", "ok", "doubtful") and (wished := _another_time(draft, meant[0], agreed)) is not None:
        other = {"due": saying.time_of(wished), "other": saying.command("extend")}
        _ask_back(draft, "another_time", quoted, meant[0], ("extend", *DECIDE), **other)
    elif said.answer == "none" and sends_back(text):
        _carry_out(draft, quoted, Said("no", text), meant[0], carry_out)
    elif said.answer not in ("yes", "no", "ok"):
        _ask_back(draft, "undecided" if said.answer == "doubtful" else "no_decision", quoted, meant[0])
        approvers_questions.pass_on(draft, meant, text)
    elif said.answer == "no" and not said.rest:
        _ask_back(draft, "refused_without_reason", quoted, meant[0], ("return", "approve"))
    else:
        words = text if len(waiting) > 1 else said.rest
        _carry_out(draft, quoted, msgspec.structs.replace(said, rest=words), meant[0], carry_out)


def _grants_time_nobody_asked_for(draft: Draft, approval: Approval, text: str) -> bool:
    said = spoken_order(text)
    return said is not None and said.command == "extend" and approvals.moment_of(draft, approval) != "extended"


def _another_time(draft: Draft, approval: Approval, text: str) -> datetime | None:
    """The time that was asked for, where a yes names another one."""
    asks_for_time = approvals.moment_of(draft, approval) == "extended"
    wish = extensions.wish_behind(draft, approval.gate) if asks_for_time else None
    other = wish is not None and names_another_time(text, wish.until, draft.policy.timezone, draft.at)
    return wish.until if wish and other else None


def _ask_back(
    draft: Draft, code: str, quoted: str, approval: Approval, orders: tuple[str, ...] = DECIDE, **values: Value
) -> None:
    """Nothing was decided, and what decides it: those orders alone are offered."""
    draft.results.refuse(code, text=quoted, what=name_of(draft, approval), **_orders(), **values)
    draft.results.decides = orders


def _ask_which(draft: Draft, quoted: str, names: list[str]) -> None:
    draft.results.decides = DECIDE
    draft.results.refuse(
        "which_one", text=quoted, what=saying.labels(*names), first=saying.labels(names[0]), **_orders()
    )


def _orders() -> dict[str, Name]:
    return {"yes": saying.command("approve"), "no": saying.command("return")}


def _carry_out(draft: Draft, quoted: str, said: Said, approval: Approval, carry_out: CarryOut, about: str = "") -> None:
    """As the command would, which names of several things the one that it is `about`; then how it can be taken back."""
    order = "return" if said.answer == "no" else "approve"
    before, problems = draft.complaint, len(draft.results.problems)
    what = name_of(draft, approval)
    draft.results.done("decided_no" if order == "return" else "decided_yes", text=quoted, what=what)
    carry_out(draft, Command(name=order, words=f"{about} {said.rest}".strip()))
    if len(draft.results.problems) > problems:
        draft.results.changes = [c for c in draft.results.changes if c.code not in ("decided_yes", "decided_no")]
        return
    draft.results.changes = [c for c in draft.results.changes if c.code != "approved"]  # said already
    if order == "approve" and said.rest:
        _hand_on(draft, said)
    _say_how_to_take_back(
        draft, order, before.extension is not None and approvals.moment_of(draft, approval) == "extended"
    )


def _hand_on(draft: Draft, said: Said) -> None:
    """What was written beside the yes is for whoever handles it: an instruction, with a limit, where its writer may give one."""
    leads = instructions.may_give(draft, draft.by) or instructions.may_pass_on(draft, draft.by)
    if said.instruction and leads and draft.complaint.handler:
        instructions.give(draft, said.instruction)
    else:
        _tell_remark(draft, said.rest)


def _tell_remark(draft: Draft, words: str) -> None:
    extra: Extra = {"reason": saying.say("approver_adds", who=saying.person(draft.by)), "text": words}
    to = people.holders("handler", draft.complaint, draft.policy, draft.now)
    others = [r for r in to if r.mail != draft.by]
    draft.send_to("information", *others, extra=extra)
    if others:
        draft.results.done("remark_passed_on", who=saying.person(*(r.mail for r in others)))


def _say_how_to_take_back(draft: Draft, order: str, for_time: bool) -> None:
    """By the command that undoes it, if the policy and the writer's role allow one; else that it stands."""
    answered = draft.complaint.moment("answered") if "answered" in draft.reached else None
    until = replies.outcome_leaves(draft, answered) if answered and draft.policy.undo else None
    if order == "return":
        draft.results.done("refusal_stands")
    elif until is not None and offers.refusal(draft, "undo") is None:
        draft.results.done("undo_until", due=saying.time_of(until), command=saying.command("undo"))
    elif answered and offers.refusal(draft, "reopen") is None:
        draft.results.done("undo_by", command=saying.command("reopen"))
    elif for_time and offers.refusal(draft, "extend") is None:
        draft.results.done("undo_by", command=saying.command("extend"))
    elif "referred" in draft.reached and offers.refusal(draft, "transfer") is None:
        draft.results.done("undo_by", command=saying.command("transfer"))
    else:
        draft.results.done("decision_stands")


def name_of(draft: Draft, approval: Approval) -> Name:
    """What was asked, as its mail calls it."""
    return saying.labels(approvals.called(draft, approval))


def _begins_anew(draft: Draft, text: str, carry_out: CarryOut) -> bool:
    """Whether the words, in answer to what a customer wrote after the answer, order another round: 重新办."""
    said = orders_alone(text) if draft.complaint.open_task(standing_tasks.LATER_WORDS.name) else None
    if said is None or said.command != "reopen" or offers.refusal(draft, "reopen"):
        return False
    draft.record("note", text=text)
    carry_out(draft, Command(name="reopen", words=text))
    return True


def _instructs(draft: Draft, text: str, said: Said) -> bool:
    """Whether a leader's free words are an instruction; what only thanks, confirms or puts off is none."""
    if said.answer == "received" and not said.rest:
        return False
    if instructions.take_back(draft, text):
        return True
    leads = instructions.may_give(draft, draft.by)
    if leads and ((said.answer in ("yes", "no", "ok") and not said.rest) or sees_to_it(text)):
        draft.record("note", text=text)
        draft.results.done("noted")
        draft.results.done("nothing_asked")
        return True
    if (leads or instructions.may_pass_on(draft, draft.by)) and spoken.answer_order(draft, text):
        return True
    if not leads and not (instructions.may_pass_on(draft, draft.by) and tells_to_act(text)):
        return False
    if not text.strip() or is_mere_thanks(text) or puts_off(text) or _tells_of_own_work(draft, text):
        return False
    draft.record("note", text=text)
    instructions.give(draft, text)
    return True


def _tells_of_own_work(draft: Draft, text: str) -> bool:
    """Whether a leader of whom a form is asked reports what they have done, and tells nobody to do anything: 已经约谈过了."""
    asked = task_holders.asked_of(draft, draft.by)
    return asked is not None and asked.command == "fill" and reports_own_work(text) and not tells_to_act(text)


def _signed(draft: Draft) -> tuple[str, ...]:
    """What may stand in the writer's signature."""
    policy = draft.policy
    person = policy.directory.person(draft.by)
    units = (d.name for d in policy.directory.departments if draft.by in (d.handler, d.head))
    return tuple(filter(None, (*policy.organisation.values(), *units, person.name if person else "")))


def _proposed(draft: Draft, waiting: Sequence[Approval]) -> str:
    """What was put before the writer, whose figures may be repeated: the answer, or the time that is asked for."""
    complaint = draft.complaint
    letter = "\n".join(value for _, value in complaint.letter or ())
    times = (*extensions.asked_for(complaint), *((complaint.extension,) if complaint.extension else ()))
    wished = "\n".join(dict.fromkeys(figures_of(each.until, draft.policy.timezone) for each in times))
    return f"{complaint.number}\n{complaint.outcome}\n{letter}\n{wished}" if waiting else ""
