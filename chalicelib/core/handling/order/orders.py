"""First step, for staff: a mail's commands in order, each by the function of its name; and the one short receipt."""

from functools import cache

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.complaint.saying import Name
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.hear import customer_input
from chalicelib.core.handling.hold import (
    apart,
    forms,
    instructions,
    replies,
    standing_tasks,
    task_holders,
    tasks,
    watching,
)
from chalicelib.core.handling.order import (
    correcting,
    decisions,
    filling,
    handler_work,
    lines_alone,
    offers,
    plain_words,
    short_labels,
    spoken,
    taking_back,
    telling_leave,
    unread_lines,
)
from chalicelib.core.handling.order.carrying_out import ORDERS
from chalicelib.core.handling.order.handler_work import found_out
from chalicelib.core.orders.command_kind import CLASSIFIED, DESK
from chalicelib.core.orders.command_reader import form_in, label_map, plain_label
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.people import people
from chalicelib.core.policy import duties
from chalicelib.core.words.marker import REPLY_LINE
from chalicelib.core.written.consent import puts_off, says_what_was_done
from chalicelib.core.written.courtesies import is_mere_thanks

HEARD_BY_CUSTOMER = frozenset({"contacted", "told", "asked"})  # what a receipt says of words that reach them
TELL_NOTHING = frozenset(
    {"received", "note", "fill", "correct", "severity", "about", "assist", "approve", "return", "extend", "dossier"}
)  # orders of which no customer hears
TAKE_THE_PLACE = frozenset({"resolve", "invalid"})  # of an answer that waits


def staff_wrote(draft: Draft, fact: StaffWrote) -> None:
    """Carries out what a member of staff ordered; a mail without a command is a note. Everything ends in one receipt.

    Whoever is kept out reads what any colleague reads who names a complaint that is not theirs, and moves nothing in it.
    """
    draft.add_evidence(fact.writing)
    if people.complained_of(draft.by, draft.complaint, draft.policy):
        before = draft.complaint
        _take(draft, fact)
        draft.leave_as_it_was(before)
    else:
        _take(draft, fact)


def _take(draft: Draft, fact: StaffWrote) -> None:
    customer_input.heard_from(draft, fact.by)
    draft.results.refuse_for(fact.problems)
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    if (
        mine & {"handler", "desk", "assistants", "supervisor", "director"}
        or task_holders.asked_of(draft, draft.by) is not None
    ):
        forms.take_attachments(draft)
    if not fact.commands and not fact.problems:
        _plain_words(draft, fact)
    elif fact.writing.text or fact.writing.evidence:
        draft.record("staff_wrote", text=fact.writing.text, raw=fact.writing.raw)
    for command in fact.commands:
        _carry_out(draft, command)
    for name in fact.pasted:
        draft.results.refuse("pasted_order", command=saying.command(name))
    telling_leave.say_how_leave_is_told(draft, fact)
    if fact.writing.text.strip() or fact.commands:
        handler_work.confirm_what_was_read(draft)


def _plain_words(draft: Draft, fact: StaffWrote) -> None:
    """What was asked of the writer they decide in plain words, and a leader instructs; all else is a note."""
    text, own = map(_above_our_line, (fact.writing.text, fact.writing.deciding))
    if form := lines_alone.as_a_form(draft, text):
        draft.record("staff_wrote", text=text, raw=fact.writing.raw)
        _carry_out(draft, form)
    elif form_in(text, _labels(draft)):
        _note(draft, fact, text)
    elif apart.judge_by_words(draft, own):
        return
    elif plain_words.decide(draft, text, own, _carry_out):
        _say_that_later_words_wait(draft)
    else:
        _note(draft, fact, text)


def _above_our_line(text: str) -> str:
    quoted = REPLY_LINE.search(text)
    return text[: quoted.start()].strip() if quoted else text


def _labels(draft: Draft) -> dict[str, str]:
    return label_map({f.name: f.labels for f in draft.policy.fields})


@cache
def _classified() -> dict[str, str]:
    return {
        plain_label(each): name for name in CLASSIFIED for many in FORM_LINES[name].labels.values() for each in many
    }


def _note(draft: Draft, fact: StaffWrote, text: str) -> None:
    """A note is a note; but whoever filled in a form without a command is told how to hand it in."""
    draft.record("note", text=text, raw=fact.writing.raw)
    found_out(draft)
    draft.results.done("noted")
    _say_that_it_leaves(draft)
    customer_input.pass_on_help(draft, text)
    filled = form_in(text, _labels(draft) | _classified())
    if not filled and taking_back.is_told_how_to_correct(draft, text):
        return
    if not filled and says_what_was_done(text):
        instructions.report(draft, text)
    asked = task_holders.asked_of(draft, draft.by, filled)
    usual = "correct" if filled and filled.keys() <= {*CLASSIFIED} else asked.command if asked else "resolve"
    meant = None if filled or puts_off(text) else spoken.of(draft, text)
    again = meant is not None and meant.command in spoken.SENT_AGAIN
    shown = saying.command(meant.command if meant else usual)
    if filled:
        draft.results.refuse("form_without_command", fields=saying.labels(*filled), command=shown)
        draft.results.wanted = shown.names[0]
    elif _say_that_later_words_wait(draft):
        return
    elif _works_on_it(draft) and (reason := spoken.cannot_be(draft, text)):
        draft.results.refuse_for([reason])
    elif meant and not again and _works_on_it(draft):
        draft.results.changes.append(spoken.line_for(draft, meant, text))
    elif not (again or draft.complaint.handler) and _works_on_it(draft) and _is_still_to_be_assigned(draft):
        draft.results.changes.append(spoken.assignment_for(draft, text))
    elif asked and asked.command != "note" and _works_on_it(draft):
        code = spoken.what_is_missing(text, asked.command, meant.command if meant else "")
        draft.results.done(code, task=saying.labels(asked.name), command=shown)
    elif asked and asked.command == "fill":
        draft.results.done("form_still_waits", task=saying.labels(asked.name), command=shown)
    else:
        _tell_whoever_does_not_work_on_it(draft, text, shown)


def _tell_whoever_does_not_work_on_it(draft: Draft, text: str, shown: Name) -> None:
    """Who has it now; to whom it was passed on; and a leader, that their words went to nobody."""
    if not people.roles_of(draft.by, draft.complaint, draft.policy, draft.now):
        draft.results.changes += offers.who_has_it(draft)
    elif draft.complaint.kind not in draft.policy.flow_kinds and draft.complaint.handler == draft.by:
        if not is_mere_thanks(text):
            _pass_back(draft, text, shown)
    elif instructions.may_give(draft, draft.by):
        draft.results.done("nothing_asked")


def _works_on_it(draft: Draft) -> bool:
    """Whether the writer handles it, or the desk is heard: what they write of it is meant to do something."""
    mine = people.roles_of(draft.by, draft.complaint, draft.policy, draft.now)
    return draft.complaint.handler == draft.by or not mine.isdisjoint(("handler", "desk"))


def _is_still_to_be_assigned(draft: Draft) -> bool:
    """Whether it waits for whoever writes to say who is to handle it."""
    return draft.complaint.status == "open" and offers.refusal(draft, "transfer") is None


def _say_that_later_words_wait(draft: Draft) -> bool:
    """Whether the customer's words after the answer wait for the writer, whom a note does not relieve of them."""
    waiting = draft.complaint.open_task(standing_tasks.LATER_WORDS.name)
    if waiting is None or not DESK & people.roles_of(draft.by, draft.complaint, draft.policy, draft.now):
        return False
    promised = watching.is_told_to_wait(draft, waiting)
    orders = {name: saying.command(name) for name in ("tell", "reopen", *(() if promised else ("note",)))}
    draft.results.done("words_promised" if promised else "words_wait", task=saying.labels(waiting.name), **orders)
    return True


def _say_that_it_leaves(draft: Draft) -> None:
    """A note while an answer waits may have been meant to stop it."""
    answered = draft.complaint.moment("answered")
    if answered and replies.is_on_its_way(draft) and offers.refusal(draft, "undo") is None:
        due = saying.time_of(replies.outcome_leaves(draft, answered))
        draft.results.done("still_leaves", due=due, command=saying.command("undo"))


def _pass_back(draft: Draft, text: str, shown: Name) -> None:
    """What a unit says of a matter that was passed on to it reaches the desk, which alone can take it for a complaint (LC-01)."""
    draft.results.done("not_sent", command=shown)
    reason = saying.say("unit_says", command=saying.command("accept"))
    draft.send("information", "desk", extra={"reason": reason, "text": text, "commands": ["accept", "note"]})


def _carry_out(draft: Draft, command: Command) -> None:
    if not COMMANDS[command.name].needs_complaint:
        return
    carried_out = ORDERS[command.name]
    _make_way_for(draft, command.name)
    if reason := offers.refusal(draft, command.name):
        draft.results.refuse_for([reason, *offers.who_has_it(draft, reason)])
        draft.record("refused", reason=command.name, said=reason)
        return
    if command.acted_by:
        draft.record("acted_by", reason=command.name, text=command.acted_by)
    command, unread = unread_lines.left_out(draft, short_labels.read(draft, command))
    problems, draft.results.lines = len(draft.results.problems), {}
    correcting.take_beside(draft, command)
    carried_out.order(draft, command)
    for problem in draft.results.problems[problems:]:
        draft.record("refused", reason=command.name, said=problem)
    refused = len(draft.results.problems) > problems
    draft.results.refuse_for(unread)
    _spread_lines(draft, command, refused=refused)
    if refused:
        draft.results.wanted = draft.results.wanted or command.name
    else:
        if command.name in instructions.REPORTS:
            instructions.report(draft, command.words or writing_of(draft))
        if command.name == "transfer":
            instructions.handed_on(draft, writing_of(draft))
        if not COMMANDS[command.name].completes_task:
            _finish_task(draft, command)
        _have_read_later_words(draft, command)
        apart.judge_by_order(draft, command)


def _spread_lines(draft: Draft, command: Command, *, refused: bool) -> None:
    """Lines count wherever they were written: for every open form that asks for them, and for an answer that waits for them alone."""
    lines = dict(draft.results.lines)
    if not lines:
        return
    lacking = {name for each in draft.results.problems for name in forms.lines_lacking(each)}
    if (refused or command.name == "note") and (told := [name for name in lines if name not in lacking]):
        draft.results.done("lines_kept", fields=saying.labels(*told))
    task_holders.keep(draft, lines)
    filling.hand_in_what_is_filled(draft)
    if command.name not in TAKE_THE_PLACE:
        handler_work.send_what_waits(draft)


def _make_way_for(draft: Draft, order: str) -> None:
    """A better answer takes the place of one that has not left yet."""
    if order in TAKE_THE_PLACE and replies.is_on_its_way(draft) and offers.refusal(draft, "undo") is None:
        decisions.make_way(draft)


def writing_of(draft: Draft) -> str:
    """What the mail at hand says."""
    return draft.fact.writing.text if isinstance(draft.fact, StaffWrote) else ""


def _have_read_later_words(draft: Draft, command: Command) -> None:
    """Whatever the desk or a leader orders, they have read what the customer wrote after the answer; so has whoever then speaks to the customer.

    A customer who was told that they hear by a time hears: what tells them nothing leaves it waiting, and the receipt says so.
    """
    waiting = draft.complaint.open_task(standing_tasks.LATER_WORDS.name)
    if waiting is None:
        return
    told = watching.is_told_to_wait(draft, waiting)
    judges = DESK & people.roles_of(draft.by, draft.complaint, draft.policy, draft.now) and command.name != "received"
    heard = not HEARD_BY_CUSTOMER.isdisjoint(said.code for said in draft.results.changes)
    if heard or (judges and not (told and command.name in TELL_NOTHING)):
        tasks.finish(draft, waiting, {})
        draft.results.done("words_read", task=saying.labels(waiting.name))
    elif judges and not draft.results.problems:
        _say_that_later_words_wait(draft)


def _finish_task(draft: Draft, command: Command) -> None:
    """A task that the policy lets any other command complete."""
    task = task_holders.open_for(draft, command.name, draft.by)
    rule = tasks.rule_of(draft, task.name) if task else None
    if (
        task is None
        or rule is None
        or task.name in (standing_tasks.INSTRUCTION.name, standing_tasks.APART.name)
        or not task_holders.may_fill(draft, task, draft.by)
    ):
        return
    form = {**task.form, **command.form}
    if task_holders.lacks(draft, task, form):
        return
    tasks.finish(draft, task, form)
    draft.reach(duties.moment_of(rule))
